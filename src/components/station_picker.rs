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

use super::{
    combobox::municipality_box,
    field::{Handler, choice_row},
    help_contact,
    live::{Live, button, live, nothing, panel, paragraph, part, text},
};
use crate::{
    api::data,
    context::{Session, session, speech},
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
pub fn station_picker(
    at: At,
    class: Live<String>,
    hint_and_flaw: AnyView,
    described_by: Live<Option<String>>,
) -> AnyView {
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

    let elsewhere = elsewhere(at, listed);
    let rows = part(move || {
        let found = match listed.get() {
            Listed::Nowhere => return nothing(),
            Listed::Loading => return paragraph("muted", speech.say(Word::Loading)),
            Listed::Failed => {
                let retry = button("button button-quiet", speech.say(Word::Retry).to_owned(), None, load);
                return panel(
                    "notice notice-warn",
                    None,
                    vec![paragraph("", speech.say(Word::StationFailed)), retry, help_contact()],
                );
            }
            Listed::Found(found) => found,
        };
        let title = place().map(|place| speech.fill(Word::StationNear, &[("place", &place.name)])).unwrap_or_default();
        let kept = elsewhere.get().filter(|kept| !found.iter().any(|(station, _)| station.id.as_str() == kept.id));
        let near = found.iter().map(|(station, km)| row(station_choice(station), Some((station, *km)), at));
        let choices: Vec<AnyView> = kept.map(|kept| row(kept, None, at)).into_iter().chain(near).collect();
        let more = button("button button-quiet", speech.say(Word::StationMore).to_owned(), None, move || {
            wanted.update(|wanted| *wanted += STEP);
            load();
        });
        view! {
            <p class="hint">{title}</p>
            <div class="choices station-choices">{choices}</div>
            {more}
        }
        .into_any()
    });
    let status = text(move || {
        listed.with(|listed| match listed {
            Listed::Found(found) => speech.fill(Word::StationCount, &[("count", &found.len().to_string())]),
            _ => String::new(),
        })
    });
    let box_id = format!("{}-near", at.key());
    let hint_id = format!("{box_id}-hint");
    let search = municipality_box(
        box_id.clone(),
        near.into(),
        move |answer| {
            near.set(answer);
            wanted.set(STEP);
            load();
        },
        live({
            let hint_id = hint_id.clone();
            move || Some(hint_id.clone())
        }),
        None,
    );
    view! {
        <div class="field">
            <label class="label" for=box_id>{speech.say(Word::StationSearchLabel)}</label>
            <p class="hint" id=hint_id>{speech.say(Word::StationHint)}</p>
            {search}
        </div>
        <fieldset class=class id=at.key() tabindex="-1" aria-describedby=described_by>
            <legend class="label">{speech.say(Word::StationLabel)}</legend>
            {hint_and_flaw}
            <p class="visually-hidden" role="status">{status}</p>
            {rows}
        </fieldset>
    }
    .into_any()
}

/// What was chosen and is not among the nearest stays in sight; so does what a map has.
fn elsewhere(at: At, listed: RwSignal<Listed>) -> RwSignal<Option<StationChoice>> {
    let session = session();
    let elsewhere = RwSignal::new(None::<StationChoice>);
    Effect::new(move |_| {
        let kept = StationChoice::parse(&session.get(at)).ok();
        let is_listed = |kept: &StationChoice| {
            listed.with(|listed| matches!(listed, Listed::Found(found) if found.iter().any(|(station, _)| station.id.as_str() == kept.id)))
        };
        if let Some(kept) = kept.filter(|kept| !is_listed(kept)) {
            let is_known = elsewhere.with_untracked(|known| known.as_ref().is_some_and(|known| known.id == kept.id));
            if !is_known {
                elsewhere.set(Some(kept));
            }
        }
    });
    elsewhere
}

/// The answer that a station is, with its address on one line.
pub fn station_choice(station: &Station) -> StationChoice {
    let town = [station.postal_code.map(|code| code.as_str().to_owned()), Some(station.commune.clone())];
    let address: Vec<String> =
        [Some(station.address.clone()), Some(town.into_iter().flatten().collect::<Vec<_>>().join(" "))]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
    StationChoice {
        id: station.id.as_str().to_owned(),
        name: station.name.clone(),
        address: address.join(", "),
        telephone: station.telephone.clone(),
        sample: station.sample,
    }
}

/// Makes it the answer.
pub fn choose_station(session: &Session, at: At, station: &StationChoice) {
    session.set(at, station.as_answer());
    // A time of another place means nothing here.
    session.set(At { field: complaint::fields::SLOT.spec.name, item: None }, String::new());
}

/// `near` is what the list knows beside the answer itself.
fn row(choice: StationChoice, near: Option<(&Station, f64)>, at: At) -> AnyView {
    let (speech, session) = (speech(), session());
    let telephone = choice.telephone.clone().unwrap_or_else(|| speech.say(Word::StationNoTelephone).to_owned());
    let sample = if choice.sample {
        view! { " " <span class="badge badge-warn">{speech.say(Word::StationSample)}</span> }.into_any()
    } else {
        nothing()
    };
    let far = near.map(|(_, km)| speech.words().distance(km)).unwrap_or_default();
    let door = near.map_or_else(nothing, |(station, _)| {
        let state = station.hours.state(session.now().unix, station.commune_code.department());
        let door = speech.words().opening(state);
        let said = match station.wheelchair {
            Some(true) => format!("{door} · {}", speech.say(Word::StationWheelchairToo)),
            _ => door,
        };
        view! { <span class="station-line">{said}</span> }.into_any()
    });
    let (id, picked) = (choice.id.clone(), choice.clone());
    let checked = live(move || StationChoice::parse(&session.get(at)).is_ok_and(|kept| kept.id == id));
    let choose: Handler = Box::new(move |_| choose_station(&session, at, &picked));
    let body = view! {
        <span class="station-head">
            <span class="station-name">{choice.name}</span>
            <span class="station-distance">{far}</span>
        </span>
        <span class="station-line">{choice.address}</span>
        {door}
        <span class="station-line">{telephone} {sample}</span>
    };
    choice_row(at.key(), checked, choose, vec![body.into_any()])
}
