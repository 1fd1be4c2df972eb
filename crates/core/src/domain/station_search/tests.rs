//! Questions in which a department or a station is meant.

use super::*;
use crate::domain::commune_rows::write_communes;
use crate::domain::department::write_departments;
use crate::domain::place::{InseeCode, Point, PostalCode, Precision};
use proptest::prelude::*;

fn point() -> Point {
    Point::from_degrees(46.0, 5.0).unwrap()
}

fn commune(code: &str, name: &str, postal: &str, population: u32) -> Commune {
    Commune {
        code: InseeCode::parse(code).unwrap(),
        name: name.to_owned(),
        postal_codes: postal.split(' ').map(|p| PostalCode::parse(p).unwrap()).collect(),
        population,
        point: point(),
        precision: Precision::Own,
    }
}

fn station(id: &str, name: &str, commune: &str, code: &str) -> StationName {
    StationName {
        id: StationId::parse(id).unwrap(),
        name: name.to_owned(),
        commune: commune.to_owned(),
        commune_code: InseeCode::parse(code).unwrap(),
        point: point(),
    }
}

fn stations() -> Vec<StationName> {
    vec![
        station("pn-59350-lille", "Commissariat central de police de Lille", "LILLE", "59350"),
        station("pn-59350-wazemmes", "Commissariat de police de Lille - Bureau de Wazemmes", "LILLE", "59350"),
        station("gn-1000002", "Brigade de gendarmerie - Belley", "BELLEY", "01034"),
        station("pn-69388-lyon", "Commissariat de police de Lyon - 8e arrondissement", "LYON", "69388"),
        station("gn-3800", "Brigade de gendarmerie - Autrans-Méaudre-en-Vercors", "AUTRANS", "38225"),
        station("pn-42218-st", "Commissariat de police de Saint-Étienne", "SAINT-ETIENNE", "42218"),
    ]
}

fn index() -> PlaceIndex {
    let communes = [
        commune("59350", "Lille", "59000", 230_000),
        commune("01034", "Belley", "01300", 9000),
        commune("38225", "Autrans-Méaudre en Vercors", "38112", 3000),
        commune("69123", "Lyon", "69001", 520_000),
        commune("95500", "Pontoise", "95300", 31_000),
        commune("53147", "Mayenne", "53100", 13_000),
        commune("95598", "Soisy", "95230", 18_000),
        commune("42218", "Saint-Étienne", "42000", 170_000),
    ];
    let department = |number: &str, name: &str, population| Department {
        number: number.to_owned(),
        name: name.to_owned(),
        population,
        south_west: point(),
        north_east: point(),
    };
    let departments = [
        department("01", "Ain", 650_000),
        department("2A", "Corse-du-Sud", 160_000),
        department("53", "Mayenne", 305_000),
        department("60", "Oise", 829_000),
        department("95", "Val-d'Oise", 1_256_000),
        department("974", "La Réunion", 870_000),
    ];
    let mut index = PlaceIndex::new();
    assert_eq!(index.add("all", &write_communes(&communes)), 0);
    assert_eq!(index.add("departments", &write_departments(&departments)), 0);
    assert_eq!(index.add("s-all", &write_station_names(&stations())), 0);
    index
}

fn label(found: &Found) -> String {
    match found {
        Found::Commune(commune) => commune.code.to_string(),
        Found::Department(department) => format!("dep {}", department.number),
        Found::Region(region) => format!("region {}", region.name),
        Found::Station(station) => station.id.as_str().to_owned(),
    }
}

#[test]
fn what_is_meant_comes_first() {
    let index = index();
    for (text, first) in [
        ("95", "dep 95"),
        ("2a", "dep 2A"),
        ("1", "dep 01"),
        ("974", "dep 974"),
        ("val d'oise", "dep 95"),
        ("Val-d’Oise 95", "dep 95"),
        ("valdoise", "dep 95"),
        ("val d'oisse", "dep 95"),
        ("reunion", "dep 974"),
        ("gendarmerie 95 24h/24", "dep 95"),
        ("oise", "dep 60"),
        ("mayenne", "53147"),
        ("95300", "95500"),
        ("lille", "59350"),
        ("commissariat de Lille", "pn-59350-lille"),
        ("commissariat ouvert dimanche à Lille", "59350"),
        ("brigade de Belley", "gn-1000002"),
        ("hôtel de police Lyon", "pn-69388-lyon"),
        ("gendarmerie Autrans", "gn-3800"),
        ("gendarmerie Autrrans", "gn-3800"),
        ("commissariat wazemmes", "pn-59350-wazemmes"),
        ("wazemmes", "pn-59350-wazemmes"),
        ("commissariat st etienne", "pn-42218-st"),
        ("commissariat st etienne 42", "pn-42218-st"),
        ("gendarmerie Lille", "59350"),
        ("gendarmerie 95", "dep 95"),
        ("gendarmerie dans le 95", "dep 95"),
        ("le 95", "dep 95"),
        ("soisy val d'oise", "95598"),
        ("belley (ain)", "01034"),
    ] {
        let found = index.search(&Question::read(text), 5);
        assert_eq!(found.first().map(label).as_deref(), Some(first), "{text}: {found:?}");
    }
    let both: Vec<String> = index.search(&Question::read("mayenne"), 5).iter().map(label).collect();
    assert_eq!(both, ["53147", "dep 53"]);
    assert!(index.search(&Question::read("gendarmerie"), 5).is_empty());
}

#[test]
fn every_word_of_a_station_asks_for_a_piece_that_holds_it() {
    for station in stations() {
        let pieces = station.pieces();
        for word in words(&station.name).into_iter().filter(|word| piece(word).is_some()) {
            let question = Question { place: word.clone(), station: true, ..Question::default() };
            let needed = PlaceIndex::new().needed(&question);
            assert!(needed.iter().any(|piece| pieces.contains(piece)), "{word}: {needed:?} / {pieces:?}");
        }
    }
}

#[test]
fn names_of_stations_are_loaded_only_where_one_is_meant() {
    let mut index = index();
    let needed = index.needed(&Question::read("commissariat de Lille"));
    assert!(needed.contains(&"s-l".to_owned()) && needed.contains(&"main".to_owned()), "{needed:?}");
    let needed = |index: &PlaceIndex, text: &str| index.needed(&Question::read(text));
    while let Some(piece) = needed(&index, "lille").pop() {
        assert!(!piece.starts_with("s-"));
        index.add(&piece, "");
    }
    for _ in 0..20 {
        for piece in needed(&index, "wazemmes") {
            index.add(&piece, "");
        }
    }
    assert!(index.pieces.contains("s-w") && needed(&index, "wazemmes").is_empty());
    assert_eq!(PlaceIndex::new().needed(&Question::default()), [""; 0]);
}

proptest! {
    #[test]
    fn anything_can_be_asked(text in "\\PC{0,40}") {
        let index = index();
        let question = Question::read(&text);
        prop_assert!(index.search(&question, 4).len() <= 4);
        let _ = index.needed(&question);
    }

    #[test]
    fn any_text_is_read_without_a_crash(text in "(\\PC|\t|\n|[0-9]){0,120}") {
        let _ = read_station_names(&text);
    }
}

#[test]
fn rows_come_back() {
    let parsed = read_station_names(&(write_station_names(&stations()) + "broken\n"));
    assert_eq!(parsed, Parsed { rows: stations(), skipped: 1 });
}
