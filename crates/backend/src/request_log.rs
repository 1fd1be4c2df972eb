//! One line for each request: method, the route's template, status and time. Never a body, a query, an address or a
//! reference.

use crate::routes::is_call;
use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;

/// Writes the line once the answer is ready.
pub async fn write(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = match *request.method() {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        // Whoever sends other methods chooses their text.
        _ => "OTHER",
    };
    let elsewhere = if is_call(request.uri().path()) { "(no such call)" } else { "(file)" };
    let route =
        request.extensions().get::<MatchedPath>().map_or_else(|| elsewhere.to_owned(), |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(target: "request", method, route, status = response.status().as_u16(), ms);
    response
}
