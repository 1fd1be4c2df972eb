//! Routes and header rules: which paths exist, in which language, and how each of them is to be delivered.
//!
//! The app's router, the server and the writer of the static pages all read this module, so that none of them can
//! disagree about a path or about a policy. Names of steps are opaque here: the form knows them.

mod headers;

pub use headers::{Delivery, delivery, headers};

/// A language the pages are written in. The path alone chooses it: French has no prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// French, the language of paths without a prefix.
    Fr,
    /// English, under `/en`.
    En,
}

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The tag for the `lang` attribute (BCP 47), which is also the name of its words file.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// What its paths begin with: empty for French.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Fr => "",
            Self::En => "/en",
        }
    }
}

/// A page of the app, without its language.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Page {
    /// What happened, and where to go from there.
    Start,
    /// The complaint: its opening page, or one of its steps by name (`verifier` and `recu` among them).
    Complaint {
        /// The step's name in the path: small letters, digits and hyphens.
        step: Option<String>,
    },
}

/// The longest name of a step; a longer one is no address of ours.
const MAX_STEP: usize = 64;

/// Reads a path, without query or fragment. One slash at the end is forgiven: the canonical address is [`path`] of the
/// answer, and a server may redirect there. `None` means that no such page exists.
pub fn parse(path: &str) -> Option<(Language, Page)> {
    let (language, rest) = split_language(path)?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let page = match rest.strip_prefix('/') {
        None if rest.is_empty() => Page::Start,
        Some("pre-plainte") => Page::Complaint { step: None },
        Some(inner) => {
            let step = inner.strip_prefix("pre-plainte/").filter(|step| is_step_name(step))?;
            Page::Complaint { step: Some(step.to_owned()) }
        }
        None => return None,
    };
    Some((language, page))
}

/// The one address of a page in a language.
pub fn path(language: Language, page: &Page) -> String {
    let prefix = language.prefix();
    match page {
        Page::Start if prefix.is_empty() => "/".to_owned(),
        Page::Start => prefix.to_owned(),
        Page::Complaint { step: None } => format!("{prefix}/pre-plainte"),
        Page::Complaint { step: Some(step) } => format!("{prefix}/pre-plainte/{step}"),
    }
}

/// The language of any path, known or not: French where nothing else is said.
pub fn language(path: &str) -> Language {
    split_language(path).map_or(Language::Fr, |(language, _)| language)
}

/// The language of any path, and what follows its prefix (empty or beginning with a slash). `None` where the path
/// does not begin with a slash.
fn split_language(path: &str) -> Option<(Language, &str)> {
    for language in Language::ALL {
        if language.prefix().is_empty() {
            continue;
        }
        if let Some(rest) = path.strip_prefix(language.prefix())
            && (rest.is_empty() || rest.starts_with('/'))
        {
            return Some((language, rest));
        }
    }
    path.starts_with('/').then_some((Language::Fr, path))
}

fn is_step_name(step: &str) -> bool {
    !step.is_empty()
        && step.len() <= MAX_STEP
        && step.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(name: &str) -> Page {
        Page::Complaint { step: Some(name.to_owned()) }
    }

    #[track_caller]
    fn check_round_trip(address: &str, language: Language, page: &Page) {
        assert_eq!(parse(address), Some((language, page.clone())), "reading {address}");
        assert_eq!(path(language, page), address, "writing {address}");
    }

    #[test]
    fn every_page_has_one_address_in_each_language() {
        check_round_trip("/", Language::Fr, &Page::Start);
        check_round_trip("/en", Language::En, &Page::Start);
        check_round_trip("/pre-plainte", Language::Fr, &Page::Complaint { step: None });
        check_round_trip("/en/pre-plainte", Language::En, &Page::Complaint { step: None });
        check_round_trip("/pre-plainte/verifier", Language::Fr, &step("verifier"));
        check_round_trip("/en/pre-plainte/recu", Language::En, &step("recu"));
        check_round_trip("/pre-plainte/objet-2", Language::Fr, &step("objet-2"));
    }

    #[test]
    fn one_slash_at_the_end_is_forgiven() {
        assert_eq!(parse("/en/"), Some((Language::En, Page::Start)));
        assert_eq!(parse("/pre-plainte/"), Some((Language::Fr, Page::Complaint { step: None })));
        assert_eq!(parse("/pre-plainte/lieu/"), Some((Language::Fr, step("lieu"))));
    }

    #[test]
    fn other_addresses_are_no_page() {
        let long = format!("/pre-plainte/{}", "a".repeat(MAX_STEP + 1));
        for address in [
            "",
            "pre-plainte",
            "//",
            "/english",
            "/fr",
            "/en//",
            "/en/en",
            "/pre-plaintes",
            "/pre-plainte//",
            "/pre-plainte/Lieu",
            "/pre-plainte/../x",
            "/pre-plainte/a/b",
            "/pre-plainte/%2e",
            "/pre-plainte/é",
            long.as_str(),
        ] {
            assert_eq!(parse(address), None, "{address}");
        }
    }

    #[test]
    fn a_missing_page_has_a_language_too() {
        for (address, expected) in
            [("/en/nowhere", Language::En), ("/nowhere", Language::Fr), ("/english", Language::Fr), ("", Language::Fr)]
        {
            assert_eq!(language(address), expected, "{address}");
        }
    }
}
