//! Leaving at once, for whoever must not be seen here: nothing of the page stays in sight, and another site takes its place.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::JsCast as _;
use web_sys::Window;

use super::{IN_BROWSER, clock, global, member, page::Listener, window};

/// Three presses of Shift within so many milliseconds, with no other key between them.
const WITHIN_MS: f64 = 2_000.0;

/// True inside another site's page: it is that page's address which the browser shows.
pub fn is_framed() -> bool {
    let global = global();
    IN_BROWSER && member(&global, "top") != member(&global, "self")
}

/// Empties the page and gives it a title that says nothing.
pub fn blank(title: &str) {
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(title);
        if let Some(body) = document.body() {
            body.set_text_content(None);
        }
    }
}

/// Goes to another site without leaving this address behind it; from a frame in a new tab, as the frame is part of a page that
/// is not ours to leave.
pub fn leave(to: &str) {
    let Some(window) = window() else { return };
    if is_framed() {
        // Where this is refused the frame is blank all the same.
        let _ = window.open_with_url_and_target_and_features(to, "_blank", "noopener,noreferrer");
    } else {
        replace(&window, to);
    }
}

/// Has the worker that keeps our files for visits without a network remove them, and itself: they would tell that this site
/// was used. It goes on when the page has gone.
pub fn forget_files() {
    let worker = member(&member(&member(&global(), "navigator"), "serviceWorker"), "controller");
    if let Ok(tell) = member(&worker, "postMessage").dyn_into::<Function>() {
        // Where it cannot be told, nothing can.
        let _ = tell.call1(&worker, &"forget".into());
    }
}

/// Puts another page of ours in the place of this one.
pub fn start_anew(path: &str) {
    if let Some(window) = window() {
        replace(&window, path);
    }
}

fn replace(window: &Window, to: &str) {
    // Refused only for an address that cannot be read; what is configured is checked before.
    let _ = window.location().replace(to);
}

/// Calls back when Shift is pressed three times in a row.
pub fn on_shift_thrice(heard: impl Fn() + 'static) -> Option<Listener> {
    let presses = RefCell::new(Vec::<f64>::new());
    Some(Listener::new(window()?.into(), "keydown", move |event| {
        if member(&event, "repeat").is_truthy() {
            return;
        }
        let is_shift = member(&event, "key").as_string().as_deref() == Some("Shift");
        let now = clock::elapsed_ms();
        let thrice = presses.try_borrow_mut().is_ok_and(|mut presses| {
            presses.retain(|at| is_shift && now - at <= WITHIN_MS);
            if is_shift {
                presses.push(now);
            }
            presses.len() >= 3
        });
        if thrice {
            heard();
        }
    }))
}
