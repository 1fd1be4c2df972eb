//! Former ids: where a station of the last build has another id today, the old one leads to the new one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use guichet_core::domain::place::Precision;
use guichet_core::domain::station::{Station, StationId};

use crate::failure::Failure;
use crate::report::FormerReport;
use crate::station_ids::slug;
use crate::table::{self, Table};

/// Former id → id of today.
pub type Former = BTreeMap<StationId, StationId>;

/// Two doors of one force that are nearer than this are one door.
const SAME_DOOR_KM: f64 = 0.05;

/// What the last build knew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LastBuild {
    /// Its stations; none where they were a sample.
    pub stations: Vec<Station>,
    /// The former ids that it published.
    pub former: Former,
}

/// Reads a list of former ids, `former;current`.
pub fn read(path: &Path, report: &mut FormerReport) -> Result<Former, Failure> {
    Ok(listed(&table::read(path, &["former", "current"])?, report))
}

fn listed(table: &Table, report: &mut FormerReport) -> Former {
    let mut former = Former::new();
    for row in &table.rows {
        let (old, new) = (row.field("former"), row.field("current"));
        match (StationId::parse(old), StationId::parse(new)) {
            (Some(old), Some(new)) => {
                former.insert(old, new);
            }
            _ => report.unusable.push(format!("line {}: {old} {new}", row.line)),
        }
    }
    former
}

/// The former ids to be published. What the list of the institution says goes before what is found; ids that are in use
/// today are never former ones; an id that was renamed twice leads to the last one.
pub fn map(last: &LastBuild, listed: Former, stations: &[Station], report: &mut FormerReport) -> Former {
    let today: BTreeSet<&StationId> = stations.iter().map(|station| &station.id).collect();
    let before: BTreeSet<&StationId> = last.stations.iter().map(|station| &station.id).collect();
    let mut all = last.former.clone();
    for station in last.stations.iter().filter(|station| !today.contains(&station.id)) {
        match found_again(station, stations, &before) {
            Some(new) => {
                report.renamed += 1;
                all.insert(station.id.clone(), new.id.clone());
            }
            None if !listed.contains_key(&station.id) => {
                report.gone.push(format!("{} {}", station.id.as_str(), station.name));
            }
            None => {}
        }
    }
    all.extend(listed);
    let lead = |old: &StationId| -> StationId {
        let mut id = old;
        // No chain is longer than the map; a circle ends there too.
        for _ in 0..all.len() {
            match all.get(id) {
                Some(next) if !today.contains(id) => id = next,
                _ => break,
            }
        }
        id.clone()
    };
    let former: Former = all
        .keys()
        .filter(|old| !today.contains(old))
        .map(|old| (old.clone(), lead(old)))
        .filter(|(old, new)| old != new)
        .collect();
    report.published = former.len();
    former
}

/// Letters and digits only: files differ in commas, hyphens and accents.
fn plain(text: &str) -> String {
    slug(text, usize::MAX)
}

