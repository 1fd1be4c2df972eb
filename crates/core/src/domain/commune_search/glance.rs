//! Which of many names have the letters that were typed. Most of the country has others and is not even compared: for each letter,
//! and each pair of letters, there is a row of bits, one for each name, so that 64 names are looked at at once and nothing but the
//! rows of what was typed is touched.

use super::rank::{How, Query, Typed};

/// What tells at a glance that a name is not the one typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// Its letters, as [`super::spelling::letter_set`] has them.
    pub(super) set: u32,
    /// Its sound, as a number.
    pub(super) sound: u32,
    /// Its pairs of letters, as [`super::spelling::pairs`] has them.
    pub(super) pairs: u64,
    /// The first letters of its words, as [`super::spelling::letter_set`] has them.
    pub(super) initials: u32,
}

/// The letters of *l’*, *le*, *la* and *les*.
const ARTICLES: u32 = 1 << 11 | 1 << 4 | 1 | 1 << 18;

impl Typed {
    /// Whether a name with these marks can answer at all, looked at in one way. An error adds one strange letter at most; what is
    /// written by ear has others.
    pub(super) fn may_be(&self, marks: Marks, how: How) -> bool {
        let (own, set) = (self.name.marks.set, marks.set);
        let strange = || (own & !set).count_ones() as usize;
        let spelled = own & !set == 0 && self.pairs & !marks.pairs == 0 && self.firsts() & marks.initials != 0;
        match how {
            How::Spelled => spelled,
            How::Named => spelled && (own ^ set) & !ARTICLES == 0,
            How::Mistyped(most) => {
                let errors = self.forgiven().min(most);
                errors > 0 && (strange() <= errors || self.sounds_like(marks.sound))
            }
            How::Words => self.letters() > 3 && strange() <= 1,
            How::Within => self.name.words > 1 && set & !own == 0,
        }
    }
}

/// Of how many letters there is a row; those of the pairs follow, and those of the first letters of words.
const LETTERS: usize = 27;
const PAIRS: usize = 64;

/// The marks of many names.
#[derive(Debug, Clone)]
pub(super) struct Glance {
    rows: Vec<Vec<u64>>,
    /// Whose names they are, in the order in which they came.
    owners: Vec<usize>,
}

impl Default for Glance {
    fn default() -> Self {
        Self { rows: vec![Vec::new(); 2 * LETTERS + PAIRS], owners: Vec::new() }
    }
}

impl Glance {
    /// Takes one more name.
    pub(super) fn add(&mut self, marks: Marks, owner: usize) {
        let (word, bit) = (self.owners.len() / 64, 1 << (self.owners.len() % 64));
        for row in bits(u64::from(marks.set)).chain(pairs(marks.pairs)).chain(initials(marks.initials)) {
            if let Some(row) = self.rows.get_mut(row) {
                row.resize(word + 1, 0);
                if let Some(word) = row.get_mut(word) {
                    *word |= bit;
                }
            }
        }
        self.owners.push(owner);
    }

    /// The owners of the names that can answer, looked at in one way other than with errors.
    pub(super) fn likely(&self, query: &Query, how: How) -> impl Iterator<Item = usize> {
        (0..self.owners.len().div_ceil(64)).flat_map(move |word| {
            let found = query.names.iter().fold(0, |found, typed| found | self.of(typed, how, word));
            bits(found).filter_map(move |bit| self.owners.get(word * 64 + bit).copied())
        })
    }

    /// The same of 64 names and one understanding, a bit each.
    fn of(&self, typed: &Typed, how: How, word: usize) -> u64 {
        let row = |row: usize| self.rows.get(row).and_then(|row| row.get(word)).copied().unwrap_or(0);
        let own = u64::from(typed.name.marks.set);
        let others =
            |but: u32| bits(!own & !u64::from(but) & ((1 << LETTERS) - 1)).fold(0, |found, letter| found | row(letter));
        let spelled = || {
            let begun = initials(typed.firsts()).fold(0, |found, mark| found | row(mark));
            let mut marks = bits(own).chain(pairs(typed.pairs));
            marks.try_fold(begun, |all, mark| Some(all & row(mark)).filter(|all| *all != 0)).unwrap_or(0)
        };
        match how {
            How::Spelled => spelled(),
            How::Named => match spelled() {
                0 => 0,
                found => found & !others(ARTICLES),
            },
            How::Mistyped(_) => u64::MAX,
            How::Words if typed.letters() > 3 => {
                let missing =
                    |(once, twice): (u64, u64), letter: usize| (once | !row(letter), twice | (once & !row(letter)));
                !bits(own).fold((0, 0), missing).1
            }
            How::Within if typed.name.words > 1 => !others(0),
            How::Words | How::Within => 0,
        }
    }
}

/// The rows of some pairs.
fn pairs(pairs: u64) -> impl Iterator<Item = usize> {
    bits(pairs).map(|pair| LETTERS + pair)
}

/// The rows of some first letters.
fn initials(letters: u32) -> impl Iterator<Item = usize> {
    bits(u64::from(letters)).map(|letter| LETTERS + PAIRS + letter)
}

/// The places of the bits that are set.
fn bits(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = word.trailing_zeros();
        // The lowest of them goes.
        word &= word.wrapping_sub(1);
        (place < 64).then_some(place as usize)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rank::Name;
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn names_looked_at_together_are_those_that_may_be_meant_each_by_itself(
            names in prop::collection::vec("(|la |saint )[abcd]{1,4}(| 1| [abcd]{1,3})", 0..150),
            typed in "(|la |le )[abcd]{1,4}(| 1| [abc]{1,2})(| st)",
        ) {
            let names: Vec<Name> = names.iter().map(|name| Name::new(name, 1)).collect();
            let mut glance = Glance::default();
            for (owner, name) in names.iter().enumerate() {
                glance.add(name.marks, owner);
            }
            let query = Query::read(&typed);
            for how in [How::Spelled, How::Named, How::Words, How::Within] {
                let each = |(owner, name): (usize, &Name)| query.names.iter().any(|typed| typed.may_be(name.marks, how)).then_some(owner);
                let expected: Vec<usize> = names.iter().enumerate().filter_map(each).collect();
                prop_assert_eq!(glance.likely(&query, how).collect::<Vec<usize>>(), expected, "{:?}", how);
            }
        }
    }
}
