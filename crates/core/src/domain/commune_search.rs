//! Finding a commune from what a person types: a name in any spelling, or a postal code.
//!
//! The communes are published in pieces; [`CommuneIndex::needed`] says which ones a query wants, so that a search
//! loads tens of kilobytes and not the country:
//!
//! | piece | holds |
//! |---|---|
//! | `main` | communes of 20,000 inhabitants and more, wanted by every search |
//! | `n-a` … `n-z` | by first letter of the name, its article left out: *Le Havre* is in `n-h` |
//! | `n-saint-a` … `n-saint-z` | names that begin with *Saint* or *Sainte*, by the letter after it |
//! | `p-01` … `p-98` | by the first two digits of a postal code |

use std::collections::BTreeSet;

use super::best::best;
use super::commune_rows::read_communes;
use super::place::{Commune, InseeCode, Parsed};

/// Communes of at least so many inhabitants are in the piece `main`.
const MAIN_POPULATION: u32 = 20_000;

/// The common form of a name: small letters without accents, words separated by one space, *St* and *Ste* written out,
/// `1er`, `2e`, `3ème` as numbers. Two spellings of one name give the same text.
pub fn normalise(text: &str) -> String {
    let folded = fold(text);
    let mut result = String::with_capacity(folded.len() + 4);
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        if !result.is_empty() {
            result.push(' ');
        }
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        result.push_str(match word {
            "st" => "saint",
            "ste" => "sainte",
            _ if !digits.is_empty()
                && matches!(word.get(digits.len()..), Some("er" | "e" | "eme" | "ieme" | "ere" | "nd")) =>
            {
                digits
            }
            _ => word,
        });
    }
    result
}

/// Small letters without accents; everything that is neither letter nor digit becomes a space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'a'..='z' | '0'..='9' => folded.push(letter),
            'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
            'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => folded.push('a'),
            'Ç' | 'ç' | 'Ć'..='č' => folded.push('c'),
            'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => folded.push('e'),
            'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => folded.push('i'),
            'Ñ' | 'ñ' | 'Ń'..='ň' => folded.push('n'),
            'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => folded.push('o'),
            'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => folded.push('u'),
            'Ý' | 'ý' | 'ÿ' | 'Ÿ' => folded.push('y'),
            'Œ' | 'œ' => folded.push_str("oe"),
            'Æ' | 'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            // Accents written as characters of their own, and soft hyphens: some keyboards and documents do so.
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' => {}
            _ => folded.push(' '),
        }
    }
    folded
}

/// A normalised name without its leading article, and whole where nothing would be left.
fn without_article(name: &str) -> &str {
    match name.split_once(' ') {
        Some(("l" | "le" | "la" | "les", rest)) if !rest.is_empty() => rest,
        _ => name,
    }
}

/// The pieces in which a commune is published.
pub fn pieces_of(commune: &Commune) -> BTreeSet<String> {
    let mut pieces: BTreeSet<String> =
        commune.postal_codes.iter().filter_map(|code| Some(format!("p-{}", code.as_str().get(..2)?))).collect();
    let name = normalise(&commune.name);
    let name = without_article(&name);
    pieces.extend(after_saint(name).and_then(saint_piece).or_else(|| letter_piece(name)));
    if commune.population >= MAIN_POPULATION {
        pieces.insert("main".to_owned());
    }
    pieces
}

/// What follows *Saint* or *Sainte* in a normalised name.
fn after_saint(name: &str) -> Option<&str> {
    name.strip_prefix("saint ").or_else(|| name.strip_prefix("sainte ")).filter(|rest| !rest.is_empty())
}

fn saint_piece(rest: &str) -> Option<String> {
    letter_piece(rest).map(|piece| piece.replace("n-", "n-saint-"))
}

fn letter_piece(name: &str) -> Option<String> {
    let letter = name.chars().next().filter(char::is_ascii_lowercase)?;
    Some(format!("n-{letter}"))
}

/// What a query asks for.
struct Query {
    /// Digits of a postal code, possibly only its beginning.
    postal: String,
    /// The rest, normalised; a last *st* that may be the start of *Strasbourg* is kept as typed in `raw`.
    name: String,
    raw: String,
}

impl Query {
    fn read(text: &str) -> Self {
        let raw = fold(text);
        let words: Vec<&str> = raw.split(' ').filter(|word| !word.is_empty()).collect();
        let digits = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
        // `75 011` and `75011`; but in `Lyon 3` or `Paris 11` the digits belong to the name.
        if !words.is_empty() && words.iter().all(digits) {
            return Self { postal: words.concat(), name: String::new(), raw: String::new() };
        }
        let (codes, name): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|word| word.len() == 5 && digits(word));
        let name = name.join(" ");
        Self { postal: codes.concat(), name: normalise(&name), raw: name }
    }
}

/// The communes loaded so far, ready to be searched.
#[derive(Debug, Clone, Default)]
pub struct CommuneIndex {
    pieces: BTreeSet<String>,
    known: BTreeSet<InseeCode>,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    name: String,
    commune: Commune,
}

/// How well a commune answers; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Exact,
    WithoutArticle,
    WholeWords,
    Beginning,
    Words,
}

