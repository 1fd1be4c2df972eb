//! The map beside the list, once somebody asks for it. What is chosen on one is chosen on the other.

use std::sync::Arc;

use guichet_core::{
    domain::{
        cluster::Points,
        place::Point,
        station::{Station, StationId},
    },
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use super::row::row;
use crate::{
    api::data,
    browser::timer,
    components::live::{button, nothing, paragraph, part},
    context::speech,
    map::{self, Name, Purpose},
};

/// So long must nobody have asked for anything else, in milliseconds.
const QUIET: u32 = 400;

/// A button that shows the map, then the map with the station chosen on it. Nothing of it is asked for while the list is
/// `busy`; `said` is a station of which the page tells already.
pub fn map(
    chosen: RwSignal<Option<StationId>>,
    around: Signal<Option<Point>>,
    busy: Signal<bool>,
    said: Option<StationId>,
) -> AnyView {
    let said = StoredValue::new(said);
    let speech = speech();
    let shown = RwSignal::new(false);
    // What a press will ask for, while nothing else is asked for: the name of the file, and the map's own chunk.
    spawn_local(async move {
        loop {
            timer::sleep(QUIET).await;
            match busy.try_get_untracked() {
                Some(true) => (),
                Some(false) => break,
                // The page was left.
                None => return,
            }
        }
        let _ = data::index().await;
        map::prepare().await;
    });
    part(move || {
        if shown.get() {
            return untrack(|| open(chosen, around, said));
        }
        let show = button("button button-quiet", speech.say(Word::MapShow).to_owned(), None, move || shown.set(true));
        view! { <div class="actions no-print">{show}</div> }.into_any()
    })
}

fn open(
    chosen: RwSignal<Option<StationId>>,
    around: Signal<Option<Point>>,
    said: StoredValue<Option<StationId>>,
) -> AnyView {
    let points = RwSignal::new(Arc::new(Points::default()));
    let marked = RwSignal::new(None::<u32>);
    let card = RwSignal::new(None::<Station>);
    let known = RwSignal::new(false);
    spawn_local(async move {
        if let Ok(positions) = data::positions().await {
            let _ = points.try_set(Arc::new(Points::new(positions.all().iter().map(|position| position.point))));
            let _ = known.try_set(true);
        }
    });
    // From the map to the list: the row of a marker is fetched, then the station is known.
    Effect::new(move |_| {
        let Some(number) = marked.get() else { return };
        spawn_local(async move {
            if let Ok(Some(station)) = data::station_at(number).await
                && marked.try_get_untracked() == Some(Some(number))
            {
                let _ = chosen.try_set(Some(station.id.clone()));
                let _ = card.try_set(Some(station));
            }
        });
    });
    // From the list to the map.
    Effect::new(move |_| {
        let station = chosen.get().and_then(|id| data::station(&id));
        if !known.get() {
            return;
        }
        if let Some(station) = station
            && card.with_untracked(|card| card.as_ref().is_none_or(|card| card.id != station.id))
        {
            marked.set(data::number_of(&station));
            card.set(Some(station));
        }
    });
    let name: Name = Arc::new(move |number| {
        // The name arrives with the station, after the choice.
        card.track();
        data::name_at(number)
    });
    let shown = part(move || match card.get() {
        None => nothing(),
        Some(station) if said.with_value(|said| said.as_ref() == Some(&station.id)) => nothing(),
        Some(station) => untrack(|| view! { <ul class="stations">{row(&station, None, None)}</ul> }.into_any()),
    });
    view! {
        <div class="finder-map no-print">
            {map::draw(Purpose::Stations { points, chosen: marked, name }, around)}
            {paragraph("small muted", speech().say(Word::MapTies))}
            {shown}
        </div>
    }
    .into_any()
}
