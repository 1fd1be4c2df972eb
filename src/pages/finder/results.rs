//! What a search leads to: the places, nearest first, those that are open before those that may be.

use guichet_core::{
    domain::{
        commune_search::normalise,
        department::Department,
        finder_query::FinderQuery,
        nearby::Near,
        place::Point,
        question::Question,
        station::{Force, Station, StationId},
        station_filter::{StationFilter, Verdict, When},
        station_search::Found,
        territory::Cover,
    },
    text::Word,
};
use leptos::{prelude::*, task::spawn_local};

use super::{chart::Told, map::map, row::row};
use crate::{
    api::data::{self, NoData},
    browser::{clock, timer},
    components::{
        live::{actions, button, link, nothing, panel, paragraph, part, text},
        share,
    },
    context::{Speech, speech},
    routes,
};

/// How many are listed at first, and added at a time.
const STEP: usize = 10;
/// How many of the nearest are looked at: the filters choose among them.
const LOOKED_AT: usize = 60;

/// How many are shown before the others are known, and so long, in milliseconds, that they are seen before those are drawn.
const FIRST: usize = 3;
const GLANCE: u32 = 20;
/// So long must nobody have typed before more of the data is looked through for what is not spelled so, in milliseconds.
const PATIENCE: u32 = 250;
/// How many other places are offered.
const OTHERS: usize = 5;

/// Where one searches from.
#[derive(Clone, PartialEq)]
pub enum From {
    /// What was typed, understood.
    Question(Question),
    /// The device's own position, in degrees. It stays here.
    Device(f64, f64),
}

#[derive(Clone)]
enum Listed {
    Nothing,
    Loading,
    Failed,
    Unknown,
    /// A region was named: one of its departments is to be chosen.
    Region {
        name: &'static str,
        departments: Vec<String>,
    },
    Places(Places),
}

/// Stations around a place.
#[derive(Clone)]
struct Places {
    /// What they are around, in words; `None`: oneself.
    name: Option<String>,
    /// Other places of that name.
    others: Vec<String>,
    /// Whether nothing else is called what was typed: then what else may be meant comes last.
    sure: bool,
    /// With how far each is, in kilometres.
    stations: Vec<(Station, f64)>,
    /// Whether they are all those of a department, of which none is near or far.
    area: bool,
    covers: Vec<Cover>,
    point: Point,
    /// Whether these are all that the filters choose among, and not only the first of them.
    whole: bool,
}

impl Places {
    /// Around a point, with nothing known yet.
    fn around(name: Option<String>, point: Point) -> Self {
        let (others, stations, covers) = Default::default();
        Self { name, others, sure: false, stations, area: false, covers, point, whole: false }
    }
}

/// One search; a later one may have taken its place.
#[derive(Clone, Copy)]
struct Turn {
    asked: StoredValue<u32>,
    number: u32,
    shown: RwSignal<usize>,
    listed: RwSignal<Listed>,
}

impl Turn {
    fn is_current(self) -> bool {
        self.asked.try_get_value() == Some(self.number)
    }

    fn show(self, found: Listed) {
        if self.is_current() {
            let _ = self.shown.try_set(STEP);
            let _ = self.listed.try_set(found);
        }
    }
}

