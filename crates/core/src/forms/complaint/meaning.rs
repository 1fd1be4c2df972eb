//! How the answers of each step are read into what was meant.

mod goods;

pub(super) use goods::item;

use super::{fields as f, files};
use crate::{
    domain::{
        choice::Municipality,
        complaint::{Complaint, Offence, Place, TimeOfDay, When},
        date::{Date, Hour, Now},
        flaw::FlawKind,
        person::{ContactDetails, Identity},
        zone::Zone,
    },
    form::{
        answers::{Answers, At},
        field::Field,
        reader::{Findings, Reader},
    },
};

/// Reads all answers: the complaint, or every flaw.
pub fn read(answers: &Answers, now: Now) -> Result<Complaint, Findings> {
    let mut reader = Reader::new(answers, now);
    let complaint = complaint(&mut reader);
    let findings = reader.finish();
    match complaint {
        Some(complaint) if findings.flaws.is_empty() => Ok(complaint),
        _ => Err(findings),
    }
}

fn complaint(reader: &mut Reader<'_>) -> Option<Complaint> {
    // Every part is read before any is looked at, so that one pass finds every flaw.
    let offence = offence(reader);
    let conditions = conditions(reader);
    let notices = notices(reader);
    let identity = identity(reader);
    let contact = contact(reader);
    let description = description(reader);
    let place = place(reader);
    let when = when(reader);
    let facts_files = files::facts(reader);
    let goods = goods::all(reader);
    let item_files = files::items(reader);
    let station = reader.need(&f::STATION);
    conditions.and(notices)?;
    Some(Complaint {
        offence: offence?,
        identity: identity?,
        contact: contact?,
        description: description?,
        place: place?,
        when: when?,
        goods: goods?,
        attachments: files::gather(facts_files?, item_files?),
        files_to_bring: files::to_bring(reader.answers()),
        station: station?,
    })
}

pub(super) fn offence(reader: &mut Reader<'_>) -> Option<Offence> {
    match reader.need(&f::OFFENCE)? {
        Offence::Other { .. } => Some(Offence::Other { text: reader.need(&f::OFFENCE_TEXT)? }),
        card => Some(card),
    }
}

pub(super) fn conditions(reader: &mut Reader<'_>) -> Option<()> {
    let all = [reader.need(&f::IS_ADULT), reader.need(&f::IS_VICTIM), reader.need(&f::AUTHOR_UNKNOWN)];
    all.into_iter().collect()
}

pub(super) fn notices(reader: &mut Reader<'_>) -> Option<()> {
    reader.need(&f::LAW_ACCEPTED)
}

pub(super) fn identity(reader: &mut Reader<'_>) -> Option<Identity> {
    let civility = reader.need(&f::CIVILITY);
    let birth_name = reader.need(&f::BIRTH_NAME);
    let usage_name = reader.want(&f::USAGE_NAME);
    let first_names = reader.need(&f::FIRST_NAMES);
    let birth_date = reader.need(&f::BIRTH_DATE);
    Some(Identity {
        civility: civility?,
        birth_name: birth_name?.to_uppercase(),
        usage_name: usage_name?,
        first_names: first_names?,
        birth_date: birth_date?,
    })
}

pub(super) fn contact(reader: &mut Reader<'_>) -> Option<ContactDetails> {
    let address = reader.need(&f::HOME_ADDRESS);
    let municipality = reader.need(&f::HOME_MUNICIPALITY);
    let email = reader.need(&f::EMAIL);
    let phone = reader.need(&f::PHONE);
    Some(ContactDetails { address: address?, municipality: municipality?, email: email?, phone: phone? })
}

pub(super) fn description(reader: &mut Reader<'_>) -> Option<String> {
    reader.need(&f::DESCRIPTION)
}

pub(super) fn place(reader: &mut Reader<'_>) -> Option<Place> {
    let municipality = reader.need(&f::FACTS_MUNICIPALITY);
    let address = reader.want(&f::FACTS_ADDRESS);
    Some(Place { municipality: municipality?, address: address? })
}

