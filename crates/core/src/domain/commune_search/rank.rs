//! How well a commune answers what was typed.

mod ways;

use super::glance::Marks;
pub(in crate::domain) use super::query::Query;
use super::sound::sound;
use super::spelling::{Pattern, letter_set, letters, normalise, pairs, without_article};
use crate::domain::place::{Commune, PostalCode};
use ways::{mistyped, spelled, within, words_with_error};

/// A name as typed, in one understanding.
#[derive(Debug)]
pub(in crate::domain) struct Typed {
    pub(super) name: Name,
    pattern: Pattern,
    bare: Pattern,
    /// Its words, the article left out.
    words: Vec<(String, Pattern)>,
    /// The pairs of letters within these.
    pub(super) pairs: u64,
    /// Whether a department was taken off its end.
    within_department: bool,
}

/// The name of a place, ready to be compared.
#[derive(Debug, Clone)]
pub(in crate::domain) struct Name {
    /// Normalised.
    pub(super) text: String,
    letters: Vec<u8>,
    /// How many of these letters are an article.
    article: usize,
    pub(super) marks: Marks,
    pub(super) words: usize,
    population: u32,
}

/// Inhabitants of a place below which its very name may mean another one.
pub(in crate::domain) const VILLAGE: u32 = 2_000;

/// Inhabitants of a place from which on the beginning of its name means it before a village of that name.
const CITY: u32 = 20_000;

/// Sizes of places, by [`Name::size`].
pub(super) const SIZES: usize = 32;

impl Name {
    /// Of a name in any spelling.
    pub(in crate::domain) fn new(name: &str, population: u32) -> Self {
        let text = normalise(name);
        Self::normalised(text, population)
    }

    fn normalised(text: String, population: u32) -> Self {
        let letters = letters(&text);
        let article = letters.len() - without_article(&text).bytes().filter(|byte| *byte != b' ').count();
        let firsts = text.split(' ').filter_map(|word| word.as_bytes().get(..1));
        let initials = firsts.fold(0, |all, first| all | letter_set(first));
        let marks = Marks { set: letter_set(&letters), sound: sound(&text), pairs: pairs(&letters), initials };
        let words = text.split(' ').count();
        Self { text, letters, article, marks, words, population }
    }

    /// How often a single inhabitant must be doubled to be as many.
    pub(super) fn size(&self) -> usize {
        usize::try_from(self.population.max(1).ilog2()).unwrap_or(0)
    }

    /// Normalised.
    pub(in crate::domain) fn text(&self) -> &str {
        &self.text
    }

    /// Normalised, without its article.
    pub(in crate::domain) fn bare_text(&self) -> &str {
        without_article(&self.text)
    }

    /// Its letters, and those without its article where it has one.
    pub(super) fn forms(&self) -> impl Iterator<Item = &[u8]> {
        [self.letters.as_slice()].into_iter().chain((self.article > 0).then(|| self.bare()))
    }

    fn bare(&self) -> &[u8] {
        self.letters.get(self.article..).unwrap_or(&self.letters)
    }
}

impl Typed {
    pub(super) fn new(text: String, within_department: bool) -> Self {
        let name = Name::normalised(text, 0);
        let words = without_article(&name.text).split(' ');
        let words = words.map(|word| (word.to_owned(), Pattern::new(word.as_bytes()))).collect();
        let pairs = without_article(&name.text).split(' ').fold(0, |all, word| all | pairs(word.as_bytes()));
        let (pattern, bare) = (Pattern::new(&name.letters), Pattern::new(name.bare()));
        Self { name, pattern, bare, words, pairs, within_department }
    }

    /// Its first letter, and the first after its article.
    pub(super) fn firsts(&self) -> u32 {
        let first = |letters: &[u8]| letters.get(..1).map_or(0, letter_set);
        first(&self.name.letters) | first(self.name.bare())
    }

    /// How many letters.
    pub(super) fn letters(&self) -> usize {
        self.name.letters.len()
    }

    /// How many errors are forgiven in it.
    pub(super) fn forgiven(&self) -> usize {
        forgiven(self.letters())
    }

    /// Normalised.
    pub(super) fn text(&self) -> &str {
        &self.name.text
    }

    pub(super) fn sounds_like(&self, sound: u32) -> bool {
        self.name.marks.sound == sound && sound != 0
    }
}

/// A commune, ready to be compared.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) name: Name,
    pub(super) commune: Commune,
    /// Whether the name is that of a commune that is part of this one now.
    former: bool,
}

impl Entry {
    pub(super) fn new(commune: Commune) -> Self {
        Self { name: Name::new(&commune.name, commune.population), commune, former: false }
    }

