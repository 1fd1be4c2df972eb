// Keeps the app's own public files, the same for everybody, so that it works without a network; nothing else, and nothing of
// the person. It never stands in the way: each request goes to the network as it is, and only where that fails, or is silent
// for long, a kept copy takes the place of the answer. So whoever has a network never sees an old page, and a copy that is
// lost or spoilt costs nothing but the help that it would have been.
'use strict';
// Written by the build: a name for all of this version, the pages that the program can draw, one address that gives the page
// in which it draws them, and the program's files. Without a version, the institution wants nothing kept.
const { version, pages, page, parts } = __KEPT__;
const base = new URL('.', location).pathname.slice(0, -1);
// Each version has a cache of its own: its page and its parts always belong together.
const family = `guichet ${base}/ `;
const own = family + version;
// What keeps its name while its content changes.
const [CONFIG, INDEX] = ['/config.json', '/data/index.json'];
const hashed = /-([0-9a-f]{8,})(_bg)?\.\w+$/;
const anyHeaders = { ignoreVary: true };
// Milliseconds in which a network that works has answered.
const PATIENCE = 4000;
// The last page had to be taken from here: so are its files, at once.
let silent = false;
// How many requests of pages wait for their answers.
let asking = 0;
// Somebody has left in haste: nothing is written any more.
let ended = false;

// The new version takes over at once, pages of older ones included. That is safe: it does nothing but help out, what is named
// by its hash is looked for in all versions, and the page comes from here with its own parts only.
addEventListener('install', (event) => {
  skipWaiting();
  if (version) event.waitUntil(installed());
});
addEventListener('activate', (event) => event.waitUntil(version ? clients.claim() : retire()));

if (version) {
  addEventListener('fetch', (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== 'GET' || origin !== location.origin || !pathname.startsWith(`${base}/`)) return;
    if (request.mode === 'navigate') {
      if (new RegExp(pages).test(pathname)) event.respondWith(answer(request, base + page, own));
    } else if (!/^(reload|no-store)$/.test(request.cache)) {
      // Those would get past every cache, and so past this one.
      const path = pathname.slice(base.length);
      if (hashed.test(path)) event.respondWith(answer(request, pathname));
      else if (path === CONFIG || path === INDEX) event.respondWith(answer(request, pathname, own));
    }
  });
  // A page is there and idle: what is missing is fetched, what no page needs goes. Or somebody has left in haste.
  addEventListener('message', (event) => {
    ended = event.data === 'forget';
    event.waitUntil(ended ? retire() : kept().catch(() => {}));
  });
}

// The network's answer, or the copy kept under a key, in one cache or in any of them.
async function answer(request, key, cacheName) {
  const isPage = request.mode === 'navigate';
  const network = fetch(request);
  const patience = silent && !isPage ? 0 : PATIENCE;
  asking += 1;
  const response = await Promise.race([network, after(patience)]).catch(() => undefined);
  asking -= 1;
  if (isPage) silent = !response;
  // A page that is missing is an answer of its own; a file that the server no longer has may lie here.
  if (response && (response.ok || isPage)) return response;
  const copy = await caches.match(key, cacheName ? { ...anyHeaders, cacheName } : anyHeaders).catch(() => undefined);
  return copy || network;
}

// A worker that has just been replaced may hear of a page once more, when the new one has removed what it had: that is not begun
// anew. Where nothing at all is left, the browser has removed it, or the person.
async function kept() {
  const names = (await caches.keys()).filter((name) => name.startsWith(family));
  if (names.length && !names.includes(own)) return;
  await filled();
  await fillData().catch(() => {});
  await tidy();
}

// All or nothing: where something does not come, the version before this one goes on.
async function installed() {
  const begun = await caches.has(own);
  await filled().catch(async (fault) => {
    if (!begun) await caches.delete(own);
    throw fault;
  });
}

