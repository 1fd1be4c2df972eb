use super::{choice, known_line, line};
use crate::{
    domain::{
        flaw::FlawKind,
        identifiers::{CardEnd, Iban},
        known::{Known, Stance},
        prose,
    },
    form::field::{Control, Field, Keyboard, Spec},
    text::Word,
};

/// The means of payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeansKind {
    /// A bank card.
    Card,
    /// A chequebook, or cheques of one.
    Chequebook,
    /// Restaurant cheques.
    RestaurantCheques,
    /// Holiday cheques.
    HolidayCheques,
}

/// Which means of payment.
pub static MEANS: Field<MeansKind> = Field {
    spec: Spec::new(
        "means",
        Control::Choice(&[
            choice(CARD, Word::MeansCard),
            choice(CHEQUEBOOK, Word::MeansChequebook),
            choice("restaurant-cheques", Word::MeansRestaurant),
            choice("holiday-cheques", Word::MeansHoliday),
        ]),
        Word::MeansLabel,
        Word::MeansMissing,
    ),
    parse: meaning! {
        CARD => MeansKind::Card,
        CHEQUEBOOK => MeansKind::Chequebook,
        "restaurant-cheques" => MeansKind::RestaurantCheques,
        "holiday-cheques" => MeansKind::HolidayCheques,
    },
};

/// The answer "a bank card".
pub const CARD: &str = "card";
/// The answer "a chequebook".
pub const CHEQUEBOOK: &str = "chequebook";

/// What it is called.
pub static PAYMENT_LABEL: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::PaymentLabelHint),
        ..Spec::new("payment_label", line(30), Word::PaymentLabelLabel, Word::PaymentLabelMissing)
    },
    parse: one_line!(30),
};

/// Its bank, or who issued it.
pub static BANK: Field<String> =
    Field { spec: Spec::new("bank", line(20), Word::BankLabel, Word::BankMissing), parse: one_line!(20) };

/// Its account.
pub static IBAN: Field<Known<Iban>> = Field {
    spec: Spec {
        hint: Some(Word::IbanHint),
        doubt: Some(doubt!(Iban)),
        ..Spec::new("iban", known_line(Iban::MAX, Keyboard::Text), Word::IbanLabel, Word::IbanMissing)
    },
    parse: known!(Iban::parse),
};

/// The last digits of the card's number.
pub static CARD_END: Field<CardEnd> = Field {
    spec: Spec {
        doubt: Some(|answers, at| CardEnd::doubt(answers.get(at))),
        ..Spec::optional(
            "card_end",
            Control::Line { max: CardEnd::WANTED, keyboard: Keyboard::Number },
            Word::CardEndLabel,
            Some(Word::CardEndHint),
        )
    },
    parse: |typed, _| CardEnd::parse(typed),
};

/// Number of the chequebook, or of the one cheque.
pub static CHEQUE_NUMBER: Field<String> =
    Field { spec: Spec::optional("cheque_number", line(20), Word::ChequeNumberLabel, None), parse: one_line!(20) };

/// Number of the first cheque that is missing.
pub static FIRST_CHEQUE: Field<String> =
    Field { spec: Spec::optional("first_cheque", line(20), Word::FirstChequeLabel, None), parse: one_line!(20) };

/// Number of the last cheque that is missing.
pub static LAST_CHEQUE: Field<String> =
    Field { spec: Spec::optional("last_cheque", line(20), Word::LastChequeLabel, None), parse: one_line!(20) };
