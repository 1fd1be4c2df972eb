//! What one institution's server knows at its start: its configuration, its keys, its stations, and whether it may
//! serve them to others.

use crate::keys;
use guichet_core::config::Config;
use guichet_core::domain::data_index::DataIndex;
use guichet_core::domain::former::read_former;
use guichet_core::domain::station::read_stations;
use guichet_core::hosting;
use guichet_core::wire::seal::{PublicKey, SecretKey};
use serde_json::Value;
use std::collections::HashSet;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Why the server does not start, as one plain sentence.
#[derive(Debug)]
pub struct Refusal(pub String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

/// What `serve` was asked for.
pub struct Request<'a> {
    /// `--config`; else `config.json` in `dist`, where there is one.
    pub config: Option<&'a Path>,
    /// The folder of the built app.
    pub dist: &'a Path,
    /// The folder of the data, which holds the development key.
    pub data: &'a Path,
    /// Where the server will listen.
    pub address: SocketAddr,
    /// `--insecure-demo`.
    pub insecure_demo: bool,
}

/// What was found.
pub struct Institution {
    /// The configuration with its keys.
    pub config: Config,
    /// The same as it is served: members that this version does not know are kept.
    pub served: String,
    /// The known stations; `None` where the app has no station data.
    pub stations: Option<HashSet<String>>,
    /// True where submissions are sealed to the development key.
    pub development_key: bool,
}

impl Institution {
    /// Reads everything, makes the development key where it is needed, and refuses what would mislead people.
    pub fn open(request: &Request<'_>) -> Result<Self, Refusal> {
        let (mut value, origin) = read_config(request)?;
        let mut config: Config = serde_json::from_value(value.clone())
            .map_err(|error| Refusal(format!("{} is not a configuration: {error}.", origin.display())))?;
        if let Some(key) = config.recipient_keys.iter().find(|key| PublicKey::of(key).is_none()) {
            let right = PublicKey::parse(&key.public_key).map(|public| public.kid());
            let hint = right.map_or_else(|| "the key cannot be read".to_owned(), |kid| format!("it should be {kid}"));
            return Err(Refusal(format!("The recipient key {} in {} is wrong: {hint}.", key.kid, origin.display())));
        }
        if !config.has_plain_base() {
            return Err(Refusal(format!(
                "public_address in {}: its path may hold letters, digits, hyphens and underscores, between single slashes.",
                origin.display()
            )));
        }
        let development_key = config.recipient_keys.is_empty();
        if development_key {
            let secret: SecretKey = keys::development(request.data)
                .map_err(|error| Refusal(format!("The development key in {}: {error}.", request.data.display())))?;
            config.recipient_keys.push(secret.public().to_recipient());
        }
        let (stations, sample) = read_data(&request.dist.join("data"));
        if development_key || sample {
            let reason =
                if development_key { "no key of an institution is configured" } else { "the stations are a sample" };
            if request.insecure_demo {
                config.demonstration = true;
            } else if !request.address.ip().is_loopback() {
                return Err(Refusal(format!(
                    "Not started on {}: {reason}, so what people send would reach nobody. Configure it, listen on 127.0.0.1, \
                     or add --insecure-demo, and the page will say that sending is a demonstration.",
                    request.address
                )));
            }
        }
        if let Value::Object(members) = &mut value {
            let keys = serde_json::to_value(&config.recipient_keys).unwrap_or_default();
            members.insert("recipient_keys".to_owned(), keys);
            members.insert("demonstration".to_owned(), Value::Bool(config.demonstration));
        }
        let served = serde_json::to_string_pretty(&value).unwrap_or_default();
        Ok(Self { config, served, stations, development_key })
    }

    /// The names of the keys that are in use.
    pub fn kids(&self) -> Vec<&str> {
        self.config.recipient_keys.iter().map(|key| key.kid.as_str()).collect()
    }

    /// What is known about a station, for the agent.
    pub fn station_flag(&self, station: &str) -> &'static str {
        match &self.stations {
            _ if station.is_empty() => "",
            None => "unchecked",
            Some(known) if known.contains(station) => "known",
            Some(_) => "unknown",
        }
    }

    /// True for an origin that may call the API from elsewhere: the public address, what may frame the app, and `null`,
    /// the origin of sandboxed frames.
    pub fn allows_origin(&self, origin: &str) -> bool {
        let listed = self.config.frame_ancestors.iter().chain([&self.config.public_address]);
        origin == "null" || listed.into_iter().any(|entry| hosting::covers(entry, origin))
    }
}

fn read_config(request: &Request<'_>) -> Result<(Value, PathBuf), Refusal> {
    let built = request.dist.join("config.json");
    let path = match request.config {
        Some(path) => path.to_owned(),
        None if built.exists() => built,
        None => return Ok((serde_json::to_value(Config::default()).unwrap_or_default(), built)),
    };
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Refusal(format!("{} cannot be read: {error}.", path.display())))?;
    let value: Value =
        serde_json::from_str(&text).map_err(|error| Refusal(format!("{} is not JSON: {error}.", path.display())))?;
    if value.is_object() {
        Ok((value, path))
    } else {
        Err(Refusal(format!("{} is not a configuration.", path.display())))
    }
}

/// The ids of all stations, and whether they are a sample.
fn read_data(folder: &Path) -> (Option<HashSet<String>>, bool) {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).ok();
    let Some(index) = read("index.json").and_then(|text| DataIndex::read(&text)) else { return (None, false) };
    let mut ids = HashSet::new();
    for cell in index.cells() {
        let Some(text) = index.station_file(cell).and_then(|name| read(&name)) else { continue };
        ids.extend(read_stations(&text).rows.into_iter().map(|station| station.id.as_str().to_owned()));
    }
    if ids.is_empty() {
        return (None, index.sample);
    }
    // A page that was opened before the last update may still send the id that a station had then.
    let former = index.former_file().and_then(|name| read(&name)).unwrap_or_default();
    ids.extend(read_former(&former).into_keys().map(|id| id.as_str().to_owned()));
    (Some(ids), index.sample)
}
