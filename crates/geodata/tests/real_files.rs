//! What is built of the real files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise, and tells its figures"
)]

mod real;

use std::collections::{BTreeMap, BTreeSet};

use guichet_core::domain::commune_rows::read_communes;
use guichet_core::domain::data_index::DataIndex;

use guichet_core::domain::nearby::{StationIndex, nearest};
use guichet_core::domain::place::{InseeCode, Point};

use guichet_core::domain::station::read_stations;
use guichet_geodata::bench;
use guichet_geodata::build::build;
use guichet_geodata::import::{self, Imported};
use guichet_geodata::inputs::Kind;
use guichet_geodata::publish;
use guichet_geodata::report::Repair;

use real::{inputs, official, sample, written};

#[test]
fn every_real_row_becomes_a_station_or_has_a_reason() {
    let Some((built, _)) = official() else { return };
    let rows: usize = built.report.files.iter().map(|file| file.rows).sum();
    assert_eq!(rows, 3680);
    for file in &built.report.files {
        assert_eq!(file.rows, file.kept + file.rejected, "{}", file.file);
        assert_eq!(file.rejected, file.left_out.len());
    }
    assert_eq!(built.stations.len(), 3680, "{:?}", built.report.files);
    let ids: BTreeSet<&str> = built.stations.iter().map(|station| station.id.as_str()).collect();
    assert_eq!(ids.len(), 3680, "ids are different from each other");
    assert!(built.stations.iter().all(|station| !station.sample));
    let gendarmerie = &built.report.files[1];
    assert_eq!(gendarmerie.repairs[&Repair::TelephoneMissing], 8);
    assert_eq!(gendarmerie.repairs[&Repair::LineBreak], 2);
    assert_eq!(gendarmerie.rows - gendarmerie.hours_not_known, 14);
}

#[test]
fn the_untouched_official_sample_is_read() {
    let Some((built, shared)) = official() else { return };
    let path = shared.join("export-pn-official-sample.csv");
    let Imported { drafts, report, .. } = import::read(&path, Kind::Police, &built.gazetteer).unwrap();
    assert_eq!((report.rows, report.kept, drafts.len()), (6, 6, 6));
    assert_eq!(report.repairs[&Repair::ProjectionOverseas], 1);
}

#[test]
fn what_is_published_holds_every_station_and_commune() {
    let Some((built, _)) = official() else { return };
    let index = DataIndex::read(&built.files.index).unwrap();
    assert!(!index.sample && index.sources.len() == 4);
    let mut stations = Vec::new();
    for cell in index.cells() {
        let parsed = read_stations(&built.files.pieces[&index.station_file(cell).unwrap()]);
        assert_eq!(parsed.skipped, 0);
        stations.extend(parsed.rows);
    }
    let by_id =
        |stations: &mut Vec<_>| stations.sort_by(|a: &guichet_core::domain::station::Station, b| a.id.cmp(&b.id));
    let mut expected = built.stations.clone();
    by_id(&mut stations);
    by_id(&mut expected);
    assert!(stations == expected, "stations come back as they went in");
    let mut codes = BTreeSet::new();
    for piece in index.communes.keys() {
        let parsed = read_communes(&built.files.pieces[&index.commune_file(piece).unwrap()]);
        assert_eq!(parsed.skipped, 0, "{piece}");
        codes.extend(parsed.rows.into_iter().map(|commune| commune.code));
    }
    assert_eq!(codes.len(), 34_969 + 45);
}

#[test]
fn the_nearest_from_a_few_cells_are_the_nearest_of_all() {
    let Some((built, _)) = official() else { return };
    let index = DataIndex::read(&built.files.index).unwrap();
    let cells = index.cells();
    let mut most = 0;
    for commune in built.gazetteer.communes.values().step_by(97) {
        let mut some = StationIndex::new();
        let mut loaded = 0;
        loop {
            let needed = some.needed(commune.point, 5, &cells);
            if needed.is_empty() {
                break;
            }
            loaded += needed.len();
            for cell in needed {
                some.add(cell, &built.files.pieces[&index.station_file(cell).unwrap()]);
            }
        }
        most = most.max(loaded);
        let ids = |all: Vec<guichet_core::domain::nearby::Near<'_>>| -> Vec<String> {
            let close = all.iter().enumerate().filter(|(place, near)| *place == 0 || near.km <= 200.0);
            close.map(|(_, near)| near.station.id.as_str().to_owned()).collect()
        };
        let (few, all) = (some.nearest(commune.point, 5), nearest(&built.stations, commune.point, 5));
        assert_eq!(ids(few), ids(all), "{}", commune.name);
    }
    println!("cells loaded for the five nearest: at most {most}");
}

