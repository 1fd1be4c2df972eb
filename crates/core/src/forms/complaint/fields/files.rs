//! Files, joined to the facts or to one of the goods.

use crate::{
    domain::attachment::Joined,
    form::field::{Control, Field, Spec},
    text::Word,
};

const fn files(name: &'static str, label: Word, hint: Word) -> Spec {
    Spec { hint: Some(hint), optional: true, ..Spec::new(name, Control::Files, label, label) }
}

/// Photos and papers about the whole.
pub static FACTS_FILES: Field<Joined> = Field {
    spec: files("facts_files", Word::FactsFilesLabel, Word::FactsFilesHint),
    parse: |answer, _| Joined::parse(answer),
};

/// The report that the police wrote.
pub static POLICE_REPORT_FILES: Field<Joined> = Field {
    spec: files("police_report_files", Word::PoliceReportFilesLabel, Word::PoliceReportFilesHint),
    parse: |answer, _| Joined::parse(answer),
};

/// Photos and papers of one item.
pub static ITEM_FILES: Field<Joined> = Field {
    spec: files("item_files", Word::ItemFilesLabel, Word::ItemFilesHint),
    parse: |answer, _| Joined::parse(answer),
};
