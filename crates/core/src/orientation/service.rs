//! Where one can be sent, why, and what to prepare.

use crate::{site::Page, text::Word};

/// A service, one's own or another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    /// Somebody is in danger now.
    Emergency,
    /// Preparing a complaint.
    Complaint,
    /// Reporting public content.
    Report,
    /// A bank card used by somebody else while its holder has it (Perceval).
    CardFraud,
    /// A scam on the Internet (Thésée).
    OnlineScam,
    /// Violence, harassment, discrimination: an agent to write to, then a station.
    Violence,
    /// Something is wrong with a device or an account (17Cyber).
    CyberHelp,
    /// Harassed online (3018).
    CyberBullying,
    /// Unwanted messages (33700, Signal Spam).
    Spam,
    /// Lost or found, not stolen.
    LostObject,
    /// Between neighbours, at work, with a landlord, in a family.
    CivilDispute,
    /// To be said to an agent, in person.
    Station,
    /// Looking for a station.
    Finder,
    /// Suicide prevention (3114).
    Suicide,
    /// Somebody has disappeared (116 000).
    Missing,
    /// A child in danger (119).
    Child,
}

impl Service {
    /// Every service; emergency first, so that it wins where two are equal.
    pub const ALL: [Self; 16] = [
        Self::Emergency,
        Self::Complaint,
        Self::Report,
        Self::CardFraud,
        Self::OnlineScam,
        Self::Violence,
        Self::CyberHelp,
        Self::CyberBullying,
        Self::Spam,
        Self::LostObject,
        Self::CivilDispute,
        Self::Station,
        Self::Finder,
        Self::Suicide,
        Self::Missing,
        Self::Child,
    ];

    /// Its name in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Complaint => "complaint",
            Self::Report => "report",
            Self::CardFraud => "card-fraud",
            Self::OnlineScam => "online-scam",
            Self::Violence => "violence",
            Self::CyberHelp => "cyber-help",
            Self::CyberBullying => "cyber-bullying",
            Self::Spam => "spam",
            Self::LostObject => "lost-object",
            Self::CivilDispute => "civil-dispute",
            Self::Station => "station",
            Self::Finder => "finder",
            Self::Suicide => "suicide",
            Self::Missing => "missing",
            Self::Child => "child",
        }
    }

    /// The service of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.code() == code)
    }
}

/// What is said of a service once it is the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advice {
    /// What to do.
    pub title: Word,
    /// Why this service.
    pub reason: Word,
    /// What to have or to do first, one a paragraph.
    pub prepare: Word,
}

impl Service {
    /// What to say of it.
    pub const fn advice(self) -> Advice {
        let (title, reason, prepare) = match self {
            Self::Emergency => (Word::ToEmergency, Word::ToEmergencyWhy, Word::ToEmergencyPrepare),
            Self::Complaint => (Word::ToComplaint, Word::ToComplaintWhy, Word::ToComplaintPrepare),
            Self::Report => (Word::ToReport, Word::ToReportWhy, Word::ToReportPrepare),
            Self::CardFraud => (Word::ToCardFraud, Word::ToCardFraudWhy, Word::ToCardFraudPrepare),
            Self::OnlineScam => (Word::ToOnlineScam, Word::ToOnlineScamWhy, Word::ToOnlineScamPrepare),
            Self::Violence => (Word::ToViolence, Word::ToViolenceWhy, Word::ToViolencePrepare),
            Self::CyberHelp => (Word::ToCyberHelp, Word::ToCyberHelpWhy, Word::ToCyberHelpPrepare),
            Self::CyberBullying => (Word::ToCyberBullying, Word::ToCyberBullyingWhy, Word::ToCyberBullyingPrepare),
            Self::Spam => (Word::ToSpam, Word::ToSpamWhy, Word::ToSpamPrepare),
            Self::LostObject => (Word::ToLostObject, Word::ToLostObjectWhy, Word::ToLostObjectPrepare),
            Self::CivilDispute => (Word::ToCivilDispute, Word::ToCivilDisputeWhy, Word::ToCivilDisputePrepare),
            Self::Station => (Word::ToStation, Word::ToStationWhy, Word::ToStationPrepare),
            Self::Finder => (Word::ToFinder, Word::ToFinderWhy, Word::ToFinderPrepare),
            Self::Suicide => (Word::ToSuicide, Word::ToSuicideWhy, Word::ToSuicidePrepare),
            Self::Missing => (Word::ToMissing, Word::ToMissingWhy, Word::ToMissingPrepare),
            Self::Child => (Word::ToChild, Word::ToChildWhy, Word::ToChildPrepare),
        };
        Advice { title, reason, prepare }
    }

    /// The page of ours that it leads to; `None` for a service elsewhere, whose numbers and addresses are configuration.
    pub const fn page(self) -> Option<Page> {
        match self {
            Self::Emergency => Some(Page::Emergency),
            Self::Complaint => Some(Page::Complaint { step: None }),
            Self::Report => Some(Page::Report { step: None }),
            Self::Station | Self::Finder => Some(Page::Finder),
            _ => None,
        }
    }
}
