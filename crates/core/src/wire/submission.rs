//! The body of `POST /api/v1/submissions`, and what the API answers.

use base64ct::{Base64, Encoding as _};
use core::fmt;
use serde::{Deserialize, Serialize};

use super::appointment::Appointment;

/// The version of everything in this module.
pub const VERSION: u8 = 1;
/// The largest JSON body that the API reads, in bytes.
pub const MAX_BODY: usize = 256 * 1024;
/// The most files that one submission may claim.
pub const MAX_UPLOADS: usize = 20;
/// The longest station or slot identifier, in bytes.
pub const MAX_IDENTIFIER: usize = 100;

/// Which form was filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormName {
    /// Something that happened to the sender: to be signed at a station.
    PreComplaint,
    /// Illegal content on the Internet.
    ContentReport,
}

impl FormName {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::PreComplaint, Self::ContentReport];

    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PreComplaint => "pre-complaint",
            Self::ContentReport => "content-report",
        }
    }

    /// The form of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == name)
    }
}

/// What is sent. The key travels beside it, in the header `Idempotency-Key`. Unknown members are ignored, so that a
/// newer app can talk to an older server.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Submission {
    /// Version of this body: [`VERSION`].
    pub v: u8,
    /// Which form.
    pub form: FormName,
    /// Version of the sealed text.
    pub schema: u32,
    /// Which public key it was sealed to: first 16 hex digits of SHA-256 of that key.
    pub kid: String,
    /// The encapsulated key, 32 bytes, base64.
    pub enc: String,
    /// The sealed text, base64; see [`seal`](super::seal) for its layout.
    pub ct: String,
    /// What the server may read to bring it to the right desk.
    #[serde(default)]
    pub routing: Routing,
    /// Hash of the follow-up code; content reports have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<String>,
    /// Identifiers of the sealed files that belong to it.
    #[serde(default)]
    pub uploads: Vec<String>,
}

/// What stays readable by the server.
#[derive(Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Routing {
    /// The chosen station.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub station: Option<String>,
    /// The wished time at that station: the start of a [`Slot`](super::slot::Slot), as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
}

/// The first member of a [`Submission`] that cannot be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invalid {
    /// The member, as on the wire: `routing.station`.
    pub member: &'static str,
    /// What it should have been, as the end of a sentence: `must be 64 lowercase hex digits`.
    pub wants: &'static str,
}

impl Submission {
    /// Looks at the shape of every member; whether the key and the station are known is the server's to say.
    pub fn check(&self) -> Result<(), Invalid> {
        let hash = |text: &str| super::is_hex(text, 64);
        let name = |text: &Option<String>| text.as_deref().is_none_or(is_identifier);
        let rules = [
            (self.v == VERSION, "v", "must be 1"),
            (super::is_hex(&self.kid, 16), "kid", "must be 16 lowercase hex digits"),
            (decoded_length(&self.enc) == Some(32), "enc", "must be 32 bytes in base64"),
            (
                decoded_length(&self.ct).is_some_and(|length| length >= super::padding::STEP),
                "ct",
                "must be a sealed text in base64",
            ),
            (name(&self.routing.station), "routing.station", IDENTIFIER),
            (name(&self.routing.slot), "routing.slot", IDENTIFIER),
            (self.follow_up.as_deref().is_none_or(hash), "follow_up", "must be 64 lowercase hex digits"),
            (
                self.follow_up.is_none() || self.form == FormName::PreComplaint,
                "follow_up",
                "must be absent from a content report",
            ),
            (
                self.uploads.len() <= MAX_UPLOADS && self.uploads.iter().all(|id| super::upload::is_id(id)),
                "uploads",
                "must be at most 20 identifiers of 32 lowercase hex digits",
            ),
            (
                self.uploads.iter().collect::<std::collections::BTreeSet<_>>().len() == self.uploads.len(),
                "uploads",
                "must name each file once",
            ),
        ];
        match rules.into_iter().find(|(holds, ..)| !holds) {
            Some((_, member, wants)) => Err(Invalid { member, wants }),
            None => Ok(()),
        }
    }
}

const IDENTIFIER: &str = "must be at most 100 letters, digits and signs of - _ . : +";

fn is_identifier(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= MAX_IDENTIFIER
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:+".contains(&byte))
}

fn decoded_length(text: &str) -> Option<usize> {
    Base64::decode_vec(text).ok().map(|bytes| bytes.len())
}

/// Prints nothing that could point at somebody.
impl fmt::Debug for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Submission {{ form: {}, schema: {}, *** }}", self.form.as_str(), self.schema)
    }
}

impl fmt::Debug for Routing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Routing(***)")
    }
}

/// The answer 201: it is stored, exactly once.
#[derive(Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Receipt {
    /// The reference, as shown; read it with [`Reference::parse`](super::reference::Reference::parse).
    pub reference: String,
    /// When it was stored: RFC 3339, UTC, whole seconds.
    pub received_at: String,
    /// When it is erased if nobody signs: RFC 3339, UTC, whole seconds.
    pub expires_at: String,
    /// What became of the wished time; absent where none was wished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<Appointment>,
}

/// Prints no reference.
impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Receipt {{ reference: ***, received_at: {}, *** }}", self.received_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Submission {
        Submission {
            v: 1,
            form: FormName::PreComplaint,
            schema: 1,
            kid: "0123456789abcdef".to_owned(),
            enc: Base64::encode_string(&[1; 32]),
            ct: Base64::encode_string(&[2; 5000]),
            routing: Routing { station: Some("pn-75056-central".to_owned()), slot: None },
            follow_up: Some("ab".repeat(32)),
            uploads: vec!["0f".repeat(16)],
        }
    }

    /// The member that must be named, and a way to spoil it.
    type Spoil = (&'static str, fn(&mut Submission));

    #[test]
    fn each_member_is_looked_at() {
        assert_eq!(good().check(), Ok(()));
        let spoils: [Spoil; 13] = [
            ("v", |s| s.v = 2),
            ("kid", |s| s.kid = "0123456789ABCDEF".to_owned()),
            ("enc", |s| s.enc = Base64::encode_string(&[1; 31])),
            ("enc", |s| s.enc = "%%%".to_owned()),
            ("ct", |s| s.ct = Base64::encode_string(&[2; 50])),
            ("ct", |s| s.ct.push('=')),
            ("routing.station", |s| s.routing.station = Some(String::new())),
            ("routing.station", |s| s.routing.station = Some("<b>".to_owned())),
            ("routing.slot", |s| s.routing.slot = Some("a".repeat(101))),
            ("follow_up", |s| s.follow_up = Some("ab".to_owned())),
            ("follow_up", |s| s.form = FormName::ContentReport),
            ("uploads", |s| s.uploads = (0..21).map(|n| format!("{n:032x}")).collect()),
            ("uploads", |s| s.uploads = vec!["0f".repeat(16); 2]),
        ];
        for (member, spoil) in spoils {
            let mut submission = good();
            spoil(&mut submission);
            assert_eq!(submission.check().map_err(|invalid| invalid.member), Err(member));
        }
    }

    #[test]
    fn nothing_personal_prints() {
        let text = format!("{:?} {:?}", good(), good().routing);
        assert!(!text.contains("75056") && !text.contains("abab"), "{text}");
    }

    #[test]
    fn names_of_forms_agree_with_json() {
        for form in [FormName::PreComplaint, FormName::ContentReport] {
            assert_eq!(serde_json::to_value(form).unwrap(), form.as_str());
            assert_eq!(FormName::parse(form.as_str()), Some(form));
        }
    }
}
