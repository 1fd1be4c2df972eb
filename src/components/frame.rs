//! What surrounds every page.

use std::iter;

use guichet_core::{
    config::{Number, NumberKind},
    site::{Language, Page},
    text::Word,
};
use leptos::prelude::*;

use super::live::{Live, Press, link, live, nothing, paragraph};
use crate::{
    browser::page,
    context::{settings, speech},
    routes,
};

/// The numbers to call in danger, said in a sentence.
pub fn emergency() -> AnyView {
    landmark("emergency", sentence())
}

/// The same in one line, for where every line counts.
pub fn emergency_line() -> AnyView {
    let calls = numbers(NumberKind::Tel).into_iter();
    let calls = calls.map(|link| view! { <span class="emergency-way">{link}</span> }.into_any());
    landmark("emergency emergency-line", calls.chain(texts()).collect())
}

/// The sentence as a part of a page that has the line above.
pub fn emergency_note() -> AnyView {
    view! { <div class="emergency">{strip(sentence())}</div> }.into_any()
}

fn landmark(class: &'static str, ways: Vec<AnyView>) -> AnyView {
    view! { <section class=class aria-label=speech().say(Word::EmergencyLabel)>{strip(ways)}</section> }.into_any()
}

fn strip(ways: Vec<AnyView>) -> AnyView {
    view! {
        <div class="emergency-inner">
            <p class="emergency-title">{speech().say(Word::EmergencyTitle)}</p>
            <p class="emergency-clip">
                <span class="emergency-ways">{ways}</span>
            </p>
        </div>
    }
    .into_any()
}

fn sentence() -> Vec<AnyView> {
    let speech = speech();
    let calls = joined(numbers(NumberKind::Tel), speech.say(Word::EmergencyOr));
    let (before, after) = speech.say(Word::EmergencyCall).split_once("{numbers}").unwrap_or_default();
    let calls = view! { <span class="emergency-way">{before}{calls}{after}</span> }.into_any();
    iter::once(calls).chain(texts()).collect()
}

/// The ways to write.
fn texts() -> impl Iterator<Item = AnyView> {
    let (sms, _) = speech().say(Word::EmergencySms).split_once("{number}").unwrap_or_default();
    let ways = numbers(NumberKind::Sms).into_iter();
    ways.map(move |link| view! { <span class="emergency-way">{sms}{link}</span> }.into_any())
}

/// The configured numbers of a kind, to press.
fn numbers(kind: NumberKind) -> Vec<AnyView> {
    let speech = speech();
    let (scheme, label) = match kind {
        NumberKind::Tel => ("tel", Word::NumberCallLabel),
        NumberKind::Sms => ("sms", Word::NumberSmsLabel),
    };
    let link_to = |number: &Number| {
        let label = speech.fill(label, &[("number", &number.number)]);
        link("", format!("{scheme}:{}", number.number), number.number.clone(), Some(label))
    };
    settings().numbers.iter().filter(|number| number.kind == kind).map(link_to).collect()
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

/// The address of this page in the other language.
pub(super) fn elsewhere(other: Language) -> Live<String> {
    let (current, search) = (routes::current(), routes::search());
    live(move || {
        let page = current.get().map_or_else(|| routes::start(other), |(_, page)| routes::to(other, &page));
        format!("{page}{}", search.get())
    })
}

/// The name of the service and the way to the other language, below `strip`: who is in danger reads no further.
pub fn header(strip: AnyView) -> AnyView {
    let speech = speech();
    let settings = settings();
    let other = other(speech.language());
    let skip: Press = Box::new(move |event| {
        event.prevent_default();
        page::focus("main");
    });
    let demonstration = if settings.demonstration {
        view! { <p class="notice notice-warn demonstration" role="note">{speech.say(Word::Demonstration)}</p> }
            .into_any()
    } else {
        nothing()
    };
    view! {
        <a class="skip" href="#main" on:click=skip>{speech.say(Word::SkipToContent)}</a>
        {strip}
        <header class="header">
            <div class="header-inner">
                <a class="brand" href=routes::start(speech.language())>
                    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                        <rect class="mark-plate" width="32" height="32" rx="7"></rect>
                        <path class="mark-desk" d="M8 21V11h16v10M6 17.5h20"></path>
                    </svg>
                    {settings.name}
                </a>
                {ways("header-ways", Word::WaysLabel, &WAYS)}
                <p class="header-links">
                    <a href=elsewhere(other) hreflang=other.tag() lang=other.tag()>{speech.say(Word::LanguageOther)}</a>
                </p>
            </div>
        </header>
        {demonstration}
    }
    .into_any()
}

/// The pages that can be reached from every page.
static WAYS: [(Page, Word); 5] = [
    (Page::Complaint { step: None }, Word::WayComplaint),
    (Page::Finder, Word::WayFinder),
    (Page::Report { step: None }, Word::WayReport),
    (Page::News, Word::WayNews),
    (Page::Emergency, Word::WayNumbers),
];

/// The pages about the service.
static ABOUT: [(Page, Word); 5] = [
    (Page::FollowUp, Word::FollowLink),
    (Page::Privacy, Word::AboutPrivacy),
    (Page::Terms, Word::AboutTerms),
    (Page::Accessibility, Word::AboutAccessibility),
    (Page::AboutData, Word::AboutData),
];

/// Links to pages; the one where one is says so.
fn ways(class: &'static str, label: Word, pages: &'static [(Page, Word)]) -> AnyView {
    let speech = speech();
    let current = routes::current();
    let links: Vec<AnyView> = pages
        .iter()
        .map(|(page, word)| {
            let href = routes::to(speech.language(), page);
            let here = live(move || {
                let same = current.with(|at| at.as_ref().is_some_and(|(_, at)| at.is_of(page)));
                same.then(|| "page".to_owned())
            });
            view! { <li><a href=href aria-current=here>{speech.say(*word)}</a></li> }.into_any()
        })
        .collect();
    view! { <nav class=class aria-label=speech.say(label)><ul>{links}</ul></nav> }.into_any()
}

/// A link to the language of the browser, where it is the other one. Nobody is ever redirected.
pub fn language_offer() -> AnyView {
    let speech = speech();
    let (ours, other) = (speech.language(), other(speech.language()));
    let known = |tag: &str| Language::ALL.into_iter().find(|language| tag.starts_with(language.tag()));
    let preferred = page::languages().iter().find_map(|tag| known(&tag.to_ascii_lowercase())).unwrap_or(ours);
    if preferred != other {
        return nothing();
    }
    view! {
        <p class="small" lang=other.tag()>
            <a href=elsewhere(other) hreflang=other.tag() lang=other.tag()>{speech.say(Word::LanguageOffer)}</a>
        </p>
    }
    .into_any()
}

pub(super) fn other(language: Language) -> Language {
    match language {
        Language::Fr => Language::En,
        Language::En => Language::Fr,
    }
}

/// What is promised, and how to tell the real page.
pub fn footer() -> AnyView {
    let speech = speech();
    view! {
        <footer class="footer">
            <div class="footer-inner">
                {ways("footer-ways", Word::WaysBelow, &WAYS)}
                {paragraph("", speech.say(Word::FooterPromise))}
                {paragraph("", speech.say(Word::FooterFraud))}
                {ways("footer-ways", Word::AboutLabel, &ABOUT)}
            </div>
        </footer>
    }
    .into_any()
}
