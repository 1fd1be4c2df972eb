//! The fields of a complaint, one constant each. Lengths are those that agents' software accepts.

use crate::{
    domain::{choice::StationChoice, date::Now, flaw::FlawKind, prose},
    form::field::{Choice, Control, Field, Keyboard, NO, Retold, Spec, YES},
    text::Word,
};

const fn choice(value: &'static str, label: Word) -> Choice {
    Choice { value, label, hint: None }
}

const fn explained(value: &'static str, label: Word, hint: Word) -> Choice {
    Choice { value, label, hint: Some(hint) }
}

const fn line(max: usize) -> Control {
    Control::Line { max, keyboard: Keyboard::Text }
}

/// A text of one line, bounded by the constant that its control shows.
macro_rules! one_line {
    ($max:expr) => {
        |typed, _| prose::line(typed, $max)
    };
}

/// A choice: the kept value and what it means, side by side.
macro_rules! meaning {
    ($($value:pat => $meant:expr),+ $(,)?) => {
        |typed, _| match typed {
            "" => Err(FlawKind::Missing),
            $($value => Ok($meant),)+
            _ => Err(FlawKind::NotAChoice),
        }
    };
}

mod address;
mod country;
mod facts;
mod files;
mod goods;
mod more;
mod person;
mod places;
mod represented;
mod visit;
mod when;
mod you;

pub use address::*;
pub use country::*;
pub use facts::*;
pub use files::*;
pub use goods::*;
pub use more::*;
pub use person::*;
pub use places::*;
pub use represented::*;
pub use visit::*;
pub use when::*;
pub use you::*;

/// The autofill token where the browser may fill in what it knows of its owner.
const fn token(own: bool, token: &'static str) -> &'static str {
    if own { token } else { "off" }
}

const YES_OR_NO: Control = Control::Choice(&[choice(YES, Word::Yes), choice(NO, Word::No)]);

fn ticked(typed: &str, _: Now) -> Result<(), FlawKind> {
    if typed == YES { Ok(()) } else { Err(FlawKind::Missing) }
}

fn yes_or_no(typed: &str, _: Now) -> Result<bool, FlawKind> {
    match typed {
        YES => Ok(true),
        NO => Ok(false),
        "" => Err(FlawKind::Missing),
        _ => Err(FlawKind::NotAChoice),
    }
}

/// The cards that tell what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// Taking without permission.
    Theft,
    /// Damage, also by a driver who left.
    Damage,
    /// A bank card stolen, then used.
    StolenCard,
    /// A scam, not online.
    OfflineScam,
    /// Another attack on property.
    Other,
}

/// What happened, as a card; what a card leaves open is asked beside it.
pub static OFFENCE: Field<Card> = Field {
    spec: Spec {
        retold: Retold::As(Word::OffenceRetold),
        ..Spec::new(
            "offence",
            Control::Choice(&[
                explained(THEFT_CARD, Word::OffenceTheft, Word::OffenceTheftHint),
                explained(DAMAGE_CARD, Word::OffenceDamage, Word::OffenceDamageHint),
                explained(STOLEN_CARD, Word::OffenceStolenCard, Word::OffenceStolenCardHint),
                explained(OFFLINE_SCAM_CARD, Word::OffenceOfflineScam, Word::OffenceOfflineScamHint),
                explained(OTHER, Word::OffenceOther, Word::OffenceOtherHint),
            ]),
            Word::OffenceLabel,
            Word::OffenceMissing,
        )
    },
    parse: meaning! {
        THEFT_CARD => Card::Theft,
        DAMAGE_CARD => Card::Damage,
        STOLEN_CARD => Card::StolenCard,
        OFFLINE_SCAM_CARD => Card::OfflineScam,
        OTHER => Card::Other,
    },
};

/// The value of the card for a theft.
pub const THEFT_CARD: &str = "theft";
/// The value of the card for damage.
pub const DAMAGE_CARD: &str = "damage";
/// The value of the card for a bank card that was stolen, then used.
pub const STOLEN_CARD: &str = "stolen-card";
/// The value of the card for a scam.
pub const OFFLINE_SCAM_CARD: &str = "offline-scam";
/// The value of every "other" choice.
pub const OTHER: &str = "other";

