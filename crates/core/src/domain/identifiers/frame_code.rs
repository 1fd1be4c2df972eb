use serde::{Deserialize, Serialize};

use super::{FlawKind, compact, identifier, length};

/// The code marked on a bicycle's frame, which every bicycle sold since 2021 bears: ten letters and digits, the first two
/// the operator's (code des transports, R1271-1 and following).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FrameCode(String);

identifier!(FrameCode);

impl FrameCode {
    /// Longest text taken: the codes of earlier markings are longer.
    pub const MAX: usize = 20;

    /// Keeps what was typed, without spaces, in capitals.
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        compact(typed, Self::MAX).map(|text| Self(text.to_uppercase()))
    }

    /// What is worth a second look.
    #[must_use]
    pub fn doubt(&self) -> Option<FlawKind> {
        if self.0.chars().all(|c| c.is_ascii_alphanumeric()) {
            // The marking of before 2021 has twelve digits.
            if self.0.len() == 12 { None } else { length(&self.0, 10) }
        } else {
            Some(FlawKind::DoubtfulFrameCode)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn doubt(typed: &str, expected: Option<FlawKind>) {
        assert_eq!(FrameCode::parse(typed).unwrap().doubt(), expected, "{typed}");
    }

    #[test]
    fn ten_letters_and_digits_are_a_code() {
        doubt("BC 1234 56AZ", None);
        doubt("250012345678", None);
        doubt("BC123", Some(FlawKind::UnusualLength { expected: 10, is: 5 }));
        doubt("BC1234567€", Some(FlawKind::DoubtfulFrameCode));
    }
}
