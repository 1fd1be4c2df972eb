use super::{choice, known_line, line};
use crate::{
    domain::{
        flaw::FlawKind,
        goods::{Damage, VehicleNature},
        identifiers::{FrameCode, Plate, Vin},
        known::{Known, Stance},
        prose,
        term::Term,
    },
    form::{
        answers::{Answers, At},
        field::{Control, Field, Keyboard, Spec, TermList},
    },
    text::Word,
};

/// Which registered vehicle.
pub static VEHICLE_NATURE: Field<VehicleNature> = Field {
    spec: Spec::new(
        "vehicle_nature",
        Control::Select(&[
            choice("car", Word::VehicleCar),
            choice("motorcycle", Word::VehicleMotorcycle),
            choice("scooter", Word::VehicleScooter),
            choice("van", Word::VehicleVan),
            choice("lorry", Word::VehicleLorry),
            choice("camper-van", Word::VehicleCamperVan),
            choice("caravan", Word::VehicleCaravan),
            choice("trailer", Word::VehicleTrailer),
            choice("quad", Word::VehicleQuad),
            choice("farm-vehicle", Word::VehicleFarm),
            choice(super::super::OTHER, Word::VehicleOther),
        ]),
        Word::VehicleNatureLabel,
        Word::VehicleNatureMissing,
    ),
    parse: meaning! {
        "car" => VehicleNature::Car,
        "motorcycle" => VehicleNature::Motorcycle,
        "scooter" => VehicleNature::Scooter,
        "van" => VehicleNature::Van,
        "lorry" => VehicleNature::Lorry,
        "camper-van" => VehicleNature::CamperVan,
        "caravan" => VehicleNature::Caravan,
        "trailer" => VehicleNature::Trailer,
        "quad" => VehicleNature::Quad,
        "farm-vehicle" => VehicleNature::FarmVehicle,
        super::super::OTHER => VehicleNature::Other,
    },
};

/// Its make.
pub static VEHICLE_BRAND: Field<String> = Field {
    spec: Spec::new("vehicle_brand", Control::Term(TermList::Makes), Word::PhoneBrandLabel, Word::PhoneBrandMissing),
    parse: |answer, _| Term::parse(answer).and_then(|make| prose::line(&make.fr, 20)),
};

/// Its model.
pub static VEHICLE_MODEL: Field<String> =
    Field { spec: Spec::optional("vehicle_model", line(20), Word::PhoneModelLabel, None), parse: one_line!(20) };

/// What stands on the plate, of a vehicle or alone.
pub static PLATE: Field<Known<Plate>> = Field {
    spec: Spec {
        hint: Some(Word::PlateHint),
        doubt: Some(not_french),
        ..Spec::new("plate", known_line(Plate::MAX, Keyboard::Text), Word::PlateLabel, Word::PlateMissing)
    },
    parse: known!(Plate::parse),
};

/// A plate without a country is French.
fn not_french(answers: &Answers, at: At) -> Option<FlawKind> {
    let country = Term::parse(answers.get(At { field: PLATE_COUNTRY.spec.name, ..at }));
    if country.is_ok_and(|country| !country.fr.eq_ignore_ascii_case("france")) {
        return None;
    }
    match Stance::of(answers.get(at)) {
        (Stance::Typed, typed) => Plate::parse(typed).ok()?.doubt(),
        (Stance::DontKnow | Stance::WillBring, _) => None,
    }
}

/// The country of the plate.
pub static PLATE_COUNTRY: Field<Term> = Field {
    spec: Spec::optional(
        "plate_country",
        Control::Term(TermList::Countries),
        Word::PlateCountryLabel,
        Some(Word::CountryFranceHint),
    ),
    parse: |answer, _| Term::parse(answer),
};

/// Its identification number.
pub static VIN: Field<Known<Vin>> = Field {
    spec: Spec {
        doubt: Some(doubt!(Vin)),
        ..Spec::optional("vin", known_line(Vin::MAX, Keyboard::Text), Word::VinLabel, Some(Word::VinHint))
    },
    parse: known!(Vin::parse),
};

/// Who insures it.
pub static INSURER: Field<String> =
    Field { spec: Spec::optional("insurer", line(20), Word::InsurerLabel, None), parse: one_line!(20) };

/// Number of the insurance policy.
pub static POLICY: Field<String> =
    Field { spec: Spec::optional("policy", line(20), Word::PolicyLabel, None), parse: one_line!(20) };

/// The damage to a registered vehicle.
pub static VEHICLE_DAMAGE: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::VehicleDamageHint),
        ..Spec::new(
            "vehicle_damage",
            Control::Lines { max: Damage::MAX },
            Word::VehicleDamageLabel,
            Word::VehicleDamageMissing,
        )
    },
    parse: |typed, _| prose::lines(typed, Damage::MIN, Damage::MAX),
};

/// What an unregistered vehicle is called.
pub static CYCLE_DESIGNATION: Field<String> = Field {
    spec: Spec {
        hint: Some(Word::CycleDesignationHint),
        ..Spec::new("cycle_designation", line(30), Word::OtherDesignationLabel, Word::OtherDesignationMissing)
    },
    parse: one_line!(30),
};

/// Its serial number.
pub static CYCLE_SERIAL: Field<Known<String>> = Field {
    spec: Spec::optional(
        "cycle_serial",
        known_line(20, Keyboard::Text),
        Word::OtherSerialLabel,
        Some(Word::CycleSerialHint),
    ),
    parse: known!(|typed| prose::line(typed, 20)),
};

/// The code marked on its frame.
pub static FRAME_CODE: Field<Known<FrameCode>> = Field {
    spec: Spec {
        doubt: Some(doubt!(FrameCode)),
        ..Spec::optional(
            "frame_code",
            known_line(FrameCode::MAX, Keyboard::Text),
            Word::FrameCodeLabel,
            Some(Word::FrameCodeHint),
        )
    },
    parse: known!(FrameCode::parse),
};

/// What else tells it.
pub static CYCLE_DESCRIPTION: Field<String> = Field {
    spec: Spec::optional(
        "cycle_description",
        Control::Lines { max: 255 },
        Word::DescriptionOfItemLabel,
        Some(Word::CycleDescriptionHint),
    ),
    parse: |typed, _| prose::lines(typed, 1, 255),
};