    /// Under the name of a former commune, of which fewer people lived.
    pub(super) fn former(name: &str, commune: Commune) -> Self {
        Self { name: Name::new(name, commune.population / 16), commune, former: true }
    }
}

/// The ways to compare, tried one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain) enum How {
    /// As typed.
    Spelled,
    /// As typed, where it may be all of the name but an article.
    Named,
    /// With so many typing errors at most, where that many letters were typed.
    Mistyped(usize),
    /// Word by word, one of them with an error; or by its postal code alone.
    Words,
    /// Its name is the first or the last of what was typed: `Lyon Part-Dieu`.
    Within,
}

/// What a commune has to do with a code.
enum Code {
    /// It has this postal code, or one that begins so.
    Same,
    /// It is its INSEE code.
    Insee,
    /// It has one with so many other digits at the end; of the same department at least.
    Near(i32),
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

    /// The same beside a postal code that the place has not.
    fn beside(self, place: &Name) -> Self {
        match self {
            Self::Like { unlikely, errors } => Self::Like { unlikely: unlikely + unlikely::OTHER_CODE, errors },
            _ => like(place, unlikely::OTHER_CODE, 0),
        }
    }

    /// With an error in it, and still so near to what was typed, or so large, that nothing better is likely elsewhere.
    pub(super) const GOOD: Self = Self::Like { unlikely: unlikely::GOOD, errors: 2 };

    /// The last of all.
    pub(super) const LAST: Self = Self::Like { unlikely: i32::MAX, errors: u8::MAX };
}

/// How many errors a name of that size may have to come before a place of this rank.
pub(super) fn errors_before(rank: Rank, size: usize) -> usize {
    let Rank::Like { unlikely, .. } = rank else { return 0 };
    let most = i32::try_from(size).map_or(i32::MAX, |size| size * 4 + 3);
    [unlikely::ERROR, unlikely::ERROR + unlikely::SECOND_ERROR].iter().filter(|cost| **cost - most <= unlikely).count()
}

/// The best rank of a place of that size of which no more than the beginning or some of the words were typed.
pub(super) fn best_beginning(size: usize) -> Rank {
    let most = i32::try_from(size).map_or(i32::MAX, |size| size * 4 + 3);
    Rank::Like { unlikely: unlikely::BEGINNING - most, errors: 0 }
}

/// How unlikely it is that a person who means a name types only its beginning, some of its words, or makes an error: in
/// quarters of a doubling of the inhabitants, which outweighs it. Found by trying: see the scores that `bench` prints.
mod unlikely {
    pub(super) const BEGINNING: i32 = 0;
    /// The very name, of former days.
    pub(super) const FORMER: i32 = -16;
    pub(super) const WORDS: i32 = 16;
    pub(super) const ERROR: i32 = 16;
    /// Written by ear; and where that makes one or two errors only.
    pub(super) const BY_EAR: i32 = 20;
    pub(super) const NEARLY_BY_EAR: i32 = 13;
    pub(super) const SECOND_ERROR: i32 = 28;
    /// Only the beginning, with an error in it; and for each letter that is missing after it.
    pub(super) const UNFINISHED: i32 = 20;
    pub(super) const EACH_LETTER: i32 = 3;
    pub(super) const OTHER_FIRST_LETTER: i32 = 8;
    pub(super) const OTHER_ARTICLE: i32 = 12;
    pub(super) const WORDS_WITH_ERROR: i32 = 60;
    /// For each letter that is no part of the name.
    pub(super) const EACH_OTHER_LETTER: i32 = 6;
    /// A beginning that ends within a word and is typed without the space before that word: `chalons` for *Chalon-sur-Saône*.
    pub(super) const ACROSS_WORDS: i32 = 4;
    /// Beside a name, a postal code of the same department that the place has not; alone, each digit that is another one.
    pub(super) const OTHER_CODE: i32 = 8;
    pub(super) const OTHER_DIGIT: i32 = 14;
    /// With an error, and still so likely that no further piece is loaded to look for better.
    pub(super) const GOOD: i32 = -24;
}

/// The errors that are forgiven at most.
pub(in crate::domain) const MOST: usize = 2;

/// The errors forgiven in so many letters.
fn forgiven(letters: usize) -> usize {
    match letters {
        0..=3 => 0,
        4..=5 => 1,
        _ => MOST,
    }
}

impl Query {
    /// What was typed, with and without its article, and how many errors are forgiven in it.
    pub(super) fn patterns(&self) -> impl Iterator<Item = (&Pattern, usize)> {
        self.names.iter().filter(|typed| typed.forgiven() > 0).flat_map(|typed| {
            let bare = (typed.name.article > 0).then(|| (&typed.bare, forgiven(typed.name.bare().len())));
            [(&typed.pattern, typed.forgiven())].into_iter().chain(bare)
        })
    }

