//! The stations on a map, shown when it is asked for.

use std::sync::Arc;

use guichet_core::{domain::cluster::Points, text::Word};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::data,
    components::live::{button, part},
    context::speech,
    map::{self, Purpose, Start},
};

/// The button, and the map in its place once it is pressed.
pub fn on_map() -> AnyView {
    let shown = RwSignal::new(false);
    let points = RwSignal::new(Arc::new(Points::default()));
    let chosen = RwSignal::new(None);
    // The name of the file that a press will ask for: one round trip less then.
    spawn_local(async {
        let _ = data::index().await;
    });
    let show = move || {
        shown.set(true);
        spawn_local(async move {
            // Without them the map is empty, and the list says everything.
            if let Ok(positions) = data::positions().await {
                let all = Points::new(positions.all().iter().map(|position| position.point));
                points.try_set(Arc::new(all));
            }
        });
    };
    part(move || {
        if shown.get() {
            let purpose = Purpose::Stations { points, chosen, name: Arc::new(|_| None) };
            return untrack(|| map::draw(purpose, Start::Mainland));
        }
        untrack(|| button("button button-quiet map-show", speech().say(Word::MapShow).to_owned(), None, show))
    })
}
