//! Files in words: a line each, and how large something is.

use super::{Word, Words};
use crate::domain::attachment::Joined;

/// A line for each file that was joined, or is to be brought.
#[must_use]
pub fn file_lines(words: &Words, joined: &Joined) -> Vec<String> {
    let sent = joined.files.iter().map(|file| format!("{} ({})", file.name, words.bytes(file.size)));
    let brought = joined.to_bring.iter().map(|name| words.fill(Word::FileToBring, &[("name", name)]));
    sent.chain(brought).collect()
}

impl Words {
    /// How large something is, given in bytes: kilobytes below one megabyte, then megabytes with one decimal where it says
    /// something. Units of a thousand, as the limits are.
    #[must_use]
    pub fn bytes(&self, bytes: u64) -> String {
        let tenths = bytes.div_ceil(100_000);
        let (word, count) = if bytes < 1_000_000 {
            (Word::FileKilobytes, bytes.div_ceil(1_000).max(1).to_string())
        } else if tenths.is_multiple_of(10) {
            (Word::FileMegabytes, (tenths / 10).to_string())
        } else {
            (Word::FileMegabytes, format!("{}{}{}", tenths / 10, self.decimal_mark(), tenths % 10))
        };
        self.fill(word, &[("count", &count)])
    }
}

#[cfg(test)]
mod tests {
    use crate::{site::Language, text::tests::words};

    #[test]
    fn sizes_are_as_exact_as_they_are_useful() {
        let (fr, en) = (words(Language::Fr), words(Language::En));
        for (bytes, expected) in [
            (0, "1 ko"),
            (1, "1 ko"),
            (850_000, "850 ko"),
            (1_240_000, "1,3 Mo"),
            (5_000_000, "5 Mo"),
            (20_000_000, "20 Mo"),
        ] {
            assert_eq!(fr.bytes(bytes).replace('\u{202f}', " "), expected);
        }
        assert_eq!(en.bytes(1_240_000).replace('\u{202f}', " "), "1.3 MB");
    }
}
