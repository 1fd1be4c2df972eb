// How soon the finder answers, beside the app's own start page: both from an empty cache and the address, under slow 4G with
// a CPU four times slower. The start page is there with its heading; the finder once a typed commune has its first place.
//
// bench_finder.mjs BACKEND [DIST]: BACKEND is the program guichet-backend. ROUNDS sets how often each is measured (median).
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [backend, dist = 'dist'] = process.argv.slice(2);
const rounds = Number(process.env.ROUNDS ?? 5);
const LIMIT = 1.3;

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const folder = mkdtempSync(join(tmpdir(), 'bench-finder-'));
const server = spawn(backend, ['serve', '--port', String(port), '--dist', dist, '--data', folder], { stdio: 'ignore' });
const base = `http://127.0.0.1:${port}`;
for (let tries = 0; ; tries += 1) {
  if (await fetch(base).then(() => true, () => false)) break;
  if (tries > 100) throw new Error('the backend does not start');
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

async function opened(path) {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(base + path, { waitUntil: 'commit' });
  return { context, page };
}

async function start() {
  const { context, page } = await opened('/');
  const time = await page.evaluate(async () => {
    while (!document.querySelector('#app[data-app] h1')) await new Promise(requestAnimationFrame);
    return performance.now();
  });
  await context.close();
  return time;
}

// A hand that types as soon as there is a field.
async function finder() {
  const { context, page } = await opened('/commissariats');
  const times = await page.evaluate(async () => {
    const there = async (find) => {
      for (;;) {
        const found = find();
        if (found) return found;
        await new Promise(requestAnimationFrame);
      }
    };
    const field = await there(() => document.querySelector('#app[data-app] input[type=search]'));
    const field_at = performance.now();
    field.value = 'lille';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await there(() => document.querySelector('.station-name'));
    return [field_at, performance.now()];
  });
  await context.close();
  return times;
}

const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
const row = (name, ms) => console.log(`  ${name.padEnd(46)}${ms.toFixed(0).padStart(6)}`);
try {
  const [starts, fields, firsts] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    starts.push(await start());
    const [field, first] = await finder();
    fields.push(field);
    firsts.push(first);
  }
  const [page, first] = [median(starts), median(firsts)];
  console.log('the finder, slow 4G, 4x CPU, empty cache          ms');
  row('the start page', page);
  row('the finder has its field', median(fields));
  row('the finder has its first place', first);
  console.log(`  ${(first / page).toFixed(2)} times the start page (wanted: ${LIMIT})`);
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
