//! The guided description of the authors: what was chosen and typed becomes one text, in French since an agent reads it.

use super::fields as f;
use crate::{
    domain::prose,
    form::{
        answers::{Answers, At},
        field::Spec,
    },
};

/// What stands before each answer.
static GUIDE: &[(&str, &Spec)] = &[
    ("Nombre", &f::SUSPECT_COUNT.spec),
    ("Sexe", &f::SUSPECT_SEX.spec),
    ("Âge apparent", &f::SUSPECT_AGE.spec),
    ("Taille", &f::SUSPECT_HEIGHT.spec),
    ("Corpulence", &f::SUSPECT_BUILD.spec),
    ("Cheveux", &f::SUSPECT_HAIR.spec),
    ("Yeux", &f::SUSPECT_EYES.spec),
    ("Vêtements", &f::SUSPECT_CLOTHES.spec),
    ("Signes distinctifs", &f::SUSPECT_MARKS.spec),
    ("Direction de fuite", &f::SUSPECT_FLIGHT.spec),
];

/// The text, empty where nothing was said.
#[must_use]
pub fn told(answers: &Answers) -> String {
    let said = |spec: &Spec, lines| prose::clean(answers.get(At { field: spec.name, item: None }), lines);
    let mut parts: Vec<String> = GUIDE
        .iter()
        .map(|(name, spec)| (name, said(spec, false)))
        .filter(|(_, said)| !said.is_empty())
        .map(|(name, said)| format!("{name} : {}.", said.trim_end_matches('.')))
        .collect();
    let rest = said(&f::SUSPECTS_TEXT.spec, true);
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_answered_becomes_one_text() {
        let mut answers = Answers::default();
        assert_eq!(told(&answers), "");
        for (field, value) in [
            ("suspect_count", "deux personnes"),
            ("suspect_clothes", " Veste rouge. "),
            ("suspects_text", "L’un boitait."),
        ] {
            answers.set(At { field, item: None }, value.to_owned());
        }
        assert_eq!(told(&answers), "Nombre : deux personnes. Vêtements : Veste rouge. L’un boitait.");
    }
}
