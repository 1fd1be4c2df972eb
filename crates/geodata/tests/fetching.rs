//! Fetching from a server that answers as servers do on good and on bad days.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use guichet_geodata::fetch::{self, Fetched, Fetching, Outcome, RESOURCES};
use guichet_geodata::inputs::Kind;

const POLICE: &str =
    "service;code_commune_insee;voie;code_postal;commune\n\"Commissariat de X\";\"01004\";\"\";\"01500\";\"X\"\n";
const WORDS: &str =
    "identifiant_public_unite;service;code_commune_insee;horaires_accueil\n\"1\";\"Brigade X\";\"01004\";\"\"\n";
const COLUMNS: &str =
    "identifiant_public_unite;service;code_commune_insee;lundi_plage1_debut\n\"1\";\"Brigade X\";\"01004\";\"08:00\"\n";
const TERRITORY: &str = "code_commune;libelle_commune;institution;id_service;service;code_postal;codes_postaux\n\
    \"01004\";\"X\";\"GN\";\"1\";\"Brigade X\";\"01500\";\"01500\"\n";

/// What the server says of the police file, and how it goes on.
#[derive(Clone)]
enum Says {
    Whole(String),
    WithEtag(String),
    NotChanged,
    Status(u16),
    Redirect,
    /// So many bytes are promised, and then the line goes dead.
    CutShort(String, usize),
    /// No length is promised, and the line ends.
    Ends(String),
    Chunk(String),
    Stalls,
}

struct Server {
    base: String,
    police: Arc<Mutex<Says>>,
    asked: Arc<Mutex<Vec<String>>>,
}

/// Answers until the test ends; each request in its own thread.
fn server() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let police = Arc::new(Mutex::new(Says::Status(404)));
    let asked = Arc::new(Mutex::new(Vec::new()));
    let (says, heard) = (police.clone(), asked.clone());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (says, heard) = (says.clone(), heard.clone());
            thread::spawn(move || answer(stream, &says, &heard));
        }
    });
    Server { base, police, asked }
}

fn answer(mut stream: TcpStream, says: &Mutex<Says>, heard: &Mutex<Vec<String>>) {
    let mut request = Vec::new();
    let mut byte = [0];
    while !request.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) > 0 {
        request.push(byte[0]);
    }
    let request = String::from_utf8(request).unwrap().to_lowercase();
    let resource = |kind: Kind| RESOURCES.iter().find(|(other, _)| *other == kind).unwrap().1;
    let others = [(Kind::GendarmerieWords, WORDS), (Kind::GendarmerieColumns, COLUMNS), (Kind::Territory, TERRITORY)];
    let plain =
        |body: &str| format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    if let Some((_, body)) = others.iter().find(|(kind, _)| request.contains(resource(*kind))) {
        let _ = stream.write_all(plain(body).as_bytes());
        return;
    }
    if request.starts_with("get /moved") {
        let _ = stream.write_all(plain(POLICE).as_bytes());
        return;
    }
    assert!(request.starts_with(&format!("get /fr/datasets/r/{} ", resource(Kind::Police))), "{request}");
    heard.lock().unwrap().push(request);
    let says = says.lock().unwrap().clone();
    let text = match says {
        Says::Whole(body) => plain(&body),
        Says::WithEtag(body) => plain(&body).replacen(
            "Connection",
            "ETag: \"abc\"\r\nLast-Modified: Mon, 31 Aug 2026 10:11:12 GMT\r\nConnection",
            1,
        ),
        Says::NotChanged => "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_owned(),
        Says::Status(status) => format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: 4\r\n\r\noops"),
        Says::Redirect => {
            "HTTP/1.1 302 Found\r\nLocation: /moved\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_owned()
        }
        Says::CutShort(body, promised) => {
            format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {promised}\r\n\r\n{body}")
        }
        Says::Ends(body) => format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}"),
        Says::Chunk(body) => format!(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n",
            body.len()
        ),
        Says::Stalls => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nservice;");
            thread::sleep(Duration::from_secs(5));
            return;
        }
    };
    let _ = stream.write_all(text.as_bytes());
}

struct Run {
    server: Server,
    folder: PathBuf,
}

impl Run {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("guichet-fetch-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        Self { server: server(), folder }
    }

    /// Fetches all while the server says this of the police file; what became of that file, and what all in words.
    fn fetch(&self, says: Says) -> (Outcome, Result<String, String>) {
        *self.server.police.lock().unwrap() = says;
        let fetching = Fetching { base: self.server.base.clone(), timeout: Duration::from_secs(1), longest: 100_000 };
        let outcomes = fetch::all(&self.folder, &fetching).unwrap();
        let told = fetch::told(&outcomes).map_err(|failure| failure.to_string());
        let mut by_name: BTreeMap<&str, Outcome> = outcomes.into_iter().collect();
        let police = by_name.remove("export-pn.csv").unwrap();
        for (name, outcome) in by_name {
            assert_eq!(outcome, Outcome::Replaced, "{name}: one bad file holds no other back");
        }
        (police, told)
    }

