//! The lines that a host copies into its page.

use super::{Accent, Theme};
use crate::site::{Language, Place, View, path, path_in};

/// What a host has chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Where the service is, without a slash at the end.
    pub base: String,
    /// The part that is shown.
    pub view: View,
    /// Its language.
    pub language: Language,
    /// Its colours.
    pub theme: Theme,
    /// A colour of its own; none for ours.
    pub accent: Option<Accent>,
    /// The station that the finder or the complaint begins with; empty for none.
    pub station: String,
    /// What the frame is called, for those who hear the page.
    pub title: String,
}

/// What the frame may do, as far as the host's page may: say where one is, hand a link on, copy.
const ALLOW: &str = "geolocation; web-share; clipboard-write; fullscreen";

impl Snippet {
    /// The address that the frame shows.
    pub fn address(&self) -> String {
        let path = path_in(Place::Hosted, self.language, &self.view.page());
        let (station, theme) = (encoded(&self.station), self.theme.name());
        let (path, asked) = match self.view {
            View::Stations if !station.is_empty() => (format!("{path}/{station}"), String::new()),
            View::Complaint if !station.is_empty() => (path, format!("lieu={station}")),
            _ => (path, String::new()),
        };
        let theme = if self.theme == Theme::Auto { String::new() } else { format!("theme={theme}") };
        let accent = self
            .accent
            .map_or_else(String::new, |accent| format!("accent={}", accent.as_text().trim_start_matches('#')));
        let search: Vec<String> = [asked, theme, accent].into_iter().filter(|part| !part.is_empty()).collect();
        let mark = if search.is_empty() { "" } else { "?" };
        format!("{}{path}{mark}{}", self.base, search.join("&"))
    }

    /// With the element of `embed.js`: it sizes itself, and shows the top of each page.
    pub fn element(&self) -> String {
        let mut attributes = format!("view=\"{}\" lang=\"{}\"", self.view.name(), self.language.tag());
        if self.theme != Theme::Auto {
            attributes += &attribute("theme", self.theme.name());
        }
        if let Some(accent) = self.accent {
            attributes += &attribute("accent", &accent.as_text());
        }
        if !self.station.is_empty() && matches!(self.view, View::Stations | View::Complaint) {
            attributes += &attribute("station", &self.station);
        }
        let (base, title) = (escaped(&self.base), escaped(&self.title));
        // Until the script is there, and where it never comes, a link stands in the frame's place.
        let link = format!("<a href=\"{base}{}\">{title}</a>", path(self.language, &self.view.page()));
        format!("<script async src=\"{base}/embed.js\"></script>\n<guichet-embed {attributes}>{link}</guichet-embed>")
    }

    /// Without any script of ours: a frame of a fixed height.
    pub fn frame(&self) -> String {
        format!(
            "<iframe src=\"{}\" title=\"{}\" loading=\"lazy\" width=\"100%\" height=\"700\" style=\"border:0\" \
             referrerpolicy=\"no-referrer\" allow=\"{ALLOW}\"></iframe>",
            escaped(&self.address()),
            escaped(&self.title)
        )
    }
}

fn attribute(name: &str, value: &str) -> String {
    format!(" {name}=\"{}\"", escaped(value))
}

/// As it may stand between the quotes of an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// As it may stand in an address: ids are letters, digits and hyphens; anything else is left out.
fn encoded(id: &str) -> String {
    id.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{self, Page};
    use proptest::prelude::*;

    fn snippet(view: View) -> Snippet {
        Snippet {
            base: "https://guichet.example".to_owned(),
            view,
            language: Language::Fr,
            theme: Theme::Auto,
            accent: None,
            station: String::new(),
            title: "Trouver un commissariat".to_owned(),
        }
    }

    #[test]
    fn the_lines_are_whole() {
        let plain = snippet(View::Stations);
        assert_eq!(
            plain.element(),
            "<script async src=\"https://guichet.example/embed.js\"></script>\n\
             <guichet-embed view=\"stations\" lang=\"fr\"><a href=\"https://guichet.example/commissariats\">Trouver un \
             commissariat</a></guichet-embed>"
        );
        assert!(plain.frame().starts_with(
            "<iframe src=\"https://guichet.example/embed/stations\" title=\"Trouver un commissariat\" loading=\"lazy\""
        ));
        let whole = Snippet {
            language: Language::En,
            theme: Theme::Dark,
            accent: Accent::parse("#7A1F2B"),
            station: "gn-1".to_owned(),
            ..plain
        };
        assert_eq!(whole.address(), "https://guichet.example/en/embed/stations/gn-1?theme=dark&accent=7a1f2b");
        assert!(whole.element().contains("lang=\"en\" theme=\"dark\" accent=\"#7a1f2b\" station=\"gn-1\""));
        let complaint = Snippet { view: View::Complaint, ..whole };
        assert_eq!(
            complaint.address(),
            "https://guichet.example/en/embed/complaint?lieu=gn-1&theme=dark&accent=7a1f2b"
        );
        assert!(complaint.frame().contains("?lieu=gn-1&amp;theme=dark&amp;accent=7a1f2b\""));
    }

    proptest! {
        /// Whatever is typed ends no attribute, and leads nowhere but to the view.
        #[test]
        fn nothing_typed_breaks_out(station in ".{0,60}", title in ".{0,60}", base in "https://[a-z\"<>&']{1,20}") {
            for view in View::ALL {
                let whole = Snippet { station: station.clone(), title: title.clone(), base: base.clone(), ..snippet(view) };
                prop_assert_eq!(whole.frame().matches('"').count(), 16);
                prop_assert_eq!(whole.frame().matches(['<', '>']).count(), 4);
                prop_assert_eq!(whole.element().matches(['<', '>']).count(), 12);
            }
            let address = Snippet { station, ..snippet(View::Complaint) }.address();
            let path = address.trim_start_matches("https://guichet.example").split('?').next().unwrap_or_default();
            prop_assert_eq!(site::parse(path), Some((Language::Fr, Page::Complaint { step: None })));
        }
    }
}
