//! Times at stations, and who holds a place.
//!
//! A place is held by a row of `appointments`; how many are free is counted, never kept. Whoever takes one locks the
//! slot's row first, so that two never take the last one.

use super::acts::{self, Agent};
use super::cases::{self, CaseRow};
use super::intents::{Arrival, KEPT};
use super::{Store, StoreError, Transaction, small};
use crate::clock;
use guichet_core::domain::appointment::HalfDays;
use guichet_core::domain::case::{Act, AppointmentState};
use guichet_core::wire::appointment::Appointment;
use guichet_core::wire::slot::{FreeSlots, LEAD, MAX_SLOTS, Slot, Start};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// A requested or proposed time is held so long for an answer. Seconds.
pub const HELD: i64 = 48 * 3600;
/// The most places of one station that are held for requests which nobody has answered: whoever sends made-up wishes
/// leaves room for others.
pub const MAX_REQUESTED: i64 = 100;
/// How many other times are offered in place of one that is not free.
const ALTERNATIVES: usize = 5;

/// A time that is wished with a submission.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// The name of the slot, as sent.
    pub slot: &'a str,
    /// False where this client has wished so often that nothing more is held for it.
    pub may_hold: bool,
}

/// What a station offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The station's id.
    pub station: String,
    /// The time.
    pub slot: Slot,
    /// How many people can be received then; 0 withdraws what is still free.
    pub places: u16,
}

/// Which free times are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// The first day, as days since 1970 on the clocks of the place; `None`: from now on.
    pub from_day: Option<i64>,
    /// How many days.
    pub days: u8,
    /// Only what starts before that. Seconds since 1970.
    pub before: i64,
}

impl Store {
    /// Takes over what stations offer: all of it or nothing. What is offered already at the same time is replaced; who
    /// holds a place keeps it.
    pub async fn offer(&self, offers: &[Offer], agent: Agent<'_>) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        acts::record(&mut transaction, agent, "slots import", "").await?;
        for offer in offers {
            sqlx::query(
                "INSERT INTO slots (station, start_at, clocks_ahead, minutes, places) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (station, start_at) DO UPDATE SET clocks_ahead = excluded.clocks_ahead,
                 minutes = excluded.minutes, places = excluded.places",
            )
            .bind(&offer.station)
            .bind(offer.slot.start.unix())
            .bind(offer.slot.start.offset_seconds())
            .bind(i64::from(offer.slot.minutes))
            .bind(i64::from(offer.places))
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await
    }

    /// The free times of a station.
    pub async fn free(&self, station: &str, span: Span, now: i64) -> Result<FreeSlots, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let offered: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM slots WHERE station = $1 AND start_at > $2")
            .bind(station)
            .bind(now)
            .fetch_one(&mut *transaction)
            .await?;
        let slots = free(&mut transaction, station, span, now).await?;
        Ok(FreeSlots { station: station.to_owned(), offered: offered > 0, slots })
    }
}

