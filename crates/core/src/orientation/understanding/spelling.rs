//! Nearness of two spellings.

/// The number of letters left out, added, changed or swapped with their neighbour between two words of plain letters,
/// or `None` where it is more than `most`.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut older: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut left = None;
    for (row, from) in a.iter().enumerate() {
        let mut here = Vec::with_capacity(above.len());
        let mut near = row + 1;
        let mut smallest = near;
        here.push(near);
        let mut left_of_to = None;
        for (column, (to, diagonal)) in b.iter().zip(&above).enumerate() {
            let straight = above.get(column + 1).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (diagonal + usize::from(from != to)).min(near + 1).min(straight + 1);
            // Two neighbours swapped: `vlo` for `vol`.
            if left == Some(to) && left_of_to == Some(from) && from != to {
                cost = cost.min(column.checked_sub(1).and_then(|at| older.get(at)).map_or(usize::MAX, |cost| cost + 1));
            }
            here.push(cost);
            near = cost;
            smallest = smallest.min(cost);
            left_of_to = Some(to);
        }
        if smallest > most {
            return None;
        }
        left = Some(from);
        older = std::mem::replace(&mut above, here);
    }
    above.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_left_out_added_changed_and_swapped() {
        for (a, b, expected) in [
            ("telephone", "telephone", Some(0)),
            ("telephne", "telephone", Some(1)),
            ("portefueille", "portefeuille", Some(1)),
            ("vlo", "vol", Some(1)),
            ("cambrioalge", "cambriolage", Some(1)),
            ("harcellemnt", "harcelement", Some(2)),
            ("chat", "vol", None),
            ("", "ab", Some(2)),
            ("abc", "", None),
        ] {
            assert_eq!(distance(a, b, 2), expected, "{a} {b}");
        }
    }

    proptest::proptest! {
        #[test]
        fn it_is_the_same_both_ways(a in "[a-d]{0,8}", b in "[a-d]{0,8}") {
            proptest::prop_assert_eq!(distance(&a, &b, 3), distance(&b, &a, 3));
        }
    }
}
