//! What a person asks for about coming to the station: a wish, never an appointment.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    date::{Date, Now},
    flaw::FlawKind,
    holiday::is_holiday,
    zone::Zone,
};
use crate::{json, wire::slot::Slot};

/// What is asked for, and what the visit will need.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentRequest {
    /// When.
    pub preference: Preference,
    /// How the agent should make contact; by telephone where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// The language for which an interpreter is needed, at most 40 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<String>,
    /// What else is needed to come or to be understood, at most 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access: Option<String>,
}

/// When somebody would like to come.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Preference {
    /// No appointment is needed nor wished for.
    #[serde(rename = "Pas de rendez-vous souhaité")]
    NotWanted,
    /// A time that the station offered. It travels beside the sealed text, since the server holds it.
    #[serde(rename = "Créneau demandé")]
    Slot,
    /// No time of the station's.
    #[serde(rename = "Disponibilités")]
    HalfDays {
        /// When it suits; empty where any time does.
        preferred: HalfDays,
    },
}

/// How an agent can make contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Channel {
    /// A call.
    #[serde(rename = "Téléphone")]
    Telephone,
    /// A text message.
    #[serde(rename = "SMS")]
    Sms,
    /// An e-mail.
    #[serde(rename = "E-mail")]
    Email,
}

/// The half of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Half {
    /// Before noon.
    #[serde(rename = "Matin")]
    Morning,
    /// After noon.
    #[serde(rename = "Après-midi")]
    Afternoon,
}

impl Half {
    /// Both, in order.
    pub const ALL: [Self; 2] = [Self::Morning, Self::Afternoon];

    const fn as_answer(self) -> &'static str {
        match self {
            Self::Morning => "am",
            Self::Afternoon => "pm",
        }
    }
}

/// A morning or an afternoon.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HalfDay {
    /// The day.
    pub date: Date,
    /// Which half of it.
    pub half: Half,
}

impl HalfDay {
    fn parse(answer: &str) -> Option<Self> {
        let (date, half) = answer.rsplit_once(' ')?;
        let half = Half::ALL.into_iter().find(|known| known.as_answer() == half)?;
        Some(Self { date: Date::parse(date).ok()?, half })
    }
}

/// Up to three different half-days, in order.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<HalfDay>", into = "Vec<HalfDay>")]
pub struct HalfDays(Vec<HalfDay>);

impl HalfDays {
    /// No more than this is of use to whoever makes the appointment.
    pub const MAX: usize = 3;

    /// The half-days, earliest first.
    #[must_use]
    pub fn days(&self) -> &[HalfDay] {
        &self.0
    }

    /// True where none is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answer that stands for them; empty where there are none.
    #[must_use]
    pub fn as_answer(&self) -> String {
        written(&self.0)
    }

    /// Reads the answer that [`ticked`] wrote. One that has passed since is a flaw: it helps nobody.
    pub fn parse(answer: &str, today: Option<Date>) -> Result<Self, FlawKind> {
        let mut days = read(answer)?;
        days.sort_unstable();
        days.dedup();
        if days.is_empty() {
            return Err(FlawKind::Missing);
        }
        if days.len() > Self::MAX {
            return Err(FlawKind::TooManyHalfDays { max: Self::MAX });
        }
        if today.is_some_and(|today| days.iter().any(|day| day.date <= today)) {
            return Err(FlawKind::HalfDayPast);
        }
        Ok(Self(days))
    }
}

impl TryFrom<Vec<HalfDay>> for HalfDays {
    type Error = &'static str;
    fn try_from(days: Vec<HalfDay>) -> Result<Self, Self::Error> {
        if days.len() <= Self::MAX { Ok(Self(days)) } else { Err("more than three half-days") }
    }
}

impl From<HalfDays> for Vec<HalfDay> {
    fn from(days: HalfDays) -> Self {
        days.0
    }
}

fn read(answer: &str) -> Result<Vec<HalfDay>, FlawKind> {
    let parts = answer.split(',').filter(|part| !part.is_empty());
    parts.map(|part| HalfDay::parse(part).ok_or(FlawKind::NotAChoice)).collect()
}

/// True where that half-day is ticked in an answer.
#[must_use]
pub fn is_ticked(answer: &str, day: HalfDay) -> bool {
    read(answer).is_ok_and(|days| days.contains(&day))
}

/// The answer with that half-day ticked, or no longer; what could not be read is left out.
#[must_use]
pub fn ticked(answer: &str, day: HalfDay, wanted: bool) -> String {
    let mut days = read(answer).unwrap_or_default();
    days.retain(|kept| *kept != day);
    if wanted {
        days.push(day);
    }
    days.sort_unstable();
    written(&days)
}

fn written(days: &[HalfDay]) -> String {
    days.iter().map(|day| format!("{} {}", day.date, day.half.as_answer())).collect::<Vec<_>>().join(",")
}

