//! Regions of today and of before 2016, as places to search in: each is its departments.

use super::commune_search::normalise;

/// A region.
#[derive(Debug, PartialEq, Eq)]
pub struct Region {
    /// Its name.
    pub name: &'static str,
    /// What it is also called.
    short: &'static str,
    /// Numbers of its departments.
    departments: &'static str,
}

impl Region {
    /// The region that is called so, in any spelling.
    pub fn named(text: &str) -> Option<&'static Self> {
        let typed = normalise(text);
        // `en Bretagne`, `dans le Grand Est`, `région Normandie`.
        let lead = ["en ", "la ", "le ", "les ", "l ", "region ", "dans le ", "dans les "];
        let typed = lead.iter().find_map(|lead| typed.strip_prefix(lead)).unwrap_or(&typed);
        let letters = |name: &str| normalise(name).replace(' ', "");
        let glued = typed.replace(' ', "");
        REGIONS.iter().find(|one| !typed.is_empty() && (letters(one.name) == glued || one.short == typed))
    }

    /// The region that a normalised text ends with, and what stands before it.
    pub(super) fn at_end(text: &str) -> Option<(&str, &'static Self)> {
        REGIONS.iter().find_map(|one| {
            let before = |end: &str| text.strip_suffix(end)?.strip_suffix(' ').filter(|_| !end.is_empty());
            Some((before(&normalise(one.name)).or_else(|| before(one.short))?, one))
        })
    }

    /// Numbers of its departments.
    pub fn departments(&self) -> impl Iterator<Item = &'static str> {
        self.departments.split(' ')
    }
}

const fn region(name: &'static str, short: &'static str, departments: &'static str) -> Region {
    Region { name, short, departments }
}

/// The regions of the Code général des collectivités territoriales, article L4111-1, and those that they were made of.
/// Those that are one department overseas are found as such.
static REGIONS: &[Region] = &[
    region("Auvergne-Rhône-Alpes", "aura", "01 03 07 15 26 38 42 43 63 69 73 74"),
    region("Bourgogne-Franche-Comté", "bfc", "21 25 39 58 70 71 89 90"),
    region("Bretagne", "", "22 29 35 56"),
    region("Centre-Val de Loire", "centre", "18 28 36 37 41 45"),
    region("Corse", "corsica", "2A 2B"),
    region("Grand Est", "", "08 10 51 52 54 55 57 67 68 88"),
    region("Hauts-de-France", "haut de france", "02 59 60 62 80"),
    region("Île-de-France", "idf", "75 77 78 91 92 93 94 95"),
    region("Normandie", "normandy", "14 27 50 61 76"),
    region("Nouvelle-Aquitaine", "", "16 17 19 23 24 33 40 47 64 79 86 87"),
    region("Occitanie", "", "09 11 12 30 31 32 34 46 48 65 66 81 82"),
    region("Pays de la Loire", "pays de loire", "44 49 53 72 85"),
    region("Provence-Alpes-Côte d’Azur", "paca", "04 05 06 13 83 84"),
    region("Alsace", "", "67 68"),
    region("Aquitaine", "", "24 33 40 47 64"),
    region("Auvergne", "", "03 15 43 63"),
    region("Basse-Normandie", "", "14 50 61"),
    region("Bourgogne", "burgundy", "21 58 71 89"),
    region("Champagne-Ardenne", "champagne", "08 10 51 52"),
    region("Côte d’Azur", "riviera", "06 83"),
    region("Franche-Comté", "", "25 39 70 90"),
    region("Haute-Normandie", "", "27 76"),
    region("Languedoc-Roussillon", "languedoc", "11 30 34 48 66"),
    region("Limousin", "", "19 23 87"),
    region("Lorraine", "", "54 55 57 88"),
    region("Midi-Pyrénées", "", "09 12 31 32 46 65 81 82"),
    region("Nord-Pas-de-Calais", "", "59 62"),
    region("Pays basque", "", "64"),
    region("Picardie", "", "02 60 80"),
    region("Poitou-Charentes", "poitou", "16 17 79 86"),
    region("Provence", "", "04 13 83 84"),
    region("Rhône-Alpes", "", "01 07 26 38 42 69 73 74"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_found_in_any_spelling() {
        for (typed, name) in [
            ("ile de france", "Île-de-France"),
            ("IDF", "Île-de-France"),
            ("iledefrance", "Île-de-France"),
            ("provence alpes cote d'azur", "Provence-Alpes-Côte d’Azur"),
            ("PACA", "Provence-Alpes-Côte d’Azur"),
            ("bretagne", "Bretagne"),
            ("en Bretagne", "Bretagne"),
            ("les hauts de france", "Hauts-de-France"),
        ] {
            assert_eq!(Region::named(typed).map(|one| one.name), Some(name), "{typed}");
        }
        for other in ["", "bretagn", "lille", "-"] {
            assert_eq!(Region::named(other), None, "{other}");
        }
        let end = Region::at_end("ajaccio corse").map(|(before, one)| (before, one.name));
        assert_eq!(end, Some(("ajaccio", "Corse")));
        assert_eq!(Region::at_end("corse"), None);
    }

    #[test]
    fn the_regions_of_today_hold_each_department_of_the_mainland_once() {
        let mut all: Vec<&str> = REGIONS.iter().take(13).flat_map(Region::departments).collect();
        all.sort_unstable();
        let numbers = (1..=95).filter(|number| *number != 20).map(|number| format!("{number:02}"));
        let mut expected: Vec<String> = numbers.chain(["2A".to_owned(), "2B".to_owned()]).collect();
        expected.sort_unstable();
        assert_eq!(all, expected);
    }
}
