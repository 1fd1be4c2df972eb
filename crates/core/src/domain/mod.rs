//! The nouns of the counter: one noun, one type.

pub mod best;
pub mod choice;
pub mod commune_rows;
pub mod commune_search;
pub mod complaint;
pub mod contact;
pub mod data_index;
pub mod date;
pub mod flaw;
pub mod goods;
pub mod identifiers;
pub mod nearby;
pub mod news;
pub mod person;
pub mod place;
pub mod prose;
pub mod station;
pub mod zone;
