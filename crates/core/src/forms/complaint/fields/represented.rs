//! For whom one declares who is somebody else: a child, a legal entity, a protected adult.

use super::{
    CountryFields, YES_OR_NO, choice,
    country::{self, country_fields},
    line, yes_or_no,
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
pub static CHILD_NAME: Field<String> = Field {
    spec: Spec::new("child_name", line(70), Word::ChildNameLabel, Word::ChildNameMissing),
    parse: one_line!(70),
};

/// The child's first names.
pub static CHILD_FIRST_NAMES: Field<String> = Field {
    spec: Spec::new("child_first_names", line(40), Word::ChildFirstNamesLabel, Word::ChildFirstNamesMissing),
    parse: one_line!(40),
};

/// The child's day of birth.
pub static CHILD_BIRTH_DATE: Field<MinorBirthDate> = Field {
    spec: Spec {
        hint: Some(Word::ChildBirthDateHint),
        ..Spec::new("child_birth_date", Control::Date, Word::BirthDateLabel, Word::ChildBirthDateMissing)
    },
    parse: MinorBirthDate::parse,
};

/// What whoever declares is to the child.
pub static CHILD_RELATION: Field<Relation> = Field {
    spec: Spec::new(
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
        ..Spec::new(
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
        ..Spec::new("entity_name", line(40), Word::EntityNameLabel, Word::EntityNameMissing)
    },
    parse: one_line!(40),
};

/// What whoever declares is in it.
pub static ENTITY_FUNCTION: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::EntityFunctionHint),
        autocomplete: "organization-title",
        ..Spec::new("entity_function", line(30), Word::EntityFunctionLabel, Word::EntityFunctionMissing)
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
    spec: Spec::new("entity_phone", TELEPHONE, Word::EntityPhoneLabel, Word::EntityPhoneMissing),
    parse: |typed, _| Phone::parse(typed),
};

/// Is its address that of whoever declares?
pub static ENTITY_SAME_ADDRESS: Field<bool> = Field {
    spec: Spec::new("entity_same_address", YES_OR_NO, Word::SameAddressLabel, Word::SameAddressMissing),
    parse: yes_or_no,
};

/// Does the protected adult live with whoever declares?
pub static REPRESENTED_SAME_ADDRESS: Field<bool> = Field {
    spec: Spec::new("represented_same_address", YES_OR_NO, Word::SameAddressLabel, Word::SameAddressMissing),
    parse: yes_or_no,
};

/// E-mail address of the protected adult.
pub static REPRESENTED_EMAIL: Field<Email> = Field {
    spec: Spec { optional: true, ..email("represented_email", Word::EmailLabel, Word::EmailLabel) },
    parse: |typed, _| Email::parse(typed),
};

/// Telephone of the protected adult.
pub static REPRESENTED_PHONE: Field<Phone> = Field {
    spec: Spec::optional("represented_phone", TELEPHONE, Word::RepresentedPhoneLabel, None),
    parse: |typed, _| Phone::parse(typed),
};
