//! A draft in a file of its own, to be begun on one device and finished on another: sealed under a passphrase, so that
//! whoever carries the file learns nothing from it but its rough size.
//!
//! Version 1: the key is Argon2id (RFC 9106) of the passphrase over 19 MiB in 2 passes, the text is padded to steps of 4 KiB
//! and sealed with ChaCha20-Poly1305. The numbers belong to the version, so that no file can ask for more.
//!
//! The file holds the draft's key too: whoever sends it second gets the receipt of the first.

use std::fmt;

use argon2::{Algorithm, Argon2, Params};
use base64ct::{Base64, Encoding as _};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use serde::{Deserialize, Serialize};

use crate::json;
use crate::wire::alphabet;
use crate::wire::padding;
use crate::wire::submission::FormName;

/// The version written.
const VERSION: u32 = 1;
/// What the file says it is.
const KIND: &str = "guichet-draft";
/// Kibibytes of memory and passes over them: what OWASP names as the least, which a slow telephone does in about a second.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// Symbols of a passphrase that is offered: 80 random bits, and their check symbol.
const SYMBOLS: usize = 16;

/// The fewest characters of a passphrase.
pub const MIN_PASSPHRASE: usize = 12;
/// The longest file that is looked at, in bytes: far more than any draft.
pub const MAX_FILE: u32 = 2 * 1024 * 1024;

/// A form being filled in, as it travels.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftFile {
    /// Which form.
    pub form: FormName,
    /// The draft, as [`Draft::to_bytes`](super::draft::Draft::to_bytes) wrote it.
    pub draft: String,
}

/// Why a file gives no draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFault {
    /// No file of ours, or not whole.
    NotOurs,
    /// Made by a newer version of this program.
    Newer,
    /// Another passphrase, or the file was changed on its way.
    Closed,
}

#[derive(Serialize, Deserialize)]
struct FileV1 {
    kind: String,
    v: u32,
    salt: String,
    nonce: String,
    sealed: String,
}

#[derive(Serialize, Deserialize)]
struct Inside {
    form: FormName,
    draft: String,
}

/// Random bytes for one file: never used twice.
#[derive(Clone, Copy)]
pub struct FileSeed {
    /// Makes the key of each file another one.
    pub salt: [u8; 16],
    /// The nonce of the one text sealed under it.
    pub nonce: [u8; 12],
}

impl FileSeed {
    /// A seed from random bytes.
    #[must_use]
    pub fn from_random(bytes: [u8; 28]) -> Self {
        let mut seed = Self { salt: [0; 16], nonce: [0; 12] };
        let (salt, nonce) = bytes.split_at(16);
        seed.salt.copy_from_slice(salt);
        seed.nonce.copy_from_slice(nonce);
        seed
    }
}

impl DraftFile {
    /// The file's text; `None` where there is no memory for it.
    #[must_use]
    pub fn seal(&self, passphrase: &str, seed: FileSeed) -> Option<String> {
        let inside = serde_json::to_vec(&Inside { form: self.form, draft: self.draft.clone() }).ok()?;
        let padded = padding::pad(&inside)?;
        let cipher = cipher(passphrase, &seed.salt)?;
        let sealed = cipher.encrypt(Nonce::from_slice(&seed.nonce), payload(&padded)).ok()?;
        let file = FileV1 {
            kind: KIND.to_owned(),
            v: VERSION,
            salt: Base64::encode_string(&seed.salt),
            nonce: Base64::encode_string(&seed.nonce),
            sealed: Base64::encode_string(&sealed),
        };
        serde_json::to_string(&file).ok()
    }

    /// Opens a file's text.
    pub fn open(text: &str, passphrase: &str) -> Result<Self, FileFault> {
        let value = json::parse(text).ok_or(FileFault::NotOurs)?;
        if value.get("kind").and_then(json::Value::as_str) != Some(KIND) {
            return Err(FileFault::NotOurs);
        }
        match json::version(&value) {
            Some(v) if v == u64::from(VERSION) => {}
            Some(v) if v > u64::from(VERSION) => return Err(FileFault::Newer),
            _ => return Err(FileFault::NotOurs),
        }
        let file: FileV1 = json::meaning(value).ok_or(FileFault::NotOurs)?;
        let salt: [u8; 16] = bytes(&file.salt)?;
        let nonce: [u8; 12] = bytes(&file.nonce)?;
        let sealed = Base64::decode_vec(&file.sealed).map_err(|_| FileFault::NotOurs)?;
        let cipher = cipher(passphrase, &salt).ok_or(FileFault::Closed)?;
        let padded = cipher.decrypt(Nonce::from_slice(&nonce), payload(&sealed)).map_err(|_| FileFault::Closed)?;
        let inside = padding::unpad(&padded).ok_or(FileFault::NotOurs)?;
        let inside: Inside = std::str::from_utf8(&inside).ok().and_then(json::read).ok_or(FileFault::NotOurs)?;
        Ok(Self { form: inside.form, draft: inside.draft })
    }
}

