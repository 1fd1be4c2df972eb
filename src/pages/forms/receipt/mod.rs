//! The receipt: the reference first, then what the form has to say, then what was declared.

mod calendar;
mod complaint;
mod copy;
mod correct;
mod reference;

use guichet_core::{
    domain::{
        date::{Date, Hour, unix_of_rfc3339},
        zone::Zone,
    },
    form::submission::{Arrival, State},
    text::Word,
    wire::submission::{FormName, Receipt},
};
use leptos::prelude::*;

use super::{report, wording::wording};
use crate::{
    browser::page as browser_page,
    components::{
        heading,
        live::{actions, button, link, nothing, panel, paragraph, part},
    },
    context::{session, speech},
    routes,
};

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
    let wording = wording(session.form());
    let about = match arrival {
        Arrival::Earlier => paragraph("notice notice-warn", speech.say(wording.earlier)),
        Arrival::BeforeGivingUp => paragraph("notice notice-warn", speech.say(wording.before_giving_up)),
        Arrival::AsSent | Arrival::Found if session.is_of_earlier_visit() => {
            paragraph("notice", speech.say(wording.resumed))
        }
        Arrival::AsSent | Arrival::Found => nothing(),
    };
    let keep = if kept { Word::ReceiptKeepTab } else { Word::ReceiptKeep };
    let received = unix_of_rfc3339(&receipt.received_at);
    let (zone, body) = match session.form() {
        FormName::PreComplaint => (super::complaint::zone(), complaint::receipt(receipt)),
        FormName::ContentReport => (Zone::Metropolitan, report::receipt()),
    };
    let mut parts = vec![
        view! {
            <section class="receipt">
                <div class="receipt-head">
                    {heading(speech.say(wording.receipt_title), None)}
                    {reference::reference(&receipt.reference)}
                    {paragraph("", moment(Word::ReceiptOn, zone, received))}
                    {reference::spelled(&receipt.reference)}
                </div>
                {reference::square(&receipt.reference)}
            </section>
        }
        .into_any(),
        about,
    ];
    parts.extend(body);
    parts.extend([paragraph("notice no-print", speech.say(keep)), ways_on()]);
    view! {
        <div class="paper-receipt flow">{parts}</div>
        {copy::copy(&receipt.reference)}
    }
    .into_any()
}

/// A sentence with a date and a time, on the clocks of that zone.
pub fn moment(word: Word, zone: Zone, unix: Option<i64>) -> String {
    let speech = speech();
    let (date, time): (Option<Date>, Option<Hour>) = unix.and_then(|unix| zone.wall(unix)).unzip();
    let date = date.map(|date| speech.words().date(date)).unwrap_or_default();
    let time = time.map(|time| speech.words().hour(time)).unwrap_or_default();
    speech.fill(word, &[("date", &date), ("time", &time)])
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
        let body = vec![paragraph("", say(wording(session.form()).leave_ask)), actions(buttons)];
        panel("notice notice-danger no-print", None, body)
    });
    let buttons = vec![
        button("button", say(Word::ReceiptPrint), None, browser_page::print),
        button("button button-link", say(Word::ReceiptLeave), None, move || asking.set(true)),
    ];
    vec![actions(buttons), question].into_any()
}
