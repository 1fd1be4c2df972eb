//! Files joined to a complaint: asked with the facts and with each of the goods, limited all together.

use super::fields as f;
use crate::{
    domain::{
        attachment::{Attachment, Joined, MAX_FILES, MAX_TOTAL_BYTES},
        flaw::FlawKind,
        goods::MAX_ITEMS,
    },
    form::{
        answers::{Answers, At, ItemId},
        field::{Field, YES},
        reader::Reader,
    },
};

/// Where files can be joined: with the facts, and with each of the goods that are declared.
pub fn places(answers: &Answers) -> Vec<At> {
    let declared = answers.get(At { field: f::GOODS_DECLARED.spec.name, item: None }) == YES;
    let items: &[ItemId] = if declared { answers.items() } else { &[] };
    let of_items = items.iter().take(MAX_ITEMS).map(|item| At { field: f::ITEM_FILES.spec.name, item: Some(*item) });
    [At { field: f::FACTS_FILES.spec.name, item: None }].into_iter().chain(of_items).collect()
}

/// What was joined at a place; nothing where it cannot be read.
pub fn joined(answers: &Answers, at: At) -> Joined {
    Joined::parse(answers.get(at)).unwrap_or_default()
}

/// Everything that was joined.
pub fn all(answers: &Answers) -> Vec<Attachment> {
    places(answers).into_iter().flat_map(|at| joined(answers, at).files).collect()
}

/// What was joined and cannot be sent: the person brings it.
#[must_use]
pub fn to_bring(answers: &Answers) -> Vec<String> {
    places(answers).into_iter().flat_map(|at| joined(answers, at).to_bring).collect()
}

pub(super) fn facts(reader: &mut Reader<'_>) -> Option<Joined> {
    read(reader, &f::FACTS_FILES)
}

/// What was joined to each of the goods that are declared.
pub(super) fn items(reader: &mut Reader<'_>) -> Option<Vec<Joined>> {
    let places = places(reader.answers());
    places.into_iter().filter_map(|at| at.item).map(|place| reader.within(place, item)).collect()
}

pub(super) fn item(reader: &mut Reader<'_>) -> Option<Joined> {
    read(reader, &f::ITEM_FILES)
}

fn read(reader: &mut Reader<'_>, field: &'static Field<Joined>) -> Option<Joined> {
    let joined = reader.want(field)?.unwrap_or_default();
    if !joined.files.is_empty() {
        let all = all(reader.answers());
        if all.len() > MAX_FILES {
            reader.flaw(&field.spec, FlawKind::TooManyFiles { max: MAX_FILES });
        }
        if all.iter().map(|file| file.size).sum::<u64>() > MAX_TOTAL_BYTES {
            reader.flaw(&field.spec, FlawKind::FilesTooLarge);
        }
    }
    Some(joined)
}

/// The list that is sealed: the files of the facts, then those of each item with its place.
pub(super) fn gather(facts: Joined, items: Vec<Joined>) -> Vec<Attachment> {
    let of_items = items
        .into_iter()
        .enumerate()
        .flat_map(|(place, joined)| joined.files.into_iter().map(move |file| Attachment { item: Some(place), ..file }));
    let of_facts = facts.files.into_iter().map(|file| Attachment { item: None, ..file });
    of_facts.chain(of_items).collect()
}
