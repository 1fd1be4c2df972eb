//! What agents did: who, when, what, and to which case. Never what was in it.

use super::{Store, StoreError, Transaction};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// Who does something at the desk, and when.
#[derive(Debug, Clone, Copy)]
pub struct Agent<'a> {
    /// As given with `--as`.
    pub name: &'a str,
    /// Seconds since 1970.
    pub now: i64,
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Seconds since 1970.
    pub at: i64,
    /// Who.
    pub agent: String,
    /// What: the name of a command, and a reason of rejection.
    pub act: String,
    /// The case; empty where it was none, and once its last trace is gone.
    pub reference: String,
}

impl Store {
    /// Records what an agent did that changes no case.
    pub async fn record(&self, agent: Agent<'_>, act: &str, reference: &str) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        record(&mut transaction, agent, act, reference).await?;
        transaction.commit().await
    }

    /// Everything that agents did, oldest first; to one case, where its reference is given.
    pub async fn log(&self, reference: Option<&str>) -> Result<Vec<Recorded>, StoreError> {
        let rows =
            sqlx::query("SELECT at, agent, act, reference FROM acts WHERE $1 = '' OR reference = $1 ORDER BY number")
                .bind(reference.unwrap_or_default())
                .fetch_all(&self.pool)
                .await?;
        let read = |row: &AnyRow| {
            Ok(Recorded {
                at: row.try_get("at")?,
                agent: row.try_get("agent")?,
                act: row.try_get("act")?,
                reference: row.try_get("reference")?,
            })
        };
        rows.iter().map(read).collect()
    }
}

pub(super) async fn record(
    transaction: &mut Transaction,
    agent: Agent<'_>,
    act: &str,
    reference: &str,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO acts (at, agent, act, reference) VALUES ($1, $2, $3, $4)")
        .bind(agent.now)
        .bind(agent.name)
        .bind(act)
        .bind(reference)
        .execute(&mut **transaction)
        .await
        .map(|_| ())
}
