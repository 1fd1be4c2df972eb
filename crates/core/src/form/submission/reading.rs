//! From a status line and a body to an [`Answer`]. What is not plainly ours counts as unclear: trying again is safe.

use super::calls::{Answer, Call, Cause, Refusal};
use super::upload::{FileFault, UploadCall};
use crate::json;
use crate::wire::problem::{Problem, ProblemType};
use crate::wire::submission::Receipt;
use crate::wire::upload::Pieces;

impl Answer {
    /// Reads what a server answered. `retry_after` is in seconds, counted from now.
    pub fn read(call: Call, status: u16, retry_after: Option<u32>, body: &str) -> Self {
        let unclear = |cause| Self::Unclear { cause, retry_after };
        if matches!(status, 200..=299) {
            return match (call, status) {
                (Call::GiveUp, _) => Self::GivenUp,
                (Call::Upload(UploadCall::Which(_)), _) => {
                    json::read::<Pieces>(body).map_or(unclear(Cause::Strange), |told| Self::There(told.pieces))
                }
                // Anything but an empty answer comes from something in between.
                (Call::Upload(UploadCall::Piece(..)), 204) => Self::Taken,
                (Call::Upload(UploadCall::Piece(..)), _) => unclear(Cause::Strange),
                _ => json::read::<Receipt>(body).map_or(unclear(Cause::Strange), Self::Receipt),
            };
        }
        if let Some(problem) = json::read::<Problem>(body)
            && let Some(answer) = Self::of_problem(call, problem)
        {
            return answer;
        }
        match (call, status) {
            // Something in front of the server may be stricter than the server.
            (Call::Post, 400) => Self::Refused(Refusal::Invalid),
            (Call::Post, 413) => Self::Refused(Refusal::TooLarge),
            (_, 408) => unclear(Cause::Timeout),
            (_, 425 | 429 | 503) => unclear(Cause::Busy),
            _ => unclear(Cause::Strange),
        }
    }

    fn of_problem(call: Call, problem: Problem) -> Option<Self> {
        match (call, problem.kind) {
            (_, ProblemType::GivenUp) => Some(Self::GivenUp),
            (_, ProblemType::AlreadyArrived) => problem.receipt.map(Self::Receipt),
            (Call::Ask(_), ProblemType::NotYet) => Some(Self::Missing),
            (Call::Post, ProblemType::KeyReused) => Some(Self::KeyReused),
            (Call::Post, ProblemType::UnknownKey) => Some(Self::UnknownKey),
            (Call::Post, ProblemType::UploadIncomplete) => Some(Self::Refused(Refusal::UploadIncomplete)),
            (Call::Post, ProblemType::TooLarge) => Some(Self::Refused(Refusal::TooLarge)),
            (
                Call::Upload(call),
                ProblemType::PieceDiffers
                | ProblemType::TooLarge
                | ProblemType::Malformed
                | ProblemType::UnsupportedMediaType,
            ) => Some(Self::Refused(Refusal::File(call.upload().id, FileFault::NotTaken))),
            (Call::Post, ProblemType::Malformed | ProblemType::KeyMissing | ProblemType::UnsupportedMediaType) => {
                Some(Self::Refused(Refusal::Invalid))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Why;
    use super::*;

    const ASK: Call = Call::Ask(Why::Unknown);
    const RECEIPT: &str = include_str!("../../../tests/golden/wire-v1-receipt.json");

    fn unclear(cause: Cause) -> Answer {
        Answer::Unclear { cause, retry_after: None }
    }

    fn problem(kind: &ProblemType) -> String {
        format!(r#"{{"type":"{}","title":"","status":{},"detail":""}}"#, kind.uri(), kind.status())
    }

    #[track_caller]
    fn check(call: Call, status: u16, body: &str, expected: &Answer) {
        assert_eq!(Answer::read(call, status, None, body), *expected);
    }

    #[test]
    fn receipts_are_read() {
        let receipt = Answer::Receipt(serde_json::from_str(RECEIPT).unwrap());
        check(Call::Post, 201, RECEIPT, &receipt);
        check(ASK, 200, RECEIPT, &receipt);
        let late = format!(r#"{{"type":"/problems/already-arrived","receipt":{RECEIPT}}}"#);
        check(Call::GiveUp, 409, &late, &receipt);
        check(Call::GiveUp, 204, "", &Answer::GivenUp);
    }

    #[test]
    fn each_problem_leads_somewhere() {
        use ProblemType as P;
        for (call, kind, expected) in [
            (Call::Post, P::KeyReused, Answer::KeyReused),
            (Call::Post, P::UnknownKey, Answer::UnknownKey),
            (Call::Post, P::GivenUp, Answer::GivenUp),
            (Call::Post, P::TooLarge, Answer::Refused(Refusal::TooLarge)),
            (Call::Post, P::Malformed, Answer::Refused(Refusal::Invalid)),
            (Call::Post, P::UploadIncomplete, Answer::Refused(Refusal::UploadIncomplete)),
            (Call::Post, P::Timeout, unclear(Cause::Timeout)),
            (Call::Post, P::Unavailable, unclear(Cause::Busy)),
            (Call::Post, P::Internal, unclear(Cause::Strange)),
            (Call::Post, P::NotFound, unclear(Cause::Strange)),
            (ASK, P::NotYet, Answer::Missing),
            (ASK, P::NotFound, unclear(Cause::Strange)),
            (Call::GiveUp, P::GivenUp, Answer::GivenUp),
            (Call::GiveUp, P::WrongKey, unclear(Cause::Strange)),
            (Call::GiveUp, P::NotYet, unclear(Cause::Strange)),
            (Call::GiveUp, P::AlreadyArrived, unclear(Cause::Strange)),
        ] {
            check(call, kind.status(), &problem(&kind), &expected);
        }
    }

    /// A login page of a hotel, a proxy's own error, half a body: nobody knows, so ask again.
    #[test]
    fn what_is_not_ours_is_unclear() {
        for body in ["", "<html>", "{}", "null", r#"{"reference":"K7M"}"#, &RECEIPT[..20]] {
            check(Call::Post, 200, body, &unclear(Cause::Strange));
            check(ASK, 200, body, &unclear(Cause::Strange));
            for status in [301, 401, 403, 404, 409, 410, 418, 422, 500, 502, 504] {
                check(Call::Post, status, body, &unclear(Cause::Strange));
            }
            check(Call::Post, 413, body, &Answer::Refused(Refusal::TooLarge));
            check(ASK, 413, body, &unclear(Cause::Strange));
        }
        let patient = Answer::read(Call::Post, 429, Some(7), "slow down");
        assert_eq!(patient, Answer::Unclear { cause: Cause::Busy, retry_after: Some(7) });
    }
}
