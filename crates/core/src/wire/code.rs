//! The follow-up code: the secret with which a person follows what was sent. Made in the browser; the server only ever
//! holds its hash.

use super::alphabet::{self, Slip};
use core::fmt;

/// Sets the hash of a code apart from the hash of anything else.
const DOMAIN: &[u8] = b"guichet/v1/follow-up:";

/// Twenty random symbols (100 bits) in groups of four, and a check symbol: `K7M2-QX94-RT0A-9C3D-HJ5E-V`.
#[derive(Clone, PartialEq, Eq)]
pub struct FollowUpCode(Vec<u8>);

impl FollowUpCode {
    /// A code from 13 random bytes, of which the first 100 bits are used.
    pub fn from_random(bytes: [u8; 13]) -> Self {
        Self(alphabet::draw(&bytes, 20))
    }

    /// Reads a code as typed: case, spaces, hyphens and look-alikes do not matter.
    pub fn parse(text: &str) -> Result<Self, Slip> {
        alphabet::read(text, 20).map(Self)
    }

    /// The code as it is shown, printed and sent as `Authorization: Bearer …`.
    pub fn as_text(&self) -> String {
        alphabet::grouped(&self.0, 4)
    }

    /// What the member `follow_up` holds: SHA-256 of `guichet/v1/follow-up:` and the shown text without hyphens
    /// (21 symbols), as 64 lowercase hex digits.
    pub fn hash_hex(&self) -> String {
        super::sha256_hex(&[DOMAIN, alphabet::grouped(&self.0, 21).as_bytes()])
    }
}

impl fmt::Debug for FollowUpCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FollowUpCode(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_its_text_and_hashes_alike() {
        let code = FollowUpCode::from_random([0xa5; 13]);
        let text = code.as_text();
        assert_eq!(text.len(), 21 + 5);
        let copy = FollowUpCode::parse(&text.to_lowercase().replace('-', " ")).unwrap();
        assert_eq!(copy.hash_hex(), code.hash_hex());
        assert_eq!(
            code.hash_hex(),
            super::super::sha256_hex(&[b"guichet/v1/follow-up:", text.replace('-', "").as_bytes()])
        );
    }

    #[test]
    fn all_hundred_bits_count() {
        let zero = FollowUpCode::from_random([0; 13]);
        for bit in 0..100 {
            let mut bytes = [0; 13];
            bytes[bit / 8] = 0x80 >> (bit % 8);
            assert_ne!(FollowUpCode::from_random(bytes), zero, "bit {bit}");
        }
    }

    #[test]
    fn a_code_does_not_print() {
        assert_eq!(format!("{:?}", FollowUpCode::from_random([1; 13])), "FollowUpCode(***)");
    }
}
