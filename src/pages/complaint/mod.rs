//! The complaint: which of its screens is drawn follows from the address, the answers and the state of sending.

mod check;
mod intro;
mod receipt;
mod sending;
mod step;

use guichet_core::{
    form::journey::Stop,
    forms::complaint::FORM,
    text::Word,
};
use leptos::prelude::*;

use crate::{
    components::Heading,
    context::{session, speech},
    routes,
};

/// The screen for a step's name.
#[component]
pub fn ComplaintPage(
    /// The last part of the address.
    step: Option<String>,
) -> impl IntoView {
    let (speech, session) = (speech(), session());
    // What is drawn changes only when one of these does, never at a keystroke.
    let sending = Memo::new(move |_| session.is_sending());
    let opened = Memo::new(move |_| session.is_open());
    let item = routes::item();
    move || match step.as_deref() {
        // Storage is read within a moment: until then there is nothing true to show.
        _ if !session.ready.get() => view! { <p class="muted">{speech.say(Word::Loading)}</p> }.into_any(),
        Some(routes::RECEIPT) => view! { <receipt::ReceiptPage /> }.into_any(),
        // While the outcome is unknown nothing else of the complaint can be seen or changed.
        _ if sending.get() => view! { <sending::SendingPage /> }.into_any(),
        None => view! { <intro::IntroPage /> }.into_any(),
        Some(_) if !opened.get() => view! { <Elsewhere to=Where::Intro /> }.into_any(),
        Some(slug) => match session.answers.with_untracked(|answers| FORM.journey(answers, session.now()).at(slug)) {
            Some(Stop::Check) => view! { <check::CheckPage /> }.into_any(),
            Some(Stop::Step(step)) => view! { <step::StepPage step item=item.get() /> }.into_any(),
            None => view! { <Elsewhere to=Where::Furthest /> }.into_any(),
        },
    }
}

#[derive(Clone, Copy)]
enum Where {
    /// The page that asks whose device this is.
    Intro,
    /// The first step that still asks for something.
    Furthest,
}

/// A page that cannot be shown yet leads where one can go on, without leaving a trace in the history.
#[component]
fn Elsewhere(to: Where) -> impl IntoView {
    let (speech, session, go) = (speech(), session(), routes::go(true));
    Effect::new(move |_| {
        let slug = match to {
            Where::Intro => None,
            Where::Furthest => Some(session.journey().furthest().slug()),
        };
        go(&routes::complaint(speech.language(), slug));
    });
    view! { <Heading text=speech.say(Word::Loading) /> }.into_any()
}
