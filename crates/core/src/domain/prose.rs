//! Text that a person typed, cleaned and bounded.

use super::flaw::FlawKind;

/// Removes what can't be meant: control characters (line breaks kept where wanted), outer spaces, and the replacement
/// character that stands for a lone surrogate. Nothing else: bidirectional and zero-width characters are kept, as
/// they were typed; the agent's tool makes them visible.
#[must_use]
pub fn clean(typed: &str, lines: bool) -> String {
    let unified = typed.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unified
        .chars()
        .filter_map(|c| match c {
            '\n' if lines => Some('\n'),
            '\n' | '\t' => Some(' '),
            c if c.is_control() || c == char::REPLACEMENT_CHARACTER => None,
            c => Some(c),
        })
        .collect();
    kept.trim().to_owned()
}

/// The number of characters as both sides count them: Unicode scalar values of the cleaned text.
#[must_use]
pub fn length(typed: &str, lines: bool) -> usize {
    clean(typed, lines).chars().count()
}

/// One line of at most `max` characters; empty is [`FlawKind::Missing`].
pub fn line(typed: &str, max: usize) -> Result<String, FlawKind> {
    bounded(clean(typed, false), 1, max)
}

/// Several lines of `min` to `max` characters; empty is [`FlawKind::Missing`].
pub fn lines(typed: &str, min: usize, max: usize) -> Result<String, FlawKind> {
    bounded(clean(typed, true), min, max)
}

fn bounded(text: String, min: usize, max: usize) -> Result<String, FlawKind> {
    match text.chars().count() {
        0 => Err(FlawKind::Missing),
        is if is < min => Err(FlawKind::TooShort { min, is }),
        is if is > max => Err(FlawKind::TooLong { max, is }),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_meant_is_removed_and_the_rest_is_kept() {
        assert_eq!(clean("  a\u{0}b\u{FFFD}\u{1b}c  ", false), "abc");
        assert_eq!(clean("a\r\nb\rc", true), "a\nb\nc");
        assert_eq!(clean("a\nb\tc", false), "a b c");
        assert_eq!(clean("👩‍👩‍👧 \u{202e}x", false), "👩‍👩‍👧 \u{202e}x");
    }

    #[test]
    fn length_counts_scalar_values() {
        assert_eq!(length("é👍", false), 2);
        assert_eq!(lines(&"x".repeat(29), 30, 1500), Err(FlawKind::TooShort { min: 30, is: 29 }));
        assert_eq!(lines(&"é".repeat(1501), 30, 1500), Err(FlawKind::TooLong { max: 1500, is: 1501 }));
        assert!(lines(&"👍".repeat(1500), 30, 1500).is_ok());
        assert_eq!(line(" \n ", 20), Err(FlawKind::Missing));
    }
}
