// Clusters and single points, painted on one canvas, and found again when they are pressed.
import { Sheet } from './sheet.js';

const FIELDS = 8;
const radius = (count) => (count === 1 ? 8 : 13 + 4 * Math.log10(count));
// A finger is wider than a dot.
const REACH = 22;

export const Markers = Sheet.extend({
  initialize(clusters, locale) {
    this.clusters = clusters;
    this.number = new Intl.NumberFormat(locale);
    this.shown = new Float64Array(0);
    this.selected = null;
  },

  getPane() {
    return this._map.getPane('overlayPane');
  },

  // How many are painted.
  length() {
    return this.shown.length / FIELDS;
  },
  count(at) {
    return this.shown[at * FIELDS + 2];
  },
  first(at) {
    return this.shown[at * FIELDS + 3];
  },
  span(at) {
    return this.shown.subarray(at * FIELDS + 4, at * FIELDS + 8);
  },
  middle(at) {
    const [west, north, east, south] = this.span(at);
    return this._map.unproject([(west + east) * 128, (north + south) * 128], 0);
  },
  // In pixels of the layer, as Leaflet places things.
  point(at) {
    const world = 256 * 2 ** this.zoom;
    const origin = this._map.getPixelOrigin();
    return { x: this.shown[at * FIELDS] * world - origin.x, y: this.shown[at * FIELDS + 1] * world - origin.y };
  },

  // The nearest one under a finger, or -1.
  under({ x, y }) {
    let [found, nearest] = [-1, Infinity];
    for (let at = 0; at < this.length(); at += 1) {
      const point = this.point(at);
      const away = Math.hypot(point.x - x, point.y - y);
      if (away < Math.max(radius(this.count(at)), REACH) && away < nearest) [found, nearest] = [at, away];
    }
    return found;
  },

  select(place) {
    this.selected = place;
    this.repaint();
  },

  draw(context, { width, height, corner, zoom, colour }) {
    const world = 256 * 2 ** zoom;
    const part = (pixels) => Math.min(Math.max(pixels / world, 0), 1);
    this.shown = this.clusters(zoom, part(corner.x), part(corner.y), part(corner.x + width), part(corner.y + height));
    const shown = this.shown;
    const [fill, ink, edge] = [colour('marker'), colour('marker-ink'), colour('land')];
    context.beginPath();
    for (let at = 0; at < shown.length; at += FIELDS) {
      const [x, y, size] = [shown[at] * world - corner.x, shown[at + 1] * world - corner.y, radius(shown[at + 2])];
      context.moveTo(x + size, y);
      context.arc(x, y, size, 0, 7);
    }
    context.fillStyle = fill;
    context.strokeStyle = edge;
    context.lineWidth = 2;
    context.fill();
    context.stroke();
    context.fillStyle = ink;
    context.font = '700 13px system-ui, sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    for (let at = 0; at < shown.length; at += FIELDS) {
      if (shown[at + 2] > 1) context.fillText(this.number.format(shown[at + 2]), shown[at] * world - corner.x, shown[at + 1] * world - corner.y + 1);
    }
    if (this.selected) this.drawSelected(context, this.selected.x * world - corner.x, this.selected.y * world - corner.y, colour);
    if (shown.length > 0 && !this.marked) {
      // What `make bench` waits for; it says nothing about anybody.
      this.marked = performance.mark('map-markers');
      this.fire('marked');
    }
    this.fire('painted');
  },

  // A pin above everything: shape and ring tell it apart, not only the colour.
  drawSelected(context, x, y, colour) {
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y - 24, 13, Math.PI * 0.83, Math.PI * 0.17);
    context.closePath();
    context.fillStyle = colour('selected');
    context.strokeStyle = colour('selected-edge');
    context.lineWidth = 3;
    context.fill();
    context.stroke();
    context.beginPath();
    context.arc(x, y - 24, 4.5, 0, 7);
    context.fillStyle = colour('selected-edge');
    context.fill();
  },
});
