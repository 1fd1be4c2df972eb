//! The first page: what happened, and where to go from there.

use guichet_core::{text::Word, wire::submission::FormName};
use leptos::prelude::*;

use crate::{
    components::{
        bullets, heading, language_offer,
        live::{panel, paragraph},
    },
    context::speech,
    routes,
};

/// The ways from here, the complaint first.
pub fn page() -> AnyView {
    let speech = speech();
    view! {
        {language_offer()}
        {heading(speech.say(Word::StartTitle), None)}
        {paragraph("lead", speech.say(Word::StartLead))}
        <ul class="services">
            <li>
                <a class="service service-first" href=routes::form(speech.language(), FormName::PreComplaint, None)>
                    <svg class="service-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                        <path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"></path>
                    </svg>
                    <span class="service-name">{speech.say(Word::ServiceComplaint)}</span>
                    <span class="service-about">{speech.say(Word::ServiceComplaintText)}</span>
                    <span class="service-time">{speech.say(Word::ServiceComplaintTime)}</span>
                </a>
            </li>
            <li>
                <a class="service" href=routes::form(speech.language(), FormName::ContentReport, None)>
                    <svg class="service-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                        <path d="M5 21V4h13l-3 4 3 4H5"></path>
                    </svg>
                    <span class="service-name">{speech.say(Word::ServiceReport)}</span>
                    <span class="service-about">{speech.say(Word::ServiceReportText)}</span>
                    <span class="service-time">{speech.say(Word::ServiceReportTime)}</span>
                </a>
            </li>
        </ul>
        {panel("panel", Some(speech.say(Word::StartElsewhereTitle)), vec![bullets(speech.say(Word::StartElsewhere))])}
    }
    .into_any()
}
