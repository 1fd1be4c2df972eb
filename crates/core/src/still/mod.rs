//! What the pages without a program say: they are for whoever has no JavaScript, an engine that is too old, or a network that
//! lets no program through. Files beside this one and not words of the catalog, because no program shows them.

use crate::{
    site::Language,
    text::{Aside, named},
};

named! {
    /// A sentence of these pages.
    Label:
    /// The heading of the services.
    ServicesTitle = "services_title",
    /// What stands below it.
    ServicesLead = "services_lead",
    /// The heading of the departments.
    DirectoryTitle = "directory_title",
    /// What stands below it.
    DirectoryLead = "directory_lead",
    /// There are no stations yet.
    DirectoryEmpty = "directory_empty",
    /// The stations are made up.
    Sample = "sample",
    /// The heading of a department: `{name}`, `{number}`.
    DepartmentTitle = "department_title",
    /// How many there are: `{count}`.
    DepartmentLead = "department_lead",
    /// Where nothing is known of the hours, what to do.
    DepartmentHours = "department_hours",
    /// Back to the departments.
    AllDepartments = "all_departments",
    /// The heading of the form on paper.
    PaperTitle = "paper_title",
    /// What it is, and that any station takes it.
    PaperLead = "paper_lead",
    /// How to go about it, a point a line.
    PaperHow = "paper_how",
    /// A thing or a witness, with its number: `{what}`, `{number}`.
    PaperNumbered = "paper_numbered",
    /// Only for whom it concerns.
    PaperOnly = "paper_only",
    /// Where there is not enough room.
    PaperMore = "paper_more",
    /// Where and when it was filled in.
    PaperDone = "paper_done",
    /// The signature.
    PaperSignature = "paper_signature",
}

/// The sentences in a language.
#[derive(Debug, Clone)]
pub struct Sentences(Aside);

impl Sentences {
    /// Those of a language.
    pub fn of(language: Language) -> Self {
        Self(Aside::read(match language {
            Language::Fr => include_str!("fr.txt"),
            Language::En => include_str!("en.txt"),
        }))
    }

    /// A sentence.
    pub fn say(&self, label: Label) -> &'static str {
        self.0.say(label.name())
    }

    /// A sentence with its places filled.
    pub fn fill(&self, label: Label, values: &[(&str, &str)]) -> String {
        self.0.fill(label.name(), values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_sentence_with_the_same_places() {
        let places = |said: &str| -> Vec<String> {
            said.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(str::to_owned).collect()
        };
        let french = Sentences::of(Language::Fr);
        for language in Language::ALL {
            let sentences = Sentences::of(language);
            assert_eq!(sentences.0.lines().count(), Label::ALL.len(), "{}", language.tag());
            for label in Label::ALL {
                let said = sentences.say(*label);
                assert!(!said.is_empty(), "{label:?} in {}", language.tag());
                assert_eq!(places(said), places(french.say(*label)), "{label:?}");
            }
        }
        for mark in [" :", " ;", " ?", " »", "« "] {
            assert!(!Label::ALL.iter().any(|label| french.say(*label).contains(mark)), "a plain space in {mark}");
        }
        assert!(!Label::ALL.iter().any(|label| french.say(*label).contains('\'')));
    }
}
