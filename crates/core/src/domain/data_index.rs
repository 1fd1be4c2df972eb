//! `data/index.json`: which static files of stations and communes there are, and where they come from.

use std::collections::BTreeMap;

use crate::json;
use serde::{Deserialize, Serialize};

use super::nearby::Cell;

/// The one file of the data that is never cached; it names all the others by the hash of what they hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DataIndex {
    /// Version of the row formats. Another number than [`DataIndex::VERSION`]: do not read the pieces.
    pub v: u32,
    /// True where the stations are made up for trying the product.
    pub sample: bool,
    /// Where the data comes from, to be shown.
    pub sources: Vec<Source>,
    /// How much there is.
    pub counts: Counts,
    /// Hash of each piece of communes, by the piece's name.
    pub communes: BTreeMap<String, String>,
    /// Hash of each cell of stations, by the cell's name.
    pub stations: BTreeMap<String, String>,
    /// Hash of the positions of all stations.
    pub positions: String,
    /// Hash of each department's file of who covers which commune; none where the official file was not at hand.
    pub territory: BTreeMap<String, String>,
    /// Hash of the former ids of stations; empty where no station ever changed its id.
    pub former: String,
    /// Hash of all stations as GeoJSON, to be downloaded.
    pub geojson: String,
}

/// A source, as its licence asks it to be named.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// What was read: `export-pn.csv`, `@etalab/decoupage-administratif`.
    pub name: String,
    /// Who publishes it.
    pub publisher: String,
    /// Date (`2026-08-31`) or version of it; empty where unknown.
    pub date: String,
    /// Where the date is not known: the day on which the file that was read was last written (`2026-08-31`). The
    /// data is no newer than that.
    pub received: String,
    /// Its licence.
    pub licence: String,
}

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Communes of today, arrondissements not counted.
    pub communes: u32,
    /// Police stations.
    pub police: u32,
    /// Gendarmerie brigades.
    pub gendarmerie: u32,
    /// Stations of which every hour is known.
    pub hours: u32,
}

impl DataIndex {
    /// The version of the row formats written today.
    pub const VERSION: u32 = 1;

    /// Reads the file; `None` where it is broken or of another version.
    pub fn read(text: &str) -> Option<Self> {
        json::read::<Self>(text).filter(|index| index.v == Self::VERSION)
    }

    /// File of a piece of communes, below `data/`; `None` where no such piece is published.
    pub fn commune_file(&self, piece: &str) -> Option<String> {
        self.communes.get(piece).map(|hash| format!("communes-{piece}-{hash}.txt"))
    }

    /// File of a cell of stations, below `data/`; `None` where the cell holds none.
    pub fn station_file(&self, cell: Cell) -> Option<String> {
        let cell = cell.to_string();
        self.stations.get(&cell).map(|hash| format!("stations-{cell}-{hash}.txt"))
    }

    /// File of the positions of all stations, below `data/`, for [`super::positions::Positions::read`].
    pub fn positions_file(&self) -> Option<String> {
        named("positions", &self.positions, "txt")
    }

    /// File of who covers which commune of a department, below `data/`, for [`super::territory::read_territory`]; `None`
    /// where nothing is known of it.
    pub fn territory_file(&self, department: &str) -> Option<String> {
        self.territory.get(department).map(|hash| format!("territory-{department}-{hash}.txt"))
    }

    /// File of former ids, below `data/`, for [`super::former::current`]; `None` where there are none.
    pub fn former_file(&self) -> Option<String> {
        named("former", &self.former, "txt")
    }

    /// File of all stations as GeoJSON, below `data/`.
    pub fn geojson_file(&self) -> Option<String> {
        named("stations", &self.geojson, "geojson")
    }

    /// The published cells of stations, for [`super::nearby::StationIndex::needed`].
    pub fn cells(&self) -> Vec<Cell> {
        self.stations.keys().filter_map(|name| Cell::parse(name)).collect()
    }
}

/// The name of a file of which there is one; `None` where there is none.
fn named(name: &str, hash: &str, ending: &str) -> Option<String> {
    (!hash.is_empty()).then(|| format!("{name}-{hash}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_piece_and_hash() {
        let text = r#"{"v":1,"sample":true,"communes":{"n-a":"00ff"},"stations":{"48_1":"abcd","-21_36":"12","nonsense":"1"},"positions":"fe",
            "territory":{"2A":"5a"},"former":"f0","geojson":"90","later":1}"#;
        let index = DataIndex::read(text).unwrap();
        assert_eq!(index.commune_file("n-a").as_deref(), Some("communes-n-a-00ff.txt"));
        assert_eq!(index.commune_file("n-b"), None);
        assert_eq!(index.cells().len(), 2);
        assert_eq!(index.positions_file().as_deref(), Some("positions-fe.txt"));
        assert_eq!(index.territory_file("2A").as_deref(), Some("territory-2A-5a.txt"));
        assert_eq!(index.former_file().as_deref(), Some("former-f0.txt"));
        assert_eq!(index.geojson_file().as_deref(), Some("stations-90.geojson"));
        assert_eq!(index.territory_file("01"), None);
        let none = DataIndex::default();
        assert_eq!((none.positions_file(), none.former_file(), none.geojson_file()), (None, None, None));
        assert_eq!(index.station_file(Cell::parse("-21_36").unwrap()).as_deref(), Some("stations--21_36-12.txt"));
        assert_eq!(DataIndex::read(&serde_json::to_string(&index).unwrap()), Some(index));
    }

    #[test]
    fn another_version_or_a_broken_file_is_none() {
        for text in ["", "{}", "[]", r#"{"v":2}"#, r#"{"v":1,"communes":3}"#] {
            assert_eq!(DataIndex::read(text), None, "{text}");
        }
    }
}
