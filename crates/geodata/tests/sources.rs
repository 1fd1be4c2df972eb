//! The directory, the gendarmerie's hours in columns and the territorial file, in files made by hand; and what comes of
//! several files that speak of one station.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at the first surprise"
)]

mod places;

use std::path::PathBuf;

use guichet_core::domain::place::{Point, Precision};
use guichet_core::domain::station::{Force, Station};
use guichet_core::domain::territory::{Cover, covering, read_territory, write_territory};
use guichet_geodata::import::{Draft, import, read};
use guichet_geodata::inputs::Kind;
use guichet_geodata::joining::join;
use guichet_geodata::report::{FileReport, Joined, Reason, Repair};
use guichet_geodata::station_ids::assign;
use guichet_geodata::table::parse;
use guichet_geodata::{directory, territory};
use places::gazetteer;

const WORDS: &str = "identifiant_public_unite;service;telephone;code_commune_insee;voie;code_postal;commune;geocodage_x_GPS;\
    geocodage_y_GPS;horaires_accueil\n";
const COLUMNS: &str = "identifiant_public_unite;service;telephone;code_commune_insee;voie;code_postal;commune;\
    geocodage_x_GPS;geocodage_y_GPS;lundi_plage1_debut;lundi_plage1_fin;jours_feries_plage1_debut;jours_feries_plage1_fin\n";
const POLICE: &str = "service;telephone;code_commune_insee;voie;code_postal;commune;geocodage_x_GPS;geocodage_y_GPS\n";

/// The directory in its two shapes: members as JSON, and members as JSON text.
fn directory_file() -> String {
    let plain = r#"{
        "id": "a", "nom": "Commissariat de police - Ambérieu-en-Bugey", "date_modification": "12/03/2026 08:00:00",
        "pivot": [{"type_service_local": "commissariat_police", "code_insee_commune": ["01004"]}],
        "adresse": [
            {"type_adresse": "Adresse postale", "numero_voie": "BP 1", "code_postal": "01501", "nom_commune": "Ambérieu Cedex"},
            {"type_adresse": "Adresse", "complement1": "Bâtiment B", "numero_voie": "3 place de l'Essai",
             "code_postal": "01500", "nom_commune": "Ambérieu-en-Bugey", "longitude": "5.3400", "latitude": "45.9600",
             "accessibilite": "ACC"}],
        "telephone": [{"valeur": "04 99 00 00 01", "description": ""}],
        "plage_ouverture": [
            {"nom_jour_debut": "Lundi", "nom_jour_fin": "Vendredi", "valeur_heure_debut_1": "08:00:00",
             "valeur_heure_fin_1": "12:00:00", "valeur_heure_debut_2": "14:00:00", "valeur_heure_fin_2": "18:00:00",
             "commentaire": ""}]
    }"#;
    let as_text = r#"{
        "id": "b", "nom": "Gendarmerie - Dzaoudzi", "date_modification": "2026-04-01T08:00:00",
        "partenaire": "gendarmerie", "partenaire_identifiant": "1000777", "code_insee_commune": "97608",
        "pivot": "[{\"type_service_local\": \"gendarmerie\", \"code_insee_commune\": [\"97608\"]}]",
        "adresse": "[{\"type_adresse\": \"Adresse\", \"numero_voie\": \"\", \"code_postal\": \"97615\", \"nom_commune\": \"Dzaoudzi\", \"longitude\": \"-12.7850\", \"latitude\": \"45.2570\", \"accessibilite\": \"NAC\"}]",
        "telephone": "[]",
        "plage_ouverture": "[{\"nom_jour_debut\": \"Lundi\", \"nom_jour_fin\": \"Lundi\", \"valeur_heure_debut_1\": \"08:00:00\", \"valeur_heure_fin_1\": \"12:00:00\", \"commentaire\": \"semaines paires\"}]"
    }"#;
    let town_hall =
        r#"{"id": "c", "nom": "Mairie", "pivot": [{"type_service_local": "mairie", "code_insee_commune": ["01004"]}]}"#;
    let nowhere = r#"{"id": "d", "nom": "Gendarmerie - Nulle part", "pivot": [{"type_service_local": "gendarmerie", "code_insee_commune": ["99999"]}]}"#;
    format!("{plain},{as_text},{town_hall},{nowhere},{{}}")
}

fn drafts(text: &str, kind: Kind, name: &str) -> (Vec<Draft>, FileReport) {
    if kind == Kind::Directory {
        return import(&directory::parse(text.as_bytes()).unwrap().table, name, kind, &gazetteer());
    }
    import(&parse(text.as_bytes(), &[]).unwrap(), name, kind, &gazetteer())
}

/// Stations of several files, in the order in which they are believed.
fn stations(files: &[(Kind, String)]) -> (Vec<Station>, Vec<Joined>, Vec<FileReport>) {
    let mut reports = Vec::new();
    let mut all = Vec::new();
    for (place, (kind, text)) in files.iter().enumerate() {
        let (mut found, report) = drafts(text, *kind, &format!("{kind:?}"));
        for draft in &mut found {
            draft.file = place;
        }
        reports.push(report);
        all.push(found);
    }
    let (drafts, joined) = join(all, &mut reports);
    let assigned = assign(drafts, &mut reports);
    for report in &reports {
        assert_eq!(report.rows, report.kept + report.joined + report.rejected, "{}", report.file);
    }
    (assigned.into_iter().map(|(station, _)| station).collect(), joined, reports)
}

