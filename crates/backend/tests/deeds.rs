//! What agents do, and what ends a case, on each database.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use guichet_backend::clock;
use guichet_backend::store::cases::{Changed, Deed};
use guichet_core::domain::case::{Act, AppointmentState, Case, Outcome, RejectionReason};
use guichet_core::wire::slot::Slot;
use support::base::{Base, on_each_database};
use support::case::{DAY, HOUR, One, STATION, agent, offer, slot, start};
use support::{Server, intent, is, report};

on_each_database!(
    every_deed_of_an_agent_in_every_case_does_what_the_state_machine_says,
    an_agent_may_propose_what_the_station_does_not_list,
    a_report_is_handled_and_nothing_else,
    taking_back_is_at_once_and_for_good,
);

/// Every state of a wish, and how a case gets there.
async fn bring<'a>(server: &'a Server, state: Option<AppointmentState>, slots: &[Slot; 2]) -> One<'a> {
    use AppointmentState as A;
    let Some(state) = state else { return One::sent(server, &intent(&server.recipient, STATION)).await };
    let one = match state {
        A::Unavailable => One::wished(server, slot(29 * DAY)).await,
        _ => One::wished(server, slots[0]).await,
    };
    match state {
        A::Requested | A::Unavailable => (),
        A::Asked => drop(one.wants("ask-again", None).await),
        A::Proposed => drop(one.does(Deed::Propose(slots[1])).await),
        A::Confirmed => drop(one.does(Deed::Confirm).await),
        A::Cancelled => drop(one.wants("cancel", None).await),
        A::Lapsed => server.store.purge(clock::now() + 49 * HOUR).await.unwrap(),
    }
    assert_eq!(one.state().await, state.as_str());
    one
}

async fn every_deed_of_an_agent_in_every_case_does_what_the_state_machine_says(base: &Base) {
    let server = base.server().await;
    let slots = [slot(10 * DAY), slot(11 * DAY)];
    offer(&server, 100, &slots).await;
    let reason = RejectionReason::CivilDispute;
    let deeds = [
        (Deed::Propose(slots[1]), Act::Propose),
        (Deed::Confirm, Act::Confirm),
        (Deed::Reject(reason), Act::Reject(reason)),
        (Deed::Sign, Act::Sign),
        (Deed::Handle, Act::Handle),
    ];
    let mut states: Vec<Option<AppointmentState>> = vec![None];
    // Time goes on for all cases at once, so what lapses is tried first.
    states.push(Some(AppointmentState::Lapsed));
    states.extend(AppointmentState::ALL.into_iter().filter(|state| *state != AppointmentState::Lapsed).map(Some));
    let closings = [
        (Some(Deed::Sign), Outcome::Signed),
        (Some(Deed::Reject(reason)), Outcome::Rejected(reason)),
        (None, Outcome::Withdrawn),
    ];
    for (deed, act) in deeds {
        for state in &states {
            let one = bring(&server, *state, &slots).await;
            holds(&one, Case::Open(*state), deed, act).await;
        }
        for (closing, outcome) in closings {
            let one = One::sent(&server, &intent(&server.recipient, STATION)).await;
            match closing {
                Some(closing) => drop(one.does(closing).await),
                None => drop(server.withdraw(&one.reference, &one.code).await),
            }
            holds(&one, Case::Closed(outcome), deed, act).await;
        }
    }
    assert!(matches!(
        server.store.act("K7M-2QX-94R", Deed::Sign, agent(clock::now())).await.unwrap(),
        Changed::Unknown
    ));
}

async fn holds(one: &One<'_>, case: Case, deed: Deed, act: Act) {
    let before = one.told().await;
    let recorded = one.server.store.log(Some(&one.reference)).await.unwrap().len();
    let changed = one.does(deed).await;
    let now_recorded = one.server.store.log(Some(&one.reference)).await.unwrap().len();
    match (case.after(act), changed) {
        (Ok(after), Changed::Done(progress)) => {
            assert_eq!(progress.status, guichet_core::wire::progress::Status::of(after), "{case:?} {act:?}");
            assert_eq!(progress.appointment.map(|appointment| appointment.state), after.appointment());
            assert_eq!(now_recorded, recorded + 1);
            assert_eq!(progress.version, u32::try_from(before["version"].as_u64().unwrap()).unwrap() + 1);
        }
        (Err(expected), Changed::NotNow(why, _)) => {
            assert_eq!((why, now_recorded), (expected, recorded));
            assert_eq!(one.told().await, before);
        }
        (expected, changed) => panic!("{case:?} {act:?}: {expected:?} but {changed:?}"),
    }
}

