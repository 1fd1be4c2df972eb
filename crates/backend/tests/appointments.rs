//! Times at the station, from the wish to the appointment; and who may change what, on each database.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use guichet_backend::clock;
use guichet_backend::limits::Rate;
use guichet_backend::store::cases::{Changed, Deed};
use guichet_backend::store::slots::{MAX_REQUESTED, Offer};
use guichet_core::domain::case::RejectionReason;
use guichet_core::wire::slot::{Slot, Start};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use support::base::{Base, on_each_database};
use support::case::{DAY, HOUR, One, STATION, agent, free, offer, slot};
use support::{Extras, answered, intent, is, wishing};

on_each_database!(
    a_wished_time_is_held_and_is_no_appointment,
    the_last_place_goes_to_one_of_twenty,
    a_wish_that_cannot_be_met_refuses_nothing,
    a_held_time_is_free_again_when_it_should_be,
    another_time_is_asked_for_with_the_half_days_that_suit,
    a_person_and_an_agent_agree_on_a_time,
    a_change_names_the_version_that_was_seen,
    what_makes_no_sense_is_refused_and_changes_nothing,
    the_free_times_are_those_of_the_days_asked_for,
    a_station_does_not_fill_up_with_requests_nobody_answers,
    whoever_wishes_for_too_much_still_sends,
);

async fn a_wished_time_is_held_and_is_no_appointment(base: &Base) {
    let server = base.server().await;
    let (early, late) = (slot(DAY), slot(2 * DAY));
    offer(&server, 1, &[early, late]).await;
    assert_eq!(free(&server, "").await, [early.start.to_string(), late.start.to_string()]);
    let intent = wishing(&server.recipient, STATION, &early.start.to_string());
    let receipt = server.post(&intent).await.1;
    let held = &receipt["appointment"];
    assert_eq!(
        (held["state"].as_str(), held["slot"]["start"].as_str()),
        (Some("requested"), Some(early.start.to_string().as_str()))
    );
    assert_eq!(held["slot"]["minutes"], 45);
    assert_eq!(free(&server, "").await, [late.start.to_string()]);
    let one = One {
        server: &server,
        reference: receipt["reference"].as_str().unwrap().to_owned(),
        code: intent.code.as_text(),
    };
    let progress = one.told().await;
    assert_eq!(progress["appointment"]["held_until"], held["held_until"]);
    assert_eq!(
        (one.kinds().await, &progress["status"], &progress["version"]),
        (vec!["received".to_owned(), "requested".to_owned()], &json!("received"), &json!(2))
    );
    // Whatever becomes of it, a retry gets the receipt of the first time.
    one.wants("cancel", None).await;
    assert_eq!(server.post(&intent).await.1, receipt);
    assert_eq!(server.by_key(&intent.key).await.1, receipt);
    assert_eq!(free(&server, "").await.len(), 2);
    // The time is outside of what is sealed: another wish opens the same text.
    let stored = server.store.export(&one.reference, None).await.unwrap().unwrap();
    let body = stored.body.replace(&early.start.to_string(), &late.start.to_string());
    let submission = serde_json::from_str(&body).unwrap();
    let text = guichet_core::wire::seal::open(&server.secret, &submission, &stored.key_hash).unwrap();
    assert_eq!(text, support::TEXT.as_bytes());
}

async fn the_last_place_goes_to_one_of_twenty(base: &Base) {
    let server = std::sync::Arc::new(base.server().await);
    let (last, other) = (slot(DAY), slot(3 * DAY));
    offer(&server, 1, &[last, other]).await;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let server = server.clone();
            tokio::spawn(async move {
                let intent = wishing(&server.recipient, STATION, &last.start.to_string());
                server.post(&intent).await
            })
        })
        .collect();
    let mut told = Vec::new();
    for task in tasks {
        let (status, receipt) = task.await.unwrap();
        assert_eq!(status.as_u16(), 201, "{receipt}");
        let appointment = &receipt["appointment"];
        told.push(appointment["state"].as_str().unwrap().to_owned());
        if told.last().unwrap() == "unavailable" {
            assert_eq!(appointment["alternatives"][0]["start"], other.start.to_string());
        }
    }
    told.sort();
    assert_eq!((told[0].as_str(), told[1].as_str(), told.len()), ("requested", "unavailable", 20));
}

