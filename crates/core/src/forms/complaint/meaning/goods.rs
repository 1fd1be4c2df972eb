//! How the answers about goods are read.

use super::{super::GOODS, f, when::past};
use crate::{
    domain::{
        goods::{
            Cheques, Damage, DamagedThing, Document, DocumentType, Fate, Holder, Item, ItemKind, MAX_ITEMS, Means,
            Multimedia, Other, Owner, Particulars, Payment, Person, Phone, PhoneTheft, RegisteredVehicle, Thing,
            UnregisteredVehicle,
        },
        known::Known,
    },
    form::{answers::At, field::YES, reader::Reader},
};

pub(super) fn all(reader: &mut Reader<'_>) -> Option<Vec<Item>> {
    if !reader.need(&f::GOODS_DECLARED)? {
        return Some(Vec::new());
    }
    let items = reader.each_item(GOODS, &f::GOODS_DECLARED.spec, MAX_ITEMS, item);
    items.into_iter().collect()
}

/// The vehicle that some of it was in; the inner `None` where nothing was.
#[expect(clippy::option_option, reason = "the outer one is a flaw, the inner one an answer")]
pub fn in_vehicle(reader: &mut Reader<'_>) -> Option<Option<String>> {
    let declared = At { field: f::GOODS_DECLARED.spec.name, item: None };
    if reader.answers().get(declared) != YES || reader.want(&f::GOODS_IN_VEHICLE)?.is_none() {
        return Some(None);
    }
    reader.need(&f::GOODS_VEHICLE).map(Some)
}

pub(crate) fn item(reader: &mut Reader<'_>) -> Option<Item> {
    let category = reader.need(&f::CATEGORY);
    let status = reader.need(&f::STATUS);
    let category = category?;
    let kind = kind(reader, category, status);
    let fate = fate(reader, category, status?, kind.as_ref());
    Some(Item { fate: fate?, kind: kind? })
}

fn kind(reader: &mut Reader<'_>, category: f::Category, status: Option<f::Status>) -> Option<ItemKind> {
    match category {
        f::Category::Phone => phone(reader, status).map(ItemKind::Phone),
        f::Category::Payment => payment(reader).map(ItemKind::Payment),
        f::Category::Document => document(reader).map(ItemKind::Document),
        f::Category::RegisteredVehicle => registered(reader).map(ItemKind::RegisteredVehicle),
        f::Category::UnregisteredVehicle => unregistered(reader).map(ItemKind::UnregisteredVehicle),
        f::Category::Multimedia => multimedia(reader).map(ItemKind::Multimedia),
        f::Category::Other => other(reader).map(ItemKind::Other),
    }
}

/// What kind of thing is damaged shows from what it is.
fn fate(reader: &mut Reader<'_>, category: f::Category, status: f::Status, kind: Option<&ItemKind>) -> Option<Fate> {
    if status == f::Status::Stolen {
        return Some(Fate::Stolen);
    }
    let nature = reader.need(&f::DAMAGE);
    let description = match category {
        f::Category::RegisteredVehicle => reader.need(&f::VEHICLE_DAMAGE).map(Some),
        _ => reader.want(&f::DAMAGE_DESCRIPTION),
    };
    let damaged = match kind? {
        ItemKind::RegisteredVehicle(_) | ItemKind::UnregisteredVehicle(_) => DamagedThing::Vehicle,
        ItemKind::Other(Other { thing: Thing::Building, .. }) => DamagedThing::Building,
        _ => DamagedThing::Other,
    };
    Some(Fate::Damaged(Damage { damaged, damage: nature?, damage_description: description? }))
}

fn particulars(reader: &mut Reader<'_>) -> Option<Particulars> {
    let colour = reader.want(&f::COLOUR);
    let second_colour = reader.want(&f::SECOND_COLOUR);
    let purchased_on = past(reader, &f::PURCHASED_ON);
    let amount_cents = reader.want(&f::AMOUNT);
    Some(Particulars {
        colour: colour?,
        second_colour: second_colour?,
        purchased_on: purchased_on?,
        amount_cents: amount_cents?,
    })
}

