//! Whether this is the right service, who declares, and for whom.

use super::{
    super::{
        fields::{self as f, AddressFields, CountryFields, PersonFields, Quality},
        meaning as m,
    },
    answered, note, show, titled,
};
use crate::{
    form::{
        answers::Answers,
        field::{NO, Spec},
        step::{Part, Step, Tone},
    },
    orientation::service::Service,
    text::Word,
};

pub const CONDITIONS: Step = Step {
    slug: "conditions",
    name: Word::StepConditions,
    title: Word::ConditionsTitle,
    parts: |_, _| {
        vec![
            note(Tone::Plain, Word::ConditionsIntro),
            show(&f::IS_ADULT),
            show(&f::IS_VICTIM),
            show(&f::AUTHOR_UNKNOWN),
            Part::WayOut(Word::ConditionsWayOut),
            Part::Service(Service::Station, Word::ConditionsStation),
        ]
    },
    read: |reader| {
        m::conditions(reader);
    },
    repeat: None,
};

pub const NOTICES: Step = Step {
    slug: "mentions",
    name: Word::StepNotices,
    title: Word::NoticesTitle,
    parts: |_, _| {
        vec![
            note(Tone::Plain, Word::NoticesOption),
            titled(Tone::Folded, Word::NoticesHearingTitle, Word::NoticesHearing),
            titled(Tone::Folded, Word::NoticesRightsTitle, Word::NoticesRights),
            titled(Tone::Folded, Word::NoticesDataTitle, Word::NoticesData),
            titled(Tone::Careful, Word::NoticesFalseTitle, Word::NoticesFalse),
            show(&f::LAW_ACCEPTED),
        ]
    },
    read: |reader| {
        m::notices(reader);
    },
    repeat: None,
};

pub const DECLARANT: Step = Step {
    slug: "statut",
    name: Word::StepDeclarant,
    title: Word::DeclarantTitle,
    parts: |answers, _| {
        let question: &'static Spec =
            if answers.setting().guardians { &f::DECLARANT_OR_GUARDIAN.spec } else { &f::DECLARANT.spec };
        vec![Part::Field(question)]
    },
    read: |reader| {
        m::quality(reader);
    },
    repeat: None,
};

/// A step of whoever declares, about names.
pub const NAMES: Step = Step {
    slug: "identite",
    name: Word::StepIdentity,
    title: Word::IdentityTitle,
    parts: |_, _| names(&f::ME),
    read: |reader| {
        m::names(reader, &f::ME);
    },
    repeat: None,
};

pub const BIRTH: Step = Step {
    slug: "naissance",
    name: Word::StepBirth,
    title: Word::BirthTitle,
    parts: |answers, _| birth(answers, &f::ME),
    read: |reader| {
        m::birth(reader, &f::ME);
    },
    repeat: None,
};

pub const SITUATION: Step = Step {
    slug: "situation",
    name: Word::StepSituation,
    title: Word::SituationTitle,
    parts: |_, _| situation(&f::ME),
    read: |reader| {
        m::situation(reader, &f::ME);
    },
    repeat: None,
};

pub const ADDRESS: Step = Step {
    slug: "adresse",
    name: Word::StepAddress,
    title: Word::AddressTitle,
    parts: |answers, _| address(answers, &f::HOME),
    read: |reader| {
        m::address(reader, &f::HOME);
    },
    repeat: None,
};

pub const CONTACT: Step = Step {
    slug: "contact",
    name: Word::StepContact,
    title: Word::ContactTitle,
    parts: |answers, _| {
        let mut parts = vec![show(&f::EMAIL)];
        if !answers.setting().identified {
            parts.push(show(&f::EMAIL_AGAIN));
        }
        parts.extend([show(&f::PHONE), show(&f::OTHER_PHONE), show(&f::MAY_EMAIL), show(&f::MAY_TEXT)]);
        parts
    },
    read: |reader| {
        m::reached(reader);
    },
    repeat: None,
};

pub const CHILD: Step = Step {
    slug: "enfant",
    name: Word::StepChild,
    title: Word::ChildTitle,
    parts: |answers, _| {
        only(answers, Quality::Parent, || {
            vec![
                show(&f::CHILD_NAME),
                show(&f::CHILD_FIRST_NAMES),
                show(&f::CHILD_BIRTH_DATE),
                show(&f::CHILD_RELATION),
            ]
        })
    },
    read: |reader| {
        if f::declares_as(reader.answers(), Quality::Parent) {
            m::child(reader);
        }
    },
    repeat: None,
};

pub const ENTITY: Step = Step {
    slug: "organisme",
    name: Word::StepEntity,
    title: Word::EntityTitle,
    parts: |answers, _| {
        only(answers, Quality::Entity, || {
            let mut parts = vec![show(&f::ENTITY_NAME), show(&f::SIRET), show(&f::ENTITY_FUNCTION)];
            parts.extend(country(answers, &f::ENTITY_NATIONALITY));
            parts
        })
    },
    read: |reader| {
        if f::declares_as(reader.answers(), Quality::Entity) {
            m::entity(reader);
        }
    },
    repeat: None,
};

