//! Reading a semicolon-separated file as it comes: either character set, with or without a byte-order mark, fields
//! quoted or not.

use std::collections::BTreeMap;
use std::path::Path;

use crate::failure::Failure;

/// A file, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// `utf-8` or `windows-1252`.
    pub encoding: &'static str,
    /// The rows below the heading.
    pub rows: Vec<Row>,
}

/// A row, or the words of the reader that could not split it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins; the heading is line 1.
    pub line: u64,
    /// Its fields by column name, in small letters; blank ends are cut off.
    pub fields: Result<BTreeMap<String, String>, String>,
    /// Whether it has as many fields as the heading.
    pub complete: bool,
}

impl Row {
    /// A field; empty where the row or the file has none.
    pub fn field(&self, column: &str) -> &str {
        self.fields.as_ref().ok().and_then(|fields| fields.get(column)).map_or("", String::as_str)
    }
}

/// Reads a file; it must have all of `columns`.
pub fn read(path: &Path, columns: &[&str]) -> Result<Table, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::of(path, error))?;
    parse(&bytes, columns).map_err(|reason| Failure::of(path, reason))
}

/// Reads the bytes of a file.
pub fn parse(bytes: &[u8], columns: &[&str]) -> Result<Table, String> {
    let (encoding, text) = decode(bytes);
    // One kind of line end: the reader counts lines by `\n`, and one short where `\r` comes before it.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(text.as_bytes());
    let heading: Vec<String> =
        reader.headers().map_err(|error| error.to_string())?.iter().map(|name| name.trim().to_lowercase()).collect();
    if let Some(missing) = columns.iter().find(|column| !heading.iter().any(|name| name == *column)) {
        return Err(format!("the column {missing} is missing; is this the official file?"));
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        rows.push(match record {
            Ok(record) => Row {
                line: record.position().map_or(0, csv::Position::line),
                complete: record.len() == heading.len(),
                fields: Ok(heading.iter().cloned().zip(record.iter().map(|field| field.trim().to_owned())).collect()),
            },
            Err(error) => Row {
                line: error.position().map_or(0, csv::Position::line),
                complete: false,
                fields: Err(error.to_string()),
            },
        });
    }
    Ok(Table { encoding, rows })
}

/// UTF-8, or else Windows-1252 as older exports have it.
fn decode(bytes: &[u8]) -> (&'static str, String) {
    match std::str::from_utf8(bytes) {
        Ok(text) => ("utf-8", text.to_owned()),
        Err(_) => ("windows-1252", bytes.iter().map(|byte| western(*byte)).collect()),
    }
}

/// A byte of Windows-1252. Of its additions to Latin-1 only what French text uses is spelled out.
fn western(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x85 => '…',
        0x8c => 'Œ',
        0x91 | 0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x96 => '–',
        0x97 => '—',
        0x9c => 'œ',
        0x9f => 'Ÿ',
        0x81..=0x9e => ' ',
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_stay_inside_quotes_and_lines_are_counted() {
        let table = parse(b"\xef\xbb\xbfA;b\r\n\"1\r\nx\";2\r\n3;\"4 \"\"q\"\"\"\r\n", &["a", "b"]).unwrap();
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.rows[0].field("a"), "1\nx");
        assert_eq!((table.rows[1].field("b"), table.rows[1].line), ("4 \"q\"", 4));
        assert_eq!(table.rows[0].line, 2);
    }

    #[test]
    fn short_and_long_rows_are_read_and_marked() {
        let table = parse(b"a;b\n1\n1;2;3\n1;2\n", &["a"]).unwrap();
        let complete: Vec<bool> = table.rows.iter().map(|row| row.complete).collect();
        assert_eq!(complete, [false, false, true]);
        assert_eq!(table.rows[0].field("b"), "");
    }

    #[test]
    fn the_older_character_set_is_recognised() {
        let table = parse(b"a\nCh\xe2teau-d'\x8cx\n", &["a"]).unwrap();
        assert_eq!((table.encoding, table.rows[0].field("a")), ("windows-1252", "Château-d'Œx"));
    }

    #[test]
    fn another_file_is_refused_by_name_of_the_column() {
        assert!(parse(b"x;y\n1;2\n", &["service"]).unwrap_err().contains("service"));
        assert!(parse(b"", &["service"]).is_err());
    }
}
