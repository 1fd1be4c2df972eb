//! One page: the shell around what the app has drawn.

use guichet_core::{
    config::Config,
    site::{self, Language},
};

use crate::text::{attribute, escaped, words};

/// Where the shell's own content stands.
pub const BEGIN: &str = "<div id=\"app\">";
pub const END: &str = "</div>\n<section id=\"failure\"";

/// What the app has drawn, by its heading and its first sentence.
pub fn said(drawn: &str) -> (String, String) {
    let title = between(drawn, "<h1", "</h1>").map(words).unwrap_or_default();
    let rest = drawn.split_once("</h1>").map_or("", |(_, rest)| rest);
    let lead = between(rest, "<p class=\"lead\"", "</p>").or_else(|| between(rest, "<p", "</p>"));
    (title, lead.map(words).unwrap_or_default())
}

/// The shell for an app whose addresses begin with `base`, whatever they began with when it was written; `None` where it has
/// another shape than expected: its one script tells.
pub fn placed(shell: &str, base: &str) -> Option<String> {
    let (before, _) = shell.split_once("/boot-")?;
    let (_, old) = before.rsplit_once("src=\"")?;
    Some(shell.replace(&format!("=\"{old}/"), &format!("=\"{base}/")))
}

/// The shell with what the app has drawn, `title` and `lead` said in its head and `tags` at its end; `None` where the shell
/// has another shape than expected.
pub fn whole(
    shell: &str,
    config: &Config,
    language: Language,
    said: (&str, &str),
    tags: &str,
    drawn: &str,
) -> Option<String> {
    let (before, rest) = shell.split_once(BEGIN)?;
    let (_, foot) = rest.split_once(END)?;
    let (top, body) = before.split_once("</head>")?;
    let head = head(top, config, language, said, tags)?;
    Some(format!("{head}</head>{body}{BEGIN}{drawn}{END}{foot}"))
}

/// The shell's head, without its end, with `title` and `lead` said in it and `tags` after the rest.
pub fn head(shell: &str, config: &Config, language: Language, said: (&str, &str), tags: &str) -> Option<String> {
    let (title, lead) = said;
    let head = replaced(shell, "<html lang=\"", "\"", language.tag())?;
    let title = escaped(&format!("{title} – {}", config.name));
    let head = replaced(&head, "<title", "</title>", &format!(">{title}"))?;
    let head = replaced(&head, "<meta name=\"description\" content=\"", "\"", &attribute(lead))?;
    Some(head + tags)
}

/// A part of the shell in a language, as `boot.js` makes it: French stands in it, and what the others say stands beside, in
/// attributes that nobody needs afterwards. Texts hold no elements.
pub fn in_language(html: &str, language: Language) -> String {
    const SAID: &str = " data-en=\"";
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(SAID) {
        let Some((english, after)) = after.split_once('"') else { break };
        let Some((opening, text)) = after.split_once('>') else { break };
        let french = text.find('<').map_or(text, |end| text.get(..end).unwrap_or_default());
        out.push_str(before);
        out.push_str(opening);
        out.push('>');
        out.push_str(if language == Language::Fr { french } else { english });
        rest = text.get(french.len()..).unwrap_or_default();
    }
    out + rest
}

/// The same page without the program: no script, and nothing that is said where a script is missing or has failed.
pub fn still(page: &str) -> Option<String> {
    let cut = |text: &str, start: &str, end: &str| {
        let (before, rest) = text.split_once(start)?;
        Some(format!("{before}{}", rest.split_once(end)?.1))
    };
    let page = cut(page, "<script defer", "</script>")?;
    let page = cut(&page, "<noscript>", "</noscript>")?;
    cut(&page, "<section id=\"failure\"", "</section>")
}

/// The shell for hosts of static files, which look for `404.html` where they find nothing and have no headers for it: what a page
/// can say of its policy itself, it says.
pub fn missing(shell: &str, config: &Config, style_hash: &str) -> Option<String> {
    let headers = site::headers("/404", config, style_hash);
    let (_, policy) = headers.iter().find(|(name, _)| *name == "Content-Security-Policy")?;
    let said: Vec<&str> = policy.split("; ").filter(|rule| !rule.starts_with("frame-ancestors")).collect();
    let mark = "<meta charset=\"utf-8\">\n";
    let (before, rest) = shell.split_once(mark)?;
    Some(format!(
        "{before}{mark}<meta http-equiv=\"Content-Security-Policy\" content=\"{}\"><meta name=\"referrer\" content=\"no-referrer\">\n{rest}",
        said.join("; ")
    ))
}

/// What an element holds.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    let (_, rest) = rest.split_once('>')?;
    Some(rest.split_once(end)?.0)
}

/// The text with something else between a start and an end.
fn replaced(text: &str, start: &str, end: &str, with: &str) -> Option<String> {
    let (before, rest) = text.split_once(start)?;
    let (_, after) = rest.split_once(end)?;
    Some(format!("{before}{start}{with}{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_the_shell_is_said_in_one_language() {
        let shell =
            "<h2 id=\"a\" data-en=\"Help\">Aide</h2><p><span data-en=\"Code:\" class=\"b\">Code :</span> <i>—</i></p>";
        assert_eq!(
            in_language(shell, Language::Fr),
            "<h2 id=\"a\">Aide</h2><p><span class=\"b\">Code :</span> <i>—</i></p>"
        );
        assert_eq!(
            in_language(shell, Language::En),
            "<h2 id=\"a\">Help</h2><p><span class=\"b\">Code:</span> <i>—</i></p>"
        );
    }

    #[test]
    fn a_still_page_has_no_program() {
        let page = "<head><script defer src=\"/boot-1.js\"></script><script type=\"application/ld+json\">{}</script></head><body>\
                    <noscript>No.</noscript><div id=\"app\">Text</div><section id=\"failure\" hidden>Failed.</section></body>";
        let expected =
            "<head><script type=\"application/ld+json\">{}</script></head><body><div id=\"app\">Text</div></body>";
        assert_eq!(still(page).as_deref(), Some(expected));
        assert_eq!(still("<body></body>"), None);
    }

    #[test]
    fn a_shell_is_placed_anew_however_often() {
        let at = |base: &str| {
            format!(
                "<link href=\"{base}/style-1.css\"><script src=\"{base}/boot-1.js\"></script><a href=\"{base}/\" \
                 data-en-href=\"{base}/en\"></a><a href=\"tel:17\"></a><a href=\"\"></a><a href=\"https://a.example/\"></a>"
            )
        };
        for old in ["", "/police", "/services/police"] {
            for new in ["", "/police", "/en"] {
                assert_eq!(placed(&at(old), new).unwrap(), at(new), "{old} to {new}");
            }
        }
        assert_eq!(placed("<script></script>", "/police"), None);
    }
}
