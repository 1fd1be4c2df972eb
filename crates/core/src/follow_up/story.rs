//! Where a declaration stands, as words and as what its sender can do.

use crate::{
    domain::{
        case::{Act, AppointmentState, Case, Outcome, RejectionReason},
        date::unix_of_rfc3339,
    },
    papers::deadlines::CALL_WITHIN_SECONDS,
    text::Word,
    wire::{
        appointment::Appointment,
        progress::{EventKind, Progress, Status},
    },
};

/// A sentence, and the moment that it names (seconds since 1970).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence.
    pub word: Word,
    /// What its `{date}` and `{time}` are.
    pub moment: Option<i64>,
}

impl Sentence {
    const fn plain(word: Word) -> Self {
        Self { word, moment: None }
    }
}

/// How far a time at the station has come: the shape of its mark, which says the same as its words and its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Asked for: nothing is sure.
    Asked,
    /// It is the person's turn.
    Proposed,
    /// Agreed.
    Confirmed,
    /// Not, or no longer.
    Off,
}

/// The case that the server's answer is about.
#[must_use]
pub fn case(progress: &Progress) -> Case {
    match progress.status {
        Status::Received => Case::Open(progress.appointment.as_ref().map(|appointment| appointment.state)),
        Status::Signed => Case::Closed(Outcome::Signed),
        Status::Rejected => {
            Case::Closed(Outcome::Rejected(progress.reason.unwrap_or(RejectionReason::TooLittleInformation)))
        }
        Status::Withdrawn => Case::Closed(Outcome::Withdrawn),
        Status::Expired => Case::Closed(Outcome::Expired),
        Status::Handled => Case::Closed(Outcome::Handled),
    }
}

/// What the person can do now, by the rules that the server holds too. Naming a time is left out: it needs a list of them.
#[must_use]
pub fn acts(progress: &Progress) -> Vec<Act> {
    let case = case(progress);
    let possible = |act: &Act| case.after(*act).is_ok();
    [Act::Accept, Act::AskAgain, Act::Cancel, Act::Withdraw].into_iter().filter(possible).collect()
}

/// Where it stands, in a few words.
#[must_use]
pub fn status(status: Status) -> Word {
    match status {
        Status::Received => Word::StatusReceived,
        Status::Signed => Word::StatusSigned,
        Status::Rejected => Word::StatusRejected,
        Status::Withdrawn => Word::StatusWithdrawn,
        Status::Expired => Word::StatusExpired,
        Status::Handled => Word::StatusHandled,
    }
}

/// What to do now, or to know. `now` is in seconds since 1970.
#[must_use]
pub fn now(progress: &Progress, now: i64) -> Vec<Sentence> {
    match progress.status {
        Status::Received => open(progress, now),
        Status::Signed => vec![Sentence::plain(Word::NowSigned)],
        Status::Rejected => {
            progress.reason.map(reason).into_iter().chain([Word::NowRejected]).map(Sentence::plain).collect()
        }
        Status::Withdrawn => vec![Sentence::plain(Word::NowWithdrawn)],
        Status::Expired => vec![Sentence::plain(Word::NowExpired)],
        Status::Handled => vec![Sentence::plain(Word::NowHandled)],
    }
}

/// Nobody has decided yet: the appointment has its own words, and where there is none the call is waited for.
fn open(progress: &Progress, now: i64) -> Vec<Sentence> {
    let held = progress.appointment.as_ref().is_some_and(|appointment| appointment.state.holds_a_place());
    let call_by = unix_of_rfc3339(&progress.received_at).and_then(|received| received.checked_add(CALL_WITHIN_SECONDS));
    let call = call_by.filter(|_| !held).map(|moment| Sentence {
        word: if moment > now { Word::NowReceived } else { Word::NowCallLate },
        moment: Some(moment),
    });
    let sign = Sentence { word: Word::NowSignBy, moment: unix_of_rfc3339(&progress.expires_at) };
    call.into_iter().chain([sign]).collect()
}

fn reason(reason: RejectionReason) -> Word {
    match reason {
        RejectionReason::WrongService => Word::ReasonWrongService,
        RejectionReason::CivilDispute => Word::ReasonCivilDispute,
        RejectionReason::NoOffence => Word::ReasonNoOffence,
        RejectionReason::TooLittleInformation => Word::ReasonTooLittleInformation,
        RejectionReason::TimeBarred => Word::ReasonTimeBarred,
        RejectionReason::NobodyCame => Word::ReasonNobodyCame,
    }
}

