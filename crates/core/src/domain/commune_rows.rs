//! The rows in which communes travel: compact, because the whole country has 35,000 of them.
//!
//! ```text
//! =38  45250  5600                        a department, and its middle (thousandths of a degree)
//! 185  Grenoble  000 100  156389  -62  120      code, name, postal codes, inhabitants, offset from the middle
//! ```
//!
//! Fields are separated by tabs. A code is what must be added to the one before it in the same department. A postal
//! code loses its first two digits where they are those of the department (20 for both of Corsica). A seventh field
//! marks a point that is not the commune's own: its offset counts hundredths of a degree. An eighth holds names, separated
//! by `|`, of former communes that are part of it now. Readers ignore further fields.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::place::{Commune, InseeCode, Parsed, Point, PostalCode, Precision, one_line};

/// Thousandths of a degree: 111 m at most, 80 m or less away once rounded.
const COARSE: i32 = Point::PER_DEGREE / 1000;

/// How many of these the offset of an estimated point counts: it is kilometres wrong anyway.
const ESTIMATED: i32 = 10;

/// What separates former names.
const BETWEEN: &str = "|";

fn unit(precision: Precision) -> i32 {
    if precision == Precision::Own { 1 } else { ESTIMATED }
}

/// A commune, and the names of former ones under which it is filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The commune.
    pub commune: Commune,
    /// Names of communes that are part of it now.
    pub former: Vec<String>,
}

/// Writes communes as rows, without former names.
pub fn write_communes(communes: &[Commune]) -> String {
    let rows: Vec<Row> = communes.iter().map(|one| Row { commune: one.clone(), former: Vec::new() }).collect();
    write_rows(&rows)
}

/// Writes rows, sorted by code. Points are rounded: to a thousandth of a degree, to a hundredth where they are estimates.
pub fn write_rows(rows: &[Row]) -> String {
    let mut departments: BTreeMap<&str, BTreeMap<InseeCode, &Row>> = BTreeMap::new();
    for row in rows {
        departments.entry(row.commune.department()).or_default().insert(row.commune.code, row);
    }
    let mut text = String::new();
    for (department, members) in departments {
        let points: Vec<(i32, i32)> = members.values().map(|row| coarse(row.commune.point)).collect();
        let base = (middle(points.iter().map(|point| point.0)), middle(points.iter().map(|point| point.1)));
        // Writing to a String cannot fail.
        let _ = writeln!(text, "={department}\t{}\t{}", base.0, base.1);
        let mut last = 0;
        for (Row { commune, former }, point) in members.values().zip(points) {
            let number = number(commune.code, department);
            let step = number - last;
            last = number;
            let unit = unit(commune.precision);
            let prefix = postal_prefix(department);
            let postal: Vec<&str> = commune
                .postal_codes
                .iter()
                .map(|postal| postal.as_str().strip_prefix(prefix).unwrap_or(postal.as_str()))
                .collect();
            let _ = write!(
                text,
                "{step}\t{}\t{}\t{}\t{}\t{}",
                one_line(&commune.name),
                postal.join(" "),
                commune.population,
                divide(point.0 - base.0, unit),
                divide(point.1 - base.1, unit)
            );
            let former: Vec<String> = former.iter().map(|name| one_line(name).replace(BETWEEN, " ")).collect();
            let more = format!("\t{}\t{}", commune.precision.mark(), former.join(BETWEEN));
            let _ = writeln!(text, "{}", more.trim_end_matches('\t'));
        }
    }
    text
}

/// Reads the communes of rows.
pub fn read_communes(text: &str) -> Parsed<Commune> {
    let Parsed { rows, skipped } = read_rows(text);
    Parsed { rows: rows.into_iter().map(|row| row.commune).collect(), skipped }
}

/// Reads rows of communes. A row that cannot be read is skipped and counted.
pub fn read_rows(text: &str) -> Parsed<Row> {
    let mut parsed = Parsed { rows: Vec::new(), skipped: 0 };
    for row in rows(text) {
        let former = |row: &RowText| row.former().map(str::to_owned).collect();
        match row.and_then(|row| Some(Row { commune: row.commune()?, former: former(&row) })) {
            Some(row) => parsed.rows.push(row),
            None => parsed.skipped += 1,
        }
    }
    parsed
}

