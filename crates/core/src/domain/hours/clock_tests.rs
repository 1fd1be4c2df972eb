use super::clock::{Door, HORIZON, State};
use super::tests::schedule;
use super::*;
use crate::domain::date::{Hour, unix_of_rfc3339};
use crate::domain::holiday::is_holiday;
use crate::domain::zone::Zone;
use proptest::prelude::*;

const DEPARTMENTS: [&str; 14] =
    ["75", "2A", "67", "971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988"];

/// The door at a moment, found by asking every span of today and of yesterday, from the wall alone.
fn walked(schedule: &Schedule, unix: i64, department: &str) -> Door {
    let (today, hour) = Zone::of_department(department).wall(unix).unwrap();
    let never_closes = || {
        let full = |day: &Weekday| (0..1440).all(|minute| schedule.usual(*day).iter().any(|span| span.holds(minute)));
        Weekday::WEEK.iter().all(full)
    };
    let mut doubtful = false;
    for (date, minute) in [(today, hour.minutes()), (today.plus_days(-1).unwrap(), hour.minutes() + 1440)] {
        let usual = schedule.usual(Weekday::of(date));
        let (spans, sure) = match (is_holiday(date, department), schedule.day(Day::Holiday)) {
            (true, Some(spans)) => (spans, true),
            (true, None) => (usual, never_closes()),
            (false, _) => (usual, true),
        };
        if spans.iter().any(|span| span.from() <= minute && minute < span.to()) {
            if sure {
                return Door::Open;
            }
            doubtful = true;
        }
    }
    if doubtful { Door::NotKnown } else { Door::Closed }
}

/// Moments near what is difficult: holidays, both nights of summer time in both zones that have it, ends of years; and any.
fn moment() -> impl Strategy<Value = i64> {
    let near = |text: &str| {
        let unix = unix_of_rfc3339(text).unwrap();
        (unix - 3 * 86_400..unix + 86_400).boxed()
    };
    let any = (1_700_000_000..1_950_000_000_i64).boxed();
    prop::strategy::Union::new(
        [
            "2026-03-29T01:00:00Z",
            "2026-10-25T01:00:00Z",
            "2026-03-08T05:00:00Z",
            "2026-11-01T04:00:00Z",
            "2026-05-14T00:00:00Z",
            "2026-12-26T12:00:00Z",
            "2027-01-01T00:00:00Z",
        ]
        .into_iter()
        .map(near)
        .chain([any]),
    )
}

fn department() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&DEPARTMENTS[..])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_next_change_is_where_a_walk_by_minutes_finds_it(schedule in schedule(), unix in moment(), department in department()) {
        let hours = Hours::Known(schedule.clone());
        let door = hours.door(unix, department);
        prop_assert_eq!(door, walked(&schedule, unix, department));
        let zone = Zone::of_department(department);
        let today = zone.wall(unix).unwrap().0;
        // Nine days are enough to meet every day of the week, both nights and a holiday's eve.
        let walk = |open: bool| {
            let start = unix.div_euclid(60) * 60 + 60;
            (0..9 * 1440).map(|minute| start + minute * 60).find(|moment| (walked(&schedule, *moment, department) == Door::Open) == open)
        };
        let same = |moment: clock::Moment, found: i64| {
            let (date, hour) = zone.wall(found).unwrap();
            (moment.date, moment.hour, moment.days) == (date, hour, today.days_until(date))
        };
        match hours.state(unix, department) {
            State::OpenAllDay => prop_assert!(door == Door::Open && walk(false).is_none()),
            State::Open { until, soon } => {
                prop_assert_eq!(door, Door::Open);
                match walk(false) {
                    Some(found) => {
                        prop_assert!(same(until, found), "{} {} not {:?}", until.date, until.hour, found);
                        prop_assert_eq!(soon, found - unix <= 1800);
                    }
                    None => prop_assert!(until.days >= 8 && !soon),
                }
            }
            State::Closed { next } => {
                prop_assert_eq!(door, Door::Closed);
                match (walk(true), next) {
                    (Some(found), Some(next)) => prop_assert!(same(next, found), "{} {} not {:?}", next.date, next.hour, found),
                    (Some(_), None) => prop_assert!(false, "an opening was missed"),
                    (None, next) => prop_assert!(next.is_none_or(|next| next.days >= 8)),
                }
            }
            State::Holiday => prop_assert_eq!(door, Door::NotKnown),
            State::TextOnly | State::Unknown => prop_assert!(false),
        }
        prop_assert_eq!(hours.state(unix, department).door(), door);
    }

    #[test]
    fn a_day_of_the_week_is_like_that_day_without_holidays(schedule in schedule(), weeks in 0..100i64, minute in 0..1440u16) {
        let monday = unix_of_rfc3339("2026-02-02T00:00:00Z").unwrap() + weeks * 7 * 86_400;
        let hours = Hours::Known(schedule);
        for (place, day) in Weekday::WEEK.into_iter().enumerate() {
            let wall = monday + i64::try_from(place).unwrap() * 86_400 + i64::from(minute) * 60;
            let zone = Zone::of_department("75");
            let unix = wall - zone.offset_seconds(wall);
            let (date, hour) = zone.wall(unix).unwrap();
            let plain = [date, date.plus_days(-1).unwrap()].iter().all(|date| !is_holiday(*date, "75"));
            if plain && hour.minutes() == minute && Weekday::of(date) == day {
                prop_assert_eq!(hours.door_on(Day::Week(day), Some(hour)), hours.door(unix, "75"));
            }
        }
    }
}

