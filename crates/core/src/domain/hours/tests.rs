use super::*;
use proptest::prelude::*;

pub(crate) fn span() -> impl Strategy<Value = Span> {
    let nice = (0..48u16, 1..48u16).prop_map(|(from, length)| (from * 30, length * 30));
    let any = (0..DAY, 1..=DAY);
    // Around the hour that summer time skips or repeats.
    let night = (6..13u16, 1..9u16).prop_map(|(from, length)| (from * 15, length * 15));
    let long_night = (88..96u16, 14..24u16).prop_map(|(from, length)| (from * 15, length * 15));
    prop_oneof![nice, any, night, long_night].prop_map(|(from, length)| Span::new(from, from + length).unwrap())
}

pub(crate) fn day() -> impl Strategy<Value = Day> {
    (0..Day::ALL.len()).prop_map(|place| Day::ALL[place])
}

/// Schedules of all kinds: empty, always open, usual ones, nights, holidays said or not.
pub(crate) fn schedule() -> impl Strategy<Value = Schedule> {
    let any = (prop::collection::vec((day(), span()), 0..12), any::<bool>()).prop_map(|(spans, closed)| {
        let mut schedule = Schedule::of(spans);
        if closed {
            schedule.close_on_holidays();
        }
        schedule
    });
    let week = Schedule::of(Weekday::WEEK.map(|day| (Day::Week(day), Span::ALL_DAY)));
    prop_oneof![1 => Just(Schedule::always()), 1 => Just(week), 20 => any]
}

fn known(written: &str) -> String {
    match Hours::read(written) {
        Hours::Known(schedule) => Hours::Known(schedule).to_wire(),
        other => panic!("{written}: {other:?}"),
    }
}

#[test]
fn the_official_forms_are_read() {
    for (written, wire) in [
        ("Lundi : 8h00-12h00 14h00-19h00 Mardi : 14h00-19h00", "=1:800-1200,1400-1900;2:1400-1900"),
        ("Lundi : 08:00-12:00 14:00-18:00$Mardi : fermé$", "=1:800-1200,1400-1800"),
        ("Lundi : 08:00-12:00$14:00-18:00$Jours Fériés : 9h00-12h00", "=1:800-1200,1400-1800;h:900-1200"),
        ("Lundi : 8h00-12h00\r\nJours fériés : fermé", "=1:800-1200;h"),
        ("24h/24 - 7j/7", "=24"),
        ("7j/7, 24h/24", "=24"),
        ("Ouvert 24 h / 24 et 7 jours / 7", "=24"),
        ("24/24 7/7", "=24"),
        ("fermé", "=h"),
        ("FERMÉ.", "=h"),
        ("Du lundi au vendredi de 8h à 12h et de 14h30 à 18h", "=12345:800-1200,1430-1800"),
        ("Lundi-Vendredi : 8h-12h / 14h-18h ; Samedi : 9h-12h", "=12345:800-1200,1400-1800;6:900-1200"),
        ("Lundi, mardi et jeudi : 8-12h", "=124:800-1200"),
        ("Dimanche et jours fériés : 9h 00 - 12h 00", "=7h:900-1200"),
        ("Vendredi au lundi : 22h00-2h00", "=1567:2200-2600"),
        ("Lundi : 0h00-24h00 Mardi : 24h/24", "=12:0-2400"),
        ("Lundi : 00:00-23:59", "=1:0-2400"),
        ("Lundi : 18h-minuit", "=1:1800-2400"),
        ("Lundi 8h 12h", ""),
        ("tous les jours : 8:00:00-19:00:00", "=1234567:800-1900"),
        ("Lundi : 8h-12h Lundi : 11h-18h", "=1:800-1800"),
    ] {
        if wire.is_empty() {
            assert_eq!(Hours::read(written), Hours::Text(written.to_owned()));
        } else {
            assert_eq!(known(written), wire, "{written}");
        }
    }
}

#[test]
fn what_is_not_wholly_understood_stays_as_words() {
    for written in [
        "sur rendez-vous",
        "Lundi : 8h-12h sur rendez-vous",
        "Lundi au samedi sauf mercredi : 8h-12h",
        "8h-12h 14h-18h",
        "Lundi : Mardi : 8h-12h",
        "Lundi$Mardi : 8h-12h",
        "Lundi : 8h-12h Mardi :",
        "Lundi : 8h-12h Mardi",
        "Lundi : 8h-12h-14h",
        "Lundi : 8h",
        "Lundi : 8-12",
        "Lundi : 25h-26h",
        "Lundi : 8h60-12h",
        "Lundi : 8h-8h",
        "Lundi : 8h-12h Lundi : fermé",
        "Jours Fériés : 9h00-12h00",
        "Lundi : : 8h-12h",
        "Lundi au jours fériés : 8h-12h",
        "Jours fériés au lundi : 8h-12h",
        "7 jours",
        "123",
        "Lundi : 8h-12h été",
        "-",
        "👮",
    ] {
        assert_eq!(Hours::read(written), Hours::text(&written.replace('$', " ")), "{written}");
    }
    for nothing in ["", " ", "\n", "\t"] {
        assert_eq!(Hours::read(nothing), Hours::Unknown);
    }
}

