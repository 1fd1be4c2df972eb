//! The answers as they are read back: on the check page and on the receipt. Derived from the same steps as the screens.

use super::{
    answers::{Answers, At, ItemId},
    field::{Control, Retold, Spec, YES},
    journey::Form,
    step::{Part, Step},
};
use crate::{
    domain::{
        appointment::{HalfDays, SlotChoice},
        attachment::Joined,
        choice::{StationChoice, Town},
        date::{Date, Hour},
        known::Stance,
        prose,
        term::Term,
    },
    text::{self, Word, Words},
};

/// One step, or one item of a step, read back.
pub struct Section {
    /// The step it belongs to.
    pub step: &'static Step,
    /// The item, in a repeatable step.
    pub item: Option<ItemId>,
    /// Its heading.
    pub title: String,
    /// What was answered.
    pub rows: Vec<Row>,
}

/// One answer, read back.
pub struct Row {
    /// Where the answer stands.
    pub at: At,
    /// What was asked.
    pub label: String,
    /// What was answered.
    pub value: String,
}

impl Form {
    /// Everything that was answered, in order. Optional fields left empty, statements ticked and answers given twice are left out.
    #[must_use]
    pub fn summary(&self, answers: &Answers, words: &Words) -> Vec<Section> {
        let mut sections = Vec::new();
        for step in self.steps {
            let rows = read_back(&(step.parts)(answers, None), None, answers, words);
            if !rows.is_empty() {
                sections.push(Section { step, item: None, title: words.say(step.name).to_owned(), rows });
            }
            let Some(repeat) = step.repeat.as_ref().filter(|repeat| (repeat.wanted)(answers)) else { continue };
            if let (Some(value), Some(section)) = ((repeat.total)(answers, words), sections.last_mut()) {
                let at = At { field: repeat.owner.name, item: None };
                section.rows.push(Row { at, label: words.say(Word::TotalLabel).to_owned(), value });
            }
            for item in answers.items(repeat.list) {
                let name = (repeat.item_name)(answers, *item, words);
                let title = if name.is_empty() { words.say(repeat.words.unnamed).to_owned() } else { name };
                let rows = read_back(&(repeat.item_parts)(answers, *item), Some(*item), answers, words);
                sections.push(Section { step, item: Some(*item), title, rows });
            }
        }
        sections
    }
}

fn read_back(parts: &[Part], item: Option<ItemId>, answers: &Answers, words: &Words) -> Vec<Row> {
    parts
        .iter()
        .flat_map(Part::fields)
        .filter(|spec| spec.control != Control::Tick || spec.optional)
        .filter_map(|spec| row(spec, item, answers, words))
        .collect()
}

fn row(spec: &'static Spec, item: Option<ItemId>, answers: &Answers, words: &Words) -> Option<Row> {
    let at = At { field: spec.name, item };
    let typed = answers.get(at);
    let label = match spec.retold {
        Retold::Asked => spec.label,
        Retold::As(label) => label,
        Retold::Not => return None,
    };
    if spec.optional && typed.trim().is_empty() {
        return None;
    }
    Some(Row { at, label: words.say(label).to_owned(), value: value(spec, typed, words) })
}

/// An answer in words; what was typed where it could not be read.
#[must_use]
pub fn value(spec: &Spec, typed: &str, words: &Words) -> String {
    let read = match spec.control {
        Control::Choice(_) | Control::Select(_) => spec.chosen(typed).map(|word| words.say(word).to_owned()),
        Control::Tick => (typed == YES).then(|| words.say(Word::Yes).to_owned()),
        Control::Date => Date::parse(typed).ok().map(|date| words.date(date)),
        Control::Hour => Hour::parse(typed).ok().map(|hour| words.hour(hour)),
        Control::Municipality { .. } => Town::parse(typed).ok().map(|town| town.as_shown()),
        Control::Term(_) => Term::parse(typed).ok().map(|term| term.name(words.language()).to_owned()),
        Control::Station => {
            StationChoice::parse(typed).ok().map(|station| format!("{}\n{}", station.name, station.address))
        }
        Control::Slot => SlotChoice::parse(typed).ok().map(|picked| words.slot(&picked.slot)),
        Control::HalfDays => HalfDays::parse(typed, None)
            .ok()
            .map(|days| days.days().iter().map(|day| words.half_day(*day)).collect::<Vec<_>>().join("\n")),
        Control::Addresses { .. } => Some(text::address_lines(words, typed).join("\n")),
        Control::Files => Joined::parse(typed).ok().map(|joined| text::file_lines(words, &joined).join("\n")),
        Control::Lines { .. } => Some(prose::clean(typed, true)),
        Control::Known { .. } => match Stance::of(typed) {
            (Stance::Typed, typed) => Some(prose::clean(typed, false)),
            (Stance::DontKnow, _) => Some(words.say(Word::KnownDont).to_owned()),
            (Stance::WillBring, _) => Some(words.say(Word::KnownBring).to_owned()),
        },
        Control::Line { .. } => Some(prose::clean(typed, false)),
    };
    read.filter(|text| !text.is_empty()).unwrap_or_else(|| match typed.trim() {
        "" => words.say(Word::NoAnswer).to_owned(),
        kept => kept.to_owned(),
    })
}
