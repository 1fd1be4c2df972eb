//! The tables, as a list of steps that each database has gone through up to some number. A step is never changed once
//! it was released: a change is a new step.
//!
//! Both databases read the same statements: times are seconds since 1970, an absent text is empty, hashes are hex. Where
//! they have no word in common, `{bytes}` and `{counter}` stand for each one's own ([`spelled`]).

/// One step after the other; each is a list of statements.
pub const STEPS: &[&[&str]] = &[
    &[
        // One row per intent, from its arrival (or from giving up) to the end of its tombstone. Erasing what was sealed
        // leaves this row, so that an old retry still gets its receipt.
        "CREATE TABLE intents (
        key_hash TEXT NOT NULL PRIMARY KEY,
        state TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        reference TEXT NOT NULL,
        follow_up TEXT NOT NULL,
        appointment TEXT NOT NULL,
        received_at BIGINT NOT NULL,
        expires_at BIGINT NOT NULL,
        changed_at BIGINT NOT NULL
    )",
        "CREATE UNIQUE INDEX intents_reference ON intents (reference) WHERE reference <> ''",
        // What is erased: the body as it arrived, byte by byte, and what was read from it for the desk.
        "CREATE TABLE sealed (
        key_hash TEXT NOT NULL PRIMARY KEY REFERENCES intents (key_hash) ON DELETE CASCADE,
        form TEXT NOT NULL,
        kid TEXT NOT NULL,
        station TEXT NOT NULL,
        station_flag TEXT NOT NULL,
        body TEXT NOT NULL
    )",
        // Which public keys this institution has had, so that a retired one is told from one never known.
        "CREATE TABLE kids (
        kid TEXT NOT NULL PRIMARY KEY,
        retired_at BIGINT NOT NULL
    )",
    ],
    &[
        // The address that a content report came from, where the institution keeps it: sealed, and for some days only.
        "CREATE TABLE client_addresses (
        key_hash TEXT NOT NULL PRIMARY KEY REFERENCES intents (key_hash) ON DELETE CASCADE,
        sealed TEXT NOT NULL,
        erase_at BIGINT NOT NULL
    )",
    ],
    &[
        // A case: why it was rejected, how often it has changed, when what was sealed goes (0: not before it is handled),
        // and when it went (0: not yet).
        "ALTER TABLE intents DROP COLUMN appointment",
        "ALTER TABLE intents ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE intents ADD COLUMN version BIGINT NOT NULL DEFAULT 1",
        "ALTER TABLE intents ADD COLUMN erase_at BIGINT NOT NULL DEFAULT 0",
        "ALTER TABLE intents ADD COLUMN erased_at BIGINT NOT NULL DEFAULT 0",
        "UPDATE intents SET erased_at = changed_at WHERE state <> 'received'",
        "UPDATE intents SET erase_at = expires_at WHERE state = 'received'
         AND key_hash IN (SELECT key_hash FROM sealed WHERE form = 'pre-complaint')",
        "CREATE INDEX intents_erase_at ON intents (erase_at) WHERE erased_at = 0",
        // What the receipt said of a wished time, as JSON; empty where none was wished.
        "ALTER TABLE sealed ADD COLUMN appointment TEXT NOT NULL DEFAULT ''",
        // What stations offer. A start is a moment and how far the clocks there are ahead of UTC.
        "CREATE TABLE slots (
        station TEXT NOT NULL,
        start_at BIGINT NOT NULL,
        clocks_ahead BIGINT NOT NULL,
        minutes BIGINT NOT NULL,
        places BIGINT NOT NULL,
        PRIMARY KEY (station, start_at)
    )",
        // Where the wish for a time stands; 0 in `start_at`: no time is named. A place is held until `held_until`, for good
        // once it is confirmed.
        "CREATE TABLE appointments (
        key_hash TEXT NOT NULL PRIMARY KEY REFERENCES intents (key_hash) ON DELETE CASCADE,
        station TEXT NOT NULL,
        state TEXT NOT NULL,
        start_at BIGINT NOT NULL,
        clocks_ahead BIGINT NOT NULL,
        minutes BIGINT NOT NULL,
        held_until BIGINT NOT NULL
    )",
        "CREATE INDEX appointments_slot ON appointments (station, start_at)",
        // What happened on the way to an appointment, erased with it. Arrival and end stand in `intents`.
        "CREATE TABLE events (
        key_hash TEXT NOT NULL REFERENCES intents (key_hash) ON DELETE CASCADE,
        number BIGINT NOT NULL,
        at BIGINT NOT NULL,
        kind TEXT NOT NULL,
        start_at BIGINT NOT NULL,
        clocks_ahead BIGINT NOT NULL,
        minutes BIGINT NOT NULL,
        PRIMARY KEY (key_hash, number)
    )",
        // Sealed files; `claimed_by` is the submission that names them, empty until it arrives.
        "CREATE TABLE uploads (
        id TEXT NOT NULL PRIMARY KEY,
        piece_count BIGINT NOT NULL,
        bytes BIGINT NOT NULL,
        started_at BIGINT NOT NULL,
        claimed_by TEXT NOT NULL
    )",
        "CREATE INDEX uploads_claimed_by ON uploads (claimed_by)",
        "CREATE TABLE pieces (
        upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
        number BIGINT NOT NULL,
        sealed {bytes} NOT NULL,
        PRIMARY KEY (upload, number)
    )",
        // What agents did. The reference is blanked with the case's last trace.
        "CREATE TABLE acts (
        number {counter},
        at BIGINT NOT NULL,
        agent TEXT NOT NULL,
        act TEXT NOT NULL,
        reference TEXT NOT NULL
    )",
        // What the server was configured with and agents must hold to.
        "CREATE TABLE settings (
        name TEXT NOT NULL PRIMARY KEY,
        value BIGINT NOT NULL
    )",
    ],
    &[
        // The half-days that would suit whoever asks for another time, as `HalfDays::as_answer` writes them.
        "ALTER TABLE appointments ADD COLUMN preferred TEXT NOT NULL DEFAULT ''",
    ],
];

/// A statement in the words of one of the databases.
pub fn spelled(statement: &str, sqlite: bool) -> String {
    let (bytes, counter) = if sqlite {
        ("BLOB", "INTEGER PRIMARY KEY AUTOINCREMENT")
    } else {
        ("BYTEA", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
    };
    statement.replace("{bytes}", bytes).replace("{counter}", counter)
}
