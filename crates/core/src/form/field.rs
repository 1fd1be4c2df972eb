//! A field is one constant: name, control, autocomplete, words, parser.

use super::answers::{Answers, At};
use crate::{
    domain::{date::Now, flaw::FlawKind},
    text::Word,
};

/// What a screen needs to draw a field.
#[derive(Debug)]
pub struct Spec {
    /// Its name, unique in the form; the answer is kept under it.
    pub name: &'static str,
    /// What the person acts on.
    pub control: Control,
    /// The HTML autofill token (WHATWG HTML, "Autofill"); `off` where there is none.
    pub autocomplete: &'static str,
    /// Its label.
    pub label: Word,
    /// A hint above the control.
    pub hint: Option<Word>,
    /// The sentence where nothing was answered.
    pub missing: Word,
    /// True where it may stay empty; the label then says so.
    pub optional: bool,
    /// Under what label the answer is read back.
    pub retold: Retold,
    /// What is worth a second look in the answer. It is told beside the field and before sending, and stops nothing.
    pub doubt: Option<fn(&Answers, At) -> Option<FlawKind>>,
}

/// How an answer is read back, on the check page and on the receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retold {
    /// Under the label of its field.
    Asked,
    /// Under this one, where the label makes sense above the choices only.
    As(Word),
    /// Not at all: it repeats another answer.
    Not,
}

impl Spec {
    /// A field that must be answered, with nothing special about it.
    #[must_use]
    pub const fn new(name: &'static str, control: Control, label: Word, missing: Word) -> Self {
        let (hint, optional, retold, doubt) = (None, false, Retold::Asked, None);
        Self { name, control, autocomplete: "off", label, hint, missing, optional, retold, doubt }
    }

    /// One that may stay empty.
    #[must_use]
    pub const fn optional(name: &'static str, control: Control, label: Word, hint: Option<Word>) -> Self {
        Self { hint, optional: true, ..Self::new(name, control, label, label) }
    }

    /// The word of a choice of this field.
    #[must_use]
    pub fn chosen(&self, value: &str) -> Option<Word> {
        match self.control {
            Control::Choice(choices) | Control::Select(choices) => {
                choices.iter().find(|choice| choice.value == value).map(|choice| choice.label)
            }
            _ => None,
        }
    }
}

/// The controls that a screen can draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// One line.
    Line {
        /// Greatest number of characters.
        max: usize,
        /// What kind of keyboard suits.
        keyboard: Keyboard,
    },
    /// Several lines, counted in place.
    Lines {
        /// Greatest number of characters.
        max: usize,
    },
    /// Addresses of the Internet, pasted in any shape and kept to the byte; what was found in them is shown below.
    Addresses {
        /// Greatest number of characters, as pasted.
        max: usize,
    },
    /// A day, typed.
    Date,
    /// An hour, typed.
    Hour,
    /// One line for a number that is often not at hand: "I do not know it" and "I will bring it" are answers too.
    Known {
        /// Greatest number of characters.
        max: usize,
        /// What kind of keyboard suits.
        keyboard: Keyboard,
    },
    /// One of a few choices, each a row.
    Choice(&'static [Choice]),
    /// One of many choices, in a list that opens.
    Select(&'static [Choice]),
    /// A statement to tick.
    Tick,
    /// A term of a list, picked as one types, or typed as it is.
    Term(TermList),
    /// A commune, picked from a list as one types, or kept as it was typed.
    Municipality {
        /// Whether a point of a map may be taken too.
        on_map: bool,
    },
    /// A station, picked from the nearest ones.
    Station,
    /// Files, picked on the device.
    Files,
    /// A time at the chosen station, picked from those that it offers.
    Slot,
    /// Half-days that would suit, ticked among the next working days.
    HalfDays,
}

/// The lists of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermList {
    /// The countries of the world.
    Countries,
    /// Trades.
    Jobs,
    /// Makes of vehicles.
    Makes,
}

/// What the on-screen keyboard shows first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyboard {
    /// Letters.
    Text,
    /// Letters with `@`.
    Email,
    /// Digits to dial.
    Telephone,
    /// Digits.
    Number,
}

/// One choice of several.
#[derive(Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is kept.
    pub value: &'static str,
    /// What is shown.
    pub label: Word,
    /// What is said below it.
    pub hint: Option<Word>,
}

/// The answer that stands for a ticked box and for "yes".
pub const YES: &str = "yes";
/// The answer that stands for "no".
pub const NO: &str = "no";

/// A field: how it is drawn, and how it is read.
pub struct Field<T: 'static> {
    /// How it is drawn.
    pub spec: Spec,
    /// How it is read.
    pub parse: fn(&str, Now) -> Result<T, FlawKind>,
}
