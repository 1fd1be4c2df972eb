//! "What happened?": which service is the right one, by questions or by plain words.
//!
//! - [`service`]: where one can be sent, why, and what to prepare
//! - [`help`]: numbers and addresses of services elsewhere
//! - [`tree`]: the questions, as data, and the way through them
//! - [`understanding`]: plain words → services

pub mod help;
pub mod service;
pub mod tree;
pub mod understanding;
