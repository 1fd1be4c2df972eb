//! A point for every commune: its own where there is one, else the middle of its neighbours, and marked so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use guichet_core::domain::commune_search::normalise;
use guichet_core::domain::place::{InseeCode, Point, PostalCode, Precision};

use crate::failure::Failure;

/// The hand-made table, for what the package has nothing for.
const TABLE: &str = include_str!("../data/points.csv");

/// A point this far from that of every other commune of its grouping belongs elsewhere, in kilometres.
const FAR_FROM_ALL: f64 = 30.0;

/// A commune before it has a point.
#[derive(Debug, Clone)]
pub struct Unplaced {
    /// INSEE code.
    pub code: InseeCode,
    /// Official name.
    pub name: String,
    /// Postal codes.
    pub postal_codes: Vec<PostalCode>,
    /// Inhabitants.
    pub population: u32,
}

/// Where a point comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The commune's own, from the package.
    Own,
    /// The table kept with this program.
    Table,
    /// The middle of the communes of the same postal code.
    PostalCode,
    /// The middle of the communes of the same grouping of communes.
    Grouping,
    /// The middle of the department.
    Department,
}

impl Origin {
    /// How far such a point can be trusted.
    pub fn precision(self) -> Precision {
        match self {
            Self::Own => Precision::Own,
            Self::Table | Self::PostalCode | Self::Grouping => Precision::Area,
            Self::Department => Precision::Department,
        }
    }
}

/// A commune's own point, and how well the place it was taken from stands for the commune: greater is better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Own {
    /// The point.
    pub point: Point,
    fit: (bool, bool, bool, u32),
}

/// The columns of a line that are used here.
struct Place<'a> {
    name: &'a str,
    point: Point,
    kind: &'a str,
    population: u32,
    code: InseeCode,
}

impl<'a> Place<'a> {
    /// Reads a line (tab-separated, in the order of `readme.txt` of `GeoNames`); `None` outside France or without a code.
    fn read(line: &'a str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let field = |place: usize| fields.get(place).copied().unwrap_or_default();
        let country = field(8);
        // The commune's code stands at another administrative level in each territory.
        let code = match country {
            "FR" | "GP" | "MQ" | "GF" | "RE" => InseeCode::parse(field(13)),
            "NC" => InseeCode::parse(field(11)),
            "PM" | "WF" | "YT" => InseeCode::parse(field(10)),
            "BL" => InseeCode::parse("97701"),
            "MF" => InseeCode::parse("97801"),
            _ => None,
        }?;
        let point = Point::from_degrees(field(4).parse().ok()?, field(5).parse().ok()?)?;
        Some(Self { name: field(1), point, kind: field(7), population: field(14).parse().unwrap_or(0), code })
    }
}

/// Reads the package's places and chooses for each commune the one that stands for it best: of the same name, then the
/// seat of something, then not a mere part of a town, then the most populous.
pub fn own(
    path: &Path,
    communes: &[Unplaced],
    merged: &BTreeMap<InseeCode, InseeCode>,
) -> Result<BTreeMap<InseeCode, Own>, Failure> {
    let names: BTreeMap<InseeCode, String> =
        communes.iter().map(|commune| (commune.code, normalise(&commune.name))).collect();
    let mut best: BTreeMap<InseeCode, Own> = BTreeMap::new();
    let file = File::open(path).map_err(|error| Failure::of(path, error))?;
    for line in BufReader::new(file).lines() {
        let line = line.map_err(|error| Failure::of(path, error))?;
        let Some(place) = Place::read(&line) else { continue };
        let code = if names.contains_key(&place.code) { Some(place.code) } else { merged.get(&place.code).copied() };
        let Some((code, name)) = code.and_then(|code| names.get(&code).map(|name| (code, name))) else { continue };
        let fit = (
            normalise(place.name) == *name,
            place.kind.starts_with("PPLA") || place.kind == "PPLC",
            !matches!(place.kind, "PPLX" | "PPLL" | "PPLH" | "PPLQ"),
            place.population,
        );
        if best.get(&code).is_none_or(|other| fit > other.fit) {
            best.insert(code, Own { point: place.point, fit });
        }
    }
    if best.is_empty() {
        return Err(Failure::of(path, "no place in France; is this the package's file?"));
    }
    Ok(best)
}

/// Takes away the points that lie far from all neighbours; returns whose they were. Mainland only: overseas communes
/// can be that far apart.
pub fn refuse_far(own: &mut BTreeMap<InseeCode, Point>, groupings: &[Vec<InseeCode>]) -> BTreeSet<InseeCode> {
    let mut refused = BTreeSet::new();
    for members in groupings {
        let placed: Vec<(InseeCode, Point)> = members
            .iter()
            .filter(|code| code.department().len() == 2)
            .filter_map(|code| own.get(code).map(|point| (*code, *point)))
            .collect();
        for (code, point) in &placed {
            let others = placed.iter().filter(|(other, _)| other != code);
            let nearest = others.map(|(_, other)| point.distance_km(*other)).min_by(f64::total_cmp);
            if placed.len() > 2 && nearest.is_some_and(|km| km > FAR_FROM_ALL) {
                refused.insert(*code);
            }
        }
    }
    own.retain(|code, _| !refused.contains(code));
    refused
}

/// The middles of neighbours.
#[derive(Debug)]
pub struct Estimates {
    table: BTreeMap<InseeCode, Point>,
    postal: BTreeMap<PostalCode, Vec<Point>>,
    grouping: BTreeMap<InseeCode, Point>,
    department: BTreeMap<String, Vec<Point>>,
}

