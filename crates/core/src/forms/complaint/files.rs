//! Files joined to a complaint: asked with the facts and with each of the goods, limited all together.

use super::{GOODS, fields as f};
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

/// Where files can be joined: with the facts, with the report that the police wrote, and with each of the goods that are declared.
pub fn places(answers: &Answers) -> Vec<At> {
    let outside = |field: &'static Field<Joined>| At { field: field.spec.name, item: None };
    let report = is_reported(answers).then_some(outside(&f::POLICE_REPORT_FILES));
    let declared = answers.get(At { field: f::GOODS_DECLARED.spec.name, item: None }) == YES;
    let items: &[ItemId] = if declared { answers.items(GOODS) } else { &[] };
    let of_items = items.iter().take(MAX_ITEMS).map(|item| At { field: f::ITEM_FILES.spec.name, item: Some(*item) });
    [outside(&f::FACTS_FILES)].into_iter().chain(report).chain(of_items).collect()
}

/// True where the police came and wrote a report.
fn is_reported(answers: &Answers) -> bool {
    [&f::POLICE_VISIT, &f::POLICE_REPORT]
        .into_iter()
        .all(|field| answers.get(At { field: field.spec.name, item: None }) == YES)
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

/// What was joined of the report that the police wrote.
pub(super) fn report(reader: &mut Reader<'_>) -> Option<Joined> {
    if is_reported(reader.answers()) { read(reader, &f::POLICE_REPORT_FILES) } else { Some(Joined::default()) }
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

/// The list that is sealed: the files about the whole, then those of each item with its place.
pub(super) fn gather(whole: [Joined; 2], items: Vec<Joined>) -> Vec<Attachment> {
    let of_items = items
        .into_iter()
        .enumerate()
        .flat_map(|(place, joined)| joined.files.into_iter().map(move |file| Attachment { item: Some(place), ..file }));
    let of_whole = whole.into_iter().flat_map(|joined| joined.files);
    of_whole.map(|file| Attachment { item: None, ..file }).chain(of_items).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::attachment::MediaType,
        wire::pieces::{self, ContentKey, UploadId},
    };

    fn file(seed: u8, size: u64) -> Attachment {
        Attachment {
            id: UploadId::from_random([seed; 16]),
            name: format!("{seed}.pdf"),
            media_type: MediaType::Pdf,
            size,
            pieces: pieces::count(size),
            key: ContentKey::from_random([seed; 32]),
            item: None,
        }
    }

    fn join(answers: &mut Answers, at: At, files: Vec<Attachment>) {
        answers.set(at, Joined { files, to_bring: vec!["devis.pdf".to_owned()] }.as_answer());
    }

    fn now() -> crate::domain::date::Now {
        crate::domain::date::Now { unix: 1_795_473_000, trusted: true }
    }

    #[track_caller]
    fn flaws(answers: &Answers, expected: &[FlawKind]) {
        let mut reader = Reader::new(answers, now());
        facts(&mut reader);
        let found: Vec<_> = reader.finish().flaws.iter().map(|flaw| flaw.kind).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_file_knows_its_item_by_its_place() {
        let mut answers = Answers::default();
        answers.set(At { field: "goods_declared", item: None }, YES.to_owned());
        let items: Vec<ItemId> = (0..3).map(|_| answers.add_item(GOODS)).collect();
        let places = places(&answers);
        assert_eq!(places.len(), 4);
        join(&mut answers, places[0], vec![file(1, 10)]);
        join(&mut answers, places[3], vec![file(2, 20), file(3, 30)]);
        answers.remove_item(items[0]);
        let mut reader = Reader::new(&answers, now());
        let list = gather([facts(&mut reader).unwrap(), Joined::default()], super::items(&mut reader).unwrap());
        let told: Vec<_> = list.iter().map(|file| (file.name.as_str(), file.item)).collect();
        assert_eq!(told, [("1.pdf", None), ("2.pdf", Some(1)), ("3.pdf", Some(1))]);
        assert_eq!(to_bring(&answers), ["devis.pdf", "devis.pdf"]);
        // What is not declared after all is not sent.
        answers.set(At { field: "goods_declared", item: None }, "no".to_owned());
        assert_eq!(all(&answers).len(), 1);
    }

    #[test]
    fn the_limits_hold_for_all_files_together() {
        let mut answers = Answers::default();
        let at = places(&answers)[0];
        join(&mut answers, at, (0..4).map(|seed| file(seed, 5_000_000)).collect());
        flaws(&answers, &[]);
        join(&mut answers, at, (0..5).map(|seed| file(seed, 4_000_001)).collect());
        flaws(&answers, &[FlawKind::FilesTooLarge]);
        join(&mut answers, at, (0..21).map(|seed| file(seed, 1)).collect());
        flaws(&answers, &[FlawKind::TooManyFiles { max: 20 }]);
        answers.set(at, "{".to_owned());
        flaws(&answers, &[FlawKind::UnreadableFiles]);
    }
}
