//! Departments and overseas collectivities, as places to search in.

use super::place::{Parsed, Point, one_line};

/// Thousandths of a degree: corners are rounded to them, outwards.
const COARSE: i32 = Point::PER_DEGREE / 1000;

/// A department, or an overseas collectivity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// Its number: `95`, `2A`, `974`.
    pub number: String,
    /// Its official name: `Val-d'Oise`.
    pub name: String,
    /// Inhabitants of its communes.
    pub population: u32,
    /// South-western corner of what its communes' points span.
    pub south_west: Point,
    /// North-eastern corner of it.
    pub north_east: Point,
}

impl Department {
    /// The middle of what its communes span.
    pub fn middle(&self) -> Point {
        let ((south, west), (north, east)) = (self.south_west.steps(), self.north_east.steps());
        let middle = Point::from_steps(south + (north - south) / 2, west + (east - west) / 2);
        middle.unwrap_or(self.south_west)
    }
}

/// Writes departments as rows: number, name, inhabitants, south, west, north, east in thousandths of a degree.
pub fn write_departments(departments: &[Department]) -> String {
    let mut text = String::new();
    for one in departments {
        let ((south, west), (north, east)) = (one.south_west.steps(), one.north_east.steps());
        let up = |steps: i32| -(-steps).div_euclid(COARSE);
        let corners = [south.div_euclid(COARSE), west.div_euclid(COARSE), up(north), up(east)];
        let corners = corners.map(|steps| steps.to_string()).join("\t");
        text.push_str(
            &[&one.number, &one_line(&one.name), &one.population.to_string(), &corners].map(String::as_str).join("\t"),
        );
        text.push('\n');
    }
    text
}

/// Reads such rows. A row that cannot be read is skipped and counted.
pub fn read_departments(text: &str) -> Parsed<Department> {
    let mut parsed = Parsed { rows: Vec::new(), skipped: 0 };
    for line in text.lines().filter(|line| !line.is_empty()) {
        match read_department(line) {
            Some(department) => parsed.rows.push(department),
            None => parsed.skipped += 1,
        }
    }
    parsed
}

fn read_department(line: &str) -> Option<Department> {
    let mut fields = line.split('\t');
    let number = fields.next().filter(|number| (2..=3).contains(&number.len()))?.to_owned();
    let name = fields.next().filter(|name| !name.is_empty())?.to_owned();
    let population = fields.next()?.parse().ok()?;
    let mut steps = || fields.next()?.parse::<i32>().ok()?.checked_mul(COARSE);
    let south_west = Point::from_steps(steps()?, steps()?)?;
    let north_east = Point::from_steps(steps()?, steps()?)?;
    Some(Department { number, name, population, south_west, north_east })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_come_back(south in -89_000..0i32, west in -179_000..0i32, north in 0..89_000i32, east in 0..179_000i32, population: u32) {
            let point = |a: i32, b: i32| Point::from_steps(a * COARSE, b * COARSE).unwrap();
            let one = Department {
                number: "2A".to_owned(),
                name: "Corse-du-Sud".to_owned(),
                population,
                south_west: point(south, west),
                north_east: point(north, east),
            };
            let text = write_departments(std::slice::from_ref(&one));
            prop_assert_eq!(read_departments(&text), Parsed { rows: vec![one], skipped: 0 });
        }

        #[test]
        fn any_text_is_read_without_a_crash(text in "(\\PC|\t|\n|[0-9]){0,80}") {
            let _ = read_departments(&text);
        }
    }

    #[test]
    fn corners_are_rounded_outwards() {
        let point = |a, b| Point::from_steps(a, b).unwrap();
        let one = Department {
            number: "95".to_owned(),
            name: "Val-d'Oise".to_owned(),
            population: 1,
            south_west: point(-150, 150),
            north_east: point(150, 250),
        };
        let read = read_departments(&write_departments(&[one])).rows.remove(0);
        assert_eq!((read.south_west.steps(), read.north_east.steps()), ((-200, 100), (200, 300)));
        assert_eq!(read.middle().steps(), (0, 200));
        assert_eq!(read_departments("95\tx\n\t\n").skipped, 2);
    }
}
