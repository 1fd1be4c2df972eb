//! Opening hours in columns (gendarmerie) and in lists of days (the directory), as hours of the core.
//!
//! Nothing is guessed: one cell that cannot be read, or a comment, and all of it is kept as words.

use std::collections::BTreeMap;

use guichet_core::domain::commune_search::fold;
use guichet_core::domain::hours::{Day, Hours, Schedule, Span};
use serde::Deserialize;
use serde_json::Value;

use crate::table::Row;

/// The days as the columns and the official words name them.
const DAYS: [(&str, &str); 8] = [
    ("lundi", "Lundi"),
    ("mardi", "Mardi"),
    ("mercredi", "Mercredi"),
    ("jeudi", "Jeudi"),
    ("vendredi", "Vendredi"),
    ("samedi", "Samedi"),
    ("dimanche", "Dimanche"),
    ("jours_feries", "Jours Fériés"),
];

/// Hours in the columns `lundi_plage1_debut` to `jours_feries_plage3_fin`.
pub fn from_columns(row: &Row) -> Hours {
    let mut lines = Vec::new();
    for ((column, name), day) in DAYS.into_iter().zip(Day::ALL) {
        let field = |number: u8, end: &str| row.field(&format!("{column}_plage{number}_{end}")).to_owned();
        let spans: Vec<(String, String)> = (1..=3)
            .map(|number| (field(number, "debut"), field(number, "fin")))
            .filter(|(from, to)| !(from.is_empty() && to.is_empty()))
            .collect();
        if !spans.is_empty() {
            lines.push(Line { days: vec![day], name: name.to_owned(), spans, comment: String::new() });
        }
    }
    hours(&lines, "")
}

#[derive(Deserialize)]
struct Range {
    #[serde(default)]
    nom_jour_debut: Option<String>,
    #[serde(default)]
    nom_jour_fin: Option<String>,
    #[serde(default)]
    commentaire: Option<String>,
    #[serde(flatten)]
    others: BTreeMap<String, Value>,
}

/// Hours as the directory's `plage_ouverture`, the list itself as JSON text, and its comment on all of them.
pub fn from_ranges(list: &str, comment: &str) -> Hours {
    let list = if list.trim().is_empty() { "null" } else { list };
    let Ok(ranges) = serde_json::from_str::<Option<Vec<Range>>>(list) else {
        return Hours::text(&format!("{list} {comment}"));
    };
    let lines: Vec<Line> = ranges.unwrap_or_default().into_iter().map(line).collect();
    hours(&lines, comment)
}

fn line(range: Range) -> Line {
    let first = range.nom_jour_debut.unwrap_or_default();
    let last = range.nom_jour_fin.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| first.clone());
    let time = |end: &str, number: u8| {
        let value = range.others.get(&format!("valeur_heure_{end}_{number}")).and_then(Value::as_str);
        value.unwrap_or_default().trim().to_owned()
    };
    let spans = (1..=9).map(|number| (time("debut", number), time("fin", number)));
    Line {
        // From Friday to Monday goes round the end of the week; holidays are no part of any row of days.
        days: match (day(&first), day(&last)) {
            (Some(7), Some(7)) => vec![Day::Holiday],
            (Some(from @ 0..7), Some(to @ 0..7)) => {
                let length = (to + 7 - from) % 7 + 1;
                Day::ALL.into_iter().take(7).cycle().skip(from).take(length).collect()
            }
            _ => Vec::new(),
        },
        name: if fold(&first) == fold(&last) { first } else { format!("{first} au {last}") },
        spans: spans.filter(|(from, to)| !(from.is_empty() && to.is_empty())).collect(),
        comment: range.commentaire.unwrap_or_default().trim().to_owned(),
    }
}

fn day(name: &str) -> Option<usize> {
    let name = fold(name);
    let holiday = ["jours feries", "jour ferie"].contains(&name.trim());
    DAYS.iter().position(|(column, _)| *column == name.trim()).or(holiday.then_some(7))
}

