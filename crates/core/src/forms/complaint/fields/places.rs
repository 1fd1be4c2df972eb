//! The kinds of places, as agents' software lists them: a menu and its sub-menus, by their French names, and what is asked of
//! a place of each kind.

use super::choice;
use crate::{
    domain::flaw::FlawKind,
    form::field::{Control, Field, Spec},
    text::Word,
};

/// A kind of place.
pub struct Menu {
    /// Its French name, which is kept.
    pub name: &'static str,
    /// Which kind within it, where there are several.
    pub detail: Option<&'static Field<&'static str>>,
    /// What is asked of the place.
    pub asks: Asks,
}

/// What is asked of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Its address.
    Address,
    /// Its address, or its point on the map: who was in a street may not know its name.
    Map,
    /// The same, of a place that is passed through: where one came from and went to, if it was on the way somewhere.
    Street,
    /// Its address, of a vehicle: where one came from and went to, if it was on the way somewhere.
    Vehicle,
    /// Whether it is one's own address, else its address.
    Home,
    /// Where one came from and went to, if it moves; else its address.
    Transport,
    /// Who called.
    Telephone,
    /// The site or the app.
    Internet,
}

/// What moves: its place is a way.
pub const MOVING: &[&str] = &["Autobus", "Tramway", "Métro", "RER", "Train", "Avion", "Bateau"];

/// A field that asks which kind within a kind it is.
macro_rules! kinds_within {
    ($(#[$about:meta])* $field:ident, $name:literal, $($value:literal => $word:ident),+ $(,)?) => {
        $(#[$about])*
        pub static $field: Field<&'static str> = Field {
            spec: Spec::new(
                $name,
                Control::Choice(&[$(choice($value, Word::$word)),+]),
                Word::PlaceDetailLabel,
                Word::PlaceDetailMissing,
            ),
            parse: meaning! { $($value => $value),+ },
        };
    };
}

const fn menu(name: &'static str, detail: Option<&'static Field<&'static str>>, asks: Asks) -> Menu {
    Menu { name, detail, asks }
}

/// Every kind, in the order of the choices.
pub static MENUS: &[Menu] = &[
    menu("Domicile, logement et dépendances", Some(&HOME_PLACE), Asks::Home),
    menu("Voie publique", None, Asks::Street),
    menu("Parking", None, Asks::Map),
    menu("Véhicule terrestre", None, Asks::Vehicle),
    menu("Transports", Some(&TRANSPORT_PLACE), Asks::Transport),
    menu("Commerce ou assimilé", Some(&SHOP_PLACE), Asks::Address),
    menu("Bar, restaurant", Some(&BAR_PLACE), Asks::Address),
    menu("Lieu de loisirs", Some(&LEISURE_PLACE), Asks::Address),
    menu("Établissement scolaire", Some(&SCHOOL_PLACE), Asks::Map),
    menu("Établissement de santé", Some(&HEALTH_PLACE), Asks::Address),
    menu("Établissement administratif", Some(&OFFICE_PLACE), Asks::Address),
    menu("Autres lieux professionnels", Some(&WORK_PLACE), Asks::Address),
    menu("Lieu de culte ou de recueillement", Some(&WORSHIP_PLACE), Asks::Address),
    menu("Téléphone", None, Asks::Telephone),
    menu("Internet", None, Asks::Internet),
];

/// The kind of that name.
#[must_use]
pub fn menu_of(name: &str) -> Option<&'static Menu> {
    MENUS.iter().find(|menu| menu.name == name)
}

/// The kind of place.
pub static PLACE: Field<&'static Menu> = Field {
    spec: Spec::new(
        "place",
        Control::Choice(&[
            choice("Domicile, logement et dépendances", Word::PlaceHome),
            choice("Voie publique", Word::PlaceStreet),
            choice("Parking", Word::PlaceParking),
            choice("Véhicule terrestre", Word::PlaceVehicle),
            choice("Transports", Word::PlaceTransport),
            choice("Commerce ou assimilé", Word::PlaceShop),
            choice("Bar, restaurant", Word::PlaceBarRestaurant),
            choice("Lieu de loisirs", Word::PlaceLeisure),
            choice("Établissement scolaire", Word::PlaceSchool),
            choice("Établissement de santé", Word::PlaceHealth),
            choice("Établissement administratif", Word::PlaceOffice),
            choice("Autres lieux professionnels", Word::PlaceWork),
            choice("Lieu de culte ou de recueillement", Word::PlaceWorship),
            choice("Téléphone", Word::PlaceTelephone),
            choice("Internet", Word::PlaceInternet),
        ]),
        Word::PlaceLabel,
        Word::PlaceMissing,
    ),
    parse: |typed, _| match typed {
        "" => Err(FlawKind::Missing),
        name => menu_of(name).ok_or(FlawKind::NotAChoice),
    },
};

kinds_within! {
    /// Kinds of homes.
    HOME_PLACE, "place_home",
    "Maison" => PlaceHouse,
    "Appartement" => PlaceFlat,
    "Foyer" => PlaceHostel,
    "Boîtes aux lettres" => PlaceLetterBoxes,
    "Parties communes d’immeuble" => PlaceCommonParts,
    "Garage" => PlaceGarage,
    "Cave" => PlaceCellar,
    "Box" => PlaceBox,
    "Hôtel" => PlaceHotel,
    "Autre lieu d’hébergement" => PlaceOtherLodging,
}