async fn a_wish_that_cannot_be_met_refuses_nothing(base: &Base) {
    let server = base.server().await;
    let offered = [slot(40 * DAY), slot(DAY), slot(5 * DAY), slot(6 * DAY)];
    offer(&server, 1, &offered).await;
    let elsewhere = slot(2 * DAY).start.to_string();
    for wish in
        [elsewhere.as_str(), "2026-12-01T10:30", "x", &offered[0].start.to_string(), "2020-12-01T10:30:00+01:00"]
    {
        let intent = wishing(&server.recipient, STATION, wish);
        let (status, receipt) = server.post(&intent).await;
        assert_eq!((status.as_u16(), receipt["appointment"]["state"].as_str()), (201, Some("unavailable")), "{wish}");
        let others = receipt["appointment"]["alternatives"].as_array().unwrap();
        assert_eq!(others.len(), 3, "never beyond the end of the submission");
        assert_eq!(server.post(&intent).await.1, receipt);
        let one = One {
            server: &server,
            reference: receipt["reference"].as_str().unwrap().to_owned(),
            code: intent.code.as_text(),
        };
        assert_eq!(
            (one.state().await.as_str(), one.kinds().await),
            ("unavailable", vec!["received".to_owned(), "unavailable".to_owned()])
        );
    }
    let none = wishing(&server.recipient, "gn-1", &offered[1].start.to_string());
    assert_eq!(server.post(&none).await.1["appointment"], json!({ "state": "unavailable", "alternatives": [] }));
    // One more person takes another time afterwards, with nothing sent again.
    let one = One::wished(&server, slot(2 * DAY)).await;
    assert_eq!(one.wants("request", Some(offered[1])).await.1["appointment"]["state"], "requested");
}

async fn another_time_is_asked_for_with_the_half_days_that_suit(base: &Base) {
    let server = base.server().await;
    let wished = slot(10 * DAY);
    offer(&server, 1, &[wished]).await;
    let one = One::wished(&server, wished).await;
    // The station is told, so that its free times can be asked for.
    assert_eq!(one.told().await["station"], STATION);
    let suits = json!([{ "date": "2026-12-01", "half": "Matin" }, { "date": "2026-12-03", "half": "Après-midi" }]);
    let ask = async |preferred: &Value| {
        let change = json!({ "version": one.told().await["version"], "act": "ask-again", "preferred": preferred });
        server.change(&one.reference, &one.code, change).await
    };
    let (status, progress) = ask(&suits).await;
    assert_eq!((status.as_u16(), &progress["appointment"]["preferred"]), (200, &suits), "{progress}");
    assert_eq!(free(&server, "").await.len(), 1);
    let listed = server.store.list().await.unwrap();
    assert_eq!(listed[0].preferred, "2026-12-01 am,2026-12-03 pm");
    // Four are too many, and change nothing.
    let day = json!({ "date": "2026-12-01", "half": "Matin" });
    assert_eq!(ask(&json!([day, day, day, day])).await.0.as_u16(), 400);
    assert_eq!(one.told().await["appointment"]["preferred"], suits);
    // Whatever comes next, they are over; with the case all of it goes.
    one.does(Deed::Propose(wished)).await;
    assert!(one.told().await["appointment"].get("preferred").is_none());
    server.withdraw(&one.reference, &one.code).await;
    assert!(one.told().await.get("station").is_none());
}

