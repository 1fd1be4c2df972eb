//! Taking a submission away from the database, and opening it: all that is needed to do that elsewhere, with the secret
//! key.

use super::{database, output, print};
use crate::clock;
use crate::institution::Refusal;
use crate::keys;
use crate::readable;
use crate::store::Store;
use crate::store::acts::Agent;
use crate::store::desk::Stored;
use base64ct::{Base64, Encoding as _};
use guichet_core::wire::client_address;
use guichet_core::wire::reference::Reference;
use guichet_core::wire::seal::{self, SecretKey};
use guichet_core::wire::submission::Submission;
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::Path;

/// A submission taken away from the database.
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
    /// The sealed files that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<SealedFile>,
}

/// A sealed file in an export.
#[derive(Serialize, Deserialize)]
pub struct SealedFile {
    /// Its name among the uploads.
    pub id: String,
    /// Its sealed pieces in order, base64.
    pub pieces: Vec<String>,
}

impl Export {
    fn of(stored: Stored) -> Result<Self, Refusal> {
        let submission = serde_json::from_str(&stored.body)
            .map_err(|_| Refusal(format!("What is stored for {} is not a submission.", stored.reference)))?;
        let files = stored.files.into_iter().map(|file| SealedFile {
            id: file.id,
            pieces: file.pieces.iter().map(|piece| Base64::encode_string(piece)).collect(),
        });
        Ok(Self {
            guichet_export: 1,
            reference: stored.reference,
            received_at: clock::rfc3339(stored.received_at),
            key_hash: stored.key_hash,
            station_flag: stored.station_flag,
            client: stored.client,
            submission,
            files: files.collect(),
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

/// Looks up a submission by its reference, as typed. What it is looked up for (`open`, `export`) is recorded.
pub async fn find(store: &Store, reference: &str, agent: Agent<'_>, act: &str) -> Result<Export, Refusal> {
    let parsed = Reference::parse(reference)
        .map_err(|_| Refusal(format!("{} is neither a file here nor a reference.", readable::escaped(reference))))?;
    let stored = store.export(&parsed.to_string(), Some((agent, act))).await.map_err(|error| database(&error))?;
    stored.map_or_else(|| Err(Refusal(format!("Nothing is stored for {parsed}; it may have been erased."))), Export::of)
}

/// Writes the file that [`Export::read`] reads.
pub fn export(export: &Export, out: &mut impl Write) -> Result<(), Refusal> {
    print(out, &serde_json::to_string_pretty(export).unwrap_or_default())
}

/// Opens a submission and prints it; `exact` gives the sealed bytes and nothing else.
pub fn open(export: &Export, secret: &SecretKey, exact: bool, out: &mut impl Write) -> Result<(), Refusal> {
    let text = opened(export, secret)?;
    if exact {
        return out.write_all(&text).map_err(|error| output(&error));
    }
    let station = export.submission.routing.station.as_deref().map_or_else(|| "aucun".to_owned(), readable::escaped);
    let remark = match export.station_flag.as_str() {
        "unknown" => " (ne fait pas partie des lieux connus)",
        "unchecked" => " (le serveur n’a pas de liste des lieux)",
        _ => "",
    };
    let mut lines = vec![
        format!("Numéro : {}", readable::escaped(&export.reference)),
        format!("Arrivée : {}", readable::instant(&export.received_at)),
        format!("Lieu choisi : {station}{remark}"),
    ];
    if !export.client.is_empty() {
        let address = client_address::open(secret, &export.key_hash, &export.client);
        let address = address.unwrap_or_else(|| "scellée pour une autre clé".to_owned());
        lines.push(format!("Adresse de l’expéditeur : {}", readable::escaped(&address)));
    }
    lines.push(String::new());
    match serde_json::from_slice(&text) {
        Ok(value) => lines.extend(readable::lines(&value)),
        Err(_) => lines.push("Le texte scellé n’est pas du JSON : l’option --json le montre tel quel.".to_owned()),
    }
    print(out, &lines.join("\n"))
}

/// The sealed text.
pub(super) fn opened(export: &Export, secret: &SecretKey) -> Result<Vec<u8>, Refusal> {
    seal::open(secret, &export.submission, &export.key_hash)
        .map_err(|error| Refusal(format!("{} was not opened: {error}.", readable::escaped(&export.reference))))
}

/// The key in that file, or the development key of the data folder.
pub fn secret(key: Option<&Path>, data: &Path) -> Result<SecretKey, Refusal> {
    let development = keys::development_path(data);
    let path = key.unwrap_or(&development);
    let hint = if key.is_none() { " Name the file of the secret key with --key." } else { "" };
    keys::read(path).map_err(|error| Refusal(format!("{}: {error}.{hint}", path.display())))
}