async fn an_agent_may_propose_what_the_station_does_not_list(base: &Base) {
    let server = base.server().await;
    let listed = slot(2 * DAY);
    offer(&server, 1, &[listed]).await;
    let one = One::sent(&server, &intent(&server.recipient, STATION)).await;
    let free_hand = Slot { start: start(3 * DAY), minutes: 20 };
    let Changed::Done(progress) = one.does(Deed::Propose(free_hand)).await else { panic!() };
    assert_eq!(progress.appointment.unwrap().slot, Some(free_hand));
    // As long as the station offers it, whatever the agent says.
    let Changed::Done(progress) = one.does(Deed::Propose(Slot { minutes: 10, ..listed })).await else { panic!() };
    assert_eq!(progress.appointment.unwrap().slot, Some(listed));
    let other = One::sent(&server, &intent(&server.recipient, STATION)).await;
    for refused in [listed, slot(-DAY), slot(31 * DAY)] {
        assert!(matches!(other.does(Deed::Propose(refused)).await, Changed::NotFree { .. }));
    }
    assert_eq!(other.state().await, "none");
}

async fn taking_back_is_at_once_and_for_good(base: &Base) {
    let server = base.server().await;
    let intent = intent(&server.recipient, STATION);
    let receipt = server.post(&intent).await.1;
    let one = One {
        server: &server,
        reference: receipt["reference"].as_str().unwrap().to_owned(),
        code: intent.code.as_text(),
    };
    let (status, progress) = server.withdraw(&one.reference, &one.code).await;
    assert_eq!((status.as_u16(), progress["status"].as_str()), (200, Some("withdrawn")));
    assert!(server.store.export(&one.reference, None).await.unwrap().is_none());
    assert_eq!(server.withdraw(&one.reference, &one.code).await.1, progress, "twice is once");
    assert_eq!(server.post(&intent).await, (reqwest::StatusCode::CREATED, receipt), "an old retry gets its receipt");
    is(&one.wants("ask-again", None).await, 409, "not-now");
    for closing in [Deed::Sign, Deed::Reject(RejectionReason::TimeBarred)] {
        let other = One::sent(&server, &support::intent(&server.recipient, STATION)).await;
        other.does(closing).await;
        let refused = server.withdraw(&other.reference, &other.code).await;
        is(&refused, 409, "not-now");
        assert_eq!(refused.1["progress"], other.told().await);
    }
}

async fn a_report_is_handled_and_nothing_else(base: &Base) {
    let server = base.server().await;
    server.store.note_report_days(10).await.unwrap();
    let receipt = server.post(&report(&server.recipient)).await.1;
    let reference = receipt["reference"].as_str().unwrap();
    let now = clock::now();
    let act = |deed| server.store.act(reference, deed, agent(now));
    for deed in [Deed::Propose(slot(DAY)), Deed::Confirm, Deed::Sign, Deed::Reject(RejectionReason::NoOffence)] {
        assert!(matches!(act(deed).await.unwrap(), Changed::NotNow(..)), "{deed:?}");
    }
    server.store.purge(now + 400 * DAY).await.unwrap();
    assert!(server.store.export(reference, None).await.unwrap().is_some(), "it stays until it is handled");
    assert!(matches!(act(Deed::Handle).await.unwrap(), Changed::Done(_)));
    assert!(matches!(act(Deed::Handle).await.unwrap(), Changed::NotNow(..)));
    server.store.purge(now + 9 * DAY).await.unwrap();
    assert!(server.store.export(reference, None).await.unwrap().is_some());
    server.store.purge(now + 11 * DAY).await.unwrap();
    assert!(server.store.export(reference, None).await.unwrap().is_none());
    assert_eq!(server.store.list().await.unwrap()[0].state, "handled");
}
