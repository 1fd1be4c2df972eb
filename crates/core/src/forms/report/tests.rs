//! What must hold for the report form whatever was typed.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::{
    domain::{
        date::Now,
        flaw::FlawKind,
        report::{Location, Reporter},
        reported_address::{MAX_ADDRESSES, MAX_PASTED},
    },
    form::{
        answers::{Answers, At},
        field::{Control, Spec},
        journey::Stop,
        reader::Reader,
        step::Part,
    },
    forms::complaint,
    site::Language,
    text::tests::words,
};

/// 23 November 2026, 23:30 in Paris.
const NOW: Now = Now { unix: 1_795_473_000, trusted: true };

const PASTED: &str = "Voici :\n https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m23s&si=suivi \n\
     https://x.com/compte/status/123?s=20&utm_source=partage\n\
     https://xn--fcebook-2fg.com/page?fbclid=zz\nhttps://exemple.fr/\u{202e}gpj.exe\n";

const ANONYMOUS: [(&str, &str); 10] = [
    ("no_emergency", "yes"),
    ("report_victim", "no"),
    ("report_category", "hatred"),
    ("hatred_kind", "origin"),
    ("medium", "video"),
    ("address_known", "yes"),
    ("addresses", PASTED),
    ("seen_date", "22 11 2026"),
    ("named", "no"),
    ("report_description", "À 1:23, un appel à la haine, en français."),
];

const NAMED: [(&str, &str); 12] = [
    ("report_victim", "yes"),
    ("address_known", "no"),
    ("platform", "Roblox"),
    ("pseudonym", "x_Loup_x"),
    ("reference", "Salon nº 4"),
    ("seen_hour", "23 h 15"),
    ("seen_zone", "reunion"),
    ("named", "yes"),
    ("last_name", "Dupont"),
    ("reporter_first_names", "Anne"),
    ("reporter_email", "anne@exemple.fr"),
    ("reporter_address", "3 rue des Lilas"),
];

