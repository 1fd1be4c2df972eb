//! What is asked of the station finder, as the query part of its address: to be linked, kept and sent on.
//!
//! `?q=…&ouvert=maintenant|lundi…dimanche|feries[-20:00]&force=police|gendarmerie&h24=1&fauteuil=1`. Where somebody is
//! (the position of a device) is never part of it.

use super::date::Hour;
use super::hours::{Day, Weekday};
use super::station::Force;
use super::station_filter::{StationFilter, When};

/// The longest text that is read or written, in characters: longer than any name of a commune or station.
const LONGEST: usize = 100;

const NOW: &str = "maintenant";

const DAYS: [(&str, Day); 8] = [
    ("lundi", Day::Week(Weekday::Monday)),
    ("mardi", Day::Week(Weekday::Tuesday)),
    ("mercredi", Day::Week(Weekday::Wednesday)),
    ("jeudi", Day::Week(Weekday::Thursday)),
    ("vendredi", Day::Week(Weekday::Friday)),
    ("samedi", Day::Week(Weekday::Saturday)),
    ("dimanche", Day::Week(Weekday::Sunday)),
    ("feries", Day::Holiday),
];

const FORCES: [(&str, Force); 2] = [("police", Force::Police), ("gendarmerie", Force::Gendarmerie)];

/// What is asked of the station finder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FinderQuery {
    /// What was typed: a place or the name of a station.
    pub text: String,
    /// What is asked of the stations.
    pub filter: StationFilter,
}

impl FinderQuery {
    /// Reads the query part of an address, with or without its `?`. What is unknown, broken or no text at all counts as
    /// not said; what is said twice counts as said last.
    pub fn parse(search: &str) -> Self {
        let mut query = Self::default();
        for pair in search.strip_prefix('?').unwrap_or(search).split('&') {
            let Some((name, value)) = pair.split_once('=') else { continue };
            let (Some(name), Some(value)) = (decoded(name), decoded(value)) else { continue };
            let filter = &mut query.filter;
            match name.as_str() {
                "q" => query.text = clean(&value),
                "ouvert" => filter.when = read_when(&value).unwrap_or(filter.when),
                "force" => {
                    let found = FORCES.iter().find(|(word, _)| *word == value).map(|(_, force)| *force);
                    filter.force = found.or(filter.force);
                }
                "h24" if value == "1" => filter.all_day = true,
                "fauteuil" if value == "1" => filter.wheelchair = true,
                _ => {}
            }
        }
        query
    }

    /// The query part that says it, with its `?`; empty where nothing is asked. Equal questions give equal text.
    pub fn to_search(&self) -> String {
        let mut search = String::new();
        let text = clean(&self.text);
        if !text.is_empty() {
            begin(&mut search, "q");
            encode(&mut search, &text);
        }
        match self.filter.when {
            When::Any => {}
            When::Now => {
                begin(&mut search, "ouvert");
                search.push_str(NOW);
            }
            When::On { day, hour } => {
                begin(&mut search, "ouvert");
                search.push_str(DAYS.iter().find(|(_, other)| *other == day).map_or("", |(word, _)| word));
                if let Some((hours, minutes)) = hour.map(Hour::parts) {
                    for (mark, number) in [('-', hours), (':', minutes)] {
                        search.push(mark);
                        if number < 10 {
                            search.push('0');
                        }
                        search.push_str(&number.to_string());
                    }
                }
            }
        }
        if let Some((word, _)) = FORCES.iter().find(|(_, force)| Some(*force) == self.filter.force) {
            begin(&mut search, "force");
            search.push_str(word);
        }
        for (name, asked) in [("h24", self.filter.all_day), ("fauteuil", self.filter.wheelchair)] {
            if asked {
                begin(&mut search, name);
                search.push('1');
            }
        }
        search
    }
}

fn read_when(value: &str) -> Option<When> {
    if value == NOW {
        return Some(When::Now);
    }
    let (word, hour) = match value.split_once('-') {
        Some((word, hour)) => (word, Some(Hour::parse(hour).ok()?)),
        None => (value, None),
    };
    let (_, day) = DAYS.iter().find(|(name, _)| *name == word)?;
    Some(When::On { day: *day, hour })
}

/// A text that can be shown on one line and typed again: no controls, none of the marks that turn the direction of what
/// follows, not endless; nothing but spaces is no text.
fn clean(text: &str) -> String {
    let hidden = |c: &char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept: String = text.chars().filter(|c| !hidden(c)).take(LONGEST).collect();
    if kept.trim().is_empty() { String::new() } else { kept }
}

fn begin(search: &mut String, name: &str) {
    search.push(if search.is_empty() { '?' } else { '&' });
    search.push_str(name);
    search.push('=');
}

