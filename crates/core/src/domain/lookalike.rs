//! Text that is not what it seems: characters that hide or reorder, letters that pass for others.

use std::fmt::Write as _;

use super::platform;

/// True for control characters and for characters that reorder or hide text: none of them is seen, all of them are kept.
#[must_use]
pub fn hides(character: char) -> bool {
    character.is_control()
        || matches!(character,
            // Soft hyphen, invisible joiner, Arabic letter mark, Hangul and Khmer fillers, Mongolian signs.
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            // Zero-width and directional marks; line and paragraph separators, overrides; operators and isolates.
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            // Fillers that look like spaces, byte-order mark, annotation marks.
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
            // Musical controls, tags, variation selectors that no common text uses.
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The same inside an address, where the selectors of emoji have no place either.
#[must_use]
pub fn hides_in_address(character: char) -> bool {
    hides(character) || matches!(character, '\u{fe00}'..='\u{fe0f}')
}

/// An address with every hidden character shown by its number: `‹U+202E›`.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        if hides_in_address(c) {
            // Writing to a String cannot fail.
            let _ = write!(out, "‹{}›", number(c));
        } else {
            out.push(c);
        }
        out
    })
}

/// The hidden characters of an address by number, each once, in order.
#[must_use]
pub fn hidden(text: &str) -> Vec<String> {
    text.chars().filter(|c| hides_in_address(*c)).map(number).fold(Vec::new(), |mut found, number| {
        if !found.contains(&number) {
            found.push(number);
        }
        found
    })
}

fn number(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// Letters that pass for Latin ones, after Unicode's list of confusables (UTS #39), as far as names of networks need it:
/// the Latin letter first, then what passes for it.
const PASS_FOR: &[(char, &str)] = &[
    ('a', "аɑαàáâãäåāăąǎạảấầẩẫậắằẳẵặ4"),
    ('b', "Ьƅɓḃḅ"),
    ('c', "сϲçćĉċčƈ"),
    ('d', "ԁɗďđḍ"),
    ('e', "еєҽèéêëēĕėęěẹẻẽếềểễệ3"),
    ('f', "ƒḟ"),
    ('g', "ɡցğĝġģǧɠ"),
    ('h', "һհĥħḥ"),
    ('j', "јϳĵ"),
    ('k', "кκķĸƙ"),
    // The three that differ by a stroke are one here: `l`, `i`, and the figure.
    ('l', "i1|ıìíîïĩīĭįǐịỉіїιΙӏɩĺļľłŀ!"),
    ('m', "мṃ"),
    ('n', "пոñńņňŋη"),
    ('o', "оοօòóôõöøōŏőơọỏốồổỗộớờởỡợσ0"),
    ('p', "рρƿṗ"),
    ('q', "ԛգ"),
    ('r', "гŕŗřɾ"),
    ('s', "ѕśŝşšșṣ5$"),
    ('t', "тτţťțŧ7"),
    ('u', "υսùúûüũūŭůűųưụủứừửữự"),
    ('v', "ѵνṽ"),
    ('w', "ԝաŵẁẃẅω"),
    ('x', "хχ×"),
    ('y', "уγүýÿŷỳỵỷỹ"),
    ('z', "źżžẓ"),
];

/// A label as the eye takes it: two labels with one skeleton are easily taken for each other.
#[must_use]
pub fn skeleton(label: &str) -> String {
    let plain: String = label
        .chars()
        .map(|c| PASS_FOR.iter().find(|(_, others)| others.contains(c)).map_or(c, |(letter, _)| *letter))
        .collect();
    plain.replace("rn", "m").replace("vv", "w")
}

/// The large network whose name a host bears, or seems to bear, without being one of its hosts. `host` is decoded and in
/// small letters.
#[must_use]
pub fn imitated(host: &str) -> Option<&'static str> {
    if platform::of_host(host).is_some() {
        return None;
    }
    let parts = host.split(['.', '-']).map(skeleton);
    parts.into_iter().find_map(|part| {
        platform::ALL
            .iter()
            .find(|platform| platform.label.len() >= 5 && skeleton(platform.label) == part)
            .map(|platform| platform.name)
    })
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Cherokee,
}

fn script(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{530}'..='\u{58f}' => Script::Armenian,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{6ff}' => Script::Arabic,
        '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}' => Script::Cherokee,
        _ => return None,
    })
}

/// True where one label of a decoded host has letters of two alphabets that are not written together.
#[must_use]
pub fn mixes_scripts(host: &str) -> bool {
    host.split('.').any(|label| {
        let mut scripts = label.chars().filter_map(script);
        scripts.next().is_some_and(|first| scripts.any(|other| other != first))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_shown() {
        assert_eq!(visible("a\u{202e}b\u{200b}\u{e0041}é"), "a‹U+202E›b‹U+200B›‹U+E0041›é");
        assert_eq!(hidden("\u{202e}a\u{202e}\u{ad}"), ["U+202E", "U+00AD"]);
        assert_eq!(visible("👩‍👩‍👧"), "👩‍👩‍👧".replace('\u{200d}', "‹U+200D›"));
        assert!(hidden("https://été.fr/日本?a=👍").is_empty());
    }

    #[test]
    fn imitations_of_large_networks_are_seen_and_their_own_hosts_are_not() {
        for (host, name) in [
            ("fаcebook.com", "Facebook"),
            ("faceb00k.com", "Facebook"),
            ("www.lnstagram.com", "Instagram"),
            ("tіktоk.com", "TikTok"),
            ("facebook.com.exemple.xyz", "Facebook"),
            ("facebook-aide.fr", "Facebook"),
            ("discоrd.gg", "Discord"),
            ("yοutube.com", "YouTube"),
            ("tvvitter.com", "X"),
        ] {
            assert_eq!(imitated(host), Some(name), "{host}");
        }
        for host in
            ["facebook.com", "fr-fr.facebook.com", "youtu.be", "exemple.fr", "xn.fr", "max.com", "t.me", "book.fr"]
        {
            assert_eq!(imitated(host), None, "{host}");
        }
    }

    #[test]
    fn two_alphabets_in_one_label_are_seen() {
        assert!(mixes_scripts("fаcebook.com"));
        for host in ["пример.com", "été.fr", "日本abc.jp", "a1-b.fr"] {
            assert!(!mixes_scripts(host), "{host}");
        }
    }

    #[test]
    fn no_character_passes_for_two() {
        let mut seen = std::collections::BTreeSet::new();
        for (_, others) in PASS_FOR {
            for c in others.chars() {
                assert!(seen.insert(c), "{c}");
            }
        }
    }
}
