//! The opening page where something was begun here before, or is begun now.

use guichet_core::{form::answers::At, text::Word, wire::submission::FormName};
use leptos::prelude::*;

use super::{carry, complaint, drafts, opened};
use crate::{
    api::keep::{ExitErases, Life},
    browser::boot::{self, BootFault},
    components::live::{actions, button, link, nothing, panel, paragraph, part, text},
    context::{Session, desk, session, speech},
    pages::opening,
    routes,
};

/// The opening page of a form.
pub fn page() -> AnyView {
    let (speech, session, desk) = (speech(), session(), desk());
    let started = session.is_open();
    let is_complaint = session.form() == FormName::PreComplaint;
    let parts = opening::Parts {
        notice: if session.is_idle_erased() { paragraph("notice", speech.say(Word::IdleBlank)) } else { nothing() },
        left: vec![
            if is_complaint { complaint::station_wanted() } else { nothing() },
            if started { resume() } else { nothing() },
            drafts::list(Some(session.form())),
        ]
        .into_any(),
        coming_in: if is_complaint { complaint::why_come_in() } else { nothing() },
        begin: if started { nothing() } else { ask() },
        erases: desk.can_store().then(|| desk.exit_erases()),
    };
    opening::page(session.form(), parts)
}

/// Asks whose device it is, then starts.
fn ask() -> AnyView {
    let (speech, session) = (speech(), session());
    let chosen = RwSignal::new(Life::ThisTab);
    // Where another form is open it was said there, and one answer holds for both.
    let said = desk().other_open(session.form());
    let question = match said {
        Some(other) => paragraph("small muted", speech.say(other.keeping_word())),
        None => opening::question(chosen, session.can_keep_on_device()),
    };
    let start = starter(&session);
    opening::begin(question, nothing(), move || {
        start(said.map_or_else(|| chosen.get_untracked(), |other| untrack(|| other.life())));
    })
}

/// Begins a form from an opening page that was drawn without this program.
pub fn begin(form: FormName, life: Life, erases: ExitErases) {
    let Some(desk) = opened() else {
        boot::failed(BootFault::Randomness.as_reason());
        return;
    };
    desk.exit_erases().set(erases);
    let session = desk.session(form);
    provide_context(session);
    let start = starter(&session);
    let ready = Memo::new(move |_| session.is_ready());
    Effect::new(move |_| {
        if ready.get() {
            untrack(|| start(life));
        }
    });
}

/// How a form is begun, with what is known already, and its first step opened.
fn starter(session: &Session) -> impl Fn(Life) + use<> {
    let session = *session;
    let (speech, go) = (speech(), routes::go(false));
    // What the orientation has asked already is not asked again.
    let carried = routes::carried(session.form());
    let station = complaint::station_taker();
    move |life| {
        if !session.is_open() {
            session.begin(life);
            if session.form() == FormName::PreComplaint {
                station();
            }
            for (field, value) in &carried {
                session.set(At { field, item: None }, (*value).to_owned());
            }
        }
        let first = session.journey().furthest().slug();
        go(&routes::form(speech.language(), session.form(), Some(first)));
    }
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
