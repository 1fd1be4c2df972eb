//! The nearest stations, from a few cells of a grid.
//!
//! Stations are published in cells of one degree of latitude by one and a half of longitude (about 110 km square in
//! France). From a point, only the cells that can hold one of the nearest need to be loaded; [`StationIndex::needed`]
//! says which, and is empty once the answer cannot change any more.

use std::fmt;

use super::best::best;
use super::commune_search::normalise;
use super::department::Department;
use super::place::{Parsed, Point};
use super::station::{Station, StationId, read_stations};

/// A cell of the grid. Written `48_1`: rows counted north from the equator, columns east from Greenwich.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    row: i16,
    column: i16,
}

impl Cell {
    /// Height of a cell, in steps of [`Point`].
    pub(super) const HEIGHT: i32 = Point::PER_DEGREE;
    /// Width of a cell, in steps of [`Point`].
    pub(super) const WIDTH: i32 = Point::PER_DEGREE * 3 / 2;

    /// The cell that holds a point.
    pub fn of(point: Point) -> Self {
        let (latitude, longitude) = point.steps();
        #[allow(clippy::cast_possible_truncation, reason = "at most 120 in size: the globe divided by a cell")]
        let index = |steps: i32, size: i32| steps.div_euclid(size) as i16;
        Self { row: index(latitude, Self::HEIGHT), column: index(longitude, Self::WIDTH) }
    }

    /// Reads the written form.
    pub fn parse(text: &str) -> Option<Self> {
        let (row, column) = text.split_once('_')?;
        let cell = Self { row: row.parse().ok()?, column: column.parse().ok()? };
        ((-90..=90).contains(&cell.row) && (-120..=120).contains(&cell.column)).then_some(cell)
    }

    /// Its southern and western border, in steps of [`Point`].
    pub(super) fn corner(self) -> (i32, i32) {
        (i32::from(self.row) * Self::HEIGHT, i32::from(self.column) * Self::WIDTH)
    }

    /// Kilometres from a point to the nearest place of the cell: 0 inside. Never more than the true distance to any
    /// station in it.
    pub fn distance_km(self, point: Point) -> f64 {
        let (latitude, longitude) = point.steps();
        let (south, west) = self.corner();
        let around = 360 * Point::PER_DEGREE;
        // Degrees to go east or west until a border of the cell is reached, whichever way round is shorter.
        let past_west = (longitude - west).rem_euclid(around);
        let sideways = if past_west <= Self::WIDTH { 0 } else { (past_west - Self::WIDTH).min(around - past_west) };
        let upwards = if latitude < south { south - latitude } else { (latitude - south - Self::HEIGHT).max(0) };
        let angle = |steps: i32| (f64::from(steps) / f64::from(Point::PER_DEGREE)).to_radians();
        let radius = Point::EARTH_RADIUS_KM;
        let north_south = radius * angle(upwards);
        // The shortest way to a meridian `sideways` away, from this latitude: asin(cos φ · sin Δλ).
        let east_west = if sideways == 0 {
            0.0
        } else if angle(sideways) >= std::f64::consts::FRAC_PI_2 {
            radius * (std::f64::consts::FRAC_PI_2 - angle(latitude).abs())
        } else {
            radius * (angle(latitude).cos() * angle(sideways).sin()).asin()
        };
        north_south.max(east_west)
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}_{}", self.row, self.column)
    }
}

/// A station and how far it is, as the crow flies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near<'a> {
    /// The station.
    pub station: &'a Station,
    /// Kilometres along the great circle.
    pub km: f64,
}

/// A rough time to get there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Travel {
    /// Minutes on foot.
    OnFoot(u32),
    /// Minutes by car.
    ByCar(u32),
}

impl Travel {
    /// Further than this on a map, nobody walks.
    const WALK_KM: f64 = 2.0;
    /// Further than this there may be a sea in between: nothing is said.
    const LIMIT_KM: f64 = 200.0;
    /// A way is this much longer than a straight line: usual for road networks.
    const DETOUR: f64 = 1.3;
    /// Kilometres an hour on foot.
    const WALK: f64 = 4.5;
    /// Kilometres of the way, and kilometres an hour by car on them: in town, on country roads, then on main roads.
    const DRIVE: [(f64, f64); 3] = [(4.0, 25.0), (30.0, 55.0), (f64::INFINITY, 80.0)];

