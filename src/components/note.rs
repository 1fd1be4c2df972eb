//! Texts beside the fields.

use guichet_core::form::step::{Note, Tone};
use leptos::prelude::*;

use crate::context::speech;

/// A text of one or several paragraphs; several after a heading that folds are a list.
#[component]
pub fn Paragraphs(
    /// The paragraphs, one a line.
    text: &'static str,
) -> impl IntoView {
    text.lines().map(|line| view! { <p>{line}</p> }).collect_view().into_any()
}

/// A list, one point a line.
#[component]
pub fn Bullets(
    /// The points, one a line.
    text: &'static str,
) -> impl IntoView {
    let points = text.lines().map(|line| view! { <li>{line}</li> }).collect_view();
    view! { <ul class="bullets">{points}</ul> }.into_any()
}

/// A note of a step, set in its tone.
#[component]
pub fn NoteView(
    /// What to show.
    note: Note,
) -> impl IntoView {
    let speech = speech();
    let text = speech.say(note.text);
    let title = note.title.map(|word| speech.say(word));
    let heading = title.map(|title| view! { <h2 class="notice-title">{title}</h2> });
    match note.tone {
        Tone::Plain => view! { {heading} <Paragraphs text /> }.into_any(),
        Tone::Quiet => view! { <div class="panel">{heading}<Paragraphs text /></div> }.into_any(),
        Tone::Careful => view! { <div class="notice notice-warn">{heading}<Paragraphs text /></div> }.into_any(),
        Tone::Folded => view! {
            <details class="details">
                <summary>{title}</summary>
                <div class="details-body"><Bullets text /></div>
            </details>
        }
        .into_any(),
    }
}
