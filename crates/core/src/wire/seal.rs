//! Sealing to the institution: HPKE (RFC 9180), base mode, X25519 / HKDF-SHA256 / ChaCha20-Poly1305.
//!
//! `info` is [`INFO`]. The text is padded to steps of 4 KiB ([`padding`](super::padding)) and sealed with everything
//! that travels in clear as associated data ([`Header::aad`]). `ct` is the sealed text with its 16-byte tag, followed by
//! a copy of the associated data: when the clear members were changed on the way, the copy is what still opens the text,
//! so the refusal can name the members that differ. The copy decides nothing by itself.
//!
//! Sealing is randomised: seal once, store, and send the same bytes at every retry.

use super::{padding, submission};
use crate::config::RecipientKey;
use base64ct::{Base64, Encoding as _};
use core::fmt;
use hpke::aead::{AeadTag, ChaCha20Poly1305};
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{CryptoRng, RngCore};
use hpke::{Deserializable as _, Kem as _, OpModeR, OpModeS, Serializable as _};
use submission::{FormName, Routing, Submission};

/// Sets these texts apart from anything else sealed to the same key.
pub const INFO: &[u8] = b"guichet/v1/submission";
/// The longest text that fits, in bytes: sealed and in base64 it leaves room for the other members in
/// [`MAX_BODY`](submission::MAX_BODY).
pub const MAX_TEXT: usize = 46 * padding::STEP - 4;

const TAG: usize = 16;

pub(super) type Private = <X25519HkdfSha256 as hpke::Kem>::PrivateKey;
pub(super) type Public = <X25519HkdfSha256 as hpke::Kem>::PublicKey;
pub(super) type Encapped = <X25519HkdfSha256 as hpke::Kem>::EncappedKey;

/// A public key of the institution, checked.
#[derive(Clone)]
pub struct PublicKey(Public);

impl PublicKey {
    /// Reads a raw X25519 public key in base64.
    pub fn parse(base64: &str) -> Option<Self> {
        let bytes = Base64::decode_vec(base64.trim()).ok()?;
        Public::from_bytes(&bytes).ok().map(Self)
    }

    /// The key of the configuration; `None` where it cannot be read or its `kid` is not the one it claims.
    pub fn of(recipient: &RecipientKey) -> Option<Self> {
        Self::parse(&recipient.public_key).filter(|key| key.kid() == recipient.kid)
    }

    pub(super) fn raw(&self) -> &Public {
        &self.0
    }

    /// First 16 hex digits of SHA-256 of the raw key.
    pub fn kid(&self) -> String {
        super::sha256_hex(&[&self.0.to_bytes()]).chars().take(16).collect()
    }

    /// As `config.json` holds it.
    pub fn to_recipient(&self) -> RecipientKey {
        RecipientKey { kid: self.kid(), public_key: Base64::encode_string(&self.0.to_bytes()) }
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.kid())
    }
}

/// The institution's secret key. Whoever holds it reads everything, so it does not print.
#[derive(Clone)]
pub struct SecretKey(Private);

impl SecretKey {
    /// A new key from 32 random bytes.
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(X25519HkdfSha256::derive_keypair(&bytes).0)
    }

    /// Reads a raw X25519 secret key in base64.
    pub fn parse(base64: &str) -> Option<Self> {
        let bytes = Base64::decode_vec(base64.trim()).ok()?;
        Private::from_bytes(&bytes).ok().map(Self)
    }

    /// For the key file: the raw key in base64.
    pub fn to_base64(&self) -> String {
        Base64::encode_string(&self.0.to_bytes())
    }

    pub(super) fn raw(&self) -> &Private {
        &self.0
    }

    /// Its other half.
    pub fn public(&self) -> PublicKey {
        PublicKey(X25519HkdfSha256::sk_to_pk(&self.0))
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(***)")
    }
}

/// Everything that travels in clear beside the sealed text and is bound to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Header {
    /// Which form.
    pub form: FormName,
    /// Version of the sealed text.
    pub schema: u32,
    /// Which public key.
    pub kid: String,
    /// [`SubmissionKey::hash_hex`](super::key::SubmissionKey::hash_hex): not in the body, but what the server keeps.
    pub key_hash: String,
    /// The chosen station.
    pub station: Option<String>,
    /// Hash of the follow-up code.
    pub follow_up: Option<String>,
    /// Identifiers of the sealed files.
    pub uploads: Vec<String>,
    v: u8,
}

