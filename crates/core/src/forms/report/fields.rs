//! The fields of a report, one constant each; those of the tree of categories stand beside it.

use super::categories::{Branch, parse_branch};
use crate::{
    domain::{
        contact::{Email, Phone},
        date::{Date, Hour, Now},
        flaw::FlawKind,
        prose,
        report::{Clock, Medium},
        reported_address::{MAX_PASTED, Pasted},
        zone::Zone,
    },
    form::field::{Choice, Control, Field, Keyboard, NO, Spec, YES},
    text::Word,
};

/// Longest description, in characters.
pub const MAX_DESCRIPTION: usize = 2000;
/// Longest name of a platform, of an account, and of what tells a chat or a match, in characters.
pub const MAX_PLATFORM: usize = 60;
/// See [`MAX_PLATFORM`].
pub const MAX_PSEUDONYM: usize = 100;
/// See [`MAX_PLATFORM`].
pub const MAX_REFERENCE: usize = 300;

const fn choice(value: &'static str, label: Word) -> Choice {
    Choice { value, label, hint: None }
}

const fn explained(value: &'static str, label: Word, hint: Word) -> Choice {
    Choice { value, label, hint: Some(hint) }
}

const fn line(max: usize) -> Control {
    Control::Line { max, keyboard: Keyboard::Text }
}

fn yes_or_no(typed: &str, _: Now) -> Result<bool, FlawKind> {
    match typed {
        YES => Ok(true),
        NO => Ok(false),
        "" => Err(FlawKind::Missing),
        _ => Err(FlawKind::NotAChoice),
    }
}

const YES_OR_NO: Control = Control::Choice(&[choice(YES, Word::Yes), choice(NO, Word::ReportNo)]);

/// There is no emergency.
pub static NO_EMERGENCY: Field<()> = Field {
    spec: Spec::new("no_emergency", Control::Tick, Word::ReportNoEmergencyLabel, Word::ReportNoEmergencyMissing),
    parse: |typed, _| if typed == YES { Ok(()) } else { Err(FlawKind::Missing) },
};

/// Is the sender the victim?
pub static VICTIM: Field<bool> = Field {
    spec: Spec {
        hint: Some(Word::ReportVictimHint),
        ..Spec::new("report_victim", YES_OR_NO, Word::ReportVictimLabel, Word::ReportVictimMissing)
    },
    parse: yes_or_no,
};

/// What it is.
pub static CATEGORY: Field<&'static Branch> = Field {
    spec: Spec::new(
        "report_category",
        Control::Choice(&[
            explained("danger", Word::ReportDanger, Word::ReportDangerHint),
            explained("minors", Word::ReportMinors, Word::ReportMinorsHint),
            choice("threats", Word::ReportThreats),
            explained("hatred", Word::ReportHatred, Word::ReportHatredHint),
            explained("terrorism", Word::ReportTerrorism, Word::ReportTerrorismHint),
            choice("torture", Word::ReportTorture),
            choice("animals", Word::ReportAnimals),
            explained("trade", Word::ReportTrade, Word::ReportTradeHint),
            explained("trafficking", Word::ReportTrafficking, Word::ReportTraffickingHint),
            explained("scam", Word::ReportScam, Word::ReportScamHint),
            explained("incitement", Word::ReportIncitement, Word::ReportIncitementHint),
            explained("insult", Word::ReportInsult, Word::ReportInsultHint),
            explained("spam", Word::ReportSpam, Word::ReportSpamHint),
        ]),
        Word::ReportCategoryLabel,
        Word::ReportCategoryMissing,
    ),
    parse: |typed, _| parse_branch(typed),
};

