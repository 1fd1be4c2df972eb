//! The answer to everything that went wrong: `application/problem+json` (RFC 9457) with stable types.

use super::progress::Progress;
use super::slot::Slot;
use super::submission::Receipt;
use serde::{Deserialize, Serialize};

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What went wrong. The sentences are for developers and logs; people read the app's own words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Problem {
    /// The stable name of this kind of problem.
    #[serde(rename = "type")]
    pub kind: ProblemType,
    /// The same for each problem of a kind.
    #[serde(default)]
    pub title: String,
    /// The HTTP status.
    #[serde(default)]
    pub status: u16,
    /// One plain sentence about this occurrence; never an answer of somebody.
    #[serde(default)]
    pub detail: String,
    /// With [`ProblemType::AlreadyArrived`]: what giving up came too late for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
    /// With [`ProblemType::Stale`], [`ProblemType::NotNow`] and [`ProblemType::SlotUnavailable`]: where it stands now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
    /// With [`ProblemType::SlotUnavailable`]: free times at the same station, nearest to the wish first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Slot>,
}

macro_rules! problem_types {
    ($($(#[$doc:meta])* $name:ident = $status:literal $uri:literal $title:literal,)+) => {
        /// The stable names, each with its one status.
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
        #[serde(from = "String", into = "String")]
        pub enum ProblemType {
            $($(#[$doc])* $name,)+
            /// A type that this version does not know: the status decides.
            Other(String),
        }

        impl ProblemType {
            /// Every type of this version.
            pub const ALL: &'static [ProblemType] = &[$(Self::$name),+];

            /// The relative address that names the type.
            pub fn uri(&self) -> &str {
                match self {
                    $(Self::$name => $uri,)+
                    Self::Other(uri) => uri,
                }
            }

            /// The one status of the type; 500 for unknown ones.
            pub fn status(&self) -> u16 {
                match self {
                    $(Self::$name => $status,)+
                    Self::Other(_) => 500,
                }
            }

            /// The title of the type.
            pub fn title(&self) -> &'static str {
                match self {
                    $(Self::$name => $title,)+
                    Self::Other(_) => "Unknown problem",
                }
            }
        }

        impl From<String> for ProblemType {
            fn from(uri: String) -> Self {
                match uri.as_str() {
                    $($uri => Self::$name,)+
                    _ => Self::Other(uri),
                }
            }
        }
    };
}

problem_types! {
    /// The body is not JSON of the expected shape, or a member cannot be right.
    Malformed = 400 "/problems/malformed" "The request cannot be read",
    /// `Idempotency-Key` is missing or no UUID.
    KeyMissing = 400 "/problems/key-missing" "A submission key is needed",
    /// The follow-up code is missing from `Authorization`.
    CodeMissing = 401 "/problems/code-missing" "The follow-up code is needed",
    /// The key does not belong to the hash in the address.
    WrongKey = 403 "/problems/wrong-key" "The key does not fit this address",
    /// There is no such address.
    NotFound = 404 "/problems/not-found" "There is nothing at this address",
    /// Nothing has arrived under this key (yet): send again.
    NotYet = 404 "/problems/not-yet" "Nothing has arrived under this key",
    /// No such reference, or not its code: deliberately one answer.
    UnknownReference = 404 "/problems/unknown-reference" "No submission has this reference and code",
    /// The address exists, for other methods.
    MethodNotAllowed = 405 "/problems/method-not-allowed" "This address does not take this method",
    /// The request took too long to arrive.
    Timeout = 408 "/problems/timeout" "The request took too long",
    /// Giving up came too late: the problem carries the receipt.
    AlreadyArrived = 409 "/problems/already-arrived" "The submission had already arrived",
    /// A named file has not arrived whole; nothing was stored.
    UploadIncomplete = 409 "/problems/upload-incomplete" "A file is missing",
    /// Other bytes are here under this number of this upload, or its number of pieces is another; nothing was changed.
    PieceDiffers = 409 "/problems/piece-differs" "Another piece is here under this number",
    /// The case has changed since the version that the change names: the problem carries how it stands.
    Stale = 409 "/problems/stale" "It has changed meanwhile",
    /// The change makes no sense as the case stands: the problem carries how it stands.
    NotNow = 409 "/problems/not-now" "This is not possible now",
    /// The wished time is not free: the problem carries others.
    SlotUnavailable = 409 "/problems/slot-unavailable" "This time is not free",
    /// The sender gave up under this key; nothing was stored.
    GivenUp = 410 "/problems/given-up" "This submission was given up",
    /// The body is larger than [`MAX_BODY`](super::submission::MAX_BODY) or [`MAX_PIECE`](super::upload::MAX_PIECE), or the
    /// named files together than [`MAX_CLAIMED`](super::upload::MAX_CLAIMED).
    TooLarge = 413 "/problems/too-large" "The request is too large",
    /// The body is not of the media type that the call takes.
    UnsupportedMediaType = 415 "/problems/unsupported-media-type" "The request is of another media type",
    /// Other bytes were stored under this key: ask `by-key`.
    KeyReused = 422 "/problems/key-reused" "Another submission was sent under this key",
    /// Sealed to a key that this institution never had: fetch the configuration and seal again.
    UnknownKey = 422 "/problems/unknown-key" "The text was sealed to an unknown key",
    /// This client asked for too much in a short time: `Retry-After` says when to go on.
    TooManyRequests = 429 "/problems/too-many-requests" "Too many requests",
    /// The server's own fault.
    Internal = 500 "/problems/internal" "The server failed",
    /// The database cannot be reached, or has no room for more: try again later.
    Unavailable = 503 "/problems/unavailable" "The service is not available right now",
}

impl From<ProblemType> for String {
    fn from(kind: ProblemType) -> Self {
        kind.uri().to_owned()
    }
}

impl Problem {
    /// A problem of that kind with one plain sentence.
    pub fn new(kind: ProblemType, detail: impl Into<String>) -> Self {
        Self {
            title: kind.title().to_owned(),
            status: kind.status(),
            detail: detail.into(),
            receipt: None,
            progress: None,
            alternatives: Vec::new(),
            kind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_type_has_one_address_and_comes_back() {
        let mut seen = HashSet::new();
        for kind in ProblemType::ALL {
            assert!(seen.insert(kind.uri()) && kind.uri().starts_with("/problems/"), "{}", kind.uri());
            assert_eq!(ProblemType::from(kind.uri().to_owned()), *kind);
            assert!((400..600).contains(&kind.status()));
        }
    }

    #[test]
    fn a_type_of_tomorrow_is_kept() {
        let problem: Problem = serde_json::from_str(r#"{"type":"/problems/later","status":418,"x":1}"#).unwrap();
        assert_eq!(problem.kind, ProblemType::Other("/problems/later".to_owned()));
        assert_eq!(problem.status, 418);
        assert_eq!(serde_json::to_value(&problem).unwrap()["type"], "/problems/later");
    }
}
