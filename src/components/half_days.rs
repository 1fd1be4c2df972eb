//! Half-days that would suit, ticked in a table of the next working days.

use guichet_core::{
    domain::{
        appointment::{self, Half, HalfDay},
        date::Date,
        zone::Zone,
    },
    form::answers::At,
    forms::complaint::place_of_facts,
    text::Word,
};
use leptos::{ev::Event, prelude::*};

use super::live::{Live, live};
use crate::{
    browser::clock,
    context::{session, speech},
};

/// How many days are offered: two weeks of work.
const DAYS: usize = 10;

/// The question of the form, with its table.
pub fn half_days(at: At, class: Live<String>, hint_and_flaw: AnyView, described_by: Live<Option<String>>) -> AnyView {
    let (speech, session) = (speech(), session());
    let department = session.answers.with_untracked(place_of_facts).map(|place| place.department).unwrap_or_default();
    let keep = Callback::new(move |answer| session.set(at, answer));
    let table = half_day_table(Signal::derive(move || session.get(at)), keep, &department);
    view! {
        <fieldset class=class id=at.key() tabindex="-1" aria-describedby=described_by>
            <legend class="label">
                {speech.say(Word::HalfDaysLabel)} " " <span class="optional">{speech.say(Word::Optional)}</span>
            </legend>
            {hint_and_flaw}
            {table}
        </fieldset>
    }
    .into_any()
}

/// A row a day, a box each for morning and afternoon, on the clocks of a department.
pub fn half_day_table(answer: Signal<String>, keep: Callback<String>, department: &str) -> AnyView {
    let speech = speech();
    let days = appointment::offered(clock::now(), Zone::of_department(department), department, DAYS);
    let tick = move |day: HalfDay| {
        let checked = live(move || answer.with(|answer| appointment::is_ticked(answer, day)));
        let change = move |event: Event| {
            let wanted = event_target_checked(&event);
            keep.run(answer.with_untracked(|answer| appointment::ticked(answer, day, wanted)));
        };
        view! {
            <td>
                <label class="choice half-day">
                    <input type="checkbox" prop:checked=checked on:change=change />
                    <span class="visually-hidden">{speech.words().half_day(day)}</span>
                </label>
            </td>
        }
        .into_any()
    };
    let row = move |date: Date| {
        let ticks: Vec<AnyView> = Half::ALL.into_iter().map(|half| tick(HalfDay { date, half })).collect();
        view! {
            <tr>
                <th scope="row">{speech.words().near_day(date)}</th>
                {ticks}
            </tr>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = days.into_iter().map(row).collect();
    view! {
        <table class="half-days">
            <thead>
                <tr>
                    <th scope="col">{speech.say(Word::HalfDaysDay)}</th>
                    <th scope="col">{speech.words().half(Half::Morning).to_owned()}</th>
                    <th scope="col">{speech.words().half(Half::Afternoon).to_owned()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
