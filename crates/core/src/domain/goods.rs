//! What was stolen or damaged.
//!
//! - `kinds`: the seven categories, each with what is asked of it
//! - `lists`: the lists to choose from
//! - `amount`: money

mod amount;
mod kinds;
mod lists;

pub use amount::Amount;
pub use kinds::{
    Cheques, Document, Holder, ItemKind, Means, Multimedia, Other, Owner, Particulars, Payment, Person, Phone,
    PhoneTheft, RegisteredVehicle, Thing, UnregisteredVehicle,
};
pub use lists::{DamageNature, DamagedThing, DocumentType, MultimediaNature, VehicleNature};

use std::fmt;

use serde::{Deserialize, Serialize};

/// Greatest number of items in one complaint.
pub const MAX_ITEMS: usize = 20;

/// One item of the list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What happened to it: it is asked of each, since a window can be broken and jewels stolen in one night.
    #[serde(flatten)]
    pub fate: Fate,
    /// What it is.
    #[serde(flatten)]
    pub kind: ItemKind,
}

/// What happened to an item.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status")]
pub enum Fate {
    /// Taken.
    #[serde(rename = "Volé")]
    Stolen,
    /// Damaged.
    #[serde(rename = "Dégradé")]
    Damaged(Damage),
}

/// How an item was damaged.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// What kind of thing was damaged.
    pub damaged: DamagedThing,
    /// What was done to it.
    pub damage: DamageNature,
    /// The damage in the victim's words: always there of a registered vehicle, and of 10 to 1500 characters then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damage_description: Option<String>,
}

impl Damage {
    /// Least length of a description of the damage, in characters.
    pub const MIN: usize = 10;
    /// Its greatest length.
    pub const MAX: usize = 1500;
    /// Its greatest length of anything but a registered vehicle, which has a description of its own.
    pub const SHORT: usize = 255;
}

impl Item {
    /// True where it was taken.
    #[must_use]
    pub fn is_stolen(&self) -> bool {
        matches!(self.fate, Fate::Stolen)
    }

    /// True of a vehicle with a plate.
    #[must_use]
    pub fn is_registered_vehicle(&self) -> bool {
        matches!(self.kind, ItemKind::RegisteredVehicle(_))
    }
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Item(***)")
    }
}

impl fmt::Debug for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fate(***)")
    }
}

impl fmt::Debug for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Damage(***)")
    }
}
