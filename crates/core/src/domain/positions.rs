//! Where every station is, in one small file: what a map needs before it needs anything else of a station.
//!
//! One line for each published cell, in the order of the cells' names: the cell (`48_1`), a space, then its stations as
//! one run of letters. The order is that of the rows in the cell's own file, so that the n-th letter group leads to the
//! n-th row there ([`Positions::row`], [`station_row`]).
//!
//! A cell is cut into 32,768 by 32,768 fields (3.4 m high; 3.5 m wide in the middle of France). The bits of a station's
//! row and column, counted from the south-west, are interleaved, column first; the force is one bit more (1: gendarmerie).
//! These numbers only grow along a line, and what is written is the step from each to the next (the first: from 0), five
//! bits a letter, lowest first: of the 64 letters `A–Z a–z 0–9 - _` the upper 32 mean that more follows. Neighbours are
//! thus near each other in the file, steps are short where stations are many, and Brotli finds few surprises: less
//! than four bytes a station.

use std::collections::BTreeMap;

use super::nearby::Cell;
use super::place::Point;
use super::station::{Force, Station, read_stations};

/// Bits of a row or column within a cell.
const BITS: u32 = 15;
/// Fields along each side of a cell.
const FIELDS: i32 = 1 << BITS;
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// One station on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The middle of its field: less than 5 m from the station's own point.
    pub point: Point,
    /// Who runs it.
    pub force: Force,
}

/// All stations on the map; a marker's number is its place in [`Positions::all`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Positions {
    all: Vec<Position>,
    /// Each cell with the number of its first station.
    cells: Vec<(Cell, usize)>,
}

impl Positions {
    /// Reads the file; `None` where any of it is broken, as then no number would be sure to lead to the right row.
    pub fn read(text: &str) -> Option<Self> {
        let mut positions = Self::default();
        positions.all.reserve(text.len() / 5);
        for line in text.lines() {
            let (name, run) = line.split_once(' ')?;
            let cell = Cell::parse(name)?;
            positions.cells.push((cell, positions.all.len()));
            let (mut place, mut step, mut shift) = (0_u64, 0_u64, 0);
            for byte in run.bytes() {
                let digit = value(byte)?;
                step |= u64::from(digit & 31) << shift;
                if digit >= 32 {
                    shift += 5;
                    if shift > 30 {
                        return None;
                    }
                    continue;
                }
                place += step;
                positions.all.push(position(cell, place)?);
                (step, shift) = (0, 0);
            }
            if shift > 0 {
                return None;
            }
        }
        Some(positions)
    }

    /// Every station, cell by cell.
    pub fn all(&self) -> &[Position] {
        &self.all
    }

    /// The cell of a station's number, and its row in the file of that cell, counted from 0.
    pub fn row(&self, number: usize) -> Option<(Cell, usize)> {
        if number >= self.all.len() {
            return None;
        }
        let after = self.cells.partition_point(|(_, first)| *first <= number);
        let (cell, first) = self.cells.get(after.checked_sub(1)?)?;
        Some((*cell, number - first))
    }

    /// The number of a station: of the row in the file of a cell.
    pub fn number(&self, cell: Cell, row: usize) -> Option<usize> {
        let place = self.cells.iter().position(|(other, _)| *other == cell)?;
        let (_, first) = self.cells.get(place)?;
        let end = self.cells.get(place + 1).map_or(self.all.len(), |(_, next)| *next);
        Some(first + row).filter(|number| *number < end)
    }
}

/// The station in a row of a cell's file; `None` where there is no such row, or it cannot be read.
pub fn station_row(text: &str, row: usize) -> Option<Station> {
    read_stations(text.lines().nth(row)?).rows.pop()
}

/// Where a station stands within its cell: the rows of a cell's file are in this order.
pub fn place_in_cell(point: Point, force: Force) -> u64 {
    let (south, west) = Cell::of(point).corner();
    let (latitude, longitude) = point.steps();
    let field = |steps: i32, size: i32| i64::from(steps) * i64::from(FIELDS) / i64::from(size);
    let (row, column) = (field(latitude - south, Cell::HEIGHT), field(longitude - west, Cell::WIDTH));
    let mut place = 0;
    for bit in (0..BITS).rev() {
        place = place << 2 | (column >> bit & 1).unsigned_abs() << 1 | (row >> bit & 1).unsigned_abs();
    }
    place << 1 | u64::from(force == Force::Gendarmerie)
}

/// The station at a place within a cell; `None` beyond the cell's last one.
fn position(cell: Cell, place: u64) -> Option<Position> {
    let force = if place & 1 == 1 { Force::Gendarmerie } else { Force::Police };
    let field = u32::try_from(place >> 1).ok().filter(|field| field >> (2 * BITS) == 0)?;
    let (south, west) = cell.corner();
    // The middle of the field: half a field more, all of it doubled.
    let steps = |field: u32, size: i32| i64::from(2 * field + 1) * i64::from(size) / i64::from(2 * FIELDS);
    let north = i32::try_from(steps(every_other(field), Cell::HEIGHT)).ok()?;
    let east = i32::try_from(steps(every_other(field >> 1), Cell::WIDTH)).ok()?;
    Some(Position { point: Point::from_steps(south + north, west + east)?, force })
}

