//! The number of an establishment of a French legal entity. It warns and never blocks.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{flaw::FlawKind, identifiers::luhn, prose};

/// A SIRET: nine digits of the entity (SIREN), five of the establishment; the last one checks the others (Luhn,
/// code de commerce art. R123-220 and following).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Siret(String);

impl Siret {
    /// Longest text taken: fourteen digits with the spaces that people put between them.
    pub const MAX: usize = 20;

    /// The digits of its SIREN, for the establishments of La Poste, which follow a rule of their own.
    const LA_POSTE: &str = "356000000";

    /// Keeps what was typed, without spaces.
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        let text = prose::line(typed, Self::MAX)?;
        Ok(Self(text.chars().filter(|c| !c.is_whitespace() && !".-/".contains(*c)).collect()))
    }

    /// True where it cannot be a SIRET, so that the person can look again.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        let digits: Option<Vec<u32>> = self.0.chars().map(|c| c.to_digit(10)).collect();
        let Some(digits) = digits.filter(|digits| digits.len() == 14) else { return true };
        let sum: u32 = digits.iter().sum();
        let of_la_poste = self.0.starts_with(Self::LA_POSTE) && sum.is_multiple_of(5);
        !of_la_poste && !luhn::adds_up(&digits)
    }
}

impl fmt::Debug for Siret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Siret(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_do_not_add_up_are_doubtful_and_kept() {
        let doubtful = |typed| Siret::parse(typed).unwrap().is_doubtful();
        assert!(!doubtful("732 829 320 00074"));
        assert!(doubtful("73282932000075"));
        assert!(doubtful("732829320"));
        assert!(doubtful("en cours"));
        // An establishment of La Poste: Luhn does not hold, the sum of its digits is a multiple of five.
        assert!(!doubtful("35600000049837"));
        assert_eq!(Siret::parse("").err(), Some(FlawKind::Missing));
        assert_eq!(serde_json::to_string(&Siret::parse(" en cours ").unwrap()).unwrap(), "\"encours\"");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_kept_or_refused(typed in ".{0,30}") {
            let _ = Siret::parse(&typed).map(|siret| siret.is_doubtful());
        }
    }
}
