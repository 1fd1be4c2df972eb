//! On a shared device: a warning before the page blanks itself.

use guichet_core::text::Word;
use leptos::prelude::*;

use crate::{
    browser::page,
    context::{session, speech},
};

const ID: &str = "idle";

/// Asks whether somebody is still there, a minute before everything is erased; says so afterwards.
#[component]
pub fn IdleWarning() -> impl IntoView {
    let (speech, session) = (speech(), session());
    let warned = Memo::new(move |_| session.is_idle_warned());
    Effect::new(move |_| {
        if warned.get() {
            page::focus(ID);
        }
    });
    view! {
        <Show when=move || warned.get()>
            <div class="idle notice notice-warn" id=ID tabindex="-1" role="alertdialog" aria-labelledby="idle-title">
                <h2 class="notice-title" id="idle-title">{speech.say(Word::IdleTitle)}</h2>
                <p>{speech.say(Word::IdleText)}</p>
                <button class="button" type="button" on:click=move |_| session.stay()>{speech.say(Word::IdleStay)}</button>
            </div>
        </Show>
    }
    .into_any()
}
