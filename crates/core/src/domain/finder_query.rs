//! What the finder is asked, as its address says it: `/commissariats?q=Lille&ouvert=2026-11-29T20:00&force=police`.
//!
//! The address is the whole state of a search, so that it can be linked and shared; but where the person is, as the device
//! tells it, is never part of it.

use std::fmt::Write as _;

use super::date::{Date, Hour};
use super::place::Point;
use super::question::{Day, Opening, Wanted};
use super::station::Force;

/// A search for stations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FinderQuery {
    /// What was typed; at most [`FinderQuery::MAX_TEXT`] characters.
    pub text: String,
    /// Where distances are counted from, where the text does not say it.
    pub from: Option<Origin>,
    /// Only stations of this force.
    pub force: Option<Force>,
    /// Only stations open then.
    pub open: Option<OpenAt>,
    /// Only stations open day and night.
    pub all_day: bool,
    /// Only stations that can be entered in a wheelchair.
    pub wheelchair: bool,
}

/// A point that distances are counted from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Told by the device: stays in the page.
    Device(Point),
    /// Picked on the map, or given in a link.
    Chosen(Point),
}

impl std::fmt::Debug for Origin {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Device(_) => "Device(***)",
            Self::Chosen(_) => "Chosen(***)",
        })
    }
}

/// When a station must be open, on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenAt {
    /// Now.
    Now,
    /// On that day, at that hour of the station's own clock; without an hour, at any time of the day.
    On(Date, Option<Hour>),
}

impl OpenAt {
    /// What was said, once it is known what day it is where the stations are.
    pub fn of(said: Opening, today: Date) -> Self {
        let Opening::At { day, hour } = said else { return Self::Now };
        let later = match day {
            Day::Today => 0,
            Day::Tomorrow => 1,
            Day::Weekday(weekday) => (i64::from(weekday) - weekday_of(today)).rem_euclid(7),
        };
        Self::On(after(today, later).unwrap_or(today), hour)
    }
}

fn days(date: Date) -> i64 {
    Date::of_unix(0).map_or(0, |epoch| epoch.days_until(date))
}

/// 0 is Monday; 1 January 1970 was a Thursday.
fn weekday_of(date: Date) -> i64 {
    (days(date) + 3).rem_euclid(7)
}

fn after(date: Date, later: i64) -> Option<Date> {
    Date::of_unix(days(date).checked_add(later)?.checked_mul(86_400)?)
}

impl FinderQuery {
    /// The longest text that is kept.
    pub const MAX_TEXT: usize = 200;

    /// The filters that a question names are set; others stay as they are.
    pub fn set(&mut self, wanted: Wanted, today: Date) {
        self.force = wanted.force.or(self.force);
        self.open = wanted.open.map(|said| OpenAt::of(said, today)).or(self.open);
        self.all_day |= wanted.all_day;
        self.wheelchair |= wanted.wheelchair;
    }

    /// Reads the query of an address, with or without its `?`. What is unknown or cannot be read is left out; of a name
    /// that stands twice the first counts.
    pub fn parse(query: &str) -> Self {
        let mut read = Self::default();
        let query = query.strip_prefix('?').unwrap_or(query);
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let first = |name: &str| pairs.clone().find(|(other, _)| *other == name).map(|(_, value)| decode(value));
        let text = first("q").unwrap_or_default();
        read.text = text.trim().chars().filter(|letter| !letter.is_control()).take(Self::MAX_TEXT).collect();
        read.text.truncate(read.text.trim_end().len());
        read.from = first("pres").and_then(|value| read_point(&value)).map(Origin::Chosen);
        read.force = match first("force").as_deref() {
            Some("police") => Some(Force::Police),
            Some("gendarmerie") => Some(Force::Gendarmerie),
            _ => None,
        };
        read.open = first("ouvert").and_then(|value| read_open(&value));
        read.all_day = first("24h").as_deref() == Some("1");
        read.wheelchair = first("fauteuil").as_deref() == Some("1");
        read
    }

