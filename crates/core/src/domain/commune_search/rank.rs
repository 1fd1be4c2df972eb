//! How well a commune answers what was typed.

use super::spelling::{distance, fold, letter_set, letters, normalise, without_article};
use crate::domain::place::Commune;

/// What a query asks for.
pub(in crate::domain) struct Query {
    /// Digits of a postal code, possibly only its beginning.
    pub(in crate::domain) postal: String,
    /// A department typed after the name: `saint denis 93`.
    department: String,
    /// The rest, in each way it can be understood; the first is as typed.
    pub(super) names: Vec<Typed>,
}

/// A name as typed, in one understanding.
pub(in crate::domain) struct Typed {
    pub(super) name: String,
    pub(super) letters: Vec<u8>,
    /// How many of these letters are an article.
    article: usize,
    set: u32,
    /// Whether a department was taken off its end.
    within_department: bool,
}

impl Typed {
    fn new(name: String, within_department: bool) -> Self {
        let letters = letters(&name);
        let article = letters.len() - self::letters(without_article(&name)).len();
        Self { set: letter_set(&letters), letters, article, name, within_department }
    }
}

/// The name of a place, ready to be compared.
#[derive(Debug, Clone)]
pub(in crate::domain) struct Name {
    name: String,
    letters: Vec<u8>,
    article: usize,
    set: u32,
    population: u32,
}

impl Name {
    pub(in crate::domain) fn new(name: &str, population: u32) -> Self {
        let Typed { name, letters, article, set, .. } = Typed::new(normalise(name), false);
        Self { name, letters, article, set, population }
    }
}

/// A commune, ready to be compared.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    name: Name,
    pub(super) commune: Commune,
}

impl Entry {
    pub(super) fn new(commune: Commune) -> Self {
        Self { name: Name::new(&commune.name, commune.population), commune }
    }
}

/// The ways to compare, tried one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain) enum How {
    /// As typed.
    Spelled,
    /// With typing errors.
    Mistyped,
    /// Word by word, one of them with an error; or by its postal code alone.
    Words,
}

/// How well a commune answers; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::domain) enum Rank {
    /// Before all others: the number of a department.
    First,
    Exact,
    WithoutArticle,
    WholeWords,
    /// What is not the very name: the unlikelier, the greater.
    Like {
        unlikely: i32,
        errors: u8,
    },
}

impl Rank {
    /// Typing errors; 0 where there are none.
    pub(in crate::domain) fn errors(self) -> u8 {
        if let Self::Like { errors, .. } = self { errors } else { 0 }
    }

    /// Whether it is spelled as typed, or so near to it, or so large, that nothing better is likely elsewhere.
    pub(super) fn is_good(self) -> bool {
        !matches!(self, Self::Like { errors: 1.., unlikely } if unlikely > unlikely::GOOD)
    }
}

/// How unlikely it is that a person who means a name types only its beginning, some of its words, or makes an error: in
/// quarters of a doubling of the inhabitants, which outweighs it. Found by trying: see the scores that `bench` prints.
mod unlikely {
    pub(super) const BEGINNING: i32 = 0;
    pub(super) const WORDS: i32 = 16;
    pub(super) const ERROR: i32 = 16;
    pub(super) const SECOND_ERROR: i32 = 28;
    /// Only the beginning, with an error in it; and for each letter that is missing after it.
    pub(super) const UNFINISHED: i32 = 20;
    pub(super) const EACH_LETTER: i32 = 3;
    pub(super) const OTHER_FIRST_LETTER: i32 = 8;
    pub(super) const OTHER_ARTICLE: i32 = 12;
    pub(super) const WORDS_WITH_ERROR: i32 = 60;
    /// With an error, and still so likely that no further piece is loaded to look for better.
    pub(super) const GOOD: i32 = -24;
}

/// The errors forgiven in so many letters.
pub(super) fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=5 => 1,
        _ => 2,
    }
}