/// The rows of a text, one by one, each read as far as it is asked for; `None` for one that cannot be. Where even a row's code
/// is lost, so are the department's rows after it: a wrong code would be worse than none.
pub(super) fn rows(text: &str) -> impl Iterator<Item = Option<RowText<'_>>> {
    let mut department = None;
    text.lines().filter(|line| !line.is_empty()).filter_map(move |line| {
        if let Some(heading) = line.strip_prefix('=') {
            department = Department::read(heading);
            return department.is_none().then_some(None);
        }
        let fields = department.as_mut().and_then(|department: &mut Department| department.step(line));
        department = department.take().filter(|_| fields.is_some());
        Some(department.as_ref().zip(fields).and_then(|(department, fields)| department.row(fields)))
    })
}

/// A row whose commune is not read yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct RowText<'a> {
    /// The commune's code.
    pub(super) code: InseeCode,
    department: &'a str,
    base: (i32, i32),
    fields: &'a str,
}

impl<'a> RowText<'a> {
    /// The commune.
    pub(super) fn commune(&self) -> Option<Commune> {
        let mut fields = self.fields.split('\t');
        let name = fields.next().filter(|name| !name.is_empty())?.to_owned();
        let prefix = postal_prefix(self.department);
        let postal_codes = fields
            .next()?
            .split(' ')
            .filter(|part| !part.is_empty())
            .map(|part| PostalCode::of(if part.len() == 3 { prefix } else { "" }, part))
            .collect::<Option<Vec<_>>>()?;
        let population = fields.next()?.parse().ok()?;
        let offset: (i32, i32) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        let precision = Precision::from_mark(fields.next().unwrap_or_default());
        let coordinate =
            |base: i32, offset: i32| offset.checked_mul(unit(precision))?.checked_add(base)?.checked_mul(COARSE);
        let point = Point::from_steps(coordinate(self.base.0, offset.0)?, coordinate(self.base.1, offset.1)?)?;
        Some(Commune { code: self.code, name, postal_codes, population, point, precision })
    }

    /// Names of communes that are part of it now.
    pub(super) fn former(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.fields.split('\t').nth(6).unwrap_or_default().split(BETWEEN).filter(|name| !name.is_empty())
    }
}

struct Department<'a> {
    code: &'a str,
    base: (i32, i32),
    last: u32,
}

impl<'a> Department<'a> {
    fn read(heading: &'a str) -> Option<Self> {
        let mut fields = heading.split('\t');
        let code = fields.next()?;
        let base = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        (2..=3).contains(&code.len()).then_some(Self { code, base, last: 0 })
    }

