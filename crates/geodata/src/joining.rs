//! Several files that speak of the same station: one station comes of them.
//!
//! The station is that of the file believed first ([`crate::inputs::Kind`]); the others add what it does not know. Hours
//! that are known beat words, and words beat nothing.

use std::collections::{BTreeMap, BTreeSet};

use guichet_core::domain::commune_search::fold;
use guichet_core::domain::hours::Hours;
use guichet_core::domain::place::Precision;

use crate::import::Draft;
use crate::report::{FileReport, Joined, Repair};

/// Two doors of one force in one commune that are nearer than this are one door.
const SAME_DOOR_KM: f64 = 0.1;

/// Shorter numbers (17, 3430) are those of a whole force.
const OWN_NUMBER: usize = 10;

/// Joins the drafts of all files, in the order in which the files are believed. Each draft names its file's place in
/// `reports`.
pub fn join(files: Vec<Vec<Draft>>, reports: &mut [FileReport]) -> (Vec<Draft>, Vec<Joined>) {
    let mut all: Vec<Draft> = Vec::new();
    let mut joined = Vec::new();
    for drafts in files {
        let known = Known::of(&all);
        let mut used = BTreeSet::new();
        let mut added = Vec::new();
        for draft in drafts {
            match known.find(&all, &draft).filter(|place| used.insert(*place)) {
                Some(place) => {
                    let Some(station) = all.get_mut(place) else { continue };
                    joined.push(complete(station, draft, reports));
                }
                None => added.push(draft),
            }
        }
        all.extend(added);
    }
    (all, joined)
}

/// The stations so far, by what leads to them.
struct Known {
    /// By unit id, where only one has it.
    units: BTreeMap<String, Option<usize>>,
    /// By commune.
    communes: BTreeMap<String, Vec<usize>>,
}

impl Known {
    fn of(all: &[Draft]) -> Self {
        let mut known = Self { units: BTreeMap::new(), communes: BTreeMap::new() };
        for (place, draft) in all.iter().enumerate() {
            if let Some(unit) = &draft.unit {
                known.units.entry(unit.clone()).and_modify(|twice| *twice = None).or_insert(Some(place));
            }
            known.communes.entry(draft.commune_code.to_string()).or_default().push(place);
        }
        known
    }

    fn find(&self, all: &[Draft], draft: &Draft) -> Option<usize> {
        let unit = draft.unit.as_ref().and_then(|unit| self.units.get(unit)).copied().flatten();
        // A directory may number its partners' services by itself: a unit is not taken for one far away.
        let here = |other: &Draft| other.commune_code.department() == draft.commune_code.department();
        if let Some(place) = unit.filter(|place| all.get(*place).is_some_and(here)) {
            return Some(place);
        }
        let there = self.communes.get(draft.commune_code.as_str())?;
        let one = |same: &dyn Fn(&Draft) -> bool| {
            let alike =
                |place: &&usize| all.get(**place).is_some_and(|other| other.force == draft.force && same(other));
            let mut found = there.iter().filter(alike);
            let first = found.next().copied();
            first.filter(|_| found.next().is_none())
        };
        // Two official unit ids that differ are two units, unless even their names are the same.
        let may_be = |other: &Draft| other.unit.is_none() || draft.unit.is_none() || other.unit == draft.unit;
        let number = |draft: &Draft| draft.telephone.clone().filter(|number| number.len() >= OWN_NUMBER);
        let own = |draft: &Draft| draft.precision == Precision::Own;
        one(&|other| key(&other.name) == key(&draft.name))
            .or_else(|| one(&|other| may_be(other) && number(draft).is_some() && number(other) == number(draft)))
            .or_else(|| {
                one(&|other| {
                    may_be(other) && own(other) && own(draft) && other.point.distance_km(draft.point) <= SAME_DOOR_KM
                })
            })
    }
}

/// A name without what the files write differently: `Commissariat de police de Laon`, `Commissariat de police - Laon`.
fn key(name: &str) -> String {
    let words = fold(name);
    let telling =
        words.split(' ').filter(|word| !word.is_empty() && !["de", "d", "du", "des", "la", "le", "les"].contains(word));
    telling.collect::<Vec<_>>().join(" ")
}

fn complete(station: &mut Draft, other: Draft, reports: &mut [FileReport]) -> Joined {
    let mut added = Vec::new();
    let rank = |hours: &Hours| match hours {
        Hours::Unknown => 0,
        Hours::Text(_) => 1,
        Hours::Known(_) => 2,
    };
    let differ = rank(&station.hours) == 2 && rank(&other.hours) == 2 && station.hours != other.hours;
    if rank(&other.hours) > rank(&station.hours) {
        station.hours = other.hours;
        added.push("hours");
    }
    if station.telephone.is_none() && other.telephone.is_some() {
        station.telephone = other.telephone;
        added.push("telephone");
    }
    if station.precision > Precision::Own && other.precision == Precision::Own {
        (station.point, station.precision) = (other.point, other.precision);
        added.push("point");
    }
    if station.address.is_empty() && !other.address.is_empty() {
        station.address = other.address;
        added.push("address");
    }
    if station.wheelchair.is_none() && other.wheelchair.is_some() {
        station.wheelchair = other.wheelchair;
        added.push("wheelchair");
    }
    let mut other_file = String::new();
    if let Some(report) = reports.get_mut(other.file) {
        report.kept = report.kept.saturating_sub(1);
        report.joined += 1;
        if differ {
            report.repair(other.line, Repair::HoursDiffer, &other.name);
        }
        other_file.clone_from(&report.file);
    }
    let kept = reports.get(station.file).map(|report| report.file.clone()).unwrap_or_default();
    Joined { name: station.name.clone(), kept, other: other_file, added }
}