/// Where on the Internet.
pub static MEDIUM: Field<Medium> = Field {
    spec: Spec::new(
        "medium",
        Control::Choice(&[
            choice("social", Word::MediumSocial),
            choice("website", Word::MediumWebsite),
            choice("video", Word::MediumVideo),
            choice(MESSENGER, Word::MediumMessenger),
            choice("chat", Word::MediumChat),
            choice("game", Word::MediumGame),
            choice("forum", Word::MediumForum),
            choice(EMAILED, Word::MediumEmail),
            choice("other", Word::MediumOther),
        ]),
        Word::MediumLabel,
        Word::MediumMissing,
    ),
    parse: |typed, _| match typed {
        "" => Err(FlawKind::Missing),
        "social" => Ok(Medium::SocialNetwork),
        "website" => Ok(Medium::Website),
        "video" => Ok(Medium::Video),
        MESSENGER => Ok(Medium::Messenger),
        "chat" => Ok(Medium::Chat),
        "game" => Ok(Medium::Game),
        "forum" => Ok(Medium::Forum),
        EMAILED => Ok(Medium::Email),
        "other" => Ok(Medium::Other),
        _ => Err(FlawKind::NotAChoice),
    },
};

/// The value of "a messenger".
pub const MESSENGER: &str = "messenger";
/// The value of "an e-mail".
pub const EMAILED: &str = "email";

/// Is there an address?
pub static ADDRESS_KNOWN: Field<bool> = Field {
    spec: Spec::new(
        "address_known",
        Control::Choice(&[
            choice(YES, Word::AddressKnownYes),
            explained(NO, Word::AddressKnownNo, Word::AddressKnownNoHint),
        ]),
        Word::AddressKnownLabel,
        Word::AddressKnownMissing,
    ),
    parse: yes_or_no,
};

/// The addresses, as pasted.
pub static ADDRESSES: Field<Pasted> = Field {
    spec: Spec {
        hint: Some(Word::AddressesHint),
        ..Spec::new("addresses", Control::Addresses { max: MAX_PASTED }, Word::AddressesLabel, Word::AddressesMissing)
    },
    parse: |typed, _| Pasted::parse(typed),
};

/// The account, where the address does not say it.
pub static ACCOUNT: Field<String> = Field {
    spec: Spec::optional("account", line(MAX_PSEUDONYM), Word::AccountLabel, Some(Word::AccountHint)),
    parse: |typed, _| prose::line(typed, MAX_PSEUDONYM),
};

/// Which chat, game or app.
pub static PLATFORM: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::PlatformHint),
        ..Spec::new("platform", line(MAX_PLATFORM), Word::PlatformLabel, Word::PlatformMissing)
    },
    parse: |typed, _| prose::line(typed, MAX_PLATFORM),
};

/// The name there.
pub static PSEUDONYM: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::PseudonymHint),
        ..Spec::new("pseudonym", line(MAX_PSEUDONYM), Word::PseudonymLabel, Word::PseudonymMissing)
    },
    parse: |typed, _| prose::line(typed, MAX_PSEUDONYM),
};

/// What tells the room, the server or the match.
pub static REFERENCE: Field<String> = Field {
    spec: Spec::optional(
        "reference",
        Control::Lines { max: MAX_REFERENCE },
        Word::ReferenceLabel,
        Some(Word::ReferenceHint),
    ),
    parse: |typed, _| prose::lines(typed, 1, MAX_REFERENCE),
};

/// The day on which it was seen.
pub static SEEN_DATE: Field<Date> = Field {
    spec: Spec {
        hint: Some(Word::DateHint),
        ..Spec::new("seen_date", Control::Date, Word::SeenDateLabel, Word::SeenDateMissing)
    },
    parse: |typed, _| Date::parse(typed),
};

/// The hour at which it was seen.
pub static SEEN_HOUR: Field<Hour> = Field {
    spec: Spec::optional("seen_hour", Control::Hour, Word::SeenHourLabel, Some(Word::HourHint)),
    parse: |typed, _| Hour::parse(typed),
};

