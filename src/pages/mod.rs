//! One folder an area, one file a page.
//!
//! What a first visit does not need is split off the program and loaded where it is used: an area is one piece, and
//! [`draw`] asks for it when an address leads there.

mod area;
mod finder;
mod forms;
mod news;
mod not_found;
mod start;

pub use area::{Areas, open_what_was_left};

use guichet_core::site::Page;
use leptos::prelude::*;

use area::Area;

/// The page at an address.
#[must_use]
pub fn draw(page: Option<Page>) -> AnyView {
    match page {
        Some(Page::Start) => start::page(),
        Some(page @ (Page::Complaint { .. } | Page::Report { .. })) => area::draw(Area::Forms, page),
        Some(page @ (Page::Finder | Page::Station { .. })) => area::draw(Area::Finder, page),
        Some(page @ (Page::News | Page::NewsItem { .. } | Page::Video)) => area::draw(Area::Reading, page),
        Some(_) | None => not_found::page(),
    }
}
