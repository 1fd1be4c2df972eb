//! The step about coming to the station: what it shows, and what is meant by it.

use super::{
    appointment::{is_needed, is_urgent},
    declared,
    fields::{self as f, Quality},
};
use crate::{
    domain::{
        appointment::{AppointmentRequest, Preference, SlotChoice},
        choice::StationChoice,
        date::Now,
    },
    form::{
        answers::{Answers, At},
        field::{Spec, YES},
        reader::Reader,
        step::{Note, Part, Tone},
    },
    text::{Word, Words},
};

fn answer<'a>(answers: &'a Answers, field: &'static str) -> &'a str {
    answers.get(At { field, item: None })
}

/// The time that was picked, as long as the station that offers it is the one chosen.
#[must_use]
pub fn slot(answers: &Answers) -> Option<SlotChoice> {
    let station = StationChoice::parse(answer(answers, f::STATION.spec.name)).ok()?;
    let picked = SlotChoice::parse(answer(answers, f::SLOT.spec.name)).ok()?;
    (picked.station == station.id && is_wanted(answers)).then_some(picked)
}

/// True where there will be an appointment: it is needed, or wished for.
fn is_wanted(answers: &Answers) -> bool {
    is_needed(answers) || answer(answers, f::WANTS_APPOINTMENT.spec.name) == YES
}

/// What the visit may need, folded.
static HELP: [&Spec; 2] = [&f::INTERPRETER.spec, &f::ACCESS.spec];

/// What is shown.
pub(super) fn parts(answers: &Answers) -> Vec<Part> {
    let note = |tone, text| Part::Note(Note { tone, title: None, text });
    let mut parts = vec![if is_needed(answers) {
        note(Tone::Plain, Word::VisitNeeded)
    } else {
        Part::Field(&f::WANTS_APPOINTMENT.spec)
    }];
    let is_urgent = is_urgent(answers);
    if is_urgent {
        parts.push(note(Tone::Careful, Word::VisitSoon));
    }
    if is_wanted(answers) {
        let asked = if is_urgent { Word::VisitOnlyAskedSoon } else { Word::VisitOnlyAsked };
        parts.push(note(Tone::Careful, asked));
        parts.push(Part::Field(&f::SLOT.spec));
        if slot(answers).is_none() {
            parts.push(Part::Field(&f::HALF_DAYS.spec));
        }
    }
    parts.extend([Part::Field(&f::CHANNEL.spec), Part::More(Word::MoreOfVisit, &HELP)]);
    parts
}

/// What is asked for. The time itself is left out: it travels beside the sealed text.
pub(super) fn request(reader: &mut Reader<'_>) -> Option<AppointmentRequest> {
    let preference = preference(reader);
    let channel = reader.want(&f::CHANNEL);
    let interpreter = reader.want(&f::INTERPRETER);
    let access = reader.want(&f::ACCESS);
    Some(AppointmentRequest { preference: preference?, channel: channel?, interpreter: interpreter?, access: access? })
}

fn preference(reader: &mut Reader<'_>) -> Option<Preference> {
    if !is_needed(reader.answers()) && !reader.need(&f::WANTS_APPOINTMENT)? {
        return Some(Preference::NotWanted);
    }
    // Both are read before either is looked at, so that one pass finds every flaw.
    let picked = reader.want(&f::SLOT);
    if slot(reader.answers()).is_some() {
        return Some(Preference::Slot);
    }
    let preferred = reader.want(&f::HALF_DAYS);
    picked?;
    Some(Preference::HalfDays { preferred: preferred?.unwrap_or_default() })
}

/// What to bring: what the goods ask for, and what shows for whom one declares.
#[must_use]
pub fn to_bring(answers: &Answers, now: Now, words: &Words) -> Vec<String> {
    let mut bring = declared::to_bring(answers, now, words);
    let said = |field, value: &str| answer(answers, field) == value;
    let declarant = f::DECLARANT.spec.name;
    for (holds, word) in [
        (said(declarant, f::ENTITY_VALUE), Word::BringMandate),
        (said(declarant, f::PARENT_VALUE), Word::BringFamilyBook),
        (f::declares_as(answers, Quality::Guardian), Word::BringGuardianMandate),
        (said(f::VIOLENCE.spec.name, YES), Word::BringCertificate),
    ] {
        if holds {
            bring.push(words.say(word).to_owned());
        }
    }
    bring
}