/// A time at the station: its mark, a few words, and what they mean for the person.
#[must_use]
pub fn visit(appointment: &Appointment) -> (Mark, Word, Sentence) {
    let moment = appointment.held_until.as_deref().and_then(unix_of_rfc3339);
    let (mark, title, word) = match appointment.state {
        AppointmentState::Asked => (Mark::Asked, Word::VisitAsked, Word::VisitAskedText),
        AppointmentState::Requested => (Mark::Asked, Word::VisitRequested, Word::VisitRequestedText),
        AppointmentState::Proposed => (Mark::Proposed, Word::VisitProposed, Word::VisitProposedText),
        AppointmentState::Confirmed => (Mark::Confirmed, Word::VisitConfirmed, Word::VisitConfirmedText),
        AppointmentState::Cancelled => (Mark::Off, Word::VisitCancelled, Word::VisitCancelledText),
        AppointmentState::Lapsed => (Mark::Off, Word::VisitLapsed, Word::VisitLapsedText),
        AppointmentState::Unavailable => (Mark::Off, Word::VisitUnavailable, Word::VisitUnavailableText),
    };
    (mark, title, Sentence { word, moment })
}

/// What has happened, in a few words.
#[must_use]
pub fn event(kind: EventKind) -> Word {
    match kind {
        EventKind::Received => Word::EventReceived,
        EventKind::Asked => Word::EventAsked,
        EventKind::Requested => Word::EventRequested,
        EventKind::Proposed => Word::EventProposed,
        EventKind::Confirmed => Word::EventConfirmed,
        EventKind::Cancelled => Word::EventCancelled,
        EventKind::Lapsed => Word::EventLapsed,
        EventKind::Unavailable => Word::EventUnavailable,
        EventKind::Signed => Word::EventSigned,
        EventKind::Rejected => Word::EventRejected,
        EventKind::Withdrawn => Word::EventWithdrawn,
        EventKind::Expired => Word::EventExpired,
        EventKind::Handled => Word::EventHandled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::appointment::HalfDays;

    const RECEIVED: i64 = 1_795_464_900;

    fn at(status: Status, state: Option<AppointmentState>) -> Progress {
        let appointment = state.map(|state| Appointment {
            state,
            slot: None,
            held_until: Some("2026-11-25T20:15:00Z".to_owned()),
            preferred: HalfDays::default(),
            alternatives: Vec::new(),
        });
        Progress {
            reference: "K7M-2QX-94R".to_owned(),
            status,
            reason: Some(RejectionReason::NobodyCame),
            received_at: "2026-11-23T20:15:00Z".to_owned(),
            expires_at: "2026-12-23T20:15:00Z".to_owned(),
            version: 1,
            station: Some("pn-59350-lille".to_owned()),
            appointment,
            events: Vec::new(),
        }
    }

    #[test]
    fn what_can_be_done_is_what_the_server_takes() {
        let acts = |status, state| acts(&at(status, state));
        assert_eq!(acts(Status::Received, None), [Act::AskAgain, Act::Withdraw]);
        let proposed = acts(Status::Received, Some(AppointmentState::Proposed));
        assert_eq!(proposed, [Act::Accept, Act::AskAgain, Act::Cancel, Act::Withdraw]);
        assert!(acts(Status::Received, Some(AppointmentState::Cancelled)) == [Act::AskAgain, Act::Withdraw]);
        for closed in Status::ALL.iter().filter(|status| **status != Status::Received) {
            assert_eq!(acts(*closed, None), []);
        }
    }

    #[test]
    fn the_call_is_late_after_a_day_and_not_waited_for_beside_an_appointment() {
        let words = |state, later| -> Vec<Word> {
            now(&at(Status::Received, state), RECEIVED + later).iter().map(|sentence| sentence.word).collect()
        };
        assert_eq!(words(None, 3600), [Word::NowReceived, Word::NowSignBy]);
        assert_eq!(words(None, 2 * 86_400), [Word::NowCallLate, Word::NowSignBy]);
        assert_eq!(words(Some(AppointmentState::Confirmed), 2 * 86_400), [Word::NowSignBy]);
        assert_eq!(words(Some(AppointmentState::Lapsed), 3600), [Word::NowReceived, Word::NowSignBy]);
    }

    #[test]
    fn only_what_is_agreed_looks_agreed() {
        for state in AppointmentState::ALL {
            let progress = at(Status::Received, Some(state));
            let (mark, ..) = visit(progress.appointment.as_ref().unwrap());
            assert_eq!(mark == Mark::Confirmed, state == AppointmentState::Confirmed, "{state:?}");
        }
    }

    #[test]
    fn a_rejection_says_why() {
        let words: Vec<Word> = now(&at(Status::Rejected, None), RECEIVED).iter().map(|told| told.word).collect();
        assert_eq!(words, [Word::ReasonNobodyCame, Word::NowRejected]);
    }
}
