//! Where to go, why, with what, and what was answered to come here.

use guichet_core::{
    orientation::{
        service::Service,
        tree::{Form, Way},
    },
    site::Page,
    text::Word,
};
use leptos::prelude::*;

use super::numbers;
use crate::{
    components::{
        bullets, heading,
        live::{actions, link, nothing, panel, paragraph, subheading},
    },
    context::{settings, speech},
    routes,
};

/// The page of a service.
pub fn page(service: Service, way: &Way) -> AnyView {
    let (speech, settings) = (speech(), settings());
    let advice = service.advice();
    let mut shown = service.numbers(&settings, speech.words());
    if way.taken.iter().any(|(_, choice)| choice.name == "mute") {
        // Who cannot speak needs the one to write to.
        shown.reverse();
    }
    let calls = if shown.is_empty() { nothing() } else { numbers::list(shown) };
    vec![
        back(way),
        heading(speech.say(advice.title), None),
        paragraph("lead", speech.say(advice.reason)),
        calls,
        go_on(service, way),
        panel("panel", Some(speech.say(Word::ResultPrepare)), vec![bullets(speech.say(advice.prepare))]),
        answered(way),
        doubt(service),
    ]
    .into_any()
}

/// The way on: a page of ours, or an address elsewhere.
fn go_on(service: Service, way: &Way) -> AnyView {
    let speech = speech();
    let say = |word: Word| speech.say(word).to_owned();
    let Some(page) = service.page() else {
        let Some(address) = service.address(&settings()) else { return nothing() };
        let place = address.trim_start_matches("https://").trim_start_matches("www.");
        let place = place.split('/').next().unwrap_or(place).to_owned();
        let text = speech.fill(Word::ResultOpen, &[("place", &place)]);
        let outside = view! {
            <a class="button" href=address rel="noopener noreferrer nofollow" referrerpolicy="no-referrer">{text}</a>
        };
        return vec![actions(vec![outside.into_any()]), paragraph("small muted", speech.say(Word::ResultOutside))]
            .into_any();
    };
    let (word, form) = match page {
        Page::Complaint { .. } => (Word::ActionComplaint, Some(Form::Complaint)),
        Page::Report { .. } => (Word::ActionReport, Some(Form::Report)),
        Page::Emergency => (Word::ActionNumbers, None),
        _ => (Word::ActionFinder, None),
    };
    let carried = form.is_some_and(|form| !way.carried(form).is_empty());
    let href = routes::with_answers(speech.language(), &page, carried.then(|| way.address()).as_deref());
    let class = if service == Service::Emergency { "button button-quiet" } else { "button" };
    let told = if carried { paragraph("small muted", speech.say(Word::ResultCarried)) } else { nothing() };
    vec![actions(vec![link(class, href, say(word), None)]), told].into_any()
}

/// What was answered, each with the way back to its question.
fn answered(way: &Way) -> AnyView {
    let speech = speech();
    if way.taken.is_empty() {
        return actions(vec![again()]);
    }
    let mut before = Way::read("");
    let rows: Vec<AnyView> = way
        .taken
        .iter()
        .map(|(question, choice)| {
            let href = routes::orientation(speech.language(), &before.address());
            before = Way::read(&before.address_with(choice));
            let asked = speech.say(question.asks);
            let label = format!("{} {asked}", speech.say(Word::ResultChange));
            view! {
                <div class="summary-row">
                    <dt>{asked}</dt>
                    <dd class="summary-value">{speech.say(choice.label)}</dd>
                    <dd class="summary-action">
                        {link("", href, speech.say(Word::ResultChange).to_owned(), Some(label))}
                    </dd>
                </div>
            }
            .into_any()
        })
        .collect();
    vec![
        subheading(speech.say(Word::ResultAnswers)),
        view! { <dl class="summary-list">{rows}</dl> }.into_any(),
        actions(vec![again()]),
    ]
    .into_any()
}

fn again() -> AnyView {
    let speech = speech();
    link("button button-quiet", routes::orientation(speech.language(), ""), speech.say(Word::ResultAgain).to_owned(), None)
}

/// Nobody is left without somewhere to go.
fn doubt(service: Service) -> AnyView {
    let speech = speech();
    if matches!(service, Service::Emergency | Service::Station | Service::Finder) {
        return nothing();
    }
    view! {
        <p class="small">
            {speech.say(Word::ResultElse)} " "
            <a href=routes::finder(speech.language())>{speech.say(Word::ActionFinder)}</a>
        </p>
    }
    .into_any()
}

/// The question before; the search where there is none.
pub fn back(way: &Way) -> AnyView {
    let speech = speech();
    let href = routes::orientation(speech.language(), &way.address_before().unwrap_or_default());
    view! { <p><a class="back" href=href>{speech.say(Word::Back)}</a></p> }.into_any()
}
