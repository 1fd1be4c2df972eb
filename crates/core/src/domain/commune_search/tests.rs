//! What people type, and the commune that must come first.

use super::*;
use crate::domain::commune_rows::{Row, write_communes, write_rows};
use crate::domain::place::{Point, PostalCode, Precision};
use proptest::prelude::*;
use rank::MOST;

fn commune(code: &str, name: &str, postal: &str, population: u32) -> Commune {
    Commune {
        code: InseeCode::parse(code).unwrap(),
        name: name.to_owned(),
        postal_codes: postal.split(' ').map(|p| PostalCode::parse(p).unwrap()).collect(),
        population,
        point: Point::from_degrees(46.0, 5.0).unwrap(),
        precision: Precision::Own,
    }
}

fn france() -> Vec<Commune> {
    vec![
        commune("75056", "Paris", "75001 75011 75020", 2_100_000),
        commune("75101", "Paris 1er Arrondissement", "75001", 16_000),
        commune("75111", "Paris 11e Arrondissement", "75011", 140_000),
        commune("82137", "Parisot", "82160", 560),
        commune("93066", "Saint-Denis", "93200 93210", 150_000),
        commune("97411", "Saint-Denis", "97400 97417", 150_500),
        commune("64483", "Saint-Jean-de-Luz", "64500", 14_000),
        commune("67482", "Strasbourg", "67000 67100", 290_000),
        commune("76351", "Le Havre", "76600", 165_000),
        commune("94038", "L'Haÿ-les-Roses", "94240", 31_000),
        commune("76001", "Havrais", "76001", 10),
        commune("91692", "Les Ulis", "91940", 25_000),
        commune("69123", "Lyon", "69001 69003", 520_000),
        commune("31069", "Blagnac", "31700", 25_000),
        commune("68201", "Mœrnach", "68480", 500),
        commune("49023", "Beaupréau-en-Mauges", "49110 49600", 24_000),
        commune("85113", "L'Île-d'Yeu", "85350", 4_900),
        commune("68309", "Sainte-Marie-aux-Mines", "68160", 5_000),
    ]
}

fn index() -> CommuneIndex {
    let mut index = CommuneIndex::new();
    assert_eq!(index.add("all", &write_communes(&france())), 0);
    index
}

#[test]
fn spellings_fall_together() {
    for (a, b) in [
        ("Saint-Étienne", "ST ETIENNE"),
        ("Ste-Marie", "sainte marie"),
        ("L'Haÿ-les-Roses", "l’hay les roses"),
        ("Mœrnach", "MOERNACH"),
        ("Bâgé-Dommartin", "Ba\u{302}ge\u{301} dommartin"),
        ("  Lyon   3ème ", "lyon 3e"),
        ("Paris 1er Arrondissement", "paris 1 arrondissement"),
        ("Plouhinec\u{a0}", "plouhinec"),
    ] {
        assert_eq!(normalise(a), normalise(b), "{a} / {b}");
    }
    assert_eq!(normalise("Saint-Étienne"), "saint etienne");
    assert_eq!(normalise("!?"), "");
}

#[test]
fn the_commune_meant_comes_first() {
    let index = index();
    for (query, code) in [
        ("paris", "75056"),
        ("Par", "75056"),
        ("PARISOT", "82137"),
        ("75011", "75056"),
        ("75 011", "75056"),
        ("paris 11", "75111"),
        ("paris 1", "75101"),
        ("Paris 1er", "75101"),
        ("paris 11ème", "75111"),
        ("75011 paris", "75056"),
        ("st denis", "97411"),
        ("saint-denis 93200", "93066"),
        ("st", "67482"),
        ("st j", "64483"),
        ("stras", "67482"),
        ("le havre", "76351"),
        ("havre", "76351"),
        ("lehavre", "76351"),
        ("l hay", "94038"),
        ("lhaÿ les", "94038"),
        ("ulis", "91692"),
        ("ile d yeu", "85113"),
        ("l'ile-d'yeu", "85113"),
        ("moernach", "68201"),
        ("sainte marie mines", "68309"),
        ("roses", "94038"),
        ("93210", "93066"),
        ("97411", "97411"),
        ("49600", "49023"),
    ] {
        let found = index.search(query, 5);
        assert_eq!(found.first().map(|c| c.code.as_str()), Some(code), "{query}: {found:?}");
    }
    for nothing in ["", "   ", "zzz", "99999", "-", "'"] {
        assert!(index.search(nothing, 5).is_empty(), "{nothing:?}");
    }
    assert_eq!(index.search("s", 2).len(), 2);
}

