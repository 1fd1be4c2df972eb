//! Writing the pieces: hashed files first, then the index that names them, then away with what no index names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use guichet_core::domain::commune_rows::write_rows;
use guichet_core::domain::data_index::DataIndex;
use guichet_core::domain::department::write_departments;
use guichet_core::domain::former::write_former;
use guichet_core::domain::id_index::write_ids;
use guichet_core::domain::nearby::Cell;
use guichet_core::domain::positions::{place_in_cell, write_positions};
use guichet_core::domain::station::{Station, write_stations};
use guichet_core::domain::station_search::{StationName, write_station_names};
use guichet_core::domain::territory::write_territory;
use sha2::{Digest, Sha256};

use crate::communes::Gazetteer;
use crate::failure::Failure;
use crate::former::Former;
use crate::geojson;
use crate::report::Report;
use crate::territory::Territory;

/// How the names of pieces begin.
const OURS: [&str; 7] = ["communes-", "names-", "stations-", "positions-", "territory-", "former-", "ids-"];

/// Everything that is written, by file name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// Pieces, by their hashed name.
    pub pieces: BTreeMap<String, String>,
    /// `index.json`.
    pub index: String,
    /// `report.json`.
    pub report: String,
}

/// What is published of stations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stations {
    /// Each station with the place of its source among those of the index.
    pub all: Vec<(Station, Option<usize>)>,
    /// Who covers which commune.
    pub territory: Territory,
    /// Former ids.
    pub former: Former,
}

/// Lays out the files; `index` already says everything but the pieces.
pub fn lay_out(
    mut index: DataIndex,
    gazetteer: &Gazetteer,
    stations: &Stations,
    report: &Report,
) -> Result<Files, Failure> {
    let mut pieces = BTreeMap::new();
    for (piece, rows) in gazetteer.pieces() {
        let text = write_rows(&rows);
        index.communes.insert(piece.clone(), hash(&text));
        if let Some(file) = index.commune_file(&piece) {
            pieces.insert(file, text);
        }
    }
    for (piece, text) in names(gazetteer, &stations.all) {
        index.names.insert(piece.clone(), hash(&text));
        if let Some(file) = index.name_file(&piece) {
            pieces.insert(file, text);
        }
    }
    let mut cells: BTreeMap<Cell, Vec<Station>> = BTreeMap::new();
    for (station, _) in &stations.all {
        cells.entry(Cell::of(station.point)).or_default().push(station.clone());
    }
    let mut places: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let mut ids: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (cell, mut members) in cells {
        let place = |station: &Station| place_in_cell(station.point, station.force);
        members.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.id.cmp(&b.id)));
        places.insert(cell.to_string(), members.iter().map(place).collect());
        ids.insert(cell.to_string(), members.iter().map(|station| station.id.as_str().to_owned()).collect());
        let text = write_stations(&members);
        index.stations.insert(cell.to_string(), hash(&text));
        if let Some(file) = index.station_file(cell) {
            pieces.insert(file, text);
        }
    }
    let text = write_ids(&ids);
    index.ids = hash(&text);
    pieces.extend(index.ids_file().map(|file| (file, text)));
    let text = write_positions(&places);
    index.positions = hash(&text);
    pieces.extend(index.positions_file().map(|file| (file, text)));
    for (department, covers) in &stations.territory {
        let text = write_territory(department, covers);
        index.territory.insert(department.clone(), hash(&text));
        pieces.extend(index.territory_file(department).map(|file| (file, text)));
    }
    if !stations.former.is_empty() {
        let text = write_former(&stations.former);
        index.former = hash(&text);
        pieces.extend(index.former_file().map(|file| (file, text)));
    }
    let mut sorted: Vec<&(Station, Option<usize>)> = stations.all.iter().collect();
    sorted.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    let sourced = sorted.iter().map(|(station, source)| (station, source.and_then(|place| index.sources.get(place))));
    let text = geojson::write(sourced, &index.sources, index.sample);
    index.geojson = hash(&text);
    pieces.extend(index.geojson_file().map(|file| (file, text)));
    let json = |error: serde_json::Error| Failure::new(format!("writing JSON: {error}"));
    Ok(Files {
        pieces,
        index: serde_json::to_string(&index).map_err(json)?,
        report: serde_json::to_string_pretty(report).map_err(json)?,
    })
}

/// The pieces of names that a search looks into beside the communes.
fn names<T>(gazetteer: &Gazetteer, stations: &[(Station, T)]) -> BTreeMap<String, String> {
    let mut groups: BTreeMap<String, Vec<StationName>> = BTreeMap::new();
    for name in stations.iter().map(|(station, _)| StationName::of(station)) {
        for piece in name.pieces() {
            groups.entry(piece).or_default().push(name.clone());
        }
    }
    let mut names = BTreeMap::from([("departments".to_owned(), write_departments(&gazetteer.departments()))]);
    for (piece, mut members) in groups {
        members.sort_by(|a, b| a.id.cmp(&b.id));
        names.insert(piece, write_station_names(&members));
    }
    names
}

/// First sixteen hex digits of SHA-256: enough to tell versions of one piece apart.
fn hash(text: &str) -> String {
    let start = Sha256::digest(text.as_bytes()).iter().take(8).fold(0_u64, |hash, byte| (hash << 8) | u64::from(*byte));
    format!("{start:016x}")
}

/// Writes the files into a folder. At every moment the index there names complete files.
pub fn write(files: &Files, folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::of(folder, error))?;
    for (name, text) in &files.pieces {
        replace(&folder.join(name), text)?;
    }
    replace(&folder.join("report.json"), &files.report)?;
    replace(&folder.join("index.json"), &files.index)?;
    let kept: BTreeSet<&str> = files.pieces.keys().map(String::as_str).collect();
    for entry in fs::read_dir(folder).map_err(|error| Failure::of(folder, error))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = OURS.iter().any(|start| name.starts_with(start));
        if ours && !kept.contains(name.as_str()) {
            fs::remove_file(entry.path()).map_err(|error| Failure::of(&entry.path(), error))?;
        }
    }
    Ok(())
}

/// Writes a file whole or not at all; one that already says so keeps its date, so that nothing is built again for it.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let half = path.with_extension("part");
    fs::write(&half, text).map_err(|error| Failure::of(&half, error))?;
    fs::rename(&half, path).map_err(|error| Failure::of(path, error))
}
