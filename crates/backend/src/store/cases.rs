//! Where a submission stands, and every change of that. What is possible, and where it leads, is said by
//! [`Case::after`]; here it is written down.

use super::acts::{self, Agent};
use super::erasure;
use super::intents::{Arrival, KEPT};
use super::slots::{self, Listed};
use super::{Store, StoreError, Transaction, settings, small};
use crate::clock;
use guichet_core::domain::case::{Act, AppointmentState, Case, Outcome, Refused, RejectionReason};
use guichet_core::wire::appointment::{Appointment, Wish};
use guichet_core::wire::progress::{Event, EventKind, Progress, Status};
use guichet_core::wire::slot::{Slot, Start};
use guichet_core::wire::submission::FormName;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// Which case is meant, and by what right.
#[derive(Clone, Copy)]
pub enum Named<'a> {
    /// By whoever holds its code: both must fit, and nothing tells which did not.
    Owner {
        /// The reference, as shown.
        reference: &'a str,
        /// Hash of the code.
        follow_up: &'a str,
    },
    /// By an agent.
    Reference(&'a str),
    /// By the server itself.
    Key(&'a str),
}

impl<'a> Named<'a> {
    /// As the end of a statement, with what it is bound to.
    fn condition(self) -> (&'static str, &'a str, &'a str) {
        match self {
            Self::Owner { reference, follow_up } => {
                ("reference = $1 AND follow_up = $2 AND follow_up <> ''", reference, follow_up)
            }
            Self::Reference(reference) => ("reference = $1 AND $2 = ''", reference, ""),
            Self::Key(key_hash) => ("intents.key_hash = $1 AND $2 = ''", key_hash, ""),
        }
    }
}

/// What came of a change.
#[derive(Debug)]
pub enum Changed {
    /// It is done, and this is how it stands.
    Done(Progress),
    /// There is no such case, or the code is another one.
    Unknown,
    /// It has changed since the version that the person saw.
    Stale(Progress),
    /// It makes no sense as the case stands.
    NotNow(Refused, Progress),
    /// The named time is not free.
    NotFree {
        /// How it stands.
        progress: Progress,
        /// Free times near the named one.
        alternatives: Vec<Slot>,
    },
}

/// What an agent does to a case.
#[derive(Debug, Clone, Copy)]
pub enum Deed {
    /// Names a time.
    Propose(Slot),
    /// Agrees to the time in question.
    Confirm,
    /// Ends a complaint, with a reason.
    Reject(RejectionReason),
    /// Notes that the person signed.
    Sign,
    /// Has done what a content report asks for.
    Handle,
}

impl Deed {
    fn act(self) -> Act {
        match self {
            Self::Propose(_) => Act::Propose,
            Self::Confirm => Act::Confirm,
            Self::Reject(reason) => Act::Reject(reason),
            Self::Sign => Act::Sign,
            Self::Handle => Act::Handle,
        }
    }

    /// As it is recorded: the command, and its reason.
    fn word(self) -> String {
        match self {
            Self::Propose(_) => "propose".to_owned(),
            Self::Confirm => "confirm".to_owned(),
            Self::Reject(reason) => format!("reject {}", reason.as_str()),
            Self::Sign => "sign".to_owned(),
            Self::Handle => "handled".to_owned(),
        }
    }
}

/// A case as it lies in the database.
pub(super) struct CaseRow {
    pub key_hash: String,
    pub station: String,
    pub expires_at: i64,
    reference: String,
    case: Case,
    version: u32,
    received_at: i64,
    changed_at: i64,
    erase_at: i64,
    erased: bool,
    slot: Option<Slot>,
    held_until: i64,
}

impl CaseRow {
    /// The case of a submission that is being stored.
    pub(super) fn arriving(arrival: &Arrival<'_>) -> Self {
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
        })
    }

    /// True where a held time has run out.
    fn lapses(&self, now: i64) -> bool {
        use AppointmentState::{Proposed, Requested};
        matches!(self.case, Case::Open(Some(Requested | Proposed))) && self.held_until <= now
    }

    /// True where what was sealed is to go.
    fn goes(&self, now: i64) -> bool {
        !self.erased && self.erase_at != 0 && self.erase_at <= now
    }
}

impl Store {
    /// Where a case stands at this moment.
    pub async fn progress(&self, named: Named<'_>, now: i64) -> Result<Option<Progress>, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let Some(mut row) = find(&mut transaction, named).await? else { return Ok(None) };
        if row.lapses(now) || row.goes(now) {
            transaction.rollback().await?;
            transaction = self.pool.begin().await?;
            match take(&mut transaction, named, now).await? {
                Some(settled) => row = settled,
                None => return Ok(None),
            }
        }
        let progress = told(&mut transaction, &row).await?;
        transaction.commit().await?;
        Ok(Some(progress))
    }