async fn a_held_time_is_free_again_when_it_should_be(base: &Base) {
    let server = base.server().await;
    let wished = slot(10 * DAY);
    offer(&server, 1, &[wished]).await;
    for end in ["rejected", "signed", "withdrawn", "cancelled", "asked", "lapsed", "proposed-lapsed", "expired"] {
        let one = One::wished(&server, wished).await;
        assert!(free(&server, "").await.is_empty(), "{end}");
        let now = clock::now();
        match end {
            "rejected" => drop(one.does(Deed::Reject(RejectionReason::NobodyCame)).await),
            "signed" => drop(one.does(Deed::Sign).await),
            "withdrawn" => drop(server.withdraw(&one.reference, &one.code).await),
            "cancelled" => drop(one.wants("cancel", None).await),
            "asked" => drop(one.wants("ask-again", None).await),
            "lapsed" => {
                server.store.purge(now + 47 * HOUR).await.unwrap();
                assert_eq!((one.state().await.as_str(), free(&server, "").await.len()), ("requested", 0));
                server.store.purge(now + 49 * HOUR).await.unwrap();
                assert_eq!(one.kinds().await, ["received", "requested", "lapsed"]);
            }
            "proposed-lapsed" => {
                one.does(Deed::Propose(wished)).await;
                server.store.purge(now + 49 * HOUR).await.unwrap();
                assert_eq!(one.kinds().await, ["received", "requested", "proposed", "lapsed"]);
            }
            _ => {
                one.does(Deed::Confirm).await;
                server.store.purge(now + 5 * DAY).await.unwrap();
                assert_eq!(one.state().await, "confirmed", "what is agreed stays");
                server.store.purge(now + 31 * DAY).await.unwrap();
                assert_eq!(one.kinds().await, ["received", "expired"]);
                // That purge took the past times along.
                offer(&server, 1, &[wished]).await;
            }
        }
        assert_eq!(free(&server, "").await, [wished.start.to_string()], "{end}");
    }
}

async fn a_person_and_an_agent_agree_on_a_time(base: &Base) {
    let server = base.server().await;
    let slots = [slot(DAY), slot(2 * DAY), slot(3 * DAY)];
    offer(&server, 1, &slots).await;
    let one = One::wished(&server, slots[0]).await;
    let Changed::Done(progress) = one.does(Deed::Propose(slots[1])).await else { panic!() };
    assert_eq!(progress.appointment.unwrap().slot, Some(slots[1]));
    assert_eq!(free(&server, "").await, [slots[0].start.to_string(), slots[2].start.to_string()]);
    let (status, progress) = one.wants("request", Some(slots[2])).await;
    assert_eq!((status.as_u16(), progress["appointment"]["state"].as_str()), (200, Some("requested")));
    one.does(Deed::Propose(slots[0])).await;
    assert_eq!(one.wants("accept", None).await.1["appointment"]["state"], "confirmed");
    assert_eq!(one.told().await["appointment"]["slot"]["start"], slots[0].start.to_string());
    assert_eq!(free(&server, "").await, [slots[1].start.to_string(), slots[2].start.to_string()]);
    assert_eq!(one.kinds().await, ["received", "requested", "proposed", "requested", "proposed", "confirmed"]);
    one.does(Deed::Sign).await;
    assert_eq!(one.kinds().await, ["received", "signed"]);
    let acts: Vec<String> =
        server.store.log(Some(&one.reference)).await.unwrap().into_iter().map(|act| act.act).collect();
    assert_eq!(acts, ["propose", "propose", "sign"]);

    let other = One::wished(&server, slots[1]).await;
    other.does(Deed::Confirm).await;
    assert_eq!(
        (other.state().await, other.told().await["appointment"]["held_until"].is_null()),
        ("confirmed".to_owned(), true)
    );
}

