//! One post as its feed has it, and what becomes of it: a post that is safe to show, or nothing.

use super::text::{Markup, Reading};
use crate::clock::DAY;
use guichet_core::domain::news::{MAX_ALT, MAX_TEXT, MAX_TITLE, Video, is_language, is_name, shown};
use guichet_core::wire::sha256_hex;
use reqwest::Url;
use serde::{Deserialize, Serialize};
use time::format_description::well_known::{Rfc2822, Rfc3339};
use time::{Date, OffsetDateTime};

/// Members of one feed's item, not yet believed.
#[derive(Debug, Default)]
pub struct Draft {
    /// What the feed calls it.
    pub id: String,
    /// Its channel, where the feed says it itself.
    pub channel: Option<String>,
    /// Addresses of the original, best first.
    pub links: Vec<String>,
    /// Its title.
    pub title: Option<Markup>,
    /// Its text.
    pub text: Option<Markup>,
    /// When it was published, as written.
    pub date: Option<String>,
    /// Its language, as written.
    pub language: Option<String>,
    /// Addresses of pictures as written, each with what it shows.
    pub pictures: Vec<(String, String)>,
}

/// A post that can be shown. What is kept on the disk is this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Made from the channel and from what the feed calls it: the same at every reading.
    pub id: String,
    /// Where it was published.
    pub channel: String,
    /// The original: http or https.
    pub url: Option<String>,
    /// One line.
    pub title: Option<String>,
    /// Plain text.
    pub text: String,
    /// Seconds since 1970.
    pub published: Option<i64>,
    /// When we first saw it, in seconds since 1970: its place among others where it has no date of its own.
    pub seen: i64,
    /// BCP 47.
    pub language: Option<String>,
    /// Its picture.
    pub picture: Option<Picture>,
    /// The name of its video, as in [`Video::name`].
    pub video: Option<String>,
}

/// A picture of a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Where the feed says it is. Never told to anybody.
    pub source: String,
    /// What it shows.
    pub alt: String,
    /// What became of it.
    pub state: State,
}

/// What became of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// It is still to be fetched.
    Wanted,
    /// It is too large, no picture, or at a place where none is fetched from.
    Refused,
    /// We have it.
    Held(Copy),
}

/// Our copy of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copy {
    /// Its file among the pictures: a hash of its content and its kind.
    pub file: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

impl Draft {
    /// The post, with addresses read against the feed's own; `None` where there is nothing to show.
    pub fn tidy(self, channel: &str, base: &Url, now: i64) -> Option<Post> {
        let channel = self.channel.filter(|name| is_name(name)).unwrap_or_else(|| channel.to_owned());
        let read = |markup: Option<Markup>| markup.map(|markup| markup.read()).unwrap_or_default();
        let (title, body): (Reading, Reading) = (read(self.title), read(self.text));
        let text = shown(&body.text, MAX_TEXT, true);
        let title = shown(&title.text, MAX_TITLE, false);
        let url = self.links.iter().find_map(|link| page_address(base, link));
        let places = self.pictures.into_iter().chain(body.pictures);
        let picture = places.filter_map(|(place, alt)| {
            let source = base.join(place.trim()).ok().filter(is_web)?;
            Some(Picture { source: source.into(), alt: shown(&alt, MAX_ALT, false), state: State::Wanted })
        });
        let picture = picture.take(1).next();
        let video = self.links.iter().find_map(|link| Video::of_address(link.trim())).map(|video| video.name());
        if title.is_empty() && text.is_empty() && picture.is_none() && video.is_none() {
            return None;
        }
        let known = if !self.id.trim().is_empty() {
            self.id
        } else if let Some(url) = &url {
            url.clone()
        } else {
            format!("{title}\n{text}")
        };
        let id = sha256_hex(&[channel.as_bytes(), b"\n", known.trim().as_bytes()]).chars().take(16).collect();
        // Networks without titles repeat the text's beginning as one.
        let start = title.trim_end_matches(['…', '.']).trim_end();
        let repeats = shown(&text, MAX_TEXT, false).starts_with(start);
        Some(Post {
            id,
            channel,
            url,
            title: Some(title.clone()).filter(|title| !title.is_empty() && !repeats),
            text,
            published: self.date.and_then(|date| moment(&date, now)),
            seen: now,
            language: self.language.map(|tag| tag.trim().to_owned()).filter(|tag| is_language(tag)),
            picture,
            video,
        })
    }
}

