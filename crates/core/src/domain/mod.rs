//! The nouns of the counter: one noun, one type.
