//! What else helps: authors, witnesses, the police, recordings.

use super::{YES_OR_NO, choice, line, yes_or_no};
use crate::{
    domain::{
        complaint::Footage,
        contact::{Email, Phone},
        date::Date,
        flaw::FlawKind,
        prose,
    },
    form::field::{Control, Field, Keyboard, NO, Spec, YES},
    text::Word,
};

/// Is anything known of the authors?
pub static SUSPECTS: Field<bool> = Field {
    spec: Spec {
        hint: Some(Word::SuspectsHint),
        ..Spec::new("suspects", YES_OR_NO, Word::SuspectsLabel, Word::SuspectsMissing)
    },
    parse: yes_or_no,
};

/// A choice that is told in French as it is kept.
macro_rules! told {
    ($name:literal, $label:ident, $($value:literal => $word:ident),+ $(,)?) => {
        Field {
            spec: Spec::optional($name, Control::Select(&[$(choice($value, Word::$word)),+]), Word::$label, None),
            parse: meaning! { $($value => $value),+ },
        }
    };
}

/// How many they were.
pub static SUSPECT_COUNT: Field<&'static str> = told! {
    "suspect_count", SuspectCountLabel,
    "une personne" => SuspectCountOne,
    "deux personnes" => SuspectCountTwo,
    "trois personnes ou plus" => SuspectCountMore,
};

/// Men or women.
pub static SUSPECT_SEX: Field<&'static str> = told! {
    "suspect_sex", SuspectSexLabel,
    "homme" => SuspectSexMan,
    "femme" => SuspectSexWoman,
    "hommes et femmes" => SuspectSexBoth,
};

/// Apparent age.
pub static SUSPECT_AGE: Field<&'static str> = told! {
    "suspect_age", SuspectAgeLabel,
    "moins de 18 ans" => SuspectAgeMinor,
    "18 à 25 ans" => SuspectAgeYoung,
    "25 à 40 ans" => SuspectAgeAdult,
    "40 à 60 ans" => SuspectAgeOlder,
    "plus de 60 ans" => SuspectAgeOld,
};

/// Height.
pub static SUSPECT_HEIGHT: Field<&'static str> = told! {
    "suspect_height", SuspectHeightLabel,
    "moins de 1,65 m" => SuspectHeightSmall,
    "1,65 à 1,80 m" => SuspectHeightMedium,
    "plus de 1,80 m" => SuspectHeightTall,
};

/// Build.
pub static SUSPECT_BUILD: Field<&'static str> = told! {
    "suspect_build", SuspectBuildLabel,
    "mince" => SuspectBuildThin,
    "moyenne" => SuspectBuildMedium,
    "forte" => SuspectBuildLarge,
};

const fn words(name: &'static str, label: Word, hint: Word) -> Spec {
    Spec::optional(name, line(60), label, Some(hint))
}

/// Hair.
pub static SUSPECT_HAIR: Field<String> =
    Field { spec: words("suspect_hair", Word::SuspectHairLabel, Word::SuspectHairHint), parse: one_line!(60) };

/// Eyes.
pub static SUSPECT_EYES: Field<String> =
    Field { spec: words("suspect_eyes", Word::SuspectEyesLabel, Word::SuspectEyesHint), parse: one_line!(60) };

/// Clothes.
pub static SUSPECT_CLOTHES: Field<String> =
    Field { spec: words("suspect_clothes", Word::SuspectClothesLabel, Word::SuspectClothesHint), parse: one_line!(60) };

/// Marks.
pub static SUSPECT_MARKS: Field<String> =
    Field { spec: words("suspect_marks", Word::SuspectMarksLabel, Word::SuspectMarksHint), parse: one_line!(60) };

/// Where they went.
pub static SUSPECT_FLIGHT: Field<String> =
    Field { spec: words("suspect_flight", Word::SuspectFlightLabel, Word::SuspectFlightHint), parse: one_line!(60) };

