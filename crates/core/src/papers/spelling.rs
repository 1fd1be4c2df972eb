//! The reference, so that it can be read out on the telephone and is heard right.

use crate::text::{Word, Words};

/// The symbols one by one, a comma after each group: what a screen reader says instead of a word that is none.
#[must_use]
pub fn apart(reference: &str) -> String {
    let groups = reference.split('-').map(|group| joined(group.chars().map(String::from), " "));
    joined(groups, ", ")
}

/// The groups, each letter by the name that it has on the telephone: `K comme Kléber, 7, M comme Marcel`.
#[must_use]
pub fn spelled(words: &Words, reference: &str) -> Vec<String> {
    let symbol = |symbol: char| {
        let name = name(words, symbol).map(|name| (symbol.to_string(), name));
        name.map_or_else(
            || symbol.to_string(),
            |(letter, name)| words.fill(Word::SpelledAs, &[("letter", &letter), ("name", name)]),
        )
    };
    reference.split('-').map(|group| joined(group.chars().map(symbol), ", ")).collect()
}

/// The name of a capital letter; digits need none.
fn name(words: &Words, symbol: char) -> Option<&str> {
    let place = u32::from(symbol).checked_sub(u32::from('A'))?;
    words.say(Word::SpellingNames).split(',').nth(usize::try_from(place).ok()?)
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{site::Language, text::tests::words};

    #[test]
    fn every_letter_has_a_name_that_begins_with_it() {
        for language in Language::ALL {
            let words = words(language);
            assert_eq!(words.say(Word::SpellingNames).split(',').count(), 26);
            for letter in 'A'..='Z' {
                let name = name(&words, letter).unwrap();
                assert!(name.replace('É', "E").starts_with(letter), "{letter}: {name}");
            }
            assert_eq!(name(&words, '7'), None);
            assert_eq!(name(&words, 'é'), None);
        }
    }

    #[test]
    fn a_reference_is_spelled_group_by_group() {
        let groups = spelled(&words(Language::Fr), "K7M-2QX-94R");
        assert_eq!(
            groups,
            ["K comme Kléber, 7, M comme Marcel", "2, Q comme Quintal, X comme Xavier", "9, 4, R comme Raoul"]
        );
        assert_eq!(apart("K7M-2QX-94R"), "K 7 M, 2 Q X, 9 4 R");
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_spelled(text in ".{0,40}") {
            let _ = (apart(&text), spelled(&words(Language::Fr), &text));
        }
    }
}
