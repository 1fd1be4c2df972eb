//! The last good copy of each feed, on the disk: what is served while its source is down, also after a restart.

use super::draft::Post;
use super::fetch::Validators;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

/// What was read last from one feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Version of this form; other ones are not read.
    v: u32,
    /// When the source last answered, in seconds since 1970.
    pub as_of: i64,
    /// What the source wants to see again.
    pub validators: Validators,
    /// Where the feed was in the end: its pictures may come from there.
    pub place: String,
    /// Its posts, in the feed's order.
    pub posts: Vec<Post>,
}

/// The version written today.
const VERSION: u32 = 1;

impl Kept {
    /// A new copy.
    pub fn new(as_of: i64, validators: Validators, place: String, posts: Vec<Post>) -> Self {
        Self { v: VERSION, as_of, validators, place, posts }
    }

    /// The same, as the source has just said that nothing changed.
    #[must_use]
    pub fn confirmed(self, as_of: i64) -> Self {
        Self { as_of, ..self }
    }

    /// Reads a copy; `None` where it is broken or of another version: then the source is asked as if for the first time.
    pub fn read(path: &Path) -> Option<Self> {
        let kept: Self = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
        (kept.v == VERSION).then_some(kept)
    }

    /// Writes it.
    pub async fn write(&self, path: &Path) -> io::Result<()> {
        write(path, serde_json::to_vec(self)?).await
    }
}

/// Writes a file whole or not at all.
pub async fn write(path: &Path, bytes: Vec<u8>) -> io::Result<()> {
    let mut new = path.to_owned().into_os_string();
    new.push(".new");
    tokio::fs::write(&new, bytes).await?;
    tokio::fs::rename(new, path).await
}
