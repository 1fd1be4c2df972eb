//! What people type, asked of the real communes: both lists were written without looking at what the search does, and the
//! search was improved with the first of them in view only. Columns:
//! what is typed; what is peculiar about it; what comes first, `Name (department)`, `(department)` or `[region]`, one of
//! several where there are commas; what the question says of the station. A station of the commune is as good as the commune.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may stop at the first surprise, and tells its figures"
)]

mod real;

use guichet_core::domain::date::Hour;
use guichet_core::domain::question::{Day, Opening, Question, Wanted};
use guichet_core::domain::station::Force;
use guichet_core::domain::station_search::Found;
use real::{ask, built, published};

#[test]
fn what_people_type_is_understood() {
    understood("asked", include_str!("asked.csv"), 98);
}

#[test]
fn what_others_type_is_understood() {
    understood("unseen", include_str!("unseen.csv"), 90);
}

/// Asks each question of an empty index; so many of a hundred must lead to the place meant, with the wishes meant.
fn understood(name: &str, list: &str, percent: usize) {
    let Some(built) = built() else { return };
    let published = published(built, name);
    let names = published.all_communes();
    let (mut asked, mut missed) = (0, Vec::new());
    for line in list.lines().skip(1) {
        let [typed, kind, places, wanted] = line.split(';').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let question = Question::read(typed);
        let found = ask(&published, typed);
        let first = found.first().map(|found| match found {
            Found::Commune(one) => format!("{} ({})", one.name, one.department()),
            Found::Department(one) => format!("({})", one.number),
            Found::Region(one) => format!("[{}]", one.name),
            Found::Station(one) => {
                let commune = names.get(&one.commune_code).map_or("", |commune| commune.name.as_str());
                format!("{commune} ({})", one.commune_code.department())
            }
        });
        let first = first.unwrap_or_default();
        let is_place = places
            .split(',')
            .any(|place| first == place || (!place.is_empty() && first.starts_with(&format!("{place} ("))));
        let said = (question.wanted, question.near_me);
        let is_wanted = said == read_wanted(wanted);
        asked += 1;
        if !is_place || !is_wanted {
            let others: Vec<String> = found
                .iter()
                .skip(1)
                .take(3)
                .map(|found| match found {
                    Found::Commune(one) => format!("{} ({})", one.name, one.department()),
                    Found::Department(one) => format!("({})", one.number),
                    Found::Region(one) => format!("[{}]", one.name),
                    Found::Station(one) => one.name.clone(),
                })
                .collect();
            let wrong = if is_wanted { String::new() } else { format!("; {said:?}") };
            missed.push(format!("{kind}: {typed} -> {first} not {places} {others:?}{wrong}"));
        }
    }
    let right = asked - missed.len();
    println!("{name}: {right} of {asked} understood\n{}", missed.join("\n"));
    assert!(right * 100 >= asked * percent, "{right} of {asked}: {missed:?}");
}

/// What is asked of the station, in words: `police now`, `day=6 hour=10:00`, `24h wheelchair`.
fn read_wanted(text: &str) -> (Wanted, bool) {
    let (mut wanted, mut near, mut day, mut hour, mut now) = (Wanted::default(), false, None, None, false);
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match word.split_once('=').unwrap_or((word, "")) {
            ("police", _) => wanted.force = Some(Force::Police),
            ("gendarmerie", _) => wanted.force = Some(Force::Gendarmerie),
            ("24h", _) => wanted.all_day = true,
            ("wheelchair", _) => wanted.wheelchair = true,
            ("near", _) => near = true,
            ("now", _) => now = true,
            ("today", _) => day = Some(Day::Today),
            ("tomorrow", _) => day = Some(Day::Tomorrow),
            ("holiday", _) => day = Some(Day::Holiday),
            ("day", number) => day = Some(Day::Weekday(number.parse().unwrap())),
            ("date", date) => {
                let (month, date) = date.split_once('-').unwrap();
                day = Some(Day::Date { month: month.parse().unwrap(), day: date.parse().unwrap() });
            }
            ("hour", text) => hour = Some(Hour::parse(text).unwrap()),
            other => panic!("{other:?}"),
        }
    }
    wanted.open = match day {
        None => now.then_some(Opening::Now),
        Some(day) => Some(Opening::At { day, hour }),
    };
    (wanted, near)
}
