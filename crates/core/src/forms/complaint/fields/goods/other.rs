use super::{choice, known_line, line};
use crate::{
    domain::{
        flaw::FlawKind,
        known::{Known, Stance},
        prose,
    },
    form::field::{Control, Field, Keyboard, Spec},
    text::Word,
};

/// The kinds of other things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThingKind {
    /// Jewellery, watches.
    Jewellery,
    /// Cash.
    Cash,
    /// Keys.
    Keys,
    /// Bags, luggage.
    Bag,
    /// Clothes, shoes.
    Clothes,
    /// A plate without its vehicle.
    Plate,
    /// Tools.
    Tools,
    /// Things for sport and leisure.
    Leisure,
    /// Things of the house.
    Household,
    /// A door, a window, a wall.
    Building,
    /// Anything else.
    Other,
}

/// What kind of thing.
pub static THING: Field<ThingKind> = Field {
    spec: Spec::new(
        "thing",
        Control::Select(&[
            choice(JEWELLERY, Word::ThingJewellery),
            choice("bag", Word::ThingBag),
            choice(CASH, Word::ThingCash),
            choice("keys", Word::ThingKeys),
            choice("clothes", Word::ThingClothes),
            choice("tools", Word::ThingTools),
            choice("leisure", Word::ThingLeisure),
            choice("household", Word::ThingHousehold),
            choice("building", Word::ThingBuilding),
            choice(PLATE_ALONE, Word::ThingPlate),
            choice(super::super::OTHER, Word::ThingOther),
        ]),
        Word::ThingLabel,
        Word::ThingMissing,
    ),
    parse: meaning! {
        JEWELLERY => ThingKind::Jewellery,
        "bag" => ThingKind::Bag,
        CASH => ThingKind::Cash,
        "keys" => ThingKind::Keys,
        "clothes" => ThingKind::Clothes,
        "tools" => ThingKind::Tools,
        "leisure" => ThingKind::Leisure,
        "household" => ThingKind::Household,
        "building" => ThingKind::Building,
        PLATE_ALONE => ThingKind::Plate,
        super::super::OTHER => ThingKind::Other,
    },
};

/// The answer "jewellery".
pub const JEWELLERY: &str = "jewellery";
/// The answer "cash".
pub const CASH: &str = "cash";
/// The answer "a plate without its vehicle".
pub const PLATE_ALONE: &str = "plate";

/// True of things that often have a number which tells them from all others.
#[must_use]
pub fn has_number(thing: &str) -> bool {
    matches!(thing, "tools" | "leisure" | "household" | super::super::OTHER)
}

/// What the thing is called.
pub static OTHER_DESIGNATION: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::OtherDesignationHint),
        ..Spec::new("other_designation", line(30), Word::OtherDesignationLabel, Word::OtherDesignationMissing)
    },
    parse: one_line!(30),
};

/// What it looks like.
pub static OTHER_DESCRIPTION: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::OtherDescriptionHint),
        ..Spec::new(
            "other_description",
            Control::Lines { max: 200 },
            Word::OtherDescriptionLabel,
            Word::OtherDescriptionMissing,
        )
    },
    parse: |typed, _| prose::lines(typed, 1, 200),
};

/// How many; one where nothing is said.
pub static OTHER_QUANTITY: Field<u32> = Field {
    spec: Spec::optional(
        "other_quantity",
        Control::Line { max: 4, keyboard: Keyboard::Number },
        Word::OtherQuantityLabel,
        Some(Word::OtherQuantityHint),
    ),
    parse: |typed, _| match prose::line(typed, 4)?.parse() {
        Ok(0) | Err(_) => Err(FlawKind::NotAQuantity),
        Ok(quantity) => Ok(quantity),
    },
};

/// Serial number.
pub static OTHER_SERIAL: Field<Known<String>> = Field {
    spec: Spec::optional("other_serial", known_line(20, Keyboard::Text), Word::OtherSerialLabel, None),
    parse: known!(|typed| prose::line(typed, 20)),
};

/// What is engraved on a jewel.
pub static ENGRAVING: Field<String> = Field {
    spec: Spec::optional("engraving", line(60), Word::EngravingLabel, Some(Word::EngravingHint)),
    parse: one_line!(60),
};

/// The currency of cash; euros where nothing is said.
pub static CURRENCY: Field<String> = Field {
    spec: Spec::optional("currency", line(20), Word::CurrencyLabel, Some(Word::CurrencyHint)),
    parse: one_line!(20),
};
