//! Complaints of every kind, and the sealed text of each.

use super::*;

/// Complete answers that lead through steps which the others do not see.
pub(super) fn every_way() -> Vec<Answers> {
    [every_declarant(), every_circumstance()].concat()
}

fn every_declarant() -> Vec<Answers> {
    let address = |prefix: &'static str| match prefix {
        "entity" => [
            ("entity_in_france", "abroad"),
            ("entity_country", r#"{"code":"BE","fr":"Belgique","en":"Belgium"}"#),
            ("entity_address", "1 rue Haute"),
            ("entity_town", "Bruxelles"),
        ],
        _ => [
            ("represented_in_france", "abroad"),
            ("represented_country", "Suisse"),
            ("represented_address", "2 rue du Lac"),
            ("represented_town", "Genève"),
        ],
    };
    let child = with(&[
        ("declarant", "parent"),
        ("child_name", "Dupont"),
        ("child_first_names", "Léo"),
        ("child_birth_date", "4 9 2013"),
        ("child_relation", "mother"),
    ]);
    let entity = with(
        &[
            &[
                ("declarant", "entity"),
                ("siret", "732 829 320 00074"),
                ("entity_name", "Les Lilas SARL"),
                ("entity_function", "gérante"),
                ("entity_french", "france"),
                ("entity_phone", "03 20 00 00 00"),
                ("entity_same_address", "no"),
            ][..],
            &address("entity"),
        ]
        .concat(),
    );
    let guardian = with(
        &[
            &[
                ("declarant", "guardian"),
                ("represented_civility", "sir"),
                ("represented_birth_name", "Dupont"),
                ("represented_first_names", "Jean"),
                ("represented_birth_date", "1 2 1940"),
                ("represented_birth_in_france", "abroad"),
                ("represented_birth_country", "Italie"),
                ("represented_birth_town_abroad", "Turin"),
                ("represented_french", "abroad"),
                ("represented_nationality", "Italie"),
                ("represented_family", "widowed"),
                ("represented_job", "Retraité"),
                ("represented_same_address", "no"),
            ][..],
            &address("represented"),
        ]
        .concat(),
    )
    .under(Setting { guardians: true, ..Setting::default() });
    vec![complete(), child, entity, guardian]
}

fn every_circumstance() -> Vec<Answers> {
    let mut abroad = with(&[
        ("home_in_france", "abroad"),
        ("home_country", r#"{"code":"BE","fr":"Belgique","en":"Belgium"}"#),
        ("home_town", "Gand"),
        ("offence", "offline-scam"),
        ("scam_online", "no"),
        ("facts_in_france", "abroad"),
        ("facts_country", "Belgique"),
        ("facts_town", "Gand"),
        ("violence", "yes"),
        ("violence_text", "Bousculade"),
        ("suspects", "yes"),
        ("suspect_hair", "roux"),
        ("witnesses", "yes"),
        ("police_visit", "yes"),
        ("police_findings", "yes"),
        ("police_report", "yes"),
        ("police_report_date", "22 11 2026"),
        ("cctv", "yes"),
        ("cctv_available", "no"),
    ]);
    let witness = Some(abroad.add_item(WITNESSES));
    abroad.set(At { field: "witness", item: witness }, "Paul Martin".to_owned());
    let night =
        with(&[("date_known", "night"), ("night_date", "22 11 2026"), ("offence", "damage"), ("hit_and_run", "no")]);
    let since = with(&[
        ("date_known", "since"),
        ("seen_date", "20 11 2026"),
        ("found_date", "22 11 2026"),
        ("place", "Domicile, logement et dépendances"),
        ("place_home", "Maison"),
        ("at_home", "yes"),
    ]);
    let route = with(&[
        ("place_transport", "Train"),
        ("route_from", "Lille"),
        ("route_to", "Paris"),
        ("offence", "other"),
        ("other_offence", "Extorsion"),
    ]);
    let telephone = with(&[
        ("place", "Téléphone"),
        ("caller", "masqué"),
        ("offence", "other"),
        ("other_offence", "other"),
        ("offence_text", "Menaces"),
    ]);
    let internet =
        with(&[("place", "Internet"), ("website", "exemple.fr"), ("offence", "stolen-card"), ("card_held", "no")]);
    let street =
        with(&[("place", "Voie publique"), ("hour_known", "roughly"), ("first_hour", "18h"), ("last_hour", "19h")]);
    let way = with(&[
        ("place", "Véhicule terrestre"),
        ("on_the_way", "yes"),
        ("route_from", "Lille, place Rihour"),
        ("route_to", "Roubaix, rue de l’Hospice"),
        ("goods_in_vehicle", "yes"),
        ("goods_vehicle", "Ma Clio grise, garée place Rihour"),
        ("police_visit", "yes"),
        ("police_findings", "no"),
        ("police_report", "no"),
    ]);
    vec![abroad, night, since, route, telephone, internet, street, way]
}

/// A complaint of every kind as it is sealed: every way through the form, then an item of every category.
fn every_kind() -> impl Iterator<Item = String> {
    let goods = ITEMS.iter().map(|item| completed(declaring(item)));
    every_way().into_iter().chain(goods).map(|answers| {
        let complaint = read(&answers, NOW).unwrap();
        let enclosed = Enclosed { schema: SCHEMA, form: FormName::PreComplaint, complaint };
        String::from_utf8(enclosed.to_bytes()).unwrap()
    })
}

#[test]
#[ignore = "writes the golden files anew, where the sealed text has changed on purpose"]
fn write_the_golden_files() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    let ways: String = every_kind().map(|line| line + "\n").collect();
    std::fs::write(format!("{folder}/complaint-ways-v1.jsonl"), ways).unwrap();
    let one = serde_json::to_string_pretty(&read(&complete(), NOW).unwrap()).unwrap();
    std::fs::write(format!("{folder}/complaint-v1.json"), one + "\n").unwrap();
}

#[test]
fn a_complaint_of_every_kind_is_sealed_as_agreed() {
    let golden = include_str!("../../../../tests/golden/complaint-ways-v1.jsonl");
    let found: Vec<String> = every_kind().collect();
    assert_eq!(found.join("\n"), golden.trim_end());
    for json in found {
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        let again: Complaint = serde_json::from_value(value["complaint"].clone()).unwrap();
        assert_eq!(serde_json::to_value(&again).unwrap(), value["complaint"]);
    }
}
