//! Where the device is: asked for only when somebody has pressed for it, and given to nobody else.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::PositionOptions;

use super::{global, member};

/// How long a device may look for itself, in milliseconds.
const PATIENCE_MS: u32 = 12_000;
/// A position of so many milliseconds ago will do.
const RECENT_MS: u32 = 300_000;

/// Why there is no position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPosition {
    /// The person, or a rule of the device or of the page around, has said no.
    Refused,
    /// The device does not know, or not in time.
    Unknown,
    /// This browser cannot tell.
    Unable,
}

/// Latitude and longitude, in degrees.
pub async fn here() -> Result<(f64, f64), NoPosition> {
    let navigator = member(&global(), "navigator");
    let geolocation = member(&navigator, "geolocation");
    let ask: Function = member(&geolocation, "getCurrentPosition").dyn_into().map_err(|_| NoPosition::Unable)?;
    let options = PositionOptions::new();
    options.set_timeout(PATIENCE_MS);
    options.set_maximum_age(RECENT_MS);
    let promise = Promise::new(&mut |found, failed| {
        if ask.call3(&geolocation, &found, &failed, &options).is_err() {
            let _ = failed.call0(&JsValue::UNDEFINED);
        }
    });
    let position = JsFuture::from(promise).await.map_err(|error| match member(&error, "code").as_f64() {
        Some(1.0) => NoPosition::Refused,
        _ => NoPosition::Unknown,
    })?;
    let coordinates = member(&position, "coords");
    let degrees = |name| member(&coordinates, name).as_f64().filter(|degrees| degrees.is_finite());
    degrees("latitude").zip(degrees("longitude")).ok_or(NoPosition::Unknown)
}
