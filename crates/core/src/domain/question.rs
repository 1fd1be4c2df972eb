//! What a person asks the finder: a place, and what the station must be like. `commissariat ouvert dimanche à Lille` is
//! the place `Lille` with two wishes.
//!
//! Words are taken out only where they cannot be part of a place: no name of a commune loses a word, which a test holds
//! over all of them.

mod phrases;
mod wanted;

pub use wanted::{Day, Opening, Wanted};

use phrases::{AFTER, ALONE, BEFORE, DOUBTFUL, LEADS, MONTHS, PHRASES, TOWARDS};

use super::commune_search::{fold, is_within};
use super::date::{Date, Hour};
use super::station::Force;

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
    At(Hour),
    AllDay,
    Wheelchair,
    NearMe,
    /// The one nearest to a place, and none that is called so.
    Nearest,
    /// Nothing that can be looked for.
    Filler,
}

/// One word of the question.
struct Token {
    folded: String,
    /// Where it stands in the text.
    from: usize,
    to: usize,
    /// Whether a hyphen or an apostrophe ties it to the word before it.
    tied: bool,
    /// Whether it was understood, and so is no part of the place.
    taken: bool,
}

impl Question {
    /// Understands what was typed, in French or English. Never fails: what is not understood is the place.
    pub fn read(text: &str) -> Self {
        let mut tokens = tokens(text);
        let mut question = Self::default();
        let mut heard = Heard::default();
        let mut said = false;
        let mut rest = tokens.as_mut_slice();
        while !rest.is_empty() {
            let found = phrase(rest).or_else(|| date(rest)).or_else(|| hour(rest));
            let length = found.map_or(1, |(length, says)| {
                heard.take(says, &mut question);
                said = true;
                length
            });
            let (here, after) = rest.split_at_mut(length.min(rest.len()));
            for token in here {
                token.taken = found.is_some();
            }
            rest = after;
        }
        if said {
            take_doubtful(&mut tokens, &mut heard, &mut question);
        }
        let end = tokens.last().map(|token| token.to);
        let parts: Vec<&str> = tokens
            .chunk_by(|one, next| one.taken == next.taken)
            .filter(|part| part.iter().all(|token| !token.taken))
            .filter_map(|part| trimmed(part, said, part.last().map(|token| token.to) != end, text))
            .collect();
        question.place = parts.join(" ");
        question.wanted.open = heard.opening();
        question.station &= !heard.nearest;
        // `ouvert 24h/24` is one wish: what never closes is open now.
        if question.wanted.all_day && !heard.now && question.wanted.open == Some(Opening::Now) {
            question.wanted.open = None;
        }
        question
    }
}

/// What was said about the time.
#[derive(Default)]
struct Heard {
    open: bool,
    now: bool,
    nearest: bool,
    day: Option<Day>,
    hour: Option<Hour>,
    around: Option<u16>,
}

impl Heard {
    fn take(&mut self, says: Says, question: &mut Question) {
        let wanted = &mut question.wanted;
        match says {
            Says::Station(force) => {
                question.station = true;
                wanted.force = force.or(wanted.force);
            }
            Says::Force(force) => wanted.force = Some(force),
            Says::Open => self.open = true,
            Says::Now => self.now = true,
            // `du lundi au vendredi`: the first of them, as with hours; but a holiday is none of the week's.
            Says::Day(day) => self.day = self.day.filter(|_| day != Day::Holiday).or(Some(day)),
            Says::Today(hour) => {
                self.day = Some(Day::Today);
                self.around = Some(hour);
            }
            Says::Around(hour) => self.around = Some(hour),
            // `entre 14 h et 16 h`: who comes then comes at the first of them.
            Says::At(hour) => self.hour = self.hour.or(Some(hour)),
            Says::AllDay => wanted.all_day = true,
            Says::Wheelchair => wanted.wheelchair = true,
            Says::NearMe => question.near_me = true,
            Says::Nearest => self.nearest = true,
            Says::Filler => {}
        }
    }

    fn opening(&self) -> Option<Opening> {
        let around = || self.around.and_then(|hour| Hour::of_minutes(hour * 60));
        // `8 h du soir`.
        let evening = |hour: Hour| {
            let late = self.around.is_some_and(|around| around > 12) && hour.minutes() < 12 * 60;
            Hour::of_minutes(hour.minutes() + if late { 12 * 60 } else { 0 })
        };
        let hour = self.hour.and_then(evening).or_else(around);
        match (self.day, hour) {
            (None, None) => (self.open || self.now).then_some(Opening::Now),
            (day, hour) => Some(Opening::At { day: day.unwrap_or(Day::Today), hour }),
        }
    }
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
                let between = tokens.last().and_then(|last| text.get(last.to..from));
                let tied = between.is_some_and(|between| matches!(between, "-" | "'" | "’" | "‐" | "‑"));
                tokens.push(Token { folded, from, to: at, tied, taken: false });
            }
        }
    }
    tokens
}