/// Days on which an appointment can be wished for, beginning tomorrow: no weekend, no public holiday of that department.
#[must_use]
pub fn offered(now: Now, zone: Zone, department: &str, count: usize) -> Vec<Date> {
    let Some(today) = zone.today(now) else { return Vec::new() };
    let open = |day: &Date| day.days_from_monday() < 5 && !is_holiday(*day, department);
    (1..60).filter_map(|days| today.plus_days(days)).filter(open).take(count).collect()
}

/// A time picked from those of a station, kept whole: an answer is read without the list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotChoice {
    /// The station that offers it. With another station it means nothing any more.
    pub station: String,
    /// The time.
    #[serde(flatten)]
    pub slot: Slot,
}

impl SlotChoice {
    /// Reads the answer that [`Self::as_answer`] wrote.
    pub fn parse(answer: &str) -> Result<Self, FlawKind> {
        if answer.is_empty() {
            return Err(FlawKind::Missing);
        }
        json::read(answer).ok_or(FlawKind::NotAChoice)
    }

    /// The answer to keep.
    #[must_use]
    pub fn as_answer(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl fmt::Debug for SlotChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SlotChoice(***)")
    }
}

impl fmt::Debug for AppointmentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppointmentRequest(***)")
    }
}

impl fmt::Debug for Preference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Preference(***)")
    }
}

impl fmt::Debug for HalfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HalfDay(***)")
    }
}

impl fmt::Debug for HalfDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HalfDays(***)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 23 November 2026, a Monday, 23:30 in Paris.
    const NOW: Now = Now { unix: 1_795_473_000, trusted: true };

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn half(text: &str, half: Half) -> HalfDay {
        HalfDay { date: date(text), half }
    }

    #[test]
    fn half_days_are_ticked_and_read_back_in_order() {
        let later = half("2026-11-27", Half::Morning);
        let sooner = half("2026-11-25", Half::Afternoon);
        let answer = ticked(&ticked("", later, true), sooner, true);
        assert_eq!(answer, "2026-11-25 pm,2026-11-27 am");
        assert!(is_ticked(&answer, later) && !is_ticked(&answer, half("2026-11-27", Half::Afternoon)));
        let read = HalfDays::parse(&answer, Zone::Metropolitan.today(NOW)).unwrap();
        assert!(read.days() == [sooner, later]);
        assert_eq!(ticked(&answer, sooner, false), "2026-11-27 am");
    }

    #[test]
    fn what_is_wrong_is_told() {
        let today = Zone::Metropolitan.today(NOW);
        let many = "2026-11-25 am,2026-11-25 pm,2026-11-26 am,2026-11-26 pm";
        for (answer, flaw) in [
            ("", FlawKind::Missing),
            ("demain", FlawKind::NotAChoice),
            ("2026-11-25 noon", FlawKind::NotAChoice),
            (many, FlawKind::TooManyHalfDays { max: 3 }),
            ("2026-11-23 am", FlawKind::HalfDayPast),
        ] {
            assert!(HalfDays::parse(answer, today) == Err(flaw), "{answer}");
        }
        // Twice the same is once.
        assert!(HalfDays::parse("2026-11-25 am,2026-11-25 am", today).unwrap().days().len() == 1);
        assert!(
            serde_json::from_str::<HalfDays>(&format!(
                "[{}]",
                ["{\"date\":\"2026-11-25\",\"half\":\"Matin\"}"; 4].join(",")
            ))
            .is_err()
        );
    }

    #[test]
    fn days_offered_are_working_days_of_the_place() {
        let days = |now, zone, department| -> Vec<String> {
            offered(now, zone, department, 5).into_iter().map(|day| day.to_string()).collect()
        };
        let week = ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"];
        assert_eq!(days(NOW, Zone::Metropolitan, "59"), week);
        // In Réunion it is the 24th already.
        assert_eq!(days(NOW, Zone::of_department("974"), "974")[0], "2026-11-25");
        // 23 December 2026, noon: Christmas is left out, and its second day in Moselle.
        let december = Now { unix: 1_798_027_200, ..NOW };
        assert_eq!(days(december, Zone::Metropolitan, "75")[..2], ["2026-12-24", "2026-12-28"]);
    }

    proptest! {
        #[test]
        fn ticking_twice_changes_nothing_more(answer in "(2026-1[12]-[12][0-9] [ap]m,?){0,5}|.{0,30}", day in 1..28u8, morning: bool) {
            let half = if morning { Half::Morning } else { Half::Afternoon };
            let day = HalfDay { date: Date::new(2026, 12, day).unwrap(), half };
            let on = ticked(&answer, day, true);
            prop_assert!(is_ticked(&on, day));
            prop_assert_eq!(&ticked(&on, day, true), &on);
            let off = ticked(&on, day, false);
            prop_assert!(!is_ticked(&off, day));
            prop_assert!(HalfDays::parse(&on, None).is_ok_and(|days| days.days().len() <= HalfDays::MAX) || read(&on).unwrap().len() > HalfDays::MAX);
        }
    }
}
