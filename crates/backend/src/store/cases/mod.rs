//! Where a submission stands, and every change of that. What is possible, and where it leads, is said by
//! [`Case::after`]; here it is written down.

mod change;
mod row;

use self::change::{note_preferred, take};
use self::row::{find, told};
use super::acts::{self, Agent};
use super::slots::{self, Listed};
use super::{Store, StoreError, Transaction};
use guichet_core::domain::appointment::HalfDays;
use guichet_core::domain::case::{Act, Case, Outcome, Refused, RejectionReason};
use guichet_core::wire::appointment::Wish;
use guichet_core::wire::progress::Progress;
use guichet_core::wire::slot::{Slot, Start};

pub(super) use self::change::{apply, note_unavailable};
pub(super) use self::row::CaseRow;

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

/// What is written down of a change.
struct Written<'a> {
    act: Act,
    /// The time that it is about.
    slot: Option<Slot>,
    /// When another time would suit.
    preferred: Option<&'a HalfDays>,
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
            Wish::Accept | Wish::AskAgain { .. } | Wish::Cancel => row.slot,
        };
        let preferred = if let Wish::AskAgain { preferred } = wish { Some(preferred) } else { None };
        self.finish(transaction, &row, Written { act: wish.act(), slot, preferred }, now).await
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
        self.finish(transaction, &row, Written { act: Act::Withdraw, slot: None, preferred: None }, now).await
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
                // The station receives people at other times than those that it offers here, too.
                Listed::Not if slot.start.unix() > now && slot.start.unix() < row.expires_at => Some(slot),
                Listed::Not | Listed::Taken => return not_free(transaction, &row, Some(slot.start), now).await,
            },
            Deed::Confirm | Deed::Reject(_) | Deed::Sign | Deed::Handle => row.slot,
        };
        acts::record(&mut transaction, agent, &deed.word(), &row.reference).await?;
        self.finish(transaction, &row, Written { act: deed.act(), slot, preferred: None }, now).await
    }

    /// Writes a change down, and forgets what it erased.
    async fn finish(
        &self,
        mut transaction: Transaction,
        row: &CaseRow,
        Written { act, slot, preferred }: Written<'_>,
        now: i64,
    ) -> Result<Changed, StoreError> {
        let case = match apply(&mut transaction, row, act, slot, now).await? {
            Ok(case) => case,
            Err(refused) => return refuse(transaction, row, refused).await,
        };
        if let Some(preferred) = preferred {
            note_preferred(&mut transaction, row, preferred).await?;
        }
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
