//! Hosts of static files that read `_headers` and `_redirects`. They add up every block that fits a path, so that no two
//! blocks here may fit the same one.

use std::{collections::BTreeSet, fmt::Write};

use guichet_core::{
    config::Config,
    site::{self, Delivery, HOSTED, Language, Page, Place},
};

/// A block for each page, each kind of inner page and each kind of file.
pub fn headers(config: &Config, style_hash: &str, addresses: &[String], files: &[String]) -> String {
    let (mut out, base) = (String::new(), config.base());
    let inner = Language::ALL
        .into_iter()
        .flat_map(|language| site::inner_folders().map(move |folder| format!("{}/{folder}/*", language.prefix())));
    let frames = Language::ALL.map(|language| format!("{}/frame/video", language.prefix()));
    let patterns: BTreeSet<String> = files.iter().map(|file| pattern(file)).collect();
    let alone = |path: &&String| !patterns.iter().any(|other| other != *path && covers(other, path));
    let patterns = patterns.iter().filter(alone).cloned();
    let pages = addresses.iter().cloned().chain(inner).chain(frames).map(together);
    let pages: BTreeSet<String> = pages.collect();
    for path in pages.into_iter().chain(patterns) {
        let _ = writeln!(out, "{base}{path}");
        for (name, value) in site::headers(&path.replace('*', "01234567"), config, style_hash) {
            let _ = writeln!(out, "  {name}: {value}");
        }
    }
    out
}

/// All that stands in other sites' frames is delivered alike, and so are the departments: one pattern a language.
fn together(page: String) -> String {
    let folder = format!("{}/", site::DIRECTORY);
    match (page.split_once(HOSTED), page.split_once(&folder)) {
        (Some((prefix, _)), _) if site::place(&page) == Place::Hosted => format!("{prefix}{HOSTED}*"),
        (_, Some((prefix, _))) => format!("{prefix}{folder}*"),
        _ => page,
    }
}

/// True where one pattern of hashed files fits whatever the other fits.
fn covers(pattern: &str, other: &str) -> bool {
    let fits =
        |(start, end): (&str, &str)| other.len() > start.len() && other.starts_with(start) && other.ends_with(end);
    pattern.split_once('*').is_some_and(fits)
}

/// Every file that differs from this one in its hash alone, or lies in a folder of files of one kind: such hosts take a
/// hundred blocks at most.
fn pattern(file: &str) -> String {
    let path = format!("/{file}");
    if site::delivery(&path) != Delivery::Hashed {
        return if file.starts_with("cards/") { "/cards/*".to_owned() } else { path };
    }
    let (stem, kind) = path.rsplit_once('.').unwrap_or((&path, ""));
    let (stem, end) = stem.strip_suffix("_bg").map_or((stem, ""), |stem| (stem, "_bg"));
    let name = stem.rsplit_once('-').map_or(stem, |(name, _)| name);
    // The pieces of an index are told apart by what they hold; their first word is enough.
    let name = match name.strip_prefix("/data/") {
        Some(piece) => format!("/data/{}", piece.split('-').next().unwrap_or(piece)),
        // Shared pieces of the program are counted.
        None if name.starts_with("/chunk-") => "/chunk".to_owned(),
        None => name.to_owned(),
    };
    // So are the parts that several areas share.
    let name = if name.starts_with("/chunk-") { "/chunk".to_owned() } else { name };
    format!("{name}-*{end}.{kind}")
}

/// Which file answers for an address: each page's own, where such hosts would otherwise send whoever asks to the same address with
/// a slash, and for pages without one the shell. Some look here before they look for a file, so that stations with pages of
/// their own are not given the shell; one that has none then gets `404.html`. Such hosts take files without their `.html`.
pub fn redirects(base: &str, addresses: &[String], station_pages: bool) -> String {
    let mut out = String::new();
    for path in addresses.iter().filter(|path| *path != "/") {
        let _ = writeln!(out, "{base}{path} {base}{path}/ 200");
    }
    for prefix in Language::ALL.map(Language::prefix) {
        let _ = writeln!(out, "{base}{prefix}/frame/video {base}/shell 200");
    }
    for language in Language::ALL {
        let stations = site::path(language, &Page::Finder);
        for folder in site::inner_folders() {
            let path = format!("{}/{folder}", language.prefix());
            let _ = if station_pages && path == stations {
                writeln!(out, "{base}{path}/:id {base}{path}/:id/ 200")
            } else {
                writeln!(out, "{base}{path}/* {base}/shell 200")
            };
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_answered_for_at_its_own_address() {
        let addresses = ["/", "/en", "/annuaire/59"].map(str::to_owned);
        for base in ["", "/police"] {
            let with = redirects(base, &addresses, true);
            let has = |rules: &str, rule: String| rules.lines().any(|line| line == rule);
            assert!(has(&with, format!("{base}/annuaire/59 {base}/annuaire/59/ 200")), "{with}");
            assert!(has(&with, format!("{base}/en/commissariats/:id {base}/en/commissariats/:id/ 200")), "{with}");
            assert!(has(&with, format!("{base}/embed/stations/* {base}/shell 200")), "{with}");
            assert!(
                !with.contains(".html") && !with.lines().any(|line| line.starts_with(&format!("{base}/ "))),
                "{with}"
            );
            let without = redirects(base, &addresses, false);
            assert!(has(&without, format!("{base}/commissariats/* {base}/shell 200")), "{without}");
        }
    }

    #[test]
    fn no_two_blocks_fit_one_file() {
        let files = ["files-0123456789abcdef.js", "files-worker-0123456789abcdef.js", "config.json", "data/index.json"];
        let more = [
            "cards/en.png",
            "cards/index.png",
            "data/names-a1-0123456789abcdef.txt",
            "data/names-b-0123456789abcdef.txt",
            "chunk-1-0123456789abcdef.wasm",
            "chunk-12-0123456789abcdef.wasm",
            "guichet-0123456789abcdef_bg.wasm",
            "chunk-7-0123456789abcdef.wasm",
            "chunk-12-0123456789abcdef.wasm",
        ];
        let files: Vec<String> = files.into_iter().chain(more).map(str::to_owned).collect();
        let written = headers(&Config::default(), "", &["/".to_owned(), "/en/embed/news".to_owned()], &files);
        let blocks: Vec<&str> = written.lines().filter(|line| line.starts_with('/')).collect();
        for file in &files {
            let path = format!("/{file}");
            let fitting: Vec<&&str> = blocks.iter().filter(|block| **block == path || covers(block, &path)).collect();
            assert_eq!(fitting.len(), 1, "{path}: {fitting:?}");
        }
        assert_eq!(blocks.iter().filter(|block| block.starts_with("/en/embed/")).count(), 1, "{blocks:?}");
        assert!(
            written.contains("/data/names-*.txt\n")
                && written.contains("/chunk-*.wasm\n")
                && written.contains("/guichet-*_bg.wasm\n"),
            "{written}"
        );
    }
}
