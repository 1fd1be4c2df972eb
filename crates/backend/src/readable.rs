//! What an agent reads: JSON as indented lines, with nothing that could trick a terminal or an eye.

use guichet_core::domain::lookalike;
use serde_json::Value;
use std::fmt::Write as _;

/// The value, one member a line.
pub fn lines(value: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    walk(value, "", 0, &mut lines);
    lines
}

fn walk(value: &Value, label: &str, depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(members) if !members.is_empty() => {
            if !label.is_empty() {
                lines.push(format!("{indent}{label}:"));
            }
            let depth = if label.is_empty() { depth } else { depth + 1 };
            for (name, member) in members {
                walk(member, &escaped(name), depth, lines);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (number, item) in items.iter().enumerate() {
                walk(item, &format!("{label} {}", number + 1), depth, lines);
            }
        }
        Value::String(text) => {
            // Lines of a told story stay lines; each is marked, so that none can pass for a member of ours.
            let mut parts = text.split('\n').map(escaped);
            lines.push(format!("{indent}{label}: {}", parts.next().unwrap_or_default()));
            lines.extend(parts.map(|part| format!("{indent}  | {part}")));
        }
        Value::Null => lines.push(format!("{indent}{label}: -")),
        other => lines.push(format!("{indent}{label}: {other}")),
    }
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

    #[test]
    fn a_value_becomes_lines() {
        let value = serde_json::json!({
            "schema": 1, "complaint": { "goods": [{ "kind": "phone" }, { "kind": "other" }], "told": "one\ntwo", "none": null, "empty": [] }
        });
        let expected = [
            "complaint:",
            "  empty: []",
            "  goods 1:",
            "    kind: phone",
            "  goods 2:",
            "    kind: other",
            "  none: -",
            "  told: one",
            "    | two",
            "schema: 1",
        ];
        assert_eq!(lines(&value), expected);
    }

    #[test]
    fn nothing_reorders_hides_or_commands() {
        let trick = "a\u{1b}[2Jb\u{202e}c\u{200b}d\u{e0041}e\r";
        assert_eq!(escaped(trick), "a\\u{1b}[2Jb\\u{202e}c\\u{200b}d\\u{e0041}e\\u{d}");
        assert_eq!(escaped("Élodie d’Œuvre 日本 👍"), "Élodie d’Œuvre 日本 👍");
        let name = serde_json::json!({ "\u{202e}": "\u{7}" });
        assert_eq!(lines(&name), ["\\u{202e}: \\u{7}"]);
    }
}
