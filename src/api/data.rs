//! Communes and stations: small static files, loaded as they are needed and kept in memory.

use std::cell::RefCell;

use guichet_core::domain::commune_search::CommuneIndex;
use guichet_core::domain::data_index::DataIndex;
use guichet_core::domain::nearby::StationIndex;
use guichet_core::domain::place::{Commune, InseeCode, Point};
use guichet_core::domain::station::{Station, StationId};

use super::server;
use crate::browser::http::Freshness;

/// Nobody needs more rounds than this to load the cells around a point.
const ROUNDS: usize = 6;

/// The data could not be loaded: the network, or not published. What was loaded stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoData;

#[derive(Default)]
struct Loaded {
    index: Option<DataIndex>,
    communes: CommuneIndex,
    stations: StationIndex,
}

thread_local! {
    /// Public data, the same for whoever asks on this page.
    static LOADED: RefCell<Loaded> = RefCell::default();
}

/// Never held across an await, so the borrow cannot fail.
fn with<T>(act: impl FnOnce(&mut Loaded) -> T) -> T {
    LOADED.with_borrow_mut(act)
}

/// The list of what there is: sources with their dates, whether the stations are a sample, counts.
pub async fn index() -> Result<DataIndex, NoData> {
    if let Some(index) = with(|loaded| loaded.index.clone()) {
        return Ok(index);
    }
    let text = server::file("/data/index.json", Freshness::Revalidated, None).await.ok_or(NoData)?;
    let index = DataIndex::read(&text).ok_or(NoData)?;
    with(|loaded| loaded.index = Some(index.clone()));
    Ok(index)
}

/// The communes that answer what was typed — a name or a postal code — best first, at most `limit`.
pub async fn communes(query: &str, limit: usize) -> Result<Vec<Commune>, NoData> {
    let index = index().await?;
    for piece in with(|loaded| loaded.communes.needed(query)) {
        if let Some(file) = index.commune_file(&piece) {
            let text = load(&file).await?;
            with(|loaded| loaded.communes.add(&piece, &text));
        }
    }
    Ok(with(|loaded| loaded.communes.search(query, limit).into_iter().cloned().collect()))
}

/// A commune that was loaded already.
pub fn commune(code: InseeCode) -> Option<Commune> {
    with(|loaded| loaded.communes.commune(code).cloned())
}

/// The `count` stations nearest to a point, nearest first, with their distance in kilometres.
pub async fn nearest_stations(point: Point, count: usize) -> Result<Vec<(Station, f64)>, NoData> {
    let index = index().await?;
    let published = index.cells();
    for _ in 0..ROUNDS {
        let needed = with(|loaded| loaded.stations.needed(point, count, &published));
        if needed.is_empty() {
            break;
        }
        for cell in needed {
            let text = load(&index.station_file(cell).ok_or(NoData)?).await?;
            with(|loaded| loaded.stations.add(cell, &text));
        }
    }
    Ok(with(|loaded| {
        let near = loaded.stations.nearest(point, count);
        near.into_iter().map(|near| (near.station.clone(), near.km)).collect()
    }))
}

/// A station that was loaded already.
pub fn station(id: &StationId) -> Option<Station> {
    with(|loaded| loaded.stations.station(id).cloned())
}

/// A piece: named by its hash, so a stored copy is never old.
async fn load(file: &str) -> Result<String, NoData> {
    server::file(&format!("/data/{file}"), Freshness::AsStored, None).await.ok_or(NoData)
}
