//! What a person asks the finder: a place, and what the station must be like. `commissariat ouvert dimanche à Lille` is
//! the place `Lille` with two wishes.
//!
//! Words are taken out only where they cannot be part of a place: no name of a commune loses a word, which a test holds
//! over all of them.

use super::commune_search::fold;
use super::commune_search::is_near;
use super::date::Hour;
use super::hours::{self, Weekday};
use super::station::Force;
use super::station_filter::{StationFilter, When};
use super::zone::Zone;

/// A question, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// What names the place or the station, as it was typed; empty where nothing does.
    pub place: String,
    /// What the station must be like.
    pub wanted: Wanted,
    /// Whether a word for a station was typed (`commissariat`, `brigade`): then stations of that name come first.
    pub station: bool,
    /// Whether it is about where the person is: `près de moi`.
    pub near_me: bool,
}

/// What a station must be like. Nothing wanted is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Who runs it.
    pub force: Option<Force>,
    /// When it must be open.
    pub open: Option<Opening>,
    /// Open day and night.
    pub all_day: bool,
    /// Can be entered in a wheelchair.
    pub wheelchair: bool,
}

impl Wanted {
    /// What that means at a moment, in seconds since 1970: "tomorrow" is a day of the week. Days are those of Paris.
    pub fn filter(&self, unix: i64) -> StationFilter {
        let today = || Zone::Metropolitan.wall(unix).map_or(Weekday::Monday, |(date, _)| Weekday::of(date));
        let when = match self.open {
            None => When::Any,
            Some(Opening::Now) => When::Now,
            Some(Opening::At { day, hour }) => {
                let day = match day {
                    Day::Today => today(),
                    Day::Tomorrow => Weekday::from_monday((today() as u8 + 1) % 7),
                    Day::Weekday(number) => Weekday::from_monday(number),
                };
                When::On { day: hours::Day::Week(day), hour }
            }
        };
        StationFilter { when, force: self.force, wheelchair: self.wheelchair, all_day: self.all_day }
    }
}

/// When a station must be open, as it was said: a calendar is needed to make a moment of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Now.
    Now,
    /// At some time of that day; at that hour, where one was said.
    At {
        /// The day.
        day: Day,
        /// The hour on the wall there.
        hour: Option<Hour>,
    },
}

/// A day, as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// Today.
    Today,
    /// The day after.
    Tomorrow,
    /// The next day of the week with this number, today included: 0 is Monday, 6 is Sunday.
    Weekday(u8),
}

/// What a word or a few say.
#[derive(Debug, Clone, Copy)]
enum Says {
    /// A station, and who runs it.
    Station(Option<Force>),
    Force(Force),
    Open,
    Now,
    Day(Day),
    /// A part of the day that is named: today, around this hour.
    Today(u16),
    /// A part of any day.
    Around(u16),
    AllDay,
    Wheelchair,
    NearMe,
    /// Nothing that can be looked for.
    Filler,
}

