//! How each path is delivered: its policy, its place in caches, who may frame or read it.

use super::{Page, Place, parse, place};
use crate::config::Config;
use crate::domain::news::VideoHost;

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

/// How a path is delivered, whether or not anything is there. A last part with a dot in it is a file, unless it is a page's; where a file is
/// missing the answer is a short text and never the app's shell.
pub fn delivery(path: &str) -> Delivery {
    let file = path.rsplit('/').next().unwrap_or_default();
    if let Some((stem, kind)) = file.split_once('.') {
        return match kind {
            "html" => Delivery::Document,
            _ if is_hashed(stem) => Delivery::Hashed,
            _ => Delivery::Plain,
        };
    }
    match place(path) {
        Place::Hosted => Delivery::Framed,
        Place::Own if is_video(path) => Delivery::Framed,
        Place::Own => Delivery::Document,
    }
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
            headers.push(("Content-Security-Policy", content_policy(path, config, style_hash)));
            headers.push(("Permissions-Policy", permissions("")));
            // A frame of ours that hands a form over stays in touch with the page that it has opened.
            let alone = if matches!(parse(path), Some((_, Page::Resume))) { "unsafe-none" } else { "same-origin" };
            headers.push(("Cross-Origin-Opener-Policy", alone.to_owned()));
            headers.push(("X-Frame-Options", "DENY".to_owned()));
        }
        Delivery::Framed => {
            headers.push(("Content-Security-Policy", content_policy(path, config, style_hash)));
            let players = if is_video(path) { players(config) } else { String::new() };
            headers.push(("Permissions-Policy", permissions(&players)));
            headers.push(("Cross-Origin-Resource-Policy", "cross-origin".to_owned()));
        }
        // A sandboxed frame has the origin `null`, and other sites load what they embed.
        Delivery::Hashed | Delivery::Plain => {
            headers.push(("Access-Control-Allow-Origin", "*".to_owned()));
            headers.push(("Cross-Origin-Resource-Policy", "cross-origin".to_owned()));
            // Pages have the policy of their document; a worker has that of its own file, and needs nothing from anywhere,
            // but for the one that keeps our own files.
            if path.rsplit_once('.').is_some_and(|(_, kind)| kind == "js") {
                let calls = if path == WORKER { "; connect-src 'self'" } else { "" };
                headers.push(("Content-Security-Policy", format!("default-src 'none'{calls}")));
            }
        }
    }
    if delivery == Delivery::Plain {
        // The clock of a form in a sandboxed frame is the server's too.
        headers.push(("Access-Control-Expose-Headers", "Date".to_owned()));
    }
    headers
}

/// How whatever may change is kept, and a failed answer for any path: what is missing may be there tomorrow.
pub const ASK_AGAIN: &str = "no-cache, no-transform";

/// The worker that keeps the app's own files for visits without a network.
pub const WORKER: &str = "/sw.js";

const fn cache_rule(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Hashed => "public, max-age=31536000, immutable, no-transform",
        Delivery::Document | Delivery::Framed | Delivery::Plain => ASK_AGAIN,
    }
}

/// True for the one page that may show a player of somebody else.
fn is_video(path: &str) -> bool {
    matches!(parse(path), Some((_, Page::Video)))
}

/// The configured players whose host we know, each with a space before it.
fn players(config: &Config) -> String {
    let known = |origin: &&str| VideoHost::ALL.iter().any(|host| host.origin() == *origin);
    origins(config.video.iter().map(String::as_str).filter(known))
}