#[test]
fn every_spelling_of_every_commune_asks_for_a_piece_that_holds_it() {
    for commune in france() {
        let pieces = pieces_of(&commune);
        let mut spellings = vec![commune.name.clone(), normalise(&commune.name), commune.name.to_uppercase()];
        spellings.push(commune.name.replace("Sainte-", "Ste ").replace("Saint-", "St "));
        spellings.push(
            commune.name.trim_start_matches("Le ").trim_start_matches("Les ").trim_start_matches("L'").to_owned(),
        );
        spellings.extend(commune.postal_codes.iter().map(ToString::to_string));
        for spelling in spellings {
            let needed = CommuneIndex::new().needed(&spelling);
            assert!(needed.iter().any(|piece| pieces.contains(piece)), "{spelling}: {needed:?} / {pieces:?}");
        }
    }
}

#[test]
fn what_is_loaded_is_not_asked_for_again() {
    let mut index = CommuneIndex::new();
    assert_eq!(index.needed("paris"), ["main", "n-p1"]);
    index.add("main", "");
    assert_eq!(index.needed("paris"), ["n-p1"]);
    assert_eq!(index.needed("75011"), ["p-75"]);
    for (typed, pieces) in [
        ("7", &[][..]),
        ("", &[]),
        ("عربي", &[]),
        ("le ", &[]),
        ("s", &[]),
        ("y", &["n-y"]),
        ("st", &["n-s4"]),
        ("stras", &["n-s4"]),
        ("le havre", &["n-h"]),
        ("ste-m", &["n-saint-m"]),
        ("saint mal", &["n-saint-m"]),
        ("stmalo", &["n-saint-m", "n-s4"]),
        ("saintmalo", &["n-s1", "n-saint-m"]),
    ] {
        assert_eq!(index.needed(typed), pieces, "{typed}");
    }
}

#[test]
fn codes_that_no_place_has_and_parts_of_cities_are_understood() {
    let index = index();
    for (typed, code) in [
        ("67033 Strasbourg CEDEX 2", "67482"),
        ("strasbourg cedex", "67482"),
        ("67033", "67482"),
        ("93201 st denis", "93066"),
        ("paris XI", "75111"),
        ("Paris XIe", "75111"),
        ("11e arrondissement de Paris", "75111"),
        ("paris 1er arrondissement", "75101"),
        ("1er paris", "75101"),
        ("paris11e", "75111"),
        ("paris onzième", "75111"),
        ("11e arrondissement", "75111"),
        ("lyon part dieu", "69123"),
        // A number that no part of it has.
        ("paris 21", "75056"),
    ] {
        let found = index.search(typed, 5);
        assert_eq!(found.first().map(|c| c.code.as_str()), Some(code), "{typed}: {found:?}");
    }
    assert!(index.search("29000", 5).is_empty(), "nobody of that department is here");
}

