//! Points on a map, gathered where they would cover each other.
//!
//! Places are in Web Mercator, in steps of 2⁻³² of the way around the world, so that everything is whole numbers: the same
//! points give the same clusters on every machine. At each zoom the map is cut into cells of 64 pixels. The points of a
//! cell are one cluster at their mean place; a cluster that would touch a larger one beside it joins that one. Both rules
//! look only at what is near, so a view needs nothing but one pass over the points, and moving it changes no cluster.

use super::place::Point;

/// Deepest zoom: a pixel is half a metre.
pub const DEEPEST: u8 = 18;

/// A world is 256 pixels wide at zoom 0; a cell is 64 pixels wide at every zoom.
const CELL_BITS_AT_ZOOM_0: u32 = 32 - 8 + 6;

/// Clusters nearer than this, in pixels, would touch.
const APART: i64 = 44;

/// Cells around a view that are looked at: one for what reaches into it, two for whom those join.
const MARGIN: u32 = 3;

/// More cells than any screen shows.
const MOST_CELLS: u64 = 1 << 16;

/// A place in steps of 2⁻³² of the way around the world: east from the date line, south from 85° north.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Steps east.
    pub x: u32,
    /// Steps south.
    pub y: u32,
}

impl Place {
    /// The place of a point. What lies nearer to a pole than 85.05° is moved to the edge of the map.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast of a float stays within the range of the integer"
    )]
    pub fn of(point: Point) -> Self {
        let sine = point.latitude().to_radians().sin().clamp(-0.999_999_9, 0.999_999_9);
        let down = 0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * std::f64::consts::PI);
        let around = point.longitude() / 360.0 + 0.5;
        Self { x: (around * STEPS) as u32, y: (down * STEPS) as u32 }
    }
}

/// Steps around the world.
pub const STEPS: f64 = 4_294_967_296.0;

/// A rectangle on the map, edges included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The corner of the smallest numbers: north-west.
    pub north_west: Place,
    /// The corner of the largest ones.
    pub south_east: Place,
}

impl Area {
    /// Holds this place.
    pub fn contains(self, place: Place) -> bool {
        let (from, to) = (self.north_west, self.south_east);
        (from.x..=to.x).contains(&place.x) && (from.y..=to.y).contains(&place.y)
    }
}

/// One point, or several that are drawn as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cluster {
    /// Where it is drawn: the mean of its points.
    pub place: Place,
    /// How many points; never 0.
    pub count: u32,
    /// The smallest number of its points, in the order in which they were given.
    pub first: u32,
    /// What its points span.
    pub span: Area,
}

/// All points of a map.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Points {
    places: Vec<Place>,
}

impl Points {
    /// Takes points; each is known by its number in this order.
    pub fn new(points: impl IntoIterator<Item = Point>) -> Self {
        Self { places: points.into_iter().map(Place::of).collect() }
    }

    /// Where a point is.
    pub fn place(&self, number: u32) -> Option<Place> {
        self.places.get(usize::try_from(number).ok()?).copied()
    }

    /// The clusters of a view, and those at its edge that reach into it. Of a view that is larger than any screen at that
    /// zoom: none.
    pub fn clusters(&self, zoom: u8, view: Area) -> Vec<Cluster> {
        let bits = CELL_BITS_AT_ZOOM_0 - u32::from(zoom.min(DEEPEST));
        Window::new(view, bits).map_or_else(Vec::new, |mut window| {
            for (place, number) in self.places.iter().zip(0..) {
                window.add(*place, number);
            }
            window.clusters()
        })
    }

    /// The number of the first point of an area after the one given, or of the first of all where there is none after it: going
    /// from one to the next, all points that lie on one place are met in turn.
    pub fn next_within(&self, area: Area, after: Option<u32>) -> Option<u32> {
        let mut inside =
            self.places.iter().zip(0..).filter(|(place, _)| area.contains(**place)).map(|(_, number)| number);
        let after = after.filter(|after| self.place(*after).is_some_and(|place| area.contains(place)));
        let Some(after) = after else { return inside.next() };
        let mut first = None;
        inside
            .find(|number| {
                first = first.or(Some(*number));
                *number > after
            })
            .or(first)
    }
}

/// What is gathered in one cell, or in a cell and those that joined it.
#[derive(Debug, Clone, Copy)]
struct Gathered {
    count: u32,
    first: u32,
    /// Sums of steps: 2³² points of 2³² steps fit.
    x: u64,
    y: u64,
    span: Area,
}

impl Gathered {
    const NOTHING: Self = Self {
        count: 0,
        first: u32::MAX,
        x: 0,
        y: 0,
        span: Area { north_west: Place { x: u32::MAX, y: u32::MAX }, south_east: Place { x: 0, y: 0 } },
    };

    fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.first = self.first.min(other.first);
        self.x += other.x;
        self.y += other.y;
        let (span, more) = (&mut self.span, &other.span);
        span.north_west.x = span.north_west.x.min(more.north_west.x);
        span.north_west.y = span.north_west.y.min(more.north_west.y);
        span.south_east.x = span.south_east.x.max(more.south_east.x);
        span.south_east.y = span.south_east.y.max(more.south_east.y);
    }

    /// The mean; of nothing, any place.
    fn place(&self) -> Place {
        let count = u64::from(self.count.max(1));
        let mean = |sum: u64| u32::try_from(sum / count).unwrap_or(u32::MAX);
        Place { x: mean(self.x), y: mean(self.y) }
    }

    /// The order in which clusters are joined: no two are equal, as each has points of its own.
    fn is_larger_than(&self, other: &Self) -> bool {
        (self.count, other.first) > (other.count, self.first)
    }
}

