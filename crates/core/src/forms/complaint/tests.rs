//! What must hold for the complaint form whatever was typed.

mod ways;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::{
    domain::{
        appointment::Preference,
        complaint::{TimeOfDay, When},
        date::Now,
        flaw::FlawKind,
        goods::MAX_ITEMS,
    },
    form::{
        answers::{Answers, At, Setting},
        field::{Control, Spec},
        journey::{Journey, Stop},
        reader::Reader,
        step::{Part, Step},
    },
    site::Language,
    text::{Word, tests::words},
};
use ways::every_way;

/// 23 November 2026, 23:30 in Paris.
pub(super) const NOW: Now = Now { unix: 1_795_473_000, trusted: true };

const LILLE: &str = r#"{"code":"59350","name":"Lille","postal_code":"59000","department":"59","point":[50.63,3.06]}"#;
const SAINT_DENIS: &str =
    r#"{"code":"97411","name":"Saint-Denis","postal_code":"97400","department":"974","point":[-20.88,55.45]}"#;
const STATION: &str =
    r#"{"id":"pn-59350-lille","name":"Commissariat de Lille","address":"19 rue de Marquillies 59000 Lille"}"#;

/// A theft of a telephone with every field answered that must be.
pub(super) fn complete() -> Answers {
    let mut answers = Answers::default();
    let item = answers.add_item(GOODS);
    for (field, value) in [
        ("offence", "theft"),
        ("is_adult", "yes"),
        ("is_victim", "yes"),
        ("author_unknown", "yes"),
        ("law_accepted", "yes"),
        ("civility", "madam"),
        ("birth_name", "Dupont"),
        ("first_names", "Anne"),
        ("birth_date", "27 3 1985"),
        ("declarant", "victim"),
        ("birth_in_france", "france"),
        ("birth_town", LILLE),
        ("french", "france"),
        ("family", "single"),
        ("job", "Infirmière"),
        ("home_in_france", "france"),
        ("home_address", "3 rue des Lilas"),
        ("home_municipality", LILLE),
        ("email", "anne@exemple.fr"),
        ("email_again", "Anne@exemple.fr"),
        ("phone", "06 12 34 56 78"),
        ("description", "On m’a pris mon téléphone dans le métro, à la station Gambetta."),
        ("violence", "no"),
        ("place", "Transports"),
        ("place_transport", "Station de métro"),
        ("facts_in_france", "france"),
        ("facts_municipality", LILLE),
        ("date_known", "yes"),
        ("date", "22 11 2026"),
        ("hour_known", "no"),
        ("goods_declared", "yes"),
        ("suspects", "no"),
        ("witnesses", "no"),
        ("police_visit", "no"),
        ("cctv", "no"),
        ("station", STATION),
    ] {
        answers.set(At { field, item: None }, value.to_owned());
    }
    for (field, value) in [("category", "phone"), ("status", "stolen"), ("phone_brand", "Fairphone")] {
        answers.set(At { field, item: Some(item) }, value.to_owned());
    }
    answers
}

