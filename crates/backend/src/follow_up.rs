//! The calls of whoever holds a follow-up code. An unknown reference and a wrong code get one answer after one time,
//! whatever is asked for.

use crate::body;
use crate::clock;
use crate::failure::Failure;
use crate::routes::App;
use crate::store::cases::{Changed, Named};
use axum::body::Body;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, header};
use axum::{Extension, Json};
use guichet_core::wire::appointment::{AppointmentChange, Wish};
use guichet_core::wire::code::FollowUpCode;
use guichet_core::wire::problem::ProblemType;
use guichet_core::wire::progress::Progress;
use guichet_core::wire::reference::Reference;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// A refused reference or code is answered after this time, counted from the request, whichever of them was wrong.
const REFUSAL_AFTER: Duration = Duration::from_millis(100);
/// A change of an appointment is a few words. Bytes.
const MAX_CHANGE: usize = 4096;

/// `GET /api/v1/submissions/{reference}`.
pub async fn progress(
    State(app): State<Arc<App>>,
    Path(reference): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Progress>, Failure> {
    let owner = Owner::read(&reference, &headers)?;
    match app.store.progress(owner.named(), clock::now()).await? {
        Some(progress) => Ok(Json(progress)),
        None => Err(owner.refused().await),
    }
}

/// `POST /api/v1/submissions/{reference}/withdrawal`.
pub async fn withdraw(
    State(app): State<Arc<App>>,
    Path(reference): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Progress>, Failure> {
    let owner = Owner::read(&reference, &headers)?;
    answer(&owner, app.store.withdraw(owner.named(), clock::now()).await?).await
}

/// `PUT /api/v1/submissions/{reference}/appointment`.
pub async fn appointment(
    State(app): State<Arc<App>>,
    Path(reference): Path<String>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Progress>, Failure> {
    let owner = Owner::read(&reference, &headers)?;
    let bytes = body::read(body, MAX_CHANGE).await?;
    body::check_json(&headers)?;
    let AppointmentChange { version, wish } =
        serde_json::from_slice(&bytes).map_err(|error| body::misread("a change of an appointment", &error))?;
    let now = clock::now();
    // Whoever may not hold more learns that only as the owner of a case.
    if matches!(wish, Wish::Request { .. }) && app.store.progress(owner.named(), now).await?.is_some() {
        app.limits.wish(&headers, peer.map(|Extension(peer)| peer.0))?;
    }
    answer(&owner, app.store.change_appointment(owner.named(), &wish, version, now).await?).await
}

/// Who asks about what.
struct Owner {
    reference: String,
    follow_up: String,
    asked: Instant,
}

impl Owner {
    /// What cannot be a reference or a code takes the same way through the database as what merely does not exist.
    fn read(reference: &str, headers: &HeaderMap) -> Result<Self, Failure> {
        let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer =
            bearer.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let Some((_, code)) = bearer else {
            return Err(Failure::new(ProblemType::CodeMissing, "Send the follow-up code as Authorization: Bearer."));
        };
        Ok(Self {
            reference: Reference::parse(reference).map_or_else(|_| "-".to_owned(), |reference| reference.to_string()),
            follow_up: FollowUpCode::parse(code).map_or_else(|_| "-".to_owned(), |code| code.hash_hex()),
            asked: Instant::now(),
        })
    }

    fn named(&self) -> Named<'_> {
        Named::Owner { reference: &self.reference, follow_up: &self.follow_up }
    }

    async fn refused(&self) -> Failure {
        tokio::time::sleep_until(self.asked + REFUSAL_AFTER).await;
        Failure::new(ProblemType::UnknownReference, "No submission has this reference together with this code.")
    }
}

async fn answer(owner: &Owner, changed: Changed) -> Result<Json<Progress>, Failure> {
    match changed {
        Changed::Done(progress) => Ok(Json(progress)),
        Changed::Unknown => Err(owner.refused().await),
        Changed::Stale(progress) => {
            let detail = "Nothing was changed: it has changed since the version that you name.";
            Err(Failure::new(ProblemType::Stale, detail).with_progress(progress))
        }
        Changed::NotNow(why, progress) => {
            let detail = format!("Nothing was changed: {why}.");
            Err(Failure::new(ProblemType::NotNow, detail).with_progress(progress))
        }
        Changed::NotFree { progress, alternatives } => {
            let detail = "Nothing was changed: that time is not free.";
            Err(Failure::new(ProblemType::SlotUnavailable, detail).with_progress(progress).with_times(alternatives))
        }
    }
}
