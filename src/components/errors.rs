//! What must be mended, together, above the form.

use guichet_core::{
    form::reader::Flaw,
    text::{self, Word},
};
use leptos::{ev::MouseEvent, prelude::*};

use super::live::{Press, nothing, part};
use crate::{browser::page, context::speech};

/// Id of the summary, which takes the focus when it appears.
pub const ID: &str = "error-summary";

/// The list of flaws; each leads to its field. Nothing where there are none.
pub fn error_summary(flaws: Signal<Vec<Flaw>>) -> AnyView {
    let speech = speech();
    error_lines(Signal::derive(move || {
        let line = |flaw: &Flaw| (flaw.at.key(), text::sentence(speech.words(), flaw));
        flaws.with(|flaws| flaws.iter().map(line).collect())
    }))
}

/// The same from ids of fields and their sentences.
pub fn error_lines(flaws: Signal<Vec<(String, String)>>) -> AnyView {
    let speech = speech();
    Effect::new(move |_| {
        if flaws.with(|flaws| !flaws.is_empty()) {
            // The summary is in the document only once this turn's drawing is done.
            request_animation_frame(|| {
                page::focus(ID);
            });
        }
    });
    part(move || {
        let lines: Vec<AnyView> = flaws.with(|flaws| flaws.iter().cloned().map(line).collect());
        if lines.is_empty() {
            return nothing();
        }
        view! {
            <div class="error-summary" id=ID tabindex="-1" role="alert" aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">{speech.say(Word::ErrorsTitle)}</h2>
                <ul>{lines}</ul>
            </div>
        }
        .into_any()
    })
}

fn line((target, sentence): (String, String)) -> AnyView {
    let href = format!("#{target}");
    let go: Press = Box::new(move |event: MouseEvent| {
        // The router would take the anchor for an address of its own.
        event.prevent_default();
        page::focus(&target);
    });
    view! { <li><a href=href on:click=go>{sentence}</a></li> }.into_any()
}
