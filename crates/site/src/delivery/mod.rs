//! What hosts other than our own server read: the same header rules, in the words of each.

mod caddy;
mod nginx;
mod static_hosts;

use guichet_core::{
    config::Config,
    site::{self, ASK_AGAIN},
};

/// A rule with its headers.
struct Ruled {
    pattern: String,
    headers: Vec<(&'static str, String)>,
}

/// The files for other hosts, each with its name in `dist/`. `addresses` are those of the pages that have a file of their
/// own, `files` the names of all others; `station_pages` says whether each station has one too.
pub fn written(
    config: &Config,
    style_hash: &str,
    addresses: &[String],
    files: &[String],
    station_pages: bool,
) -> Vec<(&'static str, String)> {
    let rules = ruled(config, style_hash);
    vec![
        ("delivery/nginx-http.conf", nginx::http(&rules)),
        ("delivery/nginx-server.conf", nginx::server(config.base(), &rules)),
        ("delivery/Caddyfile", caddy::snippet(config.base(), &rules)),
        ("_headers", static_hosts::headers(config, style_hash, addresses, files)),
        ("_redirects", static_hosts::redirects(config.base(), addresses, station_pages)),
    ]
}

/// True for what is for servers and for whoever copies the files: it is written after them, and a second run that finds it
/// must write what the first one wrote.
pub fn is_about_files(file: &str) -> bool {
    file.starts_with("delivery/") || ["_headers", "_redirects", "manifest.sha256"].contains(&file)
}

fn ruled(config: &Config, style_hash: &str) -> Vec<Ruled> {
    let rules = site::rules(config.base()).into_iter();
    rules
        .map(|rule| Ruled { pattern: rule.pattern, headers: site::headers(&rule.sample, config, style_hash) })
        .collect()
}

/// Every header that a rule names, in the order of their first place.
fn names(rules: &[Ruled]) -> Vec<&'static str> {
    let mut names = Vec::new();
    for (name, _) in rules.iter().flat_map(|rule| &rule.headers) {
        if !names.contains(name) {
            names.push(*name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use guichet_core::site::{Language, headers, path, plain_pages, rules};
    use regex::Regex;

    use super::*;

    #[test]
    fn the_list_says_of_each_path_what_the_rules_say() {
        for base in ["", "/police"] {
            check_list(base);
        }
    }

    fn check_list(base: &str) {
        let rules: Vec<(Regex, String)> =
            rules(base).into_iter().map(|rule| (Regex::new(&rule.pattern).unwrap(), rule.sample)).collect();
        let config = Config {
            frame_ancestors: vec!["https://host.example".to_owned()],
            video: vec!["https://geo.dailymotion.com".to_owned()],
            ..Config::default()
        };
        let plain = Language::ALL.into_iter().flat_map(|language| plain_pages().map(move |page| path(language, &page)));
        let others = [
            "/en/pre-plainte/lieu",
            "/commissariats/pn-2A004-x",
            "/embed/stations",
            "/en/embed/complaint",
            "/embed",
            "/frame/other",
            "/frame/video/",
            "/nowhere",
            "/boot-0123456789abcdef.js",
            "/guichet-0123456789abcdef_bg.wasm",
            "/data/communes-li-01234567.txt",
            "/embed/x-01234567.js",
            "/config.json",
            "/data/index.json",
            "/index.html",
            "/embed/stations/index.html",
            "/reprendre",
            "/en/integrer",
            "/page-01234567.html",
            "/icon-192.png",
            "/embed.js",
            "/sw.js",
            "/old/sw.js",
            "/files-worker-0123456789abcdef.js",
            "/_headers",
            "/a.",
        ];
        for path in plain.chain(others.map(str::to_owned)) {
            let (_, sample) = rules.iter().find(|(pattern, _)| pattern.is_match(&format!("{base}{path}"))).unwrap();
            assert_eq!(headers(&path, &config, ""), headers(sample, &config, ""), "{path} is not like {sample}");
        }
        if !base.is_empty() {
            for path in ["/", "/index.html", "/a-01234567.js", "/x/police/a.js"] {
                assert!(!rules.iter().any(|(pattern, _)| pattern.is_match(path)), "{path} is not the app's");
            }
        }
    }

    #[test]
    fn what_is_written_about_files_is_not_written_about() {
        for (name, _) in written(&Config::default(), "", &[], &[], false) {
            assert!(is_about_files(name), "a second run would write another {name}");
        }
        assert!(!is_about_files("config.json"));
    }

    #[test]
    fn what_the_program_draws_alone_is_told_from_what_needs_another_file_or_another_policy() {
        for base in ["", "/police"] {
            let drawn = Regex::new(&site::program_pages(base)).unwrap();
            let shell = headers("/pre-plainte/verifier", &Config::default(), "");
            for (language, page) in
                Language::ALL.into_iter().flat_map(|language| plain_pages().map(move |page| (language, page)))
            {
                let path = path(language, &page);
                let alone = !site::is_still(&page) && headers(&path, &Config::default(), "") == shell;
                assert_eq!(drawn.is_match(&format!("{base}{path}")), alone, "{path}");
            }
            for path in
                ["/en/", "/pre-plainte/lieu", "/en/signaler/recu", "/commissariats/pn-2A004-x", "/actualites/a1"]
            {
                assert!(drawn.is_match(&format!("{base}{path}")), "{path}");
            }
            for path in [
                "/nowhere",
                "/embed/stations",
                "/en/embed/complaint/lieu",
                "/api/v1/news",
                "/annuaire/59",
                "/config.json",
                "//",
            ] {
                assert!(!drawn.is_match(&format!("{base}{path}")), "{path}");
            }
        }
    }

    #[test]
    fn steps_stations_and_news_are_told_from_files_and_from_what_is_not() {
        let inner = Regex::new(&site::inner_pages("")).unwrap();
        for path in [
            "/pre-plainte/lieu",
            "/en/signaler/recu",
            "/commissariats/pn-2A004-x",
            "/en/actualites/a1",
            "/en/frame/video",
            "/embed/report/x",
        ] {
            assert!(inner.is_match(path), "{path}");
        }
        for path in ["/pre-plainte", "/en/pre-plainte/", "/pre-plainte/a/b", "/nowhere/x", "/commissariats/x.json"] {
            assert!(!inner.is_match(path), "{path}");
        }
    }
}
