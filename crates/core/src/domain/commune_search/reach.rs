//! Which of many names a typed text may mean with errors in it. Names that begin alike are compared together: they stand in
//! alphabetical order, each beginning is looked at once, and left as soon as too many errors are in it.

use super::spelling::Pattern;

/// Names in alphabetical order: what is looked at of every one lies side by side, the rest apart.
#[derive(Debug, Clone)]
pub(super) struct Sorted {
    /// Of each name, the letters at its beginning that are also those of the name before it.
    shared: Vec<u8>,
    /// Where its letters end; they begin where those of the name before it do.
    ends: Vec<usize>,
    /// Whose name it is.
    owners: Vec<usize>,
    letters: Vec<u8>,
}

impl Sorted {
    /// Names as letters, each with its owner.
    pub(super) fn of<'a>(names: impl Iterator<Item = (&'a [u8], usize)>) -> Self {
        let mut all: Vec<(&[u8], usize)> = names.collect();
        all.sort_unstable();
        let owners = all.iter().map(|(_, owner)| *owner).collect();
        let mut sorted = Self { shared: Vec::new(), ends: Vec::new(), owners, letters: Vec::new() };
        let mut before: &[u8] = &[];
        for (name, _) in all {
            let shared = name.iter().zip(before).take_while(|(one, other)| one == other).count();
            // No name has as many; one that had would be looked at letter by letter again.
            sorted.shared.push(u8::try_from(shared).unwrap_or(u8::MAX));
            sorted.letters.extend_from_slice(name);
            sorted.ends.push(sorted.letters.len());
            before = name;
        }
        sorted
    }

    /// Adds the owners of the names of which so many errors at most, fewer than letters, turn a beginning or all into what was
    /// typed.
    pub(super) fn near(&self, typed: &Pattern, most: usize, found: &mut Vec<usize>) {
        let Some(first) = Column::first(typed, most) else { return };
        // One after each letter of the name looked at; only the last of them can be more than on its way.
        let mut columns: Vec<Column> = Vec::new();
        let mut at = 0;
        while let Some(shared) = self.shared.get(at) {
            columns.truncate(usize::from(*shared));
            for letter in self.name(at).iter().skip(columns.len()) {
                let last = columns.last().unwrap_or(&first);
                if last.state != State::OnItsWay {
                    break;
                }
                let earlier = columns.len().checked_sub(2).and_then(|place| columns.get(place)).unwrap_or(&first);
                let next = last.next(earlier, typed, *letter, columns.len(), most);
                columns.push(next);
            }
            let state = columns.last().map_or(State::OnItsWay, |last| last.state);
            let begun = at;
            at += 1;
            // Nearly always this tells of the names after it too.
            if state != State::OnItsWay {
                let alike = |shared: &&u8| usize::from(**shared) >= columns.len();
                at += self.shared.iter().skip(at).take_while(alike).count();
            }
            if state == State::Near {
                found.extend(self.owners.get(begun..at).unwrap_or_default());
            }
        }
    }

    fn name(&self, at: usize) -> &[u8] {
        let end = |at: usize| self.ends.get(at).copied();
        let from = at.checked_sub(1).and_then(end).unwrap_or(0);
        end(at).and_then(|end| self.letters.get(from..end)).unwrap_or_default()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    OnItsWay,
    /// All that was typed is there.
    Near,
    /// No further letter brings it nearer.
    Far,
}

/// How far a beginning of a name is from each beginning of what was typed.
#[derive(Debug, Clone, Copy)]
struct Column {
    /// Which beginnings no error, at most one, and at most two turn into it: the place of their last letter, a bit each (Wu,
    /// Manber, "Fast text searching allowing errors", 1992; here with neighbours that are swapped).
    within: [u64; 3],
    /// Where its last letter stands in what was typed.
    here: u64,
    state: State,
}

impl Column {
    /// Before the first letter of a name; `None` where what was typed is near to no name.
    fn first(typed: &Pattern, most: usize) -> Option<Self> {
        let far = typed.last_place()? == 0 || most > 2;
        (!far).then_some(Self { within: [0, 0b1, 0b11], here: 0, state: State::OnItsWay })
    }

    /// After one more letter, `place` letters being before it; `earlier` is what was before the last one.
    fn next(&self, earlier: &Self, typed: &Pattern, letter: u8, place: usize, most: usize) -> Self {
        let here = typed.places_of(letter);
        let swapped = self.here & (here << 1);
        // Nothing typed, and so many letters of a name: that many errors.
        let empty = |letters: usize, errors: usize| u64::from(letters <= errors);
        let [right, one, two] = self.within;
        let further = |within: u64, errors: usize| within << 1 | empty(place, errors);
        let spelled = further(right, 0) & here;
        let with = |within: u64, fewer: u64, now: u64, before: u64, errors: usize| {
            let swap = (before << 2 | empty(place.saturating_sub(1), errors) << 1) & swapped;
            (within & here) | further(fewer, errors) | fewer | now << 1 | empty(place + 1, errors) | swap
        };
        let [before_right, before_one, _] = earlier.within;
        let single = with(further(one, 1), right, spelled, before_right, 0);
        let double = with(further(two, 2), one, single, before_one, 1);
        let within = [spelled, single, double];
        let last = typed.last_place().unwrap_or(0);
        let reached = within.get(most).copied().unwrap_or(0);
        let state = if reached & last != 0 {
            State::Near
        } else if reached & (last | (last - 1)) == 0 && place + 1 > most {
            State::Far
        } else {
            State::OnItsWay
        };
        Self { within, here, state }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn names_compared_together_are_those_that_are_near_each_by_itself(
            names in prop::collection::vec("[abc]{0,9}", 0..12),
            typed in "(|[abc]{3,8})",
            most in 0..=2usize,
        ) {
            let typed = Pattern::new(typed.as_bytes());
            let mut found = Vec::new();
            Sorted::of(names.iter().map(String::as_bytes).zip(0..)).near(&typed, most, &mut found);
            found.sort_unstable();
            let near = |name: &&String| typed.distance(name.as_bytes(), most).is_some();
            let expected: Vec<usize> = names.iter().zip(0..).filter(|(name, _)| near(name)).map(|(_, at)| at).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn what_is_longer_than_any_name_is_near_to_none() {
        let long = [b'a'; 65];
        for (length, expected) in [(64, vec![0]), (65, vec![])] {
            let mut found = Vec::new();
            let typed = Pattern::new(long.get(..length).unwrap());
            Sorted::of([(long.as_slice(), 0)].into_iter()).near(&typed, 2, &mut found);
            assert_eq!(found, expected, "{length} letters");
        }
    }
}
