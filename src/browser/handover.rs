//! A text that goes once from a frame to a page of its own in another tab of this browser. Both sides look at the origin and at
//! a nonce that only they know; storage of a frame is not that of a page, so nothing else can carry it.

use std::cell::RefCell;
use std::rc::Rc;

use guichet_core::hosting::{MAX_HANDOVER, Nonce, VERSION};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::EventTarget;

use super::{global, member, page, page::Listener, window};

/// What the opened page asks with, and what it is answered with.
const ASKED: &str = "resume";
const GIVEN: &str = "draft";
/// What it says once the text is safe there.
const TAKEN: &str = "taken";

/// Opens an address of ours in a new tab, and hands `text` over once the page there has asked for it; then calls back: true where
/// it has it. Must begin in a press. `None` where no tab was opened, or none that could be trusted.
pub fn give(path: &str, nonce: Nonce, text: String, done: impl Fn(bool) + 'static) -> Option<Listener> {
    let own = trusted_origin()?;
    let opened = window()?.open_with_url_and_target(&format!("{path}#{}", nonce.as_str()), "_blank").ok()??;
    let opened = JsValue::from(opened);
    let once = RefCell::new(Some(text));
    let done: Rc<dyn Fn(bool)> = Rc::new(done);
    Some(Listener::new(window()?.into(), "message", move |event| {
        if !is_of(&event, &opened, &own, ASKED, &nonce) {
            return;
        }
        let Some(text) = once.borrow_mut().take() else { return };
        if hand(&opened, &own, &nonce, &text, done.clone()).is_none() {
            done(false);
        }
    }))
}

fn hand(to: &JsValue, own: &str, nonce: &Nonce, text: &str, done: Rc<dyn Fn(bool)>) -> Option<()> {
    let make = member(&global(), "MessageChannel").dyn_into::<Function>().ok()?;
    let channel = Reflect::construct(&make, &Array::new()).ok()?;
    let (mine, theirs) = (member(&channel, "port1"), member(&channel, "port2"));
    let answered = Listener::new(mine.clone().dyn_into::<EventTarget>().ok()?, "message", move |event| {
        done(member(&event, "data").as_string().as_deref() == Some(TAKEN));
    });
    // It lives as long as the page: the answer may take its time.
    std::mem::forget(answered);
    call(&mine, "start", &[]);
    call(&mine, "postMessage", &[JsValue::from_str(text)])?;
    call(to, "postMessage", &[message(GIVEN, nonce), JsValue::from_str(own), Array::of1(&theirs).into()])
}

/// A text that was handed over.
pub struct Given {
    /// What it is; to be read with distrust.
    pub text: String,
    port: JsValue,
}

impl Given {
    /// Says whether it is safe here. What was not taken stays where it came from.
    pub fn answer(&self, taken: bool) {
        call(&self.port, "postMessage", &[JsValue::from_str(if taken { TAKEN } else { "refused" })]);
    }
}

/// Asks the page that opened this one for what it wants to hand over, and calls back with it. False where no page of ours did
/// so.
pub fn ask(got: impl FnOnce(Given) + 'static) -> bool {
    asked(got).is_some()
}

fn asked(got: impl FnOnce(Given) + 'static) -> Option<()> {
    let own = trusted_origin()?;
    let nonce = Nonce::parse(&take_fragment()?)?;
    let opener = member(&global(), "opener");
    if !opener.is_object() {
        return None;
    }
    let (expected, from, origin) = (nonce.clone(), opener.clone(), own.clone());
    let got = RefCell::new(Some(got));
    let heard = Listener::new(window()?.into(), "message", move |event| {
        if !is_of(&event, &from, &origin, GIVEN, &expected) {
            return;
        }
        let ports = member(&event, "ports").dyn_into::<Array>();
        let (Ok(ports), Some(got)) = (ports, got.borrow_mut().take()) else { return };
        receive(&ports.get(0), got);
        // From here on nobody outside reaches this page.
        let _ = Reflect::set(&global(), &JsValue::from_str("opener"), &JsValue::NULL);
    });
    // Once it was used it hears nothing more.
    std::mem::forget(heard);
    call(&opener, "postMessage", &[message(ASKED, &nonce), JsValue::from_str(&own)])
}

fn receive(port: &JsValue, got: impl FnOnce(Given) + 'static) {
    let Ok(target) = port.clone().dyn_into::<EventTarget>() else { return };
    let got = RefCell::new(Some(got));
    let reply = port.clone();
    let heard = Listener::new(target, "message", move |event| {
        let text = member(&event, "data").as_string().filter(|text| text.len() <= MAX_HANDOVER);
        if let (Some(text), Some(got)) = (text, got.borrow_mut().take()) {
            got(Given { text, port: reply.clone() });
        }
    });
    std::mem::forget(heard);
    call(port, "start", &[]);
}

/// Our own origin; none in a sandbox, whose origin is nobody's.
fn trusted_origin() -> Option<String> {
    let own = page::origin();
    (member(&global(), "origin").as_string().as_ref() == Some(&own)).then_some(own)
}

/// What follows the `#` of the address, which is taken out of it.
fn take_fragment() -> Option<String> {
    let fragment = window()?.location().hash().ok()?;
    let history = window()?.history().ok()?;
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&page::address()));
    fragment.strip_prefix('#').map(str::to_owned)
}

fn is_of(event: &JsValue, source: &JsValue, origin: &str, kind: &str, nonce: &Nonce) -> bool {
    let data = member(event, "data");
    member(event, "source") == *source
        && member(event, "origin").as_string().as_deref() == Some(origin)
        && member(&data, "v").as_f64() == Some(f64::from(VERSION))
        && member(&data, "type").as_string().as_deref() == Some(kind)
        && member(&data, "nonce").as_string().as_deref() == Some(nonce.as_str())
}

fn message(kind: &str, nonce: &Nonce) -> JsValue {
    let message = Object::new();
    for (name, value) in
        [("v", JsValue::from(VERSION)), ("type", JsValue::from_str(kind)), ("nonce", JsValue::from_str(nonce.as_str()))]
    {
        let _ = Reflect::set(&message, &JsValue::from_str(name), &value);
    }
    message.into()
}

fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<()> {
    let method = member(object, name).dyn_into::<Function>().ok()?;
    method.apply(object, &arguments.iter().collect::<Array>()).ok().map(|_| ())
}