async fn a_change_names_the_version_that_was_seen(base: &Base) {
    let server = base.server().await;
    let slots = [slot(DAY), slot(2 * DAY)];
    offer(&server, 1, &slots).await;
    let one = One::wished(&server, slots[0]).await;
    let seen = one.told().await["version"].clone();
    one.does(Deed::Propose(slots[1])).await;
    let refused = server.change(&one.reference, &one.code, json!({ "version": seen, "act": "cancel" })).await;
    is(&refused, 409, "stale");
    assert_eq!(refused.1["progress"], one.told().await);
    assert_eq!(one.state().await, "proposed");
    // Two at once that saw the same: one of them is done.
    let version = one.told().await["version"].clone();
    let change = |act: &str| server.change(&one.reference, &one.code, json!({ "version": version, "act": act }));
    let (accepted, cancelled) = tokio::join!(change("accept"), change("cancel"));
    let both = BTreeSet::from([accepted.0.as_u16(), cancelled.0.as_u16()]);
    assert_eq!(both, BTreeSet::from([200, 409]), "{accepted:?} {cancelled:?}");
    // A held time that has run out is a change, too.
    let other = One::wished(&server, slots[0]).await;
    let version = other.told().await["version"].clone();
    server.store.purge(clock::now() + 49 * HOUR).await.unwrap();
    is(
        &server.change(&other.reference, &other.code, json!({ "version": version, "act": "cancel" })).await,
        409,
        "stale",
    );
}

