//! One file a page.

mod complaint;
mod not_found;
mod start;

use guichet_core::site::Page;
use leptos::prelude::*;

/// The page at an address.
#[must_use]
pub fn draw(page: Option<Page>) -> AnyView {
    match page {
        Some(Page::Start) => start::page(),
        Some(Page::Complaint { step }) => complaint::page(step),
        Some(_) | None => not_found::page(),
    }
}
