//! What `boot.js` fetched while the app itself was loading, and its failure block.

use guichet_core::{config::Config, json};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{clock, global, member};

/// What the app starts with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// The institution's configuration.
    pub config: Config,
    /// The words of the page's language.
    pub words: String,
    /// Where the words of each language are.
    pub words_files: Vec<WordsFile>,
}

/// Where the words of a language are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsFile {
    /// The language's tag.
    pub language: String,
    /// The file's address below the app's own, which holds its hash.
    pub url: String,
    /// Its checksum, as in HTML's `integrity`.
    pub integrity: String,
}

/// Why the app cannot start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BootFault {
    /// `boot.js` left nothing.
    Nothing,
    /// `config.json` cannot be read.
    Config,
    /// There are no words.
    Words,
    /// There is no randomness to make keys from.
    Randomness,
}

impl BootFault {
    /// The word for it that the failure block knows.
    pub fn as_reason(self) -> &'static str {
        match self {
            Self::Nothing => "start",
            Self::Config => "config",
            Self::Words => "words",
            Self::Randomness => "unsupported",
        }
    }
}

/// A panic ends in the failure block, without a word of what it was about: that could be an answer.
pub fn catch_panics() {
    std::panic::set_hook(Box::new(|_| failed("panic")));
}

/// Takes what was handed over, and sets the [`clock`] by it. To be called once, first.
pub fn handover() -> Result<Handover, BootFault> {
    let left = member(&global(), "guichet");
    let text = |name: &str| member(&left, name).as_string();
    if !left.is_object() {
        return Err(BootFault::Nothing);
    }
    if let (Some(date), Some(at)) = (text("date"), member(&left, "dateAt").as_f64()) {
        clock::set(&date, at);
    }
    let config = text("config").and_then(|config| json::read(&config)).map(|config: Config| config.placed(&base()));
    let config = config.ok_or(BootFault::Config)?;
    let words = text("words").filter(|words| !words.is_empty()).ok_or(BootFault::Words)?;
    let (urls, checksums) = (member(&left, "wordsUrl"), member(&left, "wordsIntegrity"));
    let words_files = urls.dyn_ref::<Object>().map_or_else(Vec::new, |urls| {
        let file = |language: String| {
            let (url, integrity) = (member(urls, &language).as_string()?, member(&checksums, &language).as_string()?);
            Some(WordsFile { language, url, integrity })
        };
        Object::keys(urls).into_iter().filter_map(|language| language.as_string()).filter_map(file).collect()
    });
    Ok(Handover { config, words, words_files })
}

/// What the path of every address of ours begins with, as `boot.js` has found it by its own address; empty at the root of a host.
pub fn base() -> String {
    member(&member(&global(), "guichet"), "base").as_string().unwrap_or_default()
}

/// The address of `boot.js`, which holds its hash.
pub fn script() -> Option<String> {
    member(&member(&global(), "guichet"), "script").as_string()
}

/// Where a list of terms is: its address, which holds its hash, and its checksum.
pub fn list_file(name: &str) -> Option<(String, String)> {
    let file = member(&member(&member(&global(), "guichet"), "lists"), name);
    Some((member(&file, "url").as_string()?, member(&file, "integrity").as_string()?))
}

/// A file of the data, where it was asked for while the app itself was loading; `None` where it was not, or did not arrive.
pub async fn early_file(name: &str) -> Option<String> {
    let asked = member(&member(&member(&global(), "guichet"), "data"), name);
    JsFuture::from(asked.dyn_into::<Promise>().ok()?).await.ok()?.as_string()
}

/// Shows the failure block of the static page. `reason` is a fixed word, never something that was typed.
pub fn failed(reason: &'static str) {
    let global = global();
    let Ok(show) = Reflect::get(&global, &JsValue::from_str("guichetFailed")) else { return };
    if let Some(show) = show.dyn_ref::<Function>() {
        // Where even this throws, the static page is still there.
        let _ = show.call1(&JsValue::UNDEFINED, &JsValue::from_str(reason));
    }
}
