//! A few communes by hand, for tests that need no registry package.

use guichet_core::domain::place::{Commune, InseeCode, Point, PostalCode, Precision};
use guichet_geodata::communes::Gazetteer;

fn commune(code: &str, name: &str, postal: &str, latitude: f64, longitude: f64) -> (InseeCode, Commune) {
    let code = InseeCode::parse(code).unwrap();
    let commune = Commune {
        code,
        name: name.to_owned(),
        postal_codes: vec![PostalCode::parse(postal).unwrap()],
        population: 1000,
        point: Point::from_degrees(latitude, longitude).unwrap(),
        precision: Precision::Own,
    };
    (code, commune)
}

/// Seven communes, and a former one.
pub fn gazetteer() -> Gazetteer {
    Gazetteer {
        communes: [
            commune("01004", "Ambérieu-en-Bugey", "01500", 45.9580, 5.3588),
            commune("01033", "Valserhône", "01200", 46.1080, 5.8250),
            commune("97411", "Saint-Denis", "97400", -20.8789, 55.4481),
            commune("97608", "Dzaoudzi", "97615", -12.7850, 45.2570),
            commune("98818", "Nouméa", "98800", -22.2758, 166.4580),
            commune("75056", "Paris", "75001", 48.8567, 2.3510),
            commune("75101", "Paris 1er Arrondissement", "75001", 48.8603, 2.3412),
        ]
        .into(),
        merged: [(InseeCode::parse("01091").unwrap(), InseeCode::parse("01033").unwrap())].into(),
        ..Gazetteer::default()
    }
}