    /// The query of the address, without `?`; empty where nothing is asked. A position told by the device is not in it.
    pub fn format(&self) -> String {
        let mut query = String::new();
        let mut add = |name: &str, value: &str| {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(name);
            query.push('=');
            encode(value, &mut query);
        };
        if !self.text.is_empty() {
            add("q", &self.text);
        }
        if let Some(Origin::Chosen(point)) = self.from {
            add("pres", &write_point(point));
        }
        match self.force {
            Some(Force::Police) => add("force", "police"),
            Some(Force::Gendarmerie) => add("force", "gendarmerie"),
            None => {}
        }
        match self.open {
            Some(OpenAt::Now) => add("ouvert", "maintenant"),
            Some(OpenAt::On(date, None)) => add("ouvert", &date.to_string()),
            Some(OpenAt::On(date, Some(hour))) => add("ouvert", &format!("{date}T{hour}")),
            None => {}
        }
        if self.all_day {
            add("24h", "1");
        }
        if self.wheelchair {
            add("fauteuil", "1");
        }
        query
    }
}

fn read_open(value: &str) -> Option<OpenAt> {
    if value == "maintenant" {
        return Some(OpenAt::Now);
    }
    let (date, hour) = value.split_once('T').map_or((value, None), |(date, hour)| (date, Some(hour)));
    let hour = match hour {
        Some(hour) => Some(Hour::parse(hour).ok()?),
        None => None,
    };
    Some(OpenAt::On(Date::parse(date).ok()?, hour))
}

/// `48.8566,2.3522`, without a decimal parser or writer: these would be loaded for this alone.
fn write_point(point: Point) -> String {
    let (latitude, longitude) = point.steps();
    let mut text = String::new();
    for (place, steps) in [latitude, longitude].into_iter().enumerate() {
        let per_degree = Point::PER_DEGREE.unsigned_abs();
        let sign = if steps < 0 { "-" } else { "" };
        let (whole, rest) = (steps.unsigned_abs() / per_degree, steps.unsigned_abs() % per_degree);
        // Writing to a String cannot fail.
        let _ = write!(text, "{}{sign}{whole}.{rest:05}", if place == 0 { "" } else { "," });
        let short = text.trim_end_matches('0').trim_end_matches('.').len();
        text.truncate(short);
    }
    text
}

fn read_point(text: &str) -> Option<Point> {
    let (latitude, longitude) = text.split_once(',')?;
    Point::from_steps(read_steps(latitude)?, read_steps(longitude)?)
}

fn read_steps(text: &str) -> Option<i32> {
    let (size, sign) = text.strip_prefix('-').map_or((text, 1), |size| (size, -1));
    let (whole, rest) = size.split_once('.').unwrap_or((size, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !digits(whole) || !digits(rest) {
        return None;
    }
    let rest: String = rest.chars().chain("00000".chars()).take(5).collect();
    let steps = whole.parse::<i32>().ok()?.checked_mul(Point::PER_DEGREE)?.checked_add(rest.parse().ok()?)?;
    Some(steps * sign)
}

/// Percent-encodes what is not plain in the query of an address (RFC 3986, section 3.4), less `&`, `+` and `=`.
fn encode(text: &str, query: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,:'/@".contains(&byte) {
            query.push(char::from(byte));
        } else {
            let _ = write!(query, "%{byte:02X}");
        }
    }
}

