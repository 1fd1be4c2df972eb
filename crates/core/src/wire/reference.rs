//! The reference of a submission: what a person quotes at the counter. It opens nothing by itself.

use super::alphabet::{self, Slip};
use core::fmt;

/// Eight random symbols and a check symbol, shown as `K7M-2QX-94R`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Reference(Vec<u8>);

impl Reference {
    /// A reference from 5 random bytes (40 bits).
    pub fn from_random(bytes: [u8; 5]) -> Self {
        Self(alphabet::draw(&bytes, 8))
    }

    /// Reads a reference as typed: case, spaces, hyphens and look-alikes do not matter.
    pub fn parse(text: &str) -> Result<Self, Slip> {
        alphabet::read(text, 8).map(Self)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&alphabet::grouped(&self.0, 3))
    }
}

/// A reference is personal data as soon as somebody knows whose it is.
impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reference(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_survives_its_text() {
        let reference = Reference::from_random([0x9c, 0x01, 0xfe, 0x33, 0x7a]);
        let text = reference.to_string();
        assert_eq!(text.len(), 11);
        assert_eq!(Reference::parse(&text), Ok(reference.clone()));
        assert_eq!(Reference::parse(&text.to_lowercase().replace('-', " ")), Ok(reference));
    }

    #[test]
    fn a_slip_is_named() {
        assert_eq!(Reference::parse("K7M"), Err(Slip::Length));
        assert_eq!(Reference::parse("K7M-2QX-94*"), Err(Slip::Symbol));
        assert_eq!(Reference::parse("000-000-001"), Err(Slip::Check));
    }
}
