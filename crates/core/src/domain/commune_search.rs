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

mod codes;
mod glance;
mod pieces;
mod query;
pub(super) mod rank;
mod reach;
mod sound;
mod spelling;

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use codes::Codes;
use glance::Glance;
pub use pieces::{piece_of_name, pieces_of};
use rank::{Entry, How, Query, Rank, SIZES, best_beginning, errors_before};
use reach::Sorted;
pub(super) use spelling::{Pattern, is_within};
pub use spelling::{fold, normalise};

use super::best::best;
use super::commune_rows::{RowText, rows};
use super::place::{Commune, InseeCode, Point, PostalCode};

/// Nothing shorter is searched for in the middle of names in further pieces.
const SHORT: usize = 4;
/// Nothing shorter is searched for with errors in further pieces.
const SHORT_WITH_ERRORS: usize = 5;

/// The communes loaded so far, ready to be searched.
#[derive(Debug, Clone, Default)]
pub struct CommuneIndex {
    pieces: BTreeSet<String>,
    known: Codes,
    former: BTreeSet<(InseeCode, String)>,
    entries: Vec<Entry>,
    /// The letters of each piece's names, with and without their article; and the size of the largest place in it.
    sorted: Vec<(Sorted, usize)>,
    /// How many of the entries are in there.
    closed: usize,
    /// What was last found there: a question is put several times while pieces arrive for it.
    last_near: RefCell<LastNear>,
    /// The letters of each entry, by the size of the town, because a large one may have more errors in it and still come first.
    sizes: [Glance; SIZES],
    /// How the name of each entry sounds, and its place.
    sounds: BTreeSet<(u32, usize)>,
    /// Places of the entries by size and by the first two digits of their codes.
    codes: BTreeMap<(usize, u8), Vec<usize>>,
}

/// The entries that may be meant with errors in what was typed.
#[derive(Debug, Clone, Default)]
struct LastNear {
    typed: Vec<String>,
    /// Looked for among places of this size and larger ones.
    least: usize,
    /// In so many of the pieces.
    pieces: usize,
    found: Vec<usize>,
}

/// So long is a slice of a piece at least, in bytes.
const SLICE: usize = 6_000;

/// A piece's text in slices that can be taken one by one, each in little time: cut before a department.
pub(super) fn slices(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let next = rest.as_bytes().windows(2).skip(SLICE).position(|pair| pair == b"\n=");
        let (slice, after) = rest.split_at(next.map_or(rest.len(), |next| SLICE + next + 1));
        rest = after;
        (!slice.is_empty()).then_some(slice)
    })
}

impl CommuneIndex {
    /// Nothing loaded.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the text of one piece; returns how many of its rows could not be read. A piece that is there already is
    /// left alone.
    pub fn add(&mut self, piece: &str, text: &str) -> usize {
        let skipped = slices(text).map(|slice| self.add_slice(piece, slice)).sum();
        self.close(piece);
        skipped
    }

    /// Takes one of the slices of a piece, which is there once it was closed.
    pub(super) fn add_slice(&mut self, piece: &str, slice: &str) -> usize {
        if self.pieces.contains(piece) {
            return 0;
        }
        rows(slice).map(|row| usize::from(row.and_then(|row| self.take_row(row)).is_none())).sum()
    }

    /// Has all slices of a piece be there.
    pub(super) fn close(&mut self, piece: &str) {
        if self.pieces.insert(piece.to_owned()) {
            let new = || self.entries.iter().zip(0..).skip(self.closed);
            let forms = new().flat_map(|(entry, at)| entry.name.forms().map(move |form| (form, at)));
            let largest = new().map(|(entry, _)| entry.name.size()).max().unwrap_or(0);
            self.sorted.push((Sorted::of(forms), largest));
            self.closed = self.entries.len();
        }
    }

    /// Takes what is new in a row; `None` where it cannot be read.
    fn take_row(&mut self, row: RowText) -> Option<()> {
        let is_new = !self.known.holds(row.code);
        let mut names = row.former().filter(|name| self.former.insert((row.code, (*name).to_owned()))).peekable();
        if !is_new && names.peek().is_none() {
            return Some(());
        }
        let commune = row.commune()?;
        self.known.add(row.code);
        let former: Vec<Entry> = names.map(|name| Entry::former(name, commune.clone())).collect();
        for entry in former.into_iter().chain(is_new.then(|| Entry::new(commune))) {
            self.take(entry);
        }
        Some(())
    }

