//! Plain words → services, in French and English, with the spelling of people who are in a hurry.
//!
//! A query is read in four passes: words ([`reading`]); their meanings, by stems and near spellings, several words before
//! one ([`vocabulary`]); negation and tense, which take meanings away or add to them; and rules, each of which gives points
//! to a service where certain meanings come together. Vocabulary and rules are text files beside this module: no phrase
//! is known as a whole.

mod concepts;
mod reading;
mod rules;
mod spelling;
mod stem;
mod tense;
mod vocabulary;

use self::{
    concepts::{Concepts, Names},
    reading::{Token, read},
    rules::Rules,
    spelling::distance,
    vocabulary::{Entry, Pattern, Vocabulary},
};
use super::service::Service;
use crate::site::Language;

/// The vocabulary and the rules, ready to be asked.
#[derive(Debug, Clone)]
pub struct Understanding {
    vocabularies: [Vocabulary; 2],
    rules: Rules,
}

/// A meaning and where it stands in the query.
#[derive(Debug, Clone, Copy)]
struct Hit {
    meaning: Concepts,
    first: usize,
    last: usize,
    language: Language,
}

/// How many words without meaning may stand between two words of an entry: *carte de ma banque*.
const MOST_SKIPPED: usize = 2;

/// The shortest stem whose spelling is forgiven, the same in the language that the query is not in, and the shortest in
/// which two letters may be wrong.
const FORGIVEN: usize = 4;
const FORGIVEN_ELSEWHERE: usize = 6;
const FORGIVEN_TWICE: usize = 8;

impl Default for Understanding {
    fn default() -> Self {
        Self::new()
    }
}

impl Understanding {
    /// Reads the vocabulary and the rules of this build.
    pub fn new() -> Self {
        Self::read(&mut Names::default())
    }

    fn read(names: &mut Names) -> Self {
        let vocabularies = [
            Vocabulary::read(Language::Fr, include_str!("fr.txt"), names),
            Vocabulary::read(Language::En, include_str!("en.txt"), names),
        ];
        Self { vocabularies, rules: Rules::read(include_str!("rules.txt"), names) }
    }

    /// The services that answer a query, the best first, at most `count`; none where nothing was understood. `hint` is
    /// the language of the page: it decides where the words do not.
    pub fn search(&self, query: &str, hint: Language, count: usize) -> Vec<Service> {
        self.rules.best(self.concepts(query, hint), count)
    }

    /// What a query is about.
    fn concepts(&self, query: &str, hint: Language) -> Concepts {
        let mut tokens = read(query);
        let language = self.language(&tokens, hint);
        self.correct(&mut tokens, language);
        let mut hits = self.hits(&tokens, language);
        self.deny(&tokens, &mut hits);
        let tense = tense::concepts(&tokens, &hits, &self.rules);
        hits.iter().fold(tense, |all, hit| all | hit.meaning)
    }

    /// The language that most words are of.
    fn language(&self, tokens: &[Token], hint: Language) -> Language {
        let [french, english] = self.vocabularies.each_ref().map(|vocabulary| {
            let alone = |token: &&Token| vocabulary.beginning(token).any(|entry| entry.words.len() == 1);
            tokens.iter().filter(alone).count()
        });
        match french.cmp(&english) {
            std::cmp::Ordering::Greater => Language::Fr,
            std::cmp::Ordering::Less => Language::En,
            std::cmp::Ordering::Equal => hint,
        }
    }

    /// Gives unknown words the stem of the nearest known one.
    fn correct(&self, tokens: &mut [Token], language: Language) {
        for token in tokens {
            if token.text.len() < FORGIVEN
                || token.text.bytes().any(|byte| byte.is_ascii_digit())
                || self.vocabularies.iter().any(|vocabulary| vocabulary.knows(token))
            {
                continue;
            }
            let nearest = self
                .vocabularies
                .iter()
                .filter_map(|vocabulary| {
                    let typed = token.stems.get(vocabulary.language as usize)?;
                    let allowed = match typed.len() {
                        FORGIVEN_TWICE.. => 2,
                        FORGIVEN.. if vocabulary.language == language => 1,
                        // Short words of two languages are near each other by chance.
                        FORGIVEN_ELSEWHERE.. => 1,
                        _ => return None,
                    };
                    let foreign = usize::from(vocabulary.language != language);
                    vocabulary
                        .stems_like(typed)
                        .filter(|stem| stem.len() >= FORGIVEN)
                        .filter_map(|stem| Some((distance(typed, stem, allowed)? * 2 + foreign, stem)))
                        .min_by_key(|(distance, _)| *distance)
                        .map(|(distance, stem)| (distance, vocabulary.language, stem))
                })
                .min_by_key(|(distance, ..)| *distance);
            if let Some((_, language, stem)) = nearest
                && let Some(place) = token.stems.get_mut(language as usize)
            {
                stem.clone_into(place);
            } else {
                self.split_article(token);
            }
        }
    }

