//! The machine by hand, then in a hostile world.

use proptest::prelude::*;

use super::world::{Act, Press, World};
use super::*;
use crate::wire::pieces::UploadId;
use crate::wire::submission::FormName;

fn key(byte: u8) -> SubmissionKey {
    SubmissionKey::from_random([byte; 16])
}

fn open(keeping: Keeping) -> Dispatch {
    Dispatch::open(FormName::PreComplaint, key(1), keeping)
}

fn receipt() -> Receipt {
    Receipt {
        reference: "K7M-2QX-94R".to_owned(),
        received_at: "2026-01-01T00:00:00Z".to_owned(),
        expires_at: "2026-02-01T00:00:00Z".to_owned(),
        appointment: None,
    }
}

fn parcel() -> Parcel {
    Parcel { body: "{sealed}".into(), sealed_at: 1_800_000_000, uploads: [].into() }
}

fn upload(seed: u8, pieces: u32) -> Upload {
    Upload { id: UploadId::from_random([seed; 16]), pieces }
}

/// A dispatch whose first file is being asked for.
fn uploading(keeping: Keeping, uploads: &[Upload]) -> Dispatch {
    let mut dispatch = open(keeping);
    dispatch.step(Event::Send);
    let parcel = Parcel { uploads: uploads.into(), ..parcel() };
    dispatch.step(Event::Sealed { turn: 1, parcel });
    if keeping == Keeping::Device {
        dispatch.step(Event::Stored { turn: 2, kept: true });
    }
    dispatch
}

#[track_caller]
fn check_call(commands: &[Command], expected: Call) {
    assert!(matches!(commands, [Command::Call { call, .. }] if *call == expected), "{commands:?}, not {expected:?}");
}

/// The last turn handed out.
fn answered(dispatch: &mut Dispatch, answer: Answer) -> Vec<Command> {
    let turn = dispatch.turn;
    dispatch.step(Event::Answered { turn, answer, luck: u32::MAX })
}

/// A dispatch whose POST is under way.
fn sending(keeping: Keeping) -> Dispatch {
    let mut dispatch = open(keeping);
    dispatch.step(Event::Send);
    dispatch.step(Event::Sealed { turn: 1, parcel: parcel() });
    if keeping == Keeping::Device {
        dispatch.step(Event::Stored { turn: 2, kept: true });
    }
    assert!(matches!(dispatch.state(), State::Sending { call: Call::Post, .. }));
    dispatch
}

fn lost() -> Answer {
    Answer::Unclear { cause: Cause::Network, retry_after: None }
}

#[test]
fn the_straight_way() {
    let mut dispatch = open(Keeping::Device);
    assert_eq!(dispatch.step(Event::Send), [Command::Seal { turn: 1, key: key(1), refetch: false }]);
    let [Command::Store { turn: 2, record }] = &dispatch.step(Event::Sealed { turn: 1, parcel: parcel() })[..] else {
        panic!("stored first")
    };
    assert!(matches!(&record.stage, RecordStage::Sealed { body, .. } if body == "{sealed}"));
    let posts = dispatch.step(Event::Stored { turn: 2, kept: true });
    let body = Some(parcel().body);
    assert_eq!(posts, [Command::Call { turn: 3, key: key(1), call: Call::Post, body, timeout_ms: 30_000 }]);
    assert!(dispatch.locked());
    let [Command::Store { turn: 4, record }] = &answered(&mut dispatch, Answer::Receipt(receipt()))[..] else {
        panic!("the receipt is stored before it is shown")
    };
    assert!(record.is_receipt());
    assert!(matches!(dispatch.state(), State::Holding { .. }));
    assert_eq!(dispatch.step(Event::Stored { turn: 4, kept: true }), []);
    let shown = State::Acknowledged { receipt: receipt(), arrival: Arrival::AsSent, kept: true };
    assert_eq!(dispatch.state(), &shown);
    assert_eq!(dispatch.step(Event::Leave), [Command::Wipe]);
    assert_eq!(dispatch.step(Event::Send), []);
}

