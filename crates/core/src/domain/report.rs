//! A report of illegal public content as it was meant: made only by reading all answers without a flaw.

use std::fmt;

use serde::Serialize;

use super::{
    contact::{Email, Phone},
    date::{Date, Hour},
    reported_address::Pasted,
    zone::Zone,
};

/// What somebody saw on the Internet, for the service that reads reports of illegal content (Pharos; order of 16 June 2009).
/// It is no complaint and nobody signs it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What it is, as the sender sees it: the agent qualifies.
    pub category: Category,
    /// True where the sender says that they are the victim: then they were told that only a complaint is one.
    pub victim: bool,
    /// Where on the Internet.
    pub medium: Medium,
    /// What leads there.
    #[serde(rename = "where")]
    pub location: Location,
    /// When it was seen.
    pub seen: Seen,
    /// What is to be seen, and where in the page or video, in the sender's words: at most 2000 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who tells, where they wish to say so. Both are treated alike.
    pub reporter: Reporter,
}

/// A leaf of the tree of categories, by its official names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Category {
    /// The group it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<&'static str>,
    /// Its name.
    pub name: &'static str,
}

/// Where on the Internet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Medium {
    /// A site or a blog.
    #[serde(rename = "Site web ou blog")]
    Website,
    /// A forum or a newsgroup.
    #[serde(rename = "Forum ou groupe de discussion")]
    Forum,
    /// A social network.
    #[serde(rename = "Réseau social")]
    SocialNetwork,
    /// Videos.
    #[serde(rename = "Vidéo en ligne")]
    Video,
    /// A chat room.
    #[serde(rename = "Tchat")]
    Chat,
    /// A messenger: public channels and groups.
    #[serde(rename = "Messagerie")]
    Messenger,
    /// A game.
    #[serde(rename = "Jeu vidéo en ligne")]
    Game,
    /// E-mail to a public list or group.
    #[serde(rename = "E-mail")]
    Email,
    /// Anything else.
    #[serde(rename = "Autre")]
    Other,
}

/// What leads to the content.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Location {
    /// Addresses.
    Addresses {
        /// As pasted, and as read.
        #[serde(flatten)]
        pasted: Pasted,
        /// The account, where the address does not say it: at most 100 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        account: Option<String>,
    },
    /// A name in a chat, a game or an app.
    Pseudonym {
        /// Which chat, game or app: at most 60 characters.
        platform: String,
        /// The name: at most 100 characters.
        pseudonym: String,
        /// Room, server, topic, match: at most 300 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        reference: Option<String>,
    },
}

/// When the content was seen.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// The day.
    pub date: Date,
    /// The hour, where it is known.
    #[serde(flatten)]
    pub time: Option<SeenHour>,
}

/// An hour with its clock.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct SeenHour {
    /// The hour on that clock.
    pub hour: Hour,
    /// The clock, by its name in the time zone database.
    pub zone: &'static str,
    /// The same moment in UTC, RFC 3339; absent where the calendar ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utc: Option<String>,
}

/// A clock that an hour can be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Its name in the time zone database.
    pub name: &'static str,
    /// Its rules.
    pub zone: Zone,
}

/// Who tells.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reporter {
    /// Nobody who says their name.
    Anonymous,
    /// Somebody who may be asked for more.
    Named {
        /// Family name, at most 70 characters.
        last_name: String,
        /// First names, at most 40 characters.
        first_names: String,
        /// E-mail address.
        #[serde(skip_serializing_if = "Option::is_none")]
        email: Option<Email>,
        /// Telephone.
        #[serde(skip_serializing_if = "Option::is_none")]
        phone: Option<Phone>,
        /// Postal address, at most 200 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        address: Option<String>,
    },
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Report(***)")
    }
}

impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Location(***)")
    }
}

impl fmt::Debug for Reporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reporter(***)")
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seen(***)")
    }
}

impl fmt::Debug for SeenHour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SeenHour(***)")
    }
}
