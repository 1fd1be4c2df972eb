//! Fetching the official files from the data portal.
//!
//! A file is taken whole, looked at, and only then put in the place of the one before. Whatever goes wrong, the one before
//! stays and is said to.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::dates;
use crate::failure::Failure;
use crate::inputs::{self, Kind};
use crate::table;

/// The data portal.
pub const PORTAL: &str = "https://www.data.gouv.fr";

/// The portal's lasting identifier of each file.
pub const RESOURCES: [(Kind, &str); 4] = [
    (Kind::Police, "2cb2f356-42b2-4195-a35c-d4e4d986c62b"),
    (Kind::GendarmerieWords, "061a5736-8fc2-4388-9e55-8cc31be87fa0"),
    (Kind::GendarmerieColumns, "17320fe6-a896-4686-93e6-502be2ad23f2"),
    (Kind::Territory, "c53cd4d4-4623-4772-9b8c-bc72a9cdf4c2"),
];

/// How to fetch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetching {
    /// Where: `https://…`, without a slash at the end. `http` is for tests.
    pub base: String,
    /// For one file, redirects and body included.
    pub timeout: Duration,
    /// The longest file that is accepted, in bytes. The territorial file, the longest, has some 5 MB.
    pub longest: u64,
}

impl Default for Fetching {
    fn default() -> Self {
        Self { base: PORTAL.to_owned(), timeout: Duration::from_mins(2), longest: 64 * 1024 * 1024 }
    }
}

/// What the portal said of a file, kept beside it as `NAME.fetched.json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fetched {
    /// The header `ETag`.
    pub etag: String,
    /// The header `Last-Modified`.
    pub last_modified: String,
    /// The day of that (`2026-08-31`); empty where the portal did not say.
    pub date: String,
}

impl Fetched {
    fn path(file: &Path) -> PathBuf {
        file.with_file_name(format!("{}.fetched.json", inputs::name(file)))
    }

    /// What is kept beside a file; `None` where nothing readable is.
    pub fn read(file: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(Self::path(file)).ok()?).ok()
    }

    /// Keeps it beside a file.
    pub fn write(&self, file: &Path) -> Result<(), Failure> {
        let path = Self::path(file);
        let text = serde_json::to_vec_pretty(self).map_err(|error| Failure::of(&path, error))?;
        replace(&path, &text)
    }
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// There is a new one.
    Replaced,
    /// The one before is that of the portal.
    Unchanged,
    /// It could not be fetched, for this reason. True: the one before is kept; false: there is none.
    Failed(String, bool),
}

/// Fetches every file into a folder; what became of each, by name.
pub fn all(folder: &Path, fetching: &Fetching) -> Result<Vec<(&'static str, Outcome)>, Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::of(folder, error))?;
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(fetching.timeout))
        .https_only(fetching.base.starts_with("https://"))
        .http_status_as_error(false)
        .max_redirects(5)
        .user_agent(concat!("guichet-geodata/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let mut outcomes = Vec::new();
    for (kind, resource) in RESOURCES {
        let path = folder.join(kind.usual_name());
        let url = format!("{}/fr/datasets/r/{resource}", fetching.base);
        let outcome = match one(&agent, &url, kind, &path, fetching.longest) {
            Ok(true) => Outcome::Replaced,
            Ok(false) => Outcome::Unchanged,
            Err(reason) => Outcome::Failed(reason, path.is_file()),
        };
        outcomes.push((kind.usual_name(), outcome));
    }
    Ok(outcomes)
}

/// What became of the files, in words; a failure where any could not be fetched.
pub fn told(outcomes: &[(&str, Outcome)]) -> Result<String, Failure> {
    let mut text = String::new();
    for (name, outcome) in outcomes {
        // Writing to a string cannot fail.
        let _ = match outcome {
            Outcome::Replaced => writeln!(text, "{name}: fetched"),
            Outcome::Unchanged => writeln!(text, "{name}: unchanged"),
            Outcome::Failed(reason, true) => writeln!(text, "{name}: {reason}; the file fetched before is kept"),
            Outcome::Failed(reason, false) => writeln!(text, "{name}: {reason}; there is none from before"),
        };
    }
    let failed = outcomes.iter().any(|(_, outcome)| matches!(outcome, Outcome::Failed(..)));
    if failed { Err(Failure::new(format!("not every file could be fetched\n{}", text.trim_end()))) } else { Ok(text) }
}

/// Fetches one file; true where there is a new one.
fn one(agent: &ureq::Agent, url: &str, kind: Kind, path: &Path, longest: u64) -> Result<bool, String> {
    let mut request = agent.get(url);
    if path.is_file()
        && let Some(before) = Fetched::read(path)
    {
        for (header, value) in [("If-None-Match", before.etag), ("If-Modified-Since", before.last_modified)] {
            if !value.is_empty() {
                request = request.header(header, value);
            }
        }
    }
    let mut answer = request.call().map_err(|error| error.to_string())?;
    match answer.status().as_u16() {
        200 => {}
        304 if path.is_file() => return Ok(false),
        status => return Err(format!("the portal answered {status}")),
    }
    let header =
        |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let last_modified = header("last-modified");
    let fetched = Fetched { etag: header("etag"), date: dates::of_http(&last_modified), last_modified };
    let body = answer.body_mut().with_config().limit(longest).read_to_vec().map_err(|error| error.to_string())?;
    looked_at(&body, kind)?;
    let wrote = replace(path, &body).and_then(|()| fetched.write(path));
    wrote.map(|()| true).map_err(|failure| failure.to_string())
}

/// Whether this is the whole file that was asked for.
fn looked_at(body: &[u8], kind: Kind) -> Result<(), String> {
    if inputs::kind(body) != Some(kind) {
        let page = body.trim_ascii_start().starts_with(b"<");
        return Err(if page { "a web page came instead of the file" } else { "another file came" }.to_owned());
    }
    let table = table::parse(body, &[])?;
    match table.rows.last() {
        None => Err("the file has no rows".to_owned()),
        // A quote left open, or a row cut short: the connection ended before the file did.
        Some(last) if !last.complete => Err("the file ends in the middle of a row".to_owned()),
        Some(_) => Ok(()),
    }
}

/// Puts a file in the place of another, whole or not at all, also where the power fails.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let half = path.with_file_name(format!("{}.part", inputs::name(path)));
    let write = || -> std::io::Result<()> {
        let mut file = fs::File::create(&half)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&half, path)
    };
    write().map_err(|error| Failure::of(path, error))
}
