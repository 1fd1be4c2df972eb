//! Parts of the service inside other sites' pages, and inside other programs: what a host may say and is told, which hosts may,
//! the lines that they copy, the draft that leaves a frame for a page of its own, and browsers that belong to another app.

mod accent;
mod handover;
mod in_app;
mod messages;
mod snippet;

pub use accent::Accent;
pub use handover::{Handover, MAX_HANDOVER, Nonce};
pub use in_app::in_app;
pub use messages::{FromHost, Said, Theme, ToHost, VERSION, covers, height, may_host};
pub use snippet::Snippet;
