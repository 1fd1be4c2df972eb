//! The agent's commands, on the real program beside a running server.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use guichet_backend::clock;
use guichet_core::config::RecipientKey;
use guichet_core::domain::attachment::{Attachment, MediaType};
use guichet_core::wire::code::FollowUpCode;
use guichet_core::wire::key::SubmissionKey;
use guichet_core::wire::pieces::{self, ContentKey, UploadId};
use guichet_core::wire::seal::{self, Header, SecretKey};
use guichet_core::wire::slot::Start;
use guichet_core::wire::submission::FormName;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};
use support::{Intent, PROGRAM, Process, client, report, wishing};

const STATION: &str = "pn-75056-central";

fn agent(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.arg("agent").args(arguments).arg("--data").arg(data);
    command.env_remove("DATABASE_URL").env_remove("GUICHET_AGENT").output().unwrap()
}

/// What a command prints that must succeed.
#[track_caller]
fn said(data: &Path, arguments: &[&str]) -> String {
    let done = agent(data, arguments);
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// What a command says that must be refused.
#[track_caller]
fn refused(data: &Path, arguments: &[&str]) -> String {
    let done = agent(data, arguments);
    assert!(!done.status.success() && done.stdout.is_empty(), "{arguments:?}");
    String::from_utf8(done.stderr).unwrap()
}

async fn post(port: u16, intent: &Intent) -> Value {
    let call = client().post(format!("http://127.0.0.1:{port}/api/v1/submissions"));
    let call = call.header("idempotency-key", intent.key.as_uuid()).header("content-type", "application/json");
    let answer = call.body(intent.body.clone()).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 201);
    answer.json().await.unwrap()
}