#[test]
fn what_was_withdrawn_can_be_sent_anew_under_another_key() {
    let mut dispatch = sending(Keeping::Device);
    // Before there is a receipt nothing can have been withdrawn.
    assert_eq!(dispatch.step(Event::Withdrawn { fresh: key(2) }), []);
    answered(&mut dispatch, Answer::Receipt(receipt()));
    dispatch.step(Event::Stored { turn: 4, kept: true });
    assert_eq!(dispatch.step(Event::Withdrawn { fresh: key(2) }), [Command::Forget { key: key(1) }]);
    assert_eq!((dispatch.state(), dispatch.key(), dispatch.locked()), (&State::Editing, &key(2), false));
    // A receipt of the old key that comes late is of no use any more.
    assert_eq!(dispatch.step(Event::Answered { turn: 3, answer: Answer::Receipt(receipt()), luck: 0 }), []);
    let seal = dispatch.step(Event::Send);
    assert_eq!(seal, [Command::Seal { turn: dispatch.turn, key: key(2), refetch: false }]);
}

#[test]
fn this_page_only_stores_nothing() {
    let mut dispatch = sending(Keeping::Page);
    assert_eq!(answered(&mut dispatch, Answer::Receipt(receipt())), []);
    assert!(matches!(dispatch.state(), State::Acknowledged { kept: false, .. }));
}

#[test]
fn blocked_storage_does_not_stop_sending() {
    let mut dispatch = open(Keeping::Device);
    dispatch.step(Event::Send);
    dispatch.step(Event::Sealed { turn: 1, parcel: parcel() });
    assert!(matches!(dispatch.step(Event::Stored { turn: 2, kept: false })[..], [Command::Call { .. }]));
    answered(&mut dispatch, Answer::Receipt(receipt()));
    dispatch.step(Event::Stored { turn: 4, kept: false });
    assert!(matches!(dispatch.state(), State::Acknowledged { kept: false, .. }));
}

#[test]
fn an_unclear_end_waits_and_sends_the_same_bytes() {
    let mut dispatch = sending(Keeping::Device);
    assert_eq!(answered(&mut dispatch, lost()), [Command::Wait { turn: 4, milliseconds: 1_000 }]);
    let again = dispatch.step(Event::Waited { turn: 4, now: 1_800_000_001 });
    let body = Some(parcel().body);
    assert_eq!(again, [Command::Call { turn: 5, key: key(1), call: Call::Post, body, timeout_ms: 60_000 }]);
}

#[test]
fn try_now_ends_our_own_wait_and_not_the_servers() {
    let mut dispatch = sending(Keeping::Device);
    answered(&mut dispatch, lost());
    assert!(matches!(dispatch.step(Event::TryNow)[..], [Command::Call { .. }]));
    answered(&mut dispatch, Answer::Unclear { cause: Cause::Busy, retry_after: Some(120) });
    assert_eq!(dispatch.step(Event::TryNow), []);
}

#[test]
fn an_unknown_key_is_sealed_to_once_more() {
    let mut dispatch = sending(Keeping::Page);
    let seal = answered(&mut dispatch, Answer::UnknownKey);
    assert_eq!(seal, [Command::Seal { turn: dispatch.turn, key: key(1), refetch: true }]);
    dispatch.step(Event::Sealed { turn: dispatch.turn, parcel: parcel() });
    assert_eq!(answered(&mut dispatch, Answer::UnknownKey), [Command::Forget { key: key(1) }]);
    assert_eq!(dispatch.state(), &State::Refused { refusal: Refusal::UnknownRecipient });
}

#[test]
fn other_bytes_under_the_key_lead_to_their_receipt() {
    let mut dispatch = sending(Keeping::Page);
    let ask = answered(&mut dispatch, Answer::KeyReused);
    assert!(matches!(ask[..], [Command::Call { call: Call::Ask(Why::KeyReused), body: None, .. }]));
    answered(&mut dispatch, Answer::Receipt(receipt()));
    assert!(matches!(dispatch.state(), State::Acknowledged { arrival: Arrival::Earlier, .. }));
}