    /// Goes on to a row's commune, and gives what stands after its code.
    fn step(&mut self, line: &'a str) -> Option<&'a str> {
        let (step, fields) = line.split_once('\t').unwrap_or((line, ""));
        self.last = self.last.checked_add(step.parse().ok()?).filter(|number| *number < 1000)?;
        Some(fields)
    }

    /// The row of that commune; `None` where its code is none that a commune has.
    fn row(&self, fields: &'a str) -> Option<RowText<'a>> {
        let code = InseeCode::of(self.code, self.last)?;
        Some(RowText { code, department: self.code, base: self.base, fields })
    }
}

/// The digits of a code after those of the department.
fn number(code: InseeCode, department: &str) -> u32 {
    code.as_str().get(department.len()..).and_then(|rest| rest.parse().ok()).unwrap_or(0)
}

/// The two digits that postal codes of a department usually begin with.
fn postal_prefix(department: &str) -> &str {
    match department.get(..2) {
        Some("2A" | "2B") => "20",
        Some(prefix) => prefix,
        None => department,
    }
}

fn coarse(point: Point) -> (i32, i32) {
    let (latitude, longitude) = point.steps();
    (divide(latitude, COARSE), divide(longitude, COARSE))
}

/// Division rounded to the nearest.
fn divide(value: i32, by: i32) -> i32 {
    (value + by / 2).div_euclid(by)
}

fn middle(values: impl Iterator<Item = i32> + Clone) -> i32 {
    let (low, high) = (values.clone().min().unwrap_or(0), values.max().unwrap_or(0));
    low + (high - low) / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn commune() -> impl Strategy<Value = Commune> {
        (
            (
                "(0[1-9]|2A|2B|75|97|98)[0-9]{3}",
                "[A-Za-zÀ-ÿœŒ' \t-]{1,30}",
                prop::collection::vec("[0-9]{5}", 0..4),
                any::<u32>(),
            ),
            (-89_000..=89_000i32, -179_000..=179_000i32, 0..3usize),
        )
            .prop_map(|((code, name, postal, population), (latitude, longitude, precision))| Commune {
                code: InseeCode::parse(&code).unwrap(),
                name: one_line(&format!("B{name}")),
                postal_codes: postal.iter().map(|p| PostalCode::parse(p).unwrap()).collect(),
                population,
                point: Point::from_steps(latitude * COARSE, longitude * COARSE).unwrap(),
                precision: [Precision::Own, Precision::Area, Precision::Department][precision],
            })
    }

    fn row() -> impl Strategy<Value = Row> {
        let former = prop::collection::vec("[A-Z][a-zÀ-ÿœŒ -]{0,20}".prop_map(|name| one_line(&name)), 0..3);
        (commune(), former).prop_map(|(commune, former)| Row { commune, former })
    }

    proptest! {
        #[test]
        fn rows_round_trip(rows in prop::collection::vec(row(), 0..12)) {
            let mut expected: Vec<Row> =
                rows.iter().map(|row| (row.commune.code, row.clone())).collect::<BTreeMap<_, _>>().into_values().collect();
            expected.sort_by(|a, b| {
                a.commune.department().cmp(b.commune.department()).then(a.commune.code.cmp(&b.commune.code))
            });
            let text = write_rows(&rows);
            let communes: Vec<Commune> = read_communes(&text).rows;
            let mut read = read_rows(&text);
            prop_assert_eq!(communes, read.rows.iter().map(|row| row.commune.clone()).collect::<Vec<_>>());
            for (read, written) in read.rows.iter_mut().zip(&expected) {
                let (read, written) = (&mut read.commune, &written.commune);
                let room = if written.precision == Precision::Own { 0.0 } else { 0.8 };
                prop_assert!(read.point.distance_km(written.point) <= room);
                read.point = written.point;
            }
            prop_assert_eq!(read, Parsed { rows: expected, skipped: 0 });
        }

        #[test]
        fn points_move_by_less_than_eighty_metres(latitude in -89.0..89.0f64, longitude in -179.0..179.0f64) {
            let point = Point::from_degrees(latitude, longitude).unwrap();
            let (a, b) = coarse(point);
            let moved = Point::from_steps(a * COARSE, b * COARSE).unwrap();
            prop_assert!(point.distance_km(moved) < 0.08);
        }

        #[test]
        fn any_text_is_read_without_a_crash(text in "(\\PC|\t|\n|=|[0-9]){0,200}") {
            let _ = read_communes(&text);
        }
    }

    #[test]
    fn a_bad_row_is_counted_and_the_others_stay() {
        let good = "185\tGrenoble\t000 100\t156389\t-62\t120";
        for bad in
            ["1", "1\t\t000\t1\t1\t1", "1\tX\t0x0\t1\t1\t1", "1\tX\t000\t-1\t1\t1", "1\tX\t000\t1\t2147483647\t1\ta"]
        {
            let parsed = read_communes(&format!("=38\t45250\t5600\n{good}\n{bad}\n1\tNext\t000\t1\t1\t1\t\textra\n"));
            let codes: Vec<&str> = parsed.rows.iter().map(|commune| commune.code.as_str()).collect();
            assert_eq!((codes, parsed.skipped), (vec!["38185", "38187"], 1), "{bad}");
        }
    }

    #[test]
    fn no_code_is_guessed() {
        let good = "185\tGrenoble\t000 100\t156389\t-62\t120";
        for lost in [
            "x\tX\t000\t1\t1\t1",
            "\tX\t000\t1\t1\t1",
            "-1\tX\t000\t1\t1\t1",
            "900\tX\t000\t1\t1\t1",
            "4294967295\tX\t000\t1\t1\t1",
        ] {
            let parsed = read_communes(&format!("=38\t45250\t5600\n{good}\n{lost}\n{good}\n=69\t1\t1\n{good}"));
            assert_eq!((parsed.rows.len(), parsed.skipped), (2, 2), "{lost}");
        }
        assert_eq!(read_communes(good).skipped, 1, "no department before it");
        assert_eq!(read_communes(&format!("=38\tx\t1\n{good}")).skipped, 2);
        assert_eq!(read_communes(&format!("=é\t1\t1\n{good}")).rows.len(), 0);
        assert_eq!(read_communes(&format!("=97é\t1\t1\n{good}")).rows.len(), 0);
    }
}
