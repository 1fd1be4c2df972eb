//! Is it open, and until when.
