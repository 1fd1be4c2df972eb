//! The doors to the browser: one module per outside thing, each with a typed result. Nothing else in the app names
//! `web_sys` or `js_sys`.
//!
//! - [`boot`] — what `boot.js` handed over
//! - [`clock`] — the server's time
//! - [`database`] — `IndexedDB`
//! - [`http`] — requests
//! - [`lock`] — which tabs are alive
//! - [`map`] — the map library
//! - [`page`] — title, focus, language, printing, and the page's own life
//! - [`position`] — where the device is, on demand
//! - [`random`] — randomness
//! - [`session`] — values of this tab
//! - [`share`] — handing a link on
//! - [`timer`] — waiting

pub mod boot;
pub mod clock;
pub mod database;
pub mod exit;
pub mod http;
pub mod lock;
pub mod map;
pub mod page;
pub mod position;
pub mod random;
pub mod session;
pub mod share;
pub mod timer;

use wasm_bindgen::JsValue;

/// A member of a JavaScript object; undefined where there is no object, or where looking throws.
fn member(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The name of an error (`TimeoutError`), empty where it is none.
fn error_name(error: &JsValue) -> String {
    member(error, "name").as_string().unwrap_or_default()
}