/// The list, kept in step with the search.
pub fn results(from: Signal<From>, filter: Signal<StationFilter>, address: Memo<FinderQuery>) -> AnyView {
    let speech = speech();
    let listed = RwSignal::new(Listed::Nothing);
    let shown = RwSignal::new(STEP);
    let chosen = RwSignal::new(None::<StationId>);
    let asked = StoredValue::new(0_u32);
    let load = move || {
        asked.update_value(|turn| *turn += 1);
        let turn = Turn { asked, number: asked.get_value(), shown, listed };
        let from = from.get_untracked();
        if matches!(&from, From::Question(question) if question.place.is_empty()) {
            listed.set(Listed::Nothing);
            return;
        }
        if !matches!(listed.get_untracked(), Listed::Places(_)) {
            listed.set(Listed::Loading);
        }
        spawn_local(async move {
            if search(from, turn).await.is_err() {
                turn.show(Listed::Failed);
            }
        });
    };
    // Only fetches: what is drawn follows from `listed`.
    Effect::new(move |_| {
        from.track();
        untrack(load);
    });
    let status = text(move || match listed.get() {
        Listed::Places(Places { whole: false, name, .. }) => match name {
            Some(name) => speech.fill(Word::FinderNear, &[("place", &name)]),
            None => speech.say(Word::HereAsk).to_owned(),
        },
        Listed::Places(places) => {
            let count = counted(speech, judged(&places, filter.get()).len());
            let word = if places.area { Word::FinderCountIn } else { Word::FinderCountNear };
            match places.name {
                Some(name) => speech.fill(word, &[("count", &count), ("place", &name)]),
                None => speech.fill(Word::FinderCountHere, &[("count", &count)]),
            }
        }
        Listed::Unknown => speech.say(Word::FinderUnknown).to_owned(),
        Listed::Region { name, .. } => speech.fill(Word::FinderRegion, &[("region", name)]),
        Listed::Nothing | Listed::Loading | Listed::Failed => String::new(),
    });
    let body = part(move || match listed.get() {
        Listed::Nothing if from.with(|from| matches!(from, From::Question(question) if question.near_me)) => {
            paragraph("muted", speech.fill(Word::FinderNearMe, &[("button", speech.say(Word::HereAsk))]))
        }
        Listed::Nothing => paragraph("muted", speech.say(Word::FinderStart)),
        Listed::Loading => paragraph("muted", speech.say(Word::Loading)),
        Listed::Unknown => nothing(),
        Listed::Region { departments, .. } => untrack(|| choices("finder-departments", &departments, address)),
        Listed::Failed => {
            let again = button("button button-quiet", speech.say(Word::Retry).to_owned(), None, load);
            panel(
                "notice notice-warn",
                None,
                vec![paragraph("", speech.say(Word::StationFailed)), actions(vec![again])],
            )
        }
        Listed::Places(places) => {
            let (filter, shown_now) = (filter.get(), shown.get());
            let more = move || shown.update(|shown| *shown += STEP);
            untrack(|| draw(&places, filter, shown_now, address, chosen, more))
        }
    });
    let busy = Memo::new(move |_| {
        listed.with(|listed| matches!(listed, Listed::Loading | Listed::Places(Places { whole: false, .. })))
    });
    let around = Signal::derive(move || match listed.get() {
        Listed::Places(places) => Some(places.point),
        _ => None,
    });
    view! {
        <div class="finder-columns">
            <section class="finder-results flow" aria-labelledby="resultats">
                <div role="status"><h2 class="finder-count" id="resultats">{status}</h2></div>
                {body}
            </section>
            {map(chosen, around, Some(busy.into()), Told::Nothing)}
        </div>
    }
    .into_any()
}

/// Finds what was asked for, and shows it. The first of the places are shown as soon as they are known: the rest, among which
/// the filters choose, takes more of the data.
async fn search(from: From, turn: Turn) -> Result<(), NoData> {
    let question = match from {
        From::Question(question) => question,
        From::Device(latitude, longitude) => {
            let Some(point) = Point::from_degrees(latitude, longitude) else {
                turn.show(Listed::Unknown);
                return Ok(());
            };
            for (count, whole) in [(FIRST, false), (LOOKED_AT, true)] {
                let stations = data::nearest_stations(point, count).await?;
                turn.show(Listed::Places(Places { stations, whole, ..Places::around(None, point) }));
                timer::sleep(GLANCE).await;
            }
            return Ok(());
        }
    };
    let (found, more) = data::places_at_once(&question, OTHERS + 1).await?;
    if !more {
        return show(&question, &found, turn).await;
    }
    // Nothing is spelled so, or not yet: what is nearest to it is shown, and better is looked for once nobody types any more.
    if let Some((Found::Commune(commune), others)) = found.split_first() {
        let stations = data::nearest_stations(commune.point, FIRST).await?;
        let name = found.first().map(said);
        let others = others.iter().map(said).collect();
        turn.show(Listed::Places(Places { others, stations, ..Places::around(name, commune.point) }));
    }
    timer::sleep(PATIENCE).await;
    if turn.is_current() { show(&question, &data::places(&question, OTHERS + 1).await?, turn).await } else { Ok(()) }
}

