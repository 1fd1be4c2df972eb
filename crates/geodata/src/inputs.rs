//! Which file of a folder is what: told by what it holds, not by its name.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::failure::Failure;

/// What a file holds. The order is that in which files are believed where several speak of one station: those of the
/// forces before the directory, and hours in columns before hours in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Police stations (`export-pn.csv`).
    Police,
    /// Gendarmerie brigades with their hours in columns, `lundi_plage1_debut` and so on.
    GendarmerieColumns,
    /// Gendarmerie brigades with their hours in words (`export-gn2.csv`).
    GendarmerieWords,
    /// The State's directory of local services, as JSON.
    Directory,
    /// Which force covers which commune.
    Territory,
    /// Former ids of stations: columns `former` and `current`.
    FormerIds,
}

impl Kind {
    /// Who publishes it, to be named beside the data.
    pub fn publisher(self) -> &'static str {
        match self {
            Self::Police => "Ministère de l’Intérieur – Police nationale",
            Self::GendarmerieColumns | Self::GendarmerieWords => "Ministère de l’Intérieur – Gendarmerie nationale",
            Self::Territory => "Ministère de l’Intérieur",
            Self::Directory => "Service-Public.fr – DILA",
            Self::FormerIds => "",
        }
    }

    /// The name under which the file is published or fetched.
    pub fn usual_name(self) -> &'static str {
        match self {
            Self::Police => "export-pn.csv",
            Self::GendarmerieColumns => "export-gn-hours.csv",
            Self::GendarmerieWords => "export-gn2.csv",
            Self::Directory => "directory.json",
            Self::Territory => "territory.csv",
            Self::FormerIds => "former-ids.csv",
        }
    }
}

/// Enough to see a heading, or the first service of a directory.
const START: u64 = 64 * 1024;

/// What the first bytes of a file show it to be.
pub fn kind(start: &[u8]) -> Option<Kind> {
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with(['{', '[']) {
        let directory = ["\"pivot\"", "\"plage_ouverture\"", "\"type_service_local\"", "\"service\""];
        return directory.iter().any(|member| text.contains(member)).then_some(Kind::Directory);
    }
    let heading = text.lines().next()?.to_lowercase();
    let columns: Vec<&str> = heading.split(';').map(|name| name.trim().trim_matches('"').trim()).collect();
    let has = |names: &[&str]| names.iter().all(|name| columns.contains(name));
    if has(&["former", "current"]) {
        Some(Kind::FormerIds)
    } else if has(&["code_commune", "institution", "service"]) {
        Some(Kind::Territory)
    } else if !has(&["service", "code_commune_insee"]) {
        None
    } else if has(&["lundi_plage1_debut"]) {
        Some(Kind::GendarmerieColumns)
    } else if has(&["identifiant_public_unite"]) || has(&["horaires_accueil"]) {
        Some(Kind::GendarmerieWords)
    } else {
        Some(Kind::Police)
    }
}

/// The files of a folder that will be read, one of each kind, and those of a kind that was there already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The file of each kind.
    pub files: BTreeMap<Kind, PathBuf>,
    /// Others of the same kinds, which are not read, by name.
    pub passed_over: BTreeMap<String, Kind>,
}

/// Looks through a folder. Of two files of one kind the one with the usual name is read, else the longer one, else the
/// first by name: copies and excerpts stand beside the whole file, never instead of it. Nothing in a folder that is not there.
pub fn look(folder: &Path) -> Result<Inputs, Failure> {
    if !folder.is_dir() {
        return Ok(Inputs::default());
    }
    let entries = std::fs::read_dir(folder).map_err(|error| Failure::of(folder, error))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let mut inputs = Inputs::default();
    let mut candidates: BTreeMap<Kind, Vec<PathBuf>> = BTreeMap::new();
    for path in paths {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        if !["csv", "json", "txt"].contains(&ending.as_str()) {
            continue;
        }
        let mut start = Vec::new();
        let file = File::open(&path).map_err(|error| Failure::of(&path, error))?;
        file.take(START).read_to_end(&mut start).map_err(|error| Failure::of(&path, error))?;
        if let Some(kind) = kind(&start) {
            candidates.entry(kind).or_default().push(path);
        }
    }
    for (kind, paths) in candidates {
        let length = |path: &PathBuf| path.metadata().map_or(0, |about| about.len());
        let usual = |path: &PathBuf| name(path) == kind.usual_name();
        // The last of equals wins in `max_by_key`; backwards, that is the first by name.
        let chosen = paths.iter().rev().max_by_key(|path| (usual(path), length(path))).cloned();
        for other in paths.iter().filter(|path| Some(*path) != chosen.as_ref()) {
            inputs.passed_over.insert(name(other), kind);
        }
        inputs.files.extend(chosen.map(|path| (kind, path)));
    }
    Ok(inputs)
}

/// The name of a file without its folder.
pub fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_heading() {
        let police = "service;adresse_geographique;telephone;departement;code_commune_insee;voie\n";
        let words = "\u{feff}\"identifiant_public_unite\";\"service\";\"code_commune_insee\";\"horaires_accueil\"\r\n";
        let columns = "identifiant_public_unite;service;code_commune_insee;Lundi_Plage1_Debut\n";
        let territory = "code_commune;libelle_commune;institution;id_service;service;code_postal;codes_postaux";
        for (text, expected) in [
            (police, Some(Kind::Police)),
            (words, Some(Kind::GendarmerieWords)),
            (columns, Some(Kind::GendarmerieColumns)),
            (territory, Some(Kind::Territory)),
            ("former;current\n", Some(Kind::FormerIds)),
            (" {\"service\": [{\"nom\"", Some(Kind::Directory)),
            ("[{\"plage_ouverture\": []", Some(Kind::Directory)),
            ("{\"export-pn.csv\": \"2026-08-31\"}", None),
            ("<!DOCTYPE html><title>service;code_commune_insee</title>", None),
            ("insee;name;lat;lon\n", None),
            ("", None),
        ] {
            assert_eq!(kind(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn of_two_files_of_a_kind_the_usual_name_wins_then_the_longer_one() {
        let folder = std::env::temp_dir().join(format!("guichet-inputs-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, rows: usize| {
            std::fs::write(folder.join(name), format!("service;code_commune_insee\n{}", "a;b\n".repeat(rows))).unwrap();
        };
        write("a.csv", 1);
        write("b.csv", 5);
        write("c.csv", 5);
        write("readme.md", 50);
        assert_eq!(name(&look(&folder).unwrap().files[&Kind::Police]), "b.csv");
        write("export-pn.csv", 2);
        let found = look(&folder).unwrap();
        assert_eq!(name(&found.files[&Kind::Police]), "export-pn.csv");
        assert_eq!(found.passed_over.keys().collect::<Vec<_>>(), ["a.csv", "b.csv", "c.csv"]);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
