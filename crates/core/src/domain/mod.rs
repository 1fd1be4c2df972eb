//! The nouns of the counter: one noun, one type.

pub mod commune_rows;
pub mod commune_search;
pub mod data_index;
pub mod nearby;
pub mod place;
pub mod station;
