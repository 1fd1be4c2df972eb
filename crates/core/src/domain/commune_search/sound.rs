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
    fn add(&mut self, sound: u8) {
        if self.last != Some(sound) {
            self.last = Some(sound);
            self.count += 1;
            self.hash = mixed(self.hash, sound);
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
        Some(stem)
            if stem.len() > 1
                && (!stem.bytes().last().is_some_and(is_vowel) || stem.ends_with("qu") || stem.ends_with("gu")) =>
        {
            (stem, false)
        }
        Some(_) => (word, false),
        None => (
            Some(word.trim_end_matches(['t', 'd', 'p', 'g', 's'])).filter(|stem| stem.len() > 1).unwrap_or(word),
            false,
        ),
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

/// What is written, and its sounds, the longer ones first. `1` and `3` are the nasal vowels of *vin*, *vent* and *bon*. A letter
/// without a line here is its own sound.
fn spelled(rest: &[u8]) -> Option<(usize, &'static str)> {
    Some(match rest {
        [b's', b'c', b'h', ..] => (3, "x"),
        [b'e', b'a', b'u', ..] => (3, "o"),
        [b'o', b'e', b'u', ..] => (3, "e"),
        [b'c' | b's', b'h', ..] => (2, "x"),
        [b'p', b'h', ..] => (2, "f"),
        [b'q', b'u', ..] | [b'c', b'k', ..] => (2, "k"),
        [b'g', b'n', ..] => (2, "ni"),
        [b'a', b'u', ..] => (2, "o"),
        [b'o', b'u', ..] => (2, "u"),
        [b'o', b'i' | b'y', ..] => (2, "ua"),
        [b'a' | b'e', b'i' | b'y', ..] | [b'e', b'u', ..] | [b'o' | b'a', b'e', ..] => (2, "e"),
        // *Geoffroy*, *Guéret*: the second letter only says how the first one sounds.
        [b'g', b'e', b'a' | b'o', ..] => (2, "j"),
        [b'g', b'u', b'e' | b'i' | b'y', ..] => (2, "g"),
        [b's', b'c', b'e' | b'i' | b'y', ..] => (2, "s"),
        [b'c', b'e' | b'i' | b'y', ..] | [b'z', ..] => (1, "s"),
        [b'g', b'e' | b'i' | b'y', ..] => (1, "j"),
        [b'c' | b'q', ..] => (1, "k"),
        [b'y', ..] => (1, "i"),
        [b'w', ..] => (1, "v"),
        [b'x', ..] => (1, "ks"),
        [b'h', ..] => (1, ""),
        _ => return None,
    })
}

/// A vowel that a following `n` or `m` turns into a nasal one, unless a vowel or another of these follows it.
fn nasal(rest: &[u8]) -> Option<(usize, &'static str)> {
    let (length, sounds) = match rest {
        [b'o', b'i', b'n' | b'm', ..] => (3, "u1"),
        [b'a' | b'e', b'i', b'n' | b'm', ..] => (3, "1"),
        [b'o', b'n' | b'm', ..] => (2, "3"),
        [b'a' | b'e' | b'i' | b'y' | b'u', b'n' | b'm', ..] => (2, "1"),
        _ => return None,
    };
    let spoken = rest.get(length).is_some_and(|next| is_vowel(*next) || matches!(next, b'n' | b'm' | b'h'));
    (!spoken).then_some((length, sounds))
}

fn listen((word, ends_in_e): (&str, bool), heard: &mut Heard) {
    let mut rest = word.as_bytes();
    while let [first, after @ ..] = rest {
        let silent = || {
            // *Montpellier*: not spoken between a nasal vowel and another consonant.
            matches!(first, b't' | b'd' | b'p')
                && matches!(heard.last, Some(b'1' | b'3'))
                && after.first().is_some_and(|next| !is_vowel(*next) && !matches!(next, b'r' | b'l' | b'h'))
        };
        let known = nasal(rest).or_else(|| silent().then_some((1, ""))).or_else(|| spelled(rest));
        if let Some((_, sounds)) = known {
            sounds.bytes().for_each(|sound| heard.add(sound));
        } else {
            heard.add(*first);
        }
        let length = known.map_or(1, |(length, _)| length);
        rest = rest.get(length..).unwrap_or_default();
    }
    if ends_in_e {
        heard.add(b'e');
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