fn content_policy(path: &str, config: &Config, style_hash: &str) -> String {
    let api = origins([config.api.as_str()]);
    let images = format!("{api}{}", origins(config.tiles.iter().map(|tiles| origin(&tiles.url))));
    let calls = format!("{api}{}", origins(config.geocoder.as_deref()));
    let style = if is_hash_source(style_hash) { format!(" '{style_hash}'") } else { String::new() };
    let frames = match players(config) {
        players if is_video(path) && !players.is_empty() => players,
        _ if is_video(path) => " 'none'".to_owned(),
        _ => " 'self'".to_owned(),
    };
    let ancestors = match delivery(path) {
        Delivery::Framed => format!("'self'{}", origins(config.frame_ancestors.iter().map(String::as_str))),
        Delivery::Document | Delivery::Hashed | Delivery::Plain => "'none'".to_owned(),
    };
    // In a sandbox without an origin, some engines let 'self' mean nothing: a frame names the address that it comes from too.
    let own = match delivery(path) {
        Delivery::Framed => format!("'self'{}", origins([origin(&config.public_address)])),
        Delivery::Document | Delivery::Hashed | Delivery::Plain => "'self'".to_owned(),
    };
    [
        "default-src 'none'".to_owned(),
        format!("script-src {own} 'wasm-unsafe-eval'"),
        format!("style-src {own}{style}"),
        format!("img-src {own} data: blob:{images}"),
        format!("font-src {own}"),
        format!("connect-src {own}{calls}"),
        "manifest-src 'self'".to_owned(),
        format!("worker-src {own}"),
        format!("frame-src{frames}"),
        "object-src 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'self'".to_owned(),
        format!("frame-ancestors {ancestors}"),
        "require-trusted-types-for 'script'".to_owned(),
        "trusted-types default".to_owned(),
    ]
    .join("; ")
}