#[test]
fn a_former_name_leads_to_the_commune_that_it_is_part_of() {
    let row = |commune, former: &[&str]| Row { commune, former: former.iter().map(ToString::to_string).collect() };
    let rows = [
        row(commune("74010", "Annecy", "74000 74960", 130_000), &["Cran-Gevrier", "Seynod"]),
        row(commune("50129", "Cherbourg-en-Cotentin", "50100", 80_000), &["Saint-Martin"]),
        row(commune("62758", "Saint-Martin", "62500", 300), &[]),
    ];
    let mut index = CommuneIndex::new();
    assert_eq!(index.add("all", &write_rows(&rows)), 0);
    for (typed, codes) in [
        ("cran gevrier", &["74010"][..]),
        ("cran-gevirer", &["74010"]),
        ("Seynod", &["74010"]),
        ("annecy", &["74010"]),
        // Of today before of former days, however small.
        ("saint martin", &["62758", "50129"]),
    ] {
        let found: Vec<&str> = index.search(typed, 5).iter().map(|one| one.code.as_str()).collect();
        assert_eq!(found, codes, "{typed}");
    }
    assert_eq!(piece_of_name("Cran-Gevrier").as_deref(), Some("n-c4"));
    assert_eq!(index.needed("cran gevrier").first().map(String::as_str), Some("main"));
}

/// Loads what is asked for until nothing is, as the page does.
fn rounds(index: &mut CommuneIndex, typed: &str) -> Vec<Vec<String>> {
    let mut rounds = Vec::new();
    loop {
        let needed = index.needed(typed);
        if needed.is_empty() {
            return rounds;
        }
        for piece in &needed {
            let members: Vec<Commune> = france().into_iter().filter(|one| pieces_of(one).contains(piece)).collect();
            index.add(piece, &write_communes(&members));
        }
        rounds.push(needed);
        assert!(rounds.len() < 9, "never done: {rounds:?}");
    }
}

#[test]
fn further_pieces_are_loaded_only_for_what_is_not_spelled_so() {
    for (typed, code, most) in [
        ("blagnac", "31069", 1),
        ("lhay", "94038", 2),
        ("jean de luz", "64483", 2),
        ("roses", "94038", 2),
        ("labgnac", "31069", 4),
        ("lagnac", "31069", 2),
        ("vlagnac", "31069", 2),
        ("sanit jean de luz", "64483", 4),
        ("bbeaupreau", "49023", 4),
    ] {
        let mut index = CommuneIndex::new();
        let rounds = rounds(&mut index, typed);
        assert_eq!(index.search(typed, 1).first().map(|found| found.code.as_str()), Some(code), "{typed}: {rounds:?}");
        assert!(rounds.len() <= most, "{typed}: {rounds:?}");
    }
}

#[test]
fn typing_errors_are_forgiven() {
    let index = index();
    for (typed, code) in [
        ("strabsourg", "67482"),
        ("strasbour", "67482"),
        ("starsbourg", "67482"),
        ("blaganc", "31069"),
        ("lagnac", "31069"),
        ("blagnacc", "31069"),
        ("le harve", "76351"),
        ("el havre", "76351"),
        ("moernac", "68201"),
        ("mornach", "68201"),
        ("saitn denis", "97411"),
        ("saint denis 93", "93066"),
        ("saint-denis 974", "97411"),
        ("stdenis", "97411"),
        ("stemarie aux mines", "68309"),
        ("beaupreau mauge", "49023"),
        ("beaupreau maugse", "49023"),
        ("97411 st dnis", "97411"),
        // Written by ear.
        ("sin denni", "97411"),
        ("stras bour", "67482"),
        ("le avre", "76351"),
        ("saintdenis93", "93066"),
        ("stdenis974", "97411"),
    ] {
        let found = index.search(typed, 5);
        assert_eq!(found.first().map(|c| c.code.as_str()), Some(code), "{typed}: {found:?}");
    }
    assert!(index.search("lxon", 5).len() == 1 && index.search("lxo", 5).is_empty(), "nothing is guessed from little");
}

#[test]
fn a_city_is_meant_by_the_beginning_of_its_name_before_a_village_that_is_called_so() {
    let mut index = CommuneIndex::new();
    let all = [
        commune("13103", "Salon-de-Provence", "13300", 45_000),
        commune("24518", "Salon", "24380", 250),
        commune("49007", "Angers", "49000", 155_000),
        commune("40003", "Ange", "41400", 800),
        commune("36202", "Saint-Maur", "36250", 3_700),
        commune("94068", "Saint-Maur-des-Fossés", "94100", 75_000),
    ];
    index.add("all", &write_communes(&all));
    for (typed, codes) in [
        ("salon", &["13103", "24518"][..]),
        ("salon 24", &["24518"]),
        ("ange", &["40003", "49007"]),
        ("saint maur", &["36202", "94068"]),
    ] {
        let found: Vec<&str> = index.search(typed, 2).iter().map(|one| one.code.as_str()).collect();
        assert_eq!(found, codes, "{typed}");
    }
}

