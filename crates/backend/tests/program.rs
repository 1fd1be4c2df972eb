//! The real program: killed, restarted, asked by an agent.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use guichet_core::domain::date::Now;
use guichet_core::form::answers::{Answers, At};
use guichet_core::forms::report;
use guichet_core::wire::key::SubmissionKey;
use guichet_core::wire::seal::{self, Header, SecretKey};
use guichet_core::wire::submission::FormName;
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;
use support::{Intent, PROGRAM, Process, client, intent};

fn agent(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.arg("agent").args(arguments).arg("--data").arg(data).env_remove("DATABASE_URL").output().unwrap()
}

fn development_key(data: &Path) -> SecretKey {
    SecretKey::parse(&std::fs::read_to_string(data.join("development-key.txt")).unwrap()).unwrap()
}

async fn post(port: u16, intent: &Intent) -> reqwest::Result<reqwest::Response> {
    let call = client()
        .post(format!("http://127.0.0.1:{port}/api/v1/submissions"))
        .header("idempotency-key", intent.key.as_uuid());
    call.header("content-type", "application/json").body(intent.body.clone()).send().await
}

/// Passes one request on; when the first byte of the answer comes (so it was committed), kills the server with SIGKILL
/// and drops the connection without passing a byte back.
fn cut_after_commit(listener: &TcpListener, server: &mut Process) {
    let (mut near, _) = listener.accept().unwrap();
    let mut far = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    let mut copy = (near.try_clone().unwrap(), far.try_clone().unwrap());
    std::thread::spawn(move || std::io::copy(&mut copy.0, &mut copy.1));
    let mut byte = [0];
    far.read_exact(&mut byte).unwrap();
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    near.shutdown(std::net::Shutdown::Both).unwrap();
    let _ = near.flush();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_killed_after_the_commit_gives_the_stored_receipt_to_a_retry() {
    let data = tempfile::tempdir().unwrap();
    let mut server = Process::start(data.path());
    let intent = intent(&development_key(data.path()).public().to_recipient(), "gn-1");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = listener.local_addr().unwrap().port();
    let cut = std::thread::spawn(move || cut_after_commit(&listener, &mut server));
    assert!(post(proxy, &intent).await.is_err());
    cut.join().unwrap();

    let stored = String::from_utf8(agent(data.path(), &["list"]).stdout).unwrap();
    assert_eq!(stored.lines().count(), 1, "{stored}");
    let server = Process::start(data.path());
    let answer = post(server.port, &intent).await.unwrap();
    assert_eq!(answer.status().as_u16(), 201);
    let receipt: Value = answer.json().await.unwrap();
    assert!(stored.starts_with(receipt["reference"].as_str().unwrap()));
    assert_eq!(agent(data.path(), &["list"]).stdout, stored.as_bytes());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_lists_exports_and_opens() {
    let data = tempfile::tempdir().unwrap();
    let server = Process::start(data.path());
    let intent = intent(&development_key(data.path()).public().to_recipient(), "gn-1");
    let receipt: Value = post(server.port, &intent).await.unwrap().json().await.unwrap();
    let reference = receipt["reference"].as_str().unwrap().to_lowercase();

    let exact = agent(data.path(), &["open", &reference, "--json"]);
    assert_eq!(exact.stdout, support::TEXT.as_bytes(), "{}", String::from_utf8_lossy(&exact.stderr));
    let readable = String::from_utf8(agent(data.path(), &["open", &reference]).stdout).unwrap();
    assert!(readable.contains("  name : Zoé\n") && readable.contains(r"told : a\u{1b}[2J"), "{readable}");

    // Another machine: the file and the key, no database.
    let elsewhere = tempfile::tempdir().unwrap();
    let (file, key) = (elsewhere.path().join("one.json"), elsewhere.path().join("key.txt"));
    let exported = agent(data.path(), &["export", &reference]).stdout;
    std::fs::write(&file, &exported).unwrap();
    std::fs::copy(data.path().join("development-key.txt"), &key).unwrap();
    let nowhere = elsewhere.path().join("no-database");
    let open =
        |file: &Path| agent(&nowhere, &["open", file.to_str().unwrap(), "--key", key.to_str().unwrap(), "--json"]);
    assert_eq!(open(&file).stdout, support::TEXT.as_bytes());
    assert!(!nowhere.exists());

    let changed = elsewhere.path().join("changed.json");
    std::fs::write(&changed, String::from_utf8(exported).unwrap().replace("gn-1", "gn-2")).unwrap();
    let refused = open(&changed);
    assert!(!refused.status.success() && refused.stdout.is_empty());
    let words = String::from_utf8(refused.stderr).unwrap();
    assert!(words.contains("changed after it was sealed: routing.station"), "{words}");
    let other = elsewhere.path().join("other.txt");
    assert!(agent(&nowhere, &["new-key", other.to_str().unwrap()]).status.success());
    let refused = agent(&nowhere, &["open", file.to_str().unwrap(), "--key", other.to_str().unwrap()]);
    assert!(String::from_utf8(refused.stderr).unwrap().contains("another key"));
}

/// What somebody pasted: tracking parameters, a look-alike host, a bidi override, a moment of a video.
const PASTED: &str = "1) https://x.com/compte/status/123?s=20&utm_source=partage\n2) https://xn--fcebook-2fg.com/a?fbclid=z\n\
     3) https://exemple.fr/\u{202e}gpj.exe \u{200b}\n\t4) https://youtu.be/dQw4w9WgXcQ?si=suivi&t=1m23s";

fn report() -> Vec<u8> {
    let mut answers = Answers::default();
    for (field, value) in [
        ("no_emergency", "yes"),
        ("report_victim", "no"),
        ("report_category", "threats"),
        ("medium", "social"),
        ("address_known", "yes"),
        ("addresses", PASTED),
        ("seen_date", "22 11 2026"),
        ("named", "no"),
    ] {
        answers.set(At { field, item: None }, value.to_owned());
    }
    let report = report::read(&answers, Now { unix: 1_795_473_000, trusted: true }).ok().unwrap();
    report::Enclosed { schema: report::SCHEMA, form: FormName::ContentReport, report }.to_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_reads_a_report_as_it_was_pasted_and_cleaned() {
    let data = tempfile::tempdir().unwrap();
    let server = Process::start(data.path());
    let (text, key) = (report(), SubmissionKey::from_random(support::random()));
    let recipient = development_key(data.path()).public().to_recipient();
    let header = Header::new(FormName::ContentReport, report::SCHEMA, &recipient, &key, None, None);
    let sealed = seal::seal(&recipient, &header, &text, support::random()).unwrap();
    let body = serde_json::to_vec(&sealed.into_submission(header, None)).unwrap();
    let call = client()
        .post(format!("http://127.0.0.1:{}/api/v1/submissions", server.port))
        .header("idempotency-key", key.as_uuid())
        .header("content-type", "application/json");
    let answer = call.body(body).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 201);
    let receipt: Value = answer.json().await.unwrap();
    let reference = receipt["reference"].as_str().unwrap();

    // To the byte: what was sealed, and in it what was pasted.
    let exact = agent(data.path(), &["open", reference, "--json"]).stdout;
    assert_eq!(exact, text);
    let value: Value = serde_json::from_slice(&exact).unwrap();
    let place = &value["report"]["where"];
    assert_eq!(place["pasted"].as_str().unwrap().as_bytes(), PASTED.as_bytes());
    let cleaned: Vec<_> =
        place["addresses"].as_array().unwrap().iter().map(|address| address["cleaned"].as_str().unwrap()).collect();
    let expected = [
        "https://x.com/compte/status/123",
        "https://xn--fcebook-2fg.com/a",
        "https://exemple.fr/gpj.exe",
        "https://youtu.be/dQw4w9WgXcQ?t=1m23s",
    ];
    assert_eq!(cleaned, expected);

    // To the eye: the same, with nothing that reorders or hides.
    let readable = String::from_utf8(agent(data.path(), &["open", reference]).stdout).unwrap();
    for line in [
        "Formulaire : Signalement d’un contenu",
        "Lieu choisi : aucun",
        r"Telle que collée : https://exemple.fr/\u{202e}gpj.exe",
        "Nettoyée : https://exemple.fr/gpj.exe",
        "Telle que collée : https://x.com/compte/status/123?s=20&utm_source=partage",
        "Moment, en secondes : 83",
        "De : Facebook",
        r"| 3) https://exemple.fr/\u{202e}gpj.exe \u{200b}",
        r"| \u{9}4) https://youtu.be/dQw4w9WgXcQ?si=suivi&t=1m23s",
        "Identité : non donnée",
    ] {
        assert!(readable.contains(line), "{line} in {readable}");
    }
    assert!(!readable.chars().any(|c| c != '\n' && guichet_core::domain::lookalike::hides(c)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_holds_no_secret_and_a_told_server_stops() {
    let data = tempfile::tempdir().unwrap();
    let mut server = Process::start(data.path());
    let intent = intent(&development_key(data.path()).public().to_recipient(), "gn-1");
    let receipt: Value = post(server.port, &intent).await.unwrap().json().await.unwrap();
    let reference = receipt["reference"].as_str().unwrap().to_owned();
    let (key, hash, code) = (intent.key.as_uuid(), intent.key.hash_hex(), intent.code.as_text());
    let at = |path: String| format!("http://127.0.0.1:{}{path}", server.port);
    for path in [
        format!("/api/v1/submissions/by-key/{hash}"),
        "/api/v1/secret-path?q=secret-query".to_owned(),
        "/secret-path".to_owned(),
    ] {
        client().get(at(path)).send().await.unwrap();
    }
    let status = client()
        .get(at(format!("/api/v1/submissions/{reference}?q=secret-query")))
        .bearer_auth(&code)
        .send()
        .await
        .unwrap();
    assert_eq!(status.status().as_u16(), 200);
    assert!(Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap().success());
    let ended = (0..100).find_map(|_| {
        std::thread::sleep(Duration::from_millis(50));
        server.child.try_wait().unwrap()
    });
    assert!(ended.unwrap().success());
    let log = std::fs::read_to_string(&server.log).unwrap();
    assert!(log.contains(r#"route="/api/v1/submissions/{reference}" status=200"#), "{log}");
    for secret in [&key, &hash, &code, &reference, "secret", "gn-1", "Zoé", "127.0.0.1:"] {
        let told = log
            .lines()
            .filter(|line| !line.contains("development key") && !line.contains("listening on"))
            .any(|line| line.contains(secret));
        assert!(!told, "{secret} in {log}");
    }
}

#[test]
fn what_would_mislead_people_is_not_served_to_others() {
    let data = tempfile::tempdir().unwrap();
    let mut command = Command::new(PROGRAM);
    command.args(["serve", "--addr", "0.0.0.0:0", "--dist", "/nonexistent", "--data"]).arg(data.path());
    let refused = command.env_remove("DATABASE_URL").output().unwrap();
    assert!(!refused.status.success());
    let words = String::from_utf8(refused.stderr).unwrap();
    assert!(words.contains("no key of an institution is configured") && words.contains("--insecure-demo"), "{words}");
}
