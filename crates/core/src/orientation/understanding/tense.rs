//! What goes on, what is over, and how old somebody is.

use super::{
    Hit,
    concepts::Concepts,
    reading::{Token, number},
    rules::Rules,
};
use crate::site::Language;

/// Between who does it and what is done, these say that it is over: *il a vole*. `ma` is *m'a* in a hurry.
const OVER_FRENCH: [&str; 20] = [
    "a", "ai", "as", "ont", "est", "ete", "etait", "etaient", "sont", "suis", "avait", "avaient", "ma", "ta", "eu",
    "avons", "aurait", "peut", "peux", "serait",
];

/// The same in English.
const OVER_ENGLISH: [&str; 12] = ["was", "were", "been", "has", "have", "had", "got", "did", "d", "ive", "hes", "ago"];

/// Forms of *to be* that go with what goes on.
const BEING: [&str; 10] = ["is", "are", "am", "s", "re", "m", "im", "hes", "shes", "theyre"];

/// Who does something, in English.
const SUBJECTS: [&str; 14] = [
    "he",
    "she",
    "someone",
    "somebody",
    "who",
    "man",
    "woman",
    "guy",
    "husband",
    "wife",
    "boyfriend",
    "girlfriend",
    "father",
    "neighbour",
];

/// Verbs before another one that is happening, or about to: *se fait agresser*, *va frapper*, *je vois un homme voler*.
const LEADING: [&str; 18] = [
    "fait", "font", "fais", "va", "vont", "vais", "veut", "veulent", "essaie", "essaye", "essayent", "tente",
    "tentent", "vois", "voit", "entends", "entend", "apercois",
];

/// How far back a verb looks for who does it.
const REACH: usize = 4;

/// The meanings that tense and age add.
pub fn concepts(tokens: &[Token], hits: &[Hit], rules: &Rules) -> Concepts {
    let mut found = age(tokens, rules) | year(tokens, rules);
    for hit in hits.iter().filter(|hit| hit.meaning.meets(rules.action)) {
        match hit.language {
            Language::Fr => found |= french(tokens, hits, *hit, rules),
            Language::En => found |= english(tokens, *hit, rules),
        }
    }
    found
}

/// The words of the same clause before a place, the nearest first.
fn before(tokens: &[Token], at: usize) -> impl Iterator<Item = (usize, &Token)> {
    let clause = tokens.get(at).map_or(0, |token| token.clause);
    (0..at)
        .rev()
        .filter_map(|place| Some((place, tokens.get(place)?)))
        .take_while(move |(_, token)| token.clause == clause)
        .take(REACH)
}

fn french(tokens: &[Token], hits: &[Hit], hit: Hit, rules: &Rules) -> Concepts {
    let Some(verb) = tokens.get(hit.first) else { return Concepts::NONE };
    if verb.participle {
        return rules.done;
    }
    // *il me frappait*
    if verb.text.ends_with("ait") || verb.text.ends_with("aient") {
        return rules.done;
    }
    // *se fait agresser* and *va frapper* are now, *s'est fait agresser* is over; so is *je vois un homme voler*.
    let made = before(tokens, hit.first).any(|(_, token)| LEADING.contains(&token.text.as_str()));
    for (place, token) in before(tokens, hit.first) {
        if LEADING.contains(&token.text.as_str()) {
            continue;
        }
        // *il a cassé la porte et nous menace*: who breaks is who threatens.
        if token.text == "et" && (place + 1..hit.first).any(|at| is_object(tokens, at)) {
            let acts = hits.iter().any(|other| other.last < place && other.meaning.meets(rules.person));
            let present = acts && verb.text.ends_with(['e', 't', 'd']);
            return if present { rules.active } else { Concepts::NONE };
        }
        // *il y a une bagarre* is no auxiliary, and *ma maison brûle* is no *m’a*.
        let there_is = place.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.text == "y");
        if OVER_FRENCH.contains(&token.text.as_str())
            && !there_is
            && (place + 1 == hit.first || !matches!(token.text.as_str(), "ma" | "ta"))
        {
            return rules.done;
        }
        let acts =
            hits.iter().any(|other| other.first <= place && place <= other.last && other.meaning.meets(rules.person));
        if acts || (made && matches!(token.text.as_str(), "je" | "j")) {
            let infinitive = verb.text.ends_with("er") || verb.text.ends_with("ir");
            let present = if infinitive { made } else { verb.text.ends_with(['e', 't', 'd']) };
            return if present { rules.active } else { Concepts::NONE };
        }
    }
    Concepts::NONE
}

fn is_object(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| matches!(token.text.as_str(), "me" | "m" | "nous" | "te" | "t" | "vous" | "l" | "les"))
}

fn english(tokens: &[Token], hit: Hit, rules: &Rules) -> Concepts {
    let Some(verb) = tokens.get(hit.first) else { return Concepts::NONE };
    let goes_on = verb.text.ends_with("ing");
    let mut being = false;
    for (_, token) in before(tokens, hit.first) {
        let text = token.text.as_str();
        if OVER_ENGLISH.contains(&text) && !(goes_on && text == "hes") {
            return rules.done;
        }
        being |= text == "being" || text == "getting";
        if BEING.contains(&text) {
            return if goes_on || being { rules.active } else { Concepts::NONE };
        }
    }
    if verb.text.ends_with("ed") {
        return rules.done;
    }
    // *he beats her*
    let acts = before(tokens, hit.first).take(2).any(|(_, token)| SUBJECTS.contains(&token.text.as_str()));
    if acts && verb.text.ends_with('s') { rules.active } else { Concepts::NONE }
}

/// *en 2019*
fn year(tokens: &[Token], rules: &Rules) -> Concepts {
    let years = |token: &Token| token.text.parse().is_ok_and(|year: u32| (1940..2100).contains(&year));
    let dated = tokens
        .iter()
        .zip(tokens.iter().skip(1))
        .any(|(before, token)| matches!(before.text.as_str(), "en" | "in" | "depuis" | "since") && years(token));
    if dated { rules.past } else { Concepts::NONE }
}

/// *j'ai quinze ans*, *my 12 year old*.
fn age(tokens: &[Token], rules: &Rules) -> Concepts {
    let mut found = Concepts::NONE;
    for (at, token) in tokens.iter().enumerate() {
        let Some(years) = number(&token.text).filter(|years| (3..18).contains(years)) else { continue };
        let next = tokens.get(at + 1).map_or("", |token| token.text.as_str());
        let joined = token.text.ends_with("ans") || token.text.ends_with("yo");
        let earlier = |text: &[&str]| before(tokens, at).take(2).any(|(_, token)| text.contains(&token.text.as_str()));
        let tens = before(tokens, at).next().and_then(|(_, token)| number(&token.text)).is_some_and(|tens| tens >= 20);
        let of_age = joined || matches!(next, "ans" | "an" | "years" | "year" | "yrs" | "yo" | "y");
        let own = earlier(&["ai", "jai", "g", "am", "im", "m"]);
        let bare = earlier(&["am", "im"]) && !matches!(next, "minutes" | "km" | "days" | "hours" | "weeks" | "months");
        // *il y a 6 ans* is a time, not an age.
        let time = earlier(&["a", "ya", "depuis", "for"]) && !own;
        if (of_age || bare)
            && !tens
            && !time
            && next != "ago"
            && tokens.get(at + 2).is_none_or(|token| token.text != "ago")
        {
            found |= if own && years >= 5 { rules.minor } else { rules.child };
        }
    }
    found
}
