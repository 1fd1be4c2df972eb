//! The doors to the browser and what stands on them, in a real one:
//! `cargo test --package guichet --target wasm32-unknown-unknown --test browser`, with `wasm-bindgen-test-runner` as runner.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at the first surprise")]

use any_spawner::Executor;
use guichet::api::drafts::{DraftStore, Saved, Stage};
use guichet::api::files::FileStore;
use guichet::api::keep::{Keep, Life};
use guichet::api::sending::{Resumed, Sender, Whose};
use guichet::browser::database::{Database, Shelf, StorageFault};
use guichet::browser::http::{self, Freshness, HttpFault, Request};
use guichet::browser::{clock, page, random, session, timer};
use guichet_core::config::Config;
use guichet_core::form::submission::{Arrival, State};
use guichet_core::forms::Meant;
use guichet_core::wire::seal::{self, SecretKey};
use guichet_core::wire::submission::{FormName, Submission};
use leptos::prelude::{GetUntracked as _, Owner};

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const FORM: FormName = FormName::PreComplaint;

#[wasm_bindgen(inline_js = r#"
const kept = {};
export function block(name) {
  kept[name] = Object.getOwnPropertyDescriptor(window, name) ?? null;
  Object.defineProperty(window, name, { configurable: true, get() { throw new DOMException("no", "SecurityError"); } });
}
export function unblock(name) {
  delete window[name];
  if (kept[name]) Object.defineProperty(window, name, kept[name]);
}
const calls = [];
const real = window.fetch;
export function answer_with(script) {
  const replies = JSON.parse(script);
  calls.length = 0;
  window.fetch = (url, init) => {
    calls.push([init.method, String(url), init.body ?? ""]);
    const reply = replies.length > 1 ? replies.shift() : replies[0];
    if (reply === "lost") return Promise.reject(undefined);
    const [status, body] = reply;
    return Promise.resolve(new Response(status === 204 ? null : body, { status }));
  };
}
export function really_fetch() { window.fetch = real; }
export function called() { return JSON.stringify(calls); }
"#)]
extern "C" {
    fn block(name: &str);
    fn unblock(name: &str);
    fn answer_with(script: &str);
    fn really_fetch();
    fn called() -> String;
}

/// What one page has. Making a second one in the same tab is what a reload does.
struct Page {
    owner: Owner,
    drafts: DraftStore,
    keep: Keep,
}

async fn open_page() -> Page {
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let (keep, drafts) = owner.with(|| {
        let keep = Keep::new();
        (keep, DraftStore::new(keep, FORM))
    });
    keep.start().await;
    Page { owner, drafts, keep }
}

impl Page {
    fn sender(&self, secret: &SecretKey) -> Sender {
        let config = Config { recipient_keys: vec![secret.public().to_recipient()], ..Config::default() };
        self.owner.with(|| Sender::new(self.drafts, FileStore::new(self.drafts), config, FORM)).unwrap()
    }

    /// What it stands for ends, and what it held is free.
    async fn close(self) {
        self.owner.cleanup();
        timer::sleep(50).await;
    }
}

async fn new_tab() -> Page {
    for name in ["guichet-tab", "guichet-tab-key", "guichet-draft-pre-complaint", "guichet-aside-pre-complaint"] {
        session::remove(name);
    }
    let database = Database::open().await.unwrap();
    for shelf in Shelf::ALL {
        for name in database.names(shelf).await.unwrap() {
            database.remove(shelf, &name).done().await.unwrap();
        }
    }
    for name in database.key_names().await.unwrap() {
        database.remove_key(&name).done().await.unwrap();
    }
    open_page().await
}

/// A tab with a draft begun.
async fn begun(life: Life) -> Page {
    let page = new_tab().await;
    page.drafts.begin(life);
    page.drafts.save_soon(b"begun".to_vec());
    if life != Life::ThisPage {
        until("saved", || matches!(page.drafts.saved().get_untracked(), Saved::At(_))).await;
    }
    page
}

async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..300 {
        if holds() {
            return;
        }
        timer::sleep(20).await;
    }
    panic!("never: {what}");
}

