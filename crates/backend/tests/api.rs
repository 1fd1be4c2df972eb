//! What the API promises, on each database.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use guichet_backend::{agent, openapi, routes};
use guichet_core::wire::client_address;
use guichet_core::wire::key::SubmissionKey;
use guichet_core::wire::seal::{self, SecretKey};
use guichet_core::wire::submission::{MAX_BODY, Submission};
use reqwest::Method;
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use support::base::{Base, on_each_database};
use support::{Extras, Intent, Server, answered, intent, is, random, report, sealed};

on_each_database!(
    the_same_bytes_a_hundred_times_leave_one_row,
    twenty_at_once_leave_one_row,
    other_bytes_under_a_key_are_refused,
    a_late_post_after_giving_up_is_refused,
    giving_up_too_late_gives_the_receipt,
    only_the_holder_of_the_key_gives_up,
    giving_up_and_sending_at_once_have_one_winner,
    a_stored_submission_survives_every_later_change,
    a_retired_key_is_accepted_for_thirty_days,
    what_cannot_be_read_is_refused_in_words,
    the_code_opens_the_status_and_nothing_tells_why_not,
    what_expired_is_erased_and_still_answers,
    the_address_of_a_report_is_kept_sealed_where_wanted_and_not_for_ever,
    unknown_paths_methods_and_panics_are_problems,
    only_listed_origins_may_call,
    what_was_stored_opens,
);

async fn the_same_bytes_a_hundred_times_leave_one_row(base: &Base) {
    let server = base.server().await;
    let intent = intent(&server.recipient, "gn-1");
    let (_, receipt) = server.post(&intent).await;
    assert!(receipt["reference"].as_str().unwrap().len() == 11 && receipt["expires_at"].is_string());
    for _ in 1..100 {
        let (status, again) = server.post(&intent).await;
        assert_eq!((status.as_u16(), &again), (201, &receipt));
    }
    assert_eq!(server.rows().await, 1);
    assert_eq!(server.by_key(&intent.key).await, (reqwest::StatusCode::OK, receipt));
}

async fn twenty_at_once_leave_one_row(base: &Base) {
    let server = std::sync::Arc::new(base.server().await);
    let intent = std::sync::Arc::new(intent(&server.recipient, "gn-1"));
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let (server, intent) = (server.clone(), intent.clone());
            tokio::spawn(async move { server.post(&intent).await })
        })
        .collect();
    let mut receipts = BTreeSet::new();
    for task in tasks {
        let (status, receipt) = task.await.unwrap();
        assert_eq!(status.as_u16(), 201, "{receipt}");
        receipts.insert(receipt.to_string());
    }
    assert_eq!((receipts.len(), server.rows().await), (1, 1));
}

async fn other_bytes_under_a_key_are_refused(base: &Base) {
    let server = base.server().await;
    let Intent { key, code, body } = intent(&server.recipient, "gn-1");
    let (_, receipt) = server.post_bytes(&key, body).await;
    // The same text sealed again is other bytes.
    let again = sealed(&server.recipient, &key, &code, "gn-1");
    for other in [again, b"{}".to_vec(), Vec::new()] {
        is(&server.post_bytes(&key, other).await, 422, "key-reused");
    }
    assert_eq!(server.by_key(&key).await.1, receipt);
    assert_eq!(server.rows().await, 1);
}

async fn a_late_post_after_giving_up_is_refused(base: &Base) {
    let server = base.server().await;
    let intent = intent(&server.recipient, "gn-1");
    is(&server.by_key(&intent.key).await, 404, "not-yet");
    for _ in 0..2 {
        assert_eq!(server.give_up(&intent.key, &intent.key).await.0.as_u16(), 204);
    }
    is(&server.post(&intent).await, 410, "given-up");
    is(&server.by_key(&intent.key).await, 410, "given-up");
    assert_eq!(server.rows().await, 0);
}

async fn giving_up_too_late_gives_the_receipt(base: &Base) {
    let server = base.server().await;
    let intent = intent(&server.recipient, "gn-1");
    let (_, receipt) = server.post(&intent).await;
    let refused = server.give_up(&intent.key, &intent.key).await;
    is(&refused, 409, "already-arrived");
    assert_eq!(refused.1["receipt"], receipt);
    assert_eq!(server.post(&intent).await.0.as_u16(), 201);
}

