//! A station, picked from the nearest ones.

use guichet_core::{
    domain::{
        choice::{Municipality, StationChoice},
        place::Point,
        station::Station,
    },
    form::answers::At,
    forms::complaint,
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use super::MunicipalityBox;
use crate::{
    api::data,
    context::{session, speech},
};

/// How many stations are listed at first, and added at a time.
const STEP: usize = 5;

#[derive(Clone)]
enum Listed {
    Nowhere,
    Loading,
    Failed,
    Found(Vec<(Station, f64)>),
}

/// A field for a commune, and the stations nearest to it. It starts with the commune of the facts.
#[component]
pub fn StationPicker(
    /// Where the answer stands.
    at: At,
    /// Class of the field.
    class: Signal<&'static str>,
    /// Hint and flaw of the field.
    hint_and_flaw: AnyView,
    /// Ids of the texts that describe the field.
    described_by: Signal<Option<String>>,
) -> impl IntoView {
    let (speech, session) = (speech(), session());
    let near = RwSignal::new(
        session.answers.with_untracked(complaint::place_of_facts).map_or_else(String::new, |place| place.as_answer()),
    );
    let wanted = RwSignal::new(STEP);
    let listed = RwSignal::new(Listed::Nowhere);
    let asked = StoredValue::new(0_u32);
    let place = move || near.with(|near| Municipality::parse(near).ok());

    let load = move || {
        asked.update_value(|turn| *turn += 1);
        let turn = asked.get_value();
        let Some(point) = place().and_then(|place| Point::from_degrees(place.point.0, place.point.1)) else {
            listed.set(Listed::Nowhere);
            return;
        };
        let count = wanted.get_untracked();
        if !matches!(listed.get_untracked(), Listed::Found(_)) {
            listed.set(Listed::Loading);
        }
        spawn_local(async move {
            let found = data::nearest_stations(point, count).await;
            if asked.try_get_value() == Some(turn) {
                let _ = listed.try_set(found.map_or(Listed::Failed, Listed::Found));
            }
        });
    };
    load();

    let rows = move || {
        let found = match listed.get() {
            Listed::Nowhere => return ().into_any(),
            Listed::Loading => return view! { <p class="muted">{speech.say(Word::Loading)}</p> }.into_any(),
            Listed::Failed => {
                return view! {
                    <div class="notice notice-warn">
                        <p>{speech.say(Word::StationFailed)}</p>
                        <p>
                            <button class="button button-quiet" type="button" on:click=move |_| load()>
                                {speech.say(Word::Retry)}
                            </button>
                        </p>
                    </div>
                }
                .into_any();
            }
            Listed::Found(found) => found,
        };
        let name = at.key();
        let title = place().map(|place| speech.fill(Word::StationNear, &[("place", &place.name)]));
        let choices = found.iter().map(|(station, km)| row(station, *km, at, &name)).collect_view();
        view! {
            <p class="hint">{title}</p>
            <div class="choices station-choices">{choices}</div>
            <p>
                <button
                    class="button button-quiet"
                    type="button"
                    on:click=move |_| {
                        wanted.update(|wanted| *wanted += STEP);
                        load();
                    }
                >
                    {speech.say(Word::StationMore)}
                </button>
            </p>
        }
        .into_any()
    };
    let status = move || {
        listed.with(|listed| match listed {
            Listed::Found(found) => speech.fill(Word::StationCount, &[("count", &found.len().to_string())]),
            _ => String::new(),
        })
    };
    let box_id = format!("{}-near", at.key());
    view! {
        <div class="field">
            <label class="label" for=box_id.clone()>{speech.say(Word::StationSearchLabel)}</label>
            <p class="hint" id=format!("{box_id}-hint")>{speech.say(Word::StationHint)}</p>
            <MunicipalityBox
                id=box_id.clone()
                answer=near.into()
                on_answer=Callback::new(move |answer| {
                    near.set(answer);
                    wanted.set(STEP);
                    load();
                })
                described_by=Signal::derive(move || Some(format!("{box_id}-hint")))
                invalid=Signal::derive(|| false)
            />
        </div>
        <fieldset class=move || class.get() id=at.key() tabindex="-1" aria-describedby=move || described_by.get()>
            <legend class="label">{speech.say(Word::StationLabel)}</legend>
            {hint_and_flaw}
            <p class="visually-hidden" role="status">{status}</p>
            {rows}
        </fieldset>
    }
}

fn row(station: &Station, km: f64, at: At, name: &str) -> AnyView {
    let (speech, session) = (speech(), session());
    let town = [station.postal_code.map(|code| code.as_str().to_owned()), Some(station.commune.clone())];
    let address: Vec<String> =
        [Some(station.address.clone()), Some(town.into_iter().flatten().collect::<Vec<_>>().join(" "))]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
    let choice = StationChoice {
        id: station.id.as_str().to_owned(),
        name: station.name.clone(),
        address: address.join(", "),
        telephone: station.telephone.clone(),
        sample: station.sample,
    };
    let telephone = choice.telephone.clone().unwrap_or_else(|| speech.say(Word::StationNoTelephone).to_owned());
    let sample = station.sample.then(|| {
        view! { " " <span class="badge badge-warn">{speech.say(Word::StationSample)}</span> }
    });
    let (id, answer) = (choice.id.clone(), choice.as_answer());
    let checked = move || StationChoice::parse(&session.get(at)).is_ok_and(|kept| kept.id == id);
    view! {
        <label class="choice">
            <input type="radio" name=name.to_owned() prop:checked=checked on:change=move |_| session.set(at, answer.clone()) />
            <span class="choice-text">
                <span class="station-head">
                    <span class="station-name">{choice.name}</span>
                    <span class="station-distance">{speech.words().distance(km)}</span>
                </span>
                <span class="station-line">{choice.address}</span>
                <span class="station-line">{telephone} {sample}</span>
            </span>
        </label>
    }
    .into_any()
}
