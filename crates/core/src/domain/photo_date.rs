//! When a photo was taken, by what the camera wrote into it (EXIF 2.3). It is offered as an answer before the photo is made
//! anew without it. Whatever cannot be read is no date.

use super::date::{Date, Hour};

/// Where in a photo its own data stand.
const EXIF: &[u8] = b"Exif\0\0";
/// Fields: when the file was changed, where the camera's own fields are, when the photo was taken.
const CHANGED: u16 = 0x0132;
const CAMERA: u16 = 0x8769;
const TAKEN: u16 = 0x9003;
/// More fields than any camera writes.
const MOST_FIELDS: u16 = 500;

/// Day and hour on the camera's own clock, from the first bytes of a JPEG file.
#[must_use]
pub fn photo_date(start: &[u8]) -> Option<(Date, Hour)> {
    let tiff = Tiff::of(exif(start)?)?;
    let main = tiff.u32(4)?;
    let taken = tiff.field(main, CAMERA).and_then(|camera| tiff.field(tiff.u32(camera + 8)?, TAKEN));
    let text = tiff.text(taken.or_else(|| tiff.field(main, CHANGED))?)?;
    read(text)
}

/// `2026:03:12 18:42:07`.
fn read(text: &[u8]) -> Option<(Date, Hour)> {
    let number = |from: usize, to: usize| -> Option<u16> {
        let digits = text.get(from..to).filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
        std::str::from_utf8(digits).ok()?.parse().ok()
    };
    let small = |from| u8::try_from(number(from, from + 2)?).ok();
    let date = Date::new(number(0, 4)?.into(), small(5)?, small(8)?)?;
    let (hours, minutes) = (number(11, 13)?, number(14, 16)?);
    // A camera whose clock was never set writes zeros, or its maker's first year.
    if hours > 23 || minutes > 59 || date.parts().0 < 2001 {
        return None;
    }
    Some((date, Hour::of_minutes(hours * 60 + minutes)?))
}

/// The EXIF part of a JPEG file, without its own mark.
fn exif(start: &[u8]) -> Option<&[u8]> {
    let mut rest = start.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, mark, high, low, body @ ..] = rest else { return None };
        // Here the picture itself begins.
        if *mark == 0xda {
            return None;
        }
        let length = usize::from(u16::from_be_bytes([*high, *low])).checked_sub(2)?;
        let part = body.get(..length)?;
        if *mark == 0xe1
            && let Some(exif) = part.strip_prefix(EXIF)
        {
            return Some(exif);
        }
        rest = body.get(length..)?;
    }
}

/// The tables of TIFF 6.0 that EXIF is made of.
struct Tiff<'a> {
    bytes: &'a [u8],
    big_endian: bool,
}

impl<'a> Tiff<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let big_endian = match bytes.get(..4)? {
            b"II*\0" => false,
            b"MM\0*" => true,
            _ => return None,
        };
        Some(Self { bytes, big_endian })
    }

    fn array<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.bytes.get(at..)?.first_chunk().copied()
    }

    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = self.array(at)?;
        Some(if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    /// A number that says where something stands, or how long it is.
    fn u32(&self, at: usize) -> Option<usize> {
        let bytes = self.array(at)?;
        let number = if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
        // What lies beyond is nowhere in what we hold; and sums stay far from the end of the numbers.
        usize::try_from(number).ok().filter(|number| *number <= self.bytes.len())
    }

    /// Where a field stands in the table at that place.
    fn field(&self, table: usize, tag: u16) -> Option<usize> {
        let count = self.u16(table)?.min(MOST_FIELDS);
        (0..usize::from(count)).map(|n| table + 2 + n * 12).find(|at| self.u16(*at) == Some(tag))
    }

    /// The text of a field.
    fn text(&self, field: usize) -> Option<&'a [u8]> {
        const ASCII: u16 = 2;
        let length = self.u32(field + 4)?;
        let at = self.u32(field + 8)?;
        (self.u16(field + 2)? == ASCII).then(|| self.bytes.get(at..at + length))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(big: bool, number: u32, bytes: usize) -> Vec<u8> {
        let whole = number.to_be_bytes();
        let mut short = whole[4 - bytes..].to_vec();
        if !big {
            short.reverse();
        }
        short
    }

    /// A photo's beginning with this text as the date on which it was taken.
    fn photo(big: bool, text: &str) -> Vec<u8> {
        let n = |value, bytes| number(big, value, bytes);
        let field = |tag, kind, count, value| [n(tag, 2), n(kind, 2), n(count, 4), n(value, 4)].concat();
        let length = u32::try_from(text.len() + 1).unwrap();
        let tiff = [
            if big { b"MM\0*".to_vec() } else { b"II*\0".to_vec() },
            n(8, 4),
            // At 8: one field, the camera's table at 26. At 26: one field, the text at 44.
            n(1, 2),
            field(0x8769, 4, 1, 26),
            n(0, 4),
            n(1, 2),
            field(0x9003, 2, length, 44),
            n(0, 4),
            text.as_bytes().to_vec(),
            vec![0],
        ]
        .concat();
        let length = u16::try_from(tiff.len() + 8).unwrap().to_be_bytes();
        [&b"\xff\xd8\xff\xe0\0\x04ab\xff\xe1"[..], &length, EXIF, &tiff, b"\xff\xda\0\x04"].concat()
    }

    #[test]
    fn the_camera_s_date_is_read_in_either_order_of_bytes() {
        for big in [true, false] {
            let (date, hour) = photo_date(&photo(big, "2026:03:12 18:42:07")).unwrap();
            assert_eq!((date.parts(), hour.parts()), ((2026, 3, 12), (18, 42)));
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "0000:00:00 00:00:00",
            "2026:02:30 10:00:00",
            "2026:03:12 25:00:00",
            "yesterday, I think!!",
            "2000:01:01 00:00:00",
        ] {
            assert_eq!(photo_date(&photo(true, text)), None, "{text}");
        }
        for bytes in [
            &b""[..],
            b"\xff\xd8",
            b"\xff\xd8\xff\xe1\0\x02",
            b"\xff\xd8\xff\xe1\0\0",
            b"%PDF-1.4",
            b"\xff\xd8\xff\xda\0\x02",
        ] {
            assert_eq!(photo_date(bytes), None);
        }
    }

    proptest! {
        /// A photo is somebody's file: whatever is in it, reading ends without a panic.
        #[test]
        fn spoilt_photos_surprise_nobody(big in any::<bool>(), spoils in prop::collection::vec((any::<usize>(), any::<u8>()), 0..12), cut in 0_usize..120) {
            let mut bytes = photo(big, "2026:03:12 18:42:07");
            let length = bytes.len();
            for (at, byte) in spoils {
                bytes[at % length] = byte;
            }
            bytes.truncate(length.saturating_sub(cut));
            let _ = photo_date(&bytes);
        }
    }
}
