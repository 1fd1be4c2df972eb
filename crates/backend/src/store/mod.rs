//! The database: every intent exactly once.
//!
//! - [`intents`]: what arrived under which key, and what was given up
//! - [`cases`]: where a submission stands, and every change of that
//! - [`slots`]: times at stations, and who holds a place
//! - [`uploads`]: sealed files, in pieces
//! - [`erasure`]: what goes, and when
//! - [`desk`]: what agents read; [`acts`]: what they did
//! - [`kids`], [`settings`]: what the server was configured with
//!
//! Every transaction that may write begins with a write: so its row is its own until it ends, and `SQLite` never has to
//! turn a reader into a writer.

use sqlx::any::{AnyPoolOptions, AnyRow};
use sqlx::{AnyPool, Executor as _, Row as _};
use std::path::Path;
use std::time::Duration;

pub mod acts;
pub mod cases;
pub mod desk;
pub mod erasure;
pub mod intents;
pub mod kids;
mod schema;
pub mod settings;
pub mod slots;
pub mod uploads;

/// What the database says went wrong. Its text may quote a row, so only [`code_of`] is ever logged.
pub type StoreError = sqlx::Error;

/// A transaction on either database.
type Transaction = sqlx::Transaction<'static, sqlx::Any>;

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
                transaction.execute(schema::spelled(statement, self.sqlite).as_str()).await?;
            }
            sqlx::query("INSERT INTO schema_steps (step) VALUES ($1)").bind(step).execute(&mut *transaction).await?;
        }
        transaction.commit().await
    }

    /// Whether the database answers.
    pub async fn check(&self) -> Result<(), StoreError> {
        sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM schema_steps").fetch_one(&self.pool).await.map(|_| ())
    }

    /// Waits for what is under way and closes the connections.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// A number of a row that is never negative and small.
fn small<T: TryFrom<i64> + Default>(row: &AnyRow, column: &str) -> Result<T, StoreError> {
    Ok(T::try_from(row.try_get::<i64, _>(column)?).unwrap_or_default())
}

/// Random bytes of the operating system.
pub fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::Io(std::io::Error::other("no randomness")))?;
    Ok(bytes)
}
