//! What was observed, as the checks read it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{config::Config, json};

/// An answer to a request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Where the answer came from in the end, as a path: another one than was asked for after a redirect.
    pub from: String,
    /// Headers by their names in small letters, as far as a page may read them.
    pub headers: BTreeMap<String, String>,
    /// The body as it was meant, decompressed.
    pub body: Vec<u8>,
    /// Bytes that went over the network for the body; none where the browser does not tell.
    pub encoded: Option<u64>,
    /// `Date`, in seconds since 1970.
    pub date: Option<i64>,
    /// When it arrived, in milliseconds since the page began.
    pub arrived_ms: i64,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(&name.to_ascii_lowercase()).map(String::as_str)
    }

    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap_or_default()
    }
}

/// The build's own list, as far as it is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Build {
    /// The source expression of the one inline style.
    pub style_hash: String,
    /// What a first visit loads, beside its page.
    pub first_load: Vec<String>,
    /// The pieces that are loaded where they are used.
    pub areas: Vec<String>,
    /// The size of each file's copy in Brotli.
    pub brotli: BTreeMap<String, u64>,
}

impl Build {
    /// Reads `build.json`; none where it is another list.
    pub fn read(text: &str) -> Option<Self> {
        let list = json::parse(text)?;
        let texts = |value: &Value| -> Vec<String> {
            let values = value.as_array().map(Vec::as_slice).unwrap_or_default();
            values.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let mut areas: Vec<String> = list.get("areas")?.as_object()?.values().flat_map(texts).collect();
        areas.sort();
        areas.dedup();
        let size = |(name, file): (&String, &Value)| Some((name.clone(), file.get("brotli")?.as_u64()?));
        Some(Self {
            style_hash: list.get("style_hash")?.as_str()?.to_owned(),
            first_load: texts(list.get("first_load")?).into_iter().filter(|file| file != "index.html").collect(),
            areas,
            brotli: list.get("files")?.as_object()?.iter().filter_map(size).collect(),
        })
    }
}

/// Reads the list of checksums, as `sha256sum` writes it: the checksum of each file by its name.
pub(super) fn sums(text: &str) -> BTreeMap<String, String> {
    let pair = |line: &str| line.split_once("  ").map(|(sum, name)| (name.to_owned(), sum.to_owned()));
    text.lines().filter_map(pair).collect()
}

/// Something that a browser lets a page do, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ability {
    /// The connection is encrypted, or leads to this very device.
    Secure,
    /// Keeping a text, reading it back, forgetting it.
    Database,
    /// The same for the life of a tab.
    Tab,
    /// Keys that can be used and not read.
    HiddenKeys,
    /// Randomness.
    Randomness,
    /// Locks between pages.
    Locks,
    /// Words between pages.
    Channel,
}

/// What the browser itself says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Browser {
    /// Each ability that was tried, and whether it is there.
    pub abilities: BTreeMap<Ability, bool>,
    /// Bytes that may still be kept; none where it does not tell.
    pub room: Option<u64>,
    /// The scripts that may answer in the network's place, as paths.
    pub service_workers: Vec<String>,
    /// True where a page of the site can read a cookie.
    pub cookies: bool,
    /// Whether the page's policy stops a request to elsewhere; none where that could not be tried.
    pub policy_acts: Option<bool>,
    /// The script that started the page which checks, as a path.
    pub started_by: String,
    /// What the device's clock showed when the page began, in milliseconds since 1970.
    pub began_ms: i64,
}

/// All that was observed.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Every answer by what was asked for; what did not answer is not there.
    pub answers: BTreeMap<String, Answer>,
    /// The configuration as it is served.
    pub config: Option<Config>,
    /// The build's list.
    pub build: Option<Build>,
    /// The checksum of each file by its name.
    pub sums: BTreeMap<String, String>,
    /// Whether each page that was put into a frame of this page showed.
    pub frames: BTreeMap<String, bool>,
    /// What the browser says.
    pub browser: Browser,
}

impl Seen {
    /// Takes an answer in, and what it says of the build and of the configuration.
    pub fn take(&mut self, key: &str, answer: Answer) {
        if answer.status == 200 {
            match key {
                super::asks::CONFIG => self.config = json::read(answer.text()),
                super::asks::BUILD => self.build = Build::read(answer.text()),
                super::asks::SUMS => self.sums = sums(answer.text()),
                _ => {}
            }
        }
        self.answers.insert(key.to_owned(), answer);
    }

    /// The answer to what was asked for.
    pub fn answer(&self, key: &str) -> Option<&Answer> {
        self.answers.get(key)
    }
}
