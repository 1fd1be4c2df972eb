//! What the server was configured with and agents must hold to, on whichever machine they work.

use super::{Store, StoreError, Transaction};

/// How many days a handled content report is kept where nobody has said.
const REPORT_DAYS: i64 = 30;

impl Store {
    /// Notes how many days a content report is kept once it is handled.
    pub async fn note_report_days(&self, days: u16) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO settings (name, value) VALUES ('report_days', $1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(i64::from(days))
        .execute(&self.pool)
        .await
        .map(|_| ())
    }
}

/// How many days a content report is kept once it is handled.
pub(super) async fn report_days(transaction: &mut Transaction) -> Result<i64, StoreError> {
    let noted = sqlx::query_scalar("SELECT value FROM settings WHERE name = 'report_days'");
    Ok(noted.fetch_optional(&mut **transaction).await?.unwrap_or(REPORT_DAYS))
}
