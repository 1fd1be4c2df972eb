//! What goes with every answer, how small it is, and how long it is kept.

use super::{
    super::{
        Answer, Check, Group, Phrase, Seen, Verdict, What,
        asks::{NO_FILE, NO_PAGE, SLASH, UNCHANGED},
    },
    Gathered, alike, answered, ending, header, is_file, is_page, is_there, single,
};
use crate::site::{self, Delivery};

pub(super) static HEADERS: [Check; 9] = [
    Check::new(Group::Headers, "encrypted-from-now-on", |seen| header(seen, "Strict-Transport-Security", |_| true)),
    Check::new(Group::Headers, "no-guessing", |seen| header(seen, "X-Content-Type-Options", |_| true)),
    Check::new(Group::Headers, "no-referrer", |seen| header(seen, "Referrer-Policy", |_| true)),
    Check::new(Group::Headers, "abilities", |seen| header(seen, "Permissions-Policy", is_page)),
    Check::new(Group::Headers, "apart", |seen| header(seen, "Cross-Origin-Opener-Policy", is_page)),
    Check::new(Group::Headers, "for-others", |seen| header(seen, "Cross-Origin-Resource-Policy", is_file)),
    Check::new(Group::Headers, "readable", |seen| header(seen, "Access-Control-Allow-Origin", is_file)),
    Check::new(Group::Headers, "types", types),
    Check::new(Group::Headers, "no-cookies", |seen| {
        let said = if seen.browser.cookies { Phrase::Some } else { Phrase::NoneSeen };
        single(!seen.browser.cookies, "", said, Phrase::NoneSeen)
    }),
];

pub(super) static COMPRESSION: [Check; 5] = [
    Check::new(Group::Compression, "pages-small", |seen| compressed(seen, is_page)),
    Check::new(Group::Compression, "program-small", |seen| compressed(seen, |path| ends(path, &["js", "wasm"]))),
    Check::new(Group::Compression, "texts-small", |seen| compressed(seen, |path| ends(path, &["css", "txt"]))),
    Check::new(Group::Compression, "copies-used", copies_used),
    Check::new(Group::Compression, "told-apart", told_apart),
];

pub(super) static CACHE: [Check; 9] = [
    Check::new(Group::Cache, "pages-fresh", |seen| {
        header(seen, "Cache-Control", |path| is_page(path) && is_there(path))
    }),
    Check::new(Group::Cache, "hashed-kept", |seen| {
        header(seen, "Cache-Control", |path| site::delivery(path) == Delivery::Hashed && is_there(path))
    }),
    Check::new(Group::Cache, "files-fresh", |seen| {
        header(seen, "Cache-Control", |path| site::delivery(path) == Delivery::Plain)
    }),
    Check::new(Group::Cache, "missing-not-kept", missing_not_kept),
    Check::new(Group::Cache, "missing-file", missing_file),
    Check::new(Group::Cache, "missing-page", missing_page),
    Check::new(Group::Cache, "one-address", one_address),
    Check::new(Group::Cache, "not-old", not_old),
    Check::new(Group::Cache, "unchanged", unchanged),
];

fn ends(path: &str, endings: &[&str]) -> bool {
    is_there(path) && is_file(path) && endings.contains(&ending(path))
}

/// The media types that a browser needs to be told: a program of another type does not run.
fn types(seen: &Seen) -> Verdict {
    let mut gathered = Gathered::default();
    // What takes the place of a missing file is looked at below.
    for (path, answer) in
        answered(seen).filter(|(path, answer)| is_page(path) || (is_there(path) && answer.status == 200))
    {
        let (wanted, others): (&str, &[&str]) = match ending(path) {
            "html" => ("text/html; charset=utf-8", &[]),
            "js" => ("text/javascript", &["application/javascript"]),
            "wasm" => ("application/wasm", &[]),
            "css" => ("text/css", &[]),
            "json" => ("application/json", &[]),
            "txt" => ("text/plain", &[]),
            "svg" => ("image/svg+xml", &[]),
            "webmanifest" => ("application/manifest+json", &[]),
            _ => continue,
        };
        let got = answer.header("Content-Type").unwrap_or_default().to_ascii_lowercase();
        let plain = |text: &str| text.replace([' ', '"'], "");
        let fits = |wanted: &&str| plain(&got).starts_with(&plain(wanted));
        gathered.either(fits(&wanted) || others.iter().any(fits), path, got.as_str(), wanted);
    }
    gathered.verdict(Phrase::NoAnswer)
}

/// How an answer came: `br`, `gzip` or as it is.
fn encoding(answer: &Answer) -> Option<&str> {
    answer.header("Content-Encoding").map(str::trim).filter(|encoding| *encoding != "identity" && !encoding.is_empty())
}

fn compressed(seen: &Seen, of: fn(&str) -> bool) -> Verdict {
    let mut gathered = Gathered::default();
    // Small files gain nothing, and then there is no copy.
    let large = |(path, answer): &(&str, &Answer)| of(path) && answer.status == 200 && answer.body.len() > 1_000;
    for (path, answer) in answered(seen).filter(large) {
        let got = encoding(answer);
        gathered.either(got.is_some(), path, got.map_or(Phrase::AsItIs.into(), What::from), "br, gzip");
    }
    gathered.verdict(Phrase::NoAnswer)
}

