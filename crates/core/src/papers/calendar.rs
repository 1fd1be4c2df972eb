//! Calendar entries as a file that every calendar program reads: iCalendar (RFC 5545).

use crate::domain::date::{Date, Hour};

/// The longest line, in bytes without its end (RFC 5545 §3.1).
const MAX_LINE: usize = 75;

/// One entry. Its texts end up on other people's screens: nothing of what was declared belongs here.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    /// Tells it from every other entry of anybody, and stays the same when the file is made again.
    pub id: String,
    /// When.
    pub span: Span,
    /// What it is called.
    pub title: String,
    /// What to know about it.
    pub about: String,
    /// Where; empty where it is nowhere.
    pub place: String,
    /// Whether it is certain.
    pub certainty: Certainty,
    /// Minutes before it at which the calendar rings; none where it need not.
    pub reminder: Option<u32>,
}

/// When an entry is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// From one moment to another, in seconds since 1970.
    Moments(i64, i64),
    /// A whole day.
    Day(Date),
}

/// Whether an entry is certain: an appointment that was asked for is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// Asked for, or proposed.
    Tentative,
    /// Agreed.
    Confirmed,
}

/// A reference is in its id, and its place says where somebody will be.
impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Entry(***)")
    }
}

/// The file with these entries, made at `now` (seconds since 1970).
#[must_use]
pub fn file(entries: &[Entry], now: i64) -> String {
    let mut lines = Lines::default();
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Guichet//Guichet//FR", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    {
        lines.add(line);
    }
    for entry in entries {
        lines.entry(entry, now);
    }
    lines.add("END:VCALENDAR");
    lines.0
}

/// Lines as the standard wants them: folded, each with both characters of its end.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn entry(&mut self, entry: &Entry, now: i64) {
        self.add("BEGIN:VEVENT");
        self.add(&format!("UID:{}", escaped(&entry.id)));
        self.add(&format!("DTSTAMP:{}", moment(now)));
        match entry.span {
            Span::Moments(from, to) => {
                self.add(&format!("DTSTART:{}", moment(from)));
                self.add(&format!("DTEND:{}", moment(to)));
            }
            // Without an end it lasts for that day (§3.6.1).
            Span::Day(date) => self.add(&format!("DTSTART;VALUE=DATE:{}", day(date))),
        }
        self.add(&format!("SUMMARY:{}", escaped(&entry.title)));
        if !entry.about.is_empty() {
            self.add(&format!("DESCRIPTION:{}", escaped(&entry.about)));
        }
        if !entry.place.is_empty() {
            self.add(&format!("LOCATION:{}", escaped(&entry.place)));
        }
        self.add(match entry.certainty {
            Certainty::Tentative => "STATUS:TENTATIVE",
            Certainty::Confirmed => "STATUS:CONFIRMED",
        });
        // Somebody else who looks at the calendar learns nothing, where their program honours it.
        self.add("CLASS:PRIVATE");
        // A deadline takes no time of the day away.
        self.add(if matches!(entry.span, Span::Day(_)) { "TRANSP:TRANSPARENT" } else { "TRANSP:OPAQUE" });
        if let Some(minutes) = entry.reminder {
            self.add("BEGIN:VALARM");
            self.add("ACTION:DISPLAY");
            self.add(&format!("DESCRIPTION:{}", escaped(&entry.title)));
            self.add(&format!("TRIGGER:-PT{minutes}M"));
            self.add("END:VALARM");
        }
        self.add("END:VEVENT");
    }

    /// A line, broken before it is too long and never inside a character; what follows begins with a space.
    fn add(&mut self, line: &str) {
        let mut room = MAX_LINE;
        for character in line.chars() {
            if character.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = MAX_LINE - 1;
            }
            room -= character.len_utf8();
            self.0.push(character);
        }
        self.0.push_str("\r\n");
    }
}

