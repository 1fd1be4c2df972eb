//! The stations as the build publishes them, read for the pages that are written with them.

use std::{fs, io, path::Path, sync::Arc};

use guichet_core::domain::{
    data_index::DataIndex,
    department::read_departments,
    directory::Directory,
    station::{Station, read_stations},
};

/// What lies in `data/`; nothing where nothing is published yet.
pub fn directory(dist: &Path) -> io::Result<Arc<Directory>> {
    let data = dist.join("data");
    let Ok(index) = fs::read_to_string(data.join("index.json")) else { return Ok(Arc::default()) };
    let Some(index) = DataIndex::read(&index) else { return Ok(Arc::default()) };
    let departments = match index.name_file("departments") {
        Some(file) => read_departments(&fs::read_to_string(data.join(file))?).rows,
        None => Vec::new(),
    };
    let stations = stations(dist, &index)?;
    Ok(Arc::new(Directory::new(index, departments, stations)))
}

/// Every station that the list of the data names, those of no listed department too.
pub fn stations(dist: &Path, index: &DataIndex) -> io::Result<Vec<Station>> {
    let mut stations: Vec<Station> = Vec::new();
    for file in index.cells().into_iter().filter_map(|cell| index.station_file(cell)) {
        stations.extend(read_stations(&fs::read_to_string(dist.join("data").join(file))?).rows);
    }
    Ok(stations)
}
