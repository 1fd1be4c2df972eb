//! What would help the agent, were it added. It never stops anybody.

use super::{FORM, GOODS, declared, fields as f, suspects};
use crate::{
    domain::{attachment::Joined, prose},
    form::{
        answers::{Answers, At, ItemId},
        field::{Control, NO, Spec},
    },
    text::{Word, Words},
};

/// Something worth adding, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What, in words.
    pub text: String,
    /// The slug of the step.
    pub step: &'static str,
    /// The item of it.
    pub item: Option<ItemId>,
}

/// An answer that often makes an agent call back.
struct Wanted {
    spec: &'static Spec,
    /// True where the answer leaves something to wish for.
    lacks: fn(&Answers, &str) -> bool,
    word: Word,
}

/// Fewer characters than that seldom tell what happened.
const SHORT_STORY: usize = 150;
/// Fewer seldom tell somebody from others.
const SHORT_PORTRAIT: usize = 60;

const fn wanted(spec: &'static Spec, lacks: fn(&Answers, &str) -> bool, word: Word) -> Wanted {
    Wanted { spec, lacks, word }
}

fn empty(_: &Answers, answer: &str) -> bool {
    answer.trim().is_empty()
}

static WANTED: [Wanted; 9] = [
    wanted(&f::DESCRIPTION.spec, |_, answer| prose::length(answer, true) < SHORT_STORY, Word::HintStory),
    wanted(&f::FACTS_ADDRESS.spec, empty, Word::HintStreet),
    wanted(&f::ROUTE_WAY.spec, empty, Word::HintRoute),
    wanted(&f::HOUR_KNOWN.spec, |_, answer| answer == NO, Word::HintHour),
    wanted(&f::SEEN_HOUR.spec, empty, Word::HintHour),
    wanted(&f::FIRST_DATE_HOUR.spec, empty, Word::HintHour),
    wanted(
        &f::SUSPECTS_TEXT.spec,
        |answers, _| suspects::told(answers).chars().count() < SHORT_PORTRAIT,
        Word::HintSuspects,
    ),
    wanted(&f::POLICE_REPORT_FILES.spec, |_, answer| Joined::parse(answer).is_err(), Word::HintReport),
    wanted(&f::CCTV.spec, |_, answer| answer == f::CCTV_UNKNOWN, Word::HintFootage),
];

/// The fields of an item without which it is hard to find again, beside the numbers that tell it from all others.
static OF_ITEM: [&Spec; 7] = [
    &f::PHONE_MODEL.spec,
    &f::PHONE_LINE.spec,
    &f::DEVICE_MODEL.spec,
    &f::VEHICLE_MODEL.spec,
    &f::CARD_END.spec,
    &f::CYCLE_DESCRIPTION.spec,
    &f::AMOUNT.spec,
];

/// What would help, in the order of the form. Only what is asked at all is wished for.
#[must_use]
pub fn hints(answers: &Answers, words: &Words) -> Vec<Hint> {
    let mut hints = Vec::new();
    for step in FORM.steps {
        for part in (step.parts)(answers, None) {
            for spec in part.fields() {
                let answer = answers.get(At { field: spec.name, item: None });
                let wanted = WANTED.iter().filter(|wanted| wanted.spec == *spec && (wanted.lacks)(answers, answer));
                hints.extend(wanted.map(|wanted| Hint {
                    text: words.say(wanted.word).to_owned(),
                    step: step.slug,
                    item: None,
                }));
            }
        }
        let Some(repeat) = step.repeat.as_ref().filter(|repeat| (repeat.wanted)(answers)) else { continue };
        let of_item = if repeat.list == GOODS { of_good } else { of_witness };
        hints.extend(answers.items(repeat.list).iter().filter_map(|item| {
            let what = (repeat.item_name)(answers, *item, words);
            let text = of_item(answers, *item, &what, words)?;
            Some(Hint { text, step: step.slug, item: Some(*item) })
        }));
    }
    hints
}

