// The map, bundled with the parts of Leaflet that it uses into a chunk of its own. `../map.rs` is the only code that knows
// it. Rust holds the points and says which clusters a view has; here they are drawn, on one canvas, and pressed.
import { Map as LeafletMap } from 'leaflet/src/map/Map.js';
import { DoubleClickZoom } from 'leaflet/src/map/handler/Map.DoubleClickZoom.js';
import { Drag } from 'leaflet/src/map/handler/Map.Drag.js';
import { Keyboard } from 'leaflet/src/map/handler/Map.Keyboard.js';
import { ScrollWheelZoom } from 'leaflet/src/map/handler/Map.ScrollWheelZoom.js';
import { TouchZoom } from 'leaflet/src/map/handler/Map.TouchZoom.js';
import { TileLayer } from 'leaflet/src/layer/tile/TileLayer.js';
import { Base } from './base.js';
import { Markers } from './markers.js';
import { Stops } from './stops.js';

Object.assign(LeafletMap, { DoubleClickZoom, Drag, Keyboard, ScrollWheelZoom, TouchZoom });

// As deep as the clusters go (`domain::cluster::DEEPEST`).
const DEEPEST = 18;
// How long the base waits for markers, in milliseconds.
const PATIENCE = 4000;
// Kinds of what is heard, as `map.rs` reads them.
const [PRESSED, PICKED] = [0, 1];

// Opens a map in an element.
//
// `options`: `bounds` [south, west, north, east], `picking`, `tiles` [[url, deepest zoom], …], `locale`.
// `clusters(zoom, west, north, east, south)`: eight numbers a cluster, places as parts of the world: x, y, count, first,
// and the west, north, east and south of its points. `label(count, first)`: what it is called.
// `heard(kind, …)`: an area was pressed that cannot be enlarged (four parts of the world); a point was picked (latitude, longitude).
export function open(place, options, clusters, label, heard) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = new LeafletMap(place, {
    attributionControl: false,
    boxZoom: false,
    zoomControl: false,
    fadeAnimation: !still,
    zoomAnimation: !still,
    inertia: !still,
    minZoom: 3,
    maxZoom: DEEPEST,
    maxBounds: [[-75, -200], [80, 200]],
    maxBoundsViscosity: 1,
  });
  const [south, west, north, east] = options.bounds;
  map.fitBounds([[south, west], [north, east]], { animate: false });
  const motion = { animate: !still };
  const base = new Base();
  const markers = new Markers(clusters, options.locale);
  const stops = new Stops(markers, label, (at) => press(at));
  markers.addTo(map);
  stops.addTo(map);
  for (const [url, deepest] of options.tiles) new TileLayer(url, { maxNativeZoom: deepest, maxZoom: DEEPEST, referrerPolicy: 'no-referrer' }).addTo(map);
  let patience;
  if (options.tiles.length === 0) {
    base.addTo(map);
    // After the markers, for which the network is needed first; where none come, not much later.
    if (markers.marked) base.load();
    else markers.once('marked', () => base.load());
    patience = setTimeout(() => base.load(), options.picking ? 0 : PATIENCE);
  }

  // A cluster opens up while that shows more of it; otherwise whoever holds the list says what is there.
  function press(at) {
    const [west, north, east, south] = markers.span(at);
    const corner = (x, y) => map.unproject([x * 256, y * 256], 0);
    const bounds = [corner(west, south), corner(east, north)];
    const zoom = Math.min(map.getBoundsZoom(bounds, false, [60, 60]), DEEPEST);
    const spread = Math.max(east - west, south - north) * 256 * 2 ** DEEPEST;
    if (markers.count(at) > 1 && spread > 40 && map.getZoom() < DEEPEST) map.setView(markers.middle(at), Math.max(zoom, map.getZoom() + 1), motion);
    else heard(PRESSED, west, north, east, south);
  }
  const pick = ({ lat, lng }) => {
    markers.select(map.project([lat, lng], 0).divideBy(256));
    heard(PICKED, lat, lng, 0, 0);
  };
  map.on('click', ({ latlng, layerPoint }) => {
    if (options.picking) return pick(latlng);
    const at = markers.under(layerPoint);
    if (at >= 0) press(at);
  });
  map.on('mousemove', ({ layerPoint }) => place.classList.toggle('map-over', !options.picking && markers.under(layerPoint) >= 0));

  const resized = new ResizeObserver(() => map.invalidateSize({ pan: false }));
  resized.observe(place);
  const themes = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query));
  const repaint = () => [base, markers].forEach((sheet) => sheet.repaint());
  for (const theme of themes) theme.addEventListener('change', repaint);

  return {
    zoom: (by) => map.setZoom(map.getZoom() + by, motion),
    pan: (x, y) => map.panBy([(x * map.getSize().x) / 3, (y * map.getSize().y) / 3], motion),
    show: (south, west, north, east) => map.fitBounds([[south, west], [north, east]], { ...motion, maxZoom: 13 }),
    // Of parts of the world; not a number: none. A place out of sight is brought into it.
    select(x, y) {
      const at = Number.isNaN(x) ? null : { x, y };
      markers.select(at);
      if (!at) return;
      const there = map.unproject([x * 256, y * 256], 0);
      if (!map.getBounds().pad(-0.1).contains(there)) map.setView(there, Math.max(map.getZoom(), 10), motion);
    },
    pick: () => pick(map.getCenter()),
    refresh: () => {
      markers.repaint();
      stops.later();
    },
    remove() {
      clearTimeout(patience);
      resized.disconnect();
      for (const theme of themes) theme.removeEventListener('change', repaint);
      map.remove();
    },
  };
}
