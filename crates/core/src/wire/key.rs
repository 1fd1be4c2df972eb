//! The submission key: 128 random bits, made when the form is opened, which goes with the draft everywhere.

use core::fmt;

/// A key under which one intent is sent, however often. Whoever holds it can ask for the receipt and give up, so it
/// does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct SubmissionKey([u8; 16]);

impl SubmissionKey {
    /// A key from 16 random bytes, six bits of which become the marks of a random UUID (version 4).
    pub fn from_random(mut bytes: [u8; 16]) -> Self {
        let [.., version, _, variant, _, _, _, _, _, _, _] = &mut bytes;
        *version = (*version & 0x0f) | 0x40;
        *variant = (*variant & 0x3f) | 0x80;
        Self(bytes)
    }

    /// Reads the header `Idempotency-Key`: a UUID in either case, also between the double quotes of a structured field.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
        if text.len() != 36 {
            return None;
        }
        let mut digits = Vec::with_capacity(32);
        for (place, byte) in text.bytes().enumerate() {
            match (place, byte) {
                (8 | 13 | 18 | 23, b'-') => {}
                (8 | 13 | 18 | 23, _) => return None,
                _ => digits.push(u8::try_from(char::from(byte).to_digit(16)?).ok()?),
            }
        }
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = pair.iter().fold(0, |value, digit| (value << 4) | digit);
        }
        Some(Self(bytes))
    }

    /// The canonical text: a lowercase UUID. This is what is stored with the draft and sent as `Idempotency-Key`.
    pub fn as_uuid(&self) -> String {
        let digits = super::hex(&self.0);
        let mut text = String::with_capacity(36);
        for (place, digit) in digits.chars().enumerate() {
            if matches!(place, 8 | 12 | 16 | 20) {
                text.push('-');
            }
            text.push(digit);
        }
        text
    }

    /// What the server keeps and what `by-key` addresses name: SHA-256 of the canonical text (its 36 ASCII bytes), as
    /// 64 lowercase hex digits.
    pub fn hash_hex(&self) -> String {
        super::sha256_hex(&[self.as_uuid().as_bytes()])
    }
}

impl fmt::Debug for SubmissionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SubmissionKey(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_random_uuid_and_survives_its_text() {
        for byte in [0x00, 0x5a, 0xff] {
            let key = SubmissionKey::from_random([byte; 16]);
            let text = key.as_uuid();
            assert_eq!(text.len(), 36);
            assert_eq!(&text[14..15], "4");
            assert!(matches!(&text[19..20], "8" | "9" | "a" | "b"), "{text}");
            for copy in [text.clone(), text.to_uppercase(), format!("\"{text}\""), format!(" {text} ")] {
                assert_eq!(SubmissionKey::parse(&copy), Some(key.clone()));
            }
        }
    }

    #[test]
    fn anything_else_is_no_key() {
        for text in [
            "",
            "\"",
            "0",
            "00000000-0000-4000-8000-00000000000",
            "00000000-0000-4000-8000-00000000000g",
            "00000000_0000-4000-8000-000000000000",
            "000000000-000-4000-8000-000000000000",
            "é0000000-0000-4000-8000-00000000000",
        ] {
            assert_eq!(SubmissionKey::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_key_does_not_print() {
        assert_eq!(format!("{:?}", SubmissionKey::from_random([7; 16])), "SubmissionKey(***)");
    }
}
