//! A map beside the field of a commune: a point taken on it is kept, and writes the nearest commune into the field.

use guichet_core::{
    domain::{choice::Municipality, place::Point},
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    combobox::picked,
    live::{button, part, text},
};
use crate::{
    api::data,
    context::speech,
    map::{self, Purpose},
};

/// A button, then the map. It starts around the commune that stands in the field.
pub fn place_map(answer: Signal<String>, on_answer: Callback<String>) -> AnyView {
    let speech = speech();
    let shown = RwSignal::new(false);
    part(move || {
        if shown.get() {
            return untrack(|| open(answer, on_answer));
        }
        let show =
            button("button button-quiet", speech.say(Word::MapPickShow).to_owned(), None, move || shown.set(true));
        view! { <p class="place-map no-print">{show}</p> }.into_any()
    })
}

fn open(answer: Signal<String>, on_answer: Callback<String>) -> AnyView {
    let speech = speech();
    let taken = RwSignal::new(None::<Point>);
    // The name of the commune that was found, or that none was.
    let found = RwSignal::new(None::<Result<String, ()>>);
    Effect::new(move |_| {
        let Some(point) = taken.get() else { return };
        spawn_local(async move {
            let commune = data::commune_at(point).await.ok().flatten();
            // Another point may have been taken meanwhile, or the page left.
            if taken.try_get_untracked() != Some(Some(point)) {
                return;
            }
            let at = (point.latitude(), point.longitude());
            let commune = commune.map(|commune| Municipality { taken: Some(at), ..picked(&commune, "") }).ok_or(());
            if let Ok(commune) = &commune {
                on_answer.run(commune.as_answer());
            }
            let _ = found.try_set(Some(commune.map(|commune| commune.as_shown())));
        });
    });
    let start = answer
        .with_untracked(|answer| Municipality::parse(answer).ok())
        .map(|commune| commune.taken.unwrap_or(commune.point))
        .and_then(|(latitude, longitude)| Point::from_degrees(latitude, longitude));
    let said = text(move || match found.get() {
        None => String::new(),
        Some(Ok(place)) => speech.fill(Word::MapPickedPlace, &[("place", &place)]),
        Some(Err(())) => speech.say(Word::MapPickedNothing).to_owned(),
    });
    view! {
        <div class="place-map no-print">
            {map::draw(Purpose::Picking { picked: taken }, Signal::stored(start))}
            <p class="small" role="status">{said}</p>
        </div>
    }
    .into_any()
}
