//! Rows of the browser's database: versioned, their content readable with the tab's key only.

use base64ct::{Base64, Encoding as _};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use guichet_core::json;
use serde::{Deserialize, Serialize};

/// The version written.
const VERSION: u8 = 1;

/// The key of a tab. It is in `sessionStorage` only, so closing the tab makes its rows unreadable.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct TabKey([u8; 32]);

/// With it, drafts can be read.
impl std::fmt::Debug for TabKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("TabKey(***)")
    }
}

impl TabKey {
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

/// A row of either shelf.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Row {
    v: u8,
    /// When it was written, in seconds since 1970.
    pub at: u64,
    /// Which tab wrote it.
    pub tab: String,
    /// What a later visit needs to finish sending; ciphertext for the institution inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
    /// What only this tab may read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
}

impl Row {
    pub(super) fn new(at: u64, tab: &str, open: Option<String>, sealed: Option<String>) -> Self {
        Self { v: VERSION, at, tab: tab.to_owned(), open, sealed }
    }

    /// Reads a row; `None` where it is broken or of another version.
    pub(super) fn read(text: &str) -> Option<Self> {
        json::read::<Self>(text).filter(|row| row.v == VERSION)
    }

    pub(super) fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_key_and_the_name_open() {
        let key = TabKey::new([7; 32]);
        let sealed = key.seal("row", b"I was there", [1; 12]).unwrap();
        assert!(!sealed.contains("there"));
        assert_eq!(key.open("row", &sealed).as_deref(), Some(&b"I was there"[..]));
        assert_eq!(key.open("other", &sealed), None);
        assert_eq!(TabKey::new([8; 32]).open("row", &sealed), None);
        assert_eq!(TabKey::parse(&key.as_text()), Some(key.clone()));
        for broken in ["", "AAAA", "%", &sealed[..20]] {
            assert_eq!(key.open("row", broken), None);
        }
        assert_eq!(format!("{key:?}"), "TabKey(***)");
    }

    #[test]
    fn rows_survive_and_broken_ones_are_none() {
        let row = Row::new(5, "tab", None, Some("x".to_owned()));
        assert_eq!(Row::read(&row.write()).unwrap().write(), r#"{"v":1,"at":5,"tab":"tab","sealed":"x"}"#);
        for text in ["", "{}", r#"{"v":2,"at":5,"tab":"tab"}"#] {
            assert!(Row::read(text).is_none());
        }
    }
}
