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
        Some(Page::Start) => view! { <start::StartPage /> }.into_any(),
        Some(Page::Complaint { step }) => view! { <complaint::ComplaintPage step /> }.into_any(),
        None => view! { <not_found::NotFoundPage /> }.into_any(),
    }
}
