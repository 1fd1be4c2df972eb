//! What surrounds every page.

use guichet_core::{
    config::NumberKind,
    site::{self, Language},
    text::Word,
};
use leptos::prelude::*;

use crate::{
    browser::page,
    context::{settings, speech},
    routes,
};

/// The numbers to call in danger.
#[component]
pub fn Emergency() -> impl IntoView {
    let speech = speech();
    let numbers = settings().numbers;
    let link = |kind: NumberKind, scheme: &str, label: Word| {
        numbers
            .iter()
            .filter(|number| number.kind == kind)
            .map(|number| {
                let href = format!("{scheme}:{}", number.number);
                let label = speech.fill(label, &[("number", &number.number)]);
                view! { <a href=href aria-label=label>{number.number.clone()}</a> }.into_any()
            })
            .collect::<Vec<_>>()
    };
    let calls = joined(link(NumberKind::Tel, "tel", Word::NumberCallLabel), speech.say(Word::EmergencyOr));
    let (before, after) = speech.say(Word::EmergencyCall).split_once("{numbers}").unwrap_or_default();
    let (sms, _) = speech.say(Word::EmergencySms).split_once("{number}").unwrap_or_default();
    let texts = link(NumberKind::Sms, "sms", Word::NumberSmsLabel)
        .into_iter()
        .map(|link| view! { " · " <span class="emergency-way">{sms}{link}</span> })
        .collect_view();
    view! {
        <section class="emergency" aria-label=speech.say(Word::EmergencyLabel)>
            <div class="emergency-inner">
                <p class="emergency-title">{speech.say(Word::EmergencyTitle)}</p>
                <p>{before}{calls}{after}{texts}</p>
            </div>
        </section>
    }
    .into_any()
}

fn joined(links: Vec<AnyView>, word: &'static str) -> Vec<AnyView> {
    let mut out = Vec::new();
    for link in links {
        if !out.is_empty() {
            out.push(format!(" {word} ").into_any());
        }
        out.push(link);
    }
    out
}

/// The name of the service and the way to the other language.
#[component]
pub fn Header() -> impl IntoView {
    let speech = speech();
    let settings = settings();
    let other = other(speech.language());
    let current = routes::current();
    let href = move || current.get().map_or_else(|| routes::start(other), |(_, page)| site::path(other, &page));
    view! {
        <a
            class="skip"
            href="#main"
            on:click=move |event| {
                event.prevent_default();
                page::focus("main");
            }
        >
            {speech.say(Word::SkipToContent)}
        </a>
        <header class="header">
            <div class="header-inner">
                <a class="brand" href=routes::start(speech.language())>
                    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                        <rect class="mark-plate" width="32" height="32" rx="7"></rect>
                        <path class="mark-desk" d="M8 21V11h16v10M6 17.5h20"></path>
                    </svg>
                    {settings.name}
                </a>
                <p class="header-links">
                    <a href=href hreflang=other.tag() lang=other.tag()>
                        {speech.say(Word::LanguageOther)}
                    </a>
                </p>
            </div>
        </header>
        {settings
            .demonstration
            .then(|| view! { <p class="notice notice-warn demonstration" role="note">{speech.say(Word::Demonstration)}</p> })}
    }
    .into_any()
}

/// A link to the language of the browser, where it is the other one. Nobody is ever redirected.
#[component]
pub fn LanguageOffer() -> impl IntoView {
    let speech = speech();
    let other = other(speech.language());
    let ours = speech.language().tag();
    let preferred = page::languages().into_iter().find_map(|tag| {
        let tag = tag.get(..2)?.to_ascii_lowercase();
        (tag == ours || tag == other.tag()).then_some(tag)
    });
    let current = routes::current();
    let href = move || current.get().map_or_else(|| routes::start(other), |(_, page)| site::path(other, &page));
    (preferred.as_deref() == Some(other.tag()))
        .then(|| {
            view! {
                <p class="small" lang=other.tag()>
                    <a href=href hreflang=other.tag()>{speech.say(Word::LanguageOffer)}</a>
                </p>
            }
        })
        .into_any()
}

fn other(language: Language) -> Language {
    match language {
        Language::Fr => Language::En,
        Language::En => Language::Fr,
    }
}

/// What is promised, and how to tell the real page.
#[component]
pub fn Footer() -> impl IntoView {
    let speech = speech();
    view! {
        <footer class="footer">
            <div class="footer-inner">
                <p>{speech.say(Word::FooterPromise)}</p>
                <p>{speech.say(Word::FooterFraud)}</p>
            </div>
        </footer>
    }
    .into_any()
}