async fn only_the_holder_of_the_key_gives_up(base: &Base) {
    let server = base.server().await;
    let intent = intent(&server.recipient, "gn-1");
    is(&server.give_up(&intent.key, &SubmissionKey::from_random(random())).await, 403, "wrong-key");
    let path = format!("/api/v1/submissions/by-key/{}", intent.key.hash_hex());
    is(&answered(server.call(Method::DELETE, &path)).await, 400, "key-missing");
    is(&answered(server.call(Method::GET, "/api/v1/submissions/by-key/ABC")).await, 404, "not-found");
    assert_eq!(server.post(&intent).await.0.as_u16(), 201);
}

async fn giving_up_and_sending_at_once_have_one_winner(base: &Base) {
    let server = base.server().await;
    for _ in 0..20 {
        let intent = intent(&server.recipient, "gn-1");
        let before = server.rows().await;
        let (sent, gave_up) = tokio::join!(server.post(&intent), server.give_up(&intent.key, &intent.key));
        let stored = server.rows().await - before;
        let outcome = (sent.0.as_u16(), gave_up.0.as_u16(), stored);
        assert!(outcome == (201, 409, 1) || outcome == (410, 204, 0), "{outcome:?}");
    }
}

async fn a_stored_submission_survives_every_later_change(base: &Base) {
    let (folder, url) = (tempfile::tempdir().unwrap(), base.url().await);
    let old = Server::start(url.as_deref(), Some(folder.path()), SecretKey::from_random(random())).await;
    let intent = intent(&old.recipient, "gn-1");
    let (_, receipt) = old.post(&intent).await;
    // The key was rotated, and so long ago that it would not be accepted any more.
    let new = Server::start(url.as_deref(), Some(folder.path()), SecretKey::from_random(random())).await;
    let long_ago = guichet_backend::clock::now() - 31 * 86_400;
    new.store.note_kids(&[&old.recipient.kid, &new.recipient.kid], long_ago).await.unwrap();
    new.store.note_kids(&[&new.recipient.kid], long_ago).await.unwrap();
    let (status, again) = new.post(&intent).await;
    assert_eq!((status.as_u16(), again), (201, receipt));
    let late = support::intent(&old.recipient, "gn-1");
    is(&new.post(&late).await, 422, "unknown-key");
    is(&new.by_key(&late.key).await, 404, "not-yet");
    // Sealed again to the new key, under the same submission key.
    let body = sealed(&new.recipient, &late.key, &late.code, "gn-1");
    assert_eq!(new.post_bytes(&late.key, body).await.0.as_u16(), 201);
}

async fn a_retired_key_is_accepted_for_thirty_days(base: &Base) {
    let (folder, url) = (tempfile::tempdir().unwrap(), base.url().await);
    let old = Server::start(url.as_deref(), Some(folder.path()), SecretKey::from_random(random())).await;
    let new = Server::start(url.as_deref(), Some(folder.path()), SecretKey::from_random(random())).await;
    assert_eq!(new.post(&intent(&old.recipient, "gn-1")).await.0.as_u16(), 201);
    let stranger = SecretKey::from_random(random()).public().to_recipient();
    is(&new.post(&intent(&stranger, "gn-1")).await, 422, "unknown-key");
}

