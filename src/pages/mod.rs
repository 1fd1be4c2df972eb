//! One folder an area, one file a page.
//!
//! What a first visit does not need is split off the program and loaded where it is used: an area is one piece, and
//! [`draw`] asks for it when an address leads there.

mod area;
mod diagnostic;
mod embedding;
mod finder;
mod forms;
mod guide;
mod hosted;
mod news;
mod not_found;
mod opening;
mod start;
mod still;

pub use area::{Areas, finish_what_was_left, listen_to_host};

use guichet_core::site::Page;
use leptos::prelude::*;

use area::Area;

/// The page at an address.
#[must_use]
pub fn draw(page: Option<Page>) -> AnyView {
    match page {
        Some(Page::Start) => start::page(),
        Some(page @ (Page::Complaint { step: None } | Page::Report { step: None })) => area::draw_opening(page),
        Some(page @ (Page::Complaint { .. } | Page::Report { .. } | Page::FollowUp | Page::Resume)) => {
            area::draw(Area::Forms, page)
        }
        Some(page @ (Page::Embedding | Page::Diagnostic)) => area::draw(Area::Institution, page),
        Some(page @ Page::Finder) => area::draw(Area::Finder, page),
        Some(page @ Page::Station { .. }) => area::draw(Area::Station, page),
        Some(
            page @ (Page::Orientation
            | Page::Emergency
            | Page::News
            | Page::NewsItem { .. }
            | Page::Video
            | Page::Privacy
            | Page::Terms
            | Page::Accessibility
            | Page::AboutData),
        ) => area::draw(Area::Reading, page),
        Some(page @ (Page::Services | Page::Paper | Page::Directory | Page::Department { .. })) => still::page(&page),
        None => not_found::page(),
    }
}
