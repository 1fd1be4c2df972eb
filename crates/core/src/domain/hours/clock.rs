//! Is it open, until when, and when again: on the clocks of the station's own place.
//!
//! A span belongs to the day on which it starts, so the night after the eve of a holiday is still the eve's. The door at a
//! moment is what the schedule says of the time on the wall at that moment: in the hour that summer time skips there is
//! nothing, the hour that comes twice is open or closed twice.

use super::{DAY, Day, Hours, Schedule, Span, Weekday};
use crate::domain::{
    date::{Date, Hour},
    holiday::is_holiday,
    zone::Zone,
};

/// The door at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Open.
    Open,
    /// Closed.
    Closed,
    /// The hours do not tell.
    NotKnown,
}

/// A moment to come, on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Days from today: 0 is today.
    pub days: i64,
    /// Day.
    pub date: Date,
    /// Time.
    pub hour: Hour,
}

/// What to tell about the door now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Open, and it does not close.
    OpenAllDay,
    /// Open.
    Open {
        /// When it closes, or when it is not known any more because a holiday starts.
        until: Moment,
        /// That is within half an hour.
        soon: bool,
    },
    /// Closed.
    Closed {
        /// When it opens; `None`: never, or not within [`HORIZON`] days.
        next: Option<Moment>,
    },
    /// It would be open, but today is a public holiday and nothing is said of those.
    Holiday,
    /// The hours are words to be read by a person.
    TextOnly,
    /// Nothing is known.
    Unknown,
}

impl State {
    /// Which of the three it is.
    pub fn door(self) -> Door {
        match self {
            Self::OpenAllDay | Self::Open { .. } => Door::Open,
            Self::Closed { .. } => Door::Closed,
            Self::Holiday | Self::TextOnly | Self::Unknown => Door::NotKnown,
        }
    }
}

/// How many days ahead the next change is looked for: more than lie between two holidays (1 January to a late
/// Easter Monday: 115).
pub const HORIZON: i32 = 120;

/// Closing within so many seconds is soon.
const SOON: i64 = 30 * 60;

/// The minute of the wall at which summer time starts or ends, in each French zone that has it.
const SWITCH: u16 = 2 * 60;

impl Hours {
    /// The door at a moment (seconds since 1970) in a department or territory.
    pub fn door(&self, unix: i64, department: &str) -> Door {
        self.schedule().map_or(Door::NotKnown, |schedule| schedule.door(unix, department))
    }

    /// What to tell about the door at a moment (seconds since 1970) in a department or territory.
    pub fn state(&self, unix: i64, department: &str) -> State {
        match self {
            Self::Unknown => State::Unknown,
            Self::Text(_) => State::TextOnly,
            Self::Known(schedule) => schedule.state(unix, department),
        }
    }

    /// The door at a time of a day of the week or of a holiday, or at any time of it.
    pub fn door_on(&self, day: Day, hour: Option<Hour>) -> Door {
        self.schedule().map_or(Door::NotKnown, |schedule| schedule.door_on(day, hour))
    }
}

impl Schedule {
    /// The door at a moment (seconds since 1970).
    pub fn door(&self, unix: i64, department: &str) -> Door {
        let Some((date, hour)) = Zone::of_department(department).wall(unix) else { return Door::NotKnown };
        let minute = hour.minutes();
        let [today, eve] = self.today_and_eve(date, department);
        let inside = |day: &Said<'_>, minute| day.spans.iter().any(|span| span.holds(minute));
        let open = [(inside(&today, minute), today.sure), (inside(&eve, minute + DAY), eve.sure)];
        if open.contains(&(true, true)) {
            Door::Open
        } else if open.contains(&(true, false)) {
            Door::NotKnown
        } else {
            Door::Closed
        }
    }

    fn door_on(&self, day: Day, hour: Option<Hour>) -> Door {
        let Some(spans) = self.day(day) else {
            return if self.is_always_open() { Door::Open } else { Door::NotKnown };
        };
        // The night before a holiday can be any night.
        let eve = match day {
            Day::Week(day) => self.usual(Weekday::from_monday(day as u8 + 6)),
            Day::Holiday => &[],
        };
        let open = match hour.map(Hour::minutes) {
            Some(minute) => {
                spans.iter().any(|span| span.holds(minute)) || eve.iter().any(|span| span.holds(minute + DAY))
            }
            None => !spans.is_empty(),
        };
        if open { Door::Open } else { Door::Closed }
    }

    fn state(&self, unix: i64, department: &str) -> State {
        if self.is_always_open() {
            return State::OpenAllDay;
        }
        match self.door(unix, department) {
            Door::NotKnown => State::Holiday,
            Door::Open => match self.next(unix, department, false) {
                Some((until, moment)) => State::Open { until: moment, soon: until - unix <= SOON },
                None => State::OpenAllDay,
            },
            Door::Closed if self.is_never_open() => State::Closed { next: None },
            Door::Closed => State::Closed { next: self.next(unix, department, true).map(|(_, moment)| moment) },
        }
    }

    /// The first later moment at which it is open, or not open; as seconds since 1970, a whole minute, and on the wall.
    fn next(&self, unix: i64, department: &str, open: bool) -> Option<(i64, Moment)> {
        let zone = Zone::of_department(department);
        let (today, _) = zone.wall(unix)?;
        let epoch = Date::new(1970, 1, 1)?;
        for days in 0..=HORIZON {
            let date = today.plus_days(days)?;
            let midnight = epoch.days_until(date) * 86_400;
            let mut first: Option<i64> = None;
            let mut consider = |minute: u16| {
                let local = midnight + i64::from(minute) * 60;
                for offset in zone.offsets() {
                    let moment = local - offset;
                    // A time on the wall that does not exist with this offset is none; but the switch itself shows
                    // another time than its own, and the door can change at it.
                    let real = zone.offset_seconds(moment) == offset || minute == SWITCH;
                    let better = moment > unix && first.is_none_or(|found| moment < found);
                    if real && better && (self.door(moment, department) == Door::Open) == open {
                        first = Some(moment);
                    }
                }
            };
            consider(SWITCH);
            let [today, eve] = self.today_and_eve(date, department);
            for span in today.spans {
                consider(span.from());
                if span.to() < DAY {
                    consider(span.to());
                }
            }
            for span in eve.spans {
                if let Some(minute) = span.to().checked_sub(DAY) {
                    consider(minute);
                }
            }
            if let Some(found) = first {
                let (date, hour) = zone.wall(found)?;
                return Some((found, Moment { days: zone.wall(unix)?.0.days_until(date), date, hour }));
            }
        }
        None
    }

    fn today_and_eve(&self, date: Date, department: &str) -> [Said<'_>; 2] {
        [Some(date), date.plus_days(-1)].map(|date| date.map_or(Said::NOTHING, |date| self.said(date, department)))
    }

    /// What is said of a date.
    fn said(&self, date: Date, department: &str) -> Said<'_> {
        let usual = Day::Week(Weekday::of(date));
        if is_holiday(date, department) {
            match self.day(Day::Holiday) {
                Some(spans) => return Said { spans, sure: true },
                None => return Said { spans: self.day(usual).unwrap_or_default(), sure: self.is_always_open() },
            }
        }
        Said { spans: self.day(usual).unwrap_or_default(), sure: true }
    }
}

/// The spans that start on a date.
struct Said<'a> {
    spans: &'a [Span],
    /// False: those of its weekday, but it is a holiday and nothing is said of holidays.
    sure: bool,
}

impl Said<'_> {
    const NOTHING: Self = Self { spans: &[], sure: true };
}
