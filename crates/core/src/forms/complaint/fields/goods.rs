//! What was taken or damaged: whether there is anything, and the fields that items of every category share.

use super::{YES_OR_NO, choice, explained, line, ticked, yes_or_no};
use crate::{
    domain::{
        date::Date,
        flaw::FlawKind,
        goods::{Amount, Damage, DamageNature},
        prose,
    },
    form::field::{Control, Field, Keyboard, NO, Spec, YES},
    text::Word,
};

/// What is known of a number: what was typed, read by `$read`, or one of the other two answers.
macro_rules! known {
    ($read:expr) => {
        |answer, _| match Stance::of(answer) {
            (Stance::Typed, typed) => ($read)(typed).map(Known::Value),
            (Stance::DontKnow, _) => Ok(Known::DontKnow),
            (Stance::WillBring, _) => Ok(Known::WillBring),
        }
    };
}

/// What is worth a second look in a number that was typed.
macro_rules! doubt {
    ($name:ident) => {
        |answers, at| match Stance::of(answers.get(at)) {
            (Stance::Typed, typed) => $name::parse(typed).ok()?.doubt(),
            (Stance::DontKnow | Stance::WillBring, _) => None,
        }
    };
}

mod document;
mod multimedia;
mod other;
mod payment;
mod phone;
mod vehicle;

pub use document::*;
pub use multimedia::*;
pub use other::*;
pub use payment::*;
pub use phone::*;
pub use vehicle::*;

const fn known_line(max: usize, keyboard: Keyboard) -> Control {
    Control::Known { max, keyboard }
}

/// Is there anything to declare?
pub static GOODS_DECLARED: Field<bool> = Field {
    spec: Spec::new(
        "goods_declared",
        Control::Choice(&[choice(YES, Word::Yes), explained(NO, Word::GoodsNothing, Word::GoodsNothingHint)]),
        Word::GoodsDeclaredLabel,
        Word::GoodsDeclaredMissing,
    ),
    parse: yes_or_no,
};

/// Was some of it in a vehicle?
pub static GOODS_IN_VEHICLE: Field<()> =
    Field { spec: Spec::optional("goods_in_vehicle", Control::Tick, Word::GoodsInVehicleLabel, None), parse: ticked };

/// Which vehicle, and where it stood.
pub static GOODS_VEHICLE: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::GoodsVehicleHint),
        ..Spec::new("goods_vehicle", line(100), Word::GoodsVehicleLabel, Word::GoodsVehicleMissing)
    },
    parse: one_line!(100),
};

/// The categories of goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// A mobile telephone.
    Phone,
    /// A means of payment.
    Payment,
    /// An official document.
    Document,
    /// A vehicle with a plate.
    RegisteredVehicle,
    /// A vehicle without one.
    UnregisteredVehicle,
    /// A device for sound, pictures or data.
    Multimedia,
    /// Anything else.
    Other,
}

/// What an item is.
pub static CATEGORY: Field<Category> = Field {
    spec: Spec::new(
        "category",
        Control::Choice(&[
            choice(PHONE_CATEGORY, Word::CategoryPhone),
            explained(PAYMENT_CATEGORY, Word::CategoryPayment, Word::CategoryPaymentHint),
            explained(DOCUMENT_CATEGORY, Word::CategoryDocument, Word::CategoryDocumentHint),
            explained(REGISTERED_VEHICLE_CATEGORY, Word::CategoryRegistered, Word::CategoryRegisteredHint),
            explained(UNREGISTERED_VEHICLE_CATEGORY, Word::CategoryUnregistered, Word::CategoryUnregisteredHint),
            explained(MULTIMEDIA_CATEGORY, Word::CategoryMultimedia, Word::CategoryMultimediaHint),
            explained(super::OTHER, Word::CategoryOther, Word::CategoryOtherHint),
        ]),
        Word::CategoryLabel,
        Word::CategoryMissing,
    ),
    parse: meaning! {
        PHONE_CATEGORY => Category::Phone,
        PAYMENT_CATEGORY => Category::Payment,
        DOCUMENT_CATEGORY => Category::Document,
        REGISTERED_VEHICLE_CATEGORY => Category::RegisteredVehicle,
        UNREGISTERED_VEHICLE_CATEGORY => Category::UnregisteredVehicle,
        MULTIMEDIA_CATEGORY => Category::Multimedia,
        super::OTHER => Category::Other,
    },
};

