//! A file that somebody picked: what it is by its first bytes, whatever its name says, and the name it gets.

use super::{
    attachment::{MAX_NAME, MediaType},
    lookalike, prose,
};

/// How much of a file's beginning is looked at, in bytes: the photo's own date is within it.
pub const START_BYTES: usize = 128 * 1024;

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// One of those that are sent.
    Sent(MediaType),
    /// A photo as some telephones keep it (HEIF): some browsers can read it.
    Heif,
    /// Another picture that browsers read: it becomes one that is sent.
    Picture,
    /// A video: not taken.
    Video,
    /// Anything else.
    Other,
}

impl Content {
    /// Looks at the beginning of a file.
    #[must_use]
    pub fn of(start: &[u8]) -> Self {
        let at = |place: usize, wanted: &[u8]| start.get(place..).is_some_and(|rest| rest.starts_with(wanted));
        if at(0, b"\xff\xd8\xff") {
            Self::Sent(MediaType::Jpeg)
        } else if at(0, b"\x89PNG\r\n\x1a\n") {
            Self::Sent(MediaType::Png)
        } else if is_pdf(start) {
            Self::Sent(MediaType::Pdf)
        } else if at(4, b"ftyp") {
            of_brand(start.get(8..12).unwrap_or_default())
        } else if at(0, b"GIF8") || at(0, b"BM") || (at(0, b"RIFF") && at(8, b"WEBP")) {
            Self::Picture
        } else if at(0, b"\x1a\x45\xdf\xa3") || at(0, b"\x00\x00\x01\xba") || (at(0, b"RIFF") && at(8, b"AVI ")) {
            Self::Video
        } else {
            Self::Other
        }
    }
}

/// The mark of a PDF may stand a little later than at the start (ISO 32000-1, implementation note 13).
fn is_pdf(start: &[u8]) -> bool {
    start.get(..start.len().min(1024)).is_some_and(|start| start.windows(5).any(|mark| mark == b"%PDF-"))
}

/// Files of the ISO base media format tell by a brand what they hold (ISO/IEC 14496-12, 23008-12).
fn of_brand(brand: &[u8]) -> Content {
    match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => Content::Heif,
        b"avif" | b"avis" => Content::Picture,
        _ => Content::Video,
    }
}

/// What a name says that the file is: its ending, in lowercase; `jpeg` is `jpg`. Empty where it says nothing.
#[must_use]
pub fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    if ending == "jpeg" { "jpg".to_owned() } else { ending }
}

/// A name as it is shown: its last part, without signs that hide or reorder.
#[must_use]
pub fn shown(picked: &str) -> String {
    let last = picked.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = prose::clean(last, false).chars().filter(|c| !lookalike::hides(*c)).collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    words.join(" ")
}

/// The name under which a file is joined: without folders and without signs that hide or reorder, with an ending that tells
/// the truth.
#[must_use]
pub fn name(picked: &str, kind: MediaType) -> String {
    let whole = shown(picked);
    let (stem, ending) = match whole.rsplit_once('.') {
        // What is longer, or not made of letters and digits, is part of the name.
        Some((stem, ending)) if ending.len() <= 5 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            (stem, ending)
        }
        _ => (whole.as_str(), ""),
    };
    let kept = kind.endings().iter().find(|known| ending.eq_ignore_ascii_case(known));
    let ending = kept.or(kind.endings().first()).copied().unwrap_or_default();
    let stem: String = stem.trim_matches(['.', ' ']).chars().take(MAX_NAME - 1 - ending.len()).collect();
    let stem = match (stem.trim_end(), kind) {
        ("", MediaType::Pdf) => "document",
        ("", _) => "photo",
        (stem, _) => stem,
    };
    format!("{stem}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_content_tells_and_not_the_name() {
        for (start, expected) in [
            (&b"\xff\xd8\xff\xe0\0\x10JFIF"[..], Content::Sent(MediaType::Jpeg)),
            (b"\x89PNG\r\n\x1a\n\0\0", Content::Sent(MediaType::Png)),
            (b"%PDF-1.7\n", Content::Sent(MediaType::Pdf)),
            (b"\n\n junk before %PDF-1.4", Content::Sent(MediaType::Pdf)),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Content::Heif),
            (b"\0\0\0\x18ftypmif1\0\0\0\0", Content::Heif),
            (b"\0\0\0\x18ftypavif\0\0\0\0", Content::Picture),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Content::Picture),
            (b"GIF89a", Content::Picture),
            (b"\0\0\0\x18ftypmp42\0\0\0\0", Content::Video),
            (b"\0\0\0\x14ftypqt  ", Content::Video),
            (b"\x1a\x45\xdf\xa3\x01", Content::Video),
            (b"RIFF\x10\0\0\0AVI LIST", Content::Video),
            (b"Bonjour, voici ma facture", Content::Other),
            (b"PK\x03\x04", Content::Other),
            (b"", Content::Other),
            (b"\xff\xd8", Content::Other),
        ] {
            assert_eq!(Content::of(start), expected, "{start:?}");
        }
        let late = [&[b' '; 2000][..], b"%PDF-1.4"].concat();
        assert_eq!(Content::of(&late), Content::Other);
    }

    #[track_caller]
    fn check(picked: &str, kind: MediaType, expected: &str) {
        assert_eq!(name(picked, kind), expected);
    }

    #[test]
    fn a_wrong_name_is_corrected() {
        check("facture.pdf", MediaType::Pdf, "facture.pdf");
        check("facture.jpg", MediaType::Pdf, "facture.pdf");
        check("IMG_0042.HEIC", MediaType::Jpeg, "IMG_0042.jpg");
        check("IMG_0042.JPEG", MediaType::Jpeg, "IMG_0042.jpeg");
        check("sans-ending", MediaType::Png, "sans-ending.png");
        check("devis du 3.11.2026 n° 4.5 modifié", MediaType::Pdf, "devis du 3.11.2026 n° 4.5 modifié.pdf");
        check(".pdf", MediaType::Pdf, "document.pdf");
        check("", MediaType::Jpeg, "photo.jpg");
    }

    #[test]
    fn a_name_leads_nowhere_and_hides_nothing() {
        check("C:\\Users\\anne\\photo.jpg", MediaType::Jpeg, "photo.jpg");
        check("../../etc/passwd", MediaType::Pdf, "passwd.pdf");
        check("..", MediaType::Pdf, "document.pdf");
        check("rapport\u{202e}gpj.exe", MediaType::Pdf, "rapportgpj.pdf");
        check("a\nb\u{0}\tc.pdf", MediaType::Pdf, "a b c.pdf");
    }

    proptest! {
        #[test]
        fn every_name_is_sound_and_stays(picked in ".{0,300}", kind in 0_usize..3) {
            let kind = [MediaType::Jpeg, MediaType::Png, MediaType::Pdf][kind];
            let once = name(&picked, kind);
            prop_assert!((1..=MAX_NAME).contains(&once.chars().count()), "{once}");
            prop_assert!(!once.chars().any(|c| c.is_control() || c == '/' || c == '\\' || lookalike::hides(c)), "{once}");
            prop_assert_eq!(&name(&once, kind), &once);
        }

        #[test]
        fn no_bytes_surprise(start in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = Content::of(&start);
        }
    }
}
