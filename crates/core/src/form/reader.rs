//! Reads answers into what was meant, and gathers every flaw on the way.

use super::{
    answers::{Answers, At, ItemId},
    field::{Field, Spec},
};
use crate::domain::{date::Now, flaw::FlawKind};

/// What is wrong, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flaw {
    /// The answer that is wrong.
    pub at: At,
    /// What is wrong with it.
    pub kind: FlawKind,
    /// How the field is drawn, for its words.
    pub spec: &'static Spec,
}

impl PartialEq for Spec {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Spec {}

/// Reads fields one after the other. A flawed field gives `None` and the reading goes on, so that one pass finds all.
pub struct Reader<'a> {
    answers: &'a Answers,
    now: Now,
    item: Option<ItemId>,
    flaws: Vec<Flaw>,
    warnings: Vec<Flaw>,
    read: Vec<At>,
}

impl<'a> Reader<'a> {
    /// A reader of these answers at this moment.
    #[must_use]
    pub fn new(answers: &'a Answers, now: Now) -> Self {
        Self { answers, now, item: None, flaws: Vec::new(), warnings: Vec::new(), read: Vec::new() }
    }

    /// The answers being read.
    #[must_use]
    pub fn answers(&self) -> &'a Answers {
        self.answers
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Now {
        self.now
    }

    /// Reads every item of a list. None at all, or more than `max`, is a flaw of `owner`.
    pub fn each_item<T>(
        &mut self,
        list: &str,
        owner: &'static Spec,
        max: usize,
        read: impl Fn(&mut Self) -> T,
    ) -> Vec<T> {
        let items = self.answers.items(list);
        if items.is_empty() {
            self.flaw(owner, FlawKind::NoItem);
        }
        if items.len() > max {
            self.flaw(owner, FlawKind::TooManyItems { max });
        }
        items.iter().map(|item| self.within(*item, &read)).collect()
    }

    /// Reads the fields of one item.
    pub fn within<T>(&mut self, item: ItemId, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.item.replace(item);
        let meant = read(self);
        self.item = outer;
        meant
    }

    /// Reads a field that must be answered.
    pub fn need<T>(&mut self, field: &'static Field<T>) -> Option<T> {
        let at = self.note(&field.spec);
        match (field.parse)(self.answers.get(at), self.now) {
            Ok(meant) => {
                self.doubt(&field.spec, at);
                Some(meant)
            }
            Err(kind) => {
                self.flaw(&field.spec, kind);
                None
            }
        }
    }

    /// Reads a field that may stay empty. The outer `None` is a flaw, the inner one an empty answer.
    pub fn want<T>(&mut self, field: &'static Field<T>) -> Option<Option<T>> {
        let at = self.note(&field.spec);
        match (field.parse)(self.answers.get(at), self.now) {
            Ok(meant) => {
                self.doubt(&field.spec, at);
                Some(Some(meant))
            }
            Err(FlawKind::Missing) => Some(None),
            Err(kind) => {
                self.flaw(&field.spec, kind);
                None
            }
        }
    }

    /// Adds a flaw that shows only when several answers are seen together.
    pub fn flaw(&mut self, spec: &'static Spec, kind: FlawKind) {
        self.flaws.push(Flaw { at: At { field: spec.name, item: self.item }, kind, spec });
    }

    /// Adds something to tell before sending that stops nothing.
    pub fn warn(&mut self, spec: &'static Spec, kind: FlawKind) {
        self.warnings.push(Flaw { at: At { field: spec.name, item: self.item }, kind, spec });
    }

    /// A flaw where the clock can be trusted, else a warning: a device's clock ten years off must stop nobody.
    pub fn flaw_of_time(&mut self, spec: &'static Spec, kind: FlawKind) {
        if self.now.trusted { self.flaw(spec, kind) } else { self.warn(spec, kind) }
    }

    /// What was found: flaws, warnings, and every answer that was looked at.
    #[must_use]
    pub fn finish(self) -> Findings {
        Findings { flaws: self.flaws, warnings: self.warnings, read: self.read }
    }

    fn doubt(&mut self, spec: &'static Spec, at: At) {
        if let Some(kind) = spec.doubt.and_then(|doubt| doubt(self.answers, at)) {
            self.warn(spec, kind);
        }
    }

    fn note(&mut self, spec: &'static Spec) -> At {
        let at = At { field: spec.name, item: self.item };
        self.read.push(at);
        at
    }
}

/// What a reading found.
#[derive(Debug, Default)]
pub struct Findings {
    /// What must be mended.
    pub flaws: Vec<Flaw>,
    /// What should be known.
    pub warnings: Vec<Flaw>,
    /// Every answer that was looked at, in order.
    pub read: Vec<At>,
}
