//! The calls of the API, and the configuration.

use guichet_core::config::Config;
use guichet_core::form::submission::{Answer, Call, Cause, Upload, UploadCall};
use guichet_core::json;
use guichet_core::wire::key::SubmissionKey;
use guichet_core::wire::pieces::UploadId;

use crate::browser::boot;
use crate::browser::http::{self, Body, Freshness, HttpFault, Request};

/// How long the configuration may take.
const CONFIG_TIMEOUT_MS: u32 = 15_000;

/// Puts a question of the sending machine to the server.
pub(super) async fn call(
    config: &Config,
    key: &SubmissionKey,
    call: Call,
    body: Option<Body<'_>>,
    timeout_ms: u32,
) -> Answer {
    let submissions = format!("{}/api/v1/submissions", config.api);
    let by_key = || format!("{submissions}/by-key/{}", key.hash_hex());
    let upload = |id: UploadId| format!("{}/api/v1/uploads/{}", config.api, id.as_hex());
    let uuid = key.as_uuid();
    let owner = [("Idempotency-Key", uuid.as_str())];
    let (method, url, headers) = match call {
        Call::Post => ("POST", submissions.clone(), &owner[..]),
        Call::Ask(_) => ("GET", by_key(), &[][..]),
        Call::GiveUp => ("DELETE", by_key(), &owner[..]),
        Call::Upload(UploadCall::Which(Upload { id, .. })) => ("GET", upload(id), &[][..]),
        Call::Upload(UploadCall::Piece(Upload { id, pieces }, n)) => {
            ("PUT", format!("{}/{n}?of={pieces}", upload(id)), &[][..])
        }
    };
    let request = Request { method, url: &url, headers, body, timeout_ms, freshness: Freshness::Live, integrity: None };
    match http::fetch(&request).await {
        Ok(reply) => Answer::read(call, reply.status, reply.retry_after, &reply.body),
        Err(HttpFault::Timeout) => Answer::Unclear { cause: Cause::Timeout, retry_after: None },
        Err(HttpFault::Network) => Answer::Unclear { cause: Cause::Network, retry_after: None },
    }
}

/// True where the server says that it can take what is sent. Asked before anybody begins, so an unclear answer is "no".
pub async fn is_up(config: &Config) -> bool {
    let request = Request {
        method: "GET",
        url: &format!("{}/api/v1/health", config.api),
        headers: &[],
        body: None,
        timeout_ms: CONFIG_TIMEOUT_MS,
        freshness: Freshness::Live,
        integrity: None,
    };
    http::fetch(&request).await.is_ok_and(|reply| reply.status == 200)
}

/// The configuration of now; `None` where it cannot be had.
pub async fn config() -> Option<Config> {
    let request = Request {
        method: "GET",
        url: &format!("{}/config.json", boot::base()),
        headers: &[],
        body: None,
        timeout_ms: CONFIG_TIMEOUT_MS,
        freshness: Freshness::Revalidated,
        integrity: None,
    };
    let reply = http::fetch(&request).await.ok().filter(|reply| reply.status == 200)?;
    json::read(&reply.body).map(|config: Config| config.placed(&boot::base()))
}

/// True where the server no longer has the script that started this page: another version has taken its place. Where it does
/// not answer, nobody knows.
pub async fn is_superseded() -> bool {
    let Some(url) = boot::script() else { return false };
    let timeout_ms = CONFIG_TIMEOUT_MS;
    let request = Request {
        method: "HEAD",
        url: &url,
        headers: &[],
        body: None,
        timeout_ms,
        freshness: Freshness::Revalidated,
        integrity: None,
    };
    http::fetch(&request).await.is_ok_and(|reply| reply.status == 404)
}

/// A static file of the app itself, as text, by its address below the app's own; `None` where it cannot be had, or is not what `integrity` says.
pub async fn file(path: &str, freshness: Freshness, integrity: Option<&str>) -> Option<String> {
    let (url, timeout_ms) = (boot::base() + path, CONFIG_TIMEOUT_MS);
    let request = Request { method: "GET", url: &url, headers: &[], body: None, timeout_ms, freshness, integrity };
    http::fetch(&request).await.ok().filter(|reply| reply.status == 200).map(|reply| reply.body)
}
