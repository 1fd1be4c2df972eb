//! The official files of stations: each row becomes a station, or stands in the report with its reason.

use std::collections::BTreeSet;
use std::path::Path;

use guichet_core::domain::hours::Hours;
use guichet_core::domain::place::{Commune, InseeCode, Point, PostalCode, Precision, one_line};
use guichet_core::domain::station::Force;

use crate::communes::Gazetteer;
use crate::failure::Failure;
use crate::projection::unproject;
use crate::report::{FileReport, Reason, Repair};
use crate::table::{self, Row, Table};
use crate::telephone::{self, Telephone};

/// The columns that must be there; others may be missing.
const COLUMNS: [&str; 5] = ["service", "code_commune_insee", "voie", "code_postal", "commune"];

/// A station as its file has it, before it has an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The line of its file.
    pub line: u64,
    /// The unit id of the file; `None` where it has none or 0.
    pub unit: Option<String>,
    /// Police or gendarmerie.
    pub force: Force,
    /// Official name.
    pub name: String,
    /// Street.
    pub address: String,
    /// Postal code.
    pub postal_code: Option<PostalCode>,
    /// Name of the commune.
    pub commune: String,
    /// Code of the commune or arrondissement of today.
    pub commune_code: InseeCode,
    /// Telephone as dialled from France.
    pub telephone: Option<String>,
    /// Where it is.
    pub point: Point,
    /// Its own point, or its commune's.
    pub precision: Precision,
    /// Opening hours.
    pub hours: Hours,
}

/// Reads one official file. The report's counts of kept rows are those before ids are given.
pub fn read(path: &Path, force: Force, gazetteer: &Gazetteer) -> Result<(Vec<Draft>, FileReport), Failure> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(import(&table::read(path, &COLUMNS)?, &name, force, gazetteer))
}

/// Turns the rows of a file into stations.
pub fn import(table: &Table, file: &str, force: Force, gazetteer: &Gazetteer) -> (Vec<Draft>, FileReport) {
    let mut report = FileReport {
        file: file.to_owned(),
        encoding: table.encoding.to_owned(),
        rows: table.rows.len(),
        ..FileReport::default()
    };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut seen = BTreeSet::new();
    for row in &table.rows {
        match draft(row, force, gazetteer, &mut report) {
            Ok(draft) => {
                let same = (draft.unit.clone(), draft.name.clone(), draft.commune_code, draft.address.clone());
                if seen.insert(same) {
                    drafts.push(draft);
                } else {
                    report.reject(row.line, Reason::Duplicate, &draft.name);
                }
            }
            Err((reason, value)) => report.reject(row.line, reason, &value),
        }
    }
    report.kept = drafts.len();
    report.hours_not_known = drafts.iter().filter(|draft| draft.hours.is_unknown()).count();
    (drafts, report)
}

fn draft(row: &Row, force: Force, gazetteer: &Gazetteer, report: &mut FileReport) -> Result<Draft, (Reason, String)> {
    let fields = row.fields.as_ref().map_err(|reason| (Reason::Broken, reason.clone()))?;
    if fields.values().all(String::is_empty) {
        return Err((Reason::Empty, String::new()));
    }
    let commune = commune(row, gazetteer, report)?;
    let mut note = |kind: Repair, value: &str| report.repair(row.line, kind, value);
    if !row.complete {
        note(Repair::FieldCount, row.field("service"));
    }
    if fields.values().any(|field| field.contains(['\n', '\r'])) {
        note(Repair::LineBreak, row.field("service"));
    }
    // The address of a station in Paris says "Paris", whichever arrondissement it is in.
    let town = commune.parent().and_then(|code| gazetteer.communes.get(&code)).unwrap_or(commune);
    let mut name = one_line(row.field("service"));
    if name.is_empty() {
        note(Repair::NameMissing, row.field("code_commune_insee"));
        name = match force {
            Force::Police => format!("Commissariat de police - {}", town.name),
            Force::Gendarmerie => format!("Brigade de gendarmerie - {}", town.name),
        };
    }
    let address = one_line(row.field("voie"));
    if address.is_empty() {
        note(Repair::AddressMissing, &name);
    }
    let postal_code = PostalCode::parse(row.field("code_postal")).or_else(|| {
        note(Repair::PostalCodeMissing, row.field("code_postal"));
        commune.postal_codes.first().copied()
    });
    let telephone = match telephone::read(row.field("telephone"), commune.department()) {
        Telephone::Number(number) => Some(number),
        Telephone::Completed(number) => {
            note(Repair::TelephoneCompleted, row.field("telephone"));
            Some(number)
        }
        Telephone::Missing => {
            note(Repair::TelephoneMissing, &name);
            None
        }
        Telephone::Unreadable => {
            note(Repair::TelephoneUnreadable, row.field("telephone"));
            None
        }
    };
    let unit = unit(row, force, &mut note);
    let hours = hours(row, &mut note);
    let (point, precision) = point(row, commune, &mut note);
    Ok(Draft {
        line: row.line,
        unit,
        force,
        name,
        address,
        postal_code,
        commune: town.name.clone(),
        commune_code: commune.code,
        telephone,
        point,
        precision,
        hours,
    })
}

