//! Finding a commune from what a person types: a name in any spelling and with typing errors, or a postal code.
//!
//! The communes are published in pieces; [`CommuneIndex::needed`] says which ones a query wants, so that a search
//! loads tens of kilobytes and not the country:
//!
//! | piece | holds | wanted |
//! |---|---|---|
//! | `main` | communes of 20,000 inhabitants and more | by every name |
//! | `p-01` … `p-98` | by the first two digits of a postal code | by a postal code |
//! | `n-d`, `n-b1` … `n-b4` | by first letter of the name, its article left out: *Le Havre* is in `n-h`; letters with many names are cut in four by the second letter | by a name that begins so |
//! | | also former names that begin so, of communes that are part of another one now | |
//! | `n-saint-a` … `n-saint-z` | names that begin with *Saint* or *Sainte*, by the letter after it | by a name that begins so |
//! | `e-0` … `e-31` | by the last letters of the name, which errors at its beginning leave as they are | once nothing is spelled as typed |
//! | `w-a` … `w-z` | by first letter of the other words of the name | once that has not helped |

mod pieces;
mod query;
pub(super) mod rank;
mod sound;
mod spelling;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

pub use pieces::{piece_of_name, pieces_of};
use rank::{Entry, How, MOST, Query, Rank, SIZES, best_beginning, errors_before};
pub use spelling::{fold, normalise};
pub(super) use spelling::{is_near, is_within};

use super::best::best;
use super::commune_rows::{Row, read_rows};
use super::place::{Commune, InseeCode, Parsed, Point, PostalCode};

/// Nothing shorter is searched for in the middle of names in further pieces.
const SHORT: usize = 4;
/// Nothing shorter is searched for with errors in further pieces.
const SHORT_WITH_ERRORS: usize = 5;

/// The communes loaded so far, ready to be searched.
#[derive(Debug, Clone, Default)]
pub struct CommuneIndex {
    pieces: BTreeSet<String>,
    known: BTreeSet<InseeCode>,
    former: BTreeSet<(InseeCode, String)>,
    entries: Vec<Entry>,
    /// The letters of each entry, its sound and its place, side by side so that they are looked through fast; by the size
    /// of the town, because a large one may have more errors in it and still come first.
    sizes: [Vec<(u32, u32, usize)>; SIZES],
    /// Places of the entries by the first two digits of their codes.
    codes: BTreeMap<String, Vec<usize>>,
}

impl CommuneIndex {
    /// Nothing loaded.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the text of one piece; returns how many of its rows could not be read. A piece that is there already is
    /// left alone.
    pub fn add(&mut self, piece: &str, text: &str) -> usize {
        if !self.pieces.insert(piece.to_owned()) {
            return 0;
        }
        let Parsed { rows, skipped } = read_rows(text);
        for Row { commune, former } in rows {
            for name in former {
                if self.former.insert((commune.code, name.clone())) {
                    self.take(Entry::former(&name, commune.clone()));
                }
            }
            if self.known.insert(commune.code) {
                self.take(Entry::new(commune));
            }
        }
        skipped
    }

    fn take(&mut self, entry: Entry) {
        if let Some(size) = self.sizes.get_mut(entry.name.size()) {
            size.push((entry.name.set, entry.name.sound, self.entries.len()));
        }
        let codes = entry.commune.postal_codes.iter().map(PostalCode::as_str).chain([entry.commune.code.as_str()]);
        for start in codes.filter_map(|code| code.get(..2)).collect::<BTreeSet<_>>() {
            self.codes.entry(start.to_owned()).or_default().push(self.entries.len());
        }
        self.entries.push(entry);
    }

    /// The pieces that a query wants and that are not there yet, the most useful first. Load them and ask again: the
    /// answer is empty once nothing more helps. (A piece that fails to load, or that is not published, is to be added as
    /// empty text: see [`super::data_index::DataIndex::commune_file`].) Search works with what is there.
    pub fn needed(&self, query: &str) -> Vec<String> {
        self.needed_by(&Query::read(query))
    }

