//! The worker that keeps the app's files on a device, for visits without a network: `sw.js`, from the build's own script.

use std::{fs, io, path::Path};

use guichet_core::{
    config::Config,
    site::{self, Language, Page, WORKER},
    wire::sha256_hex,
};
use serde_json::json;

use crate::{parts::Parts, wrong};

/// The build's script, which lacks what follows from the configuration.
const SCRIPT: &str = "delivery/sw.js";
/// Where that stands in it.
const PLACE: &str = "__KEPT__";
/// What it keeps beside parts named by their content, as they lie in `dist`.
const OTHERS: [&str; 3] = ["shell.html", "config.json", "data/index.json"];

/// Writes the worker. Whatever it keeps changes its name, and so its text: that is how browsers hear of a new version. Where the
/// configuration wants nothing kept it has no name, and removes what others have kept.
pub fn write(dist: &Path, config: &Config, parts: &Parts) -> io::Result<()> {
    let script = fs::read_to_string(dist.join(SCRIPT))?;
    let others: Vec<Vec<u8>> = OTHERS.iter().map(|name| fs::read(dist.join(name)).unwrap_or_default()).collect();
    let text = written(&script, config, parts, &others).ok_or_else(|| wrong("the worker has another shape"))?;
    fs::write(dist.join(WORKER.trim_start_matches('/')), text)
}

fn written(script: &str, config: &Config, parts: &Parts, others: &[Vec<u8>]) -> Option<String> {
    let (before, after) = script.split_once(PLACE).filter(|(_, after)| !after.contains(PLACE))?;
    let whole = |kept: &serde_json::Value| format!("{before}{kept}{after}");
    if !config.offline {
        return Some(whole(&json!({ "version": "" })));
    }
    // A page that only the shell can stand in for is the shell, on every host.
    let shell = site::path(Language::Fr, &Page::Complaint { step: Some("verifier".to_owned()) });
    let kept = |version: &str| json!({ "version": version, "pages": site::program_pages(config.base()), "page": shell, "parts": parts.kept() });
    let unnamed = whole(&kept(""));
    let all: Vec<&[u8]> = [unnamed.as_bytes()].into_iter().chain(others.iter().map(Vec::as_slice)).collect();
    let name: String = sha256_hex(&all).chars().take(16).collect();
    Some(whole(&kept(&name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "const{version:a}=__KEPT__;go(a)";

    fn parts() -> Parts {
        Parts::read(r#"{"parts":{},"offline":["/boot-1.js"]}"#).unwrap()
    }

    fn text(config: &Config, shell: &str) -> String {
        written(SCRIPT, config, &parts(), &[shell.into(), b"{}".to_vec()]).unwrap()
    }

    fn version(text: &str) -> String {
        let (_, rest) = text.split_once("\"version\":\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    #[test]
    fn each_change_of_what_is_kept_has_a_name_of_its_own() {
        let config = Config::default();
        let first = text(&config, "one");
        assert_eq!(first, text(&config, "one"));
        assert!(first.starts_with("const{version:a}={") && first.ends_with("};go(a)"), "{first}");
        assert!(first.contains(r#""parts":["/boot-1.js"]"#) && first.contains(r#""page":"/pre-plainte/verifier""#));
        assert_eq!(version(&first).len(), 16);
        assert_ne!(version(&first), version(&text(&config, "two")));
        let below = Config { public_address: "https://x.example/police".to_owned(), ..Config::default() };
        assert_ne!(version(&first), version(&text(&below, "one")));
        assert!(text(&below, "one").contains(r#""pages":"^/police("#));
    }

    #[test]
    fn where_nothing_is_to_be_kept_it_has_no_name_and_no_parts() {
        let text = text(&Config { offline: false, ..Config::default() }, "one");
        assert_eq!(text, r#"const{version:a}={"version":""};go(a)"#);
    }

    #[test]
    fn a_script_of_another_shape_is_none() {
        assert_eq!(written("go()", &Config::default(), &parts(), &[]), None);
        assert_eq!(written("__KEPT____KEPT__", &Config::default(), &parts(), &[]), None);
    }
}
