//! Days, hours, and what time it is.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::{Date as Day, Month, OffsetDateTime};

use super::flaw::FlawKind;

/// What time it is, as far as we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Seconds since 1970, UTC.
    pub unix: i64,
    /// True where the time came from a server. The device's clock can be years off: then rules about dates only warn.
    pub trusted: bool,
}

/// A day of the calendar, without a time zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Date(Day);

impl Date {
    /// The day with this year, month (1–12) and day of the month.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        Day::from_calendar_date(year, Month::try_from(month).ok()?, day).ok().map(Self)
    }

    /// The day, in UTC, of a moment given in seconds since 1970.
    #[must_use]
    pub fn of_unix(unix: i64) -> Option<Self> {
        OffsetDateTime::from_unix_timestamp(unix).ok().map(|moment| Self(moment.date()))
    }

    /// Reads a day as people write it: `3 11 2026`, `03/11/2026`, `3 novembre 2026`, `2026-11-03`, `03112026`.
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        let lower = typed.trim().to_lowercase();
        if lower.is_empty() {
            return Err(FlawKind::Missing);
        }
        let compact = lower.len() == 8 && lower.bytes().all(|b| b.is_ascii_digit());
        let spaced = if compact {
            [lower.get(..2), lower.get(2..4), lower.get(4..)].map(Option::unwrap_or_default).join(" ")
        } else {
            lower
        };
        let parts: Vec<&str> = spaced
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty() && *part != "de" && *part != "of")
            .collect();
        let [first, middle, last] = parts.as_slice() else { return Err(FlawKind::NotADate) };
        let number = |text: &str| {
            // "1er", "1st", "2nd": the figure is what is meant.
            let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
            digits.parse::<u16>().ok()
        };
        let found = match (number(first), month(middle), number(last)) {
            (Some(year @ 1000..), Some(month), Some(day)) | (Some(day), Some(month), Some(year @ 1000..)) => {
                Some((year, month, day))
            }
            // "November 3 2026"
            (None, _, Some(year @ 1000..)) => month(first).zip(number(middle)).map(|(month, day)| (year, month, day)),
            _ => None,
        };
        found
            .and_then(|(year, month, day)| Self::new(i32::from(year), month, u8::try_from(day).ok()?))
            .ok_or(FlawKind::NotADate)
    }

    /// Year, month (1–12), day of the month.
    #[must_use]
    pub fn parts(self) -> (i32, u8, u8) {
        (self.0.year(), self.0.month().into(), self.0.day())
    }

    /// Days from `self` to `later`; negative where it is earlier.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        i64::from(later.0.to_julian_day()) - i64::from(self.0.to_julian_day())
    }

    /// The day so many days later; `None` beyond the calendar.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Option<Self> {
        Day::from_julian_day(self.0.to_julian_day().checked_add(days)?).ok().map(Self)
    }

    /// Days since the Monday of its week: 0 to 6.
    #[must_use]
    pub fn days_from_monday(self) -> u8 {
        self.0.weekday().number_days_from_monday()
    }

    /// The same day `years` earlier; 29 February becomes 28.
    #[must_use]
    pub fn years_before(self, years: i32) -> Self {
        let (year, month, day) = self.parts();
        Self::new(year - years, month, day).or_else(|| Self::new(year - years, month, 28)).unwrap_or(self)
    }
}

/// The number of a month given by number or by name, in the languages of the app.
fn month(text: &str) -> Option<u8> {
    const NAMES: [[&str; 2]; 12] = [
        ["janv", "jan"],
        ["fev", "feb"],
        ["mars", "mar"],
        ["avr", "apr"],
        ["mai", "may"],
        ["juin", "jun"],
        ["juil", "jul"],
        ["aou", "aug"],
        ["sept", "sep"],
        ["oct", "oct"],
        ["nov", "nov"],
        ["dec", "dec"],
    ];
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let plain = text.replace(['é', 'è'], "e").replace('û', "u");
    NAMES.iter().zip(1..).find(|(names, _)| names.iter().any(|name| plain.starts_with(name))).map(|(_, number)| number)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Date(***)")
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not a date")
    }
}

/// A minute of the day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Hour {
    minutes: u16,
}

impl Hour {
    /// Reads an hour as people write it: `18:42`, `18 h 42`, `18h`, `8`, `1842`, `6:42 pm`.
    pub fn parse(typed: &str) -> Result<Self, FlawKind> {
        let lower = typed.trim().to_lowercase();
        if lower.is_empty() {
            return Err(FlawKind::Missing);
        }
        let (clock, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
            (Some(rest), _) => (rest, Some(0)),
            (_, Some(rest)) => (rest, Some(12)),
            _ => (lower.as_str(), None),
        };
        if clock.chars().any(|c| !c.is_ascii_digit() && !": h.min\u{a0}\u{202f}".contains(c)) {
            return Err(FlawKind::NotAnHour);
        }
        let figures: Vec<&str> = clock.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let (hours, minutes) = match figures.as_slice() {
            [both] if both.len() >= 3 => both.split_at(both.len() - 2),
            [hours] => (*hours, "0"),
            [hours, minutes] => (*hours, *minutes),
            _ => return Err(FlawKind::NotAnHour),
        };
        let read = |text: &str| text.parse::<u16>().map_err(|_| FlawKind::NotAnHour);
        let (hours, minutes) = (read(hours)?, read(minutes)?);
        let hours = match half {
            Some(add) if (1..=12).contains(&hours) => hours % 12 + add,
            Some(_) => return Err(FlawKind::NotAnHour),
            None => hours,
        };
        if hours < 24 && minutes < 60 { Ok(Self { minutes: hours * 60 + minutes }) } else { Err(FlawKind::NotAnHour) }
    }

