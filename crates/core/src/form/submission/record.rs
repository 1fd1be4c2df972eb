//! What is stored about a sending, versioned: enough to finish it after a reload or at a later visit.

use serde::{Deserialize, Serialize};

use super::calls::Arrival;
use super::upload::Upload;
use crate::json;
use crate::wire::key::SubmissionKey;
use crate::wire::submission::{FormName, Receipt};

/// Stored sealed bytes older than this are erased unsent: seven days, in seconds.
pub const EXPIRES_AFTER_SECONDS: u64 = 7 * 24 * 3_600;

/// The version written.
const VERSION: u8 = 1;

/// What is stored about a sending. Holds no answer in clear text and no follow-up code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    v: u8,
    /// Which form.
    pub form: FormName,
    key: String,
    /// When the bytes were sealed, in seconds since 1970; 0 for a receipt, whose age is the draft's.
    pub at: u64,
    /// How often something was sealed under the key.
    pub(super) sealings: u32,
    /// How far sending has come.
    pub stage: RecordStage,
}

/// How far sending had come when it was stored.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordStage {
    /// Sealed; perhaps sent.
    Sealed {
        /// The body of the POST, to the byte.
        body: String,
        /// The files that it claims.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        uploads: Vec<Upload>,
    },
    /// The person gave up; perhaps asked.
    GivingUp,
    /// The receipt is here.
    Received {
        /// The receipt.
        receipt: Receipt,
        /// Of what.
        arrival: Arrival,
    },
}

/// Why a stored record is of no use. It is to be erased; nobody is to blame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordFault {
    /// Not a record, or of a version unknown here.
    Unreadable,
    /// Older than [`EXPIRES_AFTER_SECONDS`].
    Expired,
}

/// The key is a secret: with it, sending can be given up.
impl std::fmt::Debug for Record {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Record(***)")
    }
}

/// As for the whole record.
impl std::fmt::Debug for RecordStage {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RecordStage(***)")
    }
}

impl Record {
    pub(super) fn new(form: FormName, key: &SubmissionKey, at: u64, sealings: u32, stage: RecordStage) -> Self {
        Self { v: VERSION, form, key: key.as_uuid(), at, sealings, stage }
    }

    /// Reads stored text. The version is read first.
    pub fn read(text: &str) -> Result<Self, RecordFault> {
        let value = json::parse(text).ok_or(RecordFault::Unreadable)?;
        if json::version(&value) != Some(u64::from(VERSION)) {
            return Err(RecordFault::Unreadable);
        }
        let record: Self = json::meaning(value).ok_or(RecordFault::Unreadable)?;
        record.key().map(|_| record)
    }

    /// The text to store.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// True for the receipt, which is stored as ciphertext under the tab's key.
    pub fn is_receipt(&self) -> bool {
        matches!(self.stage, RecordStage::Received { .. })
    }

    /// The key under which it was sent.
    pub fn key(&self) -> Result<SubmissionKey, RecordFault> {
        SubmissionKey::parse(&self.key).ok_or(RecordFault::Unreadable)
    }

    /// Refuses what is too old. A receipt has the age of its draft, which is looked after elsewhere. A record from the
    /// future means a clock that was wrong, once or now: it is kept.
    pub(super) fn check_age(&self, now: u64) -> Result<(), RecordFault> {
        if self.is_receipt() || self.at.saturating_add(EXPIRES_AFTER_SECONDS) >= now {
            Ok(())
        } else {
            Err(RecordFault::Expired)
        }
    }
}