    /// The same of a query that was read.
    pub(super) fn needed_by(&self, query: &Query) -> Vec<String> {
        let missing = self.needed_as_spelled(query);
        if !missing.is_empty() || !query.postal.is_empty() {
            return missing;
        }
        // The smallest first: each round is seen through before the next one is loaded.
        let ways: [(pieces::Pieces, usize); 3] =
            [(pieces::as_ending, SHORT), (pieces::as_part, SHORT), (pieces::as_mistyped, SHORT_WITH_ERRORS)];
        for (further, least) in ways {
            if query.length() < least {
                break;
            }
            let mut wanted = Vec::new();
            for typed in &query.names {
                further(typed.text(), &mut wanted);
            }
            let missing = self.missing(wanted);
            if !missing.is_empty() {
                return if self.is_answered(query, How::Mistyped(MOST)) { Vec::new() } else { missing };
            }
        }
        Vec::new()
    }

    /// The pieces that hold what is spelled as it was typed: enough for a first answer while somebody still types.
    pub fn needed_at_once(&self, query: &str) -> Vec<String> {
        self.needed_as_spelled(&Query::read(query))
    }

    /// The same of a query that was read.
    pub(super) fn needed_as_spelled(&self, query: &Query) -> Vec<String> {
        let mut wanted: Vec<String> = Vec::new();
        if let Some(start) = query.postal.get(..2) {
            wanted.push(format!("p-{start}"));
        } else if !query.names.is_empty() {
            wanted.push("main".to_owned());
            for typed in &query.names {
                pieces::as_spelled(typed.text(), &mut wanted);
            }
        }
        self.missing(wanted)
    }

    fn missing(&self, mut wanted: Vec<String>) -> Vec<String> {
        let mut seen = BTreeSet::new();
        wanted.retain(|piece| !self.pieces.contains(piece) && seen.insert(piece.clone()));
        wanted
    }

    /// Whether something is spelled as typed; or, looked at for errors too, so that nothing better is likely elsewhere.
    pub(super) fn is_answered(&self, query: &Query, how: How) -> bool {
        let any = |size: usize, how| self.likely(query, size, how).any(|(rank, _)| rank <= Rank::GOOD);
        let mistyped = |size: usize| match errors_before(Rank::GOOD, size) {
            0 => false,
            most => any(size, How::Mistyped(most)),
        };
        (0..SIZES).any(|size| self.likely(query, size, How::Spelled).next().is_some())
            || (how != How::Spelled && (0..SIZES).rev().any(mistyped))
    }

