//! A server on either database, and a caller that holds every answer against `openapi.json`.

use axum::Router;
use axum::routing::get;
use guichet_backend::institution::{Institution, Request};
use guichet_backend::limits::{Limits, Rate};
use guichet_backend::news::{self, News, Tasks};
use guichet_backend::openapi;
use guichet_backend::room::Room;
use guichet_backend::routes::{self, App};
use guichet_backend::store::Store;
use guichet_core::config::RecipientKey;
use guichet_core::wire::code::FollowUpCode;
use guichet_core::wire::key::SubmissionKey;
use guichet_core::wire::seal::{self, Header, SecretKey};
use guichet_core::wire::submission::FormName;
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

#[allow(unused_macros, unused_imports, reason = "not every test file tries both databases")]
pub mod base;
pub mod case;
pub mod postgres;

pub const TEXT: &str = r#"{"schema":1,"form":"pre-complaint","complaint":{"name":"Zoé","told":"a\u001b[2J"}}"#;

/// What one person sends.
pub struct Intent {
    pub key: SubmissionKey,
    pub code: FollowUpCode,
    pub body: Vec<u8>,
}

pub fn random<const N: usize>() -> [u8; N] {
    guichet_backend::store::random().unwrap()
}

pub fn intent(recipient: &RecipientKey, station: &str) -> Intent {
    let (key, code) = (SubmissionKey::from_random(random()), FollowUpCode::from_random(random()));
    let body = sealed(recipient, &key, &code, station);
    Intent { key, code, body }
}

pub fn sealed(recipient: &RecipientKey, key: &SubmissionKey, code: &FollowUpCode, station: &str) -> Vec<u8> {
    sealed_with(recipient, key, code, station, None, &[])
}

/// The same, with a wished time and with files.
pub fn sealed_with(
    recipient: &RecipientKey,
    key: &SubmissionKey,
    code: &FollowUpCode,
    station: &str,
    slot: Option<&str>,
    uploads: &[String],
) -> Vec<u8> {
    let mut header = Header::new(FormName::PreComplaint, 1, recipient, key, Some(station.to_owned()), Some(code));
    header.uploads = uploads.to_vec();
    let sealed = seal::seal(recipient, &header, TEXT.as_bytes(), random()).unwrap();
    serde_json::to_vec(&sealed.into_submission(header, slot.map(str::to_owned))).unwrap()
}

/// What one person sends who wishes a time.
pub fn wishing(recipient: &RecipientKey, station: &str, slot: &str) -> Intent {
    let (key, code) = (SubmissionKey::from_random(random()), FollowUpCode::from_random(random()));
    let body = sealed_with(recipient, &key, &code, station, Some(slot), &[]);
    Intent { key, code, body }
}

/// What one person sends who joins files.
pub fn joining(recipient: &RecipientKey, uploads: &[String]) -> Intent {
    let (key, code) = (SubmissionKey::from_random(random()), FollowUpCode::from_random(random()));
    let body = sealed_with(recipient, &key, &code, "gn-1", None, uploads);
    Intent { key, code, body }
}

