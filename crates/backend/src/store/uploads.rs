//! Sealed files, in pieces. They lie in the database, so that a submission and its files arrive in one transaction, and
//! go in one.

use super::{Store, StoreError, Transaction, small};
use guichet_core::wire::upload::{MAX_CLAIMED, Pieces};
use sqlx::Row as _;

/// A file as it lies here.
pub struct File {
    /// Its upload's id.
    pub id: String,
    /// Its sealed pieces, in order.
    pub pieces: Vec<Vec<u8>>,
}

/// A piece that arrives.
pub struct Piece<'a> {
    /// The upload's id.
    pub upload: &'a str,
    /// Its number, from 0.
    pub number: u32,
    /// How many the file has.
    pub of: u32,
    /// Its bytes.
    pub sealed: &'a [u8],
}

/// What is here under the number of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// The same bytes.
    Same,
    /// Other bytes, or a file of another number of pieces.
    Different,
    /// Nothing.
    Nothing,
}

/// What came of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is here, now or before.
    Stored,
    /// Something else is here; nothing was changed.
    Differs,
    /// So much is here that nobody has claimed that there is no room for more.
    Full,
}

/// What came of claiming the files of a submission.
pub(super) enum Claim {
    /// They are all here, and belong to it now.
    Whole,
    /// One is not here, not whole, or belongs to another submission.
    Incomplete,
    /// Together they are larger than a submission may be.
    TooLarge,
}

impl Store {
    /// What is here under the number of a piece.
    pub async fn held(&self, piece: &Piece<'_>) -> Result<Held, StoreError> {
        let mut transaction = self.pool.begin().await?;
        held(&mut transaction, piece).await
    }

    /// Stores a piece. `room` is how many bytes may lie here that nobody has claimed.
    pub async fn put(&self, piece: &Piece<'_>, room: u64, now: i64) -> Result<Put, StoreError> {
        let mut transaction = self.pool.begin().await?;
        // Both lock the row: two pieces of one file do not pass each other.
        sqlx::query(
            "INSERT INTO uploads (id, piece_count, bytes, started_at, claimed_by) VALUES ($1, $2, 0, $3, '')
             ON CONFLICT (id) DO UPDATE SET bytes = uploads.bytes",
        )
        .bind(piece.upload)
        .bind(i64::from(piece.of))
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        match held(&mut transaction, piece).await? {
            Held::Same => return Ok(Put::Stored),
            Held::Different => return Ok(Put::Differs),
            Held::Nothing => (),
        }
        let unclaimed: i64 =
            sqlx::query_scalar("SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM uploads WHERE claimed_by = ''")
                .fetch_one(&mut *transaction)
                .await?;
        let size = i64::try_from(piece.sealed.len()).unwrap_or(i64::MAX);
        if u64::try_from(unclaimed.saturating_add(size)).unwrap_or(u64::MAX) > room {
            return Ok(Put::Full);
        }
        sqlx::query("INSERT INTO pieces (upload, number, sealed) VALUES ($1, $2, $3)")
            .bind(piece.upload)
            .bind(i64::from(piece.number))
            .bind(piece.sealed)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("UPDATE uploads SET bytes = bytes + $1 WHERE id = $2")
            .bind(size)
            .bind(piece.upload)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Put::Stored)
    }

    /// Which pieces of an upload are here.
    pub async fn pieces(&self, upload: &str) -> Result<Pieces, StoreError> {
        let rows = sqlx::query(
            "SELECT piece_count, number FROM uploads JOIN pieces ON upload = id WHERE id = $1 ORDER BY number",
        )
        .bind(upload)
        .fetch_all(&self.pool)
        .await?;
        let mut here = Pieces::default();
        for row in &rows {
            here.of = small(row, "piece_count")?;
            here.pieces.push(small(row, "number")?);
        }
        Ok(here)
    }
}

async fn held(transaction: &mut Transaction, piece: &Piece<'_>) -> Result<Held, StoreError> {
    let upload = sqlx::query("SELECT piece_count FROM uploads WHERE id = $1").bind(piece.upload);
    let Some(upload) = upload.fetch_optional(&mut **transaction).await? else { return Ok(Held::Nothing) };
    if small::<u32>(&upload, "piece_count")? != piece.of {
        return Ok(Held::Different);
    }
    let stored = sqlx::query_scalar::<_, Vec<u8>>("SELECT sealed FROM pieces WHERE upload = $1 AND number = $2")
        .bind(piece.upload)
        .bind(i64::from(piece.number))
        .fetch_optional(&mut **transaction)
        .await?;
    Ok(match stored {
        Some(stored) if stored == piece.sealed => Held::Same,
        Some(_) => Held::Different,
        None => Held::Nothing,
    })
}

/// Gives the uploads to the submission of that key, if they are all here and whole.
pub(super) async fn claim(
    transaction: &mut Transaction,
    uploads: &[String],
    key_hash: &str,
) -> Result<Claim, StoreError> {
    // In one order, so that two submissions never wait for each other.
    let mut uploads: Vec<&String> = uploads.iter().collect();
    uploads.sort_unstable();
    let mut bytes = 0_u64;
    for id in uploads {
        let claimed = sqlx::query("UPDATE uploads SET claimed_by = $1 WHERE id = $2 AND claimed_by = ''")
            .bind(key_hash)
            .bind(id)
            .execute(&mut **transaction)
            .await?;
        if claimed.rows_affected() != 1 {
            return Ok(Claim::Incomplete);
        }
        let row = sqlx::query(
            "SELECT piece_count, bytes, (SELECT COUNT(*) FROM pieces WHERE upload = id) AS here FROM uploads WHERE id = $1",
        )
        .bind(id)
        .fetch_one(&mut **transaction)
        .await?;
        if row.try_get::<i64, _>("here")? != row.try_get::<i64, _>("piece_count")? {
            return Ok(Claim::Incomplete);
        }
        bytes = bytes.saturating_add(small(&row, "bytes")?);
    }
    Ok(if bytes > MAX_CLAIMED { Claim::TooLarge } else { Claim::Whole })
}

/// The files of a submission.
pub(super) async fn of(transaction: &mut Transaction, key_hash: &str) -> Result<Vec<File>, StoreError> {
    let rows = sqlx::query(
        "SELECT id, sealed FROM uploads JOIN pieces ON upload = id WHERE claimed_by = $1 ORDER BY id, number",
    )
    .bind(key_hash)
    .fetch_all(&mut **transaction)
    .await?;
    let mut files: Vec<File> = Vec::new();
    for row in &rows {
        let (id, sealed): (String, Vec<u8>) = (row.try_get("id")?, row.try_get("sealed")?);
        match files.last_mut() {
            Some(file) if file.id == id => file.pieces.push(sealed),
            _ => files.push(File { id, pieces: vec![sealed] }),
        }
    }
    Ok(files)
}
