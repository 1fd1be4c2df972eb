//! Opening the files of a submission, into a folder.
//!
//! Whoever seals a text can write anything into it: names become plain ones, a file's ending is told by its content, and
//! nothing that is there is overwritten.

use super::export::{Export, opened};
use super::print;
use crate::institution::Refusal;
use crate::keys;
use crate::readable::escaped;
use base64ct::{Base64, Encoding as _};
use guichet_core::domain::attachment::Attachment;
use guichet_core::domain::picked_file::Content;
use guichet_core::wire::seal::SecretKey;
use serde_json::Value;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

/// The longest name, in characters, without its number and ending.
const MAX_STEM: usize = 60;

/// Opens every file and prints where it went. One that cannot be opened does not keep the others back.
pub fn open(export: &Export, secret: &SecretKey, folder: &Path, out: &mut impl Write) -> Result<(), Refusal> {
    let text = opened(export, secret)?;
    let text: Value = serde_json::from_slice(&text).unwrap_or_default();
    let listed =
        text.pointer("/complaint/attachments").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    keys::private_folder(folder).map_err(|error| Refusal(format!("{}: {error}.", folder.display())))?;
    let mut failed = 0;
    for (number, entry) in (1..).zip(listed) {
        match one(export, entry).and_then(|(name, bytes)| write(folder, &format!("{number:02}-{name}"), &bytes)) {
            Ok(path) => print(out, &escaped(&path))?,
            Err(why) => {
                failed += 1;
                print(out, &format!("File {number} was not opened: {why}."))?;
            }
        }
    }
    match failed {
        0 if listed.is_empty() => print(out, "No files came with it."),
        0 => Ok(()),
        _ => Err(Refusal(format!("{failed} of {} files were not opened.", listed.len()))),
    }
}

/// The name and the content of a file; the error is the end of a sentence.
fn one(export: &Export, entry: &Value) -> Result<(String, Vec<u8>), String> {
    let attachment: Attachment = serde_json::from_value(entry.clone())
        .map_err(|_| "what the sealed text says of it cannot be read".to_owned())?;
    let id = attachment.id.as_hex();
    let sealed = export.files.iter().find(|file| file.id == id).ok_or("it is not here")?;
    let pieces: Result<Vec<Vec<u8>>, _> = sealed.pieces.iter().map(|piece| Base64::decode_vec(piece)).collect();
    let pieces = pieces.map_err(|_| "its pieces are not base64".to_owned())?;
    let bytes = attachment.sealed().open_all(&pieces).map_err(|fault| fault.to_string())?;
    let ending = match Content::of(&bytes) {
        Content::Sent(kind) => kind.endings().first().copied().unwrap_or("bin"),
        _ => "bin",
    };
    Ok((format!("{}.{ending}", stem(&attachment.name)), bytes))
}

/// A name without its ending, of letters, digits and hyphens.
fn stem(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let plain: String =
        stem.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).take(MAX_STEM).collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() { "file".to_owned() } else { plain.to_owned() }
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<String, String> {
    let path = folder.join(name);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&path).and_then(|mut file| file.write_all(bytes));
    written.map(|()| path.display().to_string()).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_and_hides_nothing() {
        for (name, expected) in [
            ("facture été.pdf", "facture-été"),
            ("../../etc/passwd", "file"),
            ("..", "file"),
            ("", "file"),
            ("a\u{202e}gpj.exe", "a-gpj"),
            ("-rf.jpg", "rf"),
            ("con:\\x\n.png", "con--x"),
        ] {
            assert_eq!(stem(name), expected, "{name:?}");
        }
        assert_eq!(stem(&"x".repeat(300)).len(), MAX_STEM);
    }
}