/// Undoes it; `+` is a space, as forms write it. What is no text any more becomes a replacement character.
fn decode(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let hex = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.extend(u8::try_from(high * 16 + low));
                rest = after.get(2..).unwrap_or_default();
            }
            (b'+', ..) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::question::Question;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn query() -> impl Strategy<Value = FinderQuery> {
        let point = (-9_000_000..=9_000_000i32, -18_000_000..=18_000_000i32)
            .prop_map(|(a, b)| Point::from_steps(a, b).unwrap());
        let hour = (0..24u8, 0..60u8).prop_map(|(h, m)| Hour::parse(&format!("{h}:{m:02}")).unwrap());
        let day = (2000..2100i32, 1..=12u8, 1..=28u8).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap());
        let open = prop_oneof![Just(OpenAt::Now), (day, prop::option::of(hour)).prop_map(|(d, h)| OpenAt::On(d, h))];
        let force = prop_oneof![Just(Force::Police), Just(Force::Gendarmerie)];
        let from =
            (point, any::<bool>()).prop_map(|(p, device)| if device { Origin::Device(p) } else { Origin::Chosen(p) });
        (
            "\\PC{0,40}",
            prop::option::of(from),
            prop::option::of(force),
            prop::option::of(open),
            any::<bool>(),
            any::<bool>(),
        )
            .prop_map(|(text, from, force, open, all_day, wheelchair)| FinderQuery {
                text: text.trim().to_owned(),
                from,
                force,
                open,
                all_day,
                wheelchair,
            })
    }

    proptest! {
        #[test]
        fn an_address_says_all_but_where_the_device_is(query in query()) {
            let address = query.format();
            let plain = |c: char| c.is_ascii_alphanumeric() || "-._~,:'/@%&=".contains(c);
            prop_assert!(address.chars().all(plain), "{}", address);
            let public = query.from.filter(|from| matches!(from, Origin::Chosen(_)));
            prop_assert_eq!(address.contains("pres="), public.is_some());
            prop_assert_eq!(FinderQuery::parse(&address), FinderQuery { from: public, ..query });
        }

        #[test]
        fn any_address_is_read_and_stays_the_same(text in "\\PC{0,80}") {
            let read = FinderQuery::parse(&text);
            prop_assert_eq!(FinderQuery::parse(&read.format()), read);
        }

        #[test]
        fn any_bytes_after_a_percent_sign_are_read(text in "(q|pres|ouvert)=(%[0-9a-fA-F]{0,2}|[0-9.,T:-]){0,30}") {
            let read = FinderQuery::parse(&text);
            prop_assert_eq!(FinderQuery::parse(&read.format()), read);
        }
    }

    #[test]
    fn addresses_are_readable() {
        let query = FinderQuery {
            text: "Saint-Étienne d’A".to_owned(),
            from: Some(Origin::Chosen(Point::from_degrees(48.8566, -2.3).unwrap())),
            force: Some(Force::Police),
            open: Some(OpenAt::On(date("2026-11-29"), Hour::parse("20h").ok())),
            all_day: true,
            wheelchair: true,
        };
        let address = "q=Saint-%C3%89tienne%20d%E2%80%99A&pres=48.8566,-2.3&force=police&ouvert=2026-11-29T20:00&24h=1&fauteuil=1";
        assert_eq!(query.format(), address);
        assert_eq!(FinderQuery::parse(&format!("?{address}")), query);
        assert_eq!(FinderQuery::default().format(), "");
        assert_eq!(
            FinderQuery::parse("q=le+Havre&q=Paris&utm=1&force=douane&ouvert=hier&pres=91,0&24h=oui").format(),
            "q=le%20Havre"
        );
        assert_eq!(FinderQuery::parse(&format!("q={}", "a".repeat(900))).text.len(), FinderQuery::MAX_TEXT);
    }

    #[test]
    fn what_is_said_becomes_a_day() {
        // 24 November 2026 is a Tuesday.
        let today = date("2026-11-24");
        for (text, open) in [
            ("ouvert", Some(OpenAt::Now)),
            ("ouvert mardi", Some(OpenAt::On(today, None))),
            ("ouvert lundi 9h", Some(OpenAt::On(date("2026-11-30"), Hour::parse("9:00").ok()))),
            ("ouvert dimanche", Some(OpenAt::On(date("2026-11-29"), None))),
            ("open tomorrow at 8pm", Some(OpenAt::On(date("2026-11-25"), Hour::parse("20:00").ok()))),
            ("Lille", None),
        ] {
            let mut query = FinderQuery::default();
            query.set(Question::read(text).wanted, today);
            assert_eq!(query.open, open, "{text}");
        }
        let mut query = FinderQuery { wheelchair: true, force: Some(Force::Police), ..FinderQuery::default() };
        query.set(Question::read("gendarmerie 24h/24").wanted, today);
        assert_eq!((query.force, query.all_day, query.wheelchair), (Some(Force::Gendarmerie), true, true));
    }
}
