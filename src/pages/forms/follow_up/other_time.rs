//! Another time than the one in question: a free one of the station, or half-days that would suit.

use guichet_core::{
    domain::{appointment::HalfDays, flaw::FlawKind, station::StationId},
    form::{answers::At, reader::Flaw},
    forms::complaint::fields::HALF_DAYS,
    text::{self, Word},
    wire::{
        appointment::Wish,
        slot::{FreeSlots, Slot},
    },
};
use leptos::{prelude::*, task::spawn_local};

use super::Following;
use crate::{
    api::slots,
    browser::page,
    components::{
        half_day_table, help_contact,
        live::{actions, button, nothing, paragraph, part},
    },
    context::{settings, speech},
};

/// How many times are listed at first, and added at a time.
const STEP: usize = 6;

/// Id of the choice.
const ID: &str = "other-time";

#[derive(Clone)]
enum Listed {
    Loading,
    /// What is free; none where the list cannot be had.
    Told(Option<FreeSlots>),
}

/// A button that opens the choice; `first` is what it says.
pub fn other_time(following: Following, first: Word, class: &'static str) -> AnyView {
    let speech = speech();
    let open = RwSignal::new(false);
    part(move || {
        if open.get() {
            return untrack(|| choice(following, open));
        }
        actions(vec![button(class, speech.say(first).to_owned(), None, move || open.set(true))])
    })
}

fn choice(following: Following, open: RwSignal<bool>) -> AnyView {
    let speech = speech();
    let listed = RwSignal::new(Listed::Loading);
    let station = following.progress().and_then(|progress| progress.station);
    let id = station.clone();
    let config = settings();
    spawn_local(async move {
        let free = match id {
            Some(id) => slots::free(&config, &id).await,
            None => None,
        };
        let _ = listed.try_set(Listed::Told(free));
    });
    let department = station.as_deref().and_then(StationId::parse);
    let department = department.as_ref().and_then(StationId::department).unwrap_or_default().to_owned();
    let shown = RwSignal::new(STEP);
    let body = part(move || {
        let free = match listed.get() {
            Listed::Loading => return paragraph("muted", speech.say(Word::Loading)),
            Listed::Told(free) => free,
        };
        let (slots, about) = match free {
            Some(free) if !free.slots.is_empty() => (free.slots, Word::ActOtherNone),
            Some(free) if free.offered => (Vec::new(), Word::SlotFull),
            Some(_) => (Vec::new(), Word::SlotNotOffered),
            None => (Vec::new(), Word::SlotFailed),
        };
        let help = if about == Word::SlotFailed { help_contact() } else { nothing() };
        let more = if slots.len() > shown.get() {
            let more = move || shown.update(|shown| *shown += STEP);
            button("button button-quiet", speech.say(Word::SlotMore).to_owned(), None, more)
        } else {
            nothing()
        };
        let slots: Vec<Slot> = slots.into_iter().take(shown.get()).collect();
        vec![times(following, slots), more, paragraph("", speech.say(about)), help, half_days(following, &department)]
            .into_any()
    });
    let close = button("button button-link", speech.say(Word::ActOtherClose).to_owned(), None, move || open.set(false));
    // The button that opened it is gone: what it opened takes the focus, once it is in the document.
    request_animation_frame(|| {
        page::focus(ID);
    });
    let name = speech.say(Word::ActAskAgain);
    view! { <div class="flow" id=ID tabindex="-1" role="group" aria-label=name>{body} {close}</div> }.into_any()
}

/// Free times to ask for, each with its own button.
pub fn times(following: Following, slots: Vec<Slot>) -> AnyView {
    if slots.is_empty() {
        return nothing();
    }
    let speech = speech();
    let rows: Vec<AnyView> = slots
        .into_iter()
        .map(|slot| {
            let text = speech.words().slot(&slot);
            let label = speech.fill(Word::SlotTakeWhat, &[("slot", &text)]);
            let take = move || following.change(Wish::Request { slot: slot.start.to_string() });
            view! {
                <li class="slot">
                    <span>{text}</span>
                    {button("button button-quiet", speech.say(Word::SlotTake).to_owned(), Some(label), take)}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="slots">{rows}</ul> }.into_any()
}

/// When it would suit, and the button that tells an agent so.
fn half_days(following: Following, department: &str) -> AnyView {
    let speech = speech();
    let (answer, flaw) = (RwSignal::new(String::new()), RwSignal::new(None::<FlawKind>));
    let keep = Callback::new(move |ticked| {
        answer.set(ticked);
        flaw.set(None);
    });
    let ask = move || {
        let ticked = answer.get_untracked();
        let preferred = if ticked.is_empty() { Ok(HalfDays::default()) } else { HalfDays::parse(&ticked, None) };
        match preferred {
            Ok(preferred) => following.change(Wish::AskAgain { preferred }),
            Err(kind) => flaw.set(Some(kind)),
        }
    };
    let wrong = part(move || {
        flaw.get().map_or_else(nothing, |kind| {
            let at = At { field: HALF_DAYS.spec.name, item: None };
            paragraph("error", text::sentence(speech.words(), &Flaw { at, kind, spec: &HALF_DAYS.spec }))
        })
    });
    view! {
        <fieldset class="field">
            <legend class="label">{speech.say(Word::HalfDaysLabel)}</legend>
            {paragraph("hint", speech.say(Word::HalfDaysHint))}
            <div role="alert">{wrong}</div>
            {half_day_table(answer.into(), keep, department)}
        </fieldset>
        {actions(vec![button("button button-quiet", speech.say(Word::ActOtherAsk).to_owned(), None, ask)])}
    }
    .into_any()
}
