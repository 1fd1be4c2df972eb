//! The first page: what happened, and where to go from there.

use guichet_core::text::Word;
use leptos::prelude::*;

use crate::{
    components::{Bullets, Heading, LanguageOffer},
    context::speech,
    routes,
};

/// The ways from here, the complaint first.
#[component]
pub fn StartPage() -> impl IntoView {
    let speech = speech();
    view! {
        <LanguageOffer />
        <Heading text=speech.say(Word::StartTitle) />
        <p class="lead">{speech.say(Word::StartLead)}</p>
        <ul class="services">
            <li>
                <a class="service service-first" href=routes::complaint(speech.language(), None)>
                    <svg class="service-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                        <path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"></path>
                    </svg>
                    <span class="service-name">{speech.say(Word::ServiceComplaint)}</span>
                    <span class="service-about">{speech.say(Word::ServiceComplaintText)}</span>
                    <span class="service-time">{speech.say(Word::ServiceComplaintTime)}</span>
                </a>
            </li>
        </ul>
        <section class="panel">
            <h2 class="notice-title">{speech.say(Word::StartElsewhereTitle)}</h2>
            <Bullets text=speech.say(Word::StartElsewhere) />
        </section>
    }
    .into_any()
}
