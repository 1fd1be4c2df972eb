//! Asking the hosts of feeds: with a time limit, a size limit, and no way to another host than was meant.

use reqwest::header::{ACCEPT, CONTENT_TYPE, ETAG, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};
use reqwest::{Client, Response, StatusCode, Url, redirect};
use std::time::Duration;

/// The largest feed, in bytes.
pub const MAX_FEED: usize = 10 * 1024 * 1024;
/// The largest picture, in bytes: what a page shows, not what a camera takes.
pub const MAX_PICTURE: usize = 1024 * 1024;

/// Why a source gave nothing, in words for the log. They quote nothing of what came.
pub type Reason = &'static str;

/// What lets a source answer "nothing new".
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Validators {
    etag: Option<String>,
    modified: Option<String>,
}

/// What a feed's host answered.
pub enum Fetched {
    /// Nothing new since the copy that we have.
    Same,
    /// A feed, and where it was in the end.
    New(Vec<u8>, Validators, Url),
}

/// The client for all sources: it follows at most five redirections, and only on the same host.
pub fn client() -> Result<Client, reqwest::Error> {
    let same_host = redirect::Policy::custom(|attempt| {
        let stays = attempt.previous().first().is_some_and(|first| {
            let secured = attempt.url().scheme() == "https" && attempt.url().port().is_none();
            attempt.url().origin() == first.origin() || secured && attempt.url().host_str() == first.host_str()
        });
        if stays && attempt.previous().len() <= 5 { attempt.follow() } else { attempt.stop() }
    });
    Client::builder()
        .user_agent("guichet-backend")
        .redirect(same_host)
        .connect_timeout(Duration::from_secs(10))
        .read_timeout(Duration::from_secs(10))
        .timeout(Duration::from_secs(30))
        .build()
}

/// Asks for a feed, unless it is the same as before.
pub async fn feed(client: &Client, url: &Url, known: &Validators) -> Result<Fetched, Reason> {
    let media = "application/feed+json, application/atom+xml, application/rss+xml, application/json, application/xml;q=0.9, text/xml;q=0.8";
    let mut request = client.get(url.clone()).header(ACCEPT, media);
    for (name, value) in [(IF_NONE_MATCH, &known.etag), (IF_MODIFIED_SINCE, &known.modified)] {
        if let Some(value) = value.as_deref().and_then(|value| HeaderValue::from_str(value).ok()) {
            request = request.header(name, value);
        }
    }
    let response = request.send().await.map_err(|error| reason(&error))?;
    if response.status() == StatusCode::NOT_MODIFIED {
        return Ok(Fetched::Same);
    }
    if response.status().is_redirection() {
        return Err("it moved to another host: configure its new address");
    }
    if response.status() != StatusCode::OK {
        return Err("it answered with an error");
    }
    let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(ToOwned::to_owned);
    let validators = Validators { etag: text(ETAG), modified: text(LAST_MODIFIED) };
    let place = response.url().clone();
    Ok(Fetched::New(body(response, MAX_FEED).await?, validators, place))
}

/// Asks for a picture. `None`: this one will never do.
pub async fn picture(client: &Client, url: Url) -> Result<Option<Vec<u8>>, Reason> {
    let request = client.get(url).header(ACCEPT, "image/jpeg, image/png, image/webp");
    let response = request.send().await.map_err(|error| reason(&error))?;
    if response.status() != StatusCode::OK {
        return Err("it answered with an error");
    }
    let media = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if !["image/jpeg", "image/png", "image/webp"].contains(&media.as_str()) {
        return Ok(None);
    }
    match body(response, MAX_PICTURE).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(TOO_LARGE) => Ok(None),
        Err(reason) => Err(reason),
    }
}

const TOO_LARGE: Reason = "it is too large";

async fn body(mut response: Response, max: usize) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| reason(&error))? {
        if bytes.len() + chunk.len() > max {
            return Err(TOO_LARGE);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn reason(error: &reqwest::Error) -> Reason {
    if error.is_timeout() {
        "it took too long"
    } else if error.is_connect() {
        "it cannot be reached"
    } else {
        "its answer broke off"
    }
}