/// The official id of a gendarmerie unit. The police file has none.
fn unit(row: &Row, force: Force, note: &mut impl FnMut(Repair, &str)) -> Option<String> {
    if force == Force::Police {
        return None;
    }
    let unit = row.field("identifiant_public_unite");
    let plain = !unit.is_empty() && unit.len() <= 20 && unit.bytes().all(|byte| byte.is_ascii_digit());
    if plain && unit.bytes().any(|byte| byte != b'0') {
        return Some(unit.to_owned());
    }
    note(Repair::UnitIdZero, unit);
    None
}

fn hours(row: &Row, note: &mut impl FnMut(Repair, &str)) -> Hours {
    let text = row.field("horaires_accueil");
    if text.contains('$') {
        note(Repair::HoursSeparated, text);
    }
    Hours::read(text)
}

fn commune<'a>(row: &Row, gazetteer: &'a Gazetteer, report: &mut FileReport) -> Result<&'a Commune, (Reason, String)> {
    let written = row.field("code_commune_insee");
    // Spreadsheets cut the leading zero off.
    let padded = if written.len() == 4 { format!("0{written}") } else { written.to_owned() };
    if let Some((commune, former)) = InseeCode::parse(&padded).and_then(|code| gazetteer.resolve(code)) {
        if former {
            report.repair(row.line, Repair::CommuneMerged, written);
        }
        return Ok(commune);
    }
    let postal = PostalCode::parse(row.field("code_postal"));
    match postal.and_then(|postal| gazetteer.by_postal_code(postal, row.field("commune"))) {
        Some(commune) => {
            report.repair(row.line, Repair::CommuneFound, written);
            Ok(commune)
        }
        None => Err((Reason::NoCommune, format!("{written} {}", row.field("service")))),
    }
}

/// How far, in kilometres, a station can be from the point of its commune. Wider overseas, where communes are huge,
/// and where the commune's point is only an estimate.
fn reach(commune: &Commune) -> f64 {
    let overseas = commune.department().len() > 2;
    match (commune.precision, overseas) {
        (Precision::Own, false) => 40.0,
        (Precision::Area, false) => 80.0,
        (Precision::Department, false) | (Precision::Own, true) => 150.0,
        (Precision::Area | Precision::Department, true) => 300.0,
    }
}

/// Farther than this from its mainland commune's own point, a station deserves a look.
const WORTH_A_LOOK: f64 = 20.0;

fn point(row: &Row, commune: &Commune, note: &mut impl FnMut(Repair, &str)) -> (Point, Precision) {
    let overseas = commune.department().len() > 2;
    let epsg = row.field("geocodage_epsg");
    match (epsg, overseas) {
        ("", _) | ("2154", false) => {}
        ("2154", true) => note(Repair::ProjectionWrong, epsg),
        // Known where any coordinates can be computed at all.
        _ if unproject(epsg, 500_000.0, 500_000.0).is_some() => note(Repair::ProjectionOverseas, epsg),
        _ => note(Repair::ProjectionUnknown, epsg),
    }
    let plausible = |point: Option<Point>| point.filter(|point| commune.point.distance_km(*point) <= reach(commune));
    let number = |column: &str| row.field(column).replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite());
    let shown = format!("{} {}", row.field("geocodage_y_gps"), row.field("geocodage_x_gps"));
    let gps = number("geocodage_y_gps").zip(number("geocodage_x_gps")).filter(|point| *point != (0.0, 0.0));
    let fault = match gps {
        None => Repair::PointMissing,
        #[allow(clippy::float_cmp, reason = "the fault is the very same digits twice")]
        Some((latitude, longitude)) if latitude == longitude => Repair::PointEqual,
        Some((latitude, longitude)) => {
            if let Some(point) = plausible(Point::from_degrees(latitude, longitude)) {
                let km = commune.point.distance_km(point);
                if !overseas && commune.precision == Precision::Own && km > WORTH_A_LOOK {
                    note(Repair::PointFarFromCommune, &format!("{km:.0} km, {shown}"));
                }
                return (point, Precision::Own);
            }
            if let Some(point) = plausible(Point::from_degrees(longitude, latitude)) {
                note(Repair::PointSwapped, &shown);
                return (point, Precision::Own);
            }
            Repair::PointOutOfRange
        }
    };
    let projected = number("geocodage_x").zip(number("geocodage_y"));
    let computed = plausible(projected.and_then(|(x, y)| unproject(epsg, x, y)));
    if let Some(point) = computed {
        note(Repair::PointProjected, &shown);
        return (point, Precision::Own);
    }
    note(fault, &shown);
    // The commune's point may itself be an estimate: never claim more than it does.
    (commune.point, commune.precision.max(Precision::Area))
}
