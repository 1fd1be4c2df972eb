//! Rows of the browser's database: versioned, their content readable with one key only: the tab's, or the draft's own.

use base64ct::{Base64, Encoding as _};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use guichet_core::json;
use guichet_core::wire::submission::FormName;
use serde::{Deserialize, Serialize};

/// The version written.
const VERSION: u8 = 1;

/// The key of what is sealed in rows. A tab's is in `sessionStorage` only, so closing the tab makes its rows unreadable; that
/// of a draft of this device lies beside it, wrapped in a key that the browser shows to nobody.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct RowKey([u8; 32]);

/// With it, drafts can be read.
impl std::fmt::Debug for RowKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RowKey(***)")
    }
}

impl RowKey {
    pub(super) fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        Base64::decode_vec(text).ok()?.try_into().ok().map(Self)
    }

    pub(super) fn as_text(&self) -> String {
        Base64::encode_string(&self.0)
    }

    /// Seals a text under a row's name, so that rows cannot be swapped. The nonce is random and used once.
    pub(super) fn seal(&self, name: &str, text: &[u8], nonce: [u8; 12]) -> Option<String> {
        let cipher = ChaCha20Poly1305::new(Key::from_slice(&self.0));
        let payload = Payload { msg: text, aad: name.as_bytes() };
        let sealed = cipher.encrypt(Nonce::from_slice(&nonce), payload).ok()?;
        Some(Base64::encode_string(&[&nonce[..], &sealed].concat()))
    }

    pub(super) fn open(&self, name: &str, sealed: &str) -> Option<Vec<u8>> {
        let bytes = Base64::decode_vec(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(12)?;
        let cipher = ChaCha20Poly1305::new(Key::from_slice(&self.0));
        cipher.decrypt(Nonce::from_slice(nonce), Payload { msg: sealed, aad: name.as_bytes() }).ok()
    }
}

/// Who can read what is sealed in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reader {
    /// The tab of that name.
    Tab(String),
    /// This device: the row's key, wrapped in the draft's hidden key, in base64.
    Device(String),
}

/// A row of either shelf.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    v: u8,
    /// When it was written, in seconds since 1970.
    pub at: u64,
    /// Which form it is of.
    pub form: FormName,
    /// The draft that it belongs to.
    pub draft: String,
    pub reader: Reader,
    /// What a later visit needs to finish sending; ciphertext for the institution inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
    /// What only its reader may read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
}

impl Row {
    /// An empty row.
    pub(super) fn new(at: u64, form: FormName, draft: &str, reader: Reader) -> Self {
        Self { v: VERSION, at, form, draft: draft.to_owned(), reader, open: None, sealed: None }
    }

    /// Reads a row; `None` where it is broken or of another version.
    pub(super) fn read(text: &str) -> Option<Self> {
        json::read::<Self>(text).filter(|row| row.v == VERSION)
    }

    /// True for a row of a version that came after this program.
    pub(super) fn is_newer(text: &str) -> bool {
        json::parse(text).and_then(|row| json::version(&row)).is_some_and(|version| version > u64::from(VERSION))
    }

    pub(super) fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// True where any page of this browser can read it.
    pub(super) fn is_of_device(&self) -> bool {
        matches!(self.reader, Reader::Device(_))
    }
}

/// Bytes as text.
pub(super) fn to_text(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// Text as bytes.
pub(super) fn to_bytes(text: &str) -> Option<Vec<u8>> {
    Base64::decode_vec(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_key_and_the_name_open() {
        let key = RowKey::new([7; 32]);
        let sealed = key.seal("row", b"I was there", [1; 12]).unwrap();
        assert!(!sealed.contains("there"));
        assert_eq!(key.open("row", &sealed).as_deref(), Some(&b"I was there"[..]));
        assert_eq!(key.open("other", &sealed), None);
        assert_eq!(RowKey::new([8; 32]).open("row", &sealed), None);
        assert_eq!(RowKey::parse(&key.as_text()), Some(key.clone()));
        for broken in ["", "AAAA", "%", &sealed[..20]] {
            assert_eq!(key.open("row", broken), None);
        }
        assert_eq!(format!("{key:?}"), "RowKey(***)");
    }

    #[test]
    fn rows_survive_and_broken_ones_are_none() {
        let golden = [
            (
                Reader::Tab("t".to_owned()),
                r#"{"v":1,"at":5,"form":"pre-complaint","draft":"d","reader":{"tab":"t"},"sealed":"x"}"#,
            ),
            (
                Reader::Device("w".to_owned()),
                r#"{"v":1,"at":5,"form":"pre-complaint","draft":"d","reader":{"device":"w"},"sealed":"x"}"#,
            ),
        ];
        for (reader, written) in golden {
            let row = Row { sealed: Some("x".to_owned()), ..Row::new(5, FormName::PreComplaint, "d", reader) };
            assert_eq!(Row::read(&row.write()).unwrap().write(), written);
        }
        for (text, newer) in [("", false), ("{}", false), (r#"{"v":1,"at":5}"#, false), (r#"{"v":2}"#, true)] {
            assert!(Row::read(text).is_none());
            assert_eq!(Row::is_newer(text), newer);
        }
    }
}