/// The copies that the build has made are the smallest: a host that compresses anew spends time to send more.
fn copies_used(seen: &Seen) -> Verdict {
    let Some(build) = &seen.build else { return Verdict::Unknown(Phrase::NoLists) };
    let mut gathered = Gathered::default();
    for (path, answer) in answered(seen).filter(|(path, _)| ends(path, &["js", "wasm", "css", "txt"])) {
        let Some(size) = build.brotli.get(path.trim_start_matches('/')) else { continue };
        let (Some("br"), Some(encoded)) = (encoding(answer), answer.encoded.filter(|bytes| *bytes > 0)) else {
            continue;
        };
        gathered.either(encoded <= size + size / 20, path, format!("{encoded} B"), format!("{size} B"));
    }
    gathered.verdict(Phrase::NoBrotli)
}

/// A cache on the way may hand a compressed copy only to those who can read it.
fn told_apart(seen: &Seen) -> Verdict {
    let mut gathered = Gathered::default();
    for (path, answer) in answered(seen).filter(|(_, answer)| encoding(answer).is_some()) {
        let got = answer.header("Vary").unwrap_or_default();
        let names = |value: &str| value.split(',').any(|name| name.trim().eq_ignore_ascii_case("accept-encoding"));
        let said = if got.is_empty() { Phrase::Nothing.into() } else { What::from(got) };
        gathered.either(names(got), path, said, "Accept-Encoding");
    }
    gathered.verdict(Phrase::NothingCompressed)
}

/// What is missing today may be there tomorrow.
fn missing_not_kept(seen: &Seen) -> Verdict {
    let mut gathered = Gathered::default();
    for path in [NO_FILE, NO_PAGE] {
        let Some(answer) = seen.answer(path).filter(|answer| answer.status >= 400) else { continue };
        let got = answer.header("Cache-Control");
        let said = got.map_or(Phrase::Nothing.into(), What::from);
        gathered.either(alike(got, Some(site::ASK_AGAIN)), path, said, site::ASK_AGAIN);
    }
    gathered.verdict(Phrase::NoAnswer)
}

/// A page in the place of a missing file would be run as a program, or kept in its place.
fn missing_file(seen: &Seen) -> Verdict {
    let Some(answer) = seen.answer(NO_FILE) else { return Verdict::Unknown(Phrase::NoAnswer) };
    let kind = answer.header("Content-Type").unwrap_or_default();
    let said = format!("{} {kind}", answer.status);
    single(answer.status == 404 && !kind.contains("html"), NO_FILE, said, "404 text/plain")
}

fn missing_page(seen: &Seen) -> Verdict {
    let Some(answer) = seen.answer(NO_PAGE) else { return Verdict::Unknown(Phrase::NoAnswer) };
    let kind = answer.header("Content-Type").unwrap_or_default();
    let said = format!("{} {kind}", answer.status);
    let ours = answer.status == 404 && answer.text().contains("id=\"app\"");
    single(ours, NO_PAGE, said, "404 text/html")
}

/// With a slash at the end or without: one page has one address.
fn one_address(seen: &Seen) -> Verdict {
    let Some(answer) = seen.answer(SLASH) else { return Verdict::Unknown(Phrase::NoAnswer) };
    let wanted = site::path(site::Language::En, &site::Page::Start);
    let at = format!("{wanted}/");
    single(
        answer.status == 200 && answer.from == wanted,
        &at,
        format!("{} {}", answer.status, answer.from),
        format!("200 {wanted}"),
    )
}

/// Seconds that a page may have lain in a cache on the way: every one asks the server, which may be asked again at once.
const OLD: u64 = 60;

fn not_old(seen: &Seen) -> Verdict {
    let mut gathered = Gathered::default();
    let fresh = |path: &str| is_there(path) && site::delivery(path) != Delivery::Hashed;
    for (path, answer) in answered(seen).filter(|(path, _)| fresh(path)) {
        let age = answer.header("Age").and_then(|age| age.trim().parse::<u64>().ok()).unwrap_or(0);
        gathered.either(age <= OLD, path, format!("Age: {age} s"), format!("Age ≤ {OLD} s"));
    }
    gathered.verdict(Phrase::NoAnswer)
}

/// Whoever has the page already is told so, and does not load it again.
fn unchanged(seen: &Seen) -> Verdict {
    let start = site::path(site::Language::Fr, &site::Page::Start);
    let Some(first) = seen.answer(&start) else { return Verdict::Unknown(Phrase::NoAnswer) };
    match seen.answer(UNCHANGED) {
        Some(answer) => single(answer.status == 304, &start, answer.status.to_string(), "304"),
        None if first.header("ETag").is_none() => {
            let said = first.header("Last-Modified").map_or(Phrase::Nothing.into(), What::from);
            single(false, &start, said, "ETag")
        }
        None => Verdict::Unknown(Phrase::NoAnswer),
    }
}