/// A content report: without a station, and without a code to follow it up.
pub fn report(recipient: &RecipientKey) -> Intent {
    let (key, code) = (SubmissionKey::from_random(random()), FollowUpCode::from_random(random()));
    let header = Header::new(FormName::ContentReport, 1, recipient, &key, None, None);
    let sealed = seal::seal(recipient, &header, br#"{"schema":1,"form":"content-report"}"#, random()).unwrap();
    let body = serde_json::to_vec(&sealed.into_submission(header, None)).unwrap();
    Intent { key, code, body }
}

/// The one call that panics, with something in its message that nobody may see.
async fn boom() -> String {
    panic!("Zoé")
}

/// A server in this process.
pub struct Server {
    pub address: String,
    pub store: Store,
    pub secret: SecretKey,
    pub recipient: RecipientKey,
    pub folder: tempfile::TempDir,
    pub tasks: Tasks,
}

/// What few tests change.
pub struct Extras {
    pub news: Vec<String>,
    pub rate: Rate,
    pub floor: u64,
    /// Bytes of files that may wait for their submission.
    pub unclaimed: u64,
    /// Days for which the addresses of content reports are kept.
    pub keep_addresses: u16,
    /// Where people reach the app.
    pub public_address: String,
}

impl Default for Extras {
    fn default() -> Self {
        Self {
            news: Vec::new(),
            rate: Rate { burst: 100_000, per_minute: 100_000, wishes: 0, upload_mib: 0, header: None },
            floor: 0,
            unclaimed: u64::MAX,
            keep_addresses: 0,
            public_address: String::new(),
        }
    }
}

impl Server {
    /// On a database of its own, with `key` as the institution's only key.
    pub async fn start(url: Option<&str>, folder: Option<&Path>, secret: SecretKey) -> Self {
        Self::start_with(url, folder, secret, Extras::default()).await
    }

    pub async fn start_with(url: Option<&str>, folder: Option<&Path>, secret: SecretKey, extras: Extras) -> Self {
        let own = tempfile::tempdir().unwrap();
        let recipient = secret.public().to_recipient();
        let config = own.path().join("config.json");
        let origins = ["https://ville.example"];
        std::fs::write(
            &config,
            serde_json::json!({
                "recipient_keys": [recipient],
                "frame_ancestors": origins,
                "keep_report_address_days": extras.keep_addresses,
                "public_address": extras.public_address,
                "later": 1
            })
            .to_string(),
        )
        .unwrap();
        let address = "127.0.0.1:0".parse().unwrap();
        let request = Request {
            config: Some(&config),
            dist: &own.path().join("dist"),
            data: own.path(),
            address,
            insecure_demo: false,
        };
        let institution = Institution::open(&request).unwrap();
        let store = Store::open(folder.unwrap_or(own.path()), url).await.unwrap();
        store.note_kids(&institution.kids(), guichet_backend::clock::now()).await.unwrap();
        let dist = own.path().join("dist");
        let options = news::Options {
            sources: extras.news.iter().map(|source| source.parse().unwrap()).collect(),
            every: Duration::from_millis(200),
            picture_hosts: Vec::new(),
            folder: own.path().join("news"),
        };
        let (news, tasks) = News::start(options, &institution.config).unwrap();
        let app = App {
            store: store.clone(),
            institution,
            dist,
            time_limit: Duration::from_secs(2),
            limits: Limits::new(extras.rate),
            room: Room::new(Some(own.path().to_owned()), extras.floor, extras.unclaimed),
            news,
        };
        let boom = Router::new().route("/api/v1/boom", get(boom));
        let listener = tokio::net::TcpListener::bind(address).await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, routes::service(app, boom)).await.unwrap() });
        Self { address, store, secret, recipient, folder: own, tasks }
    }

    pub fn call(&self, method: Method, path: &str) -> RequestBuilder {
        client().request(method, format!("{}{path}", self.address))
    }

    pub async fn post(&self, intent: &Intent) -> (StatusCode, Value) {
        self.post_bytes(&intent.key, intent.body.clone()).await
    }

    pub async fn post_bytes(&self, key: &SubmissionKey, body: Vec<u8>) -> (StatusCode, Value) {
        let call = self.call(Method::POST, "/api/v1/submissions").header("idempotency-key", key.as_uuid());
        answered(call.header("content-type", "application/json").body(body)).await
    }

    pub async fn give_up(&self, key: &SubmissionKey, shown: &SubmissionKey) -> (StatusCode, Value) {
        let call = self.call(Method::DELETE, &format!("/api/v1/submissions/by-key/{}", key.hash_hex()));
        answered(call.header("idempotency-key", shown.as_uuid())).await
    }

    pub async fn by_key(&self, key: &SubmissionKey) -> (StatusCode, Value) {
        answered(self.call(Method::GET, &format!("/api/v1/submissions/by-key/{}", key.hash_hex()))).await
    }

    pub async fn progress(&self, reference: &str, code: &str) -> (StatusCode, Value) {
        answered(self.call(Method::GET, &format!("/api/v1/submissions/{reference}")).bearer_auth(code)).await
    }

    pub async fn withdraw(&self, reference: &str, code: &str) -> (StatusCode, Value) {
        let path = format!("/api/v1/submissions/{reference}/withdrawal");
        answered(self.call(Method::POST, &path).bearer_auth(code)).await
    }

    pub async fn change(&self, reference: &str, code: &str, change: Value) -> (StatusCode, Value) {
        let path = format!("/api/v1/submissions/{reference}/appointment");
        answered(self.call(Method::PUT, &path).bearer_auth(code).json(&change)).await
    }

    pub async fn put_piece(&self, upload: &str, number: u32, of: u32, bytes: &[u8]) -> (StatusCode, Value) {
        let path = format!("/api/v1/uploads/{upload}/{number}?of={of}");
        answered(self.call(Method::PUT, &path).body(bytes.to_vec())).await
    }

    pub async fn rows(&self) -> usize {
        self.store.list().await.unwrap().len()
    }
}

