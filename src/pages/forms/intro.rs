//! Before the first question: what this is, what it takes, and whose device it is.

use guichet_core::{form::answers::At, site, text::Word, wire::submission::FormName};
use leptos::{ev::SubmitEvent, prelude::*};

use super::{carry, complaint, device, drafts, exit, in_app, report, wording::wording};
use crate::{
    api::keep::Life,
    components::{
        heading,
        live::{actions, button, link, nothing, panel, paragraph, part, text},
    },
    context::{desk, session, speech},
    routes,
};

/// The opening page of a form.
pub fn page() -> AnyView {
    let (speech, session) = (speech(), session());
    let wording = wording(session.form());
    let started = session.is_open();
    let erased = if session.is_idle_erased() { paragraph("notice", speech.say(Word::IdleBlank)) } else { nothing() };
    let mut parts = vec![
        heading(speech.say(wording.title), None),
        erased,
        paragraph("lead", speech.say(wording.lead)),
        in_app::notice(&site::form_page(session.form(), None)),
        if session.form() == FormName::PreComplaint { complaint::station_wanted() } else { nothing() },
        if started { resume() } else { nothing() },
        drafts::list(Some(session.form())),
    ];
    parts.extend(match session.form() {
        FormName::PreComplaint => complaint::intro(),
        FormName::ContentReport => report::intro(),
    });
    if !started {
        parts.push(begin());
    }
    parts.push(view! { <p>{carry::way_in()}</p> }.into_any());
    parts.push(exit::about());
    parts.into_any()
}

/// Asks whose device it is, then starts.
fn begin() -> AnyView {
    let (speech, session, go) = (speech(), session(), routes::go(false));
    let chosen = RwSignal::new(Life::ThisTab);
    // Where another form is open it was said there, and one answer holds for both.
    let said = desk().other_open(session.form());
    let question = if let Some(other) = said {
        paragraph("small muted", speech.say(other.keeping_word()))
    } else {
        device::question(chosen)
    };
    // What the orientation has asked already is not asked again.
    let carried = routes::carried(session.form());
    let start = move |event: SubmitEvent| {
        event.prevent_default();
        session.begin(said.map_or_else(|| chosen.get_untracked(), |other| untrack(|| other.life())));
        if session.form() == FormName::PreComplaint {
            complaint::take_station_wanted();
        }
        for (field, value) in &carried {
            session.set(At { field, item: None }, (*value).to_owned());
        }
        let first = session.journey().furthest().slug();
        go(&routes::form(speech.language(), session.form(), Some(first)));
    };
    view! {
        <form class="flow" novalidate on:submit=start>
            {question}
            <div class="actions">
                <button class="button" type="submit">{speech.say(Word::Begin)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// A draft is open: go on, or erase it.
fn resume() -> AnyView {
    let (speech, session, desk) = (speech(), session(), desk());
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
    let mut buttons = vec![
        link("button", routes::form(speech.language(), session.form(), Some(slug)), say(Word::Resume), None),
        button("button button-link", say(Word::Discard), None, move || asking.set(true)),
    ];
    if session.is_kept() {
        let aside = move || {
            session.close();
            desk.look_for_drafts();
        };
        buttons.push(button("button button-link", say(Word::BeginAnother), None, aside));
    }
    let kept = text(move || say(session.keeping_word()));
    let body = vec![
        view! { <p>{kept}</p> }.into_any(),
        actions(buttons),
        question,
        view! { <p>{carry::way_out()}</p> }.into_any(),
    ];
    panel("panel", Some(speech.say(Word::ResumeTitle)), body)
}
