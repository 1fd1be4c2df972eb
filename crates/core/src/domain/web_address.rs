//! An address of the web, cleaned: only `http` or `https`, only visible ASCII, nothing that only tells who shared it.

use super::{
    lookalike,
    platform::{self, Platform},
    punycode,
};

/// The longest host name (RFC 1035 §2.3.4), and its longest part, in bytes.
const MAX_HOST: usize = 253;
const MAX_LABEL: usize = 63;

/// A cleaned address and its parts.
#[derive(Clone, PartialEq, Eq)]
pub struct WebAddress {
    /// The whole of it.
    pub cleaned: String,
    /// The host as it is read: decoded, in small letters.
    pub host: String,
    /// True where something stood before the host that could pass for it: `https://facebook.com@exemple.fr/`.
    pub disguised: bool,
    /// True where a part of the host was written as, or stands for, letters outside ASCII.
    pub coded: bool,
    /// The network it belongs to, with account and message.
    pub recognised: Option<platform::Recognised>,
}

/// Cleans an address; `None` where it is none of the web's. Cleaning what was cleaned changes nothing.
#[must_use]
pub fn clean(original: &str) -> Option<WebAddress> {
    let text: String = original.chars().filter(|c| !lookalike::hides_in_address(*c) && !c.is_whitespace()).collect();
    let (scheme, rest) = without_scheme(&text)?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at_checked(end)?;
    let (user, place) = authority.rsplit_once('@').map_or((None, authority), |(user, place)| (Some(user), place));
    let (host, port) = with_port(place)?;
    let host = Host::read(host)?;
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = encoded(&path.replace('\\', "/"));
    let path = if path.is_empty() { "/".to_owned() } else { path };
    let query = without_tracking(&encoded(query), platform::of_host(&host.ascii));
    let fragment = encoded(fragment);
    let port = if port.is_empty() || (scheme == "https" && port == "443") || (scheme == "http" && port == "80") {
        String::new()
    } else {
        format!(":{port}")
    };
    let marked = |mark: &str, text: &str| if text.is_empty() { String::new() } else { format!("{mark}{text}") };
    let cleaned = format!("{scheme}://{}{port}{path}{}{}", host.ascii, marked("?", &query), marked("#", &fragment));
    let recognised = platform::recognise(&host.ascii, &path, &query, &fragment);
    Some(WebAddress { cleaned, coded: host.ascii != host.read, host: host.read, disguised: user.is_some(), recognised })
}

/// The beginnings of an address of the web, as written and as written by those who do not want it to be pressed.
pub(super) const BEGINNINGS: [(&str, &str); 4] =
    [("https:", "https"), ("http:", "http"), ("hxxps:", "https"), ("hxxp:", "http")];

/// What `text` begins with, letters of either case.
pub(super) fn beginning(text: &str) -> Option<(&'static str, &str)> {
    BEGINNINGS.iter().find_map(|(written, scheme)| {
        let (head, rest) = text.split_at_checked(written.len())?;
        head.eq_ignore_ascii_case(written).then_some((*scheme, rest))
    })
}

/// True for `javascript:…`, `tg://…`, `magnet:?…`: a scheme that is not the web's. `exemple.fr:8080` has a port.
pub(super) fn has_foreign_scheme(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
    named && beginning(text).is_none() && (rest.starts_with("//") || !rest.starts_with(|c: char| c.is_ascii_digit()))
}

fn without_scheme(text: &str) -> Option<(&'static str, &str)> {
    let slashes = ['/', '\\'];
    if has_foreign_scheme(text) {
        return None;
    }
    let (mut scheme, mut rest) = ("https", text.trim_start_matches(slashes));
    // "https://https://exemple.fr" is pasted more often than one thinks; the last one is meant.
    while let Some((named, after)) = beginning(rest) {
        (scheme, rest) = (named, after.trim_start_matches(slashes));
    }
    Some((scheme, rest))
}

