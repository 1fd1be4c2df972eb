//! The words of the language shown.

use guichet_core::{
    site::Language,
    text::{Word, Words},
};
use leptos::prelude::*;

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

/// The words of the page being drawn.
#[must_use]
pub fn speech() -> Speech {
    expect_context::<Speech>()
}
