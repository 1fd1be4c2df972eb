//! The forms, as data: fields, steps, and how answers are read into what was meant.

pub mod complaint;
pub mod report;
