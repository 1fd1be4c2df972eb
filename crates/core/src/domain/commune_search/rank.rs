//! How well a commune answers what was typed.

use super::spelling::{Pattern, fold, letter_set, letters, normalise, without_article};
use crate::domain::place::{Commune, PostalCode};

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
    pub(super) name: Name,
    pattern: Pattern,
    bare: Pattern,
    /// Its words, the article left out.
    words: Vec<(String, Pattern)>,
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
    pub(super) set: u32,
    words: usize,
    population: u32,
}

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
        let article = letters.len() - self::letters(without_article(&text)).len();
        Self { set: letter_set(&letters), letters, article, words: text.split(' ').count(), text, population }
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

    fn bare(&self) -> &[u8] {
        self.letters.get(self.article..).unwrap_or(&self.letters)
    }
}

impl Typed {
    fn new(text: String, within_department: bool) -> Self {
        let name = Name::normalised(text, 0);
        let words = without_article(&name.text).split(' ');
        let words = words.map(|word| (word.to_owned(), Pattern::new(word.as_bytes()))).collect();
        Self { pattern: Pattern::new(&name.letters), bare: Pattern::new(name.bare()), words, name, within_department }
    }

    /// An error adds one strange letter at most.
    fn may_be(&self, set: u32, how: How) -> bool {
        let length = self.name.letters.len();
        let errors = match how {
            How::Spelled => 0,
            How::Mistyped(most) => forgiven(length).min(most),
            How::Words => 1,
        };
        let room = match how {
            How::Spelled => true,
            How::Mistyped(_) => errors > 0,
            How::Words => length > 3,
        };
        room && (self.name.set & !set).count_ones() as usize <= errors
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
    /// With so many typing errors at most, where that many letters were typed.
    Mistyped(usize),
    /// Word by word, one of them with an error; or by its postal code alone.
    Words,
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

/// How unlikely it is that a person who means a name types only its beginning, some of its words, or makes an error: in
/// quarters of a doubling of the inhabitants, which outweighs it. Found by trying: see the scores that `bench` prints.
mod unlikely {
    pub(super) const BEGINNING: i32 = 0;
    /// The very name, of former days.
    pub(super) const FORMER: i32 = -16;
    pub(super) const WORDS: i32 = 16;
    pub(super) const ERROR: i32 = 16;
    pub(super) const SECOND_ERROR: i32 = 28;
    /// Only the beginning, with an error in it; and for each letter that is missing after it.
    pub(super) const UNFINISHED: i32 = 20;
    pub(super) const EACH_LETTER: i32 = 3;
    pub(super) const OTHER_FIRST_LETTER: i32 = 8;
    pub(super) const OTHER_ARTICLE: i32 = 12;
    pub(super) const WORDS_WITH_ERROR: i32 = 60;
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
    pub(in crate::domain) fn read(text: &str) -> Self {
        Self::within(text, None)
    }

    /// The same; where its end names a department, that is given as the normalised rest and the department's number.
    pub(in crate::domain) fn within(text: &str, department: Option<(&str, &str)>) -> Self {
        let raw = fold(text);
        let words = without_cedex(raw.split(' ').filter(|word| !word.is_empty()).collect());
        let digits = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
        // `75 011` and `75011`; but in `Lyon 3` or `Paris 11` the digits belong to the name.
        if !words.is_empty() && words.iter().all(digits) {
            return Self { postal: words.concat(), department: String::new(), names: Vec::new() };
        }
        let (codes, name): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|word| word.len() == 5 && digits(word));
        let mut names: Vec<Typed> = Vec::new();
        let mut add = |name: String, within: bool| {
            if !name.is_empty() && !names.iter().any(|known| known.name.text == name) {
                names.push(Typed::new(name, within));
            }
        };
        let joined = name.join(" ");
        let spelled = normalise(&joined);
        if let Some(rest) = glued_saint(&joined) {
            add(rest, false);
        }
        let numbered = spelled.rsplit_once(' ').filter(|(_, last)| is_department(last));
        let department = department.or(numbered).map_or_else(String::new, |(rest, number)| {
            add(rest.to_owned(), true);
            number.to_ascii_uppercase()
        });
        if let Some(part) = part_of_city(&spelled) {
            add(part, false);
        }
        // A lone `st` may be the start of *Strasbourg*; before another word it is *Saint*.
        if !joined.contains(' ') {
            add(joined, false);
        }
        add(spelled, false);
        Self { postal: codes.concat(), department, names }
    }

    /// Whether a name with these letters can answer at all, looked at in one way.
    pub(super) fn may_be(&self, set: u32, how: How) -> bool {
        let by_code = self.names.is_empty() || (how == How::Words && !self.postal.is_empty());
        by_code || self.names.iter().any(|typed| typed.may_be(set, how))
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
            return self.rank_name(&entry.name, entry.commune.department(), how);
        }
        let code = code?;
        let best = self.rank_name(&entry.name, entry.commune.department(), how);
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
        let codes = || entry.commune.postal_codes.iter().map(PostalCode::as_str);
        let begins =
            |code: &str| if self.names.is_empty() { code.starts_with(&self.postal) } else { code == self.postal };
        if self.postal.is_empty() {
            return None;
        }
        if codes().any(begins) {
            return Some(Code::Same);
        }
        // Some people know the INSEE code of where they live.
        if entry.commune.code.as_str() == self.postal {
            return Some(Code::Insee);
        }
        let same = |code: &str| code.bytes().zip(self.postal.bytes()).take_while(|(one, other)| one == other).count();
        let same = codes().map(same).max().filter(|same| self.postal.len() == 5 && *same >= 2)?;
        i32::try_from(5 - same).ok().map(Code::Near)
    }

