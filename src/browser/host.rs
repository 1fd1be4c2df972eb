//! The page around a frame of ours, on another site: it speaks first, a closed list is heard of it, and it is told how high
//! the frame is and when another page begins. Nothing else leaves the frame this way.

use std::cell::RefCell;

use guichet_core::hosting::{FromHost, Said, ToHost, VERSION, height};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

use super::{global, member, page::Listener, window};

/// Who said hello, and where from.
struct Host {
    window: JsValue,
    origin: String,
}

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
    /// The height told last.
    static TOLD: RefCell<Option<u32>> = const { RefCell::new(None) };
}

/// Calls back with what the page around says, where `may` lets its origin speak. From its hello on [`tell`] reaches it.
pub fn on_message(may: impl Fn(&str) -> bool + 'static, heard: impl Fn(FromHost) + 'static) -> Option<Listener> {
    Some(Listener::new(window()?.into(), "message", move |event| {
        let (source, global) = (member(&event, "source"), global());
        let around = member(&global, "parent");
        if source != around || around == member(&global, "self") {
            return;
        }
        let Some(origin) = member(&event, "origin").as_string().filter(|origin| may(origin)) else { return };
        let data = member(&event, "data");
        let [kind, theme, accent] = ["type", "theme", "accent"].map(|name| member(&data, name).as_string());
        let version = member(&data, "v").as_f64();
        let said = Said { version, kind: kind.as_deref(), theme: theme.as_deref(), accent: accent.as_deref() };
        let Some(said) = FromHost::read(said) else { return };
        if said == FromHost::Hello {
            HOST.set(Some(Host { window: source, origin }));
            TOLD.set(None);
            tell(ToHost::Ready);
            tell_height();
        }
        heard(said);
    }))
}

/// Tells the page around, where it has said hello.
pub fn tell(said: ToHost) {
    let message = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&message, &JsValue::from_str(name), &value).is_ok();
    let mut whole = set("v", JsValue::from(VERSION)) && set("type", JsValue::from_str(said.kind()));
    if let ToHost::Height(height) = said {
        whole &= set("height", JsValue::from(height));
    }
    HOST.with_borrow(|host| {
        let Some(host) = host.as_ref().filter(|_| whole) else { return };
        // Delivered only where the page around is still the one that said hello.
        if let Ok(post) = member(&host.window, "postMessage").dyn_into::<Function>() {
            let _ = post.call2(&host.window, &message, &JsValue::from_str(&host.origin));
        }
    });
}

/// Tells the height from now on, whenever it changes by a step.
pub fn watch_height() {
    let seen = window().and_then(|window| window.document()).and_then(|document| document.body());
    let (Some(body), Ok(make)) = (seen, member(&global(), "ResizeObserver").dyn_into::<Function>()) else { return };
    // For as long as the page is there.
    let changed = Closure::<dyn FnMut()>::new(tell_height).into_js_value();
    let Ok(observer) = Reflect::construct(&make, &Array::of1(&changed)) else { return };
    if let Ok(observe) = member(&observer, "observe").dyn_into::<Function>() {
        let _ = observe.call1(&observer, &body);
    }
}

fn tell_height() {
    let Some(body) = window().and_then(|window| window.document()).and_then(|document| document.body()) else { return };
    let now = height(f64::from(body.scroll_height()));
    let same = TOLD.with_borrow(|told| *told == Some(now)) || HOST.with_borrow(Option::is_none);
    if !same {
        TOLD.set(Some(now));
        tell(ToHost::Height(now));
    }
}
