//! Every known fault of the official files, in rows made by hand.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

use guichet_core::domain::hours::Hours;
use guichet_core::domain::place::{Commune, InseeCode, Point, PostalCode, Precision};
use guichet_core::domain::station::{Force, Station};
use guichet_geodata::communes::Gazetteer;
use guichet_geodata::import::import;
use guichet_geodata::report::{FileReport, Reason, Repair};
use guichet_geodata::station_ids::assign;
use guichet_geodata::table::parse;

const HEADING: &str = "identifiant_public_unite;service;telephone;departement;code_commune_insee;voie;code_postal;commune;\
    geocodage_epsg;geocodage_x;geocodage_y;geocodage_x_GPS;geocodage_y_GPS;horaires_accueil;url";

/// A row without a fault, with one column replaced.
fn row_with(changes: &[(&str, &str)]) -> String {
    let good = [
        ("identifiant_public_unite", "1000001"),
        ("service", "Brigade de gendarmerie - Ambérieu-en-Bugey"),
        ("telephone", "+33 4 99 00 00 35"),
        ("departement", "01"),
        ("code_commune_insee", "01004"),
        ("voie", "14 rue de l'Essai"),
        ("code_postal", "01500"),
        ("commune", "AMBÉRIEU-EN-BUGEY"),
        ("geocodage_epsg", "2154"),
        ("geocodage_x", ""),
        ("geocodage_y", ""),
        ("geocodage_x_GPS", "5.33856"),
        ("geocodage_y_GPS", "45.95978"),
        ("horaires_accueil", "Lundi : 8h00-12h00"),
        ("url", ""),
    ];
    let value = |column: &str, usual: &str| {
        let text = changes.iter().find(|(name, _)| *name == column).map_or(usual, |(_, value)| value);
        format!("\"{}\"", text.replace('"', "\"\""))
    };
    good.map(|(column, usual)| value(column, usual)).join(";")
}

fn commune(code: &str, name: &str, postal: &str, latitude: f64, longitude: f64) -> (InseeCode, Commune) {
    let code = InseeCode::parse(code).unwrap();
    let commune = Commune {
        code,
        name: name.to_owned(),
        postal_codes: vec![PostalCode::parse(postal).unwrap()],
        population: 1000,
        point: Point::from_degrees(latitude, longitude).unwrap(),
        precision: Precision::Own,
    };
    (code, commune)
}

fn gazetteer() -> Gazetteer {
    Gazetteer {
        communes: [
            commune("01004", "Ambérieu-en-Bugey", "01500", 45.9580, 5.3588),
            commune("01033", "Valserhône", "01200", 46.1080, 5.8250),
            commune("97411", "Saint-Denis", "97400", -20.8789, 55.4481),
            commune("97608", "Dzaoudzi", "97615", -12.7850, 45.2570),
            commune("98818", "Nouméa", "98800", -22.2758, 166.4580),
            commune("75056", "Paris", "75001", 48.8567, 2.3510),
            commune("75101", "Paris 1er Arrondissement", "75001", 48.8603, 2.3412),
        ]
        .into(),
        merged: [(InseeCode::parse("01091").unwrap(), InseeCode::parse("01033").unwrap())].into(),
        ..Gazetteer::default()
    }
}

fn load(rows: &[String]) -> (Vec<Station>, FileReport) {
    let text = format!("{HEADING}\n{}\n", rows.join("\n"));
    let (drafts, mut report) =
        import(&parse(text.as_bytes(), &[]).unwrap(), "test.csv", Force::Gendarmerie, &gazetteer());
    let stations = assign(drafts, &mut report);
    assert_eq!(report.rows, report.kept + report.rejected, "every row is accounted for");
    assert_eq!(report.kept, stations.len());
    assert_eq!(report.repaired.len(), report.repairs.values().sum::<usize>());
    assert_eq!(report.left_out.len(), report.rejected);
    (stations, report)
}

/// Changes to a row, and what must come of them.
type Case<'a> = (&'a [(&'a str, &'a str)], Repair, Point, Precision);

/// One row with these changes: the station, and the kinds of repair noted.
fn one(changes: &[(&str, &str)]) -> (Station, Vec<Repair>) {
    let (mut stations, report) = load(&[row_with(changes)]);
    assert_eq!(stations.len(), 1, "{report:?}");
    (stations.remove(0), report.repairs.keys().copied().collect())
}

fn point(latitude: f64, longitude: f64) -> Point {
    Point::from_degrees(latitude, longitude).unwrap()
}

#[test]
fn a_good_row_is_taken_as_it_is() {
    let (station, repairs) = one(&[]);
    assert_eq!(repairs, []);
    assert_eq!(station.id.as_str(), "gn-1000001");
    assert_eq!(station.commune, "Ambérieu-en-Bugey");
    assert_eq!(station.telephone.as_deref(), Some("04 99 00 00 35"));
    assert_eq!(station.hours, Hours::read("Lundi : 8h00-12h00"));
    assert_eq!((station.point, station.precision), (point(45.95978, 5.33856), Precision::Own));
    assert!(!station.sample);
}

