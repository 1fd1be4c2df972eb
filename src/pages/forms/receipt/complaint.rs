//! What the receipt of a complaint says: what is not yet true, then the dates, then where to sign and what to bring.

use guichet_core::{
    config::NumberKind,
    domain::{choice::StationChoice, date::Date, zone::Zone},
    follow_up::pass::Pass,
    form::answers::At,
    forms::complaint::{
        appointment, day_of_facts, fields,
        first_hours::{Deadline, checklist},
        place_of_facts, visit as complaint_visit,
    },
    orientation::help,
    papers::deadlines::{self, Deadlines},
    site::Page,
    text::Word,
    wire::submission::Receipt,
};
use leptos::prelude::*;

use super::{
    super::{
        complaint::zone,
        follow_up::{Following, outcome, visit},
    },
    calendar::{Dates, add_dates},
    code,
    correct::correct,
    moment,
};
use crate::{
    components::{
        bullets,
        live::{link, live, nothing, panel, paragraph, subheading},
    },
    context::{session, settings, speech},
    routes,
};

/// Everything below the reference.
pub fn receipt(receipt: &Receipt) -> Vec<AnyView> {
    let (speech, zone) = (speech(), zone());
    let deadlines = Deadlines::of(receipt);
    let station = station();
    let pass = session().code().and_then(|code| Pass::read(&receipt.reference, &code).ok());
    let following = Following::new(pass.clone());
    if receipt.appointment.is_some() {
        // The receipt says how it was on arrival; an agent may have answered since.
        following.look();
    }
    vec![
        panel(
            "notice notice-warn",
            Some(speech.say(Word::ReceiptNotYetTitle)),
            vec![paragraph("", speech.say(not_yet()))],
        ),
        code(),
        outcome(following),
        visit(following, receipt.appointment.clone()),
        subheading(speech.say(Word::ReceiptNext)),
        next(deadlines, zone),
        deadlines.map_or_else(nothing, |deadlines| {
            let (reference, station, before) =
                (receipt.reference.clone(), station.clone(), receipt.appointment.clone());
            let appointment = live(move || if following.is_known() { following.appointment() } else { before.clone() });
            add_dates(Dates { reference, deadlines, station, zone, appointment })
        }),
        place(station),
        subheading(speech.say(Word::ReceiptBring)),
        bullets(&to_bring().join("\n")),
        first_hours(zone),
        follow(),
        correct(pass),
    ]
}

/// What turns the declaration into a complaint: for some goods, coming without waiting to be called.
fn not_yet() -> Word {
    if session().answers.with_untracked(appointment::is_urgent) { Word::ReceiptNotYetSoon } else { Word::ReceiptNotYet }
}

/// What to bring, by what was declared and for whom.
pub fn to_bring() -> Vec<String> {
    let (speech, session) = (speech(), session());
    session.answers.with_untracked(|answers| complaint_visit::to_bring(answers, session.now(), speech.words()))
}

/// What to do at once, with whom to call and by when; nothing where nothing declared asks for it.
fn first_hours(zone: Zone) -> AnyView {
    let (speech, session, config) = (speech(), session(), settings());
    let actions = session.answers.with_untracked(|answers| checklist(answers, session.now()));
    if actions.is_empty() {
        return nothing();
    }
    let lines: Vec<AnyView> = actions
        .into_iter()
        .map(|action| {
            let what = speech.say(action.word);
            let by = last_day(action.deadline, zone).map(|day| speech.words().date(day));
            let text = by.map_or_else(
                || what.to_owned(),
                |date| speech.fill(Word::ReceiptBy, &[("what", what), ("date", &date)]),
            );
            let number = action.call.and_then(|call| call.number(&config).map(str::to_owned));
            let call = number.map_or_else(nothing, |number| {
                let label = speech.fill(Word::NumberCallLabel, &[("number", &number)]);
                view! { " " {link("", help::link(&number, NumberKind::Tel), number, Some(label))} }.into_any()
            });
            view! { <li>{text} {call}</li> }.into_any()
        })
        .collect();
    view! {
        <h2>{speech.say(Word::ReceiptFirstHours)}</h2>
        <ul class="bullets">{lines}</ul>
    }
    .into_any()
}

/// The last day for something that one has just learnt of.
pub fn last_day(deadline: Deadline, zone: Zone) -> Option<Date> {
    let session = session();
    let department = session.answers.with_untracked(place_of_facts).map(|place| place.department).unwrap_or_default();
    deadline.last_day(zone.today(session.now())?, &department)
}

/// The way to the page that tells how it goes on.
fn follow() -> AnyView {
    let speech = speech();
    let way =
        link("", routes::to(speech.language(), &Page::FollowUp), speech.say(Word::ReceiptFollow).to_owned(), None);
    view! { <p class="no-print">{way}</p> }.into_any()
}

/// What has happened, and what will, with dates.
fn next(deadlines: Option<Deadlines>, zone: Zone) -> AnyView {
    let speech = speech();
    let at = |unix: fn(&Deadlines) -> i64| deadlines.as_ref().map(unix);
    let session = session();
    let facts = session.answers.with_untracked(|answers| day_of_facts(answers, session.now()));
    let limitation = facts.map_or_else(nothing, |day| {
        let [first, last] = deadlines::limitation(day).map(|day| speech.words().date(day));
        let text = speech.fill(Word::ReceiptLimitation, &[("first", &first), ("last", &last)]);
        view! { <li>{text}</li> }.into_any()
    });
    view! {
        <ol class="timeline">
            <li class="done">{speech.say(Word::ReceiptStepReceived)}</li>
            <li>{moment(Word::ReceiptStepCall, zone, at(|deadlines| deadlines.call_by))}</li>
            <li>{moment(Word::ReceiptStepSign, zone, at(|deadlines| deadlines.sign_by))}</li>
            {limitation}
        </ol>
    }
    .into_any()
}

/// The place that was chosen; none where the answers are no longer here.
fn station() -> Option<StationChoice> {
    let at = At { field: fields::STATION.spec.name, item: None };
    session().answers.with_untracked(|answers| StationChoice::parse(answers.get(at))).ok()
}

/// Where to sign.
fn place(station: Option<StationChoice>) -> AnyView {
    let Some(station) = station else { return nothing() };
    let telephone =
        station.telephone.map_or_else(nothing, |number| link("", help::link(&number, NumberKind::Tel), number, None));
    vec![
        subheading(speech().say(Word::ReceiptStation)),
        paragraph("", station.name),
        paragraph("", station.address),
        telephone,
    ]
    .into_any()
}