kinds_within! {
    /// Kinds of transport.
    TRANSPORT_PLACE, "place_transport",
    "Aire d’autoroute" => PlaceMotorwayArea,
    "Gare routière" => PlaceCoachStation,
    "Autobus" => PlaceBus,
    "Arrêt de bus" => PlaceBusStop,
    "Tramway" => PlaceTram,
    "Arrêt de tramway" => PlaceTramStop,
    "Métro" => PlaceMetro,
    "Station de métro" => PlaceMetroStation,
    "RER" => PlaceRer,
    "Gare RER" => PlaceRerStation,
    "Train" => PlaceTrain,
    "Gare TER" => PlaceTerStation,
    "Gare TGV" => PlaceTgvStation,
    "Avion" => PlacePlane,
    "Aéroport" => PlaceAirport,
    "Bateau" => PlaceBoat,
    "Port" => PlaceHarbour,
}

kinds_within! {
    /// Kinds of shops.
    SHOP_PLACE, "place_shop",
    "Centre commercial" => PlaceMall,
    "Grand magasin" => PlaceDepartmentStore,
    "Grande surface" => PlaceSupermarket,
    "Station-service" => PlacePetrolStation,
    "Garage" => PlaceGarage,
    "Banque" => PlaceBank,
    "Distributeur de billets" => PlaceCashMachine,
    "Bureau de poste" => PlacePostOffice,
    "Bijouterie-horlogerie" => PlaceJeweller,
    "Bureau de tabac" => PlaceTobacconist,
    "Magasin d’alimentation" => PlaceFoodShop,
    "Pharmacie" => PlacePharmacy,
    "Autre commerce" => PlaceOtherShop,
}

kinds_within! {
    /// Kinds of bars and restaurants.
    BAR_PLACE, "place_bar",
    "Restaurant" => PlaceRestaurant,
    "Bar" => PlaceBar,
    "Autre lieu de restauration" => PlaceOtherFood,
}

kinds_within! {
    /// Kinds of places of leisure.
    LEISURE_PLACE, "place_leisure",
    "Camping" => PlaceCamping,
    "Centre sportif" => PlaceSportsCentre,
    "Cinéma" => PlaceCinema,
    "Discothèque" => PlaceNightclub,
    "Jardin public" => PlacePublicGarden,
    "Musée" => PlaceMuseum,
    "Parc d’attractions" => PlaceAmusementPark,
    "Salle de spectacle" => PlaceConcertHall,
    "Théâtre" => PlaceTheatre,
}

kinds_within! {
    /// Kinds of schools.
    SCHOOL_PLACE, "place_school",
    "École" => PlacePrimarySchool,
    "Collège" => PlaceMiddleSchool,
    "Lycée" => PlaceHighSchool,
    "Enseignement supérieur" => PlaceUniversity,
    "Centre d’apprentissage" => PlaceTrainingCentre,
    "Abords d’établissement" => PlaceAroundSchool,
    "Autre" => PlaceOther,
}

kinds_within! {
    /// Kinds of places of care.
    HEALTH_PLACE, "place_health",
    "Hôpital" => PlaceHospital,
    "Cabinet médical" => PlaceDoctor,
    "Pharmacie" => PlacePharmacy,
    "Autre" => PlaceOther,
}

kinds_within! {
    /// Kinds of public offices.
    OFFICE_PLACE, "place_office",
    "Mairie" => PlaceTownHall,
    "Préfecture" => PlacePrefecture,
    "Sous-préfecture" => PlaceSubPrefecture,
    "Palais de justice" => PlaceCourt,
    "Autre" => PlaceOther,
}

kinds_within! {
    /// Other places of work.
    WORK_PLACE, "place_work",
    "Entrepôt" => PlaceWarehouse,
    "Bureaux" => PlaceOffices,
    "Caserne" => PlaceBarracks,
    "Exploitation agricole" => PlaceFarm,
    "Chantier" => PlaceBuildingSite,
    "Usine" => PlaceFactory,
    "Local d’association" => PlaceAssociation,
    "Permanence politique ou syndicale" => PlacePoliticalOffice,
}

kinds_within! {
    /// Kinds of places of worship and remembrance.
    WORSHIP_PLACE, "place_worship",
    "Cimetière" => PlaceCemetery,
    "Monument aux morts" => PlaceWarMemorial,
    "Église" => PlaceChurch,
    "Mosquée" => PlaceMosque,
    "Synagogue" => PlaceSynagogue,
    "Temple" => PlaceTemple,
    "Autre lieu de culte" => PlaceOtherWorship,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choices_are_the_kinds_in_their_order() {
        let Control::Choice(choices) = PLACE.spec.control else { unreachable!() };
        assert!(choices.iter().map(|choice| choice.value).eq(MENUS.iter().map(|menu| menu.name)));
    }

    #[test]
    fn what_moves_is_a_kind_of_transport() {
        let Control::Choice(choices) = TRANSPORT_PLACE.spec.control else { unreachable!() };
        for name in MOVING {
            assert!(choices.iter().any(|choice| choice.value == *name), "{name}");
        }
    }
}
