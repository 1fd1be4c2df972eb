//! What one asks of a station: buttons that stay pressed, and a day and an hour.

use guichet_core::{
    domain::{
        date::Hour,
        hours::{Day, Weekday},
        station::Force,
        station_filter::{StationFilter, When},
    },
    text::Word,
};
use leptos::{ev::Event, prelude::*};

use crate::{
    browser::clock,
    components::live::{Live, live, nothing, part, press},
    context::speech,
};

/// The filters. `change` is told the whole filter that is wanted from now on.
pub fn filters(filter: Signal<StationFilter>, change: Callback<StationFilter>) -> AnyView {
    let speech = speech();
    let toggle = move |word: Word, on: fn(&StationFilter) -> bool, turn: fn(&mut StationFilter, bool)| {
        let pressed = live(move || filter.with(on));
        let act = move || {
            let mut wanted = filter.get_untracked();
            let now = on(&wanted);
            turn(&mut wanted, !now);
            change.run(wanted);
        };
        chip(speech.say(word), pressed, act)
    };
    let is_on = |filter: &StationFilter| matches!(filter.when, When::On { .. });
    let chips = vec![
        toggle(
            Word::FilterNow,
            |filter| filter.when == When::Now,
            |filter, on| filter.when = if on { When::Now } else { When::Any },
        ),
        toggle(Word::FilterOn, is_on, |filter, on| filter.when = if on { on_today() } else { When::Any }),
        toggle(Word::FilterAllDay, |filter| filter.all_day, |filter, on| filter.all_day = on),
        toggle(Word::FilterWheelchair, |filter| filter.wheelchair, |filter, on| filter.wheelchair = on),
        toggle(
            Word::ForcePolice,
            |filter| filter.force == Some(Force::Police),
            |filter, on| filter.force = on.then_some(Force::Police),
        ),
        toggle(
            Word::ForceGendarmerie,
            |filter| filter.force == Some(Force::Gendarmerie),
            |filter, on| filter.force = on.then_some(Force::Gendarmerie),
        ),
    ];
    let shown = Memo::new(move |_| filter.with(is_on));
    let moment = part(move || if shown.get() { untrack(|| day_and_hour(filter, change)) } else { nothing() });
    view! {
        <div class="chips no-print" role="group" aria-label=speech.say(Word::FilterTitle)>{chips}</div>
        {moment}
    }
    .into_any()
}

fn chip(text: &'static str, pressed: Live<bool>, act: impl Fn() + 'static) -> AnyView {
    let pressed = live(move || if pressed() { "true" } else { "false" }.to_owned());
    view! { <button class="chip" type="button" aria-pressed=pressed on:click=press(act)>{text}</button> }.into_any()
}

/// Today, at any hour: where a person starts from to say another day.
fn on_today() -> When {
    let today = guichet_core::domain::zone::Zone::of_department("75").today(clock::now());
    let day = today.map_or(Weekday::Monday, Weekday::of);
    When::On { day: Day::Week(day), hour: None }
}

fn day_and_hour(filter: Signal<StationFilter>, change: Callback<StationFilter>) -> AnyView {
    let speech = speech();
    let kept = move || match filter.get().when {
        When::On { day, hour } => (day, hour),
        _ => (Day::Holiday, None),
    };
    let set = move |when: When| change.run(StationFilter { when, ..filter.get_untracked() });
    let set_day = move |event: Event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        if let Some(day) = place.and_then(|place| Day::ALL.get(place)) {
            set(When::On { day: *day, hour: untrack(kept).1 });
        }
    };
    let set_hour = move |event: Event| {
        let hour = event_target_value(&event).parse::<u16>().ok().and_then(Hour::of_minutes);
        set(When::On { day: untrack(kept).0, hour });
    };
    let days: Vec<AnyView> = (0_usize..)
        .zip(Day::ALL)
        .map(|(place, day)| {
            let chosen = live(move || kept().0 == day);
            view! { <option value=place.to_string() prop:selected=chosen>{speech.words().day(day)}</option> }.into_any()
        })
        .collect();
    let any = live(move || kept().1.is_none());
    let hours: Vec<AnyView> = (0_u16..24)
        .filter_map(|hour| Hour::of_minutes(hour * 60))
        .map(|hour| {
            let chosen = live(move || kept().1 == Some(hour));
            let value = hour.minutes().to_string();
            view! { <option value=value prop:selected=chosen>{speech.words().clock(hour)}</option> }.into_any()
        })
        .collect();
    view! {
        <div class="moment no-print">
            <div>
                <label class="label" for="jour">{speech.say(Word::FilterDay)}</label>
                <select class="input" id="jour" on:change=set_day>{days}</select>
            </div>
            <div>
                <label class="label" for="heure">{speech.say(Word::FilterHour)}</label>
                <select class="input" id="heure" on:change=set_hour>
                    <option value="" prop:selected=any>{speech.say(Word::FilterAnyHour)}</option>
                    {hours}
                </select>
            </div>
        </div>
    }
    .into_any()
}
