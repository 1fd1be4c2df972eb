//! Sentences for opening hours and for the way there.

use super::{Word, Words};
use crate::domain::{
    date::Hour,
    hours::{
        DAY, Day, Schedule, Span, Weekday,
        clock::{Door, Moment, State},
    },
    nearby::Travel,
};

impl Words {
    /// One of the three: open, closed, not known.
    #[must_use]
    pub fn door(&self, door: Door) -> &str {
        self.say(match door {
            Door::Open => Word::DoorOpen,
            Door::Closed => Word::DoorClosed,
            Door::NotKnown => Word::DoorNotKnown,
        })
    }

    /// What to tell about the door now, and what comes next: `Ouvert maintenant, ferme à 18 h`.
    #[must_use]
    pub fn opening(&self, state: State) -> String {
        let (word, moment) = match state {
            State::Open { until, soon: false } => (Word::HoursOpenUntil, Some(until)),
            State::Open { until, soon: true } => (Word::HoursClosesSoon, Some(until)),
            State::Closed { next: Some(next) } => (Word::HoursOpens, Some(next)),
            State::Closed { next: None } => (Word::HoursClosed, None),
            State::OpenAllDay => (Word::HoursOpenAllDay, None),
            State::Holiday => (Word::HoursHoliday, None),
            State::TextOnly => (Word::HoursTextOnly, None),
            State::Unknown => (Word::HoursUnknown, None),
        };
        moment.map_or_else(|| self.say(word).to_owned(), |moment| self.fill(word, &[("when", &self.when(moment))]))
    }

    /// The hours of each day of the week, then of holidays: name of the day, hours.
    #[must_use]
    pub fn week(&self, schedule: &Schedule) -> Vec<(String, String)> {
        Day::ALL.iter().map(|day| (self.day(*day).to_owned(), self.spans(schedule.day(*day)))).collect()
    }

    /// The name of a day.
    #[must_use]
    pub fn day(&self, day: Day) -> &str {
        match day {
            Day::Week(day) => self.say(Word::Weekdays).split(',').nth(day as usize).unwrap_or_default(),
            Day::Holiday => self.say(Word::PublicHolidays),
        }
    }

    /// The rough time of a way, said as rough.
    #[must_use]
    pub fn travel(&self, travel: Travel) -> String {
        let (word, minutes) = match travel {
            Travel::OnFoot(minutes) => (Word::TravelOnFoot, minutes),
            Travel::ByCar(minutes) => (Word::TravelByCar, minutes),
        };
        let time = if minutes < 60 {
            self.fill(Word::DurationMinutes, &[("minutes", &minutes.to_string())])
        } else {
            let rest = format!("{:02}", minutes % 60);
            self.fill(Word::DurationHours, &[("hours", &(minutes / 60).to_string()), ("minutes", &rest)])
        };
        self.fill(word, &[("time", &time)])
    }

    fn when(&self, moment: Moment) -> String {
        let time = self.clock(moment.hour);
        match moment.days {
            0 => self.fill(Word::WhenToday, &[("time", &time)]),
            // The end of today, not a time of tomorrow.
            1 if moment.hour.minutes() == 0 => self.fill(Word::WhenToday, &[("time", self.say(Word::Midnight))]),
            1 => self.fill(Word::WhenTomorrow, &[("time", &time)]),
            2..=6 => {
                let day = self.day(Day::Week(Weekday::of(moment.date)));
                self.fill(Word::WhenDay, &[("day", day), ("time", &time)])
            }
            _ => self.fill(Word::WhenDate, &[("date", &self.date(moment.date)), ("time", &time)]),
        }
    }

    fn spans(&self, spans: Option<&[Span]>) -> String {
        let Some(spans) = spans else { return self.say(Word::HoursDayNotSaid).to_owned() };
        match spans {
            [] => self.say(Word::HoursDayClosed).to_owned(),
            [all] if *all == Span::ALL_DAY => self.say(Word::HoursDayAll).to_owned(),
            some => some.iter().map(|span| self.span(*span)).collect::<Vec<_>>().join(", "),
        }
    }

    fn span(&self, span: Span) -> String {
        let time = |minute: u16| Hour::of_minutes(minute % DAY).map(|hour| self.clock(hour)).unwrap_or_default();
        let to = if span.to() == DAY { self.say(Word::Midnight).to_owned() } else { time(span.to()) };
        self.fill(Word::HoursSpan, &[("from", &time(span.from())), ("to", &to)])
    }

