//! Names of stations, and the rows in which they travel.

use std::collections::BTreeSet;

use crate::domain::commune_search::normalise;
use crate::domain::place::{InseeCode, Parsed, Point, one_line};
use crate::domain::station::{Force, Station, StationId};

/// What the name of a station says of every station, and the small words in it.
const COMMON: &[&str] = &[
    "commissariat",
    "central",
    "de",
    "d",
    "du",
    "des",
    "la",
    "le",
    "les",
    "l",
    "police",
    "bureau",
    "poste",
    "hotel",
    "brigade",
    "gendarmerie",
    "nationale",
    "proximite",
    "territoriale",
    "autonome",
    "secteur",
    "quartier",
    "arrondissement",
    "arrondissements",
    "et",
    "en",
    "sur",
    "sous",
    "aux",
    "au",
    "exemple",
    "a",
];

/// The name of a station, and what is needed to go on from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationName {
    /// Its id, for its page.
    pub id: StationId,
    /// Official name.
    pub name: String,
    /// Name of the commune as the address writes it.
    pub commune: String,
    /// Code of that commune.
    pub commune_code: InseeCode,
    /// Where it is.
    pub point: Point,
}

impl StationName {
    /// The name of a station.
    pub fn of(station: &Station) -> Self {
        Self {
            id: station.id.clone(),
            name: station.name.clone(),
            commune: station.commune.clone(),
            commune_code: station.commune_code,
            point: station.point,
        }
    }

    /// Who runs it: its id says so.
    pub fn force(&self) -> Force {
        if self.id.as_str().starts_with("gn-") { Force::Gendarmerie } else { Force::Police }
    }

    /// The pieces in which it is published.
    pub fn pieces(&self) -> BTreeSet<String> {
        words(&format!("{} {}", self.name, self.commune)).iter().filter_map(|word| piece(word)).collect()
    }
}

/// Normalised words that tell one station from another, each once.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = normalise(text);
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty() && !COMMON.contains(word)) {
        if !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

/// *Saint* begins too many names to say where to look.
pub(super) fn piece(word: &str) -> Option<String> {
    if matches!(word, "saint" | "sainte") {
        return None;
    }
    let first = word.chars().next().filter(char::is_ascii_lowercase)?;
    Some(format!("s-{first}"))
}

/// Writes names of stations as rows: id, name, commune, its code, latitude and longitude in hundred-thousandths of a degree.
pub fn write_station_names(names: &[StationName]) -> String {
    let mut text = String::new();
    for one in names {
        let (latitude, longitude) = (one.point.steps().0.to_string(), one.point.steps().1.to_string());
        let (name, commune) = (one_line(&one.name), one_line(&one.commune));
        text.push_str(&[one.id.as_str(), &name, &commune, one.commune_code.as_str(), &latitude, &longitude].join("\t"));
        text.push('\n');
    }
    text
}

/// Reads such rows. A row that cannot be read is skipped and counted.
pub fn read_station_names(text: &str) -> Parsed<StationName> {
    let mut parsed = Parsed { rows: Vec::new(), skipped: 0 };
    for line in text.lines().filter(|line| !line.is_empty()) {
        match read_station_name(line) {
            Some(name) => parsed.rows.push(name),
            None => parsed.skipped += 1,
        }
    }
    parsed
}

fn read_station_name(line: &str) -> Option<StationName> {
    let mut fields = line.split('\t');
    let id = StationId::parse(fields.next()?)?;
    let name = fields.next().filter(|name| !name.is_empty())?.to_owned();
    let commune = fields.next()?.to_owned();
    let commune_code = InseeCode::parse(fields.next()?)?;
    let point = Point::from_steps(fields.next()?.parse().ok()?, fields.next()?.parse().ok()?)?;
    Some(StationName { id, name, commune, commune_code, point })
}
