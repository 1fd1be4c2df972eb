//! What was built, measured: sizes as a reader downloads them, search as a person types, points against a reference.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use guichet_core::domain::commune_rows::read_communes;
use guichet_core::domain::data_index::DataIndex;
use guichet_core::domain::place::{Commune, InseeCode, Point, Precision};
use guichet_core::domain::station::{Station, read_stations};

use crate::failure::Failure;
use crate::{searching, table};

/// The pieces of one folder.
pub struct Published {
    /// The index.
    pub index: DataIndex,
    /// Text of each piece of communes, by name.
    pub communes: BTreeMap<String, String>,
    /// Text of each piece of names of departments and stations, by name.
    pub names: BTreeMap<String, String>,
    /// Text of each cell of stations, by name.
    pub stations: BTreeMap<String, String>,
}

impl Published {
    /// Reads what a build wrote.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).map_err(|error| Failure::of(&path, error))
        };
        let index = DataIndex::read(&read("index.json")?)
            .ok_or_else(|| Failure::of(folder, "index.json is not one of this version; build the data again"))?;
        let mut communes = BTreeMap::new();
        for piece in index.communes.keys() {
            communes.insert(piece.clone(), read(&index.commune_file(piece).unwrap_or_default())?);
        }
        let mut names = BTreeMap::new();
        for piece in index.names.keys() {
            names.insert(piece.clone(), read(&index.name_file(piece).unwrap_or_default())?);
        }
        let mut stations = BTreeMap::new();
        for cell in index.cells() {
            stations.insert(cell.to_string(), read(&index.station_file(cell).unwrap_or_default())?);
        }
        Ok(Self { index, communes, names, stations })
    }

    /// Text of a piece that a search asks for; empty where it is not published.
    pub fn piece(&self, name: &str) -> &str {
        self.communes.get(name).or_else(|| self.names.get(name)).map_or("", String::as_str)
    }

    /// Every station, cell by cell.
    pub fn all_stations(&self) -> Vec<Station> {
        self.stations.values().flat_map(|text| read_stations(text).rows).collect()
    }

    /// Every commune, once.
    pub fn all_communes(&self) -> BTreeMap<InseeCode, Commune> {
        let names = self.communes.iter().filter(|(piece, _)| piece.starts_with("n-"));
        names.flat_map(|(_, text)| read_communes(text).rows).map(|commune| (commune.code, commune)).collect()
    }
}

/// The size of a text as Brotli at its strongest sends it, in bytes.
pub fn brotli_size(text: &str) -> usize {
    let mut small = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    // Writing to memory cannot fail.
    let _ = brotli::BrotliCompress(&mut text.as_bytes(), &mut small, &parameters);
    small.len()
}

/// The table for `make bench`.
pub fn table(data: &Path, reference: Option<&Path>) -> Result<String, Failure> {
    let published = Published::read(data)?;
    let mut text = String::new();
    let mut faults = Vec::new();
    sizes(&published, data, &mut text)?;
    if let Some(reference) = reference {
        let questions = reference.join("questions.csv");
        if questions.is_file() {
            searching::report(&published, &questions, &mut text)?;
        }
        let points = reference.join("commune-points.csv");
        if points.is_file() {
            let errors = compare(&published.all_communes(), &points)?;
            text.push_str(&errors.table());
            faults.extend(errors.beyond());
        }
    }
    if faults.is_empty() { Ok(text) } else { Err(Failure::new(format!("{}\n{text}", faults.join("; ")))) }
}

fn sizes(published: &Published, data: &Path, text: &mut String) -> Result<(), Failure> {
    let path = data.join("index.json");
    let index = fs::read_to_string(&path).map_err(|error| Failure::of(&path, error))?;
    let _ = writeln!(text, "{:20} {:>6} {:>9} {:>9} {:>9}", "data", "pieces", "raw KB", "Brotli KB", "largest");
    let mut line = |name: &str, pieces: &[&String]| {
        let small: Vec<usize> = pieces.iter().map(|piece| brotli_size(piece)).collect();
        let raw: usize = pieces.iter().map(|piece| piece.len()).sum();
        let _ = writeln!(
            text,
            "{name:20} {:>6} {:>9.1} {:>9.1} {:>9.1}",
            pieces.len(),
            kilobytes(raw),
            kilobytes(small.iter().sum()),
            kilobytes(small.iter().copied().max().unwrap_or(0))
        );
    };
    let pieces = |start: &str| -> Vec<&String> {
        published.communes.iter().filter(|(piece, _)| piece.starts_with(start)).map(|(_, text)| text).collect()
    };
    line("index.json", &[&index]);
    line("communes, main", &pieces("main"));
    line("communes, by name", &pieces("n-"));
    line("communes, by postal", &pieces("p-"));
    line("communes, by ending", &pieces("e-"));
    line("communes, by word", &pieces("w-"));
    line("departments", &[published.names.get("departments").unwrap_or(&String::new())]);
    let names = published.names.iter().filter(|(piece, _)| piece.starts_with("s-"));
    line("names of stations", &names.map(|(_, text)| text).collect::<Vec<_>>());
    line("stations", &published.stations.values().collect::<Vec<_>>());
    let others = |names: Vec<String>| -> Result<Vec<String>, Failure> {
        let path = |name: &String| data.join(name);
        names
            .iter()
            .map(|name| fs::read_to_string(path(name)).map_err(|error| Failure::of(&path(name), error)))
            .collect()
    };
    let index = &published.index;
    line("positions", &others(index.positions_file().into_iter().collect())?.iter().collect::<Vec<_>>());
    let departments = index.territory.keys().filter_map(|department| index.territory_file(department)).collect();
    line("territory", &others(departments)?.iter().collect::<Vec<_>>());
    line("former ids", &others(index.former_file().into_iter().collect())?.iter().collect::<Vec<_>>());
    line("GeoJSON", &others(index.geojson_file().into_iter().collect())?.iter().collect::<Vec<_>>());
    let stations: usize = published.stations.values().map(|cell| read_stations(cell).rows.len()).sum();
    let _ = writeln!(text, "{} communes, {stations} stations", published.index.counts.communes);
    Ok(())
}

