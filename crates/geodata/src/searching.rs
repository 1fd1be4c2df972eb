//! The search, measured as a person types: what is found, how long a keystroke takes, what is loaded for it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use guichet_core::domain::commune_search::normalise;
use guichet_core::domain::place::Commune;
use guichet_core::domain::question::Question;
use guichet_core::domain::station_search::{Found, PlaceIndex};

use crate::bench::{Published, brotli_size};
use crate::failure::Failure;
use crate::table;
use crate::variations::{Kind, Variations};

/// How many of each kind of variation are asked by `bench`.
const EACH: usize = 500;

/// The seed of the variations.
const SEED: u64 = 20_261_123;

/// Adds to the table for `make bench`.
pub(crate) fn report(published: &Published, questions: &Path, text: &mut String) -> Result<(), Failure> {
    let score = ask(published, questions, brotli_size)?;
    // Writing to a String cannot fail.
    let _ = writeln!(text, "questions answered   {} of {}", score.right, score.asked);
    for missed in &score.missed {
        let _ = writeln!(text, "  missed: {missed}");
    }
    let _ = writeln!(
        text,
        "time a keystroke     median {:.2} ms, 99 % under {:.2} ms, slowest {:.2} ms ({})",
        milliseconds(score.keystroke(50)),
        milliseconds(score.keystroke(99)),
        milliseconds(score.keystroke(100)),
        if cfg!(debug_assertions) { "not optimised" } else { "optimised" }
    );
    let _ = writeln!(text, "time to read a piece slowest {:.2} ms", milliseconds(score.slowest_piece));
    let _ = writeln!(text, "loaded for an answer {}, right spelling", Score::loaded(&score.first_answer));
    let _ = writeln!(text, "                     {}, with errors", Score::loaded(&score.first_answer_mistyped));
    let _ = writeln!(text, "loaded at the end    {}", Score::loaded(&score.whole));
    let slowest: Vec<String> = slowest_of_all(published, &score.asked_texts)
        .into_iter()
        .take(3)
        .map(|(time, typed)| format!("{:.2} ms ({typed})", milliseconds(time)))
        .collect();
    let _ = writeln!(text, "with all pieces      slowest {}", slowest.join(", "));
    for (kind, score) in vary(published, EACH) {
        let _ = writeln!(
            text,
            "  {:14} first {:5.1} %, at once {:5.1} %, among eight {:5.1} %, slowest {:.2} ms{}",
            format!("{kind:?}"),
            score.percent(score.first),
            score.percent(score.at_once),
            score.percent(score.among),
            milliseconds(score.slowest),
            score.missed.iter().take(6).fold(String::new(), |line, missed| format!("{line}; {missed}"))
        );
    }
    Ok(())
}

/// How typed questions were answered.
#[derive(Debug, Default)]
pub struct Score {
    /// Questions.
    pub asked: usize,
    /// Those whose commune came first.
    pub right: usize,
    /// The others.
    pub missed: Vec<String>,
    asked_texts: Vec<String>,
    /// Time of each keystroke: to know which pieces are needed, and to search.
    times: Vec<Duration>,
    /// The longest time to take in a piece.
    pub slowest_piece: Duration,
    /// Bytes loaded from nothing until what is meant came first, for each question spelled right.
    pub first_answer: Vec<(usize, String)>,
    /// The same, for each question with errors in it.
    pub first_answer_mistyped: Vec<(usize, String)>,
    /// Bytes loaded from nothing until nothing more is asked for, for each question.
    pub whole: Vec<(usize, String)>,
}

impl Score {
    /// The time that so many of a hundred keystrokes do not exceed.
    #[must_use]
    pub fn keystroke(&self, percent: usize) -> Duration {
        let place = (self.times.len() * percent / 100).min(self.times.len().saturating_sub(1));
        self.times.get(place).copied().unwrap_or_default()
    }

