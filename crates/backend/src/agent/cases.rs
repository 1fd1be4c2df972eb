//! Which submissions there are, and deciding on them.

use super::{database, print, reference};
use crate::clock;
use crate::institution::Refusal;
use crate::readable::escaped;
use crate::store::Store;
use crate::store::acts::Agent;
use crate::store::cases::{Changed, Deed};
use guichet_core::wire::progress::Progress;
use guichet_core::wire::slot::{Slot, Start};
use std::io::Write;

/// Prints every submission on a line of its own, oldest first.
pub async fn list(store: &Store, out: &mut impl Write) -> Result<(), Refusal> {
    for row in store.list().await.map_err(|error| database(&error))? {
        let flag = if row.station_flag == "unknown" { " (unknown station)" } else { "" };
        let suits = if row.preferred.is_empty() { String::new() } else { format!(" (suits: {})", row.preferred) };
        let line = format!(
            "{}  {}  {:<9}  {:<11}  {:<14}  {}{flag}{suits}",
            row.reference,
            clock::rfc3339(row.received_at),
            row.state,
            row.appointment,
            row.form,
            row.station
        );
        print(out, line.trim_end())?;
    }
    Ok(())
}

/// Does something to a case, and prints how it stands then.
pub async fn act(
    store: &Store,
    typed: &str,
    deed: Deed,
    agent: Agent<'_>,
    out: &mut impl Write,
) -> Result<(), Refusal> {
    let reference = reference(typed)?.to_string();
    match store.act(&reference, deed, agent).await.map_err(|error| database(&error))? {
        Changed::Done(progress) => print(out, &standing(&progress)),
        Changed::Unknown => Err(Refusal(format!("There is no submission {reference}."))),
        Changed::NotNow(why, progress) => {
            Err(Refusal(format!("Nothing was changed: {why}. It stands so: {}.", standing(&progress))))
        }
        Changed::NotFree { alternatives, .. } => {
            let others: Vec<String> = alternatives.iter().map(time).collect();
            let others = if others.is_empty() { String::new() } else { format!(" Free: {}.", others.join(", ")) };
            Err(Refusal(format!(
                "Nothing was changed: that time is past, has no free place, or lies after the submission expires.{others}"
            )))
        }
        // Agents name no version.
        Changed::Stale(_) => Err(Refusal("Nothing was changed: somebody else was faster; try again.".to_owned())),
    }
}

/// The time that an agent writes for a case, on the clocks of its station.
pub async fn start(store: &Store, typed: &str, written: &str, department: Option<&str>) -> Result<Start, Refusal> {
    let reference = reference(typed)?.to_string();
    let station = store.station(&reference).await.map_err(|error| database(&error))?;
    super::time(written, super::zone(&station, department)).ok_or_else(|| {
        Refusal(format!("{} is no time like 2026-12-01T10:30 or 2026-12-01T10:30+01:00.", escaped(written)))
    })
}

/// Erases now what the server erases regularly.
pub async fn purge(store: &Store, agent: Agent<'_>) -> Result<(), Refusal> {
    store.record(agent, "purge", "").await.map_err(|error| database(&error))?;
    store.purge(agent.now).await.map_err(|error| database(&error))
}

/// How a case stands, on one line.
fn standing(progress: &Progress) -> String {
    let reason = progress.reason.map(|reason| format!(" ({})", reason.as_str())).unwrap_or_default();
    let appointment = progress.appointment.as_ref().map(|appointment| {
        let time = appointment.slot.as_ref().map(|slot| format!(" {}", time(slot))).unwrap_or_default();
        format!(", appointment {}{time}", appointment.state.as_str())
    });
    format!("{} {}{reason}{}", progress.reference, progress.status.as_str(), appointment.unwrap_or_default())
}

fn time(slot: &Slot) -> String {
    match slot.start.wall() {
        Some((date, hour)) => format!("{date} {hour} ({} min)", slot.minutes),
        None => slot.start.to_string(),
    }
}
