//! One page: the shell around what the app has drawn.

use guichet_core::{config::Config, site::Language};

/// Where the shell's own content stands.
const BEGIN: &str = "<div id=\"app\">";
const END: &str = "</div>\n<section id=\"failure\"";

/// The shell with what the app has drawn, titled by its heading and described by its first sentence, `hints` at the end of its head; `None` where the shell
/// has another shape than expected.
pub fn whole(shell: &str, config: &Config, language: Language, hints: &str, drawn: &str) -> Option<String> {
    let (head, rest) = shell.split_once(BEGIN)?;
    let (_, foot) = rest.split_once(END)?;
    let title = between(drawn, "<h1", "</h1>").unwrap_or_default();
    let lead = between(drawn, "<p class=\"lead\"", "</p>").unwrap_or_default();
    let head = replaced(head, "<html lang=\"", "\"", language.tag())?;
    let head = replaced(&head, "<title", "</title>", &format!(">{title} – {}", escaped(&config.name)))?;
    let head = replaced(&head, "<meta name=\"description\" content=\"", "\"", &lead.replace('"', "&quot;"))?;
    let (head, body) = head.split_once("</head>")?;
    Some(format!("{head}{hints}</head>{body}{BEGIN}{drawn}{END}{foot}"))
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

/// Text as it may stand in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
