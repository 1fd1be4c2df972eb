//! A week of opening hours.

use super::{DAY, Day, Weekday};

/// From one minute to another, the last one not included. It belongs to the day on which it starts and may run into the
/// next one: 22:00 to 2:00 is 1320 to 1560.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    from: u16,
    to: u16,
}

impl Span {
    /// The whole day.
    pub const ALL_DAY: Self = Self { from: 0, to: DAY };

    /// From one minute of the day to a later one, both counted from the midnight at which the day starts; `None` where
    /// it does not start on that day, is empty, or goes on beyond the end of the next day.
    pub fn new(from: u16, to: u16) -> Option<Self> {
        (from < DAY && from < to && to <= 2 * DAY).then_some(Self { from, to })
    }

    /// As two clocks show it: an end at or before the start is on the next day. Two equal times say nothing (all day or
    /// never?), so they are `None`. 23:59 is how the last minute of a day is written where 24:00 cannot be.
    pub fn of_clocks(from: u16, to: u16) -> Option<Self> {
        let to = if to == DAY - 1 { DAY } else { to };
        match to {
            _ if from == to || to > DAY => None,
            _ if to < from => Self::new(from, to + DAY),
            _ => Self::new(from, to),
        }
    }

    /// Two times as data files write them: `08:00`, `08:00:00`, `8h30`, `24:00`.
    pub fn read(from: &str, to: &str) -> Option<Self> {
        Self::of_clocks(minute_of_clock(from)?, minute_of_clock(to)?)
    }

    /// First minute, counted from the midnight at which the day starts.
    pub fn from(self) -> u16 {
        self.from
    }

    /// The minute at which it ends, counted from the same midnight: above 1440 where it runs into the next day.
    pub fn to(self) -> u16 {
        self.to
    }

    /// True where that minute, counted from the same midnight, is inside.
    pub fn holds(self, minute: u16) -> bool {
        (self.from..self.to).contains(&minute)
    }
}

/// Minutes from midnight of a time as data files write it: `08:00`, `08:00:00`, `8h`, `24:00`.
pub fn minute_of_clock(text: &str) -> Option<u16> {
    let mut figures = text.trim().split([':', 'h', 'H']);
    let hours = figure(figures.next()?)?;
    let minutes = match figures.next()? {
        "" => 0,
        text => figure(text)?,
    };
    let seconds = figures.next().map_or(Some(0), figure)?;
    let fits = minutes < 60 && (hours < 24 || (hours == 24 && minutes == 0)) && seconds == 0;
    (fits && figures.next().is_none()).then_some(hours * 60 + minutes)
}

fn figure(text: &str) -> Option<u16> {
    // A sign would be accepted by `parse`.
    let plain = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// The hours of a week, and of public holidays. A day of the week without hours is closed, as in the official files,
/// which leave such days out.
///
/// Always normalised: the spans of a day are in order, none touches another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schedule {
    week: [Vec<Span>; 7],
    /// `None`: nothing is said of them.
    holidays: Option<Vec<Span>>,
}

impl Schedule {
    /// Open day and night, all days, holidays too.
    pub fn always() -> Self {
        let mut all = Self::default();
        for day in Day::ALL {
            all.add(day, Span::ALL_DAY);
        }
        all
    }

    /// The schedule of some spans, each with its day; nothing said of holidays unless one is a holiday's.
    pub fn of(spans: impl IntoIterator<Item = (Day, Span)>) -> Self {
        let mut schedule = Self::default();
        for (day, span) in spans {
            schedule.add(day, span);
        }
        schedule
    }

    /// Opens it for one more span.
    pub fn add(&mut self, day: Day, span: Span) {
        let spans = match day {
            Day::Week(day) => match self.week.get_mut(day as usize) {
                Some(spans) => spans,
                None => return,
            },
            Day::Holiday => self.holidays.get_or_insert_default(),
        };
        let mut merged = span;
        spans.retain(|other| {
            let apart = other.to < merged.from || merged.to < other.from;
            if !apart {
                merged = Span { from: merged.from.min(other.from), to: merged.to.max(other.to) };
            }
            apart
        });
        let place = spans.iter().take_while(|other| other.from < merged.from).count();
        spans.insert(place, merged);
    }

    /// Says that it is closed on public holidays, unless hours were given for them.
    pub fn close_on_holidays(&mut self) {
        self.holidays.get_or_insert_default();
    }

    /// The spans that start on a day; `None` for a holiday of which nothing is said.
    pub fn day(&self, day: Day) -> Option<&[Span]> {
        match day {
            Day::Week(day) => Some(self.usual(day)),
            Day::Holiday => self.holidays.as_deref(),
        }
    }

    /// The spans that start on a day of the week that is not a holiday.
    pub fn usual(&self, day: Weekday) -> &[Span] {
        self.week.get(day as usize).map_or(&[], Vec::as_slice)
    }

    /// True where it never closes. Seven days of 24 hours say so even where holidays are not named: such a door has no
    /// hour at which it is locked.
    pub fn is_always_open(&self) -> bool {
        let all = |spans: &[Span]| spans.first().is_some_and(|span| span.from == 0 && span.to >= DAY);
        Day::ALL.iter().all(|day| self.day(*day).is_none_or(all))
    }

    /// True where no day has any hours.
    pub fn is_never_open(&self) -> bool {
        Day::ALL.iter().all(|day| self.day(*day).is_none_or(<[Span]>::is_empty))
    }
}
