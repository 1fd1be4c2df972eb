//! What the server's answers to a follow-up mean.

use crate::{
    json,
    wire::{
        problem::{Problem, ProblemType},
        progress::Progress,
        slot::Slot,
    },
};

/// Seconds to wait where the server asks for patience and does not say how long.
const PATIENCE_SECONDS: u32 = 30;

/// An answer, or what stands for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Where it stands; what was asked for was done.
    Here(Progress),
    /// It had changed meanwhile: nothing was done, and this is where it stands.
    Stale(Progress),
    /// What was asked for makes no sense any more: this is where it stands.
    NotNow(Progress),
    /// The time that was asked for is not free: others are.
    SlotGone {
        /// Where it stands, if that was told.
        progress: Option<Progress>,
        /// Free times at the same station.
        alternatives: Vec<Slot>,
    },
    /// No such reference, or not its code: deliberately one answer.
    Unknown,
    /// The server asks to wait.
    Busy {
        /// For so long.
        seconds: u32,
    },
    /// There is no connection, and nothing was asked that could have been done.
    Offline,
    /// There is no answer, and what was asked may have been done.
    Unclear,
    /// The server failed, or something else answered in its place.
    Failed,
}

impl Answer {
    /// Reads an answer.
    #[must_use]
    pub fn read(status: u16, retry_after: Option<u32>, body: &str) -> Self {
        if (200..300).contains(&status) {
            return json::read(body).map_or(Self::Failed, Self::Here);
        }
        if matches!(status, 429 | 503) {
            return Self::Busy { seconds: retry_after.unwrap_or(PATIENCE_SECONDS).max(1) };
        }
        // An address of the API that is not there is no answer about a declaration.
        let Some(problem) = json::read::<Problem>(body) else { return Self::Failed };
        match (problem.kind, problem.progress) {
            (ProblemType::UnknownReference, _) => Self::Unknown,
            (ProblemType::Stale, Some(progress)) => Self::Stale(progress),
            (ProblemType::NotNow, Some(progress)) => Self::NotNow(progress),
            (ProblemType::SlotUnavailable, progress) => Self::SlotGone { progress, alternatives: problem.alternatives },
            _ => Self::Failed,
        }
    }

    /// No answer came. `asked_for_change` is true where something may have been done all the same.
    #[must_use]
    pub fn none(asked_for_change: bool) -> Self {
        if asked_for_change { Self::Unclear } else { Self::Offline }
    }

    /// Where it stands, if the answer tells.
    #[must_use]
    pub fn progress(&self) -> Option<&Progress> {
        match self {
            Self::Here(progress) | Self::Stale(progress) | Self::NotNow(progress) => Some(progress),
            Self::SlotGone { progress, .. } => progress.as_ref(),
            Self::Unknown | Self::Busy { .. } | Self::Offline | Self::Unclear | Self::Failed => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::progress::Status;

    fn progress() -> Progress {
        Progress {
            reference: "K7M-2QX-94R".to_owned(),
            status: Status::Received,
            reason: None,
            received_at: "2026-11-23T20:15:00Z".to_owned(),
            expires_at: "2026-12-23T20:15:00Z".to_owned(),
            version: 1,
            station: None,
            appointment: None,
            events: Vec::new(),
        }
    }

    fn problem(kind: ProblemType, progress: Option<Progress>) -> Answer {
        let problem = Problem { progress, ..Problem::new(kind, "") };
        Answer::read(problem.status, None, &serde_json::to_string(&problem).unwrap())
    }

    #[test]
    fn every_answer_has_a_meaning() {
        let body = serde_json::to_string(&progress()).unwrap();
        assert_eq!(Answer::read(200, None, &body), Answer::Here(progress()));
        assert_eq!(problem(ProblemType::Stale, Some(progress())), Answer::Stale(progress()));
        assert_eq!(problem(ProblemType::NotNow, Some(progress())), Answer::NotNow(progress()));
        assert_eq!(problem(ProblemType::UnknownReference, None), Answer::Unknown);
        assert_eq!(
            problem(ProblemType::SlotUnavailable, None),
            Answer::SlotGone { progress: None, alternatives: Vec::new() }
        );
        assert_eq!(Answer::read(429, Some(7), ""), Answer::Busy { seconds: 7 });
        assert_eq!(Answer::read(503, None, "<html>"), Answer::Busy { seconds: 30 });
    }

    #[test]
    fn what_makes_no_sense_is_a_failure_and_never_a_state() {
        for (status, body) in
            [(200, "<html>"), (200, "{}"), (204, ""), (404, "<html>"), (404, ""), (409, "{}"), (500, ""), (302, "")]
        {
            assert_eq!(Answer::read(status, None, body), Answer::Failed, "{status} {body}");
        }
        assert_eq!(problem(ProblemType::NotFound, None), Answer::Failed);
        assert_eq!(problem(ProblemType::Stale, None), Answer::Failed);
    }

    #[test]
    fn no_answer_to_a_change_is_not_no_change() {
        assert_eq!((Answer::none(false), Answer::none(true)), (Answer::Offline, Answer::Unclear));
    }
}