/// What is free in that span, earliest first.
async fn free(transaction: &mut Transaction, station: &str, span: Span, now: i64) -> Result<Vec<Slot>, StoreError> {
    // A day of the place is a day of its own clocks, whatever UTC says.
    let first = span.from_day.unwrap_or_else(|| now.div_euclid(clock::DAY) - 1);
    let last = first.saturating_add(i64::from(span.days) + i64::from(span.from_day.is_none()));
    let rows = sqlx::query(
        "SELECT start_at, clocks_ahead, minutes FROM slots WHERE station = $1 AND start_at > $2 AND start_at < $3
         AND start_at + clocks_ahead >= $4 AND start_at + clocks_ahead < $5 AND places > (SELECT COUNT(*) FROM appointments
         WHERE appointments.station = slots.station AND appointments.start_at = slots.start_at
         AND (state = 'confirmed' OR (state IN ('requested', 'proposed') AND held_until > $6)))
         ORDER BY start_at LIMIT $7",
    )
    .bind(station)
    .bind(now + LEAD)
    .bind(span.before.min(now + KEPT))
    .bind(first.saturating_mul(clock::DAY))
    .bind(last.saturating_mul(clock::DAY))
    .bind(now)
    .bind(i64::try_from(MAX_SLOTS).unwrap_or(i64::MAX))
    .fetch_all(&mut **transaction)
    .await?;
    Ok(rows.iter().map(slot).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// The slot of a row; `None` where the row names no time.
pub(super) fn slot(row: &AnyRow) -> Result<Option<Slot>, StoreError> {
    let (unix, ahead): (i64, i64) = (row.try_get("start_at")?, row.try_get("clocks_ahead")?);
    let minutes = small(row, "minutes")?;
    Ok(Start::new(unix, ahead).filter(|_| unix != 0).map(|start| Slot { start, minutes }))
}

/// Free times at the station that are nearest to the wish, before the submission expires.
pub(super) async fn alternatives(
    transaction: &mut Transaction,
    station: &str,
    wish: Option<Start>,
    before: i64,
    now: i64,
) -> Result<Vec<Slot>, StoreError> {
    let days = u8::try_from(KEPT / clock::DAY).unwrap_or(u8::MAX);
    let mut slots = free(transaction, station, Span { from_day: None, days, before }, now).await?;
    let near = wish.map_or(now, Start::unix);
    slots.sort_by_key(|slot| (slot.start.unix() - near).abs());
    slots.truncate(ALTERNATIVES);
    slots.sort_by_key(|slot| slot.start);
    Ok(slots)
}

/// The slot of that start, if a place of it can be held for this case; its row is locked until the transaction ends.
pub(super) async fn listed(
    transaction: &mut Transaction,
    case: &CaseRow,
    start: Start,
    now: i64,
) -> Result<Listed, StoreError> {
    let locked = sqlx::query("UPDATE slots SET places = places WHERE station = $1 AND start_at = $2")
        .bind(&case.station)
        .bind(start.unix())
        .execute(&mut **transaction)
        .await?;
    if locked.rows_affected() == 0 {
        return Ok(Listed::Not);
    }
    let row =
        sqlx::query("SELECT start_at, clocks_ahead, minutes, places FROM slots WHERE station = $1 AND start_at = $2")
            .bind(&case.station)
            .bind(start.unix())
            .fetch_one(&mut **transaction)
            .await?;
    let held: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM appointments WHERE station = $1 AND start_at = $2 AND key_hash <> $3
         AND (state = 'confirmed' OR (state IN ('requested', 'proposed') AND held_until > $4))",
    )
    .bind(&case.station)
    .bind(start.unix())
    .bind(&case.key_hash)
    .bind(now)
    .fetch_one(&mut **transaction)
    .await?;
    let in_time = start.unix() > now && start.unix() < case.expires_at;
    Ok(match slot(&row)? {
        Some(slot) if in_time && held < row.try_get("places")? => Listed::Free(slot),
        _ => Listed::Taken,
    })
}

/// What a station says of a time.
pub(super) enum Listed {
    /// It has a free place.
    Free(Slot),
    /// It has none.
    Taken,
    /// It does not list this time.
    Not,
}

/// True where the station holds as many unanswered requests as it may.
pub(super) async fn crowded(transaction: &mut Transaction, case: &CaseRow, now: i64) -> Result<bool, StoreError> {
    let requested: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM appointments WHERE station = $1 AND state = 'requested' AND held_until > $2 AND key_hash <> $3",
    )
    .bind(&case.station)
    .bind(now)
    .bind(&case.key_hash)
    .fetch_one(&mut **transaction)
    .await?;
    Ok(requested >= MAX_REQUESTED)
}

/// Until when a time is held for an answer: never beyond its own start.
pub(super) fn held_until(slot: Slot, now: i64) -> i64 {
    slot.start.unix().min(now + HELD)
}

/// A place for the person who asks for it by name; `None` where it is not free.
pub(super) async fn requested(
    transaction: &mut Transaction,
    case: &CaseRow,
    start: Option<Start>,
    now: i64,
) -> Result<Option<Slot>, StoreError> {
    let Some(start) = start.filter(|start| start.unix() > now + LEAD) else { return Ok(None) };
    match listed(transaction, case, start, now).await? {
        Listed::Free(slot) if !crowded(transaction, case, now).await? => Ok(Some(slot)),
        _ => Ok(None),
    }
}

/// Holds the time that a new submission wishes, or says that it is not free: it is stored all the same.
pub(super) async fn wished(
    transaction: &mut Transaction,
    arrival: &Arrival<'_>,
    wish: &Wish<'_>,
) -> Result<Appointment, StoreError> {
    let case = CaseRow::arriving(arrival);
    let start = Start::parse(wish.slot);
    let place = if wish.may_hold { requested(transaction, &case, start, arrival.now).await? } else { None };
    let Some(slot) = place else {
        cases::note_unavailable(transaction, &case, arrival.now).await?;
        let alternatives = alternatives(transaction, arrival.station, start, case.expires_at, arrival.now).await?;
        let state = AppointmentState::Unavailable;
        return Ok(Appointment { state, slot: None, held_until: None, preferred: HalfDays::default(), alternatives });
    };
    // An open case takes a request whatever it was before.
    let _ = cases::apply(transaction, &case, Act::Request, Some(slot), arrival.now).await?;
    Ok(Appointment {
        state: AppointmentState::Requested,
        slot: Some(slot),
        held_until: Some(clock::rfc3339(held_until(slot, arrival.now))),
        preferred: HalfDays::default(),
        alternatives: Vec::new(),
    })
}
