//! What can become of a submission: the one state machine of the server, its agents and the page.
//!
//! A wish for a time and its fate are part of an open case, so that nothing can be proposed for a case that is closed.

use core::fmt;
use serde::{Deserialize, Serialize};

/// Where a submission stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// A complaint that nobody has decided on; with what became of a wish for a time, if there was one.
    Open(Option<AppointmentState>),
    /// A content report that nobody has handled.
    Unhandled,
    /// Nothing follows.
    Closed(Outcome),
}

/// How a submission ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The person signed the complaint at the station.
    Signed,
    /// An agent found that it cannot become a complaint.
    Rejected(RejectionReason),
    /// The person took it back.
    Withdrawn,
    /// Nobody signed in time.
    Expired,
    /// An agent has done what a content report asks for.
    Handled,
}

/// Where a wish for a time stands. Only [`Confirmed`](Self::Confirmed) is an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AppointmentState {
    /// The person wants another time than the one proposed and named none: an agent proposes one.
    Asked,
    /// The person named a time, and it is held for a while. **Not an appointment.**
    Requested,
    /// An agent named a time, and it is held for a while: the person accepts it, asks again or cancels.
    Proposed,
    /// An agent and the person agree.
    Confirmed,
    /// The person wants no appointment any more.
    Cancelled,
    /// Nobody answered in time, and the time was given free.
    Lapsed,
    /// The time that was wished when the complaint was sent was not free.
    Unavailable,
}

impl AppointmentState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Asked,
        Self::Requested,
        Self::Proposed,
        Self::Confirmed,
        Self::Cancelled,
        Self::Lapsed,
        Self::Unavailable,
    ];

    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Requested => "requested",
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Cancelled => "cancelled",
            Self::Lapsed => "lapsed",
            Self::Unavailable => "unavailable",
        }
    }

    /// The state of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// True where a place at the station is kept for this person.
    pub fn holds_a_place(self) -> bool {
        matches!(self, Self::Requested | Self::Proposed | Self::Confirmed)
    }
}

/// Why a complaint is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RejectionReason {
    /// Another service is the right one.
    WrongService,
    /// A civil or labour dispute.
    CivilDispute,
    /// No offence: a lost object, for instance.
    NoOffence,
    /// Too little information to work from.
    TooLittleInformation,
    /// Too long ago.
    TimeBarred,
    /// Nobody came to the appointment.
    NobodyCame,
}

impl RejectionReason {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::WrongService,
        Self::CivilDispute,
        Self::NoOffence,
        Self::TooLittleInformation,
        Self::TimeBarred,
        Self::NobodyCame,
    ];

    /// The name on the wire and on the agent's command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WrongService => "wrong-service",
            Self::CivilDispute => "civil-dispute",
            Self::NoOffence => "no-offence",
            Self::TooLittleInformation => "too-little-information",
            Self::TimeBarred => "time-barred",
            Self::NobodyCame => "nobody-came",
        }
    }

    /// The reason of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == name)
    }
}

/// What somebody does to a case, or time does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// An agent names a time.
    Propose,
    /// An agent says yes to the time that the person named, or heard the person's yes by telephone.
    Confirm,
    /// An agent ends it, with a reason.
    Reject(RejectionReason),
    /// An agent notes that the person signed.
    Sign,
    /// An agent has done what a content report asks for.
    Handle,
    /// The person says yes to the time that an agent named.
    Accept,
    /// The person names a time.
    Request,
    /// The person wants another time and names none.
    AskAgain,
    /// The person wants no appointment.
    Cancel,
    /// The person takes the complaint back.
    Withdraw,
    /// A held time was held for as long as it may be.
    Lapse,
    /// The complaint was kept for as long as it may be.
    Expire,
}

/// Why an act is not possible now, as the end of a sentence: `it is signed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused(pub &'static str);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl core::error::Error for Refused {}

impl Case {
    /// The case after an act; refused where the act makes no sense now.
    pub fn after(self, act: Act) -> Result<Self, Refused> {
        use AppointmentState as A;
        let appointment = match self {
            Self::Open(appointment) => appointment,
            Self::Unhandled if act == Act::Handle => return Ok(Self::Closed(Outcome::Handled)),
            Self::Unhandled => return Err(Refused("it is a content report, which can only be handled")),
            Self::Closed(outcome) => return Err(Refused(outcome.refusal())),
        };
        let state = match act {
            Act::Reject(reason) => return Ok(Self::Closed(Outcome::Rejected(reason))),
            Act::Sign => return Ok(Self::Closed(Outcome::Signed)),
            Act::Withdraw => return Ok(Self::Closed(Outcome::Withdrawn)),
            Act::Expire => return Ok(Self::Closed(Outcome::Expired)),
            Act::Handle => return Err(Refused("it is a complaint, which is signed or rejected")),
            Act::Propose => A::Proposed,
            Act::Request => A::Requested,
            Act::AskAgain => A::Asked,
            Act::Confirm => match appointment {
                Some(A::Requested | A::Proposed) => A::Confirmed,
                Some(A::Confirmed) => return Err(Refused("its appointment is confirmed already")),
                Some(A::Lapsed) => return Err(Refused("its time is not held any more: propose one")),
                _ => return Err(Refused("no time is requested: propose one")),
            },
            Act::Accept => match appointment {
                Some(A::Proposed) => A::Confirmed,
                _ => return Err(Refused("no time is proposed")),
            },
            Act::Cancel => match appointment {
                Some(A::Asked | A::Requested | A::Proposed | A::Confirmed) => A::Cancelled,
                _ => return Err(Refused("there is no appointment, and none is asked for")),
            },
            Act::Lapse => match appointment {
                Some(A::Requested | A::Proposed) => A::Lapsed,
                _ => return Err(Refused("no time is held for an answer")),
            },
        };
        Ok(Self::Open(Some(state)))
    }

