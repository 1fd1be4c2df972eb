//! A person: whoever declares, and whom a guardian declares for. One group of fields.

use super::{
    CountryFields, choice,
    country::{self, country_fields},
    line, token,
};
use crate::{
    domain::{
        choice::Town,
        flaw::FlawKind,
        person::{AdultBirthDate, Civility, Family},
        prose,
        term::Term,
    },
    form::field::{Control, Field, Spec, TermList},
    text::Word,
};

/// A civil status.
pub struct PersonFields {
    /// How to address them.
    pub civility: Field<Civility>,
    /// Name at birth.
    pub birth_name: Field<String>,
    /// Everyday name.
    pub usage_name: Field<String>,
    /// First names.
    pub first_names: Field<String>,
    /// Day of birth.
    pub birth_date: Field<AdultBirthDate>,
    /// Country of birth.
    pub birth_country: CountryFields,
    /// Commune of birth, in France.
    pub birth_town: Field<Town>,
    /// Town of birth, abroad.
    pub birth_town_abroad: Field<Town>,
    /// Nationality.
    pub nationality: CountryFields,
    /// Family situation.
    pub family: Field<Family>,
    /// Trade.
    pub job: Field<Term>,
}

macro_rules! person_fields {
    ($prefix:literal, $own:literal) => {
        PersonFields {
            civility: Field {
                spec: Spec {
                    autocomplete: token($own, "honorific-prefix"),
                    ..Spec::new(
                        concat!($prefix, "civility"),
                        Control::Choice(&[choice("madam", Word::CivilityMadam), choice("sir", Word::CivilitySir)]),
                        Word::CivilityLabel,
                        Word::CivilityMissing,
                    )
                },
                parse: meaning! { "madam" => Civility::Madam, "sir" => Civility::Sir },
            },
            birth_name: Field {
                spec: Spec {
                    autocomplete: token($own, "family-name"),
                    hint: Some(Word::BirthNameHint),
                    ..Spec::new(concat!($prefix, "birth_name"), line(70), Word::BirthNameLabel, Word::BirthNameMissing)
                },
                parse: one_line!(70),
            },
            usage_name: Field {
                spec: Spec::optional(
                    concat!($prefix, "usage_name"),
                    line(70),
                    Word::UsageNameLabel,
                    Some(Word::UsageNameHint),
                ),
                parse: one_line!(70),
            },
            first_names: Field {
                spec: Spec {
                    autocomplete: token($own, "given-name"),
                    hint: Some(Word::FirstNamesHint),
                    ..Spec::new(
                        concat!($prefix, "first_names"),
                        line(40),
                        Word::FirstNamesLabel,
                        Word::FirstNamesMissing,
                    )
                },
                parse: one_line!(40),
            },
            birth_date: Field {
                spec: Spec {
                    autocomplete: token($own, "bday"),
                    hint: Some(Word::BirthDateHint),
                    ..Spec::new(
                        concat!($prefix, "birth_date"),
                        Control::Date,
                        Word::BirthDateLabel,
                        Word::BirthDateMissing,
                    )
                },
                parse: AdultBirthDate::parse,
            },
            birth_country: country_fields(
                concat!($prefix, "birth_in_france"),
                concat!($prefix, "birth_country"),
                Word::BirthCountryLabel,
                country::IN_FRANCE,
            ),
            birth_town: Field {
                spec: Spec {
                    hint: Some(Word::TownHint),
                    ..Spec::new(
                        concat!($prefix, "birth_town"),
                        Control::Municipality { on_map: false },
                        Word::BirthTownLabel,
                        Word::BirthTownMissing,
                    )
                },
                parse: |answer, _| Town::parse(answer),
            },
            birth_town_abroad: Field {
                spec: Spec::new(
                    concat!($prefix, "birth_town_abroad"),
                    line(Town::MAX),
                    Word::BirthTownAbroadLabel,
                    Word::BirthTownMissing,
                ),
                parse: |typed, _| Town::named(typed),
            },
            nationality: country_fields(
                concat!($prefix, "french"),
                concat!($prefix, "nationality"),
                Word::NationalityLabel,
                country::IS_FRENCH,
            ),
            family: Field {
                spec: Spec::new(
                    concat!($prefix, "family"),
                    Control::Choice(&[
                        choice("single", Word::FamilySingle),
                        choice("cohabiting", Word::FamilyCohabiting),
                        choice("married", Word::FamilyMarried),
                        choice("partnered", Word::FamilyPartnered),
                        choice("divorced", Word::FamilyDivorced),
                        choice("widowed", Word::FamilyWidowed),
                    ]),
                    Word::FamilyLabel,
                    Word::FamilyMissing,
                ),
                parse: meaning! {
                    "single" => Family::Single,
                    "cohabiting" => Family::Cohabiting,
                    "married" => Family::Married,
                    "partnered" => Family::Partnered,
                    "divorced" => Family::Divorced,
                    "widowed" => Family::Widowed,
                },
            },
            job: Field {
                spec: Spec {
                    hint: Some(Word::JobHint),
                    ..Spec::new(
                        concat!($prefix, "job"),
                        Control::Term(TermList::Jobs),
                        Word::JobLabel,
                        Word::JobMissing,
                    )
                },
                parse: |typed, _| Term::parse(typed),
            },
        }
    };
}

/// Whoever declares.
pub static ME: PersonFields = person_fields!("", true);
/// The protected adult for whom a guardian declares.
pub static REPRESENTED: PersonFields = person_fields!("represented_", false);
