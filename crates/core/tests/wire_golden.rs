//! What version 1 puts on the wire, byte by byte. These files are never rewritten: a change that breaks one of them
//! needs a new version beside the old one. (`GUICHET_WRITE_GOLDEN=1` writes the ones that are missing.)
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

use guichet_core::domain::appointment::HalfDays;
use guichet_core::domain::case::{AppointmentState, RejectionReason};
use guichet_core::wire::appointment::{Appointment, AppointmentChange, Wish};
use guichet_core::wire::code::FollowUpCode;
use guichet_core::wire::key::SubmissionKey;
use guichet_core::wire::pieces::{ContentKey, PIECE_TEXT, SealedFile, UploadId};
use guichet_core::wire::problem::{Problem, ProblemType};
use guichet_core::wire::progress::{Event, EventKind, Progress, Status};
use guichet_core::wire::reference::Reference;
use guichet_core::wire::seal::{self, Header, SecretKey};
use guichet_core::wire::sha256_hex;
use guichet_core::wire::slot::{FreeSlots, Slot, Start};
use guichet_core::wire::submission::{FormName, Receipt, Submission};
use guichet_core::wire::upload::Pieces;
use std::path::PathBuf;

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

#[track_caller]
fn check(name: &str, actual: &str) {
    let path = golden(name);
    if !path.exists() && std::env::var_os("GUICHET_WRITE_GOLDEN").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(expected, actual, "{name}");
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

const TEXT: &str = r#"{"schema":1,"form":"pre-complaint","complaint":{}}"#;

fn key() -> SubmissionKey {
    SubmissionKey::from_random(*b"0123456789abcdef")
}

fn code() -> FollowUpCode {
    FollowUpCode::from_random(*b"0123456789abc")
}

#[test]
fn what_people_copy_by_hand() {
    let (key, code) = (key(), code());
    let lines = [
        format!("key {}", key.as_uuid()),
        format!("key hash {}", key.hash_hex()),
        format!("reference {}", Reference::from_random(*b"01234")),
        format!("code {}", code.as_text()),
        format!("code hash {}", code.hash_hex()),
        String::new(),
    ];
    check("wire-v1-copied.txt", &lines.join("\n"));
}

#[test]
fn a_sealed_submission() {
    let secret = SecretKey::from_random([1; 32]);
    let recipient = secret.public().to_recipient();
    let station = Some("pn-75056-central".to_owned());
    let mut header = Header::new(FormName::PreComplaint, 1, &recipient, &key(), station, Some(&code()));
    header.uploads = vec!["00112233445566778899aabbccddeeff".to_owned()];
    check("wire-v1-aad.txt", &format!("{}\n", hex(&header.aad())));
    check("wire-v1-secret-key.txt", &format!("{}\n", secret.to_base64()));
    let sealed = seal::seal(&recipient, &header, TEXT.as_bytes(), [2; 32]).unwrap();
    let submission = sealed.into_submission(header, Some("2026-12-01T10:30".to_owned()));
    check("wire-v1-submission.json", &serde_json::to_string(&submission).unwrap());
}

#[test]
fn the_stored_submission_still_opens() {
    let read = |name| std::fs::read_to_string(golden(name)).unwrap();
    let submission: Submission = serde_json::from_str(&read("wire-v1-submission.json")).unwrap();
    let secret = SecretKey::parse(&read("wire-v1-secret-key.txt")).unwrap();
    assert_eq!(submission.check(), Ok(()));
    assert_eq!(seal::open(&secret, &submission, &key().hash_hex()).as_deref(), Ok(TEXT.as_bytes()));
}

#[test]
fn a_submission_without_what_may_be_absent() {
    let secret = SecretKey::from_random([1; 32]);
    let recipient = secret.public().to_recipient();
    let header = Header::new(FormName::ContentReport, 1, &recipient, &key(), None, None);
    check("wire-v1-aad-report.txt", &format!("{}\n", hex(&header.aad())));
}

#[test]
fn what_the_api_answers() {
    let mut receipt = Receipt {
        reference: Reference::from_random(*b"01234").to_string(),
        received_at: "2026-11-23T20:15:00Z".to_owned(),
        expires_at: "2026-12-23T20:15:00Z".to_owned(),
        appointment: None,
    };
    check("wire-v1-receipt.json", &serde_json::to_string(&receipt).unwrap());
    receipt.appointment = Some(Appointment {
        state: AppointmentState::Unavailable,
        slot: None,
        held_until: None,
        preferred: HalfDays::default(),
        alternatives: Vec::new(),
    });
    let problem = Problem { receipt: Some(receipt), ..Problem::new(ProblemType::AlreadyArrived, "It had arrived.") };
    check("wire-v1-problem.json", &serde_json::to_string(&problem).unwrap());
}

#[test]
fn a_file_in_pieces() {
    let (id, key) = (UploadId::from_random(*b"0123456789abcdef"), ContentKey::from_random([3; 32]));
    let short = SealedFile { id: &id, key: &key, size: 5 };
    let mut lines = vec![
        format!("id {}", id.as_hex()),
        format!("key {}", String::from(key.clone())),
        format!("5 bytes, piece 0: {}", hex(&short.seal(0, b"photo").unwrap())),
    ];
    let long = SealedFile { size: PIECE_TEXT as u64 + 1, ..short };
    let content = vec![7; PIECE_TEXT + 1];
    for n in 0..long.pieces() {
        let piece = long.seal(n, &content[long.range(n).unwrap()]).unwrap();
        lines.push(format!("{} bytes, piece {n}: {} bytes, SHA-256 {}", long.size, piece.len(), sha256_hex(&[&piece])));
    }
    lines.push(String::new());
    check("wire-v1-pieces.txt", &lines.join("\n"));
}

fn slot(start: &str) -> Slot {
    Slot { start: Start::parse(start).unwrap(), minutes: 45 }
}

#[test]
fn times_at_a_station() {
    let slots = vec![slot("2026-12-01T10:30:00+01:00"), slot("2026-12-02T08:00:00+01:00")];
    let free = FreeSlots { station: "pn-75056-central".to_owned(), offered: true, slots };
    check("wire-v1-slots.json", &serde_json::to_string(&free).unwrap());
}

#[test]
fn how_a_submission_stands() {
    let event = |kind, slot| Event { at: "2026-11-24T08:00:00Z".to_owned(), kind, slot };
    let wished = slot("2026-12-01T10:30:00+01:00");
    let mut progress = Progress {
        reference: Reference::from_random(*b"01234").to_string(),
        status: Status::Received,
        reason: None,
        received_at: "2026-11-23T20:15:00Z".to_owned(),
        expires_at: "2026-12-23T20:15:00Z".to_owned(),
        version: 2,
        station: Some("pn-59350-lille".to_owned()),
        appointment: Some(Appointment {
            state: AppointmentState::Proposed,
            slot: Some(wished),
            held_until: Some("2026-11-26T08:00:00Z".to_owned()),
            preferred: HalfDays::default(),
            alternatives: Vec::new(),
        }),
        events: vec![event(EventKind::Received, None), event(EventKind::Proposed, Some(wished))],
    };
    let open = serde_json::to_string(&progress).unwrap();
    progress.status = Status::Rejected;
    progress.reason = Some(RejectionReason::CivilDispute);
    progress.appointment = None;
    progress.station = None;
    progress.events = vec![event(EventKind::Received, None), event(EventKind::Rejected, None)];
    let closed = serde_json::to_string(&progress).unwrap();
    let stale = Problem { progress: Some(progress), ..Problem::new(ProblemType::Stale, "It has changed.") };
    let taken = Problem { alternatives: vec![wished], ..Problem::new(ProblemType::SlotUnavailable, "It is not free.") };
    let lines = [open, closed, serde_json::to_string(&stale).unwrap(), serde_json::to_string(&taken).unwrap()];
    check("wire-v1-progress.jsonl", &(lines.join("\n") + "\n"));
}

#[test]
fn what_a_person_may_want_of_an_appointment() {
    let slot = "2026-12-01T10:30:00+01:00".to_owned();
    let suits = HalfDays::parse("2026-12-01 am,2026-12-03 pm", None).unwrap();
    let again = |preferred| Wish::AskAgain { preferred };
    let wishes = [Wish::Accept, Wish::Request { slot }, again(HalfDays::default()), again(suits), Wish::Cancel];
    let mut lines = String::new();
    for wish in wishes {
        let change = AppointmentChange { version: 2, wish };
        let line = serde_json::to_string(&change).unwrap();
        assert_eq!(serde_json::from_str::<AppointmentChange>(&line).unwrap(), change);
        lines.push_str(&line);
        lines.push('\n');
    }
    check("wire-v1-appointment.jsonl", &lines);
}

#[test]
fn which_pieces_are_there() {
    check("wire-v1-pieces.json", &serde_json::to_string(&Pieces { of: 3, pieces: vec![0, 2] }).unwrap());
}
