//! Routes and header rules: which paths exist, in which language, and how each of them is to be delivered.
//!
//! The app's router, the server and the writer of the static pages all read this module, so that none of them can
//! disagree about a path or about a policy. Names of steps are opaque here: the form knows them.

mod headers;
mod place;
mod rules;

pub use headers::{ASK_AGAIN, Delivery, WORKER, delivery, headers};
pub use place::{HOSTED, Place, View, hosted_pages, path_in, place};
pub use rules::{Rule, inner_folders, inner_pages, own_pages, program_pages, rules};

use crate::wire::submission::FormName;

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
    /// Which service for what: a few questions.
    Orientation,
    /// Emergency and help numbers.
    Emergency,
    /// The complaint: its opening page, or one of its steps by name (`verifier` and `recu` among them).
    Complaint {
        /// The step's name in the path: small letters, digits and hyphens.
        step: Option<String>,
    },
    /// The report of illegal content, in the same way.
    Report {
        /// The step's name in the path.
        step: Option<String>,
    },
    /// Following what was sent, with its reference and code; neither is ever in the address.
    FollowUp,
    /// The finder of stations.
    Finder,
    /// One station.
    Station {
        /// Its id as the path has it; whether there is such a station is for the data to say.
        id: String,
    },
    /// The institution's news.
    News,
    /// One piece of news.
    NewsItem {
        /// Its id as the path has it.
        id: String,
    },
    /// What is done with what people write.
    Privacy,
    /// The terms of use.
    Terms,
    /// The accessibility statement.
    Accessibility,
    /// Where the stations and communes come from.
    AboutData,
    /// For those who put a part of the service into a page of their own: the lines to copy.
    Embedding,
    /// The deployed site checks itself, for those who run it.
    Diagnostic,
    /// Which service for what, to be read at a stretch.
    Services,
    /// The complaint's questions on paper.
    Paper,
    /// The departments, and the stations of each.
    Directory,
    /// The stations of one department.
    Department {
        /// Its number, as the path has it: `59`, `2A`, `971`.
        number: String,
    },
    /// Where a form begun inside another site's page goes on.
    Resume,
    /// A video's player, inside a frame of ours.
    Video,
}

impl Page {
    /// Whether this page is that one, or a part of it: a step of a form, a station of the finder.
    pub fn is_of(&self, whole: &Self) -> bool {
        match self {
            Self::Complaint { .. } => *whole == Self::Complaint { step: None },
            Self::Report { .. } => *whole == Self::Report { step: None },
            Self::Station { .. } => *whole == Self::Finder,
            Self::NewsItem { .. } => *whole == Self::News,
            Self::Department { .. } => *whole == Self::Directory,
            plain => plain == whole,
        }
    }
}

/// True for a page that is whole as it is delivered: no program comes with it, so that it serves whoever cannot run one.
pub fn is_still(page: &Page) -> bool {
    matches!(page, Page::Services | Page::Paper | Page::Directory | Page::Department { .. })
}

/// The page of a form: its opening page, or one of its steps by name.
pub fn form_page(form: FormName, step: Option<&str>) -> Page {
    let step = step.map(str::to_owned);
    match form {
        FormName::PreComplaint => Page::Complaint { step },
        FormName::ContentReport => Page::Report { step },
    }
}

/// The longest name in a path; a longer one is no address of ours.
const MAX_NAME: usize = 120;

/// What the addresses of the stations by department begin with, after their language.
pub const DIRECTORY: &str = "/annuaire";

/// Pages with nothing in their address but their name.
static PLAIN: [(&str, Page); 19] = [
    ("", Page::Start),
    ("/orientation", Page::Orientation),
    ("/urgence", Page::Emergency),
    ("/pre-plainte", Page::Complaint { step: None }),
    ("/signaler", Page::Report { step: None }),
    ("/suivi", Page::FollowUp),
    ("/commissariats", Page::Finder),
    ("/actualites", Page::News),
    ("/confidentialite", Page::Privacy),
    ("/conditions", Page::Terms),
    ("/accessibilite", Page::Accessibility),
    ("/donnees", Page::AboutData),
    ("/integrer", Page::Embedding),
    ("/diagnostic", Page::Diagnostic),
    ("/services", Page::Services),
    ("/imprimer", Page::Paper),
    (DIRECTORY, Page::Directory),
    ("/reprendre", Page::Resume),
    ("/frame/video", Page::Video),
];

/// The pages with nothing in their address but their name, in the order of their importance.
pub fn plain_pages() -> impl Iterator<Item = Page> {
    PLAIN.iter().map(|(_, page)| page.clone())
}

