//! The self-check of a deployed site: what is asked for, what is made of the answers, and what to do where they are wrong.
//!
//! Every expectation comes from what the build and the configuration say ([`crate::site::headers`], the lists of files), so
//! that nothing is stated twice. A check is a pure function from what was [seen](Seen) to a [`Verdict`]; asking is the
//! browser's. Nothing personal is looked at, and nothing is written to the API.

mod asks;
mod checks;
mod report;
mod seen;
mod words;

pub use asks::{Ask, framed, last, once_read, to_begin};
pub use checks::checks;
pub use report::{Line, Report};
pub use seen::{Ability, Answer, Browser, Build, Seen};
pub use words::{Label, Phrase, Words};

/// What a check is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What goes with every answer.
    Headers,
    /// The page's policy (CSP).
    Policy,
    /// Whether what arrives is what was built.
    Integrity,
    /// Whether little goes over the network.
    Compression,
    /// How long copies are kept on the way.
    Cache,
    /// Who may show what in a frame.
    Frames,
    /// The server that takes what is sent.
    Api,
    /// The time.
    Clock,
    /// What this browser lets the page keep and do.
    Storage,
}

impl Group {
    /// Every group, in the order in which they are shown.
    pub const ALL: [Self; 9] = [
        Self::Headers,
        Self::Policy,
        Self::Integrity,
        Self::Compression,
        Self::Cache,
        Self::Frames,
        Self::Api,
        Self::Clock,
        Self::Storage,
    ];

    /// Its name for machines.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headers => "headers",
            Self::Policy => "policy",
            Self::Integrity => "integrity",
            Self::Compression => "compression",
            Self::Cache => "cache",
            Self::Frames => "frames",
            Self::Api => "api",
            Self::Clock => "clock",
            Self::Storage => "storage",
        }
    }
}

/// One thing that must hold. Its words are in the files beside this one, under its name.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Its name, for machines and for its words.
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    look: fn(&Seen) -> Verdict,
}

impl Check {
    const fn new(group: Group, id: &'static str, look: fn(&Seen) -> Verdict) -> Self {
        Self { id, group, look }
    }

    /// What is to be said of what was seen.
    pub fn look(&self, seen: &Seen) -> Verdict {
        (self.look)(seen)
    }
}

/// What a check comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It holds.
    Right {
        /// What was seen.
        seen: Vec<Fact>,
    },
    /// It does not.
    Wrong {
        /// What was seen.
        seen: Vec<Fact>,
        /// What there should be.
        wanted: Vec<Fact>,
    },
    /// It cannot be known from here, and why.
    Unknown(Phrase),
}

/// Something seen or wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Where: an address of the site; empty where it is not about one.
    pub at: String,
    /// At how many more addresses it is the same.
    pub more: usize,
    /// What.
    pub what: What,
}

/// The content of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// As it was told, the same in every language.
    Text(String),
    /// In words.
    Said(Phrase),
}

impl From<Phrase> for What {
    fn from(phrase: Phrase) -> Self {
        Self::Said(phrase)
    }
}

impl From<String> for What {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for What {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

#[cfg(test)]
mod tests;
