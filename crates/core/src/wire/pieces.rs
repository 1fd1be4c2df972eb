//! Files on their way: sealed in pieces, so that a broken line costs one piece and not the whole.
//!
//! A file is cut into texts of [`PIECE_TEXT`] bytes, the last one shorter or as long; an empty file is one empty piece. Each
//! is sealed with ChaCha20-Poly1305 in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce is
//! seven zero bytes, the piece's index (four bytes, big-endian), and 1 for the last piece, else 0. The associated data is
//! [`INFO`] followed by the 16 bytes of the upload's identifier. So no piece can be left out, added, reordered, or taken for
//! one of another file. The key is random, used for one file only, and travels inside the sealed text.
//!
//! Sealing a piece again gives the same bytes: a retry sends what was sent before.

use core::fmt;
use core::ops::Range;

use base64ct::{Base64, Encoding as _};
use chacha20poly1305::aead::Payload;
use chacha20poly1305::aead::generic_array::GenericArray;
use chacha20poly1305::aead::stream::{NewStream as _, StreamBE32, StreamPrimitive as _};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use serde::{Deserialize, Serialize};

pub use super::upload::MAX_PIECE;

/// Sets these pieces apart from anything else sealed under the same key.
pub const INFO: &[u8] = b"guichet/v1/piece";
/// How much of the file a full piece holds, in bytes.
pub const PIECE_TEXT: usize = MAX_PIECE - TAG;
/// The media type of a sealed piece on its way.
pub const MEDIA_TYPE: &str = "application/octet-stream";

const TAG: usize = 16;

/// The name of a sealed file on the server: 128 random bits, as 32 lowercase hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UploadId([u8; 16]);

impl UploadId {
    /// A name from 16 random bytes.
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Reads the text of [`Self::as_hex`], and no other.
    pub fn parse(text: &str) -> Option<Self> {
        let number = super::is_hex(text, 32).then(|| u128::from_str_radix(text, 16).ok())??;
        Some(Self(number.to_be_bytes()))
    }

    /// As in addresses and in [`Submission::uploads`](super::submission::Submission::uploads).
    pub fn as_hex(&self) -> String {
        super::hex(&self.0)
    }
}

/// What is wrong with a text that should be an identifier or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not what the format says")
    }
}

impl TryFrom<String> for UploadId {
    type Error = Unreadable;

    fn try_from(text: String) -> Result<Self, Unreadable> {
        Self::parse(&text).ok_or(Unreadable)
    }
}

impl From<UploadId> for String {
    fn from(id: UploadId) -> Self {
        id.as_hex()
    }
}

/// The key of one file. Whoever holds it reads the file, so it does not print.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContentKey([u8; 32]);

impl ContentKey {
    /// A key from 32 random bytes, used for nothing else.
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for ContentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ContentKey(***)")
    }
}

impl TryFrom<String> for ContentKey {
    type Error = Unreadable;

    fn try_from(text: String) -> Result<Self, Unreadable> {
        let bytes = Base64::decode_vec(&text).map_err(|_| Unreadable)?;
        bytes.try_into().map(Self).map_err(|_| Unreadable)
    }
}

impl From<ContentKey> for String {
    fn from(key: ContentKey) -> Self {
        Base64::encode_string(&key.0)
    }
}

/// How many pieces a file of so many bytes makes: at least one.
pub fn count(size: u64) -> u32 {
    u32::try_from(size.div_ceil(PIECE_TEXT as u64).max(1)).unwrap_or(u32::MAX)
}

/// One file to be sealed or opened: its name, its key, and its size in bytes, which says what its pieces look like.
#[derive(Debug, Clone, Copy)]
pub struct SealedFile<'a> {
    /// Its name on the server.
    pub id: &'a UploadId,
    /// Its own key.
    pub key: &'a ContentKey,
    /// How long the file is, in bytes.
    pub size: u64,
}

/// Why a file was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenFault {
    /// There are other pieces than the file has.
    Pieces {
        /// How many the file has.
        wanted: u32,
        /// How many there are.
        are: usize,
    },
    /// This piece is not the one that was sealed here.
    Piece(u32),
}

impl fmt::Display for OpenFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pieces { wanted, are } => write!(f, "the file has {wanted} pieces, and there are {are}"),
            Self::Piece(n) => write!(f, "piece {n} is not the one that was sealed"),
        }
    }
}

impl core::error::Error for OpenFault {}

impl SealedFile<'_> {
    /// How many pieces it has.
    pub fn pieces(&self) -> u32 {
        count(self.size)
    }

    /// Where the text of a piece stands in the file; `None` where there is no such piece.
    pub fn range(&self, n: u32) -> Option<Range<usize>> {
        if n >= self.pieces() {
            return None;
        }
        let start = usize::try_from(n).ok()?.checked_mul(PIECE_TEXT)?;
        let end = start.saturating_add(PIECE_TEXT).min(usize::try_from(self.size).ok()?);
        Some(start..end)
    }

    /// How long a sealed piece is, in bytes.
    pub fn sealed_length(&self, n: u32) -> Option<usize> {
        Some(self.range(n)?.len() + TAG)
    }

    /// Seals a piece; `None` where the text is not as long as that piece must be.
    pub fn seal(&self, n: u32, text: &[u8]) -> Option<Vec<u8>> {
        if self.range(n)?.len() != text.len() {
            return None;
        }
        self.stream().encrypt(n, self.is_last(n), Payload { msg: text, aad: &self.aad() }).ok()
    }

    /// Opens a piece; `None` where it is not the one that was sealed as this one.
    pub fn open(&self, n: u32, sealed: &[u8]) -> Option<Vec<u8>> {
        if self.sealed_length(n)? != sealed.len() {
            return None;
        }
        self.stream().decrypt(n, self.is_last(n), Payload { msg: sealed, aad: &self.aad() }).ok()
    }

    /// Opens the whole file from all its pieces, in order.
    pub fn open_all(&self, pieces: &[impl AsRef<[u8]>]) -> Result<Vec<u8>, OpenFault> {
        let wanted = self.pieces();
        if usize::try_from(wanted) != Ok(pieces.len()) {
            return Err(OpenFault::Pieces { wanted, are: pieces.len() });
        }
        let mut file = Vec::new();
        for (n, piece) in (0..wanted).zip(pieces) {
            file.extend(self.open(n, piece.as_ref()).ok_or(OpenFault::Piece(n))?);
        }
        Ok(file)
    }

    fn is_last(&self, n: u32) -> bool {
        n + 1 == self.pieces()
    }

    fn stream(&self) -> StreamBE32<ChaCha20Poly1305> {
        let cipher = ChaCha20Poly1305::new(GenericArray::from_slice(&self.key.0));
        StreamBE32::from_aead(cipher, &GenericArray::default())
    }

    fn aad(&self) -> Vec<u8> {
        [INFO, &self.id.0].concat()
    }
}

#[cfg(test)]
#[path = "pieces_tests.rs"]
mod tests;
