//! The search over the real communes and stations, where they are at hand; what is missing is skipped, and said.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise, and tells its figures"
)]

mod real;

use guichet_core::domain::commune_search::{CommuneIndex, fold, normalise};
use guichet_core::domain::data_index::DataIndex;
use guichet_core::domain::department::{Department, read_departments};
use guichet_core::domain::place::Commune;
use guichet_core::domain::question::{Question, Wanted};
use guichet_core::domain::station_search::{Found, PlaceIndex};
use guichet_geodata::searching;
use real::{ask, built, published, shared};

#[test]
fn all_typed_questions_are_answered() {
    let Some((built, shared)) = built().zip(shared()) else { return };
    let score = searching::ask(&published(built, "questions"), &shared.join("questions.csv"), str::len).unwrap();
    let first = score.first_answer.iter().map(|(bytes, _)| *bytes).max().unwrap();
    println!("{} of {} questions, at most {first} bytes before the first answer", score.right, score.asked);
    assert!(score.missed.is_empty(), "{:?}", score.missed);
    // Brotli leaves less than four tenths of such text, so that this is 60 KB; `bench` prints the true figures.
    assert!(first <= 150_000 && score.first_answer.len() > 170, "{first}");
}

#[test]
fn variations_of_each_kind_are_answered() {
    let Some(built) = built() else { return };
    for (kind, score) in searching::vary(&published(built, "kinds"), 50) {
        println!(
            "{kind:?}: {:.1} % first, {:.1} % among eight",
            score.percent(score.first),
            score.percent(score.among)
        );
        assert!(score.percent(score.first) >= kind.wanted(), "{kind:?}: {:?}", score.missed);
        assert!(score.asked == 50, "{kind:?} makes {} only", score.asked);
    }
}

/// What is shown before the program is there (`src/browser/ahead/finder.js`) is what it will say itself.
#[test]
fn a_name_that_one_commune_alone_has_leads_to_it() {
    let Some(built) = built() else { return };
    let published = published(built, "alone");
    let communes = &built.gazetteer.communes;
    let mut called = std::collections::BTreeMap::<String, usize>::new();
    for name in communes.values().map(|commune| normalise(&commune.name)) {
        *called.entry(name).or_default() += 1;
    }
    let departments = read_departments(published.piece("departments")).rows;
    assert!(departments.len() > 95);
    let step = std::env::var("STEP").ok().and_then(|step| step.parse().ok()).unwrap_or(131);
    let alone = communes.values().filter(|commune| {
        let name = normalise(&commune.name);
        let city =
            |other: &&Commune| other.population >= 20_000 && normalise(&other.name).contains(&format!("{name} "));
        let outgrown = || commune.population < 2_000 && communes.values().any(|other| city(&other));
        let other = |one: &&Department| normalise(&one.name) == name && one.number != commune.department();
        called.get(&name) == Some(&1) && !departments.iter().any(|one| other(&one)) && !outgrown()
    });
    let mut asked = 0;
    for commune in alone.step_by(step) {
        let found = ask(&published, &commune.name);
        let Some(Found::Commune(first)) = found.first() else { panic!("{}: {:?}", commune.name, found.first()) };
        assert_eq!(first.code, commune.code, "{}: {}", commune.name, first.name);
        asked += 1;
    }
    assert!(asked > 150, "{asked}");
}

#[test]
fn no_name_of_a_commune_loses_a_word() {
    let Some(built) = built() else { return };
    let published = published(built, "names");
    let mut asked = 0;
    for (place, commune) in built.gazetteer.communes.values().enumerate() {
        let name = &commune.name;
        for typed in [name.clone(), normalise(name), normalise(name).replace(' ', "")] {
            let question = Question::read(&typed);
            assert_eq!(normalise(&question.place), normalise(&typed), "{name}");
            assert_eq!(
                (question.wanted, question.station, question.near_me),
                (Wanted::default(), false, false),
                "{name}"
            );
            asked += 1;
        }
        let forms: [fn(&str) -> String; 10] = [
            |name| format!("commissariat {name}"),
            |name| format!("{name} ouvert dimanche"),
            |name| format!("gendarmerie à {name}"),
            |name| format!("police station in {name} open now"),
            |name| format!("brigade de {}", normalise(name)),
            |name| format!("ouvert 20h30 {}", fold(name)),
            |name| format!("{} le samedi 14h", normalise(name)),
            |name| format!("police {} jour férié", normalise(name)),
            |name| format!("{name} 24h/24"),
            |name| format!("{} police", normalise(name)),
        ];
        let typed = forms[place % forms.len()](name);
        let question = Question::read(&typed);
        assert_ne!(question.wanted, Wanted::default(), "{typed}");
        // `d’` leads to many names and begins a few: these are found without it.
        if normalise(&question.place) != normalise(name) {
            let found = ask(&published, &typed);
            assert!(
                found.iter().any(|found| matches!(found, Found::Commune(one) if one.code == commune.code)),
                "{typed}: {found:?}"
            );
        }
        asked += 1;
    }
    println!("{asked} questions over all names");
}

