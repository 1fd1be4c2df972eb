//! The description of the API. It is written by hand; tests hold its paths, methods and statuses against the server.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use guichet_core::wire::sha256_hex;

/// The description, as served.
pub const TEXT: &str = include_str!("openapi.json");

/// `GET /api/v1/openapi.json`.
pub async fn get(headers: HeaderMap) -> Response {
    let tag: String = sha256_hex(&[TEXT.as_bytes()]).chars().take(16).collect();
    let tag = format!("\"{tag}\"");
    let fresh = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let cache = [(header::CACHE_CONTROL, "max-age=60".to_owned()), (header::ETAG, tag)];
    if fresh {
        return (StatusCode::NOT_MODIFIED, cache).into_response();
    }
    (cache, [(header::CONTENT_TYPE, "application/json")], TEXT).into_response()
}
