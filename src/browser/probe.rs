//! How the site is delivered, and what this browser can do: looked at for those who run the site. Whatever is written here
//! to try it is removed at once.

use std::{cell::Cell, rc::Rc};

use guichet_core::diagnostic::{Ability, Answer, Browser};
use js_sys::{Array, Date, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, RequestRedirect, Response, Url};

use super::{
    channel::Channel,
    clock,
    database::Database,
    global,
    hidden_key::HiddenKey,
    http::{self, Freshness, Request},
    lock::{self, How},
    member,
    page::Listener,
    random, session, timer, window,
};

/// How long a page may take to show in a frame, and the browser to tell of something.
const FRAME_MS: u32 = 10_000;
const TELL_MS: u32 = 1_500;
/// More requests are measured than a browser would remember unasked.
const MEASURED: u32 = 1_000;
/// An address that is nobody's, and stays so (RFC 6761).
const ELSEWHERE: &str = "https://guichet.invalid/";
/// A name for what is kept to try whether it is.
const TRIAL: &str = "guichet-trial";

/// Has the browser remember the sizes of many answers.
pub fn measure() {
    let performance = member(&global(), "performance");
    let _ = call(&performance, "setResourceTimingBufferSize", &[MEASURED.into()]);
}

/// Asks for an address, past every cache; none where nothing came. `known` is the mark of a copy at hand.
pub async fn ask(address: &str, known: Option<&str>, timeout_ms: u32) -> Option<Answer> {
    let headers = known.map(|known| ("If-None-Match", known));
    let request = Request {
        method: "GET",
        url: address,
        headers: headers.as_slice(),
        body: None,
        timeout_ms,
        freshness: Freshness::Live,
        integrity: None,
    };
    let response = JsFuture::from(http::begin(&request, RequestRedirect::Follow).ok()?).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    let mut answer = Answer { status: response.status(), ..Answer::default() };
    answer.arrived_ms = milliseconds(clock::elapsed_ms());
    for pair in js_sys::try_iter(&response.headers()).ok().flatten().into_iter().flatten().flatten() {
        let pair = Array::from(&pair);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            answer.headers.insert(name.to_ascii_lowercase(), value);
        }
    }
    let body = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    answer.body = Uint8Array::new(&body).to_vec();
    answer.from = Url::new(&response.url()).map(|url| url.pathname()).unwrap_or_default();
    answer.date = answer.header("date").and_then(unix);
    answer.encoded = encoded(&response.url());
    Some(answer)
}

fn unix(date: &str) -> Option<i64> {
    let parsed = Date::parse(date);
    parsed.is_finite().then(|| milliseconds(parsed) / 1_000)
}

/// Bytes on the network of the last answer from an address.
fn encoded(url: &str) -> Option<u64> {
    let performance = member(&global(), "performance");
    let entries = call(&performance, "getEntriesByName", &[url.into(), "resource".into()])?;
    let last = Array::from(&entries).pop();
    let bytes = member(&last, "encodedBodySize").as_f64()?;
    u64::try_from(milliseconds(bytes)).ok()
}

#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, which is what is wanted")]
fn milliseconds(value: f64) -> i64 {
    value as i64
}

fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: Function = member(object, name).dyn_into().ok()?;
    function.apply(object, &arguments.iter().collect::<Array>()).ok()
}

async fn settled(promise: JsValue) -> Option<JsValue> {
    timer::within(TELL_MS, &promise.dyn_into::<Promise>().ok()?).await.ok()
}

/// Whether one of our pages shows in a frame; none where this page cannot try. No script of it runs.
pub async fn shows_in_frame(address: &str) -> Option<bool> {
    let document = window()?.document()?;
    let frame: Element = document.create_element("iframe").ok()?;
    for (name, value) in [("sandbox", "allow-same-origin"), ("hidden", ""), ("src", address)] {
        frame.set_attribute(name, value).ok()?;
    }
    let mut loaded = None;
    let promise = Promise::new(&mut |resolve, _| {
        let heard = move |_| drop(resolve.call0(&JsValue::UNDEFINED));
        loaded = Some(Listener::new(frame.clone().into(), "load", heard));
    });
    document.body()?.append_child(&frame).ok()?;
    let _ = timer::within(FRAME_MS, &promise).await;
    // What a browser shows in the place of a refused page is of another origin.
    let inside = member(&frame, "contentDocument");
    let ours = call(&inside, "getElementById", &["app".into()]);
    frame.remove();
    Some(ours.is_some_and(|place| place.is_object()))
}