/// Phrases, folded; the longer ones of those that begin alike come first.
const PHRASES: &[(&str, Says)] = &[
    ("brigade de gendarmerie", Says::Station(Some(Force::Gendarmerie))),
    ("brigade de proximite", Says::Station(Some(Force::Gendarmerie))),
    ("brigade territoriale", Says::Station(Some(Force::Gendarmerie))),
    ("brigade", Says::Station(Some(Force::Gendarmerie))),
    ("gendarmerie nationale", Says::Station(Some(Force::Gendarmerie))),
    ("gendarmerie", Says::Station(Some(Force::Gendarmerie))),
    ("gendarmeries", Says::Station(Some(Force::Gendarmerie))),
    ("gendarmes", Says::Force(Force::Gendarmerie)),
    ("commissariat central", Says::Station(Some(Force::Police))),
    ("commissariat de police", Says::Station(Some(Force::Police))),
    ("commissariat", Says::Station(Some(Force::Police))),
    ("commissariats", Says::Station(Some(Force::Police))),
    ("hotel de police", Says::Station(Some(Force::Police))),
    ("bureau de police", Says::Station(Some(Force::Police))),
    ("poste de police", Says::Station(Some(Force::Police))),
    ("police nationale", Says::Force(Force::Police)),
    ("police station", Says::Station(Some(Force::Police))),
    ("police stations", Says::Station(Some(Force::Police))),
    ("police", Says::Force(Force::Police)),
    ("ouvert", Says::Open),
    ("ouverte", Says::Open),
    ("ouverts", Says::Open),
    ("ouvertes", Says::Open),
    ("open", Says::Open),
    ("maintenant", Says::Now),
    ("actuellement", Says::Now),
    ("en ce moment", Says::Now),
    ("tout de suite", Says::Now),
    ("right now", Says::Now),
    ("now", Says::Now),
    ("lundi", Says::Day(Day::Weekday(0))),
    ("monday", Says::Day(Day::Weekday(0))),
    ("mardi", Says::Day(Day::Weekday(1))),
    ("tuesday", Says::Day(Day::Weekday(1))),
    ("mercredi", Says::Day(Day::Weekday(2))),
    ("wednesday", Says::Day(Day::Weekday(2))),
    ("jeudi", Says::Day(Day::Weekday(3))),
    ("thursday", Says::Day(Day::Weekday(3))),
    ("vendredi", Says::Day(Day::Weekday(4))),
    ("friday", Says::Day(Day::Weekday(4))),
    ("samedi", Says::Day(Day::Weekday(5))),
    ("saturday", Says::Day(Day::Weekday(5))),
    ("week end", Says::Day(Day::Weekday(5))),
    ("weekend", Says::Day(Day::Weekday(5))),
    ("dimanche", Says::Day(Day::Weekday(6))),
    ("sunday", Says::Day(Day::Weekday(6))),
    ("aujourd hui", Says::Day(Day::Today)),
    ("today", Says::Day(Day::Today)),
    ("demain", Says::Day(Day::Tomorrow)),
    ("tomorrow", Says::Day(Day::Tomorrow)),
    ("ce matin", Says::Today(10)),
    ("this morning", Says::Today(10)),
    ("ce midi", Says::Today(12)),
    ("cet apres midi", Says::Today(15)),
    ("this afternoon", Says::Today(15)),
    ("ce soir", Says::Today(20)),
    ("this evening", Says::Today(20)),
    ("tonight", Says::Today(20)),
    ("matin", Says::Around(10)),
    ("apres midi", Says::Around(15)),
    ("soir", Says::Around(20)),
    ("24 h sur 24", Says::AllDay),
    ("24h sur 24", Says::AllDay),
    ("24 heures sur 24", Says::AllDay),
    ("24 h 24", Says::AllDay),
    ("24h 24", Says::AllDay),
    ("24h24", Says::AllDay),
    ("24 24", Says::AllDay),
    ("24 7", Says::AllDay),
    ("24 hours", Says::AllDay),
    ("24 heures", Says::AllDay),
    ("24 h", Says::AllDay),
    ("24h", Says::AllDay),
    ("h24", Says::AllDay),
    ("7j 7", Says::AllDay),
    ("7 j 7", Says::AllDay),
    ("7j sur 7", Says::AllDay),
    ("7 7", Says::AllDay),
    ("jour et nuit", Says::AllDay),
    ("nuit et jour", Says::AllDay),
    ("day and night", Says::AllDay),
    ("la nuit", Says::AllDay),
    ("de nuit", Says::AllDay),
    ("at night", Says::AllDay),
    ("fauteuil roulant", Says::Wheelchair),
    ("fauteuil", Says::Wheelchair),
    ("handicape", Says::Wheelchair),
    ("handicapes", Says::Wheelchair),
    ("handicap", Says::Wheelchair),
    ("pmr", Says::Wheelchair),
    ("accessible", Says::Wheelchair),
    ("wheelchair", Says::Wheelchair),
    ("step free", Says::Wheelchair),
    ("pres de chez moi", Says::NearMe),
    ("pres de moi", Says::NearMe),
    ("autour de moi", Says::NearMe),
    ("a cote de chez moi", Says::NearMe),
    ("a proximite", Says::NearMe),
    ("near me", Says::NearMe),
    ("around me", Says::NearMe),
    ("le plus proche", Says::Filler),
    ("la plus proche", Says::Filler),
    ("les plus proches", Says::Filler),
    ("nearest", Says::Filler),
    ("closest", Says::Filler),
];