#[track_caller]
fn state(written: &str, moment: &str, department: &str) -> State {
    Hours::read(written).state(unix_of_rfc3339(moment).unwrap(), department)
}

fn shown(state: State) -> String {
    match state {
        State::Open { until, .. } => format!("open until {} {}", until.date, until.hour),
        State::Closed { next: Some(next) } => format!("opens {} {}", next.date, next.hour),
        other => format!("{other:?}"),
    }
}

const BRIGADE: &str = "Lundi au samedi : 8h-12h 14h-19h Dimanche et jours fériés : 9h-12h 15h-18h";

#[test]
fn the_hours_of_the_place_count() {
    // Monday 23 November 2026, 15:00 UTC: 16:00 in Paris, 19:00 in La Réunion, 11:00 in Martinique, Tuesday 02:00 in Nouméa.
    for (department, expected) in [
        ("75", "open until 2026-11-23 19:00"),
        ("974", "opens 2026-11-24 08:00"),
        ("972", "open until 2026-11-23 12:00"),
        ("988", "opens 2026-11-24 08:00"),
    ] {
        assert_eq!(shown(state(BRIGADE, "2026-11-23T15:00:00Z", department)), expected, "{department}");
    }
}

#[test]
fn holidays_have_their_own_hours_where_they_are_said() {
    // Wednesday 11 November 2026, 07:30 in Paris.
    assert_eq!(shown(state(BRIGADE, "2026-11-11T06:30:00Z", "75")), "opens 2026-11-11 09:00");
    // 26 December 2026 is a Saturday, and a holiday in Strasbourg only. 13:30 there.
    assert_eq!(shown(state(BRIGADE, "2026-12-26T12:30:00Z", "67")), "opens 2026-12-26 15:00");
    assert_eq!(shown(state(BRIGADE, "2026-12-26T12:30:00Z", "75")), "opens 2026-12-26 14:00");
    let closed = "Lundi au vendredi : 8h-18h Jours fériés : fermé";
    assert_eq!(shown(state(closed, "2026-11-11T10:00:00Z", "75")), "opens 2026-11-12 08:00");
}

#[test]
fn a_holiday_of_which_nothing_is_said_is_not_known_only_while_it_would_be_open() {
    let written = "Lundi au vendredi : 8h-18h";
    assert_eq!(state(written, "2026-11-11T10:00:00Z", "75"), State::Holiday);
    assert_eq!(shown(state(written, "2026-11-11T20:00:00Z", "75")), "opens 2026-11-12 08:00");
    assert_eq!(shown(state(written, "2026-11-10T20:00:00Z", "75")), "opens 2026-11-12 08:00");
    let week = "Lundi au dimanche : 24h/24";
    assert_eq!(state(week, "2026-11-11T10:00:00Z", "75"), State::OpenAllDay);
    assert_eq!(Hours::read(week).door(unix_of_rfc3339("2026-11-11T10:00:00Z").unwrap(), "75"), Door::Open);
}

