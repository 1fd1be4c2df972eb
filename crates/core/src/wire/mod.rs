//! What crosses the network, versioned; sealing.
//!
//! - [`key`]: the submission key, which makes one intent exactly one row
//! - [`reference`](mod@reference), [`code`], [`alphabet`]: what people copy by hand, with a check symbol
//! - [`submission`], [`progress`], [`appointment`], [`slot`], [`upload`], [`problem`]: the bodies of the API, version 1
//! - [`seal`]: HPKE to the institution, bound to everything that travels in clear
//! - [`padding`]: sizes tell little
//! - [`pieces`]: files, sealed in pieces under a key of their own

pub mod alphabet;
pub mod appointment;
pub mod client_address;
pub mod code;
pub mod key;
pub mod padding;
pub mod pieces;
pub mod problem;
pub mod progress;
pub mod reference;
pub mod seal;
pub mod slot;
pub mod submission;
pub mod upload;

/// SHA-256 of the parts one after the other, as 64 lowercase hex digits.
pub fn sha256_hex(parts: &[&[u8]]) -> String {
    hex(&sha256(parts))
}

pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    use sha2::Digest as _;
    let mut hash = sha2::Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

/// Lowercase hex digits of these bytes.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use core::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// True for exactly `len` lowercase hex digits.
pub fn is_hex(text: &str, len: usize) -> bool {
    text.len() == len && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
