//! What was stolen or damaged.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{contact::Phone, flaw::FlawKind, identifiers::Imei};

/// What happened to an item: it is asked of each, since a window can be broken and jewels stolen in one night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemStatus {
    /// Taken.
    #[serde(rename = "Volé")]
    Stolen,
    /// Damaged.
    #[serde(rename = "Dégradé")]
    Damaged,
}

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

/// One item of the list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Stolen or damaged.
    pub status: ItemStatus,
    /// What it is.
    #[serde(flatten)]
    pub kind: ItemKind,
    /// The victim's estimate, in cents of a euro.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_cents: Option<Amount>,
}

/// What an item is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "category")]
pub enum ItemKind {
    /// A mobile telephone.
    #[serde(rename = "Téléphone portable")]
    Phone {
        /// Make, at most 20 characters.
        brand: String,
        /// Model, at most 20 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        model: Option<String>,
        /// Number of its line.
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<Phone>,
        /// Operator of its line, at most 20 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        operator: Option<String>,
        /// Its identity, where known.
        #[serde(skip_serializing_if = "Option::is_none")]
        imei: Option<Imei>,
        /// What else tells it, at most 255 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<String>,
    },
    /// Anything else.
    #[serde(rename = "Autre")]
    Other {
        /// What it is called, at most 30 characters.
        designation: String,
        /// What it looks like, at most 200 characters.
        description: String,
        /// How many, at least one.
        quantity: u32,
        /// Serial number, at most 20 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        serial: Option<String>,
    },
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Item(***)")
    }
}

impl fmt::Debug for ItemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ItemKind(***)")
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
