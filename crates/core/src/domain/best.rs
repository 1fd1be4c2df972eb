//! The best few of many: less work than sorting all of them, and far less code to load.

use std::cmp::Ordering;

/// The `count` smallest of some items by a total order, smallest first.
pub fn best<T>(mut items: Vec<T>, count: usize, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut found = Vec::with_capacity(count.min(items.len()));
    while found.len() < count {
        let smallest = items.iter().enumerate().min_by(|(_, a), (_, b)| compare(a, b)).map(|(place, _)| place);
        let Some(place) = smallest else { break };
        found.push(items.swap_remove(place));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::best;

    proptest::proptest! {
        #[test]
        fn the_best_are_the_first_of_the_sorted(mut items: Vec<u8>, count in 0..20usize) {
            let found = best(items.clone(), count, u8::cmp);
            items.sort_unstable();
            items.truncate(count);
            proptest::prop_assert_eq!(found, items);
        }
    }
}
