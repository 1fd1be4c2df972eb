//! What to do, whom to call, and what this service is: the pages that explain.

mod about;
pub mod numbers;
mod orientation;
mod result;

use guichet_core::{about::Document, site::Page};
use leptos::prelude::*;

use crate::components::live::nothing;

/// Draws a page of this area.
pub fn draw(at: &Page) -> AnyView {
    match at {
        Page::Orientation => orientation::page(),
        Page::Emergency => numbers::page(),
        Page::Privacy => about::page(Document::Privacy),
        Page::Terms => about::page(Document::Terms),
        Page::Accessibility => about::page(Document::Accessibility),
        Page::AboutData => about::page(Document::Data),
        _ => nothing(),
    }
}