    /// An article written together with its word: `lordinateur`, `jai`.
    fn split_article(&self, token: &mut Token) {
        let Some(rest) =
            ["qu", "l", "d", "j", "m", "t", "s", "n", "c"].iter().find_map(|article| token.text.strip_prefix(article))
        else {
            return;
        };
        let stem = stem::stem(Language::Fr, rest);
        let mut french = self.vocabularies.iter().filter(|vocabulary| vocabulary.language == Language::Fr);
        let known = french.any(|vocabulary| vocabulary.knows_stem(stem));
        if known
            && stem.len() >= FORGIVEN
            && let [french, _] = &mut token.stems
        {
            stem.clone_into(french);
        }
    }

    /// Meanings in the order of the query: first in its language, then what is left in the other one, where people say
    /// *phishing* and *mail* in either.
    fn hits(&self, tokens: &[Token], language: Language) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut taken = vec![false; tokens.len()];
        for own in [true, false] {
            let before = taken.clone();
            for vocabulary in self.vocabularies.iter().filter(|vocabulary| (vocabulary.language == language) == own) {
                let mut whole_until = 0;
                for (at, token) in tokens.iter().enumerate() {
                    let known = before.get(at).copied().unwrap_or(true);
                    if at >= whole_until && !known && (own || token.text.len() >= FORGIVEN) {
                        whole_until = find(vocabulary, tokens, at, &mut taken, &mut hits);
                    }
                }
            }
        }
        // A denial inside words that belong together is part of what they say: *pas reçu*.
        let spans: Vec<Hit> =
            hits.iter().filter(|hit| hit.last > hit.first && !hit.meaning.meets(self.rules.not)).copied().collect();
        hits.retain(|hit| {
            !hit.meaning.meets(self.rules.not)
                || !spans.iter().any(|span| span.first <= hit.first && hit.last <= span.last)
        });
        hits
    }

    /// Takes away what is denied: *pas urgent*, *not stolen*.
    fn deny(&self, tokens: &[Token], hits: &mut [Hit]) {
        let deniable = self.rules.deniable;
        let denials: Vec<Hit> = hits.iter().filter(|hit| hit.meaning.meets(self.rules.not)).copied().collect();
        let is_small = |at: usize, hits: &[Hit]| {
            tokens.get(at).is_some_and(|token| token.text.len() <= 2)
                || hits.iter().any(|hit| hit.first == at && hit.meaning.is_empty())
        };
        for denial in denials {
            let Some(clause) = tokens.get(denial.last).map(|token| token.clause) else { continue };
            let mut words = 0;
            let mut end = denial.last;
            for (at, token) in tokens.iter().enumerate().skip(denial.last + 1) {
                if token.clause != clause || words == 2 {
                    break;
                }
                words += usize::from(!is_small(at, hits));
                end = at;
            }
            // *il ne me frappe pas*, and as it is said: *il me frappe pas*.
            let follows = tokens.get(denial.first).is_some_and(|token| matches!(token.text.as_str(), "pas" | "jamais"));
            let start = (denial.first.saturating_sub(4)..denial.first)
                .find(|at| tokens.get(*at).is_some_and(|token| matches!(token.text.as_str(), "ne" | "n")))
                .unwrap_or(denial.first.saturating_sub(usize::from(follows)));
            for hit in hits.iter_mut().filter(|hit| hit.last >= start && hit.first <= end) {
                hit.meaning &= !deniable;
            }
        }
    }
}

/// Looks for entries that begin at a word; returns the end of words that mean nothing else.
fn find(vocabulary: &Vocabulary, tokens: &[Token], at: usize, taken: &mut [bool], hits: &mut Vec<Hit>) -> usize {
    let Some(word) = tokens.get(at) else { return 0 };
    let found: Vec<(&Entry, usize)> = vocabulary
        .beginning(word)
        .filter_map(|entry| Some((entry, fits(&entry.words, vocabulary, tokens, at)?)))
        .collect();
    let end = found.iter().filter(|(entry, _)| entry.whole).map(|(_, last)| last + 1).max().unwrap_or(0);
    for (entry, last) in &found {
        if end == 0 || (entry.whole && last + 1 == end) {
            hits.push(Hit { meaning: entry.meaning, first: at, last: *last, language: vocabulary.language });
            for place in taken.iter_mut().take(last + 1).skip(at) {
                *place = true;
            }
        }
    }
    end
}

/// Where the words of an entry end, if they begin at a place.
fn fits(words: &[Pattern], vocabulary: &Vocabulary, tokens: &[Token], at: usize) -> Option<usize> {
    let mut place = at;
    let mut last = at;
    for (number, word) in words.iter().enumerate() {
        let mut skipped = 0;
        loop {
            let token = tokens.get(place)?;
            if word.matches(token, vocabulary.language) {
                break;
            }
            let small = vocabulary.beginning(token).any(|entry| entry.small);
            if number == 0 || skipped == MOST_SKIPPED || !small {
                return None;
            }
            skipped += 1;
            place += 1;
        }
        last = place;
        place += 1;
    }
    Some(last)
}

#[cfg(test)]
mod tests;