/// Host and port; the port may be empty.
fn with_port(place: &str) -> Option<(&str, &str)> {
    match place.rsplit_once(':') {
        Some((host, port)) => {
            let fits = port.bytes().all(|b| b.is_ascii_digit()) && (port.is_empty() || port.parse::<u16>().is_ok());
            fits.then_some((host, port.trim_start_matches('0')))
        }
        None => Some((place, "")),
    }
}

/// A host, as it is asked for and as it is read.
struct Host {
    ascii: String,
    read: String,
}

impl Host {
    fn read(typed: &str) -> Option<Self> {
        let decoded = if typed.contains('%') { percent_decoded(typed)? } else { typed.to_owned() };
        let wide: String = decoded.chars().filter(|c| !lookalike::hides_in_address(*c)).map(narrow).collect();
        let plain = wide.replace("[.]", ".").replace("(.)", ".").replace("[dot]", ".").to_lowercase();
        let plain = plain.trim_end_matches('.');
        let (mut ascii, mut read) = (Vec::new(), Vec::new());
        for label in plain.split('.') {
            let (coded, shown) = label_forms(label)?;
            ascii.push(coded);
            read.push(shown);
        }
        let (ascii, read) = (ascii.join("."), read.join("."));
        let known = ascii.contains('.') && ascii.len() <= MAX_HOST && !is_wrong_number(&ascii);
        known.then_some(Self { ascii, read })
    }
}

/// Letters of double width, and the full stops of other scripts, as browsers take them.
fn narrow(c: char) -> char {
    match c {
        '\u{3002}' | '\u{ff61}' => '.',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// A part of a host in ASCII, and decoded.
fn label_forms(label: &str) -> Option<(String, String)> {
    // Accents written apart would have to be put together first, by tables as large as this page: such a host is not cleaned.
    let letters = |text: &str| {
        !text.is_empty()
            && text.chars().all(|c| {
                let joined = c.is_alphanumeric() && !matches!(c, '\u{300}'..='\u{36f}');
                c == '-' || c == '_' || joined || is_mark(c)
            })
    };
    if !letters(label) {
        return None;
    }
    let forms = if label.is_ascii() {
        let decoded = label
            .strip_prefix("xn--")
            .and_then(punycode::decode)
            .filter(|decoded| letters(decoded) && !decoded.chars().any(lookalike::hides_in_address));
        (label.to_owned(), decoded.unwrap_or_else(|| label.to_owned()))
    } else {
        (format!("xn--{}", punycode::encode(label)?), label.to_owned())
    };
    (forms.0.len() <= MAX_LABEL).then_some(forms)
}

/// Vowel signs without which names in the scripts of South and South-East Asia, Arabic and Hebrew cannot be written.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{ebc}')
}

/// A host of figures must be an IP address.
fn is_wrong_number(host: &str) -> bool {
    let figures = host.rsplit('.').next().is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()));
    figures && host.parse::<core::net::Ipv4Addr>().is_err()
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let byte = if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            u8::try_from(digit()? * 16 + digit()?).ok()?
        } else {
            byte
        };
        out.push(byte);
    }
    String::from_utf8(out).ok()
}

/// Path, query or fragment in visible ASCII (RFC 3986 §2.1); what is encoded already stays.
fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{}#".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

