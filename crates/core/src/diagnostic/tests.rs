use std::collections::{BTreeMap, BTreeSet};

use base64ct::{Base64, Encoding as _};
use sha2::{Digest as _, Sha384};

use super::*;
use crate::{
    config::{Config, RecipientKey},
    json,
    site::{self, Delivery, Language},
    wire::{seal::SecretKey, sha256, sha256_hex},
};

const STYLE: &str = "body{margin:0}";
const BOOT: &str = "boot-0123456789abcdef.js";

fn style_hash() -> String {
    format!("sha256-{}", Base64::encode_string(&sha256(&[STYLE.as_bytes()])))
}

fn recipient() -> RecipientKey {
    SecretKey::from_random([7; 32]).public().to_recipient()
}

fn config() -> Config {
    Config {
        recipient_keys: vec![recipient()],
        frame_ancestors: vec!["https://host.example".to_owned()],
        ..Config::default()
    }
}

/// What lies in `dist`, by its name.
fn file(name: &str) -> String {
    if ends(name, "html") {
        let checksum = Base64::encode_string(&Sha384::digest(file(BOOT).as_bytes()));
        let filler = "x".repeat(2_000);
        return format!(
            "<style>{STYLE}</style><link rel=\"canonical\" href=\"https://x\"><script defer src=\"/{BOOT}\" \
             integrity=\"sha384-{checksum}\"></script><div id=\"app\">{filler}</div>"
        );
    }
    let named = if name == "sw.js" { format!("[\"/{BOOT}\"]") } else { String::new() };
    format!("{name} {named}{}", "y".repeat(2_000))
}

fn ends(path: &str, with: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end == with)
}

fn media(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, kind)| kind) {
        None => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        Some(_) => "text/plain; charset=utf-8",
    }
}

/// A site as it should be, seen by a browser that has everything.
struct Site {
    config: Config,
    files: BTreeMap<String, String>,
    built: BTreeMap<String, String>,
}

impl Site {
    fn new() -> Self {
        let hashed =
            [BOOT, "style-0123456789abcdef.css", "text-fr-0123456789abcdef.txt", "guichet-0123456789abcdef_bg.wasm"];
        let areas = ["forms-0123456789abcdef.wasm"];
        let others = [
            "sw.js",
            "embed.js",
            "icon.svg",
            "manifest.webmanifest",
            "robots.txt",
            "data/index.json",
            "data/communes-a-01234567.txt",
        ];
        let pages = ["index.html", "shell.html", "en/index.html", "pre-plainte/index.html", "commissariats/index.html"];
        let more = [
            "reprendre/index.html",
            "diagnostic/index.html",
            "embed/stations/index.html",
            "en/embed/complaint/index.html",
        ];
        let names = hashed.iter().chain(&areas).chain(&others).chain(&pages).chain(&more);
        let files: BTreeMap<String, String> = names.map(|name| ((*name).to_owned(), file(name))).collect();
        Self { config: config(), built: files.clone(), files }
    }

    fn build(&self) -> String {
        let sizes: serde_json::Map<String, json::Value> =
            self.built.keys().map(|name| (name.clone(), serde_json::json!({ "raw": 2000, "brotli": 100 }))).collect();
        let first = [
            "index.html",
            BOOT,
            "style-0123456789abcdef.css",
            "text-fr-0123456789abcdef.txt",
            "guichet-0123456789abcdef_bg.wasm",
        ];
        let areas = serde_json::json!({ "forms": ["forms-0123456789abcdef.wasm"] });
        serde_json::json!({ "style_hash": style_hash(), "first_load": first, "areas": areas, "files": sizes })
            .to_string()
    }

    fn sums(&self) -> String {
        let line = |(name, text): (&String, &String)| format!("{}  {name}\n", sha256_hex(&[text.as_bytes()]));
        self.built.iter().map(line).collect::<Vec<_>>().concat()
    }