/// The commune of the facts, once it is picked: its clock decides what "today" is.
#[must_use]
pub fn place_of_facts(answers: &Answers) -> Option<Municipality> {
    Municipality::parse(answers.get(At { field: f::FACTS_MUNICIPALITY.spec.name, item: None })).ok()
}

/// Now, on the clocks of the place of the facts.
fn wall_of_facts(reader: &Reader<'_>) -> Option<(Date, Hour)> {
    let zone = place_of_facts(reader.answers())
        .map_or(Zone::Metropolitan, |municipality| Zone::of_department(&municipality.department));
    zone.wall(reader.now().unix)
}

pub(super) fn when(reader: &mut Reader<'_>) -> Option<When> {
    if reader.need(&f::DATE_KNOWN)? { exact(reader) } else { between(reader) }
}

fn exact(reader: &mut Reader<'_>) -> Option<When> {
    let date = past_day(reader, &f::DATE);
    let time = match reader.need(&f::HOUR_KNOWN)? {
        f::HourKnown::Exactly => {
            let hour = reader.need(&f::HOUR);
            not_to_come(reader, &f::HOUR, date, hour);
            TimeOfDay::Exact { hour: hour? }
        }
        f::HourKnown::Roughly => {
            let (from, to) = (reader.need(&f::FIRST_HOUR), reader.need(&f::LAST_HOUR));
            not_to_come(reader, &f::FIRST_HOUR, date, from);
            match (from?, to?) {
                (from, to) if from == to => reader.flaw(&f::LAST_HOUR.spec, FlawKind::SameHour),
                (from, to) if from > to => reader.flaw(&f::LAST_HOUR.spec, FlawKind::HourEndBeforeStart),
                _ => {}
            }
            TimeOfDay::Slot { from: from?, to: to? }
        }
        f::HourKnown::Unknown => TimeOfDay::Unknown,
    };
    Some(When::Exact { date: date?, time })
}

fn between(reader: &mut Reader<'_>) -> Option<When> {
    let from = past_day(reader, &f::FIRST_DATE);
    let from_hour = reader.want(&f::FIRST_DATE_HOUR);
    let to = reader.need(&f::LAST_DATE);
    let to_hour = reader.want(&f::LAST_DATE_HOUR);
    let today = wall_of_facts(reader).map(|(date, _)| date);
    match (from?, to?) {
        (from, to) if from == to => reader.flaw(&f::LAST_DATE.spec, FlawKind::SameDate),
        (from, to) if from > to => reader.flaw(&f::LAST_DATE.spec, FlawKind::EndBeforeStart),
        (_, to) if today.is_some_and(|today| to > today) => {
            reader.flaw_of_time(&f::LAST_DATE.spec, FlawKind::DateInFuture);
        }
        _ => {}
    }
    Some(When::Between { from: from?, from_hour: from_hour?, to: to?, to_hour: to_hour? })
}

/// A day that has come, and is not time-barred: six years for an offence (CPP art. 8), one for a contravention (art. 9).
/// A citizen cannot tell the two apart, so one year only warns.
fn past_day(reader: &mut Reader<'_>, field: &'static Field<Date>) -> Option<Date> {
    let date = reader.need(field)?;
    if let Some((today, _)) = wall_of_facts(reader) {
        if date > today {
            reader.flaw_of_time(&field.spec, FlawKind::DateInFuture);
        } else if date < today.years_before(6) {
            reader.flaw_of_time(&field.spec, FlawKind::TimeBarred);
        } else if date < today.years_before(1) {
            reader.warn(&field.spec, FlawKind::MaybeTimeBarred);
        }
    }
    Some(date)
}

/// An hour of today must have come.
fn not_to_come(reader: &mut Reader<'_>, field: &'static Field<Hour>, date: Option<Date>, hour: Option<Hour>) {
    let (Some(date), Some(hour), Some((today, now))) = (date, hour, wall_of_facts(reader)) else { return };
    if date == today && hour > now {
        reader.flaw_of_time(&field.spec, FlawKind::HourInFuture);
    }
}