    /// The hour so many minutes after midnight; `None` from 24:00 on.
    #[must_use]
    pub fn of_minutes(minutes: u16) -> Option<Self> {
        (minutes < 24 * 60).then_some(Self { minutes })
    }

    /// Minutes since midnight.
    #[must_use]
    pub fn minutes(self) -> u16 {
        self.minutes
    }

    /// Hours (0–23) and minutes (0–59).
    #[must_use]
    pub fn parts(self) -> (u16, u16) {
        (self.minutes / 60, self.minutes % 60)
    }

    /// The hour, in UTC, of a moment given in seconds since 1970.
    #[must_use]
    pub fn of_unix(unix: i64) -> Self {
        Self { minutes: u16::try_from(unix.rem_euclid(86_400) / 60).unwrap_or(0) }
    }
}

impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes) = self.parts();
        write!(f, "{hours:02}:{minutes:02}")
    }
}

impl fmt::Debug for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hour(***)")
    }
}

impl From<Hour> for String {
    fn from(hour: Hour) -> Self {
        hour.to_string()
    }
}

impl TryFrom<String> for Hour {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not an hour")
    }
}

/// Seconds since 1970 of a moment as our server writes it: `2026-11-23T17:42:05Z`.
#[must_use]
pub fn unix_of_rfc3339(text: &str) -> Option<i64> {
    let (day, clock) = text.strip_suffix('Z')?.split_once('T')?;
    let mut parts = clock.splitn(3, ':').map(|part| part.parse::<i64>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    let midnight = Date::new(1970, 1, 1)?.days_until(Date::parse(day).ok()?) * 86_400;
    Some(midnight + hours * 3600 + minutes * 60 + seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn day(typed: &str, expected: &str) {
        assert_eq!(Date::parse(typed).map(|d| d.to_string()).as_deref(), Ok(expected), "{typed}");
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for typed in [
            "3 11 2026",
            "03/11/2026",
            "3.11.2026",
            "3 novembre 2026",
            "2026-11-03",
            "03112026",
            "November 3, 2026",
            "3rd of nov 2026",
        ] {
            day(typed, "2026-11-03");
        }
        day("1er août 2026", "2026-08-01");
        day("29 02 2024", "2024-02-29");
        for bad in ["29 02 2026", "31/11/2026", "3 11 26", "hier", "3 11", "0 0 2026", "12 13 2026", "👍"] {
            assert_eq!(Date::parse(bad), Err(FlawKind::NotADate), "{bad}");
        }
        assert_eq!(Date::parse("  "), Err(FlawKind::Missing));
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (typed, expected) in [
            ("18:42", "18:42"),
            ("18 h 42", "18:42"),
            ("18h", "18:00"),
            ("8", "08:00"),
            ("1842", "18:42"),
            ("6:42 pm", "18:42"),
            ("12 am", "00:00"),
            ("0:00", "00:00"),
        ] {
            assert_eq!(Hour::parse(typed).map(|h| h.to_string()).as_deref(), Ok(expected), "{typed}");
        }
        for bad in ["24:00", "12:60", "midi", "13 pm", "1:2:3", "::"] {
            assert_eq!(Hour::parse(bad), Err(FlawKind::NotAnHour), "{bad}");
        }
    }

    #[test]
    fn moments_of_the_server_are_read() {
        assert_eq!(unix_of_rfc3339("2026-11-23T22:30:00Z"), Some(1_795_473_000));
        assert_eq!(unix_of_rfc3339("1970-01-01T00:00:01Z"), Some(1));
        assert_eq!(unix_of_rfc3339("hier"), None);
    }

    #[test]
    fn a_leap_day_has_its_birthday_on_the_28th() {
        let leap = Date::new(2024, 2, 29).unwrap();
        assert_eq!(leap.years_before(18), Date::new(2006, 2, 28).unwrap());
        assert_eq!(Date::new(2026, 11, 23).unwrap().days_until(Date::new(2026, 12, 23).unwrap()), 30);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(typed in ".{0,40}") {
            let _ = Date::parse(&typed);
            let _ = Hour::parse(&typed);
        }

        #[test]
        fn every_day_is_read_back(year in 1000..9999i32, month in 1..=12u8, day in 1..=28u8) {
            let date = Date::new(year, month, day).unwrap();
            proptest::prop_assert_eq!(Date::parse(&date.to_string()), Ok(date));
        }
    }
}
