//! Which tabs are alive: each holds a lock of its own name (Web Locks) until it is closed.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{global, member, timer};

/// Longer than any browser takes to look at a lock.
const PATIENCE_MS: u32 = 1_000;

/// Takes a lock for as long as the page lives. False where another page holds it. Where there are no locks, nobody can
/// know, and the answer is true: what they guard is safe to do twice, only wasteful.
pub async fn hold(name: &str) -> bool {
    let locks = member(&member(&global(), "navigator"), "locks");
    let Ok(request) = member(&locks, "request").dyn_into::<Function>() else { return true };
    let options = js_sys::Object::new();
    if Reflect::set(&options, &JsValue::from_str("ifAvailable"), &JsValue::TRUE).is_err() {
        return true;
    }
    let answered = Promise::new(&mut |resolve, _| {
        let told = resolve.clone();
        let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let free = !lock.is_null();
            let _ = told.call1(&JsValue::UNDEFINED, &JsValue::from(free));
            // The lock is held until the promise returned here ends: never.
            if free { Promise::new(&mut |_, _| {}).into() } else { JsValue::UNDEFINED }
        });
        let requested = request.call3(&locks, &JsValue::from_str(name), &options, &granted);
        match requested.ok().and_then(|promise| promise.dyn_into::<Promise>().ok()) {
            // Rejected without calling back, for example in a sandboxed frame.
            Some(promise) => wasm_bindgen_futures::spawn_local(settle(promise, resolve)),
            None => {
                let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
            }
        }
    });
    timer::within(PATIENCE_MS, &answered).await.map_or(true, |free| free != JsValue::FALSE)
}

async fn settle(requested: Promise, resolve: Function) {
    if JsFuture::from(requested).await.is_err() {
        let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
    }
}