    /// For a distance as the crow flies. An estimate from assumed speeds, without traffic, relief or ferries: always said
    /// as such. Rounded up to five minutes, from one hour on to a quarter of an hour.
    pub fn estimate(km: f64) -> Option<Self> {
        if !(0.0..=Self::LIMIT_KM).contains(&km) {
            return None;
        }
        let way = km * Self::DETOUR;
        if km <= Self::WALK_KM {
            return Some(Self::OnFoot(rounded(way / Self::WALK)));
        }
        let (mut hours, mut done) = (0.0, 0.0);
        for (until, speed) in Self::DRIVE {
            let part = way.min(until) - done;
            if part > 0.0 {
                hours += part / speed;
                done += part;
            }
        }
        Some(Self::ByCar(rounded(hours)))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hours at most")]
fn rounded(hours: f64) -> u32 {
    let minutes = (hours * 60.0).ceil() as u32;
    minutes.max(1).next_multiple_of(if minutes > 60 { 15 } else { 5 })
}

/// The stations loaded so far.
#[derive(Debug, Clone, Default)]
pub struct StationIndex {
    cells: Vec<Cell>,
    stations: Vec<Station>,
}

impl StationIndex {
    /// Asked for at once although nearer ones may turn out to be enough: saves a second round over the network.
    const AT_ONCE_KM: f64 = 20.0;

    /// Nobody goes further while there is anything nearer: a remote island with one station is not filled up with
    /// those across the ocean.
    const FAR_KM: f64 = 200.0;

    /// Stations of a department lie this far outside of its communes' points at most, in steps of [`Point`]: 16 km.
    const BEYOND: i32 = Point::PER_DEGREE * 15 / 100;

    /// Nothing loaded.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the text of one cell's file; returns how many of its rows could not be read. A cell that is there
    /// already is left alone.
    pub fn add(&mut self, cell: Cell, text: &str) -> usize {
        if self.cells.contains(&cell) {
            return 0;
        }
        let Parsed { rows, skipped } = read_stations(text);
        self.cells.push(cell);
        self.stations.extend(rows);
        skipped
    }

    /// The cells, among those published, that must still be loaded before [`Self::nearest`] is final. Load them, call
    /// again; empty means done: no station of an unloaded cell is nearer than the last one of [`Self::nearest`], or
    /// nearer than 200 km where there are fewer than `count`. (A cell that fails to load can be added as empty text.)
    pub fn needed(&self, from: Point, count: usize, published: &[Cell]) -> Vec<Cell> {
        let missing: Vec<(f64, Cell)> = published
            .iter()
            .filter(|cell| !self.cells.contains(cell))
            .map(|cell| (cell.distance_km(from), *cell))
            .collect();
        let all = missing.len();
        let missing = best(missing, all, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let nearest = self.nearest(from, count);
        let bound = match nearest.last() {
            Some(last) if nearest.len() >= count => last.km,
            Some(_) => {
                let next = missing.first().map_or(0.0, |first| first.0).clamp(Self::AT_ONCE_KM, Self::FAR_KM);
                nearest.first().map_or(next, |first| next.max(first.km))
            }
            None => missing.first().map_or(0.0, |first| first.0).max(Self::AT_ONCE_KM),
        };
        missing.into_iter().take_while(|(km, _)| count > 0 && *km <= bound).map(|(_, cell)| cell).collect()
    }

    /// The nearest of the stations loaded so far, nearest first; of two equally far, the smaller id first.
    pub fn nearest(&self, from: Point, count: usize) -> Vec<Near<'_>> {
        nearest(&self.stations, from, count)
    }

    /// The cells, among those published, that may hold stations of a department and must still be loaded.
    pub fn needed_of(&self, department: &Department, published: &[Cell]) -> Vec<Cell> {
        let ((south, west), (north, east)) = (department.south_west.steps(), department.north_east.steps());
        let corner = |latitude, longitude, usual| Cell::of(Point::from_steps(latitude, longitude).unwrap_or(usual));
        // The corners are those of the communes' points: a station may lie further out.
        let from = corner(south - Self::BEYOND, west - Self::BEYOND, department.south_west);
        let to = corner(north + Self::BEYOND, east + Self::BEYOND, department.north_east);
        let within =
            |cell: &&Cell| (from.row..=to.row).contains(&cell.row) && (from.column..=to.column).contains(&cell.column);
        published.iter().filter(within).filter(|cell| !self.cells.contains(cell)).copied().collect()
    }

    /// The stations of a department loaded so far, by the name of their commune.
    pub fn of_department(&self, number: &str) -> Vec<&Station> {
        let there = |station: &&Station| station.commune_code.department() == number;
        let found: Vec<(String, &Station)> =
            self.stations.iter().filter(there).map(|station| (normalise(&station.commune), station)).collect();
        let count = found.len();
        let found = best(found, count, |a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        found.into_iter().map(|(_, station)| station).collect()
    }

    /// A loaded station by its id.
    pub fn station(&self, id: &StationId) -> Option<&Station> {
        self.stations.iter().find(|station| station.id == *id)
    }
}

/// The nearest of some stations, nearest first; of two equally far, the smaller id first.
pub fn nearest(stations: &[Station], from: Point, count: usize) -> Vec<Near<'_>> {
    let all: Vec<Near<'_>> =
        stations.iter().map(|station| Near { station, km: from.distance_km(station.point) }).collect();
    best(all, count, |a, b| a.km.total_cmp(&b.km).then_with(|| a.station.id.cmp(&b.station.id)))
}

#[cfg(test)]
mod tests {
    use super::super::hours::Hours;
    use super::super::place::{InseeCode, Precision};
    use super::super::station::{Force, write_stations};
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn station(number: usize, point: Point) -> Station {
        Station {
            id: StationId::parse(&format!("gn-{number}")).unwrap(),
            name: format!("Brigade {number}"),
            force: Force::Gendarmerie,
            address: String::new(),
            postal_code: None,
            commune: "X".to_owned(),
            commune_code: InseeCode::parse("01001").unwrap(),
            telephone: None,
            point,
            precision: Precision::Own,
            hours: Hours::Unknown,
            wheelchair: None,
            sample: false,
        }
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
}
