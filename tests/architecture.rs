//! The layering, held: who may name whom, and what the core may never know.
#![allow(clippy::expect_used, clippy::panic, reason = "a test may stop at the first surprise")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Modules of the app, each of which may name only those before it.
const LAYERS: [&str; 9] = ["browser", "api", "routes", "context", "map", "components", "pages", "app", "ahead"];

/// What only `src/browser` may name.
const BROWSER_ONLY: [&str; 5] = ["web_sys", "js_sys", "gloo_net", "wasm_bindgen", "JsValue"];

/// What the core may never know. Its own tests may read files.
const IMPURE: [&str; 12] = [
    "std::time",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "leptos",
    "OsRng",
    "now_utc",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source is text");
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "no sources in {}", folder.display());
    found
}

/// The lines that are code, with their numbers.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn layer_of(path: &Path) -> Option<usize> {
    let inner = path.strip_prefix(root().join("src")).ok()?;
    let first = inner.components().next()?.as_os_str().to_str()?;
    LAYERS.iter().position(|layer| *layer == first.trim_end_matches(".rs"))
}

#[test]
fn a_module_of_the_app_names_only_those_before_it() {
    let mut wrong = Vec::new();
    for (path, text) in sources(&root().join("src")) {
        let Some(own) = layer_of(&path) else { continue };
        for (number, line) in code(&text) {
            for later in LAYERS.iter().skip(own + 1) {
                if line.contains(&format!("crate::{later}")) || line.contains(&format!("crate::{{{later}")) {
                    wrong.push(format!("{}:{number} names {later}", path.display()));
                }
            }
        }
        // `use crate::{ … }` over several lines.
        for block in text.split("use crate::{").skip(1).filter_map(|rest| rest.split_once("};")).map(|(block, _)| block)
        {
            for line in block.lines() {
                let name = line.trim().split([':', ',', '{']).next().unwrap_or_default();
                if LAYERS.iter().position(|layer| *layer == name).is_some_and(|other| other > own)
                    && line.starts_with("    ")
                    && !line.starts_with("        ")
                {
                    wrong.push(format!("{} names {name}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_of_the_app_has_a_layer() {
    for (path, _) in sources(&root().join("src")) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        assert!(layer_of(&path).is_some() || ["lib.rs", "main.rs"].contains(&name), "{} has no layer", path.display());
    }
}

#[test]
fn only_the_doors_know_the_browser() {
    for (path, text) in sources(&root().join("src")) {
        if layer_of(&path) == Some(0) {
            continue;
        }
        for (number, line) in code(&text) {
            for name in BROWSER_ONLY {
                assert!(!line.contains(name), "{}:{number} names {name}", path.display());
            }
        }
    }
}

#[test]
fn the_core_knows_no_outside() {
    for (path, text) in sources(&root().join("crates/core/src")) {
        // Tests compare with golden files, and can write them.
        if path.components().any(|part| ["tests", "tests.rs"].iter().any(|tests| part.as_os_str() == *tests)) {
            continue;
        }
        for (number, line) in code(&text) {
            for name in IMPURE {
                assert!(!line.contains(name), "{}:{number} names {name}", path.display());
            }
        }
    }
}

#[test]
fn the_engine_knows_no_form() {
    for (path, text) in sources(&root().join("crates/core/src/form")) {
        let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code(shipped) {
            assert!(!line.contains("forms::"), "{}:{number} names a form", path.display());
        }
    }
}

#[test]
fn no_text_reaches_an_html_sink() {
    for (path, text) in sources(&root().join("src")) {
        for (number, line) in code(&text) {
            for sink in ["inner_html", "outer_html", "insert_adjacent_html", "document.write"] {
                assert!(!line.contains(sink), "{}:{number} uses {sink}", path.display());
            }
        }
    }
}

#[test]
fn files_stay_short() {
    for folder in ["src", "crates"] {
        for (path, text) in sources(&root().join(folder)) {
            // The list of all words is one name a line, and one list.
            if path.ends_with("text/words.rs") {
                continue;
            }
            let lines = text.lines().count();
            assert!(lines <= 500, "{} has {lines} lines", path.display());
        }
    }
}