fn answered(changes: &[&[(&'static str, &str)]]) -> Answers {
    let mut answers = Answers::default();
    for (field, value) in ANONYMOUS.iter().chain(changes.iter().copied().flatten()) {
        answers.set(At { field, item: None }, (*value).to_owned());
    }
    answers
}

#[track_caller]
fn flaws(changes: &[(&'static str, &str)], expected: &[(&str, FlawKind)]) {
    let found: Vec<_> = match read(&answered(&[changes]), NOW) {
        Ok(_) => Vec::new(),
        Err(findings) => findings.flaws.iter().map(|flaw| (flaw.at.field, flaw.kind)).collect(),
    };
    assert_eq!(found, expected);
}

fn fields_shown(answers: &Answers) -> Vec<(At, &'static Spec)> {
    let parts = FORM.steps.iter().flat_map(|step| (step.parts)(answers, None));
    parts
        .filter_map(|part| match part {
            Part::Field(spec) => Some((At { field: spec.name, item: None }, spec)),
            _ => None,
        })
        .collect()
}

fn enclosed(answers: &Answers) -> String {
    let report = read(answers, NOW).unwrap();
    String::from_utf8(Enclosed { schema: SCHEMA, form: FormName::ContentReport, report }.to_bytes()).unwrap()
}

#[test]
fn the_sealed_text_is_as_agreed() {
    let golden = include_str!("../../../tests/golden/report-v1.jsonl");
    let lines = [enclosed(&answered(&[])), enclosed(&answered(&[&NAMED]))];
    assert_eq!(golden.lines().collect::<Vec<_>>(), lines);
}

#[test]
fn what_was_pasted_comes_out_to_the_byte_and_an_anonymous_report_names_nobody() {
    let answers = answered(&[&NAMED, &[("address_known", "yes"), ("named", "no")]]);
    let report = read(&answers, NOW).unwrap();
    let Location::Addresses { pasted, .. } = &report.location else { panic!("addresses were given") };
    assert_eq!(pasted.pasted.as_bytes(), PASTED.as_bytes());
    assert_eq!(pasted.addresses.len(), 4);
    assert!(report.reporter == Reporter::Anonymous);
    // Typed, then not wanted: nothing of it is sealed.
    let text = enclosed(&answers);
    for personal in ["Dupont", "Anne", "anne@", "Lilas", "Roblox", "Loup"] {
        assert!(!text.contains(personal), "{personal}");
    }
}

#[test]
fn an_empty_form_starts_at_its_first_step_and_lets_nobody_jump() {
    let journey = FORM.journey(&Answers::default(), NOW);
    assert_eq!(journey.furthest().slug(), "avant");
    assert!(journey.at("contenu").is_none() && journey.at(Stop::CHECK).is_none());
    assert_eq!(journey.place(Stop::Check), (6, 6));
    flaws(&[("no_emergency", "")], &[("no_emergency", FlawKind::Missing)]);
}

#[test]
fn every_step_can_be_reached_and_no_slug_is_taken_twice() {
    let journey = FORM.journey(&answered(&[]), NOW);
    let slugs: BTreeSet<_> = journey.stops().map(Stop::slug).collect();
    assert_eq!(slugs.len(), FORM.steps.len() + 1);
    for slug in slugs {
        assert!(journey.at(slug).is_some(), "{slug}");
    }
    assert!(FORM.step("recu").is_none(), "the receipt's address is taken");
}

#[test]
fn every_branch_of_the_tree_can_be_chosen_and_leads_on_or_elsewhere() {
    let Control::Choice(choices) = fields::CATEGORY.spec.control else { panic!("a choice") };
    let values: Vec<_> = choices.iter().map(|choice| choice.value).collect();
    assert_eq!(values, categories::BRANCHES.iter().map(|branch| branch.value).collect::<Vec<_>>());
    let mut names = BTreeSet::new();
    for branch in categories::BRANCHES {
        let kinds = match branch.meaning {
            categories::Meaning::One(_) => vec![("report_victim", "no")],
            categories::Meaning::OneOf(field) => {
                let Control::Choice(kinds) = field.spec.control else { panic!("a choice") };
                kinds.iter().map(|kind| (field.spec.name, kind.value)).collect()
            }
        };
        for kind in kinds {
            let answers = answered(&[&[("report_category", branch.value), kind]]);
            let said: Vec<_> =
                read(&answers, NOW).err().into_iter().flat_map(|found| found.flaws).map(|flaw| flaw.kind).collect();
            if branch.task == categories::Task::OfOthers {
                assert_eq!(said, [FlawKind::OfAnotherService]);
                assert!(!branch.advice.is_empty(), "{} says where to go", branch.value);
            } else {
                assert_eq!(said, [], "{}", branch.value);
                assert!(names.insert(read(&answers, NOW).unwrap().category.name));
            }
        }
    }
    assert_eq!(names.len(), 22);
}

#[test]
fn danger_shows_the_numbers_and_a_suicide_its_own() {
    let notes = |answers: &Answers| {
        (FORM.step("contenu").unwrap().parts)(answers, None).iter().map(Part::key).collect::<Vec<_>>()
    };
    let suicide = answered(&[&[("report_category", "danger"), ("danger_kind", "suicide")]]);
    assert_eq!(notes(&suicide)[1], Part::Numbers.key());
    assert_eq!(notes(&suicide)[3].2, crate::text::Word::ReportSuicideNote as usize);
}

#[test]
fn the_victim_of_an_insult_needs_a_complaint_and_a_witness_does_not() {
    let insult = |victim| [("report_category", "insult"), ("report_victim", victim)];
    flaws(&insult("no"), &[]);
    flaws(&insult("yes"), &[("report_category", FlawKind::OfAnotherService)]);
}

#[test]
fn what_was_not_yet_seen_is_told() {
    flaws(&[("seen_date", "24 11 2026")], &[("seen_date", FlawKind::DateInFuture)]);
    flaws(&[("seen_date", "24 11 2026"), ("seen_hour", "2 h"), ("seen_zone", "reunion")], &[]);
    flaws(&[("seen_date", "23 11 2026"), ("seen_hour", "23:31")], &[("seen_hour", FlawKind::HourInFuture)]);
    flaws(&[("seen_date", "23 11 2026"), ("seen_hour", "23:30")], &[]);
    let untrusted = Now { trusted: false, ..NOW };
    assert!(read(&answered(&[&[("seen_date", "24 11 2030")]]), untrusted).is_ok());
}

#[test]
fn doubtful_and_repeated_addresses_warn_and_stop_nothing() {
    let twice = format!("{PASTED} https://youtu.be/a https://youtu.be/a?si=b");
    let answers = answered(&[&[("addresses", &twice)]]);
    let kinds: Vec<_> = FORM.warnings(&answers, NOW).iter().map(|flaw| flaw.kind).collect();
    assert_eq!(kinds, [FlawKind::SameAddress, FlawKind::DoubtfulAddress]);
    assert!(read(&answers, NOW).is_ok());
    flaws(&[("addresses", "le compte de Jean")], &[("addresses", FlawKind::NoAddress)]);
}

#[test]
fn a_victim_takes_answers_along_and_loses_none() {
    let mut complaint = Answers::default();
    let at = |field| At { field, item: None };
    complaint.set(at("birth_name"), "Martin".to_owned());
    to_complaint(&answered(&[&NAMED, &[("address_known", "yes")]]), &mut complaint);
    assert_eq!(complaint.get(at("birth_name")), "Martin");
    for (field, value) in [
        ("date", "22 11 2026"),
        ("date_known", "yes"),
        ("hour", "23 h 15"),
        ("first_names", "Anne"),
        ("email", "anne@exemple.fr"),
    ] {
        assert_eq!(complaint.get(at(field)), value);
    }
    let story = complaint.get(at("description"));
    assert!(story.starts_with("À 1:23, un appel") && story.contains("\nhttps://x.com/compte/status/123\n"), "{story}");
    let findings = complaint::read(&complaint, NOW).unwrap_err();
    let wrong: Vec<_> = findings.flaws.iter().map(|flaw| flaw.at.field).collect();
    assert!(
        !wrong.iter().any(|field| ["description", "date", "hour", "first_names", "email"].contains(field)),
        "{wrong:?}"
    );

    let mut empty = Answers::default();
    to_complaint(&Answers::default(), &mut empty);
    assert!(empty.is_empty());
}

#[test]
fn every_answer_is_read_back_in_every_language_with_nothing_hidden() {
    for language in [Language::Fr, Language::En] {
        for answers in [answered(&[]), answered(&[&NAMED])] {
            let sections = FORM.summary(&answers, &words(language));
            let rows: Vec<_> = sections.iter().flat_map(|section| &section.rows).collect();
            for row in rows {
                assert!(!row.value.is_empty() && !row.value.contains(['{', '}', '\u{202e}']), "{}", row.value);
            }
        }
    }
}

#[test]
fn the_largest_report_fits_a_request() {
    // The worst for the original (six bytes for one), and the worst for the cleaned copy (twelve for one).
    for filling in ["\u{1}", "\u{10ffff}"] {
        let mut pasted = format!("x.com/compte/status/12{} ", filling.repeat(75)).repeat(MAX_ADDRESSES);
        pasted.extend(filling.repeat(MAX_PASTED).chars().take(MAX_PASTED - pasted.chars().count()));
        let astral = |max: usize| filling.repeat(max);
        let answers = answered(&[
            &NAMED,
            &[
                ("address_known", "yes"),
                ("addresses", &pasted),
                ("account", &astral(fields::MAX_PSEUDONYM)),
                ("report_description", &"\u{10ffff}".repeat(fields::MAX_DESCRIPTION)),
            ],
        ]);
        let plain = enclosed(&answers).len();
        // Sealed text is base64, four bytes for three, after padding.
        assert!((plain + 8192) * 4 / 3 < crate::wire::submission::MAX_BODY, "{plain} bytes");
    }
}

prop_compose! {
    /// Any answers at all: the choices' own values, and rubbish.
    fn any_answers()(
        typed in prop::collection::vec((0..200usize, prop_oneof![
            Just("yes".to_owned()), Just("no".to_owned()), Just("hatred".to_owned()), Just("danger".to_owned()),
            Just("suicide".to_owned()), Just("insult".to_owned()), Just("spam".to_owned()), Just("origin".to_owned()),
            Just("22 11 2026".to_owned()), Just("18:00".to_owned()), Just("video".to_owned()), Just("email".to_owned()),
            Just("reunion".to_owned()), Just(PASTED.to_owned()), ".{0,80}",
        ]), 0..40),
        complete in any::<bool>(),
    ) -> Answers {
        let mut answers = if complete { answered(&[]) } else { Answers::default() };
        let mut every = fields_shown(&answered(&[&NAMED]));
        for changes in [[("report_category", "danger"), ("named", "no")], [("report_category", "minors"), ("address_known", "yes")], [("report_category", "trade"), ("named", "yes")]] {
            every.extend(fields_shown(&answered(&[&changes])));
        }
        for (place, value) in typed {
            let (at, _) = every[place % every.len()];
            answers.set(at, value);
        }
        answers
    }
}

proptest! {
    #[test]
    fn every_field_that_is_drawn_is_read_once_and_no_other(answers in any_answers()) {
        let mut reader = Reader::new(&answers, NOW);
        for step in FORM.steps {
            step.read_all(&mut reader);
        }
        let mut read = reader.finish().read;
        let mut shown: Vec<At> = fields_shown(&answers).into_iter().map(|(at, _)| at).collect();
        read.sort_unstable();
        shown.sort_unstable();
        prop_assert_eq!(&read, &shown);
        read.dedup();
        prop_assert_eq!(read.len(), shown.len());
    }

    #[test]
    fn a_report_is_read_exactly_when_the_way_leads_to_the_check(answers in any_answers()) {
        prop_assert_eq!(read(&answers, NOW).is_ok(), FORM.journey(&answers, NOW).is_complete());
    }

    #[test]
    fn no_part_of_a_screen_stands_twice(answers in any_answers()) {
        for step in FORM.steps {
            let keys: Vec<_> = (step.parts)(&answers, None).iter().map(Part::key).collect();
            let once: BTreeSet<_> = keys.iter().collect();
            prop_assert_eq!(once.len(), keys.len());
        }
    }

    #[test]
    fn anything_can_be_carried_to_the_complaint(answers in any_answers()) {
        let mut complaint = Answers::default();
        to_complaint(&answers, &mut complaint);
        let _ = complaint::read(&complaint, NOW);
    }
}
