//! All stations as `GeoJSON` (RFC 7946), to be downloaded and used elsewhere.

use std::fmt::Write as _;

use guichet_core::domain::data_index::Source;
use guichet_core::domain::hours::{Day, Hours, Schedule};
use guichet_core::domain::place::{PostalCode, Precision};
use guichet_core::domain::station::{Force, Station};
use serde_json::{Map, Value, json};

/// Writes the stations in the order given, a line each; with each its source, where it has one.
pub fn write<'a>(
    stations: impl Iterator<Item = (&'a Station, Option<&'a Source>)>,
    sources: &[Source],
    sample: bool,
) -> String {
    let named = |source: &Source| {
        let date = if source.date.is_empty() { &source.received } else { &source.date };
        format!("{} ({}, {date}, {})", source.publisher, source.name, source.licence)
    };
    let attribution: Vec<String> = sources.iter().map(named).collect();
    let mut text = format!(
        "{{\"type\":\"FeatureCollection\",\"sample\":{sample},\"attribution\":{},\"features\":[",
        Value::from(attribution.join("; "))
    );
    for (place, (station, source)) in stations.enumerate() {
        text.push_str(if place == 0 { "\n" } else { ",\n" });
        // Writing to a string cannot fail.
        let _ = write!(text, "{}", feature(station, source));
    }
    text.push_str("\n]}\n");
    text
}

fn feature(station: &Station, source: Option<&Source>) -> Value {
    let mut properties = Map::new();
    let mut put = |name: &str, value: Value| {
        if value != "" {
            properties.insert(name.to_owned(), value);
        }
    };
    put("name", station.name.clone().into());
    put("force", if station.force == Force::Police { "police" } else { "gendarmerie" }.into());
    put("address", station.address.clone().into());
    put("postal_code", station.postal_code.as_ref().map_or("", PostalCode::as_str).into());
    put("commune", station.commune.clone().into());
    put("insee", station.commune_code.as_str().into());
    put("telephone", station.telephone.clone().unwrap_or_default().into());
    match &station.hours {
        Hours::Unknown => {}
        Hours::Text(words) => put("hours_text", words.clone().into()),
        Hours::Known(schedule) => put("opening_hours", opening_hours(schedule).into()),
    }
    if let Some(gets_in) = station.wheelchair {
        put("wheelchair", if gets_in { "yes" } else { "no" }.into());
    }
    let own = station.precision == Precision::Own;
    put("point", if own { "own" } else { "commune" }.into());
    put("sample", station.sample.into());
    if let Some(source) = source {
        put("source", source.name.clone().into());
        put("source_date", if source.date.is_empty() { &source.received } else { &source.date }.as_str().into());
    }
    put("id", station.id.as_str().into());
    json!({
        "type": "Feature",
        "id": station.id.as_str(),
        // RFC 7946: longitude first.
        "geometry": { "type": "Point", "coordinates": [station.point.longitude(), station.point.latitude()] },
        "properties": properties,
    })
}

const NAMES: [&str; 8] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH"];

/// A schedule in the form of OpenStreetMap's key `opening_hours`. A public holiday of which nothing is said is not
/// named, and days without hours are closed there too.
pub fn opening_hours(schedule: &Schedule) -> String {
    if schedule.is_always_open() {
        return "24/7".to_owned();
    }
    let hours = |day: Day| {
        let spans = schedule.day(day)?;
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        // Beyond midnight it goes on as 26:00 there as well; 24:00 is the end of the day.
        let spans: Vec<String> =
            spans.iter().map(|span| format!("{}-{}", clock(span.from()), clock(span.to()))).collect();
        Some(if spans.is_empty() { "off".to_owned() } else { spans.join(",") })
    };
    let all = Day::ALL.map(hours);
    let mut rules: Vec<String> = Vec::new();
    let mut place = 0;
    while let (Some(said), Some(first)) = (all.get(place), NAMES.get(place)) {
        // Holidays stand alone: they are no part of a row of days.
        let same = all.iter().take(7).skip(place).take_while(|other| *other == said).count().max(1);
        let last = NAMES.get(place + same - 1).unwrap_or(first);
        if let Some(hours) = said.as_ref().filter(|hours| *hours != "off" || place == 7) {
            rules.push(if same > 1 { format!("{first}-{last} {hours}") } else { format!("{first} {hours}") });
        }
        place += same;
    }
    if rules.is_empty() || schedule.is_never_open() { "off".to_owned() } else { rules.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_written_as_map_makers_write_them() {
        for (wire, written) in [
            ("=24", "24/7"),
            (
                "=12345:800-1200,1400-1900;67h:900-1200",
                "Mo-Fr 08:00-12:00,14:00-19:00; Sa-Su 09:00-12:00; PH 09:00-12:00",
            ),
            ("=135:800-1200", "Mo 08:00-12:00; We 08:00-12:00; Fr 08:00-12:00"),
            ("=1:800-1200;h", "Mo 08:00-12:00; PH off"),
            ("=6:2200-2600", "Sa 22:00-26:00"),
            ("=7:0-2400", "Su 00:00-24:00"),
            ("=h", "off"),
        ] {
            let Hours::Known(schedule) = Hours::from_wire(wire) else { panic!("{wire}") };
            assert_eq!(opening_hours(&schedule), written, "{wire}");
        }
    }
}