impl Header {
    /// What will travel in clear under this key.
    pub fn new(
        form: FormName,
        schema: u32,
        recipient: &RecipientKey,
        key: &super::key::SubmissionKey,
        station: Option<String>,
        follow_up: Option<&super::code::FollowUpCode>,
    ) -> Self {
        Self {
            form,
            schema,
            kid: recipient.kid.clone(),
            key_hash: key.hash_hex(),
            station,
            follow_up: follow_up.map(super::code::FollowUpCode::hash_hex),
            uploads: Vec::new(),
            v: submission::VERSION,
        }
    }

    /// What travelled in clear with this submission, under a key of this hash.
    pub fn of(submission: &Submission, key_hash: &str) -> Self {
        Self {
            form: submission.form,
            schema: submission.schema,
            kid: submission.kid.clone(),
            key_hash: key_hash.to_owned(),
            station: submission.routing.station.clone(),
            follow_up: submission.follow_up.clone(),
            uploads: submission.uploads.clone(),
            v: submission.v,
        }
    }

    /// The associated data: eight members, each as four bytes of length (big-endian) and its bytes. Numbers are decimal
    /// text. Station, follow-up and uploads are lists: their bytes are again items with their lengths, none where absent.
    pub fn aad(&self) -> Vec<u8> {
        let list = |items: &[&str]| items.iter().flat_map(|item| prefixed(item.as_bytes())).collect::<Vec<u8>>();
        let uploads: Vec<&str> = self.uploads.iter().map(String::as_str).collect();
        let members = [
            self.v.to_string().into_bytes(),
            self.form.as_str().as_bytes().to_vec(),
            self.schema.to_string().into_bytes(),
            self.kid.as_bytes().to_vec(),
            self.key_hash.as_bytes().to_vec(),
            list(self.station.as_deref().as_slice()),
            list(self.follow_up.as_deref().as_slice()),
            list(&uploads),
        ];
        members.iter().flat_map(|member| prefixed(member)).collect()
    }
}

/// The names of the members of [`Header::aad`], in order.
const MEMBERS: [&str; 8] = ["v", "form", "schema", "kid", "Idempotency-Key", "routing.station", "follow_up", "uploads"];

fn prefixed(bytes: &[u8]) -> Vec<u8> {
    // Members come from bodies of at most 256 KiB.
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    [&length.to_be_bytes(), bytes].concat()
}

/// The members of associated data; `None` where it is no such list.
fn members(mut aad: &[u8]) -> Option<Vec<&[u8]>> {
    let mut members = Vec::with_capacity(MEMBERS.len());
    while let Some((length, rest)) = aad.split_first_chunk::<4>() {
        let (member, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
        members.push(member);
        aad = rest;
    }
    (aad.is_empty() && members.len() == MEMBERS.len()).then_some(members)
}

/// A sealed text.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The encapsulated key, base64.
    pub enc: String,
    /// The sealed text, base64.
    pub ct: String,
}

impl Sealed {
    /// The whole body, with the header it was sealed under; the slot is not bound to the text.
    pub fn into_submission(self, header: Header, slot: Option<String>) -> Submission {
        Submission {
            v: header.v,
            form: header.form,
            schema: header.schema,
            kid: header.kid,
            enc: self.enc,
            ct: self.ct,
            routing: Routing { station: header.station, slot },
            follow_up: header.follow_up,
            uploads: header.uploads,
        }
    }
}

/// Why a text could not be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealError {
    /// The configured key cannot be read, is weak, or its `kid` is wrong.
    Key,
    /// Longer than [`MAX_TEXT`], or members in clear longer than a step of padding.
    TooLong,
}

/// Seals a text. `seed` is 32 random bytes, used for nothing else.
pub fn seal(recipient: &RecipientKey, header: &Header, text: &[u8], seed: [u8; 32]) -> Result<Sealed, SealError> {
    let key = PublicKey::of(recipient).filter(|_| header.kid == recipient.kid).ok_or(SealError::Key)?;
    let aad = header.aad();
    if text.len() > MAX_TEXT || aad.len() >= padding::STEP {
        return Err(SealError::TooLong);
    }
    let mut sealed = padding::pad(text).ok_or(SealError::TooLong)?;
    let (enc, tag) = seal_raw(&key.0, INFO, &mut sealed, &aad, seed).ok_or(SealError::Key)?;
    sealed.extend_from_slice(&tag);
    sealed.extend_from_slice(&aad);
    Ok(Sealed { enc: Base64::encode_string(&enc), ct: Base64::encode_string(&sealed) })
}

