//! What every page knows: the configuration, the words, and the forms in progress.

mod desk;
mod files;
mod session;
mod speech;

pub use desk::{Desk, KeptDraft, Watched, desk};
pub use files::{NotJoined, Told};
pub use session::{Session, session};
pub use speech::{Catalogs, Speech, catalogs, speech};

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

/// What an earlier visit has left, drawn on the start page; none before the program has looked.
#[derive(Clone, Copy)]
pub struct Left(pub RwSignal<Option<fn() -> AnyView>>);

/// What was asked in plain words. It stays in memory: what happened to somebody is written into no address and no storage.
#[derive(Clone, Copy)]
pub struct Asked(pub RwSignal<String>);

/// Every station, where pages are drawn ahead of time; a browser asks for those that it needs.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone)]
pub struct Published(pub std::sync::Arc<guichet_core::domain::directory::Directory>);

/// The institution, as it is named in a sentence; the service itself where nobody has said.
#[must_use]
pub fn institution() -> String {
    let settings = settings();
    if settings.institution.is_empty() { settings.name } else { settings.institution }
}

/// The configuration of this page.
#[must_use]
pub fn settings() -> Config {
    expect_context::<Settings>().0.get_value()
}
