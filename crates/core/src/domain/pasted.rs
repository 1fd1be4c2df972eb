//! The addresses in a pasted text, whatever stands around them: lists, sentences, brackets, quotes, HTML, Markdown.

use super::lookalike;
use super::web_address::{BEGINNINGS, beginning, has_foreign_scheme};

/// The addresses, each a piece of the text to the byte, in order.
#[must_use]
pub fn addresses(pasted: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for word in pasted.split(char::is_whitespace) {
        in_word(word, &mut found);
    }
    found
}

fn in_word<'a>(word: &'a str, found: &mut Vec<&'a str>) {
    let word = word.trim_start_matches(is_wrapping);
    if has_foreign_scheme(&seen(word)) && is_foreign(word) {
        found.push(word.trim_end_matches(is_trailing));
        return;
    }
    let starts = starts(word);
    let first = starts.first().copied().unwrap_or(word.len());
    for piece in plain_pieces(word.get(..first).unwrap_or_default()) {
        // `web.archive.org/web/https://…`: what seems to begin later is a part of what began before.
        let open = first < word.len() && piece.ends_with(['/', '=', '?', '&', '#', ':']);
        if open && looks_like_address(piece) {
            let from = first - piece.len();
            found.extend(word.get(from..).map(trimmed));
            return;
        }
        if looks_like_address(trimmed(piece)) {
            found.push(trimmed(piece));
        }
    }
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(word.len());
        let piece = word.get(*start..end).unwrap_or_default();
        let piece = trimmed(piece.split(['<', '>', '"', '«', '»', '“', '”']).next().unwrap_or_default());
        if beginning(piece).is_some_and(|(_, rest)| !rest.trim_matches(['/', '\\']).is_empty()) {
            found.push(piece);
        }
    }
}

/// A text without what is hidden in it.
fn seen(text: &str) -> String {
    text.chars().filter(|c| !lookalike::hides_in_address(*c)).collect()
}

/// Schemes of addresses that people meet without `//` after them.
const WITHOUT_SLASHES: [&str; 8] = ["javascript", "data", "magnet", "tg", "mailto", "blob", "vbscript", "intent"];

fn is_foreign(word: &str) -> bool {
    let word = seen(word);
    let Some((scheme, rest)) = word.split_once(':') else { return false };
    // `lien:https://…` and `view-source:https://…` name an address of the web.
    let wraps = beginning(rest).is_some() && !scheme.eq_ignore_ascii_case("javascript");
    !wraps && (rest.starts_with("//") || WITHOUT_SLASHES.iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

/// Where an address begins in a word: at `https:` and the like, unless it stands inside another address.
fn starts(word: &str) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut before = None;
    for (at, c) in word.char_indices() {
        let begins = matches!(c, 'h' | 'H')
            && word.get(at..).is_some_and(|rest| {
                BEGINNINGS.iter().any(|(written, _)| {
                    let tail = rest.get(written.len()..).unwrap_or_default();
                    beginning(rest).is_some_and(|(_, after)| after == tail) && tail.starts_with(['/', '\\'])
                })
            });
        let inside = starts.last().is_some_and(|start| {
            let directly = word
                .get(*start..at)
                .and_then(beginning)
                .is_some_and(|(_, rest)| rest.trim_matches(['/', '\\']).is_empty());
            directly || before.is_some_and(|c: char| !c.is_alphanumeric() && !",;|\"'<>()[]{}«»“”".contains(c))
        });
        if begins && !inside {
            starts.push(at);
        }
        before = Some(c);
    }
    starts
}

/// The parts of a text without schemes that may be addresses of their own.
fn plain_pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for part in text.split(['<', '>', '"', '«', '»', '“', '”', '|', ';']) {
        let mut rest = part;
        // A comma ends an address only where another one begins: many addresses have commas of their own.
        while let Some(comma) = dividing_comma(rest) {
            let (head, tail) = rest.split_at_checked(comma).unwrap_or((rest, ""));
            pieces.push(head.trim_start_matches(is_wrapping));
            rest = tail.get(1..).unwrap_or_default();
        }
        pieces.push(rest.trim_start_matches(is_wrapping));
    }
    pieces
}

fn dividing_comma(text: &str) -> Option<usize> {
    let path = text.find('/').unwrap_or(text.len());
    text.match_indices(',').map(|(at, _)| at).find(|at| *at < path || text.get(at + 1..).is_some_and(starts_with_www))
}

fn starts_with_www(text: &str) -> bool {
    text.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www."))
}

fn is_wrapping(c: char) -> bool {
    "<([{\"'«»“”‘’`*•·–—>-,;:".contains(c)
}

fn is_trailing(c: char) -> bool {
    ".,;:!?'\"»”’`*>]}([{…".contains(c)
}