/// Answers are inside.
impl fmt::Debug for DraftFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DraftFile(***)")
    }
}

/// A passphrase to offer, in groups of four: `K7M2-QX94-RT0A-9C3D-H`.
#[must_use]
pub fn passphrase_from_random(bytes: [u8; 10]) -> String {
    alphabet::grouped(&alphabet::draw(&bytes, SYMBOLS), 4)
}

/// True where a passphrase has the length to keep anybody out for long.
#[must_use]
pub fn is_long_enough(passphrase: &str) -> bool {
    meant(passphrase).chars().count() >= MIN_PASSPHRASE
}

/// A passphrase as it is meant: an offered one whatever its case, hyphens and look-alikes; any other but for the spaces
/// around and the number of those inside.
fn meant(passphrase: &str) -> String {
    match alphabet::read(passphrase, SYMBOLS) {
        Ok(values) => alphabet::grouped(&values, 4),
        Err(_) => passphrase.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

fn payload(text: &[u8]) -> Payload<'_, '_> {
    Payload { msg: text, aad: b"guichet/v1/draft-file" }
}

fn cipher(passphrase: &str, salt: &[u8]) -> Option<ChaCha20Poly1305> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).ok()?;
    let mut key = [0; 32];
    Argon2::new(Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_into(meant(passphrase).as_bytes(), salt, &mut key)
        .ok()?;
    Some(ChaCha20Poly1305::new(Key::from_slice(&key)))
}

fn bytes<const N: usize>(text: &str) -> Result<[u8; N], FileFault> {
    Base64::decode_vec(text).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(FileFault::NotOurs)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLDEN: &str = include_str!("../../tests/golden/draft-file-v1.json");
    const PASSPHRASE: &str = "un vélo bleu sous la pluie";

    fn file() -> DraftFile {
        DraftFile { form: FormName::PreComplaint, draft: r#"{"v":1,"key":"…"}"#.to_owned() }
    }

    fn sealed() -> String {
        let seed = FileSeed::from_random(std::array::from_fn(|n| u8::try_from(n).unwrap()));
        file().seal(PASSPHRASE, seed).unwrap()
    }

    #[test]
    fn a_file_of_each_version_is_read() {
        assert_eq!(sealed(), GOLDEN.trim_end(), "what is written has changed");
        assert_eq!(DraftFile::open(GOLDEN, "  un vélo  bleu sous la pluie "), Ok(file()));
    }

    #[test]
    fn another_passphrase_or_a_changed_file_opens_nothing() {
        assert_eq!(DraftFile::open(GOLDEN, "un vélo bleu sous la plui"), Err(FileFault::Closed));
        let mut value: serde_json::Value = serde_json::from_str(GOLDEN).unwrap();
        value["salt"] = "AAAAAAAAAAAAAAAAAAAAAA==".into();
        assert_eq!(DraftFile::open(&value.to_string(), PASSPHRASE), Err(FileFault::Closed));
        let sealed = value["sealed"].as_str().unwrap().replacen('A', "B", 1);
        value = serde_json::from_str(GOLDEN).unwrap();
        value["sealed"] = sealed.into();
        assert_eq!(DraftFile::open(&value.to_string(), PASSPHRASE), Err(FileFault::Closed));
    }

    #[test]
    fn other_files_are_told_apart() {
        let other = GOLDEN.replace("\"v\":1", "\"v\":2");
        for (text, fault) in [
            ("", FileFault::NotOurs),
            ("{}", FileFault::NotOurs),
            (r#"{"kind":"guichet-draft"}"#, FileFault::NotOurs),
            (r#"{"kind":"guichet-draft","v":1}"#, FileFault::NotOurs),
            (&GOLDEN[..300], FileFault::NotOurs),
            (&other, FileFault::Newer),
        ] {
            assert_eq!(DraftFile::open(text, PASSPHRASE), Err(fault), "{text}");
        }
    }

    #[test]
    fn the_file_says_nothing_of_what_is_inside() {
        let short = sealed();
        let long = DraftFile { draft: "x".repeat(3_000), ..file() };
        let long = long.seal(PASSPHRASE, FileSeed::from_random([9; 28])).unwrap();
        assert_eq!(short.len(), long.len());
        assert_eq!(format!("{:?}", file()), "DraftFile(***)");
    }

    #[test]
    fn an_offered_passphrase_may_be_copied_badly() {
        let offered = passphrase_from_random([0x5a; 10]);
        assert_eq!(offered.len(), 17 + 4);
        assert!(is_long_enough(&offered));
        assert_eq!(meant(&offered.to_lowercase().replace('-', " ")), offered);
        assert_eq!(meant("  a  b\u{a0}c "), "a b c");
        assert!(!is_long_enough("a          b"));
    }
}
