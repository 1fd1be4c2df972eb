use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::flaw::FlawKind;

/// An amount of money in cents of a euro; at most 999 999 999,99 €.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount {
    cents: u64,
}

impl Amount {
    /// Reads an amount in euros: `250`, `1 250,50`, `1250.5 €`.
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        let plain: String = typed.trim().chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
        if plain.is_empty() {
            return Err(FlawKind::Missing);
        }
        let (euros, cents) = plain.split_once([',', '.']).unwrap_or((&plain, ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if euros.is_empty() || euros.len() > 9 || cents.len() > 2 || !digits(euros) || !digits(cents) {
            return Err(FlawKind::NotAnAmount);
        }
        let euros: u64 = euros.parse().map_err(|_| FlawKind::NotAnAmount)?;
        let cents: u64 = format!("{cents:0<2}").parse().map_err(|_| FlawKind::NotAnAmount)?;
        Ok(Self { cents: euros * 100 + cents })
    }

    /// The amount in cents.
    #[must_use]
    pub fn cents(self) -> u64 {
        self.cents
    }
}

impl fmt::Debug for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Amount(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, cents) in
            [("250", 25_000), ("1 250,50", 125_050), ("1250.5 €", 125_050), ("0", 0), ("1\u{202f}000", 100_000)]
        {
            assert_eq!(Amount::parse(typed).map(Amount::cents), Ok(cents), "{typed}");
        }
        for bad in ["-5", "12,345", "mille", ",5", "1e3", "1234567890"] {
            assert_eq!(Amount::parse(bad).err(), Some(FlawKind::NotAnAmount), "{bad}");
        }
    }
}