    /// An hour, its minutes only where there are any: `18 h`.
    fn clock(&self, hour: Hour) -> String {
        match hour.parts() {
            (hours, 0) => self.fill(Word::HourRound, &[("hours", &hours.to_string())]),
            _ => self.hour(hour),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{date::unix_of_rfc3339, hours::Hours},
        site::Language,
        text::tests::words,
    };

    #[track_caller]
    fn says(written: &str, moment: &str, french: &str, english: &str) {
        let state = Hours::read(written).state(unix_of_rfc3339(moment).unwrap(), "75");
        let plain = |text: String| text.replace(['\u{202f}', '\u{a0}'], " ");
        assert_eq!(plain(words(Language::Fr).opening(state)), french);
        assert_eq!(plain(words(Language::En).opening(state)), english);
    }

    #[test]
    fn the_state_says_what_comes_next() {
        let brigade = "Lundi au vendredi : 8h-12h 14h-18h30";
        // 23 November 2026 is a Monday.
        says(brigade, "2026-11-23T14:00:00Z", "Ouvert maintenant, ferme à 18 h 30", "Open now, closes at 18:30");
        says(brigade, "2026-11-23T10:45:00Z", "Ferme bientôt, à 12 h", "Closes soon, at 12:00");
        says(brigade, "2026-11-23T12:00:00Z", "Fermé, ouvre à 14 h", "Closed, opens at 14:00");
        says(brigade, "2026-11-23T20:00:00Z", "Fermé, ouvre demain à 8 h", "Closed, opens tomorrow at 8:00");
        says(brigade, "2026-11-27T20:00:00Z", "Fermé, ouvre lundi à 8 h", "Closed, opens on Monday at 8:00");
        says(
            "Lundi : 18h-minuit",
            "2026-11-23T20:00:00Z",
            "Ouvert maintenant, ferme à minuit",
            "Open now, closes at midnight",
        );
        says(
            "Lundi : 18h-2h",
            "2026-11-23T20:00:00Z",
            "Ouvert maintenant, ferme demain à 2 h",
            "Open now, closes tomorrow at 2:00",
        );
        says(
            "Lundi : 8h-9h",
            "2026-11-23T20:00:00Z",
            "Fermé, ouvre le 30 novembre 2026 à 8 h",
            "Closed, opens on 30 November 2026 at 8:00",
        );
        says("24h/24 - 7j/7", "2026-11-23T20:00:00Z", "Ouvert 24 h/24", "Open 24 hours a day");
        says("fermé", "2026-11-23T20:00:00Z", "Fermé au public : téléphonez", "Closed to the public: telephone");
        says(
            brigade,
            "2026-11-11T10:00:00Z",
            "Jour férié, horaires non précisés : téléphonez d’abord",
            "Public holiday, hours not stated: telephone first",
        );
        says(
            "",
            "2026-11-23T20:00:00Z",
            "Horaires non connus : téléphonez d’abord",
            "Hours not known: telephone first",
        );
        says(
            "sur rendez-vous",
            "2026-11-23T20:00:00Z",
            "Horaires donnés en toutes lettres : en cas de doute, téléphonez",
            "Hours given in words: if in doubt, telephone",
        );
    }

    #[test]
    fn the_week_is_a_table_of_eight_rows() {
        let hours = Hours::read("Lundi : 8h-12h 14h15-18h Mardi : 24h/24 Samedi : 22h-2h Dimanche : 18h-24h");
        let rows: Vec<String> = words(Language::Fr)
            .week(hours.schedule().unwrap())
            .into_iter()
            .map(|(day, hours)| format!("{day} {hours}").replace('\u{202f}', " "))
            .collect();
        assert_eq!(
            rows,
            [
                "lundi de 8 h à 12 h, de 14 h 15 à 18 h",
                "mardi 24 h/24",
                "mercredi fermé",
                "jeudi fermé",
                "vendredi fermé",
                "samedi de 22 h à 2 h",
                "dimanche de 18 h à minuit",
                "jours fériés non précisé"
            ]
        );
        let english = words(Language::En).week(hours.schedule().unwrap());
        assert_eq!(english[0], ("Monday".to_owned(), "8:00 to 12:00, 14:15 to 18:00".to_owned()));
    }

    #[test]
    fn doors_are_one_of_three() {
        let said = [Door::Open, Door::Closed, Door::NotKnown].map(|door| words(Language::Fr).door(door).to_owned());
        assert_eq!(said, ["Ouvert", "Fermé", "Horaires non connus"]);
    }

    #[test]
    fn a_way_is_said_as_rough() {
        let plain = |language, travel| words(language).travel(travel).replace(['\u{202f}', '\u{a0}'], " ");
        assert_eq!(plain(Language::Fr, Travel::OnFoot(10)), "environ 10 min à pied");
        assert_eq!(plain(Language::Fr, Travel::ByCar(75)), "environ 1 h 15 en voiture");
        assert_eq!(plain(Language::Fr, Travel::ByCar(60)), "environ 1 h 00 en voiture");
        assert_eq!(plain(Language::En, Travel::ByCar(75)), "about 1 h 15 min by car");
    }
}