    fn answer(&self, ask: &Ask, at_ms: i64) -> Answer {
        let mut answer = Answer { status: 200, from: ask.address.clone(), arrived_ms: at_ms, ..Answer::default() };
        answer.date = Some(1_800_000_000 + at_ms / 1000);
        let mut body = String::new();
        match ask.key.as_str() {
            "sums" => body = self.sums(),
            "slash" => answer.from = "/en".to_owned(),
            "unchanged" => answer.status = 304,
            "health" => body = r#"{"status":"ok"}"#.to_owned(),
            "news" => body = r#"{"version":"https://jsonfeed.org/version/1.1"}"#.to_owned(),
            "openapi" => body = include_str!("../../../backend/src/openapi.json").to_owned(),
            "unknown" => {
                answer.status = 404;
                body = r#"{"type":"/problems/not-yet","status":404}"#.to_owned();
            }
            "/config.json" | "again" => body = serde_json::to_string(&self.config).unwrap(),
            "/build.json" => body = self.build(),
            path => {
                let page = matches!(site::delivery(path), Delivery::Document | Delivery::Framed);
                let own = if path == "/" {
                    "index.html".to_owned()
                } else {
                    format!("{}/index.html", path.trim_start_matches('/'))
                };
                let name = if page { own } else { path.trim_start_matches('/').to_owned() };
                let missing = [asks::NO_FILE, asks::NO_PAGE].contains(&path);
                answer.status = if missing { 404 } else { 200 };
                body = match self.files.get(&name) {
                    Some(text) => text.clone(),
                    None if page => self.files["shell.html"].clone(),
                    None => "There is no such file.".to_owned(),
                };
            }
        }
        let mut set = |name: &str, value: &str| answer.headers.insert(name.to_ascii_lowercase(), value.to_owned());
        set("Date", "Fri, 15 Jan 2027 08:00:00 GMT");
        if ask.key.starts_with('/') {
            for (name, value) in site::headers(&ask.key, &self.config, &style_hash()) {
                set(name, &value);
            }
            set("Content-Type", if ask.key == asks::NO_FILE { "text/plain" } else { media(&ask.key) });
            set("ETag", "\"1\"");
            if body.len() > 1_000 {
                set("Content-Encoding", "br");
                set("Vary", "Accept-Encoding");
            }
            if answer.status == 404 {
                answer.headers.insert("cache-control".to_owned(), site::ASK_AGAIN.to_owned());
            }
        } else {
            set("Content-Type", if answer.status == 404 { "application/problem+json" } else { "application/json" });
            set("Cache-Control", "no-store");
        }
        answer.encoded = Some(100);
        answer.body = body.into_bytes();
        answer
    }

    fn seen(&self) -> Seen {
        let mut seen = Seen::default();
        for ask in to_begin() {
            seen.take(&ask.key, self.answer(&ask, 100));
        }
        for ask in once_read(&seen) {
            seen.take(&ask.key, self.answer(&ask, 1_000));
        }
        for ask in last(&seen) {
            seen.take(&ask.key, self.answer(&ask, 4_100));
        }
        seen.frames = framed().into_iter().collect();
        let all = [
            Ability::Secure,
            Ability::Database,
            Ability::Tab,
            Ability::HiddenKeys,
            Ability::Randomness,
            Ability::Locks,
            Ability::Channel,
        ];
        seen.browser = Browser {
            abilities: all.into_iter().map(|ability| (ability, true)).collect(),
            room: Some(1_000_000_000),
            policy_acts: Some(true),
            started_by: format!("/{BOOT}"),
            began_ms: 1_800_000_000_000,
            service_workers: vec!["/sw.js".to_owned()],
            ..Browser::default()
        };
        seen
    }
}

fn wrong(seen: &Seen) -> BTreeSet<&'static str> {
    let lines = Report::of(seen).lines.into_iter();
    lines.filter(|line| matches!(line.verdict, Verdict::Wrong { .. })).map(|line| line.check.id).collect()
}

#[test]
fn a_site_as_it_should_be_has_nothing_wrong() {
    let report = Report::of(&Site::new().seen());
    let wrong: Vec<_> = report.lines.iter().filter(|line| matches!(line.verdict, Verdict::Wrong { .. })).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let unknown = report.lines.iter().filter(|line| matches!(line.verdict, Verdict::Unknown(_)));
    assert_eq!(unknown.map(|line| line.check.id).collect::<Vec<_>>(), ["api-elsewhere"]);
    assert_eq!((report.state(), report.counts().1), ("right", 0));
}

