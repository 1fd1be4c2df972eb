//! "Now": the server's date and the time passed since; the device's clock only where no server told.

use std::cell::Cell;

use super::{IN_BROWSER, window};

use guichet_core::domain::date::{Date, Hour, Now};

thread_local! {
    /// Milliseconds since 1970 at the beginning of the page, by the server.
    static PAGE_BEGAN: Cell<Option<f64>> = const { Cell::new(None) };
}

/// Milliseconds since the page began, unmoved by changes of the device's clock.
pub fn elapsed_ms() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// Does something, and leaves in the browser's own list of measurements how long it took. Nothing is sent anywhere.
pub fn measured<T>(name: &str, act: impl FnOnce() -> T) -> T {
    let Some(performance) = window().and_then(|window| window.performance()) else { return act() };
    // Where a browser cannot measure, nothing else is lost.
    let _ = performance.mark(name);
    let done = act();
    let _ = performance.measure_with_start_mark(name, name);
    performance.clear_marks_with_mark_name(name);
    done
}

/// Sets the clock by a `Date` header that arrived at `at_elapsed_ms`; one that cannot be read changes nothing.
pub fn set(date: &str, at_elapsed_ms: f64) {
    let milliseconds = if date.is_empty() { f64::NAN } else { js_sys::Date::parse(date) };
    if milliseconds.is_finite() && milliseconds > 0.0 {
        PAGE_BEGAN.set(Some(milliseconds - at_elapsed_ms));
    }
}

/// The moment of the call; not to be trusted where only the device's clock is known.
pub fn now() -> Now {
    let (milliseconds, trusted) = match PAGE_BEGAN.get() {
        Some(began) => (began + elapsed_ms(), true),
        None if IN_BROWSER => (js_sys::Date::now(), false),
        // What is drawn ahead of time is true at any hour.
        None => (0.0, false),
    };
    Now { unix: seconds(milliseconds), trusted }
}

/// Seconds since 1970, for the age of what is stored.
pub fn unix() -> u64 {
    u64::try_from(now().unix).unwrap_or(0)
}

/// What the device's own clock would show at a moment given in seconds since 1970.
pub fn wall(unix: i64) -> Option<(Date, Hour)> {
    if !IN_BROWSER {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "no moment of ours is beyond 2^53 milliseconds")]
    let moment = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(unix as f64 * 1000.0));
    let wall = unix.saturating_sub(seconds(moment.get_timezone_offset() * 60_000.0));
    Some((Date::of_unix(wall)?, Hour::of_unix(wall)))
}

/// Seconds from now to a date in the form of HTTP headers, at least 0; `None` where it cannot be read.
pub(super) fn seconds_until(date: &str) -> Option<u32> {
    let then = js_sys::Date::parse(date);
    let then = then.is_finite().then(|| seconds(then))?;
    u32::try_from(then.saturating_sub(now().unix).max(0)).ok()
}

#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, which is what is wanted")]
fn seconds(milliseconds: f64) -> i64 {
    (milliseconds / 1000.0) as i64
}
