//! The station's side: which submissions there are, taking one away, opening it.

use crate::clock;
use crate::institution::Refusal;
use crate::keys;
use crate::readable;
use crate::store::{Store, Stored};
use guichet_core::wire::client_address;
use guichet_core::wire::reference::Reference;
use guichet_core::wire::seal::{self, SecretKey};
use guichet_core::wire::submission::Submission;
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::Path;

/// A submission taken away from the database: all that is needed to open it elsewhere, with the secret key.
#[derive(Serialize, Deserialize)]
pub struct Export {
    /// Version of this file.
    pub guichet_export: u8,
    /// The reference, as shown.
    pub reference: String,
    /// RFC 3339, UTC.
    pub received_at: String,
    /// SHA-256 of the submission key, hex: bound to the sealed text, but not in the body.
    pub key_hash: String,
    /// What the server knew about the chosen station: `known`, `unknown`, `unchecked`, or empty.
    #[serde(default)]
    pub station_flag: String,
    /// The sealed address that it came from; empty where that is not kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub client: String,
    /// The body as it arrived.
    pub submission: Submission,
}

impl Export {
    fn of(stored: Stored) -> Result<Self, Refusal> {
        let submission = serde_json::from_str(&stored.body)
            .map_err(|_| Refusal(format!("What is stored for {} is not a submission.", stored.reference)))?;
        Ok(Self {
            guichet_export: 1,
            reference: stored.reference,
            received_at: clock::rfc3339(stored.received_at),
            key_hash: stored.key_hash,
            station_flag: stored.station_flag,
            client: stored.client,
            submission,
        })
    }

    /// Reads an exported file.
    pub fn read(path: &Path) -> Result<Self, Refusal> {
        let text = std::fs::read_to_string(path).map_err(|error| Refusal(format!("{}: {error}.", path.display())))?;
        let export: Self = serde_json::from_str(&text).map_err(|error| {
            Refusal(format!("{} is not an exported submission (line {}).", path.display(), error.line()))
        })?;
        if export.guichet_export == 1 {
            return Ok(export);
        }
        Err(Refusal(format!("{} was exported by another version.", path.display())))
    }
}

/// Prints every submission on a line of its own, oldest first.
pub async fn list(store: &Store, out: &mut impl Write) -> Result<(), Refusal> {
    let rows = store.list().await.map_err(|error| database(&error))?;
    for row in rows {
        let flag = if row.station_flag == "unknown" { " (unknown station)" } else { "" };
        let line = format!(
            "{}  {}  {:<8}  {:<14}  {}{flag}",
            row.reference,
            clock::rfc3339(row.received_at),
            row.state,
            row.form,
            row.station
        );
        writeln!(out, "{}", line.trim_end()).map_err(|error| output(&error))?;
    }
    Ok(())
}

/// Looks up a submission by its reference, as typed.
pub async fn find(store: &Store, reference: &str) -> Result<Export, Refusal> {
    let parsed = Reference::parse(reference)
        .map_err(|_| Refusal(format!("{} is neither a file here nor a reference.", readable::escaped(reference))))?;
    let stored = store.export(&parsed.to_string()).await.map_err(|error| database(&error))?;
    stored.map_or_else(|| Err(Refusal(format!("Nothing is stored for {parsed}; it may have been erased."))), Export::of)
}

/// Writes the file that [`Export::read`] reads.
pub fn export(export: &Export, out: &mut impl Write) -> Result<(), Refusal> {
    let text = serde_json::to_string_pretty(export).unwrap_or_default();
    writeln!(out, "{text}").map_err(|error| output(&error))
}

/// Opens a submission and prints it; `exact` gives the sealed bytes and nothing else.
pub fn open(export: &Export, secret: &SecretKey, exact: bool, out: &mut impl Write) -> Result<(), Refusal> {
    let text = seal::open(secret, &export.submission, &export.key_hash)
        .map_err(|error| Refusal(format!("{} was not opened: {error}.", readable::escaped(&export.reference))))?;
    if exact {
        return out.write_all(&text).map_err(|error| output(&error));
    }
    let station = export.submission.routing.station.as_deref().unwrap_or("-");
    let remark = match export.station_flag.as_str() {
        "unknown" => " (not among the known stations)",
        "unchecked" => " (the server has no list of stations)",
        _ => "",
    };
    let mut lines = vec![
        format!("reference: {}", readable::escaped(&export.reference)),
        format!("received:  {}", readable::escaped(&export.received_at)),
        format!("form:      {}", export.submission.form.as_str()),
        format!("station:   {}{remark}", readable::escaped(station)),
    ];
    if !export.client.is_empty() {
        let address = client_address::open(secret, &export.key_hash, &export.client);
        let address = address.unwrap_or_else(|| "sealed to another key".to_owned());
        lines.push(format!("sent from: {}", readable::escaped(&address)));
    }
    lines.push(String::new());
    match serde_json::from_slice(&text) {
        Ok(value) => lines.extend(readable::lines(&value)),
        Err(_) => lines.push("The sealed text is not JSON; see it with --json.".to_owned()),
    }
    writeln!(out, "{}", lines.join("\n")).map_err(|error| output(&error))
}

/// The key in that file, or the development key of the data folder.
pub fn secret(key: Option<&Path>, data: &Path) -> Result<SecretKey, Refusal> {
    let development = keys::development_path(data);
    let path = key.unwrap_or(&development);
    let hint = if key.is_none() { " Name the file of the secret key with --key." } else { "" };
    keys::read(path).map_err(|error| Refusal(format!("{}: {error}.{hint}", path.display())))
}

/// Makes a key pair: the secret half in a new file, the public half printed as `config.json` wants it.
pub fn new_key(path: &Path, out: &mut impl Write) -> Result<(), Refusal> {
    let secret = keys::create(path).map_err(|error| Refusal(format!("{}: {error}.", path.display())))?;
    let text = serde_json::to_string(&secret.public().to_recipient()).unwrap_or_default();
    writeln!(out, "{text}").map_err(|error| output(&error))
}

fn database(error: &crate::store::StoreError) -> Refusal {
    Refusal(format!("The database does not answer ({}).", crate::store::code_of(error)))
}

fn output(error: &std::io::Error) -> Refusal {
    Refusal(format!("Printing failed: {error}."))
}