#[test]
fn a_commune_in_two_pieces_is_found_once() {
    let mut index = index();
    index.add("again", &write_communes(&france()));
    assert_eq!(index.search("blagnac", 9).len(), 1);
    assert_eq!(index.commune(InseeCode::parse("31069").unwrap()).unwrap().name, "Blagnac");
}

#[test]
fn a_piece_is_taken_in_slices_and_is_there_at_its_end() {
    let many = |department: u32| (0..200).map(move |one| (department, one));
    let called = |(department, one): (u32, u32)| {
        commune(
            &format!("{department}{one:03}"),
            &format!("Ville{department} numero {one}"),
            &format!("{department}000"),
            900,
        )
    };
    let text = write_communes(&(21..40).flat_map(many).map(called).collect::<Vec<Commune>>());
    let slices: Vec<&str> = slices(&text).collect();
    assert!(slices.len() > 4 && slices.concat() == text);
    let cut_well = |slice: &&str| slice.starts_with('=') && slice.len() >= SLICE && slice.len() < 2 * SLICE;
    assert!(slices.iter().take(slices.len() - 1).all(cut_well));
    let (mut index, mut whole) = (CommuneIndex::new(), CommuneIndex::new());
    assert_eq!(whole.add("n-v3", &text), 0);
    for slice in &slices {
        assert!(index.needed_at_once("ville21").iter().any(|piece| piece == "n-v3"));
        // Somebody types on meanwhile: what is found is what is there.
        index.search("vlile39 numero 7", 3);
        assert_eq!(index.add_slice("n-v3", slice), 0);
    }
    index.close("n-v3");
    assert!(!index.needed_at_once("ville21").iter().any(|piece| piece == "n-v3"));
    for typed in ["ville21 numero 7", "vlile39 numero 7", "vile30 nuemro 120", "25000"] {
        assert!(!whole.search(typed, 9).is_empty(), "{typed}");
        assert_eq!(index.search(typed, 9), whole.search(typed, 9), "{typed}");
    }
    assert_eq!((index.add_slice("n-v3", &text), index.add("n-v3", &text)), (0, 0));
    assert_eq!(index.entries.len(), whole.entries.len());
}

#[test]
fn a_question_put_again_is_answered_from_what_came_meanwhile() {
    let mut index = CommuneIndex::new();
    index.add("main", &write_communes(&[commune("57463", "Metz", "57000", 117_000)]));
    assert_eq!(index.search("montbeilard", 3).len(), 0);
    index.add("n-m4", &write_communes(&[commune("25388", "Montbéliard", "25200", 25_000)]));
    for _ in 0..2 {
        assert_eq!(index.search("montbeilard", 3).len(), 1);
    }
    assert_eq!(index.search("mettz", 3).first().map(|one| one.name.as_str()), Some("Metz"));
}

