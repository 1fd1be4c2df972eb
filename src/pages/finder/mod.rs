//! The finder: where to go, and whether it is open when one can go.

mod chart;
#[cfg(not(target_arch = "wasm32"))]
mod early;
mod filters;
mod listed;
mod map;
mod results;
mod row;
mod search;
mod station;

#[cfg(not(target_arch = "wasm32"))]
pub use row::address;

use guichet_core::site::Page;
use leptos::{prelude::*, task::spawn_local};

pub use chart::{Chart, Told, chart};
pub use map::map;

use crate::{
    browser::{clock, timer},
    components::live::nothing,
};

/// How often what is said of now is said anew, in milliseconds.
const OFTEN: u32 = 30_000;

/// Told every half minute while a page of the finder is there: what is open may have closed.
#[derive(Clone, Copy)]
struct Tick(RwSignal<i64>);

impl Tick {
    fn start() -> Self {
        let tick = Self(RwSignal::new(clock::now().unix));
        spawn_local(async move {
            loop {
                timer::sleep(OFTEN).await;
                // The page was left, or there are no timers here.
                let now = clock::now().unix;
                if tick.0.try_get_untracked().is_none_or(|before| now <= before) || tick.0.try_set(now).is_some() {
                    return;
                }
            }
        });
        tick
    }
}

/// Draws the finder's own page.
pub fn search(_: Page) -> AnyView {
    provide_context(Tick::start());
    super::area::prepare(super::area::Area::Station);
    let page = search::page();
    // Only the page drawn in advance needs it.
    #[cfg(not(target_arch = "wasm32"))]
    let page = vec![page, early::template()].into_any();
    page
}

/// Draws the page of a station.
pub fn station(at: Page) -> AnyView {
    provide_context(Tick::start());
    match at {
        Page::Station { id } => station::page(&id),
        _ => nothing(),
    }
}
