//! Words and what they may mean, read from text: `concept word another_word two_words`.

use super::{
    concepts::{Concepts, Names},
    stem::stem,
};
use crate::{domain::commune_search::fold, site::Language};

/// The name under which words without a meaning of their own are listed.
const SMALL_WORDS: &str = ".";

/// The name under which words stand that mean nothing here, so that nobody corrects their spelling.
const NEUTRAL: &str = "~";

/// One word of an entry.
#[derive(Debug, Clone)]
pub enum Pattern {
    /// Any form of a word, by its stem.
    Stem(String),
    /// This form only.
    Form(String),
    /// Any number.
    Number,
}

/// A word or several, and what they mean.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it means; no bit for a small or a neutral word.
    pub meaning: Concepts,
    /// True for a word that may stand between the words of an entry.
    pub small: bool,
    /// True where its words mean nothing else: an identity card is no bank card.
    pub whole: bool,
    /// The words, at least one.
    pub words: Vec<Pattern>,
}

/// The words of one language.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// The language.
    pub language: Language,
    /// Every entry.
    pub entries: Vec<Entry>,
}

impl Vocabulary {
    /// Reads a vocabulary. Each line begins with the name of a concept, `.` for small words or `~` for words that mean
    /// nothing here; `=` before a word asks for that form alone, `_` joins words, `#` is any number;
    /// after `!` the words mean nothing else.
    pub fn read(language: Language, text: &str, names: &mut Names) -> Self {
        let mut entries = Vec::new();
        for line in text.lines().filter(|line| !line.starts_with("//")) {
            let mut parts = line.split_ascii_whitespace();
            let Some(name) = parts.next() else { continue };
            let meaning = if name == SMALL_WORDS || name == NEUTRAL { Concepts::NONE } else { names.bit(name) };
            for part in parts {
                let whole = part.starts_with('!') || (name == NEUTRAL && part.contains('_'));
                let words = part
                    .trim_start_matches('!')
                    .split('_')
                    .map(|word| pattern(language, word, name == SMALL_WORDS))
                    .collect();
                entries.push(Entry { meaning, small: name == SMALL_WORDS, whole, words });
            }
        }
        Self { language, entries }
    }
}

fn pattern(language: Language, word: &str, exact: bool) -> Pattern {
    if word == "#" {
        return Pattern::Number;
    }
    match word.strip_prefix('=') {
        Some(form) => Pattern::Form(fold(form)),
        None if exact => Pattern::Form(fold(word)),
        None => Pattern::Stem(stem(language, &fold(word)).to_owned()),
    }
}
