//! The seven categories of goods. Each is a type of its own, so that nothing can be said of an item that is not asked of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    Amount,
    lists::{DocumentType, MultimediaNature, VehicleNature},
};
use crate::domain::{
    contact::{Email, Phone as PhoneNumber},
    date::Date,
    identifiers::{CardEnd, FrameCode, Iban, Imei, Plate, Vin},
    known::Known,
    term::Term,
};

/// What an item is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "category")]
pub enum ItemKind {
    /// An official document.
    #[serde(rename = "Document officiel")]
    Document(Document),
    /// A means of payment.
    #[serde(rename = "Moyen de paiement")]
    Payment(Payment),
    /// A mobile telephone.
    #[serde(rename = "Téléphone portable")]
    Phone(Phone),
    /// A device for sound, pictures or data.
    #[serde(rename = "Multimédia")]
    Multimedia(Multimedia),
    /// A vehicle with a plate.
    #[serde(rename = "Véhicule immatriculé")]
    RegisteredVehicle(RegisteredVehicle),
    /// A vehicle without one.
    #[serde(rename = "Véhicule non immatriculé")]
    UnregisteredVehicle(UnregisteredVehicle),
    /// Anything else.
    #[serde(rename = "Autre")]
    Other(Other),
}

/// What tells a thing from others of its kind, and what it was worth.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particulars {
    /// Its colour, at most 30 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// A second colour, at most 30 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_colour: Option<String>,
    /// When it was bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchased_on: Option<Date>,
    /// The victim's estimate of the loss, in cents of a euro.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_cents: Option<Amount>,
}

/// An official document.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Which.
    pub document_type: DocumentType,
    /// Whose it is.
    pub holder: Holder,
    /// The country that issued it; France where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuing_country: Option<Term>,
    /// Its number, at most 30 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Known<String>>,
    /// Who issued it, at most 50 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_by: Option<String>,
    /// Since when it is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_on: Option<Date>,
    /// Until when it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// What else tells it, at most 255 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// Whose a document is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holder {
    /// The victim's own.
    #[serde(rename = "Le déclarant")]
    Declarant,
    /// Somebody else's.
    #[serde(rename = "Une autre personne")]
    Somebody(Box<Owner>),
}

/// Whose a thing is, where it is not the victim's own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// Their name.
    #[serde(flatten)]
    pub person: Person,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhoneNumber>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Postal address, at most 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The company that it belongs to, at most 40 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
}

/// The name of somebody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Last name, at most 70 characters.
    pub last_name: String,
    /// First name, at most 40 characters.
    pub first_name: String,
}

/// A means of payment.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Which.
    #[serde(flatten)]
    pub means: Means,
    /// What it is called, at most 30 characters.
    pub label: String,
    /// The bank, or who issued it, at most 20 characters.
    pub bank: String,
}

/// The means of payment. What has no account behind it has no IBAN.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "means")]
pub enum Means {
    /// A bank card.
    #[serde(rename = "Carte bancaire")]
    Card {
        /// The account.
        iban: Known<Iban>,
        /// The last digits of its number.
        #[serde(skip_serializing_if = "Option::is_none")]
        card_end: Option<CardEnd>,
    },
    /// A chequebook, or cheques of one.
    #[serde(rename = "Chéquier")]
    Chequebook {
        /// The account.
        iban: Known<Iban>,
        /// Which cheques.
        #[serde(flatten)]
        cheques: Cheques,
    },
    /// Restaurant cheques.
    #[serde(rename = "Chèque restaurant")]
    RestaurantCheques,
    /// Holiday cheques.
    #[serde(rename = "Chèque vacances")]
    HolidayCheques,
}

/// Which cheques, as far as it is known; at most 20 characters each.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cheques {
    /// Number of the chequebook, or of the one cheque.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cheque_number: Option<String>,
    /// Number of the first cheque that is missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_cheque: Option<String>,
    /// Number of the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_cheque: Option<String>,
}

/// A mobile telephone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// Make, at most 20 characters.
    pub brand: String,
    /// Model, at most 20 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Number of its line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<PhoneNumber>,
    /// Operator of its line, at most 20 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// Its identity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imei: Option<Known<Imei>>,
    /// Why it is not known, at most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_imei: Option<String>,
    /// What blocking it needs: asked where it was stolen and its IMEI is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theft: Option<PhoneTheft>,
    /// What else tells it, at most 255 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Colour, age and worth.
    #[serde(flatten)]
    pub particulars: Particulars,
}

/// What is asked of a stolen telephone, so that it can be blocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "five questions that have nothing to do with each other")]
pub struct PhoneTheft {
    /// It was switched on when it was stolen.
    pub still_on: bool,
    /// Its keyboard was locked.
    pub keyboard_locked: bool,
    /// Its card asks for a PIN.
    pub pin_enabled: bool,
    /// It is insured against theft.
    pub insured: bool,
    /// The victim allows that the operator is told, so that the telephone is blocked.
    pub operator_consent: bool,
}

