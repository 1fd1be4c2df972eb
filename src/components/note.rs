//! Texts beside the fields.

use guichet_core::form::step::{Note, Tone};
use leptos::prelude::*;

use super::live::{nothing, panel, paragraph};
use crate::context::speech;

/// A text of one or several paragraphs, one a line.
pub fn paragraphs(text: &'static str) -> Vec<AnyView> {
    text.lines().map(|line| paragraph("", line)).collect()
}

/// A list, one point a line.
pub fn bullets(text: &str) -> AnyView {
    let points: Vec<AnyView> = text.lines().map(|line| view! { <li>{line.to_owned()}</li> }.into_any()).collect();
    view! { <ul class="bullets">{points}</ul> }.into_any()
}

/// Something folded behind its heading.
pub fn folded(title: &'static str, body: Vec<AnyView>) -> AnyView {
    view! {
        <details class="details">
            <summary>{title}</summary>
            <div class="details-body">{body}</div>
        </details>
    }
    .into_any()
}

/// A note of a step, set in its tone.
pub fn note(note: Note) -> AnyView {
    let speech = speech();
    let text = speech.say(note.text);
    let title = note.title.map(|word| speech.say(word));
    match note.tone {
        Tone::Plain => (title.map_or_else(nothing, super::live::subheading), paragraphs(text)).into_any(),
        Tone::Quiet => panel("panel", title, paragraphs(text)),
        Tone::Careful => panel("notice notice-warn", title, paragraphs(text)),
        Tone::Folded => folded(title.unwrap_or_default(), vec![bullets(text)]),
    }
}