#[test]
fn a_refusal_keeps_the_key_and_a_doubtful_one_is_checked_first() {
    let refused = Answer::Refused(Refusal::TooLarge);
    let mut dispatch = sending(Keeping::Device);
    assert_eq!(answered(&mut dispatch, refused.clone()), [Command::Forget { key: key(1) }]);
    dispatch.step(Event::Edit { fresh: key(9) });
    assert_eq!((dispatch.key(), dispatch.state()), (&key(1), &State::Editing));

    let mut dispatch = sending(Keeping::Device);
    answered(&mut dispatch, lost());
    dispatch.step(Event::TryNow);
    assert!(matches!(answered(&mut dispatch, refused)[..], [Command::Call { call: Call::Ask(Why::Refused(_)), .. }]));
    assert_eq!(answered(&mut dispatch, Answer::Missing), [Command::Forget { key: key(1) }]);
    assert_eq!(dispatch.state(), &State::Refused { refusal: Refusal::TooLarge });
}

#[test]
fn giving_up_is_stored_asked_and_answered_before_a_new_key() {
    let mut dispatch = sending(Keeping::Device);
    let marks = dispatch.step(Event::GiveUp);
    assert!(matches!(&marks[..], [Command::Store { record, .. }] if record.stage == RecordStage::GivingUp));
    dispatch.step(Event::Edit { fresh: key(9) });
    assert!(dispatch.locked() && dispatch.key() == &key(1));
    let turn = dispatch.turn;
    assert!(matches!(
        dispatch.step(Event::Stored { turn, kept: true })[..],
        [Command::Call { call: Call::GiveUp, .. }]
    ));
    assert!(matches!(answered(&mut dispatch, lost())[..], [Command::Wait { .. }]));
    dispatch.step(Event::TryNow);
    assert_eq!(answered(&mut dispatch, Answer::GivenUp), [Command::Forget { key: key(1) }]);
    assert_eq!(dispatch.state(), &State::GivenUp { by: GivenUpBy::Here });
    dispatch.step(Event::Edit { fresh: key(9) });
    assert_eq!((dispatch.key(), dispatch.state()), (&key(9), &State::Editing));
}

#[test]
fn too_late_to_give_up() {
    for late in [true, false] {
        let mut dispatch = sending(Keeping::Page);
        let post_turn = dispatch.turn;
        dispatch.step(Event::GiveUp);
        // Either the POST's own answer comes after all, or the one to giving up holds the receipt.
        let turn = if late { post_turn } else { dispatch.turn };
        dispatch.step(Event::Answered { turn, answer: Answer::Receipt(receipt()), luck: 0 });
        assert!(matches!(dispatch.state(), State::Acknowledged { arrival: Arrival::BeforeGivingUp, .. }));
    }
}

#[test]
fn a_late_receipt_of_a_dead_key_is_not_ours() {
    let mut dispatch = sending(Keeping::Page);
    let old = dispatch.turn;
    dispatch.step(Event::GiveUp);
    answered(&mut dispatch, Answer::GivenUp);
    dispatch.step(Event::Edit { fresh: key(9) });
    dispatch.step(Event::Send);
    dispatch.step(Event::Sealed { turn: dispatch.turn, parcel: parcel() });
    let before = dispatch.clone();
    for answer in [Answer::Receipt(receipt()), Answer::GivenUp, lost()] {
        assert_eq!(dispatch.step(Event::Answered { turn: old, answer, luck: 0 }), []);
        assert_eq!(dispatch, before);
    }
}

#[test]
fn files_go_first_and_only_what_is_missing() {
    let (one, two) = (upload(7, 3), upload(8, 1));
    let mut dispatch = uploading(Keeping::Page, &[one, two]);
    assert_eq!(dispatch.pieces(), Some((0, 4)));
    check_call(&answered(&mut dispatch, Answer::There(vec![1])), Call::Upload(UploadCall::Piece(one, 0)));
    // Lost on the way: the same piece again.
    answered(&mut dispatch, lost());
    check_call(&dispatch.step(Event::TryNow), Call::Upload(UploadCall::Piece(one, 0)));
    check_call(&answered(&mut dispatch, Answer::Taken), Call::Upload(UploadCall::Piece(one, 2)));
    check_call(&answered(&mut dispatch, Answer::Taken), Call::Upload(UploadCall::Which(two)));
    assert_eq!(dispatch.pieces(), Some((3, 4)));
    check_call(&answered(&mut dispatch, Answer::There(vec![0])), Call::Post);
    assert_eq!(dispatch.pieces(), None);
}

