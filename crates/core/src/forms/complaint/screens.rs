//! The steps of a complaint, in order, and what each shows.

mod facts;
mod goods;
mod more;
mod you;

pub(super) use goods::name as item_name;

use super::{GOODS, fields as f, files, meaning as m, total, visit};
use crate::{
    domain::goods::MAX_ITEMS,
    form::{
        answers::{Answers, At, ItemId},
        field::{Field, YES},
        journey::Form,
        step::{Note, Part, Repeat, RepeatWords, Step, Tone},
    },
    text::Word,
};

/// The complaint form. Most people were born, live and were wronged in France.
pub static FORM: Form = Form {
    steps: STEPS,
    presets: &[
        ("birth_in_france", f::FRANCE),
        ("home_in_france", f::FRANCE),
        ("entity_in_france", f::FRANCE),
        ("facts_in_france", f::FRANCE),
    ],
};

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
    facts::NATURE,
    you::CONDITIONS,
    you::NOTICES,
    you::DECLARANT,
    you::NAMES,
    you::BIRTH,
    you::SITUATION,
    you::ADDRESS,
    you::CONTACT,
    you::CHILD,
    you::ENTITY,
    you::ENTITY_CONTACT,
    you::REPRESENTED_NAMES,
    you::REPRESENTED_BIRTH,
    you::REPRESENTED_SITUATION,
    you::REPRESENTED_CONTACT,
    facts::STORY,
    facts::VIOLENCE,
    facts::PLACE,
    facts::SITE,
    facts::WHEN,
    Step {
        slug: "biens",
        name: Word::StepGoods,
        title: Word::GoodsTitle,
        parts: |answers, _| goods::whole(answers),
        read: |reader| {
            reader.need(&f::GOODS_DECLARED);
            m::in_vehicle(reader);
        },
        repeat: Some(Repeat {
            list: GOODS,
            wanted: |answers| answered(answers, &f::GOODS_DECLARED, None) == YES,
            max: MAX_ITEMS,
            words: RepeatWords {
                list: Word::GoodsList,
                item_title: Word::ItemTitle,
                unnamed: Word::ItemUnnamed,
                add_first: Word::GoodsAddFirst,
                add: Word::GoodsAdd,
                save: Word::ItemSave,
            },
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
    more::SUSPECTS,
    more::WITNESSES,
    more::POLICE,
    Step {
        slug: "commissariat",
        name: Word::StepStation,
        title: Word::StationTitle,
        parts: |answers, _| {
            vec![note(Tone::Plain, Word::StationIntro), note(Tone::Quiet, m::competence(answers)), show(&f::STATION)]
        },
        read: |reader| {
            reader.need(&f::STATION);
        },
        repeat: None,
    },
    Step {
        slug: "rendez-vous",
        name: Word::StepVisit,
        title: Word::VisitStepTitle,
        parts: |answers, _| visit::parts(answers),
        read: |reader| {
            visit::request(reader);
        },
        repeat: None,
    },
];
