use serde::{Deserialize, Serialize};

use super::{FlawKind, compact, digits, identifier, length, luhn};

/// The last digits of a bank card's number: enough to tell the card, too little to pay with it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CardEnd(String);

identifier!(CardEnd);

impl CardEnd {
    /// Longest text that agents' software takes.
    pub const MAX: usize = 30;
    /// How many digits are wanted.
    pub const WANTED: usize = 4;

    /// Keeps what was typed, without spaces; of a whole card number only the last four digits, so that it never leaves
    /// the page.
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        let text = compact(typed, Self::MAX)?;
        if !is_whole(&text) {
            return Ok(Self(text));
        }
        let end = text.chars().skip(text.chars().count().saturating_sub(Self::WANTED));
        Ok(Self(end.collect()))
    }

    /// What is worth a second look in what was typed.
    #[must_use]
    pub fn doubt(typed: &str) -> Option<FlawKind> {
        let text = compact(typed, Self::MAX).ok()?;
        if is_whole(&text) {
            return Some(FlawKind::WholeCardNumber);
        }
        match digits(&text) {
            Some(digits) if digits.len() <= Self::WANTED => length(&text, Self::WANTED),
            _ => Some(FlawKind::DoubtfulCardEnd),
        }
    }
}

/// A whole number: 12 to 19 digits that add up, or the sixteen of the usual cards even where they do not (ISO/IEC 7812-1).
fn is_whole(text: &str) -> bool {
    digits(text)
        .is_some_and(|digits| digits.len() == 16 || ((12..=19).contains(&digits.len()) && luhn::adds_up(&digits)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_cut_to_its_end_and_told() {
        for whole in ["4970 1000 0000 0154", "4970100000000155", "3782 822463 10005"] {
            assert_eq!(CardEnd::doubt(whole), Some(FlawKind::WholeCardNumber), "{whole}");
            let end = CardEnd::parse(whole).unwrap();
            assert_eq!(end.as_str().len(), 4);
            assert!(whole.replace(' ', "").ends_with(end.as_str()));
        }
    }

    #[test]
    fn four_digits_are_what_is_wanted() {
        assert_eq!(CardEnd::doubt("0154"), None);
        assert_eq!(CardEnd::parse("0154").unwrap().as_str(), "0154");
        assert_eq!(CardEnd::doubt("154"), Some(FlawKind::UnusualLength { expected: 4, is: 3 }));
        assert_eq!(CardEnd::doubt("visa"), Some(FlawKind::DoubtfulCardEnd));
        assert_eq!(CardEnd::doubt(""), None);
    }
}
