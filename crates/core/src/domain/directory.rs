//! Every station, by department: for pages that are written once, with all that they say.

use std::collections::BTreeMap;

use super::{data_index::DataIndex, department::Department, station::Station};

/// The departments with their stations, and where all of it comes from.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// By number; each with its stations, by the name of their commune. A department without a station is not there.
    pub departments: Vec<(Department, Vec<Station>)>,
    /// What the data says of itself.
    pub index: DataIndex,
}

impl Directory {
    /// Puts the stations where they belong; those of a department that is not listed are left out.
    pub fn new(index: DataIndex, mut departments: Vec<Department>, stations: Vec<Station>) -> Self {
        let mut by_number: BTreeMap<String, Vec<Station>> = BTreeMap::new();
        for station in stations {
            by_number.entry(station.commune_code.department().to_owned()).or_default().push(station);
        }
        departments.sort_by(|one, other| one.number.cmp(&other.number));
        let with = |department: Department| {
            let mut stations = by_number.remove(&department.number)?;
            stations.sort_by(|one, other| (&one.commune, &one.name).cmp(&(&other.commune, &other.name)));
            Some((department, stations))
        };
        Self { departments: departments.into_iter().filter_map(with).collect(), index }
    }

    /// A department of that number.
    pub fn department(&self, number: &str) -> Option<&(Department, Vec<Station>)> {
        self.departments.iter().find(|(department, _)| department.number == number)
    }
}