impl Query {
    pub(in crate::domain) fn read(text: &str) -> Self {
        let raw = fold(text);
        let words: Vec<&str> = raw.split(' ').filter(|word| !word.is_empty()).collect();
        let digits = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
        // `75 011` and `75011`; but in `Lyon 3` or `Paris 11` the digits belong to the name.
        if !words.is_empty() && words.iter().all(digits) {
            return Self { postal: words.concat(), department: String::new(), names: Vec::new() };
        }
        let (codes, name): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|word| word.len() == 5 && digits(word));
        let department = match name.as_slice() {
            [_, .., last] if is_department(last) => last.to_ascii_uppercase(),
            _ => String::new(),
        };
        let mut names: Vec<Typed> = Vec::new();
        let mut add = |name: String, within: bool| {
            if !name.is_empty() && !names.iter().any(|known| known.name == name) {
                names.push(Typed::new(name, within));
            }
        };
        let joined = name.join(" ");
        let spelled = normalise(&joined);
        if let Some(rest) = glued_saint(&joined) {
            add(rest, false);
        }
        if !department.is_empty() {
            let shorter = spelled.rsplit_once(' ').map(|(name, _)| name.to_owned());
            add(shorter.unwrap_or_default(), true);
        }
        // A lone `st` may be the start of *Strasbourg*; before another word it is *Saint*.
        if !joined.contains(' ') {
            add(joined, false);
        }
        add(spelled, false);
        Self { postal: codes.concat(), department, names }
    }

    /// How a commune answers, looked at in one way.
    pub(super) fn rank(&self, entry: &Entry, how: How) -> Option<Rank> {
        let postal = &entry.commune.postal_codes;
        if self.names.is_empty() {
            if self.postal.is_empty() {
                return None;
            }
            if postal.iter().any(|code| code.as_str().starts_with(&self.postal)) {
                return Some(Rank::Exact);
            }
            // Some people know the INSEE code of where they live.
            return (entry.commune.code.as_str() == self.postal).then_some(Rank::WithoutArticle);
        }
        if !self.postal.is_empty()
            && !postal.iter().any(|code| code.as_str() == self.postal)
            && entry.commune.code.as_str() != self.postal
        {
            return None;
        }
        let best = self.rank_name(&entry.name, entry.commune.department(), how);
        // A postal code with a name that does not fit is still a postal code.
        best.or_else(|| {
            let by_code = how == How::Words && !self.postal.is_empty();
            by_code.then(|| like(&entry.name, unlikely::WORDS_WITH_ERROR, 1))
        })
    }

    /// How the name of a place answers, whatever its postal codes are.
    pub(in crate::domain) fn rank_name(&self, name: &Name, department: &str, how: How) -> Option<Rank> {
        let mut best: Option<Rank> = None;
        for typed in &self.names {
            if typed.within_department && department != self.department {
                continue;
            }
            let rank = match how {
                How::Spelled => spelled(typed, name),
                How::Mistyped => mistyped(typed, name),
                How::Words => words_with_error(typed, name),
            };
            best = match (best, rank) {
                (Some(best), Some(rank)) => Some(best.min(rank)),
                (best, rank) => best.or(rank),
            };
        }
        best
    }

    /// Letters of the longest understanding.
    pub(in crate::domain) fn length(&self) -> usize {
        self.names.iter().map(|typed| typed.letters.len()).max().unwrap_or(0)
    }
}

