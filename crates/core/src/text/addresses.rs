//! What to tell about a reported address. All of it is text; nothing of it is ever a link.

use super::{Word, Words};
use crate::domain::{
    lookalike,
    platform::Recognised,
    reported_address::{self, ReportedAddress, Warning},
};

/// What to tell about one address.
pub struct AddressTold {
    /// As it was pasted, hidden characters shown by number.
    pub original: String,
    /// The cleaned copy, where it differs.
    pub cleaned: Option<String>,
    /// Network, account, message, moment.
    pub recognised: Option<String>,
    /// What to beware of, a sentence each.
    pub warnings: Vec<String>,
}

/// What to tell about one address.
#[must_use]
pub fn address_told(words: &Words, address: &ReportedAddress) -> AddressTold {
    let cleaned = address.cleaned.as_ref().filter(|cleaned| **cleaned != address.original);
    let mut warnings: Vec<String> = address.warnings.iter().map(|warning| beware(words, warning)).collect();
    if let Some(number) = address.same_as {
        warnings.push(words.fill(Word::AddressSame, &[("number", &number.to_string())]));
    }
    AddressTold {
        original: address.as_shown(),
        cleaned: cleaned.map(|cleaned| words.fill(Word::AddressCleaned, &[("address", cleaned)])),
        recognised: address.recognised.as_ref().map(|known| recognised(words, known)),
        warnings,
    }
}

/// The addresses in a pasted text, read back line by line; the text itself where there are none.
#[must_use]
pub fn address_lines(words: &Words, pasted: &str) -> Vec<String> {
    let addresses = reported_address::addresses(pasted);
    if addresses.is_empty() {
        return vec![lookalike::visible(pasted.trim())];
    }
    let mut lines = Vec::new();
    for (place, address) in addresses.iter().enumerate() {
        let told = address_told(words, address);
        lines.push(format!("{}. {}", place + 1, told.original));
        lines.extend(told.cleaned.into_iter().chain(told.recognised).chain(told.warnings));
    }
    lines
}

fn recognised(words: &Words, known: &Recognised) -> String {
    let named = |word, name: &Option<String>| name.as_ref().map(|name| words.fill(word, &[("name", name)]));
    let moment = known.time_code.map(|seconds| {
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        let text =
            if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") };
        words.fill(Word::AddressMoment, &[("moment", &text)])
    });
    let parts: Vec<String> = [
        Some(known.platform.to_owned()),
        named(Word::AddressAccount, &known.account),
        named(Word::AddressMessage, &known.message),
        moment,
    ]
    .into_iter()
    .flatten()
    .collect();
    words.fill(Word::AddressRecognised, &[("what", &parts.join(" · "))])
}

fn beware(words: &Words, warning: &Warning) -> String {
    match warning {
        Warning::Hidden { characters } => words.fill(Word::AddressHidden, &[("characters", &characters.join(", "))]),
        Warning::Coded { host } => words.fill(Word::AddressCoded, &[("host", host)]),
        Warning::MixedAlphabets => words.say(Word::AddressMixed).to_owned(),
        Warning::Imitation { of } => words.fill(Word::AddressImitation, &[("name", of)]),
        Warning::Disguised => words.say(Word::AddressDisguised).to_owned(),
        Warning::NotOfTheWeb => words.say(Word::AddressNotWeb).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{site::Language, text::tests::words};

    #[test]
    fn an_address_is_told_in_full_and_nothing_stays_hidden() {
        let english = words(Language::En);
        let lines = address_lines(&english, "https://youtu.be/abc?si=zz&t=83 https://exemple.fr/\u{202e}x");
        assert_eq!(
            lines,
            [
                "1. https://youtu.be/abc?si=zz&t=83",
                "Cleaned copy: https://youtu.be/abc?t=83",
                "Recognised: YouTube · message or video abc · at 1:23",
                "2. https://exemple.fr/‹U+202E›x",
                "Cleaned copy: https://exemple.fr/x",
                "It holds characters that cannot be seen: U+202E.",
            ]
        );
        assert_eq!(address_lines(&english, " rien\u{200b} "), ["rien‹U+200B›"]);
    }
}