async fn what_cannot_be_read_is_refused_in_words(base: &Base) {
    let server = base.server().await;
    let key = SubmissionKey::from_random(random());
    let good = intent(&server.recipient, "gn-1");
    let text = String::from_utf8(good.body.clone()).unwrap();
    let lone_surrogate = text.replace("gn-1", "\\ud800");
    let cases = [
        ("{", "malformed"),
        ("", "malformed"),
        ("[]", "malformed"),
        (r#"{"v":1}"#, "malformed"),
        (lone_surrogate.as_str(), "malformed"),
        (&text.replace("\"v\":1", "\"v\":2"), "malformed"),
        (&text.replace("gn-1", "<script>"), "malformed"),
        (&text.replace("pre-complaint", "secret-word"), "malformed"),
        (&text.replace("\"uploads\":[]", "\"uploads\":[\"00112233445566778899aabbccddeeff\"]"), "upload-incomplete"),
    ];
    for (body, kind) in cases {
        let answer = server.post_bytes(&key, body.as_bytes().to_vec()).await;
        is(&answer, if kind == "malformed" { 400 } else { 409 }, kind);
        assert!(
            !answer.1.to_string().contains("secret-word") && !answer.1.to_string().contains("script"),
            "{}",
            answer.1
        );
    }
    let mut broken = good.body.clone();
    broken[10] = 0xff;
    is(&server.post_bytes(&key, broken).await, 400, "malformed");
    is(&server.post_bytes(&key, vec![b' '; 300 * 1024]).await, 413, "too-large");
    is(&server.post_bytes(&key, vec![b' '; MAX_BODY]).await, 400, "malformed");
    let post = || server.call(Method::POST, "/api/v1/submissions").body(good.body.clone());
    let plain = post().header("idempotency-key", key.as_uuid()).header("content-type", "text/plain");
    is(&answered(plain).await, 415, "unsupported-media-type");
    is(&answered(post()).await, 400, "key-missing");
    is(&answered(post().header("idempotency-key", "1")).await, 400, "key-missing");
    assert_eq!(server.rows().await, 0);
}

async fn the_code_opens_the_status_and_nothing_tells_why_not(base: &Base) {
    let server = base.server().await;
    let intent = intent(&server.recipient, "gn-1");
    let receipt = server.post(&intent).await.1;
    let reference = receipt["reference"].as_str().unwrap();
    let (status, progress) = server.progress(reference, &intent.code.as_text().to_lowercase()).await;
    assert_eq!((status.as_u16(), &progress["status"]), (200, &Value::from("received")));
    assert_eq!(progress["events"][0]["at"], receipt["received_at"]);
    let without_code = server.call(Method::GET, &format!("/api/v1/submissions/{reference}"));
    is(&answered(without_code).await, 401, "code-missing");

    let other = support::intent(&server.recipient, "gn-1").code.as_text();
    let mut answers = BTreeSet::new();
    for (reference, code) in
        [(reference, other.as_str()), ("K7M-2QX-94R", &other), (reference, "nonsense"), ("nonsense", &other)]
    {
        let start = Instant::now();
        let answer = server.progress(reference, code).await;
        let took = start.elapsed();
        assert!(took >= Duration::from_millis(100), "{took:?}");
        is(&answer, 404, "unknown-reference");
        answers.insert(answer.1.to_string());
    }
    assert_eq!(answers.len(), 1);
}

async fn what_expired_is_erased_and_still_answers(base: &Base) {
    let server = base.server().await;
    let gave_up = intent(&server.recipient, "gn-1");
    let intent = intent(&server.recipient, "gn-1");
    let receipt = server.post(&intent).await.1;
    server.give_up(&gave_up.key, &gave_up.key).await;
    let reference = receipt["reference"].as_str().unwrap();
    let now = guichet_backend::clock::now();
    server.store.purge(now + 29 * 86_400).await.unwrap();
    assert!(server.store.export(reference, None).await.unwrap().is_some());
    server.store.purge(now + 31 * 86_400).await.unwrap();
    assert!(server.store.export(reference, None).await.unwrap().is_none());
    assert_eq!(server.post(&intent).await, (reqwest::StatusCode::CREATED, receipt.clone()));
    assert_eq!(server.progress(reference, &intent.code.as_text()).await.1["status"], "expired");
    server.store.purge(now + 122 * 86_400).await.unwrap();
    is(&server.by_key(&intent.key).await, 404, "not-yet");
    is(&server.by_key(&gave_up.key).await, 404, "not-yet");
}

async fn the_address_of_a_report_is_kept_sealed_where_wanted_and_not_for_ever(base: &Base) {
    for (days, kept) in [(0, false), (2, true)] {
        let extras = Extras { keep_addresses: days, ..Extras::default() };
        let server = base.server_with(extras).await;
        let (report, complaint) = (report(&server.recipient), intent(&server.recipient, "gn-1"));
        let mut shown = Vec::new();
        for sent in [&report, &complaint] {
            let receipt = server.post(sent).await.1;
            let stored = server.store.export(receipt["reference"].as_str().unwrap(), None).await.unwrap().unwrap();
            assert!(!stored.client.contains("127.0.0.1"));
            shown.push((stored, receipt));
        }
        assert_eq!((!shown[0].0.client.is_empty(), shown[1].0.client.is_empty()), (kept, true));
        if !kept {
            continue;
        }
        let (stored, receipt) = &shown[0];
        let address = client_address::open(&server.secret, &stored.key_hash, &stored.client);
        assert_eq!(address.as_deref(), Some("127.0.0.1"));
        let by = agent::named(None, false).unwrap();
        let export = agent::export::find(&server.store, &stored.reference, by, "open").await.unwrap();
        let mut out = Vec::new();
        agent::export::open(&export, &server.secret, false, &mut out).unwrap();
        assert!(String::from_utf8(out).unwrap().contains("Adresse de l’expéditeur : 127.0.0.1\n"));
        // A retry keeps no other, and the report stays when its address is erased.
        assert_eq!(server.post(&report).await.1, *receipt);
        let client = || async { server.store.export(&stored.reference, None).await.unwrap().unwrap().client };
        let now = guichet_backend::clock::now();
        server.store.purge(now + 86_400).await.unwrap();
        assert_eq!(client().await, stored.client);
        server.store.purge(now + 2 * 86_400 + 60).await.unwrap();
        assert_eq!(client().await, "");
    }
}

async fn unknown_paths_methods_and_panics_are_problems(base: &Base) {
    let server = base.server().await;
    for path in ["/api", "/api/", "/api/v1", "/api/v2/submissions", "/api/v1/submissions/a/b"] {
        is(&answered(server.call(Method::GET, path)).await, 404, "not-found");
    }
    let panicked = answered(server.call(Method::GET, "/api/v1/boom")).await;
    is(&panicked, 500, "internal");
    assert!(!panicked.1.to_string().contains("Zoé"));
    let health = server.call(Method::GET, "/api/v1/health").send().await.unwrap();
    assert_eq!((health.status().as_u16(), health.headers()["cache-control"].to_str().unwrap()), (200, "no-store"));

    let document: Value = serde_json::from_str(openapi::TEXT).unwrap();
    let described: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, calls)| calls.as_object().unwrap().keys().map(move |method| (path.clone(), method.clone())))
        .collect();
    let routed: BTreeSet<(String, String)> = routes::calls()
        .flat_map(|(path, methods)| methods.iter().map(move |method| (path.to_owned(), (*method).to_owned())))
        .collect();
    assert_eq!(described, routed);
    for (path, methods) in routes::calls() {
        let path = path.replace("{hash}", &"0".repeat(64)).replace("{reference}", "K7M-2QX-94R");
        let path = path.replace("{id}", "gn-1").replace("{number}", "0");
        for method in ["get", "post", "put", "delete", "patch"] {
            let call = answered(server.call(method.to_uppercase().parse().unwrap(), &path)).await;
            assert_eq!(call.0.as_u16() == 405, !methods.contains(&method), "{method} {path}: {}", call.0);
        }
    }
    let description = server.call(Method::GET, "/api/v1/openapi.json").send().await.unwrap();
    assert_eq!(description.headers()["cache-control"], "max-age=60");
    let tag = description.headers()["etag"].clone();
    let again = server.call(Method::GET, "/api/v1/openapi.json").header("if-none-match", tag).send().await.unwrap();
    assert_eq!(again.status().as_u16(), 304);
}

