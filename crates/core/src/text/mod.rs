//! Every word shown, per language.
