//! What would help the agent, were it added. It never stops anybody.

use super::{FORM, declared, fields as f, screens};
use crate::{
    domain::prose,
    form::{
        answers::{Answers, At, ItemId},
        field::{Control, NO, Spec},
        step::Part,
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
    lacks: fn(&str) -> bool,
    word: Word,
}

/// Fewer characters than that seldom tell what happened.
const SHORT_STORY: usize = 150;

static WANTED: [Wanted; 4] = [
    Wanted {
        spec: &f::DESCRIPTION.spec,
        lacks: |answer| prose::length(answer, true) < SHORT_STORY,
        word: Word::HintStory,
    },
    Wanted { spec: &f::FACTS_ADDRESS.spec, lacks: |answer| answer.trim().is_empty(), word: Word::HintStreet },
    Wanted { spec: &f::HOUR_KNOWN.spec, lacks: |answer| answer == NO, word: Word::HintHour },
    Wanted { spec: &f::CCTV.spec, lacks: |answer| answer == f::CCTV_UNKNOWN, word: Word::HintFootage },
];

/// The fields of an item without which it is hard to find again.
static OF_ITEM: [&Spec; 4] = [&f::PHONE_MODEL.spec, &f::DEVICE_MODEL.spec, &f::VEHICLE_MODEL.spec, &f::AMOUNT.spec];

/// What would help, in the order of the form. Only what is asked at all is wished for.
#[must_use]
pub fn hints(answers: &Answers, words: &Words) -> Vec<Hint> {
    let mut hints = Vec::new();
    for step in FORM.steps {
        for part in (step.parts)(answers, None) {
            let Part::Field(spec) = part else { continue };
            let answer = answers.get(At { field: spec.name, item: None });
            let wanted = WANTED.iter().filter(|wanted| wanted.spec == spec && (wanted.lacks)(answer));
            hints.extend(wanted.map(|wanted| Hint {
                text: words.say(wanted.word).to_owned(),
                step: step.slug,
                item: None,
            }));
        }
        if step.repeat.as_ref().is_some_and(|repeat| repeat.owner == &f::GOODS_DECLARED.spec) {
            hints.extend(declared::ids(answers).iter().filter_map(|item| of_item(answers, *item, step.slug, words)));
        }
    }
    hints
}

/// One line an item, whatever it lacks.
fn of_item(answers: &Answers, item: ItemId, step: &'static str, words: &Words) -> Option<Hint> {
    let lacking: Vec<&str> = declared::fields(answers, item)
        .into_iter()
        .filter(|spec| spec.optional && (matches!(spec.control, Control::Known { .. }) || OF_ITEM.contains(spec)))
        .filter(|spec| answers.get(At { field: spec.name, item: Some(item) }).trim().is_empty())
        .map(|spec| words.say(spec.label))
        .collect();
    if lacking.is_empty() {
        return None;
    }
    let what = screens::item_name(answers, item, words);
    let text = words.fill(Word::HintItem, &[("what", &what), ("fields", &lacking.join(" · "))]);
    Some(Hint { text, step, item: Some(item) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        forms::complaint::tests::{complete, with},
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
        for (field, value) in [("phone_model", "5"), ("amount", "450"), ("phone_imei", "\u{1}")] {
            answers.set(At { field, item: Some(1) }, value.to_owned());
        }
        assert_eq!(steps(&answers), []);
    }
}
