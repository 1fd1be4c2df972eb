//! Opening hours: what is known of them, and the weekly schedule where all of it is understood.
//!
//! [`reading`] reads the official written forms, [`wire`] is the line that travels in a station's row, [`clock`] answers
//! "is it open" and "until when".

use super::date::Date;
use super::place::one_line;

pub mod clock;
pub mod reading;
mod schedule;
pub mod wire;

pub use schedule::{Schedule, Span, minute_of_clock};

/// Minutes of a day on the wall; summer time's short and long days are dealt with in [`clock`].
pub const DAY: u16 = 24 * 60;

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weekday {
    /// Lundi.
    Monday,
    /// Mardi.
    Tuesday,
    /// Mercredi.
    Wednesday,
    /// Jeudi.
    Thursday,
    /// Vendredi.
    Friday,
    /// Samedi.
    Saturday,
    /// Dimanche.
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const WEEK: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// The weekday of a date.
    pub fn of(date: Date) -> Self {
        Self::from_monday(date.days_from_monday())
    }

    /// The day so many days after Monday; only the remainder by seven counts.
    pub fn from_monday(days: u8) -> Self {
        Self::WEEK.get(usize::from(days % 7)).copied().unwrap_or(Self::Monday)
    }
}

/// A day as the hours tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Day {
    /// A day of the week that is not a public holiday.
    Week(Weekday),
    /// A public holiday, whichever weekday it falls on.
    Holiday,
}

impl Day {
    /// The seven days, then holidays: the order in which hours are written and shown.
    pub const ALL: [Self; 8] = [
        Self::Week(Weekday::Monday),
        Self::Week(Weekday::Tuesday),
        Self::Week(Weekday::Wednesday),
        Self::Week(Weekday::Thursday),
        Self::Week(Weekday::Friday),
        Self::Week(Weekday::Saturday),
        Self::Week(Weekday::Sunday),
        Self::Holiday,
    ];
}

/// What is known of a station's hours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Hours {
    /// Nothing: the normal case in the official files.
    #[default]
    Unknown,
    /// Words that were not wholly understood, as one line: shown as they are, never computed with.
    Text(String),
    /// Every word was understood.
    Known(Schedule),
}

impl Hours {
    /// Words to be shown as they are; empty words are no hours.
    pub fn text(words: &str) -> Self {
        let line = one_line(words);
        if line.is_empty() { Self::Unknown } else { Self::Text(line) }
    }

    /// The schedule, where there is one.
    pub fn schedule(&self) -> Option<&Schedule> {
        match self {
            Self::Known(schedule) => Some(schedule),
            Self::Unknown | Self::Text(_) => None,
        }
    }

    /// True where nothing at all is known.
    pub fn is_unknown(&self) -> bool {
        *self == Self::Unknown
    }
}

#[cfg(test)]
mod clock_tests;
#[cfg(test)]
pub(crate) mod tests;