impl CommuneIndex {
    /// Nothing loaded.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the text of one piece; returns how many of its rows could not be read. A piece that is there already is
    /// left alone.
    pub fn add(&mut self, piece: &str, text: &str) -> usize {
        if !self.pieces.insert(piece.to_owned()) {
            return 0;
        }
        let Parsed { rows, skipped } = read_communes(text);
        for commune in rows {
            if self.known.insert(commune.code) {
                self.entries.push(Entry { name: normalise(&commune.name), commune });
            }
        }
        skipped
    }

    /// The pieces that a query wants and that are not there yet, the most useful first. Load them and ask again: the
    /// answer is empty once nothing more helps. (A piece that fails to load can be added as empty text.) What is not published is to be
    /// left out by the caller ([`super::data_index::DataIndex::commune_file`]); search works with what is there.
    pub fn needed(&self, query: &str) -> Vec<String> {
        let query = Query::read(query);
        let mut wanted: Vec<String> = Vec::new();
        if let Some(start) = query.postal.get(..2) {
            wanted.push(format!("p-{start}"));
        } else if !query.name.is_empty() {
            wanted.push("main".to_owned());
            // A lone `st` may be the start of *Strasbourg*; before another word it is *Saint*.
            let as_typed = (!query.raw.contains(' ')).then_some(query.raw.as_str());
            for name in as_typed.into_iter().chain([query.name.as_str()]) {
                let bare = without_article(name);
                if let Some(rest) = after_saint(bare) {
                    wanted.extend(saint_piece(rest));
                    continue;
                }
                // An article alone says nothing yet.
                if !matches!(bare, "l" | "le" | "la" | "les") {
                    wanted.extend(letter_piece(bare));
                }
                // `saintdenis`: typed without the hyphen.
                for saint in ["saint", "sainte"] {
                    wanted.extend(bare.strip_prefix(saint).and_then(saint_piece));
                }
            }
        }
        let mut seen = BTreeSet::new();
        wanted.retain(|piece| !self.pieces.contains(piece) && seen.insert(piece.clone()));
        // `lhay`, `lile d yeu`: typed without the apostrophe. Only once nothing begins with the letters as they are.
        let elided = query
            .name
            .strip_prefix('l')
            .filter(|rest| rest.len() > 2 && rest.starts_with(['a', 'e', 'h', 'i', 'o', 'u', 'y']));
        if let Some(piece) = elided.and_then(letter_piece).filter(|piece| !self.pieces.contains(piece))
            && wanted.is_empty()
            && !self.entries.iter().any(|entry| query.rank(entry).is_some())
        {
            wanted.push(piece);
        }
        wanted
    }

    /// A loaded commune by its code.
    pub fn commune(&self, code: InseeCode) -> Option<&Commune> {
        self.entries.iter().map(|entry| &entry.commune).find(|commune| commune.code == code)
    }

    /// The communes that answer a query, best first: the very name, then names that begin so, then names with these
    /// words in them; among equals the most populous. For a postal code, the communes that have it.
    pub fn search(&self, query: &str, limit: usize) -> Vec<&Commune> {
        let query = Query::read(query);
        let found: Vec<(Rank, &Commune)> =
            self.entries.iter().filter_map(|entry| Some((query.rank(entry)?, &entry.commune))).collect();
        let found = best(found, limit, |(rank, commune), (other_rank, other)| {
            rank.cmp(other_rank)
                .then(other.population.cmp(&commune.population))
                .then_with(|| commune.name.cmp(&other.name))
                .then(commune.code.cmp(&other.code))
        });
        found.into_iter().map(|(_, commune)| commune).collect()
    }
}

impl Query {
    fn rank(&self, entry: &Entry) -> Option<Rank> {
        let postal = &entry.commune.postal_codes;
        if self.name.is_empty() {
            let starts = !self.postal.is_empty() && postal.iter().any(|code| code.as_str().starts_with(&self.postal));
            return starts.then_some(Rank::Exact);
        }
        if !self.postal.is_empty() && !postal.iter().any(|code| code.as_str() == self.postal) {
            return None;
        }
        let by_name = rank_name(&self.name, &entry.name);
        let as_typed = if self.raw == self.name { None } else { rank_name(&self.raw, &entry.name) };
        // A postal code with a name that does not fit is still a postal code.
        let fallback = (!self.postal.is_empty()).then_some(Rank::Words);
        [by_name, as_typed, fallback].into_iter().flatten().min()
    }
}

fn rank_name(query: &str, name: &str) -> Option<Rank> {
    let bare = without_article(name);
    let query_bare = without_article(query);
    if same(query, name) {
        return Some(Rank::Exact);
    }
    if same(query, bare) || same(query_bare, bare) {
        return Some(Rank::WithoutArticle);
    }
    // `paris 1` means the first arrondissement before the tenth.
    let numbered = query.ends_with(|c: char| c.is_ascii_digit());
    if numbered && name.strip_prefix(query).is_some_and(|rest| rest.starts_with(' ')) {
        return Some(Rank::WholeWords);
    }
    if begins(name, query) || begins(bare, query) || begins(bare, query_bare) {
        return Some(Rank::Beginning);
    }
    let mut words = name.split(' ');
    let in_order = query_bare.split(' ').all(|part| words.any(|word| word.starts_with(part)));
    in_order.then_some(Rank::Words)
}

/// Equal but for spaces: `lehavre`, `saint denis`.
fn same(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b))
}

fn begins(name: &str, query: &str) -> bool {
    let mut name = letters(name);
    letters(query).all(|letter| name.next() == Some(letter))
}

fn letters(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().filter(|byte| *byte != b' ')
}

#[cfg(test)]
mod tests;
