//! The form on paper, for whoever has no program: the questions of the screens, in the words of the screens, with room to
//! write. It is filled in by hand and taken to a station.

use super::fields as f;
use crate::{
    form::field::{Choice, Control, Spec},
    text::Word,
};

/// Some questions under one heading.
pub struct Section {
    /// The heading.
    pub title: Word,
    /// How often they are asked: several things, several witnesses.
    pub times: usize,
    /// The questions.
    pub asks: &'static [&'static Spec],
}

/// The room for an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// A line; half of one where few letters are wanted.
    Line {
        /// True for half a line.
        short: bool,
    },
    /// So many lines.
    Lines(usize),
    /// A box to tick for each choice.
    Boxes(&'static [Choice]),
    /// One box.
    Box,
}

/// Letters that half a line takes, by hand.
const HALF: usize = 45;
/// Letters of a line by hand, and how many lines are enough: more is told on a sheet of one's own.
const HAND: usize = 100;
const MOST: usize = 16;
/// More choices than these are written out and not ticked.
const FEW: usize = 8;

const fn section(title: Word, asks: &'static [&'static Spec]) -> Section {
    Section { title, times: 1, asks }
}

/// The form, in the order in which it is told at a station.
pub static PAPER: [Section; 14] = [
    section(Word::NatureTitle, &[&f::OFFENCE.spec, &f::OFFENCE_TEXT.spec]),
    section(
        Word::IdentityTitle,
        &[
            &f::ME.civility.spec,
            &f::ME.birth_name.spec,
            &f::ME.usage_name.spec,
            &f::ME.first_names.spec,
            &f::ME.birth_date.spec,
            &f::ME.birth_town.spec,
            &f::ME.family.spec,
            &f::ME.job.spec,
        ],
    ),
    section(Word::AddressTitle, &[&f::HOME.street.spec, &f::HOME.municipality.spec]),
    section(Word::ContactTitle, &[&f::PHONE.spec, &f::EMAIL.spec]),
    section(Word::DeclarantTitle, &[&f::DECLARANT.spec]),
    section(Word::ChildTitle, &[&f::CHILD_NAME.spec, &f::CHILD_FIRST_NAMES.spec, &f::CHILD_BIRTH_DATE.spec]),
    section(Word::EntityTitle, &[&f::ENTITY_NAME.spec, &f::SIRET.spec, &f::ENTITY_FUNCTION.spec]),
    section(Word::WhenTitle, &[&f::DATE.spec, &f::HOUR.spec, &f::FIRST_DATE.spec, &f::LAST_DATE.spec]),
    section(Word::SiteTitle, &[&f::FACTS_ADDRESS.spec, &f::FACTS_MUNICIPALITY.spec, &f::FACTS_INFO.spec]),
    section(Word::FactsTitle, &[&f::DESCRIPTION.spec]),
    section(Word::ViolenceTitle, &[&f::VIOLENCE.spec, &f::VIOLENCE_TEXT.spec]),
    Section {
        title: Word::ItemTitle,
        times: 4,
        asks: &[&f::OTHER_DESIGNATION.spec, &f::STATUS.spec, &f::OTHER_SERIAL.spec, &f::AMOUNT.spec],
    },
    section(Word::SuspectsTitle, &[&f::SUSPECTS_TEXT.spec]),
    Section { title: Word::WitnessTitle, times: 2, asks: &[&f::WITNESS.spec, &f::WITNESS_PHONE.spec] },
];

/// The room that a question is given.
pub fn room(spec: &Spec) -> Room {
    match spec.control {
        Control::Choice(choices) | Control::Select(choices) if choices.len() <= FEW => Room::Boxes(choices),
        Control::Tick => Room::Box,
        Control::Line { max, .. } | Control::Known { max, .. } => Room::Line { short: max <= HALF },
        Control::Lines { max } | Control::Addresses { max } => Room::Lines(max.div_ceil(HAND).clamp(2, MOST)),
        Control::Date | Control::Hour => Room::Line { short: true },
        Control::Choice(_)
        | Control::Select(_)
        | Control::Term(_)
        | Control::Municipality { .. }
        | Control::Station
        | Control::Files
        | Control::Slot
        | Control::HalfDays => Room::Line { short: false },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_question_stands_twice_and_each_has_room() {
        let names: Vec<&str> = PAPER.iter().flat_map(|section| section.asks).map(|spec| spec.name).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        for spec in PAPER.iter().flat_map(|section| section.asks) {
            assert!(!matches!(spec.control, Control::Files | Control::Slot | Control::HalfDays), "{}", spec.name);
        }
    }

    #[test]
    fn what_the_screens_cannot_do_without_is_asked_on_paper_too() {
        let asked: BTreeSet<&str> = PAPER.iter().flat_map(|section| section.asks).map(|spec| spec.name).collect();
        for needed in
            ["offence", "birth_name", "first_names", "birth_date", "home_address", "phone", "date", "description"]
        {
            assert!(asked.contains(needed), "{needed}");
        }
    }

    #[test]
    fn room_is_as_large_as_what_is_asked() {
        assert_eq!(room(&f::PHONE.spec), Room::Line { short: true });
        assert!(matches!(room(&f::DESCRIPTION.spec), Room::Lines(lines) if lines > 10));
        assert!(matches!(room(&f::STATUS.spec), Room::Boxes(choices) if choices.len() > 1));
    }
}
