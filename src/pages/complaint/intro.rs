//! Before the first question: what this is, what it takes, and whose device it is.

use guichet_core::{form::answers::At, orientation::tree::Form, text::Word};
use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    api::keep::Life,
    components::{
        bullets, choice_row, heading,
        live::{actions, button, link, live, nothing, panel, paragraph, part, text},
        paragraphs,
    },
    context::{session, settings, speech},
    routes,
};

/// The opening page of the complaint.
pub fn page() -> AnyView {
    let (speech, session) = (speech(), session());
    let sign = if settings().identity_service.is_some() { Word::ComplaintSignIdentity } else { Word::ComplaintSign };
    let started = session.is_open();
    let erased = if session.is_idle_erased() { paragraph("notice", speech.say(Word::IdleBlank)) } else { nothing() };
    let have = vec![
        bullets(speech.say(Word::ComplaintHave)),
        paragraph("small muted", speech.say(Word::ServiceComplaintTime)),
    ];
    vec![
        heading(speech.say(Word::ComplaintTitle), None),
        erased,
        paragraph("lead", speech.say(Word::ComplaintLead)),
        if started { resume() } else { nothing() },
        panel("panel", Some(speech.say(Word::ComplaintHaveTitle)), have),
        panel("notice", Some(speech.say(Word::ComplaintSignTitle)), paragraphs(speech.say(sign))),
        if started { nothing() } else { begin() },
    ]
    .into_any()
}

/// Asks whose device it is, then starts.
fn begin() -> AnyView {
    let (speech, session, go) = (speech(), session(), routes::go(false));
    let chosen = RwSignal::new(Life::ThisTab);
    let choice = |life: Life, label: Word, hint: Word| {
        let checked = live(move || chosen.get() == life);
        let hint = view! { " " <span class="hint">{speech.say(hint)}</span> }.into_any();
        let body = vec![speech.say(label).into_any(), hint];
        choice_row("device".to_owned(), checked, Box::new(move |_| chosen.set(life)), body)
    };
    let choices = vec![
        choice(Life::ThisTab, Word::DeviceTab, Word::DeviceTabHint),
        choice(Life::ThisPage, Word::DevicePage, Word::DevicePageHint),
    ];
    // What the orientation has asked already is not asked again.
    let carried = routes::carried(Form::Complaint);
    let start = move |event: SubmitEvent| {
        event.prevent_default();
        session.begin(chosen.get_untracked());
        for (field, value) in &carried {
            session.set(At { field, item: None }, (*value).to_owned());
        }
        let first = session.journey().furthest().slug();
        go(&routes::complaint(speech.language(), Some(first)));
    };
    view! {
        <form class="flow" novalidate on:submit=start>
            <fieldset class="field">
                <legend class="label">{speech.say(Word::DeviceLabel)}</legend>
                <div class="choices">{choices}</div>
            </fieldset>
            <div class="actions">
                <button class="button" type="submit">{speech.say(Word::Begin)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// A draft is open: go on, or erase it.
fn resume() -> AnyView {
    let (speech, session) = (speech(), session());
    let asking = RwSignal::new(false);
    let say = move |word| speech.say(word).to_owned();
    let slug = session.journey().furthest().slug();
    let question = part(move || {
        if !asking.get() {
            return nothing();
        }
        let buttons = vec![
            button("button button-danger", say(Word::DiscardYes), None, move || session.discard()),
            button("button button-quiet", say(Word::DiscardNo), None, move || asking.set(false)),
        ];
        panel("notice notice-danger", None, vec![paragraph("", speech.say(Word::DiscardAsk)), actions(buttons)])
    });
    let buttons = vec![
        link("button", routes::complaint(speech.language(), Some(slug)), say(Word::Resume), None),
        button("button button-link", say(Word::Discard), None, move || asking.set(true)),
    ];
    let kept = text(move || say(session.keeping_word()));
    let body = vec![view! { <p>{kept}</p> }.into_any(), actions(buttons), question];
    panel("panel", Some(speech.say(Word::ResumeTitle)), body)
}
