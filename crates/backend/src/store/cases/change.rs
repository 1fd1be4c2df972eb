//! Writing down what happens to a case.

use super::Named;
use super::row::{CaseRow, find};
use crate::clock;
use crate::store::{StoreError, Transaction, erasure, settings, slots};
use guichet_core::domain::appointment::HalfDays;
use guichet_core::domain::case::{Act, AppointmentState, Case, Outcome, Refused};
use guichet_core::wire::progress::{EventKind, Status};
use guichet_core::wire::slot::Slot;

/// Takes a case for a change: it is this transaction's until that ends, and it is up to date.
pub(super) async fn take(
    transaction: &mut Transaction,
    named: Named<'_>,
    now: i64,
) -> Result<Option<CaseRow>, StoreError> {
    let (which, first, second) = named.condition();
    let statement = format!("UPDATE intents SET version = version WHERE reference <> '' AND {which}");
    sqlx::query(&statement).bind(first).bind(second).execute(&mut **transaction).await?;
    let Some(mut row) = find(transaction, named).await? else { return Ok(None) };
    if row.lapses(now) {
        // When it ran out, not when somebody looked.
        let _ = apply(transaction, &row, Act::Lapse, row.slot, row.held_until).await?;
        row = find(transaction, named).await?.ok_or(StoreError::RowNotFound)?;
    }
    if row.goes(now) {
        if let Case::Open(_) = row.case {
            let _ = apply(transaction, &row, Act::Expire, None, now).await?;
        } else {
            erasure::erase(transaction, &row.key_hash, now).await?;
        }
        row = find(transaction, named).await?.ok_or(StoreError::RowNotFound)?;
    }
    Ok(Some(row))
}

/// Writes an act down, with everything that follows from it.
pub(in crate::store) async fn apply(
    transaction: &mut Transaction,
    row: &CaseRow,
    act: Act,
    slot: Option<Slot>,
    now: i64,
) -> Result<Result<Case, Refused>, StoreError> {
    let case = match row.case.after(act) {
        Ok(case) => case,
        Err(refused) => return Ok(Err(refused)),
    };
    match case {
        Case::Open(Some(state)) => note(transaction, row, state, slot, now).await?,
        Case::Open(None) | Case::Unhandled => (),
        Case::Closed(outcome) => close(transaction, row, outcome, now).await?,
    }
    Ok(Ok(case))
}

/// A wished time was not free: the person may choose another.
pub(in crate::store) async fn note_unavailable(
    transaction: &mut Transaction,
    row: &CaseRow,
    now: i64,
) -> Result<(), StoreError> {
    note(transaction, row, AppointmentState::Unavailable, None, now).await
}

/// When the other time that is asked for would suit.
pub(super) async fn note_preferred(
    transaction: &mut Transaction,
    row: &CaseRow,
    preferred: &HalfDays,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE appointments SET preferred = $1 WHERE key_hash = $2")
        .bind(preferred.as_answer())
        .bind(&row.key_hash)
        .execute(&mut **transaction)
        .await
        .map(|_| ())
}

/// Where the wish for a time stands now, and that it came to stand so.
async fn note(
    transaction: &mut Transaction,
    row: &CaseRow,
    state: AppointmentState,
    slot: Option<Slot>,
    now: i64,
) -> Result<(), StoreError> {
    let parts = |slot: Option<Slot>| {
        slot.map_or((0, 0, 0), |slot| (slot.start.unix(), slot.start.offset_seconds(), i64::from(slot.minutes)))
    };
    let waits = matches!(state, AppointmentState::Requested | AppointmentState::Proposed);
    let held_until = slot.filter(|_| waits).map_or(0, |slot| slots::held_until(slot, now));
    let (start_at, clocks_ahead, minutes) = parts(slot.filter(|_| state.holds_a_place()));
    sqlx::query(
        "INSERT INTO appointments (key_hash, station, state, start_at, clocks_ahead, minutes, held_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (key_hash) DO UPDATE SET state = excluded.state,
         start_at = excluded.start_at, clocks_ahead = excluded.clocks_ahead, minutes = excluded.minutes,
         held_until = excluded.held_until, preferred = ''",
    )
    .bind(&row.key_hash)
    .bind(&row.station)
    .bind(state.as_str())
    .bind(start_at)
    .bind(clocks_ahead)
    .bind(minutes)
    .bind(held_until)
    .execute(&mut **transaction)
    .await?;
    let (start_at, clocks_ahead, minutes) = parts(slot);
    sqlx::query(
        "INSERT INTO events (key_hash, number, at, kind, start_at, clocks_ahead, minutes) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&row.key_hash)
    .bind(i64::from(row.version) + 1)
    .bind(now)
    .bind(EventKind::of(Case::Open(Some(state))).as_str())
    .bind(start_at)
    .bind(clocks_ahead)
    .bind(minutes)
    .execute(&mut **transaction)
    .await?;
    sqlx::query("UPDATE intents SET version = $1 WHERE key_hash = $2")
        .bind(i64::from(row.version) + 1)
        .bind(&row.key_hash)
        .execute(&mut **transaction)
        .await
        .map(|_| ())
}

/// Ends a case: its place is free, and what was sealed goes at once or at its time.
async fn close(transaction: &mut Transaction, row: &CaseRow, outcome: Outcome, now: i64) -> Result<(), StoreError> {
    let (reason, erase_at) = match outcome {
        Outcome::Signed | Outcome::Withdrawn | Outcome::Expired => ("", now),
        Outcome::Rejected(reason) => (reason.as_str(), row.expires_at),
        Outcome::Handled => ("", now + settings::report_days(transaction).await? * clock::DAY),
    };
    sqlx::query(
        "UPDATE intents SET state = $1, reason = $2, version = $3, changed_at = $4, erase_at = $5 WHERE key_hash = $6",
    )
    .bind(Status::of(Case::Closed(outcome)).as_str())
    .bind(reason)
    .bind(i64::from(row.version) + 1)
    .bind(now)
    .bind(erase_at)
    .bind(&row.key_hash)
    .execute(&mut **transaction)
    .await?;
    sqlx::query("DELETE FROM appointments WHERE key_hash = $1").bind(&row.key_hash).execute(&mut **transaction).await?;
    if erase_at <= now {
        erasure::erase(transaction, &row.key_hash, now).await?;
    }
    Ok(())
}
