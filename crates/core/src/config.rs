//! `config.json`: the one file that an institution changes.

use serde::{Deserialize, Deserializer, Serialize};

use crate::site::Language;

/// Everything an institution may change without compiling. Unknown members are ignored, so that a newer file
/// never stops an older app; missing ones have calm defaults.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Config {
    /// The name on the page's header.
    pub name: String,
    /// The institution that reads what is sent, as it should be named in a sentence.
    pub institution: String,
    /// The address at which people reach the app, without a trailing slash; empty where unknown. Its path, where it has one, is
    /// what every address of the app begins with.
    #[serde(deserialize_with = "address")]
    pub public_address: String,
    /// Where the API is, without a trailing slash; empty where it is beside the app.
    #[serde(deserialize_with = "address")]
    pub api: String,
    /// Public keys that submissions are sealed to; the first one seals.
    pub recipient_keys: Vec<RecipientKey>,
    /// Numbers to call in danger, in order of urgency: the strip on every page.
    pub numbers: Vec<Number>,
    /// Every number of the page of help numbers, in its order; none means those known in the whole country.
    pub help_numbers: Vec<HelpNumber>,
    /// The number that blocks the cards of every bank; empty where there is none.
    pub card_blocking_number: String,
    /// The number that blocks the cheques of every bank; empty where there is none.
    pub cheque_blocking_number: String,
    /// Addresses of services elsewhere, where they are others than the known ones.
    pub addresses: Vec<ServiceAddress>,
    /// Who answers for what is done with personal data, by name and address; empty where nobody has said.
    pub controller: String,
    /// How to reach the institution about this service, access included: an e-mail or postal address.
    pub contact: String,
    /// How to reach the data protection officer.
    pub data_protection: String,
    /// Origins allowed to show `/embed/*` in a frame.
    pub frame_ancestors: Vec<String>,
    /// Layers of map tiles, lowest first; none means that no tile is ever requested.
    pub tiles: Vec<Tiles>,
    /// Address of a directions service, with `{lat}` and `{lon}` where the destination goes; empty: only the device's own
    /// maps are offered. Opened only by a press.
    pub directions: String,
    /// Origin of an address service; none means that addresses are typed by hand.
    pub geocoder: Option<String>,
    /// Origins of video players, which are asked for only after a press; none means that videos are only linked.
    pub video: Vec<String>,
    /// The institution's official accounts, in the order in which they are shown.
    pub channels: Vec<Channel>,
    /// The national identity service, by name; none is the default.
    pub identity_service: Option<String>,
    /// True where guardians of protected adults may declare for them.
    pub guardian_service: bool,
    /// Days for which the network address of whoever reports content is kept, sealed; 0 means that none is kept. The form says so.
    pub keep_report_address_days: u16,
    /// Days for which a content report is kept once it is handled.
    pub report_days: u16,
    /// Where a quick exit leads: the `https` address of a site on which nobody is surprised to find one. Empty: the weather.
    pub exit: String,
    /// True where what is sent reaches nobody: the page then says so.
    pub demonstration: bool,
    /// False where browsers are to keep no copies of the app's own files for visits without a network: the worker that
    /// `make configure` writes then takes away what earlier ones have kept, and itself.
    pub offline: bool,
}

/// A public key of the institution.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct RecipientKey {
    /// First 16 hex digits of SHA-256 of the raw public key.
    pub kid: String,
    /// The raw X25519 public key, base64.
    pub public_key: String,
}

/// A layer of map tiles of somebody else, who learns where people look.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Tiles {
    /// Address of a tile, with `{z}`, `{x}` and `{y}` in it.
    pub url: String,
    /// Whom to name for it, as its licence asks: plain text.
    pub attribution: String,
    /// The deepest zoom that there are tiles for.
    pub max_zoom: u8,
}

/// An official account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Channel {
    /// The channel as the news name it: `facebook`, `x`, `flickr`, `dailymotion`, …
    pub network: String,
    /// The account's name there: `@PoliceNationale`.
    pub handle: String,
    /// Its address, https.
    pub address: String,
    /// What is posted there.
    pub about: Texts,
}

/// A text of the institution in the languages of the app.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Texts {
    /// French.
    pub fr: String,
    /// English; where it is empty the French text stands.
    pub en: String,
}

impl Texts {
    /// The text in a language, with the language that it is in.
    #[must_use]
    pub fn say(&self, language: Language) -> (Language, &str) {
        match language {
            Language::En if !self.en.is_empty() => (Language::En, &self.en),
            Language::En | Language::Fr => (Language::Fr, &self.fr),
        }
    }
}

/// A number to call or to write to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Number {
    /// As shown: `17`.
    pub number: String,
    /// `tel` or `sms`.
    pub kind: NumberKind,
}

