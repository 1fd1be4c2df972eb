//! The built app: files as they lie in `dist/`, and its one page for every route that exists.
//!
//! Files are read anew for each request, so that a new build is served without a restart. What must not go stale is
//! asked for each time and answered by its hash.

use crate::routes::App;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use guichet_core::site::{self, Delivery};
use guichet_core::wire::sha256_hex;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Answers a path outside of the API.
pub async fn answer(app: &App, path: &str, asked: &HeaderMap) -> Response {
    let style_hash = style_hash(&app.dist).await;
    let mut response = match site::delivery(path) {
        Delivery::Hashed | Delivery::Plain => file(app, path, asked).await,
        Delivery::Document | Delivery::Framed => page(app, path, asked).await,
    };
    for (name, value) in site::headers(path, &app.institution.config, &style_hash) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    if response.status().is_client_error() {
        // A missing hashed file may be there tomorrow.
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(site::ASK_AGAIN));
    }
    response
}

async fn page(app: &App, path: &str, asked: &HeaderMap) -> Response {
    let shell = app.dist.join("shell.html");
    let Some((language, page)) = site::parse(path) else {
        return match Found::read(shell, asked).await {
            Some(found) => found.respond("text/html; charset=utf-8", asked, StatusCode::NOT_FOUND),
            None => missing(),
        };
    };
    let canonical = site::path_in(site::place(path), language, &page);
    if canonical != path {
        let canonical = format!("{}{canonical}", app.institution.config.base());
        return (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, canonical)]).into_response();
    }
    // A page of its own where one was written, else the shell.
    let own = safe_path(&app.dist, path).map(|folder| folder.join("index.html"));
    let found = match own {
        Some(own) => Found::read(own, asked).await,
        None => None,
    };
    if found.is_none() && site::is_still(&page) {
        // No program could draw it.
        return match Found::read(shell, asked).await {
            Some(found) => found.respond("text/html; charset=utf-8", asked, StatusCode::NOT_FOUND),
            None => missing(),
        };
    }
    let found = if found.is_some() { found } else { Found::read(shell, asked).await };
    match found {
        Some(found) => found.respond("text/html; charset=utf-8", asked, StatusCode::OK),
        None => (StatusCode::NOT_FOUND, "The app has not been built: run make dist.\n").into_response(),
    }
}

async fn file(app: &App, path: &str, asked: &HeaderMap) -> Response {
    if path == "/config.json" {
        let found = Found { bytes: app.institution.served.clone().into_bytes(), encoding: None };
        return found.respond("application/json", asked, StatusCode::OK);
    }
    let Some((location, media)) = safe_path(&app.dist, path).zip(media_type(path)) else { return missing() };
    match Found::read(location, asked).await {
        Some(found) => found.respond(media, asked, StatusCode::OK),
        None => missing(),
    }
}

fn missing() -> Response {
    (StatusCode::NOT_FOUND, "There is no such file.\n").into_response()
}

/// What lies on the disk, compressed beforehand where the caller can read it.
struct Found {
    bytes: Vec<u8>,
    encoding: Option<&'static str>,
}

impl Found {
    async fn read(path: PathBuf, asked: &HeaderMap) -> Option<Self> {
        for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
            if !accepts(asked, encoding) {
                continue;
            }
            let mut name = path.clone().into_os_string();
            name.push(".");
            name.push(ending);
            if let Ok(bytes) = tokio::fs::read(name).await {
                return Some(Self { bytes, encoding: Some(encoding) });
            }
        }
        tokio::fs::read(path).await.ok().map(|bytes| Self { bytes, encoding: None })
    }

    fn respond(self, media: &'static str, asked: &HeaderMap, status: StatusCode) -> Response {
        let tag: String = sha256_hex(&[&self.bytes]).chars().take(20).collect();
        let tag = format!("\"{tag}\"");
        let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
        let fresh =
            status == StatusCode::OK && known.is_some_and(|known| known.split(',').any(|known| known.trim() == tag));
        let mut response = if fresh {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            (status, Body::from(self.bytes)).into_response()
        };
        let headers = response.headers_mut();
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if let Ok(tag) = HeaderValue::try_from(tag) {
            headers.insert(header::ETAG, tag);
        }
        if !fresh {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
            if let Some(encoding) = self.encoding {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
        }
        response
    }
}

/// True where the caller named the encoding and did not refuse it.
fn accepts(asked: &HeaderMap, encoding: &str) -> bool {
    let lists = asked.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        named && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// The place of a path below the folder; `None` for anything but plain names, so that no path leads out of it.
fn safe_path(folder: &Path, path: &str) -> Option<PathBuf> {
    let plain = |name: &str| {
        !name.starts_with('.') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    let mut place = folder.to_owned();
    for name in path.split('/').filter(|name| !name.is_empty()) {
        if !plain(name) {
            return None;
        }
        place.push(name);
    }
    Some(place)
}

/// By the end of the name; `None` for what is not for the public (compressed copies are served under the plain name).
fn media_type(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "geojson" => "application/geo+json",
        "webmanifest" => "application/manifest+json",
        "txt" | "sha256" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "csv" => "text/csv; charset=utf-8",
        "bin" => "application/octet-stream",
        _ => return None,
    })
}

/// The hash of the page's one inline style, which the build wrote down.
async fn style_hash(dist: &Path) -> String {
    let Ok(text) = tokio::fs::read(dist.join("build.json")).await else { return String::new() };
    let build: Value = serde_json::from_slice(&text).unwrap_or_default();
    build.get("style_hash").and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let folder = Path::new("/dist");
        assert_eq!(safe_path(folder, "/data/index.json"), Some(PathBuf::from("/dist/data/index.json")));
        assert_eq!(safe_path(folder, "/"), Some(PathBuf::from("/dist/")));
        for path in ["/../etc/passwd", "/a/../../b", "/.git/config", "/%2e%2e/x", "/a\\b", "/a b", "/é"] {
            assert_eq!(safe_path(folder, path), None, "{path}");
        }
    }

    #[test]
    fn an_encoding_must_be_named_and_not_refused() {
        for (value, expected) in
            [("gzip, br", true), ("br;q=0", false), ("br; q=0.5", true), ("gzip", false), ("", false), ("BR", true)]
        {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]);
            assert_eq!(accepts(&headers, "br"), expected, "{value}");
        }
    }
}