async fn what_makes_no_sense_is_refused_and_changes_nothing(base: &Base) {
    let server = base.server().await;
    let slots = [slot(DAY), slot(2 * DAY)];
    offer(&server, 1, &slots).await;
    let one = One::wished(&server, slots[0]).await;
    let before = one.told().await;
    let not_now = one.wants("accept", None).await;
    is(&not_now, 409, "not-now");
    assert_eq!(not_now.1["progress"], before);
    let other = One::wished(&server, slots[1]).await;
    let taken = other.wants("request", Some(slots[0])).await;
    is(&taken, 409, "slot-unavailable");
    assert_eq!(
        (taken.1["progress"]["appointment"]["state"].as_str(), taken.1.get("alternatives")),
        (Some("requested"), None)
    );
    offer(&server, 2, &[slots[1]]).await;
    let others = other.wants("request", Some(slots[0])).await.1["alternatives"].clone();
    assert_eq!(others[0]["start"], slots[1].start.to_string());

    let put = |body: &str, media: &str| {
        let path = format!("/api/v1/submissions/{}/appointment", one.reference);
        let call = server.call(Method::PUT, &path).bearer_auth(&one.code).header("content-type", media);
        answered(call.body(body.to_owned()))
    };
    for body in [
        "",
        "{",
        "[]",
        r#"{"version":2}"#,
        r#"{"version":2,"act":"confirm"}"#,
        r#"{"version":2,"act":"request"}"#,
        r#"{"act":"cancel"}"#,
        r#"{"version":-1,"act":"cancel"}"#,
    ] {
        is(&put(body, "application/json").await, 400, "malformed");
    }
    is(&put(r#"{"version":2,"act":"cancel"}"#, "text/plain").await, 415, "unsupported-media-type");
    is(&put(&" ".repeat(5000), "application/json").await, 413, "too-large");
    let without = server.call(Method::PUT, &format!("/api/v1/submissions/{}/appointment", one.reference));
    is(&answered(without.json(&json!({ "version": 2, "act": "cancel" }))).await, 401, "code-missing");
    is(
        &answered(server.call(Method::POST, &format!("/api/v1/submissions/{}/withdrawal", one.reference))).await,
        401,
        "code-missing",
    );

    // A stranger, with a wrong code or a reference that nobody has: one answer, and nothing changes.
    let stranger = intent(&server.recipient, "gn-1").code.as_text();
    let mut answers = BTreeSet::new();
    for reference in [one.reference.as_str(), "K7M-2QX-94R", "nonsense"] {
        for answer in [
            server.withdraw(reference, &stranger).await,
            server.change(reference, &stranger, json!({ "version": 2, "act": "cancel" })).await,
            server.progress(reference, &stranger).await,
        ] {
            is(&answer, 404, "unknown-reference");
            answers.insert(answer.1.to_string());
        }
    }
    assert_eq!((answers.len(), one.told().await), (1, before));
}

async fn the_free_times_are_those_of_the_days_asked_for(base: &Base) {
    let server = base.server().await;
    let near = Slot { start: Start::new(clock::now() + 30 * 60, HOUR).unwrap(), minutes: 30 };
    let slots = [near, slot(DAY), slot(8 * DAY), slot(20 * DAY), slot(29 * DAY), slot(31 * DAY)];
    let none = answered(server.call(Method::GET, &format!("/api/v1/stations/{STATION}/slots"))).await.1;
    assert_eq!(none, json!({ "station": STATION, "offered": false, "slots": [] }));
    offer(&server, 1, &slots).await;
    let some = |of: &[usize]| of.iter().map(|at| slots[*at].start.to_string()).collect::<Vec<_>>();
    assert_eq!(free(&server, "").await, some(&[1, 2]), "not within the hour, and two weeks where nothing is said");
    assert_eq!(free(&server, "?days=31").await, some(&[1, 2, 3, 4]), "never later than a submission is kept");
    let day = |slot: Slot| slot.start.wall().unwrap().0;
    assert_eq!(free(&server, &format!("?from={}&days=1", day(slots[2]))).await, some(&[2]));
    let before = clock::rfc3339(slots[3].start.unix());
    assert_eq!(free(&server, &format!("?days=31&before={before}")).await, some(&[1, 2]));
    assert_eq!(free(&server, &format!("?days=31&before={}", before.replace(':', "%3A"))).await, some(&[1, 2]));
    offer(&server, 0, &[slots[1]]).await;
    assert_eq!(free(&server, "").await, some(&[2]), "withdrawn by the station");
    for query in ["?from=demain", "?from=2026-13-01", "?days=0", "?days=32", "?days=x", "?before=demain", "?days=%ff"] {
        is(
            &answered(server.call(Method::GET, &format!("/api/v1/stations/{STATION}/slots{query}"))).await,
            400,
            "malformed",
        );
    }
    is(&answered(server.call(Method::GET, "/api/v1/stations/nowhere/slots")).await, 400, "malformed");
    // A day is one of the station's clocks: half past eleven in the evening there is tomorrow in Paris.
    let evening = Start::new((clock::now() + 3 * DAY).div_euclid(DAY) * DAY + 9 * HOUR + 1800, -10 * HOUR).unwrap();
    let offers = [Offer { station: "gn-987".to_owned(), slot: Slot { start: evening, minutes: 30 }, places: 1 }];
    server.store.offer(&offers, agent(clock::now())).await.unwrap();
    let path = format!("/api/v1/stations/gn-987/slots?days=1&from={}", evening.wall().unwrap().0);
    assert_eq!(answered(server.call(Method::GET, &path)).await.1["slots"][0]["start"], evening.to_string());
}

async fn a_station_does_not_fill_up_with_requests_nobody_answers(base: &Base) {
    let server = base.server().await;
    let wished = slot(2 * DAY);
    offer(&server, 1000, &[wished]).await;
    let first = One::wished(&server, wished).await;
    for _ in 1..MAX_REQUESTED {
        One::wished(&server, wished).await;
    }
    let over = One::wished(&server, wished).await;
    assert_eq!(over.state().await, "unavailable");
    is(&over.wants("request", Some(wished)).await, 409, "slot-unavailable");
    first.does(Deed::Confirm).await;
    assert_eq!(over.wants("request", Some(wished)).await.1["appointment"]["state"], "requested");
}

async fn whoever_wishes_for_too_much_still_sends(base: &Base) {
    let rate = Rate { wishes: 2, ..Extras::default().rate };
    let server = base.server_with(Extras { rate, ..Extras::default() }).await;
    let wished = slot(2 * DAY);
    offer(&server, 1000, &[wished]).await;
    let mut states = Vec::new();
    for _ in 0..3 {
        states.push(One::wished(&server, wished).await);
    }
    let mut told = Vec::new();
    for one in &states {
        told.push(one.state().await);
    }
    assert_eq!(told, ["requested", "requested", "unavailable"]);
    is(&states[2].wants("request", Some(wished)).await, 429, "too-many-requests");
    assert_eq!(states[0].wants("cancel", None).await.0.as_u16(), 200);
    let stranger = intent(&server.recipient, "gn-1").code.as_text();
    let change = json!({ "version": 2, "act": "request", "slot": wished.start.to_string() });
    is(&server.change(&states[0].reference, &stranger, change).await, 404, "unknown-reference");
}