/// What leads to a place, and is not part of it. Only before it, and only where the question says more than a name.
const BEFORE: &[&str] = &[
    "a cote de",
    "a cote d",
    "aux environs de",
    "pres de",
    "pres d",
    "pres du",
    "pres des",
    "proche de",
    "proche d",
    "autour de",
    "autour d",
    "near",
    "around",
    "close to",
    "a",
    "au",
    "in",
    "at",
    "to",
    "on",
    "en",
    "de",
    "du",
    "des",
    "d",
    "dans",
    "sur",
    "the",
    "for",
    "pour",
    "avec",
    "with",
    "un",
    "une",
    "ou trouver",
    "qui",
    "et",
    "and",
];

/// What may be left alone between words that are understood.
const ALONE: &[&str] =
    &["le", "la", "les", "l", "est", "sont", "acces", "access", "entre", "heures", "is", "aux", "station"];

/// One word of the question.
struct Token {
    folded: String,
    /// Where it stands in the text.
    from: usize,
    to: usize,
}

impl Question {
    /// Understands what was typed, in French or English. Never fails: what is not understood is the place.
    pub fn read(text: &str) -> Self {
        let tokens = tokens(text);
        let mut question = Self::default();
        let mut heard = Heard::default();
        let mut place: Vec<&[Token]> = Vec::new();
        let mut rest = tokens.as_slice();
        let mut start = 0;
        let mut at = 0;
        while at < rest.len() {
            let Some(here) = rest.get(at..) else { break };
            let Some((length, says)) = phrase(here).or_else(|| hour(here)) else {
                at += 1;
                continue;
            };
            heard.take(says, &mut question);
            place.extend(rest.get(start..at));
            rest = rest.get(at + length..).unwrap_or_default();
            (start, at) = (0, 0);
        }
        place.extend(rest.get(start..));
        let said = place.len() > 1;
        let parts: Vec<&str> = place.iter().filter_map(|part| trimmed(part, said, text)).collect();
        question.place = parts.join(" ");
        question.wanted.open = heard.opening();
        question
    }
}

/// What was said about the time.
#[derive(Default)]
struct Heard {
    open: bool,
    now: bool,
    day: Option<Day>,
    hour: Option<Hour>,
    around: Option<u16>,
}

impl Heard {
    fn take(&mut self, says: Said, question: &mut Question) {
        let wanted = &mut question.wanted;
        match says {
            Said::Phrase(Says::Station(force)) => {
                question.station = true;
                wanted.force = force.or(wanted.force);
            }
            Said::Phrase(Says::Force(force)) => wanted.force = Some(force),
            Said::Phrase(Says::Open) => self.open = true,
            Said::Phrase(Says::Now) => self.now = true,
            Said::Phrase(Says::Day(day)) => self.day = Some(day),
            Said::Phrase(Says::Today(hour)) => {
                self.day = Some(Day::Today);
                self.around = Some(hour);
            }
            Said::Phrase(Says::Around(hour)) => self.around = Some(hour),
            Said::Phrase(Says::AllDay) => wanted.all_day = true,
            Said::Phrase(Says::Wheelchair) => wanted.wheelchair = true,
            Said::Phrase(Says::NearMe) => question.near_me = true,
            Said::Phrase(Says::Filler) => {}
            Said::Hour(hour) => self.hour = Some(hour),
        }
    }

    fn opening(&self) -> Option<Opening> {
        let around = || self.around.and_then(|hour| Hour::parse(&hour.to_string()).ok());
        let hour = self.hour.or_else(around);
        match (self.day, hour) {
            (None, None) => (self.open || self.now).then_some(Opening::Now),
            (day, hour) => Some(Opening::At { day: day.unwrap_or(Day::Today), hour }),
        }
    }
}