fn phone(reader: &mut Reader<'_>, status: Option<f::Status>) -> Option<Phone> {
    let brand = reader.need(&f::PHONE_BRAND);
    let model = reader.want(&f::PHONE_MODEL);
    let line = reader.want(&f::PHONE_LINE);
    let operator = reader.want(&f::PHONE_OPERATOR);
    let imei = reader.want(&f::PHONE_IMEI);
    let no_imei = match &imei {
        Some(Some(Known::DontKnow)) => reader.want(&f::PHONE_NO_IMEI),
        _ => Some(None),
    };
    let theft = match (status, &imei) {
        (Some(f::Status::Stolen), Some(Some(Known::Value(_)))) => phone_theft(reader).map(Some),
        _ => Some(None),
    };
    let description = reader.want(&f::PHONE_DESCRIPTION);
    let particulars = particulars(reader);
    Some(Phone {
        brand: brand?,
        model: model?,
        line: line?,
        operator: operator?,
        imei: imei?,
        no_imei: no_imei?,
        theft: theft?,
        description: description?,
        particulars: particulars?,
    })
}

fn phone_theft(reader: &mut Reader<'_>) -> Option<PhoneTheft> {
    let still_on = reader.need(&f::PHONE_STILL_ON);
    let keyboard_locked = reader.need(&f::PHONE_LOCKED);
    let pin_enabled = reader.need(&f::PHONE_PIN);
    let insured = reader.need(&f::PHONE_INSURED);
    let operator_consent = reader.need(&f::PHONE_CONSENT);
    Some(PhoneTheft {
        still_on: still_on?,
        keyboard_locked: keyboard_locked?,
        pin_enabled: pin_enabled?,
        insured: insured?,
        operator_consent: operator_consent?,
    })
}

fn payment(reader: &mut Reader<'_>) -> Option<Payment> {
    let kind = reader.need(&f::MEANS);
    let label = reader.need(&f::PAYMENT_LABEL);
    let bank = reader.need(&f::BANK);
    let means = match kind? {
        f::MeansKind::Card => {
            let iban = reader.need(&f::IBAN);
            let card_end = reader.want(&f::CARD_END);
            Means::Card { iban: iban?, card_end: card_end? }
        }
        f::MeansKind::Chequebook => {
            let iban = reader.need(&f::IBAN);
            let cheque_number = reader.want(&f::CHEQUE_NUMBER);
            let first_cheque = reader.want(&f::FIRST_CHEQUE);
            let last_cheque = reader.want(&f::LAST_CHEQUE);
            Means::Chequebook {
                iban: iban?,
                cheques: Cheques {
                    cheque_number: cheque_number?,
                    first_cheque: first_cheque?,
                    last_cheque: last_cheque?,
                },
            }
        }
        f::MeansKind::RestaurantCheques => Means::RestaurantCheques,
        f::MeansKind::HolidayCheques => Means::HolidayCheques,
    };
    Some(Payment { means, label: label?, bank: bank? })
}

fn document(reader: &mut Reader<'_>) -> Option<Document> {
    let document_type = match reader.need(&f::DOCUMENT_TYPE) {
        Some(DocumentType::Other(_)) => reader.need(&f::DOCUMENT_TYPE_TEXT).map(DocumentType::Other),
        listed => listed,
    };
    let holder = match reader.need(&f::DOCUMENT_OWNED) {
        Some(true) => Some(Holder::Declarant),
        Some(false) => owner(reader).map(|owner| Holder::Somebody(Box::new(owner))),
        None => None,
    };
    let number = reader.want(&f::DOCUMENT_NUMBER);
    let issuing_country = reader.want(&f::DOCUMENT_COUNTRY);
    let issued_by = reader.want(&f::ISSUED_BY);
    let issued_on = past(reader, &f::ISSUED_ON);
    let valid_until = reader.want(&f::VALID_UNTIL);
    let description = reader.want(&f::DOCUMENT_DESCRIPTION);
    Some(Document {
        document_type: document_type?,
        holder: holder?,
        issuing_country: issuing_country?,
        number: number?,
        issued_by: issued_by?,
        issued_on: issued_on?,
        valid_until: valid_until?,
        description: description?,
    })
}

fn owner(reader: &mut Reader<'_>) -> Option<Owner> {
    let person = person(reader);
    let phone = reader.want(&f::OWNER_PHONE);
    let email = reader.want(&f::OWNER_EMAIL);
    let address = reader.want(&f::OWNER_ADDRESS);
    let company = if f::is_for_entity(reader.answers()) { reader.want(&f::OWNER_COMPANY) } else { Some(None) };
    Some(Owner { person: person?, phone: phone?, email: email?, address: address?, company: company? })
}

fn person(reader: &mut Reader<'_>) -> Option<Person> {
    let last_name = reader.need(&f::OWNER_LAST_NAME);
    let first_name = reader.need(&f::OWNER_FIRST_NAME);
    Some(Person { last_name: last_name?, first_name: first_name? })
}

