//! Words and what they may mean, read from text: `concept word another_word two_words`.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    concepts::{Concepts, Names},
    reading::{Token, number},
    stem::stem,
};
use crate::{domain::commune_search::fold, site::Language};

/// The name under which words without a meaning of their own are listed.
const SMALL_WORDS: &str = ".";

/// The name under which words stand that mean nothing here, so that nobody corrects their spelling.
const NEUTRAL: &str = "~";

/// One word of an entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
    /// Entries by their first word.
    entries: BTreeMap<Pattern, Vec<Entry>>,
    /// Every word of an entry.
    words: BTreeSet<Pattern>,
}

impl Vocabulary {
    /// Reads a vocabulary. Each line begins with the name of a concept, `.` for small words or `~` for words that mean
    /// nothing here; `=` before a word asks for that form alone, `_` joins words, `#` is any number;
    /// after `!` the words mean nothing else.
    pub fn read(language: Language, text: &str, names: &mut Names) -> Self {
        let mut entries: BTreeMap<Pattern, Vec<Entry>> = BTreeMap::new();
        let mut known = BTreeSet::new();
        for line in text.lines().filter(|line| !line.starts_with("//")) {
            let mut parts = line.split_ascii_whitespace();
            let Some(name) = parts.next() else { continue };
            let meaning = if name == SMALL_WORDS || name == NEUTRAL { Concepts::NONE } else { names.bit(name) };
            for part in parts {
                let whole = part.starts_with('!') || (name == NEUTRAL && part.contains('_'));
                let words: Vec<Pattern> = part
                    .trim_start_matches('!')
                    .split('_')
                    .map(|word| pattern(language, word, name == SMALL_WORDS))
                    .collect();
                known.extend(words.iter().cloned());
                let Some(first) = words.first().cloned() else { continue };
                entries.entry(first).or_default().push(Entry { meaning, small: name == SMALL_WORDS, whole, words });
            }
        }
        Self { language, entries, words: known }
    }

    /// What a word of a query can be here: a stem, a form, a number.
    fn patterns(&self, token: &Token) -> impl Iterator<Item = Pattern> {
        let stem = token.stems.get(self.language as usize).cloned().map(Pattern::Stem);
        let form = Some(Pattern::Form(token.text.clone()));
        let figure = number(&token.text).map(|_| Pattern::Number);
        [stem, form, figure].into_iter().flatten()
    }

    /// The entries that begin with a word of a query.
    pub fn beginning(&self, token: &Token) -> impl Iterator<Item = &Entry> {
        self.patterns(token).filter_map(|pattern| self.entries.get(&pattern)).flatten()
    }

    /// True for a word of an entry, wherever it stands there.
    pub fn knows(&self, token: &Token) -> bool {
        self.patterns(token).any(|pattern| self.words.contains(&pattern))
    }

    /// True for a stem of an entry.
    pub fn knows_stem(&self, stem: &str) -> bool {
        self.words.contains(&Pattern::Stem(stem.to_owned()))
    }

    /// Every stem that begins as another one does.
    pub fn stems_like(&self, stem: &str) -> impl Iterator<Item = &str> {
        let first: String = stem.chars().take(1).collect();
        self.words
            .range(Pattern::Stem(first.clone())..)
            .map_while(|pattern| if let Pattern::Stem(stem) = pattern { Some(stem.as_str()) } else { None })
            .take_while(move |stem| stem.starts_with(&first))
    }
}

impl Pattern {
    /// Whether a word of a query is this one.
    pub fn matches(&self, token: &Token, language: Language) -> bool {
        match self {
            Self::Stem(stem) => token.stems.get(language as usize).is_some_and(|own| own == stem),
            Self::Form(form) => token.text == *form,
            Self::Number => number(&token.text).is_some(),
        }
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
