//! A time at the station, from the wish to the appointment: in the receipt, in the follow-up, and in
//! `PUT /api/v1/submissions/{reference}/appointment`.

use core::fmt;
use serde::{Deserialize, Serialize};

use super::slot::Slot;
use crate::domain::appointment::HalfDays;
use crate::domain::case::{Act, AppointmentState};

/// What became of a wish for a time.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Appointment {
    /// Where it stands.
    pub state: AppointmentState,
    /// The time in question: held while `requested` or `proposed`, agreed once `confirmed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<Slot>,
    /// Until when it is held for an answer, while `requested` or `proposed`: RFC 3339, UTC, whole seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_until: Option<String>,
    /// With `asked`: the half-days that would suit, where the person named any.
    #[serde(default, skip_serializing_if = "HalfDays::is_empty")]
    pub preferred: HalfDays,
    /// With `unavailable`: free times at the same station, nearest to the wish first.
    #[serde(default)]
    pub alternatives: Vec<Slot>,
}

/// Prints no time.
impl fmt::Debug for Appointment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Appointment {{ state: {:?}, *** }}", self.state)
    }
}

/// The body of `PUT …/appointment`: `{"version":2,"act":"request","slot":"2026-12-01T10:30:00+01:00"}`.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct AppointmentChange {
    /// [`Progress::version`](super::progress::Progress::version) as seen by the person; 409 where it is another by now.
    pub version: u32,
    /// What the person wants.
    #[serde(flatten)]
    pub wish: Wish,
}

/// What the person wants of an appointment.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Wish {
    /// The time that an agent proposed.
    Accept,
    /// That time: the start of a free slot, as the list of slots has it.
    Request {
        /// [`Slot::start`], as text.
        slot: String,
    },
    /// Another time, which an agent proposes.
    AskAgain {
        /// When it would suit; empty where any time does.
        #[serde(default, skip_serializing_if = "HalfDays::is_empty")]
        preferred: HalfDays,
    },
    /// None.
    Cancel,
}

impl Wish {
    /// The act that this is.
    pub fn act(&self) -> Act {
        match self {
            Self::Accept => Act::Accept,
            Self::Request { .. } => Act::Request,
            Self::AskAgain { .. } => Act::AskAgain,
            Self::Cancel => Act::Cancel,
        }
    }
}

/// Prints no time.
impl fmt::Debug for AppointmentChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AppointmentChange {{ version: {}, wish: {:?} }}", self.version, self.wish)
    }
}

/// Prints no time.
impl fmt::Debug for Wish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}(***)", self.act())
    }
}
