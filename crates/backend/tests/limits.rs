//! What the server refuses for now, so that it can go on: too many calls, too little disk, too slow a sender; and what it
//! does not serve to others at all.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use guichet_backend::institution::{Institution, Request};
use guichet_backend::limits::Rate;
use guichet_core::wire::code::FollowUpCode;
use guichet_core::wire::seal::SecretKey;
use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};
use support::{Extras, Server, answered, intent, random};

async fn limited(burst: u32, per_minute: u32) -> Server {
    let header = Some("x-forwarded-for".parse().unwrap());
    let extras = Extras { rate: Rate { burst, per_minute, wishes: 0, upload_mib: 0, header }, ..Extras::default() };
    Server::start_with(None, None, SecretKey::from_random(random()), extras).await
}

fn health(server: &Server, client: &str) -> RequestBuilder {
    server.call(Method::GET, "/api/v1/health").header("x-forwarded-for", client)
}

#[tokio::test(flavor = "multi_thread")]
async fn one_client_waits_and_no_other_does() {
    let server = limited(5, 60).await;
    for _ in 0..5 {
        assert_eq!(answered(health(&server, "192.0.2.1")).await.0.as_u16(), 200);
    }
    let (status, problem) = answered(health(&server, "192.0.2.1")).await;
    assert_eq!((status.as_u16(), problem["type"].as_str()), (429, Some("/problems/too-many-requests")));
    let refused = health(&server, "192.0.2.1").header("origin", "null").send().await.unwrap();
    assert_eq!(refused.headers()["retry-after"], "1");
    assert_eq!(refused.headers()["access-control-allow-origin"], "null", "a page of another origin can read it");
    assert_eq!(answered(health(&server, "192.0.2.2")).await.0.as_u16(), 200);
    assert_eq!(answered(health(&server, "192.0.2.1, 192.0.2.3")).await.0.as_u16(), 200, "only the last entry counts");
    let page = server.call(Method::GET, "/nowhere").header("x-forwarded-for", "192.0.2.1").send().await.unwrap();
    assert_eq!(page.status().as_u16(), 404, "pages and files are not counted");
    tokio::time::sleep(Duration::from_millis(1100)).await;
    assert_eq!(answered(health(&server, "192.0.2.1")).await.0.as_u16(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_guesses_codes_is_slowed_down_and_nobody_else() {
    let server = limited(60, 1).await;
    let intent = intent(&server.recipient, "gn-1");
    let receipt = server.post(&intent).await.1;
    let ask = |client: &str, code: String| {
        let path = format!("/api/v1/submissions/{}", receipt["reference"].as_str().unwrap());
        answered(server.call(Method::GET, &path).header("x-forwarded-for", client).bearer_auth(code))
    };
    let mut tries = 0;
    while ask("192.0.2.1", FollowUpCode::from_random(random()).as_text()).await.0.as_u16() == 404 {
        tries += 1;
    }
    assert!((2..=4).contains(&tries), "{tries}");
    assert_eq!(ask("192.0.2.2", intent.code.as_text()).await.0.as_u16(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn below_the_floor_nothing_new_is_stored_and_everything_stored_answers() {
    let secret = SecretKey::from_random(random());
    let kept = tempfile::tempdir().unwrap();
    let roomy = Server::start(None, Some(kept.path()), secret.clone()).await;
    let old = intent(&roomy.recipient, "gn-1");
    let receipt = roomy.post(&old).await.1;
    let extras = Extras { floor: u64::MAX, ..Extras::default() };
    let full = Server::start_with(None, Some(kept.path()), secret, extras).await;
    let new = intent(&full.recipient, "gn-1");
    for (status, problem) in [full.post(&new).await, full.give_up(&new.key, &new.key).await] {
        assert_eq!((status.as_u16(), problem["type"].as_str()), (503, Some("/problems/unavailable")));
    }
    let call = full.call(Method::POST, "/api/v1/submissions").header("idempotency-key", new.key.as_uuid());
    let refused = call.header("content-type", "application/json").body(new.body.clone()).send().await.unwrap();
    assert_eq!(refused.headers()["retry-after"], "120");
    assert_eq!(full.post(&old).await, (reqwest::StatusCode::CREATED, receipt.clone()));
    assert_eq!(full.by_key(&old.key).await.1, receipt);
    assert_eq!(full.give_up(&old.key, &old.key).await.0.as_u16(), 409);
    assert_eq!(full.progress(receipt["reference"].as_str().unwrap(), &old.code.as_text()).await.0.as_u16(), 200);
    assert_eq!(full.rows().await, 1);
    assert_eq!(roomy.post(&new).await.0.as_u16(), 201, "once there is room the same bytes arrive");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_never_ends_is_answered_in_time_and_stores_nothing() {
    let server = Server::start(None, None, SecretKey::from_random(random())).await;
    let intent = intent(&server.recipient, "gn-1");
    let address = server.address.trim_start_matches("http://").to_owned();
    let head = format!(
        "POST /api/v1/submissions HTTP/1.1\r\nHost: x\r\nIdempotency-Key: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        intent.key.as_uuid(),
        intent.body.len()
    );
    let half = intent.body[..intent.body.len() / 2].to_vec();
    let (answer, took) = tokio::task::spawn_blocking(move || {
        let start = Instant::now();
        let mut connection = std::net::TcpStream::connect(address).unwrap();
        connection.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        connection.write_all(head.as_bytes()).unwrap();
        connection.write_all(&half).unwrap();
        let mut answer = Vec::new();
        let mut piece = [0; 4096];
        while !String::from_utf8_lossy(&answer).contains('}') {
            let read = connection.read(&mut piece).unwrap();
            assert!(read > 0, "{}", String::from_utf8_lossy(&answer));
            answer.extend_from_slice(&piece[..read]);
        }
        (String::from_utf8(answer).unwrap(), start.elapsed())
    })
    .await
    .unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("/problems/timeout"), "{answer}");
    assert!((Duration::from_secs(2)..Duration::from_secs(6)).contains(&took), "{took:?}");
    assert_eq!(server.rows().await, 0);
    assert_eq!(server.post(&intent).await.0.as_u16(), 201);
}

/// An app with stations of the kind, and a configuration with a key.
fn institution(folder: &Path, sample: bool, address: &str, insecure_demo: bool) -> Result<Institution, String> {
    let data = folder.join("dist/data");
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("index.json"), format!(r#"{{"v":1,"sample":{sample}}}"#)).unwrap();
    let key = SecretKey::from_random(random()).public().to_recipient();
    let config = folder.join("config.json");
    std::fs::write(&config, serde_json::json!({ "recipient_keys": [key] }).to_string()).unwrap();
    let request = Request {
        config: Some(&config),
        dist: &folder.join("dist"),
        data: folder,
        address: address.parse().unwrap(),
        insecure_demo,
    };
    Institution::open(&request).map_err(|refusal| refusal.to_string())
}

#[test]
fn sample_stations_are_served_to_others_only_as_a_demonstration() {
    let folder = tempfile::tempdir().unwrap();
    let refused = institution(folder.path(), true, "0.0.0.0:80", false).err().unwrap();
    assert!(refused.contains("the stations are a sample") && refused.contains("--insecure-demo"), "{refused}");
    let told = |institution: &Institution| {
        serde_json::from_str::<Value>(&institution.served).unwrap()["demonstration"].clone()
    };
    let demonstration = institution(folder.path(), true, "0.0.0.0:80", true).ok().unwrap();
    assert_eq!((told(&demonstration), demonstration.config.demonstration), (Value::Bool(true), true));
    for (sample, address) in [(true, "127.0.0.1:80"), (true, "[::1]:80"), (false, "0.0.0.0:80")] {
        let served = institution(folder.path(), sample, address, false).ok().unwrap();
        assert_eq!(told(&served), Value::Bool(false), "{sample} {address}");
    }
}

#[test]
fn a_place_is_known_by_the_id_that_it_had_before_too() {
    let folder = tempfile::tempdir().unwrap();
    institution(folder.path(), false, "127.0.0.1:80", false).ok().unwrap();
    let data = folder.path().join("dist/data");
    let write = |name: &str, text: &str| std::fs::write(data.join(name), text).unwrap();
    let row = "gn-10\tG\tBrigade de Belley\t\t01300\tBelley\t01034\t\t4575900\t568800\n";
    write("index.json", r#"{"v":1,"stations":{"22_2":"ab"},"former":"cd"}"#);
    write("stations-22_2-ab.txt", row);
    write("former-cd.txt", "gn-1\tgn-10\n");
    let config = folder.path().join("config.json");
    let dist = folder.path().join("dist");
    let address = "127.0.0.1:80".parse().unwrap();
    let request = Request { config: Some(&config), dist: &dist, data: folder.path(), address, insecure_demo: false };
    let served = Institution::open(&request).map_err(|refusal| refusal.to_string()).ok().unwrap();
    let flags = ["gn-10", "gn-1", "gn-2", ""].map(|id| served.station_flag(id));
    assert_eq!(flags, ["known", "known", "unknown", ""]);
}
