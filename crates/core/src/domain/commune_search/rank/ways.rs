//! The ways to compare what was typed with a name, one after the other: as typed, with errors, by its words.

use super::super::spelling::{Pattern, without_article};
use super::{Name, Rank, Typed, forgiven, like, unlikely};

pub(super) fn spelled(typed: &Typed, place: &Name) -> Option<Rank> {
    let Typed { name: typed, words, .. } = typed;
    let (query, name) = (typed.letters.as_slice(), place.letters.as_slice());
    if query == name {
        return Some(Rank::Exact);
    }
    if query == place.bare() || typed.bare() == place.bare() {
        return Some(Rank::WithoutArticle);
    }
    // `paris 1` means the first arrondissement before the tenth.
    let numbered = query.last().is_some_and(u8::is_ascii_digit);
    if numbered && place.text.strip_prefix(&typed.text).is_some_and(|rest| rest.starts_with(' ')) {
        return Some(Rank::WholeWords);
    }
    if name.starts_with(query) || place.bare().starts_with(query) {
        let apart = place.text.starts_with(&typed.text) || without_article(&place.text).starts_with(&typed.text);
        let across = if apart || typed.words > 1 { 0 } else { unlikely::ACROSS_WORDS };
        return Some(like(place, unlikely::BEGINNING + across, 0));
    }
    if place.bare().starts_with(typed.bare()) {
        return Some(like(place, unlikely::BEGINNING + unlikely::OTHER_ARTICLE, 0));
    }
    if place.words == 1 {
        return None;
    }
    let mut names = place.text.split(' ');
    let in_order = words.iter().all(|(part, _)| names.any(|word| word.starts_with(part.as_str())));
    in_order.then(|| like(place, unlikely::WORDS, 0))
}

pub(super) fn mistyped(typed: &Typed, place: &Name, most: usize) -> Option<Rank> {
    let Typed { name: query, pattern, bare, .. } = typed;
    let allowed = |letters: usize| forgiven(letters).min(most);
    let most = allowed(query.letters.len());
    let mut best = unlikeliness(pattern, query.letters.len(), &place.letters, most);
    if place.article > 0 || query.article > 0 {
        let length = query.bare().len();
        let other = unlikeliness(bare, length, place.bare(), allowed(length));
        best = best.into_iter().chain(other).min();
    }
    let by_ear = typed.sounds_like(place.marks.sound);
    let (unlikely, errors) = match best {
        Some((unlikely, errors)) if by_ear => (unlikely.min(unlikely::NEARLY_BY_EAR), errors),
        None if by_ear => return Some(like(place, unlikely::BY_EAR, 1)),
        best => best?,
    };
    let same_first = query.bare().first() == place.bare().first() || query.letters.first() == place.letters.first();
    Some(like(place, unlikely + if same_first || by_ear { 0 } else { unlikely::OTHER_FIRST_LETTER }, errors))
}

/// How unlikely it is to type this, of so many letters, for a name; and with how many errors, 1 at least.
fn unlikeliness(pattern: &Pattern, length: usize, name: &[u8], most: usize) -> Option<(i32, u8)> {
    let found = pattern.distance(name, most)?;
    let cost = |errors: usize| match errors {
        0 => (0, 1),
        1 => (unlikely::ERROR, 1),
        _ => (unlikely::ERROR + unlikely::SECOND_ERROR, 2),
    };
    let (start, errors) = cost(found.start);
    let rest = i32::try_from(name.len().saturating_sub(length)).unwrap_or(0).min(8);
    let start = (start + unlikely::UNFINISHED + rest * unlikely::EACH_LETTER, errors);
    if found.whole > most { Some(start) } else { Some(start.min(cost(found.whole))) }
}

/// All of the name, and more before or after it.
pub(super) fn within(typed: &Typed, place: &Name) -> Option<Rank> {
    let (typed, name) = (typed.name.text.as_str(), place.text.as_str());
    let after = typed.strip_prefix(name).filter(|rest| rest.starts_with(' '));
    let rest = after.or_else(|| typed.strip_suffix(name).filter(|rest| rest.ends_with(' ')))?;
    let other = i32::try_from(rest.len()).unwrap_or(i32::MAX / 8);
    Some(like(place, unlikely::WORDS_WITH_ERROR + other * unlikely::EACH_OTHER_LETTER, 1))
}

/// The words typed stand in the name in this order, one of them with an error: `villeneuve asq`.
pub(super) fn words_with_error(typed: &Typed, place: &Name) -> Option<Rank> {
    let mut words = place.text.split(' ');
    let mut errors = 0;
    for (part, pattern) in &typed.words {
        let fits = words.find_map(|word| {
            if word.starts_with(part.as_str()) {
                return Some(0);
            }
            let near = part.len() > 2 && word.len() > 2;
            near.then(|| pattern.distance(word.as_bytes(), 1)).flatten().map(|found| found.start)
        });
        errors += fits?;
    }
    (errors <= 1).then(|| like(place, unlikely::WORDS_WITH_ERROR, 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::How;
    use super::*;
    use crate::domain::commune_search::normalise;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn pairs_of_letters_never_hide_a_name(name in "(|la |l )[ab]{1,4}(| 1| [ab]{1,3})", typed in "(|la |le |l )[ab]{1,4}(| 1| [ab]{1,2})") {
            let (typed, name) = (Typed::new(normalise(&typed), false), Name::new(&name, 1));
            let strange = typed.name.marks.set & !name.marks.set != 0;
            prop_assert!(strange || spelled(&typed, &name).is_none() || typed.may_be(name.marks, How::Spelled));
        }
    }
}
