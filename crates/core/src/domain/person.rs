//! Who declares.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    choice::Municipality,
    contact::{Email, Phone},
    date::{Date, Now},
    flaw::FlawKind,
    zone::Zone,
};

/// How a person is addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Civility {
    /// Madame.
    #[serde(rename = "Mme")]
    Madam,
    /// Monsieur.
    #[serde(rename = "M.")]
    Sir,
}

/// A birth date of somebody who may declare: at least 18 years ago (majority, code civil art. 414), at most 120.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AdultBirthDate(Date);

impl AdultBirthDate {
    /// Reads a birth date. With an untrusted clock only the form of the date is checked: a phone ten years off must not
    /// turn an adult away.
    pub fn parse(typed: &str, now: Now) -> Result<Self, FlawKind> {
        let date = Date::parse(typed)?;
        let Some(today) = Zone::Metropolitan.today(now).filter(|_| now.trusted) else { return Ok(Self(date)) };
        if date > today {
            Err(FlawKind::DateInFuture)
        } else if date > today.years_before(18) {
            Err(FlawKind::TooYoung)
        } else if date < today.years_before(120) {
            Err(FlawKind::TooOld)
        } else {
            Ok(Self(date))
        }
    }
}

/// The names and the birth of the victim, as on an identity document.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// How to address them.
    pub civility: Civility,
    /// Name at birth, at most 70 characters.
    pub birth_name: String,
    /// Everyday name where it differs, at most 70 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage_name: Option<String>,
    /// All first names, at most 40 characters.
    pub first_names: String,
    /// Day of birth.
    pub birth_date: AdultBirthDate,
}

/// How the station reaches the victim.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactDetails {
    /// Number, street, building, at most 200 characters.
    pub address: String,
    /// Where they live.
    pub municipality: Municipality,
    /// E-mail address.
    pub email: Email,
    /// A telephone at which they can be reached: never the stolen line.
    pub phone: Phone,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(***)")
    }
}

impl fmt::Debug for ContactDetails {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ContactDetails(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Now = Now { unix: 1_795_473_000, trusted: true }; // 23 November 2026, 23:30 in Paris

    #[track_caller]
    fn born(typed: &str, now: Now, expected: Option<FlawKind>) {
        assert_eq!(AdultBirthDate::parse(typed, now).err(), expected, "{typed}");
    }

    #[test]
    fn eighteen_today_is_adult() {
        born("23 11 2008", NOW, None);
        born("24 11 2008", NOW, Some(FlawKind::TooYoung));
        born("23 11 1906", NOW, None);
        born("22 11 1906", NOW, Some(FlawKind::TooOld));
        born("24 11 2026", NOW, Some(FlawKind::DateInFuture));
    }

    #[test]
    fn a_wrong_clock_turns_nobody_away() {
        born("24 11 2008", Now { trusted: false, ..NOW }, None);
        born("40 11 2008", Now { trusted: false, ..NOW }, Some(FlawKind::NotADate));
    }
}
