//! Who declares, and whom they declare for. A person and an address are asked for of several: each is one group of fields.

use super::{choice, explained, line, may_be_empty, spec, ticked};
use crate::{
    domain::{
        choice::Town,
        contact::{Email, Phone},
        flaw::FlawKind,
        person::{AdultBirthDate, Civility, Family},
        prose,
        term::Term,
    },
    form::{
        answers::{Answers, At},
        field::{Choice, Control, Field, Keyboard, Spec, TermList},
    },
    text::Word,
};

/// In which quality somebody declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// As the victim.
    Victim,
    /// For their own minor child.
    Parent,
    /// For a legal entity.
    Entity,
    /// For a protected adult.
    Guardian,
}

const VICTIM: Choice = choice("victim", Word::DeclarantVictim);
const PARENT: Choice = choice(PARENT_VALUE, Word::DeclarantParent);
const ENTITY_REPRESENTATIVE: Choice = explained(ENTITY_VALUE, Word::DeclarantEntity, Word::DeclarantEntityHint);

/// The value of "for a legal entity".
pub const ENTITY_VALUE: &str = "entity";
/// The answer of a parent who declares for a child.
pub const PARENT_VALUE: &str = "parent";

const fn declarant(choices: &'static [Choice]) -> Spec {
    spec("declarant", Control::Choice(choices), Word::DeclarantLabel, Word::DeclarantMissing)
}

/// For whom it is declared.
pub static DECLARANT: Field<Quality> =
    Field { spec: declarant(&[VICTIM, PARENT, ENTITY_REPRESENTATIVE]), parse: |typed, _| parse_quality(typed, false) };

/// The same question where the institution takes the declarations of guardians.
pub static DECLARANT_OR_GUARDIAN: Field<Quality> = Field {
    spec: declarant(&[
        VICTIM,
        PARENT,
        ENTITY_REPRESENTATIVE,
        explained("guardian", Word::DeclarantGuardian, Word::DeclarantGuardianHint),
    ]),
    parse: |typed, _| parse_quality(typed, true),
};

fn parse_quality(typed: &str, guardians: bool) -> Result<Quality, FlawKind> {
    match typed {
        "" => Err(FlawKind::Missing),
        "victim" => Ok(Quality::Victim),
        "parent" => Ok(Quality::Parent),
        ENTITY_VALUE => Ok(Quality::Entity),
        "guardian" if guardians => Ok(Quality::Guardian),
        _ => Err(FlawKind::NotAChoice),
    }
}

/// The quality that an answer stands for; none where it stands for none that the institution takes.
#[must_use]
pub fn quality_of(answer: &str, guardians: bool) -> Option<Quality> {
    parse_quality(answer, guardians).ok()
}

/// True where it is declared so, and the institution takes such declarations.
#[must_use]
pub fn declares_as(answers: &Answers, quality: Quality) -> bool {
    let answer = answers.get(At { field: DECLARANT.spec.name, item: None });
    quality_of(answer, answers.setting().guardians) == Some(quality)
}

/// True where it is declared for a legal entity.
#[must_use]
pub fn is_for_entity(answers: &Answers) -> bool {
    answers.get(At { field: DECLARANT.spec.name, item: None }) == ENTITY_VALUE
}

/// France, or a country that is asked for next.
pub struct CountryFields {
    /// In France?
    pub in_france: Field<bool>,
    /// Which other country.
    pub country: Field<Term>,
}

/// The value of "in France".
pub const FRANCE: &str = "france";
/// The value of "in another country".
pub const ABROAD: &str = "abroad";

