//! Who may write: a page holds a lock of a draft's name (Web Locks) for as long as it has the draft open.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{error_name, global, member, timer};

/// Longer than any browser takes to look at a lock.
const PATIENCE_MS: u32 = 1_000;

/// How to come by a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Only where no other page holds it.
    IfFree,
    /// Once the other page lets go, for so many milliseconds.
    Wait(u32),
    /// From whoever holds it: they are told.
    Seize,
}

/// A lock that is held until this is dropped, or taken away.
#[derive(Debug)]
pub struct Held(Option<Function>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Takes a lock; `None` where another page keeps it. `lost` is called should it be taken away. Where there are no locks,
/// nobody can know of other pages, and it is as if there were none.
pub async fn hold(name: &str, how: How, lost: impl FnOnce() + 'static) -> Option<Held> {
    let locks = member(&member(&global(), "navigator"), "locks");
    let Ok(request) = member(&locks, "request").dyn_into::<Function>() else { return Some(Held(None)) };
    let options = Object::new();
    let option = match how {
        How::IfFree => Some("ifAvailable"),
        How::Seize => Some("steal"),
        How::Wait(_) => None,
    };
    if option.is_some_and(|option| Reflect::set(&options, &JsValue::from_str(option), &JsValue::TRUE).is_err()) {
        return Some(Held(None));
    }
    let mut release = None;
    let until = Promise::new(&mut |resolve, _| release = Some(resolve));
    // Dropped before the lock is granted, it makes the grant end at once.
    let held = Held(release);
    let mut lost = Some(lost);
    let answered = Promise::new(&mut |resolve, _| {
        let (told, until) = (resolve.clone(), until.clone());
        let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let free = !lock.is_null();
            let _ = told.call1(&JsValue::UNDEFINED, &JsValue::from(free));
            if free { until.into() } else { JsValue::UNDEFINED }
        });
        let requested = request.call3(&locks, &JsValue::from_str(name), &options, &granted);
        match (requested.ok().and_then(|promise| promise.dyn_into::<Promise>().ok()), lost.take()) {
            (Some(promise), Some(lost)) => wasm_bindgen_futures::spawn_local(settle(promise, resolve, lost)),
            _ => {
                let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
            }
        }
    });
    let (patience, unanswered) = match how {
        How::Wait(milliseconds) => (milliseconds, false),
        How::IfFree | How::Seize => (PATIENCE_MS, true),
    };
    let free = match timer::within(patience, &answered).await {
        Ok(free) if !free.is_undefined() => free != JsValue::FALSE,
        _ => unanswered,
    };
    free.then_some(held)
}

async fn settle(requested: Promise, resolve: Function, lost: impl FnOnce()) {
    let Err(error) = JsFuture::from(requested).await else { return };
    if error_name(&error) == "AbortError" {
        lost();
    } else {
        // Refused without a call back, as in a sandboxed frame.
        let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
    }
}