fn multimedia(reader: &mut Reader<'_>) -> Option<Multimedia> {
    let nature = reader.need(&f::DEVICE_NATURE);
    let brand = reader.need(&f::DEVICE_BRAND);
    let model = reader.want(&f::DEVICE_MODEL);
    let serial = reader.want(&f::DEVICE_SERIAL);
    let description = reader.want(&f::DEVICE_DESCRIPTION);
    let owner = if f::is_for_entity(reader.answers()) { entity_owner(reader) } else { Some(None) };
    let particulars = particulars(reader);
    Some(Multimedia {
        nature: nature?,
        brand: brand?,
        model: model?,
        serial: serial?,
        description: description?,
        owner: owner?,
        particulars: particulars?,
    })
}

/// Whose a thing is that a legal entity declares: its own, or somebody's.
#[expect(
    clippy::option_option,
    reason = "as `Reader::want`: the outer `None` is a flaw, the inner one an empty answer"
)]
fn entity_owner(reader: &mut Reader<'_>) -> Option<Option<Person>> {
    if reader.need(&f::DEVICE_OWNED)? { Some(None) } else { person(reader).map(Some) }
}

fn registered(reader: &mut Reader<'_>) -> Option<RegisteredVehicle> {
    let nature = reader.need(&f::VEHICLE_NATURE);
    let brand = reader.need(&f::VEHICLE_BRAND);
    let model = reader.want(&f::VEHICLE_MODEL);
    let plate = reader.need(&f::PLATE);
    let plate_country = reader.want(&f::PLATE_COUNTRY);
    let vin = reader.want(&f::VIN);
    let insurer = reader.want(&f::INSURER);
    let policy = reader.want(&f::POLICY);
    let particulars = particulars(reader);
    Some(RegisteredVehicle {
        nature: nature?,
        brand: brand?,
        model: model?,
        plate: plate?,
        plate_country: plate_country?,
        vin: vin?,
        insurer: insurer?,
        policy: policy?,
        particulars: particulars?,
    })
}

fn unregistered(reader: &mut Reader<'_>) -> Option<UnregisteredVehicle> {
    let designation = reader.need(&f::CYCLE_DESIGNATION);
    let frame_code = reader.want(&f::FRAME_CODE);
    let serial = reader.want(&f::CYCLE_SERIAL);
    let description = reader.want(&f::CYCLE_DESCRIPTION);
    let particulars = particulars(reader);
    Some(UnregisteredVehicle {
        designation: designation?,
        serial: serial?,
        frame_code: frame_code?,
        description: description?,
        particulars: particulars?,
    })
}

fn other(reader: &mut Reader<'_>) -> Option<Other> {
    let thing = match reader.need(&f::THING)? {
        f::ThingKind::Cash => return cash(reader),
        f::ThingKind::Plate => {
            let plate = reader.need(&f::PLATE);
            let plate_country = reader.want(&f::PLATE_COUNTRY);
            plate.zip(plate_country).map(|(plate, plate_country)| Thing::Plate { plate, plate_country })
        }
        f::ThingKind::Jewellery => reader.want(&f::ENGRAVING).map(|engraving| Thing::Jewellery { engraving }),
        f::ThingKind::Keys => Some(Thing::Keys),
        f::ThingKind::Bag => Some(Thing::Bag),
        f::ThingKind::Clothes => Some(Thing::Clothes),
        f::ThingKind::Tools => Some(Thing::Tools),
        f::ThingKind::Leisure => Some(Thing::Leisure),
        f::ThingKind::Household => Some(Thing::Household),
        f::ThingKind::Building => Some(Thing::Building),
        f::ThingKind::Other => Some(Thing::Other),
    };
    let designation = reader.need(&f::OTHER_DESIGNATION);
    let description = reader.need(&f::OTHER_DESCRIPTION);
    let quantity = reader.want(&f::OTHER_QUANTITY);
    let serial = reader.want(&f::OTHER_SERIAL);
    let particulars = particulars(reader);
    Some(Other {
        thing: thing?,
        designation: designation?,
        description: description?,
        quantity: quantity?.unwrap_or(1),
        serial: serial?,
        particulars: particulars?,
    })
}

/// Cash has no name, colour, age or serial number worth asking for.
fn cash(reader: &mut Reader<'_>) -> Option<Other> {
    let currency = reader.want(&f::CURRENCY);
    let description = reader.need(&f::OTHER_DESCRIPTION);
    let amount_cents = reader.want(&f::AMOUNT);
    Some(Other {
        thing: Thing::Cash { currency: currency?.unwrap_or_else(|| "Euro".to_owned()) },
        designation: "Argent liquide".to_owned(),
        description: description?,
        quantity: 1,
        serial: None,
        particulars: Particulars { amount_cents: amount_cents?, ..Particulars::default() },
    })
}
