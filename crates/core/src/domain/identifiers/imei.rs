use serde::{Deserialize, Serialize};

use super::{FlawKind, compact, digits, identifier, length, luhn};

/// The identity of a mobile telephone (3GPP TS 23.003 §6.2): 15 digits, the last one a Luhn check; 16 and 17 are met too.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Imei(String);

identifier!(Imei);

impl Imei {
    /// Longest text that agents' software takes.
    pub const MAX: usize = 20;

    /// Keeps what was typed, without spaces.
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        compact(typed, Self::MAX).map(Self)
    }

    /// What is worth a second look.
    #[must_use]
    pub fn doubt(&self) -> Option<FlawKind> {
        let Some(digits) = digits(&self.0) else { return Some(FlawKind::DoubtfulImei) };
        match digits.len() {
            15 => (!luhn::adds_up(&digits)).then_some(FlawKind::DoubtfulImei),
            // With its software version, or with a check digit of some networks.
            16 | 17 => None,
            _ => length(&self.0, 15),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn doubt(typed: &str, expected: Option<FlawKind>) {
        assert_eq!(Imei::parse(typed).unwrap().doubt(), expected, "{typed}");
    }

    #[test]
    fn digits_that_do_not_add_up_are_doubtful_and_kept() {
        doubt("49 015420 323751 8", None);
        doubt("490154203237519", Some(FlawKind::DoubtfulImei));
        doubt("12345", Some(FlawKind::UnusualLength { expected: 15, is: 5 }));
        doubt("4901542032375180", None);
        doubt("49015420323751x", Some(FlawKind::DoubtfulImei));
        assert_eq!(Imei::parse("123456789012345678901").err(), Some(FlawKind::TooLong { max: 20, is: 21 }));
    }
}
