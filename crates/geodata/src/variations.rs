//! What people make of the name of a commune when they type it, by kind, made from a seed: to measure the search with
//! more than a list.

use std::collections::{BTreeMap, BTreeSet};

use guichet_core::domain::commune_search::{fold, normalise};
use guichet_core::domain::place::{Commune, InseeCode};

/// A kind of variation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// As it is written.
    Plain,
    /// Small letters without accents.
    NoAccent,
    /// Spaces for hyphens and apostrophes.
    Space,
    /// Nothing between the words.
    Glued,
    /// `st`, `ste`.
    Saint,
    /// Without the article at its beginning.
    NoArticle,
    /// Without the small words inside: `villeneuve ascq`.
    NoSmallWords,
    /// A letter twice.
    Doubled,
    /// A letter missing, not the first.
    Dropped,
    /// Two neighbours swapped, not the first.
    Swapped,
    /// A letter replaced by its neighbour on the keyboard, not the first.
    Replaced,
    /// A letter too many, not before the first.
    Added,
    /// One of these at the first letter.
    First,
    /// Two errors.
    Two,
    /// A space too many, or one missing.
    Spacing,
    /// A postal code.
    Postal,
    /// A postal code and the name, or the name and the code.
    PostalName,
    /// The name and the department's number.
    Department,
    /// Only the beginning: two thirds of the letters.
    Beginning,
    /// Without its first word.
    Part,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 20] = [
        Self::Plain,
        Self::NoAccent,
        Self::Space,
        Self::Glued,
        Self::Saint,
        Self::NoArticle,
        Self::NoSmallWords,
        Self::Doubled,
        Self::Dropped,
        Self::Swapped,
        Self::Replaced,
        Self::Added,
        Self::First,
        Self::Two,
        Self::Spacing,
        Self::Postal,
        Self::PostalName,
        Self::Department,
        Self::Beginning,
        Self::Part,
    ];

    /// How many of a hundred come first at least: with room for what nobody can know, because an error often makes what
    /// is nearer to another name, and a beginning is that of many.
    #[must_use]
    pub fn wanted(self) -> f64 {
        match self {
            Self::Space | Self::Saint | Self::Postal | Self::PostalName => 100.0,
            // A village that is called as a city begins comes second.
            Self::Plain | Self::NoAccent => 98.0,
            Self::Glued | Self::Department | Self::Spacing | Self::NoArticle | Self::NoSmallWords => 97.0,
            Self::Doubled | Self::Added | Self::Swapped | Self::Replaced => 92.0,
            Self::Dropped | Self::First | Self::Two => 82.0,
            Self::Beginning => 70.0,
            Self::Part => 50.0,
        }
    }
}

/// A sequence of numbers that look random and are always the same ("Split Mix 64", Steele, Lea, Flood 2014).
#[derive(Debug, Clone)]
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 where that is 0.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}

/// Communes to be typed, and who else is called so.
#[derive(Debug)]
pub struct Variations<'a> {
    communes: Vec<&'a Commune>,
    /// Inhabitants up to and with each commune.
    until: Vec<u64>,
    larger: Vec<usize>,
    /// Codes by the letters of the name.
    names: BTreeMap<String, BTreeSet<InseeCode>>,
    postal: BTreeMap<String, &'a Commune>,
    dice: Dice,
}

/// One typed text, and the communes of which one must come first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// What was typed.
    pub text: String,
    /// The commune meant, and those of the same name and at least its size.
    pub meant: BTreeSet<InseeCode>,
}

impl<'a> Variations<'a> {
    /// Communes of at least so many inhabitants are typed as often as large ones.
    const LARGER: u32 = 1000;

