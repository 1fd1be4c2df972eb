//! Every word shown, per language.
//!
//! A language is one text file beside this module. The app fetches the file of the language in its address, together with its
//! code; no reader pays for the others. Sentences for flaws and the way to write dates, hours and distances are here.

mod addresses;
mod aside;
mod files;
mod flaws;
mod hours;
mod numbers;
mod source;
mod visits;
mod words;

pub use addresses::{AddressTold, address_lines, address_told};
pub use aside::Aside;
pub(crate) use aside::named;
pub use files::file_lines;
pub use flaws::{named_sentence, sentence};
pub use words::Word;

use crate::site::Language;

/// All words of one language.
#[derive(Clone, PartialEq, Eq)]
pub struct Words {
    language: Language,
    lines: Vec<String>,
}

/// A words file that is not of this build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongWords {
    /// Lines found.
    pub found: usize,
    /// Lines wanted.
    pub wanted: usize,
}

impl Words {
    /// Reads a words file as the build ships it: one line a word, in the order of [`Word`], without names and comments;
    /// `\n` stands for a new paragraph.
    pub fn parse(language: Language, file: &str) -> Result<Self, WrongWords> {
        let lines: Vec<String> = file.lines().map(|line| line.replace("\\n", "\n")).collect();
        if lines.len() == Word::EVERY.len() {
            Ok(Self { language, lines })
        } else {
            Err(WrongWords { found: lines.len(), wanted: Word::EVERY.len() })
        }
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The sentence for a word.
    #[must_use]
    pub fn say(&self, word: Word) -> &str {
        // The length was checked on reading, so that nothing is ever missing.
        self.lines.get(word as usize).map_or("", String::as_str)
    }

    /// The sentence for a word, with its placeholders filled.
    #[must_use]
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        filled(self.say(word), values)
    }
}

/// Words with their places filled.
fn filled(words: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(words.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const FILES: [(Language, &str); 2] =
        [(Language::Fr, include_str!("fr.txt")), (Language::En, include_str!("en.txt"))];

    // The names and words of a translators' file.
    fn entries(file: &str) -> impl Iterator<Item = (&str, &str)> {
        file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "))
    }

    // What the build makes of a translators' file.
    fn shipped(file: &str) -> String {
        entries(file).flat_map(|(_, words)| [words, "\n"]).collect()
    }

    /// The words of a language, for the tests of other modules.
    pub(crate) fn words(language: Language) -> Words {
        let (_, file) = FILES.iter().find(|(other, _)| *other == language).unwrap();
        Words::parse(language, &shipped(file)).unwrap()
    }

    fn snake(name: &str) -> String {
        name.chars().fold(String::new(), |mut out, c| {
            if c.is_uppercase() && !out.is_empty() {
                out.push('_');
            }
            out.extend(c.to_lowercase());
            out
        })
    }

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_language_has_every_word_in_order() {
        let names: Vec<String> = Word::NAMES.lines().map(snake).collect();
        for (language, file) in FILES {
            let found: Vec<&str> = entries(file).map(|(name, _)| name).collect();
            assert_eq!(found, names, "{language:?}");
            for (name, words) in entries(file) {
                assert!(!words.trim().is_empty(), "{language:?} has nothing for {name}");
            }
        }
    }

    #[test]
    fn every_language_has_the_same_placeholders() {
        let (_, french) = FILES[0];
        for (language, file) in FILES {
            for ((name, ours), (_, theirs)) in entries(file).zip(entries(french)) {
                assert_eq!(placeholders(ours), placeholders(theirs), "{language:?} {name}");
            }
        }
    }

    #[test]
    fn french_has_thin_spaces_before_high_marks() {
        let (_, french) = FILES[0];
        for (name, words) in entries(french) {
            for mark in [':', ';', '!', '?', '»', '€'] {
                assert!(!words.contains(&format!(" {mark}")), "a plain space before {mark} in {name}");
            }
            assert!(!words.contains(" = ") && !words.contains('\''), "{name}: an apostrophe is ’");
        }
    }

    #[test]
    fn a_file_of_another_build_is_refused() {
        let wanted = Word::EVERY.len();
        assert_eq!(Words::parse(Language::Fr, "a\n").err(), Some(WrongWords { found: 1, wanted }));
    }

    #[test]
    fn placeholders_are_filled() {
        let words = words(Language::Fr);
        assert_eq!(
            words.fill(Word::Progress, &[("name", "Les faits"), ("place", "4"), ("count", "9")]),
            "Les faits ·\u{a0}4\u{a0}sur\u{a0}9"
        );
    }
}
