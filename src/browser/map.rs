//! The map library, behind one door: the chunk that `boot.js` knows how to load, and the map that it opens. The chunk's own
//! scripts stand in the folder beside this file.

use guichet_core::domain::cluster::{Area, Cluster, Place, STEPS};
use guichet_core::domain::place::Point;
use js_sys::{Array, Float64Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{global, member, window};

/// There is no map: the chunk could not be loaded, or its place is not in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoMap;

/// The chunk, loaded.
#[derive(Debug, Clone)]
pub struct Chunk(JsValue);

/// A rectangle to look at, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Southern edge.
    pub south: f64,
    /// Western edge.
    pub west: f64,
    /// Northern edge.
    pub north: f64,
    /// Eastern edge.
    pub east: f64,
}

/// How a map is opened.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// What is seen first.
    pub bounds: Bounds,
    /// True where a press takes a point, and markers are not pressed.
    pub picking: bool,
    /// Address and deepest zoom of each layer of tiles; where there is one, the map's own base is not drawn.
    pub tiles: Vec<(&'a str, u8)>,
    /// The language in which counts are written.
    pub locale: &'static str,
}

/// What a person does on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Heard {
    /// Points were pressed that coming nearer does not separate: all those of this area.
    Pressed(Area),
    /// A point was taken.
    Picked(Point),
}

/// What the map asks of the app.
pub struct Answers {
    /// The clusters of a view at a zoom.
    pub clusters: Box<dyn FnMut(u8, Area) -> Vec<Cluster>>,
    /// The name of a cluster, from its count and its first point.
    pub label: Box<dyn FnMut(u32, u32) -> String>,
    /// Called at what a person does.
    pub heard: Box<dyn FnMut(Heard)>,
}

#[wasm_bindgen]
extern "C" {
    /// What the chunk's `open` returns.
    type Drawn;
    #[wasm_bindgen(method)]
    fn zoom(this: &Drawn, by: i32);
    #[wasm_bindgen(method)]
    fn pan(this: &Drawn, x: i32, y: i32);
    #[wasm_bindgen(method)]
    fn show(this: &Drawn, south: f64, west: f64, north: f64, east: f64);
    #[wasm_bindgen(method)]
    fn select(this: &Drawn, x: f64, y: f64);
    #[wasm_bindgen(method)]
    fn pick(this: &Drawn);
    #[wasm_bindgen(method)]
    fn refresh(this: &Drawn);
    #[wasm_bindgen(method)]
    fn remove(this: &Drawn);
}

type Clusters = Closure<dyn FnMut(f64, f64, f64, f64, f64) -> Float64Array>;
type Label = Closure<dyn FnMut(u32, u32) -> String>;
type Hear = Closure<dyn FnMut(u32, f64, f64, f64, f64)>;

/// A map in the page, taken out of it when this is dropped.
pub struct Map {
    drawn: Drawn,
    // Called by what is drawn: they must live as long.
    _answers: (Clusters, Label, Hear),
}

impl Drop for Map {
    fn drop(&mut self) {
        self.drawn.remove();
    }
}

/// Somebody asked the browser to load no more than is needed.
pub fn saves_data() -> bool {
    member(&member(&member(&global(), "navigator"), "connection"), "saveData").is_truthy()
}

/// Loads the chunk, once for the life of the page.
pub async fn load() -> Result<Chunk, NoMap> {
    let left = member(&global(), "guichet");
    let load: Function = member(&left, "map").dyn_into().map_err(|_| NoMap)?;
    let promise: Promise = load.call0(&left).ok().and_then(|made| made.dyn_into().ok()).ok_or(NoMap)?;
    JsFuture::from(promise).await.map(Chunk).map_err(|_| NoMap)
}

