//! What else helps: authors, witnesses, the police, recordings.

use super::super::{MAX_WITNESSES, WITNESSES, fields as f, suspects as guide};
use crate::{
    domain::{
        complaint::{Footage, PoliceVisit, Witness},
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

pub fn police(reader: &mut Reader<'_>) -> Option<PoliceVisit> {
    if !reader.need(&f::POLICE_VISIT)? {
        return Some(PoliceVisit::None);
    }
    Some(if reader.need(&f::POLICE_FINDINGS)? { PoliceVisit::Findings } else { PoliceVisit::Seen })
}

pub fn footage(reader: &mut Reader<'_>) -> Option<Footage> {
    match reader.need(&f::CCTV)? {
        Footage::Available if !reader.need(&f::CCTV_AVAILABLE)? => Some(Footage::Elsewhere),
        footage => Some(footage),
    }
}
