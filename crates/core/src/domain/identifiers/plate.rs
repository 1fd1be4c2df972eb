use serde::{Deserialize, Serialize};

use super::{FlawKind, compact, identifier};

/// The registration number on a vehicle's plate, of any country.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Plate(String);

identifier!(Plate);

impl Plate {
    /// Longest text that agents' software takes.
    pub const MAX: usize = 20;

    /// Keeps what was typed in capitals, without spaces and hyphens.
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        compact(typed, Self::MAX).map(|text| Self(text.to_uppercase()))
    }

    /// What is worth a second look where the plate is said to be French: it is of no French file.
    #[must_use]
    pub fn doubt(&self) -> Option<FlawKind> {
        let shape: String = self.0.chars().map(letter_or_digit).collect();
        let french = is_current(&shape, &self.0) || is_former(&shape, &self.0) || is_of_the_state(&shape);
        (!french).then_some(FlawKind::DoubtfulPlate)
    }
}

/// Letters as `A`, digits as `0`.
fn letter_or_digit(c: char) -> char {
    match c {
        'A'..='Z' => 'A',
        '0'..='9' => '0',
        other => other,
    }
}

/// Two letters, three digits, two letters, since 2009 (arrêté du 9 février 2009); without I, O and U, which read as 1, 0
/// and V. Mopeds have had shorter ones, vehicles that are tried or sold one with a single W.
fn is_current(shape: &str, text: &str) -> bool {
    match shape {
        "AA000AA" | "AA00A" | "AA000A" => !text.contains(['I', 'O', 'U']),
        "A000AA" | "A000A" => text.starts_with('W'),
        _ => false,
    }
}

/// Of the former file, where vehicles of before 2009 still are: one to four digits, one to three letters, the department.
fn is_former(shape: &str, text: &str) -> bool {
    let letters = shape.trim_start_matches('0');
    let department = letters.trim_start_matches('A');
    (1..=4).contains(&(shape.len() - letters.len()))
        && (1..=3).contains(&(letters.len() - department.len()))
        && (matches!(department, "00" | "000") || text.ends_with("2A") || text.ends_with("2B"))
}

/// Of the armed forces: digits alone.
fn is_of_the_state(shape: &str) -> bool {
    matches!(shape, "0000000" | "00000000")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn doubt(typed: &str, expected: Option<FlawKind>) {
        assert_eq!(Plate::parse(typed).unwrap().doubt(), expected, "{typed}");
    }

    #[test]
    fn plates_of_every_french_file_are_taken() {
        for good in [
            "AB-123-CD",
            "ab 123 cd",
            "AA12B",
            "WW-123-AB",
            "W-123-AB",
            "123 ABC 75",
            "1234 AB 59",
            "12 AB 2A",
            "7 A 13",
            "999 ZZ 974",
            "6123 4567",
        ] {
            doubt(good, None);
        }
    }

    #[test]
    fn what_is_in_no_french_file_is_doubtful_and_kept() {
        for other in ["AB-123-CO", "AB-123-C D E", "scooter", "7", "B-MA 1234", "LX19 ABC", "é-123-ab"] {
            doubt(other, Some(FlawKind::DoubtfulPlate));
        }
        assert_eq!(Plate::parse("b-ma 1234").unwrap().as_str(), "BMA1234");
    }
}
