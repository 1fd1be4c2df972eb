//! The lists to choose from. Their French names are what an agent reads.

use serde::{Deserialize, Serialize};

/// An official document.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentType {
    /// Carte nationale d'identité.
    #[serde(rename = "Carte nationale d’identité")]
    IdentityCard,
    /// Permis de conduire.
    #[serde(rename = "Permis de conduire")]
    DrivingLicence,
    /// Carte grise.
    #[serde(rename = "Carte grise")]
    RegistrationCertificate,
    /// Passeport.
    #[serde(rename = "Passeport")]
    Passport,
    /// Carte de séjour.
    #[serde(rename = "Carte de séjour")]
    ResidencePermit,
    /// Carte de réfugié.
    #[serde(rename = "Carte de réfugié")]
    RefugeeCard,
    /// Carte professionnelle.
    #[serde(rename = "Carte professionnelle")]
    ProfessionalCard,
    /// Livret de famille.
    #[serde(rename = "Livret de famille")]
    FamilyRecordBook,
    /// Titre de transport.
    #[serde(rename = "Titre de transport")]
    TransportPass,
    /// Fiche d'état civil.
    #[serde(rename = "Fiche d’état civil")]
    CivilStatusRecord,
    /// Carte Vitale.
    #[serde(rename = "Carte Vitale")]
    HealthCard,
    /// Carte mutuelle.
    #[serde(rename = "Carte mutuelle")]
    MutualInsuranceCard,
    /// Ordonnancier.
    #[serde(rename = "Ordonnancier")]
    PrescriptionPad,
    /// Badge.
    #[serde(rename = "Badge")]
    Badge,
    /// Another one, at most 30 characters.
    #[serde(rename = "Autre")]
    Other(String),
}

/// What a multimedia item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MultimediaNature {
    /// Enceinte acoustique.
    #[serde(rename = "Enceinte acoustique")]
    Loudspeaker,
    /// Poste de télévision.
    #[serde(rename = "Poste de télévision")]
    Television,
    /// Appareil photo.
    #[serde(rename = "Appareil photo")]
    Camera,
    /// Ordinateur.
    #[serde(rename = "Ordinateur")]
    Computer,
    /// Ordinateur portable.
    #[serde(rename = "Ordinateur portable")]
    Laptop,
    /// Clé USB.
    #[serde(rename = "Clé USB")]
    UsbStick,
    /// Casque audio.
    #[serde(rename = "Casque audio")]
    Headphones,
    /// Montre connectée.
    #[serde(rename = "Montre connectée")]
    SmartWatch,
    /// Another one.
    #[serde(rename = "Autre")]
    Other,
}

/// What a registered vehicle is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum VehicleNature {
    /// Voiture.
    #[serde(rename = "Voiture")]
    Car,
    /// Moto.
    #[serde(rename = "Moto")]
    Motorcycle,
    /// Scooter ou cyclomoteur.
    #[serde(rename = "Scooter ou cyclomoteur")]
    Scooter,
    /// Camionnette.
    #[serde(rename = "Camionnette")]
    Van,
    /// Camion.
    #[serde(rename = "Camion")]
    Lorry,
    /// Camping-car.
    #[serde(rename = "Camping-car")]
    CamperVan,
    /// Caravane.
    #[serde(rename = "Caravane")]
    Caravan,
    /// Remorque.
    #[serde(rename = "Remorque")]
    Trailer,
    /// Quad.
    #[serde(rename = "Quad")]
    Quad,
    /// Tracteur ou engin agricole.
    #[serde(rename = "Tracteur ou engin agricole")]
    FarmVehicle,
    /// Another one.
    #[serde(rename = "Autre")]
    Other,
}

/// What kind of thing was damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DamagedThing {
    /// A building, or a part of one.
    #[serde(rename = "Bâtiment")]
    Building,
    /// A vehicle.
    #[serde(rename = "Véhicule")]
    Vehicle,
    /// Anything else.
    #[serde(rename = "Autre")]
    Other,
}

/// What was done to a damaged thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DamageNature {
    /// Broken, dented, burnt.
    #[serde(rename = "Dégradations")]
    Damage,
    /// Painted or written on.
    #[serde(rename = "Tags ou graffiti")]
    Graffiti,
    /// Anything else.
    #[serde(rename = "Autre")]
    Other,
}