/// The same, with another item than the telephone.
pub(super) fn declaring(item: &[(&'static str, &str)]) -> Answers {
    let mut answers = complete();
    answers.remove_item(1);
    let id = answers.add_item(GOODS);
    for (field, value) in item {
        answers.set(At { field, item: Some(id) }, (*value).to_owned());
    }
    answers
}

pub(super) fn with(changes: &[(&'static str, &str)]) -> Answers {
    let mut answers = complete();
    for (field, value) in changes {
        answers.set(At { field, item: None }, (*value).to_owned());
    }
    answers
}

#[track_caller]
fn flaws(changes: &[(&'static str, &str)], expected: &[(&str, FlawKind)]) {
    let found: Vec<_> = match read(&with(changes), NOW) {
        Ok(_) => Vec::new(),
        Err(findings) => findings.flaws.iter().map(|flaw| (flaw.at.field, flaw.kind)).collect(),
    };
    assert_eq!(found, expected);
}

fn fields_shown(answers: &Answers) -> Vec<(At, &'static Spec)> {
    let fields = |parts: Vec<Part>, item| -> Vec<_> {
        parts.iter().flat_map(Part::fields).map(|spec| (At { field: spec.name, item }, *spec)).collect()
    };
    let mut shown = Vec::new();
    for step in FORM.on_the_way(answers) {
        shown.extend(fields((step.parts)(answers, None), None));
        if let Some(repeat) = step.repeat.as_ref().filter(|repeat| (repeat.wanted)(answers)) {
            for item in answers.items(repeat.list) {
                shown.extend(fields((repeat.item_parts)(answers, *item), Some(*item)));
            }
        }
    }
    shown
}

#[test]
fn a_complete_form_is_a_complaint_and_leads_to_the_check() {
    let complaint = read(&complete(), NOW).unwrap();
    assert_eq!(complaint.identity.birth_name, "DUPONT");
    assert!(matches!(complaint.when, When::Exact { time: TimeOfDay::Unknown, .. }));
    assert!(FORM.journey(&complete(), NOW).is_complete());
}

#[test]
fn the_sealed_text_is_as_agreed() {
    let json = serde_json::to_string_pretty(&read(&complete(), NOW).unwrap()).unwrap();
    assert_eq!(json.trim(), include_str!("../../../tests/golden/complaint-v1.json").trim());
    let again: Complaint = serde_json::from_str(&json).unwrap();
    assert!(again == read(&complete(), NOW).unwrap());
}

#[test]
fn an_empty_form_starts_at_its_first_step_and_lets_nobody_jump() {
    let journey = FORM.journey(&Answers::default(), NOW);
    assert_eq!(journey.furthest().slug(), "nature");
    assert!(journey.at("identite").is_none() && journey.at(Stop::CHECK).is_none());
    assert_eq!(journey.place(Stop::Check), (20, 20));
    assert!(journey.before(journey.furthest()).is_none());
}

#[test]
fn a_wrong_answer_leads_back_to_its_step() {
    let journey = FORM.journey(&with(&[("email", "nope")]), NOW);
    assert_eq!(journey.furthest().slug(), "contact");
    assert!(journey.at("faits").is_none() && journey.at("adresse").is_some());
}

#[test]
fn the_six_contradictions_of_time_are_told() {
    flaws(&[("date", "24 11 2026")], &[("date", FlawKind::DateInFuture)]);
    let between = |from, to| [("date_known", "no"), ("first_date", from), ("last_date", to)];
    flaws(&between("20 11 2026", "19 11 2026"), &[("last_date", FlawKind::EndBeforeStart)]);
    flaws(&between("20 11 2026", "20 11 2026"), &[("last_date", FlawKind::SameDate)]);
    flaws(&between("20 11 2026", "24 11 2026"), &[("last_date", FlawKind::DateInFuture)]);
    let slot = |from, to| [("hour_known", "roughly"), ("first_hour", from), ("last_hour", to)];
    flaws(&slot("19h", "18h"), &[("last_hour", FlawKind::HourEndBeforeStart)]);
    flaws(&slot("19h", "19h"), &[("last_hour", FlawKind::SameHour)]);
    let hour = |typed| [("date", "23 11 2026"), ("hour_known", "yes"), ("hour", typed)];
    flaws(&hour("23:31"), &[("hour", FlawKind::HourInFuture)]);
    flaws(&hour("23:30"), &[]);
}

#[test]
fn today_is_the_day_where_it_happened() {
    // In Réunion it is already the 24th, 02:30.
    flaws(&[("facts_municipality", SAINT_DENIS), ("date", "24 11 2026")], &[]);
}

#[test]
fn six_years_stop_and_one_year_warns() {
    flaws(&[("date", "22 11 2020")], &[("date", FlawKind::TimeBarred)]);
    flaws(&[("date", "23 11 2020")], &[]);
    let warnings = FORM.warnings(&with(&[("date", "22 11 2025")]), NOW);
    assert_eq!(warnings.iter().map(|flaw| flaw.kind).collect::<Vec<_>>(), [FlawKind::MaybeTimeBarred]);
}

#[test]
fn a_clock_that_cannot_be_trusted_only_warns() {
    let untrusted = Now { trusted: false, ..NOW };
    let answers = with(&[("date", "22 11 2030")]);
    assert!(read(&answers, untrusted).is_ok());
    assert_eq!(FORM.warnings(&answers, untrusted)[0].kind, FlawKind::DateInFuture);
}

#[test]
fn nothing_to_declare_needs_no_item_and_something_needs_one() {
    let mut answers = complete();
    answers.remove_item(1);
    let findings = read(&answers, NOW).unwrap_err();
    assert_eq!(findings.flaws[0].kind, FlawKind::NoItem);
    answers.set(At { field: "goods_declared", item: None }, "no".to_owned());
    assert!(read(&answers, NOW).unwrap().goods.is_empty());
}

#[test]
fn a_time_of_another_station_is_none_and_one_that_cannot_be_read_is_told() {
    let station = |id: &str| format!(r#"{{"station":"{id}","start":"2026-12-01T10:30:00+01:00","minutes":30}}"#);
    let preference = |slot: &str| read(&with(&[("slot", slot)]), NOW).map(|complaint| complaint.appointment.preference);
    assert!(preference(&station("pn-59350-lille")).is_ok_and(|found| found == Preference::Slot));
    assert!(visit::slot(&with(&[("slot", &station("pn-59350-lille"))])).is_some());
    assert!(matches!(preference(&station("pn-75056-paris")), Ok(Preference::HalfDays { .. })));
    assert!(visit::slot(&with(&[("slot", &station("pn-75056-paris"))])).is_none());
    flaws(
        &[("slot", "?"), ("half_days", "2026-11-23 am")],
        &[("slot", FlawKind::NotAChoice), ("half_days", FlawKind::HalfDayPast)],
    );
}

#[test]
fn an_appointment_is_asked_about_only_where_none_is_needed() {
    let identified =
        |changes: &[(&'static str, &str)]| with(changes).under(Setting { identified: true, ..Setting::default() });
    let wanted = |answers: Answers| read(&answers, NOW).map(|complaint| complaint.appointment.preference);
    assert_eq!(read(&identified(&[]), NOW).unwrap_err().flaws[0].at.field, "wants_appointment");
    assert!(wanted(identified(&[("wants_appointment", "no")])).is_ok_and(|found| found == Preference::NotWanted));
    let yes = identified(&[("wants_appointment", "yes"), ("half_days", "2026-11-25 pm")]);
    assert!(matches!(wanted(yes), Ok(Preference::HalfDays { preferred }) if preferred.days().len() == 1));
    // Needed all the same: then it is not asked.
    let violence = identified(&[("violence", "yes"), ("violence_text", "Bousculade, une coupure à la main.")]);
    assert!(matches!(wanted(violence), Ok(Preference::HalfDays { .. })));
}

#[test]
fn the_competent_station_is_told_and_where_there_is_none_it_is_chosen_freely() {
    let told = |changes: &[(&'static str, &str)]| meaning::competence(&with(changes));
    let (abroad, home_abroad) = (("facts_in_france", "abroad"), ("home_in_france", "abroad"));
    assert_eq!(told(&[]), Word::StationOfFacts);
    assert_eq!(told(&[home_abroad]), Word::StationOfFacts);
    assert_eq!(told(&[("place", "Internet")]), Word::StationOfHome);
    assert_eq!(told(&[abroad]), Word::StationOfHomeInstead);
    assert_eq!(told(&[abroad, home_abroad]), Word::StationOfNobody);
    assert_eq!(told(&[("place", "Téléphone"), home_abroad]), Word::StationOfNobody);
}

#[test]
fn hostile_text_is_refused_or_kept_and_never_harmful() {
    let megabyte = "x".repeat(1_000_000);
    flaws(&[("birth_name", &megabyte)], &[("birth_name", FlawKind::TooLong { max: 70, is: 1_000_000 })]);
    flaws(&[("description", &megabyte)], &[("description", FlawKind::TooLong { max: 1500, is: 1_000_000 })]);
    flaws(&[("birth_name", "👩‍👩‍👧<script>")], &[]);
    flaws(&[("facts_municipality", "Lille")], &[("facts_municipality", FlawKind::NotACommune)]);
    flaws(&[("station", "{\"id\":1}")], &[("station", FlawKind::NotAStation)]);
    flaws(&[("offence", "murder")], &[("offence", FlawKind::NotAChoice)]);
}

#[test]
fn every_field_is_a_field_once() {
    let mut names = BTreeSet::new();
    for (at, _) in fields_shown(&complete()) {
        assert!(names.insert(at), "{at:?} is drawn twice");
    }
}

#[test]
fn every_step_can_be_reached_and_no_slug_is_taken_twice() {
    let mut reached = BTreeSet::new();
    for answers in every_way() {
        let journey = FORM.journey(&answers, NOW);
        assert!(journey.is_complete(), "{:?}", FORM.findings(journey_step(&journey), None, &answers, NOW).flaws);
        assert!(read(&answers, NOW).is_ok());
        for stop in journey.stops() {
            assert!(journey.at(stop.slug()).is_some(), "{}", stop.slug());
            reached.insert(stop.slug());
        }
    }
    let slugs: Vec<_> = FORM.steps.iter().map(|step| step.slug).chain([Stop::CHECK]).collect();
    assert_eq!(reached.len(), slugs.len(), "a slug is taken twice");
    assert!(slugs.iter().all(|slug| reached.contains(slug)));
    assert!(FORM.step("recu").is_none(), "the receipt's address is taken");
}

/// The step at which answers stop, for the message of a failing test.
fn journey_step(journey: &Journey) -> &'static Step {
    match journey.furthest() {
        Stop::Step(step) => step,
        Stop::Check => &FORM.steps[0],
    }
}

#[test]
fn every_answer_is_read_back_in_every_language() {
    for language in [Language::Fr, Language::En] {
        let sections = FORM.summary(&complete(), &words(language));
        let rows: Vec<_> = sections.iter().flat_map(|section| &section.rows).collect();
        assert!(rows.iter().all(|row| !row.value.is_empty() && !row.value.contains(['{', '}'])));
        assert!(rows.iter().any(|row| row.value == "Lille (59000)"));
        assert!(sections.iter().any(|section| section.title == "Fairphone"));
        // What was typed twice is read back once.
        assert_eq!(rows.iter().filter(|row| row.value == "anne@exemple.fr").count(), 1);
    }
}

#[test]
fn the_largest_complaint_fits_a_request() {
    let mut answers = complete();
    answers.remove_item(1);
    for _ in 0..MAX_ITEMS {
        let item = answers.add_item(GOODS);
        // The category whose texts are the longest together.
        for (field, value) in [
            ("category", "registered-vehicle"),
            ("status", "damaged"),
            ("vehicle_nature", "car"),
            ("vehicle_brand", &"é".repeat(20)),
            ("damage", "damage"),
            ("amount", "999999999,99"),
            ("purchased_on", "22 11 2020"),
        ] {
            answers.set(At { field, item: Some(item) }, value.to_owned());
        }
    }
    let longest = "é".repeat(1500);
    for (at, spec) in fields_shown(&answers) {
        let (Control::Lines { max } | Control::Line { max, .. } | Control::Known { max, .. }) = spec.control else {
            continue;
        };
        if !["email", "email_again", "phone", "other_phone", "amount"].contains(&at.field) {
            answers.set(at, longest.chars().take(max).collect());
        }
    }
    let complaint = read(&answers, NOW).unwrap();
    let plain = serde_json::to_vec(&complaint).unwrap().len();
    // Sealed text is base64, four bytes for three, after padding; some room is left for fields to come.
    assert!(plain * 4 / 3 < crate::wire::submission::MAX_BODY * 3 / 4, "{plain} bytes");
}

/// The same, with something in every field of an item that must be answered.
fn completed(mut answers: Answers) -> Answers {
    for (at, spec) in fields_shown(&answers) {
        if at.item.is_some() && answers.get(at).is_empty() && !spec.optional {
            let value = match spec.control {
                Control::Choice(choices) | Control::Select(choices) => choices[0].value,
                _ => "Quelque chose",
            };
            answers.set(at, value.to_owned());
        }
    }
    answers
}

#[test]
fn a_legal_entity_says_whose_a_device_is() {
    let device = [("category", "multimedia"), ("status", "stolen"), ("device_nature", "laptop"), ("device_brand", "X")];
    let asked = |declarant: &str| {
        let mut answers = declaring(&device);
        answers.set(At { field: "declarant", item: None }, declarant.to_owned());
        fields_shown(&answers).iter().any(|(at, _)| at.field == "device_owned")
    };
    assert!(asked("entity") && !asked("victim"));
}

#[test]
fn an_item_of_every_category_is_read_back_and_named() {
    for language in [Language::Fr, Language::En] {
        let words = words(language);
        for item in ITEMS {
            let answers = completed(declaring(item));
            let complaint = read(&answers, NOW).unwrap();
            let json = serde_json::to_string(&complaint).unwrap();
            assert!(serde_json::from_str::<Complaint>(&json).unwrap() == complaint, "{json}");
            let sections = FORM.summary(&answers, &words);
            let section = sections.iter().find(|section| section.item.is_some()).unwrap();
            assert!(!section.title.is_empty() && section.rows.len() >= item.len(), "{item:?}");
            for row in sections.iter().flat_map(|section| &section.rows) {
                assert!(!row.value.is_empty() && !row.value.contains(['{', '}', '\u{1}', '\u{2}']), "{}", row.value);
            }
        }
    }
}

/// An item of every category, as every answer that opens more questions leads to it.
const ITEMS: [&[(&str, &str)]; 14] = [
    &[("category", "phone"), ("status", "stolen"), ("phone_brand", "Fairphone"), ("phone_imei", "490154203237518")],
    &[("category", "phone"), ("status", "damaged"), ("phone_brand", "Fairphone"), ("damage", "damage")],
    &[
        ("category", "phone"),
        ("status", "stolen"),
        ("phone_brand", "Fairphone"),
        ("phone_imei", "\u{1}"),
        ("phone_no_imei", "Ni boîte ni facture"),
    ],
    &[("category", "payment"), ("status", "stolen"), ("means", "card"), ("iban", "\u{1}")],
    &[("category", "payment"), ("status", "stolen"), ("means", "chequebook"), ("iban", "\u{2}FR76")],
    &[("category", "payment"), ("status", "stolen"), ("means", "holiday-cheques")],
    &[("category", "document"), ("status", "stolen"), ("document_type", "other"), ("document_owned", "no")],
    &[("category", "registered-vehicle"), ("status", "stolen"), ("vehicle_nature", "car"), ("plate", "\u{1}")],
    &[("category", "registered-vehicle"), ("status", "damaged"), ("vehicle_nature", "car"), ("damage", "graffiti")],
    &[("category", "unregistered-vehicle"), ("status", "stolen"), ("cycle_designation", "Vélo")],
    &[("category", "multimedia"), ("status", "stolen"), ("device_nature", "laptop"), ("device_owned", "no")],
    &[("category", "other"), ("status", "stolen"), ("thing", "jewellery")],
    &[("category", "other"), ("status", "stolen"), ("thing", "cash")],
    &[("category", "other"), ("status", "damaged"), ("thing", "plate"), ("damage", "other")],
];

/// Every field that any of the ways shows.
fn every_field() -> Vec<(At, &'static Spec)> {
    let ways = every_way();
    let mut every: Vec<_> = ways.iter().chain(&ITEMS.map(declaring)).flat_map(fields_shown).collect();
    every.sort_by_key(|(at, _)| at.field);
    every.dedup_by_key(|(at, _)| at.field);
    every
}

prop_compose! {
    /// Any answers at all: on a way that holds, changed here and there — to another choice, something readable, or rubbish.
    fn any_answers()(
        way in 0..13usize,
        guardians: bool,
        identified: bool,
        items in prop::collection::vec(0..ITEMS.len(), 0..3),
        witnesses in 0..3u32,
        typed in prop::collection::vec((0..1000usize, 0..6u32, 0..20usize, prop_oneof![
            Just("yes".to_owned()), Just("no".to_owned()), Just("22 11 2026".to_owned()), Just("18:00".to_owned()),
            Just(LILLE.to_owned()), Just(STATION.to_owned()), Just("anne@exemple.fr".to_owned()),
            Just("06 12 34 56 78".to_owned()), Just(String::new()),
            Just("\u{1}490".to_owned()), Just("\u{2}".to_owned()), ".{0,80}",
        ]), 0..60),
    ) -> Answers {
        let mut answers = every_way().into_iter().nth(way).unwrap_or_default();
        answers = answers.under(Setting { identified, guardians });
        for _ in 0..witnesses { answers.add_item(WITNESSES); }
        for item in items {
            let id = answers.add_item(GOODS);
            for (field, value) in ITEMS[item] {
                answers.set(At { field, item: Some(id) }, (*value).to_owned());
            }
        }
        let every = every_field();
        for (place, item, choice, value) in typed {
            let (at, spec) = every[place % every.len()];
            let value = match spec.control {
                Control::Choice(choices) | Control::Select(choices) if choice < 15 => choices[choice % choices.len()].value.to_owned(),
                _ => value,
            };
            answers.set(At { field: at.field, item: at.item.map(|_| item) }, value);
        }
        answers
    }
}

proptest! {
    #[test]
    fn every_field_that_is_drawn_is_read_once_and_no_other(answers in any_answers()) {
        let mut reader = Reader::new(&answers, NOW);
        for step in FORM.on_the_way(&answers) {
            step.read_all(&mut reader);
        }
        let mut read = reader.finish().read;
        let mut shown: Vec<At> = fields_shown(&answers).into_iter().map(|(at, _)| at).collect();
        read.sort_unstable();
        shown.sort_unstable();
        prop_assert_eq!(read, shown);
    }

    #[test]
    fn what_is_not_on_the_way_is_not_read(answers in any_answers()) {
        let (mut all, mut way) = (Reader::new(&answers, NOW), Reader::new(&answers, NOW));
        FORM.steps.iter().for_each(|step| step.read_all(&mut all));
        FORM.on_the_way(&answers).for_each(|step| step.read_all(&mut way));
        prop_assert_eq!(all.finish().read, way.finish().read);
    }

    #[test]
    fn a_complaint_is_read_exactly_when_the_way_leads_to_the_check(answers in any_answers()) {
        prop_assert_eq!(read(&answers, NOW).is_ok(), FORM.journey(&answers, NOW).is_complete());
    }

    #[test]
    fn forward_and_back_come_from_one_list(answers in any_answers()) {
        let journey = FORM.journey(&answers, NOW);
        for stop in journey.stops() {
            if let Some(before) = journey.before(stop) {
                prop_assert!(journey.after(before) == stop);
            }
        }
        prop_assert!(journey.at(journey.furthest().slug()).is_some());
    }
}
