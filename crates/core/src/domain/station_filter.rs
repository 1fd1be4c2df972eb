//! What a person asks of stations, and the order in which those that may answer it are shown.

use super::date::Hour;
use super::hours::{Day, clock::Door};
use super::nearby::Near;
use super::station::{Force, Station};

/// When it must be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// Whenever.
    #[default]
    Any,
    /// Now.
    Now,
    /// On a day of the week or on public holidays; at an hour of it on the station's own clock, or at any.
    On {
        /// The day.
        day: Day,
        /// The hour.
        hour: Option<Hour>,
    },
}

/// What a person asks of a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StationFilter {
    /// When it must be open.
    pub when: When,
    /// Who must run it.
    pub force: Option<Force>,
    /// A wheelchair must get in.
    pub wheelchair: bool,
    /// It must never close.
    pub all_day: bool,
}

/// Whether a station is what was asked for. In the order of showing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is.
    Fits,
    /// It may be: whether a wheelchair gets in is not known.
    AccessNotKnown,
    /// It may be: its hours are not known. Telephone first.
    HoursNotKnown,
    /// It is not.
    Not,
}

impl Verdict {
    /// Those that are shown, in order.
    pub const SHOWN: [Self; 3] = [Self::Fits, Self::AccessNotKnown, Self::HoursNotKnown];

    fn of(door: Door) -> Self {
        match door {
            Door::Open => Self::Fits,
            Door::NotKnown => Self::HoursNotKnown,
            Door::Closed => Self::Not,
        }
    }
}

impl StationFilter {
    /// True where nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a station is what is asked for, at a moment in seconds since 1970.
    pub fn verdict(&self, station: &Station, unix: i64) -> Verdict {
        if self.force.is_some_and(|force| force != station.force) {
            return Verdict::Not;
        }
        let open = match self.when {
            When::Any => Verdict::Fits,
            When::Now => Verdict::of(station.hours.door(unix, station.commune_code.department())),
            When::On { day, hour } => Verdict::of(station.hours.door_on(day, hour)),
        };
        let all_day = match station.hours.schedule() {
            _ if !self.all_day => Verdict::Fits,
            Some(schedule) if schedule.is_always_open() => Verdict::Fits,
            Some(_) => Verdict::Not,
            None => Verdict::HoursNotKnown,
        };
        let access = match station.wheelchair {
            _ if !self.wheelchair => Verdict::Fits,
            Some(true) => Verdict::Fits,
            Some(false) => Verdict::Not,
            None => Verdict::AccessNotKnown,
        };
        open.max(all_day).max(access)
    }

    /// Those of some stations that are or may be what is asked for: first all that are, then those of which access is not
    /// known, then those of which the hours are not known; in each group in the order given (nearest first).
    pub fn order<'a>(&self, stations: &[Near<'a>], unix: i64) -> Vec<(Verdict, Near<'a>)> {
        let judged: Vec<Verdict> = stations.iter().map(|near| self.verdict(near.station, unix)).collect();
        let mut ordered = Vec::with_capacity(stations.len());
        for group in Verdict::SHOWN {
            let in_group = stations.iter().zip(&judged).filter(|(_, verdict)| **verdict == group);
            ordered.extend(in_group.map(|(near, _)| (group, *near)));
        }
        ordered
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::unix_of_rfc3339;
    use crate::domain::hours::{Hours, Weekday};
    use crate::domain::station::read_stations;

    /// Station number so many, so many kilometres away.
    fn station(number: usize, force: &str, hours: &str, access: &str) -> Station {
        let wire = Hours::read(hours).to_wire();
        let row = format!("pn-{number}\t{force}\tS\t\t\tX\t75101\t\t4800000\t200000\t\t\t{wire}\t{access}");
        read_stations(&row).rows.remove(0)
    }

    fn stations() -> Vec<Station> {
        vec![
            station(0, "P", "", ""),
            station(1, "G", "Lundi : 8h-12h", "y"),
            station(2, "P", "24h/24 - 7j/7", "n"),
            station(3, "G", "sur rendez-vous", "y"),
            station(4, "G", "Lundi au vendredi : 14h-19h", ""),
            station(5, "P", "24h/24 - 7j/7", "y"),
        ]
    }

    fn order(filter: StationFilter) -> Vec<(Verdict, usize)> {
        let stations = stations();
        let near: Vec<Near<'_>> = stations.iter().map(|station| Near { station, km: 1.0 }).collect();
        // Monday 23 November 2026, 16:00 in Paris.
        let ordered = filter.order(&near, unix_of_rfc3339("2026-11-23T15:00:00Z").unwrap());
        ordered.iter().map(|(verdict, near)| (*verdict, near.station.id.as_str()[3..].parse().unwrap())).collect()
    }

    #[test]
    fn open_ones_come_first_then_those_to_telephone() {
        use Verdict::{AccessNotKnown, Fits, HoursNotKnown};
        let none = StationFilter::default();
        assert_eq!(order(none), (0..6).map(|number| (Fits, number)).collect::<Vec<_>>());
        assert!(none.is_empty());
        let now = StationFilter { when: When::Now, ..none };
        assert_eq!(order(now), [(Fits, 2), (Fits, 4), (Fits, 5), (HoursNotKnown, 0), (HoursNotKnown, 3)]);
        let monday = When::On { day: Day::Week(Weekday::Monday), hour: Hour::parse("9h").ok() };
        let morning = StationFilter { when: monday, force: Some(Force::Gendarmerie), ..none };
        assert_eq!(order(morning), [(Fits, 1), (HoursNotKnown, 3)]);
        let holiday = StationFilter { when: When::On { day: Day::Holiday, hour: None }, ..none };
        assert_eq!(
            order(holiday),
            [(Fits, 2), (Fits, 5), (HoursNotKnown, 0), (HoursNotKnown, 1), (HoursNotKnown, 3), (HoursNotKnown, 4)]
        );
        let wheelchair = StationFilter { wheelchair: true, ..none };
        assert_eq!(order(wheelchair), [(Fits, 1), (Fits, 3), (Fits, 5), (AccessNotKnown, 0), (AccessNotKnown, 4)]);
        let both = StationFilter { wheelchair: true, when: When::Now, ..none };
        assert_eq!(order(both), [(Fits, 5), (AccessNotKnown, 4), (HoursNotKnown, 0), (HoursNotKnown, 3)]);
        let all_day = StationFilter { all_day: true, ..none };
        assert_eq!(order(all_day), [(Fits, 2), (Fits, 5), (HoursNotKnown, 0), (HoursNotKnown, 3)]);
    }
}
