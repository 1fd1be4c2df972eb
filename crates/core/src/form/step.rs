//! A step is one screen of a form.

use super::{
    answers::{Answers, ItemId},
    field::Spec,
    reader::Reader,
};
use crate::{
    orientation::service::Service,
    text::{Word, Words},
};

/// One screen: what it shows, and how its answers are read.
pub struct Step {
    /// The last part of its address.
    pub slug: &'static str,
    /// A short name for the progress line.
    pub name: Word,
    /// The heading: a question where there is one.
    pub title: Word,
    /// What it shows, given the answers so far. A step that shows nothing is not on the way.
    pub parts: fn(&Answers, Option<ItemId>) -> Vec<Part>,
    /// Reads its answers, items left out.
    pub read: fn(&mut Reader<'_>),
    /// The list it holds, where one can add several of something.
    pub repeat: Option<Repeat>,
}

/// A list inside a step.
pub struct Repeat {
    /// Its name: the answers keep its items under it.
    pub list: &'static str,
    /// True where the answers ask for the list.
    pub wanted: fn(&Answers) -> bool,
    /// Greatest number of items.
    pub max: usize,
    /// What is said of it.
    pub words: RepeatWords,
    /// What an item's screen shows.
    pub item_parts: fn(&Answers, ItemId) -> Vec<Part>,
    /// Reads the fields of one item; called within it.
    pub read_item: fn(&mut Reader<'_>),
    /// The field that carries the list's own flaws.
    pub owner: &'static Spec,
    /// A name for an item in the list, from its answers; empty where it has none yet.
    pub item_name: fn(&Answers, ItemId, &Words) -> String,
    /// What is said of an item below its name; empty where there is nothing to say.
    pub item_about: fn(&Answers, ItemId, &Words) -> String,
    /// What all items come to, where that is worth saying.
    pub total: fn(&Answers, &Words) -> Option<String>,
}

/// What is said of a list.
#[derive(Debug, Clone, Copy)]
pub struct RepeatWords {
    /// The heading of the list.
    pub list: Word,
    /// The heading of an item's own screen.
    pub item_title: Word,
    /// The name of an item that has none yet.
    pub unnamed: Word,
    /// On the button that adds the first item.
    pub add_first: Word,
    /// On the button that adds another.
    pub add: Word,
    /// On the button that leaves an item's screen.
    pub save: Word,
}

/// What a screen is made of.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// A field.
    Field(&'static Spec),
    /// Fields that may stay empty, folded behind a line that says what they are about.
    More(Word, &'static [&'static Spec]),
    /// A text that informs.
    Note(Note),
    /// A link out of the form, for those whom it does not suit.
    WayOut(Word),
    /// The numbers to call first, from the configuration.
    Numbers,
    /// The way to the complaint, which takes along what was answered here.
    ToComplaint(Word),
    /// That the institution keeps the sender's network address, where its configuration says so.
    AddressKept,
    /// The way to a service that suits better, and what the link says.
    Service(Service, Word),
    /// A text made from the answers, read back under a heading with the room that is left.
    Told(Told),
}

/// A text made from the answers.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// Its heading.
    pub title: Word,
    /// The text, in French: an agent reads it as it is.
    pub text: fn(&Answers) -> String,
    /// Greatest number of characters.
    pub max: usize,
}

impl Part {
    /// The fields that it shows.
    #[must_use]
    pub fn fields(&self) -> &[&'static Spec] {
        match self {
            Self::Field(spec) => std::slice::from_ref(spec),
            Self::More(_, fields) => fields,
            _ => &[],
        }
    }

    /// Tells one part of a screen from the others, so that a drawn part stays while others come and go.
    #[must_use]
    pub fn key(&self) -> (u8, &'static str, usize) {
        match self {
            Self::Field(spec) => (0, spec.name, 0),
            Self::Note(note) => (1, "", note.text as usize),
            Self::WayOut(word) => (2, "", *word as usize),
            Self::Numbers => (3, "", 0),
            Self::ToComplaint(word) => (4, "", *word as usize),
            Self::AddressKept => (5, "", 0),
            Self::Service(_, word) => (6, "", *word as usize),
            Self::Told(told) => (7, "", told.title as usize),
            // What is folded differs from thing to thing.
            Self::More(_, fields) => (8, fields.first().map_or("", |spec| spec.name), fields.len()),
        }
    }
}

/// A text beside the fields. Its word may hold several paragraphs, one a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// How it is set.
    pub tone: Tone,
    /// Its heading; the screen's own where there is none.
    pub title: Option<Word>,
    /// What it says.
    pub text: Word,
}

/// How a note is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As plain text.
    Plain,
    /// In a quiet panel.
    Quiet,
    /// In a panel that asks for care.
    Careful,
    /// Folded behind its heading.
    Folded,
}

impl Step {
    /// True where the answers lead through it.
    #[must_use]
    pub fn is_on_the_way(&self, answers: &Answers) -> bool {
        !(self.parts)(answers, None).is_empty()
    }

    /// Reads everything this step holds, items included.
    pub fn read_all(&self, reader: &mut Reader<'_>) {
        (self.read)(reader);
        if let Some(repeat) = &self.repeat {
            repeat.read(reader);
        }
    }
}

impl Repeat {
    fn read(&self, reader: &mut Reader<'_>) {
        if (self.wanted)(reader.answers()) {
            reader.each_item(self.list, self.owner, self.max, self.read_item);
        }
    }
}
