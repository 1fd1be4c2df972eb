//! The sentence that says where data come from, as their licences ask.

use super::{Word, Words};
use crate::domain::{data_index::Source, date::Date};

impl Words {
    /// Who publishes it, what it is, of when it is, and its licence. A date is written as one; a version stays as it is.
    #[must_use]
    pub fn source(&self, source: &Source) -> String {
        let dated = if source.date.is_empty() { &source.received } else { &source.date };
        let dated = Date::parse(dated).map_or_else(|_| dated.clone(), |date| self.date(date));
        let values = [
            ("publisher", source.publisher.as_str()),
            ("name", source.name.as_str()),
            ("date", &dated),
            ("licence", source.licence.as_str()),
        ];
        self.fill(Word::StationSource, &values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{site::Language, text::tests::words};

    #[test]
    fn a_date_is_said_in_words_and_a_version_is_not() {
        let source = |date: &str| Source {
            name: "export.csv".to_owned(),
            publisher: "Ministère".to_owned(),
            date: date.to_owned(),
            received: "2026-08-31".to_owned(),
            licence: "Licence Ouverte".to_owned(),
        };
        let said = |date| words(Language::Fr).source(&source(date));
        assert!(said("2026-09-01").contains("1er septembre 2026"), "{}", said("2026-09-01"));
        assert!(said("").contains("31 août 2026"), "{}", said(""));
        assert!(said("6.0.0").contains("6.0.0"));
    }
}
