//! The complaint form.
//!
//! - `fields`: every field, one constant each
//! - `screens`: the steps, in order, and what each shows
//! - `meaning`: how the answers of each step are read

pub mod fields;
mod meaning;
mod screens;

pub use meaning::{place_of_facts, read};
pub use screens::FORM;

/// The version of the complaint inside the sealed text. Raised when a member is removed or changes its meaning.
pub const SCHEMA: u32 = 1;

/// Greatest number of items in one complaint.
pub const MAX_ITEMS: usize = 20;

#[cfg(test)]
mod tests;