fn letter() -> Meant {
    Meant {
        text: b"{\"what\":\"my telephone\"}".to_vec(),
        schema: 1,
        station: Some("pn-75056".to_owned()),
        slot: None,
        uploads: Vec::new(),
    }
}

const RECEIPT: &str =
    r#"{"reference":"K7M-2QX-94R","received_at":"2026-11-23T20:00:00Z","expires_at":"2026-12-23T20:00:00Z"}"#;

fn script(replies: &[&str]) {
    answer_with(&format!("[{}]", replies.join(",")));
}

fn reply(status: u16, body: &str) -> String {
    serde_json::to_string(&(status, body)).unwrap()
}

fn calls() -> Vec<(String, String, String)> {
    serde_json::from_str(&called()).unwrap()
}

#[wasm_bindgen_test]
async fn texts_are_stored_and_removed() {
    let database = Database::open().await.unwrap();
    database.put(Shelf::Drafts, "name", "é\u{1F511}").done().await.unwrap();
    assert_eq!(database.get(Shelf::Drafts, "name").await, Ok(Some("é\u{1F511}".to_owned())));
    assert_eq!(database.get(Shelf::Outbox, "name").await, Ok(None));
    assert!(database.names(Shelf::Drafts).await.unwrap().contains(&"name".to_owned()));
    database.remove(Shelf::Drafts, "name").done().await.unwrap();
    assert_eq!(database.get(Shelf::Drafts, "name").await, Ok(None));
}

#[wasm_bindgen_test]
async fn a_draft_survives_a_reload_and_nothing_of_it_can_be_read_without_the_tab() {
    let before = begun(Life::ThisTab).await;
    before.drafts.save_soon(b"my secret".to_vec());
    before.drafts.save_soon(b"my whole secret".to_vec());
    timer::sleep(450).await;

    let database = Database::open().await.unwrap();
    let names = database.names(Shelf::Drafts).await.unwrap();
    assert_eq!(names.len(), 1, "written within half a second, once");
    let row = database.get(Shelf::Drafts, names.first().unwrap()).await.unwrap().unwrap();
    assert!(!row.contains("secret"));
    before.close().await;

    let after = open_page().await;
    assert_eq!(after.drafts.find().await.as_deref(), Some(&b"my whole secret"[..]));
    assert_eq!(after.drafts.stage().get_untracked(), Stage::Open);
    after.close().await;

    session::remove("guichet-tab-key");
    let closed = open_page().await;
    assert_eq!(closed.drafts.find().await, None);
    assert!(closed.keep.drafts().await.is_empty());
}

