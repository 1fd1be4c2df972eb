//! Sending, as a pure state machine: nothing lost, nothing twice.
//!
//! ```text
//! Editing → Sealing → Sealed → Sending → Holding → Acknowledged → Left
//!    ↑                            ├────→ Refused ──→ Editing   (same key, sealed anew)
//!    └──────── GivenUp ← GivingUp ┘                            (new key, only once giving up is answered)
//! ```
//!
//! The machine decides; it does nothing. [`Dispatch::step`] takes an [`Event`] and returns the [`Command`]s to carry out,
//! each of which ends in one more event. Time and chance come inside the events.
//!
//! Three rules make the rest follow:
//!
//! - **A number on every command.** What comes back names the turn it belongs to, so a late answer changes nothing —
//!   except a receipt for the key in use, which is true whenever it comes.
//! - **One sealing, one body.** Every retry sends the bytes that were stored; sealing again happens only when it is known
//!   that the server took nothing. Files go first, piece by piece, and are asked for before they are sent: what is there
//!   already is not sent again.
//! - **One key until it is known to be dead.** Only an answered giving up, here or elsewhere, lets a new key in.

use std::sync::Arc;

use crate::wire::key::SubmissionKey;
use crate::wire::submission::Receipt;

mod calls;
mod machine;
mod pause;
mod reading;
mod record;
mod upload;

pub use calls::{Answer, Arrival, Call, Cause, GivenUpBy, Refusal, SealFault, Why};
pub use machine::Dispatch;
pub use pause::{BASE_MS, CAP_MS, Pause, RETRY_AFTER_CAP_SECONDS};
pub use record::{EXPIRES_AFTER_SECONDS, Record, RecordFault, RecordStage};
pub use upload::{FileFault, Upload, UploadCall};

#[cfg(test)]
mod tests;
#[cfg(test)]
mod world;

/// Where what is sent may be kept on the person's machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// Nothing is stored: the life *this page only*.
    Page,
    /// Sealed bytes and receipt are stored, so that a reload or a later visit can finish.
    Device,
}

/// Sealed bytes: the whole body of the POST, sent unchanged at every retry.
#[derive(Clone, PartialEq, Eq)]
pub struct Parcel {
    /// The raw body.
    pub body: Arc<str>,
    /// When it was sealed, in seconds since 1970.
    pub sealed_at: u64,
    /// The files that it claims, to be sent before it.
    pub uploads: Arc<[Upload]>,
}

/// Sealed text is unreadable, but its size and routing are nobody's business in a log.
impl std::fmt::Debug for Parcel {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Parcel(***)")
    }
}

/// Where sending stands. A page draws exactly one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// The answers may be changed.
    Editing,
    /// The bytes are being made. `again` is true where a first sealing was for a key that the server never knew.
    Sealing {
        /// True for the second sealing, to a key of a fresh configuration.
        again: bool,
    },
    /// Sealed, being stored; not one byte has left.
    Sealed {
        /// What is about to be sent.
        parcel: Parcel,
        /// True for the second sealing.
        again: bool,
    },
    /// On the way, and the outcome not known yet. With a `pause`, between two tries.
    Sending {
        /// What is being sent.
        parcel: Parcel,
        /// True for the second sealing.
        again: bool,
        /// What is being asked of the server.
        call: Call,
        /// Tries of this call so far, from 0.
        attempt: u32,
        /// True where an earlier try may have arrived.
        doubt: bool,
        /// Why nothing is under way at this moment.
        pause: Option<Pause>,
    },
    /// The person gave up while the outcome was unknown: locked until the server has answered.
    GivingUp {
        /// False until it is stored that giving up was asked for.
        marked: bool,
        /// Tries so far, from 0.
        attempt: u32,
        /// Why nothing is under way at this moment.
        pause: Option<Pause>,
    },
    /// The receipt is here and being stored; it is not shown yet.
    Holding {
        /// The receipt.
        receipt: Receipt,
        /// Of what it is the receipt.
        arrival: Arrival,
    },
    /// Success: the receipt is held.
    Acknowledged {
        /// The receipt.
        receipt: Receipt,
        /// Of what it is the receipt.
        arrival: Arrival,
        /// False where it is on this page only, to be noted or printed now.
        kept: bool,
    },
    /// The server took nothing, or nothing could be sealed; the answers are still there.
    Refused {
        /// Why.
        refusal: Refusal,
    },
    /// The key is dead: nothing was, nor will be, taken under it.
    GivenUp {
        /// Where giving up came from.
        by: GivenUpBy,
    },
    /// The receipt was left and everything wiped.
    Left,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The person presses *send*. Means something only while editing, or after a refusal.
    Send,
    /// The bytes are made.
    Sealed {
        /// The turn of the command.
        turn: u32,
        /// What was made.
        parcel: Parcel,
    },
    /// They could not be made.
    SealFailed {
        /// The turn of the command.
        turn: u32,
        /// Why.
        fault: SealFault,
    },
    /// A store command ended. It is no obstacle where storage is blocked: then `kept` is false.
    Stored {
        /// The turn of the command.
        turn: u32,
        /// Whether it is in storage now.
        kept: bool,
    },
    /// The server, or nobody, answered.
    Answered {
        /// The turn of the command.
        turn: u32,
        /// What was answered.
        answer: Answer,
        /// A random number, all of its range equally likely: the jitter of a pause that may follow.
        luck: u32,
    },
    /// A pause is over.
    Waited {
        /// The turn of the command.
        turn: u32,
        /// Seconds since 1970.
        now: u64,
    },
    /// The network came back, or the person asks to try now. A wait that the server asked for is kept.
    TryNow,
    /// The person gives up. Means something only while the outcome is unknown.
    GiveUp,
    /// The person goes back to the answers: after a refusal, after giving up, or while files are on their way.
    Edit {
        /// A key never used, taken only where the old one is dead.
        fresh: SubmissionKey,
    },
    /// What arrived was taken back, to be corrected and sent again.
    Withdrawn {
        /// A key never used: the old one has its receipt for good.
        fresh: SubmissionKey,
    },
    /// The person leaves the receipt.
    Leave,
}

/// What to do. Each ends in the event named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Seal the answers under `key`: [`Event::Sealed`] or [`Event::SealFailed`].
    Seal {
        /// The turn to answer with.
        turn: u32,
        /// The key to bind.
        key: SubmissionKey,
        /// Fetch the configuration again first: the key sealed to was never known.
        refetch: bool,
    },
    /// Store this record in place of the one before: [`Event::Stored`].
    Store {
        /// The turn to answer with.
        turn: u32,
        /// What to store.
        record: Record,
    },
    /// Ask the server: [`Event::Answered`].
    Call {
        /// The turn to answer with.
        turn: u32,
        /// The key it is about.
        key: SubmissionKey,
        /// Which question.
        call: Call,
        /// The body of a POST. A piece of a file is the caller's to find.
        body: Option<Arc<str>>,
        /// How long to wait for the answer, in milliseconds; longer at each try, for slow lines.
        timeout_ms: u32,
    },
    /// Wait: [`Event::Waited`].
    Wait {
        /// The turn to answer with.
        turn: u32,
        /// How long, in milliseconds.
        milliseconds: u32,
    },
    /// Erase the record; answers and their draft stay. No event.
    Forget {
        /// The key that it is stored under; the one in use may be another by now.
        key: SubmissionKey,
    },
    /// Erase everything: answers, draft, record, code, receipt. No event.
    Wipe,
}
