//! RSS (0.9 to 2.0, with the extensions `content`, `media` and `dc`) and Atom (RFC 4287), read as a stream: no recursion,
//! a bound on depth, no entity but the five of XML and those of HTML, and no file or address is ever opened.

use super::draft::Draft;
use super::text::Markup;
use quick_xml::encoding::DecodingReader;
use quick_xml::escape::{minimal_escape, resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// Elements may stand so deep in each other.
const MAX_DEPTH: usize = 100;
/// So many attributes of an element are looked at.
const MAX_ATTRIBUTES: usize = 32;
/// So much of one text is kept, in bytes.
const MAX_TEXT: usize = 400_000;
/// As many pictures and links of an item are kept.
const MAX_PARTS: usize = 16;

/// The items of a feed, at most so many; `None` where the text is no whole XML or no feed.
pub fn read(bytes: &[u8], max: usize) -> Option<Vec<Draft>> {
    let mut reader = NsReader::from_reader(DecodingReader::new(bytes));
    reader.config_mut().expand_empty_elements = true;
    let mut feed = Feed { max, ..Feed::default() };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let (space, event) = reader.read_resolved_event_into(&mut buffer).ok()?;
        match event {
            Event::Decl(declaration) => {
                if let Some(encoding) = declaration.encoder() {
                    reader.get_mut().set_encoding(encoding);
                }
            }
            Event::Start(start) => {
                let space = Space::of(&space);
                feed.start(space, &start)?;
            }
            Event::End(end) => feed.end(&end)?,
            Event::Text(text) => feed.text(&text),
            Event::CData(text) => feed.text(&text),
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref().ok()? {
                    Some(c) => c.to_string(),
                    None => resolve_html5_entity(&reference).unwrap_or_default().to_owned(),
                };
                feed.text(&resolved);
            }
            Event::Eof => return (feed.open.is_empty() && feed.root.is_some()).then_some(feed.items),
            _ => (),
        }
    }
}

/// The vocabularies that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Space {
    /// RSS itself, which has no name space in 2.0.
    Rss,
    Atom,
    Content,
    Media,
    Dc,
    Other,
}

impl Space {
    fn of(resolved: &ResolveResult<'_>) -> Self {
        match resolved {
            ResolveResult::Unbound => Self::Rss,
            ResolveResult::Bound(space) => match space.as_ref() {
                "http://purl.org/rss/1.0/" | "http://my.netscape.com/rdf/simple/0.9/" => Self::Rss,
                "http://www.w3.org/2005/Atom" => Self::Atom,
                "http://purl.org/rss/1.0/modules/content/" => Self::Content,
                "http://search.yahoo.com/mrss/" => Self::Media,
                "http://purl.org/dc/elements/1.1/" => Self::Dc,
                _ => Self::Other,
            },
            ResolveResult::Unknown(_) => Self::Other,
        }
    }
}

/// What the text of an element means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Title,
    Summary,
    Content,
    Id,
    Link,
    Published,
    Updated,
    Language,
    PictureTitle,
    PictureText,
}

/// How the text of an element is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writing {
    Plain,
    Html,
    /// As elements of the feed itself.
    Xhtml,
}

/// A text on its way.
struct Collected {
    slot: Slot,
    writing: Writing,
    /// How many elements were open outside of it.
    depth: usize,
    text: String,
}

/// The item on its way.
struct Item {
    depth: usize,
    draft: Draft,
    summary: Option<Markup>,
    updated: Option<String>,
    thumbnails: Vec<(String, String)>,
    picture_title: String,
    picture_text: String,
}

#[derive(Default)]
struct Feed {
    max: usize,
    items: Vec<Draft>,
    root: Option<()>,
    open: Vec<Space>,
    item: Option<Item>,
    collected: Option<Collected>,
    language: Option<String>,
}

impl Feed {
    fn start(&mut self, space: Space, start: &BytesStart<'_>) -> Option<()> {
        let depth = self.open.len();
        if depth == MAX_DEPTH {
            return None;
        }
        self.open.push(space);
        if let Some(collected) = &mut self.collected {
            if collected.text.len() < MAX_TEXT {
                collected.text.extend(["<", start, ">"]);
            }
            return Some(());
        }
        let local = start.local_name();
        let name = local.as_ref();
        if self.root.is_none() {
            if !matches!(name, "rss" | "RDF" | "feed") {
                return None;
            }
            self.root = Some(());
            self.language = attribute(start, "xml:lang");
            return Some(());
        }
        let Some(item) = &mut self.item else {
            match (space, name) {
                (Space::Rss, "item") | (Space::Atom, "entry") => {
                    let draft = Draft { language: attribute(start, "xml:lang"), ..Draft::default() };
                    self.item = Some(Item::new(depth, draft));
                }
                (Space::Rss, "language") => self.collect(Slot::Language, Writing::Plain, depth),
                _ => (),
            }
            return Some(());
        };
        // An Atom entry may hold the title and id of another feed, one level down.
        if space != Space::Media && depth != item.depth + 1 {
            return Some(());
        }
        if let Some((slot, writing)) = item.element(space, name, start) {
            self.collect(slot, writing, depth);
        }
        Some(())
    }

    fn collect(&mut self, slot: Slot, writing: Writing, depth: usize) {
        self.collected = Some(Collected { slot, writing, depth, text: String::new() });
    }

    fn text(&mut self, text: &str) {
        let Some(collected) = &mut self.collected else { return };
        if collected.text.len() >= MAX_TEXT {
            return;
        }
        match collected.writing {
            Writing::Xhtml => collected.text.push_str(&minimal_escape(text)),
            Writing::Plain | Writing::Html => collected.text.push_str(text),
        }
    }

