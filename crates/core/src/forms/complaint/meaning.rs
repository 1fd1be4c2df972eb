//! How the answers of each step are read into what was meant.

mod facts;
mod more;
mod when;
mod you;

use super::fields as f;
use crate::{
    domain::{
        complaint::Complaint,
        date::Now,
        flaw::FlawKind,
        goods::{Item, ItemKind},
    },
    form::{
        answers::Answers,
        reader::{Findings, Reader},
    },
};

pub use facts::place_of_facts;
pub(super) use {facts::*, more::*, when::*, you::*};

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
    let me = me(reader);
    let declarant = declarant(reader, me.address.clone());
    let description = description(reader);
    let violence = violence(reader);
    let place = place(reader, me.address.clone());
    let when = when(reader);
    let goods = goods(reader);
    let suspects = suspects(reader);
    let witnesses = witnesses(reader);
    let (police, footage) = (police(reader), footage(reader));
    let station = reader.need(&f::STATION);
    conditions.and(notices)?;
    let (identity, contact) = me.whole()?;
    Some(Complaint {
        offence: offence?,
        declarant: declarant?,
        identity,
        contact,
        description: description?,
        violence: violence?,
        place: place?,
        when: when?,
        goods: goods?,
        suspects: suspects?,
        witnesses: witnesses?,
        police: police?,
        footage: footage?,
        station: station?,
    })
}

fn goods(reader: &mut Reader<'_>) -> Option<Vec<Item>> {
    if !reader.need(&f::GOODS_DECLARED)? {
        return Some(Vec::new());
    }
    let items = reader.each_item(super::GOODS, &f::GOODS_DECLARED.spec, super::MAX_ITEMS, item);
    items.into_iter().collect()
}

pub(super) fn item(reader: &mut Reader<'_>) -> Option<Item> {
    let category = reader.need(&f::CATEGORY);
    let status = reader.need(&f::STATUS);
    let kind = match category? {
        f::Category::Phone => phone(reader),
        f::Category::Other => other(reader),
    };
    let amount_cents = reader.want(&f::AMOUNT);
    Some(Item { status: status?, kind: kind?, amount_cents: amount_cents? })
}

fn phone(reader: &mut Reader<'_>) -> Option<ItemKind> {
    let brand = reader.need(&f::PHONE_BRAND);
    let model = reader.want(&f::PHONE_MODEL);
    let line = reader.want(&f::PHONE_LINE);
    let operator = reader.want(&f::PHONE_OPERATOR);
    let imei = reader.want(&f::PHONE_IMEI);
    if let Some(Some(imei)) = &imei
        && imei.is_doubtful()
    {
        reader.warn(&f::PHONE_IMEI.spec, FlawKind::DoubtfulImei);
    }
    let description = reader.want(&f::PHONE_DESCRIPTION);
    Some(ItemKind::Phone {
        brand: brand?,
        model: model?,
        line: line?,
        operator: operator?,
        imei: imei?,
        description: description?,
    })
}

fn other(reader: &mut Reader<'_>) -> Option<ItemKind> {
    let designation = reader.need(&f::OTHER_DESIGNATION);
    let description = reader.need(&f::OTHER_DESCRIPTION);
    let quantity = reader.want(&f::OTHER_QUANTITY);
    let serial = reader.want(&f::OTHER_SERIAL);
    Some(ItemKind::Other {
        designation: designation?,
        description: description?,
        quantity: quantity?.unwrap_or(1),
        serial: serial?,
    })
}
