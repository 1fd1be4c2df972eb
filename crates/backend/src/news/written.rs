//! The feeds that we write: JSON Feed 1.1 and Atom (RFC 4287), made once for each change and served from memory.

use super::draft::{Post, State};
use crate::clock::rfc3339;
use guichet_core::config::Config;
use guichet_core::domain::news::PICTURES;
use guichet_core::site::{self, Language, Page};
use guichet_core::wire::sha256_hex;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde_json::{Value, json};
use std::io;

/// How long browsers and the network between may keep the feeds, in seconds.
pub const MAX_AGE: u32 = 60;

/// A text ready to be served.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The body.
    pub text: String,
    /// Its entity tag, with quotes.
    pub tag: String,
}

impl Written {
    fn new(text: String) -> Self {
        let hash: String = sha256_hex(&[text.as_bytes()]).chars().take(20).collect();
        Self { tag: format!("\"{hash}\""), text }
    }
}

/// What all posts come to.
pub struct Whole {
    /// Newest first.
    pub posts: Vec<Post>,
    /// True where the last good copy stands in for a source.
    pub stale: bool,
    /// When the oldest of these copies was made.
    pub as_of: Option<i64>,
}

/// The names in both feeds.
#[derive(Debug, Clone)]
pub struct Names {
    title: String,
    author: String,
    /// Where people reach the app; empty where unknown.
    public_address: String,
    /// Where the API is reached; empty where unknown.
    api: String,
}

impl Names {
    /// As the institution configured them.
    pub fn of(config: &Config) -> Self {
        let address = |text: &str| text.trim_end_matches('/').to_owned();
        let api = if config.api.is_empty() { &config.public_address } else { &config.api };
        let author = if config.institution.is_empty() { &config.name } else { &config.institution };
        Self {
            title: config.name.clone(),
            author: author.clone(),
            public_address: address(&config.public_address),
            api: address(api),
        }
    }

    fn page(&self, page: &Page) -> Option<String> {
        (!self.public_address.is_empty()).then(|| self.public_address.clone() + &site::path(Language::Fr, page))
    }
}

/// JSON Feed 1.1. Pictures are named by our own address, or not at all.
pub fn json_feed(whole: &Whole, names: &Names) -> Written {
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": names.title,
        "authors": [{ "name": names.author }],
        "items": whole.posts.iter().map(|post| item(post, names)).collect::<Vec<_>>(),
        "_guichet": { "about": "channel, picture and video of each post; whether this is the last good copy, and of when", "stale": whole.stale },
    });
    set(&mut feed, "home_page_url", names.page(&Page::News));
    set(&mut feed, "feed_url", Some(names.api.clone()).filter(|api| !api.is_empty()).map(|api| api + "/api/v1/news"));
    if let Some(ours) = feed.get_mut("_guichet") {
        set(ours, "as_of", whole.as_of.map(rfc3339));
    }
    Written::new(feed.to_string())
}

fn item(post: &Post, names: &Names) -> Value {
    let mut ours = json!({ "channel": post.channel });
    set(&mut ours, "video", post.video.clone());
    let mut image = None;
    if let Some(picture) = &post.picture
        && let State::Held(copy) = &picture.state
    {
        let members = json!({ "file": copy.file, "width": copy.width, "height": copy.height, "alt": picture.alt });
        set(&mut ours, "picture", Some(members));
        image = (!names.api.is_empty()).then(|| [&names.api, PICTURES, &copy.file].concat());
    }
    let mut item = json!({ "id": post.id, "content_text": post.text, "_guichet": ours });
    set(&mut item, "url", post.url.clone());
    set(&mut item, "title", post.title.clone());
    set(&mut item, "date_published", post.published.map(rfc3339));
    set(&mut item, "language", post.language.clone());
    set(&mut item, "image", image);
    item
}

fn set<T: Into<Value>>(object: &mut Value, name: &str, value: Option<T>) {
    if let (Some(members), Some(value)) = (object.as_object_mut(), value) {
        members.insert(name.to_owned(), value.into());
    }
}

/// Atom. Where the app's address is known, entries lead to its pages, else to the original.
pub fn atom(whole: &Whole, names: &Names) -> Written {
    let mut writer = Writer::new(Vec::new());
    // Writing to memory cannot fail.
    let _ = write_atom(&mut writer, whole, names);
    Written::new(String::from_utf8(writer.into_inner()).unwrap_or_default())
}

fn write_atom(writer: &mut Writer<Vec<u8>>, whole: &Whole, names: &Names) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let feed = writer.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
    feed.write_inner_content(|writer| {
        let newest = whole.posts.iter().map(when).max().unwrap_or_default();
        element(writer, "id", &names.page(&Page::News).unwrap_or_else(|| urn(&names.title)))?;
        element(writer, "title", &names.title)?;
        element(writer, "updated", &rfc3339(newest))?;
        if let Some(page) = names.page(&Page::News) {
            link(writer, "alternate", &page)?;
        }
        if !names.api.is_empty() {
            link(writer, "self", &format!("{}/api/v1/news.atom", names.api))?;
        }
        writer.create_element("author").write_inner_content(|writer| element(writer, "name", &names.author))?;
        whole.posts.iter().try_for_each(|post| entry(writer, post, names))
    })?;
    Ok(())
}

fn entry(writer: &mut Writer<Vec<u8>>, post: &Post, names: &Names) -> io::Result<()> {
    let element_entry = match &post.language {
        Some(language) => writer.create_element("entry").with_attribute(("xml:lang", language.as_str())),
        None => writer.create_element("entry"),
    };
    element_entry.write_inner_content(|writer| {
        element(writer, "id", &urn(&post.id))?;
        let beginning = guichet_core::domain::news::shown(&post.text, 80, false);
        element(writer, "title", post.title.as_ref().unwrap_or(&beginning))?;
        element(writer, "updated", &rfc3339(when(post)))?;
        if let Some(published) = post.published {
            element(writer, "published", &rfc3339(published))?;
        }
        if let Some(page) = names.page(&Page::NewsItem { id: post.id.clone() }) {
            link(writer, "alternate", &page)?;
            if let Some(url) = &post.url {
                link(writer, "via", url)?;
            }
        } else if let Some(url) = &post.url {
            link(writer, "alternate", url)?;
        }
        writer.create_element("category").with_attribute(("term", post.channel.as_str())).write_empty()?;
        element(writer, "content", &post.text)
    })?;
    Ok(())
}

/// When it was published, or first seen.
pub fn when(post: &Post) -> i64 {
    post.published.unwrap_or(post.seen)
}

fn element(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(text)).map(|_| ())
}

fn link(writer: &mut Writer<Vec<u8>>, rel: &str, address: &str) -> io::Result<()> {
    writer.create_element("link").with_attributes([("rel", rel), ("href", address)]).write_empty().map(|_| ())
}

/// A name made from content: a UUID of version 8 (RFC 9562).
fn urn(name: &str) -> String {
    let hash = sha256_hex(&[b"guichet/news\n", name.as_bytes()]);
    let part = |from: usize, len: usize| hash.get(from..from + len).unwrap_or_default();
    format!("urn:uuid:{}-{}-8{}-8{}-{}", part(0, 8), part(8, 4), part(13, 3), part(17, 3), part(20, 12))
}
