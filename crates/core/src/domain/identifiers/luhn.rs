/// Luhn's check: every second digit from the right doubled, the sum a multiple of ten (ISO/IEC 7812-1 annex B).
pub(in crate::domain) fn adds_up(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { *digit })
        .sum();
    sum.is_multiple_of(10)
}