#[test]
fn a_file_that_the_server_misses_is_sent_again_and_not_for_ever() {
    let one = upload(7, 1);
    let incomplete = Answer::Refused(Refusal::UploadIncomplete);
    let mut dispatch = uploading(Keeping::Page, &[one]);
    for _ in 0..3 {
        answered(&mut dispatch, Answer::There(Vec::new()));
        check_call(&answered(&mut dispatch, Answer::Taken), Call::Post);
        check_call(&answered(&mut dispatch, incomplete.clone()), Call::Upload(UploadCall::Which(one)));
    }
    check_call(&answered(&mut dispatch, Answer::There(vec![0])), Call::Post);
    assert_eq!(answered(&mut dispatch, incomplete), [Command::Forget { key: key(1) }]);
    assert_eq!(dispatch.state(), &State::Refused { refusal: Refusal::UploadIncomplete });
}

#[test]
fn a_file_that_cannot_be_sent_gives_the_answers_back() {
    let one = upload(7, 1);
    let refusal = Refusal::File(one.id, FileFault::Gone);
    let mut dispatch = uploading(Keeping::Device, &[one]);
    answered(&mut dispatch, Answer::There(Vec::new()));
    assert_eq!(answered(&mut dispatch, Answer::Refused(refusal)), [Command::Forget { key: key(1) }]);
    assert_eq!(dispatch.state(), &State::Refused { refusal });
    dispatch.step(Event::Edit { fresh: key(9) });
    assert_eq!((dispatch.key(), dispatch.state()), (&key(1), &State::Editing));
}

#[test]
fn one_goes_back_to_the_answers_while_files_are_on_their_way() {
    let one = upload(7, 1);
    let mut dispatch = uploading(Keeping::Device, &[one]);
    assert_eq!(dispatch.step(Event::Edit { fresh: key(9) }), [Command::Forget { key: key(1) }]);
    assert_eq!((dispatch.key(), dispatch.state()), (&key(1), &State::Editing));

    // What claims them may have left before: then it is asked first.
    let mut dispatch = uploading(Keeping::Page, &[one]);
    answered(&mut dispatch, Answer::There(vec![0]));
    answered(&mut dispatch, lost());
    dispatch.step(Event::TryNow);
    answered(&mut dispatch, Answer::Refused(Refusal::UploadIncomplete));
    let asks = dispatch.step(Event::Edit { fresh: key(9) });
    check_call(&asks, Call::Ask(Why::Refused(Refusal::UploadIncomplete)));
    answered(&mut dispatch, Answer::Missing);
    assert_eq!(dispatch.state(), &State::Refused { refusal: Refusal::UploadIncomplete });
}

#[test]
fn resuming_sends_files_before_what_claims_them() {
    let one = upload(7, 1);
    let stage = RecordStage::Sealed { body: "{sealed}".to_owned(), uploads: vec![one] };
    let record = Record::new(FormName::PreComplaint, &key(1), 1_800_000_000, 1, stage);
    let (mut dispatch, commands) = Dispatch::resume(record, 1_800_000_000).unwrap();
    check_call(&commands, Call::Ask(Why::Unknown));
    check_call(&answered(&mut dispatch, Answer::Missing), Call::Upload(UploadCall::Which(one)));
}

#[test]
fn a_week_is_enough() {
    let mut dispatch = sending(Keeping::Device);
    answered(&mut dispatch, lost());
    let now = 1_800_000_000 + EXPIRES_AFTER_SECONDS + 1;
    assert_eq!(dispatch.step(Event::Waited { turn: dispatch.turn, now }), [Command::Forget { key: key(1) }]);
    assert_eq!(dispatch.state(), &State::Refused { refusal: Refusal::Expired });
}