    fn take(&mut self, entry: Entry) {
        if let Some(size) = self.sizes.get_mut(entry.name.size()) {
            size.add(entry.name.marks, self.entries.len());
        }
        self.sounds.insert((entry.name.marks.sound, self.entries.len()));
        let codes = entry.commune.postal_codes.iter().map(PostalCode::as_bytes).chain([entry.commune.code.as_bytes()]);
        for start in codes.filter_map(first_two) {
            let there = self.codes.entry((entry.name.size(), start)).or_default();
            if there.last() != Some(&self.entries.len()) {
                there.push(self.entries.len());
            }
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
                return if self.is_answered(query) { Vec::new() } else { missing };
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

    /// Whether something is spelled as typed.
    pub(super) fn is_there(&self, query: &Query) -> bool {
        (0..SIZES).any(|size| self.likely(query, size, How::Spelled).next().is_some())
    }

    /// The same, or with errors in it so that nothing better is likely elsewhere.
    fn is_answered(&self, query: &Query) -> bool {
        let good = |(size, near): (usize, Vec<&Entry>)| {
            let most = errors_before(Rank::GOOD, size);
            let is_good =
                |entry: &&Entry| query.rank(entry, How::Mistyped(most)).is_some_and(|rank| rank <= Rank::GOOD);
            most > 0 && near.iter().any(is_good)
        };
        self.is_there(query) || self.near(query, 0).into_iter().any(good)
    }

    /// The communes that a query may mean with errors in it, by size, the largest first; all of those of a least size, and possibly
    /// some that are smaller.
    fn near(&self, query: &Query, least: usize) -> Vec<(usize, Vec<&Entry>)> {
        let mut found = Vec::new();
        if query.postal.is_empty() {
            let typed: Vec<String> = query.names.iter().map(|typed| typed.text().to_owned()).collect();
            let earlier = self.last_near.take();
            let is_same = earlier.typed == typed && earlier.least == least;
            let mut near = if is_same { earlier } else { LastNear { typed, least, ..LastNear::default() } };
            for (names, _) in self.sorted.iter().skip(near.pieces).filter(|(_, largest)| *largest >= least) {
                query.patterns().for_each(|(pattern, most)| names.near(pattern, most, &mut near.found));
            }
            near.pieces = self.sorted.len();
            found.extend(&near.found);
            self.last_near.replace(near);
            let by_ear = query.sounds().flat_map(|sound| self.sounds.range((sound, 0)..=(sound, usize::MAX)));
            found.extend(by_ear.map(|(_, at)| *at));
            found.sort_unstable();
            found.dedup();
        } else {
            found.extend((0..SIZES).flat_map(|size| self.coded(query, size)));
        }
        let mut sizes: Vec<(usize, Vec<&Entry>)> = (0..SIZES).rev().map(|size| (size, Vec::new())).collect();
        for entry in found.into_iter().filter_map(|at| self.entries.get(at)) {
            if let Some((_, there)) = sizes.iter_mut().find(|(size, _)| *size == entry.name.size()) {
                there.push(entry);
            }
        }
        sizes
    }

    /// The places of the entries of a size of which a code begins as the one typed.
    fn coded(&self, query: &Query, size: usize) -> Vec<usize> {
        let postal = query.postal.as_bytes();
        let digits = first_two(postal).map(|start| start..=start);
        // Of a single digit, all that begin with it.
        let one = || first_two(&[*postal.first()?, b'0']).map(|start| start..=start + 9);
        let Some(starts) = digits.or_else(one) else { return Vec::new() };
        let there = self.codes.range((size, *starts.start())..=(size, *starts.end()));
        let mut found: Vec<usize> = there.flat_map(|(_, there)| there).copied().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The communes of a size that answer a query, looked at in one way. Most of the country has other letters, or another
    /// code: these are not even compared.
    fn likely<'a>(&'a self, query: &Query, size: usize, how: How) -> impl Iterator<Item = (Rank, &'a Entry)> {
        let named = self.sizes.get(size).filter(|_| query.postal.is_empty());
        let named = named.into_iter().flat_map(move |size| size.likely(query, how));
        let there = named.chain(self.coded(query, size)).filter_map(|at| self.entries.get(at));
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
        // Of a town's beginning only a city can be meant: the pieces that hold none are not looked into.
        let from = (0..SIZES).find(|size| errors_before(bar, *size) > 0).unwrap_or(SIZES);
        for (size, near) in self.near(query, from) {
            let most = errors_before(bar, size);
            if most > 0 {
                let there = near.into_iter().filter_map(|entry| Some((query.rank(entry, How::Mistyped(most))?, entry)));
                let new = |(rank, entry): &(Rank, &Entry)| *rank < bar && query.rank(entry, How::Spelled).is_none();
                best_ones.extend(there.filter(new));
                best_ones = best(best_ones, limit * 2, in_order);
                bar = best_ones.get((limit * 2).saturating_sub(1)).map_or(bar, |(rank, _)| bar.min(*rank));
            }
        }
        found.extend(best_ones);
    }
}

/// The first two digits of a code, as a number; none where they are not both there.
fn first_two(code: &[u8]) -> Option<u8> {
    let [tens, ones] = *code.first_chunk()?;
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
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
