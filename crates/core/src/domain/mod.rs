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
pub mod former;
pub mod goods;
pub mod holiday;
pub mod hours;
pub mod identifiers;
pub mod nearby;
pub mod news;
pub mod person;
pub mod place;
pub mod positions;
pub mod prose;
pub mod station;
pub mod station_filter;
pub mod territory;
pub mod zone;
