//! Who may call the API from another origin: the configured ones and `null`, never with credentials.

use crate::routes::{App, is_call};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Answers preflights, and marks the answers that an allowed origin may read.
pub async fn answer(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if !is_call(request.uri().path()) {
        return next.run(request).await;
    }
    let origin = request.headers().get(header::ORIGIN).cloned();
    let preflight =
        *request.method() == Method::OPTIONS && request.headers().contains_key("access-control-request-method");
    let mut response = if preflight { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    let Some(origin) =
        origin.filter(|origin| origin.to_str().is_ok_and(|origin| app.institution.allows_origin(origin)))
    else {
        return response;
    };
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    if preflight {
        set(headers, header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, DELETE");
        set(headers, header::ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Idempotency-Key, Authorization");
        set(headers, header::ACCESS_CONTROL_MAX_AGE, "7200");
    } else {
        set(headers, header::ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
    }
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}
