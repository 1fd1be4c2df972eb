//! The words of a language other than the one that the page began with.

use guichet_core::site::Language;
use guichet_core::text::Words;

use super::server;
use crate::browser::http::Freshness;

/// Loads the words of a language from their file, which is named by its hash; `None` where it cannot be had or read.
pub async fn load(language: Language, url: &str) -> Option<Words> {
    let text = server::file(url, Freshness::AsStored).await?;
    Words::parse(language, &text).ok()
}
