//! Finding stations, communes and departments from one line of text.
//!
//! Names of stations are published in pieces of their own, `s-a` … `s-z`, by the first letter of each word that tells one
//! from another; `departments` holds all departments.

mod names;
mod rehearsal;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

pub use names::{StationName, read_station_names, write_station_names};
use names::{piece, words};
pub use rehearsal::rehearse;

use super::best::best;
use super::commune_search::rank::{How, MOST, Name, Query, Rank, VILLAGE};
use super::commune_search::{CommuneIndex, Pattern, normalise, slices};
use super::department::{Department, read_departments};
use super::place::{Commune, Parsed};
use super::question::Question;
use super::region::Region;
use super::station::StationId;

/// The name of a department with an error in it has at least so many letters.
const SURE: usize = 7;

/// Not more than so many stations and departments are offered beside communes.
const FEW: usize = 3;

/// What a question leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The stations around a commune are meant.
    Commune(Commune),
    /// The stations of a department are meant.
    Department(Department),
    /// A whole region is meant: one of its departments is to be chosen.
    Region(&'static Region),
    /// This station is meant.
    Station(StationName),
}

/// Communes, departments and names of stations loaded so far.
#[derive(Debug, Clone, Default)]
pub struct PlaceIndex {
    /// The communes.
    pub communes: CommuneIndex,
    departments: Vec<(Name, Department)>,
    stations: Vec<(Vec<String>, StationName)>,
    pieces: BTreeSet<String>,
    known: BTreeSet<StationId>,
    /// What was last read: it is asked several times what it needs and what answers it.
    last: RefCell<Option<Read>>,
}

/// What names a place, read while so many departments were known.
#[derive(Debug, Clone)]
struct Read {
    place: String,
    departments: usize,
    query: Rc<Query>,
}

impl PlaceIndex {
    /// Nothing loaded.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the text of one piece, of whatever kind its name says; returns how many of its rows could not be read.
    pub fn add(&mut self, piece: &str, text: &str) -> usize {
        let skipped = Self::slices(piece, text).into_iter().map(|slice| self.add_slice(piece, slice)).sum();
        self.close(piece);
        skipped
    }

