//! The calls about sealed files. What is here already is answered for before anything is guarded: sending the same piece
//! again is always safe.

use crate::body;
use crate::clock;
use crate::failure::Failure;
use crate::routes::App;
use crate::store::uploads::{Held, Piece, Put};
use axum::body::Body;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::{Extension, Json};
use guichet_core::wire::problem::ProblemType;
use guichet_core::wire::upload::{MAX_PIECE, MAX_PIECES, Pieces, is_id};
use serde::Deserialize;
use std::net::SocketAddr;
use std::sync::Arc;

/// How long to wait where too much lies here that nobody has claimed, in seconds.
const RETRY_AFTER: u64 = 600;

#[derive(Deserialize)]
struct Of {
    of: u32,
}

/// `PUT /api/v1/uploads/{id}/{n}?of={pieces}`.
pub async fn put(
    State(app): State<Arc<App>>,
    Path((upload, number)): Path<(String, String)>,
    uri: Uri,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Failure> {
    let sealed = body::read(body, MAX_PIECE).await?;
    check(&upload)?;
    let of = Query::<Of>::try_from_uri(&uri).ok().map(|Query(of)| of.of).filter(|of| (1..=MAX_PIECES).contains(of));
    let number = number.parse::<u32>().ok();
    let (Some(of), Some(number)) = (of, number.filter(|number| of.is_some_and(|of| *number < of))) else {
        let detail =
            format!("Send a piece to …/{{number}}?of={{pieces}}: numbers from 0, at most {MAX_PIECES} pieces.");
        return Err(Failure::new(ProblemType::Malformed, detail));
    };
    if sealed.is_empty() {
        return Err(Failure::new(ProblemType::Malformed, "A piece is not empty."));
    }
    let piece = Piece { upload: &upload, number, of, sealed: &sealed };
    match app.store.held(&piece).await? {
        Held::Same => return Ok(StatusCode::NO_CONTENT),
        Held::Different => return Err(differs()),
        Held::Nothing => (),
    }
    app.room.check()?;
    app.limits.upload(&headers, peer.map(|Extension(peer)| peer.0), sealed.len())?;
    match app.store.put(&piece, app.room.unclaimed(), clock::now()).await? {
        Put::Stored => Ok(StatusCode::NO_CONTENT),
        Put::Differs => Err(differs()),
        Put::Full => {
            tracing::error!("as many files wait for their submission as may");
            let detail =
                "Nothing was stored: too many files wait here for their submission. Send the same again later.";
            Err(Failure::new(ProblemType::Unavailable, detail).retry_after(RETRY_AFTER))
        }
    }
}

/// `GET /api/v1/uploads/{id}`.
pub async fn get(State(app): State<Arc<App>>, Path(upload): Path<String>) -> Result<Json<Pieces>, Failure> {
    check(&upload)?;
    Ok(Json(app.store.pieces(&upload).await?))
}

fn check(upload: &str) -> Result<(), Failure> {
    if is_id(upload) {
        return Ok(());
    }
    Err(Failure::new(ProblemType::NotFound, "The address names an upload by 32 lowercase hex digits."))
}

fn differs() -> Failure {
    let detail = "Nothing was changed: other bytes are here under this number, or another number of pieces.";
    Failure::new(ProblemType::PieceDiffers, detail)
}
