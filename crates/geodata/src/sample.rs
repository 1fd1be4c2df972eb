//! Made-up stations for trying the product where no official file is at hand: one per prefecture and sub-prefecture,
//! each marked as a sample.

use guichet_core::domain::hours::Hours;
use guichet_core::domain::place::{Commune, Precision};
use guichet_core::domain::station::{Force, Station, StationId};

use crate::communes::Gazetteer;

/// Typical hours of a brigade, in the official files' own form.
const BRIGADE_HOURS: &str = "Lundi : 8h00-12h00 14h00-19h00 Mardi : 8h00-12h00 14h00-19h00 \
    Mercredi : 8h00-12h00 14h00-19h00 Jeudi : 8h00-12h00 14h00-19h00 Vendredi : 8h00-12h00 14h00-19h00 \
    Samedi : 8h00-12h00 14h00-19h00 Dimanche : 9h00-12h00 15h00-18h00 Jours Fériés : 9h00-12h00 15h00-18h00";

/// Typical hours of a police station.
const POLICE_HOURS: &str = "24h/24 - 7j/7";

/// A police station in each prefecture, a brigade in each sub-prefecture, in the order of their communes.
pub fn stations(gazetteer: &Gazetteer) -> Vec<Station> {
    let seats =
        gazetteer.seats.iter().filter_map(|(code, prefecture)| Some((gazetteer.communes.get(code)?, *prefecture)));
    seats.enumerate().filter_map(|(number, (commune, prefecture))| station(number, commune, prefecture)).collect()
}

fn station(number: usize, commune: &Commune, prefecture: bool) -> Option<Station> {
    let (force, name, hours) = if prefecture {
        (Force::Police, format!("Commissariat de {} (exemple)", commune.name), POLICE_HOURS)
    } else {
        (Force::Gendarmerie, format!("Brigade de {} (exemple)", commune.name), BRIGADE_HOURS)
    };
    Some(Station {
        id: StationId::parse(&format!("pn-{}-exemple", commune.code))?,
        name,
        force,
        address: "1 rue de l’Exemple".to_owned(),
        postal_code: commune.postal_codes.first().copied(),
        commune: commune.name.clone(),
        commune_code: commune.code,
        // A block of numbers that the regulator keeps for works of fiction: nobody is called by mistake.
        telephone: Some(format!("01 99 00 {:02} {:02}", number / 100 % 100, number % 100)),
        point: commune.point,
        precision: commune.precision.max(Precision::Area),
        hours: Hours::read(hours),
        wheelchair: None,
        sample: true,
    })
}
