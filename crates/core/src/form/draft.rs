//! A draft as it is kept: versioned, the version read first. Bad stored data means "ask again", never a crash.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::answers::Answers;
use crate::json::{self, Value};
use crate::wire::key::SubmissionKey;

/// The version written today.
pub const VERSION: u32 = 2;

/// A form being filled in.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Makes whatever is sent from this draft one and the same submission, whoever sends it and how often.
    pub key: SubmissionKey,
    /// What was typed.
    pub answers: Answers,
}

#[derive(Serialize, Deserialize)]
struct DraftV2 {
    v: u32,
    key: String,
    answers: Answers,
}

/// Version 1 knew one list, that of the goods.
const ONLY_LIST_V1: &str = "goods";

/// Brings a draft of version 1 into the shape of version 2.
fn raise_v1(draft: &mut Value) {
    let Some(answers) = draft.get_mut("answers").and_then(Value::as_object_mut) else { return };
    if let Some(items) = answers.remove("items") {
        answers.insert("lists".to_owned(), json!({ ONLY_LIST_V1: items }));
    }
}

/// Why a stored draft cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftError {
    /// Written by a newer app.
    UnknownVersion,
    /// Not a draft.
    Damaged,
}

impl Draft {
    /// The bytes to keep.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let stored = DraftV2 { v: VERSION, key: self.key.as_uuid(), answers: self.answers.clone() };
        serde_json::to_vec(&stored).unwrap_or_default()
    }

    /// Reads what [`Self::to_bytes`] wrote, now or in an earlier version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DraftError> {
        let text = std::str::from_utf8(bytes).map_err(|_| DraftError::Damaged)?;
        let mut value = json::parse(text).ok_or(DraftError::Damaged)?;
        match json::version(&value) {
            Some(1) => raise_v1(&mut value),
            Some(v) if v == u64::from(VERSION) => {}
            Some(_) => return Err(DraftError::UnknownVersion),
            None => return Err(DraftError::Damaged),
        }
        let stored: DraftV2 = json::meaning(value).ok_or(DraftError::Damaged)?;
        let key = SubmissionKey::parse(&stored.key).ok_or(DraftError::Damaged)?;
        Ok(Self { key, answers: stored.answers })
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({:?})", self.answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::attachment::{Attachment, Joined, MediaType},
        form::answers::At,
        wire::pieces::{ContentKey, UploadId},
    };

    #[test]
    fn a_draft_of_each_version_is_read() {
        let v1 = include_bytes!("../../tests/golden/draft-v1.json");
        let v2 = include_bytes!("../../tests/golden/draft-v2.json");
        for stored in [&v1[..], v2] {
            let draft = Draft::from_bytes(stored).unwrap();
            assert_eq!(draft.answers.get(At { field: "birth_name", item: None }), "Dupont");
            assert_eq!(draft.answers.items("goods"), [2]);
            assert_eq!(Draft::from_bytes(&draft.to_bytes()), Ok(draft));
        }
        assert_eq!(Draft::from_bytes(v2).unwrap().to_bytes(), v2.trim_ascii_end());
    }

    /// A photo with the facts, and the name of a file that could not be sent.
    fn with_files() -> Draft {
        let photo = Attachment {
            id: UploadId::from_random([7; 16]),
            name: "porte.jpg".to_owned(),
            media_type: MediaType::Jpeg,
            size: 324_000,
            pieces: 2,
            key: ContentKey::from_random([3; 32]),
            item: None,
        };
        let joined = Joined { files: vec![photo], to_bring: vec!["devis.pdf".to_owned()] };
        let mut answers = Answers::default();
        answers.set(At { field: "facts_files", item: None }, joined.as_answer());
        Draft { key: SubmissionKey::from_random([9; 16]), answers }
    }

    #[test]
    fn a_draft_knows_its_files_and_how_to_open_them() {
        let golden = include_bytes!("../../tests/golden/draft-v2-files.json");
        assert_eq!(with_files().to_bytes(), golden.trim_ascii_end());
        let joined =
            Joined::parse(Draft::from_bytes(golden).unwrap().answers.get(At { field: "facts_files", item: None }));
        let Joined { files, to_bring } = joined.unwrap();
        assert_eq!((files.len(), files[0].pieces, to_bring.len()), (1, 2, 1));
    }

    #[test]
    fn bad_data_is_an_error_and_not_a_crash() {
        assert_eq!(Draft::from_bytes(b""), Err(DraftError::Damaged));
        assert_eq!(Draft::from_bytes(b"{\"v\":3}"), Err(DraftError::UnknownVersion));
        assert_eq!(Draft::from_bytes(b"{\"v\":1,\"key\":\"x\",\"answers\":{\"values\":{}}}"), Err(DraftError::Damaged));
    }
}
