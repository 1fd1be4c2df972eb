//! The times that stations offer, from a file of a spreadsheet.
//!
//! The first line names the columns, in any order: `station`, `start`, `minutes`, `places`. Commas or semicolons separate
//! them. A start without an offset is what the clocks of the station show.

use super::{database, print, time, zone};
use crate::institution::Refusal;
use crate::store::Store;
use crate::store::acts::Agent;
use crate::store::slots::Offer;
use guichet_core::domain::station::StationId;
use guichet_core::wire::slot::{MAX_MINUTES, Slot};
use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

/// The columns, all needed.
const COLUMNS: [&str; 4] = ["station", "start", "minutes", "places"];
/// The most people received at one time.
const MAX_PLACES: u16 = 1000;
/// The largest file, in bytes.
const MAX_FILE: u64 = 16 * 1024 * 1024;

/// Takes over a file: all of its lines, or none and the first that cannot be read is named.
pub async fn import(
    store: &Store,
    path: &Path,
    department: Option<&str>,
    agent: Agent<'_>,
    out: &mut impl Write,
) -> Result<(), Refusal> {
    let cannot = |why: String| Refusal(format!("Nothing was imported from {}: {why}.", path.display()));
    let size = std::fs::metadata(path).map_err(|error| cannot(error.to_string()))?.len();
    if size > MAX_FILE {
        return Err(cannot(format!("it is larger than {} MiB", MAX_FILE / 1024 / 1024)));
    }
    let bytes = std::fs::read(path).map_err(|error| cannot(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| cannot("it is not UTF-8".to_owned()))?;
    let offers = read(&text, department).map_err(cannot)?;
    let future = offers.iter().filter(|offer| offer.slot.start.unix() > agent.now).count();
    store.offer(&offers, agent).await.map_err(|error| database(&error))?;
    let past = offers.len() - future;
    print(
        out,
        &format!(
            "{} times imported{}.",
            offers.len(),
            if past > 0 { format!(", {past} of them past") } else { String::new() }
        ),
    )
}

/// Reads the file; the error is the end of a sentence.
fn read(text: &str, department: Option<&str>) -> Result<Vec<Offer>, String> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|_| "its first line cannot be read".to_owned())?.clone();
    let column = |name: &str| {
        let place = headers.iter().position(|header| header.eq_ignore_ascii_case(name));
        place.ok_or_else(|| format!("its first line must name the columns {}", COLUMNS.join(", ")))
    };
    let [station, start, minutes, places] = COLUMNS.map(column);
    let (station, start, minutes, places) = (station?, start?, minutes?, places?);
    let (mut offers, mut seen) = (Vec::new(), HashSet::new());
    for (number, record) in (2..).zip(reader.records()) {
        let record = record.map_err(|_| format!("line {number} has not as many columns as the first"))?;
        let field = |column: usize| record.get(column).unwrap_or_default();
        let wrong = |name: &str, wants: &str| format!("line {number}: {name} must be {wants}");
        let id =
            StationId::parse(field(station)).ok_or_else(|| wrong("station", "the id of a station (pn-…, gn-…)"))?;
        let start = time(field(start), zone(id.as_str(), department))
            .ok_or_else(|| wrong("start", "a time like 2026-12-01 10:30 or 2026-12-01T10:30+01:00"))?;
        let bounded = |column: usize, name: &str, least: u16, most: u16| {
            let number = field(column).parse().ok().filter(|number| (least..=most).contains(number));
            number.ok_or_else(|| wrong(name, &format!("a number from {least} to {most}")))
        };
        let slot = Slot { start, minutes: bounded(minutes, "minutes", 1, MAX_MINUTES)? };
        let offer = Offer { station: id.as_str().to_owned(), slot, places: bounded(places, "places", 0, MAX_PLACES)? };
        if !seen.insert((offer.station.clone(), start.unix())) {
            return Err(format!("line {number}: the same station and start stood before"));
        }
        offers.push(offer);
    }
    if offers.is_empty() { Err("it has no line after the first".to_owned()) } else { Ok(offers) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_is_read_whatever_separates_its_columns() {
        let comma =
            "station,start,minutes,places\npn-75056-central,2026-12-01 10:30,30,2\ngn-1,2026-12-01T10:30+01:00,45,0\n";
        let semicolon = "\u{feff}Places;Start;Station;Minutes\r\n2;\"01/12/2026 10h30\";pn-75056-central;30\r\n0; 2026-12-01 10:30 ;gn-1;45\r\n";
        let offers = read(comma, None).unwrap();
        assert_eq!(read(semicolon, None).unwrap(), offers);
        assert_eq!((offers[0].places, offers[0].slot.start.to_string()), (2, "2026-12-01T10:30:00+01:00".to_owned()));
    }

    #[test]
    fn the_first_wrong_line_is_named() {
        let with = |line: &str| format!("station,start,minutes,places\ngn-1,2026-12-01 10:30,30,1\n{line}\n");
        for (line, said) in [
            ("1,2026-12-02 10:30,30,1", "line 3: station must be"),
            ("gn-1,demain,30,1", "line 3: start must be"),
            ("gn-1,2026-12-02 10:30,0,1", "line 3: minutes must be a number from 1 to 480"),
            ("gn-1,2026-12-02 10:30,30,-1", "line 3: places must be a number from 0 to 1000"),
            ("gn-1,2026-12-02 10:30,30", "line 3 has not as many columns"),
            ("gn-1,2026-12-01T09:30Z,30,1", "line 3: the same station and start"),
        ] {
            let error = read(&with(line), None).unwrap_err();
            assert!(error.starts_with(said), "{error}");
        }
        for (text, said) in [("", "columns"), ("a,b\n1,2\n", "columns"), ("station,start,minutes,places\n", "no line")]
        {
            assert!(read(text, None).unwrap_err().contains(said), "{text}");
        }
    }
}
