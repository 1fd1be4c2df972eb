//! The row of a station as `browser/ahead/finder.js` fills it in, in the static page: drawn here, so that the first places look
//! the same before the program is there.

use guichet_core::{
    domain::{
        hours::Hours,
        nearby::Travel,
        place::{InseeCode, Point, Precision},
        station::{Force, Station, StationId},
    },
    text::Word,
};
use leptos::prelude::*;

use super::row::row;
use crate::{components::live::nothing, context::speech};

/// The template: a row with names of what belongs there, and the words that go with numbers.
pub fn template() -> AnyView {
    let speech = speech();
    let words = speech.words();
    let (Some(id), Some(commune_code), Some(point)) =
        (StationId::parse("gn-0"), InseeCode::parse("75056"), Point::from_steps(100_001, 200_002))
    else {
        return nothing();
    };
    let station = Station {
        id,
        name: "{name}".to_owned(),
        force: Force::Police,
        address: String::new(),
        postal_code: None,
        commune: String::new(),
        commune_code,
        telephone: Some("{telephone}0123456789".to_owned()),
        point,
        precision: Precision::Own,
        hours: Hours::Unknown,
        wheelchair: None,
        sample: true,
    };
    // A number that no other text holds.
    let minutes = |travel: Travel| words.travel(travel).replace("55", "{minutes}");
    let drawn = row(&station, Some(0.0), Some(RwSignal::new(None)));
    view! {
        <template
            id="station-row"
            data-near=speech.fill(Word::FinderNear, &[("place", "{place}")])
            data-metres=speech.fill(Word::DistanceMetres, &[("count", "{count}")])
            data-km=speech.fill(Word::DistanceKm, &[("count", "{count}")])
            data-mark=words.decimal_mark()
            data-foot=minutes(Travel::OnFoot(55))
            data-car=minutes(Travel::ByCar(55))
            data-mute=speech.say(Word::StationNoTelephone)
        >
            {drawn}
        </template>
    }
    .into_any()
}
