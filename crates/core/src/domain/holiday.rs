//! Public holidays in France, by department or overseas territory.

use super::date::Date;

/// Days of the whole country, as month and day: code du travail, article L3133-1.
const EVERYWHERE: [(u8, u8); 8] = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];

/// Easter Monday, Ascension, Whit Monday, in days after Easter Sunday: the same article.
const AFTER_EASTER: [i64; 3] = [1, 39, 50];

const GOOD_FRIDAY: i64 = -2;

/// True where that day is a public holiday in a department or overseas territory, given by its INSEE number.
///
/// Only days set by law count, not those of custom (Mi-Carême and Victor Schœlcher's day in the Antilles).
#[must_use]
pub fn is_holiday(date: Date, department: &str) -> bool {
    let (year, month, day) = date.parts();
    let after_easter = easter(year).map(|easter| easter.days_until(date));
    EVERYWHERE.contains(&(month, day))
        || after_easter.is_some_and(|days| AFTER_EASTER.contains(&days))
        || is_local(year, (month, day), after_easter, department)
}

fn is_local(year: i32, day: (u8, u8), after_easter: Option<i64>, department: &str) -> bool {
    let good_friday = after_easter == Some(GOOD_FRIDAY);
    match department {
        // Alsace and Moselle: code du travail, article L3134-13. The law grants Good Friday where there is a Protestant
        // or shared church; the State's offices are closed on it in all three departments.
        "57" | "67" | "68" => good_friday || day == (12, 26),
        // The end of slavery: code du travail, article L3422-2, and décret 83-1003.
        "971" => day == (5, 27),
        "972" => day == (5, 22),
        "973" => day == (6, 10),
        "974" => day == (12, 20),
        "976" => day == (4, 27),
        "977" => day == (10, 9),
        // The law still names the 27th; by the yearly circulars, the island's council has kept the 28th since 2018.
        "978" => day == (5, if year < 2018 { 27 } else { 28 }),
        // Feast of Saint Pierre Chanel, and of the Territory.
        "986" => matches!(day, (4, 28) | (7, 29)),
        // Arrival of the Gospel and Good Friday; Matari’i replaced the feast of autonomy in 2025 (loi du pays of May 2025).
        "987" => good_friday || day == (3, 5) || day == if year < 2025 { (6, 29) } else { (11, 20) },
        // Feast of citizenship.
        "988" => day == (9, 24),
        _ => false,
    }
}

/// Easter Sunday of the Gregorian calendar: the moon of the computus, after Gauss as Meeus gives it (*Astronomical
/// Algorithms*, chapter 8).
fn easter(year: i32) -> Option<Date> {
    let golden = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let moon_shift = (8 * century + 13).div_euclid(25);
    let epact = (19 * golden + century - century.div_euclid(4) - moon_shift + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century.rem_euclid(4)) + 2 * (in_century / 4) - epact - in_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday).div_euclid(451);
    let days = epact + weekday - 7 * late + 114;
    Date::new(year, u8::try_from(days / 31).ok()?, u8::try_from(days % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(year: i32, department: &str) -> Vec<String> {
        let first = Date::new(year, 1, 1).unwrap();
        let days = (0..366).filter_map(|days| first.plus_days(days)).filter(|date| date.parts().0 == year);
        days.filter(|date| is_holiday(*date, department)).map(|date| date.to_string()[5..].to_owned()).collect()
    }

    #[test]
    fn easter_is_on_the_days_of_the_almanacs() {
        for (year, expected) in [
            (1818, "1818-03-22"),
            (1943, "1943-04-25"),
            (1954, "1954-04-18"),
            (1981, "1981-04-19"),
            (2000, "2000-04-23"),
            (2008, "2008-03-23"),
            (2019, "2019-04-21"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2027, "2027-03-28"),
            (2038, "2038-04-25"),
            (2049, "2049-04-18"),
            (2076, "2076-04-19"),
            (2100, "2100-03-28"),
        ] {
            assert_eq!(easter(year).unwrap().to_string(), expected);
        }
    }

    #[test]
    fn the_eleven_days_of_the_country() {
        for (year, moving) in [
            (2024, ["04-01", "05-09", "05-20"]),
            (2025, ["04-21", "05-29", "06-09"]),
            (2026, ["04-06", "05-14", "05-25"]),
            (2027, ["03-29", "05-06", "05-17"]),
            (2028, ["04-17", "05-25", "06-05"]),
        ] {
            let mut expected = vec!["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
            expected.extend(moving);
            expected.sort_unstable();
            assert_eq!(of(year, "75"), expected, "{year}");
            assert_eq!(of(year, "2A"), expected, "{year}");
            assert_eq!(of(year, "975"), expected, "{year}");
        }
        // In 2008 Ascension was on 1 May: ten days.
        assert_eq!(of(2008, "59").len(), 10);
    }

    #[test]
    fn the_days_of_each_territory() {
        for (department, own) in [
            ("57", &["04-03", "12-26"][..]),
            ("67", &["04-03", "12-26"]),
            ("68", &["04-03", "12-26"]),
            ("971", &["05-27"]),
            ("972", &["05-22"]),
            ("973", &["06-10"]),
            ("974", &["12-20"]),
            ("976", &["04-27"]),
            ("977", &["10-09"]),
            ("978", &["05-28"]),
            ("986", &["04-28", "07-29"]),
            ("987", &["03-05", "04-03", "11-20"]),
            ("988", &["09-24"]),
        ] {
            let country = of(2026, "75");
            let more: Vec<String> = of(2026, department).into_iter().filter(|day| !country.contains(day)).collect();
            assert_eq!(more, own, "{department}");
        }
        assert!(of(2024, "987").contains(&"06-29".to_owned()) && !of(2024, "987").contains(&"11-20".to_owned()));
        assert!(of(2017, "978").contains(&"05-27".to_owned()));
    }
}
