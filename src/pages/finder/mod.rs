//! The finder: where to go, and whether it is open when one can go.

mod filters;
mod map;
mod results;
mod row;
mod search;
mod station;

use guichet_core::site::Page;
use leptos::prelude::*;

/// Draws a page of the finder.
pub fn draw(at: Page) -> AnyView {
    match at {
        Page::Station { id } => station::page(&id),
        _ => search::page(),
    }
}
