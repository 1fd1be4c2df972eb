//! What only the report says.

use guichet_core::{text::Word, wire::submission::FormName};
use leptos::prelude::*;

use crate::{
    components::{
        bullets,
        live::{button, nothing, panel, paragraph, subheading},
        paragraphs,
    },
    context::{desk, settings, speech},
    routes,
};

/// What happens now, and that nobody calls back.
pub fn receipt() -> Vec<AnyView> {
    let speech = speech();
    vec![
        subheading(speech.say(Word::ReceiptNext)),
        bullets(speech.say(Word::ReportNext)),
        panel("notice", None, paragraphs(speech.say(Word::ReportTakeCare))),
    ]
}

/// The way to the complaint, with what was answered here.
pub fn to_complaint(word: Word) -> AnyView {
    let (speech, desk, go) = (speech(), desk(), routes::go(false));
    button("button button-quiet", speech.say(word).to_owned(), None, move || {
        desk.carry_to_complaint();
        let next = desk.session(FormName::PreComplaint).journey().furthest().slug();
        go(&routes::form(speech.language(), FormName::PreComplaint, Some(next)));
    })
}

/// That the institution keeps the network address, where it says so.
pub fn address_kept() -> AnyView {
    match settings().keep_report_address_days {
        0 => nothing(),
        days => {
            let days = days.to_string();
            paragraph("notice notice-warn", speech().fill(Word::ReportAddressKept, &[("days", &days)]))
        }
    }
}
