//! What happened, and where.

use super::{
    super::fields::{self as f, Asks, Card, Scam},
    you::{country, in_france},
};
use crate::{
    domain::{
        choice::{Municipality, Town},
        complaint::{Offence, Place, Site},
        date::{Date, Hour, Now},
        flaw::FlawKind,
        person::PostalAddress,
        term::Term,
        zone::Zone,
    },
    form::{
        answers::{Answers, At},
        field::{Field, YES},
        reader::Reader,
    },
    text::Word,
};

fn answered<'a, T>(answers: &'a Answers, field: &Field<T>) -> &'a str {
    answers.get(At { field: field.spec.name, item: None })
}

pub fn offence(reader: &mut Reader<'_>) -> Option<Offence> {
    match reader.need(&f::OFFENCE)? {
        Card::Theft => Some(Offence::Theft),
        Card::Damage => Some(Offence::Damage { hit_and_run: reader.need(&f::HIT_AND_RUN)? }),
        Card::StolenCard => {
            if reader.need(&f::CARD_HELD)? {
                reader.flaw(&f::CARD_HELD.spec, FlawKind::OfAnotherService);
            }
            Some(Offence::StolenCard)
        }
        Card::OfflineScam => {
            let scam = reader.need(&f::SCAM_ONLINE)?;
            if scam == Scam::Online {
                reader.flaw(&f::SCAM_ONLINE.spec, FlawKind::OfAnotherService);
            }
            Some(Offence::OfflineScam { online: scam != Scam::Offline })
        }
        Card::Other => {
            let text = match reader.need(&f::OTHER_OFFENCE)? {
                Some(kind) => kind.to_owned(),
                None => reader.need(&f::OFFENCE_TEXT)?,
            };
            Some(Offence::Other { text })
        }
    }
}

pub fn conditions(reader: &mut Reader<'_>) -> Option<()> {
    let all = [reader.need(&f::IS_ADULT), reader.need(&f::IS_VICTIM), reader.need(&f::AUTHOR_UNKNOWN)];
    all.into_iter().collect()
}

pub fn notices(reader: &mut Reader<'_>) -> Option<()> {
    reader.need(&f::LAW_ACCEPTED)
}

pub fn description(reader: &mut Reader<'_>) -> Option<String> {
    reader.need(&f::DESCRIPTION)
}

/// What violence there was; the inner `None` where there was none.
#[expect(clippy::option_option, reason = "the outer one is a flaw, the inner one an answer")]
pub fn violence(reader: &mut Reader<'_>) -> Option<Option<String>> {
    Some(if reader.need(&f::VIOLENCE)? { Some(reader.need(&f::VIOLENCE_TEXT)?) } else { None })
}

/// The kind of place: its menu, and the kind within it.
pub fn nature(reader: &mut Reader<'_>) -> Option<(&'static f::Menu, Option<&'static str>)> {
    let menu = reader.need(&f::PLACE)?;
    Some(match menu.detail {
        Some(field) => (menu, Some(reader.need(field)?)),
        None => (menu, None),
    })
}

/// What is asked of the place, by its kind; nothing while no kind is chosen.
#[must_use]
pub fn asked(answers: &Answers) -> Option<Asks> {
    let asks = f::menu_of(answered(answers, &f::PLACE))?.asks;
    // What stands still has an address, whatever stops there.
    let moves = f::MOVING.contains(&answered(answers, &f::TRANSPORT_PLACE));
    Some(if asks == Asks::Transport && !moves { Asks::Address } else { asks })
}

/// Where it happened. `home` is the address of whoever declares.
pub fn place(reader: &mut Reader<'_>, home: Option<PostalAddress>) -> Option<Place> {
    let nature = nature(reader);
    let place = site(reader, home);
    let (menu, detail) = nature?;
    let (site, info) = place?;
    Some(Place { nature: menu.name.to_owned(), detail: detail.map(str::to_owned), site, info })
}

/// The place itself, and what else helps to find it.
pub fn site(reader: &mut Reader<'_>, home: Option<PostalAddress>) -> Option<(Site, Option<String>)> {
    let asks = asked(reader.answers())?;
    match asks {
        Asks::Telephone => Some((Site::Telephone { caller: reader.need(&f::CALLER)? }, None)),
        Asks::Internet => Some((Site::Internet { website: reader.need(&f::WEBSITE)? }, None)),
        Asks::Transport => route(reader),
        Asks::Home => {
            if reader.need(&f::AT_HOME)? {
                let info = reader.want(&f::FACTS_INFO);
                Some((Site::Home { address: home? }, info?))
            } else {
                elsewhere(reader, false)
            }
        }
        Asks::Address => elsewhere(reader, false),
        Asks::Map => elsewhere(reader, true),
        Asks::Street | Asks::Vehicle => match reader.want(&f::ON_THE_WAY)? {
            Some(()) => route(reader),
            None => elsewhere(reader, asks == Asks::Street),
        },
    }
}

