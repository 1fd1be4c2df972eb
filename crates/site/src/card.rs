//! What a page looks like where it is shared: its words for networks and search engines, and its picture.

use std::{fmt::Write, path::Path, sync::Arc};

use guichet_core::{
    config::Config,
    site::{self, Language, Page},
};
use resvg::{tiny_skia, usvg};
use serde_json::{Value, json};

use crate::text::{attribute, escaped};

/// The size that networks ask for.
const SIZE: (u32, u32) = (1200, 630);
/// As `style/tokens.css` has them, in light.
const INK: &str = "#ffffff";
const PAPER: &str = "#20317a";
const QUIET: &str = "#d5dbf5";

/// Letters on a line of the title and of the sentence below it, at their sizes.
const TITLE_LINE: usize = 21;
const LEAD_LINE: usize = 46;

/// A page's words: its heading, and the first sentence below it.
pub struct Card<'a> {
    pub language: Language,
    pub page: &'a Page,
    pub title: String,
    pub lead: String,
}

impl Card<'_> {
    /// The name of its picture in `dist`. Stations share the finder's.
    pub fn picture(&self) -> String {
        let page = match self.page {
            Page::Station { .. } => &Page::Finder,
            Page::Department { .. } => &Page::Directory,
            page => page,
        };
        let path = site::path(self.language, page);
        let name = path.trim_matches('/').replace('/', "-");
        format!("cards/{}.png", if name.is_empty() { "index" } else { &name })
    }

    /// Its whole address; `None` where the institution has not said where the app stands.
    pub fn whole(&self, config: &Config) -> Option<String> {
        let public = &config.public_address;
        (!public.is_empty()).then(|| format!("{public}{}", site::path(self.language, self.page)))
    }

    /// Tags for the page's head. Addresses that must be whole are left out where the institution has not said where the app stands.
    pub fn tags(&self, config: &Config) -> String {
        let whole = |language: Language| format!("{}{}", config.public_address, site::path(language, self.page));
        let mut tags: Vec<String> = [
            ("og:type", "website"),
            ("og:site_name", &config.name),
            ("og:title", &self.title),
            ("og:description", &self.lead),
            ("og:locale", locale(self.language)),
        ]
        .into_iter()
        .map(|(name, value)| format!("<meta property=\"{name}\" content=\"{}\">", attribute(value)))
        .collect();
        tags.push("<meta name=\"twitter:card\" content=\"summary_large_image\">".to_owned());
        if !config.public_address.is_empty() {
            let picture = attribute(&format!("{}/{}", config.public_address, self.picture()));
            let address = attribute(&whole(self.language));
            tags.push(format!("<link rel=\"canonical\" href=\"{address}\">"));
            tags.push(format!("<meta property=\"og:url\" content=\"{address}\">"));
            tags.push(format!("<meta property=\"og:image\" content=\"{picture}\">"));
            tags.push(format!("<meta property=\"og:image:width\" content=\"{}\">", SIZE.0));
            tags.push(format!("<meta property=\"og:image:height\" content=\"{}\">", SIZE.1));
            tags.push(format!("<meta property=\"og:image:alt\" content=\"{}\">", attribute(&self.title)));
            for language in Language::ALL {
                let address = attribute(&whole(language));
                tags.push(format!("<link rel=\"alternate\" hreflang=\"{}\" href=\"{address}\">", language.tag()));
            }
            let address = attribute(&whole(Language::Fr));
            tags.push(format!("<link rel=\"alternate\" hreflang=\"x-default\" href=\"{address}\">"));
        }
        if *self.page == Page::Start {
            tags.push(self.service(config));
        }
        tags.into_iter().map(|tag| tag + "\n").collect()
    }

    /// What the service is, for search engines (<https://schema.org/GovernmentService>): data, which no browser runs.
    fn service(&self, config: &Config) -> String {
        let mut service = json!({
            "@context": "https://schema.org",
            "@type": "GovernmentService",
            "name": self.title,
            "description": self.lead,
            "serviceType": "Police",
            "areaServed": { "@type": "Country", "name": "France" },
            "availableLanguage": Language::ALL.map(Language::tag),
            "provider": { "@type": "GovernmentOrganization", "name": config.institution },
        });
        if let (Some(address), Some(members)) = (self.whole(config), service.as_object_mut()) {
            members.insert("url".to_owned(), address.into());
        }
        data(&service)
    }

    /// Its picture, as PNG; `None` where it cannot be drawn.
    pub fn drawn(&self, config: &Config, painter: &Painter) -> Option<Vec<u8>> {
        let mut lines = String::new();
        let mut at = 270;
        for line in wrapped(&self.title, TITLE_LINE, 3) {
            let _ = write!(
                lines,
                "<text x=\"80\" y=\"{at}\" font-size=\"74\" font-weight=\"bold\" fill=\"{INK}\">{}</text>",
                escaped(&line)
            );
            at += 88;
        }
        at += 4;
        for line in wrapped(&self.lead, LEAD_LINE, 2) {
            let _ =
                write!(lines, "<text x=\"80\" y=\"{at}\" font-size=\"36\" fill=\"{QUIET}\">{}</text>", escaped(&line));
            at += 50;
        }
        let (width, height) = SIZE;
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-family=\"DejaVu Sans\">\
             <rect width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>\
             <g transform=\"translate(80 72) scale(2.25)\"><rect width=\"32\" height=\"32\" rx=\"7\" fill=\"{INK}\"/>\
             <path d=\"M8 21V11h16v10M6 17.5h20\" fill=\"none\" stroke=\"{PAPER}\" stroke-width=\"2.5\"/></g>\
             <text x=\"176\" y=\"124\" font-size=\"44\" font-weight=\"bold\" fill=\"{INK}\">{}</text>{lines}</svg>",
            escaped(&config.name),
        );
        painter.png(&svg, SIZE)
    }
}

