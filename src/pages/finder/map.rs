//! The map beside the list, once somebody asks for it.

use guichet_core::{
    domain::{place::Point, station::StationId},
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    super::area::{self, NotLoaded},
    chart::{Chart, Told},
};
use crate::{
    api::data,
    browser::timer,
    components::live::{button, paragraph, part},
    context::speech,
    map,
};

/// So long must nobody have asked for anything else, in milliseconds.
const QUIET: u32 = 400;

/// A button that shows the map, then the map with the station chosen on it. Nothing of it is asked for while the list is
/// `busy`, and without that signal nothing before it is wanted; `told` is what the page tells by itself.
pub fn map(
    chosen: RwSignal<Option<StationId>>,
    around: Signal<Option<Point>>,
    busy: Option<Signal<bool>>,
    told: Told,
) -> AnyView {
    let told = StoredValue::new(told);
    let speech = speech();
    let shown = RwSignal::new(false);
    let piece = RwSignal::new(None::<Result<Chart, NotLoaded>>);
    if let Some(busy) = busy {
        spawn_local(ahead(busy, piece));
    }
    let show = move || {
        shown.set(true);
        if matches!(piece.get_untracked(), Some(Ok(_))) {
            return;
        }
        piece.set(None);
        // Side by side.
        spawn_local(async { _ = map::prepare().await });
        spawn_local(async move { _ = piece.try_set(Some(area::chart().await)) });
    };
    part(move || {
        if shown.get() {
            return part(move || match piece.get() {
                None => paragraph("muted", speech.say(Word::Loading)),
                Some(Ok(chart)) => untrack(|| chart(chosen, around, told.get_value())),
                Some(Err(NotLoaded)) => paragraph("muted", speech.say(Word::MapFailed)),
            });
        }
        let show = button("button button-quiet", speech.say(Word::MapShow).to_owned(), None, show);
        // Where it is pressed before the app is there, `ahead/finder.js` knows it by its class.
        view! { <div class="map-show actions no-print">{show}</div> }.into_any()
    })
}

/// What a press will ask for, while nothing else is asked for: the name of the file, and the map's own chunks.
async fn ahead(busy: Signal<bool>, piece: RwSignal<Option<Result<Chart, NotLoaded>>>) {
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
    if map::prepare().await && piece.try_get_untracked() == Some(None) {
        let _ = piece.try_set(Some(area::chart().await));
    }
}