/// One line an item, whatever it lacks.
fn of_good(answers: &Answers, item: ItemId, what: &str, words: &Words) -> Option<String> {
    let said = |spec: &Spec| answers.get(At { field: spec.name, item: Some(item) });
    let damaged = said(&f::STATUS.spec) == f::DAMAGED;
    let vehicle = [f::REGISTERED_VEHICLE_CATEGORY, f::UNREGISTERED_VEHICLE_CATEGORY].contains(&said(&f::CATEGORY.spec));
    let helps = |spec: &Spec| {
        let numbered = *spec != f::OTHER_SERIAL.spec || f::has_number(said(&f::THING.spec));
        (matches!(spec.control, Control::Known { .. }) && numbered)
            || OF_ITEM.contains(&spec)
            || (vehicle && *spec == f::COLOUR.spec)
            // Damage is seen; of what was stolen many have no picture.
            || (damaged && *spec == f::ITEM_FILES.spec)
    };
    let lacking: Vec<&str> = declared::fields(answers, item)
        .into_iter()
        .filter(|spec| spec.optional && helps(spec))
        .filter(|spec| said(spec).trim().is_empty())
        .map(|spec| words.say(spec.label))
        .collect();
    (!lacking.is_empty()).then(|| words.fill(Word::HintItem, &[("what", what), ("fields", &lacking.join(" · "))]))
}

/// A witness who cannot be reached cannot be heard.
fn of_witness(answers: &Answers, item: ItemId, what: &str, words: &Words) -> Option<String> {
    let unknown = [&f::WITNESS_EMAIL.spec, &f::WITNESS_PHONE.spec]
        .into_iter()
        .all(|spec| answers.get(At { field: spec.name, item: Some(item) }).trim().is_empty());
    unknown.then(|| words.fill(Word::HintWitness, &[("what", what)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        forms::complaint::tests::{complete, declaring, with},
        site::Language,
        text::tests::words,
    };

    fn steps(answers: &Answers) -> Vec<(&'static str, Option<ItemId>)> {
        hints(answers, &words(Language::Fr)).into_iter().map(|hint| (hint.step, hint.item)).collect()
    }

    #[test]
    fn what_would_help_is_told_with_its_place() {
        let steps = steps(&complete());
        assert_eq!(steps, [("faits", None), ("endroit", None), ("date", None), ("biens", Some(1))]);
    }

    #[test]
    fn a_full_complaint_needs_no_help_and_who_does_not_know_is_not_asked_again() {
        let mut answers = with(&[
            ("description", &"On m’a pris mon téléphone. ".repeat(8)),
            ("facts_address", "1 rue Gambetta"),
            ("hour_known", "yes"),
            ("hour", "12:00"),
        ]);
        for (field, value) in
            [("phone_model", "5"), ("phone_line", "06 98 76 54 32"), ("amount", "450"), ("phone_imei", "\u{1}")]
        {
            answers.set(At { field, item: Some(1) }, value.to_owned());
        }
        assert_eq!(steps(&answers), []);
    }

    #[test]
    fn what_is_damaged_wants_a_picture_and_who_saw_it_a_way_to_be_reached() {
        let words = words(Language::Fr);
        let said = |answers: &Answers| hints(answers, &words).into_iter().map(|hint| hint.text).collect::<Vec<_>>();
        let door =
            [("category", "other"), ("status", "damaged"), ("thing", "building"), ("other_designation", "Porte")];
        let mut answers = declaring(&door);
        let picture = words.say(f::ITEM_FILES.spec.label);
        assert!(said(&answers).iter().any(|text| text.contains("Porte") && text.contains(picture)));
        answers.set(At { field: "status", item: Some(2) }, "stolen".to_owned());
        assert!(!said(&answers).iter().any(|text| text.contains(picture)));
        let mut answers = with(&[("suspects", "yes"), ("suspect_hair", "roux"), ("witnesses", "yes")]);
        assert!(said(&answers).contains(&words.say(Word::HintSuspects).to_owned()));
        let item = Some(answers.add_item(super::super::WITNESSES));
        answers.set(At { field: "witness", item }, "Paul Martin".to_owned());
        let unreached = words.fill(Word::HintWitness, &[("what", "Paul Martin")]);
        assert!(said(&answers).contains(&unreached));
        answers.set(At { field: "witness_phone", item }, "06 12 34 56 78".to_owned());
        assert!(!said(&answers).contains(&unreached));
    }
}
