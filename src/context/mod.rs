//! What every page knows: the configuration, the words, and the forms in progress.

mod desk;
mod session;
mod speech;

pub use desk::{Desk, desk};
pub use session::{Session, session};
pub use speech::{Speech, speech};

use guichet_core::config::Config;
use leptos::prelude::*;

/// The configuration of this page.
#[derive(Clone, Copy)]
pub struct Settings(pub StoredValue<Config>);

/// Lives as long as the app: what is opened on one page and outlives it belongs here.
#[derive(Clone)]
pub struct Root(pub Owner);

/// Something drawn over every page; none at first.
#[derive(Clone, Copy)]
pub struct Overlay(pub RwSignal<Option<fn() -> AnyView>>);

/// The configuration of this page.
#[must_use]
pub fn settings() -> Config {
    expect_context::<Settings>().0.get_value()
}