    /// Of these communes, always the same for a seed.
    pub fn of(communes: impl Iterator<Item = &'a Commune>, seed: u64) -> Self {
        let communes: Vec<&Commune> = communes.filter(|commune| !commune.is_arrondissement()).collect();
        let mut names: BTreeMap<String, BTreeSet<InseeCode>> = BTreeMap::new();
        let mut postal: BTreeMap<String, &Commune> = BTreeMap::new();
        let mut until = Vec::new();
        let mut sum = 0;
        for commune in &communes {
            names.entry(compact(&commune.name)).or_default().insert(commune.code);
            for code in &commune.postal_codes {
                let known = postal.entry(code.to_string()).or_insert(commune);
                if known.population < commune.population {
                    *known = commune;
                }
            }
            sum += u64::from(commune.population);
            until.push(sum);
        }
        let larger =
            (0..communes.len()).filter(|n| communes.get(*n).is_some_and(|c| c.population >= Self::LARGER)).collect();
        Self { communes, until, larger, names, postal, dice: Dice(seed) }
    }

    /// Half of the communes as often as people live there, half of those of at least 1,000 inhabitants alike.
    fn pick(&mut self) -> Option<&'a Commune> {
        let place = if self.dice.below(2) == 0 {
            let total = self.until.last().copied()?;
            let at = self.dice.next() % total.max(1);
            self.until.partition_point(|until| *until <= at)
        } else {
            *self.larger.get(self.dice.below(self.larger.len()))?
        };
        self.communes.get(place).copied()
    }

    /// So many texts of a kind. What is the very name of another commune is not asked, nor what is no variation.
    pub fn make(&mut self, kind: Kind, count: usize) -> Vec<Typed> {
        let mut made = Vec::new();
        for _ in 0..count.saturating_mul(200) {
            if made.len() == count {
                break;
            }
            let Some(commune) = self.pick() else { break };
            let Some(text) = self.vary(kind, commune) else { continue };
            let meant = match kind {
                Kind::Postal => {
                    self.postal.get(&text).map(|largest| BTreeSet::from([largest.code])).unwrap_or_default()
                }
                Kind::PostalName | Kind::Department => BTreeSet::from([commune.code]),
                _ => self.namesakes(commune),
            };
            let other = self.names.get(&compact(&text)).is_some_and(|codes| codes.is_disjoint(&meant));
            // The largest of a name is meant where nothing else is said.
            let smaller = kind != Kind::Postal && !meant.contains(&commune.code);
            if !other && !smaller && !meant.is_empty() {
                made.push(Typed { text, meant });
            }
        }
        made
    }

    /// The largest communes of a name.
    fn namesakes(&self, commune: &Commune) -> BTreeSet<InseeCode> {
        let Some(codes) = self.names.get(&compact(&commune.name)) else { return BTreeSet::new() };
        let same = self.communes.iter().filter(|other| codes.contains(&other.code));
        let most = same.clone().map(|other| other.population).max().unwrap_or(0);
        same.filter(|other| other.population == most).map(|other| other.code).collect()
    }

    fn vary(&mut self, kind: Kind, commune: &Commune) -> Option<String> {
        let name = normalise(&commune.name);
        let folded: String = fold(&commune.name).split_whitespace().collect::<Vec<_>>().join(" ");
        let changed = |text: String| (text != name).then_some(text);
        match kind {
            Kind::Plain => Some(commune.name.clone()),
            Kind::NoAccent => Some(fold_accents(&commune.name)),
            Kind::Space => changed(folded.clone()).or(Some(folded)),
            Kind::Glued => changed(folded.replace(' ', "")),
            Kind::Saint => {
                let short = folded.replace("sainte ", "ste ").replace("saint ", "st ");
                changed(if self.dice.below(2) == 0 { short.replace(' ', "-") } else { short })
            }
            Kind::NoArticle => {
                let rest = ["le ", "la ", "les ", "l "].iter().find_map(|article| folded.strip_prefix(article))?;
                Some(rest.to_owned())
            }
            Kind::NoSmallWords => {
                let small = ["de", "d", "des", "du", "la", "le", "les", "l", "sur", "en", "sous", "aux"];
                let (first, rest) = folded.split_once(' ')?;
                let rest: Vec<&str> = rest.split(' ').filter(|word| !small.contains(word)).collect();
                changed([&[first][..], &rest[..]].concat().join(" "))
            }
            Kind::Doubled | Kind::Dropped | Kind::Swapped | Kind::Replaced | Kind::Added | Kind::First => {
                self.mistype(kind, &folded)
            }
            Kind::Two => {
                let kinds = [Kind::Doubled, Kind::Dropped, Kind::Swapped, Kind::Replaced];
                let (first, second) = (kinds.get(self.dice.below(4))?, kinds.get(self.dice.below(4))?);
                let once = (folded.len() >= 8).then(|| self.mistype(*first, &folded))??;
                self.mistype(*second, &once).filter(|twice| *twice != folded)
            }
            Kind::Spacing => {
                let place = 2 + self.dice.below(folded.len().checked_sub(4)?);
                let (start, rest) = folded.split_at_checked(place)?;
                Some(match rest.strip_prefix(' ') {
                    Some(rest) => [start, rest].concat(),
                    None => [start, " ", rest].concat(),
                })
            }
            Kind::Postal => commune.postal_codes.first().map(ToString::to_string),
            Kind::PostalName => {
                let code = commune.postal_codes.first()?;
                Some(if self.dice.below(2) == 0 { format!("{code} {folded}") } else { format!("{folded} {code}") })
            }
            Kind::Department => Some(format!("{folded} {}", commune.department())),
            Kind::Beginning => {
                let end = (folded.len() * 2).div_ceil(3).max(4);
                (end < folded.len()).then(|| folded.get(..end).map(str::to_owned))?
            }
            Kind::Part => {
                let (_, mut rest) = folded.split_once(' ')?;
                for small in ["sur ", "en ", "de ", "la ", "les ", "le ", "du ", "des ", "d ", "l "] {
                    rest = rest.strip_prefix(small).unwrap_or(rest);
                }
                (rest.len() >= 4).then(|| rest.to_owned())
            }
        }
    }

    fn mistype(&mut self, kind: Kind, text: &str) -> Option<String> {
        /// Neighbours on the French keyboard.
        const KEYS: [&str; 3] = ["azertyuiop", "qsdfghjklm", "wxcvbn"];
        let mut letters: Vec<char> = text.chars().collect();
        let kind_here = if kind == Kind::First {
            *[Kind::Dropped, Kind::Swapped, Kind::Replaced].get(self.dice.below(3))?
        } else {
            kind
        };
        if letters.len() < 5 {
            return None;
        }
        let place = if kind == Kind::First { 0 } else { 1 + self.dice.below(letters.len() - 1) };
        let here = *letters.get(place)?;
        if !here.is_ascii_lowercase() {
            return None;
        }
        match kind_here {
            Kind::Doubled => letters.insert(place, here),
            Kind::Dropped => {
                letters.remove(place);
            }
            Kind::Swapped => {
                let next = *letters.get(place + 1)?;
                if next == here {
                    return None;
                }
                letters.swap(place, place + 1);
            }
            Kind::Replaced | Kind::Added => {
                let row = KEYS.iter().find(|row| row.contains(here))?;
                let at = row.find(here)?;
                let beside = if self.dice.below(2) == 0 { at.checked_sub(1)? } else { at + 1 };
                let key = row.chars().nth(beside)?;
                if kind_here == Kind::Added { letters.insert(place, key) } else { *letters.get_mut(place)? = key }
            }
            _ => return None,
        }
        let typed: String = letters.into_iter().collect();
        (typed != text).then_some(typed)
    }
}

/// Hyphens and apostrophes stay.
fn fold_accents(name: &str) -> String {
    name.chars().map(|c| if c.is_alphabetic() { fold(&c.to_string()) } else { c.to_string() }).collect()
}

fn compact(text: &str) -> String {
    normalise(text).replace(' ', "")
}