    /// The text of a piece in slices, each of which is taken in little time.
    pub fn slices<'a>(piece: &str, text: &'a str) -> Vec<&'a str> {
        if is_of_communes(piece) { slices(text).collect() } else { vec![text] }
    }

    /// Has a piece be there, after all of its slices.
    pub fn close(&mut self, piece: &str) {
        if is_of_communes(piece) {
            self.communes.close(piece);
        }
    }

    /// Takes one of the slices of a piece; returns how many of its rows could not be read.
    pub fn add_slice(&mut self, piece: &str, text: &str) -> usize {
        if is_of_communes(piece) {
            return self.communes.add_slice(piece, text);
        }
        if !self.pieces.insert(piece.to_owned()) {
            return 0;
        }
        if piece == "departments" {
            let Parsed { rows, skipped } = read_departments(text);
            // While it is being typed, or with an error in it, a town is meant more often.
            let name = |one: &Department| Name::new(&one.name, one.population / 64);
            self.departments = rows.into_iter().map(|one| (name(&one), one)).collect();
            return skipped;
        }
        let Parsed { rows, skipped } = read_station_names(text);
        for one in rows {
            if self.known.insert(one.id.clone()) {
                self.stations.push((words(&format!("{} {}", one.name, one.commune)), one));
            }
        }
        skipped
    }

    /// The pieces that a question wants and that are not there yet. Load them and ask again; empty means that nothing more
    /// helps. A piece that fails to load, or that is not published, is to be added as empty text.
    pub fn needed(&self, question: &Question) -> Vec<String> {
        let query = self.query(question);
        let mut needed = self.communes.needed_by(&query);
        needed.extend(self.needed_beside(question));
        // Names of stations are names of communes nearly always: they are looked into where a station is asked for, or where
        // no commune is called so.
        if needed.is_empty() && !self.communes.is_there(&query) {
            needed.extend(self.piece_of_stations(question));
        }
        needed
    }

    /// Those of them that hold what is spelled as it was typed: enough for a first answer while somebody still types.
    pub fn needed_at_once(&self, question: &Question) -> Vec<String> {
        let mut needed = self.communes.needed_as_spelled(&self.query(question));
        needed.extend(self.needed_beside(question));
        needed
    }

    fn needed_beside(&self, question: &Question) -> Vec<String> {
        let departments = Some("departments".to_owned()).filter(|_| !question.place.is_empty());
        let departments = departments.filter(|piece| !self.pieces.contains(piece));
        let stations = question.station.then(|| self.piece_of_stations(question)).flatten();
        departments.into_iter().chain(stations).collect()
    }

    fn piece_of_stations(&self, question: &Question) -> Option<String> {
        words(&question.place).iter().find_map(|word| piece(word)).filter(|piece| !self.pieces.contains(piece))
    }

    /// What answers a question, best first, at most `limit`. Filters are not looked at.
    pub fn search(&self, question: &Question, limit: usize) -> Vec<Found> {
        let query = self.query(question);
        let communes = self.communes.ranked(&query, limit);
        let departments = self.departments(&question.place, &query);
        let stations = self.stations(question, limit);
        let mut found = Vec::new();
        // Who asks for a station by its name and for no more means that station; else it is one more thing to pick.
        let region = Region::named(&question.place);
        let named = question.station && region.is_none() && question.wanted.open.is_none() && !question.wanted.all_day;
        if named {
            found.extend(stations.iter().map(|station| Found::Station((*station).clone())));
        }
        let mut communes = communes.into_iter().peekable();
        let is_town = |commune: &Commune| commune.population >= VILLAGE;
        if let Some(region) = region {
            while let Some((_, commune)) =
                communes.next_if(|(other, commune)| *other <= Rank::WithoutArticle && is_town(commune))
            {
                found.push(Found::Commune(commune.clone()));
            }
            found.push(Found::Region(region));
        }
        for (rank, department) in departments {
            // A village that is called as the department is meant less often.
            while let Some((_, commune)) =
                communes.next_if(|(other, commune)| *other <= rank && (is_town(commune) || rank > Rank::WithoutArticle))
            {
                found.push(Found::Commune(commune.clone()));
            }
            found.push(Found::Department(department.clone()));
        }
        if !named && !stations.is_empty() {
            // Seen, although there are as many communes as can be shown.
            let room = limit.saturating_sub(found.len() + stations.len()).max(1);
            found.extend(communes.by_ref().take(room).map(|(_, commune)| Found::Commune(commune.clone())));
            found.extend(stations.into_iter().map(|station| Found::Station(station.clone())));
        }
        found.extend(communes.map(|(_, commune)| Found::Commune(commune.clone())));
        found.truncate(limit);
        found
    }

    /// What names the place.
    fn query(&self, question: &Question) -> Rc<Query> {
        let departments = self.departments.len();
        let is_same = |last: &Read| last.place == question.place && last.departments == departments;
        let last = self.last.take().filter(is_same);
        let read = last.unwrap_or_else(|| Read {
            place: question.place.clone(),
            departments,
            query: Rc::new(self.read(&question.place)),
        });
        let query = Rc::clone(&read.query);
        self.last.replace(Some(read));
        query
    }

    /// The same, a department or a region at its end told apart: `Saint-Denis La Réunion`, `Vienne en Isère`.
    fn read(&self, place: &str) -> Query {
        let text = normalise(place);
        let before = |end: &str| text.strip_suffix(end)?.strip_suffix(' ');
        let told = self.departments.iter().flat_map(|(name, department)| {
            let rests = [name.text(), name.bare_text()].into_iter().filter_map(before);
            rests.map(|rest| (rest, vec![department.number.clone()]))
        });
        let region = Region::at_end(&text);
        let region = region.map(|(rest, one)| (rest, one.departments().map(str::to_owned).collect()));
        // The longest name leaves the least: *Val-d'Oise* before *Oise*.
        let told = told.chain(region).min_by_key(|(rest, _)| rest.len());
        Query::within(place, told.map(|(rest, numbers)| (without_lead(rest), numbers)))
    }

    /// The departments of a region, those with the most inhabitants first; none where they are not loaded.
    pub fn departments_of(&self, region: &Region) -> Vec<&Department> {
        let is_there = |number: &str| self.departments.iter().map(|(_, one)| one).find(|one| one.number == number);
        let all: Vec<&Department> = region.departments().filter_map(is_there).collect();
        let count = all.len();
        best(all, count, |a, b| b.population.cmp(&a.population).then_with(|| a.number.cmp(&b.number)))
    }

    fn departments(&self, typed: &str, query: &Query) -> Vec<(Rank, &Department)> {
        // `le 95`.
        let number = typed.trim();
        let number = number.strip_prefix("le ").unwrap_or(number);
        let mut found: Vec<(Rank, &Department)> = Vec::new();
        for how in [How::Spelled, How::Mistyped(MOST)] {
            for (name, department) in &self.departments {
                let numbered = number.eq_ignore_ascii_case(&department.number)
                    || (number.len() == 1 && department.number.strip_prefix('0') == Some(number));
                // Before the communes whose postal code begins so. Short names with an error in them are near to many towns'.
                let rank = if numbered { Some(Rank::First) } else { query.rank_name(name, || &department.number, how) };
                let sure = rank.filter(|rank| rank.errors() == 0 || (rank.errors() == 1 && query.length() >= SURE));
                found.extend(sure.map(|rank| (rank, department)));
            }
            if !found.is_empty() {
                break;
            }
        }
        best(found, FEW, |a, b| a.0.cmp(&b.0).then_with(|| a.1.number.cmp(&b.1.number)))
    }

    fn stations(&self, question: &Question, limit: usize) -> Vec<&StationName> {
        let typed: Vec<(String, Pattern)> = words(&question.place).into_iter().map(with_pattern).collect();
        // A department alone is one, and no station of it.
        if typed.iter().all(|(word, _)| self.departments.iter().any(|(_, one)| one.number.eq_ignore_ascii_case(word))) {
            return Vec::new();
        }
        let mut found: Vec<((usize, usize), &StationName)> = Vec::new();
        for (words, station) in &self.stations {
            if question.wanted.force.is_some_and(|force| force != station.force()) {
                continue;
            }
            let department = station.commune_code.department();
            let fit = |(typed, pattern): &(String, Pattern)| {
                if department.eq_ignore_ascii_case(typed) { Some(0) } else { errors(typed, pattern, words) }
            };
            let errors: Option<usize> = typed.iter().map(fit).sum();
            // The fewer words are left over, the more the station is the one meant.
            found.extend(errors.map(|errors| ((errors, words.len()), station)));
        }
        // Room is left for the commune and the department.
        let count = if question.station { limit.saturating_sub(2).max(1) } else { FEW };
        let found = best(found, count, |a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        found.into_iter().map(|(_, station)| station).collect()
    }
}

fn is_of_communes(piece: &str) -> bool {
    piece != "departments" && !piece.starts_with("s-")
}

/// A name without the small words that lead to what follows it: `vienne en`.
fn without_lead(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((rest, "en" | "dans" | "le" | "la" | "l" | "les" | "de")) => without_lead(rest),
        _ => name,
    }
}

/// Typing errors of a word among those of a station; `None` where it is none of them.
fn errors(typed: &str, pattern: &Pattern, words: &[String]) -> Option<usize> {
    if words.iter().any(|word| word.starts_with(typed)) {
        return Some(0);
    }
    let near = typed.len() > 3 && words.iter().any(|word| pattern.is_within(word.as_bytes(), 1));
    near.then_some(1)
}

fn with_pattern(word: String) -> (String, Pattern) {
    let pattern = Pattern::new(word.as_bytes());
    (word, pattern)
}

#[cfg(test)]
mod tests;
