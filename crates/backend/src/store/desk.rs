//! What agents read: which submissions there are, and all that is needed to open one.

use super::acts::{self, Agent};
use super::uploads::{self, File};
use super::{Store, StoreError};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// One line of the agent's list.
pub struct Listed {
    /// The reference, as shown.
    pub reference: String,
    /// Seconds since 1970.
    pub received_at: i64,
    /// Where it stands.
    pub state: String,
    /// Where a wish for a time stands; empty without one.
    pub appointment: String,
    /// The half-days that would suit, as `HalfDays::as_answer` writes them.
    pub preferred: String,
    /// The form's name; empty once erased.
    pub form: String,
    /// The chosen station; empty without one and once erased.
    pub station: String,
    /// As in [`Arrival::station_flag`](super::intents::Arrival::station_flag).
    pub station_flag: String,
}

/// What an agent needs to open a submission on any machine.
pub struct Stored {
    /// SHA-256 of the key, hex.
    pub key_hash: String,
    /// The reference, as shown.
    pub reference: String,
    /// Seconds since 1970.
    pub received_at: i64,
    /// As in [`Arrival::station_flag`](super::intents::Arrival::station_flag).
    pub station_flag: String,
    /// The body as it arrived.
    pub body: String,
    /// The sealed address that it came from; empty where that is not kept.
    pub client: String,
    /// The sealed files.
    pub files: Vec<File>,
}

impl Store {
    /// Everything that arrived and still has a row, oldest first.
    pub async fn list(&self) -> Result<Vec<Listed>, StoreError> {
        let rows = sqlx::query(
            "SELECT reference, received_at, intents.state AS state, COALESCE(form, '') AS form,
             COALESCE(sealed.station, '') AS station, COALESCE(station_flag, '') AS station_flag,
             COALESCE(appointments.state, '') AS appointment, COALESCE(preferred, '') AS preferred
             FROM intents LEFT JOIN sealed ON sealed.key_hash = intents.key_hash
             LEFT JOIN appointments ON appointments.key_hash = intents.key_hash
             WHERE reference <> '' ORDER BY received_at, reference",
        )
        .fetch_all(&self.pool)
        .await?;
        let read = |row: &AnyRow| {
            Ok(Listed {
                reference: row.try_get("reference")?,
                received_at: row.try_get("received_at")?,
                state: row.try_get("state")?,
                appointment: row.try_get("appointment")?,
                preferred: row.try_get("preferred")?,
                form: row.try_get("form")?,
                station: row.try_get("station")?,
                station_flag: row.try_get("station_flag")?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// The station of a case; empty where it has none, or was erased.
    pub async fn station(&self, reference: &str) -> Result<String, StoreError> {
        let station = sqlx::query_scalar(
            "SELECT station FROM sealed JOIN intents ON intents.key_hash = sealed.key_hash WHERE reference = $1",
        );
        Ok(station.bind(reference).fetch_optional(&self.pool).await?.unwrap_or_default())
    }

    /// What is needed to open the submission of that reference; `None` where there is none, or it was erased. Where an
    /// agent asks, that is recorded as this act.
    pub async fn export(&self, reference: &str, by: Option<(Agent<'_>, &str)>) -> Result<Option<Stored>, StoreError> {
        let mut transaction = self.pool.begin().await?;
        if let Some((agent, act)) = by {
            acts::record(&mut transaction, agent, act, reference).await?;
        }
        let row = sqlx::query(
            "SELECT sealed.key_hash AS key_hash, reference, received_at, station_flag, body,
             COALESCE(client_addresses.sealed, '') AS client
             FROM intents JOIN sealed ON sealed.key_hash = intents.key_hash
             LEFT JOIN client_addresses ON client_addresses.key_hash = intents.key_hash WHERE reference = $1",
        )
        .bind(reference)
        .fetch_optional(&mut *transaction)
        .await?;
        // Nothing was shown: there is nothing to record.
        let Some(row) = row else { return Ok(None) };
        let key_hash: String = row.try_get("key_hash")?;
        let stored = Stored {
            files: uploads::of(&mut transaction, &key_hash).await?,
            key_hash,
            reference: row.try_get("reference")?,
            received_at: row.try_get("received_at")?,
            station_flag: row.try_get("station_flag")?,
            body: row.try_get("body")?,
            client: row.try_get("client")?,
        };
        transaction.commit().await?;
        Ok(Some(stored))
    }
}
