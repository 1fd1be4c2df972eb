//! What the app asks of the outside: the institution's server, the static data, and what is kept in this browser.
//!
//! - [`data`] — communes and stations
//! - [`diagnostic`] — how the site is delivered
//! - [`drafts`] — what is being filled in; `case`, which draft that is and who may write it
//! - [`files`] — sealed files, until they are on the server
//! - [`follow_up`] — about what was sent before
//! - [`keep`] — this browser's storage, in clear only in memory; `wipe`, what is erased from it unasked
//! - [`left`] — whether an earlier visit has left anything
//! - [`lists`] — terms that a field suggests
//! - [`news`] — the institution's posts
//! - [`sending`] — carries out what the sending machine says
//! - [`server`] — the calls
//! - [`slots`] — times at a station
//! - [`words`] — the words of another language
//!
//! How rows are written is in `sealed_row`, pure.

mod case;
pub mod data;
pub mod diagnostic;
pub mod drafts;
pub mod files;
pub mod follow_up;
pub mod keep;
pub mod left;
pub mod lists;
pub mod news;
mod sealed_row;
pub mod sending;
pub mod server;
pub mod slots;
mod wipe;
pub mod words;
