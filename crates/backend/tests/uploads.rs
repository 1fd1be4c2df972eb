//! Files on their way: in pieces, claimed whole or not at all, on each database.
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
use guichet_core::wire::seal::SecretKey;
use guichet_core::wire::upload::{MAX_CLAIMED, MAX_PIECE, MAX_PIECES};
use reqwest::Method;
use serde_json::{Value, json};
use support::base::{Base, on_each_database};
use support::{Extras, Server, answered, is, joining, random};

on_each_database!(
    the_same_piece_again_is_safe_and_another_is_refused,
    a_missing_piece_leaves_nothing_stored,
    a_file_belongs_to_the_first_submission_that_names_it,
    twenty_at_once_claim_a_file_once,
    a_piece_has_its_bounds,
    files_have_a_bound_together,
    what_nobody_claims_is_erased_after_a_day,
    what_waits_for_its_submission_has_a_bound,
    one_client_uploads_so_much_and_others_go_on,
    files_are_exported_in_order_to_the_byte,
);

fn id() -> String {
    random::<16>().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

async fn here(server: &Server, upload: &str) -> Value {
    let (status, pieces) = answered(server.call(Method::GET, &format!("/api/v1/uploads/{upload}"))).await;
    assert_eq!(status.as_u16(), 200);
    pieces
}

/// A whole file of such pieces.
async fn sent(server: &Server, pieces: &[&[u8]]) -> String {
    let upload = id();
    for (number, piece) in (0..).zip(pieces) {
        let of = u32::try_from(pieces.len()).unwrap();
        assert_eq!(server.put_piece(&upload, number, of, piece).await.0.as_u16(), 204);
    }
    upload
}

async fn the_same_piece_again_is_safe_and_another_is_refused(base: &Base) {
    let server = base.server().await;
    let upload = id();
    assert_eq!(here(&server, &upload).await, json!({ "of": 0, "pieces": [] }));
    for (number, bytes) in [(2, &b"two"[..]), (0, &[0, 255, 10, 0]), (2, b"two")] {
        assert_eq!(server.put_piece(&upload, number, 3, bytes).await.0.as_u16(), 204);
    }
    assert_eq!(here(&server, &upload).await, json!({ "of": 3, "pieces": [0, 2] }));
    is(&server.put_piece(&upload, 2, 3, b"too").await, 409, "piece-differs");
    is(&server.put_piece(&upload, 1, 4, b"one").await, 409, "piece-differs");
    is(&server.put_piece(&upload, 2, 4, b"two").await, 409, "piece-differs");
    let (same, other) = tokio::join!(server.put_piece(&upload, 1, 3, b"one"), server.put_piece(&upload, 1, 3, b"eins"));
    let mut both = [same.0.as_u16(), other.0.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [204, 409]);
    assert_eq!(here(&server, &upload).await, json!({ "of": 3, "pieces": [0, 1, 2] }));
}

async fn a_missing_piece_leaves_nothing_stored(base: &Base) {
    let server = base.server().await;
    let (whole, torn) = (sent(&server, &[b"a", b"b"]).await, id());
    server.put_piece(&torn, 0, 2, b"c").await;
    let intent = joining(&server.recipient, &[whole.clone(), torn.clone()]);
    is(&server.post(&intent).await, 409, "upload-incomplete");
    is(&server.post(&joining(&server.recipient, &[id()])).await, 409, "upload-incomplete");
    is(&server.by_key(&intent.key).await, 404, "not-yet");
    assert_eq!(server.rows().await, 0);
    // The whole one was not taken: the same bytes arrive once the last piece has.
    assert_eq!(server.put_piece(&torn, 1, 2, b"d").await.0.as_u16(), 204);
    let (status, receipt) = server.post(&intent).await;
    assert_eq!((status.as_u16(), server.rows().await), (201, 1));
    assert_eq!(server.post(&intent).await.1, receipt);
    assert_eq!(server.put_piece(&whole, 0, 2, b"a").await.0.as_u16(), 204, "a late retry of a piece is safe");
    is(&server.put_piece(&whole, 0, 2, b"x").await, 409, "piece-differs");
}

async fn a_file_belongs_to_the_first_submission_that_names_it(base: &Base) {
    let server = base.server().await;
    let upload = sent(&server, &[b"a"]).await;
    let mine = joining(&server.recipient, std::slice::from_ref(&upload));
    assert_eq!(server.post(&mine).await.0.as_u16(), 201);
    is(&server.post(&joining(&server.recipient, &[upload])).await, 409, "upload-incomplete");
    assert_eq!(server.rows().await, 1);
    let twice = sent(&server, &[b"a"]).await;
    is(&server.post(&joining(&server.recipient, &[twice.clone(), twice])).await, 400, "malformed");
}

async fn twenty_at_once_claim_a_file_once(base: &Base) {
    let server = std::sync::Arc::new(base.server().await);
    let uploads = vec![sent(&server, &[b"a"]).await, sent(&server, &[b"b"]).await];
    let tasks: Vec<_> = (0..20)
        .map(|number| {
            let (server, mut uploads) = (server.clone(), uploads.clone());
            if number % 2 == 0 {
                uploads.reverse();
            }
            tokio::spawn(async move { server.post(&joining(&server.recipient, &uploads)).await.0.as_u16() })
        })
        .collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers.sort_unstable();
    assert_eq!((answers[0], answers[1], answers[19]), (201, 409, 409));
}

async fn a_piece_has_its_bounds(base: &Base) {
    let server = base.server().await;
    let upload = id();
    assert_eq!(server.put_piece(&upload, 0, 1, &vec![7; MAX_PIECE]).await.0.as_u16(), 204);
    is(&server.put_piece(&id(), 0, 1, &vec![7; MAX_PIECE + 1]).await, 413, "too-large");
    is(&server.put_piece(&id(), 0, 1, b"").await, 400, "malformed");
    for (number, of) in [(1, 1), (0, 0), (0, MAX_PIECES + 1), (MAX_PIECES, MAX_PIECES)] {
        is(&server.put_piece(&id(), number, of, b"a").await, 400, "malformed");
    }
    for path in ["0", "0?of=x", "0?of=-1", "x?of=1", "-1?of=1", "4294967296?of=1"] {
        let call = server.call(Method::PUT, &format!("/api/v1/uploads/{}/{path}", id())).body("a");
        is(&answered(call).await, 400, "malformed");
    }
    for name in ["a", &"0F".repeat(16), &"0f".repeat(17)] {
        is(&server.put_piece(name, 0, 1, b"a").await, 404, "not-found");
        is(&answered(server.call(Method::GET, &format!("/api/v1/uploads/{name}"))).await, 404, "not-found");
    }
    let big = (0..2 * 1024 * 1024).map(|n| u8::try_from(n % 251).unwrap()).collect::<Vec<u8>>();
    is(&server.put_piece(&id(), 0, 1, &big).await, 413, "too-large");
}

async fn files_have_a_bound_together(base: &Base) {
    let server = base.server().await;
    let pieces = usize::try_from(MAX_CLAIMED).unwrap() / MAX_PIECE;
    let piece = vec![1; MAX_PIECE];
    let mut uploads = Vec::new();
    for _ in 0..pieces / 20 {
        uploads.push(sent(&server, &vec![piece.as_slice(); 20]).await);
    }
    let one_more = sent(&server, &[b"a"]).await;
    let over: Vec<String> = uploads.iter().chain([&one_more]).cloned().collect();
    is(&server.post(&joining(&server.recipient, &over)).await, 413, "too-large");
    assert_eq!(server.rows().await, 0);
    assert_eq!(server.post(&joining(&server.recipient, &uploads)).await.0.as_u16(), 201);
}

async fn what_nobody_claims_is_erased_after_a_day(base: &Base) {
    let server = base.server().await;
    let (waiting, claimed) = (sent(&server, &[b"a", b"b"]).await, sent(&server, &[b"c"]).await);
    let intent = joining(&server.recipient, std::slice::from_ref(&claimed));
    server.post(&intent).await;
    let now = clock::now();
    server.store.purge(now + 23 * 3600).await.unwrap();
    assert_eq!(here(&server, &waiting).await["pieces"], json!([0, 1]));
    server.store.purge(now + 24 * 3600 + 60).await.unwrap();
    assert_eq!(here(&server, &waiting).await, json!({ "of": 0, "pieces": [] }));
    assert_eq!(here(&server, &claimed).await["pieces"], json!([0]));
}

async fn what_waits_for_its_submission_has_a_bound(base: &Base) {
    let server = base.server_with(Extras { unclaimed: 1000, ..Extras::default() }).await;
    let first = sent(&server, &[&[1; 600]]).await;
    let refused = server.put_piece(&id(), 0, 1, &[2; 600]).await;
    is(&refused, 503, "unavailable");
    assert_eq!(server.put_piece(&first, 0, 1, &[1; 600]).await.0.as_u16(), 204, "what is here is answered for");
    assert_eq!(server.post(&joining(&server.recipient, &[first])).await.0.as_u16(), 201);
    sent(&server, &[&[2; 600]]).await;
}

async fn one_client_uploads_so_much_and_others_go_on(base: &Base) {
    let header = Some("x-forwarded-for".parse().unwrap());
    let rate = Rate { upload_mib: 1, header, ..Extras::default().rate };
    let server = base.server_with(Extras { rate, ..Extras::default() }).await;
    let put = |client: &'static str, upload: String| {
        let call = server.call(Method::PUT, &format!("/api/v1/uploads/{upload}/0?of=1"));
        answered(call.header("x-forwarded-for", client).body(vec![1; MAX_PIECE]))
    };
    let first = id();
    assert_eq!(put("192.0.2.1", first.clone()).await.0.as_u16(), 204);
    // A mebibyte is four such pieces; the last of them may come a little into the next hour's.
    let mut more = 0;
    let refused = loop {
        let answer = put("192.0.2.1", id()).await;
        if answer.0.as_u16() != 204 {
            break answer;
        }
        more += 1;
    };
    is(&refused, 429, "too-many-requests");
    assert!((3..=4).contains(&more), "{more}");
    assert_eq!(put("192.0.2.1", first).await.0.as_u16(), 204, "the same piece costs nothing");
    assert_eq!(put("192.0.2.2", id()).await.0.as_u16(), 204);
    let kept = tempfile::tempdir().unwrap();
    let extras = Extras { floor: u64::MAX, ..Extras::default() };
    let full = Server::start_with(None, Some(kept.path()), SecretKey::from_random(random()), extras).await;
    is(&full.put_piece(&id(), 0, 1, b"a").await, 503, "unavailable");
}

async fn files_are_exported_in_order_to_the_byte(base: &Base) {
    let server = base.server().await;
    let every: Vec<u8> = (0..=255).collect();
    let pieces: Vec<Vec<u8>> = (0..12).map(|n| [every.as_slice(), &[n]].concat()).collect();
    let upload = id();
    for number in [11, 3, 0, 1, 2, 4, 10, 9, 8, 7, 6, 5] {
        server.put_piece(&upload, number, 12, &pieces[usize::try_from(number).unwrap()]).await;
    }
    let receipt = server.post(&joining(&server.recipient, std::slice::from_ref(&upload))).await.1;
    let stored = server.store.export(receipt["reference"].as_str().unwrap(), None).await.unwrap().unwrap();
    assert_eq!((stored.files.len(), stored.files[0].id.as_str()), (1, upload.as_str()));
    assert_eq!(stored.files[0].pieces, pieces);
}
