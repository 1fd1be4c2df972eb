//! When it happened, on the clocks of the place.

use super::{super::fields as f, facts::clocks_of_facts};
use crate::{
    domain::{
        complaint::{TimeOfDay, When},
        date::{Date, Hour, Now},
        flaw::FlawKind,
        zone::Zone,
    },
    form::{
        answers::{Answers, At},
        field::Field,
        reader::Reader,
    },
};

pub fn when(reader: &mut Reader<'_>) -> Option<When> {
    match reader.need(&f::DATE_KNOWN)? {
        f::DateKnown::Exactly => exact(reader),
        f::DateKnown::Between => between(reader),
        f::DateKnown::Night => night(reader),
        f::DateKnown::Since => since(reader),
    }
}

/// The first day on which the facts can have happened, once it is answered: time bars count from there.
#[must_use]
pub fn day_of_facts(answers: &Answers, now: Now) -> Option<Date> {
    match when(&mut Reader::new(answers, now))? {
        When::Exact { date, .. } => Some(date),
        When::Between { from, .. } => Some(from),
        When::Night { evening, .. } => Some(evening),
        When::Since { seen, .. } => Some(seen),
    }
}

/// A day that may be left out, and has come: in Paris, since a day more or less matters to none of these.
#[expect(
    clippy::option_option,
    reason = "as `Reader::want`: the outer `None` is a flaw, the inner one an empty answer"
)]
pub fn past(reader: &mut Reader<'_>, field: &'static Field<Date>) -> Option<Option<Date>> {
    let date = reader.want(field)?;
    let today = |now: Now| Zone::Metropolitan.today(now).and_then(|today| today.plus_days(1));
    if let (Some(date), Some(tomorrow)) = (date, today(reader.now()))
        && date > tomorrow
    {
        reader.flaw_of_time(&field.spec, FlawKind::DateInFuture);
    }
    Some(date)
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
    let today = clocks_of_facts(reader).map(|(date, _)| date);
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

fn night(reader: &mut Reader<'_>) -> Option<When> {
    let evening = past_day(reader, &f::NIGHT_DATE)?;
    Some(When::Night { evening, morning: evening.plus_days(1)? })
}

fn since(reader: &mut Reader<'_>) -> Option<When> {
    let seen = past_day(reader, &f::SEEN_DATE);
    let seen_hour = reader.want(&f::SEEN_HOUR);
    let found = reader.need(&f::FOUND_DATE);
    let found_hour = reader.want(&f::FOUND_HOUR);
    not_to_come(reader, &f::FOUND_HOUR, found, found_hour.flatten());
    let today = clocks_of_facts(reader).map(|(date, _)| date);
    match (seen?, found?) {
        (seen, found) if seen > found => reader.flaw(&f::FOUND_DATE.spec, FlawKind::FoundBeforeSeen),
        (_, found) if today.is_some_and(|today| found > today) => {
            reader.flaw_of_time(&f::FOUND_DATE.spec, FlawKind::DateInFuture);
        }
        (seen, found) if seen == found => {
            if let (Some(Some(seen)), Some(Some(found))) = (seen_hour, found_hour)
                && seen > found
            {
                reader.flaw(&f::FOUND_HOUR.spec, FlawKind::FoundBeforeSeen);
            }
        }
        _ => {}
    }
    Some(When::Since { seen: seen?, seen_hour: seen_hour?, found: found?, found_hour: found_hour? })
}

/// A day that has come, and is not time-barred: six years for an offence (CPP art. 8), one for a contravention (art. 9).
/// A citizen cannot tell the two apart, so one year only warns.
fn past_day(reader: &mut Reader<'_>, field: &'static Field<Date>) -> Option<Date> {
    let date = reader.need(field)?;
    if let Some((today, _)) = clocks_of_facts(reader) {
        if date > today {
            reader.flaw_of_time(&field.spec, FlawKind::DateInFuture);
        } else if date < today.years_before(6) {
            time_barred(reader, field);
        } else if date < today.years_before(1) {
            reader.warn(&field.spec, FlawKind::MaybeTimeBarred);
        }
    }
    Some(date)
}

/// Older than six years. What was lent or rented counts from the day on which it was found out (CPP art. 9-1), which is not
/// this one: then the agent will say.
fn time_barred(reader: &mut Reader<'_>, field: &'static Field<Date>) {
    let other = At { field: f::OTHER_OFFENCE.spec.name, item: None };
    let offence = At { field: f::OFFENCE.spec.name, item: None };
    let answers = reader.answers();
    if answers.get(offence) == f::OTHER && answers.get(other) == f::BREACH_OF_TRUST {
        reader.warn(&field.spec, FlawKind::MaybeTimeBarred);
    } else {
        reader.flaw_of_time(&field.spec, FlawKind::TimeBarred);
    }
}

/// An hour of today must have come.
fn not_to_come(reader: &mut Reader<'_>, field: &'static Field<Hour>, date: Option<Date>, hour: Option<Hour>) {
    let (Some(date), Some(hour), Some((today, now))) = (date, hour, clocks_of_facts(reader)) else { return };
    if date == today && hour > now {
        reader.flaw_of_time(&field.spec, FlawKind::HourInFuture);
    }
}
