//! What is true of complaints, reports and stations, whoever draws or stores them.
//!
//! - [`domain`]: the nouns — flaws, dates, places, persons, goods, the complaint, stations
//! - [`text`]: every word shown, per language
//! - [`follow_up`]: following what was sent
//! - [`form`]: the engine, which knows no particular form
//! - [`forms`]: the forms, as data
//! - [`orientation`]: which service is the right one
//! - [`papers`]: what a person takes along from the receipt
//! - [`hosting`]: parts of the service inside other sites' pages
//! - [`wire`]: what crosses the network, versioned; sealing
//! - [`about`]: long pages about the service
//! - [`config`]: what an institution may change
//! - [`diagnostic`]: the self-check of a deployed site
//! - [`json`]: the one way JSON is read
//! - [`still`]: what the pages without a program say
//! - [`site`]: routes, titles and header rules
//!
//! Nothing here knows a browser, a framework, a clock, a network or randomness: they come in as arguments.
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

pub mod about;
pub mod config;
pub mod diagnostic;
pub mod domain;
pub mod follow_up;
pub mod form;
pub mod forms;
pub mod hosting;
pub mod json;
pub mod orientation;
pub mod papers;
pub mod site;
pub mod still;
pub mod text;
pub mod wire;