    /// Changes the appointment as the person wants it.
    pub async fn change_appointment(
        &self,
        named: Named<'_>,
        wish: &Wish,
        seen: u32,
        now: i64,
    ) -> Result<Changed, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let Some(row) = take(&mut transaction, named, now).await? else { return Ok(Changed::Unknown) };
        if row.version != seen {
            let progress = told(&mut transaction, &row).await?;
            transaction.commit().await?;
            return Ok(Changed::Stale(progress));
        }
        if let Err(refused) = row.case.after(wish.act()) {
            return refuse(transaction, &row, refused).await;
        }
        let slot = match wish {
            Wish::Request { slot } => {
                let start = Start::parse(slot);
                let place = slots::requested(&mut transaction, &row, start, now).await?;
                if place.is_none() {
                    return not_free(transaction, &row, start, now).await;
                }
                place
            }
            Wish::Accept | Wish::AskAgain | Wish::Cancel => row.slot,
        };
        self.finish(transaction, &row, wish.act(), slot, now).await
    }

    /// Takes a complaint back: what was sealed is gone when this returns. Taking back twice is taking back once.
    pub async fn withdraw(&self, named: Named<'_>, now: i64) -> Result<Changed, StoreError> {
        let mut transaction = self.pool.begin().await?;
        let Some(row) = take(&mut transaction, named, now).await? else { return Ok(Changed::Unknown) };
        if row.case == Case::Closed(Outcome::Withdrawn) {
            let progress = told(&mut transaction, &row).await?;
            transaction.commit().await?;
            return Ok(Changed::Done(progress));
        }
        self.finish(transaction, &row, Act::Withdraw, None, now).await
    }

    /// Does what an agent wants, and records it as that.
    pub async fn act(&self, reference: &str, deed: Deed, agent: Agent<'_>) -> Result<Changed, StoreError> {
        let now = agent.now;
        let mut transaction = self.pool.begin().await?;
        let Some(row) = take(&mut transaction, Named::Reference(reference), now).await? else {
            return Ok(Changed::Unknown);
        };
        if let Err(refused) = row.case.after(deed.act()) {
            return refuse(transaction, &row, refused).await;
        }
        let slot = match deed {
            Deed::Propose(slot) => match slots::listed(&mut transaction, &row, slot.start, now).await? {
                Listed::Free(listed) => Some(listed),
                Listed::Taken => return not_free(transaction, &row, Some(slot.start), now).await,
                // The station receives people at other times than those that it offers here, too.
                Listed::Not if slot.start.unix() > now && slot.start.unix() < row.expires_at => Some(slot),
                Listed::Not => return not_free(transaction, &row, Some(slot.start), now).await,
            },
            Deed::Confirm | Deed::Reject(_) | Deed::Sign | Deed::Handle => row.slot,
        };
        acts::record(&mut transaction, agent, &deed.word(), &row.reference).await?;
        self.finish(transaction, &row, deed.act(), slot, now).await
    }

    /// Writes a change down, and forgets what it erased.
    async fn finish(
        &self,
        mut transaction: Transaction,
        row: &CaseRow,
        act: Act,
        slot: Option<Slot>,
        now: i64,
    ) -> Result<Changed, StoreError> {
        let case = match apply(&mut transaction, row, act, slot, now).await? {
            Ok(case) => case,
            Err(refused) => return refuse(transaction, row, refused).await,
        };
        let after = find(&mut transaction, Named::Key(&row.key_hash)).await?.ok_or(StoreError::RowNotFound)?;
        let progress = told(&mut transaction, &after).await?;
        transaction.commit().await?;
        if matches!(case, Case::Closed(_)) {
            self.forget().await?;
        }
        Ok(Changed::Done(progress))
    }

    /// Brings a case up to date that nobody asks about.
    pub(super) async fn settle(&self, key_hash: &str, now: i64) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        take(&mut transaction, Named::Key(key_hash), now).await?;
        transaction.commit().await
    }
}

async fn refuse(mut transaction: Transaction, row: &CaseRow, refused: Refused) -> Result<Changed, StoreError> {
    let progress = told(&mut transaction, row).await?;
    transaction.commit().await?;
    Ok(Changed::NotNow(refused, progress))
}

async fn not_free(
    mut transaction: Transaction,
    row: &CaseRow,
    start: Option<Start>,
    now: i64,
) -> Result<Changed, StoreError> {
    let alternatives = slots::alternatives(&mut transaction, &row.station, start, row.expires_at, now).await?;
    let progress = told(&mut transaction, row).await?;
    transaction.commit().await?;
    Ok(Changed::NotFree { progress, alternatives })
}

async fn find(transaction: &mut Transaction, named: Named<'_>) -> Result<Option<CaseRow>, StoreError> {
    const CASE: &str = "SELECT intents.key_hash AS key_hash, reference, intents.state AS state, reason, version, received_at,
        expires_at, changed_at, erase_at, erased_at, COALESCE(form, '') AS form, COALESCE(sealed.station, '') AS station,
        COALESCE(appointments.state, '') AS appointment, COALESCE(start_at, 0) AS start_at,
        COALESCE(clocks_ahead, 0) AS clocks_ahead, COALESCE(minutes, 0) AS minutes, COALESCE(held_until, 0) AS held_until
        FROM intents LEFT JOIN sealed ON sealed.key_hash = intents.key_hash
        LEFT JOIN appointments ON appointments.key_hash = intents.key_hash WHERE reference <> '' AND ";
    let (which, first, second) = named.condition();
    let statement = format!("{CASE}{which}");
    let row = sqlx::query(&statement).bind(first).bind(second).fetch_optional(&mut **transaction).await?;
    row.as_ref().map(CaseRow::read).transpose()
}

/// Takes a case for a change: it is this transaction's until that ends, and it is up to date.
async fn take(transaction: &mut Transaction, named: Named<'_>, now: i64) -> Result<Option<CaseRow>, StoreError> {
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
pub(super) async fn apply(
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
pub(super) async fn note_unavailable(transaction: &mut Transaction, row: &CaseRow, now: i64) -> Result<(), StoreError> {
    note(transaction, row, AppointmentState::Unavailable, None, now).await
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
         held_until = excluded.held_until",
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

/// A case as its owner is told.
async fn told(transaction: &mut Transaction, row: &CaseRow) -> Result<Progress, StoreError> {
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
        appointment,
        events,
    })
}
