//! The questions, as data, and the way through them.
//!
//! Where one stands is a list of answers by their names, joined by dots: `no.goods.theft`. It is the page's address, so
//! that Back goes one question back and a place can be linked to.

mod questions;

pub use questions::FIRST;

use super::service::Service;
use crate::text::Word;

/// A question, one screen.
#[derive(Debug)]
pub struct Question {
    /// What is asked.
    pub asks: Word,
    /// What helps to answer.
    pub hint: Option<Word>,
    /// The answers, at least two.
    pub choices: &'static [Choice],
}

/// An answer to a question.
#[derive(Debug)]
pub struct Choice {
    /// Its name in the address: small letters.
    pub name: &'static str,
    /// What is said.
    pub label: Word,
    /// What it means for the forms.
    pub carries: &'static [Carried],
    /// Where it leads.
    pub leads: Next,
}

/// An answer of a form that is known already: the name of its field, and the kept value.
pub type Carried = (Form, &'static str, &'static str);

/// The forms that answers carry over into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The complaint.
    Complaint,
    /// The report of illegal content.
    Report,
}

/// Where an answer leads.
#[derive(Debug, Clone, Copy)]
pub enum Next {
    /// To another question.
    Ask(&'static Question),
    /// To a service.
    Go(Service),
}

/// The way that was gone so far.
#[derive(Debug, Clone)]
pub struct Way {
    /// Questions and the answers given, in order.
    pub taken: Vec<(&'static Question, &'static Choice)>,
    /// Where it has led.
    pub at: Next,
}

impl Way {
    /// Reads a way; what does not follow is left out, so that any address leads somewhere.
    pub fn read(address: &str) -> Self {
        let mut way = Self { taken: Vec::new(), at: Next::Ask(&FIRST) };
        for name in address.split('.') {
            let Next::Ask(question) = way.at else { break };
            let Some(choice) = question.choices.iter().find(|choice| choice.name == name) else { break };
            way.taken.push((question, choice));
            way.at = choice.leads;
        }
        way
    }

    /// Its address.
    pub fn address(&self) -> String {
        let names: Vec<&str> = self.taken.iter().map(|(_, choice)| choice.name).collect();
        names.join(".")
    }

    /// Its address with one answer more.
    pub fn address_with(&self, choice: &Choice) -> String {
        let mut address = self.address();
        if !address.is_empty() {
            address.push('.');
        }
        address.push_str(choice.name);
        address
    }

    /// The address of the question before, with nothing for the first one; `None` at the start.
    pub fn address_before(&self) -> Option<String> {
        let (_, before) = self.taken.split_last()?;
        let names: Vec<&str> = before.iter().map(|(_, choice)| choice.name).collect();
        Some(names.join("."))
    }

    /// What a form knows from these answers, a later answer before an earlier one.
    pub fn carried(&self, form: Form) -> Vec<(&'static str, &'static str)> {
        let mut carried: Vec<(&str, &str)> = Vec::new();
        for (_, field, value) in
            self.taken.iter().flat_map(|(_, choice)| choice.carries).filter(|(own, ..)| *own == form)
        {
            carried.retain(|(known, _)| known != field);
            carried.push((field, value));
        }
        carried
    }
}

#[cfg(test)]
mod tests;
