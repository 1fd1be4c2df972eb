//! A host's own colour in a frame of ours: taken as it is where it can be read, made darker or lighter as far as it must be
//! where it cannot.

/// A colour, as red, green and blue.
type Colour = [u8; 3];

/// What text and controls stand on, as `style/tokens.css` has it: the paper of the light theme and of the dark one.
const PAPERS: [Colour; 2] = [[0xff, 0xff, 0xff], [0x11, 0x13, 0x1c]];
/// What the colour is mixed with until it can be read: black on light paper, white on dark.
const INKS: [Colour; 2] = [[0; 3], [0xff; 3]];
/// The contrast that every colour of text has in both themes; WCAG 2.2 asks for 4.5 (criterion 1.4.3).
const CONTRAST: f64 = 5.8;
/// In how many steps a colour becomes ink.
const STEPS: u16 = 32;

/// The colour of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent(Colour);

impl Accent {
    /// Reads `#rrggbb`, with or without the sign; none where it is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let figures = text.trim();
        let figures = figures.strip_prefix('#').unwrap_or(figures);
        if figures.len() != 6 || !figures.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let whole = u32::from_str_radix(figures, 16).ok()?;
        let [_, red, green, blue] = whole.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// As a host writes it: `#rrggbb`.
    pub fn as_text(self) -> String {
        written(self.0)
    }

    /// The tokens of the look that follow from it, each with its colour: on light paper and on dark, each with a stronger one for
    /// what is pointed at.
    pub fn tokens(self) -> [(&'static str, String); 4] {
        let [light, dark] = [readable(self.0, PAPERS[0], INKS[0]), readable(self.0, PAPERS[1], INKS[1])];
        [
            ("--accent-light", written(light)),
            ("--accent-light-strong", written(mixed(light, INKS[0], STEPS / 4))),
            ("--accent-dark", written(dark)),
            ("--accent-dark-strong", written(mixed(dark, INKS[1], STEPS / 4))),
        ]
    }
}

fn written([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The first step on the way to the ink that can be read on that paper.
fn readable(colour: Colour, paper: Colour, ink: Colour) -> Colour {
    (0..=STEPS).map(|step| mixed(colour, ink, step)).find(|mixed| contrast(*mixed, paper) >= CONTRAST).unwrap_or(ink)
}

/// So many of [`STEPS`] steps from a colour to the ink.
fn mixed(colour: Colour, ink: Colour, step: u16) -> Colour {
    let mut mixed = colour;
    for (part, ink) in mixed.iter_mut().zip(ink) {
        let sum = u16::from(*part) * (STEPS - step) + u16::from(ink) * step;
        *part = u8::try_from(sum / STEPS).unwrap_or(u8::MAX);
    }
    mixed
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// How light a colour is, from 0 to 1 (WCAG 2.2, "relative luminance").
fn luminance(colour: Colour) -> f64 {
    let linear = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    linear.iter().zip([0.2126, 0.7152, 0.0722]).map(|(part, weight)| part * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_colour_is_six_figures_and_nothing_else() {
        let accent = Accent::parse("#7a1F2b").unwrap();
        assert_eq!(Accent::parse(" 7A1F2B "), Some(accent));
        assert_eq!(accent.as_text(), "#7a1f2b");
        for wrong in
            ["", "#", "red", "#fff", "#7a1f2", "#7a1f2bb", "#7a1f2g", "#+a1f2b", "url(x)", "é1f2b", "#7a1f2b;x"]
        {
            assert_eq!(Accent::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_can_be_read_stays_and_what_cannot_becomes_darker_or_lighter() {
        let tokens = |text| Accent::parse(text).unwrap().tokens().map(|(_, colour)| colour);
        assert_eq!(tokens("#7a1f2b")[0], "#7a1f2b");
        assert_eq!(tokens("#b3c3ff")[2], "#b3c3ff");
        assert_ne!(tokens("#ffee00")[0], "#ffee00");
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn whatever_a_host_wishes_can_be_read(red: u8, green: u8, blue: u8) {
            let accent = Accent([red, green, blue]);
            for ((name, colour), paper) in accent.tokens().into_iter().zip([PAPERS[0], PAPERS[0], PAPERS[1], PAPERS[1]]) {
                let Accent(colour) = Accent::parse(&colour).unwrap();
                prop_assert!(contrast(colour, paper) >= CONTRAST, "{name}");
            }
        }
    }
}