    /// Median and greatest, in kilobytes, and for which question.
    fn loaded(loaded: &[(usize, String)]) -> String {
        let bytes: Vec<usize> = loaded.iter().map(|(bytes, _)| *bytes).collect();
        let (most, typed) = loaded.iter().max().cloned().unwrap_or_default();
        format!("median {:.1} KB, at most {:.1} KB Brotli ({typed})", kilobytes(median(&bytes)), kilobytes(most))
    }
}

/// The middle one; 0 of none.
#[must_use]
pub fn median(values: &[usize]) -> usize {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}

/// Whether somebody has typed all and waits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pause {
    No,
    Yes,
}

/// Someone who types into an index that starts empty.
struct Typist<'a> {
    published: &'a Published,
    index: PlaceIndex,
    loaded: Vec<String>,
    slowest_piece: Duration,
}

impl<'a> Typist<'a> {
    fn new(published: &'a Published) -> Self {
        Self { published, index: PlaceIndex::new(), loaded: Vec::new(), slowest_piece: Duration::ZERO }
    }

    /// Loads what a text asks for at once, or all that it asks for once nobody types any more, and searches: the time it
    /// takes once that is there, the best of three because other programs run too; and what is found.
    fn type_in(&mut self, typed: &str, pause: Pause) -> (Duration, Vec<Found>) {
        let needed: fn(&PlaceIndex, &Question) -> Vec<String> = match pause {
            Pause::No => PlaceIndex::needed_at_once,
            Pause::Yes => PlaceIndex::needed,
        };
        while self.load(needed(&self.index, &Question::read(typed))) {}
        let mut best = Duration::MAX;
        let mut found = Vec::new();
        for _ in 0..3 {
            let start = Instant::now();
            let question = Question::read(typed);
            let _ = self.index.needed(&question);
            found = self.index.search(&question, 8);
            best = best.min(start.elapsed());
        }
        (best, found)
    }
}

impl Typist<'_> {
    /// Loads pieces; false where there are none.
    fn load(&mut self, needed: Vec<String>) -> bool {
        let more = !needed.is_empty();
        for piece in needed {
            let text = self.published.piece(&piece);
            let start = Instant::now();
            self.index.add(&piece, text);
            self.slowest_piece = self.slowest_piece.max(start.elapsed());
            self.loaded.push(piece);
        }
        more
    }
}

fn commune(found: &Found) -> Option<&Commune> {
    if let Found::Commune(commune) = found { Some(commune) } else { None }
}

/// Types each question letter by letter, as a person would, loading only what each keystroke asks for. `size` says what
/// a piece weighs.
pub fn ask(published: &Published, questions: &Path, size: fn(&str) -> usize) -> Result<Score, Failure> {
    let table = table::read(questions, &["query", "kind", "insee"])?;
    let sizes: BTreeMap<&String, usize> =
        published.communes.iter().chain(&published.names).map(|(piece, text)| (piece, size(text))).collect();
    let index = serde_json::to_string(&published.index).map_or(0, |text| size(&text));
    let communes = published.all_communes();
    let names: BTreeMap<&str, &str> =
        communes.iter().map(|(code, commune)| (code.as_str(), commune.name.as_str())).collect();
    let mut score = Score::default();
    for row in &table.rows {
        let mut typist = Typist::new(published);
        let weigh = |loaded: &[String]| index + loaded.iter().filter_map(|piece| sizes.get(piece)).sum::<usize>();
        let mut first = None;
        let mut until_first = None;
        let letters: Vec<char> = row.field("query").chars().collect();
        let pauses = (1..=letters.len()).map(|length| (length, Pause::No)).chain([(letters.len(), Pause::Yes)]);
        for (length, pause) in pauses {
            let typed: String = letters.iter().take(length).collect();
            let (time, found) = typist.type_in(&typed, pause);
            score.times.push(time);
            first = found.first().and_then(commune).map(|commune| commune.code.to_string());
            if first.as_deref() == Some(row.field("insee")) {
                until_first.get_or_insert_with(|| weigh(&typist.loaded));
            }
        }
        score.slowest_piece = score.slowest_piece.max(typist.slowest_piece);
        let asked = row.field("query");
        score.whole.push((weigh(&typist.loaded), asked.to_owned()));
        let until_first = until_first.map(|bytes| (bytes, asked.to_owned()));
        if names.get(row.field("insee")).is_none_or(|name| is_spelled(asked, name)) {
            score.first_answer.extend(until_first);
        } else {
            score.first_answer_mistyped.extend(until_first);
        }
        score.asked += 1;
        score.asked_texts.push(asked.to_owned());
        if first.as_deref() == Some(row.field("insee")) {
            score.right += 1;
        } else {
            let got = first.unwrap_or_default();
            let (kind, meant) = (row.field("kind"), row.field("insee"));
            score.missed.push(format!("{asked} ({kind}): {got} instead of {meant}"));
        }
    }
    score.times.sort();
    Ok(score)
}

