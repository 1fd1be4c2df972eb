//! The complaint: which of its screens is drawn follows from the address, the answers and the state of sending.

mod check;
mod intro;
mod receipt;
mod sending;
mod step;

use guichet_core::{form::journey::Stop, forms::complaint::FORM, text::Word};
use leptos::prelude::*;

use crate::{
    components::live::{paragraph, part},
    context::{session, speech},
    routes,
};

/// The screen for a step's name.
pub fn page(step: Option<String>) -> AnyView {
    let (speech, session) = (speech(), session());
    let item = routes::item();
    // What is drawn changes only when one of these does, never at a keystroke.
    let sending = Memo::new(move |_| session.is_sending());
    let opened = Memo::new(move |_| session.is_open());
    part(move || {
        if !session.ready.get() {
            // Storage is read within a moment: until then there is nothing true to show.
            return paragraph("muted", speech.say(Word::Loading));
        }
        let (sending, opened, item) = (sending.get(), opened.get(), item.get());
        let at = |slug: &str| session.answers.with_untracked(|answers| FORM.journey(answers, session.now()).at(slug));
        untrack(|| match step.as_deref() {
            Some(routes::RECEIPT) => receipt::page(),
            // While the outcome is unknown nothing else of the complaint can be seen or changed.
            _ if sending => sending::page(),
            None => intro::page(),
            Some(_) if !opened => elsewhere(None),
            Some(slug) => match at(slug) {
                Some(Stop::Check) => check::page(),
                Some(Stop::Step(step)) => step::page(step, item),
                None => elsewhere(Some(session.journey().furthest())),
            },
        })
    })
}

/// A screen that cannot be shown yet leads where one can go on, without leaving a trace in the history.
fn elsewhere(to: Option<Stop>) -> AnyView {
    let (speech, go) = (speech(), routes::go(true));
    let path = routes::complaint(speech.language(), to.map(Stop::slug));
    Effect::new(move |_| go(&path));
    paragraph("muted", speech.say(Word::Loading))
}
