//! The tables, as a list of steps that each database has gone through up to some number. A step is never changed once
//! it was released: a change is a new step.
//!
//! Both databases read the same statements: times are seconds since 1970, an absent text is empty, hashes are hex.

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
];
