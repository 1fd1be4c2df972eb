//! What the screen of one item shows, and how the item is named in the list.

use super::{answered, f, show, titled};
use crate::{
    domain::term::Term,
    form::{
        answers::{Answers, ItemId},
        field::{Field, NO, Spec, YES},
        step::{Part, Tone},
    },
    forms::complaint::total,
    text::{Word, Words},
};

/// What tells a thing further, folded: few have it all at hand.
static OF_PHONE: [&Spec; 4] =
    [&f::PHONE_OPERATOR.spec, &f::PHONE_DESCRIPTION.spec, &f::SECOND_COLOUR.spec, &f::PURCHASED_ON.spec];
static OF_VEHICLE: [&Spec; 4] = [&f::INSURER.spec, &f::POLICY.spec, &f::SECOND_COLOUR.spec, &f::PURCHASED_ON.spec];
static OF_OTHER: [&Spec; 3] = [&f::OTHER_SERIAL.spec, &f::SECOND_COLOUR.spec, &f::PURCHASED_ON.spec];
static OF_THING: [&Spec; 2] = [&f::SECOND_COLOUR.spec, &f::PURCHASED_ON.spec];
static OF_DOCUMENT: [&Spec; 5] = [
    &f::DOCUMENT_COUNTRY.spec,
    &f::ISSUED_BY.spec,
    &f::ISSUED_ON.spec,
    &f::VALID_UNTIL.spec,
    &f::DOCUMENT_DESCRIPTION.spec,
];
static OF_OWNER: [&Spec; 3] = [&f::OWNER_PHONE.spec, &f::OWNER_EMAIL.spec, &f::OWNER_ADDRESS.spec];
static OF_CHEQUES: [&Spec; 3] = [&f::CHEQUE_NUMBER.spec, &f::FIRST_CHEQUE.spec, &f::LAST_CHEQUE.spec];

/// The answers of one item.
#[derive(Clone, Copy)]
struct Asked<'a> {
    answers: &'a Answers,
    item: ItemId,
}

impl<'a> Asked<'a> {
    fn of<T>(self, field: &Field<T>) -> &'a str {
        answered(self.answers, field, Some(self.item))
    }

    /// The word of the choice that was made.
    fn chosen<T>(self, field: &Field<T>) -> Option<Word> {
        field.spec.chosen(self.of(field))
    }
}

/// What is asked of all of it together.
pub(super) fn whole(answers: &Answers) -> Vec<Part> {
    let mut parts = vec![show(&f::GOODS_DECLARED)];
    if answered(answers, &f::GOODS_DECLARED, None) == YES {
        parts.push(show(&f::GOODS_IN_VEHICLE));
        if answered(answers, &f::GOODS_IN_VEHICLE, None) == YES {
            parts.push(show(&f::GOODS_VEHICLE));
        }
    }
    parts
}

pub(super) fn parts(answers: &Answers, item: ItemId) -> Vec<Part> {
    let asked = Asked { answers, item };
    let category = asked.of(&f::CATEGORY);
    let mut parts = vec![show(&f::CATEGORY), show(&f::STATUS)];
    parts.extend(match category {
        f::PHONE_CATEGORY => phone(asked),
        f::PAYMENT_CATEGORY => payment(asked),
        f::DOCUMENT_CATEGORY => document(asked),
        f::REGISTERED_VEHICLE_CATEGORY => registered(asked),
        f::UNREGISTERED_VEHICLE_CATEGORY => {
            vec![show(&f::CYCLE_DESIGNATION), show(&f::FRAME_CODE), show(&f::CYCLE_SERIAL), show(&f::CYCLE_DESCRIPTION)]
        }
        f::MULTIMEDIA_CATEGORY => multimedia(asked),
        f::OTHER => other(asked),
        _ => return parts,
    });
    if asked.of(&f::STATUS) == f::DAMAGED {
        parts.push(show(&f::DAMAGE));
        parts.push(match category {
            f::REGISTERED_VEHICLE_CATEGORY => show(&f::VEHICLE_DAMAGE),
            _ => show(&f::DAMAGE_DESCRIPTION),
        });
    }
    match (category, asked.of(&f::THING)) {
        (f::DOCUMENT_CATEGORY | f::PAYMENT_CATEGORY, _) => {}
        (f::OTHER, thing) if f::THING.spec.chosen(thing).is_none() => {}
        (f::OTHER, f::CASH) => parts.push(show(&f::AMOUNT)),
        _ => {
            parts.extend([show(&f::COLOUR), show(&f::AMOUNT)]);
            parts.push(Part::More(
                Word::MoreOfItem,
                match category {
                    f::PHONE_CATEGORY => &OF_PHONE,
                    f::REGISTERED_VEHICLE_CATEGORY => &OF_VEHICLE,
                    f::OTHER => &OF_OTHER,
                    _ => &OF_THING,
                },
            ));
        }
    }
    parts
}

