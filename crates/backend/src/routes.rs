//! Which calls there are, and what holds for all of them: one log line, CORS, no caching, a time limit, and problems
//! instead of silence.

use crate::failure::Failure;
use crate::institution::Institution;
use crate::limits::{self, Limits};
use crate::news::{self, News};
use crate::request_log;
use crate::room::Room;
use crate::serve_files;
use crate::store::Store;
use crate::{cors, follow_up, openapi, slots, submissions, uploads};
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodRouter, get, post, put};
use axum::{Json, Router};
use guichet_core::site;
use guichet_core::wire::problem::ProblemType;
use serde_json::{Value, json};
use std::any::Any;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tower::util::MapRequest;
use tower_http::catch_panic::CatchPanicLayer;

/// What every call can reach.
pub struct App {
    /// The database.
    pub store: Store,
    /// Configuration, keys and stations.
    pub institution: Institution,
    /// The folder of the built app.
    pub dist: PathBuf,
    /// A request that takes longer is answered 408.
    pub time_limit: Duration,
    /// What one client may ask for.
    pub limits: Limits,
    /// Asked before anything new is stored.
    pub room: Room,
    /// The institution's posts.
    pub news: Arc<News>,
}

type Call = fn() -> MethodRouter<Arc<App>>;

/// Every call: its path, its methods, and who answers.
const CALLS: &[(&str, &[&str], Call)] = &[
    ("/api/v1/submissions", &["post"], || post(submissions::post)),
    ("/api/v1/submissions/by-key/{hash}", &["get", "delete"], || get(submissions::by_key).delete(submissions::give_up)),
    ("/api/v1/submissions/{reference}", &["get"], || get(follow_up::progress)),
    ("/api/v1/submissions/{reference}/withdrawal", &["post"], || post(follow_up::withdraw)),
    ("/api/v1/submissions/{reference}/appointment", &["put"], || put(follow_up::appointment)),
    ("/api/v1/stations/{id}/slots", &["get"], || get(slots::free)),
    ("/api/v1/uploads/{id}", &["get"], || get(uploads::get)),
    ("/api/v1/uploads/{id}/{number}", &["put"], || put(uploads::put)),
    ("/api/v1/news", &["get"], || get(news::calls::json)),
    ("/api/v1/news.atom", &["get"], || get(news::calls::atom)),
    ("/api/v1/news/images/{file}", &["get"], || get(news::calls::picture)),
    ("/api/v1/health", &["get"], || get(health)),
    ("/api/v1/openapi.json", &["get"], || get(openapi::get)),
];

/// Path and methods of every call.
pub fn calls() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    CALLS.iter().map(|(path, methods, _)| (*path, *methods))
}

/// The server: the calls, these further ones, and the files.
pub fn service(app: App, further: Router<Arc<App>>) -> IntoMakeServiceWithConnectInfo<Router, SocketAddr> {
    let base = app.institution.config.base().to_owned();
    let router = router(app, further);
    if base.is_empty() {
        return router.into_make_service_with_connect_info();
    }
    let home = format!("{base}/");
    let to_home = get(move || async move { Redirect::permanent(&home) });
    let door = base.clone();
    let below = MapRequest::new(router, move |request| without(&base, request));
    Router::new().route(&door, to_home).fallback_service(below).into_make_service_with_connect_info()
}

/// The request as the calls and files know it: without what every address begins with. Where a server before this one has
/// taken that away already, it is answered all the same.
fn without(base: &str, mut request: Request) -> Request {
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    if let Some(Ok(rest)) = site::below(base, address).map(str::parse) {
        *request.uri_mut() = rest;
    }
    request
}

fn router(app: App, further: Router<Arc<App>>) -> Router {
    let app = Arc::new(app);
    let calls = CALLS.iter().fold(further, |router, (path, _, call)| router.route(path, call()));
    calls
        .fallback(elsewhere)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(app.clone(), in_time))
        .layer(middleware::from_fn_with_state(app.clone(), limits::check))
        .layer(middleware::from_fn_with_state(app.clone(), cors::answer))
        .layer(middleware::from_fn(no_store))
        .layer(middleware::from_fn(request_log::write))
        .with_state(app)
}

/// True for paths of the API, known or not.
pub fn is_call(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

async fn health(State(app): State<Arc<App>>) -> Result<Json<Value>, Failure> {
    app.store.check().await?;
    Ok(Json(json!({ "status": "ok" })))
}

async fn elsewhere(State(app): State<Arc<App>>, request: Request) -> Response {
    if is_call(request.uri().path()) {
        return Failure::new(ProblemType::NotFound, "There is no such call.").into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return method_not_allowed().await.into_response();
    }
    serve_files::answer(&app, request.uri().path(), request.headers()).await
}

async fn method_not_allowed() -> Failure {
    Failure::new(ProblemType::MethodNotAllowed, "The address exists, but not for this method.")
}

#[allow(clippy::needless_pass_by_value, reason = "the layer hands the payload over by value")]
fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Failure::new(ProblemType::Internal, "The server failed; the same request may be sent again.").into_response()
}

async fn in_time(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(app.time_limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Failure::new(ProblemType::Timeout, "The request took too long; send the same again.").into_response(),
    }
}

/// Answers of the API are kept nowhere, unless the call says otherwise.
async fn no_store(request: Request, next: Next) -> Response {
    let call = is_call(request.uri().path());
    let mut response = next.run(request).await;
    if call && !response.headers().contains_key(header::CACHE_CONTROL) {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if call {
        response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    }
    response
}
