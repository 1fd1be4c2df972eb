//! Which public keys this institution has had, so that a retired one is told from one never known.

use super::intents::KEPT;
use super::{Store, StoreError};
use sqlx::Row as _;

impl Store {
    /// Notes which public keys are in use now; the others retire today.
    pub async fn note_kids(&self, current: &[&str], now: i64) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        for kid in current {
            sqlx::query(
                "INSERT INTO kids (kid, retired_at) VALUES ($1, 0) ON CONFLICT (kid) DO UPDATE SET retired_at = 0",
            )
            .bind(*kid)
            .execute(&mut *transaction)
            .await?;
        }
        let known = sqlx::query("SELECT kid FROM kids WHERE retired_at = 0").fetch_all(&mut *transaction).await?;
        for row in known {
            let kid: String = row.try_get("kid")?;
            if !current.contains(&kid.as_str()) {
                let retire = sqlx::query("UPDATE kids SET retired_at = $1 WHERE kid = $2").bind(now).bind(kid);
                retire.execute(&mut *transaction).await?;
            }
        }
        transaction.commit().await
    }

    /// True for a public key in use, or retired less than 30 days ago.
    pub async fn accepts_kid(&self, kid: &str, now: i64) -> Result<bool, StoreError> {
        let row =
            sqlx::query("SELECT retired_at FROM kids WHERE kid = $1").bind(kid).fetch_optional(&self.pool).await?;
        let Some(row) = row else { return Ok(false) };
        let retired_at: i64 = row.try_get("retired_at")?;
        Ok(retired_at == 0 || now - retired_at < KEPT)
    }
}
