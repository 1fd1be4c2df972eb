//! How a name sounds to French ears: what is written by ear has other letters and the same sounds (`Monpelié`).

/// The sounds of a normalised text as one number; 0 where there are too few to tell names apart.
pub fn sound(text: &str) -> u32 {
    let mut heard = Heard { last: None, count: 0, hash: SEED };
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        listen(spoken(word), &mut heard);
    }
    if heard.count < 2 { 0 } else { heard.hash }
}

/// A number for some letters, the same on every machine ("FNV-1a", Fowler, Noll, Vo 1991).
pub(super) fn hash(letters: &[u8]) -> u32 {
    letters.iter().fold(SEED, |hash, letter| mixed(hash, *letter))
}

const SEED: u32 = 0x811c_9dc5;

fn mixed(hash: u32, letter: u8) -> u32 {
    (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193)
}

/// Sounds one after the other, of which two that are the same are one.
struct Heard {
    last: Option<u8>,
    count: usize,
    hash: u32,
}

impl Heard {
    fn add(&mut self, sounds: &str) {
        for sound in sounds.bytes().filter(|sound| *sound != b' ') {
            if self.last != Some(sound) {
                self.last = Some(sound);
                self.count += 1;
                self.hash = mixed(self.hash, sound);
            }
        }
    }
}

/// A word without the letters at its end that nobody speaks, and whether it ends in an `é` however that is written.
fn spoken(word: &str) -> (&str, bool) {
    let short = word.strip_suffix(['s', 'x', 'z']).filter(|short| short.len() > 1);
    if let Some(stem) =
        ["er", "ez", "et"].iter().find_map(|end| word.strip_suffix(end).or_else(|| short?.strip_suffix(end)))
        && stem.len() > 1
    {
        return (stem, true);
    }
    let word = short.unwrap_or(word);
    match word.strip_suffix('e') {
        Some(stem) if stem.len() > 1 && (!stem.ends_with(is_vowel) || stem.ends_with("qu") || stem.ends_with("gu")) => {
            (stem, false)
        }
        Some(_) => (word, false),
        None => (
            Some(word.trim_end_matches(['t', 'd', 'p', 'g', 's'])).filter(|stem| stem.len() > 1).unwrap_or(word),
            false,
        ),
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// What is written, and its sounds, the longer ones first. `1` and `3` are the nasal vowels of *vin*, *vent* and *bon*.
const SPELLINGS: &[(&str, &str)] = &[
    ("sch", "x"),
    ("eau", "o"),
    ("oeu", "e"),
    ("ch", "x"),
    ("sh", "x"),
    ("ph", "f"),
    ("qu", "k"),
    ("ck", "k"),
    ("gn", "ni"),
    ("au", "o"),
    ("ou", "u"),
    ("oi", "ua"),
    ("oy", "ua"),
    ("ai", "e"),
    ("ay", "e"),
    ("ei", "e"),
    ("ey", "e"),
    ("eu", "e"),
    ("oe", "e"),
    ("ae", "e"),
    ("q", "k"),
    ("z", "s"),
    ("y", "i"),
    ("w", "v"),
    ("x", "ks"),
    ("h", " "),
];

/// Vowels that a following `n` or `m` turns into a nasal one, unless a vowel or another of these follows it.
const NASALS: &[(&str, &str)] =
    &[("oi", "u1"), ("ai", "1"), ("ei", "1"), ("a", "1"), ("e", "1"), ("i", "1"), ("y", "1"), ("u", "1"), ("o", "3")];

fn nasal(rest: &str) -> Option<(usize, &'static str)> {
    if !rest.starts_with(is_vowel) {
        return None;
    }
    NASALS.iter().find_map(|(written, sounds)| {
        let after = rest.strip_prefix(written)?.strip_prefix(['n', 'm'])?;
        let spoken = after.starts_with(|next| is_vowel(next) || next == 'n' || next == 'm' || next == 'h');
        (!spoken).then_some((written.len() + 1, *sounds))
    })
}

fn listen((mut rest, ends_in_e): (&str, bool), heard: &mut Heard) {
    while let Some(first) = rest.chars().next() {
        let next = rest.chars().nth(1);
        let soft = next.is_some_and(|next| matches!(next, 'e' | 'i' | 'y'));
        let spelled = || {
            // Most begin with another letter, which is soon seen.
            let mut alike =
                SPELLINGS.iter().filter(|(written, _)| written.as_bytes().first() == rest.as_bytes().first());
            alike.find_map(|(written, sounds)| rest.starts_with(written).then_some((written.len(), *sounds)))
        };
        let (length, sounds) = match first {
            _ if nasal(rest).is_some() => nasal(rest).unwrap_or((1, "")),
            // *Montpellier*: not spoken between a nasal vowel and another consonant.
            't' | 'd' | 'p'
                if matches!(heard.last, Some(b'1' | b'3'))
                    && next.is_some_and(|next| !is_vowel(next) && !matches!(next, 'r' | 'l' | 'h')) =>
            {
                (1, "")
            }
            's' if next == Some('c') && rest.chars().nth(2).is_some_and(|next| matches!(next, 'e' | 'i' | 'y')) => {
                (2, "s")
            }
            'g' if next == Some('e') && rest.chars().nth(2).is_some_and(|next| matches!(next, 'a' | 'o')) => (2, "j"),
            'g' if next == Some('u') && rest.chars().nth(2).is_some_and(|next| matches!(next, 'e' | 'i' | 'y')) => {
                (2, "g")
            }
            'c' if next != Some('h') && next != Some('k') => (1, if soft { "s" } else { "k" }),
            'g' if next != Some('n') => (1, if soft { "j" } else { "g" }),
            _ => spelled().unwrap_or((first.len_utf8(), rest.get(..first.len_utf8()).unwrap_or(""))),
        };
        heard.add(sounds);
        rest = rest.get(length..).unwrap_or("");
    }
    if ends_in_e {
        heard.add("e");
    }
}

#[cfg(test)]
mod tests {
    use super::super::normalise;
    use super::sound;

    #[test]
    fn what_is_written_by_ear_sounds_the_same() {
        for (typed, name) in [
            ("Sin Denni", "Saint-Denis"),
            ("Monpelié", "Montpellier"),
            ("Rems", "Reims"),
            ("kimper", "Quimper"),
            ("clermon feran", "Clermont-Ferrand"),
            ("chato thierry", "Château-Thierry"),
            ("bezier", "Béziers"),
            ("perpinyan", "Perpignan"),
            ("pointapitre", "Pointe-à-Pitre"),
            ("obervilliers", "Aubervilliers"),
            ("jennevilliers", "Gennevilliers"),
            ("mulouse", "Mulhouse"),
            ("tourcouin", "Tourcoing"),
            ("dunkerke", "Dunkerque"),
            ("hiere", "Hyères"),
            ("bagnol sur seze", "Bagnols-sur-Cèze"),
        ] {
            assert_eq!(sound(&normalise(typed)), sound(&normalise(name)), "{typed} / {name}");
        }
        for (one, other) in [("Lille", "Lyon"), ("Nantes", "Mantes"), ("Tours", "Thouars"), ("Metz", "Sète")] {
            assert_ne!(sound(&normalise(one)), sound(&normalise(other)), "{one} / {other}");
        }
        assert_eq!(sound("y"), 0, "too little to tell");
    }

    proptest::proptest! {
        #[test]
        fn anything_sounds(text in "\\PC{0,40}") {
            let _ = (sound(&text), sound(&normalise(&text)));
        }
    }
}
