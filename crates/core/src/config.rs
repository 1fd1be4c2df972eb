//! `config.json`: the one file that an institution changes.

use serde::{Deserialize, Serialize};

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
    /// The address at which people reach the app, without a trailing slash; empty where unknown.
    pub public_address: String,
    /// Origin of the API, without a trailing slash; empty where it is the app's own.
    pub api: String,
    /// Public keys that submissions are sealed to; the first one seals.
    pub recipient_keys: Vec<RecipientKey>,
    /// Emergency and help numbers, in order of urgency.
    pub numbers: Vec<Number>,
    /// Origins allowed to show `/embed/*` in a frame.
    pub frame_ancestors: Vec<String>,
    /// Origins of map tiles; none means that no tile is ever requested.
    pub tiles: Vec<String>,
    /// Origin of an address service; none means that addresses are typed by hand.
    pub geocoder: Option<String>,
    /// Origins of video players, which are asked for only after a press; none means that videos are only linked.
    pub video: Vec<String>,
    /// The institution's official accounts, in the order in which they are shown.
    pub channels: Vec<Channel>,
    /// The national identity service, by name; none is the default.
    pub identity_service: Option<String>,
    /// True where what is sent reaches nobody: the page then says so.
    pub demonstration: bool,
}

/// A public key of the institution.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct RecipientKey {
    /// First 16 hex digits of SHA-256 of the raw public key.
    pub kid: String,
    /// The raw X25519 public key, base64.
    pub public_key: String,
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
            frame_ancestors: Vec::new(),
            tiles: Vec::new(),
            geocoder: None,
            video: Vec::new(),
            channels: Vec::new(),
            identity_service: None,
            demonstration: false,
        }
    }
}