#[test]
fn commune_points_are_near_the_reference() {
    let Some((built, shared)) = official() else { return };
    let errors = bench::compare(&built.gazetteer.communes, &shared.join("commune-points.csv")).unwrap();
    println!(
        "commune points: {:.2} % covered, median {:.2} km, own {:.2} km over {}",
        errors.coverage * 100.0,
        errors.median,
        errors.own_median,
        errors.own
    );
    assert_eq!(errors.beyond(), Vec::<String>::new());
}

#[test]
fn arrondissements_lie_where_their_police_is() {
    let Some((built, _)) = official() else { return };
    let mut looked_at = 0;
    for station in &built.stations {
        let commune = &built.gazetteer.communes[&station.commune_code];
        if commune.is_arrondissement() {
            looked_at += 1;
            let km = commune.point.distance_km(station.point);
            assert!(km < 4.0, "{} is {km:.1} km from {}", station.name, commune.name);
        }
    }
    assert!(looked_at > 20, "{looked_at}");
}

#[test]
fn the_sample_says_of_every_station_that_it_is_one() {
    let Some(built) = sample() else { return };
    let index = DataIndex::read(&built.files.index).unwrap();
    assert!(index.sample && built.report.sample);
    assert!(built.stations.iter().all(|station| station.sample && station.name.contains("exemple")));
    let departments: BTreeSet<&str> = built.stations.iter().map(|station| station.commune_code.department()).collect();
    assert!(built.stations.len() > 300 && departments.len() >= 101, "{} {}", built.stations.len(), departments.len());
    let telephones: BTreeSet<_> = built.stations.iter().map(|station| station.telephone.clone()).collect();
    assert_eq!(telephones.len(), built.stations.len());
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    let Some(built) = sample() else { return };
    assert!(build(&inputs(None).unwrap()).unwrap().files == built.files);
    let Some((built, shared)) = official() else { return };
    assert!(build(&inputs(Some(shared)).unwrap()).unwrap().files == built.files);
}

#[test]
fn a_second_write_changes_nothing_and_old_pieces_go() {
    let Some(built) = sample() else { return };
    let folder = written(built, "write");
    let listing = || -> BTreeMap<String, Vec<u8>> {
        let files = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap());
        files
            .map(|file| (file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path()).unwrap()))
            .collect()
    };
    let first = listing();
    std::fs::write(folder.join("communes-n-a-0123.txt"), "old").unwrap();
    std::fs::write(folder.join("notes.txt"), "not ours").unwrap();
    publish::write(&built.files, &folder).unwrap();
    let mut second = listing();
    assert!(second.remove("notes.txt").is_some(), "files of others stay");
    assert!(first == second);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn no_piece_is_heavy() {
    let Some(built) = sample() else { return };
    // The download is fetched by those who want all of it.
    let loaded = built.files.pieces.iter().filter(|(name, _)| !name.ends_with(".geojson"));
    let largest = loaded.max_by_key(|(_, text)| text.len()).unwrap();
    let size = bench::brotli_size(largest.1);
    println!("largest piece: {}, {} bytes raw, {size} Brotli", largest.0, largest.1.len());
    assert!(size <= 50_000);
}

#[test]
fn a_folder_without_official_files_is_said_plainly() {
    let Some(inputs) = inputs(Some(std::env::temp_dir().join("guichet-nothing-here"))) else { return };
    let failure = build(&inputs).unwrap_err().to_string();
    assert!(failure.contains("export-pn.csv") && failure.contains("export-gn2.csv"), "{failure}");
}

#[test]
fn islands_are_where_the_table_says() {
    let Some(built) = sample() else { return };
    let bora_bora = &built.gazetteer.communes[&InseeCode::parse("98714").unwrap()];
    assert!(bora_bora.point.distance_km(Point::from_degrees(-16.5, -151.74).unwrap()) < 1.0);
    assert!(built.report.communes.left_out.is_empty());
}
