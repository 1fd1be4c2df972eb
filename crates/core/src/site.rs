//! Routes and header rules: which paths exist, in which language, and how each of them is to be delivered.
//!
//! The app's router, the server and the writer of the static pages all read this module, so that none of them can
//! disagree about a path or about a policy. Names of steps are opaque here: the form knows them.

use crate::config::Config;

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

/// How something served is to be handled by browsers and by the network between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// A page of its own, which nobody may put into a frame.
    Document,
    /// A page made for the frames of the listed institutions.
    Framed,
    /// A file whose name holds a hash of its content: kept for good.
    Hashed,
    /// A file that keeps its name while its content changes: asked for anew each time.
    Plain,
}

/// How a path is delivered, whether or not anything is there. A last part with a dot in it is a file; where a file is
/// missing the answer is a short text and never the app's shell.
pub fn delivery(path: &str) -> Delivery {
    let file = path.rsplit('/').next().unwrap_or_default();
    if let Some((stem, _)) = file.split_once('.') {
        return if is_hashed(stem) { Delivery::Hashed } else { Delivery::Plain };
    }
    let rest = split_language(path).map_or("", |(_, rest)| rest);
    let framed = ["/embed/", "/frame/"].iter().any(|folder| rest.starts_with(folder));
    if framed { Delivery::Framed } else { Delivery::Document }
}

/// True for `boot-1f0c…`, `guichet-1f0c…_bg`: a hyphen, then eight hex digits or more.
fn is_hashed(stem: &str) -> bool {
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() >= 8 && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })
}

/// The headers that go with whatever is served at a path, errors included. `style_hash` is the source expression of
/// the one inline style (`sha256-…`, without quotes) as the build wrote it; empty where there is none. Content type,
/// encoding and `Vary` are the server's.
pub fn headers(path: &str, config: &Config, style_hash: &str) -> Vec<(&'static str, String)> {
    let delivery = delivery(path);
    let mut headers = vec![
        ("Strict-Transport-Security", "max-age=63072000; includeSubDomains".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Cache-Control", cache_rule(delivery).to_owned()),
    ];
    match delivery {
        Delivery::Document => {
            headers.push(("Content-Security-Policy", content_policy(config, style_hash, delivery)));
            headers.push(("Permissions-Policy", permissions()));
            headers.push(("Cross-Origin-Opener-Policy", "same-origin".to_owned()));
            headers.push(("X-Frame-Options", "DENY".to_owned()));
        }
        Delivery::Framed => {
            headers.push(("Content-Security-Policy", content_policy(config, style_hash, delivery)));
            headers.push(("Permissions-Policy", permissions()));
            headers.push(("Cross-Origin-Resource-Policy", "cross-origin".to_owned()));
        }
        // A sandboxed frame has the origin `null`, and other sites load what they embed.
        Delivery::Hashed | Delivery::Plain => {
            headers.push(("Access-Control-Allow-Origin", "*".to_owned()));
            headers.push(("Cross-Origin-Resource-Policy", "cross-origin".to_owned()));
        }
    }
    headers
}

const fn cache_rule(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Hashed => "public, max-age=31536000, immutable, no-transform",
        Delivery::Document | Delivery::Framed | Delivery::Plain => "no-cache, no-transform",
    }
}

fn content_policy(config: &Config, style_hash: &str, delivery: Delivery) -> String {
    let api = origins([config.api.as_str()]);
    let images = format!("{api}{}", origins(config.tiles.iter().map(String::as_str)));
    let calls = format!("{api}{}", origins(config.geocoder.as_deref()));
    let style = if is_hash_source(style_hash) { format!(" '{style_hash}'") } else { String::new() };
    let ancestors = match delivery {
        Delivery::Framed => format!("'self'{}", origins(config.frame_ancestors.iter().map(String::as_str))),
        Delivery::Document | Delivery::Hashed | Delivery::Plain => "'none'".to_owned(),
    };
    [
        "default-src 'none'".to_owned(),
        "script-src 'self' 'wasm-unsafe-eval'".to_owned(),
        format!("style-src 'self'{style}"),
        format!("img-src 'self' data: blob:{images}"),
        "font-src 'self'".to_owned(),
        format!("connect-src 'self'{calls}"),
        "manifest-src 'self'".to_owned(),
        "worker-src 'self'".to_owned(),
        "frame-src 'self'".to_owned(),
        "object-src 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'self'".to_owned(),
        format!("frame-ancestors {ancestors}"),
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types default".to_owned(),
    ]
    .join("; ")
}