async fn only_listed_origins_may_call(base: &Base) {
    let server = base.server().await;
    for (origin, allowed) in [("https://ville.example", true), ("null", true), ("https://evil.example", false)] {
        let preflight = server
            .call(Method::OPTIONS, "/api/v1/submissions")
            .header("origin", origin)
            .header("access-control-request-method", "POST")
            .send()
            .await
            .unwrap();
        let of = |name: &str| preflight.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(of("access-control-allow-origin"), allowed.then(|| origin.to_owned()));
        let wanted = "Content-Type, Idempotency-Key, Authorization";
        assert_eq!(of("access-control-allow-headers"), allowed.then(|| wanted.to_owned()));
        assert_eq!(of("access-control-max-age"), allowed.then(|| "7200".to_owned()));
        assert_eq!((of("access-control-allow-credentials"), of("vary").as_deref()), (None, Some("Origin")));
        // Errors can be read from there too.
        let refused = server.call(Method::GET, "/api/v1/boom").header("origin", origin).send().await.unwrap();
        assert_eq!(refused.headers().contains_key("access-control-allow-origin"), allowed);
        assert_eq!(refused.headers().get("access-control-expose-headers").is_some(), allowed);
    }
}

async fn what_was_stored_opens(base: &Base) {
    let server = base.server().await;
    let intent = intent(&server.recipient, "gn-999999");
    let receipt = server.post(&intent).await.1;
    let stored = server.store.export(receipt["reference"].as_str().unwrap(), None).await.unwrap().unwrap();
    assert_eq!((stored.body.as_bytes(), stored.station_flag.as_str()), (intent.body.as_slice(), "unchecked"));
    let submission: Submission = serde_json::from_str(&stored.body).unwrap();
    assert_eq!(seal::open(&server.secret, &submission, &stored.key_hash).as_deref(), Ok(support::TEXT.as_bytes()));
}