proptest! {
    #[test]
    fn anything_can_be_typed(query in "\\PC{0,40}") {
        let index = index();
        prop_assert!(index.search(&query, 5).len() <= 5);
        let _ = index.needed(&query);
        let once = normalise(&query);
        prop_assert_eq!(normalise(&once), once);
    }

    /// Small places are passed over where only their very name could still come first.
    #[test]
    fn the_best_of_a_few_letters_are_those_of_all(
        names in prop::collection::vec("(|La |Le |L')[SLEA][elsa]{0,3}(| [sl][ae]{0,2})", 1..60),
        populations in prop::collection::vec(0..17_u32, 60),
        former in prop::collection::vec(any::<bool>(), 60),
        query in "(|la |l')[sle]{1,2}(| [sl])",
        count in 1..6_usize,
    ) {
        let rows: Vec<Row> = (1..).zip(&names).map(|(number, name)| {
            let former = if former[number % 60] { vec![name.clone()] } else { Vec::new() };
            let name = if former.is_empty() { name } else { "Autre" };
            Row { commune: commune(&format!("01{number:03}"), name, "01000", 1 << populations[number % 60]), former }
        }).collect();
        let mut index = CommuneIndex::new();
        index.add("all", &write_rows(&rows));
        let query = Query::read(&query);
        let told = |found: Vec<(Rank, &Entry)>| -> Vec<_> {
            found.into_iter().map(|(rank, entry)| (rank, entry.commune.code, entry.name.text().to_owned())).collect()
        };
        let all = (0..SIZES).flat_map(|size| index.likely(&query, size, How::Spelled)).collect();
        prop_assert_eq!(told(index.spelled(&query, count)), told(best(all, count, in_order)));
    }

    /// Names compared together, by their sound and by their codes are all that one by one would have been found.
    #[test]
    fn none_that_is_near_is_passed_over(
        names in prop::collection::vec("(|La |Le |L'|Saint-)[SLEA][elsat]{1,7}(| [sl][ae]{0,4})", 1..40),
        query in "(|la |l'|st |01)[slea]{1,9}(| [sl]a?)",
        least in 0..17usize,
    ) {
        let communes: Vec<Commune> =
            (1..).zip(&names).map(|(number, name)| commune(&format!("01{number:03}"), name, "01000", 1 << (number % 17))).collect();
        let mut index = CommuneIndex::new();
        for (piece, large) in [("one", true), ("other", false)] {
            let half: Vec<Commune> = communes.iter().filter(|one| (one.population > 500) == large).cloned().collect();
            index.add(piece, &write_communes(&half));
        }
        let query = Query::read(&query);
        let near: BTreeSet<InseeCode> =
            index.near(&query, least).into_iter().flat_map(|(_, near)| near).map(|entry| entry.commune.code).collect();
        for entry in index.entries.iter().filter(|entry| entry.name.size() >= least) {
            let is_near = query.rank(entry, How::Mistyped(MOST)).is_some();
            prop_assert!(!is_near || near.contains(&entry.commune.code), "{}", entry.name.text());
        }
    }

    #[test]
    fn the_exact_name_is_never_beaten_by_a_longer_one(n in 0..18usize) {
        let all = france();
        let index = index();
        let found = index.search(&all[n].name, 1);
        prop_assert_eq!(normalise(&found[0].name), normalise(&all[n].name));
    }
}

#[test]
fn the_commune_of_a_point_is_the_nearest_one_and_an_arrondissement_before_its_city() {
    let at = |latitude, longitude| Point::from_degrees(latitude, longitude).unwrap();
    let mut communes = france();
    for (code, point) in [
        ("75056", at(48.86, 2.34)),
        ("75101", at(48.862, 2.336)),
        ("75111", at(48.859, 2.379)),
        ("93066", at(48.936, 2.357)),
    ] {
        communes.iter_mut().filter(|one| one.code.as_str() == code).for_each(|one| one.point = point);
    }
    let mut index = CommuneIndex::new();
    assert_eq!(index.nearest(at(48.86, 2.34)), None, "nothing is loaded yet");
    index.add("p-75", &write_communes(&communes));
    let nearest = |point| index.nearest(point).map(|commune| commune.code.as_str().to_owned());
    assert_eq!(nearest(at(48.86, 2.34)).as_deref(), Some("75101"));
    assert_eq!(nearest(at(48.861, 2.38)).as_deref(), Some("75111"));
    assert_eq!(nearest(at(48.95, 2.36)).as_deref(), Some("93066"));
}

#[test]
fn the_pieces_around_a_point_are_those_of_the_postal_codes_there_once_each() {
    let mut index = CommuneIndex::new();
    index.add("p-75", "");
    let codes = ["75011", "93200", "93210", "94240", "9"];
    assert_eq!(index.around(codes.into_iter()), ["p-93", "p-94"]);
}