/// Longest description of the authors, in characters, with everything that the guide wrote.
pub const MAX_SUSPECTS: usize = 300;

/// What else is known of them.
pub static SUSPECTS_TEXT: Field<String> = Field {
    spec: Spec {
        missing: Word::SuspectsTextMissing,
        ..Spec::optional(
            "suspects_text",
            Control::Lines { max: MAX_SUSPECTS },
            Word::SuspectsTextLabel,
            Some(Word::SuspectsTextHint),
        )
    },
    parse: |typed, _| prose::lines(typed, 1, MAX_SUSPECTS),
};

/// Did somebody see it?
pub static WITNESSES: Field<bool> = Field {
    spec: Spec {
        hint: Some(Word::WitnessesHint),
        ..Spec::new("witnesses", YES_OR_NO, Word::WitnessesLabel, Word::WitnessesMissing)
    },
    parse: yes_or_no,
};

/// Who.
pub static WITNESS: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::WitnessHint),
        ..Spec::new("witness", Control::Lines { max: 200 }, Word::WitnessLabel, Word::WitnessMissing)
    },
    parse: |typed, _| prose::lines(typed, 1, 200),
};

/// E-mail address of the witness.
pub static WITNESS_EMAIL: Field<Email> = Field {
    spec: Spec::optional(
        "witness_email",
        Control::Line { max: Email::MAX, keyboard: Keyboard::Email },
        Word::WitnessEmailLabel,
        None,
    ),
    parse: |typed, _| Email::parse(typed),
};

/// Telephone of the witness.
pub static WITNESS_PHONE: Field<Phone> = Field {
    spec: Spec::optional(
        "witness_phone",
        Control::Line { max: 40, keyboard: Keyboard::Telephone },
        Word::WitnessPhoneLabel,
        None,
    ),
    parse: |typed, _| Phone::parse(typed),
};

/// Did the police or the gendarmerie come?
pub static POLICE_VISIT: Field<bool> = Field {
    spec: Spec::new("police_visit", YES_OR_NO, Word::PoliceVisitLabel, Word::PoliceVisitMissing),
    parse: yes_or_no,
};

/// Did they take traces?
pub static POLICE_FINDINGS: Field<bool> = Field {
    spec: Spec {
        hint: Some(Word::PoliceFindingsHint),
        ..Spec::new("police_findings", YES_OR_NO, Word::PoliceFindingsLabel, Word::PoliceFindingsMissing)
    },
    parse: yes_or_no,
};

/// Did they write a report?
pub static POLICE_REPORT: Field<bool> = Field {
    spec: Spec::new("police_report", YES_OR_NO, Word::PoliceReportLabel, Word::PoliceReportMissing),
    parse: yes_or_no,
};

/// The day of that report.
pub static POLICE_REPORT_DATE: Field<Date> = Field {
    spec: Spec::optional("police_report_date", Control::Date, Word::PoliceReportDateLabel, Some(Word::DateHint)),
    parse: |typed, _| Date::parse(typed),
};

/// Was it filmed? `Available` stands for yes, until it is said who holds the recording.
pub static CCTV: Field<Footage> = Field {
    spec: Spec {
        hint: Some(Word::CctvHint),
        ..Spec::new(
            "cctv",
            Control::Choice(&[choice(YES, Word::Yes), choice(NO, Word::No), choice(CCTV_UNKNOWN, Word::CctvUnknown)]),
            Word::CctvLabel,
            Word::CctvMissing,
        )
    },
    parse: meaning! { YES => Footage::Available, NO => Footage::None, CCTV_UNKNOWN => Footage::Unknown },
};

/// The answer "I do not know".
pub const CCTV_UNKNOWN: &str = "unknown";

/// Can the recording be given?
pub static CCTV_AVAILABLE: Field<bool> = Field {
    spec: Spec::new("cctv_available", YES_OR_NO, Word::CctvAvailableLabel, Word::CctvAvailableMissing),
    parse: yes_or_no,
};
