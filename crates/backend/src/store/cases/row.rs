//! A case as it lies in the database, and as its owner is told.

use super::Named;
use crate::clock;
use crate::store::intents::{Arrival, KEPT};
use crate::store::slots;
use crate::store::{StoreError, Transaction, small};
use guichet_core::domain::appointment::HalfDays;
use guichet_core::domain::case::{AppointmentState, Case, Outcome, RejectionReason};
use guichet_core::wire::appointment::Appointment;
use guichet_core::wire::progress::{Event, EventKind, Progress, Status};
use guichet_core::wire::slot::Slot;
use guichet_core::wire::submission::FormName;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// A case as it lies in the database.
pub(in crate::store) struct CaseRow {
    pub(in crate::store) key_hash: String,
    pub(in crate::store) station: String,
    pub(in crate::store) expires_at: i64,
    pub(super) reference: String,
    pub(super) case: Case,
    pub(super) version: u32,
    pub(super) received_at: i64,
    pub(super) changed_at: i64,
    pub(super) erase_at: i64,
    pub(super) erased: bool,
    pub(super) slot: Option<Slot>,
    pub(super) held_until: i64,
    pub(super) preferred: HalfDays,
}

impl CaseRow {
    /// The case of a submission that is being stored.
    pub(in crate::store) fn arriving(arrival: &Arrival<'_>) -> Self {
        Self {
            key_hash: arrival.key_hash.to_owned(),
            station: arrival.station.to_owned(),
            expires_at: arrival.now + KEPT,
            reference: String::new(),
            case: Case::Open(None),
            version: 1,
            received_at: arrival.now,
            changed_at: arrival.now,
            erase_at: 0,
            erased: false,
            slot: None,
            held_until: 0,
            preferred: HalfDays::default(),
        }
    }

    fn read(row: &AnyRow) -> Result<Self, StoreError> {
        let text = |column: &str| row.try_get::<String, _>(column);
        let appointment = AppointmentState::parse(&text("appointment")?);
        let case = match Status::parse(&text("state")?) {
            Some(Status::Received) | None if text("form")? == FormName::ContentReport.as_str() => Case::Unhandled,
            Some(Status::Received) | None => Case::Open(appointment),
            Some(Status::Signed) => Case::Closed(Outcome::Signed),
            Some(Status::Rejected) => {
                let reason = RejectionReason::parse(&text("reason")?).unwrap_or(RejectionReason::WrongService);
                Case::Closed(Outcome::Rejected(reason))
            }
            Some(Status::Withdrawn) => Case::Closed(Outcome::Withdrawn),
            Some(Status::Expired) => Case::Closed(Outcome::Expired),
            Some(Status::Handled) => Case::Closed(Outcome::Handled),
        };
        Ok(Self {
            key_hash: text("key_hash")?,
            station: text("station")?,
            expires_at: row.try_get("expires_at")?,
            reference: text("reference")?,
            case,
            version: small(row, "version")?,
            received_at: row.try_get("received_at")?,
            changed_at: row.try_get("changed_at")?,
            erase_at: row.try_get("erase_at")?,
            erased: row.try_get::<i64, _>("erased_at")? != 0,
            slot: slots::slot(row)?,
            held_until: row.try_get("held_until")?,
            preferred: HalfDays::parse(&text("preferred")?, None).unwrap_or_default(),
        })
    }

    /// True where a held time has run out.
    pub(super) fn lapses(&self, now: i64) -> bool {
        use AppointmentState::{Proposed, Requested};
        matches!(self.case, Case::Open(Some(Requested | Proposed))) && self.held_until <= now
    }

    /// True where what was sealed is to go.
    pub(super) fn goes(&self, now: i64) -> bool {
        !self.erased && self.erase_at != 0 && self.erase_at <= now
    }
}

pub(super) async fn find(transaction: &mut Transaction, named: Named<'_>) -> Result<Option<CaseRow>, StoreError> {
    const CASE: &str = "SELECT intents.key_hash AS key_hash, reference, intents.state AS state, reason, version, received_at,
        expires_at, changed_at, erase_at, erased_at, COALESCE(form, '') AS form, COALESCE(sealed.station, '') AS station,
        COALESCE(appointments.state, '') AS appointment, COALESCE(start_at, 0) AS start_at,
        COALESCE(clocks_ahead, 0) AS clocks_ahead, COALESCE(minutes, 0) AS minutes, COALESCE(held_until, 0) AS held_until,
        COALESCE(preferred, '') AS preferred
        FROM intents LEFT JOIN sealed ON sealed.key_hash = intents.key_hash
        LEFT JOIN appointments ON appointments.key_hash = intents.key_hash WHERE reference <> '' AND ";
    let (which, first, second) = named.condition();
    let statement = format!("{CASE}{which}");
    let row = sqlx::query(&statement).bind(first).bind(second).fetch_optional(&mut **transaction).await?;
    row.as_ref().map(CaseRow::read).transpose()
}

/// A case as its owner is told.
pub(super) async fn told(transaction: &mut Transaction, row: &CaseRow) -> Result<Progress, StoreError> {
    let rows =
        sqlx::query("SELECT at, kind, start_at, clocks_ahead, minutes FROM events WHERE key_hash = $1 ORDER BY number")
            .bind(&row.key_hash)
            .fetch_all(&mut **transaction)
            .await?;
    let received_at = clock::rfc3339(row.received_at);
    let mut events = vec![Event { at: received_at.clone(), kind: EventKind::Received, slot: None }];
    for event in &rows {
        let Some(kind) = EventKind::parse(&event.try_get::<String, _>("kind")?) else { continue };
        events.push(Event { at: clock::rfc3339(event.try_get("at")?), kind, slot: slots::slot(event)? });
    }
    if let Case::Closed(_) = row.case {
        events.push(Event { at: clock::rfc3339(row.changed_at), kind: EventKind::of(row.case), slot: None });
    }
    let appointment = row.case.appointment().map(|state| Appointment {
        state,
        slot: row.slot,
        held_until: (row.held_until != 0).then(|| clock::rfc3339(row.held_until)),
        preferred: row.preferred.clone(),
        alternatives: Vec::new(),
    });
    Ok(Progress {
        reference: row.reference.clone(),
        status: Status::of(row.case),
        reason: match row.case {
            Case::Closed(Outcome::Rejected(reason)) => Some(reason),
            _ => None,
        },
        received_at,
        expires_at: clock::rfc3339(row.expires_at),
        version: row.version,
        station: matches!(row.case, Case::Open(_)).then(|| row.station.clone()).filter(|station| !station.is_empty()),
        appointment,
        events,
    })
}