/// `95`, `974`, `2a`: what may follow the name of a commune to say which one.
fn is_department(word: &str) -> bool {
    matches!(word, "2a" | "2b") || ((2..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `stdenis`, `ste-foy` without its hyphen.
fn glued_saint(name: &str) -> Option<String> {
    let vowel = |rest: &str| rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'r', ' ']) || rest.len() < 2;
    let saint = |saint: &str, rest: &str| normalise(&[saint, " ", rest].concat());
    let (masculine, feminine) = (name.strip_prefix("st"), name.strip_prefix("ste"));
    feminine
        .filter(|rest| !vowel(rest))
        .map(|rest| saint("sainte", rest))
        .or_else(|| masculine.filter(|rest| !vowel(rest)).map(|rest| saint("saint", rest)))
}

fn like(place: &Name, unlikely: i32, errors: u8) -> Rank {
    Rank::Like { unlikely: unlikely - weight(place.population), errors }
}

/// Four times the binary logarithm of the inhabitants.
fn weight(population: u32) -> i32 {
    let population = population.max(1);
    let whole = population.ilog2();
    // The two bits after the first one: a straight line between two powers is near enough.
    let part = (u64::from(population) << 2 >> whole) & 3;
    i32::try_from(u64::from(whole) * 4 + part).unwrap_or(0)
}

fn spelled(typed: &Typed, place: &Name) -> Option<Rank> {
    if typed.set & !place.set != 0 {
        return None;
    }
    let (query, name) = (typed.letters.as_slice(), place.letters.as_slice());
    let bare = name.get(place.article..).unwrap_or(name);
    let query_bare = query.get(typed.article..).unwrap_or(query);
    if query == name {
        return Some(Rank::Exact);
    }
    if query == bare || query_bare == bare {
        return Some(Rank::WithoutArticle);
    }
    // `paris 1` means the first arrondissement before the tenth.
    let numbered = query.last().is_some_and(u8::is_ascii_digit);
    if numbered && place.name.strip_prefix(&typed.name).is_some_and(|rest| rest.starts_with(' ')) {
        return Some(Rank::WholeWords);
    }
    if name.starts_with(query) || bare.starts_with(query) {
        return Some(like(place, unlikely::BEGINNING, 0));
    }
    if bare.starts_with(query_bare) {
        return Some(like(place, unlikely::BEGINNING + unlikely::OTHER_ARTICLE, 0));
    }
    let mut words = place.name.split(' ');
    let in_order = without_article(&typed.name).split(' ').all(|part| words.any(|word| word.starts_with(part)));
    in_order.then(|| like(place, unlikely::WORDS, 0))
}

fn mistyped(typed: &Typed, place: &Name) -> Option<Rank> {
    let most = forgiven(typed.letters.len());
    // An error adds one strange letter at most.
    if most == 0 || (typed.set & !place.set).count_ones() as usize > most {
        return None;
    }
    let (query, name) = (typed.letters.as_slice(), place.letters.as_slice());
    let bare = name.get(place.article..).unwrap_or(name);
    let query_bare = query.get(typed.article..).unwrap_or(query);
    let whole = best_distance(query, name, most);
    let best = if place.article == 0 && typed.article == 0 {
        whole
    } else {
        let bare = best_distance(query_bare, bare, forgiven(query_bare.len()));
        whole.into_iter().chain(bare).min()
    };
    let by_letters = best.map(|(unlikely, errors)| {
        let other = query_bare.first() != bare.first() && query.first() != name.first();
        (unlikely + if other { unlikely::OTHER_FIRST_LETTER } else { 0 }, errors)
    });
    by_letters.map(|(unlikely, errors)| like(place, unlikely, errors))
}

fn best_distance(query: &[u8], name: &[u8], most: usize) -> Option<(i32, u8)> {
    let found = distance(query, name, most)?;
    let cost = |errors: u8| match errors {
        0 => 0,
        1 => unlikely::ERROR,
        _ => unlikely::ERROR + unlikely::SECOND_ERROR,
    };
    let whole = (found.whole != u8::MAX).then(|| (cost(found.whole), found.whole.max(1)));
    let rest = i32::try_from(name.len().saturating_sub(query.len())).unwrap_or(0).min(8);
    let start = (cost(found.start) + unlikely::UNFINISHED + rest * unlikely::EACH_LETTER, found.start.max(1));
    whole.into_iter().chain([start]).min()
}

/// The words typed stand in the name in this order, one of them with an error: `villeneuve asq`.
fn words_with_error(typed: &Typed, place: &Name) -> Option<Rank> {
    // An error adds one strange letter at most.
    if typed.letters.len() < 4 || (typed.set & !place.set).count_ones() > 1 {
        return None;
    }
    let mut words = place.name.split(' ');
    let mut errors = 0_u8;
    for part in without_article(&typed.name).split(' ') {
        let fits = words.find_map(|word| {
            if word.starts_with(part) {
                return Some(0);
            }
            let near = part.len() > 2 && word.len() > 2;
            near.then(|| distance(part.as_bytes(), word.as_bytes(), 1)).flatten().map(|found| found.start)
        });
        errors = errors.saturating_add(fits?);
    }
    (errors <= 1).then(|| like(place, unlikely::WORDS_WITH_ERROR, 1))
}
