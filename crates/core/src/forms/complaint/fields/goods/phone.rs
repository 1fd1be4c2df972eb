use super::{YES_OR_NO, known_line, line, yes_or_no};
use crate::{
    domain::{
        contact::Phone,
        flaw::FlawKind,
        identifiers::Imei,
        known::{Known, Stance},
        prose,
    },
    form::{
        answers::{Answers, At},
        field::{Control, Field, Keyboard, Spec},
    },
    forms::complaint::fields,
    text::Word,
};

/// Make of the telephone.
pub static PHONE_BRAND: Field<String> = Field {
    spec: Spec::new("phone_brand", line(20), Word::PhoneBrandLabel, Word::PhoneBrandMissing),
    parse: one_line!(20),
};

/// Model of the telephone.
pub static PHONE_MODEL: Field<String> =
    Field { spec: Spec::optional("phone_model", line(20), Word::PhoneModelLabel, None), parse: one_line!(20) };

/// Number of its line.
pub static PHONE_LINE: Field<Phone> = Field {
    spec: Spec {
        doubt: Some(stolen_line),
        ..Spec::optional(
            "phone_line",
            Control::Line { max: 40, keyboard: Keyboard::Telephone },
            Word::PhoneLineLabel,
            Some(Word::PhoneLineHint),
        )
    },
    parse: |typed, _| Phone::parse(typed),
};

/// A stolen line cannot be called: another number is needed to reach the victim.
fn stolen_line(answers: &Answers, at: At) -> Option<FlawKind> {
    let stolen = answers.get(At { field: super::STATUS.spec.name, ..at }) == super::STOLEN;
    let line = Phone::parse(answers.get(at)).ok()?;
    let mut reached = [&fields::PHONE, &fields::OTHER_PHONE]
        .into_iter()
        .filter_map(|field| Phone::parse(answers.get(At { field: field.spec.name, item: None })).ok());
    (stolen && reached.any(|number| number == line)).then_some(FlawKind::StolenLine)
}

/// Operator of its line.
pub static PHONE_OPERATOR: Field<String> =
    Field { spec: Spec::optional("phone_operator", line(20), Word::PhoneOperatorLabel, None), parse: one_line!(20) };

/// Its IMEI.
pub static PHONE_IMEI: Field<Known<Imei>> = Field {
    spec: Spec {
        doubt: Some(|answers, at| match Stance::of(answers.get(at)) {
            (Stance::Typed, typed) => Imei::parse(typed).ok()?.doubt(),
            (Stance::DontKnow, _) => Some(FlawKind::ImeiNotKnown),
            (Stance::WillBring, _) => None,
        }),
        ..Spec::optional(
            "phone_imei",
            known_line(Imei::MAX, Keyboard::Number),
            Word::PhoneImeiLabel,
            Some(Word::PhoneImeiHint),
        )
    },
    parse: known!(Imei::parse),
};

/// Why it is not known.
pub static PHONE_NO_IMEI: Field<String> = Field {
    spec: Spec::optional("phone_no_imei", line(100), Word::PhoneNoImeiLabel, Some(Word::PhoneNoImeiHint)),
    parse: one_line!(100),
};

/// True where somebody says that they do not know it.
#[must_use]
pub fn imei_not_known(answer: &str) -> bool {
    Stance::of(answer).0 == Stance::DontKnow
}

/// True where an IMEI is given: then the telephone can be blocked, and what that needs is asked.
#[must_use]
pub fn imei_given(answer: &str) -> bool {
    matches!(Stance::of(answer), (Stance::Typed, typed) if Imei::parse(typed).is_ok())
}

/// It was switched on when it was stolen.
pub static PHONE_STILL_ON: Field<bool> = Field {
    spec: Spec::new("phone_still_on", YES_OR_NO, Word::PhoneStillOnLabel, Word::PhoneStillOnMissing),
    parse: yes_or_no,
};

/// Its keyboard was locked.
pub static PHONE_LOCKED: Field<bool> = Field {
    spec: Spec::new("phone_locked", YES_OR_NO, Word::PhoneLockedLabel, Word::PhoneLockedMissing),
    parse: yes_or_no,
};

/// Its card asks for a PIN.
pub static PHONE_PIN: Field<bool> =
    Field { spec: Spec::new("phone_pin", YES_OR_NO, Word::PhonePinLabel, Word::PhonePinMissing), parse: yes_or_no };

/// It is insured against theft.
pub static PHONE_INSURED: Field<bool> = Field {
    spec: Spec::new("phone_insured", YES_OR_NO, Word::PhoneInsuredLabel, Word::PhoneInsuredMissing),
    parse: yes_or_no,
};

/// The operator may be told. A question and not a box: it can be refused.
pub static PHONE_CONSENT: Field<bool> = Field {
    spec: Spec {
        hint: Some(Word::PhoneConsentHint),
        ..Spec::new("phone_consent", YES_OR_NO, Word::PhoneConsentLabel, Word::PhoneConsentMissing)
    },
    parse: yes_or_no,
};

/// What else tells it.
pub static PHONE_DESCRIPTION: Field<String> = Field {
    spec: Spec::optional(
        "phone_description",
        Control::Lines { max: 255 },
        Word::PhoneDescriptionLabel,
        Some(Word::PhoneDescriptionHint),
    ),
    parse: |typed, _| prose::lines(typed, 1, 255),
};