    fn end(&mut self, name: &str) -> Option<()> {
        self.open.pop()?;
        let depth = self.open.len();
        match self.collected.take() {
            Some(collected) if collected.depth == depth => self.keep(collected),
            Some(mut collected) => {
                if collected.text.len() < MAX_TEXT {
                    collected.text.extend(["</", name, ">"]);
                }
                self.collected = Some(collected);
            }
            None => (),
        }
        if let Some(item) = self.item.take_if(|item| item.depth == depth)
            && self.items.len() < self.max
        {
            self.items.push(item.finish(self.language.as_ref()));
        }
        Some(())
    }

    fn keep(&mut self, collected: Collected) {
        let Collected { slot, writing, text, .. } = collected;
        let Some(item) = &mut self.item else {
            if slot == Slot::Language {
                self.language = Some(text);
            }
            return;
        };
        let markup =
            || if writing == Writing::Plain { Markup::Plain(text.clone()) } else { Markup::Html(text.clone()) };
        match slot {
            Slot::Title => item.draft.title = Some(markup()),
            Slot::Content => item.draft.text = Some(markup()),
            Slot::Summary => item.summary = Some(markup()),
            Slot::Id => item.draft.id = text,
            Slot::Link => item.link(text),
            Slot::Published => item.draft.date = Some(text),
            Slot::Updated => item.updated = Some(text),
            Slot::Language => item.draft.language = Some(text),
            Slot::PictureTitle => item.picture_title = markup().read().text,
            Slot::PictureText => item.picture_text = markup().read().text,
        }
    }
}

impl Item {
    fn new(depth: usize, draft: Draft) -> Self {
        Self {
            depth,
            draft,
            summary: None,
            updated: None,
            thumbnails: Vec::new(),
            picture_title: String::new(),
            picture_text: String::new(),
        }
    }

    /// Notes what an element's attributes say, and tells what its text is wanted for.
    fn element(&mut self, space: Space, name: &str, start: &BytesStart<'_>) -> Option<(Slot, Writing)> {
        let value = |name: &str| attribute(start, name);
        let atom = || match value("type").as_deref() {
            Some("xhtml" | "application/xhtml+xml") => Writing::Xhtml,
            Some("html" | "text/html") => Writing::Html,
            _ => Writing::Plain,
        };
        Some(match (space, name) {
            (Space::Rss, "title") => (Slot::Title, Writing::Html),
            (Space::Rss, "description") => (Slot::Summary, Writing::Html),
            (Space::Rss, "link") => (Slot::Link, Writing::Plain),
            (Space::Rss, "guid") | (Space::Atom, "id") => (Slot::Id, Writing::Plain),
            (Space::Rss, "pubDate") | (Space::Dc, "date") | (Space::Atom, "published") => {
                (Slot::Published, Writing::Plain)
            }
            (Space::Atom, "updated") => (Slot::Updated, Writing::Plain),
            (Space::Dc, "language") => (Slot::Language, Writing::Plain),
            (Space::Content, "encoded") => (Slot::Content, Writing::Html),
            (Space::Atom, "title") => (Slot::Title, atom()),
            (Space::Atom, "summary") => (Slot::Summary, atom()),
            (Space::Atom, "content") => (Slot::Content, atom()),
            (Space::Media, "title") => (Slot::PictureTitle, Writing::Html),
            (Space::Media, "description" | "text") => (Slot::PictureText, Writing::Html),
            (Space::Rss, "enclosure") => {
                self.medium(value("url")?, &value("type").unwrap_or_default(), String::new());
                return None;
            }
            (Space::Atom, "link") => {
                let (address, media) = (value("href")?, value("type").unwrap_or_default());
                match value("rel").as_deref() {
                    None | Some("alternate") => self.link(address),
                    Some("enclosure") => self.medium(address, &media, value("title").unwrap_or_default()),
                    Some(_) => (),
                }
                return None;
            }
            (Space::Media, "content") => {
                let media = value("medium").or_else(|| value("type")).unwrap_or_default();
                self.medium(value("url")?, &media, String::new());
                return None;
            }
            (Space::Media, "thumbnail") => {
                if self.thumbnails.len() < MAX_PARTS {
                    self.thumbnails.push((value("url")?, String::new()));
                }
                return None;
            }
            (Space::Media, "player") => {
                self.link(value("url")?);
                return None;
            }
            _ => return None,
        })
    }

    fn link(&mut self, address: String) {
        if self.draft.links.len() < MAX_PARTS {
            self.draft.links.push(address);
        }
    }

    fn medium(&mut self, address: String, media: &str, title: String) {
        if !media.starts_with("image") {
            self.link(address);
        } else if self.draft.pictures.len() < MAX_PARTS {
            self.draft.pictures.push((address, title));
        }
    }

    fn finish(self, language: Option<&String>) -> Draft {
        let mut draft = self.draft;
        draft.text = draft.text.or(self.summary);
        draft.date = draft.date.or(self.updated);
        draft.language = draft.language.or_else(|| language.cloned());
        let words = if self.picture_text.trim().is_empty() { self.picture_title } else { self.picture_text };
        draft.pictures.extend(self.thumbnails);
        for (_, alt) in &mut draft.pictures {
            if alt.is_empty() {
                alt.clone_from(&words);
            }
        }
        draft
    }
}

/// The value of an attribute, by its name as written.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    // Looking for doubles would take a hostile tag's length squared.
    let mut attributes = start.attributes();
    let found =
        attributes.with_checks(false).take(MAX_ATTRIBUTES).flatten().find(|found| found.key.as_ref() == name)?;
    Some(unescape_with(&found.value, resolve_html5_entity).ok()?.into_owned())
}

#[cfg(test)]
mod tests;