fn without_tracking(query: &str, platform: Option<&Platform>) -> String {
    let named = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        !platform::is_tracking(name, platform)
    };
    query.split('&').filter(named).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn cleaned(original: &str, expected: &str) {
        assert_eq!(clean(original).map(|address| address.cleaned).as_deref(), Some(expected), "{original}");
    }

    #[test]
    fn what_only_follows_people_around_goes_and_the_rest_stays() {
        cleaned("https://exemple.fr/a?id=3&utm_source=x&fbclid=y#ici", "https://exemple.fr/a?id=3#ici");
        cleaned("https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1");
        cleaned("https://youtu.be/abc?si=zz&t=83", "https://youtu.be/abc?t=83");
        cleaned("https://www.instagram.com/p/C1/?igshid=zz&img_index=2", "https://www.instagram.com/p/C1/?img_index=2");
        cleaned("https://exemple.fr/?utm_source=x", "https://exemple.fr/");
        cleaned("https://exemple.fr/a?b=utm_source&c=&&d", "https://exemple.fr/a?b=utm_source&c=&&d");
    }

    #[test]
    fn addresses_are_completed_as_browsers_complete_them() {
        cleaned("exemple.fr", "https://exemple.fr/");
        cleaned("www.Exemple.FR/Chemin", "https://www.exemple.fr/Chemin");
        cleaned("HTTP:\\\\exemple.fr\\a", "http://exemple.fr/a");
        cleaned("//exemple.fr/a", "https://exemple.fr/a");
        cleaned("https://https://exemple.fr", "https://exemple.fr/");
        cleaned("hxxps://exemple[.]fr/a", "https://exemple.fr/a");
        cleaned("https://exemple.fr:443/", "https://exemple.fr/");
        cleaned("http://exemple.fr:8080/", "http://exemple.fr:8080/");
        cleaned("https://exemple.fr./é \"<", "https://exemple.fr/%C3%A9%22%3C");
        cleaned("https://exemple。fr/a", "https://exemple.fr/a");
        cleaned("https://nom:mot@exemple.fr/a", "https://exemple.fr/a");
    }

    #[test]
    fn hosts_outside_ascii_are_coded_and_coded_ones_are_read() {
        let address = clean("https://fаcebook.com/x").unwrap();
        assert_eq!((address.cleaned.as_str(), address.coded), ("https://xn--fcebook-2fg.com/x", true));
        let address = clean("https://xn--fcebook-2fg.com/x").unwrap();
        assert_eq!((address.host.as_str(), address.coded), ("fаcebook.com", true));
        cleaned("https://ÉCOLE.fr", "https://xn--cole-9oa.fr/");
        cleaned("https://ｅｘｅｍｐｌｅ.fr", "https://exemple.fr/");
        assert_eq!(clean("https://xn--99999999.fr").unwrap().host, "xn--99999999.fr");
    }

    #[test]
    fn tricks_are_undone() {
        let address = clean("https://facebook.com@exemple.fr/").unwrap();
        assert_eq!((address.cleaned.as_str(), address.disguised), ("https://exemple.fr/", true));
        cleaned("https://exem\u{200b}ple.fr/\u{202e}gpj.exe", "https://exemple.fr/gpj.exe");
        cleaned("https://%65xemple.fr/", "https://exemple.fr/");
        cleaned("http://192.168.1.1/a", "http://192.168.1.1/a");
    }

    #[test]
    fn what_is_no_address_of_the_web_is_none() {
        for bad in [
            "",
            "javascript:alert(1)",
            "data:text/html,x",
            "tg://resolve?domain=x",
            "ftp://exemple.fr",
            "https://",
            "https://localhost/",
            "https://a..fr",
            "https://exe mple",
            "https://999.1.1.1/",
            "https://exemple.fr:99999/",
            "https://e\u{301}cole.fr",
            "https:javascript:alert(1)",
            "https://-\u{0}",
            "mailto:a@b.fr",
            "https://[::1]/",
            "https://%2561.fr/",
        ] {
            assert_eq!(clean(bad).map(|address| address.cleaned), None, "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn cleaning_is_safe_and_done_once(text in "(https?://|hxxp://|//|)(\\PC|[a-z.@:/?&=#%-]){0,60}") {
            if let Some(address) = clean(&text) {
                let safe = address.cleaned.starts_with("https://") || address.cleaned.starts_with("http://");
                proptest::prop_assert!(safe && address.cleaned.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\`".contains(&b)));
                proptest::prop_assert_eq!(clean(&address.cleaned).map(|again| again.cleaned), Some(address.cleaned));
            }
        }
    }
}