/// The bits at even places, moved together: folded in half four times.
fn every_other(bits: u32) -> u32 {
    let mut bits = bits & 0x5555_5555;
    for (shift, mask) in [(1, 0x3333_3333), (2, 0x0f0f_0f0f), (4, 0x00ff_00ff), (8, 0x0000_ffff)] {
        bits = (bits | bits >> shift) & mask;
    }
    bits
}

fn value(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

/// Writes the file: cells in the order of their names, each with the [`place_in_cell`] of its stations, in order.
pub fn write_positions(cells: &BTreeMap<String, Vec<u64>>) -> String {
    let mut text = String::new();
    for (cell, places) in cells {
        text.push_str(cell);
        text.push(' ');
        let mut before = 0;
        for place in places {
            let mut step = place.saturating_sub(before);
            before = *place;
            loop {
                let more = if step > 31 { 32 } else { 0 };
                let letter = usize::try_from(step & 31).unwrap_or(0) + more;
                text.extend(LETTERS.get(letter).map(|letter| char::from(*letter)));
                if more == 0 {
                    break;
                }
                step >>= 5;
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::nearby::StationIndex;
    use super::super::station::{tests::placed, write_stations};
    use super::*;
    use proptest::prelude::*;

    type Cells = BTreeMap<String, Vec<(u64, Point, Force)>>;

    fn written(points: &[(Point, Force)]) -> (Cells, String) {
        let mut cells = Cells::new();
        for (point, force) in points {
            let place = place_in_cell(*point, *force);
            cells.entry(Cell::of(*point).to_string()).or_default().push((place, *point, *force));
        }
        for cell in cells.values_mut() {
            cell.sort();
        }
        let places = cells.iter().map(|(cell, all)| (cell.clone(), all.iter().map(|(place, ..)| *place).collect()));
        let text = write_positions(&places.collect());
        (cells, text)
    }

    fn anywhere() -> impl Strategy<Value = (Point, Force)> {
        let force = prop_oneof![Just(Force::Police), Just(Force::Gendarmerie)];
        // Half of them crowded, so that steps are short and points repeat.
        let place = prop_oneof![(-90.0..=89.99f64, -180.0..=179.99f64), (48.85..48.852f64, 2.35..2.352f64)];
        (place, force).prop_map(|((a, b), force)| (Point::from_degrees(a, b).unwrap(), force))
    }

    proptest! {
        #[test]
        fn every_station_comes_back_in_its_place(points in prop::collection::vec(anywhere(), 0..80)) {
            let (cells, text) = written(&points);
            let positions = Positions::read(&text).unwrap();
            prop_assert_eq!(positions.all().len(), points.len());
            let mut number = 0;
            for (cell, stations) in &cells {
                for (row, (_, point, force)) in stations.iter().enumerate() {
                    let read = positions.all()[number];
                    prop_assert_eq!(read.force, *force);
                    prop_assert!(read.point.distance_km(*point) < 0.005, "{:?} {:?}", read.point, point);
                    let place = Some((Cell::parse(cell).unwrap(), row));
                    prop_assert_eq!(positions.row(number), place);
                    prop_assert_eq!(place.and_then(|(cell, row)| positions.number(cell, row)), Some(number));
                    number += 1;
                }
                prop_assert_eq!(positions.number(Cell::parse(cell).unwrap(), stations.len()), None);
            }
            prop_assert_eq!(positions.row(number), None);
        }

        #[test]
        fn any_text_is_read_without_a_crash(text in "(48_1 |[A-Za-z0-9_-]|\\PC|\n){0,60}") {
            let _ = Positions::read(&text);
        }
    }

    fn station(number: usize, (point, force): (Point, Force)) -> Station {
        placed(number, point, force)
    }

    /// What is published must be read by pages of an earlier build: the letters do not change.
    #[test]
    fn the_letters_stay_as_they_are() {
        let at = |latitude, longitude| Point::from_degrees(latitude, longitude).unwrap();
        let points = [
            (at(48.8566, 2.3522), Force::Police),
            (at(48.8566, 2.3522), Force::Gendarmerie),
            (at(48.8, 2.9), Force::Gendarmerie),
            (at(-21.3, 55.5), Force::Gendarmerie),
        ];
        let (cells, text) = written(&points);
        assert_eq!(text, "-22_37 j0gloR\n48_1 ipnn60BB663xtJ\n");
        let positions = Positions::read(&text).unwrap();
        assert_eq!(positions.all()[1].point.steps(), (4_885_661, 235_219));
        let cell = Cell::parse("48_1").unwrap();
        let rows: Vec<Station> = cells["48_1"].iter().enumerate().map(|(n, (_, p, f))| station(n, (*p, *f))).collect();
        let rows = write_stations(&rows);
        let third = positions.row(3).and_then(|(_, row)| station_row(&rows, row)).unwrap();
        assert_eq!(third.point, at(48.8, 2.9));
        let mut index = StationIndex::new();
        assert_eq!((index.add(cell, &rows), station_row(&rows, 3)), (0, None));
    }

    #[test]
    fn a_broken_file_is_none() {
        for text in ["48_1", "48_1 ~", "x AAA", "48_1 g", "48_1 ______C", "48_1 _______A", "48_1  A", "\n"] {
            assert_eq!(Positions::read(text), None, "{text:?}");
        }
        assert_eq!(Positions::read(""), Some(Positions::default()));
    }
}
