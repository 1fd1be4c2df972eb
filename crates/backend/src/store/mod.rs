//! The database: every intent exactly once.
//!
//! What makes "exactly once" true is the primary key on the hash of the submission key, in the transaction that inserts
//! the row. Everything else here reads what that transaction left.

use crate::clock::{self, DAY};
use guichet_core::domain::case::AppointmentState;
use guichet_core::wire::appointment::Appointment;
use guichet_core::wire::progress::{Event, EventKind, Progress, Status};
use guichet_core::wire::reference::Reference;
use guichet_core::wire::submission::Receipt;
use sqlx::any::{AnyPoolOptions, AnyRow};
use sqlx::{AnyPool, Executor as _, Row as _};
use std::path::Path;
use std::time::Duration;

mod schema;

/// A submission is kept so long if nobody signs, and so are retired public keys accepted. Seconds.
pub const KEPT: i64 = 30 * DAY;
/// A tombstone stays so long after what it stands for was erased. Seconds.
pub const TOMBSTONE: i64 = 90 * DAY;

/// What the database says went wrong. Its text may quote a row, so only [`code_of`] is ever logged.
pub type StoreError = sqlx::Error;

/// A short name of an error, without anything of a row.
pub fn code_of(error: &StoreError) -> String {
    match error {
        sqlx::Error::Database(inner) => format!("database {}", inner.code().unwrap_or_default()),
        sqlx::Error::Io(inner) => format!("connection {}", inner.kind()),
        sqlx::Error::PoolTimedOut => "no connection in time".to_owned(),
        sqlx::Error::RowNotFound => "row missing".to_owned(),
        sqlx::Error::ColumnDecode { index, .. } => format!("column {index}"),
        _ => "other".to_owned(),
    }
}

