//! Words without their endings: a light hand, because the vocabulary goes through the same one and irregular forms are
//! listed there.

use crate::site::Language;

/// Endings of French, longest first.
const FRENCH: &[&str] = &[
    "issements",
    "issement",
    "issaient",
    "atrices",
    "eraient",
    "issait",
    "issent",
    "atrice",
    "ateurs",
    "ations",
    "ements",
    "ateur",
    "ation",
    "ement",
    "euses",
    "ives",
    "aient",
    "antes",
    "erait",
    "euse",
    "eux",
    "ive",
    "eurs",
    "ante",
    "ants",
    "erai",
    "eras",
    "eur",
    "ait",
    "ais",
    "ant",
    "era",
    "ees",
    "ent",
    "ee",
    "if",
    "er",
    "ez",
    "es",
    "is",
    "it",
    "e",
    "s",
    "x",
];

/// Endings of English, longest first.
const ENGLISH: &[&str] = &["ings", "ing", "ied", "ies", "ers", "ed", "er", "es", "ly", "e", "s", "d"];

/// What must be left of a word.
const SHORTEST: usize = 3;

/// The stem of a folded word: small letters without accents.
pub fn stem(language: Language, word: &str) -> &str {
    match language {
        Language::Fr => strip(word, FRENCH),
        Language::En => single(strip(word, ENGLISH)),
    }
}

fn strip<'a>(word: &'a str, endings: &[&str]) -> &'a str {
    endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.len() >= SHORTEST)).unwrap_or(word)
}

/// `robbed` and `rob`: a doubled last consonant is one; a last `y` goes, so that `bully` and `bullies` meet.
fn single(word: &str) -> &str {
    let word = word.strip_suffix('y').filter(|rest| rest.len() >= SHORTEST).unwrap_or(word);
    match word.as_bytes() {
        [.., before, last] if before == last && word.len() > SHORTEST => word.get(..word.len() - 1).unwrap_or(word),
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_meet() {
        for (language, forms) in [
            (Language::Fr, &["vole", "volee", "voles", "voler", "voleur", "vol"][..]),
            (Language::Fr, &["frappe", "frapper", "frappait", "frappent"]),
            (Language::Fr, &["couteau", "couteaux"]),
            (Language::En, &["rob", "robbed", "robber", "robbing"]),
            (Language::En, &["attack", "attacks", "attacking", "attacked"]),
            (Language::En, &["bully", "bullies", "bullied", "bullying"]),
        ] {
            for form in forms {
                assert_eq!(stem(language, form), stem(language, forms[0]), "{form}");
            }
        }
    }

    #[test]
    fn something_is_always_left() {
        assert_eq!(stem(Language::Fr, "mes"), "mes");
        assert_eq!(stem(Language::En, "s"), "s");
        assert_eq!(stem(Language::Fr, ""), "");
    }
}
