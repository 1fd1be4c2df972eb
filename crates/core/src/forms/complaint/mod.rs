//! The complaint form.
//!
//! - `fields`: every field, one constant each
//! - `files`: what may be joined, all together
//! - `screens`: the steps, in order, and what each shows
//! - `meaning`: how the answers of each step are read
//! - `suspects`: the guided description of the authors
//! - `appointment`: why one must come in by appointment
//! - `declared`, `total`: what is declared so far, what to bring for it, how much it is worth
//! - `first_hours`: what to do at once, by what is declared
//! - `hints`: what would help, were it added
//! - `paper`: the same questions, to be answered by hand
//! - `visit`: coming to the station, and what to bring

pub mod appointment;
pub mod declared;
pub mod fields;
pub mod files;
pub mod first_hours;
pub mod hints;
mod meaning;
pub mod paper;
mod screens;
mod suspects;
pub mod total;
pub mod visit;

pub use meaning::{day_of_facts, place_of_facts, read};
pub use screens::FORM;

use serde::Serialize;

use crate::{domain::complaint::Complaint, wire::submission::FormName};

/// The version of the complaint inside the sealed text. Raised when a member is removed or changes its meaning.
pub const SCHEMA: u32 = 1;

/// What is sealed: the complaint, and what is needed to read it.
#[derive(Serialize)]
pub struct Enclosed {
    /// The version of `complaint`.
    pub schema: u32,
    /// Which form it is.
    pub form: FormName,
    /// The complaint.
    pub complaint: Complaint,
}

impl Enclosed {
    /// The text to seal.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// The list of goods.
pub const GOODS: &str = "goods";

/// The list of witnesses.
pub const WITNESSES: &str = "witnesses";

/// Greatest number of witnesses in one complaint.
pub const MAX_WITNESSES: usize = 10;

#[cfg(test)]
mod tests;