impl Chunk {
    /// Opens a map in the element of that id.
    pub fn open(&self, place: &str, options: &Options<'_>, answers: Answers) -> Result<Map, NoMap> {
        let place = window().and_then(|window| window.document()?.get_element_by_id(place)).ok_or(NoMap)?;
        let Answers { mut clusters, label, mut heard } = answers;
        let clusters = Clusters::new(move |zoom, west, north, east, south| {
            flat(&clusters(whole(zoom), area(west, north, east, south)))
        });
        let label = Label::new(label);
        let hear = Hear::new(move |kind, a, b, c, d| match kind {
            0 => heard(Heard::Pressed(area(a, b, c, d))),
            _ => {
                if let Some(point) = Point::from_degrees(a, b) {
                    heard(Heard::Picked(point));
                }
            }
        });
        let arguments = Array::of3(&place, &described(options), clusters.as_ref());
        arguments.push(label.as_ref());
        arguments.push(hear.as_ref());
        let open: Function = member(&self.0, "open").dyn_into().map_err(|_| NoMap)?;
        let drawn = open.apply(&JsValue::UNDEFINED, &arguments).map_err(|_| NoMap)?;
        Ok(Map { drawn: drawn.unchecked_into(), _answers: (clusters, label, hear) })
    }
}

impl Map {
    /// Comes nearer by so many steps, or goes further away.
    pub fn zoom(&self, by: i32) {
        self.drawn.zoom(by);
    }

    /// Moves by thirds of what is seen: east, south.
    pub fn pan(&self, east: i32, south: i32) {
        self.drawn.pan(east, south);
    }

    /// Looks at a rectangle.
    pub fn show(&self, bounds: Bounds) {
        self.drawn.show(bounds.south, bounds.west, bounds.north, bounds.east);
    }

    /// Marks a place, or none, and brings it into sight.
    pub fn select(&self, place: Option<Place>) {
        let (x, y) = place.map_or((f64::NAN, f64::NAN), parts);
        self.drawn.select(x, y);
    }

    /// Takes the point in the middle.
    pub fn pick(&self) {
        self.drawn.pick();
    }

    /// Asks for the clusters and names again.
    pub fn refresh(&self) {
        self.drawn.refresh();
    }
}

/// A place as parts of the world, as the chunk counts.
fn parts(place: Place) -> (f64, f64) {
    (f64::from(place.x) / STEPS, f64::from(place.y) / STEPS)
}

fn area(west: f64, north: f64, east: f64, south: f64) -> Area {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast of a float stays within the range of the integer"
    )]
    let place = |x: f64, y: f64| Place { x: (x * STEPS).round() as u32, y: (y * STEPS).round() as u32 };
    Area { north_west: place(west, north), south_east: place(east, south) }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast of a float stays within the range of the integer"
)]
fn whole(zoom: f64) -> u8 {
    zoom.round() as u8
}

/// Eight numbers a cluster, as the chunk reads them.
fn flat(clusters: &[Cluster]) -> Float64Array {
    let mut numbers = Vec::with_capacity(clusters.len() * 8);
    for cluster in clusters {
        let (x, y) = parts(cluster.place);
        let (west, north) = parts(cluster.span.north_west);
        let (east, south) = parts(cluster.span.south_east);
        numbers.extend([x, y, f64::from(cluster.count), f64::from(cluster.first), west, north, east, south]);
    }
    Float64Array::from(numbers.as_slice())
}

fn described(options: &Options<'_>) -> Object {
    let object = Object::new();
    // On an object that was just made this cannot fail.
    let set = |name: &str, value: &JsValue| drop(Reflect::set(&object, &JsValue::from_str(name), value));
    let Bounds { south, west, north, east } = options.bounds;
    set("bounds", &Float64Array::from([south, west, north, east].as_slice()));
    set("picking", &JsValue::from_bool(options.picking));
    set("locale", &JsValue::from_str(options.locale));
    let tiles =
        options.tiles.iter().map(|(url, deepest)| Array::of2(&JsValue::from_str(url), &JsValue::from(*deepest)));
    set("tiles", &tiles.collect::<Array>());
    object
}