    fn police(&self) -> Option<String> {
        std::fs::read_to_string(self.folder.join("export-pn.csv")).ok()
    }

    fn leftovers(&self) -> usize {
        let parts = |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().ends_with(".part");
        std::fs::read_dir(&self.folder).unwrap().flatten().filter(parts).count()
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn a_file_is_fetched_and_asked_for_again_by_its_tag() {
    let run = Run::new("good");
    let (outcome, told) = run.fetch(Says::WithEtag(POLICE.to_owned()));
    assert_eq!(outcome, Outcome::Replaced, "{told:?}");
    assert!(told.unwrap().contains("export-pn.csv: fetched"));
    assert_eq!(run.police().as_deref(), Some(POLICE));
    let fetched = Fetched::read(&run.folder.join("export-pn.csv")).unwrap();
    assert_eq!((fetched.etag.as_str(), fetched.date.as_str()), ("\"abc\"", "2026-08-31"));
    let (outcome, told) = run.fetch(Says::NotChanged);
    assert_eq!(outcome, Outcome::Unchanged, "{told:?}");
    {
        let asked = run.server.asked.lock().unwrap();
        assert!(!asked[0].contains("if-none-match"), "{}", asked[0]);
        assert!(asked[1].contains("if-none-match: \"abc\""), "{}", asked[1]);
        assert!(asked[1].contains("if-modified-since: mon, 31 aug 2026 10:11:12 gmt"), "{}", asked[1]);
    }
    // The tag says nothing once the file itself is gone.
    std::fs::remove_file(run.folder.join("export-pn.csv")).unwrap();
    let (outcome, _) = run.fetch(Says::NotChanged);
    assert!(matches!(outcome, Outcome::Failed(_, false)), "{outcome:?}");
    assert!(!run.server.asked.lock().unwrap()[2].contains("if-none-match"));
}

#[test]
fn the_portal_may_send_us_on() {
    let run = Run::new("moved");
    assert_eq!(run.fetch(Says::Redirect).0, Outcome::Replaced);
    assert_eq!(run.police().as_deref(), Some(POLICE));
}

#[test]
fn whatever_goes_wrong_the_file_from_before_is_kept() {
    let run = Run::new("bad");
    assert_eq!(run.fetch(Says::Whole(POLICE.to_owned())).0, Outcome::Replaced);
    let page = "<!DOCTYPE html><title>service;code_commune_insee</title>".to_owned();
    let half = POLICE[..POLICE.len() - 12].to_owned();
    let whole_row_short = format!("{POLICE}\"Commissariat de Y\";\"01005\"");
    for (says, reason) in [
        (Says::Status(500), "answered 500"),
        (Says::Status(404), "answered 404"),
        (Says::Whole(page), "web page"),
        (Says::Whole(WORDS.to_owned()), "another file"),
        (Says::Whole(POLICE.lines().next().unwrap().to_owned()), "no rows"),
        (Says::Whole(String::new()), "another file"),
        (Says::CutShort(half.clone(), POLICE.len()), ""),
        (Says::Ends(half.clone()), "middle of a row"),
        (Says::Ends(whole_row_short), "middle of a row"),
        (Says::Chunk(half), ""),
        (Says::Whole(format!("{POLICE}{}", "x".repeat(200_000))), ""),
        (Says::Stalls, "timeout"),
    ] {
        let start = Instant::now();
        let (outcome, told) = run.fetch(says);
        let Outcome::Failed(why, kept) = outcome else { panic!("{reason}: {outcome:?}") };
        assert!(kept && why.contains(reason), "{reason}: {why}");
        assert!(told.unwrap_err().contains("the file fetched before is kept"));
        assert_eq!(run.police().as_deref(), Some(POLICE), "{reason}");
        assert_eq!(run.leftovers(), 0);
        assert!(start.elapsed() < Duration::from_secs(4));
    }
}

#[test]
fn without_a_server_nothing_is_lost_and_it_is_said() {
    let run = Run::new("nobody");
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let fetching = Fetching { base: format!("http://{gone}"), timeout: Duration::from_secs(1), ..Fetching::default() };
    let told = fetch::told(&fetch::all(&run.folder, &fetching).unwrap()).unwrap_err().to_string();
    assert_eq!(told.matches("there is none from before").count(), 4, "{told}");
}
