//! What an agent reads: the sealed text as indented lines in French, with nothing that could trick a terminal or an eye.
//!
//! Names of members become labels (`readable/labels.txt`), in the order of that file. A member that has none is shown by its
//! own name, after the others: nothing is left out because it is new.

use guichet_core::domain::lookalike;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// Labels of members and words of values, each with its place in the order.
static LABELS: LazyLock<HashMap<&str, (usize, &str)>> = LazyLock::new(|| {
    let lines = include_str!("readable/labels.txt").lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('='));
    pairs.enumerate().map(|(place, (name, label))| (name.trim(), (place, label.trim()))).collect()
});

/// What the file says of a name inside a member; its own line first, then that of the name anywhere.
fn told(within: &str, name: &str) -> Option<(usize, &'static str)> {
    LABELS.get(format!("{within}.{name}").as_str()).or_else(|| LABELS.get(name)).copied()
}

/// The value in French, one member a line.
pub fn lines(value: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    match value {
        Value::Object(members) => all(members, "", 0, &mut lines),
        other => one(other, "", "", 0, &mut lines),
    }
    lines
}

/// An instant of the server (RFC 3339, in universal time) as it is said in France; as it is where it is no such instant.
pub fn instant(text: &str) -> String {
    let said = text.strip_suffix('Z').and_then(|text| text.split_once('T')).and_then(|(day, time)| {
        let (minute, _) = time.rsplit_once(':')?;
        Some(format!("{} à {}, temps universel", day_or_hour(day)?, day_or_hour(minute)?))
    });
    said.unwrap_or_else(|| escaped(text))
}

/// The members of an object, in the order of the labels.
fn all(members: &Map<String, Value>, within: &str, depth: usize, lines: &mut Vec<String>) {
    let mut ordered: Vec<_> = members.iter().map(|(name, value)| (told(within, name), name, value)).collect();
    ordered.sort_by_key(|(label, ..)| label.map_or(usize::MAX, |(place, _)| place));
    for (label, name, value) in ordered {
        let label = label.map_or_else(|| escaped(name), |(_, label)| label.to_owned());
        if label.is_empty() {
            continue;
        }
        let words = value.as_str().and_then(|value| told(within, &format!("{name}:{value}")));
        match words {
            Some((_, words)) => lines.push(line(depth, &label, words)),
            None => one(value, name, &label, depth, lines),
        }
    }
}

fn one(value: &Value, name: &str, label: &str, depth: usize, lines: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            if let Some(text) = in_one_line(members) {
                lines.push(line(depth, label, &text));
            } else {
                lines.push(format!("{}{label} :", indent(depth)));
                all(members, name, depth + 1, lines);
            }
        }
        Value::Array(items) if items.is_empty() => {
            let none = told("", &format!("{name}:")).map_or("aucun", |(_, words)| words);
            lines.push(line(depth, label, none));
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                one(item, name, &format!("{label} {}", number + 1), depth, lines);
            }
        }
        Value::String(text) => {
            // Lines of a told story stay lines; each is marked, so that none can pass for a member of ours.
            let shown = day_or_hour(text).unwrap_or_else(|| text.clone());
            let mut parts = shown.split('\n').map(escaped);
            lines.push(line(depth, label, &parts.next().unwrap_or_default()));
            lines.extend(parts.map(|part| format!("{}  | {part}", indent(depth))));
        }
        Value::Null => lines.push(line(depth, label, "non")),
        Value::Bool(yes) => lines.push(line(depth, label, if *yes { "oui" } else { "non" })),
        Value::Number(number) => {
            let told = match (name, number.as_u64()) {
                (_, Some(cents)) if name.ends_with("_cents") => euros(cents),
                // The list of goods is counted from 0 in the text, and from 1 by people.
                ("item", Some(place)) => place.saturating_add(1).to_string(),
                _ => number.to_string(),
            };
            lines.push(line(depth, label, &told));
        }
    }
}

