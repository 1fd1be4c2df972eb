//! What arrived under which key. What makes "exactly once" true is the primary key on the hash of the submission key, in
//! the transaction that inserts the row.

use super::slots::{self, Wish};
use super::uploads::{self, Claim};
use super::{Store, StoreError, Transaction, random};
use crate::clock::{self, DAY};
use guichet_core::wire::reference::Reference;
use guichet_core::wire::submission::{FormName, Receipt};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// A submission is kept so long if nobody signs, and so are retired public keys accepted. Seconds.
pub const KEPT: i64 = 30 * DAY;

/// What is known about a submission key.
#[derive(Debug, Clone)]
pub enum Intent {
    /// It arrived (and may have been erased since).
    Arrived {
        /// SHA-256 of the raw body, hex.
        fingerprint: String,
        /// What was answered.
        receipt: Box<Receipt>,
    },
    /// The sender gave up before anything arrived.
    GivenUp,
}

/// What is stored of a new submission.
pub struct Arrival<'a> {
    /// SHA-256 of the key, hex.
    pub key_hash: &'a str,
    /// SHA-256 of the raw body, hex.
    pub fingerprint: &'a str,
    /// Hash of the follow-up code; empty where there is none.
    pub follow_up: &'a str,
    /// Which form.
    pub form: FormName,
    /// The public key it was sealed to.
    pub kid: &'a str,
    /// The chosen station; empty where there is none.
    pub station: &'a str,
    /// What is known about that station: `known`, `unknown`, `unchecked`, or empty without one.
    pub station_flag: &'a str,
    /// The wished time, where there is one.
    pub wish: Option<Wish<'a>>,
    /// The files that it claims.
    pub uploads: &'a [String],
    /// The body as it arrived.
    pub body: &'a str,
    /// The address that it came from, where that is kept.
    pub client: Option<Client>,
    /// Now, in seconds since 1970.
    pub now: i64,
}

/// An address that is kept for a while.
pub struct Client {
    /// As [`guichet_core::wire::client_address`] seals it.
    pub sealed: String,
    /// Seconds since 1970.
    pub erase_at: i64,
}

/// What came of an arrival.
#[derive(Debug, Clone)]
pub enum Insertion {
    /// This is stored under its key, now or before.
    Stored(Intent),
    /// Nothing was stored: a named file is not here, or not whole.
    UploadIncomplete,
    /// Nothing was stored: the named files are too large together.
    UploadsTooLarge,
}

impl Store {
    /// What is known about a key.
    pub async fn find(&self, key_hash: &str) -> Result<Option<Intent>, StoreError> {
        let row = sqlx::query(INTENT).bind(key_hash).fetch_optional(&self.pool).await?;
        row.as_ref().map(intent).transpose()
    }

    /// Stores a submission with its files and its wished time, or says what was stored under its key before: then nothing
    /// changes. Commits before it answers.
    pub async fn insert(&self, arrival: &Arrival<'_>) -> Result<Insertion, StoreError> {
        loop {
            let reference = Reference::from_random(random()?).to_string();
            let mut transaction = self.pool.begin().await?;
            let erase_at = match arrival.form {
                FormName::PreComplaint => arrival.now + KEPT,
                FormName::ContentReport => 0,
            };
            let inserted = sqlx::query(
                "INSERT INTO intents (key_hash, state, fingerprint, reference, follow_up, received_at, expires_at, changed_at, erase_at)
                 VALUES ($1, 'received', $2, $3, $4, $5, $6, $5, $7) ON CONFLICT DO NOTHING",
            )
            .bind(arrival.key_hash)
            .bind(arrival.fingerprint)
            .bind(&reference)
            .bind(arrival.follow_up)
            .bind(arrival.now)
            .bind(arrival.now + KEPT)
            .bind(erase_at)
            .execute(&mut *transaction)
            .await?;
            if inserted.rows_affected() == 1 {
                match uploads::claim(&mut transaction, arrival.uploads, arrival.key_hash).await? {
                    Claim::Whole => fill(&mut transaction, arrival).await?,
                    refused => {
                        transaction.rollback().await?;
                        return Ok(match refused {
                            Claim::TooLarge => Insertion::UploadsTooLarge,
                            _ => Insertion::UploadIncomplete,
                        });
                    }
                }
            }
            let row = sqlx::query(INTENT).bind(arrival.key_hash).fetch_optional(&mut *transaction).await?;
            transaction.commit().await?;
            // No row: the reference was already given to somebody else, so draw another one.
            if let Some(row) = row {
                return Ok(Insertion::Stored(intent(&row)?));
            }
        }
    }

    /// Leaves a tombstone, so that a late arrival is refused; or says what had arrived before.
    pub async fn give_up(&self, key_hash: &str, now: i64) -> Result<Intent, StoreError> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query(
            "INSERT INTO intents (key_hash, state, fingerprint, reference, follow_up, received_at, expires_at, changed_at, erased_at)
             VALUES ($1, 'given-up', '', '', '', $2, $2, $2, $2) ON CONFLICT DO NOTHING",
        )
        .bind(key_hash)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        let row = sqlx::query(INTENT).bind(key_hash).fetch_one(&mut *transaction).await?;
        transaction.commit().await?;
        intent(&row)
    }
}

/// Everything of a new submission that is erased later.
async fn fill(transaction: &mut Transaction, arrival: &Arrival<'_>) -> Result<(), StoreError> {
    let appointment = match &arrival.wish {
        Some(wish) => serde_json::to_string(&slots::wished(transaction, arrival, wish).await?).unwrap_or_default(),
        None => String::new(),
    };
    sqlx::query(
        "INSERT INTO sealed (key_hash, form, kid, station, station_flag, body, appointment) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(arrival.key_hash)
    .bind(arrival.form.as_str())
    .bind(arrival.kid)
    .bind(arrival.station)
    .bind(arrival.station_flag)
    .bind(arrival.body)
    .bind(appointment)
    .execute(&mut **transaction)
    .await?;
    if let Some(client) = &arrival.client {
        sqlx::query("INSERT INTO client_addresses (key_hash, sealed, erase_at) VALUES ($1, $2, $3)")
            .bind(arrival.key_hash)
            .bind(&client.sealed)
            .bind(client.erase_at)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

const INTENT: &str =
    "SELECT state, fingerprint, reference, received_at, expires_at, COALESCE(sealed.appointment, '') AS appointment
     FROM intents LEFT JOIN sealed ON sealed.key_hash = intents.key_hash WHERE intents.key_hash = $1";

fn intent(row: &AnyRow) -> Result<Intent, StoreError> {
    if row.try_get::<String, _>("state")? == "given-up" {
        return Ok(Intent::GivenUp);
    }
    let receipt = Receipt {
        reference: row.try_get("reference")?,
        received_at: clock::rfc3339(row.try_get("received_at")?),
        expires_at: clock::rfc3339(row.try_get("expires_at")?),
        // As it was answered the first time, whatever has become of it.
        appointment: serde_json::from_str(&row.try_get::<String, _>("appointment")?).ok(),
    };
    Ok(Intent::Arrived { fingerprint: row.try_get("fingerprint")?, receipt: Box::new(receipt) })
}
