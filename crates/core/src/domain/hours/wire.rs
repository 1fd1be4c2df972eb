//! The line in which hours travel inside a station's row.
//!
//! Empty: not known. `=24`: day and night, all days. `=` and groups joined by `;`: days (`1` Monday to `7` Sunday, `h`
//! holidays), a colon, spans joined by commas: `=12345:800-1200,1400-1900;67h:900-1200`. A day that is not named is
//! closed; a holiday that is not named is not said; `h` alone is closed. A time is its hours and two digits
//! of minutes, above `2400` where a span runs into the next day. Anything else is words, with a `~` before words that
//! would look like one of these.

use std::fmt::Write;

use super::{Day, Hours, Schedule, Span, Weekday};

const MARKS: [char; 8] = ['1', '2', '3', '4', '5', '6', '7', 'h'];

impl Hours {
    /// Writes the line.
    pub fn to_wire(&self) -> String {
        match self {
            Self::Unknown => String::new(),
            Self::Text(words) if words.starts_with(['=', '~']) => format!("~{words}"),
            Self::Text(words) => words.clone(),
            Self::Known(schedule) => write_schedule(schedule),
        }
    }

    /// Reads the line. A schedule that cannot be read, as a later version could write it, is not known.
    pub fn from_wire(line: &str) -> Self {
        match (line.strip_prefix('='), line.strip_prefix('~')) {
            (Some(schedule), _) => read_schedule(schedule).map_or(Self::Unknown, Self::Known),
            (None, Some(words)) => Self::text(words),
            (None, None) => Self::text(line),
        }
    }
}

fn write_schedule(schedule: &Schedule) -> String {
    if *schedule == Schedule::always() {
        return "=24".to_owned();
    }
    let mut line = "=".to_owned();
    for (place, day) in Day::ALL.into_iter().enumerate() {
        let said = |day: Day| schedule.day(day).filter(|spans| day == Day::Holiday || !spans.is_empty());
        let Some(spans) = said(day) else { continue };
        let same = |other: &Day| said(*other) == Some(spans);
        // A day like an earlier one was written with it.
        if Day::ALL.iter().take(place).any(same) {
            continue;
        }
        if line.len() > 1 {
            line.push(';');
        }
        line.extend(Day::ALL.iter().zip(MARKS).filter(|(other, _)| same(other)).map(|(_, mark)| mark));
        for (place, span) in spans.iter().enumerate() {
            let [from, to] = [span.from(), span.to()].map(|minute| minute / 60 * 100 + minute % 60);
            // Writing to a string cannot fail.
            let _ = write!(line, "{}{from}-{to}", if place == 0 { ':' } else { ',' });
        }
    }
    line
}

fn read_schedule(line: &str) -> Option<Schedule> {
    if line == "24" {
        return Some(Schedule::always());
    }
    let mut schedule = Schedule::default();
    for group in line.split(';').filter(|group| !group.is_empty()) {
        // Only holidays can be said without hours: a closed day of the week is not named.
        let (days, spans) = group.split_once(':').or((group == "h").then_some((group, "")))?;
        for mark in days.chars() {
            let day = match mark {
                'h' => {
                    schedule.close_on_holidays();
                    Day::Holiday
                }
                '1'..='7' => Day::Week(Weekday::from_monday(mark as u8 - b'1')),
                _ => return None,
            };
            for span in spans.split(',').filter(|span| !span.is_empty()) {
                let (from, to) = span.split_once('-')?;
                schedule.add(day, Span::new(minute(from)?, minute(to)?)?);
            }
        }
    }
    Some(schedule)
}

fn minute(text: &str) -> Option<u16> {
    let number: u16 = text.parse().ok().filter(|number| *number <= 4800)?;
    (number % 100 < 60).then_some(number / 100 * 60 + number % 100)
}
