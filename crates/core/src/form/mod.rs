//! The form engine, which knows no particular form.
