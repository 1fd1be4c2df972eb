//! Waiting.

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::{IN_BROWSER, window};

/// Waits. Where there are no timers, not at all.
pub async fn sleep(milliseconds: u32) {
    if !IN_BROWSER {
        return;
    }
    // Neither branch rejects.
    let _ = JsFuture::from(after(milliseconds)).await;
}

fn after(milliseconds: u32) -> Promise {
    let milliseconds = i32::try_from(milliseconds).unwrap_or(i32::MAX);
    Promise::new(&mut |resolve, _| {
        let set = window().and_then(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).ok()
        });
        if set.is_none() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    })
}

/// What a promise comes to, or undefined where it takes longer.
pub(super) async fn within(milliseconds: u32, promise: &Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::race(&Array::of2(promise, &after(milliseconds)))).await
}