#[test]
fn points_are_put_right() {
    let own = point(45.95978, 5.33856);
    let commune = point(45.9580, 5.3588);
    let cases: [Case<'_>; 9] = [
        (&[("geocodage_x_GPS", "45.95978"), ("geocodage_y_GPS", "5.33856")], Repair::PointSwapped, own, Precision::Own),
        (&[("geocodage_x_GPS", "45.95978")], Repair::PointEqual, commune, Precision::Area),
        (&[("geocodage_x_GPS", ""), ("geocodage_y_GPS", "")], Repair::PointMissing, commune, Precision::Area),
        (&[("geocodage_x_GPS", "0"), ("geocodage_y_GPS", "0")], Repair::PointMissing, commune, Precision::Area),
        (&[("geocodage_x_GPS", "NaN")], Repair::PointMissing, commune, Precision::Area),
        (&[("geocodage_x_GPS", "inf")], Repair::PointMissing, commune, Precision::Area),
        (&[("geocodage_x_GPS", "x")], Repair::PointMissing, commune, Precision::Area),
        (&[("geocodage_x_GPS", "500")], Repair::PointOutOfRange, commune, Precision::Area),
        (&[("geocodage_y_GPS", "-45.95978")], Repair::PointOutOfRange, commune, Precision::Area),
    ];
    for (changes, repair, point, precision) in cases {
        let (station, repairs) = one(changes);
        assert_eq!((station.point, station.precision, repairs), (point, precision, vec![repair]), "{changes:?}");
    }
    let (station, repairs) = one(&[("geocodage_x_GPS", "5,33856"), ("geocodage_y_GPS", "45,95978")]);
    assert_eq!((station.point, repairs), (own, vec![]), "a decimal comma is no fault");
    let (station, repairs) = one(&[("geocodage_x_GPS", "5.65")]);
    assert_eq!((station.precision, repairs), (Precision::Own, vec![Repair::PointFarFromCommune]));
}

#[test]
fn projected_coordinates_are_used_where_there_is_nothing_else() {
    let changes =
        [("geocodage_x", "881260"), ("geocodage_y", "6542400"), ("geocodage_x_GPS", ""), ("geocodage_y_GPS", "")];
    let (station, repairs) = one(&changes);
    assert_eq!((station.precision, repairs), (Precision::Own, vec![Repair::PointProjected]));
    assert!(station.point.distance_km(point(45.958, 5.3588)) < 5.0, "{:?}", station.point);
    let overseas = [
        ("code_commune_insee", "98818"),
        ("code_postal", "98800"),
        ("telephone", "+687 24 33 20"),
        ("geocodage_epsg", "3163"),
        ("geocodage_x", "446673.934"),
        ("geocodage_y", "212702.208"),
        ("geocodage_x_GPS", ""),
        ("geocodage_y_GPS", ""),
    ];
    let (station, repairs) = one(&overseas);
    assert_eq!(repairs, [Repair::PointProjected, Repair::ProjectionOverseas]);
    assert!(station.point.distance_km(point(-22.28784, 166.45292)) < 0.01);
}

#[test]
fn projections_that_cannot_be_right_are_told() {
    let reunion = |epsg: &str| {
        let (station, repairs) = one(&[
            ("code_commune_insee", "97411"),
            ("code_postal", "97400"),
            ("telephone", "+262 262 90 00 00"),
            ("geocodage_epsg", epsg),
            ("geocodage_x_GPS", "55.4521"),
            ("geocodage_y_GPS", "-20.8866"),
        ]);
        assert_eq!((station.point, station.precision), (point(-20.8866, 55.4521), Precision::Own));
        repairs
    };
    assert_eq!(reunion("2154"), [Repair::ProjectionWrong]);
    assert_eq!(reunion("2975"), [Repair::ProjectionOverseas]);
    assert_eq!(reunion("0"), [Repair::ProjectionUnknown]);
    assert_eq!(reunion(""), []);
}

#[test]
fn ids_that_do_not_name_one_unit_are_made_from_place_and_name() {
    let (station, repairs) = one(&[("identifiant_public_unite", "0")]);
    assert_eq!(repairs, [Repair::UnitIdZero]);
    assert_eq!(station.id.as_str(), "pn-01004-brigade-de-gendarmerie-amberieu-en-bugey");
    let two = [
        row_with(&[("identifiant_public_unite", "0")]),
        row_with(&[("identifiant_public_unite", "0"), ("voie", "2 rue B")]),
    ];
    let ids = |stations: &[Station]| -> Vec<String> { stations.iter().map(|s| s.id.as_str().to_owned()).collect() };
    let (stations, report) = load(&two);
    assert_eq!(report.repairs[&Repair::NameRepeated], 2);
    assert!(ids(&stations)[0].ends_with("-14-rue-de-l-essai") && ids(&stations)[1].ends_with("-2-rue-b"));
    let (turned, _) = load(&[two[1].clone(), two[0].clone()]);
    assert_eq!(ids(&turned).iter().rev().cloned().collect::<Vec<_>>(), ids(&stations), "order does not matter");
    let (stations, report) = load(&[row_with(&[]), row_with(&[("service", "Another"), ("voie", "2 rue B")])]);
    assert_eq!(report.repairs[&Repair::UnitIdRepeated], 2);
    assert_eq!(ids(&stations)[1], "pn-01004-another");
}

