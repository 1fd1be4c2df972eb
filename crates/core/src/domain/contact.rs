//! How to reach somebody.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{flaw::FlawKind, prose};

/// An e-mail address, at most 254 characters (RFC 5321 §4.5.3.1.3).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email(String);

impl Email {
    /// Longest address, in characters.
    pub const MAX: usize = 254;

    /// Reads an address. Only what no mail server would take is refused: we write to nobody to check it.
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        let text = prose::line(typed, Self::MAX)?;
        let (local, domain) = text.rsplit_once('@').ok_or(FlawKind::NotAnEmail)?;
        let labels = domain.split('.').count();
        let plain =
            |s: &str| !s.is_empty() && !s.contains(char::is_whitespace) && !s.contains(['<', '>', ',', '"', '@']);
        if plain(local) && plain(domain) && labels >= 2 && domain.split('.').all(|label| !label.is_empty()) {
            Ok(Self(text))
        } else {
            Err(FlawKind::NotAnEmail)
        }
    }

    /// True where mail to one reaches the other: nobody has two mailboxes that differ in capital letters only.
    #[must_use]
    pub fn is_the_same_as(&self, other: &Self) -> bool {
        self.0.to_lowercase() == other.0.to_lowercase()
    }

    /// The address, as it is shown to its owner.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A telephone number in international digits (`+33612345678`), kept as E.164 counts it: at most 15 digits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone(String);

impl Phone {
    /// Reads a French number (ten digits, national or short overseas form) or an international one (`+` or `00`).
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        let text = prose::line(typed, 40)?;
        if text.chars().any(|c| !c.is_ascii_digit() && !" +.-()/\u{a0}\u{202f}".contains(c)) {
            return Err(FlawKind::NotAPhone);
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let international = match (text.starts_with('+'), digits.strip_prefix("00")) {
            // "+33 (0)6 …" is often written: the zero is not dialled.
            (true, _) => Some(digits.strip_prefix("330").map_or_else(|| digits.clone(), |rest| format!("33{rest}"))),
            (false, Some(rest)) => Some(rest.to_owned()),
            (false, None) => None,
        };
        match international {
            Some(number) if (8..=15).contains(&number.len()) => Ok(Self(format!("+{number}"))),
            None if digits.len() == 10 => {
                digits.strip_prefix('0').map(|rest| Self(format!("+33{rest}"))).ok_or(FlawKind::NotAPhone)
            }
            _ => Err(FlawKind::NotAPhone),
        }
    }

    /// International digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(***)")
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn phone(typed: &str, expected: Option<&str>) {
        assert_eq!(Phone::parse(typed).ok().as_ref().map(Phone::as_str), expected);
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        phone("06 12 34 56 78", Some("+33612345678"));
        phone("06.12.34.56.78", Some("+33612345678"));
        phone("+33 (0)6 12 34 56 78", Some("+33612345678"));
        phone("0033 6 12 34 56 78", Some("+33612345678"));
        phone("+262 692 12 34 56", Some("+262692123456"));
        phone("612345678", None);
        phone("12", None);
        phone("06 12 34 56 7a", None);
    }

    #[test]
    fn addresses_are_refused_only_where_no_server_would_take_them() {
        for good in ["a@b.fr", "jean.dupont+vol@exemple.gouv.fr", "é@exemple.fr", "o'neil@exemple.ie"] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in ["a", "a@b", "a@b..fr", "a b@c.fr", "@b.fr", "a@.fr", "a@b.fr>", "a@@b.fr"] {
            assert_eq!(Email::parse(bad), Err(FlawKind::NotAnEmail), "{bad}");
        }
    }

    #[test]
    fn nothing_prints() {
        let email = Email::parse("jean@exemple.fr").unwrap();
        assert!(!format!("{email:?}").contains("jean"));
    }
}
