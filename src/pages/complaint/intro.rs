//! Before the first question: what this is, what it takes, and whose device it is.

use guichet_core::text::Word;
use leptos::prelude::*;

use crate::{
    api::keep::Life,
    components::{Bullets, Heading, Paragraphs},
    context::{session, settings, speech},
    routes,
};

/// The opening page of the complaint.
#[component]
pub fn IntroPage() -> impl IntoView {
    let (speech, session) = (speech(), session());
    let sign = if settings().identity_service.is_some() { Word::ComplaintSignIdentity } else { Word::ComplaintSign };
    let started = Memo::new(move |_| session.is_open());
    view! {
        <Heading text=speech.say(Word::ComplaintTitle) />
        <Show when=move || session.is_idle_erased()>
            <p class="notice" role="status">{speech.say(Word::IdleBlank)}</p>
        </Show>
        <p class="lead">{speech.say(Word::ComplaintLead)}</p>
        <Show when=move || started.get()>
            <Resume />
        </Show>
        <section class="panel">
            <h2 class="notice-title">{speech.say(Word::ComplaintHaveTitle)}</h2>
            <Bullets text=speech.say(Word::ComplaintHave) />
            <p class="small muted">{speech.say(Word::ServiceComplaintTime)}</p>
        </section>
        <section class="notice">
            <h2 class="notice-title">{speech.say(Word::ComplaintSignTitle)}</h2>
            <Paragraphs text=speech.say(sign) />
        </section>
        <Show when=move || !started.get()>
            <Begin />
        </Show>
    }
    .into_any()
}

/// Asks whose device it is, then starts.
#[component]
fn Begin() -> impl IntoView {
    let (speech, session, go) = (speech(), session(), routes::go(false));
    let chosen = RwSignal::new(Life::ThisTab);
    let choice = move |life: Life, label: Word, hint: Word| {
        view! {
            <label class="choice">
                <input type="radio" name="device" prop:checked=move || chosen.get() == life on:change=move |_| chosen.set(life) />
                <span class="choice-text">
                    {speech.say(label)} <span class="hint">{speech.say(hint)}</span>
                </span>
            </label>
        }
    };
    let start = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        session.begin(chosen.get_untracked());
        let first = session.journey().furthest().slug();
        go(&routes::complaint(speech.language(), Some(first)));
    };
    view! {
        <form class="flow" novalidate on:submit=start>
            <fieldset class="field">
                <legend class="label">{speech.say(Word::DeviceLabel)}</legend>
                <div class="choices">
                    {choice(Life::ThisTab, Word::DeviceTab, Word::DeviceTabHint)}
                    {choice(Life::ThisPage, Word::DevicePage, Word::DevicePageHint)}
                </div>
            </fieldset>
            <div class="actions">
                <button class="button" type="submit">{speech.say(Word::Begin)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// A draft is open: go on, or erase it.
#[component]
fn Resume() -> impl IntoView {
    let (speech, session) = (speech(), session());
    let asking = RwSignal::new(false);
    let slug = session.journey().furthest().slug();
    view! {
        <section class="panel">
            <h2 class="notice-title">{speech.say(Word::ResumeTitle)}</h2>
            <p>{move || speech.say(session.keeping_word())}</p>
            <div class="actions">
                <a class="button" href=routes::complaint(speech.language(), Some(slug))>{speech.say(Word::Resume)}</a>
                <button class="button button-link" type="button" on:click=move |_| asking.set(true)>
                    {speech.say(Word::Discard)}
                </button>
            </div>
            <Show when=move || asking.get()>
                <div class="notice notice-danger" role="alert">
                    <p>{speech.say(Word::DiscardAsk)}</p>
                    <div class="actions">
                        <button class="button button-danger" type="button" on:click=move |_| session.discard()>
                            {speech.say(Word::DiscardYes)}
                        </button>
                        <button class="button button-quiet" type="button" on:click=move |_| asking.set(false)>
                            {speech.say(Word::DiscardNo)}
                        </button>
                    </div>
                </div>
            </Show>
        </section>
    }
    .into_any()
}
