//! The header rules as a list, for hosts that read a configuration instead of calling [`headers`](super::headers).

use super::{HOSTED, Language, MAX_NAME, Page, Place, WORKER, is_still, path, path_in, plain_pages};

/// Paths that are delivered alike, and one of them: what [`headers`](super::headers) gives for it holds for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Which paths, as a regular expression over the whole path that servers of every kind understand. It begins with `^` and what
    /// every address of the app begins with.
    pub pattern: String,
    /// One of these paths, without what every address begins with.
    pub sample: String,
}

/// Every rule for an app whose addresses begin with `base`, the first that fits deciding; the last one fits every path. A test of
/// the static pages' writer holds that they say of each path what [`headers`](super::headers) says of it.
pub fn rules(base: &str) -> Vec<Rule> {
    let rule = |pattern: &str, sample: &str| Rule { pattern: format!("^{base}{pattern}"), sample: sample.to_owned() };
    let prefixes = prefixes();
    let mut rules = vec![
        rule(r"(/.*)?/[^/.]*\.html$", "/index.html"),
        rule(r"(/.*)?/[^/.]*-[0-9a-f]{8,}(_bg)?\.([^/]*\.)?js$", "/boot-0123456789abcdef.js"),
        rule(r"(/.*)?/[^/.]*-[0-9a-f]{8,}(_bg)?\.[^/]*$", "/style-0123456789abcdef.css"),
        rule(&format!("{}$", WORKER.replace('.', r"\.")), WORKER),
        rule(r"(/.*)?/[^/]*\.js$", "/embed.js"),
        rule(r"(/.*)?/[^/]*\.[^/]*$", "/config.json"),
    ];
    rules.push(rule(&format!("{prefixes}/frame/video/?$"), "/frame/video"));
    rules.push(rule(&format!("{prefixes}/reprendre/?$"), "/reprendre"));
    rules.push(rule(&format!("{prefixes}{HOSTED}"), "/embed/stations"));
    rules.push(rule("/", "/"));
    rules
}

/// The addresses that the shell answers for: below the pages that have files of their own (steps, stations, news), and a
/// player's frame.
pub fn inner_pages(base: &str) -> String {
    let folders: Vec<String> = inner_folders().collect();
    let video = path(Language::Fr, &Page::Video);
    format!("^{base}{}(/({})/[a-zA-Z0-9-]{{1,{MAX_NAME}}}|{video})$", prefixes(), folders.join("|"))
}

/// The addresses of the pages that the program can draw in the shell, without any other file of theirs, and whose policy is the
/// shell's: a browser that has kept the program shows them without a network.
pub fn program_pages(base: &str) -> String {
    let alone = |page: &Page| !is_still(page) && !matches!(page, Page::Start | Page::Resume | Page::Video);
    let names = plain_pages().filter(alone).map(|page| path(Language::Fr, &page));
    let names: Vec<String> = names.map(|path| path.trim_start_matches('/').to_owned()).collect();
    let folders: Vec<String> = folders(Place::Own).collect();
    format!("^{base}{}(/({}|({})/[a-zA-Z0-9-]{{1,{MAX_NAME}}}))?/?$", prefixes(), names.join("|"), folders.join("|"))
}

/// The folders of these addresses, where they stand alone and in a frame.
pub fn inner_folders() -> impl Iterator<Item = String> {
    folders(Place::Own).chain(folders(Place::Hosted))
}

fn folders(place: Place) -> impl Iterator<Item = String> {
    let pages = [Page::Complaint { step: None }, Page::Report { step: None }, Page::Finder, Page::News].into_iter();
    pages.map(move |page| path_in(place, Language::Fr, &page).trim_start_matches('/').to_owned())
}

/// The address of each page that has a file of its own, in each language, with its language. A player's frame has nothing
/// to show without its video, so that the shell stands in for it.
pub fn own_pages() -> impl Iterator<Item = (Language, Page)> {
    let pages = || plain_pages().filter(|page| *page != Page::Video);
    Language::ALL.into_iter().flat_map(move |language| pages().map(move |page| (language, page)))
}

/// What paths in other languages begin with.
fn prefixes() -> String {
    let prefixes = Language::ALL.map(Language::prefix);
    let prefixes: Vec<&str> = prefixes.into_iter().filter(|prefix| !prefix.is_empty()).collect();
    format!("({})?", prefixes.join("|"))
}
