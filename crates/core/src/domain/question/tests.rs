//! What people ask, and what they mean.

use super::*;
use crate::domain::commune_search::normalise;
use crate::domain::hours::{self, Weekday};
use crate::domain::station_filter::When;
use proptest::prelude::*;

fn at(day: Day, hour: &str) -> Opening {
    Opening::At { day, hour: Hour::parse(hour).ok() }
}

#[test]
fn questions_are_understood() {
    let none = Wanted::default();
    let police = Wanted { force: Some(Force::Police), ..none };
    let gendarmerie = Wanted { force: Some(Force::Gendarmerie), ..none };
    for (text, place, wanted) in [
        ("commissariat ouvert dimanche à Lille", "Lille", Wanted { open: Some(at(Day::Weekday(6), "")), ..police }),
        (
            "commissariat ouvert le dimanche à La Rochelle",
            "La Rochelle",
            Wanted { open: Some(at(Day::Weekday(6), "")), ..police },
        ),
        ("gendarmerie 95 24h/24", "95", Wanted { all_day: true, ..gendarmerie }),
        ("gendarmerie Val-d’Oise 24h sur 24", "Val-d’Oise", Wanted { all_day: true, ..gendarmerie }),
        ("97411", "97411", none),
        ("police ouverte maintenant près de Rennes", "Rennes", Wanted { open: Some(Opening::Now), ..police }),
        ("open on sunday in Lille", "Lille", Wanted { open: Some(at(Day::Weekday(6), "")), ..none }),
        ("ouvert ce soir 20h Nantes", "Nantes", Wanted { open: Some(at(Day::Today, "20:00")), ..none }),
        ("ouvert ce soir à Nantes", "Nantes", Wanted { open: Some(at(Day::Today, "20:00")), ..none }),
        ("Nantes samedi 9 h 30", "Nantes", Wanted { open: Some(at(Day::Weekday(5), "9:30")), ..none }),
        (
            "police station open tomorrow at 8pm near Saint-Denis 974",
            "Saint-Denis 974",
            Wanted { open: Some(at(Day::Tomorrow, "20:00")), ..police },
        ),
        (
            "commissariat accessible en fauteuil roulant à Saint-Étienne",
            "Saint-Étienne",
            Wanted { wheelchair: true, ..police },
        ),
        ("commissariat d'Oyonnax", "Oyonnax", police),
        ("hôtel de police Lyon", "Lyon", police),
        ("brigade de Belley", "Belley", gendarmerie),
        ("commissariat du Havre", "Havre", police),
        ("Comissariat Lille", "Lille", police),
        ("gendramerie autrans", "autrans", gendarmerie),
        ("gendarmerie ouverte à 14:30 Gap", "Gap", Wanted { open: Some(at(Day::Today, "14:30")), ..gendarmerie }),
        ("Lille", "Lille", none),
        ("24", "24", none),
        ("Lyon 3", "Lyon 3", none),
        ("75011 Paris", "75011 Paris", none),
        ("près de Rennes", "Rennes", none),
        ("Nuits", "Nuits", none),
        ("le plus proche commissariat", "", police),
        ("Lille le dimanche", "Lille", Wanted { open: Some(at(Day::Weekday(6), "")), ..none }),
        ("Lille samedi 14h", "Lille", Wanted { open: Some(at(Day::Weekday(5), "14:00")), ..none }),
        ("samedi entre 14h et 16h à Lens", "Lens", Wanted { open: Some(at(Day::Weekday(5), "14:00")), ..none }),
        ("Gap samedi 8h du soir", "Gap", Wanted { open: Some(at(Day::Weekday(5), "20:00")), ..none }),
        ("commissariat après 18h à Metz", "Metz", Wanted { open: Some(at(Day::Today, "18:00")), ..police }),
        ("police Nice jours fériés", "Nice", Wanted { open: Some(at(Day::Holiday, "")), ..police }),
        (
            "gendarmerie ouverte un jour férié Belley",
            "Belley",
            Wanted { open: Some(at(Day::Holiday, "")), ..gendarmerie },
        ),
        ("Metz ouvert le 25 décembre", "Metz", Wanted { open: Some(at(Day::Date { month: 12, day: 25 }, "")), ..none }),
        (
            "police Metz 1er mai 10h",
            "Metz",
            Wanted { open: Some(at(Day::Date { month: 5, day: 1 }, "10:00")), ..police },
        ),
        ("Lyon 3 ouvert samedi", "Lyon 3", Wanted { open: Some(at(Day::Weekday(5), "")), ..none }),
        ("commissariat nuit Toulon", "Toulon", Wanted { all_day: true, ..police }),
        ("commissariat 24h/24 7j/7 Toulon", "Toulon", Wanted { all_day: true, ..police }),
        ("comisariat ouvret dimache Lens", "Lens", Wanted { open: Some(at(Day::Weekday(6), "")), ..police }),
        ("accès handicapé commissariat Dax", "Dax", Wanted { wheelchair: true, ..police }),
        (
            "gendarmerie accessible aux personnes à mobilité réduite Foix",
            "Foix",
            Wanted { wheelchair: true, ..gendarmerie },
        ),
        ("où porter plainte à Foix", "Foix", none),
        ("dans le 95", "95", none),
        ("gendarmerie la nuit ouverte dans le 95", "95", Wanted { all_day: true, ..gendarmerie }),
        ("24 hour police station Marseille", "Marseille", Wanted { all_day: true, ..police }),
        ("commissariat ouvert 7j/7 Nîmes", "Nîmes", Wanted { all_day: true, ..police }),
        ("gendarmerie du lundi au vendredi Gap", "Gap", Wanted { open: Some(at(Day::Weekday(0), "")), ..gendarmerie }),
        ("police Lyon 3h du mat", "Lyon", Wanted { open: Some(at(Day::Today, "3:00")), ..police }),
        ("dépôt de plainte le samedi à Rennes", "Rennes", Wanted { open: Some(at(Day::Weekday(5), "")), ..none }),
        ("département du Nord", "Nord", none),
        ("gendarmerie dans les Landes", "Landes", gendarmerie),
        ("police Noël-Cerneux", "Noël-Cerneux", police),
        ("commissariat Toussaint", "Toussaint", police),
    ] {
        let question = Question::read(text);
        assert_eq!((question.place.as_str(), question.wanted), (place, wanted), "{text}");
    }
    let near = Question::read("gendarmerie près de moi");
    assert!(near.near_me && near.place.is_empty() && near.wanted == gendarmerie, "{near:?}");
    assert!(Question::read("brigade de Belley").station && !Question::read("police Belley").station);
}