/// Shows the stations of the first of some places that answer a question.
async fn show(question: &Question, found: &[Found], turn: Turn) -> Result<(), NoData> {
    let Some((meant, others)) = found.split_first() else {
        turn.show(Listed::Unknown);
        return Ok(());
    };
    let point = match meant {
        Found::Commune(commune) => commune.point,
        Found::Department(department) => department.middle(),
        Found::Station(station) => station.point,
        Found::Region(region) => {
            let departments = data::departments_of(region).iter().map(said_of_department).collect();
            turn.show(Listed::Region { name: region.name, departments });
            return Ok(());
        }
    };
    let called = |found: &&Found| normalise(named(found)) == normalise(&question.place);
    // Paris is all of its department.
    let same = |other: &&Found| matches!((meant, other), (Found::Commune(one), Found::Department(two)) if one.department() == two.number);
    let sure = called(&meant) && !others.iter().filter(|other| !same(other)).any(|other| called(&other));
    let others = others.iter().map(said).collect();
    let places = Places { others, sure, ..Places::around(Some(said(meant)), point) };
    if let Found::Department(department) = meant {
        let stations = data::stations_of(department).await?.into_iter().map(|station| (station, 0.0)).collect();
        turn.show(Listed::Places(Places { stations, area: true, whole: true, ..places }));
        return Ok(());
    }
    let stations = data::nearest_stations(point, FIRST).await?;
    turn.show(Listed::Places(Places { stations, ..places.clone() }));
    timer::sleep(GLANCE).await;
    if !turn.is_current() {
        return Ok(());
    }
    let covers = match meant {
        // Who intervenes is worth telling, and never worth failing for.
        Found::Commune(commune) => data::covering(commune).await.unwrap_or_default(),
        _ => Vec::new(),
    };
    let stations = data::nearest_stations(point, LOOKED_AT).await?;
    turn.show(Listed::Places(Places { stations, covers, whole: true, ..places }));
    Ok(())
}

fn named(found: &Found) -> &str {
    match found {
        Found::Commune(commune) => &commune.name,
        Found::Department(department) => &department.name,
        Found::Region(region) => region.name,
        Found::Station(station) => &station.name,
    }
}

/// A place in words that lead back to it when they are searched for.
fn said(found: &Found) -> String {
    match found {
        Found::Commune(commune) => {
            let code = commune.postal_codes.first().map_or_else(String::new, |code| format!(" {}", code.as_str()));
            format!("{}{code}", commune.name)
        }
        Found::Department(department) => said_of_department(department),
        Found::Region(region) => region.name.to_owned(),
        Found::Station(station) => station.name.clone(),
    }
}

fn said_of_department(department: &Department) -> String {
    format!("{} ({})", department.name, department.number)
}

/// So many places, in words.
fn counted(speech: Speech, count: usize) -> String {
    match count {
        0 => speech.say(Word::FinderCountNone).to_owned(),
        1 => speech.say(Word::FinderCountOne).to_owned(),
        _ => speech.fill(Word::FinderCountMany, &[("count", &speech.words().count(count))]),
    }
}

/// What may be shown, in order.
fn judged(places: &Places, filter: StationFilter) -> Vec<(Verdict, Near<'_>)> {
    let near: Vec<Near<'_>> = places.stations.iter().map(|(station, km)| Near { station, km: *km }).collect();
    filter.order(&near, clock::now().unix)
}

