//! When it happened.

use super::{choice, explained};
use crate::{
    domain::date::{Date, Hour},
    domain::flaw::FlawKind,
    form::field::{Control, Field, NO, Spec, YES},
    text::Word,
};

/// How well the day is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateKnown {
    /// It is one day.
    Exactly,
    /// It is between two days.
    Between,
    /// It was during a night.
    Night,
    /// It was since it was last seen.
    Since,
}

/// Is the day known?
pub static DATE_KNOWN: Field<DateKnown> = Field {
    spec: Spec::new(
        "date_known",
        Control::Choice(&[
            choice(YES, Word::DateKnownYes),
            explained(NIGHT, Word::DateKnownNight, Word::DateKnownNightHint),
            explained(SINCE, Word::DateKnownSince, Word::DateKnownSinceHint),
            choice(NO, Word::DateKnownNo),
        ]),
        Word::DateKnownLabel,
        Word::DateKnownMissing,
    ),
    parse: meaning! {
        YES => DateKnown::Exactly,
        NIGHT => DateKnown::Night,
        SINCE => DateKnown::Since,
        NO => DateKnown::Between,
    },
};

/// The answer "during a night".
pub const NIGHT: &str = "night";
/// The answer "since it was last seen".
pub const SINCE: &str = "since";

const fn day(name: &'static str, label: Word, missing: Word) -> Spec {
    Spec { hint: Some(Word::DateHint), ..Spec::new(name, Control::Date, label, missing) }
}

const fn hour(name: &'static str, label: Word, missing: Word) -> Spec {
    Spec { hint: Some(Word::HourHint), ..Spec::new(name, Control::Hour, label, missing) }
}

/// The day.
pub static DATE: Field<Date> =
    Field { spec: day("date", Word::DateLabel, Word::DateMissing), parse: |typed, _| Date::parse(typed) };

/// The first day it can have been.
pub static FIRST_DATE: Field<Date> = Field {
    spec: day("first_date", Word::FirstDateLabel, Word::FirstDateMissing),
    parse: |typed, _| Date::parse(typed),
};

/// The last day it can have been.
pub static LAST_DATE: Field<Date> =
    Field { spec: day("last_date", Word::LastDateLabel, Word::LastDateMissing), parse: |typed, _| Date::parse(typed) };

/// Hour of the first day.
pub static FIRST_DATE_HOUR: Field<Hour> = Field {
    spec: Spec { optional: true, ..hour("first_date_hour", Word::FirstDateHourLabel, Word::FirstDateHourLabel) },
    parse: |typed, _| Hour::parse(typed),
};

/// Hour of the last day.
pub static LAST_DATE_HOUR: Field<Hour> = Field {
    spec: Spec { optional: true, ..hour("last_date_hour", Word::LastDateHourLabel, Word::LastDateHourLabel) },
    parse: |typed, _| Hour::parse(typed),
};

/// How well the hour is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HourKnown {
    /// To the minute.
    Exactly,
    /// Between two hours.
    Roughly,
    /// Not at all.
    Unknown,
}

/// Is the hour known?
pub static HOUR_KNOWN: Field<HourKnown> = Field {
    spec: Spec::new(
        "hour_known",
        Control::Choice(&[
            choice(YES, Word::Yes),
            choice(ROUGHLY, Word::HourKnownRoughly),
            choice(NO, Word::HourKnownUnknown),
        ]),
        Word::HourKnownLabel,
        Word::HourKnownMissing,
    ),
    parse: meaning! { YES => HourKnown::Exactly, ROUGHLY => HourKnown::Roughly, NO => HourKnown::Unknown },
};

/// The answer "between two hours".
pub const ROUGHLY: &str = "roughly";

/// The hour.
pub static HOUR: Field<Hour> =
    Field { spec: hour("hour", Word::HourLabel, Word::HourMissing), parse: |typed, _| Hour::parse(typed) };

/// The earliest hour.
pub static FIRST_HOUR: Field<Hour> = Field {
    spec: hour("first_hour", Word::FirstHourLabel, Word::FirstHourMissing),
    parse: |typed, _| Hour::parse(typed),
};

/// The latest hour.
pub static LAST_HOUR: Field<Hour> =
    Field { spec: hour("last_hour", Word::LastHourLabel, Word::LastHourMissing), parse: |typed, _| Hour::parse(typed) };

/// The day on whose evening the night began.
pub static NIGHT_DATE: Field<Date> = Field {
    spec: Spec {
        hint: Some(Word::NightDateHint),
        ..Spec::new("night_date", Control::Date, Word::NightDateLabel, Word::NightDateMissing)
    },
    parse: |typed, _| Date::parse(typed),
};

/// The day on which it was last seen.
pub static SEEN_DATE: Field<Date> = Field {
    spec: day("seen_date", Word::LastSeenDateLabel, Word::LastSeenDateMissing),
    parse: |typed, _| Date::parse(typed),
};

/// The hour at which it was last seen.
pub static SEEN_HOUR: Field<Hour> = Field {
    spec: Spec { optional: true, ..hour("seen_hour", Word::LastSeenHourLabel, Word::LastSeenHourLabel) },
    parse: |typed, _| Hour::parse(typed),
};

/// The day on which it was found.
pub static FOUND_DATE: Field<Date> = Field {
    spec: day("found_date", Word::FoundDateLabel, Word::FoundDateMissing),
    parse: |typed, _| Date::parse(typed),
};

/// The hour at which it was found.
pub static FOUND_HOUR: Field<Hour> = Field {
    spec: Spec { optional: true, ..hour("found_hour", Word::FoundHourLabel, Word::FoundHourLabel) },
    parse: |typed, _| Hour::parse(typed),
};