fn line(depth: usize, label: &str, text: &str) -> String {
    format!("{}{label} : {text}", indent(depth))
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth)
}

/// What is one thing to a reader although it has several members: a commune, a country, a number that may be known.
fn in_one_line(members: &Map<String, Value>) -> Option<String> {
    let text = |name: &str| members.get(name).and_then(Value::as_str).map(escaped);
    if let (Some(postal_code), Some(code)) = (text("postal_code"), text("code")) {
        let mut shown = format!("{} ({postal_code}), code INSEE {code}", text("name").unwrap_or_default());
        if let Some(point) = members.get("taken").and_then(Value::as_array) {
            let degrees: Vec<String> =
                point.iter().filter_map(Value::as_f64).map(|part| format!("{part:.5}")).collect();
            let _ = write!(shown, ", point choisi sur la carte : {}", degrees.join(" "));
        }
        return Some(shown);
    }
    if let (Some(french), Some(_)) = (text("fr"), text("en")) {
        return Some(french);
    }
    let [(name, Value::String(only))] = members.iter().collect::<Vec<_>>()[..] else { return None };
    match name.as_str() {
        // A town that no list holds, and a number that is known.
        "name" | "Connu" => Some(escaped(only)),
        // A choice in words of one's own.
        "Autre" => Some(format!("Autre : {}", escaped(only))),
        _ => None,
    }
}

/// A day or an hour as it is written in France; nothing where the text is neither.
fn day_or_hour(text: &str) -> Option<String> {
    let figures = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    if let [year, month, day] = parts.as_slice() {
        return (figures(year, 4) && figures(month, 2) && figures(day, 2)).then(|| format!("{day}/{month}/{year}"));
    }
    let (hours, minutes) = text.split_once(':')?;
    (figures(hours, 2) && figures(minutes, 2)).then(|| format!("{hours} h {minutes}"))
}

fn euros(cents: u64) -> String {
    let (euros, cents) = ((cents / 100).to_string(), cents % 100);
    let grouped: String = euros
        .char_indices()
        .flat_map(|(at, figure)| {
            let space = at > 0 && (euros.len() - at).is_multiple_of(3);
            space.then_some(' ').into_iter().chain([figure])
        })
        .collect();
    format!("{grouped},{cents:02} €")
}

