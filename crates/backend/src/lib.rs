//! The reference API and the agent's command line.
//!
//! - [`store`]: the database, where every intent is exactly once
//! - [`routes`], [`submissions`], [`follow_up`], [`slots`], [`uploads`], [`openapi`]: the calls
//! - [`body`]: what is sent, read
//! - [`cors`], [`request_log`], [`failure`]: what holds for all calls
//! - [`limits`], [`room`]: what one client may ask for, and a floor of free disk
//! - [`news`]: the institution's posts, gathered and made safe
//! - [`serve_files`]: the built app
//! - [`institution`], [`keys`]: configuration, keys, and the guard against misleading people
//! - [`agent`], [`readable`]: the station's side
//! - [`clock`]: the time
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

pub mod agent;
pub mod body;
pub mod clock;
pub mod cors;
pub mod failure;
pub mod follow_up;
pub mod institution;
pub mod keys;
pub mod limits;
pub mod news;
pub mod openapi;
pub mod readable;
pub mod request_log;
pub mod room;
pub mod routes;
pub mod serve_files;
pub mod slots;
pub mod store;
pub mod submissions;
pub mod uploads;
