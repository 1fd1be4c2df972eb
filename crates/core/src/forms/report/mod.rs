//! The report of illegal content.
//!
//! - `categories`: the tree of what can be reported, with the services that some of it belongs to
//! - `fields`: every other field, one constant each
//! - `screens`: the steps, in order, and what each shows
//! - `meaning`: how the answers of each step are read
//! - `carry`: what a victim takes along to the complaint

mod carry;
pub mod categories;
pub mod fields;
mod meaning;
mod screens;

pub use carry::to_complaint;
pub use meaning::read;
pub use screens::FORM;

use serde::Serialize;

use crate::{domain::report::Report, wire::submission::FormName};

/// The version of the report inside the sealed text. Raised when a member is removed or changes its meaning.
pub const SCHEMA: u32 = 1;

/// What is sealed: the report, and what is needed to read it.
#[derive(Serialize)]
pub struct Enclosed {
    /// The version of `report`.
    pub schema: u32,
    /// Which form it is.
    pub form: FormName,
    /// The report.
    pub report: Report,
}

impl Enclosed {
    /// The text to seal.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
