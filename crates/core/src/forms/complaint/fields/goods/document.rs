use super::{YES_OR_NO, choice, known_line, line, yes_or_no};
use crate::{
    domain::{
        contact::{Email, Phone},
        date::Date,
        flaw::FlawKind,
        goods::DocumentType,
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

/// Which document; the text of the last one is asked beside it.
pub static DOCUMENT_TYPE: Field<DocumentType> = Field {
    spec: Spec::new(
        "document_type",
        Control::Select(&[
            choice("identity-card", Word::DocumentIdentityCard),
            choice("passport", Word::DocumentPassport),
            choice("driving-licence", Word::DocumentDrivingLicence),
            choice("registration-certificate", Word::DocumentRegistrationCertificate),
            choice("health-card", Word::DocumentHealthCard),
            choice("mutual-insurance-card", Word::DocumentMutualInsuranceCard),
            choice("residence-permit", Word::DocumentResidencePermit),
            choice("refugee-card", Word::DocumentRefugeeCard),
            choice("family-record-book", Word::DocumentFamilyRecordBook),
            choice("civil-status-record", Word::DocumentCivilStatusRecord),
            choice("transport-pass", Word::DocumentTransportPass),
            choice("professional-card", Word::DocumentProfessionalCard),
            choice("badge", Word::DocumentBadge),
            choice("prescription-pad", Word::DocumentPrescriptionPad),
            choice(super::super::OTHER, Word::DocumentOther),
        ]),
        Word::DocumentTypeLabel,
        Word::DocumentTypeMissing,
    ),
    parse: meaning! {
        "identity-card" => DocumentType::IdentityCard,
        "passport" => DocumentType::Passport,
        "driving-licence" => DocumentType::DrivingLicence,
        "registration-certificate" => DocumentType::RegistrationCertificate,
        "health-card" => DocumentType::HealthCard,
        "mutual-insurance-card" => DocumentType::MutualInsuranceCard,
        "residence-permit" => DocumentType::ResidencePermit,
        "refugee-card" => DocumentType::RefugeeCard,
        "family-record-book" => DocumentType::FamilyRecordBook,
        "civil-status-record" => DocumentType::CivilStatusRecord,
        "transport-pass" => DocumentType::TransportPass,
        "professional-card" => DocumentType::ProfessionalCard,
        "badge" => DocumentType::Badge,
        "prescription-pad" => DocumentType::PrescriptionPad,
        super::super::OTHER => DocumentType::Other(String::new()),
    },
};

/// Which other document.
pub static DOCUMENT_TYPE_TEXT: Field<String> = Field {
    spec: Spec::new("document_type_text", line(30), Word::DocumentTypeTextLabel, Word::DocumentTypeTextMissing),
    parse: one_line!(30),
};

/// Is it the victim's own?
pub static DOCUMENT_OWNED: Field<bool> = Field {
    spec: Spec::new("document_owned", YES_OR_NO, Word::DocumentOwnedLabel, Word::DocumentOwnedMissing),
    parse: yes_or_no,
};

/// Last name of whom a thing belongs to.
pub static OWNER_LAST_NAME: Field<String> = Field {
    spec: Spec::new("owner_last_name", line(70), Word::OwnerLastNameLabel, Word::OwnerLastNameMissing),
    parse: one_line!(70),
};

/// First name of whom a thing belongs to.
pub static OWNER_FIRST_NAME: Field<String> = Field {
    spec: Spec::new("owner_first_name", line(40), Word::OwnerFirstNameLabel, Word::OwnerFirstNameMissing),
    parse: one_line!(40),
};

/// Their telephone.
pub static OWNER_PHONE: Field<Phone> = Field {
    spec: Spec::optional(
        "owner_phone",
        Control::Line { max: 40, keyboard: Keyboard::Telephone },
        Word::OwnerPhoneLabel,
        None,
    ),
    parse: |typed, _| Phone::parse(typed),
};

/// Their e-mail address.
pub static OWNER_EMAIL: Field<Email> = Field {
    spec: Spec::optional(
        "owner_email",
        Control::Line { max: Email::MAX, keyboard: Keyboard::Email },
        Word::OwnerEmailLabel,
        None,
    ),
    parse: |typed, _| Email::parse(typed),
};

/// Their postal address.
pub static OWNER_ADDRESS: Field<String> =
    Field { spec: Spec::optional("owner_address", line(200), Word::OwnerAddressLabel, None), parse: one_line!(200) };

/// The company that it belongs to.
pub static OWNER_COMPANY: Field<String> =
    Field { spec: Spec::optional("owner_company", line(40), Word::OwnerCompanyLabel, None), parse: one_line!(40) };

/// The country that issued it.
pub static DOCUMENT_COUNTRY: Field<Term> = Field {
    spec: Spec::optional(
        "document_country",
        Control::Term(TermList::Countries),
        Word::DocumentCountryLabel,
        Some(Word::CountryFranceHint),
    ),
    parse: |answer, _| Term::parse(answer),
};

/// Its number.
pub static DOCUMENT_NUMBER: Field<Known<String>> = Field {
    spec: Spec::optional(
        "document_number",
        known_line(30, Keyboard::Text),
        Word::DocumentNumberLabel,
        Some(Word::DocumentNumberHint),
    ),
    parse: known!(|typed| prose::line(typed, 30)),
};

/// Who issued it.
pub static ISSUED_BY: Field<String> = Field {
    spec: Spec::optional("issued_by", line(50), Word::IssuedByLabel, Some(Word::IssuedByHint)),
    parse: one_line!(50),
};

/// Since when it is valid.
pub static ISSUED_ON: Field<Date> = Field {
    spec: Spec::optional("issued_on", Control::Date, Word::IssuedOnLabel, Some(Word::DateHint)),
    parse: |typed, _| Date::parse(typed),
};

/// Until when it is valid.
pub static VALID_UNTIL: Field<Date> = Field {
    spec: Spec {
        doubt: Some(ends_early),
        ..Spec::optional("valid_until", Control::Date, Word::ValidUntilLabel, Some(Word::ValidUntilHint))
    },
    parse: |typed, _| Date::parse(typed),
};

fn ends_early(answers: &Answers, at: At) -> Option<FlawKind> {
    let until = Date::parse(answers.get(at)).ok()?;
    let since = Date::parse(answers.get(At { field: ISSUED_ON.spec.name, ..at })).ok()?;
    (until < since).then_some(FlawKind::DoubtfulValidity)
}

/// What else tells it.
pub static DOCUMENT_DESCRIPTION: Field<String> = Field {
    spec: Spec::optional("document_description", Control::Lines { max: 255 }, Word::DescriptionOfItemLabel, None),
    parse: |typed, _| prose::lines(typed, 1, 255),
};