/// How far our points are from a reference.
pub struct Errors {
    /// Share of the reference's communes that we have.
    pub coverage: f64,
    /// Median distance over all, in kilometres.
    pub median: f64,
    /// 95 of 100 are nearer than this.
    pub most: f64,
    /// Median over the communes with a point of their own.
    pub own_median: f64,
    /// How many those are.
    pub own: usize,
}

impl Errors {
    /// Share of the reference that must be covered.
    pub const COVERAGE: f64 = 0.996;
    /// The median over all may be as far, in kilometres.
    pub const MEDIAN: f64 = 3.5;
    /// The median over communes with a point of their own may be as far, in kilometres.
    pub const OWN_MEDIAN: f64 = 0.3;

    /// The figures beside their limits.
    pub fn table(&self) -> String {
        format!(
            "commune points       {:.2} % covered (limit {:.1} %)\n  all                median {:.2} km (limit {:.1} km), \
             95 % under {:.1} km\n  with own point     median {:.2} km (limit {:.1} km), {} communes\n",
            self.coverage * 100.0,
            Self::COVERAGE * 100.0,
            self.median,
            Self::MEDIAN,
            self.most,
            self.own_median,
            Self::OWN_MEDIAN,
            self.own
        )
    }

    /// What is beyond its limit, in words. A figure that is none, as over no commune at all, is beyond every limit.
    pub fn beyond(&self) -> Vec<String> {
        let mut beyond = Vec::new();
        if !self.coverage.ge(&Self::COVERAGE) {
            beyond.push(format!("only {:.2} % of the communes are covered", self.coverage * 100.0));
        }
        for (what, km, limit) in [
            ("all communes", self.median, Self::MEDIAN),
            ("communes with their own point", self.own_median, Self::OWN_MEDIAN),
        ] {
            if !km.le(&limit) {
                beyond.push(format!("the median error over {what} is {km:.2} km, above {limit:.1} km"));
            }
        }
        beyond
    }
}

/// Compares points with a reference file (`insee;…;lat;lon`).
pub fn compare(communes: &BTreeMap<InseeCode, Commune>, reference: &Path) -> Result<Errors, Failure> {
    let table = table::read(reference, &["insee", "lat", "lon"])?;
    let (mut all, mut own, mut found) = (Vec::new(), Vec::new(), 0_usize);
    for row in &table.rows {
        let Some(commune) = InseeCode::parse(row.field("insee")).and_then(|code| communes.get(&code)) else { continue };
        found += 1;
        let degrees = |column: &str| row.field(column).parse::<f64>().ok();
        let point = degrees("lat").zip(degrees("lon")).and_then(|(lat, lon)| Point::from_degrees(lat, lon));
        if let Some(point) = point {
            let km = commune.point.distance_km(point);
            all.push(km);
            if commune.precision == Precision::Own {
                own.push(km);
            }
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "a share of some 35,000 rows")]
    let coverage = found as f64 / table.rows.len().max(1) as f64;
    Ok(Errors {
        coverage,
        median: quantile(&mut all, 50),
        most: quantile(&mut all, 95),
        own_median: quantile(&mut own, 50),
        own: own.len(),
    })
}

fn quantile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() * percent / 100).copied().unwrap_or(f64::NAN)
}

#[allow(clippy::cast_precision_loss, reason = "sizes of files")]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_beyond_their_limits_are_told() {
        let good = || Errors { coverage: 0.997, median: 3.4, most: 9.0, own_median: 0.2, own: 9 };
        assert_eq!(good().beyond(), Vec::<String>::new());
        for bad in [
            Errors { coverage: 0.99, ..good() },
            Errors { median: 3.6, ..good() },
            Errors { own_median: 0.31, ..good() },
            Errors { own_median: f64::NAN, ..good() },
        ] {
            assert_eq!(bad.beyond().len(), 1);
        }
    }
}