fn phone(asked: Asked<'_>) -> Vec<Part> {
    let mut parts = vec![show(&f::PHONE_BRAND), show(&f::PHONE_MODEL), show(&f::PHONE_LINE), show(&f::PHONE_IMEI)];
    if f::imei_not_known(asked.of(&f::PHONE_IMEI)) {
        parts.push(show(&f::PHONE_NO_IMEI));
    }
    if asked.of(&f::STATUS) == f::STOLEN && f::imei_given(asked.of(&f::PHONE_IMEI)) {
        parts.extend([
            show(&f::PHONE_STILL_ON),
            show(&f::PHONE_LOCKED),
            show(&f::PHONE_PIN),
            show(&f::PHONE_INSURED),
            show(&f::PHONE_CONSENT),
        ]);
    }
    parts
}

fn payment(asked: Asked<'_>) -> Vec<Part> {
    let mut parts = vec![show(&f::MEANS)];
    let means = asked.of(&f::MEANS);
    if matches!(means, f::CARD | f::CHEQUEBOOK) {
        parts.push(titled(Tone::Careful, Word::PaymentBlockTitle, Word::PaymentBlock));
    }
    parts.extend([show(&f::PAYMENT_LABEL), show(&f::BANK)]);
    match means {
        f::CARD => parts.extend([show(&f::CARD_END), show(&f::IBAN)]),
        f::CHEQUEBOOK => {
            parts.extend([show(&f::IBAN), Part::More(Word::MoreOfCheques, &OF_CHEQUES)]);
        }
        _ => {}
    }
    parts
}

fn document(asked: Asked<'_>) -> Vec<Part> {
    let mut parts = vec![show(&f::DOCUMENT_TYPE)];
    if asked.of(&f::DOCUMENT_TYPE) == f::OTHER {
        parts.push(show(&f::DOCUMENT_TYPE_TEXT));
    }
    parts.push(show(&f::DOCUMENT_OWNED));
    if asked.of(&f::DOCUMENT_OWNED) == NO {
        parts.extend([show(&f::OWNER_LAST_NAME), show(&f::OWNER_FIRST_NAME), Part::More(Word::MoreOfOwner, &OF_OWNER)]);
        if f::is_for_entity(asked.answers) {
            parts.push(show(&f::OWNER_COMPANY));
        }
    }
    parts.extend([show(&f::DOCUMENT_NUMBER), Part::More(Word::MoreOfItem, &OF_DOCUMENT)]);
    parts
}

fn multimedia(asked: Asked<'_>) -> Vec<Part> {
    let mut parts = vec![
        show(&f::DEVICE_NATURE),
        show(&f::DEVICE_BRAND),
        show(&f::DEVICE_MODEL),
        show(&f::DEVICE_SERIAL),
        show(&f::DEVICE_DESCRIPTION),
    ];
    if f::is_for_entity(asked.answers) {
        parts.push(show(&f::DEVICE_OWNED));
        if asked.of(&f::DEVICE_OWNED) == NO {
            parts.extend([show(&f::OWNER_LAST_NAME), show(&f::OWNER_FIRST_NAME)]);
        }
    }
    parts
}

