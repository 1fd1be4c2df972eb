//! A map beside the list of stations to sign at: what is chosen on it is the answer, and the other way round.

use guichet_core::{
    domain::{choice::StationChoice, place::Point, station::StationId},
    form::answers::At,
    forms::complaint,
};
use leptos::prelude::*;

use super::super::finder::{Told, map};
use crate::{
    api::data,
    components::{choose_station, station_choice},
    context::session,
};

/// A button, then the map. It looks around the place of the facts; the list beside it tells of each station.
pub fn station_map(at: At) -> AnyView {
    let session = session();
    let answer = move || StationChoice::parse(&session.get(at)).ok().and_then(|kept| StationId::parse(&kept.id));
    let chosen = RwSignal::new(untrack(answer));
    // From the map to the answer.
    Effect::new(move |_| {
        let Some(id) = chosen.get().filter(|id| untrack(answer).as_ref() != Some(id)) else { return };
        if let Some(station) = data::station(&id) {
            choose_station(&session, at, &station_choice(&station));
        }
    });
    // From the answer to the map.
    Effect::new(move |_| {
        let id = answer();
        if id.is_some() && chosen.get_untracked() != id {
            chosen.set(id);
        }
    });
    let around = session
        .answers
        .with_untracked(complaint::place_of_facts)
        .and_then(|place| Point::from_degrees(place.point.0, place.point.1));
    map(chosen, Signal::stored(around), None, Told::Each)
}
