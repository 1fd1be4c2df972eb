//! Numbers and addresses of the services elsewhere, as they are where the configuration says nothing else. They are public
//! services of France, known by these numbers in the whole country (state of autumn 2026).

use super::service::Service;
use crate::{
    config::{Config, HelpNumber, NumberKind, Texts},
    text::{Word, Words},
};

/// A number that is known: for whom, and when somebody answers.
struct Known {
    number: &'static str,
    kind: NumberKind,
    about: Word,
    when: Word,
}

const fn known(number: &'static str, about: Word, when: Word) -> Known {
    Known { number, kind: NumberKind::Tel, about, when }
}

/// In the order in which they are shown: danger first.
static KNOWN: [Known; 14] = [
    known("17", Word::For17, Word::WhenAlways),
    known("112", Word::For112, Word::WhenAlways),
    Known { number: "114", kind: NumberKind::Sms, about: Word::For114, when: Word::WhenAlways },
    known("15", Word::For15, Word::WhenAlways),
    known("18", Word::For18, Word::WhenAlways),
    known("196", Word::For196, Word::WhenAlways),
    known("119", Word::For119, Word::WhenAlways),
    known("3919", Word::For3919, Word::WhenAlways),
    known("3018", Word::For3018, Word::When3018),
    known("3114", Word::For3114, Word::WhenAlways),
    known("116 000", Word::For116000, Word::WhenAlways),
    known("116 006", Word::For116006, Word::When116006),
    known("0 805 805 817", Word::For0805, Word::When0805),
    Known { number: "33700", kind: NumberKind::Sms, about: Word::For33700, when: Word::WhenAlways },
];

/// How many of the known numbers are for danger.
const URGENT: usize = 6;

/// A number as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The number, as it is written.
    pub number: String,
    /// How it is reached.
    pub kind: NumberKind,
    /// For whom; empty where nobody has said.
    pub about: String,
    /// When somebody answers; empty where nobody has said.
    pub when: String,
    /// True for a number to call in danger.
    pub urgent: bool,
}

impl Shown {
    /// What a link to it leads to.
    pub fn link(&self) -> String {
        link(&self.number, self.kind)
    }
}

