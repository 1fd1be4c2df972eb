//! What a station must be like, as it was said.

use crate::domain::date::{Date, Hour};
use crate::domain::holiday::is_holiday;
use crate::domain::hours::{self, Weekday};
use crate::domain::station::Force;
use crate::domain::station_filter::{StationFilter, When};
use crate::domain::zone::Zone;

/// What a station must be like. Nothing wanted is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Who runs it.
    pub force: Option<Force>,
    /// When it must be open.
    pub open: Option<Opening>,
    /// Open day and night.
    pub all_day: bool,
    /// Can be entered in a wheelchair.
    pub wheelchair: bool,
}

impl Wanted {
    /// What that means at a moment, in seconds since 1970: "tomorrow" is a day of the week, or a public holiday. Days are
    /// those of Paris, and holidays those of the whole country.
    pub fn filter(&self, unix: i64) -> StationFilter {
        let when = match self.open {
            None => When::Any,
            Some(Opening::Now) => When::Now,
            Some(Opening::At { day, hour }) => When::On { day: day.on(unix), hour },
        };
        StationFilter { when, force: self.force, wheelchair: self.wheelchair, all_day: self.all_day }
    }
}

/// When a station must be open, as it was said: a calendar is needed to make a moment of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Now.
    Now,
    /// At some time of that day; at that hour, where one was said.
    At {
        /// The day.
        day: Day,
        /// The hour on the wall there.
        hour: Option<Hour>,
    },
}

/// A day, as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// Today.
    Today,
    /// The day after.
    Tomorrow,
    /// The day after that.
    AfterTomorrow,
    /// The next day of the week with this number, today included: 0 is Monday, 6 is Sunday.
    Weekday(u8),
    /// Public holidays.
    Holiday,
    /// The next such day of the calendar, today included.
    Date {
        /// Its month, 1 to 12.
        month: u8,
        /// Its day of the month, from 1.
        day: u8,
    },
}

impl Day {
    /// The kind of day that it is, at a moment in seconds since 1970.
    fn on(self, unix: i64) -> hours::Day {
        let date = match self {
            Self::Weekday(number) => return hours::Day::Week(Weekday::from_monday(number)),
            Self::Holiday => return hours::Day::Holiday,
            Self::Today => today(unix),
            Self::Tomorrow => today(unix).and_then(|today| today.plus_days(1)),
            Self::AfterTomorrow => today(unix).and_then(|today| today.plus_days(2)),
            Self::Date { month, day } => today(unix).and_then(|today| {
                let (year, ..) = today.parts();
                // The 29th of February may be years away.
                let mut years = (year..).take(9).filter_map(|year| Date::new(year, month, day));
                years.find(|date| *date >= today)
            }),
        };
        match date {
            Some(date) if is_holiday(date, PARIS) => hours::Day::Holiday,
            date => hours::Day::Week(date.map_or(Weekday::Monday, Weekday::of)),
        }
    }
}

/// The department whose days and holidays count where no place is known yet.
const PARIS: &str = "75";

fn today(unix: i64) -> Option<Date> {
    Zone::of_department(PARIS).wall(unix).map(|(date, _)| date)
}