#[test]
fn there_are_enough_checks_and_each_has_words_of_its_own() {
    assert!(checks().count() >= 40);
    let ids: BTreeSet<&str> = checks().map(|check| check.id).collect();
    assert_eq!(ids.len(), checks().count(), "a name stands twice");
    for group in Group::ALL {
        assert!(checks().filter(|check| check.group == group).count() >= 3, "{}", group.name());
    }
    for language in Language::ALL {
        let words = Words::of(language);
        for check in checks() {
            assert!(
                !words.name(check).is_empty() && !words.cure(check).is_empty(),
                "{} in {}",
                check.id,
                language.tag()
            );
        }
        assert!(Phrase::ALL.iter().all(|phrase| !words.phrase(*phrase).is_empty()));
        assert!(Label::ALL.iter().all(|label| !words.label(*label).is_empty()));
        assert!(Group::ALL.iter().all(|group| !words.group(*group).is_empty()));
        assert_eq!(words.lines().count(), Phrase::ALL.len() + Label::ALL.len() + Group::ALL.len() + ids.len());
    }
    let french = include_str!("fr.txt");
    for mark in [" :", " ;", " ?", " »", "« "] {
        assert!(!french.lines().any(|line| !line.starts_with('#') && line.contains(mark)), "a plain space in {mark}");
    }
    assert!(!french.replace("'none'", "").contains('\''));
}

type Break = fn(&mut Seen);

fn set(seen: &mut Seen, of: fn(&str) -> bool, name: &str, value: Option<&str>) {
    for (key, answer) in &mut seen.answers {
        if of(key) {
            match value {
                Some(value) => answer.headers.insert(name.to_owned(), value.to_owned()),
                None => answer.headers.remove(name),
            };
        }
    }
}

fn answer<'a>(seen: &'a mut Seen, key: &str) -> &'a mut Answer {
    seen.answers.get_mut(key).unwrap()
}

fn lacks(seen: &mut Seen, ability: Ability) {
    seen.browser.abilities.insert(ability, false);
}

fn frame(seen: &mut Seen, path: &str, shows: bool) {
    seen.frames.insert(path.to_owned(), shows);
}

fn is_file(key: &str) -> bool {
    key.contains('.')
}

