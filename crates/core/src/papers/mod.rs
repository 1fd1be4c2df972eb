//! What a person takes along from the receipt: on paper, in a calendar, in a file of their own.
//!
//! - [`calendar`]: entries for any calendar program
//! - [`copy`]: what was declared, as a file that needs no program of ours
//! - [`deadlines`]: what happens next, and when
//! - [`qr`]: the reference, for a scanner at the counter
//! - [`spelling`]: the reference, to be read out

pub mod calendar;
pub mod copy;
pub mod deadlines;
pub mod qr;
pub mod spelling;
