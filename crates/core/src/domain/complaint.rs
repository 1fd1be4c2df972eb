//! A complaint as it was meant: made only by reading all answers without a flaw.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    appointment::AppointmentRequest,
    attachment::Attachment,
    choice::{StationChoice, Town},
    contact::{Email, Phone},
    date::{Date, Hour},
    goods::Item,
    person::{ContactDetails, Declarant, Identity, PostalAddress},
    term::Term,
};

/// A declaration of theft or damage. It becomes a complaint only when an agent has validated it and the victim has
/// signed it at the station (CPP art. D8-2-1 and following).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// What kind of facts, as the victim sees them: the agent qualifies.
    pub offence: Offence,
    /// In which quality they are declared, and who the victim is where it is somebody else.
    pub declarant: Declarant,
    /// Who declares.
    pub identity: Identity,
    /// How to reach them.
    pub contact: ContactDetails,
    /// What happened, in their words: 30 to 1500 characters.
    pub description: String,
    /// What violence there was, at most 250 characters; none where there was none.
    pub violence: Option<String>,
    /// Where.
    pub place: Place,
    /// When, on the clocks of the place.
    pub when: When,
    /// What was stolen or damaged; empty where nothing is to be declared.
    pub goods: Vec<Item>,
    /// The vehicle in which some of it was, and where it stood, at most 100 characters; none where nothing was in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goods_in_vehicle: Option<String>,
    /// Files about the whole, or about one of the goods.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Names of files that could not be sent: the victim brings them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files_to_bring: Vec<String>,
    /// What is known of the authors, at most 300 characters; none where nothing is.
    pub suspects: Option<String>,
    /// Who saw it; empty where nobody did.
    pub witnesses: Vec<Witness>,
    /// Whether the police came.
    pub police: PoliceVisit,
    /// Whether they wrote a report on the spot; none where they did not come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub police_report: Option<bool>,
    /// The day of that report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub police_report_date: Option<Date>,
    /// Whether it was filmed.
    pub footage: Footage,
    /// The station that will read it and where it is signed.
    pub station: StationChoice,
    /// What is asked for about coming there.
    pub appointment: AppointmentRequest,
}

/// The five cards shown; agents' software knows three kinds and a text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "card")]
pub enum Offence {
    /// Taking without permission.
    #[serde(rename = "Vol")]
    Theft,
    /// Damage, also by a driver who left.
    #[serde(rename = "Dégradation")]
    Damage {
        /// True where a driver left after an accident (code pénal art. 434-10): that is no deliberate damage.
        hit_and_run: bool,
    },
    /// A bank card stolen, then used.
    #[serde(rename = "Vol de carte bancaire suivi d’utilisations")]
    StolenCard,
    /// A scam, not online, or one that the online service does not take.
    #[serde(rename = "Escroquerie hors Internet")]
    OfflineScam {
        /// True where it was online and the service for that does not take it.
        online: bool,
    },
    /// Another attack on property.
    #[serde(rename = "Autre atteinte aux biens")]
    Other {
        /// Which, in the victim's words where none of the known kinds suits: at most 100 characters.
        text: String,
    },
}

/// Where it happened.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The kind of place, as agents' software names it.
    pub nature: String,
    /// The kind within the kind, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The place itself.
    #[serde(flatten)]
    pub site: Site,
    /// What else helps to find it, at most 250 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub info: Option<String>,
}

/// The place itself, as far as its kind has one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "site", rename_all = "kebab-case")]
pub enum Site {
    /// Somewhere.
    Address {
        /// Street, building, line: at most 200 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        street: Option<String>,
        /// The town.
        town: Town,
        /// The country.
        country: Term,
    },
    /// Where whoever declares lives.
    Home {
        /// That address.
        address: PostalAddress,
    },
    /// On the way from one place to another.
    Route {
        /// Station, stop or port of departure, at most 100 characters.
        from: String,
        /// That of arrival.
        to: String,
        /// The way between them, at most 250 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        way: Option<String>,
        /// The town of departure.
        town: Town,
        /// The country of departure.
        country: Term,
    },
    /// On the telephone.
    Telephone {
        /// Who called, as it was shown: at most 40 characters.
        caller: String,
    },
    /// On the Internet.
    Internet {
        /// The site or the app, at most 200 characters.
        website: String,
    },
}

/// Somebody who saw it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// Name, or what is known of them: at most 200 characters.
    pub description: String,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
}

/// Whether the police or the gendarmerie came.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PoliceVisit {
    /// They did not.
    #[serde(rename = "Non")]
    None,
    /// They came, and took no traces.
    #[serde(rename = "Oui, sans constatations ni relevés")]
    Seen,
    /// They came and took traces.
    #[serde(rename = "Oui, avec constatations ou relevés")]
    Findings,
}

/// Whether there is a recording.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Footage {
    /// There is one, and it can be given.
    #[serde(rename = "Oui, je peux les fournir")]
    Available,
    /// There is one, in somebody else's hands.
    #[serde(rename = "Oui, je ne peux pas les fournir")]
    Elsewhere,
    /// There is none.
    #[serde(rename = "Non")]
    None,
    /// Nobody knows.
    #[serde(rename = "Ne sait pas")]
    Unknown,
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
    /// During a night.
    Night {
        /// The day on whose evening it began.
        evening: Date,
        /// The next day.
        morning: Date,
    },
    /// Between the last time that all was well and the moment when it was found.
    Since {
        /// The day on which it was last seen.
        seen: Date,
        /// The hour, where known.
        #[serde(skip_serializing_if = "Option::is_none")]
        seen_hour: Option<Hour>,
        /// The day on which it was found, the same or a later one.
        found: Date,
        /// The hour, where known.
        #[serde(skip_serializing_if = "Option::is_none")]
        found_hour: Option<Hour>,
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