/// Reads a path, without query or fragment; the same page may stand in two [places](Place). One slash at the end is forgiven:
/// the canonical address is [`path_in`] of the answer, and a server may redirect there. `None` means that no such page exists.
pub fn parse(path: &str) -> Option<(Language, Page)> {
    let (language, rest) = split_language(path)?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let rest = &*place::own_name(rest)?;
    if let Some((_, page)) = PLAIN.iter().find(|(name, _)| *name == rest) {
        return Some((language, page.clone()));
    }
    let (folder, name) = rest.rsplit_once('/').filter(|(_, name)| is_name(name))?;
    let name = name.to_owned();
    let page = match folder {
        "/pre-plainte" => Page::Complaint { step: Some(name) },
        "/signaler" => Page::Report { step: Some(name) },
        "/commissariats" => Page::Station { id: name },
        "/actualites" => Page::NewsItem { id: name },
        DIRECTORY if is_department(&name) => Page::Department { number: name },
        _ => return None,
    };
    Some((language, page))
}

/// The one address of a page of its own in a language.
pub fn path(language: Language, page: &Page) -> String {
    let prefix = language.prefix();
    let (folder, name) = match page {
        Page::Start if prefix.is_empty() => return "/".to_owned(),
        Page::Complaint { step: Some(step) } => ("/pre-plainte", step),
        Page::Report { step: Some(step) } => ("/signaler", step),
        Page::Station { id } => ("/commissariats", id),
        Page::NewsItem { id } => ("/actualites", id),
        Page::Department { number } => (DIRECTORY, number),
        plain => {
            let name = PLAIN.iter().find(|(_, page)| page == plain).map_or("", |(name, _)| name);
            return format!("{prefix}{name}");
        }
    };
    format!("{prefix}{folder}/{name}")
}

/// A path as this module reads it, of an address whose path begins with `base` (`/police`, or nothing at the root of a host);
/// `None` outside of it.
pub fn below<'a>(base: &str, address: &'a str) -> Option<&'a str> {
    address.strip_prefix(base).filter(|path| path.starts_with('/'))
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

/// Small letters, digits and hyphens; the codes of Corsican communes keep their capital.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= MAX_NAME
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-AB".contains(&byte))
}

/// Two or three digits; Corsica has letters.
fn is_department(name: &str) -> bool {
    let digits = name.bytes().all(|byte| byte.is_ascii_digit());
    matches!(name, "2A" | "2B") || (digits && (2..=3).contains(&name.len()))
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
        check_round_trip("/en/signaler/recu", Language::En, &Page::Report { step: Some("recu".to_owned()) });
        let corsican = "pn-2A004-commissariat-d-ajaccio".to_owned();
        check_round_trip(&format!("/commissariats/{corsican}"), Language::Fr, &Page::Station { id: corsican });
        check_round_trip("/annuaire/2A", Language::Fr, &Page::Department { number: "2A".to_owned() });
        check_round_trip("/en/annuaire/971", Language::En, &Page::Department { number: "971".to_owned() });
        check_round_trip("/en/actualites/a1", Language::En, &Page::NewsItem { id: "a1".to_owned() });
        for (name, page) in PLAIN.iter().skip(1) {
            check_round_trip(name, Language::Fr, page);
            check_round_trip(&format!("/en{name}"), Language::En, page);
        }
    }

    #[test]
    fn a_part_belongs_to_its_page() {
        assert!(step("lieu").is_of(&Page::Complaint { step: None }));
        assert!(Page::Station { id: "gn-1".to_owned() }.is_of(&Page::Finder));
        assert!(Page::News.is_of(&Page::News));
        assert!(!Page::News.is_of(&Page::Finder));
    }

    #[test]
    fn one_slash_at_the_end_is_forgiven() {
        assert_eq!(parse("/en/"), Some((Language::En, Page::Start)));
        assert_eq!(parse("/pre-plainte/"), Some((Language::Fr, Page::Complaint { step: None })));
        assert_eq!(parse("/pre-plainte/lieu/"), Some((Language::Fr, step("lieu"))));
    }

    #[test]
    fn other_addresses_are_no_page() {
        let long = format!("/pre-plainte/{}", "a".repeat(MAX_NAME + 1));
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
            "/orientation/x",
            "/frame",
            "/frame/video/x",
            "/commissariats/Lyon",
            "/commissariats/gn-1/plan",
            "/annuaire/9",
            "/annuaire/2C",
            "/annuaire/1234",
            long.as_str(),
        ] {
            assert_eq!(parse(address), None, "{address}");
        }
    }

    #[test]
    fn what_is_below_a_path_is_told_from_what_only_begins_like_it() {
        for (base, address, expected) in [
            ("", "/en", Some("/en")),
            ("/police", "/police/", Some("/")),
            ("/police", "/police/en/suivi", Some("/en/suivi")),
            ("/en", "/en/en", Some("/en")),
            ("/police", "/police", None),
            ("/police", "/policeman/", None),
            ("/police", "/", None),
        ] {
            assert_eq!(below(base, address), expected, "{base} {address}");
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
