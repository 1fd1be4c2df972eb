//! Sets of meanings.

use std::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Not};

/// A set of concepts: one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Concepts([u128; 2]);

/// The most concepts that there can be.
const MOST: usize = 256;

impl Concepts {
    /// No concept.
    pub const NONE: Self = Self([0; 2]);

    /// One concept; none where the place is beyond the last.
    fn one(place: usize) -> Self {
        match place {
            0..128 => Self([1 << place, 0]),
            128..MOST => Self([0, 1 << (place - 128)]),
            _ => Self::NONE,
        }
    }

    /// True where there is none.
    pub fn is_empty(self) -> bool {
        self == Self::NONE
    }

    /// True where the two have something in common.
    pub fn meets(self, other: Self) -> bool {
        !(self & other).is_empty()
    }

    /// True where everything of the other is here.
    pub fn holds(self, other: Self) -> bool {
        self & other == other
    }
}

impl BitOr for Concepts {
    type Output = Self;
    fn bitor(self, Self([c, d]): Self) -> Self {
        let Self([a, b]) = self;
        Self([a | c, b | d])
    }
}

impl BitOrAssign for Concepts {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

impl BitAnd for Concepts {
    type Output = Self;
    fn bitand(self, Self([c, d]): Self) -> Self {
        let Self([a, b]) = self;
        Self([a & c, b & d])
    }
}

impl BitAndAssign for Concepts {
    fn bitand_assign(&mut self, other: Self) {
        *self = *self & other;
    }
}

impl Not for Concepts {
    type Output = Self;
    fn not(self) -> Self {
        let Self([a, b]) = self;
        Self([!a, !b])
    }
}

/// The names of the concepts; a place in the list is a bit in [`Concepts`].
#[derive(Debug, Clone, Default)]
pub struct Names(Vec<String>);

impl Names {
    /// The bit of a concept; nothing for a name that is new once the list is full.
    pub fn bit(&mut self, name: &str) -> Concepts {
        let at = self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        });
        Concepts::one(at)
    }

    /// How many there are, and how many there can be.
    #[cfg(test)]
    pub fn room(&self) -> (usize, usize) {
        (self.0.len(), MOST)
    }

    /// The names in a set.
    #[cfg(test)]
    pub fn of(&self, concepts: Concepts) -> Vec<&str> {
        (0..).zip(&self.0).filter(|(at, _)| concepts.holds(Concepts::one(*at))).map(|(_, name)| name.as_str()).collect()
    }
}
