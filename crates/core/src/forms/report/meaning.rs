//! How the answers of each step are read into what was meant.

use super::{
    categories::{Meaning, Task},
    fields as f,
};
use crate::{
    domain::{
        date::{Date, Hour, Now},
        flaw::FlawKind,
        report::{Category, Location, Medium, Report, Reporter, Seen, SeenHour},
        zone::Zone,
    },
    form::{
        answers::{Answers, At},
        field::YES,
        reader::{Findings, Reader},
    },
};

/// Reads all answers: the report, or every flaw.
pub fn read(answers: &Answers, now: Now) -> Result<Report, Findings> {
    let mut reader = Reader::new(answers, now);
    let report = report(&mut reader);
    let findings = reader.finish();
    match report {
        Some(report) if findings.flaws.is_empty() => Ok(report),
        _ => Err(findings),
    }
}

fn report(reader: &mut Reader<'_>) -> Option<Report> {
    // Every part is read before any is looked at, so that one pass finds every flaw.
    let victim = before(reader);
    let category = category(reader);
    let place = place(reader);
    let seen = seen(reader);
    let reporter = reporter(reader);
    let (medium, location) = place?;
    let (seen, description) = seen?;
    Some(Report { category: category?, victim: victim?, medium, location, seen, description, reporter: reporter? })
}

pub(super) fn before(reader: &mut Reader<'_>) -> Option<bool> {
    let calm = reader.need(&f::NO_EMERGENCY);
    let victim = reader.need(&f::VICTIM);
    calm.and(victim)
}

/// True where the sender said to be the victim.
pub(super) fn is_victim(answers: &Answers) -> bool {
    answers.get(At { field: f::VICTIM.spec.name, item: None }) == YES
}

pub(super) fn category(reader: &mut Reader<'_>) -> Option<Category> {
    let branch = reader.need(&f::CATEGORY)?;
    let elsewhere = match branch.task {
        Task::Ours => false,
        Task::OursFromWitnesses => is_victim(reader.answers()),
        Task::OfOthers => true,
    };
    if elsewhere {
        reader.flaw(&f::CATEGORY.spec, FlawKind::OfAnotherService);
    }
    match branch.meaning {
        Meaning::One(category) => Some(category),
        Meaning::OneOf(field) => reader.need(field),
    }
}

pub(super) fn place(reader: &mut Reader<'_>) -> Option<(Medium, Location)> {
    let medium = reader.need(&f::MEDIUM);
    let known = reader.need(&f::ADDRESS_KNOWN)?;
    let location = if known { addresses(reader) } else { pseudonym(reader) };
    Some((medium?, location?))
}

fn addresses(reader: &mut Reader<'_>) -> Option<Location> {
    let pasted = reader.need(&f::ADDRESSES);
    let account = reader.want(&f::ACCOUNT);
    if let Some(pasted) = &pasted {
        if pasted.addresses.iter().any(|address| address.same_as.is_some()) {
            reader.warn(&f::ADDRESSES.spec, FlawKind::SameAddress);
        }
        if pasted.addresses.iter().any(|address| !address.warnings.is_empty()) {
            reader.warn(&f::ADDRESSES.spec, FlawKind::DoubtfulAddress);
        }
    }
    Some(Location::Addresses { pasted: pasted?, account: account? })
}

fn pseudonym(reader: &mut Reader<'_>) -> Option<Location> {
    let platform = reader.need(&f::PLATFORM);
    let pseudonym = reader.need(&f::PSEUDONYM);
    let reference = reader.want(&f::REFERENCE);
    Some(Location::Pseudonym { platform: platform?, pseudonym: pseudonym?, reference: reference? })
}

/// True where an hour was begun: only then its clock is asked for.
pub(super) fn has_hour(answers: &Answers) -> bool {
    !answers.get(At { field: f::SEEN_HOUR.spec.name, item: None }).trim().is_empty()
}

pub(super) fn seen(reader: &mut Reader<'_>) -> Option<(Seen, Option<String>)> {
    let date = reader.need(&f::SEEN_DATE);
    let hour = reader.want(&f::SEEN_HOUR);
    let clock = if has_hour(reader.answers()) { reader.want(&f::SEEN_ZONE) } else { Some(None) };
    let clock = clock.map(|clock| clock.unwrap_or(f::PARIS));
    let description = reader.want(&f::DESCRIPTION);
    if let (Some(date), Some(clock)) = (date, clock) {
        not_to_come(reader, date, hour.flatten(), clock.zone);
    }
    let (date, hour, clock) = (date?, hour?, clock?);
    let time = hour.map(|hour| SeenHour { hour, zone: clock.name, utc: utc(clock.zone, date, hour) });
    Some((Seen { date, time }, description?))
}

fn not_to_come(reader: &mut Reader<'_>, date: Date, hour: Option<Hour>, zone: Zone) {
    let Some((today, now)) = zone.wall(reader.now().unix) else { return };
    if date > today {
        reader.flaw_of_time(&f::SEEN_DATE.spec, FlawKind::DateInFuture);
    } else if date == today && hour.is_some_and(|hour| hour > now) {
        reader.flaw_of_time(&f::SEEN_HOUR.spec, FlawKind::HourInFuture);
    }
}

fn utc(zone: Zone, date: Date, hour: Hour) -> Option<String> {
    let unix = zone.moment(date, hour)?;
    Some(format!("{}T{}:00Z", Date::of_unix(unix)?, Hour::of_unix(unix)))
}

pub(super) fn reporter(reader: &mut Reader<'_>) -> Option<Reporter> {
    if !reader.need(&f::NAMED)? {
        return Some(Reporter::Anonymous);
    }
    let last_name = reader.need(&f::LAST_NAME);
    let first_names = reader.need(&f::FIRST_NAMES);
    let email = reader.want(&f::EMAIL);
    let phone = reader.want(&f::PHONE);
    let address = reader.want(&f::ADDRESS);
    Some(Reporter::Named {
        last_name: last_name?,
        first_names: first_names?,
        email: email?,
        phone: phone?,
        address: address?,
    })
}
