//! The follow-up: `GET /api/v1/submissions/{reference}` with the code, and what its changes answer.

use core::fmt;
use serde::{Deserialize, Serialize};

use super::appointment::Appointment;
use super::slot::Slot;
use crate::domain::case::{Case, Outcome, RejectionReason};

/// Where a submission stands, for whoever holds its code.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Progress {
    /// The reference, as shown.
    pub reference: String,
    /// Where it stands.
    pub status: Status,
    /// Why, where it is `rejected`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RejectionReason>,
    /// RFC 3339, UTC, whole seconds.
    pub received_at: String,
    /// When it is erased if nobody signs: RFC 3339, UTC, whole seconds.
    pub expires_at: String,
    /// Grows with everything that happens: a change of the appointment names the one it was decided on.
    #[serde(default)]
    pub version: u32,
    /// The station whose times can be asked for; none once it is erased, or where none was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
    /// The wished or agreed time, while the case is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<Appointment>,
    /// What happened, oldest first. Once it is erased, only its arrival and its end.
    pub events: Vec<Event>,
}

/// Prints no reference and no time.
impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Progress {{ reference: ***, status: {:?}, version: {}, *** }}", self.status, self.version)
    }
}

/// One thing that happened to a submission.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Event {
    /// RFC 3339, UTC, whole seconds.
    pub at: String,
    /// What happened.
    pub kind: EventKind,
    /// The time that it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<Slot>,
}

/// Prints no time at the station.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Event {{ at: {}, kind: {:?}, *** }}", self.at, self.kind)
    }
}

macro_rules! named {
    ($(#[$of:meta])* $type:ident { $($(#[$doc:meta])* $name:ident = $text:literal,)+ }) => {
        $(#[$of])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
        }

        impl $type {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The name on the wire.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }

            /// The one of that name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == name)
            }
        }
    };
}

named! {
    /// What can happen to a submission.
    EventKind {
        /// It arrived.
        Received = "received",
        /// The person asked for another time.
        Asked = "asked",
        /// The person named a time.
        Requested = "requested",
        /// An agent named a time.
        Proposed = "proposed",
        /// The appointment was agreed.
        Confirmed = "confirmed",
        /// The person cancelled the appointment or the wish.
        Cancelled = "cancelled",
        /// Nobody answered in time: the time was given free.
        Lapsed = "lapsed",
        /// The wished time was not free.
        Unavailable = "unavailable",
        /// The person signed.
        Signed = "signed",
        /// An agent rejected it.
        Rejected = "rejected",
        /// The person took it back.
        Withdrawn = "withdrawn",
        /// Nobody signed in time.
        Expired = "expired",
        /// A content report was handled.
        Handled = "handled",
    }
}

named! {
    /// Where a submission stands.
    Status {
        /// Stored; nobody has decided on it yet.
        Received = "received",
        /// Signed at the station, and erased here.
        Signed = "signed",
        /// Rejected; erased when its time is over.
        Rejected = "rejected",
        /// Taken back, and erased here.
        Withdrawn = "withdrawn",
        /// Erased because its time was over.
        Expired = "expired",
        /// A content report that was handled.
        Handled = "handled",
    }
}

impl Status {
    /// The status of a case.
    pub fn of(case: Case) -> Self {
        match case {
            Case::Open(_) | Case::Unhandled => Self::Received,
            Case::Closed(Outcome::Signed) => Self::Signed,
            Case::Closed(Outcome::Rejected(_)) => Self::Rejected,
            Case::Closed(Outcome::Withdrawn) => Self::Withdrawn,
            Case::Closed(Outcome::Expired) => Self::Expired,
            Case::Closed(Outcome::Handled) => Self::Handled,
        }
    }
}

impl EventKind {
    /// What has happened when a case came to stand so.
    pub fn of(case: Case) -> Self {
        use crate::domain::case::AppointmentState as A;
        match case {
            Case::Open(None) | Case::Unhandled => Self::Received,
            Case::Open(Some(state)) => match state {
                A::Asked => Self::Asked,
                A::Requested => Self::Requested,
                A::Proposed => Self::Proposed,
                A::Confirmed => Self::Confirmed,
                A::Cancelled => Self::Cancelled,
                A::Lapsed => Self::Lapsed,
                A::Unavailable => Self::Unavailable,
            },
            Case::Closed(outcome) => match outcome {
                Outcome::Signed => Self::Signed,
                Outcome::Rejected(_) => Self::Rejected,
                Outcome::Withdrawn => Self::Withdrawn,
                Outcome::Expired => Self::Expired,
                Outcome::Handled => Self::Handled,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_with_json_and_come_back() {
        for kind in EventKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(EventKind::parse(kind.as_str()), Some(*kind));
        }
        for status in Status::ALL {
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
            assert_eq!(Status::parse(status.as_str()), Some(*status));
        }
    }
}