/// Data for search engines, which no browser runs; no text in them may end the element.
pub fn data(told: &Value) -> String {
    format!("<script type=\"application/ld+json\">{}</script>", told.to_string().replace('<', "\\u003c"))
}

const fn locale(language: Language) -> &'static str {
    match language {
        Language::Fr => "fr_FR",
        Language::En => "en_GB",
    }
}

/// Words on lines of so many letters at most; what does not fit on the last line ends in an ellipsis.
fn wrapped(text: &str, letters: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // A no-break space keeps its words together; only plain spaces part lines.
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let free = |line: &String| line.chars().count() + 1 + word.chars().count() <= letters;
        if let Some(line) = lines.last_mut().filter(|line| free(line)) {
            line.push(' ');
            line.push_str(word);
        } else if lines.len() < most {
            lines.push(word.to_owned());
        } else {
            if let Some(line) = lines.last_mut() {
                line.push('…');
            }
            break;
        }
    }
    lines
}

/// Draws pictures with one family of letters, so that every machine draws the same ones.
pub struct Painter(usvg::Options<'static>);

impl Painter {
    /// A painter with the letters of these files.
    pub fn new(fonts: &[&Path]) -> std::io::Result<Self> {
        let mut database = usvg::fontdb::Database::new();
        for font in fonts {
            database.load_font_data(std::fs::read(font)?);
        }
        Ok(Self(usvg::Options { fontdb: Arc::new(database), ..usvg::Options::default() }))
    }

    /// A drawing at a size in pixels; `None` where it is no drawing.
    pub fn png(&self, svg: &str, (width, height): (u32, u32)) -> Option<Vec<u8>> {
        let tree = usvg::Tree::from_str(svg, &self.0).ok()?;
        let mut pixels = tiny_skia::Pixmap::new(width, height)?;
        let factor = f32::from(u16::try_from(width).ok()?) / tree.size().width();
        resvg::render(&tree, tiny_skia::Transform::from_scale(factor, factor), &mut pixels.as_mut());
        pixels.encode_png().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(page: &Page) -> Card<'_> {
        Card { language: Language::En, page, title: "Help \"now\" <b>".to_owned(), lead: "A & b".to_owned() }
    }

    #[test]
    fn lines_break_at_spaces_and_end_in_an_ellipsis_where_there_are_too_many() {
        assert_eq!(wrapped("one two three", 7, 3), ["one two", "three"]);
        assert_eq!(wrapped("one two three four", 7, 2), ["one two", "three…"]);
        assert_eq!(wrapped("passé\u{a0}? Oui", 8, 2), ["passé\u{a0}?", "Oui"]);
        assert!(wrapped("", 8, 2).is_empty());
    }

    #[test]
    fn addresses_are_whole_or_left_out_and_no_text_breaks_out() {
        let alone = card(&Page::Start).tags(&Config::default());
        assert!(!alone.contains("canonical") && !alone.contains("og:image"), "{alone}");
        assert!(alone.contains("content=\"Help &quot;now&quot; &lt;b&gt;\""), "{alone}");
        let config = Config {
            public_address: "https://police.example/a".to_owned(),
            institution: "</script><script>".to_owned(),
            ..Config::default()
        };
        let tags = card(&Page::Start).tags(&config);
        for expected in [
            "<link rel=\"canonical\" href=\"https://police.example/a/en\">",
            "hreflang=\"fr\" href=\"https://police.example/a/\">",
            "hreflang=\"x-default\" href=\"https://police.example/a/\">",
            "content=\"https://police.example/a/cards/en.png\">",
        ] {
            assert!(tags.contains(expected), "{expected} is not in {tags}");
        }
        assert_eq!(tags.matches("</script>").count(), 1, "{tags}");
    }
}
