//! The time, and how it is written.

use std::time::{SystemTime, UNIX_EPOCH};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// One day, in seconds.
pub const DAY: i64 = 24 * 60 * 60;

/// Seconds since 1970, UTC.
pub fn now() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs());
    i64::try_from(elapsed).unwrap_or(i64::MAX)
}

/// RFC 3339, UTC, whole seconds; empty for a time outside of the calendar, which [`now`] never gives.
pub fn rfc3339(seconds: i64) -> String {
    let time = OffsetDateTime::from_unix_timestamp(seconds).ok();
    time.and_then(|time| time.format(&Rfc3339).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_are_written_in_utc_with_whole_seconds() {
        assert_eq!(super::rfc3339(1_795_464_900), "2026-11-23T20:15:00Z");
    }
}
