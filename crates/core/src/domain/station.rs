//! Police stations and gendarmerie brigades, and the rows they travel in.

use super::hours::Hours;
use super::place::{InseeCode, Parsed, Point, PostalCode, Precision, one_line};

/// A station's lasting name in links and in what is sent: `gn-1000001`, `pn-75101-commissariat-central`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StationId(String);

impl StationId {
    /// The longest id that is accepted.
    pub const MAX_LENGTH: usize = 120;

    /// Reads an id: `gn-` or `pn-`, then lower-case letters of the alphabet, digits and single hyphens.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("gn-").or_else(|| text.strip_prefix("pn-"))?;
        let plain =
            rest.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase() || b == b'-' || b == b'A' || b == b'B');
        let hyphens = !rest.starts_with('-') && !rest.ends_with('-') && !rest.contains("--");
        (!rest.is_empty() && plain && hyphens && text.len() <= Self::MAX_LENGTH).then(|| Self(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The department that shows in it: a police station is named by its commune, a brigade by a number that tells nothing.
    pub fn department(&self) -> Option<&str> {
        let commune = self.0.strip_prefix("pn-")?;
        let overseas = commune.starts_with("97") || commune.starts_with("98");
        commune.get(..if overseas { 3 } else { 2 })
    }
}

/// Who runs a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Force {
    /// Police nationale.
    Police,
    /// Gendarmerie nationale.
    Gendarmerie,
}

/// A place where one can be received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    /// Lasting id.
    pub id: StationId,
    /// Official name.
    pub name: String,
    /// Who runs it.
    pub force: Force,
    /// Street and number; may be empty where the official file has none.
    pub address: String,
    /// Postal code, where the official file has a readable one.
    pub postal_code: Option<PostalCode>,
    /// Name of the commune as the address writes it.
    pub commune: String,
    /// Code of the commune of today, or of the arrondissement.
    pub commune_code: InseeCode,
    /// Telephone, in the form in which it should be dialled from France: `04 74 47 20 20`, `17`, `3430`;
    /// with its `+` prefix where it is not a French number.
    pub telephone: Option<String>,
    /// Where it is.
    pub point: Point,
    /// Whether that point is the station's own or its commune's.
    pub precision: Precision,
    /// Opening hours.
    pub hours: Hours,
    /// Whether a wheelchair gets in, where the data says so.
    pub wheelchair: Option<bool>,
    /// Made up for trying the product; the page must say so wherever it is shown.
    pub sample: bool,
}

impl Station {
    /// The number as the `tel:` scheme wants it: no spaces.
    pub fn dial(&self) -> Option<String> {
        self.telephone.as_deref().map(|shown| shown.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect())
    }
}

/// Writes stations as rows: tab-separated fields, one station a line, in the order given.
///
/// Fields: id, force (`P`/`G`), name, address, postal code, commune, commune code, telephone, latitude and longitude in
/// hundred-thousandths of a degree, precision mark, `s` for sample, hours ([`super::hours::wire`]), wheelchair
/// access (`y`/`n`). Readers must ignore further fields.
pub fn write_stations(stations: &[Station]) -> String {
    let mut text = String::new();
    for station in stations {
        let (latitude, longitude) = station.point.steps();
        let fields = [
            station.id.as_str().to_owned(),
            match station.force {
                Force::Police => "P",
                Force::Gendarmerie => "G",
            }
            .to_owned(),
            one_line(&station.name),
            one_line(&station.address),
            station.postal_code.map(String::from).unwrap_or_default(),
            one_line(&station.commune),
            station.commune_code.into(),
            one_line(station.telephone.as_deref().unwrap_or_default()),
            latitude.to_string(),
            longitude.to_string(),
            station.precision.mark().to_owned(),
            if station.sample { "s" } else { "" }.to_owned(),
            one_line(&station.hours.to_wire()),
            station.wheelchair.map_or("", |gets_in| if gets_in { "y" } else { "n" }).to_owned(),
        ];
        text.push_str(fields.join("\t").trim_end_matches('\t'));
        text.push('\n');
    }
    text
}

/// Reads rows of stations. A row that cannot be read is skipped and counted.
pub fn read_stations(text: &str) -> Parsed<Station> {
    let mut parsed = Parsed { rows: Vec::new(), skipped: 0 };
    for line in text.lines().filter(|line| !line.is_empty()) {
        match read_station(line) {
            Some(station) => parsed.rows.push(station),
            None => parsed.skipped += 1,
        }
    }
    parsed
}

