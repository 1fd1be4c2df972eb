//! Sealed files on their way: `PUT /api/v1/uploads/{id}/{n}?of={pieces}` and `GET /api/v1/uploads/{id}`.
//!
//! A file is sent in numbered pieces, each sealed on the device; the submission that names it claims it. The server sees
//! sizes and numbers only. Every piece says how many there are, so that the server can tell a whole file from a torn one.

use serde::{Deserialize, Serialize};

/// The largest sealed piece, its tag included, in bytes.
pub const MAX_PIECE: usize = 256 * 1024;
/// The most pieces of one file: room for 5 MB and their tags.
pub const MAX_PIECES: u32 = 20;
/// The most sealed bytes that one submission may claim: room for 20 MB and their tags.
pub const MAX_CLAIMED: u64 = 20 * 1024 * 1024;
/// What nobody has claimed is erased after so long, in seconds: 24 hours.
pub const UNCLAIMED: i64 = 24 * 3600;
/// How many hex digits name an upload: 128 random bits, in lowercase.
pub const ID_DIGITS: usize = 32;

/// True for the name of an upload.
pub fn is_id(text: &str) -> bool {
    super::is_hex(text, ID_DIGITS)
}

/// The answer of `GET /api/v1/uploads/{id}`. Whoever asks about an unknown upload learns that no piece is there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
pub struct Pieces {
    /// How many pieces the file has; 0 where none has arrived.
    pub of: u32,
    /// The numbers of those that are here, from 0, in order.
    pub pieces: Vec<u32>,
}

impl Pieces {
    /// True where nothing is missing.
    pub fn complete(&self) -> bool {
        self.of > 0 && self.pieces.iter().copied().eq(0..self.of)
    }

    /// The numbers of those that are still to be sent, of a file of so many pieces.
    pub fn missing(&self, of: u32) -> Vec<u32> {
        (0..of).filter(|number| !self.pieces.contains(number)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_when_every_piece_is_here() {
        let pieces = |of, pieces: &[u32]| Pieces { of, pieces: pieces.to_vec() };
        for (some, whole) in
            [(pieces(0, &[]), false), (pieces(1, &[0]), true), (pieces(3, &[0, 2]), false), (pieces(2, &[0, 1]), true)]
        {
            assert_eq!(some.complete(), whole, "{some:?}");
        }
        assert_eq!(pieces(3, &[1]).missing(3), [0, 2]);
        assert_eq!(Pieces::default().missing(2), [0, 1]);
    }

    #[test]
    fn names_are_lowercase_hex() {
        assert!(is_id(&"0f".repeat(16)));
        for wrong in ["", "0F", &"0F".repeat(16), &"0f".repeat(17)] {
            assert!(!is_id(wrong));
        }
    }
}
