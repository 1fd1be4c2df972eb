//! The receipt: the reference first, then what is not yet true, then the dates.

use guichet_core::{
    domain::{
        choice::StationChoice,
        date::{Date, Hour, unix_of_rfc3339},
        zone::Zone,
    },
    form::{
        answers::{Answers, At},
        submission::{Arrival, State},
    },
    forms::complaint::{FORM, fields, place_of_facts},
    text::Word,
    wire::submission::Receipt,
};
use leptos::prelude::*;

use crate::{
    browser::page as browser_page,
    components::{
        bullets, heading,
        live::{actions, button, link, nothing, panel, paragraph, part, subheading},
        summary,
    },
    context::{session, speech},
    routes,
};

/// An agent calls within a day (the time that the public service announces).
const CALL_WITHIN_SECONDS: i64 = 24 * 3600;

/// The receipt that is held, or word that there is none here.
pub fn page() -> AnyView {
    let session = session();
    let held = Memo::new(move |_| match session.sending() {
        State::Acknowledged { receipt, arrival, kept } => Some((receipt, arrival, kept)),
        _ => None,
    });
    let left = Memo::new(move |_| session.sending() == State::Left);
    part(move || {
        let (held, left) = (held.get(), left.get());
        untrack(|| match held {
            Some((receipt, arrival, kept)) => draw(&receipt, arrival, kept),
            None if left => absent(Word::ReceiptLeftTitle, Word::ReceiptLeftText),
            None => absent(Word::ReceiptNoneTitle, Word::ReceiptNoneText),
        })
    })
}

fn absent(title: Word, text: Word) -> AnyView {
    let speech = speech();
    let home = link("", routes::start(speech.language()), speech.say(Word::NotFoundLink).to_owned(), None);
    vec![heading(speech.say(title), None), paragraph("", speech.say(text)), home].into_any()
}

/// The follow-up code, where there is one.
pub fn code() -> AnyView {
    let speech = speech();
    session().code().map_or_else(nothing, |code| {
        let body = vec![paragraph("code", code), paragraph("small", speech.say(Word::ReceiptCodeText))];
        panel("panel", Some(speech.say(Word::ReceiptCode)), body)
    })
}

fn draw(receipt: &Receipt, arrival: Arrival, kept: bool) -> AnyView {
    let (speech, session) = (speech(), session());
    let zone = session
        .answers
        .with_untracked(place_of_facts)
        .map_or(Zone::Metropolitan, |place| Zone::of_department(&place.department));
    let sentence = |word, unix: Option<i64>| {
        let wall = unix.and_then(|unix| zone.wall(unix));
        let (date, time): (Option<Date>, Option<Hour>) = wall.unzip();
        let date = date.map(|date| speech.words().date(date)).unwrap_or_default();
        let time = time.map(|time| speech.words().hour(time)).unwrap_or_default();
        speech.fill(word, &[("date", &date), ("time", &time)])
    };
    let received = unix_of_rfc3339(&receipt.received_at);
    let call_by = received.map(|unix| unix + CALL_WITHIN_SECONDS);
    let until = unix_of_rfc3339(&receipt.expires_at);
    let about = match arrival {
        Arrival::Earlier => paragraph("notice notice-warn", speech.say(Word::ReceiptEarlier)),
        Arrival::BeforeGivingUp => paragraph("notice notice-warn", speech.say(Word::ReceiptBeforeGivingUp)),
        Arrival::AsSent | Arrival::Found if session.is_of_earlier_visit() => {
            paragraph("notice", speech.say(Word::ReceiptResumed))
        }
        Arrival::AsSent | Arrival::Found => nothing(),
    };
    let keep = if kept { Word::ReceiptKeepTab } else { Word::ReceiptKeep };
    let mut parts = vec![
        view! {
            <section class="receipt">
                {heading(speech.say(Word::ReceiptTitle), None)}
                {paragraph("reference", receipt.reference.clone())}
                {paragraph("", sentence(Word::ReceiptOn, received))}
            </section>
        }
        .into_any(),
        about,
        panel(
            "notice notice-warn",
            Some(speech.say(Word::ReceiptNotYetTitle)),
            vec![paragraph("", speech.say(Word::ReceiptNotYet))],
        ),
        code(),
        subheading(speech.say(Word::ReceiptNext)),
        view! {
            <ol class="timeline">
                <li class="done">{speech.say(Word::ReceiptStepReceived)}</li>
                <li>{sentence(Word::ReceiptStepCall, call_by)}</li>
                <li>{sentence(Word::ReceiptStepSign, until)}</li>
            </ol>
        }
        .into_any(),
        station(),
        subheading(speech.say(Word::ReceiptBring)),
        bullets(speech.say(Word::ReceiptBringList)),
        paragraph("notice no-print", speech.say(keep)),
        ways_on(),
    ];
    if !session.answers.with_untracked(Answers::is_empty) {
        parts.push(subheading(speech.say(Word::ReceiptSummary)));
        parts.push(paragraph("small", speech.say(Word::ReceiptNoValue)));
        parts.extend(summary(&FORM, false));
    }
    parts.into_any()
}

/// Where to sign; nothing where the answers are no longer here.
fn station() -> AnyView {
    let speech = speech();
    let at = At { field: fields::STATION.spec.name, item: None };
    let Ok(station) = session().answers.with_untracked(|answers| StationChoice::parse(answers.get(at))) else {
        return nothing();
    };
    let telephone = station.telephone.map_or_else(nothing, |number| {
        let dialled: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        link("", format!("tel:{dialled}"), number, None)
    });
    vec![
        subheading(speech.say(Word::ReceiptStation)),
        paragraph("", station.name),
        paragraph("", station.address),
        telephone,
    ]
    .into_any()
}

/// Print, or leave: leaving erases, and asks first.
fn ways_on() -> AnyView {
    let (speech, session) = (speech(), session());
    let say = move |word| speech.say(word).to_owned();
    let asking = RwSignal::new(false);
    let question = part(move || {
        if !asking.get() {
            return nothing();
        }
        let buttons = vec![
            button("button button-danger", say(Word::DiscardYes), None, move || session.leave()),
            button("button button-quiet", say(Word::ReceiptStay), None, move || asking.set(false)),
        ];
        let body = vec![paragraph("", say(Word::ReceiptLeaveAsk)), actions(buttons)];
        panel("notice notice-danger no-print", None, body)
    });
    let buttons = vec![
        button("button", say(Word::ReceiptPrint), None, browser_page::print),
        button("button button-link", say(Word::ReceiptLeave), None, move || asking.set(true)),
    ];
    vec![actions(buttons), question].into_any()
}
