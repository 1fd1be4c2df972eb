//! The official written forms of opening hours.
//!
//! `Lundi : 8h00-12h00 14h00-19h00 Mardi : fermé`, with spaces or `$` between the parts, `24h/24 - 7j/7`,
//! `Du lundi au vendredi de 8h à 12h et de 14h à 18h`, `Jours Fériés : 9h00-12h00`. Nothing is guessed: one word that
//! is not known, a time without a day, a day without hours, and the whole is kept as words.

use super::{DAY, Day, Hours, Schedule, Span, Weekday};

impl Hours {
    /// Reads hours as the official files and directories write them.
    pub fn read(written: &str) -> Self {
        let known = match tokens(written) {
            Some(tokens) if !tokens.is_empty() => read_tokens(&tokens).map(Self::Known),
            _ => None,
        };
        known.unwrap_or_else(|| Self::text(&written.replace('$', " ")))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Day(Day),
    /// A time that says it is one: `8h`, `8:00`.
    Time(u16),
    /// A figure alone: an hour only where the time after it says so, as in `8-12h`.
    Figure(u16),
    /// `-`, `au`, `à`: from one to another, and between parts.
    To,
    /// `,`, `et`, `/`: between parts.
    And,
    /// `$`, a line's end: between parts, never between two days.
    Break,
    Colon,
    Closed,
    /// `24h/24`.
    AllDay,
    /// `7j/7`, `tous les jours`.
    Everyday,
}

/// Cuts the text; `None` where a word is not known.
fn tokens(written: &str) -> Option<Vec<Token>> {
    let plain: String = written.chars().flat_map(char::to_lowercase).map(without_accent).collect();
    let mut rest = plain.as_str();
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        let same = |pattern: fn(char) -> bool| rest.find(|c| !pattern(c)).unwrap_or(rest.len());
        let length = if first.is_ascii_digit() {
            let (token, length) = number(rest)?;
            found.push(token);
            length
        } else if first.is_alphabetic() {
            let (word, _) = rest.split_at(same(char::is_alphabetic));
            let (token, length) = word_token(word, rest)?;
            found.extend(token);
            length
        } else {
            found.extend(match first {
                '$' | '\n' | '\r' => Some(Token::Break),
                c if c.is_whitespace() => None,
                '-' | '\u{2010}'..='\u{2015}' => Some(Token::To),
                ',' | ';' | '/' | '|' | '&' => Some(Token::And),
                ':' => Some(Token::Colon),
                '.' | '(' | ')' | '\'' => None,
                _ => return None,
            });
            first.len_utf8()
        };
        rest = rest.get(length..)?;
    }
    Some(found)
}

fn without_accent(c: char) -> char {
    match c {
        'à' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'û' | 'ù' => 'u',
        '’' => '\'',
        _ => c,
    }
}

/// A word, or a few that belong together, and how long it is; words that add nothing have no token.
fn word_token(word: &str, rest: &str) -> Option<(Option<Token>, usize)> {
    let week = |day| Some(Token::Day(Day::Week(day)));
    let many = [
        ("tous les jours feries", Token::Day(Day::Holiday)),
        ("jours feries", Token::Day(Day::Holiday)),
        ("jour ferie", Token::Day(Day::Holiday)),
        ("tous les jours", Token::Everyday),
    ];
    for (words, token) in many {
        let after = rest.strip_prefix(words);
        if after.is_some_and(|after| !after.starts_with(char::is_alphanumeric)) {
            return Some((Some(token), words.len()));
        }
    }
    let token = match word {
        "lundi" | "lundis" | "lun" => week(Weekday::Monday),
        "mardi" | "mardis" | "mar" => week(Weekday::Tuesday),
        "mercredi" | "mercredis" | "mer" => week(Weekday::Wednesday),
        "jeudi" | "jeudis" | "jeu" => week(Weekday::Thursday),
        "vendredi" | "vendredis" | "ven" => week(Weekday::Friday),
        "samedi" | "samedis" | "sam" => week(Weekday::Saturday),
        "dimanche" | "dimanches" | "dim" => week(Weekday::Sunday),
        "feries" | "ferie" | "jf" => Some(Token::Day(Day::Holiday)),
        "au" | "a" => Some(Token::To),
        "et" | "puis" => Some(Token::And),
        "ferme" | "fermee" | "fermes" => Some(Token::Closed),
        "midi" => Some(Token::Time(DAY / 2)),
        "minuit" => Some(Token::Time(DAY)),
        "de" | "du" | "des" | "le" | "les" | "ouvert" | "ouverte" | "horaires" | "ouverture" => None,
        _ => return None,
    };
    Some((token, word.len()))
}

/// A time, `24h/24` or `7j/7`, and how long it is.
fn number(text: &str) -> Option<(Token, usize)> {
    let mut scan = Scan(text);
    let figure = scan.figure()?;
    let taken = |scan: &Scan<'_>| text.len() - scan.0.len();
    let mut ratio = Scan(scan.0);
    let unit = match figure {
        24 => ratio.skip_one(&["heures", "h"]),
        7 => ratio.skip_one(&["jours", "j"]),
        _ => false,
    };
    if matches!(figure, 7 | 24) && ratio.skip_one(&["/", "sur"]) && ratio.figure() == Some(figure) {
        let _ = ratio.skip_one(if figure == 24 { &["heures", "h"] } else { &["jours", "j"] });
        return Some((if figure == 24 { Token::AllDay } else { Token::Everyday }, taken(&ratio)));
    }
    if unit && figure == 7 {
        return None;
    }
    // A colon with figures behind it: "8 : 30" is a time, "lundi 8 : " is not anything.
    let mut clock = Scan(scan.0);
    if clock.skip_one(&["heures", "heure", "hrs", "h"]) {
        let hours = clock.0;
        // "8h 12h" is two times: minutes are two figures that no unit follows.
        let minutes = clock.two_figures().filter(|_| !clock.starts_unit());
        if minutes.is_none() {
            clock.0 = hours;
        } else {
            let _ = clock.skip_one(&["min", "mn"]);
        }
        return Some((Token::Time(clock_minutes(figure, minutes.unwrap_or(0))?), taken(&clock)));
    }
    if let Some(after) = scan.0.strip_prefix(':') {
        clock.0 = after;
        if let Some(minutes) = clock.two_figures() {
            if let Some(seconds) = clock.0.strip_prefix(":00") {
                clock.0 = seconds;
            }
            return Some((Token::Time(clock_minutes(figure, minutes)?), taken(&clock)));
        }
    }
    Some((Token::Figure(clock_minutes(figure, 0)?), taken(&scan)))
}

