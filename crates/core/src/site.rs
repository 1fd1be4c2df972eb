//! Routes, titles and header rules.