fn registered(asked: Asked<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    if asked.of(&f::STATUS) == f::STOLEN {
        parts.push(titled(Tone::Careful, Word::VehicleStolenTitle, Word::VehicleStolen));
    }
    parts.extend([
        show(&f::VEHICLE_NATURE),
        show(&f::VEHICLE_BRAND),
        show(&f::VEHICLE_MODEL),
        show(&f::PLATE),
        show(&f::PLATE_COUNTRY),
        show(&f::VIN),
    ]);
    parts
}

fn other(asked: Asked<'_>) -> Vec<Part> {
    let mut parts = vec![show(&f::THING)];
    match asked.of(&f::THING) {
        f::CASH => return vec![show(&f::THING), show(&f::CURRENCY), show(&f::OTHER_DESCRIPTION)],
        f::PLATE_ALONE => parts.extend([show(&f::PLATE), show(&f::PLATE_COUNTRY)]),
        f::JEWELLERY => parts.push(show(&f::ENGRAVING)),
        thing if f::THING.spec.chosen(thing).is_none() => return parts,
        _ => {}
    }
    parts.extend([show(&f::OTHER_DESIGNATION), show(&f::OTHER_DESCRIPTION), show(&f::OTHER_QUANTITY)]);
    parts
}

/// What an item is called in the list: by what was typed, else by what was chosen.
pub(crate) fn name(answers: &Answers, item: ItemId, words: &Words) -> String {
    let asked = Asked { answers, item };
    let joined = |texts: [&str; 2]| texts.map(str::trim).join(" ").trim().to_owned();
    let (typed, chosen) = match asked.of(&f::CATEGORY) {
        f::PHONE_CATEGORY => (joined([asked.of(&f::PHONE_BRAND), asked.of(&f::PHONE_MODEL)]), None),
        f::PAYMENT_CATEGORY => (joined([asked.of(&f::PAYMENT_LABEL), ""]), asked.chosen(&f::MEANS)),
        f::DOCUMENT_CATEGORY => match asked.of(&f::DOCUMENT_TYPE) {
            f::OTHER => (joined([asked.of(&f::DOCUMENT_TYPE_TEXT), ""]), None),
            _ => (String::new(), asked.chosen(&f::DOCUMENT_TYPE)),
        },
        f::REGISTERED_VEHICLE_CATEGORY => {
            let make = Term::parse(asked.of(&f::VEHICLE_BRAND)).map(|make| make.fr).unwrap_or_default();
            (joined([&make, asked.of(&f::VEHICLE_MODEL)]), asked.chosen(&f::VEHICLE_NATURE))
        }
        f::UNREGISTERED_VEHICLE_CATEGORY => (joined([asked.of(&f::CYCLE_DESIGNATION), ""]), None),
        f::MULTIMEDIA_CATEGORY => {
            (joined([asked.of(&f::DEVICE_BRAND), asked.of(&f::DEVICE_MODEL)]), asked.chosen(&f::DEVICE_NATURE))
        }
        f::OTHER => match asked.of(&f::THING) {
            f::CASH => (String::new(), asked.chosen(&f::THING)),
            _ => (joined([asked.of(&f::OTHER_DESIGNATION), ""]), asked.chosen(&f::THING)),
        },
        _ => return String::new(),
    };
    if !typed.is_empty() {
        return typed;
    }
    chosen.or(asked.chosen(&f::CATEGORY)).map_or_else(String::new, |word| words.say(word).to_owned())
}

/// What happened to it, and what it was worth: `Volé · 450 €`.
pub(super) fn about(answers: &Answers, item: ItemId, words: &Words) -> String {
    let asked = Asked { answers, item };
    let status = asked.chosen(&f::STATUS).map(|word| words.say(word).to_owned());
    let amount = total::amount(answers, item).map(|amount| words.euros(amount.cents()));
    let about: Vec<String> = status.into_iter().chain(amount).collect();
    about.join(" · ")
}
