//! Who declares.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    choice::Town,
    contact::{Email, Phone},
    date::{Date, Now},
    flaw::FlawKind,
    siret::Siret,
    term::Term,
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

/// A birth date of a child for whom a parent declares: under 18 today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MinorBirthDate(Date);

impl MinorBirthDate {
    /// Reads a birth date. With an untrusted clock only the form of the date is checked.
    pub fn parse(typed: &str, now: Now) -> Result<Self, FlawKind> {
        let date = Date::parse(typed)?;
        let Some(today) = Zone::Metropolitan.today(now).filter(|_| now.trusted) else { return Ok(Self(date)) };
        if date > today {
            Err(FlawKind::DateInFuture)
        } else if date <= today.years_before(18) {
            Err(FlawKind::NotAMinor)
        } else {
            Ok(Self(date))
        }
    }
}

/// What a person's civil status is made of, as on an identity document.
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
    /// Country of birth.
    pub birth_country: Term,
    /// Town of birth.
    pub birth_town: Town,
    /// Nationality, as the country's name.
    pub nationality: Term,
    /// Family situation.
    pub family: Family,
    /// Trade, at most [`Term::MAX`] characters.
    pub job: Term,
}

/// Family situations, as agents' software lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Family {
    /// Single.
    #[serde(rename = "Célibataire")]
    Single,
    /// Living together.
    #[serde(rename = "Concubinage")]
    Cohabiting,
    /// Married.
    #[serde(rename = "Marié(e)")]
    Married,
    /// In a civil partnership.
    #[serde(rename = "Pacsé(e)")]
    Partnered,
    /// Divorced.
    #[serde(rename = "Divorcé(e)")]
    Divorced,
    /// Widowed.
    #[serde(rename = "Veuf(ve)")]
    Widowed,
}

/// Where somebody lives or is established.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostalAddress {
    /// Number, street, building, at most 200 characters.
    pub street: String,
    /// The town.
    pub town: Town,
    /// Postal code, abroad: at most 20 characters. In France the commune says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// State, province or region, abroad: at most 50 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The country.
    pub country: Term,
}

/// How the station reaches whoever declares.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactDetails {
    /// Where they live.
    pub address: PostalAddress,
    /// E-mail address.
    pub email: Email,
    /// A telephone at which they can be reached: never the stolen line.
    pub phone: Phone,
    /// Another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_phone: Option<Phone>,
    /// The service may write an e-mail.
    pub may_email: bool,
    /// The service may write a text message.
    pub may_text: bool,
}

/// In which quality somebody declares.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status")]
pub enum Declarant {
    /// The victim.
    #[serde(rename = "Victime")]
    Victim,
    /// Father, mother or other legal representative of a minor victim.
    #[serde(rename = "Représentant légal de son enfant mineur")]
    Parent {
        /// The victim.
        child: Child,
    },
    /// Legal representative or mandated agent of a company, association or authority.
    #[serde(rename = "Représentant d’une personne morale")]
    Entity {
        /// The victim.
        entity: Box<LegalEntity>,
    },
    /// Guardian of a protected adult, where the institution takes their declarations.
    #[serde(rename = "Représentant d’un majeur protégé")]
    Guardian {
        /// The victim.
        person: Box<Represented>,
    },
}

/// A minor victim.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Child {
    /// Name, at most 70 characters.
    pub name: String,
    /// First names, at most 40 characters.
    pub first_names: String,
    /// Day of birth.
    pub birth_date: MinorBirthDate,
    /// What whoever declares is to the child.
    pub relation: Relation,
}

/// What somebody is to a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    /// Mother.
    #[serde(rename = "Mère")]
    Mother,
    /// Father.
    #[serde(rename = "Père")]
    Father,
    /// Somebody else who holds parental authority.
    #[serde(rename = "Titulaire de l’autorité parentale")]
    Authority,
}

/// A legal entity.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalEntity {
    /// Its number.
    pub siret: Siret,
    /// Its name, at most 40 characters.
    pub name: String,
    /// What whoever declares is in it, at most 30 characters.
    pub function: String,
    /// Its nationality, as the country's name.
    pub nationality: Term,
    /// Professional e-mail address of its contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Its telephone.
    pub phone: Phone,
    /// Its address.
    pub address: PostalAddress,
}

/// A protected adult.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Represented {
    /// Civil status.
    pub identity: Identity,
    /// Address.
    pub address: PostalAddress,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
}

/// Personal data does not print.
macro_rules! hidden {
    ($($name:ident),+) => {
        $(impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        })+
    };
}

hidden!(Identity, PostalAddress, ContactDetails, Declarant, Child, LegalEntity, Represented);

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

    #[test]
    fn a_child_is_under_eighteen_today() {
        let born = |typed| MinorBirthDate::parse(typed, NOW).err();
        assert_eq!(born("24 11 2008"), None);
        assert_eq!(born("23 11 2008"), Some(FlawKind::NotAMinor));
        assert_eq!(born("23 11 2026"), None);
        assert_eq!(born("24 11 2026"), Some(FlawKind::DateInFuture));
    }
}