/// The cells of a view and around it, row by row.
struct Window {
    bits: u32,
    west: u32,
    north: u32,
    columns: u32,
    rows: u32,
    cells: Vec<Gathered>,
}

impl Window {
    fn new(view: Area, bits: u32) -> Option<Self> {
        let last = u32::MAX >> bits;
        let west = (view.north_west.x >> bits).saturating_sub(MARGIN);
        let north = (view.north_west.y >> bits).saturating_sub(MARGIN);
        let columns = ((view.south_east.x >> bits) + MARGIN).min(last).checked_sub(west)? + 1;
        let rows = ((view.south_east.y >> bits) + MARGIN).min(last).checked_sub(north)? + 1;
        let many = u64::from(columns) * u64::from(rows);
        (many <= MOST_CELLS).then(|| {
            let cells = vec![Gathered::NOTHING; usize::try_from(many).unwrap_or_default()];
            Self { bits, west, north, columns, rows, cells }
        })
    }

    fn add(&mut self, place: Place, number: u32) {
        // West or north of the window the difference wraps around to a large number.
        let column = (place.x >> self.bits).wrapping_sub(self.west);
        let row = (place.y >> self.bits).wrapping_sub(self.north);
        if let Some(cell) = self.at(column, row).and_then(|at| self.cells.get_mut(at)) {
            cell.count += 1;
            cell.first = cell.first.min(number);
            cell.x += u64::from(place.x);
            cell.y += u64::from(place.y);
            let span = &mut cell.span;
            span.north_west.x = span.north_west.x.min(place.x);
            span.north_west.y = span.north_west.y.min(place.y);
            span.south_east.x = span.south_east.x.max(place.x);
            span.south_east.y = span.south_east.y.max(place.y);
        }
    }

    fn at(&self, column: u32, row: u32) -> Option<usize> {
        (column < self.columns && row < self.rows).then(|| usize::try_from(row * self.columns + column).ok())?
    }

    fn cell(&self, at: usize) -> Option<&Gathered> {
        self.cells.get(at).filter(|cell| cell.count > 0)
    }

    /// The largest cell beside this one that it would touch, where that is larger than itself.
    fn larger_beside(&self, column: u32, row: u32, own: &Gathered) -> Option<usize> {
        let apart = APART << (self.bits - 6);
        let own_place = own.place();
        let mut found: Option<(usize, &Gathered)> = None;
        for row in row.saturating_sub(1)..=row + 1 {
            for column in column.saturating_sub(1)..=column + 1 {
                let Some(at) = self.at(column, row) else { continue };
                let Some(other) = self.cell(at) else { continue };
                let touches = || {
                    let place = other.place();
                    let (x, y) =
                        (i64::from(place.x) - i64::from(own_place.x), i64::from(place.y) - i64::from(own_place.y));
                    x * x + y * y < apart * apart
                };
                if other.is_larger_than(found.map_or(own, |(_, best)| best)) && touches() {
                    found = Some((at, other));
                }
            }
        }
        found.map(|(at, _)| at)
    }

    fn clusters(&self) -> Vec<Cluster> {
        let mut larger = vec![None; self.cells.len()];
        for row in 0..self.rows {
            for column in 0..self.columns {
                let Some(at) = self.at(column, row) else { continue };
                if let (Some(cell), Some(larger)) = (self.cell(at), larger.get_mut(at)) {
                    *larger = self.larger_beside(column, row, cell);
                }
            }
        }
        // Only into one that joins no other itself: else rows of villages would end up in one far city.
        let joins = |at: usize| {
            let larger_of = |at: usize| larger.get(at).copied().flatten();
            larger_of(at).filter(|other| larger_of(*other).is_none())
        };
        let mut whole = self.cells.clone();
        for (at, cell) in self.cells.iter().enumerate().filter(|(_, cell)| cell.count > 0) {
            if let Some(other) = joins(at).and_then(|other| whole.get_mut(other)) {
                other.add(cell);
            }
        }
        let inner = |at: u32, all: u32, first: u32| {
            let last = u32::MAX >> self.bits;
            // At the edge of the world there is no margin.
            let before = if first == 0 { 0 } else { MARGIN - 1 };
            let after = if first + all - 1 == last { 0 } else { MARGIN - 1 };
            at >= before && at + after < all
        };
        let mut found = Vec::new();
        for row in (0..self.rows).filter(|row| inner(*row, self.rows, self.north)) {
            for column in (0..self.columns).filter(|column| inner(*column, self.columns, self.west)) {
                let Some(at) = self.at(column, row).filter(|at| joins(*at).is_none()) else { continue };
                if let Some(cell) = whole.get(at).filter(|cell| cell.count > 0) {
                    found.push(Cluster { place: cell.place(), count: cell.count, first: cell.first, span: cell.span });
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests;
