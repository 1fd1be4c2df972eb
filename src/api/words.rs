//! The words of a language other than the one that the page began with.

use guichet_core::site::Language;
use guichet_core::text::Words;

use super::server;
use crate::browser::{boot::WordsFile, http::Freshness};

/// Loads the words of a language from their file; `None` where it cannot be had, or is not of this build.
pub async fn load(language: Language, file: &WordsFile) -> Option<Words> {
    let text = server::file(&file.url, Freshness::AsStored, Some(&file.integrity)).await?;
    Words::parse(language, &text).ok()
}
