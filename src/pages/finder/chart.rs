//! The map itself, with the station chosen on it: a piece of the program of its own, which most searches do without.

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
    components::live::{nothing, paragraph, part},
    context::speech,
    map::{self, Name, Purpose},
};

/// Of which of the stations that are chosen on the map the page tells by itself.
#[derive(Clone, PartialEq, Eq)]
pub enum Told {
    /// Of none: the map tells of each.
    Nothing,
    /// Of this one.
    One(StationId),
    /// Of each.
    Each,
}

impl Told {
    fn covers(&self, id: &StationId) -> bool {
        match self {
            Self::Nothing => false,
            Self::One(one) => one == id,
            Self::Each => true,
        }
    }
}

/// What draws the map: the station chosen, the point it looks around, and what the page tells by itself.
pub type Chart = fn(RwSignal<Option<StationId>>, Signal<Option<Point>>, Told) -> AnyView;

/// Draws the map. What is chosen on it is chosen beside it, and the other way round.
pub fn chart(chosen: RwSignal<Option<StationId>>, around: Signal<Option<Point>>, told: Told) -> AnyView {
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
    let ties = if told == Told::Each { nothing() } else { paragraph("small muted", speech().say(Word::MapTies)) };
    let shown = part(move || match card.get() {
        None => nothing(),
        Some(station) if told.covers(&station.id) => nothing(),
        Some(station) => untrack(|| view! { <ul class="stations">{row(&station, None, None)}</ul> }.into_any()),
    });
    view! {
        <div class="finder-map no-print">
            {map::draw(Purpose::Stations { points, chosen: marked, name }, around)}
            {ties}
            {shown}
        </div>
    }
    .into_any()
}
