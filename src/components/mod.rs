//! What screens are made of. Plain functions that return a view: the framework's component types would each be compiled
//! anew (see [`live`]).

mod addresses;
mod combobox;
mod errors;
mod field;
mod files;
mod frame;
mod half_days;
mod heading;
mod help;
mod hosted;
mod idle;
pub mod live;
mod note;
mod place_map;
mod share;
mod slot_picker;
mod station_picker;
mod summary;

pub use errors::{error_lines, error_summary};
pub use field::{choice_row, field};
pub use frame::{emergency, emergency_line, emergency_note, footer, header, language_offer};
pub use half_days::half_day_table;
pub use heading::{Arrived, ID as HEADING, heading};
pub use help::help_contact;
pub use hosted::{full_page, hosted_emergency, hosted_foot, hosted_head};
pub use idle::idle_warning;
pub use note::{bullets, folded, note, paragraphs};
pub use share::share;
pub use station_picker::{choose_station, station_choice};
pub use summary::summary;
