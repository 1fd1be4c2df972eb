//! An address that is nobody's.

use guichet_core::text::Word;
use leptos::prelude::*;

use crate::{
    components::{
        heading,
        live::{link, paragraph},
    },
    context::speech,
    routes,
};

/// Says so, and leads home.
pub fn page() -> AnyView {
    let speech = speech();
    let home = link("", routes::start(speech.language()), speech.say(Word::NotFoundLink).to_owned(), None);
    vec![heading(speech.say(Word::NotFoundTitle), None), paragraph("", speech.say(Word::NotFoundText)), home].into_any()
}
