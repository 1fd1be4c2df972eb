//! The complaint: which of its screens is drawn follows from the address, the answers and the state of sending.

mod check;
mod intro;
mod receipt;
mod sending;
mod step;

use guichet_core::{form::journey::Stop, forms::complaint::FORM, site::Page, text::Word};
use leptos::prelude::*;

use crate::{
    browser::boot::{self, BootFault},
    components::{
        idle_warning,
        live::{nothing, paragraph, part},
    },
    context::{Overlay, Session, session, speech},
    routes,
};

/// Draws a page of the complaint. The first one opens the complaint in progress, for the life of the app.
pub fn draw(at: Page) -> AnyView {
    let Page::Complaint { step } = at else { return nothing() };
    if opened().is_none() {
        // Without randomness there is no key, and nothing here could be promised.
        boot::failed(BootFault::Randomness.as_reason());
        return nothing();
    }
    page(step)
}

/// Goes on with what an earlier visit left.
pub fn resume() {
    let _ = opened();
}

fn opened() -> Option<Session> {
    if let Some(session) = use_context::<Session>() {
        return Some(session);
    }
    let session = Session::open().ok()?;
    expect_context::<Overlay>().0.set(Some(idle_warning));
    Some(session)
}

/// The screen for a step's name.
fn page(step: Option<String>) -> AnyView {
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
