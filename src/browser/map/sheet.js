// A canvas over the map, larger than the view, that Leaflet moves and scales with it. It is painted anew only when the
// view nears its edge or the zoom has changed, so that moving the map costs nothing.
import { Layer } from 'leaflet/src/layer/Layer.js';
import { create, setTransform } from 'leaflet/src/dom/DomUtil.js';

// How much larger than the view on each side, and how much of that may be used up before painting.
const PADDING = 0.2;
const WORN = 0.12;

export const Sheet = Layer.extend({
  // Paints at once, or a frame later: not everything needs to be in the frame that a zoom ends with.
  later: false,
  waiting: null,

  onAdd(map) {
    this.canvas = create('canvas', 'leaflet-zoom-animated', this.getPane());
    this.canvas.setAttribute('aria-hidden', 'true');
    this.paint();
    return map;
  },

  onRemove() {
    cancelAnimationFrame(this.waiting);
    this.canvas.remove();
  },

  getEvents() {
    return {
      viewreset: this.repaint,
      resize: this.repaint,
      move: this.moved,
      zoom: this.place,
      zoomend: this.repaint,
      moveend: this.moved,
      zoomanim: ({ center, zoom }) => this.placeAt(center, zoom),
    };
  },

  repaint() {
    if (!this._map) return;
    if (!this.later) return this.paint();
    if (this.drawn) this.place();
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = null;
      this.paint();
    });
  },

  moved() {
    if (this._map._animatingZoom || this._map.getZoom() !== this.zoom) return;
    const size = this._map.getSize();
    const from = this._map.containerPointToLayerPoint([0, 0]).subtract(this.centre);
    if (Math.abs(from.x) > size.x * WORN || Math.abs(from.y) > size.y * WORN) this.repaint();
  },

  place() {
    this.placeAt(this._map.getCenter(), this._map.getZoom());
  },

  // Where what was painted at one zoom lies at another.
  placeAt(centre, zoom) {
    if (!this.drawn) return;
    const scale = this._map.getZoomScale(zoom, this.zoom);
    setTransform(this.canvas, this.corner.multiplyBy(scale).subtract(this._map._getNewPixelOrigin(centre, zoom)), scale);
  },

  paint() {
    const map = this._map;
    const size = map.getSize();
    const ratio = Math.min(globalThis.devicePixelRatio || 1, 2);
    const padding = size.multiplyBy(PADDING).round();
    this.zoom = map.getZoom();
    this.centre = map.containerPointToLayerPoint([0, 0]);
    const origin = map.getPixelOrigin();
    // The corner of the canvas in pixels of the world at this zoom.
    this.corner = this.centre.subtract(padding).add(origin).round();
    const [width, height] = [size.x + 2 * padding.x, size.y + 2 * padding.y];
    const canvas = this.canvas;
    // Setting the size clears, and costs more than clearing.
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const context = canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    setTransform(canvas, this.corner.subtract(origin), 1);
    this.drawn = true;
    const style = getComputedStyle(map.getContainer());
    this.draw(context, { width, height, corner: this.corner, zoom: this.zoom, colour: (name) => style.getPropertyValue(`--map-${name}`).trim() });
  },
});
