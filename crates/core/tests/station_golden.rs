//! The rows of stations that are published must stay readable by the pages that were published before, and the reverse.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use guichet_core::domain::hours::{Day, Hours, Weekday, clock::State};
use guichet_core::domain::station::{read_stations, write_stations};

const ROWS: &str = include_str!("golden/station-rows-v1.txt");

#[test]
fn the_rows_of_version_one_are_read_and_written_as_ever() {
    let read = read_stations(ROWS);
    assert_eq!((read.rows.len(), read.skipped), (5, 0));
    assert_eq!(write_stations(&read.rows), ROWS);
    let [week, always, words, unknown, night] = read.rows.as_slice() else { panic!("five rows") };
    assert_eq!(week.hours, Hours::read("Lundi au samedi : 8h-12h 14h-19h Dimanche et jours fériés : 9h-12h 15h-18h"));
    assert_eq!(always.hours.state(0, "974"), State::OpenAllDay);
    assert_eq!(words.hours, Hours::Text("sur rendez-vous".to_owned()));
    assert!(unknown.hours.is_unknown());
    let spans = night.hours.schedule().unwrap().day(Day::Week(Weekday::Monday)).unwrap();
    assert_eq!((spans[0].from(), spans[0].to()), (1320, 1560));
    assert_eq!(night.hours.schedule().unwrap().day(Day::Holiday), Some(&[][..]));
    let access: Vec<_> = read.rows.iter().map(|station| station.wheelchair).collect();
    assert_eq!(access, [None, Some(true), Some(false), None, None]);
}

#[test]
fn a_row_with_more_fields_than_we_know_is_read() {
    let more = ROWS.lines().nth(1).unwrap().to_owned() + "\tlater\tstill later\n";
    assert_eq!(read_stations(&more).rows, read_stations(ROWS.lines().nth(1).unwrap()).rows);
}
