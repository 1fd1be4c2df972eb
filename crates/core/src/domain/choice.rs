//! What a person picked from a list, kept whole: a draft can be read again without the list.

use std::fmt;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{flaw::FlawKind, prose};
use crate::json;

/// A commune picked from the list.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Municipality {
    /// INSEE code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The postal code that was meant, or its first.
    pub postal_code: String,
    /// INSEE number of the department: `59`, `2A`, `974`.
    pub department: String,
    /// Latitude and longitude in degrees (WGS 84).
    pub point: (f64, f64),
    /// The very place taken on the map, where one was, in the same terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<(f64, f64)>,
}

/// A commune, or the name of a town that no list of ours holds: one abroad, or one typed where the list did not load.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Town {
    /// Picked from the list.
    Known(Municipality),
    /// Typed, and meant as it was typed.
    Named {
        /// Its name, at most [`Town::MAX`] characters.
        name: String,
    },
}

impl Eq for Municipality {}

/// A station picked from the list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StationChoice {
    /// Its id, which routes the complaint.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Street, postal code and town, on one line.
    pub address: String,
    /// Its telephone, as written in the official file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// True where the station is made up, for demonstrations.
    #[serde(default)]
    pub sample: bool,
}

impl Municipality {
    /// Reads the answer that [`Self::as_answer`] wrote. Typed text that was never picked is refused.
    pub fn parse(answer: &str) -> Result<Self, FlawKind> {
        read(answer, FlawKind::NotACommune)
    }

    /// The answer to keep.
    #[must_use]
    pub fn as_answer(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Municipality {
    /// As it stands in a field: `Lille (59000)`.
    #[must_use]
    pub fn as_shown(&self) -> String {
        format!("{} ({})", self.name, self.postal_code)
    }
}

impl Town {
    /// Longest name, in characters.
    pub const MAX: usize = 50;

    /// Reads the answer of a picked commune, or that of a name which was kept as it was typed. Typed text of which neither
    /// was said is refused: then a press is missing.
    pub fn parse(answer: &str) -> Result<Self, FlawKind> {
        if let Some(Kept { kept }) = json::read(answer) {
            return Self::named(&kept);
        }
        Municipality::parse(answer).map(Self::Known)
    }

    /// A name as it was typed.
    pub fn named(typed: &str) -> Result<Self, FlawKind> {
        prose::line(typed, Self::MAX).map(|name| Self::Named { name })
    }

    /// The answer that keeps a name as it was typed.
    #[must_use]
    pub fn kept_as_typed(name: &str) -> String {
        serde_json::to_string(&Kept { kept: name.trim().to_owned() }).unwrap_or_default()
    }

    /// As it stands in a field.
    #[must_use]
    pub fn as_shown(&self) -> String {
        match self {
            Self::Known(municipality) => municipality.as_shown(),
            Self::Named { name } => name.clone(),
        }
    }

    /// The commune, where it is known.
    #[must_use]
    pub fn known(self) -> Option<Municipality> {
        match self {
            Self::Known(municipality) => Some(municipality),
            Self::Named { .. } => None,
        }
    }
}

/// The answer of a name kept as it was typed.
#[derive(Serialize, Deserialize)]
struct Kept {
    kept: String,
}

impl StationChoice {
    /// Reads the answer that [`Self::as_answer`] wrote.
    pub fn parse(answer: &str) -> Result<Self, FlawKind> {
        read(answer, FlawKind::NotAStation)
    }

    /// The answer to keep.
    #[must_use]
    pub fn as_answer(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn read<T: DeserializeOwned>(answer: &str, otherwise: FlawKind) -> Result<T, FlawKind> {
    if answer.trim().is_empty() {
        return Err(FlawKind::Missing);
    }
    json::read(answer).ok_or(otherwise)
}

impl fmt::Debug for Municipality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Municipality(***)")
    }
}

impl fmt::Debug for Town {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Town(***)")
    }
}

impl fmt::Debug for StationChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StationChoice(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_picked_or_kept_as_it_was_typed() {
        let lille = r#"{"code":"59350","name":"Lille","postal_code":"59000","department":"59","point":[50.63,3.06]}"#;
        assert_eq!(Town::parse(lille).unwrap().as_shown(), "Lille (59000)");
        assert_eq!(Town::parse(&Town::kept_as_typed(" Bruxelles ")).unwrap().as_shown(), "Bruxelles");
        assert_eq!(Town::parse("Bruxelles"), Err(FlawKind::NotACommune));
        assert_eq!(Town::parse(&Town::kept_as_typed(" ")), Err(FlawKind::Missing));
        assert_eq!(Town::parse(&Town::kept_as_typed(&"x".repeat(51))), Err(FlawKind::TooLong { max: 50, is: 51 }));
    }
}
