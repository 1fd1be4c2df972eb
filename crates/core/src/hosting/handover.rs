//! A draft that goes from a frame to a page of its own, between two pages of one browser and through no server.

use serde::{Deserialize, Serialize};

use crate::{
    form::draft_file::DraftFile,
    json,
    wire::{hex, is_hex, submission::FormName},
};

const VERSION: u32 = 1;

/// The most bytes that a handover has: more is nobody's draft.
pub const MAX_HANDOVER: usize = 4 << 20;

/// Told by the frame in the address of the page that it opens, after its `#`, which no server sees; said back once by that page.
#[derive(Clone, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// Makes one.
    pub fn from_random(random: [u8; 16]) -> Self {
        Self(hex(&random))
    }

    /// Reads one; none where it is none of ours.
    pub fn parse(text: &str) -> Option<Self> {
        is_hex(text, 32).then(|| Self(text.to_owned()))
    }

    /// As it is told.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whoever reads it could ask for the draft.
impl std::fmt::Debug for Nonce {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Nonce(***)")
    }
}

/// What goes over: the draft with its key, and how long it was to live.
#[derive(Clone, PartialEq, Eq)]
pub struct Handover {
    /// The draft.
    pub draft: DraftFile,
    /// The name of the life that was chosen for it.
    pub life: String,
}

#[derive(Serialize, Deserialize)]
struct Told {
    v: u32,
    form: FormName,
    life: String,
    draft: String,
}

impl Handover {
    /// As it is told.
    pub fn to_text(&self) -> String {
        let Self { draft: DraftFile { form, draft }, life } = self.clone();
        // Plain members cannot fail to be written.
        serde_json::to_string(&Told { v: VERSION, form, life, draft }).unwrap_or_default()
    }

    /// Reads what was told; none where it is none of ours, or of another version.
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > MAX_HANDOVER {
            return None;
        }
        let Told { v, form, life, draft } = json::read(text)?;
        (v == VERSION).then_some(Self { draft: DraftFile { form, draft }, life })
    }
}

/// Answers are inside.
impl std::fmt::Debug for Handover {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Handover(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_goes_over_is_read_back_and_other_versions_are_not() {
        let golden = r#"{"v":1,"form":"pre-complaint","life":"tab","draft":"{\"v\":2}"}"#;
        let handover = Handover {
            draft: DraftFile { form: FormName::PreComplaint, draft: "{\"v\":2}".to_owned() },
            life: "tab".to_owned(),
        };
        assert_eq!(handover.to_text(), golden);
        assert_eq!(Handover::read(golden), Some(handover));
        for wrong in ["", "{}", "[]", &golden.replace("\"v\":1", "\"v\":2"), &golden.replace("pre-complaint", "letter")]
        {
            assert_eq!(Handover::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_nonce_is_thirty_two_digits() {
        let nonce = Nonce::from_random([0xA7; 16]);
        assert_eq!(Nonce::parse(nonce.as_str()), Some(nonce.clone()));
        assert_eq!(format!("{nonce:?}"), "Nonce(***)");
        for wrong in ["", "a7", &"A7".repeat(16), &"g7".repeat(16), &"a7".repeat(17)] {
            assert_eq!(Nonce::parse(wrong), None);
        }
    }

    proptest! {
        #[test]
        fn noise_is_no_handover(text in ".{0,200}") {
            prop_assert_eq!(Handover::read(&text), None);
        }
    }
}
