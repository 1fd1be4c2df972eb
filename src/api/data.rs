//! Communes and stations: small static files, loaded as they are needed and kept in memory.

use std::cell::RefCell;
use std::sync::Arc;

use futures_util::future::join_all;
use guichet_core::domain::data_index::DataIndex;
use guichet_core::domain::department::Department;
use guichet_core::domain::former;
use guichet_core::domain::id_index::cell_of;
use guichet_core::domain::nearby::StationIndex;
use guichet_core::domain::place::{Commune, InseeCode, Point, PostalCode};
use guichet_core::domain::positions::{Positions, station_row};
use guichet_core::domain::question::Question;
use guichet_core::domain::region::Region;
use guichet_core::domain::station::{Station, StationId};
pub use guichet_core::domain::station_search::rehearse;
use guichet_core::domain::station_search::{Found, PlaceIndex};
use guichet_core::domain::territory::{self, Cover, read_territory};

use super::server;
use crate::browser::{boot, clock, http::Freshness, timer};

/// Nobody needs more rounds than this to load the cells around a point, or the pieces of communes for a name.
const ROUNDS: usize = 6;

/// So many of the nearest stations are worth showing where the network does not give more.
const FIRST: usize = 5;

/// So many stations around a point are of all the departments that a commune there may be of.
const AROUND: usize = 8;

/// How the browser's list of measurements calls what is done for each letter typed, and what is done once nobody types any more.
const AT_ONCE: &str = "search";
const FURTHER: &str = "further";

/// The data could not be loaded: the network, or not published. What was loaded stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoData;

#[derive(Default)]
struct Loaded {
    index: Option<DataIndex>,
    places: PlaceIndex,
    stations: StationIndex,
    positions: Option<Arc<Positions>>,
    /// Other data than before, and nobody has asked again yet.
    renewed: bool,
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
    let text = read("index.json", Freshness::Revalidated).await?;
    let index = DataIndex::read(&text).ok_or(NoData)?;
    with(|loaded| loaded.index = Some(index.clone()));
    Ok(index)
}

/// The communes that answer what was typed — a name or a postal code — best first, at most `limit`.
pub async fn communes(query: &str, limit: usize) -> Result<Vec<Commune>, NoData> {
    complete(FURTHER, |places| places.communes.needed(query)).await?;
    Ok(communes_there(query, limit))
}

/// The same from what holds it where it is spelled as typed; and whether more of the data may hold something better.
pub async fn communes_at_once(query: &str, limit: usize) -> Result<(Vec<Commune>, bool), NoData> {
    complete(AT_ONCE, |places| places.communes.needed_at_once(query)).await?;
    let more = with(|loaded| !loaded.places.communes.needed(query).is_empty());
    Ok((communes_there(query, limit), more))
}

fn communes_there(query: &str, limit: usize) -> Vec<Commune> {
    with(|loaded| loaded.places.communes.search(query, limit).into_iter().cloned().collect())
}

/// What answers a question of the finder — communes, departments, stations — best first, at most `limit`.
pub async fn places(question: &Question, limit: usize) -> Result<Vec<Found>, NoData> {
    complete(FURTHER, |places| places.needed(question)).await?;
    Ok(search(FURTHER, question, limit))
}

/// The same from what holds it where it is spelled as typed; and whether more of the data may hold something better.
pub async fn places_at_once(question: &Question, limit: usize) -> Result<(Vec<Found>, bool), NoData> {
    complete(AT_ONCE, |places| places.needed_at_once(question)).await?;
    let more = clock::measured(AT_ONCE, || with(|loaded| !loaded.places.needed(question).is_empty()));
    Ok((search(AT_ONCE, question, limit), more))
}

fn search(measure: &str, question: &Question, limit: usize) -> Vec<Found> {
    clock::measured(measure, || with(|loaded| loaded.places.search(question, limit)))
}

/// Loads pieces until nothing more is wanted: what one of them holds may show that another is needed.
async fn complete(measure: &str, needed: impl Fn(&PlaceIndex) -> Vec<String>) -> Result<(), NoData> {
    match complete_once(measure, &needed).await {
        // Of other data by now: the same question once more.
        Err(NoData) if with(|loaded| std::mem::take(&mut loaded.renewed)) => complete_once(measure, &needed).await,
        done => done,
    }
}

