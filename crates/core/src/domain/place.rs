//! Where things are: communes, their codes, and points on the globe.
//!
//! Coordinates are whole numbers inside, so that they compare, hash and round-trip exactly, and so that reading
//! them needs no decimal parser in the page.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The five-character code that INSEE gives to a commune or to a municipal arrondissement: `75056`, `2A004`, `97411`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InseeCode([u8; 5]);

impl InseeCode {
    /// Reads a code as it stands in the official files; lower-case `a` and `b` of Corsica are accepted.
    pub fn parse(text: &str) -> Option<Self> {
        let mut code: [u8; 5] = text.trim().as_bytes().try_into().ok()?;
        code.make_ascii_uppercase();
        let [first, second, rest @ ..] = code;
        let department =
            first.is_ascii_digit() && (second.is_ascii_digit() || (first == b'2' && matches!(second, b'A' | b'B')));
        (department && rest.iter().all(u8::is_ascii_digit)).then_some(Self(code))
    }

    /// Of a department and a commune's number in it; `None` where that number is too large.
    pub(super) fn of(department: &str, number: u32) -> Option<Self> {
        let mut code = [b'0'; 5];
        let (start, digits) = code.split_at_mut_checked(department.len())?;
        start.copy_from_slice(department.as_bytes());
        let mut rest = number;
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(rest % 10).ok()?;
            rest /= 10;
        }
        let text = std::str::from_utf8(&code).ok()?;
        if rest == 0 { Self::parse(text) } else { None }
    }

    /// A number of its own, below 130,000.
    pub(super) fn number(self) -> usize {
        // `A` and `B` of Corsica follow the digits.
        self.0.iter().fold(0, |number, digit| match digit {
            b'A' | b'B' => 100 + usize::from(digit - b'A') * 10,
            _ => number * 10 + usize::from(digit.wrapping_sub(b'0')),
        })
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The same as bytes.
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The department, or the overseas collectivity: two characters, three from 97 on (`971`, `988`).
    pub fn department(&self) -> &str {
        let text = self.as_str();
        let length = if text.starts_with("97") || text.starts_with("98") { 3 } else { 2 };
        text.get(..length).unwrap_or(text)
    }
}

/// A French postal code: five digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PostalCode([u8; 5]);

impl PostalCode {
    /// Reads five digits; spaces around are ignored.
    pub fn parse(text: &str) -> Option<Self> {
        let code: [u8; 5] = text.trim().as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_digit).then_some(Self(code))
    }

    /// Of its beginning and the digits after it.
    pub(super) fn of(start: &str, digits: &str) -> Option<Self> {
        let mut code = [0; 5];
        let (first, last) = code.split_at_mut_checked(start.len())?;
        if last.len() != digits.len() {
            return None;
        }
        first.copy_from_slice(start.as_bytes());
        last.copy_from_slice(digits.as_bytes());
        code.iter().all(u8::is_ascii_digit).then_some(Self(code))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The same as bytes.
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The text is not a code of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACode;

impl fmt::Display for NotACode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a code of this kind")
    }
}

macro_rules! code_as_text {
    ($code:ty) => {
        impl TryFrom<String> for $code {
            type Error = NotACode;
            fn try_from(text: String) -> Result<Self, NotACode> {
                Self::parse(&text).ok_or(NotACode)
            }
        }
        impl From<$code> for String {
            fn from(code: $code) -> Self {
                code.as_str().to_owned()
            }
        }
        impl fmt::Display for $code {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
        impl fmt::Debug for $code {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }
    };
}
code_as_text!(InseeCode);
code_as_text!(PostalCode);

/// A point on the globe (WGS 84), to a hundred-thousandth of a degree: about one metre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    latitude: i32,
    longitude: i32,
}

impl Point {
    /// Mean radius of the Earth in kilometres (IUGG).
    pub const EARTH_RADIUS_KM: f64 = 6371.009;

    /// How many steps of a coordinate make one degree.
    pub const PER_DEGREE: i32 = 100_000;

    /// A point from hundred-thousandths of a degree; `None` outside the globe.
    pub fn from_steps(latitude: i32, longitude: i32) -> Option<Self> {
        let inside = latitude.unsigned_abs() <= 90 * Self::PER_DEGREE.unsigned_abs()
            && longitude.unsigned_abs() <= 180 * Self::PER_DEGREE.unsigned_abs();
        inside.then_some(Self { latitude, longitude })
    }

    /// A point from degrees; `None` outside the globe, or where a number is not one.
    pub fn from_degrees(latitude: f64, longitude: f64) -> Option<Self> {
        if !(latitude.abs() <= 90.0 && longitude.abs() <= 180.0) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, reason = "at most 18 million in size, checked above")]
        let steps = |degrees: f64| (degrees * f64::from(Self::PER_DEGREE)).round() as i32;
        Self::from_steps(steps(latitude), steps(longitude))
    }

    /// Degrees north.
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude) / f64::from(Self::PER_DEGREE)
    }

    /// Degrees east.
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude) / f64::from(Self::PER_DEGREE)
    }

    /// Latitude and longitude in hundred-thousandths of a degree.
    pub fn steps(self) -> (i32, i32) {
        (self.latitude, self.longitude)
    }

    /// Distance along the great circle, in kilometres.
    pub fn distance_km(self, other: Self) -> f64 {
        let (a, b) = (self.latitude().to_radians(), other.latitude().to_radians());
        let north = ((b - a) / 2.0).sin();
        let east = ((other.longitude() - self.longitude()).to_radians() / 2.0).sin();
        let haversine = north * north + a.cos() * b.cos() * east * east;
        2.0 * Self::EARTH_RADIUS_KM * haversine.clamp(0.0, 1.0).sqrt().asin()
    }
}