#[test]
fn nights_run_into_the_next_day_and_over_summer_time() {
    let night = "Samedi : 22h-6h";
    // Saturday 28 March 2026, 23:00 in Paris; the night has no 2 o'clock.
    assert_eq!(shown(state(night, "2026-03-28T22:00:00Z", "75")), "open until 2026-03-29 06:00");
    let gap = "Samedi : 22h-2h30 Dimanche : 2h45-5h";
    // 01:59:30 is the last minute of the night: at 3 o'clock it is within Sunday's hours, which began in the hour skipped.
    assert_eq!(shown(state(gap, "2026-03-29T00:59:30Z", "75")), "open until 2026-03-29 05:00");
    // What would change in the hour skipped changes when it is skipped.
    assert_eq!(shown(state("Samedi : 22h-2h30", "2026-03-29T00:30:00Z", "75")), "open until 2026-03-29 03:00");
    assert_eq!(shown(state("Dimanche : 2h15-5h", "2026-03-29T00:30:00Z", "75")), "opens 2026-03-29 03:00");
    assert_eq!(shown(state("Dimanche : 2h15-5h", "2026-03-08T04:30:00Z", "975")), "opens 2026-03-08 03:00");
    // The hour that comes twice: Sunday 25 October 2026, 00:30 UTC is the first 2:30.
    let twice = "Dimanche : 2h30-2h45";
    assert_eq!(shown(state(twice, "2026-10-25T00:50:00Z", "75")), "opens 2026-10-25 02:30");
    // The Sunday after is All Saints’, of which nothing is said.
    assert_eq!(shown(state(twice, "2026-10-25T01:50:00Z", "75")), "opens 2026-11-08 02:30");
}

#[test]
fn an_opening_inside_a_doubtful_night_is_not_missed() {
    // 1 May 2026 is a Friday. Its night runs to 6 o'clock but is not sure; Saturday opens at 5.
    let written = "Vendredi : 22h-6h Samedi : 5h-8h";
    assert_eq!(shown(state(written, "2026-05-01T10:00:00Z", "75")), "opens 2026-05-02 05:00");
}

#[test]
fn closing_within_half_an_hour_is_soon() {
    let soon = |moment| matches!(state("Lundi : 8h-12h", moment, "75"), State::Open { soon: true, .. });
    assert!(soon("2026-11-23T10:30:00Z") && !soon("2026-11-23T10:29:59Z"));
}

#[test]
fn what_is_not_a_schedule_is_never_open_or_closed() {
    assert_eq!(state("", "2026-11-23T15:00:00Z", "75"), State::Unknown);
    assert_eq!(state("sur rendez-vous", "2026-11-23T15:00:00Z", "75"), State::TextOnly);
    for hours in [Hours::Unknown, Hours::text("sur rendez-vous")] {
        assert_eq!(hours.door_on(Day::Holiday, None), Door::NotKnown);
    }
    assert_eq!(state("fermé", "2026-11-23T15:00:00Z", "75"), State::Closed { next: None });
}

#[test]
fn a_chosen_day_can_have_any_hour_or_one() {
    let hours = Hours::read("Samedi : 22h-2h Dimanche : 9h-12h");
    let at = |day, hour: &str| hours.door_on(Day::Week(day), Hour::parse(hour).ok());
    assert_eq!(at(Weekday::Sunday, "1:30"), Door::Open);
    assert_eq!(at(Weekday::Sunday, "8:00"), Door::Closed);
    assert_eq!(at(Weekday::Monday, "1:30"), Door::Closed);
    assert_eq!(hours.door_on(Day::Week(Weekday::Sunday), None), Door::Open);
    assert_eq!(hours.door_on(Day::Week(Weekday::Monday), None), Door::Closed);
    assert_eq!(hours.door_on(Day::Holiday, None), Door::NotKnown);
    assert_eq!(Hours::read("24h/24 - 7j/7").door_on(Day::Holiday, Hour::parse("3:00").ok()), Door::Open);
}

#[test]
fn the_horizon_is_longer_than_any_time_without_a_holiday() {
    for department in DEPARTMENTS {
        let mut last = Date::new(2026, 1, 1).unwrap();
        for days in 0..3000 {
            let date = Date::new(2026, 1, 1).unwrap().plus_days(days).unwrap();
            if is_holiday(date, department) {
                assert!(last.days_until(date) < i64::from(HORIZON), "{department} {date}");
                last = date;
            }
        }
    }
}