/// Some days and their hours, as they were found.
struct Line {
    /// The days; none where their names were not understood.
    days: Vec<Day>,
    /// The days in words.
    name: String,
    /// From and to, as written; one of the two may be missing.
    spans: Vec<(String, String)>,
    /// Words that go with them.
    comment: String,
}

fn hours(lines: &[Line], comment: &str) -> Hours {
    let commented = lines.iter().any(|line| !line.comment.is_empty()) || !comment.trim().is_empty();
    if !commented && let Some(schedule) = schedule(lines) {
        return Hours::Known(schedule);
    }
    let words: Vec<String> = lines.iter().map(Line::words).collect();
    let words = format!("{} {}", words.join(" "), comment.trim());
    // Days that are not understood here are not to be understood there either.
    if lines.iter().any(|line| line.days.is_empty()) { Hours::text(&words) } else { Hours::read(words.trim()) }
}

/// The schedule, where all of it is understood. Of a week without any hours nothing is known, unless every day of it is
/// said to be closed; open and closed at once is a contradiction.
fn schedule(lines: &[Line]) -> Option<Schedule> {
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    for line in lines {
        if line.days.is_empty() || line.spans.is_empty() {
            return None;
        }
        for (from, to) in &line.spans {
            if is_closed(from) && (to.is_empty() || is_closed(to)) {
                closed.extend_from_slice(&line.days);
            } else {
                let span = Span::read(from, to)?;
                open.extend(line.days.iter().map(|day| (*day, span)));
            }
        }
    }
    let week = open.iter().any(|(day, _)| *day != Day::Holiday);
    let never = Day::ALL.iter().take(7).all(|day| closed.contains(day));
    if !(week || never) || open.iter().any(|(day, _)| closed.contains(day)) {
        return None;
    }
    let mut schedule = Schedule::of(open);
    if closed.contains(&Day::Holiday) {
        schedule.close_on_holidays();
    }
    Some(schedule)
}

fn is_closed(text: &str) -> bool {
    ["ferme", "fermee"].contains(&fold(text).trim())
}