/// How far a point can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// The thing's own point.
    Own,
    /// The middle of the communes with the same postal code; for a station, its commune's point.
    Area,
    /// The middle of the department: good enough to start looking, not to measure.
    Department,
}

impl Precision {
    /// The mark in a row of data; nothing for the usual case.
    pub(super) fn mark(self) -> &'static str {
        match self {
            Self::Own => "",
            Self::Area => "a",
            Self::Department => "d",
        }
    }

    /// Reads a mark; an unknown one is taken as the least precise.
    pub(super) fn from_mark(mark: &str) -> Self {
        match mark {
            "" => Self::Own,
            "a" => Self::Area,
            _ => Self::Department,
        }
    }
}

/// A commune of today, or an arrondissement of Paris, Lyon or Marseille.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// INSEE code.
    pub code: InseeCode,
    /// Official name with accents: `Saint-Étienne`.
    pub name: String,
    /// Its postal codes, smallest first. Never empty in the product's data.
    pub postal_codes: Vec<PostalCode>,
    /// Inhabitants; 0 where not known.
    pub population: u32,
    /// A point inside it, or near it.
    pub point: Point,
    /// How far that point can be trusted.
    pub precision: Precision,
}

impl Commune {
    /// The department, or the overseas collectivity: `93`, `2A`, `974`.
    pub fn department(&self) -> &str {
        self.code.department()
    }

    /// Whether this is an arrondissement of Paris, Lyon or Marseille and not a commune.
    pub fn is_arrondissement(&self) -> bool {
        self.parent().is_some()
    }

    /// The commune that an arrondissement belongs to.
    pub fn parent(&self) -> Option<InseeCode> {
        let (department, number) = self.code.as_str().split_at_checked(2)?;
        let number: u16 = number.parse().ok()?;
        match (department, number) {
            ("75", 101..=120) => InseeCode::parse("75056"),
            ("69", 381..=389) => InseeCode::parse("69123"),
            ("13", 201..=216) => InseeCode::parse("13055"),
            _ => None,
        }
    }
}

/// What was read from a piece of data: the good rows, and how many were not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed<T> {
    /// Rows that could be read.
    pub rows: Vec<T>,
    /// Rows that could not: left out, never a crash.
    pub skipped: usize,
}

/// A text that fits into one field of a row: control characters become spaces, and none stand at the ends.
pub fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut line = String::with_capacity(spaced.len());
    for word in spaced.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_strictly() {
        for good in ["01001", "2A004", "2b033", "75056", "97411", "98818"] {
            assert!(InseeCode::parse(good).is_some(), "{good}");
        }
        for bad in ["", "1001", "2C004", "A2004", "010010", "0100x", "é001", "１２３４５"] {
            assert!(InseeCode::parse(bad).is_none(), "{bad}");
        }
        assert_eq!(InseeCode::parse("2a004").unwrap().as_str(), "2A004");
        assert!(PostalCode::parse(" 75011 ").is_some());
        assert!(PostalCode::parse("2A000").is_none());
    }

    #[test]
    fn departments_have_two_or_three_characters() {
        for (code, department) in
            [("01001", "01"), ("2A004", "2A"), ("97411", "974"), ("97502", "975"), ("98818", "988")]
        {
            assert_eq!(InseeCode::parse(code).unwrap().department(), department);
        }
    }

    #[test]
    fn codes_travel_as_text_and_bad_ones_are_refused() {
        let code = InseeCode::parse("2A004").unwrap();
        assert_eq!(serde_json::to_string(&code).unwrap(), "\"2A004\"");
        assert_eq!(serde_json::from_str::<InseeCode>("\"2A004\"").unwrap(), code);
        assert!(serde_json::from_str::<PostalCode>("\"2A004\"").is_err());
    }

    #[test]
    fn distances_agree_with_known_ones() {
        let paris = Point::from_degrees(48.8566, 2.3522).unwrap();
        let lyon = Point::from_degrees(45.7640, 4.8357).unwrap();
        let noumea = Point::from_degrees(-22.2763, 166.4572).unwrap();
        assert!((paris.distance_km(lyon) - 391.5).abs() < 1.0);
        assert!((paris.distance_km(noumea) - 16_740.0).abs() < 30.0);
        assert!(paris.distance_km(paris) < 1e-9);
    }

    #[test]
    fn points_outside_the_globe_are_none() {
        assert!(Point::from_degrees(90.1, 0.0).is_none());
        assert!(Point::from_degrees(0.0, -180.5).is_none());
        assert!(Point::from_degrees(f64::NAN, 0.0).is_none());
        assert!(Point::from_degrees(0.0, f64::INFINITY).is_none());
        assert!(Point::from_steps(i32::MIN, 0).is_none());
    }

    #[test]
    fn lines_hold_no_control_character() {
        assert_eq!(one_line(" a\r\n b\t\tc "), "a b c");
    }

    proptest::proptest! {
        #[test]
        fn distance_is_symmetric_and_bounded(a in -90.0..90.0f64, b in -180.0..180.0f64, c in -90.0..90.0f64, d in -180.0..180.0f64) {
            let (one, two) = (Point::from_degrees(a, b).unwrap(), Point::from_degrees(c, d).unwrap());
            let there = one.distance_km(two);
            proptest::prop_assert!((there - two.distance_km(one)).abs() < 1e-6);
            proptest::prop_assert!((0.0..=20_016.0).contains(&there));
        }

        #[test]
        fn any_text_is_a_code_or_none(text in ".{0,8}") {
            if let Some(code) = InseeCode::parse(&text) {
                proptest::prop_assert_eq!(InseeCode::parse(code.as_str()), Some(code));
            }
            let _ = PostalCode::parse(&text);
        }
    }
}
