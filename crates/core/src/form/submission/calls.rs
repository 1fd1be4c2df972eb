//! The questions put to the server, and what can come back.

use serde::{Deserialize, Serialize};

use super::upload::{FileFault, UploadCall};
use crate::wire::pieces::UploadId;
use crate::wire::submission::Receipt;

/// A question put to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// The sealed bytes.
    Post,
    /// Whether the server has something under the key.
    Ask(Why),
    /// Never to take anything under the key.
    GiveUp,
    /// About a file, before the bytes that claim it.
    Upload(UploadCall),
}

/// Why the server is asked what it has: it decides what "nothing" leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// After a reload nobody knows. Nothing means: send.
    Unknown,
    /// Other bytes came under this key before. Nothing means: ask again.
    KeyReused,
    /// A refusal after a try whose outcome is unknown. Nothing means: refused it is.
    Refused(Refusal),
}

/// What came back from a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The receipt: of the POST, of the question, or instead of giving up.
    Receipt(Receipt),
    /// Other bytes were taken under this key.
    KeyReused,
    /// Sealed to a key that the server never had; nothing was stored.
    UnknownKey,
    /// The key is given up.
    GivenUp,
    /// These pieces of the file are there.
    There(Vec<u32>),
    /// The piece is there.
    Taken,
    /// Nothing is there under the key (so far).
    Missing,
    /// The server will never take these bytes.
    Refused(Refusal),
    /// Nobody knows: the network, a timeout, an overloaded server, an answer that makes no sense.
    Unclear {
        /// What it looked like.
        cause: Cause,
        /// Seconds that the server asked to wait.
        retry_after: Option<u32>,
    },
}

/// Why an outcome is not known yet, for a sentence on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// No connection, or it broke.
    Network,
    /// No answer in time.
    Timeout,
    /// The server asked for patience (425, 429, 503).
    Busy,
    /// The server failed, or something else answered in its place.
    Strange,
}

/// Why nothing was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The server found the request malformed.
    Invalid,
    /// Too much text.
    TooLarge,
    /// Pieces of a file are missing on the server, however often they were sent.
    UploadIncomplete,
    /// A file cannot be sent.
    File(UploadId, FileFault),
    /// The server does not know the key that it hands out itself.
    UnknownRecipient,
    /// The bytes were never made.
    NotSealed(SealFault),
    /// Tried for a week.
    Expired,
}

/// Why bytes could not be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealFault {
    /// The configuration names no usable key.
    NoRecipient,
    /// The answers are no longer there, because sending was resumed at a later visit.
    NoAnswers,
    /// A fresh configuration could not be had.
    NoConfig,
    /// More than fits in one request.
    TooLarge,
    /// The browser gave no random numbers, or the arithmetic failed.
    Failed,
}

/// Of what a receipt is the receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arrival {
    /// Of these very bytes.
    AsSent,
    /// Found under the key when asked after a reload: of what was sent from here, unless another device with the same
    /// draft came first.
    Found,
    /// Of an earlier version under the same key; what was changed since did not arrive.
    Earlier,
    /// Of what had arrived before giving up was answered.
    BeforeGivingUp,
}

/// Where giving up came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenUpBy {
    /// From this page.
    Here,
    /// From another page or device with the same draft.
    Elsewhere,
}
