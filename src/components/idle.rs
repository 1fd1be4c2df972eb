//! On a shared device: a warning before the page blanks itself.

use guichet_core::text::Word;
use leptos::prelude::*;

use super::live::{button, nothing, paragraph, part};
use crate::{
    browser::page,
    context::{desk, speech},
};

const ID: &str = "idle";

/// Asks whether somebody is still there, a minute before everything is erased.
pub fn idle_warning() -> AnyView {
    let (speech, desk) = (speech(), desk());
    let warned = Memo::new(move |_| desk.is_idle_warned());
    Effect::new(move |_| {
        if warned.get() {
            page::focus(ID);
        }
    });
    part(move || {
        if !warned.get() {
            return nothing();
        }
        view! {
            <div class="idle notice notice-warn" id=ID tabindex="-1" role="alertdialog" aria-labelledby="idle-title">
                <h2 class="notice-title" id="idle-title">{speech.say(Word::IdleTitle)}</h2>
                {paragraph("", speech.say(Word::IdleText))}
                {button("button", speech.say(Word::IdleStay).to_owned(), None, move || desk.stay())}
            </div>
        }
        .into_any()
    })
}
