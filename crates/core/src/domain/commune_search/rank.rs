//! How well a commune answers what was typed.

use super::spelling::{distance, fold, letter_set, letters, normalise, without_article};
use crate::domain::place::Commune;

/// What a query asks for.
pub(super) struct Query {
    /// Digits of a postal code, possibly only its beginning.
    pub(super) postal: String,
    /// A department typed after the name: `saint denis 93`.
    department: String,
    /// The rest, in each way it can be understood; the first is as typed.
    pub(super) names: Vec<Typed>,
}

/// A name as typed, in one understanding.
pub(super) struct Typed {
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

/// A commune, ready to be compared.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    name: String,
    letters: Vec<u8>,
    article: usize,
    set: u32,
    pub(super) commune: Commune,
}

impl Entry {
    pub(super) fn new(commune: Commune) -> Self {
        let Typed { name, letters, article, set, .. } = Typed::new(normalise(&commune.name), false);
        Self { name, letters, article, set, commune }
    }
}

/// How well a commune answers; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
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
    /// Whether it is a right spelling.
    pub(super) fn is_right(self) -> bool {
        !matches!(self, Self::Like { errors: 1.., .. })
    }
}

/// How unlikely it is that a person who means a name types only its beginning, some of its words, or makes an error, in
/// quarters of a doubling of the inhabitants that outweighs it. Found by trying: see the scores that `bench` prints.
mod unlikely {
    pub(super) const BEGINNING: i32 = 0;
    pub(super) const WORDS: i32 = 16;
    pub(super) const ERROR: i32 = 28;
    pub(super) const SECOND_ERROR: i32 = 40;
    pub(super) const UNFINISHED: i32 = 12;
    pub(super) const OTHER_FIRST_LETTER: i32 = 12;
    pub(super) const WORDS_WITH_ERROR: i32 = 60;
}

/// The errors forgiven in so many letters.
pub(super) fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

impl Query {
    pub(super) fn read(text: &str) -> Self {
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

    /// How a commune answers; typing errors are forgiven where `errors` says so.
    pub(super) fn rank(&self, entry: &Entry, errors: bool) -> Option<Rank> {
        let postal = &entry.commune.postal_codes;
        if self.names.is_empty() {
            let starts = !self.postal.is_empty() && postal.iter().any(|code| code.as_str().starts_with(&self.postal));
            return starts.then_some(Rank::Exact);
        }
        if !self.postal.is_empty() && !postal.iter().any(|code| code.as_str() == self.postal) {
            return None;
        }
        let mut best: Option<Rank> = None;
        for typed in &self.names {
            if typed.within_department && entry.commune.department() != self.department {
                continue;
            }
            let rank = if errors { mistyped(typed, entry) } else { spelled(typed, entry) };
            best = match (best, rank) {
                (Some(best), Some(rank)) => Some(best.min(rank)),
                (best, rank) => best.or(rank),
            };
        }
        // A postal code with a name that does not fit is still a postal code.
        best.or_else(|| (errors && !self.postal.is_empty()).then(|| like(entry, unlikely::WORDS_WITH_ERROR, 1)))
    }

    /// Letters of the longest understanding.
    pub(super) fn length(&self) -> usize {
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

fn like(entry: &Entry, unlikely: i32, errors: u8) -> Rank {
    Rank::Like { unlikely: unlikely - weight(entry.commune.population), errors }
}

/// Four times the binary logarithm of the inhabitants.
fn weight(population: u32) -> i32 {
    let population = population.max(1);
    let whole = population.ilog2();
    // The two bits after the first one: a straight line between two powers is near enough.
    let part = (u64::from(population) << 2 >> whole) & 3;
    i32::try_from(u64::from(whole) * 4 + part).unwrap_or(0)
}

fn spelled(typed: &Typed, entry: &Entry) -> Option<Rank> {
    if typed.set & !entry.set != 0 {
        return None;
    }
    let (query, name) = (typed.letters.as_slice(), entry.letters.as_slice());
    let bare = name.get(entry.article..).unwrap_or(name);
    let query_bare = query.get(typed.article..).unwrap_or(query);
    if query == name {
        return Some(Rank::Exact);
    }
    if query == bare || query_bare == bare {
        return Some(Rank::WithoutArticle);
    }
    // `paris 1` means the first arrondissement before the tenth.
    let numbered = query.last().is_some_and(u8::is_ascii_digit);
    if numbered && entry.name.strip_prefix(&typed.name).is_some_and(|rest| rest.starts_with(' ')) {
        return Some(Rank::WholeWords);
    }
    if name.starts_with(query) || bare.starts_with(query) || bare.starts_with(query_bare) {
        return Some(like(entry, unlikely::BEGINNING, 0));
    }
    let mut words = entry.name.split(' ');
    let in_order = without_article(&typed.name).split(' ').all(|part| words.any(|word| word.starts_with(part)));
    in_order.then(|| like(entry, unlikely::WORDS, 0))
}

fn mistyped(typed: &Typed, entry: &Entry) -> Option<Rank> {
    let most = forgiven(typed.letters.len());
    // An error adds one strange letter at most.
    if most == 0 || (typed.set & !entry.set).count_ones() as usize > most {
        return None;
    }
    let (query, name) = (typed.letters.as_slice(), entry.letters.as_slice());
    let bare = name.get(entry.article..).unwrap_or(name);
    let query_bare = query.get(typed.article..).unwrap_or(query);
    let whole = best_distance(query, name, most);
    let best = if entry.article == 0 && typed.article == 0 {
        whole
    } else {
        let bare = best_distance(query_bare, bare, forgiven(query_bare.len()));
        whole.into_iter().chain(bare).min()
    };
    let by_letters = best.map(|(unlikely, errors)| {
        let other = query_bare.first() != bare.first() && query.first() != name.first();
        (unlikely + if other { unlikely::OTHER_FIRST_LETTER } else { 0 }, errors)
    });
    let best = by_letters.or_else(|| words_with_error(typed, entry));
    best.map(|(unlikely, errors)| like(entry, unlikely, errors))
}

fn best_distance(query: &[u8], name: &[u8], most: usize) -> Option<(i32, u8)> {
    let found = distance(query, name, most)?;
    let cost = |errors: u8| match errors {
        0 => 0,
        1 => unlikely::ERROR,
        _ => unlikely::ERROR + unlikely::SECOND_ERROR,
    };
    let whole = (found.whole != u8::MAX).then(|| (cost(found.whole), found.whole.max(1)));
    let start = (cost(found.start) + unlikely::UNFINISHED, found.start.max(1));
    whole.into_iter().chain([start]).min()
}

/// The words typed stand in the name in this order, one of them with an error: `villeneuve asq`.
fn words_with_error(typed: &Typed, entry: &Entry) -> Option<(i32, u8)> {
    let mut words = entry.name.split(' ');
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
    (errors <= 1).then_some((unlikely::WORDS_WITH_ERROR, 1))
}
