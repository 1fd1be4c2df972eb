//! What is erased is gone from the files of the database, and what stays is little.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use guichet_backend::clock;
use guichet_backend::store::acts::Agent;
use guichet_backend::store::cases::Deed;
use guichet_backend::store::slots::Offer;
use guichet_core::domain::case::RejectionReason;
use guichet_core::wire::code::FollowUpCode;
use guichet_core::wire::key::SubmissionKey;
use guichet_core::wire::seal::SecretKey;
use guichet_core::wire::slot::{Slot, Start};
use reqwest::StatusCode;
use std::path::Path;
use support::base::{Base, on_each_database};
use support::{Extras, Intent, Server, is, random, sealed_with};

on_each_database!(tombstones_answer_for_ninety_days_and_hold_little);

const STATION: &str = "pn-75056-somewhere-rare";
const DAY: i64 = 86_400;

fn agent() -> Agent<'static> {
    Agent { name: "Durand", now: clock::now() }
}

fn slot() -> Slot {
    Slot { start: Start::new((clock::now() + 5 * DAY) / 60 * 60, 3600).unwrap(), minutes: 45 }
}

/// A submission with a file and a wished time, and what of it must be nowhere once it is erased.
async fn whole(server: &Server) -> (Intent, Vec<Vec<u8>>) {
    let slot = slot();
    let offers = [Offer { station: STATION.to_owned(), slot, places: 9 }];
    server.store.offer(&offers, agent()).await.unwrap();
    let upload = random::<16>().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    // Noise, as sealed pieces are: nothing else can look like it.
    let pieces: Vec<Vec<u8>> = (0..3).map(|_| (0..2000).flat_map(|_| random::<32>()).collect()).collect();
    for (number, piece) in (0..).zip(&pieces) {
        assert_eq!(server.put_piece(&upload, number, 3, piece).await.0.as_u16(), 204);
    }
    let (key, code) = (SubmissionKey::from_random(random()), FollowUpCode::from_random(random()));
    let wish = slot.start.to_string();
    let body = sealed_with(&server.recipient, &key, &code, STATION, Some(&wish), std::slice::from_ref(&upload));
    let submission: serde_json::Value = serde_json::from_slice(&body).unwrap();
    let ct = submission["ct"].as_str().unwrap().as_bytes();
    let mut traces = vec![
        submission["enc"].as_str().unwrap().as_bytes().to_vec(),
        ct[..64].to_vec(),
        // Far enough into it to lie on a page of its own.
        ct[5000..5064].to_vec(),
        ct[ct.len() - 64..].to_vec(),
        upload.into_bytes(),
        wish.into_bytes(),
    ];
    traces.extend(
        pieces
            .iter()
            .flat_map(|piece| [piece[..32].to_vec(), piece[30_000..30_032].to_vec(), piece[63_968..].to_vec()]),
    );
    (Intent { key, code, body }, traces)
}

/// Which of these stand in the files of a folder.
fn found(folder: &Path, traces: &[Vec<u8>]) -> Vec<usize> {
    let files: Vec<Vec<u8>> = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("guichet.db"))
        .map(|entry| std::fs::read(entry.path()).unwrap())
        .collect();
    assert!(!files.is_empty());
    let stands = |trace: &Vec<u8>| files.iter().any(|file| file.windows(trace.len()).any(|window| window == trace));
    traces.iter().enumerate().filter(|(_, trace)| stands(trace)).map(|(at, _)| at).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_what_was_erased_is_left_in_the_files_of_the_database() {
    for end in ["signed", "withdrawn", "expired", "rejected"] {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start(None, Some(folder.path()), SecretKey::from_random(random())).await;
        let (intent, traces) = whole(&server).await;
        let receipt = server.post(&intent).await.1;
        assert_eq!(receipt["appointment"]["state"], "requested");
        let reference = receipt["reference"].as_str().unwrap();
        // Others come and go around it.
        for _ in 0..3 {
            server.post(&support::intent(&server.recipient, "gn-1")).await;
        }
        assert_eq!(found(folder.path(), &traces), (0..traces.len()).collect::<Vec<_>>(), "{end}");
        let phrase = ["Zoé".as_bytes().to_vec(), b"\"told\"".to_vec(), intent.code.as_text().into_bytes()];
        assert_eq!(found(folder.path(), &phrase), [0_usize; 0], "what was sealed never lies here");
        match end {
            "signed" => drop(server.store.act(reference, Deed::Sign, agent()).await.unwrap()),
            "withdrawn" => assert_eq!(server.withdraw(reference, &intent.code.as_text()).await.0.as_u16(), 200),
            "expired" => server.store.purge(clock::now() + 31 * DAY).await.unwrap(),
            _ => {
                server.store.act(reference, Deed::Reject(RejectionReason::NobodyCame), agent()).await.unwrap();
                server.store.purge(clock::now() + 29 * DAY).await.unwrap();
                assert!(server.store.export(reference, None).await.unwrap().is_some(), "until its time");
                server.store.purge(clock::now() + 31 * DAY).await.unwrap();
            }
        }
        assert_eq!(found(folder.path(), &traces), [0_usize; 0], "{end}");
        // The station is named by what it offers, too; its own day goes with the past.
        server.store.purge(clock::now() + 31 * DAY).await.unwrap();
        assert_eq!(found(folder.path(), &[STATION.as_bytes().to_vec()]), [0_usize; 0], "{end}");
        let first = receipt.as_object().unwrap().iter().filter(|(name, _)| *name != "appointment");
        let kept: serde_json::Value =
            first.map(|(name, value)| (name.clone(), value.clone())).collect::<serde_json::Map<_, _>>().into();
        assert_eq!(server.post(&intent).await, (StatusCode::CREATED, kept), "{end}: without the time, which is erased");
        assert_eq!(server.progress(reference, &intent.code.as_text()).await.1["status"], end);
    }
}

async fn tombstones_answer_for_ninety_days_and_hold_little(base: &Base) {
    let server = base.server_with(Extras::default()).await;
    let (intent, _) = whole(&server).await;
    let receipt = server.post(&intent).await.1;
    let reference = receipt["reference"].as_str().unwrap().to_owned();
    server.store.act(&reference, Deed::Sign, agent()).await.unwrap();
    let listed = &server.store.list().await.unwrap()[0];
    let left = (listed.state.as_str(), listed.form.as_str(), listed.station.as_str(), listed.appointment.as_str());
    assert_eq!(left, ("signed", "", "", ""));
    let code = intent.code.as_text();
    let now = clock::now();
    server.store.purge(now + 89 * DAY).await.unwrap();
    let progress = server.progress(&reference, &code).await.1;
    assert_eq!((progress["status"].as_str(), progress["events"].as_array().unwrap().len()), (Some("signed"), 2));
    assert_eq!(progress.get("appointment"), None);
    assert_eq!(server.post(&intent).await.0.as_u16(), 201);
    server.store.purge(now + 91 * DAY).await.unwrap();
    is(&server.progress(&reference, &code).await, 404, "unknown-reference");
    is(&server.by_key(&intent.key).await, 404, "not-yet");
    // Who did what stays; to whom does not.
    let acts = server.store.log(None).await.unwrap();
    let told: Vec<_> = acts.iter().map(|act| (act.agent.as_str(), act.act.as_str(), act.reference.as_str())).collect();
    assert_eq!(told, [("Durand", "slots import", ""), ("Durand", "sign", "")]);
}
