//! Check your answers, then send.

use guichet_core::{
    form::journey::Stop,
    forms::complaint::FORM,
    text::{self, Word},
};
use leptos::prelude::*;

use super::step::Progress;
use crate::{
    components::{Heading, SummaryView},
    context::{session, settings, speech},
    routes,
};

/// Everything that was answered, what should be known, and the one button that sends.
#[component]
pub fn CheckPage() -> impl IntoView {
    let (speech, session) = (speech(), session());
    let before = session.journey().before(Stop::Check).map(Stop::slug);
    let warnings: Vec<String> = session
        .answers
        .with_untracked(|answers| FORM.warnings(answers, session.now()))
        .iter()
        .map(|flaw| text::sentence(speech.words(), flaw))
        .collect();
    let warnings = (!warnings.is_empty()).then(|| {
        let lines = warnings.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! {
            <div class="notice notice-warn">
                <h2 class="notice-title">{speech.say(Word::CheckWarnings)}</h2>
                <ul class="bullets">{lines}</ul>
            </div>
        }
    });
    let ready = !settings().recipient_keys.is_empty();
    let way_on = if ready {
        view! {
            <div class="actions">
                <button class="button" type="button" on:click=move |_| session.send()>{speech.say(Word::Send)}</button>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="notice notice-danger">
                <h2 class="notice-title">{speech.say(Word::CannotSendTitle)}</h2>
                <p>{speech.say(Word::CannotSendText)}</p>
            </div>
        }
        .into_any()
    };
    view! {
        <a class="back" href=routes::complaint(speech.language(), before)>{speech.say(Word::Back)}</a>
        <Progress stop=Stop::Check />
        <Heading text=speech.say(Word::CheckTitle) />
        <p>{speech.say(Word::CheckIntro)}</p>
        {warnings}
        <SummaryView form=&FORM modifiable=true />
        <p class="notice">{speech.say(Word::CheckFalse)}</p>
        {way_on}
    }
    .into_any()
}
