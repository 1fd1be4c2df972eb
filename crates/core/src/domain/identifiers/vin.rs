use serde::{Deserialize, Serialize};

use super::{FlawKind, compact, identifier, length};

/// The identification number of a vehicle (ISO 3779): 17 letters and digits, never I, O or Q, which read as 1 and 0.
///
/// Its ninth place is a check digit in North America only; makers here put what they like, so that it says nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Vin(String);

identifier!(Vin);

impl Vin {
    /// Longest text taken: older vehicles have shorter numbers, and people type spaces.
    pub const MAX: usize = 25;

    /// Keeps what was typed, without spaces, in capitals.
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        compact(typed, Self::MAX).map(|text| Self(text.to_uppercase()))
    }

    /// What is worth a second look.
    #[must_use]
    pub fn doubt(&self) -> Option<FlawKind> {
        let possible = |c: char| c.is_ascii_alphanumeric() && !"IOQ".contains(c);
        if self.0.chars().all(possible) { length(&self.0, 17) } else { Some(FlawKind::DoubtfulVin) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn doubt(typed: &str, expected: Option<FlawKind>) {
        assert_eq!(Vin::parse(typed).unwrap().doubt(), expected, "{typed}");
    }

    #[test]
    fn letters_that_no_vehicle_has_and_other_lengths_are_doubtful() {
        doubt("VF1 AAAAA 123456789", None);
        doubt("vf1aaaaa123456789", None);
        doubt("VF1AAAAAI23456789", Some(FlawKind::DoubtfulVin));
        doubt("VF1AAAAAO2345", Some(FlawKind::DoubtfulVin));
        doubt("VF1AAAAA12345678", Some(FlawKind::UnusualLength { expected: 17, is: 16 }));
    }
}
