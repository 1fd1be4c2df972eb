//! The forms, as data.