#[test]
fn the_directory_is_read_in_both_its_shapes() {
    for whole in [format!("{{\"service\": [{}]}}", directory_file()), format!("[{}]", directory_file())] {
        let read = directory::parse(whole.as_bytes()).unwrap();
        assert_eq!((read.table.rows.len(), read.others, read.date.as_str()), (3, 2, "2026-04-01"));
        let (stations, _, reports) = stations(&[(Kind::Directory, whole)]);
        assert_eq!(stations.len(), 2);
        let police = &stations[0];
        assert_eq!(police.force, Force::Police);
        assert_eq!(police.id.as_str(), "pn-01004-commissariat-de-police-amberieu-en-bugey");
        assert_eq!(police.address, "Bâtiment B, 3 place de l'Essai");
        assert_eq!(police.telephone.as_deref(), Some("04 99 00 00 01"));
        assert_eq!(police.hours.to_wire(), "=12345:800-1200,1400-1800");
        assert_eq!(police.wheelchair, Some(true));
        assert_eq!((police.point, police.precision), (Point::from_degrees(45.96, 5.34).unwrap(), Precision::Own));
        let brigade = &stations[1];
        assert_eq!((brigade.id.as_str(), brigade.force), ("gn-1000777", Force::Gendarmerie));
        assert_eq!(brigade.hours.to_wire(), "Lundi : 08:00-12:00 (semaines paires)");
        assert_eq!((brigade.wheelchair, brigade.telephone.as_deref()), (Some(false), None));
        let repairs: Vec<Repair> = reports[0].repairs.keys().copied().collect();
        for repair in [Repair::PointSwapped, Repair::TelephoneMissing, Repair::AddressMissing, Repair::HoursAsWords] {
            assert!(repairs.contains(&repair), "{repair:?} in {repairs:?}");
        }
        assert_eq!(reports[0].rejections[&Reason::NoCommune], 1);
        assert_eq!((reports[0].hours_as_words, reports[0].hours_not_known), (1, 0));
    }
}

