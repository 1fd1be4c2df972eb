//! What only the complaint says.

use guichet_core::{
    domain::{choice::StationChoice, date::unix_of_rfc3339, zone::Zone},
    form::answers::At,
    forms::complaint::{fields, place_of_facts},
    text::Word,
    wire::submission::Receipt,
};
use leptos::prelude::*;

use super::receipt::{code, moment};
use crate::{
    components::{
        bullets,
        live::{link, nothing, panel, paragraph, subheading},
        paragraphs,
    },
    context::{session, settings, speech},
};

/// An agent calls within a day (the time that the public service announces).
const CALL_WITHIN_SECONDS: i64 = 24 * 3600;

/// What to have at hand, and that it will have to be signed.
pub fn intro() -> Vec<AnyView> {
    let speech = speech();
    let sign = if settings().identity_service.is_some() { Word::ComplaintSignIdentity } else { Word::ComplaintSign };
    let have = vec![
        bullets(speech.say(Word::ComplaintHave)),
        paragraph("small muted", speech.say(Word::ServiceComplaintTime)),
    ];
    vec![
        panel("panel", Some(speech.say(Word::ComplaintHaveTitle)), have),
        panel("notice", Some(speech.say(Word::ComplaintSignTitle)), paragraphs(speech.say(sign))),
    ]
}

/// The clocks of the place of the facts; those of Paris where the answers are no longer here.
pub fn zone() -> Zone {
    session()
        .answers
        .with_untracked(place_of_facts)
        .map_or(Zone::Metropolitan, |place| Zone::of_department(&place.department))
}

/// What is not yet true, then the dates, then where to sign and what to bring.
pub fn receipt(receipt: &Receipt, received: Option<i64>) -> Vec<AnyView> {
    let (speech, zone) = (speech(), zone());
    let call_by = received.map(|unix| unix + CALL_WITHIN_SECONDS);
    let until = unix_of_rfc3339(&receipt.expires_at);
    vec![
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
                <li>{moment(Word::ReceiptStepCall, zone, call_by)}</li>
                <li>{moment(Word::ReceiptStepSign, zone, until)}</li>
            </ol>
        }
        .into_any(),
        station(),
        subheading(speech.say(Word::ReceiptBring)),
        bullets(speech.say(Word::ReceiptBringList)),
    ]
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
