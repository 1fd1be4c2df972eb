//! What is declared so far: the items whose answers can be read, and what they leave to bring.

use super::{FORM, meaning};
use crate::{
    domain::{date::Now, goods::Item, known::Stance},
    form::{
        answers::{Answers, At, ItemId},
        field::{Control, Spec, YES},
        reader::Reader,
        step::{Part, Repeat},
    },
    forms::complaint::fields as f,
    text::{Word, Words},
};

/// Every item whose answers can be read; none where nothing is declared.
#[must_use]
pub fn items(answers: &Answers, now: Now) -> Vec<(ItemId, Item)> {
    ids(answers)
        .iter()
        .filter_map(|id| {
            let mut reader = Reader::new(answers, now);
            let item = reader.within(*id, meaning::item)?;
            reader.finish().flaws.is_empty().then_some((*id, item))
        })
        .collect()
}

/// What to bring to the station, in words: for everybody, then for what is declared, then every number and every file that is
/// to be brought.
#[must_use]
pub fn to_bring(answers: &Answers, now: Now, words: &Words) -> Vec<String> {
    let items = items(answers, now);
    let kinds = |wanted: fn(&Item) -> bool| items.iter().any(|(_, item)| wanted(item));
    let mut bring = vec![Word::BringIdentity];
    if kinds(|item| item.kind.particulars().is_some()) {
        bring.extend([Word::BringInvoices, Word::BringInsurance]);
    }
    if kinds(Item::is_registered_vehicle) {
        bring.push(Word::BringRegistration);
    }
    let listed = bring.into_iter().map(|word| words.say(word).to_owned());
    listed.chain(numbers(answers, words)).chain(super::files::to_bring(answers)).collect()
}

/// The numbers that are to be brought, each with the item that it is of.
fn numbers(answers: &Answers, words: &Words) -> Vec<String> {
    let mut numbers = Vec::new();
    for id in ids(answers) {
        let what = super::screens::item_name(answers, *id, words);
        for spec in fields(answers, *id) {
            let answer = answers.get(At { field: spec.name, item: Some(*id) });
            if matches!(spec.control, Control::Known { .. }) && Stance::of(answer).0 == Stance::WillBring {
                let number = words.say(spec.label);
                numbers.push(words.fill(Word::BringNumber, &[("number", number), ("what", &what)]));
            }
        }
    }
    numbers
}

/// The items, finished or not; none where nothing is to be declared.
pub(super) fn ids(answers: &Answers) -> &[ItemId] {
    let declared = answers.get(At { field: f::GOODS_DECLARED.spec.name, item: None }) == YES;
    if declared { answers.items(super::GOODS) } else { &[] }
}

/// The fields that are asked of an item.
pub(super) fn fields(answers: &Answers, item: ItemId) -> Vec<&'static Spec> {
    let parts = repeat().map(|repeat| (repeat.item_parts)(answers, item)).unwrap_or_default();
    parts.iter().flat_map(Part::fields).copied().collect()
}

fn repeat() -> Option<&'static Repeat> {
    FORM.steps
        .iter()
        .filter_map(|step| step.repeat.as_ref())
        .find(|repeat| repeat.owner.name == f::GOODS_DECLARED.spec.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        forms::complaint::tests::{NOW, declaring},
        site::Language,
        text::tests::words,
    };

    #[test]
    fn what_will_be_brought_is_on_the_list() {
        let words = words(Language::En);
        let phone = [("category", "phone"), ("status", "stolen"), ("phone_brand", "Fairphone")];
        let answers = declaring(&[&phone[..], &[("phone_imei", "\u{2}")]].concat());
        let list = to_bring(&answers, NOW, &words);
        assert!(list.iter().any(|line| line.contains("IMEI") && line.contains("Fairphone")), "{list:?}");
        assert!(!to_bring(&declaring(&phone), NOW, &words).iter().any(|line| line.contains("IMEI")));
    }

    #[test]
    fn with_nothing_declared_an_identity_document_is_all() {
        let words = words(Language::Fr);
        assert_eq!(to_bring(&Answers::default(), NOW, &words), [words.say(Word::BringIdentity)]);
    }
}