/// What is known about a submission key.
#[derive(Debug, Clone)]
pub enum Intent {
    /// It arrived (and may have been erased since).
    Arrived {
        /// SHA-256 of the raw body, hex.
        fingerprint: String,
        /// What was answered.
        receipt: Receipt,
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
    /// True where a time was wished.
    pub wished: bool,
    /// The form's name.
    pub form: &'a str,
    /// The public key it was sealed to.
    pub kid: &'a str,
    /// The chosen station; empty where there is none.
    pub station: &'a str,
    /// What is known about that station: `known`, `unknown`, `unchecked`, or empty without one.
    pub station_flag: &'a str,
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

/// One line of the agent's list.
pub struct Listed {
    /// The reference, as shown.
    pub reference: String,
    /// Seconds since 1970.
    pub received_at: i64,
    /// `received` or `expired`.
    pub state: String,
    /// The form's name; empty once erased.
    pub form: String,
    /// The chosen station; empty without one and once erased.
    pub station: String,
    /// As in [`Arrival::station_flag`].
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
    /// As in [`Arrival::station_flag`].
    pub station_flag: String,
    /// The body as it arrived.
    pub body: String,
    /// The sealed address that it came from; empty where that is not kept.
    pub client: String,
}

/// A pool of connections to one database.
#[derive(Clone)]
pub struct Store {
    pool: AnyPool,
    sqlite: bool,
}

impl Store {
    /// Opens the database of that address, or the file `guichet.db` in the folder where there is none, and brings its
    /// tables up to date.
    pub async fn open(folder: &Path, database_url: Option<&str>) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let file =
            folder.join("guichet.db").to_string_lossy().replace('%', "%25").replace('?', "%3F").replace('#', "%23");
        let url = database_url.map_or_else(|| format!("sqlite://{file}?mode=rwc"), str::to_owned);
        let sqlite = url.starts_with("sqlite:");
        let options =
            AnyPoolOptions::new().max_connections(if sqlite { 8 } else { 16 }).acquire_timeout(Duration::from_secs(5));
        let options = options.after_connect(move |connection, _| {
            Box::pin(async move {
                if sqlite {
                    // The first line lets the others wait for their turn. A commit is on the disk before it is
                    // answered, and what is deleted is overwritten.
                    connection.execute("PRAGMA busy_timeout = 10000").await?;
                    connection.execute("PRAGMA journal_mode = WAL").await?;
                    connection.execute("PRAGMA synchronous = FULL").await?;
                    connection.execute("PRAGMA secure_delete = ON").await?;
                    connection.execute("PRAGMA foreign_keys = ON").await?;
                }
                Ok(())
            })
        });
        let store = Self { pool: options.connect(&url).await?, sqlite };
        let mut attempt = 0;
        // Several servers may start at once on a new database: one makes the tables, the others look again.
        while let Err(error) = store.migrate().await {
            attempt += 1;
            if attempt == 10 {
                return Err(error);
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(store)
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        transaction.execute("CREATE TABLE IF NOT EXISTS schema_steps (step BIGINT NOT NULL PRIMARY KEY)").await?;
        let done: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM schema_steps").fetch_one(&mut *transaction).await?;
        for (step, statements) in (0_i64..).zip(schema::STEPS).skip(usize::try_from(done).unwrap_or(0)) {
            for statement in *statements {
                transaction.execute(*statement).await?;
            }
            sqlx::query("INSERT INTO schema_steps (step) VALUES ($1)").bind(step).execute(&mut *transaction).await?;
        }
        transaction.commit().await
    }

    /// Whether the database answers.
    pub async fn check(&self) -> Result<(), StoreError> {
        sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM schema_steps").fetch_one(&self.pool).await.map(|_| ())
    }

    /// What is known about a key.
    pub async fn find(&self, key_hash: &str) -> Result<Option<Intent>, StoreError> {
        let row = sqlx::query(INTENT).bind(key_hash).fetch_optional(&self.pool).await?;
        row.as_ref().map(intent).transpose()
    }

    /// Stores a submission, or says what was stored under its key before: then nothing changes. Commits before it
    /// answers.
    pub async fn insert(&self, arrival: &Arrival<'_>) -> Result<Intent, StoreError> {
        loop {
            let reference = Reference::from_random(random()?).to_string();
            let mut transaction = self.pool.begin().await?;
            let inserted = sqlx::query(
                "INSERT INTO intents (key_hash, state, fingerprint, reference, follow_up, appointment, received_at, expires_at, changed_at)
                 VALUES ($1, 'received', $2, $3, $4, $5, $6, $7, $6) ON CONFLICT DO NOTHING",
            )
            .bind(arrival.key_hash)
            .bind(arrival.fingerprint)
            .bind(&reference)
            .bind(arrival.follow_up)
            .bind(if arrival.wished { "unavailable" } else { "" })
            .bind(arrival.now)
            .bind(arrival.now + KEPT)
            .execute(&mut *transaction)
            .await?;
            if inserted.rows_affected() == 1 {
                sqlx::query("INSERT INTO sealed (key_hash, form, kid, station, station_flag, body) VALUES ($1, $2, $3, $4, $5, $6)")
                    .bind(arrival.key_hash)
                    .bind(arrival.form)
                    .bind(arrival.kid)
                    .bind(arrival.station)
                    .bind(arrival.station_flag)
                    .bind(arrival.body)
                    .execute(&mut *transaction)
                    .await?;
                if let Some(client) = &arrival.client {
                    sqlx::query("INSERT INTO client_addresses (key_hash, sealed, erase_at) VALUES ($1, $2, $3)")
                        .bind(arrival.key_hash)
                        .bind(&client.sealed)
                        .bind(client.erase_at)
                        .execute(&mut *transaction)
                        .await?;
                }
            }
            let row = sqlx::query(INTENT).bind(arrival.key_hash).fetch_optional(&mut *transaction).await?;
            transaction.commit().await?;
            // No row: the reference was already given to somebody else, so draw another one.
            if let Some(row) = row {
                return intent(&row);
            }
        }
    }

    /// Leaves a tombstone, so that a late arrival is refused; or says what had arrived before.
    pub async fn give_up(&self, key_hash: &str, now: i64) -> Result<Intent, StoreError> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query(
            "INSERT INTO intents (key_hash, state, fingerprint, reference, follow_up, appointment, received_at, expires_at, changed_at)
             VALUES ($1, 'given-up', '', '', '', '', $2, $2, $2) ON CONFLICT DO NOTHING",
        )
        .bind(key_hash)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        let row = sqlx::query(INTENT).bind(key_hash).fetch_one(&mut *transaction).await?;
        transaction.commit().await?;
        intent(&row)
    }

    /// Where a submission stands, for whoever holds its code: both must fit, and nothing tells which did not.
    pub async fn progress(&self, reference: &str, follow_up: &str) -> Result<Option<Progress>, StoreError> {
        let row = sqlx::query(
            "SELECT reference, state, received_at, expires_at, changed_at FROM intents
             WHERE reference = $1 AND follow_up = $2 AND follow_up <> ''",
        )
        .bind(reference)
        .bind(follow_up)
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let received_at = clock::rfc3339(row.try_get("received_at")?);
        let mut events = vec![Event { at: received_at.clone(), kind: EventKind::Received, slot: None }];
        let expired = row.try_get::<String, _>("state")? == "expired";
        if expired {
            let at = clock::rfc3339(row.try_get("changed_at")?);
            events.push(Event { at, kind: EventKind::Expired, slot: None });
        }
        Ok(Some(Progress {
            reference: row.try_get("reference")?,
            status: if expired { Status::Expired } else { Status::Received },
            reason: None,
            received_at,
            expires_at: clock::rfc3339(row.try_get("expires_at")?),
            version: 1,
            appointment: None,
            events,
        }))
    }

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

    /// Everything that arrived and still has a row, oldest first.
    pub async fn list(&self) -> Result<Vec<Listed>, StoreError> {
        let rows = sqlx::query(
            "SELECT reference, received_at, state, COALESCE(form, '') AS form, COALESCE(station, '') AS station,
             COALESCE(station_flag, '') AS station_flag
             FROM intents LEFT JOIN sealed ON sealed.key_hash = intents.key_hash
             WHERE reference <> '' ORDER BY received_at, reference",
        )
        .fetch_all(&self.pool)
        .await?;
        let read = |row: &AnyRow| {
            Ok(Listed {
                reference: row.try_get("reference")?,
                received_at: row.try_get("received_at")?,
                state: row.try_get("state")?,
                form: row.try_get("form")?,
                station: row.try_get("station")?,
                station_flag: row.try_get("station_flag")?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// What is needed to open the submission of that reference; `None` where there is none, or it was erased.
    pub async fn export(&self, reference: &str) -> Result<Option<Stored>, StoreError> {
        let row = sqlx::query(
            "SELECT sealed.key_hash AS key_hash, reference, received_at, station_flag, body,
             COALESCE(client_addresses.sealed, '') AS client
             FROM intents JOIN sealed ON sealed.key_hash = intents.key_hash
             LEFT JOIN client_addresses ON client_addresses.key_hash = intents.key_hash WHERE reference = $1",
        )
        .bind(reference)
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Stored {
            key_hash: row.try_get("key_hash")?,
            reference: row.try_get("reference")?,
            received_at: row.try_get("received_at")?,
            station_flag: row.try_get("station_flag")?,
            body: row.try_get("body")?,
            client: row.try_get("client")?,
        }))
    }

    /// Erases what nobody signed in time, and tombstones whose time is over. Content reports stay until they are
    /// handled, whatever their date.
    pub async fn purge(&self, now: i64) -> Result<(), StoreError> {
        let mut transaction = self.pool.begin().await?;
        sqlx::query(
            "DELETE FROM sealed WHERE form = 'pre-complaint' AND key_hash IN
             (SELECT key_hash FROM intents WHERE state = 'received' AND expires_at <= $1)",
        )
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        sqlx::query(
            "UPDATE intents SET state = 'expired', changed_at = $1 WHERE state = 'received' AND expires_at <= $1
             AND NOT EXISTS (SELECT 1 FROM sealed WHERE sealed.key_hash = intents.key_hash)",
        )
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        sqlx::query("DELETE FROM intents WHERE state IN ('expired', 'given-up') AND changed_at <= $1")
            .bind(now - TOMBSTONE)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM client_addresses WHERE erase_at <= $1").bind(now).execute(&mut *transaction).await?;
        transaction.commit().await?;
        if self.sqlite {
            // What was deleted is still in the log until it is truncated.
            self.pool.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }

    /// Waits for what is under way and closes the connections.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

const INTENT: &str =
    "SELECT state, fingerprint, reference, appointment, received_at, expires_at FROM intents WHERE key_hash = $1";

fn intent(row: &AnyRow) -> Result<Intent, StoreError> {
    if row.try_get::<String, _>("state")? == "given-up" {
        return Ok(Intent::GivenUp);
    }
    let wished = !row.try_get::<String, _>("appointment")?.is_empty();
    let receipt = Receipt {
        reference: row.try_get("reference")?,
        received_at: clock::rfc3339(row.try_get("received_at")?),
        expires_at: clock::rfc3339(row.try_get("expires_at")?),
        appointment: wished.then(|| Appointment {
            state: AppointmentState::Unavailable,
            slot: None,
            held_until: None,
            alternatives: Vec::new(),
        }),
    };
    Ok(Intent::Arrived { fingerprint: row.try_get("fingerprint")?, receipt })
}

/// Random bytes of the operating system.
pub fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::Io(std::io::Error::other("no randomness")))?;
    Ok(bytes)
}
