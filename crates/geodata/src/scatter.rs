//! Made-up points for measuring a map: around communes, the more the more people live there. The same seed gives the same
//! points. Nothing of this is published.

use std::collections::BTreeMap;

use guichet_core::domain::nearby::Cell;
use guichet_core::domain::place::{Commune, Point};
use guichet_core::domain::positions::{place_in_cell, write_positions};
use guichet_core::domain::station::Force;

use crate::communes::Gazetteer;

/// Steele, Lea and Flood's `SplitMix64`: a few lines, and good enough to throw points.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to 1.
    fn share(&mut self) -> f64 {
        let upper = u32::try_from(self.next() >> 32).unwrap_or(0);
        f64::from(upper) / (f64::from(u32::MAX) + 1.0)
    }

    /// Around 0, like a bell: twelve shares less six have a spread of 1.
    fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }
}

/// Throws points.
pub fn points(gazetteer: &Gazetteer, count: usize, seed: u64) -> Vec<(Point, Force)> {
    let communes: Vec<&Commune> = gazetteer.communes.values().filter(|one| !one.is_arrondissement()).collect();
    let mut people = 0_u64;
    let heaped: Vec<u64> = communes
        .iter()
        .map(|commune| {
            people += u64::from(commune.population);
            people
        })
        .collect();
    let mut dice = Dice(seed);
    let mut points = Vec::with_capacity(count);
    while people > 0 && points.len() < count {
        let drawn = dice.next() % people;
        let place = heaped.partition_point(|heap| *heap <= drawn);
        let Some(commune) = communes.get(place) else { continue };
        // A village is a kilometre wide, Paris some six from its middle.
        let spread = 0.5 + f64::from(commune.population).sqrt() / 250.0;
        let (north, east) = (dice.bell() * spread / 111.2, dice.bell() * spread / 111.2);
        let latitude = commune.point.latitude() + north;
        let longitude = commune.point.longitude() + east / commune.point.latitude().to_radians().cos();
        let force = if dice.share() < 606.0 / 3680.0 { Force::Police } else { Force::Gendarmerie };
        points.extend(Point::from_degrees(latitude, longitude).map(|point| (point, force)));
    }
    points
}

/// The points in the published form, and as the `GeoJSON` that other maps read, in the same order.
pub fn files(points: &[(Point, Force)]) -> (String, String) {
    let mut cells: BTreeMap<String, Vec<(u64, Point, Force)>> = BTreeMap::new();
    for (point, force) in points {
        let entry = (place_in_cell(*point, *force), *point, *force);
        cells.entry(Cell::of(*point).to_string()).or_default().push(entry);
    }
    for cell in cells.values_mut() {
        cell.sort_unstable();
    }
    let places = |cell: &Vec<(u64, Point, Force)>| cell.iter().map(|(place, ..)| *place).collect();
    let positions = write_positions(&cells.iter().map(|(name, cell)| (name.clone(), places(cell))).collect());
    let features: Vec<String> = cells
        .values()
        .flatten()
        .map(|(_, point, force)| {
            let force = if *force == Force::Police { "P" } else { "G" };
            let (longitude, latitude) = (point.longitude(), point.latitude());
            format!(
                "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{longitude},{latitude}]}},\
                 \"properties\":{{\"f\":\"{force}\"}}}}"
            )
        })
        .collect();
    let geojson = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"));
    (positions, geojson)
}
