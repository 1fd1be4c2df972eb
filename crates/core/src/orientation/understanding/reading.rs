//! A query as words.

use super::stem::stem;
use crate::{domain::commune_search::fold, site::Language};

/// A word of a query.
#[derive(Debug, Clone)]
pub struct Token {
    /// Small letters without accents.
    pub text: String,
    /// Its stem in each language, in the order of [`Language::ALL`].
    pub stems: [String; 2],
    /// True where it was written with the accent of a French participle: *frappé* is over, *frappe* is not.
    pub participle: bool,
    /// The number of its clause: a negation reaches no farther.
    pub clause: usize,
}

/// The longest query that is read, in characters: nobody types more into a search box, and what is pasted may be a novel.
const LONGEST: usize = 400;

/// What people in a hurry write, and what it is short for.
const SHORT: [(&str, &str); 42] = [
    ("ya", "il y a"),
    ("yavait", "il y avait"),
    ("g", "j ai"),
    ("gt", "j etais"),
    ("jé", "j ai"),
    ("jai", "j ai"),
    ("javais", "j avais"),
    ("jetais", "j etais"),
    ("jétais", "j étais"),
    ("jentends", "j entends"),
    ("jarrive", "j arrive"),
    ("jessaie", "j essaie"),
    ("chui", "je suis"),
    ("chuis", "je suis"),
    ("jss", "je suis"),
    ("cest", "c est"),
    ("cetait", "c etait"),
    ("ct", "c etait"),
    ("sest", "s est"),
    ("mest", "m est"),
    ("mont", "m ont"),
    ("qqn", "quelqu un"),
    ("qqun", "quelqu un"),
    ("qq1", "quelqu un"),
    ("kelkun", "quelqu un"),
    ("quelquun", "quelqu un"),
    ("qqch", "quelque chose"),
    ("qqc", "quelque chose"),
    ("ds", "dans"),
    ("ac", "avec"),
    ("tjrs", "toujours"),
    ("tjs", "toujours"),
    ("mtn", "maintenant"),
    ("auj", "aujourd hui"),
    ("bcp", "beaucoup"),
    ("rdv", "rendez vous"),
    ("tel", "telephone"),
    ("cb", "carte bancaire"),
    ("ki", "qui"),
    ("ke", "que"),
    ("koi", "quoi"),
    ("pb", "probleme"),
];

/// Words that begin a clause of their own.
const TURNS: [&str; 3] = ["mais", "but", "however"];

/// The words of a query.
pub fn read(query: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut clause = 0;
    let mut word = String::new();
    // A mark at the end closes the last word.
    for letter in query.chars().take(LONGEST).chain(Some(' ')) {
        if is_letter(letter) {
            word.push(letter);
            continue;
        }
        let apostrophe = matches!(letter, '\'' | '’' | '‘' | '`');
        let joins = apostrophe && word.ends_with('n') && word.len() > 2;
        // `doesn't` is one word, `n'ai` are two.
        if joins {
            continue;
        }
        if !word.is_empty() {
            for word in written_out(&word) {
                let token = token(word, clause);
                if TURNS.contains(&token.text.as_str()) {
                    clause += 1;
                }
                tokens.push(Token { clause, ..token });
            }
            word.clear();
        }
        if matches!(letter, ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')' | '\n') {
            clause += 1;
        }
    }
    tokens
}

/// What is written in short, as it is heard, in full: *ya* is *il y a*, and *jme* is *je me*, since no word begins with `j`
/// and a consonant.
fn written_out(word: &str) -> Vec<&str> {
    let small = word.to_ascii_lowercase();
    if let Some((_, full)) = SHORT.iter().find(|(short, _)| *short == small) {
        return full.split(' ').collect();
    }
    let rest = word.strip_prefix(['j', 'J']).filter(|rest| {
        let consonant = |letter: char| letter.is_ascii_alphabetic() && !"aeiouyhAEIOUYH".contains(letter);
        rest.len() > 1 && rest.starts_with(consonant)
    });
    rest.map_or_else(|| vec![word], |rest| vec!["je", rest])
}

/// Letters, digits, and accents written as characters of their own.
fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}')
}

fn token(word: &str, clause: usize) -> Token {
    let text = calmed(&fold(word).replace(' ', ""));
    let bare = word.trim_end_matches(['s', 'S']);
    let bare = bare.strip_suffix(['e', 'E']).filter(|rest| rest.ends_with('é')).unwrap_or(bare);
    Token {
        participle: bare.ends_with(['é', 'É', '\u{301}']),
        stems: Language::ALL.map(|language| stem(language, &text).to_owned()),
        text,
        clause,
    }
}

/// A letter held down is one letter: *aideeez*.
fn calmed(word: &str) -> String {
    let mut calm = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut run = 1;
        while letters.next_if_eq(&letter).is_some() {
            run += 1;
        }
        calm.push(letter);
        if run == 2 || letter.is_ascii_digit() {
            calm.extend(std::iter::repeat_n(letter, run - 1));
        }
    }
    calm
}

/// A number in digits or in words, up to the ages that matter here.
pub fn number(text: &str) -> Option<u32> {
    const WORDS: [(&str, u32); 52] = [
        ("un", 1),
        ("une", 1),
        ("deux", 2),
        ("trois", 3),
        ("quatre", 4),
        ("cinq", 5),
        ("six", 6),
        ("sept", 7),
        ("huit", 8),
        ("neuf", 9),
        ("dix", 10),
        ("onze", 11),
        ("douze", 12),
        ("treize", 13),
        ("quatorze", 14),
        ("quinze", 15),
        ("seize", 16),
        ("vingt", 20),
        ("trente", 30),
        ("quarante", 40),
        ("cinquante", 50),
        ("soixante", 60),
        ("quelques", 3),
        ("plusieurs", 3),
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("some", 3),
        ("few", 3),
        ("several", 3),
        ("a", 1),
        ("couple", 2),
    ];
    let digits = text.trim_end_matches("ans").trim_end_matches("yo");
    if let Ok(number) = digits.parse() {
        return Some(number);
    }
    WORDS.iter().find(|(word, _)| *word == text).map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(query: &str) -> Vec<String> {
        read(query).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn words_are_split_as_they_are_read() {
        assert_eq!(texts("Quelqu’un m'a VOLÉ"), ["quelqu", "un", "m", "a", "vole"]);
        assert_eq!(texts("I can't, he doesn’t"), ["i", "cant", "he", "doesnt"]);
        assert_eq!(texts("aideeeez moi"), ["aidez", "moi"]);
        assert_eq!(texts("frappée nnn"), ["frappee", "n"]);
        assert_eq!(texts(""), Vec::<String>::new());
    }

    #[test]
    fn a_participle_shows_by_its_accent() {
        for (word, expected) in
            [("frappé", true), ("volées", true), ("frappe", false), ("blesse\u{301}", true), ("idée", true)]
        {
            assert_eq!(read(word)[0].participle, expected, "{word}");
        }
    }

    #[test]
    fn clauses_end_at_marks_and_turns() {
        let clauses: Vec<usize> = read("pas volé, perdu mais ici").into_iter().map(|token| token.clause).collect();
        assert_eq!(clauses, [0, 0, 1, 2, 2]);
    }
}
