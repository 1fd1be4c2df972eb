//! "What happened?": in one's own words, or one question a screen. The address is where one stands, so that Back goes one
//! question back and a place can be linked to; what is typed is never written there.

use std::sync::OnceLock;

use guichet_core::{
    orientation::{
        service::Service,
        tree::{Next, Question, Way},
        understanding::Understanding,
    },
    text::Word,
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
    task::spawn_local,
};

use super::{numbers, result};
use crate::{
    browser::timer,
    components::{
        heading,
        live::{link, nothing, paragraph, part, subheading},
    },
    context::{Asked, settings, speech},
    routes,
};

/// Milliseconds without a keystroke before an answer is looked for.
const PAUSE_MS: u32 = 200;

/// How many services are offered for what was typed.
const OFFERED: usize = 3;

/// Read once, when somebody asks: it takes some milliseconds.
static UNDERSTANDING: OnceLock<Understanding> = OnceLock::new();

/// The page: the search with the first question, a later question, or a result.
pub fn page() -> AnyView {
    let at = routes::orientation_at();
    part(move || {
        let (answers, service) = at.get();
        untrack(|| {
            let way = Way::read(&answers);
            match (service.as_deref().and_then(Service::from_code), way.at) {
                (Some(service), _) => result::page(service, &Way::read("")),
                (None, Next::Go(service)) => result::page(service, &way),
                (None, Next::Ask(question)) if way.taken.is_empty() => first(question, &way),
                (None, Next::Ask(question)) => later(question, &way),
            }
        })
    })
}

/// The search, then the first question.
fn first(question: &'static Question, way: &Way) -> AnyView {
    let speech = speech();
    vec![
        heading(speech.say(Word::StartTitle), None),
        search(),
        subheading(speech.say(Word::SearchOr)),
        view! { <p class="question" id="question">{speech.say(question.asks)}</p> }.into_any(),
        hint(question),
        choices(question, way, "question"),
    ]
    .into_any()
}

/// A later question: it is the heading.
fn later(question: &'static Question, way: &Way) -> AnyView {
    let speech = speech();
    vec![
        result::back(way),
        heading(speech.say(question.asks), None),
        hint(question),
        choices(question, way, crate::components::HEADING),
    ]
    .into_any()
}

fn hint(question: &Question) -> AnyView {
    question.hint.map_or_else(nothing, |hint| paragraph("muted", speech().say(hint)))
}

/// The answers are links: one press answers, and Back takes it back.
fn choices(question: &'static Question, way: &Way, named_by: &'static str) -> AnyView {
    let speech = speech();
    let rows: Vec<AnyView> = question
        .choices
        .iter()
        .map(|choice| {
            let href = routes::orientation(speech.language(), &way.address_with(choice));
            let row = link("answer", href, speech.say(choice.label).to_owned(), None);
            view! { <li>{row}</li> }.into_any()
        })
        .collect();
    view! { <ul class="answers" aria-labelledby=named_by>{rows}</ul> }.into_any()
}

/// The search by plain words. What was typed on the start page is asked at once.
fn search() -> AnyView {
    let speech = speech();
    let typed = expect_context::<Asked>().0;
    let asked = RwSignal::new(typed.get_untracked());
    let turn = StoredValue::new(0_u32);
    let next_turn = move || {
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        turn.get_value()
    };
    let on_input = move |event: Event| {
        typed.set(event_target_value(&event));
        let now = next_turn();
        spawn_local(async move {
            timer::sleep(PAUSE_MS).await;
            if turn.try_get_value() == Some(now) {
                let _ = asked.try_set(typed.get_untracked());
            }
        });
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        next_turn();
        asked.set(typed.get_untracked());
    };
    let found = Memo::new(move |_| {
        let query = asked.get();
        let understanding = UNDERSTANDING.get_or_init(Understanding::new);
        (!query.trim().is_empty()).then(|| understanding.search(&query, speech.language(), OFFERED))
    });
    let answers = part(move || {
        let found = found.get();
        untrack(|| found.map_or_else(nothing, |found| offered(&found)))
    });
    view! {
        <form class="field" role="search" novalidate on:submit=on_submit>
            <label class="label" for="words">{speech.say(Word::SearchLabel)}</label>
            <p class="hint" id="words-hint">{speech.say(Word::SearchHint)}</p>
            <div class="ask">
                <input
                    class="input"
                    id="words"
                    type="search"
                    enterkeyhint="search"
                    autocomplete="off"
                    maxlength="400"
                    aria-describedby="words-hint"
                    prop:value=typed
                    on:input=on_input
                />
                <button class="button" type="submit">{speech.say(Word::SearchButton)}</button>
            </div>
        </form>
        <div class="offered flow" role="status">{answers}</div>
    }
    .into_any()
}

/// What fits best. In an emergency the numbers stand right there.
fn offered(found: &[Service]) -> AnyView {
    let speech = speech();
    if found.is_empty() {
        return paragraph("notice", speech.say(Word::SearchNone));
    }
    let rows: Vec<AnyView> = found
        .iter()
        .map(|service| {
            let advice = service.advice();
            let href = routes::orientation_result(speech.language(), *service);
            let calls = match service {
                Service::Emergency => numbers::list(service.numbers(&settings(), speech.words())),
                _ => nothing(),
            };
            let class = if *service == Service::Emergency { "offer offer-urgent" } else { "offer" };
            view! {
                <li class=class>
                    {link("offer-name", href, speech.say(advice.title).to_owned(), None)}
                    {paragraph("small", speech.say(advice.reason))}
                    {calls}
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <p class="small muted">{speech.say(Word::SearchFound)}</p>
        <ol class="offers">{rows}</ol>
    }
    .into_any()
}
