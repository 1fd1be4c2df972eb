//! Every refusal and every fault as `application/problem+json`.

use crate::store::{self, StoreError};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use guichet_core::wire::problem::{MEDIA_TYPE, Problem, ProblemType};
use guichet_core::wire::submission::Receipt;

/// A problem on its way to the caller.
#[derive(Debug)]
pub struct Failure(Box<Problem>);

impl Failure {
    /// A problem of that kind with one plain sentence, which never quotes what was sent.
    pub fn new(kind: ProblemType, detail: impl Into<String>) -> Self {
        Self(Box::new(Problem::new(kind, detail)))
    }

    /// Giving up came too late: here is the receipt.
    pub fn already_arrived(receipt: Receipt) -> Self {
        let detail = "It had arrived before you gave up; this is its receipt.";
        Self(Box::new(Problem { receipt: Some(receipt), ..Problem::new(ProblemType::AlreadyArrived, detail) }))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = store::code_of(&error), "the database failed");
        Self::new(ProblemType::Unavailable, "The database does not answer. Nothing was lost: send the same again.")
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&*self.0).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, MEDIA_TYPE)], body).into_response();
        let headers = response.headers_mut();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