fn read_station(line: &str) -> Option<Station> {
    let mut fields = line.split('\t');
    let mut next = || fields.next().unwrap_or_default();
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let id = StationId::parse(next())?;
    let force = match next() {
        "P" => Force::Police,
        "G" => Force::Gendarmerie,
        _ => return None,
    };
    let name = some(next())?;
    let address = next().to_owned();
    let postal_code = PostalCode::parse(next());
    let commune = next().to_owned();
    let commune_code = InseeCode::parse(next())?;
    let telephone = some(next());
    let latitude = next().parse().ok()?;
    let point = Point::from_steps(latitude, next().parse().ok()?)?;
    let precision = Precision::from_mark(next());
    let sample = next() == "s";
    let hours = Hours::from_wire(next());
    let wheelchair = match next() {
        "y" => Some(true),
        "n" => Some(false),
        _ => None,
    };
    Some(Station {
        id,
        name,
        force,
        address,
        postal_code,
        commune,
        commune_code,
        telephone,
        point,
        precision,
        hours,
        wheelchair,
        sample,
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::hours::tests::schedule;
    use proptest::prelude::*;

    /// A station of which only the place matters.
    pub(crate) fn placed(number: usize, point: Point, force: Force) -> Station {
        Station {
            id: StationId::parse(&format!("gn-{number}")).unwrap(),
            name: format!("Brigade {number}"),
            force,
            address: String::new(),
            postal_code: None,
            commune: "X".to_owned(),
            commune_code: InseeCode::parse("01001").unwrap(),
            telephone: None,
            point,
            precision: Precision::Own,
            hours: Hours::Unknown,
            wheelchair: None,
            sample: false,
        }
    }

    fn station() -> impl Strategy<Value = Station> {
        let words = "[A-Za-zéèœ' \t\n-]{1,30}";
        (
            ("(gn|pn)-[0-9]{1,8}", words, any::<bool>(), "[^\u{0}]{0,20}", prop::option::of("[0-9]{5}"), words),
            (
                prop::option::of("[0-9 ]{4,14}"),
                -90.0..90.0f64,
                -180.0..180.0f64,
                0..3u8,
                prop_oneof![
                    "[A-Za-z0-9:=~\t h-]{0,60}".prop_map(|text| Hours::text(&text)),
                    schedule().prop_map(Hours::Known)
                ],
                prop::option::of(any::<bool>()),
                any::<bool>(),
            ),
        )
            .prop_map(
                |(
                    (id, name, police, address, postal, commune),
                    (telephone, lat, lon, precision, hours, wheelchair, sample),
                )| {
                    Station {
                        id: StationId::parse(&id).unwrap(),
                        name: format!("B {}", one_line(&name)).trim().to_owned(),
                        force: if police { Force::Police } else { Force::Gendarmerie },
                        address: one_line(&address),
                        postal_code: postal.and_then(|p| PostalCode::parse(&p)),
                        commune: one_line(&commune),
                        commune_code: InseeCode::parse("2A004").unwrap(),
                        telephone: telephone.map(|t| one_line(&t)).filter(|t| !t.is_empty()),
                        point: Point::from_degrees(lat, lon).unwrap(),
                        precision: [Precision::Own, Precision::Area, Precision::Department][usize::from(precision)],
                        hours,
                        wheelchair,
                        sample,
                    }
                },
            )
    }

    proptest! {
        #[test]
        fn rows_round_trip(stations in prop::collection::vec(station(), 0..8)) {
            prop_assert_eq!(read_stations(&write_stations(&stations)), Parsed { rows: stations, skipped: 0 });
        }

        #[test]
        fn any_text_is_read_without_a_crash(text in "(\\PC|\t|\n){0,200}") {
            let lines = text.lines().filter(|line| !line.is_empty()).count();
            let parsed = read_stations(&text);
            prop_assert_eq!(parsed.rows.len() + parsed.skipped, lines);
        }
    }

    #[test]
    fn a_bad_row_is_counted_and_the_others_stay() {
        let good = "gn-1\tG\tBrigade\t\t\tX\t01001\t\t4600000\t500000";
        for bad in [
            "",
            "gn-1",
            "xx-1\tG",
            "gn-2\tZ\tB\t\t\tX\t01001\t\t1\t1",
            "gn-2\tG\tB\t\t\tX\t01001\t\t99999999999\t1",
            "gn-2\tG\tB\t\t\tX\t0100\t\t1\t1",
        ] {
            let parsed = read_stations(&format!("{good}\n{bad}\n{good}\n"));
            assert_eq!((parsed.rows.len(), parsed.skipped), (2, usize::from(!bad.is_empty())), "{bad}");
        }
    }

    #[test]
    fn ids_are_plain_and_short() {
        for good in ["gn-1", "pn-2A004-commissariat", "pn-75101-a-b-c"] {
            assert!(StationId::parse(good).is_some(), "{good}");
        }
        let long = format!("gn-{}", "1".repeat(120));
        for bad in ["", "gn-", "gn--1", "gn-1-", "xn-1", "gn-é", "gn-1/2", "gn-1 2", long.as_str()] {
            assert!(StationId::parse(bad).is_none(), "{bad}");
        }
    }
}
