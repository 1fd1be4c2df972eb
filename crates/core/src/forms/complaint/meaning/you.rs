//! Who declares, for whom, and how to reach them.

use super::super::fields::{self as f, AddressFields, CountryFields, PersonFields, Quality};
use crate::{
    domain::{
        choice::Town,
        contact::{Email, Phone},
        flaw::FlawKind,
        person::{
            AdultBirthDate, Child, Civility, ContactDetails, Declarant, Family, Identity, LegalEntity, PostalAddress,
            Represented,
        },
        siret::Siret,
        term::Term,
    },
    form::{answers::At, reader::Reader},
};

/// Whoever declares, as far as it could be read: their address is asked for again by others.
pub struct Me {
    identity: Option<Identity>,
    pub address: Option<PostalAddress>,
    reached: Option<Reached>,
}

impl Me {
    /// Identity and contact, where nothing is missing.
    pub fn whole(self) -> Option<(Identity, ContactDetails)> {
        let Reached { email, phone, other_phone, may_email, may_text } = self.reached?;
        let contact = ContactDetails { address: self.address?, email, phone, other_phone, may_email, may_text };
        Some((self.identity?, contact))
    }
}

/// Everything about whoever declares, in the order of the steps.
pub fn me(reader: &mut Reader<'_>) -> Me {
    Me { identity: identity(reader, &f::ME), address: address(reader, &f::HOME), reached: reached(reader) }
}

/// For whom it is declared.
pub fn quality(reader: &mut Reader<'_>) -> Option<Quality> {
    let guardians = reader.answers().setting().guardians;
    reader.need(if guardians { &f::DECLARANT_OR_GUARDIAN } else { &f::DECLARANT })
}

/// For whom it is declared, and everything about them. `mine` is the address of whoever declares.
pub fn declarant(reader: &mut Reader<'_>, mine: Option<PostalAddress>) -> Option<Declarant> {
    Some(match quality(reader)? {
        Quality::Victim => Declarant::Victim,
        Quality::Parent => Declarant::Parent { child: child(reader)? },
        Quality::Entity => {
            let (entity, reached) = (entity(reader), entity_reached(reader, mine));
            let (siret, name, function, nationality) = entity?;
            let (email, phone, address) = reached?;
            let entity = LegalEntity { siret, name, function, nationality, email, phone, address };
            Declarant::Entity { entity: Box::new(entity) }
        }
        Quality::Guardian => {
            let (identity, reached) = (identity(reader, &f::REPRESENTED), represented_reached(reader, mine));
            let (address, email, phone) = reached?;
            Declarant::Guardian { person: Box::new(Represented { identity: identity?, address, email, phone }) }
        }
    })
}

/// A civil status: names, birth, situation.
fn identity(reader: &mut Reader<'_>, fields: &'static PersonFields) -> Option<Identity> {
    let names = names(reader, fields);
    let birth = birth(reader, fields);
    let situation = situation(reader, fields);
    let (civility, birth_name, usage_name, first_names) = names?;
    let (birth_date, birth_country, birth_town, nationality) = birth?;
    let (family, job) = situation?;
    Some(Identity {
        civility,
        birth_name,
        usage_name,
        first_names,
        birth_date,
        birth_country,
        birth_town,
        nationality,
        family,
        job,
    })
}

type Names = (Civility, String, Option<String>, String);

pub fn names(reader: &mut Reader<'_>, fields: &'static PersonFields) -> Option<Names> {
    let civility = reader.need(&fields.civility);
    let birth_name = reader.need(&fields.birth_name);
    let usage_name = reader.want(&fields.usage_name);
    let first_names = reader.need(&fields.first_names);
    Some((civility?, birth_name?.to_uppercase(), usage_name?, first_names?))
}

type Birth = (AdultBirthDate, Term, Town, Term);

pub fn birth(reader: &mut Reader<'_>, fields: &'static PersonFields) -> Option<Birth> {
    let date = reader.need(&fields.birth_date);
    let country = country(reader, &fields.birth_country, "France", "France");
    let town = match in_france(reader, &fields.birth_country) {
        Some(true) => reader.need(&fields.birth_town),
        Some(false) => reader.need(&fields.birth_town_abroad),
        None => None,
    };
    let nationality = country_of_nationality(reader, &fields.nationality);
    Some((date?, country?, town?, nationality?))
}

pub fn situation(reader: &mut Reader<'_>, fields: &'static PersonFields) -> Option<(Family, Term)> {
    let family = reader.need(&fields.family);
    let job = reader.need(&fields.job);
    Some((family?, job?))
}

