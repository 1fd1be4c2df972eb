//! Spellings of names: what falls together, and how far apart two of them are.

/// The common form of a name: small letters without accents, words separated by one space, *St* and *Ste* written out,
/// `1er`, `2e`, `3ème` as numbers. Two spellings of one name give the same text.
pub fn normalise(text: &str) -> String {
    let folded = fold(text);
    let mut result = String::with_capacity(folded.len() + 4);
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        if !result.is_empty() {
            result.push(' ');
        }
        let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
        result.push_str(match word {
            "st" => "saint",
            "ste" => "sainte",
            _ if !digits.is_empty()
                && matches!(word.get(digits.len()..), Some("er" | "e" | "eme" | "ieme" | "ere" | "nd")) =>
            {
                digits
            }
            _ => word,
        });
    }
    result
}

/// Small letters without accents; everything that is neither letter nor digit becomes a space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            'a'..='z' | '0'..='9' => folded.push(letter),
            'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
            'À'..='Å' | 'à'..='å' | 'Ā'..='ą' => folded.push('a'),
            'Ç' | 'ç' | 'Ć'..='č' => folded.push('c'),
            'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => folded.push('e'),
            'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => folded.push('i'),
            'Ñ' | 'ñ' | 'Ń'..='ň' => folded.push('n'),
            'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' => folded.push('o'),
            'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => folded.push('u'),
            'Ý' | 'ý' | 'ÿ' | 'Ÿ' => folded.push('y'),
            'Œ' | 'œ' => folded.push_str("oe"),
            'Æ' | 'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            // Accents written as characters of their own, and soft hyphens: some keyboards and documents do so.
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' => {}
            _ => folded.push(' '),
        }
    }
    folded
}

/// A normalised name without its leading article, and whole where nothing would be left.
pub(super) fn without_article(name: &str) -> &str {
    match name.split_once(' ') {
        Some(("l" | "le" | "la" | "les", rest)) if !rest.is_empty() => rest,
        _ => name,
    }
}

/// What follows *Saint* or *Sainte* in a normalised name.
pub(super) fn after_saint(name: &str) -> Option<&str> {
    name.strip_prefix("saint ").or_else(|| name.strip_prefix("sainte ")).filter(|rest| !rest.is_empty())
}

/// The letters and digits of a normalised text, without its spaces: `lehavre`.
pub fn letters(text: &str) -> Vec<u8> {
    text.bytes().filter(|byte| *byte != b' ').collect()
}

/// Which letters stand in a text, one bit each; all digits share one. Two texts that differ in more bits than typing
/// errors are allowed need not be compared.
pub fn letter_set(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |set, letter| match letter {
        b'a'..=b'z' => set | 1 << (letter - b'a'),
        _ => set | 1 << 26,
    })
}

/// Which letters follow one another in a text, a bit for each such pair, which some pairs share. What begins with a text, or has
/// it in it, has all its bits.
pub(super) fn pairs(letters: &[u8]) -> u64 {
    let bit = |pair: (&u8, &u8)| 1 << ((u32::from(*pair.0) * 31 + u32::from(*pair.1)).wrapping_mul(0x9e37_79b1) >> 26);
    letters.iter().zip(letters.iter().skip(1)).fold(0, |all, pair| all | bit(pair))
}

/// How far what was typed is from a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// Errors between the typed text and the whole name.
    pub whole: usize,
    /// Errors between the typed text and the best beginning of the name.
    pub start: usize,
}

/// A typed text, made ready to be compared with many names.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Where each letter and digit stands, one bit a place.
    places: [u64; 36],
    length: usize,
}

fn symbol(letter: u8) -> usize {
    usize::from(match letter {
        b'a'..=b'z' => letter - b'a',
        _ => 26 + letter.wrapping_sub(b'0') % 10,
    })
}

impl Pattern {
    /// Of letters and digits. What is longer than any name, more than 64, is near to none.
    pub fn new(typed: &[u8]) -> Self {
        let mut places = [0_u64; 36];
        for (place, letter) in typed.iter().enumerate().take(64) {
            if let Some(places) = places.get_mut(symbol(*letter)) {
                *places |= 1 << place;
            }
        }
        Self { places, length: typed.len() }
    }

    /// Where a letter stands in it, one bit a place.
    pub(super) fn places_of(&self, letter: u8) -> u64 {
        self.places.get(symbol(letter)).copied().unwrap_or(0)
    }

    /// The bit of its last place; `None` where it is empty or too long.
    pub(super) fn last_place(&self) -> Option<u64> {
        (1..=64).contains(&self.length).then(|| 1 << (self.length - 1))
    }

    /// Whether so many errors at most turn a word into what was typed.
    pub fn is_within(&self, word: &[u8], most: usize) -> bool {
        self.length.abs_diff(word.len()) <= most && self.distance(word, most).is_some_and(|found| found.whole <= most)
    }

    /// Errors of typing that turn a name into what was typed: a letter too many, missing or another one, or two neighbours
    /// swapped ("optimal string alignment"). `None` where even a beginning of the name needs more than `most`.
    ///
    /// A column of the table of distances is kept as the differences between its rows, one bit each (Hyyrö, "A bit-vector
    /// algorithm for computing Levenshtein and Damerau edit distances", 2003): some operations a letter of the name.
    pub fn distance(&self, name: &[u8], most: usize) -> Option<Distance> {
        let last = self.last_place()?;
        if self.length > name.len() + most {
            return None;
        }
        let (mut more, mut less, mut same, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let mut whole = self.length;
        let mut start = whole;
        for (place, letter) in name.iter().enumerate() {
            let here = self.places_of(*letter);
            let swapped = ((!same & here) << 1) & before;
            same = ((here & more).wrapping_add(more) ^ more) | here | less | swapped;
            let mut right = less | !(same | more);
            let mut left = same & more;
            whole = whole + usize::from(right & last != 0) - usize::from(left & last != 0);
            start = start.min(whole);
            // Each letter to come can take one error away at most.
            if whole > most + (name.len() - place - 1) && start > most {
                return None;
            }
            right = (right << 1) | 1;
            left <<= 1;
            more = left | !(same | right);
            less = right & same;
            before = here;
        }
        (start <= most).then_some(Distance { whole, start })
    }
}

/// Whether one error at most turns a word into what was typed.
pub fn is_near(typed: &[u8], word: &[u8]) -> bool {
    is_within(typed, word, 1)
}

/// Whether so many errors at most turn a word into what was typed.
pub fn is_within(typed: &[u8], word: &[u8], most: usize) -> bool {
    typed.len().abs_diff(word.len()) <= most && Pattern::new(typed).is_within(word, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by its definition, slowly.
    fn slow(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut cost = (table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    cost = cost.min(table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]));
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        cost = cost.min(table[i - 2][j - 2] + 1);
                    }
                    cost
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(4000))]

        #[test]
        fn the_quick_distance_is_the_slow_one(typed in "[ab9]{0,9}", name in "[ab9]{0,9}", most in 1..=2usize) {
            let (typed, name) = (typed.as_bytes(), name.as_bytes());
            let whole = slow(typed, name);
            let start = (0..=name.len()).map(|end| slow(typed, &name[..end])).min().unwrap();
            let found = Pattern::new(typed).distance(name, most);
            let expected = Distance { whole, start };
            proptest::prop_assert_eq!(found, Some(expected).filter(|found| found.start <= most && !typed.is_empty()));
            if whole <= most {
                let differ = (letter_set(typed) & !letter_set(name)).count_ones();
                proptest::prop_assert!(differ as usize <= most, "the letter set never hides a name");
            }
        }
    }
}
