//! What a search finds, step by step: the first of the places as soon as they are known, then all that the filters choose among.

use guichet_core::domain::{
    commune_search::normalise, department::Department, place::Point, question::Question, station::Station,
    station_search::Found, territory::Cover,
};
use leptos::prelude::*;

use crate::{
    api::data::{self, NoData},
    browser::timer,
};

/// How many are listed at first, and added at a time.
pub const STEP: usize = 10;
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

/// What is listed.
#[derive(Clone)]
pub enum Listed {
    /// Nothing was asked for.
    Nothing,
    /// It is looked for.
    Loading,
    /// The data are not to be had.
    Failed,
    /// No place is called so.
    Unknown,
    /// A region was named: one of its departments is to be chosen.
    Region {
        /// The region.
        name: &'static str,
        /// Its departments, in words that lead to them.
        departments: Vec<String>,
    },
    /// Stations.
    Places(Places),
}

/// Stations around a place.
#[derive(Clone)]
pub struct Places {
    /// What they are around, in words; `None`: oneself.
    pub name: Option<String>,
    /// Other places of that name.
    pub others: Vec<String>,
    /// Whether nothing else is called what was typed: then what else may be meant comes last.
    pub sure: bool,
    /// With how far each is, in kilometres.
    pub stations: Vec<(Station, f64)>,
    /// Whether they are all those of a department, of which none is near or far.
    pub area: bool,
    /// Who intervenes there.
    pub covers: Vec<Cover>,
    /// Where they are searched from.
    pub point: Point,
    /// Whether these are all that the filters choose among, and not only the first of them.
    pub whole: bool,
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
pub struct Turn {
    /// The number of the last one.
    pub asked: StoredValue<u32>,
    /// Its own.
    pub number: u32,
    /// How many of what it finds are shown.
    pub shown: RwSignal<usize>,
    /// What it finds.
    pub listed: RwSignal<Listed>,
}

impl Turn {
    fn is_current(self) -> bool {
        self.asked.try_get_value() == Some(self.number)
    }

    /// Shows what was found, unless a later search has begun.
    pub fn show(self, found: Listed) {
        if self.is_current() {
            let _ = self.shown.try_set(STEP);
            let _ = self.listed.try_set(found);
        }
    }
}

/// Finds what was asked for, and shows it. The first of the places are shown as soon as they are known: the rest, among which
/// the filters choose, takes more of the data.
pub async fn search(from: From, turn: Turn) -> Result<(), NoData> {
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
