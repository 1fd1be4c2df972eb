//! What a person picked from a list, kept whole: a draft can be read again without the list.

use std::fmt;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::flaw::FlawKind;
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

impl fmt::Debug for StationChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StationChoice(***)")
    }
}
