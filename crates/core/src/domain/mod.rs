//! The nouns of the counter: one noun, one type.

pub mod best;
pub mod choice;
pub mod commune_rows;
pub mod commune_search;
pub mod complaint;
pub mod contact;
pub mod data_index;
pub mod date;
pub mod department;
pub mod finder_query;
pub mod flaw;
pub mod goods;
pub mod identifiers;
pub mod nearby;
pub mod person;
pub mod place;
pub mod prose;
pub mod question;
pub mod station;
pub mod station_search;
pub mod zone;