#[test]
fn two_times_of_a_clock_make_a_span() {
    let read = |from, to| Span::read(from, to).map(|span| (span.from(), span.to()));
    assert_eq!(read("08:00", "12:30:00"), Some((480, 750)));
    assert_eq!(read("8h", "8h05"), Some((480, 485)));
    assert_eq!(read("22:00", "06:00"), Some((1320, 1800)));
    assert_eq!(read("22:00", "00:00"), Some((1320, 1440)));
    assert_eq!(read("00:00", "24:00"), Some((0, 1440)));
    assert_eq!(read("00:00", "23:59"), Some((0, 1440)));
    for (from, to) in [
        ("8:00", "8:00"),
        ("", "12:00"),
        ("8", "12"),
        ("24:00", "8:00"),
        ("8:0a", "9:00"),
        ("+8:00", "9:00"),
        ("08:00:30", "9:00"),
        ("8:00:00:00", "9:00"),
    ] {
        assert_eq!(read(from, to), None, "{from} {to}");
    }
}

#[test]
fn the_wire_form_is_lasting() {
    for line in [
        "",
        "=",
        "=h",
        "=24",
        "=12345:800-1200,1400-1900;67h:900-1200,1500-1800",
        "=1:2200-2600;2:0-2400;h",
        "sur rendez-vous",
        "~=24",
        "~~",
    ] {
        assert_eq!(Hours::from_wire(line).to_wire(), line);
    }
    assert_eq!(Hours::from_wire("~=24"), Hours::Text("=24".to_owned()));
    for later in ["=x", "=1:8h", "=1:800", "=8:800-1200", "=1:900-800", "=1:860-900", "=25", "=1:0-9999"] {
        assert_eq!(Hours::from_wire(later), Hours::Unknown, "{later}");
    }
}

proptest! {
    #[test]
    fn the_wire_form_round_trips(schedule in schedule(), words in "[=~]?\\PC{0,30}") {
        let hours = Hours::Known(schedule);
        prop_assert_eq!(Hours::from_wire(&hours.to_wire()), hours);
        let words = Hours::text(&words);
        prop_assert_eq!(Hours::from_wire(&words.to_wire()), words);
    }

    #[test]
    fn a_normalised_day_holds_the_same_minutes(spans in prop::collection::vec(span(), 0..8)) {
        let schedule = Schedule::of(spans.iter().map(|span| (Day::Holiday, *span)));
        let merged = schedule.day(Day::Holiday).unwrap_or_default();
        for minute in 0..2 * DAY {
            prop_assert_eq!(merged.iter().filter(|span| span.holds(minute)).count(), usize::from(spans.iter().any(|span| span.holds(minute))));
        }
        prop_assert!(merged.is_sorted_by(|a, b| a.to() < b.from()));
        prop_assert!(Weekday::WEEK.iter().all(|day| schedule.usual(*day).is_empty()));
    }

    #[test]
    fn any_words_are_read(written in "(lundi|mardi|jours fériés|24h/24|7j/7|[0-9]{1,3}|h|:|-|à|au|et|fermé|\\$| |,|/|\\PC){0,14}") {
        match Hours::read(&written) {
            Hours::Known(schedule) => prop_assert_eq!(Hours::from_wire(&Hours::Known(schedule.clone()).to_wire()), Hours::Known(schedule)),
            words => prop_assert_eq!(words, Hours::text(&written.replace('$', " "))),
        }
    }

    #[test]
    fn what_the_official_form_says_is_what_is_read(schedule in schedule()) {
        const NAMES: [&str; 8] = ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche", "Jours Fériés"];
        // The written form cannot say hours that go on beyond a whole day.
        let short = |span: &Span| span.to() - span.from() < DAY && span.to() != DAY - 1 && span.to() != 2 * DAY - 1;
        let fits = Day::ALL.iter().filter_map(|day| schedule.day(*day)).flatten().all(short);
        prop_assume!(fits && Weekday::WEEK.iter().any(|day| !schedule.usual(*day).is_empty()));
        let mut written = String::new();
        for (day, name) in Day::ALL.into_iter().zip(NAMES) {
            let Some(spans) = schedule.day(day) else { continue };
            written.extend([name, " : "]);
            if spans.is_empty() {
                written += "fermé ";
            }
            for span in spans {
                let clock = |minute: u16| format!("{}h{:02}", minute / 60, minute % 60);
                let to = if span.to() > DAY { span.to() - DAY } else { span.to() };
                written.extend([clock(span.from()), "-".to_owned(), clock(to), " ".to_owned()]);
            }
        }
        prop_assert_eq!(Hours::read(&written), Hours::Known(schedule), "{}", written);
    }
}
