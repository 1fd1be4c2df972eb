//! An address in a report: kept exactly as it was pasted, beside a cleaned copy and what can be said about it.
//!
//! Nothing here is ever a link: the cleaned copy is text for an agent, who decides what to open, and where.

use std::fmt;

use serde::Serialize;

use super::{
    flaw::FlawKind,
    lookalike, pasted,
    platform::Recognised,
    web_address::{self, WebAddress},
};

/// Most addresses in one report.
pub const MAX_ADDRESSES: usize = 50;
/// Longest pasted text, in characters (Unicode scalar values), as it was pasted.
pub const MAX_PASTED: usize = 5000;

/// What was pasted, and the addresses found in it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Pasted {
    /// The whole text, to the byte as the browser gave it (browsers write every line break as one `\n`).
    pub pasted: String,
    /// The addresses in it, in order; at least one, at most [`MAX_ADDRESSES`].
    pub addresses: Vec<ReportedAddress>,
}

/// One address.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ReportedAddress {
    /// The piece of the pasted text, to the byte.
    pub original: String,
    /// The address without hidden characters and without parameters that only tell who shared it: `http` or `https`, visible
    /// ASCII. Absent where it is no address of the web; then the original is all there is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cleaned: Option<String>,
    /// Network, account, message and moment, where the network is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognised: Option<Recognised>,
    /// What to beware of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// The number (from one) of an earlier address in the report that is the same once cleaned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<usize>,
}

/// What to beware of in an address.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Warning {
    /// It holds characters that cannot be seen.
    Hidden {
        /// Which, each once: `U+202E`.
        characters: Vec<String>,
    },
    /// Its host stands for letters outside ASCII.
    Coded {
        /// The host as it is read.
        host: String,
    },
    /// Its host mixes alphabets.
    MixedAlphabets,
    /// Its host bears the name of a large network, or seems to, and is not one of that network's.
    Imitation {
        /// The network.
        of: &'static str,
    },
    /// Something stands before the host that could pass for it.
    Disguised,
    /// It is no address of the web.
    NotOfTheWeb,
}

impl Pasted {
    /// Reads a pasted text. The text itself is never changed.
    pub fn parse(pasted: &str) -> Result<Self, FlawKind> {
        if pasted.trim().is_empty() {
            return Err(FlawKind::Missing);
        }
        let is = pasted.chars().count();
        if is > MAX_PASTED {
            return Err(FlawKind::TooLong { max: MAX_PASTED, is });
        }
        let addresses = addresses(pasted);
        match addresses.len() {
            0 => Err(FlawKind::NoAddress),
            found if found > MAX_ADDRESSES => Err(FlawKind::TooManyAddresses { max: MAX_ADDRESSES }),
            _ => Ok(Self { pasted: pasted.to_owned(), addresses }),
        }
    }
}

/// The addresses in a text, as far as they are found; those far beyond the greatest number are left out. Nothing is looked for
/// in a text that is too long to be taken: a megabyte pasted by mistake must not stop the page.
#[must_use]
pub fn addresses(pasted: &str) -> Vec<ReportedAddress> {
    // No character takes more than four bytes.
    if pasted.len() > MAX_PASTED * 4 {
        return Vec::new();
    }
    let mut found: Vec<ReportedAddress> = Vec::new();
    for original in pasted::addresses(pasted).into_iter().take(MAX_ADDRESSES + 1) {
        let mut address = ReportedAddress::read(original);
        address.same_as =
            found.iter().position(|earlier| earlier.sameness() == address.sameness()).map(|place| place + 1);
        found.push(address);
    }
    found
}

impl ReportedAddress {
    fn read(original: &str) -> Self {
        let characters = lookalike::hidden(original);
        let mut warnings = Vec::new();
        if !characters.is_empty() {
            warnings.push(Warning::Hidden { characters });
        }
        let web = web_address::clean(original);
        match &web {
            Some(web) => warnings.extend(beware(web)),
            None => warnings.push(Warning::NotOfTheWeb),
        }
        let (cleaned, recognised) = web.map(|web| (web.cleaned, web.recognised)).unzip();
        Self { original: original.to_owned(), cleaned, recognised: recognised.flatten(), warnings, same_as: None }
    }

    /// The original with every hidden character shown by its number.
    #[must_use]
    pub fn as_shown(&self) -> String {
        lookalike::visible(&self.original)
    }

    /// What two addresses have in common where they lead to one place.
    fn sameness(&self) -> &str {
        let Some(cleaned) = &self.cleaned else { return &self.original };
        let rest = cleaned.split_once("://").map_or(cleaned.as_str(), |(_, rest)| rest);
        rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/')
    }
}

fn beware(web: &WebAddress) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if web.coded {
        warnings.push(Warning::Coded { host: web.host.clone() });
    }
    if lookalike::mixes_scripts(&web.host) {
        warnings.push(Warning::MixedAlphabets);
    }
    if let Some(of) = lookalike::imitated(&web.host) {
        warnings.push(Warning::Imitation { of });
    }
    if web.disguised {
        warnings.push(Warning::Disguised);
    }
    warnings
}

