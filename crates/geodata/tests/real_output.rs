//! What a build of the real files publishes beside rows, and what the build after it makes of that.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise, and tells its figures"
)]

mod real;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use guichet_core::domain::data_index::DataIndex;
use guichet_core::domain::former::current;

use guichet_core::domain::place::Point;
use guichet_core::domain::positions::{Positions, station_row};
use guichet_core::domain::station::StationId;
use guichet_geodata::bench::{self};
use guichet_geodata::build::build;

use guichet_geodata::{check, scatter};

use real::{inputs, official, sample, shared, written};

#[test]
fn each_marker_leads_to_its_station_and_all_of_them_are_small() {
    let Some((built, _)) = official() else { return };
    let index = DataIndex::read(&built.files.index).unwrap();
    let text = &built.files.pieces[&index.positions_file().unwrap()];
    let positions = Positions::read(text).unwrap();
    assert_eq!(positions.all().len(), built.stations.len());
    let mut ids = BTreeSet::new();
    for (number, position) in positions.all().iter().enumerate() {
        let (cell, row) = positions.row(number).unwrap();
        let station = station_row(&built.files.pieces[&index.station_file(cell).unwrap()], row).unwrap();
        assert_eq!(station.force, position.force);
        assert!(station.point.distance_km(position.point) < 0.005);
        ids.insert(station.id);
    }
    assert_eq!(ids.len(), built.stations.len(), "no station is missed and none comes twice");
    let size = bench::brotli_size(text);
    println!("positions: {} bytes, {size} Brotli", text.len());
    assert!(size <= 16_000);
}

#[test]
fn the_download_holds_every_station_with_its_source() {
    let Some((built, _)) = official() else { return };
    let index = DataIndex::read(&built.files.index).unwrap();
    let text = &built.files.pieces[&index.geojson_file().unwrap()];
    let whole: serde_json::Value = serde_json::from_str(text).unwrap();
    let features = whole["features"].as_array().unwrap();
    assert_eq!(features.len(), 3680);
    let attribution = whole["attribution"].as_str().unwrap();
    for part in ["Licence Ouverte 2.0", "Police nationale", "export-gn2.csv", "GeoNames"] {
        assert!(attribution.contains(part), "{part} in {attribution}");
    }
    let ids: BTreeSet<&str> = features.iter().map(|feature| feature["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 3680);
    for feature in features {
        let properties = &feature["properties"];
        let file = if properties["force"] == "police" { "export-pn.csv" } else { "export-gn2.csv" };
        assert_eq!((&properties["source"], &properties["sample"]), (&file.into(), &false.into()));
        assert_eq!(properties["source_date"].as_str().unwrap().len(), 10);
    }
    let hours = features.iter().filter(|feature| feature["properties"]["opening_hours"].is_string()).count();
    assert_eq!(hours, built.report.hours_known);
    assert!(index.sources.iter().all(|source| source.date.is_empty() != source.received.is_empty()));
}

/// A folder with the real police file, without so many of its last rows, and one name changed.
fn police_only(shared: &Path, name: &str, dropped: usize, change: (&str, &str)) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("guichet-police-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let text = std::fs::read_to_string(shared.join("export-pn.csv")).unwrap();
    let kept = text.lines().count() - dropped;
    let lines: Vec<String> = text.lines().take(kept).map(|line| line.replace(change.0, change.1)).collect();
    std::fs::write(folder.join("any-name.csv"), lines.join("\n") + "\n").unwrap();
    folder
}

#[test]
fn a_renamed_station_keeps_its_links_and_a_great_loss_is_refused() {
    let Some(shared) = shared() else { return };
    let Some(mut wanted) = inputs(Some(police_only(&shared, "before", 0, ("", "")))) else { return };
    let before = build(&wanted).unwrap();
    assert_eq!(before.stations.len(), 606);
    let last = written(&before, "before");
    let rename = ("Commissariat de police d'Oyonnax", "Hôtel de police d'Oyonnax");
    wanted.stations = Some(police_only(&shared, "after", 30, rename));
    wanted.previous = Some(last.clone());
    let after = build(&wanted).unwrap();
    assert_eq!(after.report.former.renamed, 1);
    assert_eq!(after.report.former.gone.len(), 30);
    let index = DataIndex::read(&after.files.index).unwrap();
    let map = &after.files.pieces[&index.former_file().unwrap()];
    let old = StationId::parse("pn-01283-commissariat-de-police-d-oyonnax").unwrap();
    let new = StationId::parse("pn-01283-hotel-de-police-d-oyonnax").unwrap();
    assert_eq!(current(map, &old), Some(new));
    check::build(&after.index, &last).unwrap();
    // The map is carried on by the build after that, with the same bytes.
    let again = written(&after, "again");
    wanted.previous = Some(again.clone());
    let third = build(&wanted).unwrap();
    assert!(third.files.pieces == after.files.pieces);
    assert!(check::folders(&again, &last).unwrap().contains("606 → 576"));
    // One more row than a twentieth.
    wanted.stations = Some(police_only(&shared, "loss", 31, ("", "")));
    let loss = build(&wanted).unwrap();
    let refused = check::build(&loss.index, &last).unwrap_err().to_string();
    assert!(refused.contains("606 stations became 575"), "{refused}");
    let short = written(&loss, "loss");
    assert!(check::folders(&short, &last).is_err());
    assert!(check::folders(&short, &std::env::temp_dir().join("guichet-nothing-here")).is_ok());
    for folder in [last, again, short] {
        std::fs::remove_dir_all(folder).unwrap();
    }
    for name in ["before", "after", "loss"] {
        let _ = std::fs::remove_dir_all(police_only(&shared, name, 0, ("", "")));
    }
}

#[test]
fn thrown_points_are_the_same_each_time_and_small() {
    let Some(built) = sample() else { return };
    let points = scatter::points(&built.gazetteer, 40_000, 7);
    assert_eq!(points.len(), 40_000);
    assert!(points == scatter::points(&built.gazetteer, 40_000, 7));
    assert!(points != scatter::points(&built.gazetteer, 40_000, 8));
    let (positions, geojson) = scatter::files(&points);
    let read = Positions::read(&positions).unwrap();
    let twin: serde_json::Value = serde_json::from_str(&geojson).unwrap();
    let twin = twin["features"].as_array().unwrap();
    assert_eq!((read.all().len(), twin.len()), (40_000, 40_000));
    for (position, feature) in read.all().iter().zip(twin) {
        let degree = |place: usize| feature["geometry"]["coordinates"][place].as_f64().unwrap();
        let point = Point::from_degrees(degree(1), degree(0)).unwrap();
        assert!(position.point.distance_km(point) < 0.005);
    }
    let size = bench::brotli_size(&positions);
    println!("40,000 positions: {} bytes, {size} Brotli; GeoJSON {} bytes", positions.len(), geojson.len());
    assert!(size <= 140_000);
    let paris = Point::from_degrees(48.8566, 2.3522).unwrap();
    let near = points.iter().filter(|(point, _)| point.distance_km(paris) < 30.0).count();
    assert!((4_000..12_000).contains(&near), "{near} of 40,000 around Paris, where a sixth of the people live");
}
