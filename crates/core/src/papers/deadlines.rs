//! What happens after a declaration has arrived, as moments and days.

use crate::{
    domain::date::{Date, unix_of_rfc3339},
    wire::submission::Receipt,
};

/// An agent calls within a day (the time that the public service announces).
pub const CALL_WITHIN_SECONDS: i64 = 24 * 3600;

/// Years after the facts within which a complaint must be made: for a contravention (CPP art. 9) and for a délit (art. 8).
const LIMITATION_YEARS: [i32; 2] = [1, 6];

/// The dates that follow from a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadlines {
    /// When it arrived, in seconds since 1970.
    pub received: i64,
    /// When an agent will have called, in seconds since 1970.
    pub call_by: i64,
    /// When it is erased unless it was signed before, in seconds since 1970.
    pub sign_by: i64,
}

impl Deadlines {
    /// Reads the receipt's moments; `None` where they are not as our server writes them.
    #[must_use]
    pub fn of(receipt: &Receipt) -> Option<Self> {
        let received = unix_of_rfc3339(&receipt.received_at)?;
        let sign_by = unix_of_rfc3339(&receipt.expires_at)?;
        Some(Self { received, call_by: received.checked_add(CALL_WITHIN_SECONDS)?, sign_by })
    }
}

/// The last days on which facts of that day can be complained of: as a contravention, as a délit.
#[must_use]
pub fn limitation(facts: Date) -> [Date; 2] {
    LIMITATION_YEARS.map(|years| facts.years_before(-years))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_follow_from_the_receipt() {
        let receipt = Receipt {
            reference: "K7M-2QX-94R".to_owned(),
            received_at: "2026-11-23T20:15:00Z".to_owned(),
            expires_at: "2026-12-23T20:15:00Z".to_owned(),
            appointment: None,
        };
        let deadlines = Deadlines::of(&receipt).unwrap();
        assert_eq!(deadlines.call_by - deadlines.received, 86_400);
        assert_eq!(deadlines.sign_by - deadlines.received, 30 * 86_400);
        assert_eq!(Deadlines::of(&Receipt { expires_at: "demain".to_owned(), ..receipt }), None);
    }

    #[test]
    fn limitation_counts_years_from_the_facts() {
        let days = limitation(Date::new(2024, 2, 29).unwrap()).map(|day| day.to_string());
        assert_eq!(days, ["2025-02-28", "2030-02-28"]);
        let days = limitation(Date::new(2026, 11, 22).unwrap()).map(|day| day.to_string());
        assert_eq!(days, ["2027-11-22", "2032-11-22"]);
    }
}
