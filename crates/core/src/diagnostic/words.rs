//! The words of the self-check. They are files beside this one and not words of the catalog, because whoever never opens the
//! page should not load them.

use super::{Check, Group};
use crate::{
    site::Language,
    text::{Aside, named},
};

named! {
    /// What was seen, where it is told in words; or why nothing could be.
    Phrase:
    /// There is none.
    Nothing = "nothing",
    /// It does what it should.
    Works = "works",
    /// It does not.
    Fails = "fails",
    /// The configuration or the build's lists cannot be read, so that nobody knows what to expect.
    NoLists = "no-lists",
    /// Nothing came.
    NoAnswer = "no-answer",
    /// There are some.
    Some = "some",
    /// None could be seen.
    NoneSeen = "none-seen",
    /// Not compressed.
    AsItIs = "as-it-is",
    /// This connection does not take Brotli.
    NoBrotli = "no-brotli",
    /// Nothing is compressed.
    NothingCompressed = "nothing-compressed",
    /// All as the rules say.
    AsWanted = "as-wanted",
    /// The browser does not tell.
    NotTold = "not-told",
    /// It is there and makes no sense.
    Unreadable = "unreadable",
    /// The list does not have it.
    NotListed = "not-listed",
    /// As it was built.
    Unaltered = "unaltered",
    /// Not as it was built.
    Altered = "altered",
    /// It shows in the frame.
    Shows = "shows",
    /// It does not show there.
    Refuses = "refuses",
    /// The API is at the page's own address.
    OwnAddress = "own-address",
}

named! {
    /// The page's own words.
    Label:
    /// Its heading.
    Title = "title",
    /// What it does.
    Lead = "lead",
    /// Where it cannot run.
    NeedsScript = "needs-script",
    /// It is at work.
    Running = "running",
    /// Everything holds.
    AllRight = "all-right",
    /// Some things do not: `{count}`.
    SomeWrong = "some-wrong",
    /// How many of each: `{right}`, `{wrong}`, `{unknown}`.
    Counts = "counts",
    /// A check that holds.
    Right = "right",
    /// A check that does not.
    Wrong = "wrong",
    /// A check that cannot be made.
    Unknown = "unknown",
    /// Before what was seen.
    Seen = "seen",
    /// Before what was wanted.
    Wanted = "wanted",
    /// Before why it cannot be known.
    Why = "why",
    /// Before what to do.
    Cure = "cure",
    /// At so many more addresses: `{count}`.
    More = "more",
    /// The heading above everything that holds.
    Whole = "whole",
    /// The heading above everything that does not.
    ToDo = "to-do",
    /// Once more.
    Again = "again",
    /// The heading of the result for machines.
    Machines = "machines",
    /// What it is for.
    MachinesText = "machines-text",
    /// Saves it.
    Save = "save",
}

/// The words in a language.
#[derive(Debug, Clone)]
pub struct Words(Aside);

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> Self {
        Self(Aside::read(match language {
            Language::Fr => include_str!("fr.txt"),
            Language::En => include_str!("en.txt"),
        }))
    }

    /// A word of the page.
    pub fn label(&self, label: Label) -> &'static str {
        self.0.say(label.name())
    }

    /// The same with its places filled.
    pub fn fill(&self, label: Label, values: &[(&str, &str)]) -> String {
        self.0.fill(label.name(), values)
    }

    /// What was seen, in words.
    pub fn phrase(&self, phrase: Phrase) -> &'static str {
        self.0.say(&format!("seen.{}", phrase.name()))
    }

    /// A group's heading.
    pub fn group(&self, group: Group) -> &'static str {
        self.0.say(&format!("group.{}", group.name()))
    }

    /// What a check says must hold.
    pub fn name(&self, check: &Check) -> &'static str {
        self.pair(check).0
    }

    /// What to do where it does not.
    pub fn cure(&self, check: &Check) -> &'static str {
        self.pair(check).1
    }

    fn pair(&self, check: &Check) -> (&'static str, &'static str) {
        self.0.say(check.id).split_once(" | ").unwrap_or_default()
    }

    /// The lines of the file.
    #[cfg(test)]
    pub(super) fn lines(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.lines()
    }
}
