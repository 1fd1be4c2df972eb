//! The network address that a content report came from, where an institution chose to keep it
//! ([`Config::keep_report_address_days`](crate::config::Config::keep_report_address_days)): sealed as soon as it is known, so
//! that the server cannot read it again.
//!
//! Written as `kid:enc:ct`, the last two in base64. The key's hash is bound to it: it opens beside its own report only.

use base64ct::{Base64, Encoding as _};
use hpke::Deserializable as _;

use super::seal::{Encapped, PublicKey, SecretKey, open_raw, seal_raw};
use crate::config::RecipientKey;

/// Sets these texts apart from anything else sealed to the same key.
pub const INFO: &[u8] = b"guichet/v1/client-address";

/// Every address is filled up to so many bytes: the length tells nothing of it. None is longer (RFC 4291, 2.2).
const LENGTH: usize = 48;

/// Seals an address beside the report of that key's hash. `seed` is 32 random bytes, used for nothing else. `None` where the
/// key cannot be used or the text is no address.
pub fn seal(recipient: &RecipientKey, key_hash: &str, address: &str, seed: [u8; 32]) -> Option<String> {
    let key = PublicKey::of(recipient)?;
    let mut text = address.as_bytes().to_vec();
    if text.len() > LENGTH {
        return None;
    }
    text.resize(LENGTH, b' ');
    let (enc, tag) = seal_raw(key.raw(), INFO, &mut text, key_hash.as_bytes(), seed)?;
    text.extend_from_slice(&tag);
    Some(format!("{}:{}:{}", recipient.kid, Base64::encode_string(&enc), Base64::encode_string(&text)))
}

/// Opens it; `None` where it was sealed to another key, beside another report, or changed.
pub fn open(secret: &SecretKey, key_hash: &str, sealed: &str) -> Option<String> {
    let mut parts = sealed.splitn(3, ':').skip(1);
    let mut decoded = || Base64::decode_vec(parts.next()?).ok();
    let (enc, ct) = (Encapped::from_bytes(&decoded()?).ok()?, decoded()?);
    let text = open_raw(secret.raw(), INFO, &enc, &ct, key_hash.as_bytes())?;
    String::from_utf8(text).ok().map(|text| text.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_opens_beside_its_own_report_with_its_own_key_only() {
        let (ours, other) = (SecretKey::from_random([1; 32]), SecretKey::from_random([2; 32]));
        let recipient = ours.public().to_recipient();
        let short = seal(&recipient, "ab", "192.0.2.7", [3; 32]).unwrap();
        let long = seal(&recipient, "ab", "2001:db8:1234:5678:9abc:def0:1234:5678", [4; 32]).unwrap();
        assert_eq!(short.len(), long.len());
        assert!(!short.contains("192"));
        assert_eq!(open(&ours, "ab", &short).as_deref(), Some("192.0.2.7"));
        assert_eq!(open(&ours, "ab", &long).as_deref(), Some("2001:db8:1234:5678:9abc:def0:1234:5678"));
        assert_eq!((open(&ours, "ac", &short), open(&other, "ab", &short)), (None, None));
        for broken in ["", ":", "::", "a:b:c", &short[..short.len() - 4]] {
            assert_eq!(open(&ours, "ab", broken), None, "{broken}");
        }
        assert_eq!(seal(&recipient, "ab", &"1".repeat(49), [3; 32]), None);
    }
}
