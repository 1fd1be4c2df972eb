//! The reference and the code that open a follow-up, as typed and as meant.

use std::fmt;

use crate::{
    text::Word,
    wire::{alphabet::Slip, code::FollowUpCode, reference::Reference},
};

/// A reference and a code, each without a slip. Whether they belong together is for the server to say.
#[derive(Clone, PartialEq, Eq)]
pub struct Pass {
    /// The reference.
    pub reference: Reference,
    /// The code.
    pub code: FollowUpCode,
}

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// The reference.
    Reference,
    /// The code.
    Code,
}

/// What is wrong with one of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was typed.
    Missing,
    /// It was copied wrongly.
    Slip(Slip),
}

impl Pass {
    /// Reads both as people type or paste them; every fault is told at once.
    pub fn read(reference: &str, code: &str) -> Result<Self, Vec<(Half, Fault)>> {
        let fault = |typed: &str, slip| if typed.trim().is_empty() { Fault::Missing } else { Fault::Slip(slip) };
        let reference = Reference::parse(reference).map_err(|slip| (Half::Reference, fault(reference, slip)));
        let code = FollowUpCode::parse(code).map_err(|slip| (Half::Code, fault(code, slip)));
        match (reference, code) {
            (Ok(reference), Ok(code)) => Ok(Self { reference, code }),
            (reference, code) => Err([reference.err(), code.err()].into_iter().flatten().collect()),
        }
    }
}

/// Both together open a declaration.
impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pass(***)")
    }
}

/// The sentence for a fault: what to do about it.
#[must_use]
pub fn sentence(half: Half, fault: Fault) -> Word {
    match (half, fault) {
        (Half::Reference, Fault::Missing) => Word::FollowReferenceMissing,
        (Half::Code, Fault::Missing) => Word::FollowCodeMissing,
        (_, Fault::Slip(Slip::Length)) => Word::FollowSlipLength,
        (_, Fault::Slip(Slip::Symbol)) => Word::FollowSlipSymbol,
        (_, Fault::Slip(Slip::Check)) => Word::FollowSlipCheck,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> (String, String) {
        (Reference::from_random([7; 5]).to_string(), FollowUpCode::from_random([9; 13]).as_text())
    }

    #[test]
    fn pasted_with_spaces_and_in_small_letters_it_is_the_same() {
        let (reference, code) = good();
        let pass = Pass::read(&reference, &code).unwrap();
        let pasted = |text: &str| format!("\u{a0} {} \n", text.to_lowercase().replace('-', "  "));
        assert_eq!(Pass::read(&pasted(&reference), &pasted(&code)), Ok(pass));
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let (reference, code) = good();
        let faults = |reference: &str, code: &str| Pass::read(reference, code).unwrap_err();
        assert_eq!(faults(" ", ""), [(Half::Reference, Fault::Missing), (Half::Code, Fault::Missing)]);
        assert_eq!(faults(&reference, &code[1..]), [(Half::Code, Fault::Slip(Slip::Length))]);
        // The one in the place of the other.
        assert_eq!(
            faults(&code, &reference),
            [(Half::Reference, Fault::Slip(Slip::Length)), (Half::Code, Fault::Slip(Slip::Length))]
        );
        assert!(!format!("{:?}", Pass::read(&reference, &code)).contains(&reference));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_told(reference in ".{0,60}", code in ".{0,60}") {
            if let Err(faults) = Pass::read(&reference, &code) {
                proptest::prop_assert!(!faults.is_empty());
            }
        }
    }
}