/// Whether the policy of this page stops a request to elsewhere. Without one nothing would be found there.
async fn policy_acts() -> Option<bool> {
    let document = window()?.document()?;
    let stopped = Rc::new(Cell::new(false));
    let told = stopped.clone();
    let listener = Listener::new(document.into(), "securitypolicyviolation", move |event| {
        let blocked = member(&event, "blockedURI").as_string().unwrap_or_default();
        if ELSEWHERE.starts_with(&blocked) && !blocked.is_empty() {
            told.set(true);
        }
    });
    let request = Request {
        method: "GET",
        url: ELSEWHERE,
        headers: &[],
        body: None,
        timeout_ms: TELL_MS,
        freshness: Freshness::Live,
        integrity: None,
    };
    let _ = http::fetch(&request).await;
    // The browser tells of it a moment after it has refused.
    timer::sleep(100).await;
    drop(listener);
    Some(stopped.get())
}

/// What this browser says of itself.
pub async fn browser() -> Browser {
    let global = global();
    let navigator = member(&global, "navigator");
    let mut browser = Browser { policy_acts: policy_acts().await, ..Browser::default() };
    let tried = [
        (Ability::Secure, member(&global, "isSecureContext").is_truthy()),
        (Ability::Database, Database::works().await),
        (Ability::Tab, tab_works()),
        (Ability::HiddenKeys, hidden_keys_work().await),
        (Ability::Randomness, random::bytes::<16>().is_ok()),
        (Ability::Locks, locks_work(&navigator).await),
        (Ability::Channel, channel_works().await),
    ];
    browser.abilities = tried.into_iter().collect();
    browser.room = room(&navigator).await;
    browser.service_workers = service_workers(&navigator).await.unwrap_or_default();
    let document = member(&global, "document");
    // In a frame without an origin there are none, and looking throws.
    browser.cookies = member(&document, "cookie").as_string().is_some_and(|cookies| !cookies.is_empty());
    let script = call(&document, "querySelector", &["script[src]".into()]).unwrap_or(JsValue::UNDEFINED);
    browser.started_by =
        call(&script, "getAttribute", &["src".into()]).and_then(|src| src.as_string()).unwrap_or_default();
    browser.began_ms = milliseconds(Date::now() - clock::elapsed_ms());
    browser
}

fn tab_works() -> bool {
    let kept = session::set(TRIAL, TRIAL) && session::get(TRIAL).as_deref() == Some(TRIAL);
    session::remove(TRIAL);
    kept
}

async fn hidden_keys_work() -> bool {
    let Some(key) = HiddenKey::make().await else { return false };
    let Some(sealed) = key.seal(TRIAL.as_bytes()).await else { return false };
    key.open(&sealed).await.as_deref() == Some(TRIAL.as_bytes())
}

/// One page holds a lock, and another one, here the same, is told so.
async fn locks_work(navigator: &JsValue) -> bool {
    if !member(&member(navigator, "locks"), "request").is_function() {
        return false;
    }
    let first = lock::hold(TRIAL, How::IfFree, || ()).await;
    let second = lock::hold(TRIAL, How::IfFree, || ()).await;
    first.is_some() && second.is_none()
}

/// What one page says another one hears; whoever else listens knows no such word.
async fn channel_works() -> bool {
    let (one, other) = (Channel::open(), Channel::open());
    let mut listener = None;
    let heard = Promise::new(&mut |resolve, _| {
        listener = other.on_word(move |word| {
            if word == TRIAL {
                let _ = resolve.call1(&JsValue::UNDEFINED, &JsValue::TRUE);
            }
        });
    });
    one.tell(TRIAL);
    timer::within(TELL_MS, &heard).await.is_ok_and(|heard| heard.is_truthy())
}

async fn room(navigator: &JsValue) -> Option<u64> {
    let estimate = settled(call(&member(navigator, "storage"), "estimate", &[])?).await?;
    let bytes = |name: &str| member(&estimate, name).as_f64();
    u64::try_from(milliseconds(bytes("quota")? - bytes("usage")?)).ok()
}

async fn service_workers(navigator: &JsValue) -> Option<Vec<String>> {
    let registered = settled(call(&member(navigator, "serviceWorker"), "getRegistrations", &[])?).await?;
    let scripts = |registered: JsValue| {
        ["active", "waiting", "installing"].map(|state| member(&member(&registered, state), "scriptURL").as_string())
    };
    // Without the host, as everything that is seen of the site.
    let path = |address: String| address.splitn(4, '/').nth(3).map(|path| format!("/{path}"));
    Some(Array::from(&registered).iter().flat_map(scripts).flatten().filter_map(path).collect())
}
