//! Times at a station: `GET /api/v1/stations/{id}/slots`.

use core::fmt;
use serde::{Deserialize, Serialize};

use crate::domain::date::{Date, Hour};

/// The most days that one call asks about.
pub const MAX_DAYS: u8 = 31;
/// How many days a call asks about that does not say.
pub const DEFAULT_DAYS: u8 = 14;
/// The most slots in one answer, the earliest first.
pub const MAX_SLOTS: usize = 500;
/// A time sooner than this cannot be requested: an agent has to see the request. Seconds.
pub const LEAD: i64 = 3600;
/// The longest appointment, in minutes.
pub const MAX_MINUTES: u16 = 480;

/// When something starts, on the clocks of its place. On the wire it is RFC 3339 with the offset of that place:
/// `2026-12-01T10:30:00+01:00`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(into = "String", try_from = "String")]
pub struct Start {
    unix: i64,
    /// Seconds to add to UTC, in whole minutes.
    offset: i64,
}

impl Start {
    /// That moment (seconds since 1970), cut to whole minutes, where the clocks are so many seconds ahead of UTC.
    pub fn new(unix: i64, offset_seconds: i64) -> Option<Self> {
        let start = Self { unix: unix.div_euclid(60) * 60, offset: offset_seconds };
        let sound = offset_seconds % 60 == 0 && offset_seconds.abs() <= 14 * 3600 && start.wall().is_some();
        sound.then_some(start)
    }

    /// Reads `2026-12-01T10:30:00+01:00`; seconds may be missing, `Z` stands for `+00:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.split_at_checked(10)?;
        let (clock, zone) = rest.strip_prefix('T')?.split_at_checked(5)?;
        let zone = zone.strip_prefix(":00").unwrap_or(zone);
        let digits = |text: &str, hyphens: [usize; 2], sign: u8| {
            text.bytes().enumerate().all(|(at, b)| if hyphens.contains(&at) { b == sign } else { b.is_ascii_digit() })
        };
        if !digits(day, [4, 7], b'-') || !digits(clock, [2, 2], b':') {
            return None;
        }
        let offset = match zone.split_at_checked(1)? {
            ("Z", "") => 0,
            (sign @ ("+" | "-"), ahead) if ahead.len() == 5 && digits(ahead, [2, 2], b':') => {
                let seconds = i64::from(Hour::parse(ahead).ok()?.minutes()) * 60;
                if sign == "-" { -seconds } else { seconds }
            }
            _ => return None,
        };
        let days = Date::new(1970, 1, 1)?.days_until(Date::parse(day).ok()?);
        let shown = days * 86_400 + i64::from(Hour::parse(clock).ok()?.minutes()) * 60;
        Self::new(shown - offset, offset)
    }

    /// Seconds since 1970, UTC.
    pub fn unix(self) -> i64 {
        self.unix
    }

    /// Seconds that the clocks of the place are ahead of UTC.
    pub fn offset_seconds(self) -> i64 {
        self.offset
    }

    /// The day and the hour on the clocks of the place.
    pub fn wall(self) -> Option<(Date, Hour)> {
        let shown = self.unix.checked_add(self.offset)?;
        // Four figures of a year, as the format has them.
        let date = Date::of_unix(shown).filter(|date| (1000..10_000).contains(&date.parts().0))?;
        Some((date, Hour::of_unix(shown)))
    }
}

impl fmt::Display for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((date, hour)) = self.wall() else { return Ok(()) };
        let (sign, minutes) = (if self.offset < 0 { '-' } else { '+' }, self.offset.abs() / 60);
        write!(f, "{date}T{hour}:00{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// When somebody is at a station is nobody else's business.
impl fmt::Debug for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Start(***)")
    }
}

impl From<Start> for String {
    fn from(start: Start) -> Self {
        start.to_string()
    }
}

impl TryFrom<String> for Start {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a time with its offset")
    }
}

/// A time at a station. Its start is its name: what [`Routing::slot`](super::submission::Routing::slot) and a request hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
pub struct Slot {
    /// When it starts.
    pub start: Start,
    /// How long it takes.
    pub minutes: u16,
}

/// The answer of `GET /api/v1/stations/{id}/slots?from=2026-12-01&days=14&before=2026-12-23T20:15:00Z`. All three are
/// optional: `from` is a day and today where absent; `days` is at most [`MAX_DAYS`]; `before` is the `expires_at` of a
/// submission that the time is for. Times later than a submission sent now is kept are never listed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct FreeSlots {
    /// The station asked about.
    pub station: String,
    /// True where the station gives out times here at all; else people write down when they are free.
    pub offered: bool,
    /// What is free, earliest first.
    pub slots: Vec<Slot>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_is_a_moment_and_what_the_clocks_show() {
        for (text, unix, shown) in [
            ("2026-12-01T10:30:00+01:00", 1_796_117_400, "2026-12-01 10:30"),
            ("2026-12-01T10:30:00-04:00", 1_796_135_400, "2026-12-01 10:30"),
            ("2026-12-01T23:30:00-09:30", 1_796_202_000, "2026-12-01 23:30"),
            ("1969-12-31T23:59:00+00:00", -60, "1969-12-31 23:59"),
        ] {
            let start = Start::parse(text).unwrap();
            let (date, hour) = start.wall().unwrap();
            assert_eq!((start.unix(), format!("{date} {hour}")), (unix, shown.to_owned()), "{text}");
            assert_eq!(start.to_string(), text);
        }
        for (short, whole) in [
            ("2026-12-01T10:30Z", "2026-12-01T10:30:00+00:00"),
            ("2026-12-01T10:30:00Z", "2026-12-01T10:30:00+00:00"),
            ("2026-12-01T10:30+01:00", "2026-12-01T10:30:00+01:00"),
        ] {
            assert_eq!(Start::parse(short).unwrap().to_string(), whole);
        }
    }

    #[test]
    fn anything_else_is_no_start() {
        for text in [
            "",
            "2026-12-01",
            "2026-12-01T10:30",
            "2026-12-01T10:30:00",
            "2026-12-01 10:30:00Z",
            "2026-13-01T10:30:00Z",
            "2026-12-01T24:00:00Z",
            "2026-12-01T10:30:30Z",
            "2026-12-01T10:30:00+15:00",
            "2026-12-01T10:30:00+1:000",
            "2026-12-01T10:30:00ZZ",
            "12-01-2026T10:30:00Z",
            "2026-12-01T1030:00Z",
            "2026-12-0éT10:30:00Z",
            "0001-01-01T00:00:00+01:00",
        ] {
            assert_eq!(Start::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_start_does_not_print() {
        assert_eq!(format!("{:?}", Start::parse("2026-12-01T10:30Z").unwrap()), "Start(***)");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = Start::parse(&text);
        }

        #[test]
        fn every_start_is_read_back(unix in -30_000_000_000_i64..250_000_000_000, minutes in -840_i64..=840) {
            let start = Start::new(unix, minutes * 60).unwrap();
            proptest::prop_assert_eq!(Start::parse(&start.to_string()), Some(start));
        }
    }
}