#[wasm_bindgen_test]
async fn a_draft_of_this_device_is_found_by_any_tab_and_goes_with_its_key() {
    let before = begun(Life::ThisDevice).await;
    before.drafts.save_soon(b"my secret".to_vec());
    timer::sleep(450).await;
    before.close().await;
    for name in ["guichet-tab", "guichet-tab-key", "guichet-draft-pre-complaint"] {
        session::remove(name);
    }

    let after = open_page().await;
    assert_eq!(after.drafts.find().await, None, "nothing is opened unasked");
    let kept = after.keep.drafts().await;
    let [draft] = kept.as_slice() else { panic!("{} drafts", kept.len()) };
    assert_eq!((draft.form, draft.life, draft.bytes.as_slice()), (FORM, Life::ThisDevice, &b"my secret"[..]));
    let database = Database::open().await.unwrap();
    assert_eq!(database.key_names().await.unwrap().len(), 1);
    assert_eq!(after.drafts.open(&draft.id).await.as_deref(), Some(&b"my secret"[..]));
    after.drafts.wipe();
    assert!(database.names(Shelf::Drafts).await.unwrap().is_empty());
    assert!(database.key_names().await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn one_page_writes_and_another_takes_over_what_it_has_left() {
    let first = begun(Life::ThisDevice).await;
    let draft = first.drafts.name().unwrap();
    let second = open_page().await;
    assert!(second.drafts.open(&draft).await.is_some());
    assert_eq!(second.drafts.stage().get_untracked(), Stage::Elsewhere);
    second.drafts.save_soon(b"by the second".to_vec());
    second.drafts.flush();
    timer::sleep(100).await;
    assert_eq!(second.keep.drafts().await.first().unwrap().bytes, b"begun");

    first.drafts.save_soon(b"just typed".to_vec());
    first.owner.with(|| first.drafts.listen(|_| {}));
    assert_eq!(second.drafts.take().await.as_deref(), Some(&b"just typed"[..]));
    assert_eq!(second.drafts.stage().get_untracked(), Stage::Open);
    until("let go", || first.drafts.stage().get_untracked() == Stage::Elsewhere).await;
}

#[wasm_bindgen_test]
async fn a_page_that_does_not_answer_loses_the_draft() {
    let first = begun(Life::ThisDevice).await;
    let second = open_page().await;
    assert!(second.drafts.open(&first.drafts.name().unwrap()).await.is_some());
    // Nobody listens on the first page.
    assert!(second.drafts.take().await.is_some());
    until("lost", || first.drafts.stage().get_untracked() == Stage::Elsewhere).await;
}

#[wasm_bindgen_test]
async fn flushing_begins_at_once_and_wiping_leaves_nothing() {
    let page = begun(Life::ThisTab).await;
    page.drafts.wipe();
    page.drafts.begin(Life::ThisTab);
    page.drafts.save_soon(b"in haste".to_vec());
    page.drafts.flush();
    let database = Database::open().await.unwrap();
    assert_eq!(database.names(Shelf::Drafts).await.unwrap().len(), 1, "begun before the next read");
    page.drafts.wipe();
    assert_eq!(page.drafts.find().await, None);
    assert!(database.names(Shelf::Drafts).await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn this_page_only_stores_nothing() {
    let page = begun(Life::ThisPage).await;
    page.drafts.save_soon(b"after".to_vec());
    page.drafts.flush();
    assert_eq!(page.drafts.saved().get_untracked(), Saved::Nowhere);
    assert!(Database::open().await.unwrap().names(Shelf::Drafts).await.unwrap().is_empty());
    assert_eq!(session::get("guichet-aside-pre-complaint"), None);
}

#[wasm_bindgen_test]
async fn blocked_storage_means_memory() {
    for blocked in ["sessionStorage", "indexedDB"] {
        let _ = new_tab().await;
        block(blocked);
        let page = open_page().await;
        assert!(page.keep.is_blocked(), "{blocked}");
        page.drafts.begin(Life::ThisTab);
        page.drafts.save_soon(b"kept in memory".to_vec());
        page.drafts.flush();
        until("said", || page.drafts.saved().get_untracked() == Saved::Failed(StorageFault::Blocked)).await;
        unblock(blocked);
        assert_eq!(page.drafts.stage().get_untracked(), Stage::Open, "{blocked}");
    }
}

#[wasm_bindgen_test]
async fn a_lost_post_is_sent_again_to_the_byte_and_the_receipt_is_held() {
    let page = begun(Life::ThisTab).await;
    let secret = SecretKey::from_random([3; 32]);
    let sender = page.sender(&secret);
    script(&["\"lost\"", &reply(502, "<html>"), &reply(201, RECEIPT)]);
    sender.send(letter());
    sender.send(letter());
    until("acknowledged", || {
        matches!(sender.state(), State::Acknowledged { arrival: Arrival::AsSent, kept: true, .. })
    })
    .await;
    let calls = calls();
    really_fetch();
    assert_eq!(calls.len(), 3);
    let (_, _, body) = calls.first().unwrap();
    assert!(calls.iter().all(|(method, url, bytes)| method == "POST" && url == "/api/v1/submissions" && bytes == body));
    let submission: Submission = serde_json::from_str(body).unwrap();
    assert_eq!(seal::open(&secret, &submission, &sender.key().hash_hex()).unwrap(), letter().text);

    // After a reload the receipt and the code are still there; once left, nothing is.
    let code = sender.code();
    page.close().await;
    let reloaded = open_page().await;
    assert!(reloaded.drafts.find().await.is_some());
    let again = reloaded.sender(&secret);
    assert_eq!(again.resume(Whose::Anybody).await, Resumed::Here);
    assert!(again.code().is_some() && again.code() == code);
    assert!(matches!(again.state(), State::Acknowledged { .. }));
    again.leave();
    assert!(again.code().is_none());
    let database = Database::open().await.unwrap();
    for shelf in Shelf::ALL {
        assert!(database.names(shelf).await.unwrap().is_empty());
    }
}

#[wasm_bindgen_test]
async fn a_later_visit_finishes_without_content_and_with_a_code_only_of_this_device() {
    for (life, has_code) in [(Life::ThisTab, false), (Life::ThisDevice, true)] {
        let page = begun(life).await;
        let secret = SecretKey::from_random([3; 32]);
        let sender = page.sender(&secret);
        script(&["\"lost\""]);
        sender.send(letter());
        until("waiting", || matches!(sender.state(), State::Sending { pause: Some(_), .. })).await;
        for name in ["guichet-tab", "guichet-tab-key", "guichet-draft-pre-complaint"] {
            session::remove(name);
        }

        // The draft's lock is still held: nobody else takes over.
        let visit = open_page().await;
        let other = visit.sender(&secret);
        assert_eq!(other.resume(Whose::Anybody).await, Resumed::Nothing);

        page.close().await;
        let not_yet = reply(404, r#"{"type":"/problems/not-yet"}"#);
        script(&[&not_yet, &reply(201, RECEIPT)]);
        assert_eq!(other.resume(Whose::Draft).await, Resumed::Nothing);
        assert_eq!(other.resume(Whose::Anybody).await, Resumed::EarlierVisit);
        assert_eq!(visit.drafts.stage().get_untracked(), Stage::Closed);
        until("acknowledged", || matches!(other.state(), State::Acknowledged { .. })).await;
        let methods: Vec<String> = calls().into_iter().map(|(method, ..)| method).collect();
        really_fetch();
        assert_eq!(methods, ["GET", "POST"]);
        assert_eq!(other.code().is_some(), has_code);
        visit.close().await;
    }
}

#[wasm_bindgen_test]
async fn giving_up_is_answered_before_a_new_key() {
    let page = begun(Life::ThisTab).await;
    let sender = page.sender(&SecretKey::from_random([3; 32]));
    let key = sender.key();
    script(&["\"lost\""]);
    sender.send(letter());
    until("waiting", || matches!(sender.state(), State::Sending { pause: Some(_), .. })).await;
    script(&["\"lost\"", &reply(204, "")]);
    sender.give_up();
    sender.edit();
    assert!(sender.locked() && sender.key() == key);
    until("given up", || matches!(sender.state(), State::GivenUp { .. })).await;
    really_fetch();
    sender.edit();
    assert!(!sender.locked() && sender.key() != key && sender.code().is_none());
}

#[wasm_bindgen_test]
async fn requests_always_end() {
    let request = |url| Request {
        method: "GET",
        url,
        headers: &[],
        body: None,
        timeout_ms: 5_000,
        freshness: Freshness::Live,
        integrity: None,
    };
    assert_eq!(http::fetch(&request("http://127.0.0.1:9/")).await, Err(HttpFault::Network));
    assert_eq!(http::fetch(&request("http://[nonsense")).await, Err(HttpFault::Network));
    let now = Request { timeout_ms: 0, ..request("/") };
    assert_eq!(http::fetch(&now).await, Err(HttpFault::Timeout));
    assert_eq!(http::fetch(&request("/nothing-here")).await.map(|reply| reply.status), Ok(404));
}

#[wasm_bindgen_test]
fn the_clock_is_the_servers() {
    clock::set("Sun, 06 Nov 2033 08:49:37 GMT", clock::elapsed_ms());
    let expected = 2_014_879_777;
    assert!(clock::now().trusted && (0..5).contains(&(clock::now().unix - expected)), "{:?}", clock::now());
    clock::set("yesterday", 0.0);
    assert!((0..5).contains(&(clock::now().unix - expected)));
}

#[wasm_bindgen_test]
fn random_bytes_differ() {
    let (a, b): ([u8; 16], [u8; 16]) = (random::bytes().unwrap(), random::bytes().unwrap());
    assert_ne!(a, b);
    assert_ne!(random::luck(), random::luck());
    assert!(!page::languages().is_empty());
    assert!(!page::focus("no-such-element"));
}
