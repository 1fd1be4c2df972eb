//! Following what was sent: with its reference and its code, by whoever holds both.
//!
//! - [`pass`]: the reference and the code as typed
//! - [`answer`]: what the server's answers mean
//! - [`story`]: where a declaration stands, as words and as what can be done

pub mod answer;
pub mod pass;
pub mod story;
