//! Coming to the station: when, and what the visit will need.

use super::{choice, line, yes_or_no};
use crate::{
    domain::{
        appointment::{Channel, HalfDays, SlotChoice},
        flaw::FlawKind,
        prose,
        zone::Zone,
    },
    form::field::{Choice, Control, Field, NO, Spec, YES},
    text::Word,
};

/// Is an appointment wished for? Asked where none is needed.
pub static WANTS_APPOINTMENT: Field<bool> = Field {
    spec: Spec::new(
        "wants_appointment",
        Control::Choice(&[choice(YES, Word::Yes), choice(NO, Word::WantsAppointmentNo)]),
        Word::WantsAppointmentLabel,
        Word::WantsAppointmentMissing,
    ),
    parse: yes_or_no,
};

/// A time that the station offers.
pub static SLOT: Field<SlotChoice> = Field {
    spec: Spec { optional: true, ..Spec::new("slot", Control::Slot, Word::SlotLabel, Word::SlotLabel) },
    parse: |answer, _| SlotChoice::parse(answer),
};

/// When it would suit.
pub static HALF_DAYS: Field<HalfDays> = Field {
    spec: Spec {
        optional: true,
        hint: Some(Word::HalfDaysHint),
        ..Spec::new("half_days", Control::HalfDays, Word::HalfDaysLabel, Word::HalfDaysLabel)
    },
    // The day changes first where the clocks are ahead: a day too early is told by whoever reads it there.
    parse: |answer, now| HalfDays::parse(answer, Zone::Metropolitan.today(now)),
};

/// How the agent should make contact.
pub static CHANNEL: Field<Channel> = Field {
    spec: Spec {
        optional: true,
        hint: Some(Word::ChannelHint),
        ..Spec::new("channel", Control::Choice(CHANNELS), Word::ChannelLabel, Word::ChannelLabel)
    },
    parse: meaning! { "telephone" => Channel::Telephone, "sms" => Channel::Sms, "email" => Channel::Email },
};

static CHANNELS: &[Choice] = &[
    choice("telephone", Word::ChannelTelephone),
    choice("sms", Word::ChannelSms),
    choice("email", Word::ChannelEmail),
];

/// The language for which an interpreter is needed.
pub static INTERPRETER: Field<String> = Field {
    spec: Spec {
        optional: true,
        hint: Some(Word::InterpreterHint),
        ..Spec::new("interpreter", line(40), Word::InterpreterLabel, Word::InterpreterLabel)
    },
    parse: one_line!(40),
};

/// What else the visit needs.
pub static ACCESS: Field<String> = Field {
    spec: Spec {
        optional: true,
        hint: Some(Word::AccessHint),
        ..Spec::new("access", Control::Lines { max: 200 }, Word::AccessLabel, Word::AccessLabel)
    },
    parse: |typed, _| prose::lines(typed, 1, 200),
};