pub const ENTITY_CONTACT: Step = Step {
    slug: "organisme-contact",
    name: Word::StepEntityContact,
    title: Word::EntityContactTitle,
    parts: |answers, _| {
        only(answers, Quality::Entity, || {
            let mut parts = vec![show(&f::ENTITY_PHONE), show(&f::ENTITY_EMAIL), show(&f::ENTITY_SAME_ADDRESS)];
            if answered(answers, &f::ENTITY_SAME_ADDRESS, None) == NO {
                parts.extend(address(answers, &f::ENTITY_ADDRESS));
            }
            parts
        })
    },
    read: |reader| {
        if f::declares_as(reader.answers(), Quality::Entity) {
            m::entity_reached(reader, None);
        }
    },
    repeat: None,
};

pub const REPRESENTED_NAMES: Step = Step {
    slug: "personne",
    name: Word::StepRepresented,
    title: Word::RepresentedTitle,
    parts: |answers, _| only(answers, Quality::Guardian, || names(&f::REPRESENTED)),
    read: |reader| {
        if f::declares_as(reader.answers(), Quality::Guardian) {
            m::names(reader, &f::REPRESENTED);
        }
    },
    repeat: None,
};

pub const REPRESENTED_BIRTH: Step = Step {
    slug: "personne-naissance",
    name: Word::StepRepresentedBirth,
    title: Word::RepresentedBirthTitle,
    parts: |answers, _| only(answers, Quality::Guardian, || birth(answers, &f::REPRESENTED)),
    read: |reader| {
        if f::declares_as(reader.answers(), Quality::Guardian) {
            m::birth(reader, &f::REPRESENTED);
        }
    },
    repeat: None,
};

pub const REPRESENTED_SITUATION: Step = Step {
    slug: "personne-situation",
    name: Word::StepRepresentedSituation,
    title: Word::RepresentedSituationTitle,
    parts: |answers, _| only(answers, Quality::Guardian, || situation(&f::REPRESENTED)),
    read: |reader| {
        if f::declares_as(reader.answers(), Quality::Guardian) {
            m::situation(reader, &f::REPRESENTED);
        }
    },
    repeat: None,
};

pub const REPRESENTED_CONTACT: Step = Step {
    slug: "personne-contact",
    name: Word::StepRepresentedContact,
    title: Word::RepresentedContactTitle,
    parts: |answers, _| {
        only(answers, Quality::Guardian, || {
            let mut parts = vec![show(&f::REPRESENTED_SAME_ADDRESS)];
            if answered(answers, &f::REPRESENTED_SAME_ADDRESS, None) == NO {
                parts.extend(address(answers, &f::REPRESENTED_ADDRESS));
            }
            parts.extend([show(&f::REPRESENTED_EMAIL), show(&f::REPRESENTED_PHONE)]);
            parts
        })
    },
    read: |reader| {
        if f::declares_as(reader.answers(), Quality::Guardian) {
            m::represented_reached(reader, None);
        }
    },
    repeat: None,
};

/// The parts of a step that only some people see.
fn only(answers: &Answers, quality: Quality, parts: impl FnOnce() -> Vec<Part>) -> Vec<Part> {
    if f::declares_as(answers, quality) { parts() } else { Vec::new() }
}

fn names(fields: &'static PersonFields) -> Vec<Part> {
    vec![show(&fields.civility), show(&fields.birth_name), show(&fields.usage_name), show(&fields.first_names)]
}

fn birth(answers: &Answers, fields: &'static PersonFields) -> Vec<Part> {
    let mut parts = vec![show(&fields.birth_date)];
    parts.extend(country(answers, &fields.birth_country));
    match answered(answers, &fields.birth_country.in_france, None) {
        f::FRANCE => parts.push(show(&fields.birth_town)),
        f::ABROAD => parts.push(show(&fields.birth_town_abroad)),
        _ => {}
    }
    parts.extend(country(answers, &fields.nationality));
    parts
}

fn situation(fields: &'static PersonFields) -> Vec<Part> {
    vec![show(&fields.family), show(&fields.job)]
}

/// France or not, and which other country.
pub fn country(answers: &Answers, fields: &'static CountryFields) -> Vec<Part> {
    let mut parts = vec![show(&fields.in_france)];
    if answered(answers, &fields.in_france, None) == f::ABROAD {
        parts.push(show(&fields.country));
    }
    parts
}

fn address(answers: &Answers, fields: &'static AddressFields) -> Vec<Part> {
    let mut parts = country(answers, &fields.country);
    match answered(answers, &fields.country.in_france, None) {
        f::FRANCE => parts.extend([show(&fields.street), show(&fields.municipality)]),
        f::ABROAD => {
            parts.extend([show(&fields.street), show(&fields.town), show(&fields.postal_code), show(&fields.region)]);
        }
        _ => {}
    }
    parts
}
