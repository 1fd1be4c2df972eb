//! The calls about news. They answer from memory and from our own disk, whatever the sources do.

use super::written::{MAX_AGE, Written};
use crate::failure::Failure;
use crate::routes::App;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use guichet_core::wire::is_hex;
use guichet_core::wire::problem::ProblemType;
use std::sync::Arc;

/// `GET /api/v1/news`.
pub async fn json(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    serve(&app.news.json(), "application/feed+json", &headers)
}

/// `GET /api/v1/news.atom`.
pub async fn atom(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    serve(&app.news.atom(), "application/atom+xml; charset=utf-8", &headers)
}

fn serve(written: &Written, media: &'static str, headers: &HeaderMap) -> Response {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let fresh = known
        .split(',')
        .any(|known| matches!(known.trim(), "*") || known.trim().trim_start_matches("W/") == written.tag);
    let cache = [(header::CACHE_CONTROL, format!("max-age={MAX_AGE}")), (header::ETAG, written.tag.clone())];
    if fresh {
        return (StatusCode::NOT_MODIFIED, cache).into_response();
    }
    (cache, [(header::CONTENT_TYPE, media)], written.text.clone()).into_response()
}

/// `GET /api/v1/news/images/{file}`: our copy of a picture.
pub async fn picture(State(app): State<Arc<App>>, Path(file): Path<String>) -> Result<Response, Failure> {
    let missing = || Failure::new(ProblemType::NotFound, "There is no such picture.");
    let (stem, ending) = file.split_once('.').ok_or_else(missing)?;
    let media = match ending {
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        _ => return Err(missing()),
    };
    if !is_hex(stem, 32) {
        return Err(missing());
    }
    let bytes = tokio::fs::read(app.news.pictures().join(&file)).await.map_err(|_| missing())?;
    let headers = [
        (header::CONTENT_TYPE, media),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable, no-transform"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ];
    let mut response = (headers, bytes).into_response();
    // The app may be served from another origin than the API.
    response.headers_mut().insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    Ok(response)
}
