//! The reference and the code, typed or pasted.

use guichet_core::{
    follow_up::pass::{Half, Pass, sentence},
    form::submission::State,
    text::Word,
    wire::{reference::Reference, submission::FormName},
};
use leptos::{ev::SubmitEvent, prelude::*};

use super::{Following, following::SAID, following::Said};
use crate::{
    components::{
        error_lines, heading, help_contact,
        live::{live, nothing, paragraph, part, text},
    },
    context::{desk, speech},
};

/// Ids of the two fields.
const REFERENCE: &str = "reference";
const CODE: &str = "code";

/// Asks for both, and says what came of it.
pub fn screen(following: Following) -> AnyView {
    let speech = speech();
    let Following { reference, code, .. } = following;
    let faults = RwSignal::new(Vec::<(Half, Word)>::new());
    let see = move |event: SubmitEvent| {
        event.prevent_default();
        match Pass::read(&reference.get_untracked(), &code.get_untracked()) {
            Ok(pass) => {
                faults.set(Vec::new());
                following.open(pass);
            }
            Err(found) => faults.set(found.into_iter().map(|(half, fault)| (half, sentence(half, fault))).collect()),
        }
    };
    let wrong = Signal::derive(move || faults.with(|faults| !faults.is_empty()));
    let lines = Signal::derive(move || {
        faults.with(|faults| {
            faults.iter().map(|(half, word)| (id(*half).to_owned(), speech.say(*word).to_owned())).collect()
        })
    });
    let example = Reference::from_random(*b"guich").to_string();
    let hint = speech.fill(Word::FollowReferenceHint, &[("example", &example)]);
    let fault = move |half| {
        Signal::derive(move || faults.with(|faults| faults.iter().find(|(at, _)| *at == half).map(|(_, word)| *word)))
    };
    view! {
        {error_lines(lines)}
        {heading(speech.say(Word::FollowTitle), Some(wrong))}
        {paragraph("lead", speech.say(Word::FollowLead))}
        {outcome(following)}
        <form class="flow" novalidate on:submit=see>
            {field(Half::Reference, Word::FollowReferenceLabel, hint, reference, fault(Half::Reference))}
            {field(Half::Code, Word::FollowCodeLabel, speech.say(Word::FollowCodeHint).to_owned(), code, fault(Half::Code))}
            <div class="actions">{submit(following)}</div>
        </form>
    }
    .into_any()
}

/// What the receipt that is held in this tab says; nothing elsewhere.
pub fn held() -> (String, String) {
    let session = desk().session(FormName::PreComplaint);
    match (untrack(|| session.sending()), session.code()) {
        (State::Acknowledged { receipt, .. }, Some(code)) => (receipt.reference, code),
        _ => (String::new(), String::new()),
    }
}

const fn id(half: Half) -> &'static str {
    match half {
        Half::Reference => REFERENCE,
        Half::Code => CODE,
    }
}

fn field(half: Half, label: Word, hint: String, typed: RwSignal<String>, fault: Signal<Option<Word>>) -> AnyView {
    let speech = speech();
    let id = id(half);
    let class = live(move || if fault.get().is_some() { "field field-wrong" } else { "field" }.to_owned());
    let invalid = live(move || fault.get().map(|_| "true".to_owned()));
    let described = live(move || {
        let error = if fault.get().is_some() { format!(" {id}-error") } else { String::new() };
        format!("{id}-hint{error}")
    });
    let error = part(move || {
        fault.get().map_or_else(nothing, |word| {
            view! {
                <p class="error" id=format!("{id}-error")>
                    <span class="visually-hidden">{speech.say(Word::ErrorPrefix)} ": "</span>
                    {speech.say(word)}
                </p>
            }
            .into_any()
        })
    });
    view! {
        <div class=class>
            <label class="label" for=id>{speech.say(label)}</label>
            <p class="hint" id=format!("{id}-hint")>{hint}</p>
            {error}
            <input
                class="input input-fixed"
                id=id
                type="text"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-describedby=described
                aria-invalid=invalid
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

fn submit(following: Following) -> AnyView {
    let speech = speech();
    let busy = live(move || following.is_busy().then(|| "true".to_owned()));
    let name = text(move || {
        let word = if following.is_busy() { Word::FollowLooking } else { Word::FollowSee };
        speech.say(word).to_owned()
    });
    view! { <button class="button" type="submit" aria-disabled=busy>{name}</button> }.into_any()
}

/// Why there is nothing to tell: the same words for an unknown reference and for a wrong code.
fn outcome(following: Following) -> AnyView {
    let speech = speech();
    let said = part(move || {
        let Some(Said { text, good }) = following.said() else { return nothing() };
        if good {
            return paragraph("notice", text);
        }
        let unknown = text == speech.say(Word::FollowUnknown);
        let title = if unknown { speech.say(Word::FollowUnknownTitle) } else { "" };
        let title = if unknown { view! { <h2 class="notice-title">{title}</h2> }.into_any() } else { nothing() };
        let help = if unknown { nothing() } else { help_contact() };
        view! { <div class="notice notice-warn">{title} {paragraph("", text)} {help}</div> }.into_any()
    });
    view! { <div id=SAID tabindex="-1" role="status">{said}</div> }.into_any()
}
