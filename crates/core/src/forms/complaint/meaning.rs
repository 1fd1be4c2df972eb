//! How the answers of each step are read into what was meant.

mod facts;
mod goods;
mod more;
mod when;
mod you;

use super::{fields as f, files};
use crate::{
    domain::{complaint::Complaint, date::Now},
    form::{
        answers::Answers,
        reader::{Findings, Reader},
    },
};

pub use facts::place_of_facts;
pub use when::day_of_facts;
pub(super) use {
    facts::*,
    goods::{in_vehicle, item},
    more::*,
    when::*,
    you::*,
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
    let me = me(reader);
    let declarant = declarant(reader, me.address.clone());
    let description = description(reader);
    let violence = violence(reader);
    let place = place(reader, me.address.clone());
    let when = when(reader);
    let facts_files = files::facts(reader);
    let goods_in_vehicle = in_vehicle(reader);
    let goods = goods::all(reader);
    let item_files = files::items(reader);
    let suspects = suspects(reader);
    let witnesses = witnesses(reader);
    let (police, report_files, footage) = (police(reader), files::report(reader), footage(reader));
    let station = reader.need(&f::STATION);
    let appointment = super::visit::request(reader);
    conditions.and(notices)?;
    let (identity, contact) = me.whole()?;
    let (police, police_report, police_report_date) = police?;
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
        goods_in_vehicle: goods_in_vehicle?,
        attachments: files::gather([facts_files?, report_files?], item_files?),
        files_to_bring: files::to_bring(reader.answers()),
        suspects: suspects?,
        witnesses: witnesses?,
        police,
        police_report,
        police_report_date,
        footage: footage?,
        station: station?,
        appointment: appointment?,
    })
}
