//! One folder an area, one file a page.
//!
//! What a first visit does not need is split off the program and loaded where it is used: an area is one piece, and
//! [`draw`] asks for it when an address leads there.

mod area;
mod complaint;
mod not_found;
mod start;

pub use area::{Areas, finish_what_was_left};

use guichet_core::site::Page;
use leptos::prelude::*;

use area::Area;

/// The page at an address.
#[must_use]
pub fn draw(page: Option<Page>) -> AnyView {
    match page {
        Some(Page::Start) => start::page(),
        Some(page @ Page::Complaint { .. }) => area::draw(Area::Forms, page),
        None => not_found::page(),
    }
}
