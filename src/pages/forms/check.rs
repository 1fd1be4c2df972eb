//! Check your answers, then send.

use guichet_core::{
    form::journey::Stop,
    text::{self, Word},
    wire::submission::FormName,
};
use leptos::prelude::*;

use super::{complaint, hosted, step::progress, wording::wording};
use crate::{
    components::{
        bullets, heading, help_contact,
        live::{link, nothing, panel, paragraph, part},
        summary,
    },
    context::{session, settings, speech},
    routes,
};

/// Everything that was answered, what should be known, and the one button that sends.
pub fn page() -> AnyView {
    let (speech, session) = (speech(), session());
    let wording = wording(session.form());
    let before = session.journey().before(Stop::Check).map(Stop::slug);
    let warnings: Vec<String> = session
        .answers
        .with_untracked(|answers| session.steps().warnings(answers, session.now()))
        .iter()
        .map(|flaw| text::named_sentence(speech.words(), flaw))
        .collect();
    let warnings = if warnings.is_empty() {
        nothing()
    } else {
        panel("notice notice-warn", Some(speech.say(Word::CheckWarnings)), vec![bullets(&warnings.join("\n"))])
    };
    let way_on = if settings().recipient_keys.is_empty() {
        let text = vec![paragraph("", speech.say(Word::CannotSendText)), help_contact()];
        panel("notice notice-danger", Some(speech.say(Word::CannotSendTitle)), text)
    } else {
        part(move || {
            if session.is_preparing() {
                return paragraph("notice", speech.say(Word::FilesPreparing));
            }
            untrack(|| hosted::send(speech.say(wording.send)))
        })
    };
    let mut parts = vec![
        link("back", routes::form(speech.language(), session.form(), before), speech.say(Word::Back).to_owned(), None),
        progress(Stop::Check),
        heading(speech.say(Word::CheckTitle), None),
        paragraph("", speech.say(wording.check_intro)),
        warnings,
        match session.form() {
            FormName::PreComplaint => complaint::hints(),
            FormName::ContentReport => nothing(),
        },
    ];
    parts.extend(summary(true));
    parts.extend([paragraph("notice", speech.say(Word::CheckFalse)), way_on]);
    parts.into_any()
}
