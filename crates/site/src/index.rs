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

/// The most addresses that readers take from one file.
pub const MOST_ADDRESSES: usize = 50_000;

/// What the files of addresses are called.
pub const SITEMAP: &str = "sitemap";

/// These pages, each with its other languages, as files with their names; none where no address is whole. Of more than `most`
/// there are several, and the first file names the others.
pub fn sitemaps(config: &Config, pages: &[(Language, Page)], most: usize) -> Vec<(String, String)> {
    if config.public_address.is_empty() {
        return Vec::new();
    }
    let files: Vec<String> = pages.chunks(most).map(|pages| sitemap(config, pages)).collect();
    if files.len() < 2 {
        return files.into_iter().map(|text| (format!("{SITEMAP}.xml"), text)).collect();
    }
    let mut first = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let parts: Vec<_> = files.into_iter().zip(1..).map(|(text, at)| (format!("{SITEMAP}-{at}.xml"), text)).collect();
    for (name, _) in &parts {
        let _ = writeln!(first, "<sitemap><loc>{}/{name}</loc></sitemap>", escaped(&config.public_address));
    }
    first += "</sitemapindex>\n";
    [(format!("{SITEMAP}.xml"), first)].into_iter().chain(parts).collect()
}

fn sitemap(config: &Config, pages: &[(Language, Page)]) -> String {
    let whole = |language, page: &_| escaped(&format!("{}{}", config.public_address, site::path(language, page)));
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for (language, page) in pages {
        let language = *language;
        let _ = write!(out, "<url><loc>{}</loc>", whole(language, page));
        for other in Language::ALL {
            let (tag, address) = (other.tag(), whole(other, page));
            let _ = write!(out, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}\"/>");
        }
        out += "</url>\n";
    }
    out + "</urlset>\n"
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_listed_in_as_many_files_as_it_takes() {
        let pages: Vec<(Language, Page)> = site::own_pages().take(5).collect();
        let config = Config { public_address: "https://police.example/a".to_owned(), ..Config::default() };
        assert!(sitemaps(&Config::default(), &pages, 9).is_empty());
        let one = sitemaps(&config, &pages, 9);
        assert_eq!(one.len(), 1);
        assert_eq!(
            one.first().map(|(name, text)| (name.as_str(), text.matches("<loc>").count())),
            Some(("sitemap.xml", 5))
        );
        let several = sitemaps(&config, &pages, 2);
        let names: Vec<&str> = several.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]);
        let (_, first) = several.first().unwrap();
        assert!(first.contains("<loc>https://police.example/a/sitemap-3.xml</loc>"), "{first}");
        assert_eq!(several.iter().skip(1).map(|(_, text)| text.matches("<loc>").count()).sum::<usize>(), 5);
    }
}
