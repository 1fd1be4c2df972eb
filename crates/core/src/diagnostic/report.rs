//! What all checks come to, for a person and for a monitor.

use serde_json::json;

use super::{Check, Fact, Seen, Verdict, What, checks};

/// The version of the result for machines.
const VERSION: u32 = 1;

/// A check and what it came to.
#[derive(Debug, Clone)]
pub struct Line {
    /// The check.
    pub check: &'static Check,
    /// What it came to.
    pub verdict: Verdict,
}

/// Every check's result.
#[derive(Debug, Clone)]
pub struct Report {
    /// One line a check, in the order of the groups.
    pub lines: Vec<Line>,
    build: String,
}

impl Report {
    /// Makes every check.
    pub fn of(seen: &Seen) -> Self {
        let lines = checks().map(|check| Line { check, verdict: check.look(seen) }).collect();
        let build = seen.browser.started_by.rsplit('/').next().unwrap_or_default().to_owned();
        Self { lines, build }
    }

    /// How many hold, how many do not, how many cannot be known.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |which: fn(&Verdict) -> bool| self.lines.iter().filter(|line| which(&line.verdict)).count();
        let right = count(|verdict| matches!(verdict, Verdict::Right { .. }));
        let wrong = count(|verdict| matches!(verdict, Verdict::Wrong { .. }));
        (right, wrong, self.lines.len() - right - wrong)
    }

    /// For a monitor: `right` where nothing is wrong, else `wrong`.
    pub fn state(&self) -> &'static str {
        if self.counts().1 == 0 { "right" } else { "wrong" }
    }

    /// The result as JSON. Words are those of the program and not of a language; nothing in it is about a person.
    pub fn to_json(&self) -> String {
        let lines: Vec<_> = self
            .lines
            .iter()
            .map(|Line { check, verdict }| {
                let (state, seen, wanted, why) = match verdict {
                    Verdict::Right { seen } => ("right", told(seen), Vec::new(), ""),
                    Verdict::Wrong { seen, wanted } => ("wrong", told(seen), told(wanted), ""),
                    Verdict::Unknown(why) => ("unknown", Vec::new(), Vec::new(), why.name()),
                };
                json!({ "id": check.id, "group": check.group.name(), "state": state, "seen": seen, "wanted": wanted, "why": why })
            })
            .collect();
        let (right, wrong, unknown) = self.counts();
        let result = json!({
            "v": VERSION,
            "state": self.state(),
            "build": self.build,
            "right": right,
            "wrong": wrong,
            "unknown": unknown,
            "checks": lines,
        });
        format!("{result:#}\n")
    }
}

fn told(facts: &[Fact]) -> Vec<String> {
    facts
        .iter()
        .map(|Fact { at, more, what }| {
            let what = match what {
                What::Text(text) => text,
                What::Said(phrase) => phrase.name(),
            };
            match (at.as_str(), more) {
                ("", _) => what.to_owned(),
                (at, 0) => format!("{at}: {what}"),
                (at, more) => format!("{at} (+{more}): {what}"),
            }
        })
        .collect()
}
