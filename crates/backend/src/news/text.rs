//! HTML of strangers as plain text. Nothing of its markup survives; the app shows text only.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// Text as a feed holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Markup {
    /// Meant as it stands.
    Plain(String),
    /// HTML.
    Html(String),
}

/// What is left of HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its text, with line breaks where blocks end.
    pub text: String,
    /// Addresses of its pictures as written, each with its alternative text.
    pub pictures: Vec<(String, String)>,
}

/// So much of one HTML text is read, in bytes: more than any post needs.
const MAX_HTML: usize = 200_000;
/// As many pictures of one post are looked at.
const MAX_PICTURES: usize = 8;

impl Markup {
    /// What it says.
    pub fn read(&self) -> Reading {
        match self {
            Self::Plain(text) => Reading { text: text.clone(), pictures: Vec::new() },
            Self::Html(html) => read_html(html),
        }
    }
}

fn read_html(html: &str) -> Reading {
    let end = html.floor_char_boundary(MAX_HTML);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html.get(..end).unwrap_or_default()));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    // Scripts are never run, so the tokenizer has nothing to wait for.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().reading
}

#[derive(Default)]
struct State {
    reading: Reading,
    /// The element whose content is not for readers, until it ends.
    skipped: Option<String>,
}

#[derive(Default)]
struct Sink(RefCell<State>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) if state.skipped.is_none() => {
                // Line breaks of the source are spaces.
                state.reading.text.extend(text.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }));
            }
            Token::TagToken(tag) => return state.tag(&tag),
            _ => (),
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        // Feeds in XML may write `xhtml:p`.
        let name = tag.name.rsplit(':').next().unwrap_or_default();
        if let Some(skipped) = &self.skipped {
            if tag.kind == TagKind::EndTag && name == skipped {
                self.skipped = None;
            }
            return TokenSinkResult::Continue;
        }
        let start = tag.kind == TagKind::StartTag;
        match name {
            "script" | "style" | "iframe" | "noembed" | "noframes" | "xmp" | "textarea" | "title" | "noscript"
                if start && !tag.self_closing =>
            {
                self.skipped = Some(name.to_owned());
                return TokenSinkResult::RawData(if name == "script" { RawKind::ScriptData } else { RawKind::Rawtext });
            }
            "svg" | "math" | "object" | "template" | "select" if start && !tag.self_closing => {
                self.skipped = Some(name.to_owned());
            }
            "img" if start => self.picture(tag),
            "p" | "blockquote" | "ul" | "ol" | "table" | "figure" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" => {
                self.reading.text.push_str("\n\n");
            }
            "br" | "div" | "section" | "article" | "tr" | "dt" | "dd" | "figcaption" | "hr" => {
                self.reading.text.push('\n');
            }
            "li" if start => self.reading.text.push_str("\n– "),
            "td" | "th" => self.reading.text.push(' '),
            _ => (),
        }
        TokenSinkResult::Continue
    }

    fn picture(&mut self, tag: &Tag) {
        let value = |name: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
            found.map(|attribute| attribute.value.to_string()).unwrap_or_default()
        };
        let source = value("src");
        if !source.is_empty() && self.reading.pictures.len() < MAX_PICTURES {
            self.reading.pictures.push((source, value("alt")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use guichet_core::domain::news::shown;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let reading = Markup::Html(html.to_owned()).read();
        assert_eq!(shown(&reading.text, 2000, true), expected, "{html}");
    }

    #[test]
    fn only_the_text_is_left() {
        check("<p>One &amp; two</p><p>Three<br>four</p>", "One & two\n\nThree\nfour");
        check("a<script>alert('</p>')</script>b<style>p{}</style>c<SCRIPT src=x></SCRIPT>d", "abcd");
        check("<b onclick=alert(1)>bold</b> <a href='javascript:alert(1)'>link</a>", "bold link");
        check("a<script>never closed", "a");
        check("a<svg><script>x</script><text>y</text></svg>b<iframe src=//x>z</iframe>c", "abc");
        check("<ul><li>a<li>b</ul>", "– a\n– b");
        check("1 < 2 <3 & x&#x202e;y&#0;", "1 < 2 <3 & xy\u{fffd}".trim_end_matches('\u{fffd}'));
        check("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>");
        check("<!-- <p>x --><![CDATA[y]]>z", "z");
        check("<p title='>'>x", "x");
        check("<textarea><img src=x onerror=alert(1)></textarea>y", "y");
    }

    #[test]
    fn pictures_are_told_with_their_words() {
        let html = r#"<img src="a.jpg" alt="A car &amp; a tree" onerror="x"><script><img src=b></script><img alt=x>"#;
        let reading = Markup::Html(html.to_owned()).read();
        assert_eq!(reading.pictures, [("a.jpg".to_owned(), "A car & a tree".to_owned())]);
    }

    #[test]
    fn depth_and_length_cost_nothing() {
        let start = std::time::Instant::now();
        for html in [
            "<div>".repeat(2_000_000),
            "<b><p>".repeat(1_000_000),
            "<img src=x>".repeat(500_000),
            "&".repeat(3_000_000),
        ] {
            assert!(Markup::Html(html).read().pictures.len() <= MAX_PICTURES);
        }
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }
}
