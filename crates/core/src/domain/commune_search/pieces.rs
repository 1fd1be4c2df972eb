//! The pieces in which communes are published, and which of them a typed name may need.

use std::collections::BTreeSet;

use super::sound::hash;
use super::spelling::{after_saint, is_near, letters, normalise, without_article};
use crate::domain::place::Commune;

/// Communes of at least so many inhabitants are in the piece `main`.
const MAIN_POPULATION: u32 = 20_000;

/// First letters with so many names that their piece is cut in four: before these second letters.
const BIG: &[u8] = b"abclmpsv";
const CUTS: [u8; 3] = *b"bio";

/// Into so many pieces names are filed by their last letters.
const ENDINGS: u32 = 32;
/// Endings that say little: the letters before them count too.
const COMMON_ENDINGS: [&[u8]; 5] = [b"ville", b"court", b"mont", b"les", b"gny"];

/// Words that say nothing about a place by themselves.
const SMALL_WORDS: [&str; 20] = [
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lez", "pres", "saint", "sainte",
    "sous", "sur", "di",
];

/// The pieces in which a commune is published.
pub fn pieces_of(commune: &Commune) -> BTreeSet<String> {
    let mut pieces: BTreeSet<String> =
        commune.postal_codes.iter().filter_map(|code| Some(format!("p-{}", code.as_str().get(..2)?))).collect();
    let name = normalise(&commune.name);
    let core = Core::read(without_article(&name));
    pieces.extend(core.first());
    pieces.extend(ending(&letters(&name)));
    pieces.extend(name.split(' ').skip(1).filter_map(word_piece));
    if commune.population >= MAIN_POPULATION {
        pieces.insert("main".to_owned());
    }
    pieces
}

/// The piece in which a commune is published under a former name.
pub fn piece_of_name(name: &str) -> Option<String> {
    Core::read(without_article(&normalise(name))).first()
}

/// What a name is filed by: the letters after its article, and after *Saint*.
struct Core {
    saint: bool,
    letters: Vec<u8>,
}

impl Core {
    /// Of a name without its article.
    fn read(bare: &str) -> Self {
        let rest = after_saint(bare);
        Self { saint: rest.is_some(), letters: letters(rest.unwrap_or(bare)) }
    }

    fn first(&self) -> Option<String> {
        self.filed(self.at(0), self.at(1))
    }

    fn at(&self, place: usize) -> Option<u8> {
        self.letters.get(place).copied()
    }

    fn filed(&self, first: Option<u8>, second: Option<u8>) -> Option<String> {
        if self.saint { saint_piece(first?) } else { letter_piece(first?, second) }
    }
}

fn letter(byte: u8) -> Option<char> {
    byte.is_ascii_lowercase().then(|| char::from(byte))
}

fn saint_piece(first: u8) -> Option<String> {
    Some(format!("n-saint-{}", letter(first)?))
}

/// Nothing where the second letter is still to be typed and decides.
fn letter_piece(first: u8, second: Option<u8>) -> Option<String> {
    let name = letter(first)?;
    if !BIG.contains(&first) {
        return Some(format!("n-{name}"));
    }
    let second = second?;
    Some(format!("n-{name}{}", 1 + CUTS.iter().filter(|cut| **cut <= second).count()))
}

/// The piece of the names that end so.
fn ending(letters: &[u8]) -> Option<String> {
    let common = COMMON_ENDINGS.iter().find(|common| letters.ends_with(common) && letters.len() > common.len() + 1);
    let count = common.map_or(3, |common| common.len() + 2);
    let end = letters.get(letters.len().checked_sub(count)?..)?;
    Some(format!("e-{}", hash(end) % ENDINGS))
}

/// The piece of the names with a word that begins like this one, other than as their first.
fn word_piece(word: &str) -> Option<String> {
    if word.len() < 3 || SMALL_WORDS.contains(&word) {
        return None;
    }
    Some(format!("w-{}", letter(*word.as_bytes().first()?)?))
}

/// The pieces that a name needs if it is spelled right.
pub(super) fn as_spelled(name: &str, wanted: &mut Vec<String>) {
    let bare = without_article(name);
    // An article or *Saint* alone says nothing yet.
    if matches!(bare, "l" | "le" | "la" | "les" | "saint" | "sainte") {
        return;
    }
    let core = Core::read(bare);
    wanted.extend(core.first());
    // `saintdenis`: typed without the hyphen.
    for saint in ["saint", "sainte"].into_iter().filter(|_| !core.saint) {
        wanted.extend(bare.strip_prefix(saint).and_then(|rest| saint_piece(*rest.as_bytes().first()?)));
    }
}

/// Adds the pieces that a name may need, understood in one way.
pub(super) type Pieces = fn(&str, &mut Vec<String>);

/// The piece of names that end as what was typed: without *Saint* or an article at its beginning, or with errors there.
pub(super) fn as_ending(name: &str, wanted: &mut Vec<String>) {
    wanted.extend(ending(&letters(name)));
}

/// The pieces of names of which a part was typed: the beginning without *Saint*, or from another word on; without the space
/// or the apostrophe after an article.
pub(super) fn as_part(name: &str, wanted: &mut Vec<String>) {
    let bare = without_article(name);
    let typed = letters(bare);
    wanted.extend(typed.first().copied().and_then(saint_piece));
    wanted.extend(bare.split(' ').next().and_then(word_piece));
    let glued = letters(name);
    // `la bastidette` for *Labastidette*.
    wanted.extend(glued.first().and_then(|first| letter_piece(*first, glued.get(1).copied())));
    for article in [&b"l"[..], b"le", b"la", b"les"] {
        if let Some(rest) = glued.strip_prefix(article)
            && rest.len() > 2
            && (article.len() > 1 || matches!(rest.first(), Some(b'a' | b'e' | b'h' | b'i' | b'o' | b'u' | b'y')))
        {
            wanted.extend(rest.first().and_then(|first| letter_piece(*first, rest.get(1).copied())));
        }
    }
}

/// The pieces of names that one error at their beginning turns into what was typed.
pub(super) fn as_mistyped(name: &str, wanted: &mut Vec<String>) {
    let core = Core::read(without_article(name));
    let [first, second, third] = [0, 1, 2].map(|place| core.at(place));
    // A letter too many before the first, or the first two swapped; a second one that is wrong and decides.
    wanted.extend(core.filed(second, third));
    wanted.extend(core.filed(second, first));
    for other in [b'a', b'e', b'i', b'o'] {
        wanted.extend(core.filed(first, Some(other)));
    }
    // Another letter that sounds so.
    let alike: &[u8] = match first {
        Some(b'k' | b'q') => b"cqk",
        Some(b'c') => b"sk",
        Some(b's' | b'z') => b"c",
        Some(b'j') => b"g",
        Some(b'g') => b"j",
        Some(b'f') => b"p",
        Some(b'i' | b'y' | b'e') => b"h",
        Some(b'o') => b"ah",
        _ => b"",
    };
    for first in alike {
        wanted.extend(core.filed(Some(*first), second));
    }
    // `sanit michel`, `el havre`.
    let typed = letters(name);
    for cut in 4..=7 {
        let Some((start, rest)) = typed.split_at_checked(cut) else { break };
        let saint = [&b"saint"[..], b"sainte"].iter().any(|saint| is_near(start, saint));
        wanted.extend(rest.first().copied().filter(|_| saint).and_then(saint_piece));
    }
    if let Some((article, rest)) = name.split_once(' ')
        && [&b"le"[..], b"la", b"les"].iter().any(|one| is_near(article.as_bytes(), one))
    {
        wanted.extend(Core::read(rest).first());
    }
}
