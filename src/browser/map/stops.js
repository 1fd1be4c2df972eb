// A button over each of the largest clusters in sight, for those who do not point: a canvas has nothing to focus. They
// follow once the map has come to rest, and let every press of a pointer through to it.
import { Layer } from 'leaflet/src/layer/Layer.js';
import { create, setPosition } from 'leaflet/src/dom/DomUtil.js';

const MOST = 24;
const REST = 200;
// Less than what lies between two clusters, so that no button covers another.
const SIZE = 24;

export const Stops = Layer.extend({
  initialize(markers, label, press) {
    Object.assign(this, { markers, label, press, buttons: new Map() });
  },

  onAdd(map) {
    this.list = create('div', 'map-stops', map.getPane('markerPane'));
    this.markers.on('painted', this.later, this);
    this.later();
  },

  onRemove() {
    clearTimeout(this.waiting);
    this.markers.off('painted', this.later, this);
    this.list.remove();
    this.buttons.clear();
  },

  getEvents() {
    return { moveend: this.later };
  },

  later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.update(), REST);
  },

  update() {
    const { _map: map, markers } = this;
    const view = map.getPixelBounds();
    const origin = map.getPixelOrigin();
    const free = this.room(view.getSize());
    const seen = [];
    for (let at = 0; at < markers.length(); at += 1) {
      const point = markers.point(at);
      const [x, y] = [point.x + origin.x - view.min.x, point.y + origin.y - view.min.y];
      if (free(x, y)) seen.push({ at, point, count: markers.count(at), first: markers.first(at) });
    }
    // From the north down, as one reads, of the largest ones.
    seen.sort((one, other) => other.count - one.count || one.first - other.first);
    const kept = seen.slice(0, MOST).sort((one, other) => one.point.y - other.point.y || one.point.x - other.point.x);
    // Known by its first point, a button stays the same one while its cluster grows or falls apart: the focus stays too.
    const before = this.buttons;
    this.buttons = new Map();
    let last = null;
    for (const { at, point, count, first } of kept) {
      const button = before.get(first) ?? this.button(first);
      before.delete(first);
      this.buttons.set(first, button);
      button.setAttribute('aria-label', this.label(count, first));
      button.at = at;
      setPosition(button, { x: Math.round(point.x - SIZE / 2), y: Math.round(point.y - SIZE / 2) });
      const after = last ? last.nextSibling : this.list.firstChild;
      // Moving a focused element would take its focus.
      if (after !== button && document.activeElement !== button) this.list.insertBefore(button, after);
      last = button;
    }
    for (const button of before.values()) {
      if (document.activeElement === button) map.getContainer().focus({ preventScroll: true });
      button.remove();
    }
  },

  // Where a focus can be seen: neither cut by the edge nor under what lies on the map.
  room(size) {
    const box = this._map.getContainer();
    const { left, top } = box.getBoundingClientRect();
    const over = [...box.parentElement.children].filter((other) => other !== box).map((other) => other.getBoundingClientRect());
    return (x, y) =>
      Math.min(x, y, size.x - x, size.y - y) > SIZE / 2 &&
      over.every((one) => left + x + SIZE < one.left || left + x - SIZE > one.right || top + y + SIZE < one.top || top + y - SIZE > one.bottom);
  },

  button(first) {
    const button = create('button', 'map-stop');
    button.type = 'button';
    button.addEventListener('click', (event) => {
      event.stopPropagation();
      // What is painted may have changed since the button was placed.
      for (let at = 0; at < this.markers.length(); at += 1) if (this.markers.first(at) === first) return this.press(at);
    });
    return button;
  },
});
