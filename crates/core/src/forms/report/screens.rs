//! The steps of a report, in order, and what each shows.

use super::{
    categories::{self, Meaning, Task},
    fields as f, meaning as m,
};
use crate::{
    form::{
        answers::{Answers, At, ItemId},
        field::{Field, NO, YES},
        journey::Form,
        step::{Note, Part, Step, Tone},
    },
    text::Word,
};

/// The report form.
pub static FORM: Form = Form { steps: STEPS, presets: &[] };

const fn note(tone: Tone, text: Word) -> Part {
    Part::Note(Note { tone, title: None, text })
}

const fn titled(tone: Tone, title: Word, text: Word) -> Part {
    Part::Note(Note { tone, title: Some(title), text })
}

fn show<T>(field: &'static Field<T>) -> Part {
    Part::Field(&field.spec)
}

fn answered<'a, T>(answers: &'a Answers, field: &Field<T>) -> &'a str {
    answers.get(At { field: field.spec.name, item: None })
}

static STEPS: &[Step] = &[
    Step {
        slug: "avant",
        name: Word::StepReportBefore,
        title: Word::ReportBeforeTitle,
        parts: before_parts,
        read: |reader| {
            m::before(reader);
        },
        repeat: None,
    },
    Step {
        slug: "contenu",
        name: Word::StepReportContent,
        title: Word::ReportContentTitle,
        parts: content_parts,
        read: |reader| {
            m::category(reader);
        },
        repeat: None,
    },
    Step {
        slug: "adresse",
        name: Word::StepReportWhere,
        title: Word::ReportWhereTitle,
        parts: where_parts,
        read: |reader| {
            m::place(reader);
        },
        repeat: None,
    },
    Step {
        slug: "quand",
        name: Word::StepReportSeen,
        title: Word::ReportSeenTitle,
        parts: seen_parts,
        read: |reader| {
            m::seen(reader);
        },
        repeat: None,
    },
    Step {
        slug: "vous",
        name: Word::StepReportYou,
        title: Word::ReportYouTitle,
        parts: you_parts,
        read: |reader| {
            m::reporter(reader);
        },
        repeat: None,
    },
];

fn before_parts(answers: &Answers, _: Option<ItemId>) -> Vec<Part> {
    let mut parts = vec![Part::Numbers, show(&f::NO_EMERGENCY), show(&f::VICTIM)];
    if m::is_victim(answers) {
        parts.push(note(Tone::Careful, Word::ReportVictimNote));
        parts.push(Part::ToComplaint(Word::ReportVictimLink));
    }
    parts.push(titled(Tone::Folded, Word::ReportNotHereTitle, Word::ReportNotHere));
    parts
}

fn content_parts(answers: &Answers, _: Option<ItemId>) -> Vec<Part> {
    let mut parts = vec![show(&f::CATEGORY)];
    let Some(branch) = categories::branch_of(answered(answers, &f::CATEGORY)) else { return parts };
    parts.extend(branch.advice);
    if branch.task == Task::OursFromWitnesses && m::is_victim(answers) {
        parts.push(note(Tone::Careful, Word::ReportInsultNote));
        parts.push(Part::ToComplaint(Word::ReportVictimLink));
    }
    if let Meaning::OneOf(kinds) = branch.meaning {
        parts.push(show(kinds));
    }
    if branch.value == "danger" && answered(answers, &categories::DANGER) == categories::SUICIDE {
        parts.push(note(Tone::Careful, Word::ReportSuicideNote));
    }
    parts
}

fn where_parts(answers: &Answers, _: Option<ItemId>) -> Vec<Part> {
    let mut parts = vec![show(&f::MEDIUM)];
    if [f::MESSENGER, f::EMAILED].contains(&answered(answers, &f::MEDIUM)) {
        parts.push(note(Tone::Careful, Word::ReportPrivateNote));
    }
    parts.push(show(&f::ADDRESS_KNOWN));
    match answered(answers, &f::ADDRESS_KNOWN) {
        YES => parts.extend([show(&f::ADDRESSES), show(&f::ACCOUNT)]),
        NO => parts.extend([show(&f::PLATFORM), show(&f::PSEUDONYM), show(&f::REFERENCE)]),
        _ => {}
    }
    parts
}

fn seen_parts(answers: &Answers, _: Option<ItemId>) -> Vec<Part> {
    let mut parts = vec![show(&f::SEEN_DATE), show(&f::SEEN_HOUR)];
    if m::has_hour(answers) {
        parts.push(show(&f::SEEN_ZONE));
    }
    parts.push(show(&f::DESCRIPTION));
    parts.push(titled(Tone::Quiet, Word::ReportNoUploadTitle, Word::ReportNoUpload));
    parts
}

fn you_parts(answers: &Answers, _: Option<ItemId>) -> Vec<Part> {
    let mut parts = Vec::new();
    if m::is_victim(answers) {
        parts.push(note(Tone::Careful, Word::ReportVictimNote));
        parts.push(Part::ToComplaint(Word::ReportVictimLink));
    }
    parts.extend([
        show(&f::NAMED),
        titled(Tone::Folded, Word::ReportAnonymousTitle, Word::ReportAnonymous),
        Part::AddressKept,
    ]);
    if answered(answers, &f::NAMED) == YES {
        parts.extend([show(&f::LAST_NAME), show(&f::FIRST_NAMES), show(&f::EMAIL), show(&f::PHONE), show(&f::ADDRESS)]);
    }
    parts
}
