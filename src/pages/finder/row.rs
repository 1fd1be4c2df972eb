//! A station, as it stands in a list.

use guichet_core::{
    domain::{
        hours::clock::{Door, State},
        nearby::Travel,
        station::{Station, StationId},
    },
    text::Word,
};
use leptos::prelude::*;

use super::Tick;
use crate::{
    components::live::{button, link, live, nothing, paragraph, text},
    context::{settings, speech},
    routes,
};

/// One station of a list, with its distance where there is one. Where something is `chosen` beside the list, the row shows
/// whether it is this station, and can be chosen.
pub fn row(station: &Station, km: Option<f64>, chosen: Option<RwSignal<Option<StationId>>>) -> AnyView {
    let speech = speech();
    let href = routes::station(speech.language(), station.id.as_str());
    let far = km.map_or_else(nothing, |km| {
        let words = speech.words();
        let way = Travel::estimate(km).map(|travel| format!(" · {}", words.travel(travel))).unwrap_or_default();
        view! { <span class="station-distance">{words.distance(km)}{way}</span> }.into_any()
    });
    let id = station.id.clone();
    let class = live(move || {
        let is = chosen.is_some_and(|chosen| chosen.with(|chosen| chosen.as_ref() == Some(&id)));
        if is { "station station-chosen" } else { "station" }.to_owned()
    });
    let choose = chosen.map_or_else(nothing, |chosen| {
        let id = station.id.clone();
        let label = format!("{}\u{a0}: {}", speech.say(Word::StationOnMap), station.name);
        button("button button-link no-print", speech.say(Word::StationOnMap).to_owned(), Some(label), move || {
            chosen.set(Some(id.clone()));
        })
    });
    view! {
        <li class=class>
            <div class="station-head">
                <h3 class="station-name"><a href=href>{station.name.clone()}</a></h3>
                {far}
            </div>
            <p class="station-state">{state(station)}{sample(station)}</p>
            {paragraph("station-line", address(station))}
            {ways(station, choose)}
        </li>
    }
    .into_any()
}

/// Whether it is open now, in words on their colour.
pub fn state(station: &Station) -> AnyView {
    let (speech, Tick(now)) = (speech(), expect_context());
    let (hours, commune) = (station.hours.clone(), station.commune_code);
    let state = Memo::new(move |_| hours.state(now.get(), commune.department()));
    let class = live(move || {
        let state = state.get();
        let class = match (state, state.door()) {
            (State::Open { soon: true, .. }, _) => "badge badge-warn",
            (_, Door::Open) => "badge badge-ok",
            _ => "badge",
        };
        class.to_owned()
    });
    let said = text(move || speech.words().opening(state.get()));
    view! { <span class=class>{said}</span> }.into_any()
}

/// The mark of a station that was made up for trying the product.
pub fn sample(station: &Station) -> AnyView {
    if !station.sample {
        return nothing();
    }
    view! { " " <span class="badge badge-warn">{speech().say(Word::StationSample)}</span> }.into_any()
}

/// Street and town, on one line.
pub fn address(station: &Station) -> String {
    let code = station.postal_code.as_ref().map_or_else(String::new, |code| format!("{} ", code.as_str()));
    let town = format!("{code}{}", station.commune);
    if station.address.is_empty() { town } else { format!("{}, {town}", station.address) }
}

/// What one can do from here: call, go there, prepare a complaint for it.
pub fn ways(station: &Station, more: AnyView) -> AnyView {
    let speech = speech();
    let call = match (&station.telephone, station.dial()) {
        (Some(shown), Some(dial)) => {
            let label = speech.fill(Word::StationCall, &[("number", shown), ("name", &station.name)]);
            link("", format!("tel:{dial}"), shown.clone(), Some(label))
        }
        _ => view! { <span class="muted">{speech.say(Word::StationNoTelephone)}</span> }.into_any(),
    };
    let named = |word| Some(format!("{} : {}", speech.say(word), station.name).replace(" :", "\u{a0}:"));
    let (latitude, longitude) = station.point.steps();
    let (latitude, longitude) = (degrees(latitude), degrees(longitude));
    let directions = link(
        "",
        format!("geo:{latitude},{longitude}?q={latitude},{longitude}"),
        speech.say(Word::StationDirections).to_owned(),
        named(Word::StationDirections),
    );
    let elsewhere = settings().directions;
    let elsewhere = if elsewhere.starts_with("https://") {
        let href = elsewhere.replace("{lat}", &latitude).replace("{lon}", &longitude);
        outward(href, speech.say(Word::StationDirectionsWeb), named(Word::StationDirectionsWeb).unwrap_or_default())
    } else {
        nothing()
    };
    let prepare = link(
        "",
        routes::complaint_at(speech.language(), station.id.as_str()),
        speech.say(Word::StationPrepare).to_owned(),
        named(Word::StationPrepare),
    );
    view! { <p class="station-ways">{call}{directions}{elsewhere}{prepare}{more}</p> }.into_any()
}

/// A link that leaves: the other site is not told where one came from.
fn outward(href: String, text: &'static str, label: String) -> AnyView {
    view! { <a href=href rel="noopener noreferrer" target="_blank" aria-label=label>{text}</a> }.into_any()
}

/// Hundred-thousandths of a degree, about a metre each, as a decimal number.
fn degrees(steps: i32) -> String {
    let (sign, steps) = (if steps < 0 { "-" } else { "" }, steps.unsigned_abs());
    format!("{sign}{}.{:05}", steps / 100_000, steps % 100_000)
}