/// What is broken, and exactly what that turns wrong.
static BREAKS: &[(Break, &[&str])] = &[
    (|seen| set(seen, |_| true, "strict-transport-security", None), &["encrypted-from-now-on"]),
    (|seen| set(seen, |key| key == "/", "x-content-type-options", None), &["no-guessing"]),
    (|seen| set(seen, |key| key == "/", "referrer-policy", Some("origin")), &["no-referrer"]),
    (|seen| set(seen, |key| key == "/", "permissions-policy", None), &["abilities"]),
    (|seen| set(seen, |key| key == "/reprendre", "cross-origin-opener-policy", Some("same-origin")), &["apart"]),
    (|seen| set(seen, |key| key == "/icon.svg", "cross-origin-resource-policy", None), &["for-others"]),
    (
        |seen| set(seen, |key| key == "/embed.js", "cross-origin-resource-policy", None),
        &["for-others", "script-for-hosts"],
    ),
    (|seen| set(seen, is_file, "access-control-allow-origin", None), &["readable"]),
    (|seen| set(seen, |key| ends(key, "wasm"), "content-type", Some("application/octet-stream")), &["types"]),
    (|seen| set(seen, |key| key == "/en", "content-type", Some("text/html")), &["types"]),
    (|seen| seen.browser.cookies = true, &["no-cookies"]),
    (|seen| set(seen, |key| key == "/", "content-security-policy", Some("default-src 'self'")), &["policy-of-pages"]),
    (|seen| set(seen, |key| key == asks::NO_PAGE, "content-security-policy", None), &["policy-of-steps"]),
    (
        |seen| set(seen, |key| key == "/embed/stations", "content-security-policy", None),
        &["policy-of-frames", "listed-hosts"],
    ),
    (|seen| set(seen, |key| key == "/embed.js", "content-security-policy", None), &["policy-of-scripts"]),
    (|seen| seen.browser.policy_acts = Some(false), &["policy-acts"]),
    (|seen| seen.sums.clear(), &["lists"]),
    (|seen| seen.config = None, &["lists"]),
    (|seen| answer(seen, "/guichet-0123456789abcdef_bg.wasm").body.push(0), &["program"]),
    (|seen| answer(seen, &format!("/{BOOT}")).body.push(0), &["program", "named-checksums"]),
    (|seen| drop(seen.answers.remove("/forms-0123456789abcdef.wasm")), &["pieces"]),
    (|seen| answer(seen, "/pre-plainte").body.push(b' '), &["pages"]),
    (|seen| answer(seen, "/data/index.json").body.push(b' '), &["data"]),
    (|seen| answer(seen, "/robots.txt").body.push(b' '), &["others"]),
    (|seen| "/boot-ffffffffffffffff.js".clone_into(&mut seen.browser.started_by), &["same-build"]),
    (|seen| set(seen, |key| key == "/en", "content-encoding", None), &["pages-small"]),
    (|seen| set(seen, |key| ends(key, "wasm"), "content-encoding", None), &["program-small"]),
    (|seen| set(seen, |key| ends(key, "css"), "content-encoding", Some("identity")), &["texts-small"]),
    (|seen| answer(seen, "/guichet-0123456789abcdef_bg.wasm").encoded = Some(200), &["copies-used"]),
    (|seen| set(seen, |_| true, "vary", Some("Origin")), &["told-apart"]),
    (|seen| set(seen, |key| key == "/en", "cache-control", Some("max-age=600")), &["pages-fresh"]),
    (|seen| set(seen, |key| ends(key, "css"), "cache-control", Some("no-cache")), &["hashed-kept"]),
    (|seen| set(seen, |key| key == "/config.json", "cache-control", None), &["files-fresh"]),
    (|seen| set(seen, |key| key == asks::NO_FILE, "cache-control", Some("max-age=9")), &["missing-not-kept"]),
    (|seen| answer(seen, asks::NO_FILE).status = 200, &["missing-file"]),
    (|seen| answer(seen, asks::NO_PAGE).body.clear(), &["missing-page"]),
    (|seen| answer(seen, "slash").from = "/en/index.html".to_owned(), &["one-address"]),
    (|seen| set(seen, |key| key == "/", "age", Some("86400")), &["not-old"]),
    (|seen| answer(seen, "unchanged").status = 200, &["unchanged"]),
    (|seen| frame(seen, "/", true), &["pages-refuse"]),
    (|seen| frame(seen, "/embed/orientation", false), &["parts-show"]),
    (|seen| set(seen, |key| key == "/", "x-frame-options", None), &["pages-say-no"]),
    (|seen| set(seen, |key| key == "/embed/stations", "x-frame-options", Some("DENY")), &["parts-say-nothing-else"]),
    (|seen| drop(seen.answers.remove("health")), &["api-well"]),
    (|seen| answer(seen, "health").body = b"{\"status\":\"bad\"}".to_vec(), &["api-well"]),
    (|seen| answer(seen, "openapi").body = b"{\"info\":{\"version\":\"1\"},\"paths\":{}}".to_vec(), &["api-version"]),
    (|seen| set(seen, |key| key == "unknown", "content-type", Some("text/html")), &["api-problems"]),
    (|seen| set(seen, |key| key == "health", "cache-control", Some("max-age=5")), &["api-not-kept"]),
    (|seen| answer(seen, "news").status = 502, &["api-news"]),
    (|seen| answer(seen, "news").body.clear(), &["api-news"]),
    (|seen| seen.config.as_mut().unwrap().recipient_keys.clear(), &["api-key"]),
    (|seen| seen.config.as_mut().unwrap().recipient_keys[0].kid.push('0'), &["api-key"]),
    (|seen| answer(seen, "/config.json").date = None, &["date-told"]),
    (|seen| set(seen, |key| key == "/config.json", "access-control-expose-headers", None), &["date-readable"]),
    (|seen| answer(seen, "again").date = Some(1_800_000_000), &["date-moves"]),
    (|seen| seen.browser.began_ms += 600_000, &["device-right"]),
    (|seen| answer(seen, "health").date = Some(1_800_003_600), &["api-right"]),
    (|seen| lacks(seen, Ability::Secure), &["secure"]),
    (|seen| lacks(seen, Ability::Database), &["database"]),
    (|seen| lacks(seen, Ability::Tab), &["tab"]),
    (|seen| lacks(seen, Ability::HiddenKeys), &["hidden-keys"]),
    (|seen| lacks(seen, Ability::Randomness), &["randomness"]),
    (|seen| lacks(seen, Ability::Locks), &["locks"]),
    (|seen| lacks(seen, Ability::Channel), &["channel"]),
    (|seen| seen.browser.room = Some(1_000), &["room"]),
    (|seen| seen.browser.service_workers.push("/old.js".to_owned()), &["nobody-between"]),
    (|seen| seen.browser.service_workers.push("/old/sw.js".to_owned()), &["nobody-between"]),
    (|seen| answer(seen, "/sw.js").body = b"[\"/boot-ffffffffffffffff.js\"]".to_vec(), &["others", "worker-of-build"]),
    (|seen| seen.config.as_mut().unwrap().offline = false, &["worker-of-build"]),
    (|seen| set(seen, |key| key == "/sw.js", "cache-control", Some("max-age=86400")), &["files-fresh"]),
    (|seen| set(seen, |key| key == "/sw.js", "content-type", Some("text/html")), &["types"]),
    (
        |seen| set(seen, |key| key == "/sw.js", "content-security-policy", Some("default-src 'none'")),
        &["policy-of-scripts"],
    ),
];

