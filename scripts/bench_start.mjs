// How soon the complaint can be seen and used, beside a static page of the same text: both from an empty cache, in turns in
// one browser, under slow 4G with a CPU four times slower, and without any limit.
//
// bench_start.mjs BACKEND [DIST]: BACKEND is the program guichet-backend. ROUNDS sets how often each is measured (median).
// Ends with an error where a limit is passed.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [backend, dist = 'dist'] = process.argv.slice(2);
const rounds = Number(process.env.ROUNDS ?? 5);
const SLOW = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const REQUESTS = 8;
// What is wanted, as multiples of the static page, and how much a measurement may be off.
const LIMITS = { slow: { paint: 1.2, ready: 1.5, app: 2.7, tolerance: 1.1 }, free: { paint: 1.5, ready: 1.5, app: Infinity, tolerance: 1.2 } };

const work = mkdtempSync(join(tmpdir(), 'bench-start-'));
const site = join(work, 'dist');
cpSync(dist, site, { recursive: true });
// The same text without any program: it takes the place of a page that exists, so that it is served by the same rules.
const still = join(site, 'conditions');
const page = readFileSync(join(site, 'pre-plainte/index.html'), 'utf8').replace(/<script\b[^>]*><\/script>|<link rel="(?:module)?preload"[^>]*>/g, '');
for (const ending of ['', '.br', '.gz']) rmSync(join(still, `index.html${ending}`), { force: true });
mkdirSync(still, { recursive: true });
writeFileSync(join(still, 'index.html'), page);
await compress(join(still, 'index.html'));

async function compress(path) {
  const { brotliCompressSync, gzipSync } = await import('node:zlib');
  const content = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(content));
  writeFileSync(`${path}.gz`, gzipSync(content));
}

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const server = spawn(backend, ['serve', '--port', String(port), '--dist', site, '--data', join(work, 'data')], { stdio: 'ignore' });
const base = `http://127.0.0.1:${port}`;
for (let tries = 0; ; tries += 1) {
  if (await fetch(base).then(() => true, () => false)) break;
  if (tries > 100) throw new Error('the backend does not start');
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

// The first control is ready when it was painted and answers a press.
function watch() {
  const times = (globalThis.times = {});
  const look = () => {
    const control = document.querySelector('main input[type=radio]:not(:checked)');
    if (control && !times.ready && performance.getEntriesByName('first-contentful-paint').length > 0) {
      control.click();
      if (control.checked) times.ready = performance.now();
    }
    if (document.querySelector('#app[data-app] h1')) times.app ??= performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  let shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shifted += entry.value;
    times.shifted = shifted;
  }).observe({ type: 'layout-shift', buffered: true });
}

async function opened(path, slow, hasApp) {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let [bytes, requests] = [0, 0];
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests += 1;
  });
  await session.send('Network.enable');
  if (slow) {
    await session.send('Network.emulateNetworkConditions', { offline: false, ...SLOW });
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  }
  await page.addInitScript(watch);
  await page.goto(base + path, { waitUntil: 'commit' });
  await page.waitForFunction((hasApp) => globalThis.times.ready && (!hasApp || globalThis.times.app), hasApp, { timeout: 60_000 });
  await page.waitForTimeout(300);
  const times = await page.evaluate(() => ({ ...globalThis.times, paint: performance.getEntriesByName('first-contentful-paint')[0].startTime }));
  await context.close();
  return { ...times, bytes, requests };
}

const median = (all) => all.sort((a, b) => a - b)[Math.floor(all.length / 2)];
let passed = true;
try {
  for (const [name, slow] of [['slow', true], ['free', false]]) {
    const [ours, theirs] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      theirs.push(await opened('/conditions', slow, false));
      ours.push(await opened('/pre-plainte', slow, true));
    }
    const of = (list, what) => median(list.map((one) => one[what] ?? 0));
    console.log(`the complaint, ${slow ? 'slow 4G, 4x CPU' : 'no limit'}, empty cache`.padEnd(46), 'ours   static   times  wanted');
    const limits = LIMITS[name];
    for (const [what, title, against] of [['paint', 'first paint, ms', 'paint'], ['ready', 'first control ready, ms', 'ready'], ['app', 'the app has taken over, ms', 'ready']]) {
      const [our, their] = [of(ours, what), of(theirs, against)];
      const wanted = Number.isFinite(limits[what]) ? limits[what].toFixed(1).padStart(7) : '';
      if (our / their > limits[what] * limits.tolerance) passed = false;
      console.log(`  ${title.padEnd(42)}${our.toFixed(0).padStart(6)}${their.toFixed(0).padStart(9)}${(our / their).toFixed(2).padStart(8)} ${wanted}`);
    }
    const told = (title, figures, wanted) => console.log(`  ${title.padEnd(42)}${figures[0].padStart(6)}${figures[1].padStart(9)}${String(wanted ?? '').padStart(16)}`);
    const both = (what, unit, digits) => [ours, theirs].map((list) => (of(list, what) / unit).toFixed(digits));
    told('bytes on the way, KB', both('bytes', 1000, 0));
    told('requests', both('requests', 1, 0), REQUESTS);
    told('layout shift', both('shifted', 1, 3), 0);
    if (of(ours, 'requests') > REQUESTS || of(ours, 'shifted') > 0) passed = false;
  }
} finally {
  await browser.close();
  server.kill();
  rmSync(work, { recursive: true, force: true });
}
if (!passed) {
  console.error('slower than wanted, beyond the tolerance');
  process.exit(1);
}
