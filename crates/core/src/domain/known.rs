//! A number that tells one thing from every other is often not at hand: then that is the answer.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What is known of such a number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Known<T> {
    /// It is this.
    #[serde(rename = "Connu")]
    Value(T),
    /// The person does not know it.
    #[serde(rename = "Ne connaît pas")]
    DontKnow,
    /// The person will bring it to the station.
    #[serde(rename = "Sera apporté")]
    WillBring,
}

impl<T> Known<T> {
    /// The number, where it was given.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::DontKnow | Self::WillBring => None,
        }
    }
}

impl<T> fmt::Debug for Known<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Known(***)")
    }
}

/// How the question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// By what is typed.
    Typed,
    /// "I do not know it."
    DontKnow,
    /// "I will bring it."
    WillBring,
}

impl Stance {
    // Control characters: nobody can type them, and the cleaning of any text removes them.
    const DONT_KNOW: char = '\u{1}';
    const WILL_BRING: char = '\u{2}';

    /// An answer as it is kept, taken apart: how it is answered, and what was typed, which stays whatever is ticked.
    #[must_use]
    pub fn of(answer: &str) -> (Self, &str) {
        if let Some(typed) = answer.strip_prefix(Self::DONT_KNOW) {
            (Self::DontKnow, typed)
        } else if let Some(typed) = answer.strip_prefix(Self::WILL_BRING) {
            (Self::WillBring, typed)
        } else {
            (Self::Typed, answer)
        }
    }

    /// The answer to keep.
    #[must_use]
    pub fn answer(self, typed: &str) -> String {
        match self {
            Self::Typed => typed.to_owned(),
            Self::DontKnow => format!("{}{typed}", Self::DONT_KNOW),
            Self::WillBring => format!("{}{typed}", Self::WILL_BRING),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_typed_stays_whatever_is_ticked(typed in "[^\u{1}\u{2}]{0,40}") {
            for stance in [Stance::Typed, Stance::DontKnow, Stance::WillBring] {
                let answer = stance.answer(&typed);
                prop_assert_eq!(Stance::of(&answer), (stance, typed.as_str()));
            }
        }
    }
}
