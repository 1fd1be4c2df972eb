use super::super::place::InseeCode;
use super::super::station::{Force, tests::placed, write_stations};
use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn station(number: usize, point: Point) -> Station {
    placed(number, point, Force::Gendarmerie)
}

fn cells(stations: &[Station]) -> BTreeMap<Cell, String> {
    let mut groups: BTreeMap<Cell, Vec<Station>> = BTreeMap::new();
    for station in stations {
        groups.entry(Cell::of(station.point)).or_default().push(station.clone());
    }
    groups.into_iter().map(|(cell, group)| (cell, write_stations(&group))).collect()
}

/// Loads what is asked for until nothing is; returns the index and how many rounds and cells it took.
fn load(published: &BTreeMap<Cell, String>, from: Point, count: usize) -> (StationIndex, usize) {
    let names: Vec<Cell> = published.keys().copied().collect();
    let mut index = StationIndex::new();
    let mut rounds = 0;
    loop {
        let needed = index.needed(from, count, &names);
        if needed.is_empty() {
            return (index, rounds);
        }
        for cell in needed {
            index.add(cell, &published[&cell]);
        }
        rounds += 1;
        assert!(rounds < 1000, "never done");
    }
}

fn anywhere() -> impl Strategy<Value = Point> {
    (-90.0..=90.0f64, -180.0..=180.0f64).prop_map(|(a, b)| Point::from_degrees(a, b).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_cell_is_never_further_than_what_is_in_it(from in anywhere(), there in anywhere()) {
        prop_assert!(Cell::of(there).distance_km(from) <= from.distance_km(there) + 1e-6);
        prop_assert!(Cell::of(there).distance_km(there) < 1e-9);
        prop_assert_eq!(Cell::parse(&Cell::of(there).to_string()), Some(Cell::of(there)));
    }

    #[test]
    fn few_cells_give_the_same_as_all(
        around in prop::collection::vec((-3.0..3.0f64, -4.0..4.0f64), 1..60),
        centre in (-60.0..60.0f64, -180.0..180.0f64),
        from in (-3.0..3.0f64, -4.0..4.0f64),
        count in 1..8usize,
    ) {
        let turn = |degrees: f64| (degrees + 540.0).rem_euclid(360.0) - 180.0;
        let place = |(a, b): (f64, f64)| Point::from_degrees(centre.0 + a, turn(centre.1 + b)).unwrap();
        let stations: Vec<Station> = around.iter().enumerate().map(|(n, p)| station(n, place(*p))).collect();
        let from = place(from);
        let (index, _) = load(&cells(&stations), from, count);
        let close = |all: Vec<Near<'_>>| -> Vec<StationId> {
            all.iter().enumerate().filter(|(n, near)| *n == 0 || near.km <= 200.0).map(|(_, near)| near.station.id.clone()).collect()
        };
        prop_assert_eq!(close(index.nearest(from, count)), close(nearest(&stations, from, count)));
    }

    #[test]
    fn any_text_is_a_cell_or_none(text in "\\PC{0,12}") {
        let _ = Cell::parse(&text);
    }
}

#[test]
fn travel_is_rough_and_never_shorter_for_a_longer_way() {
    use Travel::{ByCar, OnFoot};
    for (km, expected) in [
        (0.0, Some(OnFoot(5))),
        (0.3, Some(OnFoot(10))),
        (1.0, Some(OnFoot(20))),
        (2.0, Some(OnFoot(35))),
        (2.1, Some(ByCar(10))),
        (10.0, Some(ByCar(20))),
        (50.0, Some(ByCar(75))),
        (200.0, Some(ByCar(225))),
        (200.1, None),
        (f64::NAN, None),
        (-1.0, None),
    ] {
        assert_eq!(Travel::estimate(km), expected, "{km}");
    }
    let minutes = |km: i32| match Travel::estimate(f64::from(km) / 10.0) {
        Some(OnFoot(minutes) | ByCar(minutes)) => minutes,
        None => u32::MAX,
    };
    assert!((21..2001).all(|km| minutes(km - 1) <= minutes(km) || km == 21));
}

