//! What is asked for: pages and files of every kind, and a few calls of the API that change nothing.

use super::Seen;
use crate::site::{self, Delivery, Language, Page, Place, View};

/// A request to make; every one is a `GET` that no cache answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What its answer is filed under: its path where it is one of the site's pages and files.
    pub key: String,
    /// The path on the site, or a whole address.
    pub address: String,
    /// The mark of a copy at hand: the answer may be that nothing has changed.
    pub known: Option<String>,
}

/// The configuration as it is served.
pub(super) const CONFIG: &str = "/config.json";
/// The build's list.
pub(super) const BUILD: &str = "/build.json";
/// The checksums. Not filed as one of the files: hosts of static files have no rule for it.
pub(super) const SUMS: &str = "sums";
/// The configuration once more, a while later.
pub(super) const CONFIG_AGAIN: &str = "again";
/// The start page, where a copy of it is at hand.
pub(super) const UNCHANGED: &str = "unchanged";
/// An address with a slash too many.
pub(super) const SLASH: &str = "slash";
/// A call that says whether the API is well.
pub(super) const HEALTH: &str = "health";
/// The API's description of itself.
pub(super) const OPENAPI: &str = "openapi";
/// What nobody has sent.
pub(super) const UNKNOWN: &str = "unknown";
/// The news.
pub(super) const NEWS: &str = "news";

/// A file and a page that no site has.
pub(super) const NO_FILE: &str = "/guichet-0000000000000000.js";
pub(super) const NO_PAGE: &str = "/cette-page-n-existe-pas";

/// Files beside the program that keep their names.
pub(super) const OTHERS: [&str; 5] = ["sw.js", "embed.js", "icon.svg", "manifest.webmanifest", "robots.txt"];

/// How many of the data's many files are looked at.
const OF_DATA: usize = 5;

fn ask(path: impl Into<String>) -> Ask {
    let path = path.into();
    Ask { key: path.clone(), address: path, known: None }
}

fn named(key: &str, address: impl Into<String>) -> Ask {
    Ask { key: key.to_owned(), address: address.into(), known: None }
}

/// What everything else follows from.
pub fn to_begin() -> Vec<Ask> {
    vec![ask(CONFIG), ask(BUILD), named(SUMS, "/manifest.sha256"), ask(path(&Page::Start))]
}

/// What there is to ask for once the lists are read.
pub fn once_read(seen: &Seen) -> Vec<Ask> {
    let mut asks: Vec<Ask> = own_pages().chain(inner_pages()).chain(hosted_pages()).map(ask).collect();
    asks.extend([NO_FILE, NO_PAGE].map(ask));
    asks.extend(files(seen).into_iter().map(|file| ask(format!("/{file}"))));
    asks.push(named(SLASH, format!("{}/", site::path(Language::En, &Page::Start))));
    let api = seen.config.as_ref().map(|config| config.api.as_str()).unwrap_or_default();
    let nobodys = "0".repeat(64);
    for (key, call) in [
        (HEALTH, "health"),
        (OPENAPI, "openapi.json"),
        (NEWS, "news"),
        (UNKNOWN, &format!("submissions/by-key/{nobodys}")),
    ] {
        asks.push(named(key, format!("{api}/api/v1/{call}")));
    }
    asks
}

/// What is asked once more, at least a second after [`to_begin`].
pub fn last(seen: &Seen) -> Vec<Ask> {
    let start = path(&Page::Start);
    let known = seen.answer(&start).and_then(|answer| answer.header("etag")).map(str::to_owned);
    let again = named(CONFIG_AGAIN, CONFIG);
    let unchanged = known.map(|known| Ask { known: Some(known), ..named(UNCHANGED, start) });
    [again].into_iter().chain(unchanged).collect()
}

/// Pages to be tried in a frame, and whether they may show there.
pub fn framed() -> [(String, bool); 3] {
    let hosted = site::path_in(Place::Hosted, Language::Fr, &View::Orientation.page());
    [(path(&Page::Start), false), (path(&Page::Complaint { step: None }), false), (hosted, true)]
}

fn path(page: &Page) -> String {
    site::path(Language::Fr, page)
}

fn own_pages() -> impl Iterator<Item = String> {
    let pages = [Page::Complaint { step: None }, Page::Finder, Page::Resume, Page::Diagnostic].into_iter();
    pages.map(|page| path(&page)).chain([site::path(Language::En, &Page::Start)])
}

/// Pages that the shell stands in for.
pub(super) fn inner_pages() -> impl Iterator<Item = String> {
    let step = |name: &str| Some(name.to_owned());
    [Page::Complaint { step: step("verifier") }, Page::Report { step: step("verifier") }]
        .into_iter()
        .map(|page| path(&page))
}

fn hosted_pages() -> impl Iterator<Item = String> {
    let hosted = |language, view: View| site::path_in(Place::Hosted, language, &view.page());
    [hosted(Language::Fr, View::Stations), hosted(Language::En, View::Complaint), path(&Page::Video)].into_iter()
}

/// The files that are looked at, by their names in the lists: all of the program, a few of the data.
fn files(seen: &Seen) -> Vec<String> {
    let mut files: Vec<String> =
        seen.build.iter().flat_map(|build| build.first_load.iter().chain(&build.areas)).cloned().collect();
    files.extend(OTHERS.iter().chain(&["data/index.json"]).map(|name| (*name).to_owned()));
    let data: Vec<&String> = seen.sums.keys().filter(|name| is_data(name)).collect();
    let step = data.len().div_ceil(OF_DATA).max(1);
    files.extend(data.into_iter().step_by(step).cloned());
    files
}

/// True for a piece of the data, in the list of files; its compressed copies are nobody's address.
pub(super) fn is_data(name: &str) -> bool {
    let copy = matches!(name.rsplit_once('.'), Some((_, "br" | "gz")));
    name.starts_with("data/") && !copy && site::delivery(&format!("/{name}")) == Delivery::Hashed
}