/// Percent-encoding (RFC 3986, section 2), with `+` for a space as forms write it.
fn encode(search: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => search.push(char::from(byte)),
            b' ' => search.push('+'),
            _ => {
                search.push('%');
                for half in [byte >> 4, byte & 15] {
                    search.push(char::from(half + if half < 10 { b'0' } else { b'A' - 10 }));
                }
            }
        }
    }
}

/// The text behind percent-encoding; `None` where it is none.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => half(rest.next()?)? << 4 | half(rest.next()?)?,
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// A hexadecimal digit.
fn half(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filter() -> impl Strategy<Value = StationFilter> {
        let hour = prop::option::of((0..1440u16).prop_map(|minutes| Hour::of_minutes(minutes).unwrap()));
        let when = prop_oneof![
            Just(When::Any),
            Just(When::Now),
            (prop::sample::select(&Day::ALL[..]), hour).prop_map(|(day, hour)| When::On { day, hour }),
        ];
        let force = prop::option::of(prop::sample::select(vec![Force::Police, Force::Gendarmerie]));
        (when, force, any::<bool>(), any::<bool>()).prop_map(|(when, force, wheelchair, all_day)| StationFilter {
            when,
            force,
            wheelchair,
            all_day,
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(text in any::<String>(), filter in filter()) {
            let query = FinderQuery { text, filter };
            let search = query.to_search();
            let again = FinderQuery::parse(&search);
            prop_assert_eq!(&again, &FinderQuery { text: clean(&query.text), filter });
            prop_assert_eq!(again.to_search(), search.clone());
            prop_assert_eq!(search.is_empty(), again == FinderQuery::default());
            prop_assert!(search.bytes().all(|byte| byte.is_ascii_graphic() && !b"#\"<>'\\".contains(&byte)), "{}", search);
        }

        #[test]
        fn anything_can_be_read(search in "(\\?|)((q|ouvert|force|h24|fauteuil|%71|.{0,4})[=&]?(%[0-9a-fA-F]{0,2}|[+&=:-]|lundi|maintenant|\\PC|1){0,12}&?){0,5}") {
            let query = FinderQuery::parse(&search);
            prop_assert!(query.text.chars().count() <= LONGEST);
            prop_assert_eq!(&FinderQuery::parse(&query.to_search()), &query);
        }
    }

    #[test]
    fn it_is_written_in_one_order() {
        let on = |day, hour: &str| When::On { day, hour: Hour::parse(hour).ok() };
        let everything = StationFilter {
            when: on(Day::Week(Weekday::Monday), "8h05"),
            force: Some(Force::Gendarmerie),
            wheelchair: true,
            all_day: true,
        };
        let none = StationFilter::default();
        for (text, filter, expected) in [
            ("", none, ""),
            ("  ", none, ""),
            ("Lille", none, "?q=Lille"),
            (
                "L’Haÿ & +#",
                everything,
                "?q=L%E2%80%99Ha%C3%BF+%26+%2B%23&ouvert=lundi-08:05&force=gendarmerie&h24=1&fauteuil=1",
            ),
            ("", StationFilter { when: When::Now, ..none }, "?ouvert=maintenant"),
            ("", StationFilter { when: on(Day::Holiday, ""), ..none }, "?ouvert=feries"),
            ("", StationFilter { when: on(Day::Holiday, "20h"), ..none }, "?ouvert=feries-20:00"),
        ] {
            assert_eq!(FinderQuery { text: text.to_owned(), filter }.to_search(), expected);
        }
    }

    #[test]
    fn what_is_broken_is_not_said() {
        let empty = FinderQuery::default();
        for search in [
            "",
            "?",
            "&&=&",
            "?q",
            "?q=%",
            "?q=%4",
            "?q=%zz",
            "?q=%C3",
            "?q=%00%0A%E2%80%AE",
            "?q=+%20",
            "?ouvert=",
            "?ouvert=lundi-",
            "?ouvert=lundi-25:00",
            "?ouvert=lun",
            "?force=armee",
            "?h24=oui&fauteuil=0",
            "?lat=48.85&lon=2.35",
        ] {
            assert_eq!(FinderQuery::parse(search), empty, "{search}");
        }
        let kept = FinderQuery::parse("q=Ha%c3%bf&ouvert=dimanche&ouvert=%ff&force=police&force=x&h24=1");
        assert_eq!(kept.to_search(), "?q=Ha%C3%BF&ouvert=dimanche&force=police&h24=1");
        assert_eq!(FinderQuery::parse("?q=a&q=b").text, "b");
        let long = FinderQuery::parse(&format!("?q={}", "%C3%A9".repeat(5000)));
        assert_eq!(long.text, "é".repeat(LONGEST));
    }
}
