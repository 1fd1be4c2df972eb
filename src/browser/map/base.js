// The map under the markers, from one small file of our own (`scripts/basemap.mjs` says what is in it): no network is
// needed but for that file, and nobody else learns where one looks.
import { Sheet } from './sheet.js';

// Written by the build: where the file is, and its checksum.
const FILE = __BASE__;
const GRID = 2 ** 18;
const [BORDER, DEPARTMENT] = [1, 2];
// From which zoom on towns of each rank are named.
const NAMED_FROM = [5, 7, 8, 9];
// Points nearer than this to the one before, in pixels, are left out.
const SPECK = 0.8;

function read(bytes) {
  let next = 0;
  const number = () => {
    let [value, unit, byte] = [0, 1, 0];
    do {
      byte = bytes[next++];
      value += (byte & 127) * unit;
      unit *= 128;
    } while (byte > 127);
    return value;
  };
  const signed = () => {
    const value = number();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  const list = (item) => Array.from({ length: number() }, item);
  let [x, y] = [0, 0];
  const lines = list(() => {
    const kind = number();
    const points = new Int32Array(2 * number());
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 0; at < points.length; at += 2) {
      points[at] = x += signed();
      points[at + 1] = y += signed();
      [west, north, east, south] = [Math.min(west, x), Math.min(north, y), Math.max(east, x), Math.max(south, y)];
    }
    return { kind, points, west, north, east, south };
  });
  const rings = () => {
    let before = 0;
    return list(() => list(() => {
      const reverse = number() === 1;
      return { reverse, line: lines[(before += signed())] };
    }));
  };
  const [neighbours, ours] = [rings(), rings()];
  const text = new TextDecoder();
  const towns = list(() => {
    const rank = number();
    x += signed();
    y += signed();
    const length = number();
    next += length;
    return { rank, x, y, name: text.decode(bytes.subarray(next - length, next)) };
  });
  return { lines, neighbours, ours, towns };
}

export const Base = Sheet.extend({
  later: true,

  getPane() {
    return this._map.getPane('tilePane');
  },

  // Asked for once, when there is nothing more urgent to load.
  load() {
    if (this.asked || !this._map) return;
    this.asked = true;
    fetch(new URL(`.${FILE.url}`, import.meta.url), { integrity: FILE.integrity, priority: 'low' })
      .then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(answer.status)))
      .then((bytes) => {
        this.parts = read(new Uint8Array(bytes));
        this.repaint();
      })
      // Without it the markers stand on an empty sheet, and the list says everything.
      .catch(() => {});
  },

  draw(context, { width, height, corner, zoom, colour }) {
    if (!this.parts) return;
    const { lines, neighbours, ours, towns } = this.parts;
    const step = (256 * 2 ** zoom) / GRID;
    const [west, north] = [corner.x / step, corner.y / step];
    const [east, south] = [west + width / step, north + height / step];
    const seen = (line) => line.east >= west && line.west <= east && line.south >= north && line.north <= south;
    const skip = (SPECK / step) ** 2;

    const trace = ({ points }, reverse, begin) => {
      const last = points.length - 2;
      let [fromX, fromY] = [Infinity, Infinity];
      for (let along = 0; along <= last; along += 2) {
        const at = reverse ? last - along : along;
        const [x, y] = [points[at], points[at + 1]];
        if (along > 0 && along < last && (x - fromX) ** 2 + (y - fromY) ** 2 < skip) continue;
        [fromX, fromY] = [x, y];
        if (along === 0 && begin) context.moveTo(x * step - corner.x, y * step - corner.y);
        else context.lineTo(x * step - corner.x, y * step - corner.y);
      }
    };
    const box = (ring, side, pick) => pick(...ring.map(({ line }) => line[side]));
    const fill = (rings, name) => {
      context.beginPath();
      for (const ring of rings) {
        if (box(ring, 'east', Math.max) < west || box(ring, 'west', Math.min) > east) continue;
        if (box(ring, 'south', Math.max) < north || box(ring, 'north', Math.min) > south) continue;
        ring.forEach(({ line, reverse }, at) => trace(line, reverse, at === 0));
        context.closePath();
      }
      context.fillStyle = colour(name);
      context.fill('evenodd');
    };
    fill(neighbours, 'abroad');
    fill(ours, 'land');
    const stroke = (kinds, name, thickness) => {
      context.beginPath();
      for (const line of lines) if (kinds.includes(line.kind) && seen(line)) trace(line, false, true);
      context.strokeStyle = colour(name);
      context.lineWidth = thickness;
      context.stroke();
    };
    context.lineJoin = 'round';
    stroke([DEPARTMENT], 'line', 1);
    stroke([0, BORDER], 'border', 1.2);

    context.font = '13px system-ui, sans-serif';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineWidth = 3;
    context.fillStyle = colour('name');
    context.strokeStyle = colour('land');
    const taken = [];
    for (const { rank, x, y, name } of towns) {
      if (zoom < NAMED_FROM[rank] || x < west || x > east || y < north || y > south) continue;
      // Below its place, where a marker may stand.
      const [left, top] = [x * step - corner.x, y * step - corner.y + 18];
      const half = name.length * 3.7 + 4;
      if (taken.some(([otherLeft, otherTop, otherHalf]) => Math.abs(otherTop - top) < 18 && Math.abs(otherLeft - left) < half + otherHalf)) continue;
      taken.push([left, top, half]);
      context.strokeText(name, left, top);
      context.fillText(name, left, top);
    }
  },
});