/// Control characters, and characters that reorder or hide text, as `\u{…}`.
pub fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, character| {
        if lookalike::hides(character) {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(character));
        } else {
            out.push(character);
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind of complaint and of report that the forms make, as their tests keep them.
    const GOLDEN: [&str; 2] = [
        include_str!("../../core/tests/golden/complaint-ways-v1.jsonl"),
        include_str!("../../core/tests/golden/report-v1.jsonl"),
    ];

    fn golden() -> impl Iterator<Item = Value> {
        GOLDEN.iter().flat_map(|file| file.lines()).map(|line| serde_json::from_str(line).unwrap())
    }

    /// A company's complaint, then one by a victim abroad, with violence, a description and a witness.
    fn opened() -> String {
        let shown: Vec<String> = [2, 4].into_iter().flat_map(|at| lines(&golden().nth(at).unwrap())).collect();
        shown.join("\n")
    }

    #[test]
    #[ignore = "writes the golden file anew, where the text has changed on purpose"]
    fn write_the_golden_file() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/opened.txt");
        std::fs::write(path, opened() + "\n").unwrap();
    }

    #[test]
    fn a_complaint_reads_as_french_in_the_order_of_an_interview() {
        let expected = include_str!("../tests/golden/opened.txt");
        assert_eq!(opened(), expected.trim_end());
    }

    #[test]
    fn every_member_has_a_label_and_every_value_its_words() {
        fn check(value: &Value, within: &str) {
            match value {
                Value::Object(members) if in_one_line(members).is_none() => {
                    for (name, member) in members {
                        assert!(told(within, name).is_some(), "{within}.{name} has no label");
                        // Values in small letters and hyphens are ours: an agent reads words.
                        let coded = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
                        if ["kind", "site", "known", "form"].contains(&name.as_str())
                            && let Some(text) = member.as_str().filter(|text| coded(text))
                        {
                            assert!(told(within, &format!("{name}:{text}")).is_some(), "{within}.{name}:{text}");
                        }
                        check(member, name);
                    }
                }
                Value::Array(items) => items.iter().for_each(|item| check(item, within)),
                _ => {}
            }
        }
        golden().for_each(|value| check(&value, ""));
    }

    #[test]
    fn every_answer_is_shown_and_none_twice() {
        /// What a file travels by says nothing to a reader.
        const LEFT_OUT: [(&str, &str); 4] =
            [("", "schema"), ("attachments", "id"), ("attachments", "key"), ("attachments", "pieces")];
        /// Lines for what a value holds: a heading for each object within, a line for anything else and each line break.
        fn expected(value: &Value, within: &str) -> usize {
            match value {
                Value::Object(members) if in_one_line(members).is_some() => 1,
                Value::Object(members) => {
                    let inside = members.iter().filter(|(name, _)| !LEFT_OUT.contains(&(within, name)));
                    1 + inside.map(|(name, member)| expected(member, name)).sum::<usize>()
                }
                Value::Array(items) if !items.is_empty() => items.iter().map(|item| expected(item, within)).sum(),
                Value::String(text) => text.split('\n').count(),
                _ => 1,
            }
        }
        for value in golden() {
            assert_eq!(lines(&value).len(), expected(&value, "") - 1, "{value}");
        }
    }

    #[test]
    fn what_has_no_label_is_shown_by_its_name_after_the_others() {
        let value =
            serde_json::json!({ "unheard_of": { "x": 1 }, "phone": "+33612345678", "goods": [], "suspects": null });
        assert_eq!(
            lines(&value),
            [
                "Téléphone : +33612345678",
                "Bien : aucun",
                "Informations sur les auteurs : non",
                "unheard_of :",
                "  x : 1"
            ]
        );
    }

    #[test]
    fn days_hours_and_amounts_are_written_as_in_france() {
        assert_eq!(day_or_hour("2026-11-22").as_deref(), Some("22/11/2026"));
        assert_eq!(day_or_hour("08:05").as_deref(), Some("08 h 05"));
        for text in ["2026-11", "12-34-5678", "a:b", "pn-59350-lille"] {
            assert_eq!(day_or_hour(text), None, "{text}");
        }
        assert_eq!(instant("2026-11-26T02:06:34Z"), "26/11/2026 à 02 h 06, temps universel");
        assert_eq!(instant("hier\u{7}"), "hier\\u{7}");
        assert_eq!(euros(125_050), "1 250,50 €");
        assert_eq!(euros(5), "0,05 €");
    }

    #[test]
    fn nothing_reorders_hides_or_commands() {
        let trick = "a\u{1b}[2Jb\u{202e}c\u{200b}d\u{e0041}e\r";
        assert_eq!(escaped(trick), "a\\u{1b}[2Jb\\u{202e}c\\u{200b}d\\u{e0041}e\\u{d}");
        assert_eq!(escaped("Élodie d’Œuvre 日本 👍"), "Élodie d’Œuvre 日本 👍");
        let name = serde_json::json!({ "\u{202e}": "\u{7}", "town": { "name": "\u{202e}" }, "job": { "fr": "\u{7}", "en": "" } });
        assert_eq!(lines(&name), ["Profession : \\u{7}", "Commune : \\u{202e}", "\\u{202e} : \\u{7}"]);
    }

    #[test]
    fn a_story_keeps_its_lines_and_none_passes_for_a_member() {
        let value = serde_json::json!({ "description": "un\nRécit : deux" });
        assert_eq!(lines(&value), ["Description : un", "  | Récit : deux"]);
    }
}
