//! The State's directory of local services, published as JSON: its police stations and gendarmerie brigades, as rows of
//! the same columns as the forces' own files.
//!
//! Comes as one object (`{"service": […]}`) or as a list; members that hold lists may hold them as JSON text, as the
//! directory's query service gives them.

use std::collections::BTreeMap;
use std::path::Path;

use guichet_core::domain::station::Force;
use serde_json::Value;

use crate::failure::Failure;
use crate::table::{Row, Table};

/// Kinds of service of the directory that are stations open to the public.
const KINDS: [(&str, Force); 3] = [
    ("commissariat_police", Force::Police),
    ("gendarmerie", Force::Gendarmerie),
    ("gendarmerie_brigade", Force::Gendarmerie),
];

/// The column that says which force a row is of, as [`force`] reads it.
const KIND: &str = "type_service_local";

/// What a directory holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// Its stations.
    pub table: Table,
    /// How many of its services are none.
    pub others: usize,
    /// The last day on which any of its stations was changed (`2026-08-31`); empty where it does not say.
    pub date: String,
}

/// Reads a directory.
pub fn read(path: &Path) -> Result<Directory, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::of(path, error))?;
    parse(&bytes).map_err(|reason| Failure::of(path, reason))
}

/// Reads the bytes of a directory. A row's line is the service's place in the list, counted from 1.
pub fn parse(bytes: &[u8]) -> Result<Directory, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let whole: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let services = match whole {
        Value::Array(services) => services,
        Value::Object(mut members) => ["service", "results", "records"]
            .into_iter()
            .find_map(|name| match members.remove(name) {
                Some(Value::Array(services)) => Some(services),
                _ => None,
            })
            .ok_or("the list `service` is missing; is this the official directory?")?,
        _ => return Err("neither a list nor an object with the list `service`".to_owned()),
    };
    let mut directory =
        Directory { table: Table { encoding: "utf-8", rows: Vec::new() }, others: 0, date: String::new() };
    for (place, service) in services.iter().enumerate() {
        let Some((kind, commune)) = pivot(service) else {
            directory.others += 1;
            continue;
        };
        let line = u64::try_from(place + 1).unwrap_or(u64::MAX);
        let fields = Ok(fields(service, &kind, &commune));
        directory.date = directory.date.max(day(&text(service, "date_modification")));
        directory.table.rows.push(Row { line, fields, complete: true });
    }
    Ok(directory)
}

/// The force that a row of a directory is of.
pub fn force(row: &Row) -> Option<Force> {
    KINDS.iter().find(|(kind, _)| *kind == row.field(KIND)).map(|(_, force)| *force)
}

/// The kind of a station and the code of its commune; `None` where the service is no station.
fn pivot(service: &Value) -> Option<(String, String)> {
    let pivots = list(service, "pivot");
    let mut found = pivots.iter().map(|pivot| (text(pivot, KIND), pivot));
    let (kind, pivot) = found.find(|(kind, _)| KINDS.iter().any(|(known, _)| known == kind))?;
    let codes = list(pivot, "code_insee_commune");
    let code = codes.first().and_then(Value::as_str).map(str::to_owned);
    Some((kind, code.unwrap_or_else(|| text(pivot, "code_insee_commune"))))
}

fn fields(service: &Value, kind: &str, commune: &str) -> BTreeMap<String, String> {
    let addresses = list(service, "adresse");
    // A postal address can be a box far away from the door.
    let door = addresses.iter().find(|address| text(address, "type_adresse") != "Adresse postale");
    let nowhere = Value::Null;
    let address = door.or_else(|| addresses.first()).unwrap_or(&nowhere);
    let street: Vec<String> = ["complement1", "complement2", "numero_voie"]
        .into_iter()
        .map(|name| text(address, name))
        .filter(|part| !part.is_empty())
        .collect();
    let telephones = list(service, "telephone");
    let telephone = telephones.first().map(|entry| text(entry, "valeur")).unwrap_or_default();
    let own = text(service, "code_insee_commune");
    let unit = text(service, "partenaire_identifiant");
    let pairs = [
        (KIND, kind.to_owned()),
        ("service", text(service, "nom")),
        ("identifiant_public_unite", unit),
        ("code_commune_insee", if own.is_empty() { commune.to_owned() } else { own }),
        ("voie", street.join(", ")),
        ("code_postal", text(address, "code_postal")),
        ("commune", text(address, "nom_commune")),
        ("telephone", telephone),
        ("geocodage_x_gps", text(address, "longitude")),
        ("geocodage_y_gps", text(address, "latitude")),
        ("accessibilite", text(address, "accessibilite")),
        ("plage_ouverture", json(service, "plage_ouverture")),
        ("commentaire_plage_ouverture", text(service, "commentaire_plage_ouverture")),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A member as text: a list's first entry, a number as it is written; empty where there is nothing.
fn text(value: &Value, name: &str) -> String {
    match value.get(name) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(entries)) => entries.first().and_then(Value::as_str).unwrap_or_default().trim().to_owned(),
        _ => String::new(),
    }
}

/// A member that is a list, or JSON text of one; a lone object or text is a list of one.
fn list(value: &Value, name: &str) -> Vec<Value> {
    match value.get(name) {
        Some(Value::Array(entries)) => entries.clone(),
        Some(Value::String(text)) => match serde_json::from_str(text) {
            Ok(Value::Array(entries)) => entries,
            Ok(object @ Value::Object(_)) => vec![object],
            _ => Vec::new(),
        },
        Some(object @ Value::Object(_)) => vec![object.clone()],
        _ => Vec::new(),
    }
}

/// A member as JSON text, as it stands or already is.
fn json(value: &Value, name: &str) -> String {
    match value.get(name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The day of `31/08/2026 10:11:12` or `2026-08-31T10:11:12`; empty where it is neither.
fn day(text: &str) -> String {
    let date = text.split([' ', 'T']).next().unwrap_or_default();
    let figures = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    match date.split(['/', '-']).collect::<Vec<_>>()[..] {
        [d, m, y] if figures(d, 2) && figures(m, 2) && figures(y, 4) => format!("{y}-{m}-{d}"),
        [y, m, d] if figures(d, 2) && figures(m, 2) && figures(y, 4) => date.to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_both_forms() {
        assert_eq!(day("22/12/2023 10:38:56"), "2023-12-22");
        assert_eq!(day("2023-12-22T10:38:56"), "2023-12-22");
        assert_eq!((day(""), day("hier"), day("1/2/2023")), (String::new(), String::new(), String::new()));
    }

    #[test]
    fn other_json_is_refused_in_words() {
        assert!(parse(b"{\"x\": 1}").unwrap_err().contains("service"));
        assert!(parse(b"3").unwrap_err().contains("list"));
        assert!(parse(b"{\"service\": [").is_err());
        assert_eq!(parse(b"[]").unwrap().table.rows.len(), 0);
    }
}
