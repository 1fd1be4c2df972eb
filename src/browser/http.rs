//! Requests: no cookies, no referrer, no redirect, and always an end.

use guichet_core::wire::pieces;
use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, RequestRedirect, Response,
};

use super::{clock, error_name, global, member, window};

/// A request to make.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// `GET`, `POST`, `PUT`, `DELETE`.
    pub method: &'static str,
    /// Where; never with anything personal in it.
    pub url: &'a str,
    /// Names and values.
    pub headers: &'a [(&'static str, &'a str)],
    /// What is sent.
    pub body: Option<Body<'a>>,
    /// How long to wait for the whole answer.
    pub timeout_ms: u32,
    /// How the browser's cache is used.
    pub freshness: Freshness,
    /// The checksum that the browser holds the answer against, as in HTML's `integrity`.
    pub integrity: Option<&'a str>,
}

/// What is sent with a request.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    /// JSON.
    Json(&'a str),
    /// A sealed piece of a file.
    Piece(&'a [u8]),
}

/// How old an answer may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// As the file's own header says: hashed files.
    AsStored,
    /// Asked of the server again, which may say that nothing changed.
    Revalidated,
    /// Never from, nor into, a cache.
    Live,
    /// However old: what the browser has kept.
    EvenOld,
}

/// What a server, or something in its place, answered.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The whole body.
    pub body: String,
    /// `Retry-After`, in seconds from now.
    pub retry_after: Option<u32>,
}

/// A body can be a receipt.
impl std::fmt::Debug for Reply {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Reply({}, ***)", self.status)
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpFault {
    /// No connection, a broken one, a redirect, a refusal by the browser.
    Network,
    /// Not in time.
    Timeout,
}

/// Asks, and waits for the whole answer.
pub async fn fetch(request: &Request<'_>) -> Result<Reply, HttpFault> {
    let response = JsFuture::from(begin(request, RequestRedirect::Error)?).await.map_err(|error| fault(&error))?;
    let response: Response = response.dyn_into().map_err(|_| HttpFault::Network)?;
    let header = |name| response.headers().get(name).ok().flatten();
    let retry_after = header("Retry-After").and_then(|value| seconds(&value));
    // A stored answer has an old date.
    if !matches!(request.freshness, Freshness::AsStored | Freshness::EvenOld)
        && let Some(date) = header("Date")
    {
        clock::set(&date, clock::elapsed_ms());
    }
    let text = response.text().map_err(|error| fault(&error))?;
    let body = JsFuture::from(text).await.map_err(|error| fault(&error))?;
    Ok(Reply { status: response.status(), body: body.as_string().unwrap_or_default(), retry_after })
}

pub(super) fn begin(request: &Request<'_>, redirect: RequestRedirect) -> Result<Promise, HttpFault> {
    let refused = |_| HttpFault::Network;
    let init = RequestInit::new();
    init.set_method(request.method);
    init.set_credentials(RequestCredentials::Omit);
    init.set_redirect(redirect);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_cache(match request.freshness {
        Freshness::AsStored => RequestCache::Default,
        Freshness::Revalidated => RequestCache::NoCache,
        Freshness::Live => RequestCache::NoStore,
        Freshness::EvenOld => RequestCache::ForceCache,
    });
    if let Some(integrity) = request.integrity {
        init.set_integrity(integrity);
    }
    let headers = Headers::new().map_err(refused)?;
    for (name, value) in request.headers {
        headers.set(name, value).map_err(refused)?;
    }
    if let Some(body) = request.body {
        let (kind, body) = match body {
            Body::Json(text) => ("application/json", JsValue::from_str(text)),
            Body::Piece(bytes) => (pieces::MEDIA_TYPE, Uint8Array::from(bytes).into()),
        };
        headers.set("Content-Type", kind).map_err(refused)?;
        init.set_body(&body);
    }
    init.set_headers_headers(&headers);
    init.set_signal(timeout(request.timeout_ms).as_ref());
    let window = window().ok_or(HttpFault::Network)?;
    // Through `call`, because a `fetch` that is missing or throws must be a value too.
    let fetch: Function = member(&window, "fetch").dyn_into().map_err(|_| HttpFault::Network)?;
    let promise = fetch.call2(&window, &JsValue::from_str(request.url), &init).map_err(refused)?;
    promise.dyn_into().map_err(|_| HttpFault::Network)
}

/// `AbortSignal.timeout` rejects with an error that is one; older browsers wait without end.
fn timeout(milliseconds: u32) -> Option<AbortSignal> {
    let class = member(&global(), "AbortSignal");
    let make: Function = member(&class, "timeout").dyn_into().ok()?;
    make.call1(&class, &JsValue::from(milliseconds)).ok()?.dyn_into().ok()
}

fn fault(error: &JsValue) -> HttpFault {
    match error_name(error).as_str() {
        "TimeoutError" => HttpFault::Timeout,
        _ => HttpFault::Network,
    }
}

fn seconds(retry_after: &str) -> Option<u32> {
    retry_after.trim().parse().ok().or_else(|| clock::seconds_until(retry_after))
}