/// Each configured address that can stand in a policy, with a space before it. Anything else is left out: a stray
/// semicolon in the configuration must not open the policy.
fn origins<'a>(addresses: impl IntoIterator<Item = &'a str>) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:/*[]".contains(&byte);
    addresses
        .into_iter()
        .filter(|address| ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme)))
        .filter(|address| address.bytes().all(safe))
        .fold(String::new(), |list, address| list + " " + address)
}

fn is_hash_source(hash: &str) -> bool {
    hash.starts_with("sha256-") && hash.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-+/=".contains(&byte))
}

/// Four abilities for our own pages, and a plain no to whatever else a browser could ask a person for.
fn permissions() -> String {
    const OURS: [&str; 4] = ["geolocation", "web-share", "clipboard-write", "fullscreen"];
    const NOBODYS: [&str; 20] = [
        "accelerometer",
        "autoplay",
        "camera",
        "clipboard-read",
        "display-capture",
        "encrypted-media",
        "gyroscope",
        "hid",
        "idle-detection",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "publickey-credentials-get",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    ];
    let ours = OURS.iter().map(|name| format!("{name}=(self)"));
    let nobodys = NOBODYS.iter().map(|name| format!("{name}=()"));
    ours.chain(nobodys).collect::<Vec<_>>().join(", ")
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

    #[test]
    fn the_name_tells_how_a_file_is_kept() {
        for (address, expected) in [
            ("/", Delivery::Document),
            ("/en/pre-plainte/lieu", Delivery::Document),
            ("/nowhere", Delivery::Document),
            ("/embed", Delivery::Document),
            ("/embed/stations", Delivery::Framed),
            ("/en/embed/complaint", Delivery::Framed),
            ("/frame/video", Delivery::Framed),
            ("/boot-0123456789abcdef.js", Delivery::Hashed),
            ("/guichet-0123456789abcdef_bg.wasm", Delivery::Hashed),
            ("/data/communes-li-01234567.txt", Delivery::Hashed),
            ("/config.json", Delivery::Plain),
            ("/data/index.json", Delivery::Plain),
            ("/build.json", Delivery::Plain),
            ("/index.html", Delivery::Plain),
            ("/text-fr.txt", Delivery::Plain),
            ("/icon-192.png", Delivery::Plain),
        ] {
            assert_eq!(delivery(address), expected, "{address}");
        }
    }

    fn header(path: &str, config: &Config, name: &str) -> Option<String> {
        let found: Vec<_> =
            headers(path, config, "sha256-AbC+/=").into_iter().filter(|(key, _)| *key == name).collect();
        assert!(found.len() < 2, "{name} stands twice for {path}");
        found.into_iter().next().map(|(_, value)| value)
    }

    #[test]
    fn a_page_of_its_own_gets_the_whole_policy() {
        let config = Config {
            api: "https://api.example".to_owned(),
            tiles: vec!["https://tiles.example".to_owned()],
            geocoder: Some("https://geo.example".to_owned()),
            frame_ancestors: vec!["https://host.example".to_owned()],
            ..Config::default()
        };
        let expected = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-AbC+/='; \
                        img-src 'self' data: blob: https://api.example https://tiles.example; font-src 'self'; \
                        connect-src 'self' https://api.example https://geo.example; manifest-src 'self'; \
                        worker-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
                        frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";
        assert_eq!(header("/pre-plainte", &config, "Content-Security-Policy").as_deref(), Some(expected));
        assert_eq!(header("/", &config, "X-Frame-Options").as_deref(), Some("DENY"));
        assert_eq!(header("/", &config, "Cross-Origin-Opener-Policy").as_deref(), Some("same-origin"));
        assert_eq!(header("/", &config, "Cache-Control").as_deref(), Some("no-cache, no-transform"));
        let abilities = header("/", &config, "Permissions-Policy").unwrap();
        assert!(abilities.contains("geolocation=(self)") && abilities.contains("camera=()"), "{abilities}");
    }

    #[test]
    fn an_embedded_page_opens_to_the_listed_hosts_only() {
        let config = Config { frame_ancestors: vec!["https://host.example".to_owned()], ..Config::default() };
        let policy = header("/embed/stations", &config, "Content-Security-Policy").unwrap();
        assert!(policy.contains("frame-ancestors 'self' https://host.example;"), "{policy}");
        assert_eq!(header("/embed/stations", &config, "X-Frame-Options"), None);
        assert_eq!(header("/embed/stations", &config, "Cross-Origin-Opener-Policy"), None);
    }

    #[test]
    fn a_file_may_be_read_from_anywhere_and_a_hashed_one_stays() {
        let config = Config::default();
        for path in ["/config.json", "/boot-0123456789abcdef.js"] {
            assert_eq!(header(path, &config, "Access-Control-Allow-Origin").as_deref(), Some("*"));
            assert_eq!(header(path, &config, "Content-Security-Policy"), None);
            assert_eq!(header(path, &config, "X-Content-Type-Options").as_deref(), Some("nosniff"));
        }
        let kept = header("/boot-0123456789abcdef.js", &config, "Cache-Control").unwrap();
        assert!(kept.contains("immutable") && kept.contains("no-transform"), "{kept}");
    }

    #[test]
    fn a_strange_value_never_reaches_the_policy() {
        let config = Config {
            api: "https://api.example; script-src *".to_owned(),
            tiles: vec!["'unsafe-inline'".to_owned(), "data:".to_owned(), "https://a.example,b".to_owned()],
            ..Config::default()
        };
        let policy = header("/", &config, "Content-Security-Policy").unwrap();
        assert!(policy.contains("img-src 'self' data: blob:;") && policy.contains("connect-src 'self';"), "{policy}");
        let policy = headers("/", &config, "x' 'unsafe-inline");
        assert!(!policy.iter().any(|(_, value)| value.contains("unsafe-inline")));
    }
}