/// The station of today that an earlier one is: of the same force, and of the same name in the same commune, else new
/// at the same address, else new at the same door. Only where there is exactly one.
fn found_again<'a>(old: &Station, stations: &'a [Station], before: &BTreeSet<&StationId>) -> Option<&'a Station> {
    let one = |same: &dyn Fn(&Station) -> bool| {
        let mut found = stations.iter().filter(|new| new.force == old.force && same(new));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    };
    let new = |station: &Station| !before.contains(&station.id);
    let here = |station: &Station| station.commune_code == old.commune_code;
    let own = |station: &Station| station.precision == Precision::Own;
    one(&|station| here(station) && plain(&station.name) == plain(&old.name))
        .or_else(|| {
            let address = plain(&old.address);
            one(&|station| new(station) && here(station) && !address.is_empty() && plain(&station.address) == address)
        })
        .or_else(|| {
            one(&|station| {
                new(station) && own(station) && own(old) && station.point.distance_km(old.point) <= SAME_DOOR_KM
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use guichet_core::domain::hours::Hours;
    use guichet_core::domain::place::{InseeCode, Point};
    use guichet_core::domain::station::Force;

    fn id(text: &str) -> StationId {
        StationId::parse(text).unwrap()
    }

    fn station(text: &str, name: &str, address: &str, north: i32) -> Station {
        Station {
            id: id(text),
            name: name.to_owned(),
            force: Force::Gendarmerie,
            address: address.to_owned(),
            postal_code: None,
            commune: "X".to_owned(),
            commune_code: InseeCode::parse("01001").unwrap(),
            telephone: None,
            point: Point::from_steps(4_600_000 + north, 500_000).unwrap(),
            precision: Precision::Own,
            hours: Hours::Unknown,
            wheelchair: None,
            sample: false,
        }
    }

    /// The map that comes of these, as text, and how many were renamed and gone.
    fn check(last: &LastBuild, lines: &str, today: &[Station]) -> (Vec<String>, usize, usize) {
        let mut report = FormerReport::default();
        let listed = listed(&table::parse(format!("former;current\n{lines}").as_bytes(), &[]).unwrap(), &mut report);
        let former = map(last, listed, today, &mut report);
        assert_eq!(report.published, former.len());
        let text = former.iter().map(|(old, new)| format!("{} {}", old.as_str(), new.as_str())).collect();
        (text, report.renamed, report.gone.len())
    }

    #[test]
    fn a_station_is_found_again_by_name_address_or_door() {
        let last = LastBuild {
            stations: vec![
                station("gn-1", "Brigade A", "1 rue A", 0),
                station("gn-2", "Brigade B", "2 rue B", 10_000),
                station("gn-3", "Brigade C", "3 rue C", 20_000),
                station("gn-4", "Brigade D", "4 rue D", 30_000),
                station("gn-5", "Brigade E", "5 rue E", 40_000),
            ],
            former: Former::new(),
        };
        let today = [
            station("gn-11", "BRIGADE A", "9 rue Z", 5_000),
            station("gn-12", "Unité B", "2, rue B", 15_000),
            station("gn-13", "Unité C", "", 20_010),
            station("gn-5", "Brigade E", "5 rue E", 40_000),
        ];
        let (map, renamed, gone) = check(&last, "", &today);
        assert_eq!(map, ["gn-1 gn-11", "gn-2 gn-12", "gn-3 gn-13"]);
        assert_eq!((renamed, gone), (3, 1));
    }

    #[test]
    fn a_station_that_was_there_already_is_not_taken_for_a_neighbour_that_closed() {
        let last = LastBuild {
            stations: vec![station("gn-1", "A", "1 rue A", 0), station("gn-2", "B", "1 rue A", 1)],
            former: Former::new(),
        };
        assert_eq!(check(&last, "", &[station("gn-2", "B", "1 rue A", 1)]), (vec![], 0, 1));
    }

    #[test]
    fn ids_renamed_twice_lead_to_the_last_one_and_used_ids_are_not_former() {
        let last = LastBuild {
            stations: vec![station("gn-2", "A", "1 rue A", 0)],
            former: [(id("gn-1"), id("gn-2")), (id("gn-9"), id("gn-2"))].into(),
        };
        let today = [station("gn-3", "A", "1 rue A", 0), station("gn-9", "Other", "x", 90_000)];
        assert_eq!(check(&last, "", &today).0, ["gn-1 gn-3", "gn-2 gn-3"]);
        // And once more, with the result as the last build.
        let last = LastBuild { stations: today.to_vec(), former: [(id("gn-1"), id("gn-3"))].into() };
        assert_eq!(check(&last, "", &today).0, ["gn-1 gn-3"]);
    }

    #[test]
    fn the_list_of_the_institution_goes_first_and_circles_end() {
        let last = LastBuild { stations: vec![station("gn-1", "A", "1 rue A", 0)], former: Former::new() };
        let today = [station("gn-2", "A", "1 rue A", 0), station("gn-3", "B", "x", 90_000)];
        assert_eq!(check(&last, "gn-1;gn-3\nbroken\n", &today).0, ["gn-1 gn-3"]);
        let circle = check(&LastBuild::default(), "gn-7;gn-8\ngn-8;gn-7\n", &today);
        assert!(circle.0.len() <= 2);
    }
}