#[test]
fn people_find_paris_by_any_of_its_postal_codes() {
    let Some(built) = built() else { return };
    let published = published(built, "paris");
    for (text, expected) in [
        ("75011", &["Paris", "Paris 11e Arrondissement"][..]),
        ("75116", &["Paris"]),
        ("paris", &["Paris"]),
        ("PARIS 11", &["Paris 11e Arrondissement"]),
        ("69003", &["Lyon", "Lyon 3e Arrondissement"]),
        ("13008", &["Marseille", "Marseille 8e Arrondissement"]),
    ] {
        let found = ask(&published, text);
        let names: Vec<String> = found.iter().map(name).filter(|name| !name.starts_with('(')).collect();
        assert!(names.starts_with(&expected.iter().map(ToString::to_string).collect::<Vec<_>>()), "{text}: {names:?}");
    }
}

fn name(found: &Found) -> String {
    match found {
        Found::Commune(commune) => commune.name.clone(),
        Found::Department(department) => format!("({})", department.number),
        Found::Region(region) => format!("[{}]", region.name),
        Found::Station(station) => station.name.clone(),
    }
}

#[test]
fn departments_stations_and_codes_are_found() {
    let Some((built, _)) = built().zip(shared()) else { return };
    let published = published(built, "kinds-of-place");
    for (text, expected) in [
        ("95", "(95)"),
        ("2A", "(2A)"),
        ("974", "(974)"),
        ("Val-d'Oise", "(95)"),
        ("val doise", "(95)"),
        ("haute savoie", "(74)"),
        ("bouches du rhone", "(13)"),
        ("seine saint denis", "(93)"),
        ("gironnde", "(33)"),
        ("gendarmerie 95 24h/24", "(95)"),
        // A postal code there, and the INSEE code of Saint-Denis, which comes second.
        ("97411", "Saint-Paul"),
        ("commissariat ouvert dimanche à Lille", "Lille"),
        ("open on sunday in Lille", "Lille"),
        ("ouvert ce soir 20h Nantes", "Nantes"),
        ("police ouverte maintenant près de Rennes", "Rennes"),
        ("brigade de Belley", "Brigade de gendarmerie - Belley"),
        ("commissariat wazemmes", "Commissariat de police de Lille - Bureau de Wazemmes"),
        ("wazemmes", "Commissariat de police de Lille - Bureau de Wazemmes"),
        ("saint denis 93", "Saint-Denis"),
        ("mayenne", "Mayenne"),
        // No brigade is called so: those around the commune are meant.
        ("gendarmerie Autrans", "Autrans-Méaudre en Vercors"),
    ] {
        let found = ask(&published, text);
        assert_eq!(
            found.first().map(name).as_deref(),
            Some(expected),
            "{text}: {:?}",
            found.iter().map(name).collect::<Vec<_>>()
        );
    }
    for (text, part) in [
        ("commissariat de Lille", "Lille"),
        ("hôtel de police Lyon", "Lyon"),
        ("gendarmerie Villard-de-Lans", "Villard-de-Lans"),
    ] {
        let found = ask(&published, text);
        assert!(matches!(found.first(), Some(Found::Station(one)) if one.name.contains(part)), "{text}: {found:?}");
    }
}

#[test]
fn every_station_is_found_by_its_name() {
    let Some(built) = built() else { return };
    let published = published(built, "stations");
    let mut missed = Vec::new();
    let step = if built.report.sample { 7 } else { 41 };
    for station in built.stations.iter().step_by(step) {
        // The mark of the sample is for the eye: nobody types it.
        let name = station.name.trim_end_matches(" (exemple)");
        let found = ask(&published, name);
        // The sample's stations bear the name of their commune, which comes first and has them nearest.
        let there = found.iter().any(|found| match found {
            Found::Station(one) => one.id == station.id,
            Found::Commune(one) => built.report.sample && one.code == station.commune_code,
            Found::Department(_) | Found::Region(_) => false,
        });
        // Where several are called so, one adds the department.
        let exact = || ask(&published, &format!("{name} {}", station.commune_code.department()));
        if !there && !exact().iter().any(|found| matches!(found, Found::Station(one) if one.id == station.id)) {
            missed.push(station.name.clone());
        }
    }
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn every_piece_of_names_is_read() {
    let Some(built) = built() else { return };
    let index = DataIndex::read(&built.files.index).unwrap();
    let mut places = PlaceIndex::new();
    for piece in index.names.keys().chain(index.communes.keys()) {
        assert_eq!(places.add(piece, &built.files.pieces[&index.search_file(piece).unwrap()]), 0, "{piece}");
    }
    assert_eq!(built.gazetteer.departments().len(), 101 + 8, "departments, and collectivities with communes");
    let mut communes = CommuneIndex::new();
    for piece in index.communes.keys().filter(|piece| piece.starts_with("n-")) {
        communes.add(piece, &built.files.pieces[&index.commune_file(piece).unwrap()]);
    }
    for commune in built.gazetteer.communes.values() {
        assert!(communes.commune(commune.code).is_some(), "{} is filed by its name", commune.name);
    }
}
