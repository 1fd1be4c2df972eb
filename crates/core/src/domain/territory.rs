//! Which force covers a commune, where the official file says so.
//!
//! Published in one small file a department, as lines of tab-separated fields: force (`P`/`G`), id of the station (empty
//! where the list of stations does not have it), name of the service, and the codes of the communes it covers, joined by
//! spaces and without the department that all of them begin with. Readers must ignore further fields.

use super::place::{Commune, InseeCode, Parsed};
use super::station::{Force, StationId};

/// A service and what it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// Who.
    pub force: Force,
    /// Its entry in the list of stations, where it has one.
    pub station: Option<StationId>,
    /// Its official name.
    pub service: String,
    /// The communes of the department that it covers, in order.
    pub communes: Vec<InseeCode>,
}

/// Writes the services of one department, in the order given. Communes of another department are left out.
pub fn write_territory(department: &str, covers: &[Cover]) -> String {
    let mut text = String::new();
    for cover in covers {
        text.push_str(match cover.force {
            Force::Police => "P\t",
            Force::Gendarmerie => "G\t",
        });
        text.push_str(cover.station.as_ref().map_or("", StationId::as_str));
        text.push('\t');
        text.push_str(&super::place::one_line(&cover.service));
        let codes = cover.communes.iter().filter_map(|code| code.as_str().strip_prefix(department));
        for (place, code) in codes.enumerate() {
            text.push(if place == 0 { '\t' } else { ' ' });
            text.push_str(code);
        }
        text.push('\n');
    }
    text
}

/// Reads the file of one department. A line that cannot be read is skipped and counted.
pub fn read_territory(department: &str, text: &str) -> Parsed<Cover> {
    let mut parsed = Parsed { rows: Vec::new(), skipped: 0 };
    for line in text.lines().filter(|line| !line.is_empty()) {
        match read_cover(department, line) {
            Some(cover) => parsed.rows.push(cover),
            None => parsed.skipped += 1,
        }
    }
    parsed
}

fn read_cover(department: &str, line: &str) -> Option<Cover> {
    let mut fields = line.split('\t');
    let force = match fields.next()? {
        "P" => Force::Police,
        "G" => Force::Gendarmerie,
        _ => return None,
    };
    let station = StationId::parse(fields.next()?);
    let service = fields.next()?.to_owned();
    let codes = fields.next().unwrap_or_default().split(' ').filter(|code| !code.is_empty());
    let communes = codes.map(|code| InseeCode::parse(&format!("{department}{code}"))).collect::<Option<_>>()?;
    Some(Cover { force, station, service, communes })
}

/// The services that cover a commune; for an arrondissement of which nothing is said, those of its commune. Empty: the
/// data does not say.
pub fn covering<'a>(covers: &'a [Cover], commune: &Commune) -> Vec<&'a Cover> {
    let of =
        |code: InseeCode| -> Vec<&Cover> { covers.iter().filter(|cover| cover.communes.contains(&code)).collect() };
    let own = of(commune.code);
    match commune.parent() {
        Some(parent) if own.is_empty() => of(parent),
        _ => own,
    }
}

#[cfg(test)]
mod tests {
    use super::super::place::{Point, Precision};
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> InseeCode {
        InseeCode::parse(text).unwrap()
    }

    fn commune(text: &str) -> Commune {
        Commune {
            code: code(text),
            name: "X".to_owned(),
            postal_codes: Vec::new(),
            population: 1,
            point: Point::from_steps(0, 0).unwrap(),
            precision: Precision::Own,
        }
    }

    #[test]
    fn the_letters_stay_as_they_are() {
        let covers = [
            Cover {
                force: Force::Gendarmerie,
                station: StationId::parse("gn-1000001"),
                service: "Brigade\tde X".to_owned(),
                communes: vec![code("97101"), code("97102")],
            },
            Cover { force: Force::Police, station: None, service: "Y".to_owned(), communes: vec![code("97120")] },
        ];
        let text = write_territory("971", &covers);
        assert_eq!(text, "G\tgn-1000001\tBrigade de X\t01 02\nP\t\tY\t20\n");
        let read = read_territory("971", &text);
        assert_eq!(read.rows[0].communes, covers[0].communes);
        assert_eq!(read.rows[1], covers[1]);
        assert_eq!(read_territory("971", "G\tgn-1\tZ\t01\tmore\n").rows[0].service, "Z");
    }

    #[test]
    fn an_arrondissement_is_covered_as_its_commune_unless_it_has_its_own() {
        let cover = |service: &str, communes: &[&str]| Cover {
            force: Force::Police,
            station: None,
            service: service.to_owned(),
            communes: communes.iter().map(|text| code(text)).collect(),
        };
        let covers = [cover("A", &["75056"]), cover("B", &["75101"]), cover("C", &["75101"])];
        let names = |text: &str| -> Vec<&str> {
            covering(&covers, &commune(text)).into_iter().map(|cover| cover.service.as_str()).collect()
        };
        assert_eq!((names("75056"), names("75101"), names("75102")), (vec!["A"], vec!["B", "C"], vec!["A"]));
        assert_eq!(names("01001"), Vec::<&str>::new());
    }

    #[test]
    fn a_bad_line_is_counted_and_the_others_stay() {
        let read = read_territory("01", "G\t\tA\t001\nX\t\tB\t001\nG\nG\t\tC\t00\n\nP\t\tD\n");
        assert_eq!((read.rows.len(), read.skipped), (2, 3));
    }

    proptest! {
        #[test]
        fn covers_round_trip(all in prop::collection::vec((any::<bool>(), prop::option::of("(gn|pn)-[0-9]{1,8}"), "[A-Za-zé ]{0,20}", prop::collection::vec("[0-9]{3}", 0..9)), 0..6)) {
            let covers: Vec<Cover> = all.into_iter().map(|(police, id, service, codes)| Cover {
                force: if police { Force::Police } else { Force::Gendarmerie },
                station: id.and_then(|id| StationId::parse(&id)),
                service: super::super::place::one_line(&service),
                communes: codes.iter().map(|rest| code(&format!("2A{rest}"))).collect(),
            }).collect();
            prop_assert_eq!(read_territory("2A", &write_territory("2A", &covers)), Parsed { rows: covers, skipped: 0 });
        }

        #[test]
        fn any_text_is_read_without_a_crash(text in "(\\PC|\t|\n){0,100}") {
            let _ = read_territory("01", &text);
        }
    }
}
