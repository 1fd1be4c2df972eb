//! A complaint as it was meant: made only by reading all answers without a flaw.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    attachment::Attachment,
    choice::{Municipality, StationChoice},
    date::{Date, Hour},
    goods::Item,
    person::{ContactDetails, Identity},
};

/// A declaration of theft or damage. It becomes a complaint only when an agent has validated it and the victim has
/// signed it at the station (CPP art. D8-2-1 and following).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// What kind of facts, as the victim sees them: the agent qualifies.
    pub offence: Offence,
    /// Who.
    pub identity: Identity,
    /// How to reach them.
    pub contact: ContactDetails,
    /// What happened, in their words: 30 to 1500 characters.
    pub description: String,
    /// Where.
    pub place: Place,
    /// When, on the clocks of the place.
    pub when: When,
    /// What was stolen or damaged; empty where nothing is to be declared.
    pub goods: Vec<Item>,
    /// Files about the whole, or about one of the goods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Names of files that could not be sent: the victim brings them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files_to_bring: Vec<String>,
    /// The station that will read it and where it is signed.
    pub station: StationChoice,
}

/// The five cards shown; agents' software knows three kinds and a text, which `kind` gives.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "card")]
pub enum Offence {
    /// Taking without permission.
    #[serde(rename = "Vol")]
    Theft,
    /// Damage, also by a driver who left.
    #[serde(rename = "Dégradation")]
    Damage,
    /// A bank card stolen, then used.
    #[serde(rename = "Vol de carte bancaire suivi d’utilisations")]
    StolenCard,
    /// A scam, not online.
    #[serde(rename = "Escroquerie hors Internet")]
    OfflineScam,
    /// Another attack on property.
    #[serde(rename = "Autre atteinte aux biens")]
    Other {
        /// Which, in the victim's words, at most 100 characters.
        text: String,
    },
}

/// Where it happened.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The commune.
    pub municipality: Municipality,
    /// Street, building, line: at most 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// When it happened.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum When {
    /// On a known day.
    Exact {
        /// The day.
        date: Date,
        /// The hour, as well as it is known.
        time: TimeOfDay,
    },
    /// Some time between two days.
    Between {
        /// First day.
        from: Date,
        /// Hour of the first day, where known.
        #[serde(skip_serializing_if = "Option::is_none")]
        from_hour: Option<Hour>,
        /// Last day, after the first.
        to: Date,
        /// Hour of the last day, where known.
        #[serde(skip_serializing_if = "Option::is_none")]
        to_hour: Option<Hour>,
    },
}

/// What is known of the hour.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "known", rename_all = "kebab-case")]
pub enum TimeOfDay {
    /// To the minute.
    Exact {
        /// The hour.
        hour: Hour,
    },
    /// Between two hours of that day.
    Slot {
        /// Earliest.
        from: Hour,
        /// Latest, after the earliest.
        to: Hour,
    },
    /// Not at all.
    Unknown,
}

impl fmt::Debug for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Complaint(***)")
    }
}