/// The time for each of some texts, the longest first, typed by someone who has searched everywhere before.
fn slowest_of_all(published: &Published, texts: &[String]) -> Vec<(Duration, String)> {
    let mut typist = Typist::new(published);
    for (piece, text) in published.communes.iter().chain(&published.names) {
        typist.index.add(piece, text);
    }
    let mut times: Vec<(Duration, String)> =
        texts.iter().map(|text| (typist.type_in(text, Pause::Yes).0, text.clone())).collect();
    times.sort_by(|one, other| other.cmp(one));
    times
}

/// Whether a text is a name, spaces and accents aside; or a code.
fn is_spelled(typed: &str, name: &str) -> bool {
    let letters = |text: &str| normalise(text).replace(' ', "");
    typed.bytes().all(|byte| byte.is_ascii_digit()) || letters(name).ends_with(&letters(typed))
}

/// How variations of one kind were answered.
#[derive(Debug, Default)]
pub struct KindScore {
    /// How many were typed.
    pub asked: usize,
    /// Those whose commune came first.
    pub first: usize,
    /// Those whose commune came first before more was loaded than what holds it where it is spelled right.
    pub at_once: usize,
    /// Those whose commune was among the first eight.
    pub among: usize,
    /// The others than the first.
    pub missed: Vec<String>,
    /// The longest time for one search.
    pub slowest: Duration,
}

impl KindScore {
    /// So many of all, in a hundred.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "some thousands")]
    pub fn percent(&self, part: usize) -> f64 {
        part as f64 * 100.0 / self.asked.max(1) as f64
    }
}

/// Types `each` variations of every kind, each into an empty index.
#[must_use]
pub fn vary(published: &Published, each: usize) -> BTreeMap<Kind, KindScore> {
    let communes = published.all_communes();
    let mut variations = Variations::of(communes.values(), SEED);
    let mut scores = BTreeMap::new();
    for kind in Kind::ALL {
        let mut score = KindScore::default();
        for typed in variations.make(kind, each) {
            let mut typist = Typist::new(published);
            let soon = typist.type_in(&typed.text, Pause::No).1;
            let (time, found) = typist.type_in(&typed.text, Pause::Yes);
            score.slowest = score.slowest.max(time);
            score.asked += 1;
            let is_meant = |found| commune(found).is_some_and(|commune| typed.meant.contains(&commune.code));
            score.at_once += usize::from(soon.first().is_some_and(is_meant));
            score.among += usize::from(found.iter().any(is_meant));
            if found.first().is_some_and(is_meant) {
                score.first += 1;
            } else {
                let name = |code| communes.get(code).map_or("", |commune| commune.name.as_str());
                let got = found
                    .first()
                    .map_or("nothing", |found| commune(found).map_or("another kind", |commune| commune.name.as_str()));
                let meant = typed.meant.iter().next().map_or("", name);
                score.missed.push(format!("{} → {got} not {meant}", typed.text));
            }
        }
        scores.insert(kind, score);
    }
    scores
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[allow(clippy::cast_precision_loss, reason = "sizes of files")]
fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}
