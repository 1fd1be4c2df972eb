//! The forms, as data: fields, steps, and how answers are read into what was meant.

pub mod complaint;
pub mod report;

use crate::{
    domain::{attachment::Attachment, date::Now},
    form::{answers::Answers, journey::Form, submission::Upload},
    wire::submission::FormName,
};

/// The form of that name.
#[must_use]
pub fn form(name: FormName) -> &'static Form {
    match name {
        FormName::PreComplaint => &complaint::FORM,
        FormName::ContentReport => &report::FORM,
    }
}

/// What is to be sealed, and what the server may know of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Meant {
    /// The text to seal.
    pub text: Vec<u8>,
    /// Version of that text.
    pub schema: u32,
    /// The chosen station, readable by the server; a report has none.
    pub station: Option<String>,
    /// The time asked for there, readable by the server, which holds it; never in the sealed text.
    pub slot: Option<String>,
    /// The files that belong to it; a report has none.
    pub uploads: Vec<Upload>,
}

/// What the answers mean, ready to be sealed; nothing while one of them is flawed.
#[must_use]
pub fn meant(name: FormName, answers: &Answers, now: Now) -> Option<Meant> {
    match name {
        FormName::PreComplaint => {
            let complaint = complaint::read(answers, now).ok()?;
            let station = Some(complaint.station.id.clone());
            let upload = |file: &Attachment| Upload { id: file.id, pieces: file.pieces };
            let uploads = complaint.attachments.iter().map(upload).collect();
            let slot = complaint::visit::slot(answers).map(|picked| picked.slot.start.to_string());
            let enclosed = complaint::Enclosed { schema: complaint::SCHEMA, form: name, complaint };
            Some(Meant { text: enclosed.to_bytes(), schema: complaint::SCHEMA, station, slot, uploads })
        }
        FormName::ContentReport => {
            let report = report::read(answers, now).ok()?;
            let enclosed = report::Enclosed { schema: report::SCHEMA, form: name, report };
            let (text, schema) = (enclosed.to_bytes(), report::SCHEMA);
            Some(Meant { text, schema, station: None, slot: None, uploads: Vec::new() })
        }
    }
}

/// All answers are inside.
impl std::fmt::Debug for Meant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Meant(***)")
    }
}
