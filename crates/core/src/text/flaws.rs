//! A sentence for every flaw.

use super::{Word, Words};
use crate::{domain::flaw::FlawKind, form::reader::Flaw};

/// What to tell about a flaw: what to do, never what was done wrong.
#[must_use]
pub fn sentence(words: &Words, flaw: &Flaw) -> String {
    let counted = |word, min: usize, is: usize| {
        words.fill(word, &[("min", &words.count(min)), ("max", &words.count(min)), ("is", &words.count(is))])
    };
    let word = match flaw.kind {
        FlawKind::Missing => flaw.spec.missing,
        FlawKind::TooShort { min, is } => return counted(Word::FlawTooShort, min, is),
        FlawKind::TooLong { max, is } => return counted(Word::FlawTooLong, max, is),
        FlawKind::UnusualLength { expected, is } => return counted(Word::FlawUnusualLength, expected, is),
        FlawKind::TooManyItems { max } => return counted(Word::FlawTooManyItems, max, max),
        FlawKind::TooManyAddresses { max } => return counted(Word::FlawTooManyAddresses, max, max),
        FlawKind::TooManyHalfDays { max } => return counted(Word::FlawTooManyHalfDays, max, max),
        FlawKind::HalfDayPast => Word::FlawHalfDayPast,
        FlawKind::TooManyFiles { max } => return counted(Word::FlawTooManyFiles, max, max),
        FlawKind::NotAChoice => Word::FlawNotAChoice,
        FlawKind::NotADate => Word::FlawNotADate,
        FlawKind::DateInFuture => Word::FlawDateInFuture,
        FlawKind::TooYoung => Word::FlawTooYoung,
        FlawKind::TooOld => Word::FlawTooOld,
        FlawKind::TimeBarred => Word::FlawTimeBarred,
        FlawKind::MaybeTimeBarred => Word::FlawMaybeTimeBarred,
        FlawKind::EndBeforeStart => Word::FlawEndBeforeStart,
        FlawKind::SameDate => Word::FlawSameDate,
        FlawKind::NotAnHour => Word::FlawNotAnHour,
        FlawKind::HourInFuture => Word::FlawHourInFuture,
        FlawKind::HourEndBeforeStart => Word::FlawHourEndBeforeStart,
        FlawKind::SameHour => Word::FlawSameHour,
        FlawKind::NotAnEmail => Word::FlawNotAnEmail,
        FlawKind::NotAPhone => Word::FlawNotAPhone,
        FlawKind::NotACommune => Word::FlawNotACommune,
        FlawKind::NotAStation => Word::FlawNotAStation,
        FlawKind::NotAnAmount => Word::FlawNotAnAmount,
        FlawKind::NotAQuantity => Word::FlawNotAQuantity,
        FlawKind::DoubtfulImei => Word::FlawDoubtfulImei,
        FlawKind::ImeiNotKnown => Word::FlawImeiNotKnown,
        FlawKind::DoubtfulIban => Word::FlawDoubtfulIban,
        FlawKind::DoubtfulPlate => Word::FlawDoubtfulPlate,
        FlawKind::DoubtfulVin => Word::FlawDoubtfulVin,
        FlawKind::DoubtfulFrameCode => Word::FlawDoubtfulFrameCode,
        FlawKind::WholeCardNumber => Word::FlawWholeCardNumber,
        FlawKind::DoubtfulCardEnd => Word::FlawDoubtfulCardEnd,
        FlawKind::StolenLine => Word::FlawStolenLine,
        FlawKind::DoubtfulValidity => Word::FlawDoubtfulValidity,
        FlawKind::NoItem => Word::FlawNoItem,
        FlawKind::NoAddress => Word::FlawNoAddress,
        FlawKind::OfAnotherService => Word::FlawOfAnotherService,
        FlawKind::SameAddress => Word::FlawSameAddress,
        FlawKind::DoubtfulAddress => Word::FlawDoubtfulAddress,
        FlawKind::UnreadableFiles => Word::FlawUnreadableFiles,
        FlawKind::FilesTooLarge => Word::FlawFilesTooLarge,
        FlawKind::NotAMinor => Word::FlawNotAMinor,
        FlawKind::OtherEmail => Word::FlawOtherEmail,
        FlawKind::DoubtfulSiret => Word::FlawDoubtfulSiret,
        FlawKind::FoundBeforeSeen => Word::FlawFoundBeforeSeen,
    };
    words.say(word).to_owned()
}

/// The same, after the name of the field: for a list that stands away from it.
#[must_use]
pub fn named_sentence(words: &Words, flaw: &Flaw) -> String {
    let text = sentence(words, flaw);
    words.fill(Word::FlawNamed, &[("what", words.say(flaw.spec.label)), ("text", &text)])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{form::answers::At, forms::complaint::fields, site::Language, text::tests::words};

    #[test]
    fn every_flaw_has_a_sentence_of_its_own_without_open_places() {
        for language in [Language::Fr, Language::En] {
            let words = words(language);
            let spec = &fields::ME.birth_name.spec;
            let said: BTreeSet<String> = FlawKind::EVERY
                .iter()
                .map(|&kind| sentence(&words, &Flaw { at: At { field: spec.name, item: None }, kind, spec }))
                .collect();
            assert_eq!(said.len(), FlawKind::EVERY.len(), "two flaws share a sentence");
            for text in said {
                assert!(!text.is_empty() && !text.contains(['{', '}']), "{text}");
            }
        }
    }
}