/// The value of the telephone's category.
pub const PHONE_CATEGORY: &str = "phone";
/// The value of the category of means of payment.
pub const PAYMENT_CATEGORY: &str = "payment";
/// The value of the category of documents.
pub const DOCUMENT_CATEGORY: &str = "document";
/// The value of the category of vehicles with a plate.
pub const REGISTERED_VEHICLE_CATEGORY: &str = "registered-vehicle";
/// The value of the category of vehicles without one.
pub const UNREGISTERED_VEHICLE_CATEGORY: &str = "unregistered-vehicle";
/// The value of the category of devices.
pub const MULTIMEDIA_CATEGORY: &str = "multimedia";

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It was taken.
    Stolen,
    /// It was damaged.
    Damaged,
}

/// Stolen or damaged.
pub static STATUS: Field<Status> = Field {
    spec: Spec::new(
        "status",
        Control::Choice(&[choice(STOLEN, Word::StatusStolen), choice(DAMAGED, Word::StatusDamaged)]),
        Word::StatusLabel,
        Word::StatusMissing,
    ),
    parse: meaning! { STOLEN => Status::Stolen, DAMAGED => Status::Damaged },
};

/// The answer "stolen".
pub const STOLEN: &str = "stolen";
/// The answer "damaged".
pub const DAMAGED: &str = "damaged";

/// What was done to a damaged item.
pub static DAMAGE: Field<DamageNature> = Field {
    spec: Spec::new(
        "damage",
        Control::Choice(&[
            explained("damage", Word::DamageDamage, Word::DamageDamageHint),
            choice("graffiti", Word::DamageGraffiti),
            choice(super::OTHER, Word::DamageOther),
        ]),
        Word::DamageLabel,
        Word::DamageMissing,
    ),
    parse: meaning! {
        "damage" => DamageNature::Damage,
        "graffiti" => DamageNature::Graffiti,
        super::OTHER => DamageNature::Other,
    },
};

/// The damage to anything but a registered vehicle.
pub static DAMAGE_DESCRIPTION: Field<String> = Field {
    spec: Spec::optional(
        "damage_description",
        Control::Lines { max: Damage::SHORT },
        Word::DamageDescriptionLabel,
        Some(Word::DamageDescriptionHint),
    ),
    parse: |typed, _| prose::lines(typed, 1, Damage::SHORT),
};

/// Its main colour.
pub static COLOUR: Field<String> =
    Field { spec: Spec::optional("colour", line(30), Word::ColourLabel, None), parse: one_line!(30) };

/// Another colour that it has.
pub static SECOND_COLOUR: Field<String> =
    Field { spec: Spec::optional("second_colour", line(30), Word::SecondColourLabel, None), parse: one_line!(30) };

/// When it was bought.
pub static PURCHASED_ON: Field<Date> = Field {
    spec: Spec::optional("purchased_on", Control::Date, Word::PurchasedOnLabel, Some(Word::PurchasedOnHint)),
    parse: |typed, _| Date::parse(typed),
};

/// Estimate of the loss.
pub static AMOUNT: Field<Amount> = Field {
    spec: Spec::optional(
        "amount",
        Control::Line { max: 12, keyboard: Keyboard::Number },
        Word::AmountLabel,
        Some(Word::AmountHint),
    ),
    parse: |typed, _| Amount::parse(typed),
};
