//! For whom one declares who is somebody else: a child, a legal entity, a protected adult.

use super::{
    CountryFields, YES_OR_NO, choice,
    country::{self, country_fields},
    line, may_be_empty, spec, yes_or_no,
    you::{TELEPHONE, email},
};
use crate::{
    domain::{
        contact::{Email, Phone},
        flaw::FlawKind,
        person::{MinorBirthDate, Relation},
        prose,
        siret::Siret,
    },
    form::field::{Control, Field, Keyboard, Spec},
    text::Word,
};

/// The child's name.
pub static CHILD_NAME: Field<String> =
    Field { spec: spec("child_name", line(70), Word::ChildNameLabel, Word::ChildNameMissing), parse: one_line!(70) };

/// The child's first names.
pub static CHILD_FIRST_NAMES: Field<String> = Field {
    spec: spec("child_first_names", line(40), Word::ChildFirstNamesLabel, Word::ChildFirstNamesMissing),
    parse: one_line!(40),
};

/// The child's day of birth.
pub static CHILD_BIRTH_DATE: Field<MinorBirthDate> = Field {
    spec: Spec {
        hint: Some(Word::ChildBirthDateHint),
        ..spec("child_birth_date", Control::Date, Word::BirthDateLabel, Word::ChildBirthDateMissing)
    },
    parse: MinorBirthDate::parse,
};

/// What whoever declares is to the child.
pub static CHILD_RELATION: Field<Relation> = Field {
    spec: spec(
        "child_relation",
        Control::Choice(&[
            choice("mother", Word::RelationMother),
            choice("father", Word::RelationFather),
            choice("authority", Word::RelationAuthority),
        ]),
        Word::RelationLabel,
        Word::RelationMissing,
    ),
    parse: meaning! { "mother" => Relation::Mother, "father" => Relation::Father, "authority" => Relation::Authority },
};

/// Number of the legal entity.
pub static SIRET: Field<Siret> = Field {
    spec: Spec {
        hint: Some(Word::SiretHint),
        ..spec(
            "siret",
            Control::Line { max: Siret::MAX, keyboard: Keyboard::Number },
            Word::SiretLabel,
            Word::SiretMissing,
        )
    },
    parse: |typed, _| Siret::parse(typed),
};

/// Name of the legal entity.
pub static ENTITY_NAME: Field<String> = Field {
    spec: Spec {
        autocomplete: "organization",
        ..spec("entity_name", line(40), Word::EntityNameLabel, Word::EntityNameMissing)
    },
    parse: one_line!(40),
};

/// What whoever declares is in it.
pub static ENTITY_FUNCTION: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::EntityFunctionHint),
        autocomplete: "organization-title",
        ..spec("entity_function", line(30), Word::EntityFunctionLabel, Word::EntityFunctionMissing)
    },
    parse: one_line!(30),
};

/// E-mail address of its contact.
pub static ENTITY_EMAIL: Field<Email> = Field {
    spec: Spec { optional: true, ..email("entity_email", Word::EntityEmailLabel, Word::EntityEmailLabel) },
    parse: |typed, _| Email::parse(typed),
};

/// Nationality of the legal entity.
pub static ENTITY_NATIONALITY: CountryFields =
    country_fields("entity_french", "entity_nationality", Word::NationalityLabel, country::IS_FRENCH);

/// Its telephone.
pub static ENTITY_PHONE: Field<Phone> = Field {
    spec: spec("entity_phone", TELEPHONE, Word::EntityPhoneLabel, Word::EntityPhoneMissing),
    parse: |typed, _| Phone::parse(typed),
};

/// Is its address that of whoever declares?
pub static ENTITY_SAME_ADDRESS: Field<bool> = Field {
    spec: spec("entity_same_address", YES_OR_NO, Word::SameAddressLabel, Word::SameAddressMissing),
    parse: yes_or_no,
};

/// Does the protected adult live with whoever declares?
pub static REPRESENTED_SAME_ADDRESS: Field<bool> = Field {
    spec: spec("represented_same_address", YES_OR_NO, Word::SameAddressLabel, Word::SameAddressMissing),
    parse: yes_or_no,
};

/// E-mail address of the protected adult.
pub static REPRESENTED_EMAIL: Field<Email> = Field {
    spec: Spec { optional: true, ..email("represented_email", Word::EmailLabel, Word::EmailLabel) },
    parse: |typed, _| Email::parse(typed),
};

/// Telephone of the protected adult.
pub static REPRESENTED_PHONE: Field<Phone> = Field {
    spec: may_be_empty("represented_phone", TELEPHONE, Word::RepresentedPhoneLabel, None),
    parse: |typed, _| Phone::parse(typed),
};
