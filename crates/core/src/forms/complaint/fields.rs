//! The fields of a complaint, one constant each. Lengths are those that agents' software accepts.

use crate::{
    domain::{
        choice::{Municipality, StationChoice},
        complaint::Offence,
        contact::{Email, Phone},
        date::{Date, Hour, Now},
        flaw::FlawKind,
        person::{AdultBirthDate, Civility},
        prose,
    },
    form::field::{Choice, Control, Field, Keyboard, NO, Spec, YES},
    text::Word,
};

const fn choice(value: &'static str, label: Word) -> Choice {
    Choice { value, label, hint: None }
}

const fn explained(value: &'static str, label: Word, hint: Word) -> Choice {
    Choice { value, label, hint: Some(hint) }
}

const fn line(max: usize) -> Control {
    Control::Line { max, keyboard: Keyboard::Text }
}

/// A text of one line, bounded by the constant that its control shows.
macro_rules! one_line {
    ($max:expr) => {
        |typed, _| prose::line(typed, $max)
    };
}

/// A choice: the kept value and what it means, side by side.
macro_rules! meaning {
    ($($value:pat => $meant:expr),+ $(,)?) => {
        |typed, _| match typed {
            "" => Err(FlawKind::Missing),
            $($value => Ok($meant),)+
            _ => Err(FlawKind::NotAChoice),
        }
    };
}

mod files;
mod goods;

pub use files::*;
pub use goods::*;

const fn spec(name: &'static str, control: Control, label: Word, missing: Word) -> Spec {
    Spec { name, control, autocomplete: "off", label, hint: None, missing, optional: false, doubt: None }
}

fn ticked(typed: &str, _: Now) -> Result<(), FlawKind> {
    if typed == YES { Ok(()) } else { Err(FlawKind::Missing) }
}

fn yes_or_no(typed: &str, _: Now) -> Result<bool, FlawKind> {
    match typed {
        YES => Ok(true),
        NO => Ok(false),
        "" => Err(FlawKind::Missing),
        _ => Err(FlawKind::NotAChoice),
    }
}

/// What happened, as a card; the text of the last card is asked beside it.
pub static OFFENCE: Field<Offence> = Field {
    spec: spec(
        "offence",
        Control::Choice(&[
            explained("theft", Word::OffenceTheft, Word::OffenceTheftHint),
            explained("damage", Word::OffenceDamage, Word::OffenceDamageHint),
            explained("stolen-card", Word::OffenceStolenCard, Word::OffenceStolenCardHint),
            explained("offline-scam", Word::OffenceOfflineScam, Word::OffenceOfflineScamHint),
            explained(OTHER, Word::OffenceOther, Word::OffenceOtherHint),
        ]),
        Word::OffenceLabel,
        Word::OffenceMissing,
    ),
    parse: meaning! {
        "theft" => Offence::Theft,
        "damage" => Offence::Damage,
        "stolen-card" => Offence::StolenCard,
        "offline-scam" => Offence::OfflineScam,
        OTHER => Offence::Other { text: String::new() },
    },
};

/// The value of every "other" choice.
pub const OTHER: &str = "other";

/// Which other offence.
pub static OFFENCE_TEXT: Field<String> = Field {
    spec: spec("offence_text", line(100), Word::OffenceTextLabel, Word::OffenceTextMissing),
    parse: one_line!(100),
};

/// First confirmation.
pub static IS_ADULT: Field<()> =
    Field { spec: spec("is_adult", Control::Tick, Word::IsAdultLabel, Word::IsAdultMissing), parse: ticked };

/// Second confirmation.
pub static IS_VICTIM: Field<()> =
    Field { spec: spec("is_victim", Control::Tick, Word::IsVictimLabel, Word::IsVictimMissing), parse: ticked };

/// Third confirmation.
pub static AUTHOR_UNKNOWN: Field<()> = Field {
    spec: Spec {
        hint: Some(Word::AuthorUnknownHint),
        ..spec("author_unknown", Control::Tick, Word::AuthorUnknownLabel, Word::AuthorUnknownMissing)
    },
    parse: ticked,
};

/// The legal notices were read.
pub static LAW_ACCEPTED: Field<()> = Field {
    spec: spec("law_accepted", Control::Tick, Word::LawAcceptedLabel, Word::LawAcceptedMissing),
    parse: ticked,
};

/// How to address the victim.
pub static CIVILITY: Field<Civility> = Field {
    spec: Spec {
        autocomplete: "honorific-prefix",
        ..spec(
            "civility",
            Control::Choice(&[choice("madam", Word::CivilityMadam), choice("sir", Word::CivilitySir)]),
            Word::CivilityLabel,
            Word::CivilityMissing,
        )
    },
    parse: meaning! { "madam" => Civility::Madam, "sir" => Civility::Sir },
};