#[test]
fn resuming_asks_first_and_sends_what_is_missing() {
    let stage = RecordStage::Sealed { body: "{sealed}".to_owned(), uploads: Vec::new() };
    let record = Record::new(FormName::PreComplaint, &key(1), 1_800_000_000, 1, stage);
    let expired = Dispatch::resume(record.clone(), 1_800_000_000 + EXPIRES_AFTER_SECONDS + 1);
    assert_eq!(expired.err(), Some(RecordFault::Expired));
    let (mut dispatch, commands) = Dispatch::resume(record, 1_800_000_000 + EXPIRES_AFTER_SECONDS).unwrap();
    assert!(matches!(commands[..], [Command::Call { call: Call::Ask(Why::Unknown), .. }]));
    let posts = answered(&mut dispatch, Answer::Missing);
    assert!(matches!(&posts[..], [Command::Call { call: Call::Post, body: Some(body), .. }] if **body == *"{sealed}"));

    let record = Record::new(FormName::PreComplaint, &key(1), 1_800_000_000, 1, RecordStage::GivingUp);
    let (_, commands) = Dispatch::resume(record, 1_800_000_000).unwrap();
    assert!(matches!(commands[..], [Command::Call { call: Call::GiveUp, .. }]));
}

/// Golden: what an older version stored must be read for ever, or refused for a reason.
#[test]
fn stored_records_are_read() {
    let golden = include_str!("../../../tests/golden/sending-record-v1.jsonl");
    let lines: Vec<&str> = golden.lines().collect();
    assert_eq!(lines.len(), 4);
    for line in lines {
        let record = Record::read(line).unwrap();
        assert_eq!(record.write(), line);
        assert!(Dispatch::resume(record, 1_800_000_000).is_ok());
    }
    for bad in ["", "{}", "[1]", r#"{"v":2}"#, r#"{"v":1,"form":"pre-complaint"}"#, &golden[..90]] {
        assert_eq!(Record::read(bad).err(), Some(RecordFault::Unreadable), "{bad}");
    }
    let bad_key = golden.lines().next().unwrap().replace("-4", "-x");
    assert_eq!(Record::read(&bad_key).err(), Some(RecordFault::Unreadable));
}

#[test]
fn nothing_of_it_prints() {
    let dispatch = sending(Keeping::Device);
    let record = dispatch.record(0, RecordStage::Sealed { body: "{sealed}".to_owned(), uploads: Vec::new() });
    let text = format!("{dispatch:?} {record:?} {:?}", dispatch.state());
    assert!(!text.contains("{sealed}") && !text.contains("0101"), "{text}");
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => any::<u8>().prop_map(Act::Deliver),
        1 => any::<u8>().prop_map(Act::DeliverTwice),
        3 => any::<u8>().prop_map(Act::LoseAnswer),
        2 => any::<u8>().prop_map(Act::LoseMessage),
        3 => any::<u8>().prop_map(Act::TimeOut),
        3 => (any::<u8>(), any::<u8>()).prop_map(|(n, how)| Act::Intercept(n, how)),
        12 => any::<u8>().prop_map(Act::Finish),
        1 => any::<u8>().prop_map(Act::Fail),
        2 => Just(Act::Crash),
        5 => Just(Act::Press(Press::Send)),
        2 => Just(Act::Press(Press::GiveUp)),
        3 => Just(Act::Press(Press::Edit)),
        2 => Just(Act::Press(Press::TryNow)),
        1 => Just(Act::Press(Press::Leave)),
        1 => Just(Act::RotateKey),
        1 => Just(Act::OtherSends),
        1 => Just(Act::OtherGivesUp),
        1 => any::<bool>().prop_map(Act::Dislike),
        1 => any::<u8>().prop_map(Act::ErasePiece),
        1 => (0_u8..12).prop_map(Act::LoseFile),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    /// Whatever happens: one row at most, nothing acknowledged that is not stored, the same bytes at each try, no new
    /// key before giving up is answered, no row without its files (all checked by the world at every step); and once all is well again, the end
    /// is a receipt, and exactly one row.
    #[test]
    fn nothing_lost_nothing_twice(acts in prop::collection::vec(act(), 0..80), page in prop::bool::weighted(0.3), files in 0_u8..3) {
        let mut world = World::new(if page { Keeping::Page } else { Keeping::Device }, files);
        world.act(Act::Press(Press::Send));
        for act in acts {
            world.act(act);
        }
        let steps = world.settle();
        prop_assert!(steps.is_some(), "no end: {:?}", world.dispatch.state());
        prop_assert!(world.over || world.server.rows.len() == 1);
    }
}
