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
mod tests;