#[test]
fn a_directory_says_its_date_and_what_else_it_holds() {
    let path: PathBuf = std::env::temp_dir().join(format!("guichet-directory-{}.json", std::process::id()));
    std::fs::write(&path, format!("{{\"service\": [{}]}}", directory_file())).unwrap();
    let imported = read(&path, Kind::Directory, &gazetteer()).unwrap();
    assert_eq!((imported.date.as_str(), imported.report.other_services), ("2026-04-01", 2));
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn hours_known_beat_hours_unknown_and_columns_beat_words() {
    let words = format!(
        "{WORDS}1;Brigade A;;01004;1 rue A;01500;X;5.33856;45.95978;\n\
         2;Brigade B;+33 4 99 00 00 02;01033;2 rue B;01200;X;5.8250;46.1080;Lundi : 9h00-12h00\n\
         3;Brigade C;;97411;3 rue C;97400;X;;;24h/24 - 7j/7\n"
    );
    let columns = format!(
        "{COLUMNS}1;Brigade A;+33 4 99 00 00 01;01004;1 rue A;01500;X;5.33856;45.95978;08:00;12:00;;\n\
         2;Brigade B;;01033;2 rue B;01200;X;5.8250;46.1080;08:00;18:00;fermé;\n\
         3;Brigade C;;97411;3 rue C;97400;X;;;;;;\n\
         4;Brigade D;;98818;4 rue D;98800;X;;;;;;\n"
    );
    let (stations, joined, reports) = stations(&[(Kind::GendarmerieColumns, columns), (Kind::GendarmerieWords, words)]);
    let told: Vec<(&str, String)> = stations.iter().map(|one| (one.id.as_str(), one.hours.to_wire())).collect();
    let expected = [("gn-1", "=1:800-1200"), ("gn-2", "=1:800-1800;h"), ("gn-3", "=24"), ("gn-4", "")];
    assert_eq!(told, expected.map(|(id, wire)| (id, wire.to_owned())));
    assert_eq!(stations[1].telephone.as_deref(), Some("04 99 00 00 02"));
    assert_eq!((reports[1].kept, reports[1].joined), (0, 3));
    assert_eq!(reports[1].repairs[&Repair::HoursDiffer], 1);
    assert_eq!(joined[2].added, ["hours"]);
    assert_eq!((joined[2].kept.as_str(), joined[2].other.as_str()), ("GendarmerieColumns", "GendarmerieWords"));
}

#[test]
fn the_directory_completes_the_files_of_the_forces_and_adds_what_they_lack() {
    let police = format!(
        "{POLICE}Commissariat de police d'Ambérieu-en-Bugey;;01004;3 place de l'Essai;01500;X;;\n\
         Commissariat de police de Nouméa;;98818;;98800;X;;\n"
    );
    let words = format!("{WORDS}1000777;Brigade territoriale de Petite-Terre;;97608;;97615;X;45.2570;-12.7850;\n");
    let whole = format!("[{}]", directory_file());
    let (stations, joined, reports) =
        stations(&[(Kind::Police, police), (Kind::GendarmerieWords, words), (Kind::Directory, whole)]);
    assert_eq!((stations.len(), joined.len(), reports[2].joined), (3, 2, 2));
    let police = &stations[0];
    assert_eq!(police.name, "Commissariat de police d'Ambérieu-en-Bugey");
    assert_eq!(police.hours.to_wire(), "=12345:800-1200,1400-1800");
    assert_eq!((police.wheelchair, police.precision), (Some(true), Precision::Own));
    assert_eq!(joined[0].added, ["hours", "telephone", "point", "wheelchair"]);
    assert_eq!(stations[2].name, "Brigade territoriale de Petite-Terre");
}

#[test]
fn neighbours_stay_two_stations() {
    let columns = format!(
        "{COLUMNS}1;Brigade A;+33 4 99 00 00 01;01004;1 rue A;01500;X;5.33856;45.95978;;;;\n\
         2;Brigade B;+33 4 99 00 00 01;01004;1 rue A;01500;X;5.33856;45.95978;;;;\n"
    );
    // Another unit of the same number and door; a unit id of another department; a name that two have.
    let words = format!(
        "{WORDS}9;Peloton C;+33 4 99 00 00 01;01004;1 rue A;01500;X;5.33856;45.95978;\n\
         1;Brigade Z;;98818;9 rue Z;98800;X;;;\n"
    );
    let (stations, joined, _) = stations(&[(Kind::GendarmerieColumns, columns), (Kind::GendarmerieWords, words)]);
    assert_eq!((stations.len(), joined.len()), (4, 0), "{joined:?}");
}

const TERRITORY: &str = "code_commune;libelle_commune;institution;id_service;service;code_postal;codes_postaux\n";

fn cover(
    rows: &str,
    stations: &[Station],
) -> (territory::Territory, guichet_geodata::report::TerritoryReport, FileReport) {
    let table = parse(format!("{TERRITORY}{rows}").as_bytes(), &[]).unwrap();
    let read = territory::import(&table, "territory.csv", &gazetteer(), stations);
    assert_eq!(read.2.rows, read.2.kept + read.2.rejected);
    read
}

#[test]
fn each_commune_knows_who_covers_it() {
    let words = format!("{WORDS}7;Brigade A;;01004;;01500;X;;;\n8;Brigade B;;01033;;01200;X;;;\n");
    let police = format!("{POLICE}Commissariat Central;;75101;;75001;X;;\n");
    let (stations, _, _) = stations(&[(Kind::Police, police), (Kind::GendarmerieWords, words)]);
    let (territory, told, report) = cover(
        "01004;Ambérieu;GN;7;Brigade A;01500;01500\n\
         01091;Fusionnée;Gendarmerie nationale;99;BRIGADE B;01200;01200\n\
         01033;Valserhône;GN;8;Brigade B;01200;01200\n\
         75056;Paris;PN;1;Commissariat central;75001;75001 75002\n\
         75101;Paris 1;Police nationale;2;Commissariat inconnu;75001;75001\n",
        &stations,
    );
    let ids = |department: &str| -> Vec<Option<&str>> {
        territory[department]
            .iter()
            .map(|cover| cover.station.as_ref().map(guichet_core::domain::station::StationId::as_str))
            .collect()
    };
    assert_eq!(ids("01"), [Some("gn-8"), Some("gn-7"), Some("gn-8")]);
    assert_eq!(ids("75"), [Some("pn-75101-commissariat-central"), None]);
    assert_eq!((told.communes, told.services, told.without_station.len()), (4, 5, 1));
    assert_eq!(report.repairs[&Repair::CommuneMerged], 1);
    let read = read_territory("75", &write_territory("75", &territory["75"]));
    assert_eq!(read.skipped, 0);
    let paris = &gazetteer().communes[&"75056".to_owned().try_into().unwrap()];
    let names: Vec<&Cover> = covering(&read.rows, paris);
    assert_eq!(names[0].service, "Commissariat central");
}

#[test]
fn rows_of_the_territory_that_say_nothing_have_their_reason() {
    let (territory, told, report) = cover(
        "01004;X;GN;7;Brigade A;01500;01500\n01004;X;GN;7;Brigade A;01500;01500\n99999;X;GN;7;Brigade A;;\n\
         01004;X;;7;Brigade A;;\n;;;;;;\n1004;X;P;;Police A;;\n",
        &[],
    );
    assert_eq!((told.communes, territory["01"].len()), (1, 2));
    for reason in [Reason::Duplicate, Reason::NoCommune, Reason::NoForce, Reason::Empty] {
        assert_eq!(report.rejections[&reason], 1, "{reason:?}");
    }
    assert_eq!(report.repairs[&Repair::ForceShort], 1);
}