    /// The communes of a size that answer a query, looked at in one way. Most of the country has other letters, or another
    /// code: these are not even compared.
    fn likely<'a>(&'a self, query: &Query, size: usize, how: How) -> impl Iterator<Item = (Rank, &'a Entry)> {
        let start = query.postal.get(..2);
        let named = self.sizes.get(size).filter(|_| start.is_none()).into_iter().flatten();
        let named = named.filter(move |(set, sound, _)| query.may_be(*set, *sound, how)).map(|(.., at)| *at);
        let coded = start.and_then(|start| self.codes.get(start)).into_iter().flatten().copied();
        let there = named.chain(coded).filter_map(|at| self.entries.get(at)).filter(move |one| one.name.size() == size);
        there.filter_map(move |entry| Some((query.rank(entry, how)?, entry)))
    }

    /// A loaded commune by its code.
    pub fn commune(&self, code: InseeCode) -> Option<&Commune> {
        self.entries.iter().map(|entry| &entry.commune).find(|commune| commune.code == code)
    }

    /// The pieces with the communes whose postal codes begin as one of these; those that are there already left out.
    pub fn around<'a>(&self, postal_codes: impl Iterator<Item = &'a str>) -> Vec<String> {
        self.missing(postal_codes.filter_map(|code| Some(format!("p-{}", code.get(..2)?))).collect())
    }

    /// The loaded commune whose point is nearest; of Paris, Lyon and Marseille the arrondissement.
    pub fn nearest(&self, point: Point) -> Option<&Commune> {
        let communes = || self.entries.iter().map(|entry| &entry.commune);
        let divided: BTreeSet<InseeCode> = communes().filter_map(Commune::parent).collect();
        communes()
            .filter(|commune| !divided.contains(&commune.code))
            .map(|commune| (commune, commune.point.distance_km(point)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(commune, _)| commune)
    }

    /// The communes that answer a query, best first: the very name, then names that begin so, have these words in them
    /// or were mistyped, weighed against how many people live there. For a postal code, the communes that have it.
    pub fn search(&self, query: &str, limit: usize) -> Vec<&Commune> {
        self.ranked(&Query::read(query), limit).into_iter().map(|(_, commune)| commune).collect()
    }

    /// The same, with how well they answer.
    pub(super) fn ranked<'a>(&'a self, query: &Query, limit: usize) -> Vec<(Rank, &'a Commune)> {
        let mut found = self.spelled(query, limit * 2);
        let first = found.iter().map(|(rank, _)| *rank).min();
        if first.is_none_or(|first| first > Rank::WholeWords) {
            self.mistyped(query, limit, first, &mut found);
        }
        for how in [How::Words, How::Within] {
            if found.is_empty() {
                found.extend((0..SIZES).flat_map(|size| self.likely(query, size, how)));
            }
        }
        // Found by more than one of its names, a commune is one.
        let mut known = BTreeSet::new();
        let mut found = best(found, limit * 2, in_order);
        if let Some(town) = query.meant_before(&found) {
            let town = found.remove(town);
            found.insert(0, town);
        }
        let found = found.into_iter().filter(|(_, entry)| known.insert(entry.commune.code)).take(limit);
        found.map(|(rank, entry)| (rank, &entry.commune)).collect()
    }

    /// The best of those spelled as typed, the largest first: of a letter or two there are soon as many as are wanted, and of
    /// smaller places only the very name can come before them.
    fn spelled<'a>(&'a self, query: &Query, count: usize) -> Vec<(Rank, &'a Entry)> {
        let mut found: Vec<(Rank, &Entry)> = Vec::new();
        for size in (0..SIZES).rev() {
            let last = count.checked_sub(1).and_then(|last| found.get(last));
            let how = match last {
                Some((last, _)) if query.names_only() && *last < best_beginning(size) => How::Named,
                _ => How::Spelled,
            };
            found.extend(self.likely(query, size, how));
            found = best(found, count, in_order);
        }
        found
    }

    /// Adds those with errors in them, the largest first: soon only the nearer ones can still come before what was found.
    fn mistyped<'a>(&'a self, query: &Query, limit: usize, first: Option<Rank>, found: &mut Vec<(Rank, &'a Entry)>) {
        // With an error in it a name comes before those spelled as typed, or is not meant.
        let mut bar = first.unwrap_or(Rank::LAST);
        let mut best_ones: Vec<(Rank, &Entry)> = Vec::new();
        for size in (0..SIZES).rev() {
            let most = errors_before(bar, size);
            if most > 0 {
                let new = |(rank, entry): &(Rank, &Entry)| *rank < bar && query.rank(entry, How::Spelled).is_none();
                best_ones.extend(self.likely(query, size, How::Mistyped(most)).filter(new));
                best_ones = best(best_ones, limit * 2, in_order);
                bar = best_ones.get((limit * 2).saturating_sub(1)).map_or(bar, |(rank, _)| bar.min(*rank));
            }
        }
        found.extend(best_ones);
    }
}

/// Better first; of two that are alike, where more people live.
fn in_order((rank, one): &(Rank, &Entry), (other_rank, other): &(Rank, &Entry)) -> Ordering {
    let (one, other) = (&one.commune, &other.commune);
    rank.cmp(other_rank)
        .then(other.population.cmp(&one.population))
        .then_with(|| one.name.cmp(&other.name))
        .then(one.code.cmp(&other.code))
}

#[cfg(test)]
mod tests;
