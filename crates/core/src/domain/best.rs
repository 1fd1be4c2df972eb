//! The best few of many: less work than sorting all of them, and far less code to load.

use std::cmp::Ordering;

/// The `count` smallest of some items by a total order, smallest first. Each item is compared with the last one kept, and
/// only few with more: there may be thousands for one letter typed.
pub fn best<T>(items: Vec<T>, count: usize, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let mut found: Vec<T> = Vec::with_capacity(count.min(items.len()));
    for item in items {
        let full = found.len() >= count;
        if full && found.last().is_none_or(|last| compare(&item, last) != Ordering::Less) {
            continue;
        }
        if full {
            found.pop();
        }
        let place = found.partition_point(|kept| compare(kept, &item) != Ordering::Greater);
        found.insert(place, item);
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