    /// What became of a wish for a time, while the case is open.
    pub fn appointment(self) -> Option<AppointmentState> {
        match self {
            Self::Open(appointment) => appointment,
            Self::Unhandled | Self::Closed(_) => None,
        }
    }
}

impl Outcome {
    fn refusal(self) -> &'static str {
        match self {
            Self::Signed => "it is signed",
            Self::Rejected(_) => "it is rejected",
            Self::Withdrawn => "it is withdrawn",
            Self::Expired => "it has expired",
            Self::Handled => "it is handled",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REASON: RejectionReason = RejectionReason::NoOffence;

    const ACTS: [Act; 12] = [
        Act::Propose,
        Act::Confirm,
        Act::Reject(REASON),
        Act::Sign,
        Act::Handle,
        Act::Accept,
        Act::Request,
        Act::AskAgain,
        Act::Cancel,
        Act::Withdraw,
        Act::Lapse,
        Act::Expire,
    ];

    fn name(case: Case) -> String {
        match case {
            Case::Open(None) => "open".to_owned(),
            Case::Open(Some(state)) => state.as_str().to_owned(),
            Case::Unhandled => "report".to_owned(),
            Case::Closed(outcome) => {
                outcome.refusal().trim_start_matches("it is ").trim_start_matches("it has ").to_owned()
            }
        }
    }

    /// One line a case: its name, then what each act of [`ACTS`] makes of it; `.` where the act is refused.
    const TABLE: &str = "
        open         proposed . rejected signed . . requested asked . withdrawn . expired
        asked        proposed . rejected signed . . requested asked cancelled withdrawn . expired
        requested    proposed confirmed rejected signed . . requested asked cancelled withdrawn lapsed expired
        proposed     proposed confirmed rejected signed . confirmed requested asked cancelled withdrawn lapsed expired
        confirmed    proposed . rejected signed . . requested asked cancelled withdrawn . expired
        cancelled    proposed . rejected signed . . requested asked . withdrawn . expired
        lapsed       proposed . rejected signed . . requested asked . withdrawn . expired
        unavailable  proposed . rejected signed . . requested asked . withdrawn . expired
        report       . . . . handled . . . . . . .
        signed       . . . . . . . . . . . .
        rejected     . . . . . . . . . . . .
        withdrawn    . . . . . . . . . . . .
        expired      . . . . . . . . . . . .
        handled      . . . . . . . . . . . .
    ";

    #[test]
    fn every_act_in_every_case_leads_where_the_table_says() {
        let mut cases = vec![Case::Open(None), Case::Unhandled];
        cases.extend(AppointmentState::ALL.map(|state| Case::Open(Some(state))));
        let closed =
            [Outcome::Signed, Outcome::Rejected(REASON), Outcome::Withdrawn, Outcome::Expired, Outcome::Handled];
        cases.extend(closed.map(Case::Closed));
        let rows: Vec<Vec<&str>> = TABLE
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>())
            .filter(|row| !row.is_empty())
            .collect();
        assert_eq!(rows.len(), cases.len());
        for case in cases {
            let row = rows.iter().find(|row| row[0] == name(case)).unwrap();
            assert_eq!(row.len(), ACTS.len() + 1, "{}", row[0]);
            for (act, expected) in ACTS.into_iter().zip(&row[1..]) {
                match case.after(act) {
                    Ok(after) => assert_eq!(name(after), *expected, "{act:?} on {}", row[0]),
                    Err(Refused(why)) => assert!(*expected == "." && !why.is_empty(), "{act:?} on {}: {why}", row[0]),
                }
            }
        }
    }

    #[test]
    fn names_agree_with_json_and_come_back() {
        for state in AppointmentState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
            assert_eq!(AppointmentState::parse(state.as_str()), Some(state));
        }
        for reason in RejectionReason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
            assert_eq!(RejectionReason::parse(reason.as_str()), Some(reason));
        }
    }
}
