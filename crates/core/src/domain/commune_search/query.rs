//! What was typed, read: digits of a postal code, a department at the end, and names in each way to understand them.

use super::rank::Typed;
use super::spelling::{fold, normalise};

/// The cities whose parts are communes of the index too, the largest first.
const CITIES: [&str; 3] = ["paris", "marseille", "lyon"];

/// `1` to `20` in words; those of two words left out.
const ORDINALS: [&str; 20] = [
    "premier",
    "deuxieme",
    "troisieme",
    "quatrieme",
    "cinquieme",
    "sixieme",
    "septieme",
    "huitieme",
    "neuvieme",
    "dixieme",
    "onzieme",
    "douzieme",
    "treizieme",
    "quatorzieme",
    "quinzieme",
    "seizieme",
    "",
    "",
    "",
    "vingtieme",
];

/// What a query asks for.
#[derive(Debug)]
pub(in crate::domain) struct Query {
    /// Digits of a postal code, possibly only its beginning.
    pub(in crate::domain) postal: String,
    /// What was typed after the name, as departments: `saint denis 93`, `ajaccio corse`.
    pub(super) departments: Vec<String>,
    /// The rest, in each way it can be understood; the first is as typed.
    pub(super) names: Vec<Typed>,
}

impl Query {
    pub(in crate::domain) fn read(text: &str) -> Self {
        Self::within(text, None)
    }

    /// The same; where its end names a department or a region, that is given as the normalised rest and the numbers.
    pub(in crate::domain) fn within(text: &str, told: Option<(&str, Vec<String>)>) -> Self {
        let raw = apart(&fold(text));
        let words = without_cedex(raw.split(' ').filter(|word| !word.is_empty()).collect());
        let digits = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
        // `75 011` and `75011`; but in `Lyon 3` or `Paris 11` the digits belong to the name.
        if !words.is_empty() && words.iter().all(digits) {
            return Self { postal: words.concat(), departments: Vec::new(), names: Vec::new() };
        }
        let (codes, name): (Vec<&str>, Vec<&str>) = words.into_iter().partition(|word| word.len() == 5 && digits(word));
        let mut names: Vec<Typed> = Vec::new();
        let mut add = |name: String, within: bool| {
            if !name.is_empty() && !names.iter().any(|known| known.text() == name) {
                names.push(Typed::new(name, within));
            }
        };
        let joined = name.join(" ");
        let spelled = normalise(&joined);
        let saint = glued_saint(&joined);
        let mut departments = Vec::new();
        for name in saint.iter().chain([&spelled]) {
            let numbered = name.rsplit_once(' ').filter(|(_, last)| is_department(last));
            if let Some((rest, number)) = numbered {
                add(rest.to_owned(), true);
                departments = vec![number.to_ascii_uppercase()];
            }
        }
        if let Some((rest, numbers)) = told {
            add(rest.to_owned(), true);
            departments = numbers;
        }
        if let Some(rest) = saint {
            add(rest, false);
        }
        for part in parts_of_cities(&spelled) {
            add(part, false);
        }
        // A lone `st` may be the start of *Strasbourg*; before another word it is *Saint*.
        if !joined.contains(' ') {
            add(joined, false);
        }
        add(spelled, false);
        Self { postal: codes.concat(), departments, names }
    }
}

/// A folded text with a space before digits that are glued to a name: `saintdenis93`, `paris15e`.
fn apart(folded: &str) -> String {
    let words = folded.split(' ').map(|word| {
        let at = word.find(|letter: char| letter.is_ascii_digit()).filter(|at| *at > 2);
        match at.and_then(|at| word.split_at_checked(at)) {
            Some((name, number)) => [name, " ", number].concat(),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
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

/// `13e arrondissement de Marseille`, `Paris XVI`, `paris douzième`: the part of a city in the order of its name; of each
/// of them where none is named.
fn parts_of_cities(name: &str) -> Vec<String> {
    let mut words = name.split(' ');
    let city = words.clone().find(|word| CITIES.contains(word));
    let number = words.find_map(|word| match word.parse::<u8>() {
        Ok(number) => Some(number),
        Err(_) => ordinal(word)
            .or_else(|| roman(["eme", "e", "er"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word))),
    });
    let part = |word: &str| matches!(word, "arrondissement" | "arrdt" | "arr" | "ardt");
    let other = |word: &str| part(word) || matches!(word, "de" | "du" | "le" | "a");
    let count = name.split(' ').filter(|word| !other(word)).count();
    let Some(number) = number.filter(|number| (1..=20).contains(number)) else { return Vec::new() };
    let named = |city: &&str| [*city, " ", &number.to_string()].concat();
    match city {
        Some(city) if count == 2 => vec![named(&city)],
        None if count == 1 && name.split(' ').any(part) => CITIES.iter().map(named).collect(),
        _ => Vec::new(),
    }
}

fn ordinal(word: &str) -> Option<u8> {
    (1..).zip(ORDINALS).find(|(_, name)| *name == word).map(|(number, _)| number)
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
