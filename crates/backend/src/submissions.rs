//! The calls about submissions. The key is looked up before anything else is looked at: whatever has changed since, the
//! same bytes under the same key get the same receipt.

use crate::body;
use crate::clock::{self, DAY};
use crate::failure::Failure;
use crate::routes::App;
use crate::store;
use crate::store::intents::{Arrival, Client, Insertion, Intent};
use crate::store::slots::Wish;
use axum::body::Body;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use guichet_core::wire::client_address;
use guichet_core::wire::key::SubmissionKey;
use guichet_core::wire::problem::ProblemType;
use guichet_core::wire::submission::{FormName, MAX_BODY, Receipt, Submission};
use guichet_core::wire::upload::MAX_CLAIMED;
use guichet_core::wire::{is_hex, sha256_hex};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// `POST /api/v1/submissions`.
pub async fn post(
    State(app): State<Arc<App>>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let key_hash = submission_key(&headers)?.hash_hex();
    let body = body::read(body, MAX_BODY).await?;
    let fingerprint = sha256_hex(&[&body]);
    if let Some(intent) = app.store.find(&key_hash).await? {
        return answer(intent, &fingerprint);
    }
    app.room.check()?;
    body::check_json(&headers)?;
    let submission: Submission =
        serde_json::from_slice(&body).map_err(|error| body::misread("a submission", &error))?;
    let text =
        std::str::from_utf8(&body).map_err(|_| Failure::new(ProblemType::Malformed, "The body is not UTF-8."))?;
    submission
        .check()
        .map_err(|invalid| Failure::new(ProblemType::Malformed, format!("{} {}.", invalid.member, invalid.wants)))?;
    let now = clock::now();
    if !app.institution.kids().contains(&submission.kid.as_str())
        && !app.store.accepts_kid(&submission.kid, now).await?
    {
        let detail = "Nothing was stored. Fetch the configuration again and seal to its first key.";
        return Err(Failure::new(ProblemType::UnknownKey, detail));
    }
    let station = submission.routing.station.as_deref().unwrap_or_default();
    let peer = peer.map(|Extension(peer)| peer.0);
    let wish = submission.routing.slot.as_deref().filter(|_| submission.form == FormName::PreComplaint);
    let arrival = Arrival {
        key_hash: &key_hash,
        fingerprint: &fingerprint,
        follow_up: submission.follow_up.as_deref().unwrap_or_default(),
        form: submission.form,
        kid: &submission.kid,
        station,
        station_flag: app.institution.station_flag(station),
        // Whoever wishes for too many times still sends; only nothing is held.
        wish: wish.map(|slot| Wish { slot, may_hold: app.limits.wish(&headers, peer).is_ok() }),
        uploads: &submission.uploads,
        body: text,
        client: client(&app, &submission, &key_hash, app.limits.address(&headers, peer), now),
        now,
    };
    match app.store.insert(&arrival).await? {
        Insertion::Stored(intent) => answer(intent, &fingerprint),
        Insertion::UploadIncomplete => {
            let detail = "Nothing was stored: a named file is not here, or not whole.";
            Err(Failure::new(ProblemType::UploadIncomplete, detail))
        }
        Insertion::UploadsTooLarge => {
            let detail = format!("Nothing was stored: the files are at most {MAX_CLAIMED} bytes together.");
            Err(Failure::new(ProblemType::TooLarge, detail))
        }
    }
}

/// `GET /api/v1/submissions/by-key/{hash}`.
pub async fn by_key(State(app): State<Arc<App>>, Path(hash): Path<String>) -> Result<Json<Receipt>, Failure> {
    check_hash(&hash)?;
    match app.store.find(&hash).await? {
        Some(Intent::Arrived { receipt, .. }) => Ok(Json(*receipt)),
        Some(Intent::GivenUp) => Err(given_up()),
        None => Err(Failure::new(ProblemType::NotYet, "Nothing has arrived under this key so far.")),
    }
}

/// `DELETE /api/v1/submissions/by-key/{hash}`: only the holder of the key itself can give up.
pub async fn give_up(
    State(app): State<Arc<App>>,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Failure> {
    check_hash(&hash)?;
    if submission_key(&headers)?.hash_hex() != hash {
        return Err(Failure::new(ProblemType::WrongKey, "The header Idempotency-Key is not the key of this address."));
    }
    if app.store.find(&hash).await?.is_none() {
        // Its tombstone is a new row.
        app.room.check()?;
    }
    match app.store.give_up(&hash, clock::now()).await? {
        Intent::GivenUp => Ok(StatusCode::NO_CONTENT),
        Intent::Arrived { receipt, .. } => Err(Failure::already_arrived(*receipt)),
    }
}

/// The address of a content report, sealed, where the institution keeps it: the form said so to whoever sent it.
fn client(app: &App, submission: &Submission, key_hash: &str, address: Option<IpAddr>, now: i64) -> Option<Client> {
    let config = &app.institution.config;
    let (days, address) = (i64::from(config.keep_report_address_days), address?);
    if days == 0 || submission.form != FormName::ContentReport {
        return None;
    }
    // An address that cannot be sealed is not kept; the report is what matters.
    let seed = store::random().ok()?;
    let sealed =
        client_address::seal(config.recipient_keys.first()?, key_hash, &address.to_canonical().to_string(), seed)?;
    Some(Client { sealed, erase_at: now + days * DAY })
}

/// The one answer for what is stored under a key.
fn answer(intent: Intent, fingerprint: &str) -> Result<Response, Failure> {
    match intent {
        Intent::Arrived { fingerprint: stored, receipt } if stored == fingerprint => {
            Ok((StatusCode::CREATED, Json(receipt)).into_response())
        }
        Intent::Arrived { .. } => {
            let detail =
                "Other bytes were stored under this key before; nothing was changed. Ask by-key for their receipt.";
            Err(Failure::new(ProblemType::KeyReused, detail))
        }
        Intent::GivenUp => Err(given_up()),
    }
}

fn given_up() -> Failure {
    Failure::new(ProblemType::GivenUp, "Its sender gave it up before it arrived; nothing was stored.")
}

fn check_hash(hash: &str) -> Result<(), Failure> {
    if is_hex(hash, 64) {
        return Ok(());
    }
    Err(Failure::new(ProblemType::NotFound, "The address ends with the SHA-256 of a key: 64 lowercase hex digits."))
}

fn submission_key(headers: &HeaderMap) -> Result<SubmissionKey, Failure> {
    let value = headers.get("idempotency-key").and_then(|value| value.to_str().ok());
    value.and_then(SubmissionKey::parse).ok_or_else(|| {
        Failure::new(ProblemType::KeyMissing, "Send the header Idempotency-Key with the submission's UUID.")
    })
}