#[test]
fn a_department_has_all_its_stations_from_its_own_cells() {
    let at = |latitude, longitude| Point::from_degrees(latitude, longitude).unwrap();
    let of = |number, code: &str, commune: &str, point| Station {
        commune: commune.to_owned(),
        commune_code: InseeCode::parse(code).unwrap(),
        ..station(number, point)
    };
    let stations = [
        of(1, "95500", "Pontoise", at(49.05, 2.1)),
        of(2, "95199", "Écouen", at(49.02, 2.38)),
        // Beyond the points of the communes, in the cell beside.
        of(3, "95680", "Villiers-le-Bel", at(48.95, 2.39)),
        of(4, "60159", "Compiègne", at(49.4, 2.8)),
        of(5, "75056", "Paris", at(48.85, 2.35)),
        of(6, "59350", "Lille", at(50.63, 3.06)),
    ];
    let cells = cells(&stations);
    let department = Department {
        number: "95".to_owned(),
        name: "Val-d'Oise".to_owned(),
        population: 1,
        south_west: at(49.0, 1.7),
        north_east: at(49.2, 2.5),
    };
    let published: Vec<Cell> = cells.keys().copied().collect();
    let mut index = StationIndex::new();
    let needed = index.needed_of(&department, &published);
    assert!(!needed.contains(&Cell::of(at(50.63, 3.06))), "{needed:?}");
    for cell in needed {
        index.add(cell, &cells[&cell]);
    }
    let found: Vec<&str> = index.of_department("95").iter().map(|station| station.commune.as_str()).collect();
    assert_eq!(found, ["Écouen", "Pontoise", "Villiers-le-Bel"]);
    assert_eq!(index.needed_of(&department, &published), []);
}

#[test]
fn an_island_with_one_station_is_not_filled_from_across_the_ocean() {
    let miquelon = Point::from_degrees(46.78, -56.17).unwrap();
    let stations = [station(1, miquelon), station(2, Point::from_degrees(48.39, -4.49).unwrap())];
    let (index, rounds) = load(&cells(&stations), miquelon, 5);
    assert_eq!((index.nearest(miquelon, 5).len(), rounds), (1, 1));
}

#[test]
fn the_first_one_is_the_nearest_even_when_all_are_far() {
    let from = Point::from_degrees(0.5, 0.5).unwrap();
    // The station of the nearer cell is the farther one, and both are beyond what anybody would travel.
    let (near, far) = (Point::from_degrees(3.1, 0.1).unwrap(), Point::from_degrees(2.9, 2.9).unwrap());
    let (index, _) = load(&cells(&[station(1, near), station(2, far)]), from, 3);
    assert_eq!(index.nearest(from, 3)[0].station.id.as_str(), "gn-1");
}

#[test]
fn the_nearest_across_the_date_line_is_found() {
    let wallis = station(1, Point::from_degrees(-13.28, -176.18).unwrap());
    let far = station(2, Point::from_degrees(-13.0, 170.0).unwrap());
    let from = Point::from_degrees(-13.28, 179.9).unwrap();
    let (index, _) = load(&cells(&[wallis, far]), from, 1);
    assert_eq!(index.nearest(from, 1)[0].station.id.as_str(), "gn-1");
}

#[test]
fn a_cell_is_counted_once_and_bad_rows_are_told() {
    let mut index = StationIndex::new();
    let one = station(1, Point::from_degrees(46.0, 5.0).unwrap());
    let cell = Cell::of(one.point);
    let text = format!("{}broken\n", write_stations(std::slice::from_ref(&one)));
    assert_eq!((index.add(cell, &text), index.add(cell, &text)), (1, 0));
    assert_eq!(index.nearest(one.point, 9).len(), 1);
    assert_eq!(index.station(&one.id), Some(&one));
}