async fn complete_once(measure: &str, needed: &impl Fn(&PlaceIndex) -> Vec<String>) -> Result<(), NoData> {
    let index = index().await?;
    for _ in 0..ROUNDS {
        let pieces = clock::measured(measure, || with(|loaded| needed(&loaded.places)));
        if pieces.is_empty() {
            break;
        }
        // A piece that is not published holds nothing.
        let files = pieces.iter().map(|piece| index.search_file(piece));
        for (piece, text) in pieces.iter().zip(load_all(files).await) {
            let text = text?;
            for slice in PlaceIndex::slices(piece, &text) {
                add(&index, |places| {
                    places.add_slice(piece, slice);
                })?;
                // Each in a task of its own: somebody may be typing.
                timer::sleep(0).await;
            }
            add(&index, |places| places.close(piece))?;
        }
    }
    Ok(())
}

/// Reads some of the data that are listed so, unless there are others by now.
fn add(index: &DataIndex, read: impl FnOnce(&mut PlaceIndex)) -> Result<(), NoData> {
    with(|loaded| {
        if loaded.index.as_ref() != Some(index) {
            loaded.renewed = true;
            return Err(NoData);
        }
        clock::measured("piece", || read(&mut loaded.places));
        Ok(())
    })
}

/// Which services cover a commune, where the official file says so.
pub async fn covering(commune: &Commune) -> Result<Vec<Cover>, NoData> {
    let department = commune.department();
    let Some(file) = index().await?.territory_file(department) else { return Ok(Vec::new()) };
    // Small, and kept by the browser.
    let covers = read_territory(department, &load(&file).await?).rows;
    Ok(territory::covering(&covers, commune).into_iter().cloned().collect())
}

/// A commune that was loaded already.
pub fn commune(code: InseeCode) -> Option<Commune> {
    with(|loaded| loaded.places.communes.commune(code).cloned())
}

/// The `count` stations nearest to a point, nearest first, with their distance in kilometres. Where the network fails and
/// the first of them are known for certain, it is only those.
pub async fn nearest_stations(point: Point, count: usize) -> Result<Vec<(Station, f64)>, NoData> {
    let index = index().await?;
    let published = index.cells();
    let missing = |count| with(|loaded| loaded.stations.needed(point, count, &published));
    let mut known = count;
    'rounds: for _ in 0..ROUNDS {
        let needed = missing(count);
        if needed.is_empty() {
            break;
        }
        let files = needed.iter().map(|cell| index.station_file(*cell));
        for (cell, text) in needed.iter().copied().zip(load_all(files).await) {
            match text {
                Ok(text) => with(|loaded| loaded.stations.add(cell, &text)),
                Err(NoData) if missing(count.min(FIRST)).is_empty() => {
                    known = count.min(FIRST);
                    break 'rounds;
                }
                Err(NoData) => return Err(NoData),
            };
        }
    }
    Ok(with(|loaded| {
        let near = loaded.stations.nearest(point, known);
        near.into_iter().map(|near| (near.station.clone(), near.km)).collect()
    }))
}

/// The departments of a region, those with the most inhabitants first, as far as they are loaded.
pub fn departments_of(region: &Region) -> Vec<Department> {
    with(|loaded| loaded.places.departments_of(region).into_iter().cloned().collect())
}

/// Every station of a department, by the name of its commune.
pub async fn stations_of(department: &Department) -> Result<Vec<Station>, NoData> {
    let index = index().await?;
    let published = index.cells();
    let needed = with(|loaded| loaded.stations.needed_of(department, &published));
    let files = needed.iter().map(|cell| index.station_file(*cell));
    for (cell, text) in needed.iter().copied().zip(load_all(files).await) {
        let text = text?;
        with(|loaded| loaded.stations.add(cell, &text));
    }
    Ok(with(|loaded| loaded.stations.of_department(&department.number).into_iter().cloned().collect()))
}

/// The commune nearest to a point. Its piece is found through the stations around: no postal area is without one.
pub async fn commune_at(point: Point) -> Result<Option<Commune>, NoData> {
    let near = nearest_stations(point, AROUND).await?;
    let codes = || near.iter().filter_map(|(station, _)| station.postal_code.as_ref());
    let index = index().await?;
    let pieces = with(|loaded| loaded.places.communes.around(codes().map(PostalCode::as_str)));
    let files = pieces.iter().map(|piece| index.search_file(piece));
    for (piece, text) in pieces.iter().zip(load_all(files).await) {
        let text = text?;
        with(|loaded| loaded.places.add(piece, &text));
    }
    Ok(with(|loaded| loaded.places.communes.nearest(point).cloned()))
}