/// Did a driver leave after an accident?
pub static HIT_AND_RUN: Field<bool> = Field {
    spec: Spec {
        hint: Some(Word::HitAndRunHint),
        ..Spec::new("hit_and_run", YES_OR_NO, Word::HitAndRunLabel, Word::HitAndRunMissing)
    },
    parse: yes_or_no,
};

/// Does the victim still hold the bank card that was used? Then it is another service's.
pub static CARD_HELD: Field<bool> =
    Field { spec: Spec::new("card_held", YES_OR_NO, Word::CardHeldLabel, Word::CardHeldMissing), parse: yes_or_no };

/// Where a scam took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scam {
    /// Not on the Internet.
    Offline,
    /// On the Internet: another service's.
    Online,
    /// On the Internet, and the other service does not take it.
    OnlineRefused,
}

/// Was the scam on the Internet?
pub static SCAM_ONLINE: Field<Scam> = Field {
    spec: Spec::new(
        "scam_online",
        Control::Choice(&[
            choice(NO, Word::No),
            choice(YES, Word::Yes),
            explained("refused", Word::ScamOnlineRefused, Word::ScamOnlineRefusedHint),
        ]),
        Word::ScamOnlineLabel,
        Word::ScamOnlineMissing,
    ),
    parse: meaning! { NO => Scam::Offline, YES => Scam::Online, "refused" => Scam::OnlineRefused },
};

/// The kinds of other offences, by the names that agents use; none where the victim says it in their own words.
pub static OTHER_OFFENCE: Field<Option<&'static str>> = Field {
    spec: Spec::new(
        "other_offence",
        Control::Choice(&[
            explained(EXTORTION, Word::OtherExtortion, Word::OtherExtortionHint),
            explained(BREACH_OF_TRUST, Word::OtherBreach, Word::OtherBreachHint),
            explained("Chantage hors Internet", Word::OtherBlackmail, Word::OtherBlackmailHint),
            explained("Filouterie", Word::OtherFilouterie, Word::OtherFilouterieHint),
            choice(OTHER, Word::OtherElse),
        ]),
        Word::OtherOffenceLabel,
        Word::OtherOffenceMissing,
    ),
    parse: meaning! {
        EXTORTION => Some(EXTORTION),
        BREACH_OF_TRUST => Some(BREACH_OF_TRUST),
        "Chantage hors Internet" => Some("Chantage hors Internet"),
        "Filouterie" => Some("Filouterie"),
        OTHER => None,
    },
};

/// Something taken by threats.
pub const EXTORTION: &str = "Extorsion";
/// Something lent or rented that never came back.
pub const BREACH_OF_TRUST: &str = "Abus de confiance";

/// Which other offence, in the victim's words.
pub static OFFENCE_TEXT: Field<String> = Field {
    spec: Spec::new("offence_text", line(100), Word::OffenceTextLabel, Word::OffenceTextMissing),
    parse: one_line!(100),
};

/// First confirmation.
pub static IS_ADULT: Field<()> =
    Field { spec: Spec::new("is_adult", Control::Tick, Word::IsAdultLabel, Word::IsAdultMissing), parse: ticked };

/// Second confirmation.
pub static IS_VICTIM: Field<()> =
    Field { spec: Spec::new("is_victim", Control::Tick, Word::IsVictimLabel, Word::IsVictimMissing), parse: ticked };

/// Third confirmation.
pub static AUTHOR_UNKNOWN: Field<()> = Field {
    spec: Spec {
        hint: Some(Word::AuthorUnknownHint),
        ..Spec::new("author_unknown", Control::Tick, Word::AuthorUnknownLabel, Word::AuthorUnknownMissing)
    },
    parse: ticked,
};

/// The legal notices were read.
pub static LAW_ACCEPTED: Field<()> = Field {
    spec: Spec::new("law_accepted", Control::Tick, Word::LawAcceptedLabel, Word::LawAcceptedMissing),
    parse: ticked,
};

/// The station.
pub static STATION: Field<StationChoice> = Field {
    spec: Spec { ..Spec::new("station", Control::Station, Word::StationLabel, Word::StationMissing) },
    parse: |answer, _| StationChoice::parse(answer),
};
