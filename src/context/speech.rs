//! The words of the language shown.

use std::sync::Arc;

use guichet_core::{
    site::Language,
    text::{Word, Words},
};
use leptos::prelude::*;

use crate::{api::words, browser::boot::WordsFile};

/// The words of one language. Made once per language and kept for the life of the page, so that every component can
/// borrow from them; a change of language draws the page anew.
#[derive(Clone, Copy)]
pub struct Speech(&'static Words);

impl Speech {
    /// Keeps the words of a language for good: there are only as many as there are languages.
    #[must_use]
    pub fn keep(words: Words) -> Self {
        Self(Box::leak(Box::new(words)))
    }

    /// All words, for functions of the core that write sentences.
    #[must_use]
    pub fn words(self) -> &'static Words {
        self.0
    }

    /// The sentence for a word.
    #[must_use]
    pub fn say(self, word: Word) -> &'static str {
        self.0.say(word)
    }

    /// The sentence for a word, with its placeholders filled.
    #[must_use]
    pub fn fill(self, word: Word, values: &[(&str, &str)]) -> String {
        self.0.fill(word, values)
    }

    /// The language.
    #[must_use]
    pub fn language(self) -> Language {
        self.0.language()
    }
}

/// Where the words of each language are, and those that were loaded so far.
#[derive(Clone)]
pub struct Catalogs {
    files: Arc<Vec<WordsFile>>,
    kept: StoredValue<Vec<Speech>>,
}

impl Catalogs {
    /// The words that the page began with, and where the others are.
    #[must_use]
    pub fn new(first: Speech, files: Vec<WordsFile>) -> Self {
        Self { files: Arc::new(files), kept: StoredValue::new(vec![first]) }
    }

    /// The words of a language that were loaded already.
    #[must_use]
    pub fn at_hand(&self, language: Language) -> Option<Speech> {
        self.kept.with_value(|kept| kept.iter().find(|speech| speech.language() == language).copied())
    }

    /// The words of a language, loaded where they must be; `None` where they cannot be had.
    pub async fn speech(&self, language: Language) -> Option<Speech> {
        if let Some(speech) = self.at_hand(language) {
            return Some(speech);
        }
        let file = self.files.iter().find(|file| file.language == language.tag())?;
        let speech = words::load(language, file).await.map(Speech::keep)?;
        self.kept.update_value(|kept| kept.push(speech));
        Some(speech)
    }
}

/// The words of every language, as far as they can be had.
#[must_use]
pub fn catalogs() -> Catalogs {
    expect_context::<Catalogs>()
}

/// The words of the page being drawn.
#[must_use]
pub fn speech() -> Speech {
    expect_context::<Speech>()
}
