//! The drafts that can be read here: what each is, until when it is kept, and the ways to go on with it or to delete it.

use std::sync::Arc;

use guichet_core::{text::Word, wire::submission::FormName};
use leptos::prelude::*;

use crate::{
    browser::{clock, page},
    components::{
        HEADING, heading,
        live::{actions, button, nothing, panel, paragraph, part},
        summary,
    },
    context::{Desk, KeptDraft, Speech, desk, session, speech},
    routes,
};

/// The list, of every form or of one, without what is open on the page; nothing where there is none.
pub fn list(of: Option<FormName>) -> AnyView {
    let (speech, desk) = (speech(), desk());
    desk.look_for_drafts();
    // Held by each card itself: what is drawn here may be gone when a draft has been opened.
    let go: Go = Arc::new(routes::go(false));
    part(move || {
        let cards: Vec<AnyView> = desk
            .kept_drafts()
            .into_iter()
            .filter(|draft| of.is_none_or(|form| draft.form == form && !desk.is_open_here(draft)))
            .map(|draft| untrack(|| card(speech, &desk, draft, go.clone())))
            .collect();
        if cards.is_empty() {
            return nothing();
        }
        view! {
            <section class="drafts" aria-labelledby="drafts-title">
                <h2 id="drafts-title">{speech.say(Word::DraftsTitle)}</h2>
                <ul class="cards">{cards}</ul>
            </section>
        }
        .into_any()
    })
}

/// How to go to an address.
type Go = Arc<dyn Fn(&str) + Send + Sync>;

fn card(speech: Speech, desk: &Desk, draft: KeptDraft, go: Go) -> AnyView {
    let desk = *desk;
    let what = speech.say(match draft.form {
        FormName::PreComplaint => Word::DraftComplaint,
        FormName::ContentReport => Word::DraftReport,
    });
    let (name, place, count) = draft.next;
    let next = [("name", speech.say(name)), ("place", &place.to_string()), ("count", &count.to_string())];
    let kept = match draft.until {
        Some(until) => moment(speech, Word::DraftUntil, until),
        None => speech.say(Word::DraftTab).to_owned(),
    };
    let named = |word| Some(speech.fill(word, &[("what", what)]));
    let asking = RwSignal::new(false);
    let saved = moment(speech, Word::DraftSaved, draft.saved);
    let draft = StoredValue::new(draft);
    let open = move || {
        let draft = draft.get_value();
        let path = routes::form(speech.language(), draft.form, Some(draft.slug));
        let go = go.clone();
        desk.open_draft(draft, move || go(&path));
    };
    let question = part(move || {
        if !asking.get() {
            return nothing();
        }
        let erase = move || {
            draft.with_value(|draft| desk.erase_draft(draft));
            page::focus(HEADING);
        };
        let buttons = vec![
            button("button button-danger", speech.say(Word::DraftDelete).to_owned(), None, erase),
            button("button button-quiet", speech.say(Word::DraftKeep).to_owned(), None, move || asking.set(false)),
        ];
        panel("notice notice-danger", None, vec![paragraph("", speech.say(Word::DraftDeleteAsk)), actions(buttons)])
    });
    view! {
        <li class="card">
            <h3>{what}</h3>
            {paragraph("", speech.fill(Word::DraftNext, &next))}
            {paragraph("small muted", saved)}
            {paragraph("small muted", kept)}
            <div class="card-actions">
                {button("button", speech.say(Word::Resume).to_owned(), named(Word::DraftResume), open)}
                {button(
                    "button button-link",
                    speech.say(Word::DraftDelete).to_owned(),
                    named(Word::DraftDeleteWhat),
                    move || asking.set(true),
                )}
            </div>
            {question}
        </li>
    }
    .into_any()
}

/// A sentence with a date and a time, as this device's clock shows them.
fn moment(speech: Speech, word: Word, unix: u64) -> String {
    let (date, time) = i64::try_from(unix).ok().and_then(clock::wall).unzip();
    let date = date.map(|date| speech.words().date(date)).unwrap_or_default();
    let time = time.map(|time| speech.words().hour(time)).unwrap_or_default();
    speech.fill(word, &[("date", &date), ("time", &time)])
}

/// A draft that another page writes: it can be read, and taken over.
pub fn elsewhere() -> AnyView {
    let (speech, session) = (speech(), session());
    let take = button("button", speech.say(Word::ElsewhereTake).to_owned(), None, move || session.take());
    let mut parts = vec![
        heading(speech.say(Word::ElsewhereTitle), None),
        panel("notice", None, vec![paragraph("", speech.say(Word::ElsewhereText)), actions(vec![take])]),
    ];
    parts.extend(summary(false));
    parts.into_any()
}
