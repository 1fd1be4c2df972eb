//! A page of each station, in each language: what search engines, networks and readers without scripts find at its address. Short,
//! because there are thousands of them: the whole sheet, with its map, is the app's.

use std::fmt::Write;

use guichet_core::{
    config::Config,
    domain::{
        hours::{Hours, Schedule, Span, Weekday},
        station::{Force, Station, StationId},
    },
    site::{self, Language, Page},
    text::{Word, Words},
};
use serde_json::{Value, json};

use crate::{
    card::{Card, data},
    page,
    text::{attribute, escaped},
};

/// What all of them may weigh together, in bytes. They have no compressed copies: each is sent within the first packets as it is.
pub const MOST: usize = 40_000_000;

/// The page of a station.
pub fn page(id: &StationId) -> Page {
    Page::Station { id: id.as_str().to_owned() }
}

/// What the pages of one language have in common.
pub struct Sheet<'a> {
    config: &'a Config,
    words: &'a Words,
    head: String,
    top: String,
    foot: String,
}

/// Lines of the shell's head that a page can do without which is read once and left.
const SPARED: [&str; 3] = ["<meta name=\"theme-color\"", "<link rel=\"apple-touch-icon\"", "<link rel=\"manifest\""];

/// The id in what is drawn once for all.
const ANY: &str = "gn-0";

impl<'a> Sheet<'a> {
    /// From the shell, placed; `drawn` is what the app draws for a station that it does not know yet. `None` where either has
    /// another shape than expected.
    pub fn new(config: &'a Config, words: &'a Words, shell: &str, drawn: &str) -> Option<Self> {
        let (head, rest) = shell.split_once("</head>")?;
        let needed = |line: &&str| !SPARED.iter().any(|start| line.starts_with(start));
        let head = head.split_inclusive('\n').filter(needed).collect();
        let (_, foot) = rest.split_once(page::END)?;
        let (top, _) = drawn.split_once("<main")?;
        let foot = page::in_language(&format!("{}{foot}", page::END), words.language());
        Some(Self { config, words, head, top: top.to_owned(), foot })
    }

    /// The address below which the app draws what all of them have in common.
    pub fn path(language: Language) -> String {
        site::path(language, &Page::Station { id: ANY.to_owned() })
    }

    /// The whole page of a station; `None` where the shell has another shape than expected.
    pub fn whole(&self, station: &Station) -> Option<String> {
        let (language, config) = (self.words.language(), self.config);
        let page = page(&station.id);
        let lead = [self.force(station), &address(station), station.telephone.as_deref().unwrap_or_default()];
        let lead: Vec<&str> = lead.into_iter().filter(|part| !part.is_empty()).collect();
        let card = Card { language, page: &page, title: station.name.clone(), lead: lead.join(" · ") };
        let mut tags = card.tags(config);
        if station.sample {
            tags.push_str("<meta name=\"robots\" content=\"noindex\">\n");
        } else {
            tags.push_str(&data(&told(station)));
            tags.push('\n');
        }
        let head = page::head(&self.head, config, language, (&card.title, &card.lead), &tags)?;
        let top = self.top.replace(ANY, station.id.as_str());
        let (begin, main, foot) = (page::BEGIN, self.main(station), &self.foot);
        Some(format!("{head}</head>\n<body>\n{begin}{top}{main}{foot}"))
    }

    fn say(&self, word: Word) -> &str {
        self.words.say(word)
    }

    fn force(&self, station: &Station) -> &str {
        self.say(match station.force {
            Force::Police => Word::ForcePolice,
            Force::Gendarmerie => Word::ForceGendarmerie,
        })
    }

    /// As the app draws it, without what it alone knows: whether the door is open now, the map.
    fn main(&self, station: &Station) -> String {
        let (language, base) = (self.words.language(), self.config.base());
        let finder = site::path(language, &Page::Finder);
        let complaint = site::path(language, &Page::Complaint { step: None });
        let near = station.postal_code.as_ref().map(|code| format!("?q={}", code.as_str())).unwrap_or_default();
        let (id, name) = (station.id.as_str(), escaped(&station.name));
        let mut out = format!(
            "<main id=\"main\" tabindex=\"-1\" class=\"page flow\"><p><a href=\"{base}{finder}{near}\" class=\"back\">{}</a></p>\
             <h1 id=\"heading\" tabindex=\"-1\">{name}</h1><p class=\"muted\">{}</p>",
            escaped(self.say(Word::StationOthers)),
            escaped(self.force(station)),
        );
        if station.sample {
            let (mark, note) = (self.say(Word::StationSample), self.say(Word::StationSampleNote));
            let _ = write!(
                out,
                "<p class=\"station-state\"><span class=\"badge badge-warn\">{}</span></p><p class=\"notice notice-warn\">{}</p>",
                escaped(mark),
                escaped(note)
            );
        }
        let call = match (&station.telephone, station.dial()) {
            (Some(shown), Some(dial)) => format!("<a href=\"tel:{}\">{}</a>", attribute(&dial), escaped(shown)),
            _ => format!("<span class=\"muted\">{}</span>", escaped(self.say(Word::StationNoTelephone))),
        };
        let _ = write!(
            out,
            "<p>{}</p><p class=\"station-ways\">{call}<a href=\"{base}{complaint}?lieu={id}\">{}</a></p><h2>{}</h2>{}",
            escaped(&address(station)),
            escaped(self.say(Word::StationPrepare)),
            escaped(self.say(Word::StationHours)),
            self.hours(&station.hours),
        );
        if let Some(gets_in) = station.wheelchair {
            let said = self.say(if gets_in { Word::AccessYes } else { Word::AccessNo });
            let _ = write!(out, "<h2>{}</h2><p>{}</p>", escaped(self.say(Word::StationAccess)), escaped(said));
        }
        out.push_str("</main>");
        out
    }

