//! What screens are made of.

mod combobox;
mod errors;
mod field;
mod frame;
mod heading;
mod idle;
mod note;
mod station_picker;
mod summary;

pub use combobox::MunicipalityBox;
pub use errors::{ErrorSummary, ID as ERROR_SUMMARY};
pub use field::FieldView;
pub use frame::{Emergency, Footer, Header, LanguageOffer};
pub use heading::{Arrived, Heading, ID as HEADING};
pub use idle::IdleWarning;
pub use note::{Bullets, NoteView, Paragraphs};
pub use station_picker::StationPicker;
pub use summary::SummaryView;