enum Said {
    Phrase(Says),
    Hour(Hour),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut from = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, letter) in ends {
        // An accent that is a character of its own folds to nothing and belongs to the letter before it.
        let folds = fold(letter.encode_utf8(&mut [0; 4]));
        if folds != " " || letter == ':' {
            from.get_or_insert(at);
        } else if let Some(from) = from.take() {
            let folded: String = text.get(from..at).map(fold).unwrap_or_default();
            let folded = folded.trim().replace(' ', ":");
            if !folded.is_empty() {
                tokens.push(Token { folded, from, to: at });
            }
        }
    }
    tokens
}

/// The phrase that tokens begin with, and how many they are.
fn phrase(tokens: &[Token]) -> Option<(usize, Said)> {
    let first = tokens.first()?.folded.as_bytes().first();
    for errors in [false, true] {
        for (words, says) in PHRASES.iter().filter(|(words, _)| words.as_bytes().first() == first) {
            let mut count = 0;
            let fits = words.split(' ').all(|word| {
                let token = tokens.get(count).map(|token| token.folded.as_str());
                count += 1;
                token.is_some_and(|token| token == word || (errors && is_mistyped(token, word)))
            });
            if fits {
                return Some((count, Said::Phrase(*says)));
            }
        }
    }
    None
}

/// One error in a long word with the same first letter: shorter ones are too near to names.
fn is_mistyped(token: &str, word: &str) -> bool {
    word.len() >= 8
        && token.len() >= 7
        && token.as_bytes().first() == word.as_bytes().first()
        && is_near(token.as_bytes(), word.as_bytes())
}

/// `20h`, `20h30`, `20 h 30`, `20:30`, `8pm`, `8 pm`.
fn hour(tokens: &[Token]) -> Option<(usize, Said)> {
    let [first, rest @ ..] = tokens else { return None };
    let digits = |text: &str| !text.is_empty() && text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    let second = rest.first().map(|token| token.folded.as_str());
    let (count, typed) = match (first.folded.as_str(), second) {
        (number, Some("h" | "heures" | "heure")) if digits(number) => {
            let minutes = rest.get(1).map(|token| token.folded.as_str()).filter(|text| text.len() == 2 && digits(text));
            (2 + usize::from(minutes.is_some()), [number, "h", minutes.unwrap_or_default()].concat())
        }
        (number, Some(half @ ("am" | "pm"))) if digits(number) => (2, [number, half].concat()),
        (one, _) => {
            let at = one.find(|c: char| !c.is_ascii_digit())?;
            let (hours, tail) = one.split_at_checked(at)?;
            let minutes = tail.strip_prefix('h').or_else(|| tail.strip_prefix(':'));
            let whole = minutes.is_some_and(|text| digits(text) || (text.is_empty() && tail == "h"));
            if !digits(hours) || !(whole || tail == "am" || tail == "pm") {
                return None;
            }
            (1, one.to_owned())
        }
    };
    Some((count, Said::Hour(Hour::parse(&typed).ok()?)))
}

/// A stretch of the text without what leads to it; `None` where nothing is left.
fn trimmed<'a>(mut tokens: &[Token], said: bool, text: &'a str) -> Option<&'a str> {
    let begins = |tokens: &[Token], phrase: &str| {
        let mut count = 0;
        let fits = phrase.split(' ').all(|word| {
            count += 1;
            tokens.get(count - 1).is_some_and(|token| token.folded == word)
        });
        fits.then_some(count)
    };
    while let Some(count) = BEFORE.iter().find_map(|phrase| {
        // `près de Rennes` says by itself that it is no name; a lone `de` or `à` may begin one.
        begins(tokens, phrase).filter(|count| said || (*count > 1 && tokens.len() > *count))
    }) {
        tokens = tokens.get(count..)?;
    }
    if said && tokens.iter().all(|token| ALONE.contains(&token.folded.as_str())) {
        return None;
    }
    text.get(tokens.first()?.from..tokens.last()?.to)
}

#[cfg(test)]
mod tests;
