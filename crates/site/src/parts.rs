//! The parts of the program, as the build has named them: a page says at its head which of them it will need.

use guichet_core::{json, site::Language};
use serde_json::Value;

/// Names and checksums of the program's parts, and the hash of the page's inline style.
pub struct Parts {
    named: Value,
    style_hash: String,
    kept: Value,
}

impl Parts {
    /// Reads the build's list.
    pub fn read(build: &str) -> Option<Self> {
        let build = json::parse(build)?;
        let style_hash = build.get("style_hash").and_then(Value::as_str).unwrap_or_default().to_owned();
        let kept = build.get("offline").cloned().unwrap_or_default();
        build.get("parts").cloned().map(|named| Self { named, style_hash, kept })
    }

    /// The source expression of the one inline style, for the policy.
    pub fn style_hash(&self) -> &str {
        &self.style_hash
    }

    /// The addresses of what is kept on a device for visits without a network.
    pub fn kept(&self) -> &Value {
        &self.kept
    }

    /// The address of the words of a language.
    pub fn words(&self, language: Language) -> Option<&str> {
        self.named.get("words")?.get(language.tag())?.get("url")?.as_str()
    }

    /// What has the browser ask for the main parts while it still reads the page: a round trip less than waiting for the
    /// script that loads them. Below what the page is drawn with. The pieces that a page needs beside them are asked for by
    /// that script: the main part starts while they arrive. `base` is what every address begins with.
    pub fn hints(&self, base: &str, language: Language) -> String {
        let hint = |part: &Value, relation: &str, more: &str| hint(base, part, relation, more);
        let part = |name: &str| self.named.get(name);
        let words = part("words").and_then(|words| words.get(language.tag()));
        let fetched = part("wasm").into_iter().chain(words);
        let glue = part("glue").and_then(|glue| hint(glue, "modulepreload", ""));
        glue.into_iter().chain(fetched.filter_map(|one| hint(one, "preload", " as=\"fetch\" crossorigin"))).collect()
    }
}

fn hint(base: &str, part: &Value, relation: &str, more: &str) -> Option<String> {
    let of = |name: &str| part.get(name)?.as_str();
    let (url, integrity) = (of("url")?, of("integrity")?);
    Some(format!(
        "<link rel=\"{relation}\"{more} href=\"{base}{url}\" integrity=\"{integrity}\" fetchpriority=\"low\">\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_that_the_build_names_whatever_lies_beside_them() {
        let parts =
            Parts::read(r#"{"parts":{"words":{"fr":{"url":"/text-fr-2.txt","integrity":"sha384-x"}}}}"#).unwrap();
        assert_eq!((parts.words(Language::Fr), parts.words(Language::En)), (Some("/text-fr-2.txt"), None));
    }
}