/// The beginning of an address that a policy can name: scheme and host.
fn origin(address: &str) -> &str {
    let host = address.find("://").map_or(0, |at| at + 3);
    let end = address.get(host..).and_then(|rest| rest.find('/')).map_or(address.len(), |at| host + at);
    address.get(..end).unwrap_or_default()
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

/// Three abilities for our own pages, and a plain no to whatever else a browser could ask a person for. `players` may fill
/// the screen too.
fn permissions(players: &str) -> String {
    // Sharing (`web-share`) is for our own pages where nothing is said; a browser that does not know the word complains.
    const OURS: [&str; 3] = ["geolocation", "clipboard-write", "fullscreen"];
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
    let players = players.split(' ').filter(|origin| !origin.is_empty());
    let players = players.fold(String::new(), |list, origin| format!("{list} \"{origin}\""));
    let ours = OURS.iter().map(|name| {
        let others = if *name == "fullscreen" { players.as_str() } else { "" };
        format!("{name}=(self{others})")
    });
    let nobodys = NOBODYS.iter().map(|name| format!("{name}=()"));
    ours.chain(nobodys).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Tiles;

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
            ("/index.html", Delivery::Document),
            ("/text-fr.txt", Delivery::Plain),
            ("/icon-192.png", Delivery::Plain),
        ] {
            assert_eq!(delivery(address), expected, "{address}");
        }
    }

    fn tiles(url: &str) -> Tiles {
        Tiles { url: url.to_owned(), ..Tiles::default() }
    }

    fn header(path: &str, config: &Config, name: &str) -> Option<String> {
        let found: Vec<_> =
            headers(path, config, "sha256-AbC+/=").into_iter().filter(|(key, _)| *key == name).collect();
        assert!(found.len() < 2, "{name} stands twice for {path}");
        found.into_iter().next().map(|(_, value)| value)
    }

    #[test]
    fn only_the_video_frame_names_the_player() {
        let player = "https://geo.dailymotion.com".to_owned();
        let config = Config { video: vec![player, "https://evil.example".to_owned()], ..Config::default() };
        for path in ["/frame/video", "/en/frame/video"] {
            let policy = header(path, &config, "Content-Security-Policy").unwrap();
            assert!(policy.contains("; frame-src https://geo.dailymotion.com; "), "{policy}");
            let permissions = header(path, &config, "Permissions-Policy").unwrap();
            assert!(permissions.contains("fullscreen=(self \"https://geo.dailymotion.com\")"), "{permissions}");
            assert!(header(path, &Config::default(), "Content-Security-Policy").unwrap().contains("frame-src 'none'"));
        }
        for path in ["/", "/actualites", "/en/actualites/a1", "/embed/news", "/frame/other"] {
            let all: String = headers(path, &config, "").into_iter().map(|(_, value)| value).collect();
            assert!(!all.contains("dailymotion") && all.contains("frame-src 'self'"), "{path} {all}");
        }
    }

    #[test]
    fn a_page_of_its_own_gets_the_whole_policy() {
        let config = Config {
            api: "https://api.example".to_owned(),
            tiles: vec![tiles("https://tiles.example/{z}/{x}/{y}.png?style=plain")],
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
    fn only_the_page_that_takes_a_draft_over_knows_who_opened_it() {
        let opener = |path| header(path, &Config::default(), "Cross-Origin-Opener-Policy");
        assert_eq!(opener("/reprendre").as_deref(), Some("unsafe-none"));
        assert_eq!(opener("/en/reprendre").as_deref(), Some("unsafe-none"));
        assert_eq!(opener("/integrer").as_deref(), Some("same-origin"));
    }

    #[test]
    fn an_embedded_page_opens_to_the_listed_hosts_only() {
        let config = Config { frame_ancestors: vec!["https://host.example".to_owned()], ..Config::default() };
        let policy = header("/embed/stations", &config, "Content-Security-Policy").unwrap();
        assert!(policy.contains("frame-ancestors 'self' https://host.example;"), "{policy}");
        let own = Config { public_address: "https://police.example/guichet".to_owned(), ..config.clone() };
        let policy = header("/embed/stations", &own, "Content-Security-Policy").unwrap();
        assert!(policy.contains("connect-src 'self' https://police.example;"), "{policy}");
        let policy = header("/suivi", &own, "Content-Security-Policy").unwrap();
        assert!(policy.contains("connect-src 'self';"), "{policy}");
        assert_eq!(header("/embed/stations", &config, "X-Frame-Options"), None);
        assert_eq!(header("/embed/stations", &config, "Cross-Origin-Opener-Policy"), None);
    }

    #[test]
    fn a_file_may_be_read_from_anywhere_and_a_hashed_one_stays() {
        let config = Config::default();
        for path in ["/config.json", "/boot-0123456789abcdef.js"] {
            assert_eq!(header(path, &config, "Access-Control-Allow-Origin").as_deref(), Some("*"));
            assert_eq!(header(path, &config, "X-Content-Type-Options").as_deref(), Some("nosniff"));
        }
        let clock = |path| header(path, &config, "Access-Control-Expose-Headers");
        assert_eq!((clock("/config.json").as_deref(), clock("/")), (Some("Date"), None));
        let kept = header("/boot-0123456789abcdef.js", &config, "Cache-Control").unwrap();
        assert!(kept.contains("immutable") && kept.contains("no-transform"), "{kept}");
    }

    #[test]
    fn a_worker_may_ask_for_nothing() {
        let policy = |path| header(path, &Config::default(), "Content-Security-Policy");
        assert_eq!(policy("/worker-0123456789abcdef.js").as_deref(), Some("default-src 'none'"));
        assert_eq!(policy("/style-0123456789abcdef.css"), None);
    }

    #[test]
    fn a_strange_value_never_reaches_the_policy() {
        let config = Config {
            api: "https://api.example; script-src *".to_owned(),
            tiles: ["'unsafe-inline'", "data:", "https://a.example,b", "https://a.example; script-src */{z}"]
                .map(tiles)
                .to_vec(),
            ..Config::default()
        };
        let policy = header("/", &config, "Content-Security-Policy").unwrap();
        assert!(policy.contains("img-src 'self' data: blob:;") && policy.contains("connect-src 'self';"), "{policy}");
        let policy = headers("/", &config, "x' 'unsafe-inline");
        assert!(!policy.iter().any(|(_, value)| value.contains("unsafe-inline")));
    }
}
