//! Pages that are whole as they are delivered: drawn ahead of time, no program comes with them. They serve whoever cannot run
//! one, and search engines; the app leads to them as to any other page of the site.

#[cfg(not(target_arch = "wasm32"))]
mod directory;
#[cfg(not(target_arch = "wasm32"))]
mod paper;
#[cfg(not(target_arch = "wasm32"))]
mod services;

use guichet_core::site::Page;
use leptos::prelude::*;

/// Draws one, off the browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn page(at: &Page) -> AnyView {
    match at {
        Page::Services => services::page(),
        Page::Paper => paper::page(),
        Page::Department { number } => directory::department(number),
        _ => directory::page(),
    }
}

/// In the browser the address has its own file. Where the app is asked to draw it, there is none.
#[cfg(target_arch = "wasm32")]
pub fn page(_: &Page) -> AnyView {
    super::not_found::page()
}
