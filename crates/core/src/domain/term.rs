//! Something that lists name in both languages — a country, a trade — picked from the list or typed by hand.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{commune_search::normalise, flaw::FlawKind, prose};
use crate::{json, site::Language};

/// A term of a list, kept whole: a draft can be read again without the list, and an agent reads the French name whatever
/// the language of the page was.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Its code in the list: ISO 3166-1 alpha-2 for a country. None where it has none, or was typed by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its French name.
    pub fr: String,
    /// Its English name.
    pub en: String,
}

impl Term {
    /// Longest name, in characters.
    pub const MAX: usize = 70;

    /// Reads the answer that [`Self::as_answer`] wrote, or text that was typed and never picked: a list can be incomplete
    /// or out of reach, and neither stops anybody.
    pub fn parse(answer: &str) -> Result<Self, FlawKind> {
        if let Some(term) = json::read::<Self>(answer)
            && let (Ok(fr), Ok(en)) = (prose::line(&term.fr, Self::MAX), prose::line(&term.en, Self::MAX))
        {
            let code = term.code.filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()));
            return Ok(Self { code, fr, en });
        }
        let typed = prose::line(answer, Self::MAX)?;
        Ok(Self { code: None, fr: typed.clone(), en: typed })
    }

    /// The answer to keep.
    #[must_use]
    pub fn as_answer(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Its name in a language.
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }
}

/// Reads a list: a term a line, its code, its French and its English name between bars. Other lines say nothing.
#[must_use]
pub fn read_list(file: &str) -> Vec<Term> {
    let term = |line: &str| {
        let mut parts = line.split('|');
        let (code, fr, en) = (parts.next()?, parts.next()?, parts.next()?);
        let code = (!code.is_empty()).then(|| code.to_owned());
        Some(Term { code, fr: fr.to_owned(), en: en.to_owned() })
    };
    file.lines().filter_map(term).collect()
}

/// The terms that answer what was typed in a language: those that begin with it first, then those of which a word does, in
/// the order of the list; at most `limit`.
#[must_use]
pub fn search<'a>(list: &'a [Term], typed: &str, language: Language, limit: usize) -> Vec<&'a Term> {
    let typed = normalise(typed);
    let rank = |term: &&Term| {
        let name = normalise(term.name(language));
        if name.starts_with(&typed) {
            Some(0)
        } else if name.split(' ').any(|word| word.starts_with(&typed)) {
            Some(1)
        } else {
            None
        }
    };
    let mut found: Vec<_> = list.iter().filter_map(|term| Some((rank(&term)?, term))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, term)| term).take(limit).collect()
}

impl fmt::Debug for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Term(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "FR|France|France\nBE|Belgique|Belgium\nGB|Royaume-Uni|United Kingdom\nAE|Émirats arabes unis|United Arab Emirates\n|Aide-soignant|Care assistant\nnonsense\n";

    #[track_caller]
    fn finds(typed: &str, language: Language, expected: &[&str]) {
        let list = read_list(LIST);
        let found: Vec<&str> = search(&list, typed, language, 8).into_iter().map(|term| term.name(language)).collect();
        assert_eq!(found, expected, "{typed}");
    }

    #[test]
    fn a_term_is_found_by_the_beginning_of_a_word() {
        finds("uni", Language::En, &["United Kingdom", "United Arab Emirates"]);
        finds("uni", Language::Fr, &["Royaume-Uni", "Émirats arabes unis"]);
        finds("emir", Language::Fr, &["Émirats arabes unis"]);
        finds("soign", Language::Fr, &["Aide-soignant"]);
        finds("xyz", Language::Fr, &[]);
    }

    #[test]
    fn an_answer_is_read_back_and_typed_text_is_taken_as_it_is() {
        let belgium = read_list(LIST).remove(1);
        assert_eq!(Term::parse(&belgium.as_answer()).as_ref(), Ok(&belgium));
        let typed = Term::parse(" Yougoslavie ").unwrap();
        assert_eq!((typed.code, typed.fr.as_str(), typed.en.as_str()), (None, "Yougoslavie", "Yougoslavie"));
        assert_eq!(Term::parse(" "), Err(FlawKind::Missing));
        assert_eq!(Term::parse(r#"{"code":"<script>","fr":"A","en":"B"}"#).unwrap().code, None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_term_or_a_flaw_and_is_read_back(typed in ".{0,90}") {
            if let Ok(term) = Term::parse(&typed) {
                proptest::prop_assert_eq!(Term::parse(&term.as_answer()), Ok(term));
            }
        }
    }
}