/// Where every station is, for a map.
pub async fn positions() -> Result<Arc<Positions>, NoData> {
    if let Some(positions) = with(|loaded| loaded.positions.clone()) {
        return Ok(positions);
    }
    let text = load(&index().await?.positions_file().ok_or(NoData)?).await?;
    let positions = Arc::new(Positions::read(&text).ok_or(NoData)?);
    with(|loaded| loaded.positions = Some(Arc::clone(&positions)));
    Ok(positions)
}

/// The station of a marker's number.
pub async fn station_at(number: u32) -> Result<Option<Station>, NoData> {
    let place = usize::try_from(number).ok().zip(with(|loaded| loaded.positions.clone()));
    let Some((cell, row)) = place.and_then(|(number, positions)| positions.row(number)) else { return Ok(None) };
    let text = load(&index().await?.station_file(cell).ok_or(NoData)?).await?;
    with(|loaded| loaded.stations.add(cell, &text));
    Ok(station_row(&text, row))
}

/// The number of the marker nearest to a station, which is its own: they are published with it.
pub fn number_of(station: &Station) -> Option<u32> {
    let positions = with(|loaded| loaded.positions.clone())?;
    let far = |point: Point| {
        let (latitude, longitude) =
            (point.latitude() - station.point.latitude(), point.longitude() - station.point.longitude());
        latitude * latitude + longitude * longitude
    };
    let same = (0_u32..).zip(positions.all()).filter(|(_, position)| position.force == station.force);
    same.map(|(number, position)| (number, far(position.point)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(number, _)| number)
}

/// What a marker's station is called, where its row was loaded already.
pub fn name_at(number: u32) -> Option<String> {
    let positions = with(|loaded| loaded.positions.clone())?;
    let point = positions.all().get(usize::try_from(number).ok()?)?.point;
    with(|loaded| {
        let near = loaded.stations.nearest(point, 1);
        near.first().filter(|near| near.km < 0.02).map(|near| near.station.name.clone())
    })
}

/// The station of an id, or of one that it had before; `None` where there is none.
pub async fn station_by_id(id: &StationId) -> Result<Option<Station>, NoData> {
    if let Some(station) = station(id) {
        return Ok(Some(station));
    }
    let index = index().await?;
    let Some(file) = index.ids_file() else { return Ok(None) };
    let ids = load(&file).await?;
    let (id, cell) = match (cell_of(&ids, id), index.former_file()) {
        (Some(cell), _) => (id.clone(), cell),
        (None, None) => return Ok(None),
        (None, Some(former)) => {
            let Some(id) = former::current(&load(&former).await?, id) else { return Ok(None) };
            let Some(cell) = cell_of(&ids, &id) else { return Ok(None) };
            (id, cell)
        }
    };
    let text = load(&index.station_file(cell).ok_or(NoData)?).await?;
    with(|loaded| loaded.stations.add(cell, &text));
    Ok(station(&id))
}

/// A station that was loaded already.
pub fn station(id: &StationId) -> Option<Station> {
    with(|loaded| loaded.stations.station(id).cloned())
}

/// Pieces side by side, in their order; no text for what is not published.
async fn load_all(files: impl Iterator<Item = Option<String>>) -> Vec<Result<String, NoData>> {
    join_all(files.map(|file| async move {
        match file {
            Some(file) => load(&file).await,
            None => Ok(String::new()),
        }
    }))
    .await
}

/// A piece: named by its hash, so a stored copy is never old.
async fn load(file: &str) -> Result<String, NoData> {
    let read = read(file, Freshness::AsStored).await;
    if read.is_err() {
        renew().await;
    }
    read
}

async fn read(file: &str, freshness: Freshness) -> Result<String, NoData> {
    if let Some(text) = boot::early_file(file).await {
        return Ok(text);
    }
    server::file(&format!("/data/{file}"), freshness, None).await.ok_or(NoData)
}

/// A piece that does not come may be of data that were replaced while the page was open. Then what was loaded is forgotten, so
/// that no answer is of both, and the next question is put to the new data.
async fn renew() {
    let Some(text) = server::file("/data/index.json", Freshness::Revalidated, None).await else { return };
    let Some(index) = DataIndex::read(&text) else { return };
    with(|loaded| {
        if loaded.index.as_ref().is_some_and(|known| *known != index) {
            *loaded = Loaded { index: Some(index), renewed: true, ..Loaded::default() };
        }
    });
}
