//! JSON Feed 1.0 and 1.1 (<https://www.jsonfeed.org/version/1.1/>), with what we add under `_guichet`: the channel and
//! what the picture shows. One broken item spoils no other.

use super::draft::Draft;
use super::text::Markup;
use serde_json::Value;

/// The items of a feed, at most so many; `None` where the text is no JSON Feed.
pub fn read(bytes: &[u8], max: usize) -> Option<Vec<Draft>> {
    let feed: Value = serde_json::from_slice(bytes).ok()?;
    if !text(&feed, "version")?.starts_with("https://jsonfeed.org/version/1") {
        return None;
    }
    let language = text(&feed, "language");
    let items = feed.get("items")?.as_array()?.iter().filter(|item| item.is_object());
    Some(items.take(max).map(|item| draft(item, language)).collect())
}

fn draft(item: &Value, language: Option<&str>) -> Draft {
    let owned = |name| text(item, name).map(ToOwned::to_owned);
    let ours = item.get("_guichet");
    let told = |name| ours.and_then(|ours| text(ours, name)).map(ToOwned::to_owned);
    // Numbers are not allowed as ids, and common.
    let number = item.get("id").filter(|id| id.is_number()).map(ToString::to_string);
    let attachments = item.get("attachments").and_then(Value::as_array);
    let attached: Vec<&Value> = attachments.into_iter().flatten().take(8).collect();
    let alt = told("alt").unwrap_or_default();
    let main = owned("image").or_else(|| owned("banner_image")).map(|image| (image, alt.clone()));
    let pictures = attached
        .iter()
        .filter(|attachment| text(attachment, "mime_type").is_some_and(|media| media.starts_with("image/")))
        .filter_map(|attachment| Some((text(attachment, "url")?, text(attachment, "title").unwrap_or_default())))
        .map(|(url, title)| (url.to_owned(), if alt.is_empty() { title.to_owned() } else { alt.clone() }));
    let links = [owned("url"), owned("external_url")].into_iter().flatten();
    Draft {
        id: owned("id").or(number).unwrap_or_default(),
        channel: told("channel"),
        links: links.chain(attached.iter().filter_map(|attachment| text(attachment, "url")).map(Into::into)).collect(),
        title: owned("title").map(Markup::Plain),
        text: owned("content_html")
            .map(Markup::Html)
            .or_else(|| owned("content_text").map(Markup::Plain))
            .or_else(|| owned("summary").map(Markup::Plain)),
        date: owned("date_published").or_else(|| owned("date_modified")),
        language: owned("language").or_else(|| language.map(ToOwned::to_owned)),
        pictures: main.into_iter().chain(pictures).collect(),
    }
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}