/// What a link to a number leads to: `tel:116000`.
pub fn link(number: &str, kind: NumberKind) -> String {
    let scheme = match kind {
        NumberKind::Tel => "tel:",
        NumberKind::Sms => "sms:",
    };
    scheme.chars().chain(number.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+')).collect()
}

/// The numbers to show, from the configuration where it lists any.
pub fn numbers(config: &Config, words: &Words) -> Vec<Shown> {
    if config.help_numbers.is_empty() {
        return (0..).zip(&KNOWN).map(|(at, known)| from_known(at, known, words)).collect();
    }
    config.help_numbers.iter().map(|number| from_config(number, config, words)).collect()
}

fn from_known(at: usize, known: &Known, words: &Words) -> Shown {
    Shown {
        number: known.number.to_owned(),
        kind: known.kind,
        about: words.say(known.about).to_owned(),
        when: words.say(known.when).to_owned(),
        urgent: at < URGENT,
    }
}

/// A configured number says of itself what it says; the rest is what is known of it.
fn from_config(number: &HelpNumber, config: &Config, words: &Words) -> Shown {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    let known = (0..).zip(&KNOWN).find(|(_, known)| digits(known.number) == digits(&number.number));
    let said = |texts: &Texts, known: Option<Word>| {
        // What is known in the reader's language is better than the institution's words in the other one.
        match (texts.say(words.language()), known) {
            ((language, text), Some(word)) if text.is_empty() || language != words.language() => {
                words.say(word).to_owned()
            }
            ((_, text), _) => text.to_owned(),
        }
    };
    Shown {
        number: number.number.clone(),
        kind: number.kind,
        about: said(&number.about, known.map(|(_, known)| known.about)),
        when: said(&number.when, known.map(|(_, known)| known.when)),
        urgent: known.map_or_else(
            || config.numbers.iter().any(|urgent| digits(&urgent.number) == digits(&number.number)),
            |(at, _)| at < URGENT,
        ),
    }
}

impl Service {
    /// The numbers that answer for it, the most fitting first.
    const fn known_numbers(self) -> &'static [&'static str] {
        match self {
            Self::Emergency => &["17", "112", "114"],
            Self::OnlineScam => &["0 805 805 817"],
            Self::Violence => &["17", "3919", "116 006"],
            Self::CyberBullying => &["3018"],
            Self::Spam => &["33700"],
            Self::Suicide => &["3114", "15"],
            Self::Missing => &["17", "116 000"],
            Self::Child => &["119", "17"],
            _ => &[],
        }
    }

    /// Its address, where it is a service elsewhere; empty for our own.
    const fn known_address(self) -> &'static str {
        match self {
            Self::CardFraud => "https://www.service-public.gouv.fr/particuliers/vosdroits/R46526",
            Self::OnlineScam => "https://www.service-public.gouv.fr/particuliers/vosdroits/N31138",
            Self::Violence => "https://www.masecurite.interieur.gouv.fr",
            Self::CyberHelp => "https://17cyber.gouv.fr",
            Self::CyberBullying => "https://3018.fr",
            Self::Spam => "https://www.signal-spam.fr",
            Self::CivilDispute => "https://www.conciliateurs.fr",
            Self::Suicide => "https://3114.fr",
            Self::Missing => "https://www.116000enfantsdisparus.fr",
            Self::Child => "https://www.allo119.gouv.fr",
            _ => "",
        }
    }

    /// The numbers to show with it: those known to answer for it that the institution shows at all.
    pub fn numbers(self, config: &Config, words: &Words) -> Vec<Shown> {
        let shown = numbers(config, words);
        let find = |number: &&str| shown.iter().find(|shown| shown.number == **number).cloned();
        self.known_numbers().iter().filter_map(find).collect()
    }

    /// Its address elsewhere, from the configuration where it names one; none for a page of ours, and none for an
    /// address that is not `https:`.
    pub fn address(self, config: &Config) -> Option<String> {
        let configured = config.addresses.iter().find(|address| address.service == self.code());
        let address = configured.map_or_else(|| self.known_address().to_owned(), |address| address.address.clone());
        address.starts_with("https://").then_some(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::ServiceAddress, site::Language, text::tests::words};

    #[test]
    fn a_number_is_dialled_without_its_spaces() {
        assert_eq!(link("0 805 805 817", NumberKind::Tel), "tel:0805805817");
        assert_eq!(link("114", NumberKind::Sms), "sms:114");
        assert_eq!(link("+33 1 23", NumberKind::Tel), "tel:+33123");
        assert_eq!(link("17\u{202f}javascript:", NumberKind::Tel), "tel:17");
    }

    #[test]
    fn what_is_known_is_shown_where_nothing_is_configured() {
        let words = words(Language::Fr);
        let shown = numbers(&Config::default(), &words);
        assert_eq!(shown.len(), KNOWN.len());
        assert!(shown.iter().all(|number| !number.about.is_empty() && !number.when.is_empty()));
        let urgent: Vec<&str> =
            shown.iter().filter(|number| number.urgent).map(|number| number.number.as_str()).collect();
        assert_eq!(urgent, ["17", "112", "114", "15", "18", "196"]);
    }

    #[test]
    fn every_number_of_a_service_is_known() {
        let words = words(Language::En);
        for service in Service::ALL {
            let shown = service.numbers(&Config::default(), &words);
            assert_eq!(shown.len(), service.known_numbers().len(), "{service:?}");
        }
    }

    #[test]
    fn a_service_without_a_page_has_an_address_or_says_where_to_go() {
        for service in Service::ALL {
            let elsewhere = service.address(&Config::default()).is_some();
            assert!(elsewhere != service.page().is_some() || service == Service::LostObject, "{service:?}");
        }
    }

    #[test]
    fn the_institution_has_the_last_word() {
        let config: Config = serde_json::from_str(
            r#"{"help_numbers": [
                {"number": "119", "kind": "tel"},
                {"number": "0 800 000 000", "kind": "tel", "about": {"fr": "La mairie", "en": "The town hall"}}],
               "addresses": [{"service": "spam", "address": "https://example.org/spam"}]}"#,
        )
        .unwrap();
        let shown = numbers(&config, &words(Language::En));
        assert_eq!(shown.len(), 2);
        assert!(!shown[0].about.is_empty() && !shown[0].urgent);
        assert_eq!((shown[1].about.as_str(), shown[1].when.as_str()), ("The town hall", ""));
        assert_eq!(Service::Spam.address(&config).as_deref(), Some("https://example.org/spam"));
        assert_eq!(Service::Child.numbers(&config, &words(Language::En)).len(), 1);
    }

    #[test]
    fn an_address_that_runs_something_is_none() {
        let address = ServiceAddress { service: "spam".to_owned(), address: "javascript:alert(1)".to_owned() };
        let config = Config { addresses: vec![address], ..Config::default() };
        assert_eq!(Service::Spam.address(&config), None);
    }
}
