use std::collections::BTreeSet;

use super::*;
use crate::{
    domain::date::Now,
    form::answers::{Answers, At},
    forms::complaint::fields,
};

/// The most questions that anybody is asked.
const MOST: usize = 8;

/// Calls for every way to an end, and returns how many there are.
fn every_way(visit: &mut dyn FnMut(&Way, Service)) -> usize {
    fn go(address: &str, visit: &mut dyn FnMut(&Way, Service)) -> usize {
        let way = Way::read(address);
        assert_eq!(way.address(), address, "an address leads where it says");
        assert!(way.taken.len() <= MOST, "{address} is longer than {MOST}");
        match way.at {
            Next::Go(service) => {
                visit(&way, service);
                1
            }
            Next::Ask(question) => {
                assert!(question.choices.len() >= 2, "a question of one answer at {address}");
                let names: BTreeSet<&str> = question.choices.iter().map(|choice| choice.name).collect();
                assert_eq!(names.len(), question.choices.len(), "a name twice at {address}");
                question.choices.iter().map(|choice| go(&way.address_with(choice), visit)).sum()
            }
        }
    }
    go("", visit)
}

#[test]
fn every_way_ends_and_every_service_is_reached() {
    let mut reached = BTreeSet::new();
    let ways = every_way(&mut |_, service| {
        reached.insert(service);
    });
    assert!(ways > 60, "only {ways} ways");
    assert_eq!(reached, BTreeSet::from(Service::ALL));
}

#[test]
fn an_emergency_is_one_answer_away() {
    for choice in FIRST.choices.iter().filter(|choice| choice.name != "no") {
        assert!(matches!(choice.leads, Next::Go(Service::Emergency)), "{}", choice.name);
    }
}

#[test]
fn names_can_stand_in_an_address() {
    every_way(&mut |way, _| {
        for (_, choice) in &way.taken {
            assert!(choice.name.bytes().all(|byte| byte.is_ascii_lowercase()), "{}", choice.name);
        }
    });
}

#[test]
fn what_does_not_follow_is_left_out() {
    for (address, expected) in [
        ("", ""),
        ("nowhere", ""),
        ("no.goods.nowhere.me", "no.goods"),
        ("yes.goods", "yes"),
        ("no..goods", "no"),
        ("<script>", ""),
    ] {
        assert_eq!(Way::read(address).address(), expected, "{address}");
    }
    assert_eq!(Way::read("").address_before(), None);
    assert_eq!(Way::read("no").address_before().as_deref(), Some(""));
    assert_eq!(Way::read("no.goods.theft").address_before().as_deref(), Some("no.goods"));
}

#[test]
fn a_complaint_begins_with_what_was_said() {
    let way = Way::read("no.goods.damage.unknown.me");
    assert!(matches!(way.at, Next::Go(Service::Complaint)));
    assert_eq!(
        way.carried(Form::Complaint),
        [("offence", "damage"), ("author_unknown", "yes"), ("is_adult", "yes"), ("is_victim", "yes")]
    );
    // A card that is gone is no offline scam, whatever was said before.
    assert_eq!(Way::read("no.money.card.gone").carried(Form::Complaint), [("offence", "stolen-card")]);
}

/// What is carried must be what the form itself would keep: the fields are read with it.
#[test]
fn what_is_carried_is_read_by_the_form() {
    let now = Now { unix: 0, trusted: true };
    let mut seen = BTreeSet::new();
    every_way(&mut |way, service| {
        let carried = way.carried(Form::Complaint);
        if service == Service::Complaint {
            assert!(!carried.is_empty(), "{} carries nothing", way.address());
        }
        let mut answers = Answers::default();
        for (field, value) in carried {
            answers.set(At { field, item: None }, value.to_owned());
            let read = match field {
                "offence" => (fields::OFFENCE.parse)(value, now).is_ok(),
                "is_adult" => (fields::IS_ADULT.parse)(value, now).is_ok(),
                "is_victim" => (fields::IS_VICTIM.parse)(value, now).is_ok(),
                "author_unknown" => (fields::AUTHOR_UNKNOWN.parse)(value, now).is_ok(),
                _ => false,
            };
            assert!(read, "{field} = {value}");
            seen.insert(field);
        }
    });
    let names = [&fields::OFFENCE.spec, &fields::IS_ADULT.spec, &fields::IS_VICTIM.spec, &fields::AUTHOR_UNKNOWN.spec]
        .map(|spec| spec.name);
    assert_eq!(seen, BTreeSet::from(names));
}
