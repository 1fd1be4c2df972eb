//! The forms: which of their screens is drawn follows from the address, the answers and the state of sending.
//!
//! What differs between them stands in `complaint` and `report`; everything else is one and the same.

mod carry;
mod check;
mod complaint;
mod drafts;
mod follow_up;
mod hosted;
mod intro;
mod items;
mod receipt;
mod report;
mod resume;
mod sending;
mod station_map;
mod step;
mod wording;

pub use intro::begin;

use guichet_core::{config::Config, form::journey::Stop, site::Page, text::Word, wire::submission::FormName};
use leptos::prelude::*;

use crate::{
    browser::boot::{self, BootFault},
    components::{
        idle_warning,
        live::{nothing, paragraph, part},
    },
    context::{Desk, Left, Overlay, session, speech},
    pages::opening,
    routes,
};

/// Draws a page of a form, or the follow-up of what was sent. The first one opens the forms in progress, for the life of the app.
pub fn draw(at: Page) -> AnyView {
    let Some(desk) = opened() else {
        // Without randomness there is no key, and nothing here could be promised.
        boot::failed(BootFault::Randomness.as_reason());
        return nothing();
    };
    let form = |name, step| {
        // Fields and summaries find it; the page's own owner forgets it with the page.
        provide_context(desk.session(name));
        hosted::around(page(step))
    };
    let page = match at {
        Page::Complaint { step } => form(FormName::PreComplaint, step),
        Page::Report { step } => form(FormName::ContentReport, step),
        Page::FollowUp => follow_up::page(),
        Page::Resume => resume::page(),
        _ => nothing(),
    };
    let leave = move |config: &Config| desk.exit(config);
    view! { {opening::exit_bar(leave)} {page} }.into_any()
}

/// Goes on with what an earlier visit left.
pub fn resume() {
    let _ = opened();
}

fn opened() -> Option<Desk> {
    let desk = Desk::open().ok()?;
    expect_context::<Overlay>().0.set(Some(idle_warning));
    // Whoever comes to the start page finds their drafts there.
    expect_context::<Left>().0.set(Some(|| drafts::list(None)));
    Some(desk)
}

/// The screen for a step's name.
fn page(step: Option<String>) -> AnyView {
    let (speech, session) = (speech(), session());
    let item = routes::item();
    // What is drawn changes only when one of these does, never at a keystroke.
    let sending = Memo::new(move |_| session.is_sending());
    let opened = Memo::new(move |_| session.is_open());
    let elsewhere_open = Memo::new(move |_| session.is_elsewhere());
    part(move || {
        if !session.is_ready() {
            // Storage is read within a moment: until then there is nothing true to show.
            return paragraph("muted", speech.say(Word::Loading));
        }
        let (sending, opened, item) = (sending.get(), opened.get(), item.get());
        if elsewhere_open.get() {
            return untrack(drafts::elsewhere);
        }
        let at = |slug: &str| {
            session.answers.with_untracked(|answers| session.steps().journey(answers, session.now()).at(slug))
        };
        untrack(|| match step.as_deref() {
            Some(routes::RECEIPT) => receipt::page(),
            // While the outcome is unknown nothing else of the form can be seen or changed.
            _ if sending => sending::page(),
            None => intro::page(),
            Some(routes::OPEN_FILE) => carry::open(),
            Some(_) if !opened => elsewhere(None),
            Some(routes::SAVE_FILE) => carry::save(),
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
    let path = routes::form(speech.language(), session().form(), to.map(Stop::slug));
    Effect::new(move |_| go(&path));
    paragraph("muted", speech.say(Word::Loading))
}
