//! Why an appointment is needed. Signing at the station is always needed; coming by appointment, when one of these holds.

use super::{GOODS, fields as f};
use crate::{
    config::Config,
    form::{
        answers::{Answers, At, ItemId},
        field::{Spec, YES},
    },
    text::Word,
};

/// A reason that makes an appointment necessary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// No national identity service has said who declares.
    NotIdentified,
    /// It is declared for a legal entity.
    LegalEntity,
    /// There was violence.
    Violence,
    /// Something was taken by threats.
    Extortion,
    /// A registered vehicle was stolen: then one should also come as soon as possible.
    StolenVehicle,
}

impl Reason {
    /// Every reason, in the order in which they are said.
    pub const EVERY: [Self; 5] =
        [Self::NotIdentified, Self::LegalEntity, Self::Violence, Self::Extortion, Self::StolenVehicle];

    /// The reason as it ends the sentence "An appointment is needed because…".
    #[must_use]
    pub fn word(self) -> Word {
        match self {
            Self::NotIdentified => Word::AppointmentNotIdentified,
            Self::LegalEntity => Word::AppointmentLegalEntity,
            Self::Violence => Word::AppointmentViolence,
            Self::Extortion => Word::AppointmentExtortion,
            Self::StolenVehicle => Word::AppointmentStolenVehicle,
        }
    }

    fn holds(self, answers: &Answers, identified: bool) -> bool {
        let said = |spec: &Spec, item: Option<ItemId>| answers.get(At { field: spec.name, item });
        match self {
            Self::NotIdentified => !identified,
            Self::LegalEntity => said(&f::DECLARANT.spec, None) == f::ENTITY_VALUE,
            Self::Violence => said(&f::VIOLENCE.spec, None) == YES,
            Self::Extortion => {
                said(&f::OFFENCE.spec, None) == f::OTHER && said(&f::OTHER_OFFENCE.spec, None) == f::EXTORTION
            }
            Self::StolenVehicle => is_stolen(answers, &f::CATEGORY.spec, f::REGISTERED_VEHICLE_CATEGORY),
        }
    }
}

/// True where an item that answers this question so was stolen.
fn is_stolen(answers: &Answers, spec: &Spec, answer: &str) -> bool {
    let said = |spec: &Spec, item| answers.get(At { field: spec.name, item: Some(item) });
    answers.get(At { field: f::GOODS_DECLARED.spec.name, item: None }) == YES
        && answers
            .items(GOODS)
            .iter()
            .any(|item| said(spec, *item) == answer && said(&f::STATUS.spec, *item) == f::STOLEN)
}

/// Every reason that holds, as far as the form is filled in; none means that the agent will say whether one is needed.
#[must_use]
pub fn reasons(answers: &Answers, config: &Config) -> Vec<Reason> {
    let identified = config.identity_service.is_some();
    Reason::EVERY.into_iter().filter(|reason| reason.holds(answers, identified)).collect()
}

/// The reasons that hold before anything is answered, for whoever does not know the form's questions yet.
#[must_use]
pub fn reasons_at_first(config: &Config) -> Vec<Reason> {
    if config.identity_service.is_some() { Vec::new() } else { vec![Reason::NotIdentified] }
}

/// True where any reason holds, in the form itself: there the answers know what the institution has decided.
#[must_use]
pub fn is_needed(answers: &Answers) -> bool {
    let identified = answers.setting().identified;
    Reason::EVERY.into_iter().any(|reason| reason.holds(answers, identified))
}

/// True where one should come at once: a stolen vehicle is searched for from the moment that it is signed for, and a stolen
/// plate may be on another one.
#[must_use]
pub fn is_urgent(answers: &Answers) -> bool {
    Reason::StolenVehicle.holds(answers, true) || is_stolen(answers, &f::THING.spec, f::PLATE_ALONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers outside of lists, and the goods as category and status.
    fn answers(typed: &[(&'static str, &str)], goods: &[(&str, &str)]) -> Answers {
        let mut answers = Answers::default();
        for (field, value) in typed {
            answers.set(At { field, item: None }, (*value).to_owned());
        }
        for (category, status) in goods {
            let item = Some(answers.add_item(GOODS));
            answers.set(At { field: "category", item }, (*category).to_owned());
            answers.set(At { field: "status", item }, (*status).to_owned());
        }
        answers
    }

    #[track_caller]
    fn needed(typed: &[(&'static str, &str)], goods: &[(&str, &str)], expected: &[Reason]) {
        let answers = answers(typed, goods);
        let with = Config { identity_service: Some("FranceConnect".to_owned()), ..Config::default() };
        assert_eq!(reasons(&answers, &with), expected, "with an identity service");
        let without: Vec<Reason> = [&[Reason::NotIdentified], expected].concat();
        assert_eq!(reasons(&answers, &Config::default()), without, "without an identity service");
        for config in [with, Config::default()] {
            assert_eq!(reasons(&Answers::default(), &config), reasons_at_first(&config));
        }
    }

    #[test]
    fn every_rule_holds_by_itself_with_the_identity_service_and_without() {
        needed(&[], &[], &[]);
        needed(&[("declarant", "victim")], &[], &[]);
        needed(&[("declarant", "parent")], &[], &[]);
        needed(&[("declarant", "guardian")], &[], &[]);
        needed(&[("declarant", "entity")], &[], &[Reason::LegalEntity]);
        needed(&[("violence", "no")], &[], &[]);
        needed(&[("violence", "yes")], &[], &[Reason::Violence]);
        needed(&[("offence", "other"), ("other_offence", "Extorsion")], &[], &[Reason::Extortion]);
        needed(&[("offence", "other"), ("other_offence", "Filouterie")], &[], &[]);
        let declared = [("goods_declared", "yes")];
        needed(&declared, &[("registered-vehicle", "stolen")], &[Reason::StolenVehicle]);
        needed(&declared, &[("registered-vehicle", "damaged")], &[]);
        needed(&declared, &[("unregistered-vehicle", "stolen")], &[]);
        needed(&declared, &[("phone", "stolen"), ("registered-vehicle", "stolen")], &[Reason::StolenVehicle]);
    }

    #[test]
    fn an_answer_that_is_no_longer_asked_for_needs_nothing() {
        needed(&[("offence", "theft"), ("other_offence", "Extorsion")], &[], &[]);
        needed(&[("goods_declared", "no")], &[("registered-vehicle", "stolen")], &[]);
    }

    #[test]
    fn a_stolen_vehicle_or_plate_cannot_wait() {
        let urgent = |category, thing, status| {
            let mut answers = answers(&[("goods_declared", "yes")], &[(category, status)]);
            let item = answers.items(GOODS).first().copied();
            answers.set(At { field: f::THING.spec.name, item }, String::from(thing));
            is_urgent(&answers)
        };
        assert!(urgent("registered-vehicle", "", f::STOLEN));
        assert!(urgent("other", f::PLATE_ALONE, f::STOLEN));
        for (category, thing, status) in
            [("other", f::PLATE_ALONE, "damaged"), ("other", "bag", f::STOLEN), ("unregistered-vehicle", "", f::STOLEN)]
        {
            assert!(!urgent(category, thing, status), "{category} {thing} {status}");
        }
    }

    #[test]
    fn reasons_add_up_in_their_order() {
        needed(
            &[("violence", "yes"), ("declarant", "entity"), ("goods_declared", "yes")],
            &[("registered-vehicle", "stolen")],
            &[Reason::LegalEntity, Reason::Violence, Reason::StolenVehicle],
        );
    }
}