impl Estimates {
    /// Gathers the points of neighbours.
    pub fn new(communes: &[Unplaced], own: &BTreeMap<InseeCode, Point>, groupings: &[Vec<InseeCode>]) -> Self {
        let mut postal: BTreeMap<PostalCode, Vec<Point>> = BTreeMap::new();
        let mut department: BTreeMap<String, Vec<Point>> = BTreeMap::new();
        for commune in communes {
            if let Some(point) = own.get(&commune.code) {
                department.entry(commune.code.department().to_owned()).or_default().push(*point);
                for code in &commune.postal_codes {
                    postal.entry(*code).or_default().push(*point);
                }
            }
        }
        let mut grouping = BTreeMap::new();
        for members in groupings {
            let points: Vec<Point> = members.iter().filter_map(|code| own.get(code).copied()).collect();
            if let Some(point) = middle(&points) {
                grouping.extend(members.iter().map(|code| (*code, point)));
            }
        }
        Self { table: table(), postal, grouping, department }
    }

    /// The best point there is for a commune.
    pub fn place(&self, commune: &Unplaced, own: &BTreeMap<InseeCode, Point>) -> Option<(Point, Origin)> {
        if let Some(point) = own.get(&commune.code) {
            return Some((*point, Origin::Own));
        }
        if let Some(point) = self.table.get(&commune.code) {
            return Some((*point, Origin::Table));
        }
        let neighbours: Vec<Point> =
            commune.postal_codes.iter().filter_map(|code| self.postal.get(code)).flatten().copied().collect();
        if let Some(point) = middle(&neighbours) {
            return Some((point, Origin::PostalCode));
        }
        if let Some(point) = self.grouping.get(&commune.code) {
            return Some((*point, Origin::Grouping));
        }
        let around = self.department.get(commune.code.department())?;
        Some((middle(around)?, Origin::Department))
    }
}

fn table() -> BTreeMap<InseeCode, Point> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(read_table_line).collect()
}

fn read_table_line(line: &str) -> Option<(InseeCode, Point)> {
    let mut fields = line.split(';');
    let code = InseeCode::parse(fields.next()?)?;
    let latitude = fields.next()?.parse().ok()?;
    Some((code, Point::from_degrees(latitude, fields.next()?.parse().ok()?)?))
}

/// The middle of points that are close together (no two on either side of the date line).
fn middle(points: &[Point]) -> Option<Point> {
    let count = i64::try_from(points.len()).ok().filter(|count| *count > 0)?;
    let mean = |coordinate: fn(Point) -> i32| -> Option<i32> {
        let sum: i64 = points.iter().map(|point| i64::from(coordinate(*point))).sum();
        i32::try_from(sum.div_euclid(count)).ok()
    };
    Point::from_steps(mean(|point| point.steps().0)?, mean(|point| point.steps().1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> InseeCode {
        InseeCode::parse(text).unwrap()
    }

    fn point(latitude: f64, longitude: f64) -> Point {
        Point::from_degrees(latitude, longitude).unwrap()
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(table().len(), lines);
        assert_eq!(lines, 45 + 48 + 6);
    }

    #[test]
    fn a_point_far_from_its_whole_grouping_is_refused() {
        let members = vec![code("40001"), code("40002"), code("40003")];
        let mut own = BTreeMap::from([
            (code("40001"), point(43.6, -1.3)),
            (code("40002"), point(43.65, -1.25)),
            (code("40003"), point(44.6, -1.3)),
        ]);
        assert_eq!(refuse_far(&mut own, &[members]), BTreeSet::from([code("40003")]));
        assert_eq!(own.len(), 2);
    }

    #[test]
    fn a_place_of_the_same_name_stands_for_the_commune() {
        let line = |name: &str, kind: &str, population: u32, latitude: &str| {
            format!("1\t{name}\t{name}\t\t{latitude}\t5.0\tP\t{kind}\tFR\t\t84\t01\t011\t01001\t{population}\t\t\t\t\n")
        };
        let folder = std::env::temp_dir().join(format!("guichet-points-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("cities500.txt");
        let text = line("Big Part", "PPL", 9000, "46.1") + "broken\n" + &line("L'Abergement", "PPL", 500, "46.2");
        std::fs::write(&path, text).unwrap();
        let communes =
            [Unplaced { code: code("01001"), name: "L’Abergement".into(), postal_codes: vec![], population: 1 }];
        let found = own(&path, &communes, &BTreeMap::new()).unwrap();
        assert_eq!(found[&code("01001")].point, point(46.2, 5.0));
        std::fs::write(&path, "nothing\n").unwrap();
        assert!(own(&path, &communes, &BTreeMap::new()).is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn without_an_own_point_neighbours_lend_theirs() {
        let commune = |text: &str, postal: &str| Unplaced {
            code: code(text),
            name: text.into(),
            postal_codes: PostalCode::parse(postal).into_iter().collect(),
            population: 1,
        };
        let communes = [
            commune("01001", "01100"),
            commune("01002", "01100"),
            commune("01003", "01300"),
            commune("01004", "01400"),
        ];
        let own = BTreeMap::from([(code("01001"), point(46.0, 5.0))]);
        let estimates = Estimates::new(&communes, &own, &[vec![code("01001"), code("01003")]]);
        let origin = |n: usize| estimates.place(&communes[n], &own).unwrap().1;
        assert_eq!(
            [origin(0), origin(1), origin(2), origin(3)],
            [Origin::Own, Origin::PostalCode, Origin::Grouping, Origin::Department]
        );
        assert!(estimates.place(&commune("02001", "02100"), &own).is_none());
        assert_eq!(estimates.place(&commune("98714", "98730"), &own).unwrap().1, Origin::Table);
    }
}