async function filled() {
  const cache = await caches.open(own);
  await keep(cache, parts);
  // The list of the data is written last.
  if (await cache.match(base + INDEX, anyHeaders)) return;
  const [shell, config, index] = await Promise.all([page, CONFIG, INDEX].map((path) => asked(path, { cache: 'no-cache' })));
  const text = await shell.clone().text();
  if (!parts.filter((path) => /^\/(boot|style)-/.test(path)).every((path) => text.includes(`${path}"`))) throw new Error('the page is of another version');
  await cache.put(base + page, shell);
  // Its date is the page's clock: a copy must not tell the time of when it was made.
  const headers = new Headers(config.headers);
  headers.delete('date');
  await cache.put(base + CONFIG, new Response(await config.text(), { headers }));
  await cache.put(base + INDEX, index);
}

// What the finder looks into, for what is spelled as it is written: each piece is of use by itself.
async function fillData() {
  // To open what somebody has removed meanwhile would make it anew, empty.
  if (ended || !(await caches.has(own))) return;
  const cache = await caches.open(own);
  const listed = await (await cache.match(base + INDEX, anyHeaders)).json();
  const several = ['communes', 'names', 'stations', 'territory'].flatMap((kind) => Object.entries(listed[kind] || {})
    .filter(([piece]) => kind !== 'communes' || /^(main$|[np]-)/.test(piece)).map(([piece, hash]) => `${kind}-${piece}-${hash}`));
  const single = ['ids', 'positions', 'former'].filter((kind) => listed[kind]).map((kind) => `${kind}-${listed[kind]}`);
  await keep(cache, [...several, ...single].map((name) => `/data/${name}.txt`));
}

// Keeps files that are named by their hash, one after the other, until one does not come. An earlier version may have the same
// file; what the browser's own cache has of it may be spoilt.
async function keep(cache, files) {
  const held = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  for (const path of files.filter((path) => !held.has(base + path))) {
    // What a page waits for goes first.
    while (asking > 0) await after(100);
    if (ended) throw new Error('nothing is kept any more');
    const tries = [() => caches.match(base + path, anyHeaders), () => asked(path), () => asked(path, { cache: 'reload' })];
    let file;
    while (!file && tries.length) file = await tries.shift()().then((found) => sound(path, found)).catch(() => undefined);
    if (!file) throw new Error(`${path} is not to be had`);
    await cache.put(base + path, file);
  }
}

// The file, where its content is what its name says.
async function sound(path, file) {
  const digest = file && await crypto.subtle.digest('SHA-256', await file.clone().arrayBuffer());
  const hex = file && [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return file && hex.startsWith(hashed.exec(path)[1]) ? file : undefined;
}

// What an older version has kept goes once every open page is of this one. A worker that has just been replaced may write once
// more what it was about to, and a page may be too busy to answer: this comes last, and asks again. But not for long, as a newer
// worker waits for this one to be done.
async function tidy() {
  const isOwn = (script) => parts.some((path) => script === base + path);
  for (let tries = 0; tries < 3; tries += 1) {
    if (tries) await after(PATIENCE);
    const scripts = await started();
    // One that is just being installed is of the future, and tidies then.
    if (registration.installing || registration.waiting || scripts.some((script) => script && !isOwn(script))) return;
    if (scripts.every(isOwn)) {
      await removed((name) => name !== own);
      return;
    }
  }
}

// The scripts that the open pages were started by, which tell their versions; nothing for a page that does not answer.
async function started() {
  const open = (await clients.matchAll()).filter((client) => client.frameType === 'top-level');
  return Promise.all(open.map((client) => new Promise((told) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => told(data);
    setTimeout(told, 2000);
    client.postMessage('', [port2]);
  })));
}

async function removed(goes) {
  await Promise.all((await caches.keys()).filter((name) => name.startsWith(family) && goes(name)).map((name) => caches.delete(name)));
}

async function retire() {
  await removed(() => true);
  await registration.unregister();
}

const after = (milliseconds) => new Promise((then) => setTimeout(then, milliseconds));

// One of our files from the network, after whatever a page may be waiting for; none where the device is told to save data.
async function asked(path, options) {
  if (navigator.connection && navigator.connection.saveData) throw new Error('told to save data');
  const response = await fetch(base + path, { priority: 'low', signal: AbortSignal.timeout(60000), ...options });
  if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`);
  return response;
}
