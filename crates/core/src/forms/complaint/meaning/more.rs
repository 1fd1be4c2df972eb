//! What else helps: authors, witnesses, the police, recordings.

use super::{
    super::{MAX_WITNESSES, WITNESSES, fields as f, suspects as guide},
    when::past,
};
use crate::{
    domain::{
        complaint::{Footage, PoliceVisit, Witness},
        date::Date,
        flaw::FlawKind,
    },
    form::reader::Reader,
};

/// The description of the authors; the inner `None` where nothing is known of them.
#[expect(clippy::option_option, reason = "the outer one is a flaw, the inner one an answer")]
pub fn suspects(reader: &mut Reader<'_>) -> Option<Option<String>> {
    if !reader.need(&f::SUSPECTS)? {
        return Some(None);
    }
    let chosen = [&f::SUSPECT_COUNT, &f::SUSPECT_SEX, &f::SUSPECT_AGE, &f::SUSPECT_HEIGHT, &f::SUSPECT_BUILD]
        .map(|field| reader.want(field).is_some());
    let typed = [
        &f::SUSPECT_HAIR,
        &f::SUSPECT_EYES,
        &f::SUSPECT_CLOTHES,
        &f::SUSPECT_MARKS,
        &f::SUSPECT_FLIGHT,
        &f::SUSPECTS_TEXT,
    ]
    .map(|field| reader.want(field).is_some());
    if chosen.contains(&false) || typed.contains(&false) {
        return None;
    }
    let told = guide::told(reader.answers());
    match told.chars().count() {
        0 => reader.flaw(&f::SUSPECTS_TEXT.spec, FlawKind::Missing),
        is if is > f::MAX_SUSPECTS => {
            reader.flaw(&f::SUSPECTS_TEXT.spec, FlawKind::TooLong { max: f::MAX_SUSPECTS, is });
        }
        _ => {}
    }
    Some(Some(told))
}

pub fn witnesses(reader: &mut Reader<'_>) -> Option<Vec<Witness>> {
    if !reader.need(&f::WITNESSES)? {
        return Some(Vec::new());
    }
    let witnesses = reader.each_item(WITNESSES, &f::WITNESSES.spec, MAX_WITNESSES, witness);
    witnesses.into_iter().collect()
}

pub fn witness(reader: &mut Reader<'_>) -> Option<Witness> {
    let description = reader.need(&f::WITNESS);
    let email = reader.want(&f::WITNESS_EMAIL);
    let phone = reader.want(&f::WITNESS_PHONE);
    Some(Witness { description: description?, email: email?, phone: phone? })
}

/// Whether the police came, whether they wrote a report, and its day.
pub fn police(reader: &mut Reader<'_>) -> Option<(PoliceVisit, Option<bool>, Option<Date>)> {
    if !reader.need(&f::POLICE_VISIT)? {
        return Some((PoliceVisit::None, None, None));
    }
    let findings = reader.need(&f::POLICE_FINDINGS);
    let report = reader.need(&f::POLICE_REPORT);
    let date = if report == Some(true) { past(reader, &f::POLICE_REPORT_DATE) } else { Some(None) };
    Some((if findings? { PoliceVisit::Findings } else { PoliceVisit::Seen }, Some(report?), date?))
}

pub fn footage(reader: &mut Reader<'_>) -> Option<Footage> {
    match reader.need(&f::CCTV)? {
        Footage::Available if !reader.need(&f::CCTV_AVAILABLE)? => Some(Footage::Elsewhere),
        footage => Some(footage),
    }
}
