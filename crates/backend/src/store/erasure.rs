//! What goes, and when. Erased means: the sealed text, its files, its routing and its times at the station are gone. What
//! stays for a while is hashes, the reference, dates and how it ended.

use super::{Store, StoreError, Transaction};
use crate::clock::DAY;
use guichet_core::wire::upload::UNCLAIMED;
use sqlx::Row as _;
use std::collections::BTreeSet;

/// A tombstone stays so long after what it stands for was erased. Seconds.
pub const TOMBSTONE: i64 = 90 * DAY;
/// How often the log of the database is tried to be truncated, where somebody is reading it.
const TRIES: u32 = 5;

impl Store {
    /// Erases everything whose time is over: what nobody signed or was rejected, handled reports, kept addresses, files that
    /// nobody claimed, tombstones; and gives free the places that were held for long enough.
    pub async fn purge(&self, now: i64) -> Result<(), StoreError> {
        let mut due = BTreeSet::new();
        for statement in [
            "SELECT key_hash FROM intents WHERE erased_at = 0 AND erase_at > 0 AND erase_at <= $1",
            "SELECT key_hash FROM appointments WHERE state IN ('requested', 'proposed') AND held_until <= $1",
        ] {
            for row in sqlx::query(statement).bind(now).fetch_all(&self.pool).await? {
                due.insert(row.try_get::<String, _>("key_hash")?);
            }
        }
        for key_hash in due {
            self.settle(&key_hash, now).await?;
        }
        let mut transaction = self.pool.begin().await?;
        for (statement, before) in [
            ("DELETE FROM client_addresses WHERE erase_at <= $1", now),
            ("DELETE FROM uploads WHERE claimed_by = '' AND started_at <= $1", now - UNCLAIMED),
            ("DELETE FROM intents WHERE erased_at > 0 AND erased_at <= $1", now - TOMBSTONE),
            ("DELETE FROM slots WHERE start_at <= $1", now - DAY),
        ] {
            sqlx::query(statement).bind(before).execute(&mut *transaction).await?;
        }
        sqlx::query(
            "UPDATE acts SET reference = '' WHERE reference <> ''
             AND NOT EXISTS (SELECT 1 FROM intents WHERE intents.reference = acts.reference)",
        )
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        self.forget().await
    }

    /// What was deleted is still in `SQLite`'s log until that is truncated.
    pub(super) async fn forget(&self) -> Result<(), StoreError> {
        if !self.sqlite {
            return Ok(());
        }
        for _ in 0..TRIES {
            let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&self.pool).await?;
            if row.try_get::<i64, _>(0)? == 0 {
                return Ok(());
            }
        }
        // Whoever reads holds it up; the next purge tries again.
        tracing::warn!("the log of the database could not be truncated yet");
        Ok(())
    }
}

/// Erases what was sealed, and everything beside it that says more than that it was here.
pub(super) async fn erase(transaction: &mut Transaction, key_hash: &str, now: i64) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM sealed WHERE key_hash = $1",
        "DELETE FROM uploads WHERE claimed_by = $1",
        "DELETE FROM client_addresses WHERE key_hash = $1",
        "DELETE FROM appointments WHERE key_hash = $1",
        "DELETE FROM events WHERE key_hash = $1",
    ] {
        sqlx::query(statement).bind(key_hash).execute(&mut **transaction).await?;
    }
    sqlx::query("UPDATE intents SET erased_at = $1 WHERE key_hash = $2")
        .bind(now)
        .bind(key_hash)
        .execute(&mut **transaction)
        .await
        .map(|_| ())
}
