//! Numbers that tell one thing from every other. They help and warn; they never block: each keeps what was typed, without
//! what only spaces it, and says by `doubt` what is worth a second look.

mod card;
mod frame_code;
mod iban;
mod imei;
pub(super) mod luhn;
mod plate;
mod vin;

pub use card::CardEnd;
pub use frame_code::FrameCode;
pub use iban::Iban;
pub use imei::Imei;
pub use plate::Plate;
pub use vin::Vin;

use super::{flaw::FlawKind, prose};

/// An identifier as it is kept: without what only spaces it, and then at most `max` characters.
fn compact(typed: &str, max: usize) -> Result<String, FlawKind> {
    let text: String = prose::clean(typed, false).chars().filter(|c| !is_spacing(*c)).collect();
    prose::line(&text, max)
}

fn is_spacing(c: char) -> bool {
    c.is_whitespace() || "-/._".contains(c)
}

/// Doubt about how many characters there are.
fn length(text: &str, expected: usize) -> Option<FlawKind> {
    let is = text.chars().count();
    (is != expected).then_some(FlawKind::UnusualLength { expected, is })
}

/// The digits of a text that has nothing else.
fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|c| c.to_digit(10)).collect()
}

/// An identifier made of typed text: what all have in common.
macro_rules! identifier {
    ($name:ident) => {
        impl $name {
            /// As it is kept.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    };
}

use identifier;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_typed_is_kept_or_too_long_and_never_harmful(typed in ".{0,60}") {
            let kept: String = prose::clean(&typed, false).chars().filter(|c| !is_spacing(*c)).collect();
            // Read, doubted, and kept to the letter: capitals may be made of small letters, nothing else changes.
            let read = [
                Imei::parse(&typed).map(|read| (read.doubt(), read.as_str().to_owned())),
                Iban::parse(&typed).map(|read| (read.doubt(), read.as_str().to_owned())),
                Plate::parse(&typed).map(|read| (read.doubt(), read.as_str().to_owned())),
                Vin::parse(&typed).map(|read| (read.doubt(), read.as_str().to_owned())),
                FrameCode::parse(&typed).map(|read| (read.doubt(), read.as_str().to_owned())),
            ];
            for read in read {
                match read {
                    Ok((_, text)) => prop_assert_eq!(text.to_uppercase(), kept.trim().to_uppercase()),
                    Err(FlawKind::Missing | FlawKind::TooLong { .. }) => {}
                    Err(flaw) => prop_assert!(false, "{:?}", flaw),
                }
            }
            let _ = CardEnd::doubt(&typed);
            if let Ok(card) = CardEnd::parse(&typed) {
                prop_assert!(kept.ends_with(card.as_str()));
            }
        }
    }

    #[test]
    fn nothing_prints() {
        assert_eq!(format!("{:?}", Imei::parse("490154203237518").unwrap()), "Imei(***)");
    }
}