    /// How the name of a place answers, whatever its postal codes are.
    pub(in crate::domain) fn rank_name(&self, name: &Name, department: &str, how: How) -> Option<Rank> {
        let mut best: Option<Rank> = None;
        for typed in &self.names {
            if !typed.may_be(name.set, how) || (typed.within_department && department != self.department) {
                continue;
            }
            let rank = match how {
                How::Spelled => spelled(typed, name),
                How::Mistyped(most) => mistyped(typed, name, most),
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
        self.names.iter().map(|typed| typed.name.letters.len()).max().unwrap_or(0)
    }
}

/// `95`, `974`, `2a`: what may follow the name of a commune to say which one.
fn is_department(word: &str) -> bool {
    matches!(word, "2a" | "2b") || ((2..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Large organisations have postal codes of their own: `59033 Lille CEDEX 9`.
fn without_cedex(mut words: Vec<&str>) -> Vec<&str> {
    if let Some(place) = words.iter().position(|word| *word == "cedex").filter(|place| *place > 0) {
        let number = words.get(place + 1).is_some_and(|next| next.len() <= 2 && next.parse::<u8>().is_ok());
        words.drain(place..=place + usize::from(number));
    }
    words
}

/// `13e arrondissement de Marseille`, `Paris XVI`: the part of a city in the order of its name.
fn part_of_city(name: &str) -> Option<String> {
    let mut words = name.split(' ');
    let city = words.clone().find(|word| matches!(*word, "paris" | "lyon" | "marseille"))?;
    let number = words.find_map(|word| match word.parse::<u8>() {
        Ok(number) => Some(number),
        Err(_) => roman(["eme", "e", "er"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)),
    });
    let other = |word: &str| matches!(word, "arrondissement" | "arr" | "ardt" | "de" | "du" | "le" | "a");
    let count = name.split(' ').filter(|word| !other(word)).count();
    number
        .filter(|number| (1..=20).contains(number) && count == 2)
        .map(|number| [city, " ", &number.to_string()].concat())
}

/// Of `i` to `xx`.
fn roman(word: &str) -> Option<u8> {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let tens = u8::try_from(word.len() - word.trim_start_matches('x').len()).ok().filter(|tens| *tens < 3)?;
    let ones = ONES.iter().zip(0_u8..).find(|(ones, _)| **ones == word.trim_start_matches('x'))?.1;
    Some(tens * 10 + ones).filter(|number| *number > 0)
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
    let Typed { name: typed, words, .. } = typed;
    let (query, name) = (typed.letters.as_slice(), place.letters.as_slice());
    if query == name {
        return Some(Rank::Exact);
    }
    if query == place.bare() || typed.bare() == place.bare() {
        return Some(Rank::WithoutArticle);
    }
    // `paris 1` means the first arrondissement before the tenth.
    let numbered = query.last().is_some_and(u8::is_ascii_digit);
    if numbered && place.text.strip_prefix(&typed.text).is_some_and(|rest| rest.starts_with(' ')) {
        return Some(Rank::WholeWords);
    }
    if name.starts_with(query) || place.bare().starts_with(query) {
        return Some(like(place, unlikely::BEGINNING, 0));
    }
    if place.bare().starts_with(typed.bare()) {
        return Some(like(place, unlikely::BEGINNING + unlikely::OTHER_ARTICLE, 0));
    }
    if place.words == 1 {
        return None;
    }
    let mut names = place.text.split(' ');
    let in_order = words.iter().all(|(part, _)| names.any(|word| word.starts_with(part.as_str())));
    in_order.then(|| like(place, unlikely::WORDS, 0))
}

fn mistyped(typed: &Typed, place: &Name, most: usize) -> Option<Rank> {
    let Typed { name: query, pattern, bare, .. } = typed;
    let allowed = |letters: usize| forgiven(letters).min(most);
    let most = allowed(query.letters.len());
    let mut best = unlikeliness(pattern, query.letters.len(), &place.letters, most);
    if place.article > 0 || query.article > 0 {
        let length = query.bare().len();
        let other = unlikeliness(bare, length, place.bare(), allowed(length));
        best = best.into_iter().chain(other).min();
    }
    let (unlikely, errors) = best?;
    let same_first = query.bare().first() == place.bare().first() || query.letters.first() == place.letters.first();
    Some(like(place, unlikely + if same_first { 0 } else { unlikely::OTHER_FIRST_LETTER }, errors))
}

/// How unlikely it is to type this, of so many letters, for a name; and with how many errors, 1 at least.
fn unlikeliness(pattern: &Pattern, length: usize, name: &[u8], most: usize) -> Option<(i32, u8)> {
    let found = pattern.distance(name, most)?;
    let cost = |errors: usize| match errors {
        0 => (0, 1),
        1 => (unlikely::ERROR, 1),
        _ => (unlikely::ERROR + unlikely::SECOND_ERROR, 2),
    };
    let (start, errors) = cost(found.start);
    let rest = i32::try_from(name.len().saturating_sub(length)).unwrap_or(0).min(8);
    let start = (start + unlikely::UNFINISHED + rest * unlikely::EACH_LETTER, errors);
    if found.whole > most { Some(start) } else { Some(start.min(cost(found.whole))) }
}

/// The words typed stand in the name in this order, one of them with an error: `villeneuve asq`.
fn words_with_error(typed: &Typed, place: &Name) -> Option<Rank> {
    let mut words = place.text.split(' ');
    let mut errors = 0;
    for (part, pattern) in &typed.words {
        let fits = words.find_map(|word| {
            if word.starts_with(part.as_str()) {
                return Some(0);
            }
            let near = part.len() > 2 && word.len() > 2;
            near.then(|| pattern.distance(word.as_bytes(), 1)).flatten().map(|found| found.start)
        });
        errors += fits?;
    }
    (errors <= 1).then(|| like(place, unlikely::WORDS_WITH_ERROR, 1))
}
