//! Lasting ids: `gn-<unit id>` for the gendarmerie; `pn-<commune>-<name>` for the police and for units without an id,
//! with the address where two would share one.

use std::collections::BTreeMap;

use guichet_core::domain::commune_search::fold;
use guichet_core::domain::station::{Station, StationId};

use crate::import::Draft;
use crate::report::{FileReport, Repair};

const NAME_LENGTH: usize = 70;
const ADDRESS_LENGTH: usize = 30;

/// Gives each draft of one file its id, in the file's order.
pub fn assign(drafts: Vec<Draft>, report: &mut FileReport) -> Vec<Station> {
    let units = count(drafts.iter().filter_map(|draft| draft.unit.clone()));
    let unique = |unit: &Option<String>| unit.clone().filter(|unit| units.get(unit) == Some(&1));
    let names = count(drafts.iter().filter(|draft| unique(&draft.unit).is_none()).map(by_name));
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut stations = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let id = if let Some(unit) = unique(&draft.unit) {
            format!("gn-{unit}")
        } else {
            if let Some(unit) = &draft.unit {
                report.repair(draft.line, Repair::UnitIdRepeated, unit);
            }
            let name = by_name(&draft);
            if names.get(&name) == Some(&1) {
                name
            } else {
                report.repair(draft.line, Repair::NameRepeated, &draft.name);
                join(&name, &slug(&draft.address, ADDRESS_LENGTH))
            }
        };
        // Same name and same address: numbered in the file's order, the last resort.
        let times = taken.entry(id.clone()).or_default();
        *times += 1;
        let id = if *times == 1 { id } else { format!("{id}-{times}") };
        if let Some(id) = StationId::parse(&id) {
            stations.push(station(id, draft));
        }
    }
    stations
}

fn count(texts: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts
}

fn by_name(draft: &Draft) -> String {
    join(&format!("pn-{}", draft.commune_code), &slug(&draft.name, NAME_LENGTH))
}

fn join(start: &str, end: &str) -> String {
    if end.is_empty() { start.to_owned() } else { format!("{start}-{end}") }
}

/// Small letters and digits joined by hyphens, cut at a hyphen.
pub fn slug(text: &str, length: usize) -> String {
    let mut slug = String::new();
    for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
        if slug.len() + 1 + word.len() > length {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

fn station(id: StationId, draft: Draft) -> Station {
    Station {
        id,
        name: draft.name,
        force: draft.force,
        address: draft.address,
        postal_code: draft.postal_code,
        commune: draft.commune,
        commune_code: draft.commune_code,
        telephone: draft.telephone,
        point: draft.point,
        precision: draft.precision,
        hours: draft.hours,
        wheelchair: None,
        sample: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_and_cut_at_a_word() {
        assert_eq!(slug("Commissariat de police d'Évry – 2ème", 70), "commissariat-de-police-d-evry-2eme");
        assert_eq!(slug("un deux trois", 8), "un-deux");
        assert_eq!(slug("", 8), "");
    }
}
