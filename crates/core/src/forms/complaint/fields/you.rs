//! Who declares, in which quality, and how they are reached.

use super::{choice, explained, ticked};
use crate::{
    domain::{
        contact::{Email, Phone},
        flaw::FlawKind,
    },
    form::{
        answers::{Answers, At},
        field::{Choice, Control, Field, Keyboard, Retold, Spec},
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
    Spec::new("declarant", Control::Choice(choices), Word::DeclarantLabel, Word::DeclarantMissing)
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

pub(super) const fn email(name: &'static str, label: Word, missing: Word) -> Spec {
    let control = Control::Line { max: Email::MAX, keyboard: Keyboard::Email };
    Spec { hint: Some(Word::EmailHint), ..Spec::new(name, control, label, missing) }
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
        retold: Retold::Not,
        ..email("email_again", Word::EmailAgainLabel, Word::EmailAgainMissing)
    },
    parse: |typed, _| Email::parse(typed),
};

/// Telephone.
pub static PHONE: Field<Phone> = Field {
    spec: Spec {
        autocomplete: "tel",
        hint: Some(Word::PhoneHint),
        ..Spec::new("phone", TELEPHONE, Word::PhoneLabel, Word::PhoneMissing)
    },
    parse: |typed, _| Phone::parse(typed),
};

/// Another one.
pub static OTHER_PHONE: Field<Phone> = Field {
    spec: Spec::optional("other_phone", TELEPHONE, Word::OtherPhoneLabel, None),
    parse: |typed, _| Phone::parse(typed),
};

/// The service may write an e-mail.
pub static MAY_EMAIL: Field<()> =
    Field { spec: Spec::optional("may_email", Control::Tick, Word::MayEmailLabel, None), parse: ticked };

/// The service may write a text message.
pub static MAY_TEXT: Field<()> =
    Field { spec: Spec::optional("may_text", Control::Tick, Word::MayTextLabel, None), parse: ticked };
