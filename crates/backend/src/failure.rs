//! Every refusal and every fault as `application/problem+json`.

use crate::store::{self, StoreError};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use guichet_core::wire::problem::{MEDIA_TYPE, Problem, ProblemType};
use guichet_core::wire::progress::Progress;
use guichet_core::wire::slot::Slot;
use guichet_core::wire::submission::Receipt;

/// A problem on its way to the caller.
#[derive(Debug)]
pub struct Failure(Box<Problem>, Option<u64>);

impl Failure {
    /// A problem of that kind with one plain sentence, which never quotes what was sent.
    pub fn new(kind: ProblemType, detail: impl Into<String>) -> Self {
        Self(Box::new(Problem::new(kind, detail)), None)
    }

    /// The same, with the time after which it makes sense to ask again, in seconds.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        Self(self.0, Some(seconds))
    }

    /// The same, with how the case stands.
    #[must_use]
    pub fn with_progress(self, progress: Progress) -> Self {
        Self(Box::new(Problem { progress: Some(progress), ..*self.0 }), self.1)
    }

    /// The same, with times that are free.
    #[must_use]
    pub fn with_times(self, alternatives: Vec<Slot>) -> Self {
        Self(Box::new(Problem { alternatives, ..*self.0 }), self.1)
    }

    /// Giving up came too late: here is the receipt.
    pub fn already_arrived(receipt: Receipt) -> Self {
        let detail = "It had arrived before you gave up; this is its receipt.";
        Self(Box::new(Problem { receipt: Some(receipt), ..Problem::new(ProblemType::AlreadyArrived, detail) }), None)
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
        let unavailable = (status == StatusCode::SERVICE_UNAVAILABLE).then_some(5);
        if let Some(seconds) = self.1.or(unavailable) {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