fn route(reader: &mut Reader<'_>) -> Option<(Site, Option<String>)> {
    let from = reader.need(&f::ROUTE_FROM);
    let town = town(reader, false);
    let to = reader.need(&f::ROUTE_TO);
    let way = reader.want(&f::ROUTE_WAY);
    let (town, country) = town?;
    Some((Site::Route { from: from?, to: to?, way: way?, town, country }, None))
}

fn elsewhere(reader: &mut Reader<'_>, on_map: bool) -> Option<(Site, Option<String>)> {
    let town = town(reader, on_map);
    let street = reader.want(&f::FACTS_ADDRESS);
    let info = reader.want(&f::FACTS_INFO);
    let (town, country) = town?;
    Some((Site::Address { street: street?, town, country }, info?))
}

/// The town of the facts and its country.
fn town(reader: &mut Reader<'_>, on_map: bool) -> Option<(Town, Term)> {
    let country = country(reader, &f::FACTS_COUNTRY, "France", "France");
    let municipality = if on_map { &f::FACTS_MUNICIPALITY_ON_MAP } else { &f::FACTS_MUNICIPALITY };
    let town = reader.need(if in_france(reader, &f::FACTS_COUNTRY)? { municipality } else { &f::FACTS_TOWN });
    Some((town?, country?))
}

/// Where it happened, as far as that has clocks and a station of its own.
enum Whereabouts {
    /// Where whoever declares lives: at home, or on the telephone, or on the Internet.
    AtHome,
    /// In a commune of France.
    InFrance,
    /// In another country.
    Abroad,
}

fn whereabouts(answers: &Answers) -> Whereabouts {
    let at_home = match asked(answers) {
        Some(Asks::Telephone | Asks::Internet) => true,
        Some(Asks::Home) => answered(answers, &f::AT_HOME) == YES,
        _ => false,
    };
    if at_home {
        Whereabouts::AtHome
    } else if answered(answers, &f::FACTS_COUNTRY.in_france) == f::ABROAD {
        Whereabouts::Abroad
    } else {
        Whereabouts::InFrance
    }
}

fn home(answers: &Answers) -> Option<Municipality> {
    if answered(answers, &f::HOME.country.in_france) == f::ABROAD {
        return None;
    }
    Town::parse(answered(answers, &f::HOME.municipality)).ok()?.known()
}

/// The commune whose station is competent, once it is picked: that of the facts, or where there is none that of the home.
#[must_use]
pub fn place_of_facts(answers: &Answers) -> Option<Municipality> {
    match whereabouts(answers) {
        Whereabouts::InFrance => Town::parse(answered(answers, &f::FACTS_MUNICIPALITY)).ok()?.known(),
        Whereabouts::AtHome | Whereabouts::Abroad => home(answers),
    }
}

/// Which station is competent, and that another one may be chosen: a complaint is received anywhere and passed on (code de
/// procédure pénale, article 15-3). Where no place points to one, it is chosen freely.
#[must_use]
pub fn competence(answers: &Answers) -> Word {
    let lives_in_france = answered(answers, &f::HOME.country.in_france) != f::ABROAD;
    match whereabouts(answers) {
        Whereabouts::InFrance => Word::StationOfFacts,
        Whereabouts::AtHome if lives_in_france => Word::StationOfHome,
        Whereabouts::Abroad if lives_in_france => Word::StationOfHomeInstead,
        Whereabouts::AtHome | Whereabouts::Abroad => Word::StationOfNobody,
    }
}

/// Now, on the clocks of the place of the facts. Where they are not known — abroad, or a town that is in no list — those
/// that are ahead of all others: nobody is told that something has not happened yet.
pub fn clocks_of_facts(reader: &Reader<'_>) -> Option<(Date, Hour)> {
    const AHEAD_OF_ALL: Zone = Zone::Fixed(14 * 60);
    let answers = reader.answers();
    let known = match whereabouts(answers) {
        Whereabouts::Abroad => None,
        Whereabouts::AtHome | Whereabouts::InFrance => place_of_facts(answers),
    };
    let Now { unix, .. } = reader.now();
    known.map_or(AHEAD_OF_ALL, |place| Zone::of_department(&place.department)).wall(unix)
}
