//! The receipt: the reference first, then what is not yet true, then the dates.

use guichet_core::{
    domain::{
        choice::StationChoice,
        date::{Date, Hour, unix_of_rfc3339},
        zone::Zone,
    },
    form::{
        answers::At,
        submission::{Arrival, State},
    },
    forms::complaint::{FORM, fields, place_of_facts},
    text::Word,
    wire::submission::Receipt,
};
use leptos::prelude::*;

use crate::{
    browser::page,
    components::{Bullets, Heading, SummaryView},
    context::{session, speech},
    routes,
};

/// An agent calls within a day (the time that the public service announces).
const CALL_WITHIN_SECONDS: i64 = 24 * 3600;

/// The receipt that is held, or word that there is none here.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let session = session();
    let screen = Memo::new(move |_| match session.sending() {
        State::Acknowledged { receipt, arrival, kept } => Some((receipt, arrival, kept)),
        _ => None,
    });
    let left = Memo::new(move |_| session.sending() == State::Left);
    move || match (screen.get(), left.get()) {
        (Some((receipt, arrival, kept)), _) => view! { <Held receipt arrival kept /> }.into_any(),
        (None, true) => view! { <Nothing title=Word::ReceiptLeftTitle text=Word::ReceiptLeftText /> }.into_any(),
        (None, false) => view! { <Nothing title=Word::ReceiptNoneTitle text=Word::ReceiptNoneText /> }.into_any(),
    }
}

#[component]
fn Nothing(title: Word, text: Word) -> impl IntoView {
    let speech = speech();
    view! {
        <Heading text=speech.say(title) />
        <p>{speech.say(text)}</p>
        <p><a href=routes::start(speech.language())>{speech.say(Word::NotFoundLink)}</a></p>
    }
    .into_any()
}

#[component]
fn Held(receipt: Receipt, arrival: Arrival, kept: bool) -> impl IntoView {
    let (speech, session) = (speech(), session());
    let words = speech.words();
    let zone = session
        .answers
        .with_untracked(place_of_facts)
        .map_or(Zone::Metropolitan, |place| Zone::of_department(&place.department));
    let moment = move |unix: i64| {
        let (date, hour): (Date, Hour) = zone.wall(unix)?;
        Some((words.date(date), words.hour(hour)))
    };
    let received = unix_of_rfc3339(&receipt.received_at);
    let at = received.and_then(moment);
    let call = received.and_then(|unix| moment(unix + CALL_WITHIN_SECONDS));
    let until = unix_of_rfc3339(&receipt.expires_at).and_then(moment);
    let on = at.map(|(date, hour)| speech.fill(Word::ReceiptOn, &[("date", &date), ("time", &hour)]));
    let call = call.map(|(date, hour)| speech.fill(Word::ReceiptStepCall, &[("date", &date), ("time", &hour)]));
    let sign = until.map(|(date, _)| speech.fill(Word::ReceiptStepSign, &[("date", &date)]));

    let station = session
        .answers
        .with_untracked(|answers| StationChoice::parse(answers.get(At { field: fields::STATION.spec.name, item: None })).ok())
        .map(|station| {
            let telephone = station.telephone.clone().map(|number| {
                let dial: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
                view! { <p><a href=format!("tel:{dial}")>{number}</a></p> }
            });
            view! {
                <h2>{speech.say(Word::ReceiptStation)}</h2>
                <p>{station.name}</p>
                <p>{station.address}</p>
                {telephone}
            }
        });
    let code = session.code().map(|code| {
        view! {
            <section class="panel">
                <h2 class="notice-title">{speech.say(Word::ReceiptCode)}</h2>
                <p class="code">{code}</p>
                <p class="small">{speech.say(Word::ReceiptCodeText)}</p>
            </section>
        }
    });
    let earlier = match arrival {
        Arrival::Earlier => Some(Word::ReceiptEarlier),
        Arrival::BeforeGivingUp => Some(Word::ReceiptBeforeGivingUp),
        Arrival::AsSent | Arrival::Found => None,
    }
    .map(|word| view! { <p class="notice notice-warn">{speech.say(word)}</p> });
    let answers = (!session.answers.with_untracked(guichet_core::form::answers::Answers::is_empty)).then(|| {
        view! {
            <h2>{speech.say(Word::ReceiptSummary)}</h2>
            <p class="small">{speech.say(Word::ReceiptNoValue)}</p>
            <SummaryView form=&FORM modifiable=false />
        }
    });
    let keep = if kept { Word::ReceiptKeepTab } else { Word::ReceiptKeep };
    let asking = RwSignal::new(false);
    view! {
        <section class="receipt">
            <Heading text=speech.say(Word::ReceiptTitle) />
            <p class="reference">{receipt.reference.clone()}</p>
            <p>{on}</p>
        </section>
        {earlier}
        {session.is_of_earlier_visit().then(|| view! { <p>{speech.say(Word::ReceiptResumed)}</p> })}
        <section class="notice notice-warn">
            <h2 class="notice-title">{speech.say(Word::ReceiptNotYetTitle)}</h2>
            <p>{speech.say(Word::ReceiptNotYet)}</p>
        </section>
        {code}
        <h2>{speech.say(Word::ReceiptNext)}</h2>
        <ol class="timeline">
            <li class="done">{speech.say(Word::ReceiptStepReceived)}</li>
            <li>{call}</li>
            <li>{sign}</li>
        </ol>
        {station}
        <h2>{speech.say(Word::ReceiptBring)}</h2>
        <Bullets text=speech.say(Word::ReceiptBringList) />
        <p class="notice no-print">{speech.say(keep)}</p>
        <div class="actions">
            <button class="button" type="button" on:click=move |_| page::print()>{speech.say(Word::ReceiptPrint)}</button>
            <button class="button button-link" type="button" on:click=move |_| asking.set(true)>{speech.say(Word::ReceiptLeave)}</button>
        </div>
        <Show when=move || asking.get()>
            <div class="notice notice-danger no-print" role="alert">
                <p>{speech.say(Word::ReceiptLeaveAsk)}</p>
                <div class="actions">
                    <button class="button button-danger" type="button" on:click=move |_| session.leave()>
                        {speech.say(Word::DiscardYes)}
                    </button>
                    <button class="button button-quiet" type="button" on:click=move |_| asking.set(false)>
                        {speech.say(Word::ReceiptStay)}
                    </button>
                </div>
            </div>
        </Show>
        {answers}
    }
    .into_any()
}
