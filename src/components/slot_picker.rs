//! A time at the chosen station, picked from those that it offers.

use guichet_core::{
    domain::{appointment::SlotChoice, choice::StationChoice, date::Date},
    form::answers::At,
    forms::complaint::fields,
    text::Word,
    wire::slot::{FreeSlots, Slot},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    field::{Handler, choice_row},
    help_contact,
    live::{Live, button, live, nothing, panel, paragraph, part, text},
};
use crate::{
    api::slots,
    context::{session, settings, speech},
};

/// How many days are listed at first, and added at a time.
const STEP: usize = 3;

#[derive(Clone)]
enum Listed {
    Loading,
    Failed,
    Free(FreeSlots),
}

/// The times by day. Where the station offers none, what follows in the form asks when one is free.
pub fn slot_picker(at: At, class: Live<String>, hint_and_flaw: AnyView, described_by: Live<Option<String>>) -> AnyView {
    let (speech, session) = (speech(), session());
    let chosen = At { field: fields::STATION.spec.name, item: None };
    let station = session.answers.with_untracked(|answers| StationChoice::parse(answers.get(chosen))).ok();
    let Some(station) = station else { return nothing() };
    let (listed, days) = (RwSignal::new(Listed::Loading), RwSignal::new(STEP));
    let id = StoredValue::new(station.id);
    let load = move || {
        listed.set(Listed::Loading);
        let config = settings();
        spawn_local(async move {
            let found = slots::free(&config, &id.get_value()).await;
            let _ = listed.try_set(found.map_or(Listed::Failed, Listed::Free));
        });
    };
    load();
    let pick = move |slot: Option<Slot>| {
        let answer = slot.map(|slot| SlotChoice { station: id.get_value(), slot }.as_answer());
        session.set(at, answer.unwrap_or_default());
    };
    let picked = move || SlotChoice::parse(&session.get(at)).ok().map(|picked| picked.slot);
    let row = move |slot: Option<Slot>, body: Vec<AnyView>| {
        let checked = live(move || picked() == slot);
        let choose: Handler = Box::new(move |_| pick(slot));
        choice_row(at.key(), checked, choose, body)
    };
    let time = move |slot: &Slot| {
        let whole = speech.words().slot(slot);
        let hour = slot.start.wall().map(|(_, hour)| speech.words().hour(hour)).unwrap_or_default();
        // Heard by itself an hour says nothing: the day is said with it.
        let body = view! {
            <span aria-hidden="true">{hour}</span>
            <span class="visually-hidden">{whole}</span>
        };
        row(Some(*slot), vec![body.into_any()])
    };
    let none = move || {
        let hint = view! { " " <span class="hint">{speech.say(Word::SlotNoneHint)}</span> };
        row(None, vec![speech.say(Word::SlotNone).into_any(), hint.into_any()])
    };
    let rows = part(move || {
        let free = match listed.get() {
            Listed::Loading => return paragraph("muted", speech.say(Word::Loading)),
            Listed::Failed => {
                let retry = button("button button-quiet", speech.say(Word::Retry).to_owned(), None, load);
                return panel(
                    "notice notice-warn",
                    None,
                    vec![paragraph("", speech.say(Word::SlotFailed)), retry, help_contact()],
                );
            }
            Listed::Free(free) => free,
        };
        if free.slots.is_empty() {
            return paragraph("", speech.say(if free.offered { Word::SlotFull } else { Word::SlotNotOffered }));
        }
        let gone = untrack(picked).is_some_and(|picked| !free.slots.contains(&picked));
        let gone = if gone { paragraph("notice notice-warn", speech.say(Word::SlotGone)) } else { nothing() };
        let by_day = by_day(&free.slots);
        let more = if by_day.len() > days.get() {
            let more = move || days.update(|days| *days += STEP);
            button("button button-quiet", speech.say(Word::SlotMore).to_owned(), None, more)
        } else {
            nothing()
        };
        let shown: Vec<AnyView> = by_day
            .into_iter()
            .take(days.get())
            .map(|(date, slots)| {
                let rows: Vec<AnyView> = slots.iter().map(time).collect();
                view! {
                    <p class="slot-day">{speech.words().near_day(date)}</p>
                    <div class="choices slot-times">{rows}</div>
                }
                .into_any()
            })
            .collect();
        view! { {gone} {shown} {more} <div class="choices">{none()}</div> }.into_any()
    });
    let status = text(move || {
        listed.with(|listed| match listed {
            Listed::Free(free) if !free.slots.is_empty() => {
                speech.fill(Word::SlotCount, &[("count", &speech.words().count(free.slots.len()))])
            }
            _ => String::new(),
        })
    });
    view! {
        <fieldset class=class id=at.key() tabindex="-1" aria-describedby=described_by>
            <legend class="label">{speech.say(Word::SlotLabel)}</legend>
            {hint_and_flaw}
            <p class="visually-hidden" role="status">{status}</p>
            {rows}
        </fieldset>
    }
    .into_any()
}

/// The times of each day, in order.
fn by_day(slots: &[Slot]) -> Vec<(Date, Vec<Slot>)> {
    let mut days: Vec<(Date, Vec<Slot>)> = Vec::new();
    for slot in slots {
        let Some((date, _)) = slot.start.wall() else { continue };
        match days.last_mut() {
            Some((day, slots)) if *day == date => slots.push(*slot),
            _ => days.push((date, vec![*slot])),
        }
    }
    days
}
