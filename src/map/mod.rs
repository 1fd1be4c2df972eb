//! The map: stations to be found on it, or a point to be taken from it. It adds to a list or a field that does the same
//! without it; where it cannot be had it says so and nothing else is missing.

mod regions;

use std::sync::Arc;

use guichet_core::{
    domain::{
        cluster::{Area, Points},
        place::Point,
    },
    text::Word,
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};

use crate::{
    browser::map::{self as door, Answers, Bounds, Chunk, Heard, Map, NoMap, Options},
    context::{Speech, settings, speech},
};
use regions::REGIONS;

/// The name of a station by its number, where it is known by now. What it reads is followed: said again when it changes.
pub type Name = Arc<dyn Fn(u32) -> Option<String> + Send + Sync>;

/// What a map is for.
#[derive(Clone)]
pub enum Purpose {
    /// Finding stations.
    Stations {
        /// Where they are: each is known by its number in this order. Drawn again when it changes.
        points: RwSignal<Arc<Points>>,
        /// The one chosen, on the map or beside it.
        chosen: RwSignal<Option<u32>>,
        /// What they are called.
        name: Name,
    },
    /// Taking a point.
    Picking {
        /// The point taken, on the map or beside it.
        picked: RwSignal<Option<Point>>,
    },
}

/// Where one map of a page stands; there is one at a time.
const PLACE: &str = "map-place";

#[derive(Clone, Copy)]
struct Opened(StoredValue<Option<Map>, LocalStorage>);

impl Opened {
    fn tell(self, act: impl FnOnce(&Map)) {
        self.0.with_value(|map| {
            if let Some(map) = map {
                act(map);
            }
        });
    }
}

/// Loads what a map needs before there is one, so that a press shows it sooner; `false` where somebody saves data, and
/// nothing was loaded. A failure is met again by [`draw`].
pub async fn prepare() -> bool {
    let wanted = !door::saves_data();
    if wanted {
        let _ = door::load().await;
    }
    wanted
}

/// Draws a map; it is gone with the part of the page that it is drawn in. It looks at some twenty kilometres around a point,
/// and goes along when that becomes another; without one, at the mainland.
#[must_use]
pub fn draw(purpose: Purpose, around: Signal<Option<Point>>) -> AnyView {
    let loaded: RwSignal<Option<Result<Chunk, NoMap>>, LocalStorage> = RwSignal::new_local(None);
    spawn_local(async move {
        let chunk = door::load().await;
        // The page may have been left meanwhile.
        loaded.try_set(Some(chunk));
    });
    let opened = Opened(StoredValue::new_local(None));
    let speech = speech();
    let view = frame(opened, &purpose, loaded);
    // After drawing, so that the place is there.
    Effect::new(move |_| {
        let Some(Ok(chunk)) = loaded.get() else { return };
        match untrack(|| open(&chunk, &purpose, bounds(around.get()), speech)) {
            Ok(map) => {
                opened.0.set_value(Some(map));
                go_along(opened, around);
                follow(opened, &purpose);
            }
            Err(fault) => loaded.set(Some(Err(fault))),
        }
    });
    view
}

/// Looks around each new point.
fn go_along(opened: Opened, around: Signal<Option<Point>>) {
    Effect::new(move |before: Option<Option<Point>>| {
        let around = around.get();
        if around.is_some() && before.is_some_and(|before| before != around) {
            opened.tell(|map| map.show(bounds(around)));
        }
        around
    });
}

fn bounds(around: Option<Point>) -> Bounds {
    match around {
        None => REGIONS[0],
        Some(point) => {
            let (latitude, longitude) = (point.latitude(), point.longitude());
            Bounds { south: latitude - 0.1, west: longitude - 0.15, north: latitude + 0.1, east: longitude + 0.15 }
        }
    }
}

fn open(chunk: &Chunk, purpose: &Purpose, bounds: Bounds, speech: Speech) -> Result<Map, NoMap> {
    let config = settings();
    let tiles = config.tiles.iter().map(|tiles| (tiles.url.as_str(), tiles.max_zoom)).collect();
    let picking = matches!(purpose, Purpose::Picking { .. });
    let options = Options { bounds, picking, tiles, locale: speech.language().tag() };
    let answers = match purpose.clone() {
        Purpose::Stations { points, chosen, name } => Answers {
            clusters: Box::new(move |zoom, view| {
                points.try_with_untracked(|points| points.clusters(zoom, view)).unwrap_or_default()
            }),
            label: Box::new(move |count, first| untrack(|| label(speech, &name, count, first))),
            heard: Box::new(move |heard| {
                if let Heard::Pressed(area) = heard {
                    choose_in(points, chosen, area);
                }
            }),
        },
        Purpose::Picking { picked } => Answers {
            clusters: Box::new(|_, _| Vec::new()),
            label: Box::new(|_, _| String::new()),
            heard: Box::new(move |heard| {
                if let Heard::Picked(point) = heard {
                    picked.try_set(Some(point));
                }
            }),
        },
    };
    chunk.open(PLACE, &options, answers)
}

/// Chooses the first of several on one place, then at each press the next.
fn choose_in(points: RwSignal<Arc<Points>>, chosen: RwSignal<Option<u32>>, area: Area) {
    let next = points.try_with_untracked(|points| points.next_within(area, chosen.get_untracked())).flatten();
    if next.is_some() {
        chosen.try_set(next);
    }
}

