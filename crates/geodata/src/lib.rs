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
pub mod communes;
pub mod failure;
pub mod import;
pub mod points;
pub mod projection;
pub mod publish;
pub mod report;
pub mod sample;
pub mod searching;
pub mod station_ids;
pub mod table;
pub mod telephone;
pub mod variations;
