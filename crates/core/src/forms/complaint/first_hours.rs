//! What to do in the first hours, by what was stolen or damaged.

use super::declared;
use crate::{
    config::Config,
    domain::{
        date::{Date, Now},
        goods::{DocumentType, Item, ItemKind, Means, Thing},
        holiday::is_holiday,
        known::Known,
    },
    form::answers::Answers,
    text::Word,
};

/// Something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Action {
    /// What.
    pub word: Word,
    /// Whom to call for it, where there is one number for everybody.
    pub call: Option<Call>,
    /// By when.
    pub deadline: Deadline,
}

/// The numbers that block means of payment of any bank. They are configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// That of all bank cards.
    Cards,
    /// That of all cheques.
    Cheques,
}

impl Call {
    /// The number to call; none where the configuration names none.
    #[must_use]
    pub fn number(self, config: &Config) -> Option<&str> {
        let number = match self {
            Self::Cards => &config.card_blocking_number,
            Self::Cheques => &config.cheque_blocking_number,
        };
        (!number.is_empty()).then_some(number.as_str())
    }
}

/// By when something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deadline {
    /// Without waiting.
    AtOnce,
    /// Within so many working days of learning of it.
    WorkingDays(u8),
    /// When one gets to it.
    Open,
}

impl Deadline {
    /// The last day, for somebody who learns of it on that day; none where there is no day.
    #[must_use]
    pub fn last_day(self, learnt: Date, department: &str) -> Option<Date> {
        let Self::WorkingDays(days) = self else { return None };
        let is_worked = |date: &Date| date.days_from_monday() < 5 && !is_holiday(*date, department);
        (1..60).filter_map(|after| learnt.plus_days(after)).filter(is_worked).nth(usize::from(days).saturating_sub(1))
    }
}

/// What to do, the most pressing first, each thing once.
#[must_use]
pub fn checklist(answers: &Answers, now: Now) -> Vec<Action> {
    let items: Vec<Item> = declared::items(answers, now).into_iter().map(|(_, item)| item).collect();
    actions(&items)
}

/// See [`checklist`].
#[must_use]
pub fn actions(items: &[Item]) -> Vec<Action> {
    let mut actions: Vec<Action> = items.iter().flat_map(of_item).collect();
    actions.extend(insurance(items));
    let mut once: Vec<Action> = Vec::new();
    for action in actions {
        if !once.contains(&action) {
            once.push(action);
        }
    }
    once.sort_by_key(|action| action.deadline);
    once
}

const fn at_once(word: Word) -> Action {
    Action { word, call: None, deadline: Deadline::AtOnce }
}

const fn later(word: Word) -> Action {
    Action { word, call: None, deadline: Deadline::Open }
}

fn of_item(item: &Item) -> Vec<Action> {
    if !item.is_stolen() {
        return Vec::new();
    }
    match &item.kind {
        ItemKind::Payment(payment) => match payment.means {
            Means::Card { .. } => vec![
                Action { call: Some(Call::Cards), ..at_once(Word::FirstBlockCard) },
                later(Word::FirstContestPayments),
            ],
            Means::Chequebook { .. } => {
                vec![Action { call: Some(Call::Cheques), ..at_once(Word::FirstBlockCheques) }]
            }
            Means::RestaurantCheques | Means::HolidayCheques => vec![at_once(Word::FirstTellIssuer)],
        },
        ItemKind::Phone(_) => {
            vec![at_once(Word::FirstBlockLine), at_once(Word::FirstFindPhone), at_once(Word::FirstChangePasswords)]
        }
        ItemKind::Multimedia(_) => vec![at_once(Word::FirstChangePasswords)],
        ItemKind::RegisteredVehicle(_) => vec![at_once(Word::FirstComeForVehicle)],
        ItemKind::UnregisteredVehicle(cycle) => match cycle.frame_code {
            Some(Known::Value(_) | Known::WillBring) => vec![at_once(Word::FirstTellMarking)],
            Some(Known::DontKnow) | None => Vec::new(),
        },
        ItemKind::Document(document) => vec![of_document(&document.document_type)],
        ItemKind::Other(other) => match other.thing {
            Thing::Keys => vec![at_once(Word::FirstChangeLocks)],
            Thing::Plate { .. } => vec![later(Word::FirstReplacePlate)],
            _ => Vec::new(),
        },
    }
}

