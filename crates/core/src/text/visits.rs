//! Times at a station and halves of a day, in words.

use super::{Word, Words};
use crate::{
    domain::{
        appointment::{Half, HalfDay},
        date::Date,
        hours::{Day, Weekday},
    },
    wire::slot::Slot,
};

impl Words {
    /// A day with its name: `lundi 30 novembre 2026`.
    #[must_use]
    pub fn named_day(&self, date: Date) -> String {
        format!("{} {}", self.day(Day::Week(Weekday::of(date))), self.date(date))
    }

    /// A day of the next weeks, whose year goes without saying: `lundi 30 novembre`.
    #[must_use]
    pub fn near_day(&self, date: Date) -> String {
        self.named_day(date).trim_end_matches(|c: char| c.is_ascii_digit()).trim_end().to_owned()
    }

    /// When a time is, on the clocks of the station: `lundi 30 novembre 2026 à 10 h 30`.
    #[must_use]
    pub fn slot(&self, slot: &Slot) -> String {
        let Some((date, hour)) = slot.start.wall() else { return String::new() };
        self.fill(Word::VisitAt, &[("day", &self.named_day(date)), ("time", &self.hour(hour))])
    }

    /// Half a day: `lundi 30 novembre 2026, matin`.
    #[must_use]
    pub fn half_day(&self, day: HalfDay) -> String {
        self.fill(Word::HalfDayOf, &[("day", &self.named_day(day.date)), ("half", self.half(day.half))])
    }

    /// The name of a half of a day.
    #[must_use]
    pub fn half(&self, half: Half) -> &str {
        self.say(match half {
            Half::Morning => Word::HalfMorning,
            Half::Afternoon => Word::HalfAfternoon,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{site::Language, text::tests::words, wire::slot::Start};

    #[test]
    fn times_are_said_on_the_clocks_of_their_place() {
        let slot = Slot { start: Start::parse("2026-11-30T10:30:00+04:00").unwrap(), minutes: 30 };
        assert_eq!(words(Language::Fr).slot(&slot), "lundi 30 novembre 2026 à 10\u{202f}h\u{202f}30");
        assert_eq!(words(Language::En).slot(&slot), "Monday 30 November 2026 at 10:30");
        let day = Date::new(2026, 11, 30).unwrap();
        assert_eq!(words(Language::Fr).near_day(day), "lundi 30 novembre");
        assert_eq!(words(Language::En).near_day(day), "Monday 30 November");
        let half = HalfDay { date: Date::new(2026, 11, 30).unwrap(), half: Half::Afternoon };
        assert_eq!(words(Language::Fr).half_day(half), "lundi 30 novembre 2026, après-midi");
    }
}