/// The address of a page that may be linked: http or https, without a name or password before its host.
fn page_address(base: &Url, link: &str) -> Option<String> {
    let url = base.join(link.trim()).ok()?;
    let named = url.username().is_empty() && url.password().is_none();
    // What is relative in a folder leads nowhere.
    let elsewhere = url.host_str() != Some(super::source::FOLDER_HOST);
    let address = String::from(url.clone());
    let fits = address.len() <= guichet_core::domain::news::MAX_ADDRESS;
    (is_web(&url) && named && elsewhere && fits).then_some(address)
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "https" | "http") && url.host_str().is_some()
}

/// A date as feeds write it, in seconds since 1970: RFC 3339, RFC 2822, or a day alone. `None` before the year 2000 and
/// beyond tomorrow: such a post would stand first for ever.
fn moment(date: &str, now: i64) -> Option<i64> {
    let date = date.trim();
    let utc = date.strip_suffix("UTC").map(|rest| format!("{rest}GMT"));
    let read = OffsetDateTime::parse(date, &Rfc3339)
        .or_else(|_| OffsetDateTime::parse(utc.as_deref().unwrap_or(date), &Rfc2822))
        .or_else(|_| OffsetDateTime::parse(&format!("{date}T00:00:00Z"), &Rfc3339));
    let seconds = read.ok()?.unix_timestamp();
    let first = Date::from_ordinal_date(2000, 1).ok()?.midnight().assume_utc().unix_timestamp();
    (first..=now.saturating_add(DAY)).contains(&seconds).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_464_900;

    fn tidy(draft: Draft) -> Option<Post> {
        draft.tidy("x", &Url::parse("https://feed.example/all.xml").unwrap(), NOW)
    }

    #[test]
    fn dates_are_read_or_left_out() {
        for (text, expected) in [
            ("2026-11-23T20:15:00Z", Some(NOW)),
            ("2026-11-23T21:15:00+01:00", Some(NOW)),
            ("Mon, 23 Nov 2026 20:15:00 GMT", Some(NOW)),
            ("Mon, 23 Nov 2026 20:15:00 UTC", Some(NOW)),
            ("Mon, 23 Nov 2026 21:15:00 +0100", Some(NOW)),
            (" 2026-11-23 ", Some(NOW - 72_900)),
            ("2099-01-01T00:00:00Z", None),
            ("0001-01-01T00:00:00Z", None),
            ("2026-02-30T00:00:00Z", None),
            ("yesterday", None),
            ("", None),
            ("1795464900", None),
        ] {
            assert_eq!(moment(text, NOW), expected, "{text}");
        }
    }

    #[test]
    fn only_pages_of_the_web_are_linked() {
        let base = Url::parse("https://feed.example/all.xml").unwrap();
        for (link, expected) in [
            ("https://a.example/b?c=d", Some("https://a.example/b?c=d")),
            ("/b", Some("https://feed.example/b")),
            (" http://a.example ", Some("http://a.example/")),
            ("javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("data:text/html,x", None),
            ("file:///etc/passwd", None),
            ("https://police.example@evil.example/", None),
            ("https://a.example/\u{202e}\"", Some("https://a.example/%E2%80%AE%22")),
        ] {
            assert_eq!(page_address(&base, link).as_deref(), expected, "{link}");
        }
    }

    #[test]
    fn ids_stay_and_differ_by_channel() {
        let draft = |id: &str, title: &str| Draft {
            id: id.to_owned(),
            title: Some(Markup::Plain(title.to_owned())),
            ..Draft::default()
        };
        let id = |draft: Draft| tidy(draft).unwrap().id;
        assert_eq!(id(draft("1", "a")), id(draft(" 1 ", "b")));
        assert_ne!(id(draft("1", "a")), id(draft("2", "a")));
        assert_ne!(id(draft("", "a")), id(draft("", "b")));
        assert_ne!(id(draft("1", "a")), id(Draft { channel: Some("flickr".to_owned()), ..draft("1", "a") }));
        assert_eq!(tidy(Draft { channel: Some("../x".to_owned()), ..draft("1", "a") }).unwrap().channel, "x");
        assert!(is_name(&id(draft("../../etc", "a"))));
    }

    #[test]
    fn a_title_that_repeats_the_text_is_left_out() {
        let post = |title: &str, text: &str| {
            let (title, text) = (Markup::Plain(title.to_owned()), Markup::Html(text.to_owned()));
            tidy(Draft { title: Some(title), text: Some(text), ..Draft::default() }).unwrap()
        };
        assert_eq!(post("One two…", "<p>One two three</p>").title, None);
        assert_eq!(post("Zero", "<p>One two three</p>").title.as_deref(), Some("Zero"));
        assert_eq!(post(&"x".repeat(100_000), "y").title.unwrap().chars().count(), MAX_TITLE + 1);
        assert!(tidy(Draft { links: vec!["https://a.example".to_owned()], ..Draft::default() }).is_none());
    }
}
