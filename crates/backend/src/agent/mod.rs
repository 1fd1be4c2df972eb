//! The station's side.
//!
//! - [`export`]: taking a submission away, and opening it; [`files`]: opening what came with it
//! - [`cases`]: which there are, and deciding on them
//! - [`slots`]: the times that stations offer
//! - [`log`]: what was done, by whom

use crate::clock;
use crate::institution::Refusal;
use crate::keys;
use crate::readable;
use crate::store::acts::Agent;
use crate::store::{StoreError, code_of};
use guichet_core::domain::date::{Date, Hour};
use guichet_core::domain::lookalike;
use guichet_core::domain::station::StationId;
use guichet_core::domain::zone::Zone;
use guichet_core::wire::reference::Reference;
use guichet_core::wire::slot::Start;
use std::io::Write;
use std::path::Path;

pub mod cases;
pub mod export;
pub mod files;
pub mod log;
pub mod slots;

/// The longest name of an agent, in characters.
const MAX_NAME: usize = 100;

/// Who acts, now. Whoever only reads may leave the name out.
pub fn named(name: Option<&str>, needed: bool) -> Result<Agent<'_>, Refusal> {
    match name.map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) if name.chars().count() <= MAX_NAME && !name.chars().any(lookalike::hides) => {
            Ok(Agent { name, now: clock::now() })
        }
        Some(_) => Err(Refusal(format!("The name after --as is at most {MAX_NAME} visible characters."))),
        None if needed => Err(Refusal("Say who does this: --as NAME. It is recorded.".to_owned())),
        None => Ok(Agent { name: "-", now: clock::now() }),
    }
}

/// Makes a key pair: the secret half in a new file, the public half printed as `config.json` wants it.
pub fn new_key(path: &Path, out: &mut impl Write) -> Result<(), Refusal> {
    let secret = keys::create(path).map_err(|error| Refusal(format!("{}: {error}.", path.display())))?;
    let text = serde_json::to_string(&secret.public().to_recipient()).unwrap_or_default();
    print(out, &text)
}

/// A time as an agent writes it: with its offset, or as the clocks of the station show it (`2026-12-01 10:30`).
pub fn time(text: &str, zone: Zone) -> Option<Start> {
    Start::parse(text).or_else(|| {
        let (day, hour) = text.trim().split_once([' ', 'T'])?;
        let unix = zone.moment(Date::parse(day).ok()?, Hour::parse(hour).ok()?)?;
        Start::new(unix, zone.offset_seconds(unix))
    })
}

/// The clocks of a station: its department is in the ids of the police; of others it must be told.
pub fn zone(station: &str, department: Option<&str>) -> Zone {
    let station = StationId::parse(station);
    let own = station.as_ref().and_then(StationId::department);
    Zone::of_department(department.or(own).unwrap_or_default())
}

fn reference(typed: &str) -> Result<Reference, Refusal> {
    Reference::parse(typed).map_err(|_| Refusal(format!("{} is no reference.", readable::escaped(typed))))
}

fn print(out: &mut impl Write, text: &str) -> Result<(), Refusal> {
    writeln!(out, "{text}").map_err(|error| output(&error))
}

fn database(error: &StoreError) -> Refusal {
    Refusal(format!("The database does not answer ({}).", code_of(error)))
}

fn output(error: &std::io::Error) -> Refusal {
    Refusal(format!("Printing failed: {error}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_on_the_clocks_of_the_station() {
        for (station, department, typed, expected) in [
            ("pn-75056-central", None, "2026-12-01 10:30", "2026-12-01T10:30:00+01:00"),
            ("pn-97209-central", None, "2026-12-01T10:30", "2026-12-01T10:30:00-04:00"),
            ("gn-1", Some("974"), "01/12/2026 10h30", "2026-12-01T10:30:00+04:00"),
            ("gn-1", None, "2026-07-01 10:30", "2026-07-01T10:30:00+02:00"),
            ("gn-1", Some("974"), "2026-12-01T10:30+01:00", "2026-12-01T10:30:00+01:00"),
        ] {
            let start = time(typed, zone(station, department)).map(|start| start.to_string());
            assert_eq!(start.as_deref(), Some(expected), "{station} {typed}");
        }
        assert_eq!(time("demain", zone("gn-1", None)), None);
    }

    #[test]
    fn who_acts_must_be_named_in_visible_characters() {
        assert_eq!(
            named(Some(" Mme Élise "), true).map(|agent| agent.name.to_owned()).ok().as_deref(),
            Some("Mme Élise")
        );
        for wrong in ["", " ", "a\u{202e}b", "a\nb", &"x".repeat(101)] {
            assert!(named(Some(wrong), true).is_err(), "{wrong:?}");
        }
        assert!(named(None, true).is_err() && named(None, false).is_ok());
    }
}
