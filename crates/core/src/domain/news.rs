//! The institution's posts, as the app reads them from the feed (JSON Feed 1.1) that the server writes.
//!
//! The feed is not believed: whatever is not plainly what it should be is left out, one member or one post at a time,
//! and everything has a size. Pictures are named by a file of our own server and by nothing else, so that no feed can
//! make a page ask a stranger for one.

use serde_json::Value;

use super::date::Date;
use crate::json;

/// As many posts as are kept, on both sides.
pub const MAX_POSTS: usize = 500;
/// The longest title, in characters.
pub const MAX_TITLE: usize = 200;
/// The longest text, in characters: what people write on networks, not an article.
pub const MAX_TEXT: usize = 2000;
/// The longest description of a picture, in characters.
pub const MAX_ALT: usize = 500;
/// The longest address, in bytes.
pub const MAX_ADDRESS: usize = 2000;
/// Where the server keeps pictures.
pub const PICTURES: &str = "/api/v1/news/images/";

/// What the feed says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// Newest first, as the server ordered them.
    pub posts: Vec<Post>,
    /// True where a source did not answer and its last good copy stands in.
    pub stale: bool,
    /// When the oldest of these copies was made, in seconds since 1970.
    pub as_of: Option<i64>,
}

/// One post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Stable: small letters, digits and hyphens.
    pub id: String,
    /// Where it was published: `facebook`, `x`, `flickr`, …
    pub channel: String,
    /// The original, https.
    pub address: Option<String>,
    /// A line of text; networks without titles have none.
    pub title: Option<String>,
    /// Plain text with line breaks; may be empty.
    pub text: String,
    /// When it was published, in seconds since 1970.
    pub published: Option<i64>,
    /// Its language (BCP 47), where the feed says so.
    pub language: Option<String>,
    /// Its first picture.
    pub picture: Option<Picture>,
    /// Its video.
    pub video: Option<Video>,
}

/// A picture that our own server holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The name of the file under [`PICTURES`].
    pub file: String,
    /// In pixels, never 0.
    pub width: u32,
    /// In pixels, never 0.
    pub height: u32,
    /// What it shows, in words; empty where nobody wrote it down.
    pub alt: String,
}

/// A video on a network whose player is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Video {
    /// Where it lies.
    pub host: VideoHost,
    /// Its name there: letters, digits, `-` and `_`.
    pub id: String,
}

/// A network whose player is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VideoHost {
    /// dailymotion.com
    Dailymotion,
    /// youtube.com, through its address that sets no cookie before the video plays
    Youtube,
}

impl VideoHost {
    /// Every network whose player is known.
    pub const ALL: [Self; 2] = [Self::Dailymotion, Self::Youtube];

    /// Its name in addresses of ours.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dailymotion => "dailymotion",
            Self::Youtube => "youtube",
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Dailymotion => "Dailymotion",
            Self::Youtube => "YouTube",
        }
    }

    /// The origin of its player, as the policy of the player's frame names it.
    #[must_use]
    pub const fn origin(self) -> &'static str {
        match self {
            Self::Dailymotion => "https://geo.dailymotion.com",
            Self::Youtube => "https://www.youtube-nocookie.com",
        }
    }

    /// What comes before a video's id in addresses that people share.
    const fn shapes(self) -> &'static [&'static str] {
        match self {
            Self::Dailymotion => {
                &["www.dailymotion.com/video/", "dailymotion.com/video/", "dai.ly/", "www.dailymotion.com/embed/video/"]
            }
            Self::Youtube => &[
                "www.youtube.com/watch?v=",
                "youtube.com/watch?v=",
                "m.youtube.com/watch?v=",
                "youtu.be/",
                "www.youtube.com/shorts/",
                "www.youtube.com/embed/",
                "www.youtube-nocookie.com/embed/",
            ],
        }
    }
}

/// The name of a channel for people; none for those that have no name of their own.
#[must_use]
pub fn network(channel: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 12] = [
        ("facebook", "Facebook"),
        ("x", "X"),
        ("flickr", "Flickr"),
        ("dailymotion", "Dailymotion"),
        ("instagram", "Instagram"),
        ("youtube", "YouTube"),
        ("linkedin", "LinkedIn"),
        ("tiktok", "TikTok"),
        ("threads", "Threads"),
        ("mastodon", "Mastodon"),
        ("bluesky", "Bluesky"),
        ("snapchat", "Snapchat"),
    ];
    NAMES.iter().find(|(known, _)| *known == channel).map(|(_, name)| *name)
}

impl Video {
    /// The video that an address leads to.
    #[must_use]
    pub fn of_address(address: &str) -> Option<Self> {
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
        VideoHost::ALL.into_iter().find_map(|host| {
            let id = host.shapes().iter().find_map(|shape| rest.strip_prefix(shape))?;
            let end = id.find(['?', '&', '#', '/']).unwrap_or(id.len());
            Self::new(host, id.get(..end)?)
        })
    }

    /// Reads [`name`](Self::name).
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let (host, id) = name.split_once('.')?;
        Self::new(VideoHost::ALL.into_iter().find(|known| known.name() == host)?, id)
    }

    /// The one text that names it in addresses of ours: `dailymotion.x8abc12`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}.{}", self.host.name(), self.id)
    }

    /// The page of its player.
    #[must_use]
    pub fn player(&self) -> String {
        let path = match self.host {
            VideoHost::Dailymotion => "/player.html?video=",
            VideoHost::Youtube => "/embed/",
        };
        [self.host.origin(), path, &self.id].concat()
    }

    fn new(host: VideoHost, id: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let fits = (1..=24).contains(&id.len()) && id.bytes().all(plain);
        fits.then(|| Self { host, id: id.to_owned() })
    }
}

