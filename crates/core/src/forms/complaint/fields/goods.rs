//! What was taken or damaged: the fields of one item, and the question whether there is any.

use super::{OTHER, choice, explained, line, spec, yes_or_no};
use crate::{
    domain::{
        contact::Phone,
        flaw::FlawKind,
        goods::{Amount, ItemStatus},
        identifiers::Imei,
        prose,
    },
    form::field::{Control, Field, Keyboard, NO, Spec, YES},
    text::Word,
};

/// Is there anything to declare?
pub static GOODS_DECLARED: Field<bool> = Field {
    spec: spec(
        "goods_declared",
        Control::Choice(&[choice(YES, Word::Yes), explained(NO, Word::GoodsNothing, Word::GoodsNothingHint)]),
        Word::GoodsDeclaredLabel,
        Word::GoodsDeclaredMissing,
    ),
    parse: yes_or_no,
};

/// The categories of goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Category {
    /// A mobile telephone.
    Phone,
    /// Anything else.
    Other,
}

/// What an item is.
pub static CATEGORY: Field<Category> = Field {
    spec: spec(
        "category",
        Control::Choice(&[
            choice(PHONE_CATEGORY, Word::CategoryPhone),
            explained(OTHER, Word::CategoryOther, Word::CategoryOtherHint),
        ]),
        Word::CategoryLabel,
        Word::CategoryMissing,
    ),
    parse: meaning! { PHONE_CATEGORY => Category::Phone, OTHER => Category::Other },
};

/// The value of the telephone's category.
pub const PHONE_CATEGORY: &str = "phone";

/// Stolen or damaged.
pub static STATUS: Field<ItemStatus> = Field {
    spec: spec(
        "status",
        Control::Choice(&[choice("stolen", Word::StatusStolen), choice("damaged", Word::StatusDamaged)]),
        Word::StatusLabel,
        Word::StatusMissing,
    ),
    parse: meaning! { "stolen" => ItemStatus::Stolen, "damaged" => ItemStatus::Damaged },
};

const fn optional(name: &'static str, max: usize, label: Word, hint: Option<Word>) -> Spec {
    Spec { hint, optional: true, ..spec(name, line(max), label, label) }
}

/// Make of the telephone.
pub static PHONE_BRAND: Field<String> =
    Field { spec: spec("phone_brand", line(20), Word::PhoneBrandLabel, Word::PhoneBrandMissing), parse: one_line!(20) };

/// Model of the telephone.
pub static PHONE_MODEL: Field<String> =
    Field { spec: optional("phone_model", 20, Word::PhoneModelLabel, None), parse: one_line!(20) };

/// Number of its line.
pub static PHONE_LINE: Field<Phone> = Field {
    spec: Spec {
        control: Control::Line { max: 40, keyboard: Keyboard::Telephone },
        ..optional("phone_line", 40, Word::PhoneLineLabel, None)
    },
    parse: |typed, _| Phone::parse(typed),
};

/// Operator of its line.
pub static PHONE_OPERATOR: Field<String> =
    Field { spec: optional("phone_operator", 20, Word::PhoneOperatorLabel, None), parse: one_line!(20) };

/// Its IMEI.
pub static PHONE_IMEI: Field<Imei> = Field {
    spec: Spec {
        control: Control::Line { max: Imei::MAX, keyboard: Keyboard::Number },
        ..optional("phone_imei", Imei::MAX, Word::PhoneImeiLabel, Some(Word::PhoneImeiHint))
    },
    parse: |typed, _| Imei::parse(typed),
};

/// What else tells it.
pub static PHONE_DESCRIPTION: Field<String> = Field {
    spec: Spec {
        control: Control::Lines { max: 255 },
        ..optional("phone_description", 255, Word::PhoneDescriptionLabel, Some(Word::PhoneDescriptionHint))
    },
    parse: |typed, _| prose::lines(typed, 1, 255),
};

/// What the thing is called.
pub static OTHER_DESIGNATION: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::OtherDesignationHint),
        ..spec("other_designation", line(30), Word::OtherDesignationLabel, Word::OtherDesignationMissing)
    },
    parse: one_line!(30),
};

/// What it looks like.
pub static OTHER_DESCRIPTION: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::OtherDescriptionHint),
        ..spec(
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
    spec: Spec {
        control: Control::Line { max: 4, keyboard: Keyboard::Number },
        ..optional("other_quantity", 4, Word::OtherQuantityLabel, Some(Word::OtherQuantityHint))
    },
    parse: |typed, _| match prose::line(typed, 4)?.parse() {
        Ok(0) | Err(_) => Err(FlawKind::NotAQuantity),
        Ok(quantity) => Ok(quantity),
    },
};

/// Serial number.
pub static OTHER_SERIAL: Field<String> =
    Field { spec: optional("other_serial", 20, Word::OtherSerialLabel, None), parse: one_line!(20) };

/// Estimate of the loss.
pub static AMOUNT: Field<Amount> = Field {
    spec: Spec {
        control: Control::Line { max: 12, keyboard: Keyboard::Number },
        ..optional("amount", 12, Word::AmountLabel, Some(Word::AmountHint))
    },
    parse: |typed, _| Amount::parse(typed),
};