/// France under the names given, or the country that was picked.
pub fn country(reader: &mut Reader<'_>, fields: &'static CountryFields, fr: &str, en: &str) -> Option<Term> {
    if reader.need(&fields.in_france)? {
        Some(Term { code: Some("FR".to_owned()), fr: fr.to_owned(), en: en.to_owned() })
    } else {
        reader.need(&fields.country)
    }
}

fn country_of_nationality(reader: &mut Reader<'_>, fields: &'static CountryFields) -> Option<Term> {
    country(reader, fields, "française", "French")
}

/// What was answered to "in France?", without reading it again.
pub fn in_france(reader: &Reader<'_>, fields: &CountryFields) -> Option<bool> {
    let at = At { field: fields.in_france.spec.name, item: None };
    (fields.in_france.parse)(reader.answers().get(at), reader.now()).ok()
}

/// An address, in France or elsewhere.
pub fn address(reader: &mut Reader<'_>, fields: &'static AddressFields) -> Option<PostalAddress> {
    let country = country(reader, &fields.country, "France", "France");
    let in_france = in_france(reader, &fields.country)?;
    let street = reader.need(&fields.street);
    let (town, postal_code, region) = if in_france {
        (reader.need(&fields.municipality), Some(None), Some(None))
    } else {
        (reader.need(&fields.town), reader.want(&fields.postal_code), reader.want(&fields.region))
    };
    Some(PostalAddress { street: street?, town: town?, postal_code: postal_code?, region: region?, country: country? })
}

/// How whoever declares is reached.
pub struct Reached {
    email: Email,
    phone: Phone,
    other_phone: Option<Phone>,
    may_email: bool,
    may_text: bool,
}

pub fn reached(reader: &mut Reader<'_>) -> Option<Reached> {
    let email = reader.need(&f::EMAIL);
    // Where an identity service has said who is here, it has said how to write to them.
    if !reader.answers().setting().identified
        && let Some(again) = reader.need(&f::EMAIL_AGAIN)
        && email.as_ref().is_some_and(|email| !email.is_the_same_as(&again))
    {
        reader.flaw(&f::EMAIL_AGAIN.spec, FlawKind::OtherEmail);
    }
    let phone = reader.need(&f::PHONE);
    let other_phone = reader.want(&f::OTHER_PHONE);
    let may_email = reader.want(&f::MAY_EMAIL);
    let may_text = reader.want(&f::MAY_TEXT);
    Some(Reached {
        email: email?,
        phone: phone?,
        other_phone: other_phone?,
        may_email: may_email?.is_some(),
        may_text: may_text?.is_some(),
    })
}

pub fn child(reader: &mut Reader<'_>) -> Option<Child> {
    let name = reader.need(&f::CHILD_NAME);
    let first_names = reader.need(&f::CHILD_FIRST_NAMES);
    let birth_date = reader.need(&f::CHILD_BIRTH_DATE);
    let relation = reader.need(&f::CHILD_RELATION);
    Some(Child { name: name?.to_uppercase(), first_names: first_names?, birth_date: birth_date?, relation: relation? })
}

pub fn entity(reader: &mut Reader<'_>) -> Option<(Siret, String, String, Term)> {
    let siret = reader.need(&f::SIRET);
    if siret.as_ref().is_some_and(Siret::is_doubtful) {
        reader.warn(&f::SIRET.spec, FlawKind::DoubtfulSiret);
    }
    let name = reader.need(&f::ENTITY_NAME);
    let function = reader.need(&f::ENTITY_FUNCTION);
    let nationality = country_of_nationality(reader, &f::ENTITY_NATIONALITY);
    Some((siret?, name?, function?, nationality?))
}

pub fn entity_reached(
    reader: &mut Reader<'_>,
    mine: Option<PostalAddress>,
) -> Option<(Option<Email>, Phone, PostalAddress)> {
    let email = reader.want(&f::ENTITY_EMAIL);
    let phone = reader.need(&f::ENTITY_PHONE);
    let same = reader.need(&f::ENTITY_SAME_ADDRESS);
    let address = if same? { mine } else { address(reader, &f::ENTITY_ADDRESS) };
    Some((email?, phone?, address?))
}

pub fn represented_reached(
    reader: &mut Reader<'_>,
    mine: Option<PostalAddress>,
) -> Option<(PostalAddress, Option<Email>, Option<Phone>)> {
    let same = reader.need(&f::REPRESENTED_SAME_ADDRESS);
    let address = match same {
        Some(true) => mine,
        Some(false) => address(reader, &f::REPRESENTED_ADDRESS),
        None => None,
    };
    let email = reader.want(&f::REPRESENTED_EMAIL);
    let phone = reader.want(&f::REPRESENTED_PHONE);
    Some((address?, email?, phone?))
}