/// The question whether it is France, and which country else. `$france` and `$abroad` are the words of the two answers.
macro_rules! country_fields {
    ($in_france:expr, $country:expr, $label:ident, $france:ident, $abroad:ident) => {
        CountryFields {
            in_france: Field {
                spec: spec(
                    $in_france,
                    Control::Choice(&[choice(FRANCE, Word::$france), choice(ABROAD, Word::$abroad)]),
                    Word::$label,
                    Word::CountryMissing,
                ),
                parse: meaning! { FRANCE => true, ABROAD => false },
            },
            country: Field {
                spec: Spec {
                    hint: Some(Word::CountryHint),
                    ..spec($country, Control::Term(TermList::Countries), Word::CountryLabel, Word::CountryMissing)
                },
                parse: |typed, _| Term::parse(typed),
            },
        }
    };
}

pub(super) use country_fields;

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

/// The autofill token where the browser may fill in what it knows of its owner.
const fn token(own: bool, token: &'static str) -> &'static str {
    if own { token } else { "off" }
}

macro_rules! person_fields {
    ($prefix:literal, $own:literal) => {
        PersonFields {
            civility: Field {
                spec: Spec {
                    autocomplete: token($own, "honorific-prefix"),
                    ..spec(
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
                    ..spec(concat!($prefix, "birth_name"), line(70), Word::BirthNameLabel, Word::BirthNameMissing)
                },
                parse: one_line!(70),
            },
            usage_name: Field {
                spec: may_be_empty(
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
                    ..spec(concat!($prefix, "first_names"), line(40), Word::FirstNamesLabel, Word::FirstNamesMissing)
                },
                parse: one_line!(40),
            },
            birth_date: Field {
                spec: Spec {
                    autocomplete: token($own, "bday"),
                    hint: Some(Word::BirthDateHint),
                    ..spec(concat!($prefix, "birth_date"), Control::Date, Word::BirthDateLabel, Word::BirthDateMissing)
                },
                parse: AdultBirthDate::parse,
            },
            birth_country: country_fields!(
                concat!($prefix, "birth_in_france"),
                concat!($prefix, "birth_country"),
                BirthCountryLabel,
                InFrance,
                InAnotherCountry
            ),
            birth_town: Field {
                spec: Spec {
                    hint: Some(Word::TownHint),
                    ..spec(
                        concat!($prefix, "birth_town"),
                        Control::Municipality { on_map: false },
                        Word::BirthTownLabel,
                        Word::BirthTownMissing,
                    )
                },
                parse: |answer, _| Town::parse(answer),
            },
            birth_town_abroad: Field {
                spec: spec(
                    concat!($prefix, "birth_town_abroad"),
                    line(Town::MAX),
                    Word::BirthTownAbroadLabel,
                    Word::BirthTownMissing,
                ),
                parse: |typed, _| Town::named(typed),
            },
            nationality: country_fields!(
                concat!($prefix, "french"),
                concat!($prefix, "nationality"),
                NationalityLabel,
                NationalityFrench,
                NationalityOther
            ),
            family: Field {
                spec: spec(
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
                    ..spec(concat!($prefix, "job"), Control::Term(TermList::Jobs), Word::JobLabel, Word::JobMissing)
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

/// Nationality of the legal entity.
pub static ENTITY_NATIONALITY: CountryFields =
    country_fields!("entity_french", "entity_nationality", NationalityLabel, NationalityFrench, NationalityOther);

/// An address, in France or elsewhere.
pub struct AddressFields {
    /// Which country.
    pub country: CountryFields,
    /// Number, street, building.
    pub street: Field<String>,
    /// Commune, in France.
    pub municipality: Field<Town>,
    /// Town, abroad.
    pub town: Field<Town>,
    /// Postal code, abroad.
    pub postal_code: Field<String>,
    /// State, province or region, abroad.
    pub region: Field<String>,
}

macro_rules! address_fields {
    ($prefix:literal, $own:literal, $country:ident, $hint:ident, $municipality:ident) => {
        AddressFields {
            country: country_fields!(
                concat!($prefix, "in_france"),
                concat!($prefix, "country"),
                $country,
                InFrance,
                InAnotherCountry
            ),
            street: Field {
                spec: Spec {
                    autocomplete: token($own, "street-address"),
                    hint: Some(Word::$hint),
                    ..spec(concat!($prefix, "address"), line(200), Word::HomeAddressLabel, Word::HomeAddressMissing)
                },
                parse: one_line!(200),
            },
            municipality: Field {
                spec: Spec {
                    hint: Some(Word::TownHint),
                    ..spec(
                        concat!($prefix, "municipality"),
                        Control::Municipality { on_map: false },
                        Word::$municipality,
                        Word::MunicipalityMissing,
                    )
                },
                parse: |answer, _| Town::parse(answer),
            },
            town: Field {
                spec: Spec {
                    autocomplete: token($own, "address-level2"),
                    ..spec(concat!($prefix, "town"), line(Town::MAX), Word::TownLabel, Word::TownMissing)
                },
                parse: |typed, _| Town::named(typed),
            },
            postal_code: Field {
                spec: Spec {
                    autocomplete: token($own, "postal-code"),
                    ..may_be_empty(concat!($prefix, "postal_code"), line(20), Word::PostalCodeLabel, None)
                },
                parse: one_line!(20),
            },
            region: Field {
                spec: Spec {
                    autocomplete: token($own, "address-level1"),
                    ..may_be_empty(concat!($prefix, "region"), line(50), Word::RegionLabel, None)
                },
                parse: one_line!(50),
            },
        }
    };
}

/// Where whoever declares lives.
pub static HOME: AddressFields =
    address_fields!("home_", true, ResidenceCountryLabel, HomeAddressHint, HomeMunicipalityLabel);
/// Where the legal entity is.
pub static ENTITY_ADDRESS: AddressFields =
    address_fields!("entity_", false, EntityCountryLabel, StreetHint, MunicipalityLabel);
/// Where the protected adult lives.
pub static REPRESENTED_ADDRESS: AddressFields =
    address_fields!("represented_", false, ResidenceCountryLabel, StreetHint, MunicipalityLabel);

pub(super) const fn email(name: &'static str, label: Word, missing: Word) -> Spec {
    let control = Control::Line { max: Email::MAX, keyboard: Keyboard::Email };
    Spec { hint: Some(Word::EmailHint), ..spec(name, control, label, missing) }
}

pub(super) const TELEPHONE: Control = Control::Line { max: 40, keyboard: Keyboard::Telephone };

/// E-mail address.
pub static EMAIL: Field<Email> = Field {
    spec: Spec { autocomplete: "email", ..email("email", Word::EmailLabel, Word::EmailMissing) },
    parse: |typed, _| Email::parse(typed),
};

/// The same again: a slip in it would cost the only way to write.
pub static EMAIL_AGAIN: Field<Email> = Field {
    spec: Spec {
        autocomplete: "email",
        hint: None,
        ..email("email_again", Word::EmailAgainLabel, Word::EmailAgainMissing)
    },
    parse: |typed, _| Email::parse(typed),
};

/// Telephone.
pub static PHONE: Field<Phone> = Field {
    spec: Spec {
        autocomplete: "tel",
        hint: Some(Word::PhoneHint),
        ..spec("phone", TELEPHONE, Word::PhoneLabel, Word::PhoneMissing)
    },
    parse: |typed, _| Phone::parse(typed),
};

/// Another one.
pub static OTHER_PHONE: Field<Phone> = Field {
    spec: may_be_empty("other_phone", TELEPHONE, Word::OtherPhoneLabel, None),
    parse: |typed, _| Phone::parse(typed),
};

/// The service may write an e-mail.
pub static MAY_EMAIL: Field<()> =
    Field { spec: may_be_empty("may_email", Control::Tick, Word::MayEmailLabel, None), parse: ticked };

/// The service may write a text message.
pub static MAY_TEXT: Field<()> =
    Field { spec: may_be_empty("may_text", Control::Tick, Word::MayTextLabel, None), parse: ticked };
