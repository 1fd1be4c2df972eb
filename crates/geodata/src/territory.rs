//! The territorial file: which service of which force covers which commune.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use guichet_core::domain::commune_search::fold;
use guichet_core::domain::place::{InseeCode, one_line};
use guichet_core::domain::station::{Force, Station, StationId};
use guichet_core::domain::territory::Cover;

use crate::communes::Gazetteer;
use crate::failure::Failure;
use crate::inputs::{self, Kind};
use crate::report::{FileReport, Reason, Repair, TerritoryReport};
use crate::table::{self, Row, Table};

const COLUMNS: [&str; 3] = ["code_commune", "institution", "service"];

/// The services of each department.
pub type Territory = BTreeMap<String, Vec<Cover>>;

/// Reads the file.
pub fn read(
    path: &Path,
    gazetteer: &Gazetteer,
    stations: &[Station],
) -> Result<(Territory, TerritoryReport, FileReport), Failure> {
    Ok(import(&table::read(path, &COLUMNS)?, &inputs::name(path), gazetteer, stations))
}

/// Turns the rows of the file into the services of each department.
pub fn import(
    table: &Table,
    file: &str,
    gazetteer: &Gazetteer,
    stations: &[Station],
) -> (Territory, TerritoryReport, FileReport) {
    let mut report = FileReport {
        file: file.to_owned(),
        kind: Some(Kind::Territory),
        encoding: table.encoding.to_owned(),
        rows: table.rows.len(),
        ..FileReport::default()
    };
    let stations = Stations::of(stations);
    // Department, service in order of name, force and id: its communes.
    let mut services: BTreeMap<(String, String, Force, String), BTreeSet<InseeCode>> = BTreeMap::new();
    let mut covered = BTreeSet::new();
    for row in &table.rows {
        match line(row, gazetteer, &mut report) {
            Ok((code, force)) => {
                let service = one_line(row.field("service"));
                let key = (code.department().to_owned(), service, force, row.field("id_service").to_owned());
                if services.entry(key).or_default().insert(code) {
                    report.kept += 1;
                    covered.insert(code);
                } else {
                    report.reject(row.line, Reason::Duplicate, row.field("code_commune"));
                }
            }
            Err((reason, value)) => report.reject(row.line, reason, &value),
        }
    }
    let mut told = TerritoryReport { communes: covered.len(), services: services.len(), ..TerritoryReport::default() };
    let mut territory = Territory::new();
    for ((department, service, force, unit), communes) in services {
        let station = stations.find(&department, force, &unit, &service);
        if station.is_none() {
            told.without_station.push(format!("{department} {service}"));
        }
        let cover = Cover { force, station, service, communes: communes.into_iter().collect() };
        territory.entry(department).or_default().push(cover);
    }
    (territory, told, report)
}

fn line(row: &Row, gazetteer: &Gazetteer, report: &mut FileReport) -> Result<(InseeCode, Force), (Reason, String)> {
    let fields = row.fields.as_ref().map_err(|reason| (Reason::Broken, reason.clone()))?;
    if fields.values().all(String::is_empty) {
        return Err((Reason::Empty, String::new()));
    }
    let written = row.field("code_commune");
    let institution = fold(row.field("institution"));
    let force = match institution.trim() {
        name if name.contains("police") || name == "pn" => Force::Police,
        name if name.contains("gendarmerie") || name == "gn" => Force::Gendarmerie,
        name if name.starts_with(['p', 'g']) => {
            report.repair(row.line, Repair::ForceShort, row.field("institution"));
            if name.starts_with('p') { Force::Police } else { Force::Gendarmerie }
        }
        _ => return Err((Reason::NoForce, format!("{written} {}", row.field("institution")))),
    };
    let padded = if written.len() == 4 { format!("0{written}") } else { written.to_owned() };
    let (commune, former) = InseeCode::parse(&padded)
        .and_then(|code| gazetteer.resolve(code))
        .ok_or_else(|| (Reason::NoCommune, format!("{written} {}", row.field("libelle_commune"))))?;
    if former {
        report.repair(row.line, Repair::CommuneMerged, written);
    }
    Ok((commune.code, force))
}

/// The list of stations, by what the territorial file says of them.
struct Stations {
    ids: BTreeSet<StationId>,
    /// By department, force and name; `None` where two share them.
    names: BTreeMap<(String, Force, String), Option<StationId>>,
}

impl Stations {
    fn of(stations: &[Station]) -> Self {
        let mut found = Self { ids: BTreeSet::new(), names: BTreeMap::new() };
        for station in stations {
            let key = (station.commune_code.department().to_owned(), station.force, fold(&station.name));
            found.names.entry(key).and_modify(|twice| *twice = None).or_insert_with(|| Some(station.id.clone()));
            found.ids.insert(station.id.clone());
        }
        found
    }

    fn find(&self, department: &str, force: Force, unit: &str, service: &str) -> Option<StationId> {
        let by_unit = || StationId::parse(&format!("gn-{unit}")).filter(|id| self.ids.contains(id));
        let by_name = self.names.get(&(department.to_owned(), force, fold(service))).cloned().flatten();
        if force == Force::Gendarmerie { by_unit().or(by_name) } else { by_name }
    }
}
