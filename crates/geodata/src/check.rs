//! A build against the last one: less data than before is more often a broken file than the truth.

use std::path::Path;

use guichet_core::domain::data_index::{Counts, DataIndex};
use guichet_core::domain::hours::Hours;
use guichet_core::domain::station::{Force, Station};

use crate::bench::Published;
use crate::failure::Failure;

/// Of a hundred, so many must be left.
const KEPT: u64 = 95;

/// Counts what is published.
pub fn counts<'a>(stations: impl Iterator<Item = &'a Station>, communes: usize) -> Counts {
    let mut counts = Counts { communes: u32::try_from(communes).unwrap_or(u32::MAX), ..Counts::default() };
    for station in stations {
        *match station.force {
            Force::Police => &mut counts.police,
            Force::Gendarmerie => &mut counts.gendarmerie,
        } += 1;
        counts.hours += u32::from(matches!(station.hours, Hours::Known(_)));
    }
    counts
}

/// Compares two folders of data. What is in the files counts, not what their index says of them.
pub fn folders(data: &Path, against: &Path) -> Result<String, Failure> {
    let count = |folder: &Path| -> Result<(Counts, bool), Failure> {
        let published = Published::read(folder)?;
        let communes = published.all_communes().values().filter(|commune| !commune.is_arrondissement()).count();
        Ok((counts(published.all_stations().iter(), communes), published.index.sample))
    };
    let (now, now_sample) = count(data)?;
    if !against.join("index.json").is_file() {
        return Ok(format!("nothing to compare with in {}\n", against.display()));
    }
    let (before, before_sample) = count(against)?;
    compare((now, now_sample), (before, before_sample))
}

/// Compares a build that is not written yet with a folder; a folder without data of this version is no reason to stop.
pub fn build(index: &DataIndex, against: &Path) -> Result<String, Failure> {
    let Ok(before) = Published::read(against) else {
        return Ok(format!("nothing to compare with in {}\n", against.display()));
    };
    let communes = before.all_communes().values().filter(|commune| !commune.is_arrondissement()).count();
    compare((index.counts, index.sample), (counts(before.all_stations().iter(), communes), before.index.sample))
}

fn compare((now, now_sample): (Counts, bool), (before, before_sample): (Counts, bool)) -> Result<String, Failure> {
    if now_sample && !before_sample {
        return Err(Failure::new("these stations are a made-up sample, and those of the last build were not"));
    }
    let stations = |counts: Counts| u64::from(counts.police) + u64::from(counts.gendarmerie);
    let mut figures = vec![("communes", u64::from(now.communes), u64::from(before.communes))];
    // Made-up stations say nothing of how many there should be.
    if !before_sample {
        figures.push(("stations", stations(now), stations(before)));
        figures.push(("stations with known hours", u64::from(now.hours), u64::from(before.hours)));
    }
    let fallen: Vec<String> = figures
        .iter()
        .filter(|(_, now, before)| now * 100 < before * KEPT)
        .map(|(what, now, before)| format!("{before} {what} became {now}"))
        .collect();
    if fallen.is_empty() {
        let kept: Vec<String> = figures.iter().map(|(what, now, before)| format!("{what} {before} → {now}")).collect();
        return Ok(format!("{}\n", kept.join(", ")));
    }
    Err(Failure::new(format!("more than 5 % fewer than in the last build: {}", fallen.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(stations: u32, hours: u32, communes: u32) -> (Counts, bool) {
        (Counts { communes, police: stations / 4, gendarmerie: stations - stations / 4, hours }, false)
    }

    #[test]
    fn up_to_a_twentieth_may_go() {
        assert!(compare(of(3800, 1000, 35_000), of(4000, 1000, 35_000)).is_ok());
        let said = |now, before| compare(now, before).unwrap_err().to_string();
        assert!(said(of(3799, 1000, 35_000), of(4000, 1000, 35_000)).contains("4000 stations became 3799"));
        assert!(
            said(of(4000, 949, 35_000), of(4000, 1000, 35_000)).contains("1000 stations with known hours became 949")
        );
        assert!(said(of(4000, 1000, 33_000), of(4000, 1000, 35_000)).contains("communes"));
        assert!(said(of(0, 0, 0), of(1, 0, 0)).contains("1 stations became 0"));
        assert!(compare(of(5000, 0, 1), of(4000, 0, 1)).is_ok());
    }

    #[test]
    fn a_sample_is_not_measured_and_never_takes_the_place_of_stations() {
        let sample = |(counts, _): (Counts, bool)| (counts, true);
        assert!(compare(of(10, 0, 35_000), sample(of(430, 430, 35_000))).is_ok());
        assert!(compare(sample(of(430, 430, 35_000)), of(10, 0, 35_000)).is_err());
        assert!(compare(sample(of(3, 3, 35_000)), sample(of(430, 430, 35_000))).is_ok());
    }
}
