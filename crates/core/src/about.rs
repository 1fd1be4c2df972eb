//! Long pages about the service: privacy, terms, accessibility, data. They are documents and not words of the catalog,
//! because whoever never opens them should not load them; what the institution must say of itself is filled in.
//!
//! A line is a paragraph; `# ` begins the title, `## ` a heading, `- ` a point of a list. A line after `?name ` is shown
//! where the configuration says something under that name, after `!name ` where it does not.

use crate::{config::Config, site::Language};

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// What is kept, what leaves, for how long (law 78-17; GDPR, art. 13).
    Privacy,
    /// Terms of use, with the notices of the criminal code.
    Terms,
    /// The accessibility statement.
    Accessibility,
    /// Where stations and communes come from.
    Data,
}

/// A document, filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Read {
    /// Its title.
    pub title: String,
    /// What follows.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A list, a point each.
    Points(Vec<String>),
}

impl Document {
    /// Every document.
    pub const ALL: [Self; 4] = [Self::Privacy, Self::Terms, Self::Accessibility, Self::Data];

    const fn text(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Privacy, Language::Fr) => include_str!("about/privacy.fr.txt"),
            (Self::Privacy, Language::En) => include_str!("about/privacy.en.txt"),
            (Self::Terms, Language::Fr) => include_str!("about/terms.fr.txt"),
            (Self::Terms, Language::En) => include_str!("about/terms.en.txt"),
            (Self::Accessibility, Language::Fr) => include_str!("about/accessibility.fr.txt"),
            (Self::Accessibility, Language::En) => include_str!("about/accessibility.en.txt"),
            (Self::Data, Language::Fr) => include_str!("about/data.fr.txt"),
            (Self::Data, Language::En) => include_str!("about/data.en.txt"),
        }
    }

    /// The document in a language, with what the configuration says.
    pub fn read(self, language: Language, config: &Config) -> Read {
        let mut read = Read::default();
        for line in self.text(language).lines() {
            let Some(line) = shown(line, config) else { continue };
            let line = filled(line, config);
            if let Some(title) = line.strip_prefix("# ") {
                title.clone_into(&mut read.title);
            } else if let Some(heading) = line.strip_prefix("## ") {
                read.blocks.push(Block::Heading(heading.to_owned()));
            } else if let Some(point) = line.strip_prefix("- ") {
                match read.blocks.last_mut() {
                    Some(Block::Points(points)) => points.push(point.to_owned()),
                    _ => read.blocks.push(Block::Points(vec![point.to_owned()])),
                }
            } else {
                read.blocks.push(Block::Paragraph(line));
            }
        }
        read
    }
}

/// What the configuration says under a name that a document may ask for; empty where it says nothing.
fn said(name: &str, config: &Config) -> String {
    match name {
        "controller" => config.controller.clone(),
        "contact" => config.contact.clone(),
        "data_protection" => config.data_protection.clone(),
        "institution" => config.institution.clone(),
        "report_address_days" if config.keep_report_address_days > 0 => config.keep_report_address_days.to_string(),
        "tiles" if !config.tiles.is_empty() => "tiles".to_owned(),
        "offline" if config.offline => "offline".to_owned(),
        _ => String::new(),
    }
}

/// The rest of a line that is to be shown.
fn shown<'a>(line: &'a str, config: &Config) -> Option<&'a str> {
    let (condition, rest) = match line.split_once(' ') {
        Some((condition, rest)) if condition.starts_with(['?', '!']) => (condition, rest),
        _ => return Some(line),
    };
    let wanted = condition.starts_with('?');
    let name = condition.get(1..).unwrap_or_default();
    (said(name, config).is_empty() != wanted).then_some(rest)
}

fn filled(line: &str, config: &Config) -> String {
    ["controller", "contact", "data_protection", "institution", "report_address_days"]
        .into_iter()
        .fold(line.to_owned(), |line, name| line.replace(&format!("{{{name}}}"), &said(name, config)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> Config {
        Config {
            controller: "la ville de Lille".to_owned(),
            contact: "contact@example.org".to_owned(),
            data_protection: "dpo@example.org".to_owned(),
            institution: "la police".to_owned(),
            ..Config::default()
        }
    }

    fn all(block: &Block) -> String {
        match block {
            Block::Heading(text) | Block::Paragraph(text) => text.clone(),
            Block::Points(points) => points.concat(),
        }
    }

    fn texts(read: &Read) -> String {
        read.blocks.iter().map(all).collect()
    }

    #[test]
    fn every_language_says_the_same_under_the_same_conditions() {
        let shape = |text: &str| -> Vec<String> {
            text.lines()
                .map(|line| {
                    let start = line.split(' ').next().unwrap_or_default();
                    let marked = start.starts_with(['?', '!', '#', '-']);
                    let names: Vec<&str> = line.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
                    format!("{} {names:?}", if marked { start } else { "text" })
                })
                .collect()
        };
        for document in Document::ALL {
            assert_eq!(shape(document.text(Language::Fr)), shape(document.text(Language::En)), "{document:?}");
        }
    }

    #[test]
    fn what_the_institution_says_is_filled_in() {
        for document in Document::ALL {
            for language in Language::ALL {
                for config in [whole(), Config::default()] {
                    let read = document.read(language, &config);
                    assert!(!read.title.is_empty() && read.blocks.len() > 3, "{document:?}");
                    assert!(!read.blocks.iter().any(|block| all(block).contains(['{', '}'])), "{document:?}");
                }
            }
        }
        let said = texts(&Document::Privacy.read(Language::Fr, &whole()));
        assert!(said.contains("la ville de Lille") && said.contains("dpo@example.org"));
        assert!(!said.contains("pas encore"));
    }

    #[test]
    fn what_the_institution_has_not_said_is_said_to_be_missing() {
        let said = texts(&Document::Privacy.read(Language::Fr, &Config::default()));
        assert!(said.contains("n’a pas encore indiqué ici son nom"));
        assert!(!said.contains("Responsable du traitement"));
        assert!(!said.contains("serveurs de cartes"), "there are no tiles");
    }

    #[test]
    fn an_address_that_is_kept_is_said_to_be_kept() {
        let keeps = Config { keep_report_address_days: 90, ..Config::default() };
        let said = texts(&Document::Privacy.read(Language::Fr, &keeps));
        assert!(said.contains("est gardée 90 jours") && !said.contains("Le serveur ne garde pas l’adresse"));
        let said = texts(&Document::Privacy.read(Language::Fr, &Config::default()));
        assert!(said.contains("Le serveur ne garde pas l’adresse") && !said.contains("est gardée 90"));
    }

    #[test]
    fn no_line_of_a_document_is_empty_and_french_is_set_as_french() {
        for document in Document::ALL {
            for language in Language::ALL {
                assert!(document.text(language).lines().all(|line| !line.trim().is_empty()), "{document:?}");
            }
            let french = document.text(Language::Fr);
            assert!(!french.contains('\''), "{document:?}");
            for mark in [" :", " ;", " ?", " »", " €"] {
                assert!(!french.contains(mark), "{document:?}: a plain space in {mark}");
            }
        }
    }
}