/// The phrase that tokens begin with, and how many they are.
fn phrase(tokens: &[Token]) -> Option<(usize, Says)> {
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
                return Some((count, *says));
            }
        }
    }
    None
}

/// Errors in a long word with the same first letter: shorter ones are too near to names.
fn is_mistyped(token: &str, word: &str) -> bool {
    let forgiven = match word.len() {
        0..=7 => return false,
        8..=10 => 1,
        _ => 2,
    };
    token.len() >= 7
        && token.as_bytes().first() == word.as_bytes().first()
        && is_within(token.as_bytes(), word.as_bytes(), forgiven)
}

/// What is only understood beside something that is certain, one error in a short word among it (`samdi`, `ouvret`);
/// another word is left for the place.
fn take_doubtful(tokens: &mut [Token], heard: &mut Heard, question: &mut Question) {
    for at in 0..tokens.len() {
        let tied = |at: usize| tokens.get(at).is_some_and(|token| token.tied);
        let Some(token) = tokens.get(at).filter(|token| !token.taken && !tied(at) && !tied(at + 1)) else { continue };
        let left = |(place, other): (usize, &Token)| place != at && !other.taken && !is_small(&other.folded);
        let Some(says) = doubtful(&token.folded).filter(|_| tokens.iter().enumerate().any(left)) else { continue };
        heard.take(says, question);
        if let Some(token) = tokens.get_mut(at) {
            token.taken = true;
        }
    }
}

fn doubtful(token: &str) -> Option<Says> {
    let same = |(word, _): &&(&str, Says)| *word == token;
    let near = |(word, _): &&(&str, Says)| {
        (6..8).contains(&word.len())
            && token.len() >= 5
            && token.as_bytes().first() == word.as_bytes().first()
            && is_within(token.as_bytes(), word.as_bytes(), 1)
    };
    DOUBTFUL.iter().find(same).or_else(|| PHRASES.iter().find(near)).map(|(_, says)| *says)
}

/// Says nothing of a place by itself.
fn is_small(word: &str) -> bool {
    [BEFORE, AFTER, ALONE].iter().any(|words| words.contains(&word))
}

/// `25 décembre`, `1er mai`, `december 25`.
fn date(tokens: &[Token]) -> Option<(usize, Says)> {
    let [first, second, ..] = tokens else { return None };
    let month = |word: &str| (1_u8..).zip(MONTHS).find(|(_, names)| names.contains(&word)).map(|(number, _)| number);
    let day = |word: &str| {
        let digits = ["er", "st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
        digits.parse::<u8>().ok().filter(|day| (1..=31).contains(day))
    };
    let (first, second) = (first.folded.as_str(), second.folded.as_str());
    let (day, month) = day(first).zip(month(second)).or_else(|| day(second).zip(month(first)))?;
    // Of a leap year, so that every day of the calendar is one.
    Date::new(2024, month, day).map(|_| (2, Says::Day(Day::Date { month, day })))
}

/// `20h`, `20h30`, `20 h 30`, `20:30`, `8pm`, `8 pm`, `vers 20 h`.
fn hour(tokens: &[Token]) -> Option<(usize, Says)> {
    let lead = TOWARDS.iter().find_map(|phrase| begins(tokens, phrase)).unwrap_or(tokens.len());
    let lead = tokens.len() - lead;
    let [first, rest @ ..] = tokens.get(lead..)? else { return None };
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
    Some((lead + count, Says::At(Hour::parse(&typed).ok()?)))
}

/// How many tokens are left after a phrase that they begin with.
fn begins(tokens: &[Token], phrase: &str) -> Option<usize> {
    let mut words = tokens.iter().map(|token| token.folded.as_str());
    phrase.split(' ').all(|word| words.next() == Some(word)).then(|| words.len())
}

/// A stretch of the text without what leads to it and, where something `follows`, without what leads to that; `None`
/// where nothing is left.
fn trimmed<'a>(mut tokens: &[Token], said: bool, follows: bool, text: &'a str) -> Option<&'a str> {
    if said && tokens.iter().all(|token| is_small(&token.folded)) {
        return None;
    }
    loop {
        let rest = LEADS.iter().chain(BEFORE.iter().filter(|_| said)).find_map(|phrase| begins(tokens, phrase));
        let Some(left) = rest.filter(|left| *left > 0) else { break };
        tokens = tokens.get(tokens.len() - left..)?;
    }
    while let [start @ .., last] = tokens
        && follows
        && !start.is_empty()
        && !last.tied
        && AFTER.contains(&last.folded.as_str())
    {
        tokens = start;
    }
    text.get(tokens.first()?.from..tokens.last()?.to)
}

#[cfg(test)]
mod tests;