impl fmt::Debug for Pasted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pasted({} addresses)", self.addresses.len())
    }
}

impl fmt::Debug for ReportedAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReportedAddress(***)")
    }
}

impl fmt::Debug for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Warning(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOUR: &str = "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m23s&si=suivi\n\
         https://x.com/compte/status/123?s=20&utm_source=partage\n  https://xn--fcebook-2fg.com/page?fbclid=zz \n\
         https://exemple.fr/\u{202e}gpj.exe https://x.com/compte/status/123";

    #[test]
    fn each_address_is_kept_cleaned_and_judged() {
        let read = Pasted::parse(FOUR).unwrap();
        assert_eq!(read.pasted.as_bytes(), FOUR.as_bytes());
        let cleaned: Vec<_> = read.addresses.iter().map(|address| address.cleaned.as_deref().unwrap()).collect();
        assert_eq!(
            cleaned,
            [
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m23s",
                "https://x.com/compte/status/123",
                "https://xn--fcebook-2fg.com/page",
                "https://exemple.fr/gpj.exe",
                "https://x.com/compte/status/123",
            ]
        );
        assert_eq!(read.addresses[0].recognised.as_ref().unwrap().time_code, Some(83));
        assert_eq!(read.addresses[1].recognised.as_ref().unwrap().account.as_deref(), Some("compte"));
        let host = "fаcebook.com".to_owned();
        assert!(
            read.addresses[2].warnings
                == [Warning::Coded { host }, Warning::MixedAlphabets, Warning::Imitation { of: "Facebook" }]
        );
        assert!(read.addresses[3].warnings == [Warning::Hidden { characters: vec!["U+202E".to_owned()] }]);
        assert_eq!(read.addresses[3].original, "https://exemple.fr/\u{202e}gpj.exe");
        assert_eq!(read.addresses[3].as_shown(), "https://exemple.fr/‹U+202E›gpj.exe");
        assert_eq!(read.addresses[4].same_as, Some(2));
    }

    #[test]
    fn what_cannot_be_reported_says_why() {
        assert_eq!(Pasted::parse(" \n\t").err(), Some(FlawKind::Missing));
        assert_eq!(Pasted::parse("le compte de Jean").err(), Some(FlawKind::NoAddress));
        let many = "a.fr ".repeat(MAX_ADDRESSES + 1);
        assert_eq!(Pasted::parse(&many).err(), Some(FlawKind::TooManyAddresses { max: MAX_ADDRESSES }));
        let long = format!("https://a.fr/{}", "é".repeat(MAX_PASTED));
        assert_eq!(Pasted::parse(&long).err(), Some(FlawKind::TooLong { max: MAX_PASTED, is: MAX_PASTED + 13 }));
    }

    #[test]
    fn a_megabyte_is_refused_at_once() {
        let commas = format!("{}/{}", "x".repeat(500_000), ",".repeat(500_000));
        assert!(matches!(Pasted::parse(&commas).err(), Some(FlawKind::TooLong { .. })));
        assert!(addresses(&commas).is_empty());
        let longest: String = commas.chars().skip(499_990).take(MAX_PASTED).collect();
        assert_eq!(Pasted::parse(&longest).err(), Some(FlawKind::NoAddress));
    }

    #[test]
    fn another_scheme_stays_text() {
        let read = Pasted::parse("javascript:alert(document.cookie)").unwrap();
        assert_eq!(read.addresses[0].cleaned, None);
        assert!(read.addresses[0].warnings == [Warning::NotOfTheWeb]);
    }

    proptest::proptest! {
        #[test]
        fn any_pasted_text_is_kept_and_no_foreign_scheme_comes_out(
            pieces in proptest::collection::vec(proptest::prop_oneof![
                proptest::prelude::any::<String>(),
                "(https?|HTTPS|javascript|data|tg|file|hxxp):(//)?[a-z.@:/?&=#%é\u{202e}\u{200b}]{0,30}",
                proptest::prelude::Just(FOUR.to_owned()),
            ], 0..6),
        ) {
            let text = pieces.join(" ");
            if let Ok(read) = Pasted::parse(&text) {
                proptest::prop_assert_eq!(read.pasted.as_bytes(), text.as_bytes());
                for address in &read.addresses {
                    proptest::prop_assert!(text.contains(&address.original));
                    if let Some(cleaned) = &address.cleaned {
                        proptest::prop_assert!(cleaned.starts_with("https://") || cleaned.starts_with("http://"));
                        let again = web_address::clean(cleaned).map(|web| web.cleaned);
                        proptest::prop_assert_eq!(again.as_ref(), Some(cleaned));
                    }
                    proptest::prop_assert!(!address.as_shown().chars().any(lookalike::hides_in_address));
                }
            }
        }
    }
}
