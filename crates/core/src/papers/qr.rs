//! The reference as a QR code: nothing else is in it, and it opens nothing.

use qrcodegen::{QrCode, QrCodeEcc};

/// The free border that a scanner needs, in modules (ISO/IEC 18004 §5.3.8).
pub const QUIET: i32 = 4;

/// A square of dark and light modules.
pub struct Square(QrCode);

impl Square {
    /// The square of a short text: capital letters, digits and hyphens take the least room. A quarter of it may be lost to a
    /// crease or a stain. `None` where the text is too long for any code.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        QrCode::encode_text(text, QrCodeEcc::Quartile).ok().map(Self)
    }

    /// Modules along a side, the free border included.
    #[must_use]
    pub fn side(&self) -> i32 {
        self.0.size() + 2 * QUIET
    }

    /// True for a dark module; beyond the square everything is light.
    #[must_use]
    pub fn is_dark(&self, x: i32, y: i32) -> bool {
        self.0.get_module(x - QUIET, y - QUIET)
    }

    /// The dark modules as the path of an SVG image whose unit is one module: a stroke for every run of a row.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.side() {
            let mut x = 0;
            while x < self.side() {
                let from = x;
                while self.is_dark(x, y) {
                    x += 1;
                }
                let run = x - from;
                if run > 0 {
                    path.extend([
                        "M",
                        &from.to_string(),
                        " ",
                        &y.to_string(),
                        "h",
                        &run.to_string(),
                        "v1h-",
                        &run.to_string(),
                        "z",
                    ]);
                }
                x += 1;
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFERENCE: &str = "K7M-2QX-94R";

    #[test]
    fn a_reference_fits_the_smallest_square() {
        let square = Square::of(REFERENCE).unwrap();
        assert_eq!(square.side(), 21 + 2 * QUIET);
        // The three corners, and the light border around them (ISO/IEC 18004 §5.3.2).
        for (x, y) in [(0, 0), (14, 0), (0, 14)] {
            let (x, y) = (x + QUIET, y + QUIET);
            assert!((0..7).all(|step| square.is_dark(x + step, y) && square.is_dark(x, y + step)));
            assert!(!square.is_dark(x + 1, y + 1) && square.is_dark(x + 3, y + 3));
        }
        assert!((0..square.side()).all(|step| !square.is_dark(step, 0) && !square.is_dark(0, step)));
    }

    #[test]
    fn the_path_covers_the_dark_modules_and_no_other() {
        let square = Square::of(REFERENCE).unwrap();
        let dark = |x: &i32, y: i32| square.is_dark(*x, y);
        let wanted: i32 =
            (0..square.side()).map(|y| i32::try_from((0..square.side()).filter(|x| dark(x, y)).count()).unwrap()).sum();
        let runs = square.path();
        let drawn: i32 =
            runs.split('h').skip(1).step_by(2).map(|run| run.split('v').next().unwrap().parse::<i32>().unwrap()).sum();
        assert_eq!(drawn, wanted);
    }
}
