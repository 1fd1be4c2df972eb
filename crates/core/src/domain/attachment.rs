//! Files joined to a complaint: photos, invoices, certificates. Their content travels apart, sealed in
//! [`pieces`](crate::wire::pieces); the list of them is part of what is sealed.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::flaw::FlawKind;
use crate::json;
use crate::wire::pieces::{self, ContentKey, SealedFile, UploadId};

/// The most files in one complaint.
pub const MAX_FILES: usize = crate::wire::submission::MAX_UPLOADS;
/// The largest file that is sent, in bytes: 5 megabytes.
pub const MAX_FILE_BYTES: u64 = 5_000_000;
/// The most that all files of one complaint may take together, in bytes: 20 megabytes.
pub const MAX_TOTAL_BYTES: u64 = 20_000_000;
/// The largest file that may be picked: photos are made smaller before they are sent. In bytes: 40 megabytes.
pub const MAX_PICKED_BYTES: u64 = 40_000_000;
/// The most dots a picture keeps: 12 megapixels.
pub const MAX_PIXELS: u64 = 12_000_000;
/// The longest name of a file, in characters.
pub const MAX_NAME: usize = 100;

/// What kinds of files are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaType {
    /// A photo.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A picture, often of a screen.
    #[serde(rename = "image/png")]
    Png,
    /// A document.
    #[serde(rename = "application/pdf")]
    Pdf,
}

impl MediaType {
    /// Its name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// How names of such files end; the first is the one that is given.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Pdf => &["pdf"],
        }
    }
}

/// A file of a complaint, as it stands in the sealed text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Under what name its pieces lie on the server.
    pub id: UploadId,
    /// What the person calls it, with the ending that its content asks for; at most [`MAX_NAME`] characters.
    pub name: String,
    /// What it is, told by its content.
    pub media_type: MediaType,
    /// How long it is, in bytes.
    pub size: u64,
    /// How many pieces it was cut into.
    pub pieces: u32,
    /// The key that opens the pieces.
    pub key: ContentKey,
    /// Which of the goods it is about, counted from 0; absent where it is about the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<usize>,
}

impl Attachment {
    /// What is needed to seal and open its pieces.
    #[must_use]
    pub fn sealed(&self) -> SealedFile<'_> {
        SealedFile { id: &self.id, key: &self.key, size: self.size }
    }

    /// True where its members agree with each other and with the limits.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        (1..=MAX_FILE_BYTES).contains(&self.size) && self.pieces == pieces::count(self.size) && is_name(&self.name)
    }
}

/// Its name can tell much.
impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Attachment(***)")
    }
}

/// What was joined to one question, as it is kept in the answer.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The files, in the order in which they were picked.
    #[serde(default)]
    pub files: Vec<Attachment>,
    /// Names of files that could not be sent: the person brings them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_bring: Vec<String>,
}

impl Joined {
    /// Reads an answer. Empty is [`FlawKind::Missing`].
    pub fn parse(answer: &str) -> Result<Self, FlawKind> {
        if answer.is_empty() {
            return Err(FlawKind::Missing);
        }
        let joined: Self = json::read(answer).ok_or(FlawKind::UnreadableFiles)?;
        let sound = joined.files.iter().all(Attachment::is_sound) && joined.to_bring.iter().all(|name| is_name(name));
        if !sound || joined.to_bring.len() > MAX_FILES {
            return Err(FlawKind::UnreadableFiles);
        }
        if joined.is_empty() { Err(FlawKind::Missing) } else { Ok(joined) }
    }

    /// The answer to keep; empty where nothing was joined.
    #[must_use]
    pub fn as_answer(&self) -> String {
        if self.is_empty() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }

    /// True where nothing was joined.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.to_bring.is_empty()
    }

    /// How much the files take together, in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    /// Takes a file out. With `bring`, its name stays, to be brought.
    pub fn take_out(&mut self, id: UploadId, bring: bool) {
        let Some(place) = self.files.iter().position(|file| file.id == id) else { return };
        let file = self.files.remove(place);
        if bring && self.to_bring.len() < MAX_FILES {
            self.to_bring.push(file.name);
        }
    }
}

/// Names of files are inside.
impl fmt::Debug for Joined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Joined({} files, {} to bring)", self.files.len(), self.to_bring.len())
    }
}

fn is_name(text: &str) -> bool {
    (1..=MAX_NAME).contains(&text.chars().count()) && !text.chars().any(|c| c.is_control() || c == '/' || c == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_joined_comes_back_and_strange_answers_are_a_flaw() {
        let mut joined = Joined { files: vec![attachment()], to_bring: Vec::new() };
        assert_eq!(Joined::parse(&joined.as_answer()), Ok(joined.clone()));
        assert_eq!(joined.bytes(), 300_000);
        joined.take_out(attachment().id, true);
        assert_eq!(joined.to_bring, ["facture.pdf"]);
        assert_eq!(Joined::parse(&joined.as_answer()), Ok(joined));
        for empty in ["", "{}", r#"{"files":[]}"#] {
            assert_eq!(Joined::parse(empty), Err(FlawKind::Missing), "{empty}");
        }
        let large = Joined { files: vec![Attachment { size: 6_000_000, ..attachment() }], ..Joined::default() };
        for bad in ["x", "[1]", r#"{"files":[{}]}"#, r#"{"to_bring":["a/b"]}"#, &large.as_answer()] {
            assert_eq!(Joined::parse(bad), Err(FlawKind::UnreadableFiles), "{bad}");
        }
    }

    fn attachment() -> Attachment {
        Attachment {
            id: UploadId::from_random([1; 16]),
            name: "facture.pdf".to_owned(),
            media_type: MediaType::Pdf,
            size: 300_000,
            pieces: 2,
            key: ContentKey::from_random([2; 32]),
            item: None,
        }
    }

    #[test]
    fn only_what_agrees_with_itself_is_sound() {
        assert!(attachment().is_sound());
        let spoils: [fn(&mut Attachment); 8] = [
            |a| a.size = 0,
            |a| a.size = MAX_FILE_BYTES + 1,
            |a| a.pieces = 3,
            |a| a.name.clear(),
            |a| a.name = "a".repeat(MAX_NAME + 1),
            |a| a.name = "../../etc/passwd".to_owned(),
            |a| a.name = "a\\b.pdf".to_owned(),
            |a| a.name = "a\nb.pdf".to_owned(),
        ];
        for (n, spoil) in spoils.into_iter().enumerate() {
            let mut attachment = attachment();
            spoil(&mut attachment);
            assert!(!attachment.is_sound(), "{n}");
        }
    }

    #[test]
    fn names_of_kinds_agree_with_json() {
        for kind in [MediaType::Jpeg, MediaType::Png, MediaType::Pdf] {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }
}