fn label(speech: Speech, name: &Name, count: u32, first: u32) -> String {
    if count > 1 {
        return speech.fill(Word::MapCluster, &[("count", &count.to_string())]);
    }
    name(first).unwrap_or_else(|| speech.say(Word::MapStation).to_owned())
}

/// Keeps the map in step with what is beside it.
fn follow(opened: Opened, purpose: &Purpose) {
    match *purpose {
        Purpose::Stations { points, chosen, .. } => {
            Effect::new(move |before: Option<()>| {
                points.track();
                // The first time it has just been drawn from them.
                if before.is_some() {
                    opened.tell(Map::refresh);
                }
            });
            Effect::new(move |_| {
                let place = points.with(|points| chosen.get().and_then(|chosen| points.place(chosen)));
                opened.tell(|map| map.select(place));
            });
        }
        Purpose::Picking { picked } => {
            Effect::new(move |_| {
                let place = picked.get().map(guichet_core::domain::cluster::Place::of);
                opened.tell(|map| map.select(place));
            });
        }
    }
}

type Press = Box<dyn FnMut(MouseEvent)>;

fn press(class: &'static str, label: &'static str, text: &'static str, act: Press) -> AnyView {
    view! { <button class=class type="button" aria-label=label on:click=act>{text}</button> }.into_any()
}

/// Everything around the map itself, which is there once it is loaded.
fn frame(opened: Opened, purpose: &Purpose, loaded: RwSignal<Option<Result<Chunk, NoMap>>, LocalStorage>) -> AnyView {
    let speech = speech();
    let picking = matches!(purpose, Purpose::Picking { .. });
    let name = speech.say(if picking { Word::MapPickLabel } else { Word::MapLabel });
    let state: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || {
        let sentence = loaded.with(|loaded| {
            match loaded {
                None => Word::Loading,
                Some(Ok(_)) => return None,
                Some(Err(NoMap)) => Word::MapFailed,
            }
            .into()
        });
        sentence.map_or_else(
            || ().into_any(),
            |word: Word| view! { <p class="map-state" role="status">{speech.say(word)}</p> }.into_any(),
        )
    });
    let tell = move |act: fn(&Map)| -> Press { Box::new(move |_| opened.tell(act)) };
    let move_by = |class, word, text, act| press(class, speech.say(word), text, tell(act));
    let controls = vec![
        move_by("map-button", Word::MapZoomIn, "+", |map| map.zoom(1)),
        move_by("map-button", Word::MapZoomOut, "−", |map| map.zoom(-1)),
        move_by("map-button", Word::MapNorth, "↑", |map| map.pan(0, -1)),
        move_by("map-button", Word::MapSouth, "↓", |map| map.pan(0, 1)),
        move_by("map-button", Word::MapWest, "←", |map| map.pan(-1, 0)),
        move_by("map-button", Word::MapEast, "→", |map| map.pan(1, 0)),
    ];
    let names = speech.say(Word::MapRegionNames).split(',').zip(REGIONS);
    let regions: Vec<AnyView> = names
        .map(|(name, bounds)| {
            let act: Press = Box::new(move |_| opened.tell(|map| map.show(bounds)));
            view! { <li><button class="map-region" type="button" on:click=act>{name}</button></li> }.into_any()
        })
        .collect();
    let take = if picking {
        let act = tell(Map::pick);
        view! { <button class="button button-quiet" type="button" on:click=act>{speech.say(Word::MapPickMiddle)}</button> }.into_any()
    } else {
        ().into_any()
    };
    let said: Box<dyn FnMut() -> String + Send> = match purpose.clone() {
        Purpose::Stations { chosen, name, .. } => Box::new(move || {
            let name = chosen.get().map(|chosen| label(speech, &name, 1, chosen));
            name.map_or_else(String::new, |name| speech.fill(Word::MapChosen, &[("name", &name)]))
        }),
        Purpose::Picking { picked } => {
            Box::new(move || picked.get().map_or_else(String::new, |_| speech.say(Word::MapPicked).to_owned()))
        }
    };
    let mut credits = vec![speech.say(Word::MapCredit).to_owned()];
    credits.extend(settings().tiles.iter().map(|tiles| tiles.attribution.clone()));
    view! {
        <section class="map" class:map-picking=picking aria-label=name>
            <a class="map-skip" href="#map-end">{speech.say(Word::MapSkip)}</a>
            <div class="map-frame">
                <div class="map-place" id=PLACE role="application" aria-label=name aria-describedby="map-keys"></div>
                <div class="map-controls">{controls}</div>
                {state}
            </div>
            <p class="visually-hidden" id="map-keys">{speech.say(Word::MapKeys)}</p>
            <p class="visually-hidden" role="status">{said}</p>
            {take}
            <p class="map-credit">{credits.join(" · ")}</p>
            <details class="map-regions">
                <summary>{speech.say(Word::MapRegions)}</summary>
                <ul class="map-region-list">{regions}</ul>
            </details>
            <span id="map-end" tabindex="-1"></span>
        </section>
    }
    .into_any()
}
