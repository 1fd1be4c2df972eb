//! Numbers that tell one thing from every other. They help and warn; they never block.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{flaw::FlawKind, prose};

/// The identity of a mobile telephone (3GPP TS 23.003 §6.2): 15 digits, the last one a Luhn check; 16 and 17 are met too.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Imei(String);

impl Imei {
    /// Longest text that agents' software takes.
    pub const MAX: usize = 20;

    /// Keeps what was typed, without spaces.
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        let text = prose::line(typed, Self::MAX)?;
        Ok(Self(text.chars().filter(|c| !c.is_whitespace() && !"-/.".contains(*c)).collect()))
    }

    /// True where the digits do not add up, so that the person can look again.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        let digits: Option<Vec<u32>> = self.0.chars().map(|c| c.to_digit(10)).collect();
        match digits {
            Some(digits) if digits.len() == 15 => !luhn(&digits),
            Some(digits) => !(16..=17).contains(&digits.len()),
            None => true,
        }
    }
}

/// Luhn's check: every second digit from the right doubled, the sum a multiple of ten (ISO/IEC 7812-1 annex B).
fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { *digit })
        .sum();
    sum.is_multiple_of(10)
}

impl fmt::Debug for Imei {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Imei(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_that_do_not_add_up_are_doubtful_and_kept() {
        let doubtful = |typed| Imei::parse(typed).unwrap().is_doubtful();
        assert!(!doubtful("49 015420 323751 8"));
        assert!(doubtful("490154203237519"));
        assert!(doubtful("12345"));
        assert!(!doubtful("4901542032375180"));
        assert_eq!(Imei::parse("123456789012345678901").err(), Some(FlawKind::TooLong { max: 20, is: 21 }));
    }
}
