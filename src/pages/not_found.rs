//! An address that is nobody's.

use guichet_core::text::Word;
use leptos::prelude::*;

use crate::{components::Heading, context::speech, routes};

/// Says so, and leads home.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let speech = speech();
    view! {
        <Heading text=speech.say(Word::NotFoundTitle) />
        <p>{speech.say(Word::NotFoundText)}</p>
        <p>
            <a href=routes::start(speech.language())>{speech.say(Word::NotFoundLink)}</a>
        </p>
    }
    .into_any()
}
