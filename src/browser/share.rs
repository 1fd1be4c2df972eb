//! Handing a link on: by the device's own way of sharing, else through the clipboard.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{error_name, global, member};

/// What became of a link that somebody wanted to hand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// The device took it, or the person changed their mind: there is nothing more to say.
    Done,
    /// It is in the clipboard.
    Copied,
    /// Neither is possible here: it has to be shown.
    Refused,
}

/// Hands a link on. Must begin in a press, or browsers refuse it.
pub async fn share(title: &str, address: &str) -> Shared {
    let navigator = member(&global(), "navigator");
    let data = Object::new();
    for (name, value) in [("title", title), ("url", address)] {
        let _ = Reflect::set(&data, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    match call(&navigator, "share", &data).await {
        Some(Ok(_)) => return Shared::Done,
        Some(Err(error)) if error_name(&error) == "AbortError" => return Shared::Done,
        _ => (),
    }
    copy(address).await
}

/// Puts a text into the clipboard. Must begin in a press, or browsers refuse it.
pub async fn copy(text: &str) -> Shared {
    let clipboard = member(&member(&global(), "navigator"), "clipboard");
    match call(&clipboard, "writeText", &JsValue::from_str(text)).await {
        Some(Ok(_)) => Shared::Copied,
        _ => Shared::Refused,
    }
}

/// Calls a method that may be missing or throw, and waits for its promise; `None` where it could not be called.
async fn call(object: &JsValue, name: &str, argument: &JsValue) -> Option<Result<JsValue, JsValue>> {
    let method: Function = member(object, name).dyn_into().ok()?;
    let promise: Promise = method.call1(object, argument).ok()?.dyn_into().ok()?;
    Some(JsFuture::from(promise).await)
}
