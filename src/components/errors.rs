//! What must be mended, together, above the form.

use guichet_core::{
    form::reader::Flaw,
    text::{self, Word},
};
use leptos::prelude::*;

use crate::{browser::page, context::speech};

/// Id of the summary, which takes the focus when it appears.
pub const ID: &str = "error-summary";

/// The list of flaws; each leads to its field. Nothing where there are none.
#[component]
pub fn ErrorSummary(
    /// What is wrong.
    #[prop(into)]
    flaws: Signal<Vec<Flaw>>,
) -> impl IntoView {
    let speech = speech();
    let line = move |flaw: &Flaw| {
        let target = flaw.at.key();
        let href = format!("#{target}");
        view! {
            <li>
                <a
                    href=href
                    on:click=move |event| {
                        // The router would take the anchor for an address of its own.
                        event.prevent_default();
                        page::focus(&target);
                    }
                >
                    {text::sentence(speech.words(), flaw)}
                </a>
            </li>
        }
    };
    move || {
        let lines = flaws.with(|flaws| flaws.iter().map(line).collect::<Vec<_>>());
        (!lines.is_empty()).then(|| {
            view! {
                <div class="error-summary" id=ID tabindex="-1" role="alert" aria-labelledby="error-summary-title">
                    <h2 id="error-summary-title">{speech.say(Word::ErrorsTitle)}</h2>
                    <ul>{lines}</ul>
                </div>
            }
        })
    }
}
