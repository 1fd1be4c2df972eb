//! The doors to the browser: one module per outside thing, each with a typed result. Nothing else in the app names
//! `web_sys` or `js_sys`.
//!
//! - [`boot`] — what `boot.js` handed over
//! - [`channel`] — words between the pages of this browser
//! - [`clock`] — the server's time
//! - [`database`] — `IndexedDB`
//! - [`exit`] — leaving at once
//! - [`file`] — handing over a file
//! - [`files`] — files that are joined
//! - [`handover`] — a text that goes from a frame to a page of its own
//! - [`hidden_key`] — keys that can be used and not read
//! - [`host`] — the page around a frame of ours
//! - [`http`] — requests
//! - [`lock`] — which page may write a draft
//! - [`map`] — the map library
//! - [`mark`] — marks that every tab sees
//! - [`page`] — title, focus, language, printing, and the page's own life
//! - [`position`] — where the device is, on demand
//! - [`probe`] — how the site is delivered, and what this browser can do
//! - [`random`] — randomness
//! - [`session`] — values of this tab
//! - [`share`] — handing a link on
//! - [`timer`] — waiting

pub mod boot;
pub mod channel;
pub mod clock;
pub mod database;
pub mod exit;
pub mod file;
pub mod files;
pub mod handover;
pub mod hidden_key;
pub mod host;
pub mod http;
pub mod lock;
pub mod map;
pub mod mark;
pub mod page;
pub mod position;
pub mod probe;
pub mod random;
pub mod session;
pub mod share;
pub mod timer;

use wasm_bindgen::JsValue;

/// False in the program that draws pages ahead of time, and in native tests: there is nothing of a browser.
pub const IN_BROWSER: bool = cfg!(target_arch = "wasm32");

/// The window. There is none where pages are drawn ahead of time, off the browser: then every door is shut.
fn window() -> Option<web_sys::Window> {
    if IN_BROWSER { web_sys::window() } else { None }
}

/// The global object; undefined off the browser.
fn global() -> JsValue {
    if IN_BROWSER { js_sys::global().into() } else { JsValue::UNDEFINED }
}

/// A member of a JavaScript object; undefined where there is no object, or where looking throws.
fn member(object: &JsValue, name: &str) -> JsValue {
    if !IN_BROWSER {
        return JsValue::UNDEFINED;
    }
    js_sys::Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The name of an error (`TimeoutError`), empty where it is none.
fn error_name(error: &JsValue) -> String {
    member(error, "name").as_string().unwrap_or_default()
}