impl Line {
    fn words(&self) -> String {
        let mut words = vec![self.name.clone()];
        if !self.spans.is_empty() {
            words.push(":".to_owned());
        }
        for (from, to) in &self.spans {
            // Seconds are never meant.
            let plain =
                |time: &str| time.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(time).to_owned();
            words.push(if to.is_empty() || from == to && is_closed(to) {
                plain(from)
            } else {
                format!("{}-{}", plain(from), plain(to))
            });
        }
        if !self.comment.is_empty() {
            words.push(format!("({})", self.comment));
        }
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::parse;

    fn columns(heading: &str, values: &str) -> Hours {
        let table = parse(format!("{heading}\n{values}\n").as_bytes(), &[]).unwrap();
        from_columns(&table.rows[0])
    }

    #[track_caller]
    fn check(hours: &Hours, wire: &str) {
        assert_eq!(hours.to_wire(), wire);
    }

    #[test]
    fn columns_make_a_week() {
        let heading = "lundi_plage1_debut;lundi_plage1_fin;lundi_plage2_debut;lundi_plage2_fin;\
            jours_feries_plage1_debut;jours_feries_plage1_fin";
        check(&columns(heading, "08:00;12:00;14:00;18:30;09:00;12:00"), "=1:800-1200,1400-1830;h:900-1200");
        check(&columns(heading, "8h00;12h00;;;;"), "=1:800-1200");
        check(&columns(heading, "08:00;12:00;;;fermé;"), "=1:800-1200;h");
        check(&columns(heading, "fermé;fermé;;;09:00;12:00"), "Lundi : fermé Jours Fériés : 09:00-12:00");
        check(&columns(heading, "fermé;;14:00;18:00;;"), "Lundi : fermé 14:00-18:00");
        check(&columns(heading, ";;;;;"), "");
    }

    #[test]
    fn a_cell_that_cannot_be_read_keeps_all_of_them_as_words() {
        let heading = "lundi_plage1_debut;lundi_plage1_fin;mardi_plage1_debut;mardi_plage1_fin";
        check(&columns(heading, "08:00;12:00;sur rdv;"), "Lundi : 08:00-12:00 Mardi : sur rdv");
        check(&columns(heading, "08:00;;14:00;18:00"), "Lundi : 08:00 Mardi : 14:00-18:00");
        check(&columns(heading, "25:00;26:00;14:00;18:00"), "Lundi : 25:00-26:00 Mardi : 14:00-18:00");
        check(&columns(heading, "10:00;10:00;;"), "Lundi : 10:00-10:00");
        let holidays = "jours_feries_plage1_debut;jours_feries_plage1_fin";
        check(&columns(holidays, "09:00;12:00"), "Jours Fériés : 09:00-12:00");
    }

    #[test]
    fn day_and_night_and_past_midnight() {
        let heading: Vec<String> = DAYS.iter().map(|(day, _)| format!("{day}_plage1_debut;{day}_plage1_fin")).collect();
        check(&columns(&heading.join(";"), &["00:00;24:00"; 8].join(";")), "=24");
        check(&columns(&heading.join(";"), &["00:00;23:59"; 8].join(";")), "=24");
        check(&columns(&heading.join(";"), "22:00;02:00"), "=1:2200-2600");
        check(&columns(&heading.join(";"), &["fermé;"; 8].join(";")), "=h");
    }

    #[test]
    fn ranges_make_a_week() {
        let range = |first: &str, last: &str, times: [&str; 4]| {
            format!(
                "{{\"nom_jour_debut\":\"{first}\",\"nom_jour_fin\":\"{last}\",\"valeur_heure_debut_1\":\"{}\",\
                 \"valeur_heure_fin_1\":\"{}\",\"valeur_heure_debut_2\":\"{}\",\"valeur_heure_fin_2\":\"{}\",\
                 \"commentaire\":\"\"}}",
                times[0], times[1], times[2], times[3]
            )
        };
        let list = |ranges: &[String]| format!("[{}]", ranges.join(","));
        let office = ["08:00:00", "12:00:00", "14:00:00", "18:00:00"];
        let all_day = ["00:00:00", "23:59:00", "", ""];
        let sunday = range("Dimanche", "", ["09:00:00", "12:00:00", "", ""]);
        check(
            &from_ranges(&list(&[range("Lundi", "Vendredi", office), sunday]), ""),
            "=12345:800-1200,1400-1800;7:900-1200",
        );
        check(&from_ranges(&list(&[range("Samedi", "Lundi", office)]), ""), "=167:800-1200,1400-1800");
        check(&from_ranges(&list(&[range("Lundi", "Dimanche", all_day)]), ""), "=1234567:0-2400");
        check(
            &from_ranges(&list(&[range("Lundi", "Lundi", office), range("Jours fériés", "", all_day)]), ""),
            "=1:800-1200,1400-1800;h:0-2400",
        );
        check(
            &from_ranges(&list(&[range("Lundi", "Lundi", office)]), "Sauf vacances scolaires"),
            "Lundi : 08:00-12:00 14:00-18:00 Sauf vacances scolaires",
        );
        check(
            &from_ranges(&list(&[range("Lundi", "Jours fériés", office)]), ""),
            "Lundi au Jours fériés : 08:00-12:00 14:00-18:00",
        );
        check(&from_ranges(&list(&[range("Lundi", "Mardi", [""; 4])]), ""), "Lundi au Mardi");
        check(&from_ranges("", ""), "");
        check(&from_ranges("[]", "24h/24 - 7j/7"), "=24");
        check(&from_ranges("null", "sur rendez-vous"), "sur rendez-vous");
        check(&from_ranges("tous les jours ?", ""), "tous les jours ?");
    }

    #[test]
    fn a_comment_on_a_day_keeps_all_as_words() {
        let list = "[{\"nom_jour_debut\":\"Lundi\",\"nom_jour_fin\":\"Lundi\",\"valeur_heure_debut_1\":\"08:00:00\",\
            \"valeur_heure_fin_1\":\"12:00:00\",\"commentaire\":\"semaines paires\"}]";
        check(&from_ranges(list, ""), "Lundi : 08:00-12:00 (semaines paires)");
    }
}