#[test]
fn each_break_turns_exactly_its_checks_wrong_and_every_check_can_be() {
    let whole = Site::new().seen();
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for (at, (act, expected)) in BREAKS.iter().enumerate() {
        let mut seen = whole.clone();
        act(&mut seen);
        let wrong = wrong(&seen);
        assert_eq!(wrong, expected.iter().copied().collect(), "break {at}");
        met.extend(wrong);
    }
    // Two of them take more than one thing.
    let mut other_style = whole.clone();
    other_style.build.as_mut().unwrap().style_hash = "sha256-AAAA".to_owned();
    met.extend(wrong(&other_style));
    let mut far = whole.clone();
    far.config.as_mut().unwrap().api = "https://api.example".to_owned();
    assert!(!wrong(&far).contains("api-elsewhere"));
    far.answers.remove("health");
    met.extend(wrong(&far));
    let all: BTreeSet<&str> = checks().map(|check| check.id).collect();
    assert_eq!(all.difference(&met).collect::<Vec<_>>(), Vec::<&&str>::new(), "these cannot be wrong");
}

#[test]
fn where_nothing_answers_nothing_is_called_right() {
    let report = Report::of(&Seen::default());
    let right: Vec<&str> = report
        .lines
        .iter()
        .filter(|line| matches!(line.verdict, Verdict::Right { .. }))
        .map(|line| line.check.id)
        .collect();
    // What is not there: no cookie and no script in between.
    assert_eq!(right, ["no-cookies", "nobody-between"]);
}

#[test]
fn a_monitor_reads_the_result() {
    let mut seen = Site::new().seen();
    set(&mut seen, |key| key == "/", "x-frame-options", None);
    let result: json::Value = serde_json::from_str(&Report::of(&seen).to_json()).unwrap();
    assert_eq!((&result["v"], &result["state"], &result["wrong"]), (&1.into(), &"wrong".into(), &1.into()));
    assert_eq!(result["build"], BOOT);
    let line = result["checks"].as_array().unwrap().iter().find(|line| line["state"] == "wrong").unwrap();
    assert_eq!(line["id"], "pages-say-no");
    assert_eq!((&line["seen"][0], &line["wanted"][0]), (&"/: nothing".into(), &"/: DENY".into()));
}
