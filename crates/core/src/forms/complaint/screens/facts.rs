//! What happened, where, and when.

use super::{
    super::{
        fields::{self as f, Asks},
        files, meaning as m,
    },
    answered, note, show,
    you::country,
};
use crate::{
    form::{
        answers::{Answers, ItemId},
        field::{NO, YES},
        step::{Part, Step, Tone},
    },
    orientation::service::Service,
    text::Word,
};

pub const NATURE: Step = Step {
    slug: "nature",
    name: Word::StepNature,
    title: Word::NatureTitle,
    parts: nature,
    read: |reader| {
        m::offence(reader);
    },
    repeat: None,
};

pub const STORY: Step = Step {
    slug: "faits",
    name: Word::StepFacts,
    title: Word::FactsTitle,
    parts: |_, _| vec![note(Tone::Plain, Word::FactsIntro), show(&f::DESCRIPTION), show(&f::FACTS_FILES)],
    read: |reader| {
        m::description(reader);
        files::facts(reader);
    },
    repeat: None,
};

pub const VIOLENCE: Step = Step {
    slug: "violences",
    name: Word::StepViolence,
    title: Word::ViolenceTitle,
    parts: |answers, _| {
        let mut parts = vec![show(&f::VIOLENCE)];
        if answered(answers, &f::VIOLENCE, None) == YES {
            parts.extend([show(&f::VIOLENCE_TEXT), note(Tone::Careful, Word::ViolenceNote)]);
        }
        parts
    },
    read: |reader| {
        m::violence(reader);
    },
    repeat: None,
};

pub const PLACE: Step = Step {
    slug: "lieu",
    name: Word::StepPlace,
    title: Word::PlaceTitle,
    parts: |answers, _| {
        let detail = f::menu_of(answered(answers, &f::PLACE, None)).and_then(|menu| menu.detail);
        [show(&f::PLACE)].into_iter().chain(detail.map(show)).collect()
    },
    read: |reader| {
        m::nature(reader);
    },
    repeat: None,
};

pub const SITE: Step = Step {
    slug: "endroit",
    name: Word::StepSite,
    title: Word::SiteTitle,
    parts: |answers, _| site(answers),
    read: |reader| {
        m::site(reader, None);
    },
    repeat: None,
};

pub const WHEN: Step = Step {
    slug: "date",
    name: Word::StepWhen,
    title: Word::WhenTitle,
    parts: |answers, _| when(answers),
    read: |reader| {
        m::when(reader);
    },
    repeat: None,
};

fn nature(answers: &Answers, _: Option<ItemId>) -> Vec<Part> {
    let mut parts = vec![show(&f::OFFENCE)];
    let careful = |word| note(Tone::Careful, word);
    match answered(answers, &f::OFFENCE, None) {
        f::THEFT_CARD => parts.push(note(Tone::Quiet, Word::OffenceTheftNote)),
        f::DAMAGE_CARD => parts.push(show(&f::HIT_AND_RUN)),
        f::STOLEN_CARD => {
            parts.extend([careful(Word::OffenceStolenCardNote), show(&f::CARD_HELD)]);
            if answered(answers, &f::CARD_HELD, None) == YES {
                parts.extend([careful(Word::CardHeldNote), Part::Service(Service::CardFraud, Word::CardHeldLink)]);
            }
        }
        f::OFFLINE_SCAM_CARD => {
            parts.push(show(&f::SCAM_ONLINE));
            if answered(answers, &f::SCAM_ONLINE, None) == YES {
                parts.extend([careful(Word::ScamOnlineNote), Part::Service(Service::OnlineScam, Word::ScamOnlineLink)]);
            }
        }
        f::OTHER => {
            parts.push(show(&f::OTHER_OFFENCE));
            match answered(answers, &f::OTHER_OFFENCE, None) {
                f::EXTORTION => parts.push(careful(Word::OtherExtortionNote)),
                f::OTHER => parts.push(show(&f::OFFENCE_TEXT)),
                _ => {}
            }
        }
        _ => {}
    }
    parts
}

fn site(answers: &Answers) -> Vec<Part> {
    let Some(asks) = m::asked(answers) else { return Vec::new() };
    let elsewhere = |on_map| {
        let mut parts = town(answers, on_map);
        parts.extend([show(&f::FACTS_ADDRESS), show(&f::FACTS_INFO)]);
        parts
    };
    match asks {
        Asks::Telephone => vec![show(&f::CALLER)],
        Asks::Internet => vec![show(&f::WEBSITE)],
        Asks::Transport => route(answers),
        Asks::Home => {
            let mut parts = vec![show(&f::AT_HOME)];
            match answered(answers, &f::AT_HOME, None) {
                YES => parts.push(show(&f::FACTS_INFO)),
                NO => parts.extend(elsewhere(false)),
                _ => {}
            }
            parts
        }
        Asks::Address => elsewhere(false),
        Asks::Map => elsewhere(true),
        Asks::Street | Asks::Vehicle => {
            let mut parts = vec![show(&f::ON_THE_WAY)];
            parts.extend(match answered(answers, &f::ON_THE_WAY, None) {
                YES => route(answers),
                _ => elsewhere(asks == Asks::Street),
            });
            parts
        }
    }
}

fn route(answers: &Answers) -> Vec<Part> {
    let mut parts = vec![show(&f::ROUTE_FROM)];
    parts.extend(town(answers, false));
    parts.extend([show(&f::ROUTE_TO), show(&f::ROUTE_WAY)]);
    parts
}

/// The country of the facts, and the town.
fn town(answers: &Answers, on_map: bool) -> Vec<Part> {
    let mut parts = country(answers, &f::FACTS_COUNTRY);
    match answered(answers, &f::FACTS_COUNTRY.in_france, None) {
        f::FRANCE if on_map => parts.push(show(&f::FACTS_MUNICIPALITY_ON_MAP)),
        f::FRANCE => parts.push(show(&f::FACTS_MUNICIPALITY)),
        f::ABROAD => parts.push(show(&f::FACTS_TOWN)),
        _ => {}
    }
    parts
}

fn when(answers: &Answers) -> Vec<Part> {
    let mut parts = vec![show(&f::DATE_KNOWN)];
    match answered(answers, &f::DATE_KNOWN, None) {
        YES => {
            parts.extend([show(&f::DATE), show(&f::HOUR_KNOWN)]);
            match answered(answers, &f::HOUR_KNOWN, None) {
                YES => parts.push(show(&f::HOUR)),
                f::ROUGHLY => parts.extend([show(&f::FIRST_HOUR), show(&f::LAST_HOUR)]),
                _ => {}
            }
        }
        f::NIGHT => parts.push(show(&f::NIGHT_DATE)),
        f::SINCE => {
            parts.extend([show(&f::SEEN_DATE), show(&f::SEEN_HOUR), show(&f::FOUND_DATE), show(&f::FOUND_HOUR)]);
        }
        NO => parts.extend([
            show(&f::FIRST_DATE),
            show(&f::FIRST_DATE_HOUR),
            show(&f::LAST_DATE),
            show(&f::LAST_DATE_HOUR),
        ]),
        _ => {}
    }
    parts
}
