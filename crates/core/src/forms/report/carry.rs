//! What a victim takes along to the complaint: only what that form asks too, and never over an answer given there.

use super::fields as f;
use crate::{
    domain::{prose, reported_address},
    form::{
        answers::{Answers, At},
        field::{Field, YES},
    },
    forms::complaint::fields as c,
};

/// Fills the complaint's empty answers with what the report says.
pub fn to_complaint(report: &Answers, complaint: &mut Answers) {
    let said = |name: &'static str| report.get(At { field: name, item: None });
    let mut fill = |name: &'static str, value: &str| {
        let at = At { field: name, item: None };
        if complaint.get(at).is_empty() && !value.is_empty() {
            complaint.set(at, value.to_owned());
        }
    };
    fill(c::DESCRIPTION.spec.name, &story(report));
    if !said(f::SEEN_DATE.spec.name).is_empty() {
        fill(c::DATE_KNOWN.spec.name, YES);
        fill(c::DATE.spec.name, said(f::SEEN_DATE.spec.name));
    }
    if !said(f::SEEN_HOUR.spec.name).is_empty() {
        fill(c::HOUR_KNOWN.spec.name, YES);
        fill(c::HOUR.spec.name, said(f::SEEN_HOUR.spec.name));
    }
    // A name typed before choosing to stay anonymous is not passed on.
    if said(f::NAMED.spec.name) == YES {
        let pairs: [(&Field<String>, &Field<String>); 3] =
            [(&f::LAST_NAME, &c::ME.birth_name), (&f::FIRST_NAMES, &c::ME.first_names), (&f::ADDRESS, &c::HOME.street)];
        for (from, to) in pairs {
            fill(to.spec.name, said(from.spec.name));
        }
        fill(c::EMAIL.spec.name, said(f::EMAIL.spec.name));
        fill(c::PHONE.spec.name, said(f::PHONE.spec.name));
    }
}

/// What is told, then where it was: the cleaned addresses, or the name in the chat or game.
fn story(report: &Answers) -> String {
    let said = |name: &'static str| report.get(At { field: name, item: None });
    let mut lines = vec![prose::clean(said(f::DESCRIPTION.spec.name), true)];
    if said(f::ADDRESS_KNOWN.spec.name) == YES {
        let addresses = reported_address::addresses(said(f::ADDRESSES.spec.name));
        lines.extend(addresses.iter().map(|address| address.cleaned.clone().unwrap_or_else(|| address.as_shown())));
    } else {
        let names = [f::PLATFORM.spec.name, f::PSEUDONYM.spec.name, f::REFERENCE.spec.name];
        lines.extend(names.map(|name| prose::clean(said(name), true)));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
