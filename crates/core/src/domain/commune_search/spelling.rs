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

/// How far what was typed is from a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// Errors between the typed text and the whole name; more than were allowed: [`u8::MAX`].
    pub whole: u8,
    /// Errors between the typed text and the best beginning of the name.
    pub start: u8,
}

/// The most errors that are ever looked for.
pub const MOST_ERRORS: usize = 2;

/// Errors of typing that turn a name into what was typed: a letter too many, missing or another one, or two neighbours
/// swapped ("optimal string alignment"). `None` where even a beginning of the name needs more than `most`, itself at most
/// [`MOST_ERRORS`].
pub fn distance(typed: &[u8], name: &[u8], most: usize) -> Option<Distance> {
    const BAND: usize = 2 * MOST_ERRORS + 1;
    const FAR: u8 = 100;
    let most = most.min(MOST_ERRORS);
    if typed.len() > name.len() + most {
        return None;
    }
    let limit = u8::try_from(most).ok()?;
    // Only cells less than `most` off the diagonal can matter: cell `d` of row `i` stands for column `i + d - most`.
    let mut before = [FAR; BAND];
    let mut above = [FAR; BAND];
    for (d, cell) in above.iter_mut().enumerate().take(2 * most + 1).skip(most) {
        *cell = u8::try_from(d - most).unwrap_or(FAR);
    }
    for (i, letter) in typed.iter().enumerate() {
        let mut row = [FAR; BAND];
        let mut least = FAR;
        let mut left = FAR;
        for d in 0..=2 * most {
            let Some(column) = (i + 1 + d).checked_sub(most).filter(|column| *column <= name.len()) else { continue };
            let at = |row: &[u8; BAND], d: Option<usize>| d.and_then(|d| row.get(d)).copied().unwrap_or(FAR);
            let same = |typed: Option<usize>, other: Option<usize>, letters: &[u8]| {
                typed.and_then(|at| letters.get(at)) == other.and_then(|at| name.get(at))
            };
            let mut cost = at(&above, Some(d + 1)).saturating_add(1).min(left.saturating_add(1));
            if column == 0 {
                cost = cost.min(u8::try_from(i + 1).unwrap_or(FAR));
            } else {
                let other = name.get(column - 1);
                cost = cost.min(at(&above, Some(d)).saturating_add(u8::from(other != Some(letter))));
                let swapped = i > 0
                    && column > 1
                    && same(Some(i), Some(column - 2), typed)
                    && same(Some(i - 1), Some(column - 1), typed);
                if swapped {
                    cost = cost.min(at(&before, Some(d)).saturating_add(1));
                }
            }
            if let Some(cell) = row.get_mut(d) {
                *cell = cost;
            }
            left = cost;
            least = least.min(cost);
        }
        if least > limit {
            return None;
        }
        (before, above) = (above, row);
    }
    let whole = (name.len() + most).checked_sub(typed.len()).filter(|d| *d <= 2 * most).and_then(|d| above.get(d));
    let whole = whole.copied().filter(|errors| *errors <= limit).unwrap_or(u8::MAX);
    let start = above.iter().take(2 * most + 1).copied().min().filter(|errors| *errors <= limit)?;
    Some(Distance { whole, start })
}

/// Whether one error at most turns a word into what was typed.
pub fn is_near(typed: &[u8], word: &[u8]) -> bool {
    distance(typed, word, MOST_ERRORS).is_some_and(|distance| distance.whole <= 1)
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
        fn the_quick_distance_is_the_slow_one(typed in "[abc]{0,9}", name in "[abc]{0,9}", most in 1..=2usize) {
            let (typed, name) = (typed.as_bytes(), name.as_bytes());
            let start = (0..=name.len()).map(|end| slow(typed, &name[..end])).min().unwrap();
            let found = distance(typed, name, most);
            proptest::prop_assert_eq!(found.map(|d| usize::from(d.start)), Some(start).filter(|start| *start <= most));
            let whole = slow(typed, name);
            if let Some(found) = found {
                let expected = if whole <= most { u8::try_from(whole).unwrap() } else { u8::MAX };
                proptest::prop_assert_eq!(found.whole, expected);
            }
            if whole <= most {
                let differ = (letter_set(typed) & !letter_set(name)).count_ones();
                proptest::prop_assert!(differ as usize <= most, "the letter set never hides a name");
            }
        }
    }
}