    /// How what was typed sounds, in each way to understand it.
    pub(super) fn sounds(&self) -> impl Iterator<Item = u32> {
        self.names.iter().map(|typed| typed.name.marks.sound).filter(|sound| *sound != 0)
    }

    /// Whether it names places by letters alone: no code, and no number of one of several places of a name.
    pub(super) fn names_only(&self) -> bool {
        let numbered = |typed: &Typed| typed.name.letters.last().is_some_and(u8::is_ascii_digit);
        self.postal.is_empty() && !self.names.is_empty() && !self.names.iter().any(numbered)
    }

    /// How a commune answers, looked at in one way.
    pub(super) fn rank(&self, entry: &Entry, how: How) -> Option<Rank> {
        let rank = self.rank_entry(entry, how);
        match rank {
            // A commune of today that is called so comes first, and a town that is nearly called so may.
            Some(Rank::Exact | Rank::WithoutArticle | Rank::WholeWords) if entry.former => {
                Some(like(&entry.name, unlikely::FORMER, 0))
            }
            rank => rank,
        }
    }

    fn rank_entry(&self, entry: &Entry, how: How) -> Option<Rank> {
        let code = self.code_of(entry);
        if self.names.is_empty() {
            return match code? {
                Code::Same => Some(Rank::Exact),
                Code::Insee => Some(Rank::WithoutArticle),
                // Nobody has it: a code of a large organisation, or mistyped.
                Code::Near(lost) => (how == How::Words).then(|| like(&entry.name, lost * unlikely::OTHER_DIGIT, 1)),
            };
        }
        if self.postal.is_empty() {
            return self.rank_name(&entry.name, || entry.commune.department(), how);
        }
        let code = code?;
        let best = self.rank_name(&entry.name, || entry.commune.department(), how);
        match code {
            Code::Near(_) => best.map(|rank| rank.beside(&entry.name)),
            // A postal code with a name that does not fit is still a postal code.
            Code::Same | Code::Insee => {
                best.or_else(|| (how == How::Words).then(|| like(&entry.name, unlikely::WORDS_WITH_ERROR, 1)))
            }
        }
    }

    /// What a commune has to do with the code that was typed.
    fn code_of(&self, entry: &Entry) -> Option<Code> {
        let postal = self.postal.as_bytes();
        let codes = || entry.commune.postal_codes.iter().map(PostalCode::as_bytes);
        let begins = |code: &[u8]| if self.names.is_empty() { code.starts_with(postal) } else { code == postal };
        if postal.is_empty() {
            return None;
        }
        if codes().any(begins) {
            return Some(Code::Same);
        }
        // Some people know the INSEE code of where they live.
        if entry.commune.code.as_bytes() == postal {
            return Some(Code::Insee);
        }
        let same = |code: &[u8]| code.iter().zip(postal).take_while(|(one, other)| one == other).count();
        let same = codes().map(same).max().filter(|same| postal.len() == 5 && *same >= 2)?;
        i32::try_from(5 - same).ok().map(Code::Near)
    }

    /// Which of those found, in order, is meant before the first: a village is called so, and a city begins so. `Salon`.
    pub(super) fn meant_before(&self, found: &[(Rank, &Entry)]) -> Option<usize> {
        let (Rank::Exact | Rank::WithoutArticle, first) = found.first()? else { return None };
        let begins = |name: &str| {
            self.names.iter().any(|typed| name.strip_prefix(typed.text()).is_some_and(|rest| rest.starts_with(' ')))
        };
        let is_city = |(rank, entry): &(Rank, &Entry)| {
            let name = &entry.name;
            rank.errors() == 0 && name.population >= CITY && (begins(name.text()) || begins(name.bare_text()))
        };
        let plain = self.postal.is_empty() && self.departments.is_empty();
        (plain && first.commune.population < VILLAGE).then(|| found.iter().position(is_city))?
    }

    /// How the name of a place answers, whatever its postal codes are; its `department` is looked at only where one was typed.
    pub(in crate::domain) fn rank_name<'a>(
        &self,
        name: &Name,
        department: impl Fn() -> &'a str,
        how: How,
    ) -> Option<Rank> {
        let mut best: Option<Rank> = None;
        for typed in &self.names {
            let elsewhere = || typed.within_department && !self.departments.iter().any(|one| one == department());
            if !typed.may_be(name.marks, how) || elsewhere() {
                continue;
            }
            let rank = match how {
                How::Spelled | How::Named => spelled(typed, name),
                How::Mistyped(most) => mistyped(typed, name, most),
                How::Words => words_with_error(typed, name),
                How::Within => within(typed, name),
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
        self.names.iter().map(Typed::letters).max().unwrap_or(0)
    }
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