#[test]
fn names_made_of_words_that_look_like_wishes_stay() {
    for name in [
        "Capdenac-Gare",
        "Fontenay-près-Chablis",
        "Dimancheville",
        "Mardié",
        "Vers",
        "Is-sur-Tille",
        "Paray-Vieille-Poste",
        "Saint-Denis-de-l’Hôtel",
        "Soirans",
        "Aux-Aussat",
    ] {
        assert_eq!(Question::read(name), Question { place: name.to_owned(), ..Question::default() });
        let asked = format!("commissariat à {name} ouvert dimanche");
        assert_eq!(normalise(&Question::read(&asked).place), normalise(name), "{asked}");
    }
}

#[test]
fn a_day_is_the_next_one_and_a_holiday_where_it_is_one() {
    use crate::domain::date::unix_of_rfc3339;
    use hours::Day::{Holiday, Week};
    // Thursday 24 December 2026, 23:30 in UTC: Friday the 25th in Paris.
    let unix = unix_of_rfc3339("2026-12-24T23:30:00Z").unwrap();
    for (day, expected) in [
        (Day::Today, Holiday),
        (Day::Tomorrow, Week(Weekday::Saturday)),
        (Day::AfterTomorrow, Week(Weekday::Sunday)),
        (Day::Weekday(4), Week(Weekday::Friday)),
        (Day::Holiday, Holiday),
        (Day::Date { month: 12, day: 25 }, Holiday),
        (Day::Date { month: 12, day: 24 }, Week(Weekday::Friday)),
        (Day::Date { month: 2, day: 29 }, Week(Weekday::Tuesday)),
    ] {
        let wanted = Wanted { open: Some(Opening::At { day, hour: None }), ..Wanted::default() };
        assert_eq!(wanted.filter(unix).when, When::On { day: expected, hour: None }, "{day:?}");
    }
}

proptest! {
    #[test]
    fn anything_can_be_asked(text in "\\PC{0,60}") {
        let question = Question::read(&text);
        prop_assert!(question.place.len() <= text.len() + 8);
    }
}