fn of_document(document: &DocumentType) -> Action {
    match document {
        DocumentType::IdentityCard
        | DocumentType::Passport
        | DocumentType::DrivingLicence
        | DocumentType::RegistrationCertificate => later(Word::FirstReplaceDocument),
        DocumentType::ResidencePermit | DocumentType::RefugeeCard => later(Word::FirstReplacePermit),
        DocumentType::HealthCard => later(Word::FirstReplaceHealthCard),
        DocumentType::Badge | DocumentType::ProfessionalCard => at_once(Word::FirstBlockBadge),
        DocumentType::PrescriptionPad => at_once(Word::FirstTellOrder),
        DocumentType::MutualInsuranceCard
        | DocumentType::FamilyRecordBook
        | DocumentType::TransportPass
        | DocumentType::CivilStatusRecord
        | DocumentType::Other(_) => later(Word::FirstTellOffice),
    }
}

/// The insurer is told within what the contract says, which is never less than two working days for a theft and five
/// otherwise (code des assurances, article L113-2, 4°).
fn insurance(items: &[Item]) -> Option<Action> {
    let stolen = items.iter().any(Item::is_stolen);
    let (word, days) = if stolen { (Word::FirstInsurerTheft, 2) } else { (Word::FirstInsurerDamage, 5) };
    (!items.is_empty()).then_some(Action { word, call: None, deadline: Deadline::WorkingDays(days) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        form::answers::At,
        forms::complaint::tests::{NOW, declaring},
    };

    #[track_caller]
    fn first(item: &[(&'static str, &str)], expected: &[Word]) {
        let words: Vec<Word> = checklist(&declaring(item), NOW).iter().map(|action| action.word).collect();
        assert_eq!(words, expected);
    }

    const CARD: [(&str, &str); 6] = [
        ("category", "payment"),
        ("status", "stolen"),
        ("means", "card"),
        ("payment_label", "Visa"),
        ("bank", "Banque"),
        ("iban", "\u{1}"),
    ];

    #[test]
    fn each_thing_has_its_first_actions() {
        first(&CARD, &[Word::FirstBlockCard, Word::FirstInsurerTheft, Word::FirstContestPayments]);
        first(
            &[("category", "phone"), ("status", "stolen"), ("phone_brand", "Fairphone")],
            &[Word::FirstBlockLine, Word::FirstFindPhone, Word::FirstChangePasswords, Word::FirstInsurerTheft],
        );
        first(
            &[("category", "document"), ("status", "stolen"), ("document_type", "passport"), ("document_owned", "yes")],
            &[Word::FirstInsurerTheft, Word::FirstReplaceDocument],
        );
        let door = [
            ("category", "other"),
            ("status", "damaged"),
            ("thing", "building"),
            ("damage", "damage"),
            ("other_designation", "Porte"),
            ("other_description", "Forcée"),
        ];
        first(&door, &[Word::FirstInsurerDamage]);
        let bicycle = |code| {
            [
                ("category", "unregistered-vehicle"),
                ("status", "stolen"),
                ("cycle_designation", "Vélo"),
                ("frame_code", code),
            ]
        };
        first(&bicycle("BC12345678"), &[Word::FirstTellMarking, Word::FirstInsurerTheft]);
        first(&bicycle(""), &[Word::FirstInsurerTheft]);
    }

    #[test]
    fn nothing_declared_asks_for_nothing_and_two_cards_are_blocked_by_one_call() {
        assert!(checklist(&Answers::default(), NOW).is_empty());
        let mut answers = declaring(&CARD);
        let item = answers.add_item(super::super::GOODS);
        for (field, value) in CARD {
            answers.set(At { field, item: Some(item) }, value.to_owned());
        }
        let actions = checklist(&answers, NOW);
        assert_eq!(actions.iter().filter(|action| action.word == Word::FirstBlockCard).count(), 1);
        assert_eq!(actions[0].call.unwrap().number(&Config::default()), Some("0 892 705 705"));
    }

    #[test]
    fn working_days_leave_out_sundays_saturdays_and_holidays() {
        let day = |text: &str| Date::parse(text).unwrap();
        let last = |days, learnt| Deadline::WorkingDays(days).last_day(day(learnt), "59");
        // A Friday: Monday and Tuesday.
        assert_eq!(last(2, "2026-11-20"), Some(day("2026-11-24")));
        // Christmas is a Friday.
        assert_eq!(last(2, "2026-12-23"), Some(day("2026-12-28")));
        assert_eq!(last(5, "2026-11-23"), Some(day("2026-11-30")));
        assert_eq!(Deadline::AtOnce.last_day(day("2026-11-20"), "59"), None);
    }
}
