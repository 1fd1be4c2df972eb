//! The checks, a file for each few groups, and what they are made of.

mod delivery;
mod frames;
mod here;
mod integrity;
mod policy;
mod server;

use std::collections::BTreeMap;

use super::{
    Answer, Check, Fact, Phrase, Seen, Verdict, What,
    asks::{NO_FILE, NO_PAGE},
};
use crate::site::{self, Delivery};

/// Every check, in the order in which they are shown.
pub fn checks() -> impl Iterator<Item = &'static Check> {
    let delivery = delivery::HEADERS.iter().chain(&policy::CHECKS).chain(&integrity::CHECKS);
    let carried = delivery.chain(&delivery::COMPRESSION).chain(&delivery::CACHE).chain(&frames::CHECKS);
    carried.chain(&server::API).chain(&server::CLOCK).chain(&here::CHECKS)
}

/// The most facts that are told of one check.
const TOLD: usize = 6;

/// What was gathered of several addresses: what was seen at each, and what was wanted where that is something else.
#[derive(Default)]
struct Gathered {
    seen: Vec<(String, What)>,
    wrong: Vec<(String, What, What)>,
}

impl Gathered {
    fn right(&mut self, at: &str, what: impl Into<What>) {
        self.seen.push((at.to_owned(), what.into()));
    }

    fn wrong(&mut self, at: &str, seen: impl Into<What>, wanted: impl Into<What>) {
        self.wrong.push((at.to_owned(), seen.into(), wanted.into()));
    }

    fn either(&mut self, holds: bool, at: &str, seen: impl Into<What>, wanted: impl Into<What>) {
        if holds {
            self.right(at, seen);
        } else {
            self.wrong(at, seen, wanted);
        }
    }

    /// Wrong where anything was; unknown, for that reason, where nothing was there to look at.
    fn verdict(self, nothing: Phrase) -> Verdict {
        if !self.wrong.is_empty() {
            let (seen, wanted): (Vec<_>, Vec<_>) =
                self.wrong.into_iter().map(|(at, seen, wanted)| ((at.clone(), seen), (at, wanted))).unzip();
            return Verdict::Wrong { seen: facts(seen), wanted: facts(wanted) };
        }
        if self.seen.is_empty() { Verdict::Unknown(nothing) } else { Verdict::Right { seen: facts(self.seen) } }
    }
}

/// What is the same at several addresses is one fact.
fn facts(found: Vec<(String, What)>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for (at, what) in found {
        match facts.iter_mut().find(|fact| fact.what == what) {
            Some(fact) => fact.more += 1,
            None => facts.push(Fact { at, more: 0, what }),
        }
    }
    facts.truncate(TOLD);
    facts
}

fn one(at: &str, what: impl Into<What>) -> Vec<Fact> {
    vec![Fact { at: at.to_owned(), more: 0, what: what.into() }]
}

/// A verdict about one thing.
fn single(holds: bool, at: &str, seen: impl Into<What>, wanted: impl Into<What>) -> Verdict {
    if holds {
        Verdict::Right { seen: one(at, seen) }
    } else {
        Verdict::Wrong { seen: one(at, seen), wanted: one(at, wanted) }
    }
}

/// A verdict about what either works or does not.
fn works(holds: bool, at: &str) -> Verdict {
    single(holds, at, if holds { Phrase::Works } else { Phrase::Fails }, Phrase::Works)
}

/// The site's own pages and files that answered.
fn answered(seen: &Seen) -> impl Iterator<Item = (&str, &Answer)> {
    seen.answers.iter().map(|(key, answer)| (key.as_str(), answer)).filter(|(key, _)| key.starts_with('/'))
}

/// True for what should be there.
fn is_there(path: &str) -> bool {
    path != NO_FILE && path != NO_PAGE
}

fn is_page(path: &str) -> bool {
    matches!(site::delivery(path), Delivery::Document | Delivery::Framed)
}

fn is_own_page(path: &str) -> bool {
    site::delivery(path) == Delivery::Document
}

fn is_hosted(path: &str) -> bool {
    site::delivery(path) == Delivery::Framed
}

/// How a path's file ends; a page's as a page.
fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("html", |(_, ending)| ending)
}

fn is_file(path: &str) -> bool {
    !is_page(path)
}

/// A header as the rules have it for a path.
fn ruled(seen: &Seen, path: &str, name: &str) -> Option<String> {
    let config = seen.config.as_ref()?;
    let style_hash = seen.build.as_ref().map_or("", |build| &build.style_hash);
    let headers = site::headers(path, config, style_hash);
    headers.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// What the rules say of a header, held against every answer of a kind.
fn header(seen: &Seen, name: &str, of: fn(&str) -> bool) -> Verdict {
    if seen.config.is_none() || seen.build.is_none() {
        return Verdict::Unknown(Phrase::NoLists);
    }
    let mut gathered = Gathered::default();
    for (path, answer) in answered(seen).filter(|(path, _)| of(path)) {
        let wanted = ruled(seen, path, name);
        let got = answer.header(name);
        let said = |value: Option<&str>| value.map_or(Phrase::Nothing.into(), What::from);
        gathered.either(alike(got, wanted.as_deref()), path, said(got), said(wanted.as_deref()));
    }
    gathered.verdict(Phrase::NoAnswer)
}

/// Spaces say nothing, nor does the order of what commas part.
fn alike(one: Option<&str>, other: Option<&str>) -> bool {
    let parts = |value: &str| {
        let mut parts: Vec<String> =
            value.split(',').map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        parts.sort();
        parts
    };
    match (one, other) {
        (Some(one), Some(other)) => parts(one) == parts(other),
        (one, other) => one == other,
    }
}

/// The name under which a path's file stands in the lists.
fn file_of(path: &str) -> String {
    let shell = super::asks::inner_pages().any(|inner| inner == path) || path == NO_PAGE || path == "/frame/video";
    if shell {
        return "shell.html".to_owned();
    }
    match path.trim_start_matches('/') {
        "" => "index.html".to_owned(),
        page if is_page(path) => format!("{page}/index.html"),
        file => file.to_owned(),
    }
}

/// The directives of a policy, by their names.
fn directives(policy: &str) -> BTreeMap<&str, &str> {
    let directives = policy.split(';').map(str::trim).filter(|directive| !directive.is_empty());
    directives.map(|directive| directive.split_once(' ').unwrap_or((directive, ""))).collect()
}
