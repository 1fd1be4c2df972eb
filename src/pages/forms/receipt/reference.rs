//! The reference: large, to be read out, and as a square to be scanned.

use guichet_core::{
    papers::{qr::Square, spelling},
    text::Word,
};
use leptos::prelude::*;

use crate::{
    components::{
        folded,
        live::{nothing, paragraph},
    },
    context::speech,
};

/// The reference, said symbol by symbol to whoever hears the page.
pub fn reference(reference: &str) -> AnyView {
    view! {
        <p class="reference">
            <span aria-hidden="true">{reference.to_owned()}</span>
            <span class="visually-hidden">{spelling::apart(reference)}</span>
        </p>
    }
    .into_any()
}

/// How to say it on the telephone, for whoever wants to know.
pub fn spelled(reference: &str) -> AnyView {
    let speech = speech();
    let groups = spelling::spelled(speech.words(), reference);
    let lines = groups.into_iter().map(|group| paragraph("", group)).collect();
    view! { <div class="no-print">{folded(speech.say(Word::SpelledTitle), lines)}</div> }.into_any()
}

/// The square with the reference and nothing else in it.
pub fn square(reference: &str) -> AnyView {
    let Some(square) = Square::of(reference) else { return nothing() };
    let (side, path) = (square.side(), square.path());
    view! {
        <svg class="square" viewBox=format!("0 0 {side} {side}") role="img" aria-label=speech().say(Word::QrLabel)>
            <path d=path></path>
        </svg>
    }
    .into_any()
}
