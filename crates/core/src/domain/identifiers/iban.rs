use serde::{Deserialize, Serialize};

use super::{FlawKind, compact, identifier, length};

/// An international bank account number (ISO 13616-1): two letters of a country, two check digits, and the account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Iban(String);

identifier!(Iban);

/// How long a country's numbers are (SWIFT IBAN Registry): the countries of SEPA, and those that people here bank in.
const LENGTHS: [(&str, usize); 52] = [
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BR", 29),
    ("CH", 21),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IS", 26),
    ("IT", 27),
    ("LB", 28),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MR", 27),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PL", 28),
    ("PT", 25),
    ("RO", 24),
    ("RS", 22),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("TN", 24),
];

impl Iban {
    /// Longest number that the standard allows.
    pub const MAX: usize = 34;

    /// Keeps what was typed, without spaces, in capitals.
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        compact(typed, Self::MAX).map(|text| Self(text.to_uppercase()))
    }

    /// What is worth a second look.
    #[must_use]
    pub fn doubt(&self) -> Option<FlawKind> {
        let country: String = self.0.chars().take(2).collect();
        let expected = LENGTHS.iter().find(|(code, _)| *code == country).map(|(_, length)| *length);
        if let Some(unusual) = expected.and_then(|expected| length(&self.0, expected)) {
            return Some(unusual);
        }
        (self.remainder() != Some(1)).then_some(FlawKind::DoubtfulIban)
    }

    /// The remainder by 97 of the number with its first four characters put last and its letters read as 10 to 35
    /// (ISO/IEC 7064, MOD 97-10): one where it adds up.
    fn remainder(&self) -> Option<u32> {
        let letters: Vec<char> = self.0.chars().collect();
        let (head, account) = letters.split_at_checked(4).filter(|(_, account)| !account.is_empty())?;
        account.iter().chain(head).try_fold(0, |rest, c| {
            let value = c.to_digit(36)?;
            let shift = if value < 10 { 10 } else { 100 };
            Some((rest * shift + value) % 97)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn doubt(typed: &str, expected: Option<FlawKind>) {
        assert_eq!(Iban::parse(typed).unwrap().doubt(), expected, "{typed}");
    }

    #[test]
    fn the_examples_of_the_registry_add_up() {
        for example in [
            "FR14 2004 1010 0505 0001 3M02 606",
            "MC58 1122 2000 0101 2345 6789 030",
            "BE68 5390 0754 7034",
            "DE89 3704 0044 0532 0130 00",
            "GB29 NWBK 6016 1331 9268 19",
            "ES91 2100 0418 4502 0005 1332",
            "PT50 0002 0123 1234 5678 9015 4",
            "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
            "NO93 8601 1117 947",
            "TN59 1000 6035 1835 9847 8831",
            "fr1420041010050500013m02606",
        ] {
            doubt(example, None);
        }
    }

    #[test]
    fn what_does_not_add_up_or_has_another_length_is_doubtful() {
        doubt("FR14 2004 1010 0505 0001 3M02 607", Some(FlawKind::DoubtfulIban));
        doubt("FR14 2004 1010", Some(FlawKind::UnusualLength { expected: 27, is: 12 }));
        doubt("12345", Some(FlawKind::DoubtfulIban));
        doubt("FR", Some(FlawKind::UnusualLength { expected: 27, is: 2 }));
        doubt("ÉÉÉÉÉ", Some(FlawKind::DoubtfulIban));
    }

    #[test]
    fn no_country_is_listed_twice() {
        assert!(LENGTHS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
