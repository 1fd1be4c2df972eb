//! Postal addresses, in France or elsewhere. One group of fields.

use super::{
    CountryFields,
    country::{self, country_fields},
    line, token,
};
use crate::{
    domain::{choice::Town, prose},
    form::field::{Control, Field, Spec},
    text::Word,
};

/// An address, in France or elsewhere.
pub struct AddressFields {
    /// Which country.
    pub country: CountryFields,
    /// Number, street, building.
    pub street: Field<String>,
    /// Commune, in France.
    pub municipality: Field<Town>,
    /// Town, abroad.
    pub town: Field<Town>,
    /// Postal code, abroad.
    pub postal_code: Field<String>,
    /// State, province or region, abroad.
    pub region: Field<String>,
}

macro_rules! address_fields {
    ($prefix:literal, $own:literal, $country:ident, $hint:ident, $municipality:ident) => {
        AddressFields {
            country: country_fields(
                concat!($prefix, "in_france"),
                concat!($prefix, "country"),
                Word::$country,
                country::IN_FRANCE,
            ),
            street: Field {
                spec: Spec {
                    autocomplete: token($own, "street-address"),
                    hint: Some(Word::$hint),
                    ..Spec::new(
                        concat!($prefix, "address"),
                        line(200),
                        Word::HomeAddressLabel,
                        Word::HomeAddressMissing,
                    )
                },
                parse: one_line!(200),
            },
            municipality: Field {
                spec: Spec {
                    hint: Some(Word::TownHint),
                    ..Spec::new(
                        concat!($prefix, "municipality"),
                        Control::Municipality { on_map: false },
                        Word::$municipality,
                        Word::MunicipalityMissing,
                    )
                },
                parse: |answer, _| Town::parse(answer),
            },
            town: Field {
                spec: Spec {
                    autocomplete: token($own, "address-level2"),
                    ..Spec::new(concat!($prefix, "town"), line(Town::MAX), Word::TownLabel, Word::TownMissing)
                },
                parse: |typed, _| Town::named(typed),
            },
            postal_code: Field {
                spec: Spec {
                    autocomplete: token($own, "postal-code"),
                    ..Spec::optional(concat!($prefix, "postal_code"), line(20), Word::PostalCodeLabel, None)
                },
                parse: one_line!(20),
            },
            region: Field {
                spec: Spec {
                    autocomplete: token($own, "address-level1"),
                    ..Spec::optional(concat!($prefix, "region"), line(50), Word::RegionLabel, None)
                },
                parse: one_line!(50),
            },
        }
    };
}

/// Where whoever declares lives.
pub static HOME: AddressFields =
    address_fields!("home_", true, ResidenceCountryLabel, HomeAddressHint, HomeMunicipalityLabel);
/// Where the legal entity is.
pub static ENTITY_ADDRESS: AddressFields =
    address_fields!("entity_", false, EntityCountryLabel, StreetHint, MunicipalityLabel);
/// Where the protected adult lives.
pub static REPRESENTED_ADDRESS: AddressFields =
    address_fields!("represented_", false, ResidenceCountryLabel, StreetHint, MunicipalityLabel);
