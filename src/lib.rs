//! The app: the only code that knows a browser. A library, so that its parts can be tested in a real one.
//!
//! A module may name only those before it: `browser → api → routes → context → map → components → pages → app → ahead`.
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

#[cfg(not(target_arch = "wasm32"))]
pub mod ahead;
pub mod api;
pub mod app;
pub mod browser;
pub mod components;
pub mod context;
pub mod map;
pub mod pages;
pub mod routes;
