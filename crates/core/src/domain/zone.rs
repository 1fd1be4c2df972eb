//! What the clocks on the wall show, where the facts happened.

use super::date::{Date, Hour, Now};

/// The legal time of a French territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// Europe/Paris, with the summer time of directive 2000/84/EC.
    Metropolitan,
    /// A fixed offset from UTC, in minutes.
    Fixed(i32),
    /// Saint-Pierre-et-Miquelon, which follows North America's summer time (UTC−3, UTC−2 in summer).
    SaintPierre,
}

impl Zone {
    /// The zone of a department or overseas territory, by its INSEE number (`59`, `2A`, `974`).
    #[must_use]
    pub fn of_department(department: &str) -> Self {
        let hours = |h: i32| Self::Fixed(h * 60);
        match department {
            "971" | "972" | "977" | "978" => hours(-4),
            "973" => hours(-3),
            "974" => hours(4),
            "975" => Self::SaintPierre,
            "976" => hours(3),
            "986" => hours(12),
            "987" => hours(-10),
            "988" => hours(11),
            _ => Self::Metropolitan,
        }
    }

    /// Seconds to add to UTC at that moment.
    #[must_use]
    pub fn offset_seconds(self, unix: i64) -> i64 {
        match self {
            Self::Fixed(minutes) => i64::from(minutes) * 60,
            Self::Metropolitan => {
                let summer = switches(unix, (3, Week::Last), (10, Week::Last), 3600, 3600);
                if summer { 7200 } else { 3600 }
            }
            Self::SaintPierre => {
                // Second Sunday of March to first Sunday of November, at 2 o'clock on the wall.
                let summer = switches(unix, (3, Week::Second), (11, Week::First), 5 * 3600, 4 * 3600);
                if summer { -7200 } else { -10_800 }
            }
        }
    }

    /// The offsets that it has during a year, in seconds to add to UTC.
    #[must_use]
    pub fn offsets(self) -> [i64; 2] {
        match self {
            Self::Fixed(minutes) => [i64::from(minutes) * 60; 2],
            Self::Metropolitan => [3600, 7200],
            Self::SaintPierre => [-10_800, -7200],
        }
    }

    /// The day and the hour on the wall at that moment.
    #[must_use]
    pub fn wall(self, unix: i64) -> Option<(Date, Hour)> {
        let local = unix.checked_add(self.offset_seconds(unix))?;
        Some((Date::of_unix(local)?, Hour::of_unix(local)))
    }

    /// The moment, in seconds since 1970, at which the clocks there show this day and hour. In the hour that comes twice in
    /// autumn the second one is meant; in the hour that is left out in spring, the one an hour later.
    #[must_use]
    pub fn moment(self, date: Date, hour: Hour) -> Option<i64> {
        let (hours, minutes) = hour.parts();
        let days = Date::new(1970, 1, 1)?.days_until(date);
        let shown = days * 86_400 + i64::from(hours) * 3600 + i64::from(minutes) * 60;
        // The offset of the moment decides, and the moment is what is sought: the second guess is right.
        let guess = shown - self.offset_seconds(shown);
        Some(shown - self.offset_seconds(guess))
    }

    /// Today there.
    #[must_use]
    pub fn today(self, now: Now) -> Option<Date> {
        self.wall(now.unix).map(|(date, _)| date)
    }
}

enum Week {
    First,
    Second,
    Last,
}

/// True from the Sunday named first to the one named second; each switch so many seconds after midnight UTC.
fn switches(unix: i64, from: (u8, Week), until: (u8, Week), from_second: i64, until_second: i64) -> bool {
    let Some(date) = Date::of_unix(unix) else { return false };
    let (year, _, _) = date.parts();
    let at = |(month, week): (u8, Week), second| {
        let first = match week {
            Week::First => 1,
            Week::Second => 8,
            // March and October, the only months whose last Sunday matters here, have 31 days.
            Week::Last => 25,
        };
        let epoch = Date::new(1970, 1, 1)?;
        let days = epoch.days_until(Date::new(year, month, first)?);
        // 1 January 1970 was a Thursday: day 3 was the first Sunday.
        let sunday = days + (3 - days).rem_euclid(7);
        Some(sunday * 86_400 + second)
    };
    match (at(from, from_second), at(until, until_second)) {
        (Some(start), Some(end)) => (start..end).contains(&unix),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn wall(department: &str, unix: i64, expected: &str) {
        let (date, hour) = Zone::of_department(department).wall(unix).unwrap();
        assert_eq!(format!("{date} {hour}"), expected);
    }

    #[test]
    fn summer_time_starts_and_ends_on_the_last_sunday_at_one_utc() {
        wall("59", 1_774_745_999, "2026-03-29 01:59");
        wall("59", 1_774_746_000, "2026-03-29 03:00");
        wall("59", 1_792_889_999, "2026-10-25 02:59");
        wall("59", 1_792_890_000, "2026-10-25 02:00");
    }

    #[test]
    fn overseas_has_its_own_day() {
        // 23 November 2026, 22:30 UTC
        let unix = 1_795_473_000;
        wall("75", unix, "2026-11-23 23:30");
        wall("974", unix, "2026-11-24 02:30");
        wall("972", unix, "2026-11-23 18:30");
        wall("988", unix, "2026-11-24 09:30");
        wall("987", unix, "2026-11-23 12:30");
        wall("975", unix, "2026-11-23 19:30");
    }

    #[test]
    fn a_moment_is_found_from_what_the_clocks_show() {
        for department in ["75", "971", "973", "974", "975", "976", "986", "987", "988"] {
            let zone = Zone::of_department(department);
            for unix in [1_795_473_000, 1_774_746_000, 1_792_890_000, 1_782_000_000] {
                let (date, hour) = zone.wall(unix).unwrap();
                assert_eq!(zone.moment(date, hour), Some(unix), "{department}");
            }
        }
    }

    #[test]
    fn saint_pierre_follows_north_america() {
        // 8 March 2026, 2 o'clock there is 5 o'clock UTC.
        wall("975", 1_772_945_999, "2026-03-08 01:59");
        wall("975", 1_772_946_000, "2026-03-08 03:00");
    }
}
