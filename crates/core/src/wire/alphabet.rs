//! The 32 symbols that people copy by hand, and the check symbol that catches their slips.
//!
//! The symbols are the digits and the capital letters without I, L, O and U; what looks like one of ours is read as
//! it. The check symbol is a weighted sum over the field of 32 elements with a different weight at each place, so any
//! one wrong symbol and any two exchanged symbols are caught, up to 31 symbols in all.

const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Why a copied text is not what was given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Not the right number of symbols.
    Length,
    /// Something that is no symbol, even after look-alikes were read as ours.
    Symbol,
    /// All symbols are ours, but they do not fit together: one is wrong, or two are exchanged.
    Check,
}

/// `count` symbols (five bits each, first bit first) from `bytes`, then their check symbol. Too few bytes count as
/// zeros, so callers pass enough of them.
pub(crate) fn draw(bytes: &[u8], count: usize) -> Vec<u8> {
    let bit = |place: usize| bytes.get(place / 8).is_some_and(|byte| byte & (0x80 >> (place % 8)) != 0);
    let mut values: Vec<u8> = (0..count)
        .map(|symbol| (0..5).fold(0, |value, place| (value << 1) | u8::from(bit(symbol * 5 + place))))
        .collect();
    values.push(check(&values));
    values
}

/// The values of `count` symbols and their check symbol, read leniently: case, spaces, hyphens and dots do not matter,
/// and look-alikes are read as ours.
pub(crate) fn read(text: &str, count: usize) -> Result<Vec<u8>, Slip> {
    let mut values = Vec::with_capacity(count + 1);
    for character in
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '.' | '_'))
    {
        values.push(value(character).ok_or(Slip::Symbol)?);
        if values.len() > count + 1 {
            return Err(Slip::Length);
        }
    }
    if values.len() != count + 1 {
        return Err(Slip::Length);
    }
    match values.split_last() {
        Some((last, rest)) if check(rest) == *last => Ok(values),
        _ => Err(Slip::Check),
    }
}

/// The symbols of these values in groups of `size` with hyphens between.
pub(crate) fn grouped(values: &[u8], size: usize) -> String {
    let groups: Vec<String> =
        values.chunks(size).map(|group| group.iter().map(|value| symbol(*value)).collect()).collect();
    groups.join("-")
}

fn symbol(value: u8) -> char {
    SYMBOLS.get(usize::from(value % 32)).copied().map_or('0', char::from)
}

fn value(character: char) -> Option<u8> {
    let character = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        other => other,
    };
    let byte = u8::try_from(character).ok()?;
    SYMBOLS.iter().position(|symbol| *symbol == byte).and_then(|place| u8::try_from(place).ok())
}

/// The last symbol has weight 1, the one before it the generator, and so on: all weights differ.
fn check(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| times_generator(sum ^ (value % 32)))
}

/// Multiplies by x modulo x⁵ + x² + 1, which generates all 31 non-zero elements.
fn times_generator(element: u8) -> u8 {
    let doubled = element << 1;
    if doubled & 0x20 == 0 { doubled } else { doubled ^ 0x25 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_generator_visits_every_element() {
        let mut element = 1;
        let seen: HashSet<u8> = (0..31)
            .map(|_| {
                element = times_generator(element);
                element
            })
            .collect();
        assert_eq!(seen.len(), 31);
    }

    #[test]
    fn every_wrong_symbol_and_every_exchange_is_caught() {
        for start in 0..8_u8 {
            let bytes: Vec<u8> = (0..13).map(|n: u8| n.wrapping_mul(37).wrapping_add(start.wrapping_mul(91))).collect();
            let good = draw(&bytes, 20);
            assert_eq!(read(&grouped(&good, 4), 20).as_ref(), Ok(&good));
            for place in 0..good.len() {
                for wrong in (0..32).filter(|value| *value != good[place]) {
                    let mut copy = good.clone();
                    copy[place] = wrong;
                    assert_eq!(read(&grouped(&copy, 4), 20), Err(Slip::Check));
                }
                for other in (0..place).filter(|other| good[*other] != good[place]) {
                    let mut copy = good.clone();
                    copy.swap(place, other);
                    assert_eq!(read(&grouped(&copy, 4), 20), Err(Slip::Check));
                }
            }
        }
    }

    #[test]
    fn look_alikes_spaces_and_case_do_not_matter() {
        let values = [0, 1, 27, 1];
        let mut all = values.to_vec();
        all.push(check(&values));
        let last = symbol(check(&values));
        for text in
            [format!("01V1{last}"), format!("o-l u\u{a0}I{last}"), format!(" OiVL.{}", last.to_ascii_lowercase())]
        {
            assert_eq!(read(&text, 4), Ok(all.clone()), "{text}");
        }
        assert_eq!(read("", 4), Err(Slip::Length));
        assert_eq!(read("01V10000000000", 4), Err(Slip::Length));
        assert_eq!(read("01é10", 4), Err(Slip::Symbol));
    }
}