/// Without the marks of the sentence around it. A closing bracket stays where it was opened inside: `/wiki/Lille_(Nord)`.
fn trimmed(text: &str) -> &str {
    let mut text = text;
    loop {
        let shorter = text.trim_end_matches(is_trailing);
        let shorter = match shorter.strip_suffix(')') {
            Some(rest) if shorter.matches('(').count() < shorter.matches(')').count() => rest,
            _ => shorter,
        };
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

/// Endings of files that look like endings of hosts.
const FILES: [&str; 12] = ["jpg", "jpeg", "png", "gif", "webp", "pdf", "html", "htm", "php", "txt", "docx", "mp4"];

/// True for what a person would call an address although it has no scheme: `exemple.fr`, `www.exemple.fr/a`.
fn looks_like_address(text: &str) -> bool {
    let text = seen(text);
    let text = text.trim_start_matches(['/', '\\']).replace("[.]", ".");
    let end = text.find(['/', '?', '#', '\\', ':']).unwrap_or(text.len());
    let (host, rest) = text.split_at_checked(end).unwrap_or((&text, ""));
    let labels: Vec<&str> = host.split('.').collect();
    let [.., before, last] = labels.as_slice() else { return false };
    if labels.len() == 4 && host.parse::<core::net::Ipv4Addr>().is_ok() {
        return !rest.is_empty();
    }
    let letters = |label: &&str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_' || !c.is_ascii())
    };
    let ending = last.chars().count() >= 2
        && (last.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("xn--"))
            || last.chars().all(|c| !c.is_ascii() || c.is_ascii_alphabetic()));
    // "Voilà.Merci": the end of a sentence and the beginning of the next.
    let sentence = rest.is_empty() && last.starts_with(char::is_uppercase) && before.ends_with(char::is_lowercase);
    let file = rest.is_empty() && labels.len() == 2 && FILES.iter().any(|ending| last.eq_ignore_ascii_case(ending));
    labels.iter().all(letters) && ending && !sentence && !file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn found(pasted: &str, expected: &[&str]) {
        assert_eq!(addresses(pasted), expected, "{pasted}");
    }

    #[test]
    fn addresses_are_found_in_any_shape() {
        found("https://a.fr/1 https://b.fr/2", &["https://a.fr/1", "https://b.fr/2"]);
        found("1. https://a.fr/1\r\n2. www.b.fr\n- c.fr/x", &["https://a.fr/1", "www.b.fr", "c.fr/x"]);
        found("https://a.fr,https://b.fr;http://c.fr", &["https://a.fr", "https://b.fr", "http://c.fr"]);
        found("https://a.frhttps://b.fr", &["https://a.fr", "https://b.fr"]);
        found("Voir (https://a.fr/Lille_(Nord)), puis <https://b.fr>.", &["https://a.fr/Lille_(Nord)", "https://b.fr"]);
        found(
            "[le site](https://a.fr/x) et [https://b.fr](https://b.fr)",
            &["https://a.fr/x", "https://b.fr", "https://b.fr"],
        );
        found("<a href=\"https://a.fr/x\">https://a.fr/x</a>", &["https://a.fr/x", "https://a.fr/x"]);
        found("Sur « https://a.fr/x » !", &["https://a.fr/x"]);
        found("lien:https://a.fr", &["https://a.fr"]);
        found("HTTPS://A.fr hxxps://b[.]fr", &["HTTPS://A.fr", "hxxps://b[.]fr"]);
        found("a.fr, b.fr,www.c.fr/x,www.d.fr", &["a.fr", "b.fr", "www.c.fr/x", "www.d.fr"]);
    }

    #[test]
    fn an_address_inside_an_address_is_a_part_of_it() {
        found("https://web.archive.org/web/2020/https://a.fr/x", &["https://web.archive.org/web/2020/https://a.fr/x"]);
        found("https://a.fr/?u=https://b.fr", &["https://a.fr/?u=https://b.fr"]);
        found("web.archive.org/web/https://a.fr", &["web.archive.org/web/https://a.fr"]);
        found("https://https://a.fr", &["https://https://a.fr"]);
        found("https://a.fr/article,12.html", &["https://a.fr/article,12.html"]);
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in [
            "",
            "bonjour",
            "C’est fini.Merci d’avance",
            "jean@exemple.fr",
            "photo.jpg",
            "3.14",
            "10.000.000",
            "etc...",
            "http://",
            "12:30",
            "M. Dupont",
            "https",
            "note: bien",
            "…",
            "1.2.3.4",
        ] {
            found(text, &[]);
        }
    }

    #[test]
    fn other_schemes_are_found_and_left_whole() {
        found("javascript:location='https://a.fr'", &["javascript:location='https://a.fr"]);
        found("tg://resolve?domain=x magnet:?xt=urn:btih:0", &["tg://resolve?domain=x", "magnet:?xt=urn:btih:0"]);
        found("view-source:https://a.fr", &["https://a.fr"]);
    }

    #[test]
    fn hidden_characters_do_not_hide_an_address() {
        found("https://a\u{202e}rf.fr/\u{200b}x", &["https://a\u{202e}rf.fr/\u{200b}x"]);
        found("exe\u{200b}mple.fr", &["exe\u{200b}mple.fr"]);
    }

    proptest::proptest! {
        #[test]
        fn every_address_is_a_piece_of_the_text(text in "(\\PC|[a-z.:/,;<>()\\[\\]@]|https?://|\\s){0,80}") {
            let mut from = 0;
            for piece in addresses(&text) {
                let at = text[from..].find(piece);
                proptest::prop_assert!(at.is_some() && !piece.is_empty());
                from += at.unwrap() + piece.len();
            }
        }
    }
}