/// Name at birth.
pub static BIRTH_NAME: Field<String> = Field {
    spec: Spec {
        autocomplete: "family-name",
        hint: Some(Word::BirthNameHint),
        ..spec("birth_name", line(70), Word::BirthNameLabel, Word::BirthNameMissing)
    },
    parse: one_line!(70),
};

/// Everyday name.
pub static USAGE_NAME: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::UsageNameHint),
        optional: true,
        ..spec("usage_name", line(70), Word::UsageNameLabel, Word::UsageNameLabel)
    },
    parse: one_line!(70),
};

/// First names.
pub static FIRST_NAMES: Field<String> = Field {
    spec: Spec {
        autocomplete: "given-name",
        hint: Some(Word::FirstNamesHint),
        ..spec("first_names", line(40), Word::FirstNamesLabel, Word::FirstNamesMissing)
    },
    parse: one_line!(40),
};

/// Day of birth.
pub static BIRTH_DATE: Field<AdultBirthDate> = Field {
    spec: Spec {
        autocomplete: "bday",
        hint: Some(Word::BirthDateHint),
        ..spec("birth_date", Control::Date, Word::BirthDateLabel, Word::BirthDateMissing)
    },
    parse: AdultBirthDate::parse,
};

/// Number and street of the home.
pub static HOME_ADDRESS: Field<String> = Field {
    spec: Spec {
        autocomplete: "street-address",
        hint: Some(Word::HomeAddressHint),
        ..spec("home_address", line(200), Word::HomeAddressLabel, Word::HomeAddressMissing)
    },
    parse: one_line!(200),
};

/// Commune of the home.
pub static HOME_MUNICIPALITY: Field<Municipality> = Field {
    spec: Spec {
        hint: Some(Word::MunicipalityHint),
        ..spec(
            "home_municipality",
            Control::Municipality { on_map: false },
            Word::HomeMunicipalityLabel,
            Word::MunicipalityMissing,
        )
    },
    parse: |answer, _| Municipality::parse(answer),
};

/// E-mail address.
pub static EMAIL: Field<Email> = Field {
    spec: Spec {
        autocomplete: "email",
        hint: Some(Word::EmailHint),
        ..spec(
            "email",
            Control::Line { max: Email::MAX, keyboard: Keyboard::Email },
            Word::EmailLabel,
            Word::EmailMissing,
        )
    },
    parse: |typed, _| Email::parse(typed),
};

/// Telephone.
pub static PHONE: Field<Phone> = Field {
    spec: Spec {
        autocomplete: "tel",
        hint: Some(Word::PhoneHint),
        ..spec("phone", Control::Line { max: 40, keyboard: Keyboard::Telephone }, Word::PhoneLabel, Word::PhoneMissing)
    },
    parse: |typed, _| Phone::parse(typed),
};

/// What happened, in words.
pub static DESCRIPTION: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::DescriptionHint),
        ..spec("description", Control::Lines { max: 1500 }, Word::DescriptionLabel, Word::DescriptionMissing)
    },
    parse: |typed, _| prose::lines(typed, 30, 1500),
};

/// Commune of the facts.
pub static FACTS_MUNICIPALITY: Field<Municipality> = Field {
    spec: Spec {
        hint: Some(Word::FactsMunicipalityHint),
        ..spec(
            "facts_municipality",
            Control::Municipality { on_map: true },
            Word::FactsMunicipalityLabel,
            Word::MunicipalityMissing,
        )
    },
    parse: |answer, _| Municipality::parse(answer),
};

/// Street, building or line of the facts.
pub static FACTS_ADDRESS: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::FactsAddressHint),
        optional: true,
        ..spec("facts_address", line(200), Word::FactsAddressLabel, Word::FactsAddressLabel)
    },
    parse: one_line!(200),
};

/// Is the day known?
pub static DATE_KNOWN: Field<bool> = Field {
    spec: spec(
        "date_known",
        Control::Choice(&[choice(YES, Word::Yes), choice(NO, Word::DateKnownNo)]),
        Word::DateKnownLabel,
        Word::DateKnownMissing,
    ),
    parse: yes_or_no,
};

const fn day(name: &'static str, label: Word, missing: Word) -> Spec {
    Spec { hint: Some(Word::DateHint), ..spec(name, Control::Date, label, missing) }
}

const fn hour(name: &'static str, label: Word, missing: Word) -> Spec {
    Spec { hint: Some(Word::HourHint), ..spec(name, Control::Hour, label, missing) }
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
    spec: spec(
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

/// The station.
pub static STATION: Field<StationChoice> = Field {
    spec: Spec { ..spec("station", Control::Station, Word::StationLabel, Word::StationMissing) },
    parse: |answer, _| StationChoice::parse(answer),
};