/// A number on the page of help numbers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct HelpNumber {
    /// As shown: `0 805 805 817`.
    pub number: String,
    /// `tel` or `sms`.
    pub kind: NumberKind,
    /// For whom it is; empty where what is known of the number holds.
    #[serde(default)]
    pub about: Texts,
    /// When somebody answers; empty where what is known of the number holds.
    #[serde(default)]
    pub when: Texts,
}

/// Where a service elsewhere is found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct ServiceAddress {
    /// Its name in data: `online-scam`.
    pub service: String,
    /// An `https:` address; anything else leaves the service without a link.
    pub address: String,
}

/// How a number is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NumberKind {
    /// A voice call.
    Tel,
    /// A text message.
    Sms,
}

impl Default for Config {
    fn default() -> Self {
        let number = |number: &str, kind| Number { number: number.to_owned(), kind };
        Self {
            name: "Guichet".to_owned(),
            institution: String::new(),
            public_address: String::new(),
            api: String::new(),
            recipient_keys: Vec::new(),
            numbers: vec![
                number("17", NumberKind::Tel),
                number("112", NumberKind::Tel),
                number("114", NumberKind::Sms),
            ],
            help_numbers: Vec::new(),
            // Those of the whole country (state of autumn 2026).
            card_blocking_number: "0 892 705 705".to_owned(),
            cheque_blocking_number: "0 892 683 208".to_owned(),
            addresses: Vec::new(),
            controller: String::new(),
            contact: String::new(),
            data_protection: String::new(),
            frame_ancestors: Vec::new(),
            tiles: Vec::new(),
            directions: String::new(),
            geocoder: None,
            video: Vec::new(),
            channels: Vec::new(),
            identity_service: None,
            guardian_service: false,
            keep_report_address_days: 0,
            report_days: 30,
            exit: String::new(),
            demonstration: false,
            offline: true,
        }
    }
}

impl Config {
    /// Where a quick exit leads.
    pub fn exit_address(&self) -> &str {
        if self.exit.starts_with("https://") { &self.exit } else { "https://meteofrance.com/" }
    }

    /// What every path of the app begins with: the path of its public address (`/police`); empty at the root of a host.
    pub fn base(&self) -> &str {
        let rest = self.public_address.split_once("://").map_or("", |(_, rest)| rest);
        rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default()
    }

    /// False where the path of the public address holds what paths of the app cannot begin with: anything but letters, digits,
    /// hyphens and underscores.
    pub fn has_plain_base(&self) -> bool {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        self.base().split('/').skip(1).all(|name| !name.is_empty() && name.bytes().all(plain))
    }

    /// The same for a page that stands below `base`, as it has found itself: an API that is not named is beside it.
    #[must_use]
    pub fn placed(mut self, base: &str) -> Self {
        if self.api.is_empty() {
            base.clone_into(&mut self.api);
        }
        self
    }
}

/// An address without the slashes that people write at its end.
fn address<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let mut text = String::deserialize(from)?;
    text.truncate(text.trim_end_matches('/').len());
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_that_comes_with_it_names_every_member_and_no_other() {
        let members =
            |value: serde_json::Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
        let file = serde_json::from_str(include_str!("../../../public/config.json")).unwrap();
        let mut all = members(serde_json::to_value(Config::default()).unwrap());
        let mut named = members(file);
        all.sort();
        named.sort();
        assert_eq!(named, all);
    }

    #[test]
    fn what_addresses_begin_with_is_the_path_of_the_public_one() {
        let read = |address: &str| -> Config {
            serde_json::from_value(serde_json::json!({ "public_address": address })).unwrap()
        };
        for (address, expected, plain) in [
            ("", "", true),
            ("https://police.example", "", true),
            ("https://police.example/", "", true),
            ("https://example.org:8443/services/police_1/", "/services/police_1", true),
            ("https://example.org/a//b", "/a//b", false),
            ("https://example.org/a.b", "/a.b", false),
            ("https://example.org/a?b", "/a?b", false),
            ("https://example.org/\"><b>", "/\"><b>", false),
        ] {
            let config = read(address);
            assert_eq!((config.base(), config.has_plain_base()), (expected, plain), "{address}");
        }
    }

    #[test]
    fn an_api_that_is_not_named_is_beside_the_app() {
        assert_eq!(Config::default().placed("/police").api, "/police");
        let named = Config { api: "https://api.example".to_owned(), ..Config::default() };
        assert_eq!(named.placed("/police").api, "https://api.example");
    }

    #[test]
    fn a_quick_exit_leads_to_another_site_whatever_is_configured() {
        let exit = |exit: &str| Config { exit: exit.to_owned(), ..Config::default() }.exit_address().to_owned();
        assert_eq!(exit("https://recettes.example/"), "https://recettes.example/");
        for wrong in ["", "javascript:alert(1)", "http://recettes.example/", "/"] {
            assert_eq!(exit(wrong), "https://meteofrance.com/", "{wrong}");
        }
    }
}