impl News {
    /// Reads a feed; `None` where it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let feed = json::parse(text)?;
        if !string(&feed, "version").starts_with("https://jsonfeed.org/version/1") {
            return None;
        }
        let mut posts: Vec<Post> = Vec::new();
        for item in feed.get("items")?.as_array()? {
            if posts.len() == MAX_POSTS {
                break;
            }
            if let Some(post) = post(item).filter(|post| !posts.iter().any(|other| other.id == post.id)) {
                posts.push(post);
            }
        }
        let ours = ours(&feed);
        Some(Self {
            posts,
            stale: ours.get("stale").and_then(Value::as_bool).unwrap_or_default(),
            as_of: moment(string(ours, "as_of")),
        })
    }
}

fn post(item: &Value) -> Option<Post> {
    let id = string(item, "id");
    let ours = ours(item);
    let channel = string(ours, "channel");
    if !is_name(id) || !is_name(channel) {
        return None;
    }
    let post = Post {
        id: id.to_owned(),
        channel: channel.to_owned(),
        address: Some(string(item, "url")).filter(|url| is_secure_address(url)).map(ToOwned::to_owned),
        title: Some(shown(string(item, "title"), MAX_TITLE, false)).filter(|title| !title.is_empty()),
        text: shown(string(item, "content_text"), MAX_TEXT, true),
        published: moment(string(item, "date_published")),
        language: Some(string(item, "language")).filter(|tag| is_language(tag)).map(ToOwned::to_owned),
        picture: ours.get("picture").and_then(picture),
        video: Video::parse(string(ours, "video")),
    };
    let empty = post.title.is_none() && post.text.is_empty() && post.picture.is_none() && post.video.is_none();
    (!empty).then_some(post)
}

fn picture(value: &Value) -> Option<Picture> {
    let side = |name| value.get(name)?.as_u64().and_then(|side| u32::try_from(side).ok()).filter(|side| *side > 0);
    let file = string(value, "file");
    let (stem, ending) = file.split_once('.')?;
    let ours = crate::wire::is_hex(stem, 32) && ["jpg", "png", "webp"].contains(&ending);
    ours.then_some(Picture {
        file: file.to_owned(),
        width: side("width")?,
        height: side("height")?,
        alt: shown(string(value, "alt"), MAX_ALT, false),
    })
}

/// What the format leaves to its users, under our name.
fn ours(value: &Value) -> &Value {
    value.get("_guichet").unwrap_or(&Value::Null)
}

fn string<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Small letters, digits and hyphens.
#[must_use]
pub fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// True for `fr`, `en-GB` and the like.
#[must_use]
pub fn is_language(tag: &str) -> bool {
    (2..=16).contains(&tag.len())
        && tag.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// True for an https address that can be shown as a link: printable ASCII as browsers write it, a host with a dot, and
/// no name before the host, which serves to make one host look like another.
#[must_use]
pub fn is_secure_address(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("https://") else { return false };
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    address.len() <= MAX_ADDRESS
        && address.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'<>\\^`{|}".contains(&byte))
        && host.contains('.')
        && !host.contains('@')
}

/// Text of somebody else as it may be shown: without control characters, without those that reorder or hide what
/// stands beside them, without towers of accents, and at most so long. Joiners stay: emoji and Persian need them.
#[must_use]
pub fn shown(text: &str, max: usize, lines: bool) -> String {
    let mut kept = String::new();
    let (mut count, mut accents) = (0, 0);
    for c in text.chars() {
        let c = match c {
            '\n' | '\u{2028}' | '\u{2029}' if lines => '\n',
            c if c.is_whitespace() => ' ',
            c if c.is_control() || is_hidden(c) => continue,
            c => c,
        };
        accents = if is_accent(c) { accents + 1 } else { 0 };
        if c == '\n' && kept.ends_with(' ') {
            kept.pop();
            count -= 1;
        }
        let repeats = match c {
            ' ' => kept.is_empty() || kept.ends_with([' ', '\n']),
            '\n' => kept.is_empty() || kept.ends_with("\n\n"),
            _ => accents > 3,
        };
        if repeats {
            continue;
        }
        if count == max {
            kept.truncate(kept.trim_end().len());
            kept.push('…');
            return kept;
        }
        kept.push(c);
        count += 1;
    }
    kept.truncate(kept.trim_end().len());
    kept
}

/// Characters that reorder, hide or tag others, and those that stand for nothing.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..)
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Seconds since 1970 of `2026-11-03T14:05:00Z`, the one form in which the server writes moments.
fn moment(text: &str) -> Option<i64> {
    let number = |from: usize, len: usize| {
        let digits = text.get(from..from + len)?;
        // A sign would be read too.
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<u16>().ok())?
    };
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'Z')];
    if text.len() != 20 || !marks.iter().all(|(at, mark)| text.as_bytes().get(*at) == Some(mark)) {
        return None;
    }
    let small = |from| number(from, 2).and_then(|number| u8::try_from(number).ok());
    let date = Date::new(i32::from(number(0, 4)?), small(5)?, small(8)?)?;
    let (hour, minute, second) = (number(11, 2)?, number(14, 2)?, number(17, 2)?);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let days = Date::new(1970, 1, 1)?.days_until(date);
    Some(days * 86_400 + i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second))
}

#[cfg(test)]
mod tests;
