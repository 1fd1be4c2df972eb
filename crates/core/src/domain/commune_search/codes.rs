//! Which communes are there, by their codes.

use crate::domain::place::InseeCode;

/// Codes of communes, a bit each.
#[derive(Debug, Clone, Default)]
pub(super) struct Codes(Vec<u64>);

impl Codes {
    fn place(code: InseeCode) -> (usize, u64) {
        (code.number() / 64, 1 << (code.number() % 64))
    }

    pub(super) fn holds(&self, code: InseeCode) -> bool {
        let (word, bit) = Self::place(code);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    pub(super) fn add(&mut self, code: InseeCode) {
        let (word, bit) = Self::place(code);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }
}