fn clock_minutes(hours: u16, minutes: u16) -> Option<u16> {
    (minutes < 60 && hours * 60 + minutes <= DAY).then_some(hours * 60 + minutes)
}

/// The text that is left.
struct Scan<'a>(&'a str);

impl Scan<'_> {
    /// One or two figures, not more.
    fn figure(&mut self) -> Option<u16> {
        let text = self.0.trim_start_matches(' ');
        let length = text.bytes().take_while(u8::is_ascii_digit).count();
        let (figures, rest) = text.split_at(length);
        let value = (1..=2).contains(&length).then(|| figures.parse().ok()).flatten()?;
        self.0 = rest;
        Some(value)
    }

    fn two_figures(&mut self) -> Option<u16> {
        let figures = self.0.trim_start_matches(' ').bytes().take_while(u8::is_ascii_digit).count();
        if figures == 2 { self.figure() } else { None }
    }

    /// Skips the first of some words that stands here, after spaces; a word of letters must end there.
    fn skip_one(&mut self, words: &[&str]) -> bool {
        let text = self.0.trim_start_matches(' ');
        let rest = words.iter().find_map(|word| {
            let rest = text.strip_prefix(word)?;
            let cut = word.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic);
            (!cut).then_some(rest)
        });
        if let Some(rest) = rest {
            self.0 = rest;
        }
        rest.is_some()
    }

    fn starts_unit(&self) -> bool {
        self.0.trim_start_matches(' ').starts_with(['h', ':'])
    }
}

/// The days that the next hours are for.
#[derive(Default)]
struct Group {
    days: Vec<Day>,
    /// A colon followed the days: the next thing must be hours.
    colon: bool,
    /// Hours or "closed" were read for them.
    said: bool,
}

fn read_tokens(tokens: &[Token]) -> Option<Schedule> {
    let words: Vec<Token> =
        tokens.iter().copied().filter(|t| !matches!(t, Token::To | Token::And | Token::Break | Token::Colon)).collect();
    match words.as_slice() {
        [Token::AllDay] | [Token::AllDay, Token::Everyday] | [Token::Everyday, Token::AllDay] => {
            return Some(Schedule::always());
        }
        [Token::Closed] | [Token::Everyday, Token::Closed] => {
            let mut closed = Schedule::default();
            closed.close_on_holidays();
            return Some(closed);
        }
        _ => {}
    }
    let (mut spans, mut closed) = (Vec::new(), Vec::new());
    let mut group = Group::default();
    let mut rest = tokens;
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        match *token {
            Token::Day(_) | Token::Everyday => {
                if group.said {
                    group = Group::default();
                }
                if group.colon {
                    return None;
                }
                match (*token, after) {
                    (Token::Day(Day::Week(first)), [Token::To, Token::Day(Day::Week(last)), after @ ..]) => {
                        rest = after;
                        group.days.extend(range(first, *last).map(Day::Week));
                    }
                    // "From Monday to the holidays": nobody can say which days these are.
                    (_, [Token::To, Token::Day(_), ..]) => return None,
                    (Token::Day(day), _) => group.days.push(day),
                    _ => group.days.extend(Weekday::WEEK.map(Day::Week)),
                }
            }
            Token::Time(from) | Token::Figure(from) => {
                let [Token::To, Token::Time(to), after @ ..] = after else { return None };
                rest = after;
                let span = Span::of_clocks(from % DAY, *to)?;
                group.said = true;
                spans.extend(group.days.iter().map(|day| (*day, span)));
            }
            Token::AllDay => {
                group.said = true;
                spans.extend(group.days.iter().map(|day| (*day, Span::ALL_DAY)));
            }
            Token::Closed => {
                group.said = true;
                closed.extend_from_slice(&group.days);
            }
            Token::Colon if group.days.is_empty() || group.colon || group.said => return None,
            Token::Colon => group.colon = true,
            Token::Break if !group.days.is_empty() && !group.said && !group.colon => return None,
            // Between two parts; "lundi - 8h" would be as good as "lundi : 8h".
            Token::To | Token::And | Token::Break => {}
        }
        if group.said && group.days.is_empty() {
            return None;
        }
    }
    // Hours of holidays alone say nothing of the week; open and closed at once is a contradiction.
    let whole = group.said && spans.iter().any(|(day, _)| *day != Day::Holiday);
    if !whole || spans.iter().any(|(day, _)| closed.contains(day)) {
        return None;
    }
    let mut schedule = Schedule::of(spans);
    if closed.contains(&Day::Holiday) {
        schedule.close_on_holidays();
    }
    Some(schedule)
}

/// The days from one to another, round the end of the week if need be.
fn range(first: Weekday, last: Weekday) -> impl Iterator<Item = Weekday> {
    let (first, last) = (first as u8, last as u8);
    let count = (last + 7 - first) % 7;
    (0..=count).map(move |day| Weekday::from_monday(first + day))
}