    fn hours(&self, hours: &Hours) -> String {
        let schedule = match hours {
            Hours::Unknown => return format!("<p>{}</p>", escaped(self.say(Word::HoursUnknown))),
            Hours::Text(text) => return format!("<p class=\"notice\">{}</p>", escaped(text)),
            Hours::Known(schedule) => schedule,
        };
        let row = |(day, hours): (String, String)| {
            format!("<tr><th scope=\"row\">{}</th><td>{}</td></tr>", escaped(&day), escaped(&hours))
        };
        let rows: String = self.words.week(schedule).into_iter().map(row).collect();
        format!("<table class=\"hours\"><tbody>{rows}</tbody></table>")
    }
}

/// Street and town, on one line.
fn address(station: &Station) -> String {
    let code = station.postal_code.as_ref().map_or_else(String::new, |code| format!("{} ", code.as_str()));
    let town = format!("{code}{}", station.commune);
    if station.address.is_empty() { town } else { format!("{}, {town}", station.address) }
}

/// What it is, for search engines (<https://schema.org/PoliceStation>).
fn told(station: &Station) -> Value {
    let (latitude, longitude) = station.point.steps();
    let mut told = json!({
        "@context": "https://schema.org",
        "@type": "PoliceStation",
        "name": station.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": station.address,
            "postalCode": station.postal_code.as_ref().map(|code| code.as_str().to_owned()).unwrap_or_default(),
            "addressLocality": station.commune,
            "addressCountry": "FR",
        },
        "geo": { "@type": "GeoCoordinates", "latitude": degrees(latitude), "longitude": degrees(longitude) },
    });
    if let Some(members) = told.as_object_mut() {
        let mut add = |name: &str, value: Value| drop(members.insert(name.to_owned(), value));
        if let Some(telephone) = &station.telephone {
            add("telephone", telephone.clone().into());
        }
        if let Hours::Known(schedule) = &station.hours {
            add("openingHours", opening(schedule).into());
        }
    }
    told
}

/// Hundred-thousandths of a degree as a number.
fn degrees(steps: i32) -> f64 {
    f64::from(steps) / 100_000.0
}

/// The hours of a week as <https://schema.org/openingHours> has them: days that are alike stand together.
fn opening(schedule: &Schedule) -> Vec<String> {
    const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    let mut alike: Vec<(Vec<&str>, &[Span])> = Vec::new();
    for (name, day) in DAYS.into_iter().zip(Weekday::WEEK) {
        let spans = schedule.usual(day);
        match alike.iter_mut().find(|(_, known)| *known == spans) {
            Some((days, _)) => days.push(name),
            None if spans.is_empty() => {}
            None => alike.push((vec![name], spans)),
        }
    }
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let written =
        |days: &[&str], span: &Span| format!("{} {}-{}", days.join(","), clock(span.from()), clock(span.to()));
    alike.iter().flat_map(|(days, spans)| spans.iter().map(|span| written(days, span))).collect()
}

#[cfg(test)]
mod tests {
    use guichet_core::domain::hours::Day;

    use super::*;

    #[test]
    fn days_that_are_alike_are_told_together() {
        let span = |from: u16, to: u16| Span::new(from * 60, to * 60).unwrap();
        let week = Weekday::WEEK.into_iter().take(5).flat_map(|day| [(day, span(8, 12)), (day, span(14, 18))]);
        let all = week.chain([(Weekday::Saturday, span(9, 12))]).map(|(day, span)| (Day::Week(day), span));
        assert_eq!(
            opening(&Schedule::of(all)),
            ["Mo,Tu,We,Th,Fr 08:00-12:00", "Mo,Tu,We,Th,Fr 14:00-18:00", "Sa 09:00-12:00"]
        );
        assert_eq!(opening(&Schedule::always()), ["Mo,Tu,We,Th,Fr,Sa,Su 00:00-00:00"]);
        assert!(opening(&Schedule::default()).is_empty());
    }
}
