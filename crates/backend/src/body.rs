//! Reading what is sent: whole, bounded, and as what it says it is.

use crate::failure::Failure;
use axum::body::Body;
use axum::http::{HeaderMap, header};
use guichet_core::wire::problem::ProblemType;
use http_body_util::BodyExt as _;

/// So much of a body that is too large is read and thrown away, so that its sender reads the answer instead of a broken
/// connection. Bytes.
const PATIENCE: usize = 8 * 1024 * 1024;

/// The raw body, of at most so many bytes.
pub async fn read(mut body: Body, most: usize) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let mut seen = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Failure::new(ProblemType::Malformed, "The body ended too early."))?;
        let Ok(data) = frame.into_data() else { continue };
        seen += data.len();
        if seen <= most {
            bytes.extend_from_slice(&data);
        } else if seen > PATIENCE {
            break;
        }
    }
    if seen > most {
        return Err(Failure::new(ProblemType::TooLarge, format!("A body is at most {most} bytes here.")));
    }
    Ok(bytes)
}

/// Refuses what does not call itself JSON.
pub fn check_json(headers: &HeaderMap) -> Result<(), Failure> {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if value.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Failure::new(ProblemType::UnsupportedMediaType, "Send the body as application/json."))
}

/// Where JSON stops making sense. The error's own words may quote what was sent.
pub fn misread(what: &str, error: &serde_json::Error) -> Failure {
    let place = format!("line {}, column {}", error.line(), error.column());
    Failure::new(ProblemType::Malformed, format!("The body is not {what} in JSON ({place})."))
}