#[test]
fn communes_are_those_of_today() {
    let (station, repairs) =
        one(&[("code_commune_insee", "01091"), ("geocodage_x_GPS", "5.825"), ("geocodage_y_GPS", "46.108")]);
    assert_eq!((station.commune_code.as_str(), station.commune.as_str()), ("01033", "Valserhône"));
    assert_eq!(repairs, [Repair::CommuneMerged]);
    let (station, repairs) = one(&[("code_commune_insee", "01999")]);
    assert_eq!((station.commune_code.as_str(), repairs), ("01004", vec![Repair::CommuneFound]));
    let (station, repairs) = one(&[("code_commune_insee", "1004")]);
    assert_eq!((station.commune_code.as_str(), repairs), ("01004", vec![]), "a zero cut off by a spreadsheet");
    let paris = [
        ("code_commune_insee", "75101"),
        ("code_postal", "75001"),
        ("geocodage_x_GPS", "2.33"),
        ("geocodage_y_GPS", "48.86"),
    ];
    let (station, _) = one(&paris);
    assert_eq!((station.commune_code.as_str(), station.commune.as_str()), ("75101", "Paris"));
}

#[test]
fn small_faults_keep_the_row() {
    let (station, repairs) = one(&[("telephone", "")]);
    assert_eq!((station.telephone, repairs), (None, vec![Repair::TelephoneMissing]));
    let (station, repairs) = one(&[("telephone", "voir site")]);
    assert_eq!((station.telephone, repairs), (None, vec![Repair::TelephoneUnreadable]));
    let (station, repairs) = one(&[("voie", "14\nrue de\r\nl'Essai")]);
    assert_eq!((station.address.as_str(), repairs), ("14 rue de l'Essai", vec![Repair::LineBreak]));
    let (station, repairs) = one(&[("voie", "")]);
    assert_eq!((station.address.as_str(), repairs), ("", vec![Repair::AddressMissing]));
    let (station, repairs) = one(&[("code_postal", "1500")]);
    assert_eq!((station.postal_code.unwrap().as_str(), repairs), ("01500", vec![Repair::PostalCodeMissing]));
    let (station, repairs) = one(&[("service", "")]);
    assert_eq!(
        (station.name.as_str(), repairs),
        ("Brigade de gendarmerie - Ambérieu-en-Bugey", vec![Repair::NameMissing])
    );
    let (station, repairs) = one(&[("horaires_accueil", "Lundi : 8h00-12h00$Mardi : fermé$")]);
    assert_eq!(station.hours.to_wire(), "=1:800-1200");
    assert_eq!(repairs, [Repair::HoursSeparated]);
    for (hours, wire) in
        [("24h/24 - 7j/7", "=24"), ("fermé", "=h"), ("Jours Fériés : 9h00-12h00", "Jours Fériés : 9h00-12h00")]
    {
        assert_eq!(one(&[("horaires_accueil", hours)]).0.hours.to_wire(), wire);
    }
    let mayotte = [
        ("code_commune_insee", "97608"),
        ("code_postal", "97615"),
        ("telephone", "+262 60 00 48"),
        ("geocodage_epsg", ""),
        ("geocodage_x_GPS", "45.257"),
        ("geocodage_y_GPS", "-12.785"),
    ];
    let (station, repairs) = one(&mayotte);
    assert_eq!((station.telephone.as_deref(), repairs), (Some("0269 60 00 48"), vec![Repair::TelephoneCompleted]));
}

#[test]
fn what_is_left_out_has_its_reason() {
    let empty = ";".repeat(14);
    let nowhere = row_with(&[("code_commune_insee", "99999"), ("code_postal", "")]);
    let (stations, report) = load(&[row_with(&[]), row_with(&[]), empty, nowhere]);
    assert_eq!(stations.len(), 1);
    assert_eq!((report.rows, report.kept, report.rejected), (4, 1, 3));
    for reason in [Reason::Duplicate, Reason::Empty, Reason::NoCommune] {
        assert_eq!(report.rejections[&reason], 1, "{reason:?}");
    }
    assert_eq!(report.left_out.iter().map(|note| note.line).collect::<Vec<_>>(), [3, 4, 5]);
}

#[test]
fn short_rows_and_open_quotes_never_stop_the_import() {
    let short = "\"1000009\";\"Brigade X\";\"\";\"01\";\"01004\"".to_owned();
    let (stations, report) = load(&[short, row_with(&[])]);
    assert_eq!((stations.len(), report.repairs[&Repair::FieldCount]), (2, 1));
    let (_, report) = load(&[row_with(&[]), "\"1;never closed;01004".to_owned(), row_with(&[])]);
    assert_eq!(report.rows, report.kept + report.rejected);
}
