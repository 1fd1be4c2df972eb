//! Public holidays.