fn draw(
    places: &Places,
    filter: StationFilter,
    shown: usize,
    address: Memo<FinderQuery>,
    chosen: RwSignal<Option<StationId>>,
    more: impl Fn() + 'static,
) -> AnyView {
    let speech = speech();
    let judged = judged(places, filter);
    let mut parts = Vec::new();
    let others = (!places.others.is_empty()).then(|| others(&places.others, address));
    let (first, last) = if places.sure { (None, others.filter(|_| places.whole)) } else { (others, None) };
    parts.extend(first);
    parts.push(covers(places));
    if judged.is_empty() && places.whole {
        parts.push(panel("notice", None, vec![paragraph("", speech.say(Word::FinderNone))]));
    }
    for verdict in Verdict::SHOWN {
        let rows: Vec<AnyView> = judged
            .iter()
            .take(shown)
            .filter(|(other, _)| *other == verdict)
            .map(|(_, near)| row(near.station, (!places.area).then_some(near.km), Some(chosen)))
            .collect();
        if rows.is_empty() {
            continue;
        }
        let title = match verdict {
            Verdict::HoursNotKnown => Some(Word::HoursUnknown),
            Verdict::AccessNotKnown => Some(Word::HoursAccessUnknown),
            Verdict::Fits | Verdict::Not => None,
        };
        if let Some(title) = title {
            parts.push(view! { <p class="finder-group">{speech.say(title)}</p> }.into_any());
        } else if filter.when == When::Now {
            parts.push(view! { <p class="finder-group">{speech.say(Word::FilterNow)}</p> }.into_any());
        }
        parts.push(view! { <ul class="stations">{rows}</ul> }.into_any());
    }
    if judged.len() > shown {
        parts.push(actions(vec![button("button button-quiet", speech.say(Word::StationMore).to_owned(), None, more)]));
    }
    parts.extend(last);
    if !judged.is_empty() && places.whole {
        if !places.area {
            parts.push(paragraph("small muted", speech.say(Word::TravelNote)));
        }
        parts.push(paragraph("small muted", speech.say(Word::FinderFree)));
        // A search around oneself has no address to hand on: the position stays here.
        if let Some(name) = &places.name {
            let query = address.get_untracked();
            let path = routes::finder_at(speech.language(), &query);
            let shared = share(Word::FinderShare, None, name.clone(), &path);
            parts.push(view! { <div class="actions no-print">{shared}</div> }.into_any());
        }
    }
    parts.into_any()
}

/// Other places that may be meant.
fn others(names: &[String], address: Memo<FinderQuery>) -> AnyView {
    view! {
        <div class="finder-others small no-print">
            <span>{speech().say(Word::FinderOthers)}</span>
            {choices("", names, address)}
        </div>
    }
    .into_any()
}

/// Places, each a search of its own.
fn choices(class: &'static str, names: &[String], address: Memo<FinderQuery>) -> AnyView {
    let speech = speech();
    let links: Vec<AnyView> = names
        .iter()
        .map(|name| {
            let query = FinderQuery { text: name.clone(), filter: address.with_untracked(|query| query.filter) };
            let href = routes::finder_at(speech.language(), &query);
            view! { <li>{link("", href, name.clone(), None)}</li> }.into_any()
        })
        .collect();
    view! { <ul class=class>{links}</ul> }.into_any()
}

/// Which force intervenes here, where the official file says so.
fn covers(places: &Places) -> AnyView {
    let (speech, Some(name)) = (speech(), &places.name) else { return nothing() };
    let lines: Vec<AnyView> = places
        .covers
        .iter()
        .map(|cover| {
            let word = match cover.force {
                Force::Police => Word::CoverPolice,
                Force::Gendarmerie => Word::CoverGendarmerie,
            };
            paragraph("small", speech.fill(word, &[("place", name), ("service", &cover.service)]))
        })
        .collect();
    if lines.is_empty() { nothing() } else { lines.into_any() }
}
