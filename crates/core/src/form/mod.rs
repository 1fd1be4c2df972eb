//! The form engine, which knows no particular form.

pub mod answers;
pub mod draft;
pub mod draft_file;
pub mod field;
pub mod journey;
pub mod reader;
pub mod step;
pub mod submission;
pub mod summary;