/// A time on the clocks of Paris so many days from now, as the wire and as an agent has it.
fn time(days: i64) -> (String, String) {
    let zone = guichet_core::domain::zone::Zone::Metropolitan;
    let unix = (clock::now() + days * 86_400) / 3600 * 3600;
    let start = Start::new(unix, zone.offset_seconds(unix)).unwrap();
    let (date, hour) = start.wall().unwrap();
    (start.to_string(), format!("{date} {hour}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_offers_times_and_decides_and_each_act_is_recorded() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let server = Process::start(data);
    let key = SecretKey::parse(&std::fs::read_to_string(data.join("development-key.txt")).unwrap()).unwrap();
    let recipient = key.public().to_recipient();
    let (first, second) = (time(2), time(3));

    let file = data.join("times.csv");
    std::fs::write(
        &file,
        format!("station;start;minutes;places\n{STATION};{};45;1\n{STATION};{};45;1\n", first.1, second.0),
    )
    .unwrap();
    let file = file.to_str().unwrap();
    assert!(refused(data, &["slots", "import", file]).contains("--as NAME"));
    assert_eq!(said(data, &["slots", "import", file, "--as", "Mme Élise"]), "2 times imported.\n");
    let broken = data.join("broken.csv");
    std::fs::write(&broken, format!("station;start;minutes;places\n{STATION};demain;45;1\n")).unwrap();
    assert!(
        refused(data, &["slots", "import", broken.to_str().unwrap(), "--as", "a"]).contains("line 2: start must be")
    );

    let receipt = post(server.port, &wishing(&recipient, STATION, &first.0)).await;
    let reference = receipt["reference"].as_str().unwrap();
    assert_eq!(receipt["appointment"]["state"], "requested", "{receipt}");
    let list = said(data, &["list"]);
    assert!(list.contains(reference) && list.contains("  requested    pre-complaint   pn-75056-central\n"), "{list}");

    assert!(refused(data, &["confirm", reference]).contains("--as NAME"));
    let proposed = said(data, &["propose", &reference.to_lowercase(), &second.1, "--as", "Mme Élise"]);
    assert_eq!(proposed, format!("{reference} received, appointment proposed {} (45 min)\n", second.1));
    let taken = refused(data, &["propose", reference, "2020-01-01 10:00", "--as", "a"]);
    assert!(taken.contains("Nothing was changed") && taken.contains(&first.1), "{taken}");
    assert!(refused(data, &["propose", reference, "demain", "--as", "a"]).contains("is no time"));
    let confirmed = said(data, &["confirm", reference, "--as", "M. Ba"]);
    assert_eq!(confirmed, format!("{reference} received, appointment confirmed {} (45 min)\n", second.1));
    let again = refused(data, &["confirm", reference, "--as", "M. Ba"]);
    assert!(
        again.contains("its appointment is confirmed already") && again.contains("appointment confirmed"),
        "{again}"
    );
    assert!(refused(data, &["handled", reference, "--as", "a"]).contains("it is a complaint"));
    assert!(refused(data, &["reject", reference, "because", "--as", "a"]).contains("nobody-came"));
    said(data, &["open", reference, "--as", "M. Ba"]);
    assert_eq!(said(data, &["sign", reference, "--as", "M. Ba"]), format!("{reference} signed\n"));
    assert!(refused(data, &["open", reference]).contains("may have been erased"));
    assert!(refused(data, &["reject", reference, "no-offence", "--as", "a"]).contains("it is signed"));
    assert!(refused(data, &["sign", "K7M-2QX-94R", "--as", "a"]).contains("is no reference"));

    let other = post(server.port, &report(&recipient)).await;
    let other = other["reference"].as_str().unwrap();
    assert!(refused(data, &["sign", other, "--as", "a"]).contains("can only be handled"));
    assert_eq!(said(data, &["handled", other, "--as", "M. Ba"]), format!("{other} handled\n"));
    let third = post(server.port, &wishing(&recipient, STATION, &first.0)).await;
    let third = third["reference"].as_str().unwrap();
    let rejected = said(data, &["reject", third, "civil-dispute", "--as", "M. Ba"]);
    assert_eq!(rejected, format!("{third} rejected (civil-dispute)\n"));
    said(data, &["purge", "--as", "M. Ba"]);

    let log = said(data, &["log"]);
    let acts: Vec<(&str, &str, &str)> = log
        .lines()
        .map(|line| {
            let parts: Vec<&str> = line.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect();
            assert!(parts[0].ends_with('Z') && parts.len() == 4, "{line}");
            (parts[1], parts[2], parts[3])
        })
        .collect();
    let expected = [
        ("-", "slots import", "Mme Élise"),
        (reference, "propose", "Mme Élise"),
        (reference, "confirm", "M. Ba"),
        (reference, "open", "M. Ba"),
        (reference, "sign", "M. Ba"),
        (other, "handled", "M. Ba"),
        (third, "reject civil-dispute", "M. Ba"),
        ("-", "purge", "M. Ba"),
    ];
    assert_eq!(acts, expected, "{log}");
    assert_eq!(said(data, &["log", third]).lines().count(), 1);
}

/// A submission with a file, whose pieces were sent before.
async fn with_file(port: u16, recipient: &RecipientKey, name: &str, bytes: &[u8]) -> (Value, String) {
    let size = u64::try_from(bytes.len()).unwrap();
    let attachment = Attachment {
        id: UploadId::from_random(support::random()),
        name: name.to_owned(),
        media_type: MediaType::Jpeg,
        size,
        pieces: pieces::count(size),
        key: ContentKey::from_random(support::random()),
        item: None,
    };
    let sealed = attachment.sealed();
    for number in 0..sealed.pieces() {
        let piece = sealed.seal(number, &bytes[sealed.range(number).unwrap()]).unwrap();
        let of = sealed.pieces();
        let path = format!("http://127.0.0.1:{port}/api/v1/uploads/{}/{number}?of={of}", attachment.id.as_hex());
        assert_eq!(client().put(path).body(piece).send().await.unwrap().status().as_u16(), 204);
    }
    let uploads = vec![attachment.id.as_hex()];
    let text =
        serde_json::json!({ "schema": 1, "form": "pre-complaint", "complaint": { "attachments": [attachment] } });
    let (key, code) = (SubmissionKey::from_random(support::random()), FollowUpCode::from_random(support::random()));
    let mut header = Header::new(FormName::PreComplaint, 1, recipient, &key, Some(STATION.to_owned()), Some(&code));
    header.uploads.clone_from(&uploads);
    let sealed = seal::seal(recipient, &header, text.to_string().as_bytes(), support::random()).unwrap();
    let body = serde_json::to_vec(&sealed.into_submission(header, None)).unwrap();
    (post(port, &Intent { key, code, body }).await, uploads[0].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_opens_the_files_here_and_elsewhere() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let server = Process::start(data);
    let key = SecretKey::parse(&std::fs::read_to_string(data.join("development-key.txt")).unwrap()).unwrap();
    let recipient = key.public().to_recipient();
    // Three pieces, the last one short; a document whatever its name says.
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend((0..2 * pieces::PIECE_TEXT).map(|n| u8::try_from(n % 251).unwrap()));
    let (receipt, upload) = with_file(server.port, &recipient, "../facture \u{202e}gpj.exe", &bytes).await;
    let reference = receipt["reference"].as_str().unwrap();
    let folder = data.join("opened");
    let printed = said(data, &["open", reference, "--files", folder.to_str().unwrap()]);
    let path = folder.join("01-facture--gpj.pdf");
    assert!(printed.ends_with(&format!("{}\n", path.display())), "{printed}");
    assert!(std::fs::read(&path).unwrap() == bytes);
    let again = agent(data, &["open", reference, "--files", folder.to_str().unwrap()]);
    assert!(!again.status.success() && String::from_utf8_lossy(&again.stdout).contains("File 1 was not opened"));

    // Another machine: the file and the key, no database.
    let elsewhere = tempfile::tempdir().unwrap();
    let exported = elsewhere.path().join("one.json");
    let text = said(data, &["export", reference]);
    std::fs::write(&exported, &text).unwrap();
    let key = elsewhere.path().join("key.txt");
    std::fs::copy(data.join("development-key.txt"), &key).unwrap();
    let open = |file: &Path, into: &str| {
        let into = elsewhere.path().join(into);
        let (file, into) = (file.to_str().unwrap().to_owned(), into.to_str().unwrap().to_owned());
        agent(&elsewhere.path().join("none"), &["open", &file, "--key", key.to_str().unwrap(), "--files", &into])
    };
    assert!(open(&exported, "a").status.success());
    assert!(std::fs::read(elsewhere.path().join("a/01-facture--gpj.pdf")).unwrap() == bytes);

    // A piece that was changed, left out or exchanged is no file.
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["files"][0]["id"], upload);
    let spoils: [fn(&mut Vec<Value>); 3] =
        [|pieces| pieces[2] = pieces[1].clone(), |pieces| drop(pieces.pop()), |pieces| pieces.swap(0, 1)];
    for (number, spoil) in spoils.into_iter().enumerate() {
        let mut value = value.clone();
        spoil(value["files"][0]["pieces"].as_array_mut().unwrap());
        let file = elsewhere.path().join("spoilt.json");
        std::fs::write(&file, value.to_string()).unwrap();
        let refused = open(&file, &format!("spoilt-{number}"));
        assert!(!refused.status.success());
        assert!(String::from_utf8_lossy(&refused.stderr).contains("1 of 1 files were not opened"));
        assert_eq!(std::fs::read_dir(elsewhere.path().join(format!("spoilt-{number}"))).unwrap().count(), 0);
    }
}
