//! Telephone numbers, in the form in which they are dialled from France.

/// What a field of a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Telephone {
    /// A number that can be dialled.
    Number(String),
    /// An overseas number whose area code was missing, with it.
    Completed(String),
    /// Nothing.
    Missing,
    /// Something that is not a number.
    Unreadable,
}

/// Reads a number as the official files write it: `+33 4 74 47 20 20`, `04.74.47.20.20`, `3430`, `+687 35 57 17`.
///
/// Mainland France and the areas 262, 590, 594 and 596 are dialled with 0; the others (508, 681, 687, 689) are other
/// countries to a telephone and keep their `+`. Some overseas numbers lack the area code (`+590 22 40 95` for
/// 0590 22 40 95); `department` says which it is.
pub fn read(text: &str, department: &str) -> Telephone {
    let text = text.trim();
    if text.is_empty() {
        return Telephone::Missing;
    }
    if text.chars().any(|c| !(c.is_ascii_digit() || c.is_whitespace() || "+.-()/".contains(c))) {
        return Telephone::Unreadable;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let international = text.starts_with('+') || digits.starts_with("00");
    if !international {
        return national(&digits);
    }
    let digits = digits.trim_start_matches('0');
    let Some((country, rest)) = digits.split_at_checked(if digits.starts_with("33") { 2 } else { 3 }) else {
        return Telephone::Unreadable;
    };
    match (country, rest.len()) {
        ("33", _) => national(&format!("0{}", rest.trim_start_matches('0'))),
        ("262" | "590" | "594" | "596", 9) => national(&format!("0{rest}")),
        ("262" | "590" | "594" | "596", 6) => {
            let area = if department == "976" { "269" } else { country };
            match national(&format!("0{area}{rest}")) {
                Telephone::Number(number) => Telephone::Completed(number),
                other => other,
            }
        }
        ("508" | "681" | "687", 6) | ("689", 8) => Telephone::Number(format!("+{country} {}", pairs(rest))),
        _ => Telephone::Unreadable,
    }
}

fn national(digits: &str) -> Telephone {
    match digits.len() {
        10 if digits.starts_with('0') && !digits.starts_with("00") => {
            let area = ["0262", "0269", "0590", "0594", "0596"].into_iter().find(|area| digits.starts_with(area));
            Telephone::Number(match area.and_then(|area| digits.strip_prefix(area).map(|rest| (area, rest))) {
                Some((area, rest)) => format!("{area} {}", pairs(rest)),
                None => pairs(digits),
            })
        }
        // 17, 112, 3430: dialled as they are.
        2..=4 if !digits.starts_with('0') => Telephone::Number(digits.to_owned()),
        _ => Telephone::Unreadable,
    }
}

fn pairs(digits: &str) -> String {
    let mut spaced = String::with_capacity(digits.len() * 3 / 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place % 2 == 0 {
            spaced.push(' ');
        }
        spaced.push(digit);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_one_dials() {
        for (text, department, number) in [
            ("+33 4 74 47 20 20", "01", "04 74 47 20 20"),
            ("04.74.47.20.20", "01", "04 74 47 20 20"),
            ("0033474472020", "01", "04 74 47 20 20"),
            ("+33 (0)4 74 47 20 20", "01", "04 74 47 20 20"),
            ("3430", "75", "3430"),
            ("17", "75", "17"),
            ("+262 262 90 74 74", "974", "0262 90 74 74"),
            ("+262 2 69 60 10 48", "976", "0269 60 10 48"),
            ("+687 24 33 20", "988", "+687 24 33 20"),
            ("+689 40 46 72 00", "987", "+689 40 46 72 00"),
        ] {
            assert_eq!(read(text, department), Telephone::Number(number.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_missing_area_code_is_added_and_told() {
        for (text, department, number) in [
            ("+590 22 40 95", "971", "0590 22 40 95"),
            ("+262 60 10 48", "976", "0269 60 10 48"),
            ("+262 41 74 27", "974", "0262 41 74 27"),
        ] {
            assert_eq!(read(text, department), Telephone::Completed(number.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_left_out() {
        assert_eq!(read("  ", "01"), Telephone::Missing);
        for text in ["voir site", "0", "04 74 47 20", "+33", "+", "+1 202 555 0100", "00000", "०४", "12345"] {
            assert_eq!(read(text, "01"), Telephone::Unreadable, "{text}");
        }
    }
}
