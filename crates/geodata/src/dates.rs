//! The dates of the official files, which their licence asks to be shown.
//!
//! Where the data itself carries none: `dates.json` beside the files (`{"export-pn.csv": "2026-08-31"}`), else what the
//! portal said when they were fetched, else the date given for all of them, else not known; then the day on which the
//! file was last written stands for it, as what it is.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::UNIX_EPOCH;

use guichet_core::domain::date::{Date, unix_of_rfc3339};

use crate::failure::Failure;
use crate::fetch::Fetched;
use crate::inputs;

/// Dates of the files of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dates {
    named: BTreeMap<String, String>,
    all: String,
}

impl Dates {
    /// Reads `dates.json` where it is; `all` is the date given for files of which nothing else is known.
    pub fn read(folder: &Path, all: Option<&str>) -> Result<Self, Failure> {
        let path = folder.join("dates.json");
        let named: BTreeMap<String, String> = if path.is_file() {
            let text = std::fs::read_to_string(&path).map_err(|error| Failure::of(&path, error))?;
            serde_json::from_str(&text).map_err(|error| Failure::of(&path, error))?
        } else {
            BTreeMap::new()
        };
        let all = all.unwrap_or_default().to_owned();
        let wrong = named.values().chain([&all]).find(|date| !date.is_empty() && !is_iso(date));
        match wrong {
            Some(wrong) => Err(Failure::new(format!("{wrong} is not a date such as 2026-08-31"))),
            None => Ok(Self { named, all }),
        }
    }

    /// The date of a file (empty where it is not known), and then the day on which it was last written.
    pub fn of(&self, path: &Path, own: &str) -> (String, String) {
        let fetched = || Fetched::read(path).map(|fetched| fetched.date).unwrap_or_default();
        let named = self.named.get(&inputs::name(path)).cloned().unwrap_or_default();
        let known = [own.to_owned(), named, fetched(), self.all.clone()].into_iter().find(|date| !date.is_empty());
        match known {
            Some(date) => (date, String::new()),
            None => (String::new(), written(path).unwrap_or_default()),
        }
    }
}

fn written(path: &Path) -> Option<String> {
    let time = path.metadata().ok()?.modified().ok()?;
    let seconds = time.duration_since(UNIX_EPOCH).ok()?.as_secs();
    Date::of_unix(i64::try_from(seconds).ok()?).map(iso)
}

fn iso(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{year:04}-{month:02}-{day:02}")
}

fn is_iso(text: &str) -> bool {
    text.len() == 10 && unix_of_rfc3339(&format!("{text}T00:00:00Z")).is_some()
}

/// The day of an HTTP date (`Mon, 31 Aug 2026 10:11:12 GMT`) as `2026-08-31`; empty where it is none.
pub fn of_http(text: &str) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut words = text.split(' ').skip(1);
    let mut next = || words.next().unwrap_or_default();
    let (day, month, year) = (next(), next(), next());
    let month = MONTHS.iter().position(|name| *name == month).map_or(0, |place| place + 1);
    let date = format!("{year}-{month:02}-{day}");
    if is_iso(&date) { date } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_dates_are_read() {
        assert_eq!(of_http("Mon, 31 Aug 2026 10:11:12 GMT"), "2026-08-31");
        for text in ["", "Mon", "Monday, 31-Aug-26 10:11:12 GMT", "Mon, 41 Aug 2026 10:11:12 GMT"] {
            assert_eq!(of_http(text), "", "{text}");
        }
    }

    #[test]
    fn what_the_data_says_goes_before_what_others_say() {
        let folder = std::env::temp_dir().join(format!("guichet-dates-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("x.csv");
        std::fs::write(&path, "x").unwrap();
        let dates = |all: Option<&str>| Dates::read(&folder, all).unwrap();
        let (unknown, written) = dates(None).of(&path, "");
        assert!(unknown.is_empty() && is_iso(&written), "{written}");
        assert_eq!(dates(Some("2026-01-01")).of(&path, "").0, "2026-01-01");
        let fetched = Fetched { date: "2026-02-02".to_owned(), ..Fetched::default() };
        fetched.write(&path).unwrap();
        assert_eq!(dates(Some("2026-01-01")).of(&path, "").0, "2026-02-02");
        std::fs::write(folder.join("dates.json"), r#"{"x.csv": "2026-03-03"}"#).unwrap();
        assert_eq!(dates(None).of(&path, "").0, "2026-03-03");
        assert_eq!(dates(None).of(&path, "2026-04-04"), ("2026-04-04".to_owned(), String::new()));
        assert!(Dates::read(&folder, Some("yesterday")).is_err());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
