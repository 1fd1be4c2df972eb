//! France, or another country: asked for of several places.

use super::choice;
use crate::{
    domain::{flaw::FlawKind, term::Term},
    form::field::{Choice, Control, Field, Spec, TermList},
    text::Word,
};

/// France, or a country that is asked for next.
pub struct CountryFields {
    /// In France?
    pub in_france: Field<bool>,
    /// Which other country.
    pub country: Field<Term>,
}

/// The value of "in France".
pub const FRANCE: &str = "france";
/// The value of "in another country".
pub const ABROAD: &str = "abroad";

/// Whether something is in France.
pub(super) const IN_FRANCE: &[Choice] = &[choice(FRANCE, Word::InFrance), choice(ABROAD, Word::InAnotherCountry)];
/// Whether somebody is French.
pub(super) const IS_FRENCH: &[Choice] =
    &[choice(FRANCE, Word::NationalityFrench), choice(ABROAD, Word::NationalityOther)];

/// The question whether it is France, with its two answers, and which country else.
pub(super) const fn country_fields(
    in_france: &'static str,
    country: &'static str,
    label: Word,
    answers: &'static [Choice],
) -> CountryFields {
    CountryFields {
        in_france: Field {
            spec: Spec::new(in_france, Control::Choice(answers), label, Word::CountryMissing),
            parse: meaning! { FRANCE => true, ABROAD => false },
        },
        country: Field {
            spec: Spec {
                hint: Some(Word::CountryHint),
                ..Spec::new(country, Control::Term(TermList::Countries), Word::CountryLabel, Word::CountryMissing)
            },
            parse: |typed, _| Term::parse(typed),
        },
    }
}
