//! The steps of a complaint, in order, and what each shows.

mod goods;

pub(super) use goods::name as item_name;

use super::{fields as f, files, meaning as m, total};
use crate::{
    domain::goods::MAX_ITEMS,
    form::{
        answers::{Answers, At, ItemId},
        field::{Field, NO, YES},
        journey::Form,
        step::{Note, Part, Repeat, Step, Tone},
    },
    text::Word,
};

/// The complaint form.
pub static FORM: Form = Form { steps: STEPS };

const fn note(tone: Tone, text: Word) -> Part {
    Part::Note(Note { tone, title: None, text })
}

const fn titled(tone: Tone, title: Word, text: Word) -> Part {
    Part::Note(Note { tone, title: Some(title), text })
}

fn show<T>(field: &'static Field<T>) -> Part {
    Part::Field(&field.spec)
}

/// What was answered to a field, in a list's item or outside.
pub(super) fn answered<'a, T>(answers: &'a Answers, field: &Field<T>, item: Option<ItemId>) -> &'a str {
    answers.get(At { field: field.spec.name, item })
}

static STEPS: &[Step] = &[
    Step {
        slug: "nature",
        name: Word::StepNature,
        title: Word::NatureTitle,
        parts: |answers, _| {
            let offence = answered(answers, &f::OFFENCE, None);
            let mut parts = vec![show(&f::OFFENCE)];
            match offence {
                f::OTHER => parts.push(show(&f::OFFENCE_TEXT)),
                "stolen-card" => parts.push(note(Tone::Careful, Word::OffenceStolenCardNote)),
                _ => {}
            }
            parts
        },
        read: |reader| {
            m::offence(reader);
        },
        repeat: None,
    },
    Step {
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
            ]
        },
        read: |reader| {
            m::conditions(reader);
        },
        repeat: None,
    },
    Step {
        slug: "mentions",
        name: Word::StepNotices,
        title: Word::NoticesTitle,
        parts: |_, _| {
            vec![
                note(Tone::Plain, Word::NoticesOption),
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
    },
    Step {
        slug: "identite",
        name: Word::StepIdentity,
        title: Word::IdentityTitle,
        parts: |_, _| {
            vec![
                show(&f::CIVILITY),
                show(&f::BIRTH_NAME),
                show(&f::USAGE_NAME),
                show(&f::FIRST_NAMES),
                show(&f::BIRTH_DATE),
            ]
        },
        read: |reader| {
            m::identity(reader);
        },
        repeat: None,
    },
    Step {
        slug: "contact",
        name: Word::StepContact,
        title: Word::ContactTitle,
        parts: |_, _| vec![show(&f::HOME_ADDRESS), show(&f::HOME_MUNICIPALITY), show(&f::EMAIL), show(&f::PHONE)],
        read: |reader| {
            m::contact(reader);
        },
        repeat: None,
    },
    Step {
        slug: "faits",
        name: Word::StepFacts,
        title: Word::FactsTitle,
        parts: |_, _| vec![note(Tone::Plain, Word::FactsIntro), show(&f::DESCRIPTION), show(&f::FACTS_FILES)],
        read: |reader| {
            m::description(reader);
            files::facts(reader);
        },
        repeat: None,
    },
    Step {
        slug: "lieu",
        name: Word::StepPlace,
        title: Word::PlaceTitle,
        parts: |_, _| vec![show(&f::FACTS_MUNICIPALITY), show(&f::FACTS_ADDRESS)],
        read: |reader| {
            m::place(reader);
        },
        repeat: None,
    },
    Step {
        slug: "date",
        name: Word::StepWhen,
        title: Word::WhenTitle,
        parts: when_parts,
        read: |reader| {
            m::when(reader);
        },
        repeat: None,
    },
    Step {
        slug: "biens",
        name: Word::StepGoods,
        title: Word::GoodsTitle,
        parts: |_, _| vec![show(&f::GOODS_DECLARED)],
        read: |reader| {
            reader.need(&f::GOODS_DECLARED);
        },
        repeat: Some(Repeat {
            wanted: |answers| answered(answers, &f::GOODS_DECLARED, None) == YES,
            max: MAX_ITEMS,
            item_title: Word::ItemTitle,
            item_parts: |answers, item| {
                let mut parts = goods::parts(answers, item);
                parts.push(show(&f::ITEM_FILES));
                parts
            },
            read_item: |reader| {
                m::item(reader);
                files::item(reader);
            },
            owner: &f::GOODS_DECLARED.spec,
            item_name: goods::name,
            item_about: goods::about,
            total: |answers, words| total::total(answers).map(|total| total.say(words)),
        }),
    },
    Step {
        slug: "commissariat",
        name: Word::StepStation,
        title: Word::StationTitle,
        parts: |_, _| vec![note(Tone::Plain, Word::StationIntro), show(&f::STATION)],
        read: |reader| {
            reader.need(&f::STATION);
        },
        repeat: None,
    },
];

fn when_parts(answers: &Answers, _: Option<ItemId>) -> Vec<Part> {
    let mut parts = vec![show(&f::DATE_KNOWN)];
    match answered(answers, &f::DATE_KNOWN, None) {
        YES => {
            parts.extend([show(&f::DATE), show(&f::HOUR_KNOWN)]);
            match answered(answers, &f::HOUR_KNOWN, None) {
                YES => parts.push(show(&f::HOUR)),
                f::ROUGHLY => parts.extend([show(&f::FIRST_HOUR), show(&f::LAST_HOUR)]),
                _ => {}
            }
        }
        NO => parts.extend([
            show(&f::FIRST_DATE),
            show(&f::FIRST_DATE_HOUR),
            show(&f::LAST_DATE),
            show(&f::LAST_DATE_HOUR),
        ]),
        _ => {}
    }
    parts
}