/// Text as a value (§3.3.11): no other control character may stand in it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', character]),
            '\t' => out.push('\t'),
            hidden if hidden.is_control() => (),
            plain => out.push(plain),
        }
    }
    out
}

fn day(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{year:04}{month:02}{day:02}")
}

/// A moment in UTC (§3.3.5). Moments beyond the calendar do not come from any of our dates; they are its beginning.
fn moment(unix: i64) -> String {
    let (hours, minutes) = Hour::of_unix(unix).parts();
    let date = Date::of_unix(unix).map_or_else(|| "19700101".to_owned(), day);
    format!("{date}T{hours:02}{minutes:02}{:02}Z", unix.rem_euclid(60))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry() -> Entry {
        Entry {
            id: "0123@guichet".to_owned(),
            span: Span::Moments(1_795_473_000, 1_795_474_800),
            title: "Rendez-vous au commissariat".to_owned(),
            about: "Apportez :\n- une pièce d’identité ;\n- vos factures, devis\\photos.".to_owned(),
            place: "19 rue de Marquillies, 59000 Lille".to_owned(),
            certainty: Certainty::Tentative,
            reminder: Some(60),
        }
    }

    fn unfolded(file: &str) -> Vec<String> {
        file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn an_entry_is_as_the_standard_says() {
        let deadline = Entry {
            span: Span::Day(Date::new(2026, 12, 23).unwrap()),
            place: String::new(),
            about: String::new(),
            certainty: Certainty::Confirmed,
            reminder: None,
            ..entry()
        };
        let expected = "BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Guichet//Guichet//FR
CALSCALE:GREGORIAN
METHOD:PUBLISH
BEGIN:VEVENT
UID:0123@guichet
DTSTAMP:20261123T201500Z
DTSTART:20261123T223000Z
DTEND:20261123T230000Z
SUMMARY:Rendez-vous au commissariat
DESCRIPTION:Apportez :\\n- une pièce d’identité \\;\\n- vos factures\\, devis\\\\photos.
LOCATION:19 rue de Marquillies\\, 59000 Lille
STATUS:TENTATIVE
CLASS:PRIVATE
TRANSP:OPAQUE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Rendez-vous au commissariat
TRIGGER:-PT60M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:0123@guichet
DTSTAMP:20261123T201500Z
DTSTART;VALUE=DATE:20261223
SUMMARY:Rendez-vous au commissariat
STATUS:CONFIRMED
CLASS:PRIVATE
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR";
        let file = file(&[entry(), deadline], 1_795_464_900);
        assert_eq!(unfolded(&file), expected.lines().collect::<Vec<_>>());
        assert!(!format!("{:?}", entry()).contains("Lille"));
    }

    proptest! {
        #[test]
        fn lines_are_short_and_whatever_is_said_is_read_back(text in "(?s).{0,300}", unix in -1_000_000_000_i64..4_000_000_000) {
            let entry = Entry { title: text.clone(), about: text.clone(), span: Span::Moments(unix, unix + 60), ..entry() };
            let file = file(&[entry], unix);
            // Every line end is whole, and no line too long.
            prop_assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
            prop_assert_eq!(file.matches('\r').count(), file.matches("\r\n").count());
            prop_assert!(file.split("\r\n").all(|line| line.len() <= MAX_LINE));
            let lines = unfolded(&file);
            let value = lines.iter().find_map(|line| line.strip_prefix("SUMMARY:")).unwrap_or_default();
            let (mut read, mut escape) = (String::new(), false);
            for character in value.chars() {
                match (escape, character) {
                    (false, '\\') => escape = true,
                    (true, 'n') => { read.push('\n'); escape = false; }
                    (_, plain) => { read.push(plain); escape = false; }
                }
            }
            let kept = |c: &char| matches!(c, '\n' | '\t') || !c.is_control();
            prop_assert_eq!(read, text.replace("\r\n", "\n").chars().filter(kept).collect::<String>());
        }
    }
}
