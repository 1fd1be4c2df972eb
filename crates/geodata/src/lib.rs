//! Turns official open data into the app's static data files.
//!
//! [`build::build`] reads communes, points and stations, repairs what can be repaired, says in a [`report`] what
//! became of every row, and writes hashed pieces with an index. The same inputs give the same bytes.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "a test may stop at the first surprise"
    )
)]

pub mod bench;
pub mod build;
pub mod check;
pub mod communes;
pub mod dates;
pub mod directory;
pub mod failure;
pub mod fetch;
pub mod former;
pub mod geojson;
pub mod import;
pub mod inputs;
pub mod joining;
pub mod points;
pub mod projection;
pub mod publish;
pub mod report;
pub mod sample;
pub mod scatter;
pub mod searching;
pub mod station_ids;
pub mod table;
pub mod telephone;
pub mod territory;
pub mod variations;
pub mod week;