/// A device for sound, pictures or data.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Multimedia {
    /// Which.
    pub nature: MultimediaNature,
    /// Make, at most 20 characters.
    pub brand: String,
    /// Model, at most 20 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Serial number or IMEI, at most 20 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<Known<String>>,
    /// What else tells it, at most 255 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whose it is, where somebody who acts for a legal entity declares what is not the entity's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Person>,
    /// Colour, age and worth.
    #[serde(flatten)]
    pub particulars: Particulars,
}

/// A vehicle with a plate.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredVehicle {
    /// Which.
    pub nature: VehicleNature,
    /// Make, at most 20 characters.
    pub brand: String,
    /// Model, at most 20 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Its registration number.
    pub plate: Known<Plate>,
    /// The country of its plate; France where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plate_country: Option<Term>,
    /// Its identification number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vin: Option<Known<Vin>>,
    /// Insurer, at most 20 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub insurer: Option<String>,
    /// Number of the insurance policy, at most 20 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Colour, age and worth.
    #[serde(flatten)]
    pub particulars: Particulars,
}

/// A vehicle without a plate: bicycle, scooter to stand on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnregisteredVehicle {
    /// What it is called, at most 30 characters.
    pub designation: String,
    /// Serial number, at most 20 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<Known<String>>,
    /// The code marked on its frame.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame_code: Option<Known<FrameCode>>,
    /// What else tells it, at most 255 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Colour, age and worth.
    #[serde(flatten)]
    pub particulars: Particulars,
}

/// Anything else, one thing or a group of like things.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    /// What kind of thing.
    #[serde(flatten)]
    pub thing: Thing,
    /// What it is called, at most 30 characters.
    pub designation: String,
    /// What it looks like, at most 200 characters.
    pub description: String,
    /// How many, at least one.
    pub quantity: u32,
    /// Serial number, at most 20 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<Known<String>>,
    /// Colour, age and worth, of the whole group.
    #[serde(flatten)]
    pub particulars: Particulars,
}

/// The kinds of other things, with what is asked of some of them alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "nature")]
pub enum Thing {
    /// Jewellery, watches.
    #[serde(rename = "Bijou ou montre")]
    Jewellery {
        /// What is engraved on it, at most 60 characters.
        #[serde(skip_serializing_if = "Option::is_none")]
        engraving: Option<String>,
    },
    /// Cash.
    #[serde(rename = "Argent liquide")]
    Cash {
        /// Its currency, at most 20 characters.
        currency: String,
    },
    /// Keys.
    #[serde(rename = "Clés")]
    Keys,
    /// Bags, luggage.
    #[serde(rename = "Sac ou bagage")]
    Bag,
    /// Clothes, shoes.
    #[serde(rename = "Vêtement ou chaussures")]
    Clothes,
    /// A plate without its vehicle.
    #[serde(rename = "Plaque de véhicule")]
    Plate {
        /// What stands on it.
        plate: Known<Plate>,
        /// Its country; France where nothing is said.
        #[serde(skip_serializing_if = "Option::is_none")]
        plate_country: Option<Term>,
    },
    /// Tools.
    #[serde(rename = "Outils")]
    Tools,
    /// Things for sport and leisure.
    #[serde(rename = "Sport ou loisirs")]
    Leisure,
    /// Things of the house.
    #[serde(rename = "Maison")]
    Household,
    /// A door, a window, a wall.
    #[serde(rename = "Porte, fenêtre ou mur")]
    Building,
    /// Anything else.
    #[serde(rename = "Autre")]
    Other,
}

impl ItemKind {
    /// Colour, age and worth; none of what has no price of its own.
    #[must_use]
    pub fn particulars(&self) -> Option<&Particulars> {
        match self {
            Self::Document(_) | Self::Payment(_) => None,
            Self::Phone(phone) => Some(&phone.particulars),
            Self::Multimedia(device) => Some(&device.particulars),
            Self::RegisteredVehicle(vehicle) => Some(&vehicle.particulars),
            Self::UnregisteredVehicle(vehicle) => Some(&vehicle.particulars),
            Self::Other(other) => Some(&other.particulars),
        }
    }
}

/// Nothing of these prints.
macro_rules! hidden {
    ($($name:ident),+ $(,)?) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    )+};
}

hidden!(
    ItemKind,
    Particulars,
    Document,
    Holder,
    Owner,
    Person,
    Payment,
    Means,
    Cheques,
    Phone,
    Multimedia,
    RegisteredVehicle,
    UnregisteredVehicle,
    Other,
    Thing,
    DocumentType,
);
