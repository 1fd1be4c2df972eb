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
pub mod lookalike;
pub mod nearby;
pub mod pasted;
pub mod person;
pub mod place;
pub mod platform;
pub mod prose;
pub mod punycode;
pub mod report;
pub mod reported_address;
pub mod station;
pub mod web_address;
pub mod zone;
