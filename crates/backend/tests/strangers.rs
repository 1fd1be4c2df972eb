//! Whoever tries references and codes learns nothing, and stands in nobody's way.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use guichet_backend::limits::Rate;
use guichet_core::wire::code::FollowUpCode;
use guichet_core::wire::reference::Reference;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use support::base::{Base, on_each_database};
use support::{Extras, Server, answered, intent, is, random};

on_each_database!(
    an_unknown_reference_and_a_wrong_code_take_the_same_time,
    a_stranger_with_wrong_codes_stands_in_nobodys_way,
);

const TRIES: usize = 60;

/// One refused try, and how long it took.
async fn refused(server: &Server, call: usize, reference: &str) -> (Value, Duration) {
    let code = FollowUpCode::from_random(random()).as_text();
    let start = Instant::now();
    let answer = match call {
        0 => server.progress(reference, &code).await,
        1 => server.withdraw(reference, &code).await,
        _ => server.change(reference, &code, json!({ "version": 1, "act": "cancel" })).await,
    };
    let took = start.elapsed();
    is(&answer, 404, "unknown-reference");
    (answer.1, took)
}

async fn an_unknown_reference_and_a_wrong_code_take_the_same_time(base: &Base) {
    let server = base.server().await;
    let receipt = server.post(&intent(&server.recipient, "gn-1")).await.1;
    let known = receipt["reference"].as_str().unwrap();
    for call in 0..3 {
        let (mut wrong, mut unknown) = (Vec::new(), Vec::new());
        // By turns, so that what else goes on weighs on both alike.
        for _ in 0..TRIES {
            let (first, took) = refused(&server, call, known).await;
            wrong.push(took);
            let (second, took) = refused(&server, call, &Reference::from_random(random()).to_string()).await;
            unknown.push(took);
            assert_eq!(first, second);
        }
        wrong.sort();
        unknown.sort();
        let (a, b) = (wrong[TRIES / 2], unknown[TRIES / 2]);
        eprintln!("call {call}: median of a wrong code {a:?}, of an unknown reference {b:?}");
        // The quieter tries: what a busy machine adds to the others says nothing of either.
        let (a, b) = (wrong[TRIES / 8], unknown[TRIES / 8]);
        assert!(a.abs_diff(b) < Duration::from_millis(4), "call {call}: {a:?} and {b:?}");
        let least = wrong[0].min(unknown[0]);
        assert!(least >= Duration::from_millis(100), "{least:?}");
    }
}

async fn a_stranger_with_wrong_codes_stands_in_nobodys_way(base: &Base) {
    let header = Some("x-forwarded-for".parse().unwrap());
    let rate = Rate { burst: 100, per_minute: 60, header, ..Extras::default().rate };
    let server = std::sync::Arc::new(base.server_with(Extras { rate, ..Extras::default() }).await);
    let intent = intent(&server.recipient, "gn-1");
    let receipt = server.post(&intent).await.1;
    let path = format!("/api/v1/submissions/{}", receipt["reference"].as_str().unwrap());
    let ask = |client: &'static str, code: String| {
        answered(server.call(Method::GET, &path).header("x-forwarded-for", client).bearer_auth(code))
    };
    let stranger = async {
        let mut slowed = false;
        for _ in 0..40 {
            let status = ask("192.0.2.66", FollowUpCode::from_random(random()).as_text()).await.0.as_u16();
            assert!(status == 404 || status == 429, "{status}");
            slowed |= status == 429;
        }
        slowed
    };
    let owner = async {
        for _ in 0..20 {
            let start = Instant::now();
            let (status, progress) = ask("192.0.2.1", intent.code.as_text()).await;
            assert_eq!((status.as_u16(), progress["status"].as_str()), (200, Some("received")));
            assert!(start.elapsed() < Duration::from_secs(2));
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    };
    let (slowed, ()) = tokio::join!(stranger, owner);
    assert!(slowed, "whoever guesses is slowed down");
    // Nor afterwards: the owner's change is done.
    let call = server.call(Method::POST, &format!("{path}/withdrawal")).header("x-forwarded-for", "192.0.2.1");
    assert_eq!(answered(call.bearer_auth(intent.code.as_text())).await.0.as_u16(), 200);
}
