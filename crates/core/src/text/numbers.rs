//! Dates, hours, counts, distances and amounts, as each language writes them.

use super::{Word, Words};
use crate::{
    domain::date::{Date, Hour},
    site::Language,
};

impl Words {
    /// A whole number, its thousands apart.
    #[must_use]
    pub fn count(&self, number: usize) -> String {
        let separator = match self.language() {
            Language::Fr => '\u{202f}',
            Language::En => ',',
        };
        let digits = number.to_string();
        let mut out = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }

    /// A day in full: `3 novembre 2026`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let (year, month, day) = date.parts();
        let name = self.say(Word::Months).split(',').nth(usize::from(month) - 1).unwrap_or_default();
        let day = if day == 1 { self.say(Word::DateFirst).to_owned() } else { day.to_string() };
        self.fill(Word::DateLong, &[("day", &day), ("month", name), ("year", &year.to_string())])
    }

    /// An hour: `18 h 42`.
    #[must_use]
    pub fn hour(&self, hour: Hour) -> String {
        let (hours, minutes) = hour.parts();
        self.fill(Word::TimeLong, &[("hours", &hours.to_string()), ("minutes", &format!("{minutes:02}"))])
    }

    /// A distance given in kilometres: metres up to one kilometre, one decimal up to ten.
    #[must_use]
    pub fn distance(&self, kilometres: f64) -> String {
        let metres = (kilometres * 1000.0).max(0.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "no distance on Earth is near the limits"
        )]
        let rounded = |unit: f64| (metres / unit).round() as usize;
        if metres < 950.0 {
            return self.fill(Word::DistanceMetres, &[("count", &self.count(rounded(50.0) * 50))]);
        }
        let count = if metres < 9_950.0 {
            let tenths = rounded(100.0);
            format!("{}{}{}", tenths / 10, self.decimal_mark(), tenths % 10)
        } else {
            self.count(rounded(1000.0))
        };
        self.fill(Word::DistanceKm, &[("count", &count)])
    }

    /// An amount given in cents of a euro; cents are shown only where there are any.
    #[must_use]
    pub fn euros(&self, cents: u64) -> String {
        let euros = self.count(usize::try_from(cents / 100).unwrap_or(usize::MAX));
        let amount = match cents % 100 {
            0 => euros,
            rest => format!("{euros}{}{rest:02}", self.decimal_mark()),
        };
        self.fill(Word::AmountEuros, &[("amount", &amount)])
    }

    /// What stands before decimals.
    #[must_use]
    pub fn decimal_mark(&self) -> char {
        match self.language() {
            Language::Fr => ',',
            Language::En => '.',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::words;

    #[test]
    fn french_and_english_write_numbers_their_own_way() {
        let (fr, en) = (words(Language::Fr), words(Language::En));
        assert_eq!(fr.count(1_234_567), "1\u{202f}234\u{202f}567");
        assert_eq!(en.count(1500), "1,500");
        assert_eq!(fr.date(Date::new(2026, 8, 1).unwrap()), "1er août 2026");
        assert_eq!(en.date(Date::new(2026, 8, 1).unwrap()), "1 August 2026");
        assert_eq!(fr.hour(Hour::parse("18:42").unwrap()), "18\u{202f}h\u{202f}42");
        assert_eq!(en.hour(Hour::parse("8:05").unwrap()), "8:05");
        assert_eq!(fr.euros(125_050), "1\u{202f}250,50\u{202f}€");
        assert_eq!(en.euros(25_000), "€250");
    }

    #[test]
    fn distances_are_as_exact_as_they_are_useful() {
        let fr = words(Language::Fr);
        for (km, expected) in
            [(0.0, "0 m"), (0.62, "600 m"), (0.96, "1,0 km"), (2.14, "2,1 km"), (9.96, "10 km"), (1234.4, "1 234 km")]
        {
            assert_eq!(fr.distance(km).replace('\u{202f}', " "), expected);
        }
    }
}