/// Why a submission was not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// This member is not what the format says.
    Unreadable(&'static str),
    /// These members were changed after sealing.
    Differs(Vec<&'static str>),
    /// It was sealed to another key than the given one.
    OtherKey,
    /// The sealed text or the encapsulated key (`ct`, `enc`) was changed.
    Broken,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(member) => write!(f, "{member} is not what the format says"),
            Self::Differs(members) => write!(f, "changed after it was sealed: {}", members.join(", ")),
            Self::OtherKey => f.write_str("it was sealed to another key (kid)"),
            Self::Broken => f.write_str("the sealed text (ct) or its encapsulated key (enc) was changed"),
        }
    }
}

impl core::error::Error for OpenError {}

/// Opens a submission that arrived under a key of this hash. Nothing is opened unless every member is what was sealed.
pub fn open(secret: &SecretKey, submission: &Submission, key_hash: &str) -> Result<Vec<u8>, OpenError> {
    let decoded = |text: &str, member| Base64::decode_vec(text).map_err(|_| OpenError::Unreadable(member));
    let enc = decoded(&submission.enc, "enc")?;
    let enc = Encapped::from_bytes(&enc).map_err(|_| OpenError::Unreadable("enc"))?;
    let ct = decoded(&submission.ct, "ct")?;
    let steps = ct.len().saturating_sub(TAG) / padding::STEP;
    let (sealed, copy) = ct.split_at_checked(steps * padding::STEP + TAG).ok_or(OpenError::Unreadable("ct"))?;

    let aad = Header::of(submission, key_hash).aad();
    if let Some(text) = open_raw(&secret.0, INFO, &enc, sealed, &aad) {
        // The tag does not cover the copy.
        return if copy == aad {
            padding::unpad(&text).ok_or(OpenError::Unreadable("ct"))
        } else {
            Err(OpenError::Broken)
        };
    }
    if copy != aad && open_raw(&secret.0, INFO, &enc, sealed, copy).is_some() {
        let (was, is) = (members(copy), members(&aad));
        let (was, is) = (was.ok_or(OpenError::Unreadable("ct"))?, is.ok_or(OpenError::Unreadable("ct"))?);
        let pairs = MEMBERS.into_iter().zip(was.into_iter().zip(is));
        return Err(OpenError::Differs(pairs.filter(|(_, (was, is))| was != is).map(|(name, _)| name).collect()));
    }
    Err(if secret.public().kid() == submission.kid { OpenError::Broken } else { OpenError::OtherKey })
}

/// One HPKE message in place; the encapsulated key and the tag. `None` where the public key is weak.
pub(super) fn seal_raw(
    key: &Public,
    info: &[u8],
    text: &mut [u8],
    aad: &[u8],
    seed: [u8; 32],
) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut source = Seed { bytes: seed, used: 0 };
    let (enc, tag) = hpke::single_shot_seal_in_place_detached::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256, _>(
        &OpModeS::Base,
        key,
        info,
        text,
        aad,
        &mut source,
    )
    .ok()?;
    // Exactly the seed was asked for: neither less, nor more than it can give.
    (source.used == seed.len()).then(|| (enc.to_bytes().to_vec(), tag.to_bytes().to_vec()))
}

pub(super) fn open_raw(key: &Private, info: &[u8], enc: &Encapped, sealed: &[u8], aad: &[u8]) -> Option<Vec<u8>> {
    let (text, tag) = sealed.split_last_chunk::<TAG>()?;
    let tag = AeadTag::<ChaCha20Poly1305>::from_bytes(tag).ok()?;
    let mut text = text.to_vec();
    hpke::single_shot_open_in_place_detached::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        key,
        enc,
        info,
        &mut text,
        aad,
        &tag,
    )
    .ok()?;
    Some(text)
}

/// Hands out the given random bytes once: base mode asks for one ephemeral key and nothing else.
struct Seed {
    bytes: [u8; 32],
    used: usize,
}

impl RngCore for Seed {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.fill_bytes(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.fill_bytes(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, wanted: &mut [u8]) {
        let left = self.bytes.get(self.used..).unwrap_or_default();
        wanted.iter_mut().zip(left).for_each(|(wanted, byte)| *wanted = *byte);
        self.used += wanted.len();
    }
}

impl CryptoRng for Seed {}

#[cfg(test)]
#[path = "seal_tests.rs"]
mod tests;