/// The clock of that hour; that of Paris where nothing is said.
pub static SEEN_ZONE: Field<Clock> = Field {
    spec: Spec::optional(
        "seen_zone",
        Control::Choice(&[
            choice("paris", Word::ZoneParis),
            choice("antilles", Word::ZoneAntilles),
            choice("guyane", Word::ZoneGuyane),
            choice("reunion", Word::ZoneReunion),
            choice("mayotte", Word::ZoneMayotte),
            choice("miquelon", Word::ZoneMiquelon),
            choice("noumea", Word::ZoneNoumea),
            choice("tahiti", Word::ZoneTahiti),
            choice("wallis", Word::ZoneWallis),
        ]),
        Word::SeenZoneLabel,
        Some(Word::SeenZoneHint),
    ),
    parse: |typed, _| {
        let clock = |name, department| Ok(Clock { name, zone: Zone::of_department(department) });
        match typed {
            "" => Err(FlawKind::Missing),
            "paris" => Ok(PARIS),
            "antilles" => clock("America/Guadeloupe", "971"),
            "guyane" => clock("America/Cayenne", "973"),
            "reunion" => clock("Indian/Reunion", "974"),
            "mayotte" => clock("Indian/Mayotte", "976"),
            "miquelon" => clock("America/Miquelon", "975"),
            "noumea" => clock("Pacific/Noumea", "988"),
            "tahiti" => clock("Pacific/Tahiti", "987"),
            "wallis" => clock("Pacific/Wallis", "986"),
            _ => Err(FlawKind::NotAChoice),
        }
    },
};

/// The clock of Paris.
pub const PARIS: Clock = Clock { name: "Europe/Paris", zone: Zone::Metropolitan };

/// What is to be seen.
pub static DESCRIPTION: Field<String> = Field {
    spec: Spec::optional(
        "report_description",
        Control::Lines { max: MAX_DESCRIPTION },
        Word::ReportDescriptionLabel,
        Some(Word::ReportDescriptionHint),
    ),
    parse: |typed, _| prose::lines(typed, 1, MAX_DESCRIPTION),
};

/// Does the sender say who they are?
pub static NAMED: Field<bool> = Field {
    spec: Spec::new(
        "named",
        Control::Choice(&[
            explained(NO, Word::NamedNo, Word::NamedNoHint),
            explained(YES, Word::NamedYes, Word::NamedYesHint),
        ]),
        Word::NamedLabel,
        Word::NamedMissing,
    ),
    parse: yes_or_no,
};

/// Family name.
pub static LAST_NAME: Field<String> = Field {
    spec: Spec {
        autocomplete: "family-name",
        ..Spec::new("last_name", line(70), Word::ReporterNameLabel, Word::ReporterNameMissing)
    },
    parse: |typed, _| prose::line(typed, 70),
};

/// First names.
pub static FIRST_NAMES: Field<String> = Field {
    spec: Spec {
        autocomplete: "given-name",
        ..Spec::new("reporter_first_names", line(40), Word::FirstNamesLabel, Word::FirstNamesMissing)
    },
    parse: |typed, _| prose::line(typed, 40),
};

/// E-mail address.
pub static EMAIL: Field<Email> = Field {
    spec: Spec {
        autocomplete: "email",
        ..Spec::optional(
            "reporter_email",
            Control::Line { max: Email::MAX, keyboard: Keyboard::Email },
            Word::EmailLabel,
            Some(Word::EmailHint),
        )
    },
    parse: |typed, _| Email::parse(typed),
};

/// Telephone.
pub static PHONE: Field<Phone> = Field {
    spec: Spec {
        autocomplete: "tel",
        ..Spec::optional(
            "reporter_phone",
            Control::Line { max: 40, keyboard: Keyboard::Telephone },
            Word::PhoneLabel,
            None,
        )
    },
    parse: |typed, _| Phone::parse(typed),
};

/// Postal address.
pub static ADDRESS: Field<String> = Field {
    spec: Spec {
        autocomplete: "street-address",
        ..Spec::optional("reporter_address", line(200), Word::ReporterAddressLabel, Some(Word::ReporterAddressHint))
    },
    parse: |typed, _| prose::line(typed, 200),
};
