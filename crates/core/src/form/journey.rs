//! The way through a form, computed from the answers. No step number is kept anywhere.

use super::{
    answers::{Answers, ItemId},
    reader::{Findings, Flaw, Reader},
    step::Step,
};
use crate::domain::date::Now;

/// A form: its steps, in order.
pub struct Form {
    /// The steps.
    pub steps: &'static [Step],
    /// What is answered already when the form is begun, as it would be typed: what holds for nearly everybody.
    pub presets: &'static [(&'static str, &'static str)],
}

impl Form {
    /// The step with this slug.
    #[must_use]
    pub fn step(&self, slug: &str) -> Option<&'static Step> {
        self.steps.iter().find(|step| step.slug == slug)
    }

    /// What is wrong in one step: in all of it, or in one item of it.
    #[must_use]
    pub fn findings(&self, step: &'static Step, item: Option<ItemId>, answers: &Answers, now: Now) -> Findings {
        let mut reader = Reader::new(answers, now);
        match (item, &step.repeat) {
            (Some(item), Some(repeat)) => reader.within(item, repeat.read_item),
            _ => step.read_all(&mut reader),
        }
        reader.finish()
    }

    /// Where one may be, given the answers.
    #[must_use]
    pub fn journey(&self, answers: &Answers, now: Now) -> Journey {
        let steps: Vec<_> = self.on_the_way(answers).collect();
        let answered = steps.iter().take_while(|step| self.findings(step, None, answers, now).flaws.is_empty()).count();
        Journey { steps, answered }
    }

    /// The steps through which the answers lead.
    pub fn on_the_way(&self, answers: &Answers) -> impl Iterator<Item = &'static Step> {
        self.steps.iter().filter(|step| step.is_on_the_way(answers))
    }

    /// What should be known before sending, over all steps.
    #[must_use]
    pub fn warnings(&self, answers: &Answers, now: Now) -> Vec<Flaw> {
        self.steps.iter().flat_map(|step| self.findings(step, None, answers, now).warnings).collect()
    }
}

/// The steps on the way and how far the answers lead.
#[derive(Clone)]
pub struct Journey {
    steps: Vec<&'static Step>,
    answered: usize,
}

/// A place on the way.
#[derive(Clone, Copy)]
pub enum Stop {
    /// A step.
    Step(&'static Step),
    /// Check your answers.
    Check,
}

impl PartialEq for Stop {
    fn eq(&self, other: &Self) -> bool {
        self.slug() == other.slug()
    }
}

impl Stop {
    /// The slug of the page where answers are checked; no step may take it.
    pub const CHECK: &'static str = "verifier";

    /// The last part of its address.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Step(step) => step.slug,
            Self::Check => Self::CHECK,
        }
    }
}

impl Journey {
    /// All stops, the check last.
    pub fn stops(&self) -> impl Iterator<Item = Stop> {
        self.steps.iter().copied().map(Stop::Step).chain([Stop::Check])
    }

    /// The stop with this slug, where one may be: everything before it is answered.
    #[must_use]
    pub fn at(&self, slug: &str) -> Option<Stop> {
        self.stops().take(self.answered + 1).find(|stop| stop.slug() == slug)
    }

    /// The first stop that still asks for something.
    #[must_use]
    pub fn furthest(&self) -> Stop {
        self.stops().nth(self.answered).unwrap_or(Stop::Check)
    }

    /// True where everything is answered.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.furthest() == Stop::Check
    }

    /// The stop after this one.
    #[must_use]
    pub fn after(&self, stop: Stop) -> Stop {
        self.stops().skip_while(|other| *other != stop).nth(1).unwrap_or(Stop::Check)
    }

    /// The stop before this one; none before the first.
    #[must_use]
    pub fn before(&self, stop: Stop) -> Option<Stop> {
        self.stops().take_while(|other| *other != stop).last()
    }

    /// Which of how many this is, from one.
    #[must_use]
    pub fn place(&self, stop: Stop) -> (usize, usize) {
        (self.stops().take_while(|other| *other != stop).count() + 1, self.steps.len() + 1)
    }
}
