//! What search engines and phones read about the whole: robots, sitemap, manifest.

use std::fmt::Write;

use guichet_core::{
    config::Config,
    site::{self, Language, Page},
};
use serde_json::json;

use crate::text::escaped;

/// Pictures of the mark for phones, by the edge in pixels.
pub const ICONS: [u32; 3] = [180, 192, 512];

/// The name of such a picture in `dist`.
pub fn icon(edge: u32) -> String {
    format!("icon-{edge}.png")
}

/// The rules for robots, which look for them at the root of a host. Steps of a form say nothing to them.
pub fn robots(config: &Config) -> String {
    let mut out = format!("User-agent: *\nDisallow: {}/api/\n", config.base());
    if !config.public_address.is_empty() {
        let _ = writeln!(out, "Sitemap: {}/sitemap.xml", config.public_address);
    }
    out
}

/// Every page with a file of its own and `more` of them, in each language, each with its others; `None` where no address is whole.
pub fn sitemap(config: &Config, more: &[Page]) -> Option<String> {
    if config.public_address.is_empty() {
        return None;
    }
    let whole = |language, page: &_| escaped(&format!("{}{}", config.public_address, site::path(language, page)));
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let more = Language::ALL.into_iter().flat_map(|language| more.iter().map(move |page| (language, page.clone())));
    for (language, page) in site::own_pages().chain(more) {
        let _ = write!(out, "<url><loc>{}</loc>", whole(language, &page));
        for other in Language::ALL {
            let (tag, address) = (other.tag(), whole(other, &page));
            let _ = write!(out, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}\"/>");
        }
        out += "</url>\n";
    }
    Some(out + "</urlset>\n")
}

/// What a phone needs to put the app among others. Its addresses count from where it stands itself.
pub fn manifest(config: &Config) -> String {
    let icons: Vec<_> = ICONS
        .into_iter()
        .map(|edge| json!({ "src": icon(edge), "sizes": format!("{edge}x{edge}"), "type": "image/png" }))
        .collect();
    let manifest = json!({
        "name": config.name,
        "short_name": config.name,
        "lang": Language::Fr.tag(),
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": icons,
    });
    format!("{manifest:#}\n")
}
