//! Handing over a file: it lands among the person's downloads, and nowhere else.

use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::{timer, window};

/// A download has begun long before, and what it is made from need not stay in memory.
const FORGOTTEN_AFTER_MS: u32 = 60_000;

/// Saves a text under a name. False where the browser has no way to do it; some say yes and do nothing, which nobody can
/// tell from here.
#[must_use]
pub fn save(name: &str, media_type: &str, text: &str) -> bool {
    let Some(address) = address_of(media_type, text) else { return false };
    let pressed = press(&address, name).is_some();
    wasm_bindgen_futures::spawn_local(async move {
        timer::sleep(FORGOTTEN_AFTER_MS).await;
        let _ = Url::revoke_object_url(&address);
    });
    pressed
}

fn address_of(media_type: &str, text: &str) -> Option<String> {
    window()?;
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

fn press(address: &str, name: &str) -> Option<()> {
    let link: HtmlAnchorElement = window()?.document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(address);
    link.set_download(name);
    link.click();
    Some(())
}
