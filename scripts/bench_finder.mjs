// How soon the finder answers, beside the app's own start page: both from an empty cache and the address, under slow 4G with
// a CPU four times slower. The start page is there with its heading; the finder once a typed commune has its first place.
// Then how long a keystroke's search takes in the page, as the app measures it, with a CPU as it is and six times slower.
//
// bench_finder.mjs BACKEND [DIST] [REFERENCE]: BACKEND is the program guichet-backend; questions.csv in REFERENCE is typed,
// else a few names. ROUNDS sets how often each is measured (median).
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [backend, dist = 'dist', reference = ''] = process.argv.slice(2);
const rounds = Number(process.env.ROUNDS ?? 5);
const LIMIT = 1.3;
// Milliseconds a keystroke, and how many questions are typed.
const KEYSTROKE = { 1: 5, 6: 50 };
const TYPED = 60;

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

function questions() {
  const file = join(reference, 'questions.csv');
  if (!reference || !existsSync(file)) return ['lille', 'saint-etienne', 'bordeuax', 'sanit michel de maurienne', 'trseses', '97411', "l'hay les roses", 'gendarmerie 95 24h/24', 'commissariat ouvert dimanche a lille'];
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1).map((row) => row.split(';'));
  // Those with errors in them are the slow ones: all of them, and of the others as many as there is time for.
  const [errors, right] = [rows.filter((row) => row[1].startsWith('typo')), rows.filter((row) => !row[1].startsWith('typo'))];
  return [...errors, ...right].slice(0, TYPED).map((row) => row[0]);
}

// Letter by letter, with a pause after each that is long enough for the search, in a page that keeps what it has loaded.
async function keystrokes(rate) {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(`${base}/commissariats`);
  await page.waitForSelector('#app[data-app] input[type=search]');
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  const times = await page.evaluate(async (questions) => {
    const field = document.querySelector('#app[data-app] input[type=search]');
    const times = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'search') times.push({ typed: field.value, ms: entry.duration });
    }).observe({ type: 'measure' });
    for (const question of questions) {
      for (let length = 1; length <= question.length; length += 1) {
        field.value = question.slice(0, length);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await new Promise((resolve) => { setTimeout(resolve, length === question.length ? 600 : 140); });
      }
    }
    return times;
  }, questions());
  await context.close();
  return times.sort((one, other) => one.ms - other.ms);
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
  console.log('a search in the page, ms                      median    99 %  slowest  wanted');
  for (const rate of [1, 6]) {
    const times = await keystrokes(rate);
    const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? { ms: Number.NaN, typed: 'nothing was measured' };
    const [middle, most, slowest] = [at(0.5), at(0.99), at(1)];
    const cells = [middle, most, slowest].map(({ ms }) => ms.toFixed(2).padStart(9)).join('');
    console.log(`  ${`${rate === 1 ? 'as it is' : `CPU ${rate} times slower`}, ${times.length} of them`.padEnd(41)}${cells}${String(KEYSTROKE[rate]).padStart(8)}  (${slowest.typed})`);
  }
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