pub fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(20)).build().unwrap()
}

#[track_caller]
pub fn is(answer: &(StatusCode, Value), status: u16, kind: &str) {
    assert_eq!((answer.0.as_u16(), answer.1["type"].as_str()), (status, Some(format!("/problems/{kind}").as_str())));
}

/// Sends, and holds the answer against the description of the API: its status is listed, and an error is a problem.
#[track_caller]
pub fn answered(call: RequestBuilder) -> impl Future<Output = (StatusCode, Value)> {
    let (client, request) = call.build_split();
    let request = request.unwrap();
    let (method, path) = (request.method().as_str().to_lowercase(), request.url().path().to_owned());
    async move {
        let response = client.execute(request).await.unwrap();
        let status = response.status();
        assert!(response.headers().contains_key("date"));
        let media = response.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
        let body = response.text().await.unwrap();
        let value: Value = serde_json::from_str(&body).unwrap_or_default();
        if let Some(listed) = listed(&path, &method) {
            assert!(
                listed.get(status.as_str()).is_some(),
                "{method} {path} answered {status}, which openapi.json does not list"
            );
        }
        if status.as_u16() >= 400 {
            assert_eq!(media.as_deref(), Some("application/problem+json"), "{body}");
            assert_eq!(value["status"], status.as_u16());
            assert!(value["detail"].as_str().unwrap().ends_with('.'), "{body}");
        }
        (status, value)
    }
}

/// The listed answers of a call.
fn listed(path: &str, method: &str) -> Option<Value> {
    let document: Value = serde_json::from_str(openapi::TEXT).unwrap();
    let template = match path {
        _ if document["paths"].get(path).is_some() => path,
        _ if path.starts_with("/api/v1/submissions/by-key/") => "/api/v1/submissions/by-key/{hash}",
        _ if path.ends_with("/withdrawal") => "/api/v1/submissions/{reference}/withdrawal",
        _ if path.ends_with("/appointment") => "/api/v1/submissions/{reference}/appointment",
        _ if path.starts_with("/api/v1/submissions/") => "/api/v1/submissions/{reference}",
        _ if path.starts_with("/api/v1/stations/") => "/api/v1/stations/{id}/slots",
        _ if path.starts_with("/api/v1/uploads/") && path.matches('/').count() == 5 => "/api/v1/uploads/{id}/{number}",
        _ if path.starts_with("/api/v1/uploads/") => "/api/v1/uploads/{id}",
        _ => return None,
    };
    document["paths"][template].get(method).map(|call| call["responses"].clone())
}

/// The real program on a data folder of its own.
pub struct Process {
    pub child: Child,
    pub port: u16,
    pub log: PathBuf,
}

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_guichet-backend");

impl Process {
    pub fn start(data: &Path) -> Self {
        let log = data.join(format!("log-{}", u64::from_le_bytes(random())));
        std::fs::create_dir_all(data).unwrap();
        let child = Command::new(PROGRAM)
            .args(["serve", "--port", "0", "--dist", "/nonexistent", "--data"])
            .arg(data)
            .env_remove("DATABASE_URL")
            .stdout(std::fs::File::create(&log).unwrap())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut started = Self { child, port: 0, log };
        for _ in 0..200 {
            let text = std::fs::read_to_string(&started.log).unwrap();
            if let Some((_, rest)) = text.split_once("listening on http://127.0.0.1:")
                && rest.contains('\n')
            {
                started.port = rest.lines().next().unwrap().trim().parse().unwrap();
                return started;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the server did not start");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
