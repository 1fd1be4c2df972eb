// The last step of a build: Trunk's raw output becomes what is served. Every file is named by the hash of its content and
// checked by whoever loads it; the page holds no inline script; what is compressed once here is never compressed again.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allFiles, compress, isStation, list, sorted } from './ready.mjs';
import { files as fileCleaner } from './files.mjs';
import { map } from './map.mjs';
import { make, minified } from './program.mjs';
import { sbom } from './sbom.mjs';
import { bundle } from './style.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stage = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === 'release';
if (!stage) fail('this script is called by Trunk, which says where the build lies');

function fail(sentence) {
  console.error(`post_build: ${sentence}`);
  process.exit(1);
}

const read = (name) => readFileSync(join(stage, name));
const digest = (kind, content, form) => createHash(kind).update(content).digest(form);

// Writes a file under the name that its content gives it, and says what a page needs to load it safely.
function publish(pattern, content) {
  const name = pattern.replace('HASH', digest('sha256', content, 'hex').slice(0, 16));
  writeFileSync(join(stage, name), content);
  return { url: `/${name}`, integrity: `sha384-${digest('sha384', content, 'base64')}` };
}

// 1. What is served as it is: all but the source of the boot script and the report of the stations' import.
const kept = ['boot.js', 'sw.js', 'report.json'];
cpSync(join(root, 'public'), stage, { recursive: true, filter: (path) => !kept.includes(basename(path)) });

// What hosts name in their own pages keeps its name.
writeFileSync(join(stage, 'embed.js'), minified(read('embed.js').toString()));

// 2. The program, and the pieces of it that are loaded where they are used. Trunk's own copy is whole and not used.
const { target_directory: target } = JSON.parse(execFileSync('cargo', ['metadata', '--format-version', '1', '--no-deps', '--offline'], { encoding: 'utf8', maxBuffer: 1 << 26 }));
const compiled = join(target, 'wasm32-unknown-unknown', release ? 'release' : 'debug', 'guichet.wasm');
const program = make(compiled, join(root, 'node_modules/.bin'), release);
const makesCode = /\bnew\s+Function\b|\beval\s*\(/.exec(program.glue);
if (makesCode) fail(`the glue makes code from text (${makesCode[0]}), which the page's policy forbids`);
// What areas share is cut as finely as they differ. Of that, what the finder has in common with where it leads travels in one
// file, and so do all the crumbs: few requests, and what is joined compresses better. What the opening pages of the forms need is in
// a file of its own, copies of what others need too among it: people come to them from elsewhere, and often not to stay.
const CRUMB = 12_000;
const BESIDE_FINDER = ['finder', 'station', 'chart', 'forms'];
const sharing = (name) => Object.keys(program.areas).filter((area) => program.areas[area].includes(name));
const bundleOf = (name) => {
  const by = sharing(name);
  if (by.includes('opening') && by.every((area) => area === 'opening' || area === 'forms')) return 'opening';
  if (by.length < 2) return '';
  if (by.includes('finder') && by.every((area) => BESIDE_FINDER.includes(area))) return 'places';
  return program.pieces[name].length < CRUMB ? 'shared' : '';
};
// Joins pieces in a file, and gives the place of each there.
function joined(bundle, names) {
  const file = publish(`${bundle}-HASH.bin`, Buffer.concat(names.map((name) => program.pieces[name])));
  let end = 0;
  return names.map((name) => [name, { ...file, place: [end, (end += program.pieces[name].length)] }]);
}
const pieces = {};
for (const name of Object.keys(program.pieces).filter((name) => !bundleOf(name))) {
  pieces[name] = publish(`${name.replace('split_', '').replace(/_/g, '-')}-HASH.wasm`, program.pieces[name]);
}
for (const bundle of ['places', 'shared']) {
  Object.assign(pieces, Object.fromEntries(joined(bundle, Object.keys(program.pieces).filter((name) => bundleOf(name) === bundle))));
}
for (const [name, copy] of joined('opening', program.areas.opening.filter((name) => program.pieces[name]))) {
  if (pieces[name]) pieces[name].copy = copy;
  else pieces[name] = copy;
}
const areas = Object.fromEntries(Object.entries(program.areas).map(([area, names]) => {
  if (area === 'opening') return [area, [{ url: pieces.split_opening.url, integrity: pieces.split_opening.integrity }]];
  const parts = new Map(names.filter((name) => pieces[name]).map((name) => [pieces[name].url, { url: pieces[name].url, integrity: pieces[name].integrity }]));
  return [area, [...parts.values()]];
}));
const wasm = publish('guichet-HASH_bg.wasm', program.code);
// A piece may be on its way already: boot.js asks early for those of the page that was opened. Asked for again, it did not
// arrive or was not what it should be: then what the browser has kept of it is left aside.
const loader = minified(`const pieces = ${JSON.stringify(pieces)};
const asked = new Set();
const bundles = {};
function part({ url, integrity }) {
  const early = !asked.has(url) && globalThis.guichet.pieces[url];
  const cache = asked.has(url) ? 'reload' : 'default';
  asked.add(url);
  return early || fetch(globalThis.guichet.base + url, { integrity, cache, signal: AbortSignal.timeout(60000) });
}
function piece(name) {
  const own = pieces[name];
  const one = own.copy && globalThis.guichet.pieces[own.copy.url] ? own.copy : own;
  const { url, place } = one;
  if (!place) return part(one);
  bundles[url] = bundles[url] || part(one).then((response) => response.arrayBuffer()).catch((fault) => {
    delete bundles[url];
    throw fault;
  });
  return bundles[url].then((bytes) => new Uint8Array(bytes, place[0], place[1] - place[0]));
}
async function instantiate(source, imports) {
  const code = await source;
  return code instanceof Response ? WebAssembly.instantiateStreaming(code, imports) : WebAssembly.instantiate(code, imports);
}`);
const glue = publish('guichet-HASH.js', program.glue.replaceAll('guichet_bg.wasm', basename(wasm.url)) + loader);
for (const name of readdirSync(stage).filter((name) => /^(guichet(_bg)?\.|snippets$)/.test(name))) rmSync(join(stage, name), { recursive: true });

// 3. Words: one file a language, of which a reader loads one. Comments and names are for translators: what is shipped
// is a sentence a line, in order, as `Words::parse` reads it.
const words = {};
const texts = join(root, 'crates/core/src/text');
for (const file of readdirSync(texts).filter((name) => name.endsWith('.txt')).sort()) {
  const language = basename(file, '.txt');
  words[language] = publish(`text-${language}-HASH.txt`, shipped(readFileSync(join(texts, file), 'utf8')));
}
function shipped(file) {
  const lines = file.split('\n').filter((line) => line && !line.startsWith('#'));
  const nameless = lines.find((line) => !line.includes(' = '));
  if (nameless) fail(`a line of words without a name: ${nameless}`);
  return `${lines.map((line) => line.slice(line.indexOf(' = ') + 3)).join('\n')}\n`;
}
if (!words.fr) fail('no French words in crates/core/src/text');

// Lists that a field suggests: a term a line, its code, its French and its English name, as `term::read_list` reads them.
// Loaded with the first letter that is typed into such a field.
const lists = { countries: publish('countries-HASH.txt', countries()) };
for (const name of ['jobs', 'makes']) lists[name] = publish(`${name}-HASH.txt`, readFileSync(join(texts, `${name}.list`)));
function countries() {
  const names = (language) => {
    const { countries } = JSON.parse(readFileSync(join(root, `node_modules/i18n-iso-countries/langs/${language}.json`), 'utf8'));
    return Object.fromEntries(Object.entries(countries).map(([code, name]) => [code, [name].flat()[0]]));
  };
  const [fr, en] = [names('fr'), names('en')];
  const codes = Object.keys(fr).filter((code) => en[code]).sort((one, other) => fr[one].localeCompare(fr[other], 'fr'));
  if (codes.length < 240) fail(`only ${codes.length} countries`);
  return `${['FR', ...codes.filter((code) => code !== 'FR')].map((code) => `${code}|${fr[code]}|${en[code]}`).join('\n')}\n`;
}

// The map is a chunk of its own, and so is what cleans pictures.
const chart = map(root, join(root, 'node_modules'), publish);
const cleaner = fileCleaner(root, publish);
const ahead = publish('ahead-HASH.js', minified(readFileSync(join(root, 'src/browser/ahead/finder.js'), 'utf8'), 'esm'));

// 4. The look, and the script that starts everything.
const style = publish('style-HASH.css', bundle(join(root, 'style/index.css')));
const id = digest('sha256', glue.integrity + wasm.integrity, 'hex').slice(0, 8);
const source = readFileSync(join(root, 'public/boot.js'), 'utf8');
if (source.split('__BUILD__').length !== 2) fail('public/boot.js must name __BUILD__ exactly once');
const boot = publish('boot-HASH.js', minified(source.replace('__BUILD__', () => JSON.stringify({ id, glue, wasm, words, areas, lists, ahead, map: chart, files: cleaner }))));

// What is kept on a device for visits without a network: all that people use, and nothing that only institutions do. Each
// version asks for what has changed.
const { institution: _, hosted: __, ...used } = areas;
const forPeople = [style, boot, glue, wasm, ahead, ...Object.values(words), ...Object.values(used).flat(), ...Object.values(lists), chart.base, chart.script, chart.style, cleaner.script, cleaner.worker];
const offline = [...new Set(forPeople.map(({ url }) => url))];
mkdirSync(join(stage, 'delivery'), { recursive: true });
writeFileSync(join(stage, 'delivery/sw.js'), minified(readFileSync(join(root, 'public/sw.js'), 'utf8')));

// 5. The page.
const linked = (part) => `${part.url}" integrity="${part.integrity}`;
let page = read('index.html').toString();
page = page.replace(/<!--[\s\S]*?-->|<link data-trunk[^>]*>/g, '').replace(/\n{2,}/g, '\n');
page = replaceOnce(page, 'href="/style.css', `href="${linked(style)}`);
page = replaceOnce(page, 'src="/boot.js', `src="${linked(boot)}`);
writeFileSync(join(stage, 'index.html'), page);
// What each page will need at once, for the hints at its head; the list is completed below.
const styles = [...page.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map((match) => match[1]);
if (styles.length > 1) fail('more than one inline style');
const styleHash = styles.length === 1 ? `sha256-${digest('sha256', styles[0], 'base64')}` : '';
writeFileSync(join(stage, 'build.json'), JSON.stringify({ style_hash: styleHash, parts: { glue, wasm, words, areas }, offline }));
// Each known page becomes a file of its own, drawn ahead of time by the app's own code; this one is the shell of the others.
execFileSync('cargo', ['run', '--quiet', '--locked', '--package', 'guichet-site', '--', stage, join(root, 'node_modules/dejavu-fonts-ttf/ttf')], { cwd: root, stdio: 'inherit' });

// For whoever answers for what is served: never asked for by a page.
writeFileSync(join(stage, 'delivery/sbom.cdx.json'), sbom(root));

function replaceOnce(text, from, to) {
  if (text.split(from).length !== 2) fail(`index.html must hold ${from}" exactly once`);
  return text.replace(from, () => to);
}

// 6. What must hold of anything we serve.
if (release) {
  for (const path of allFiles(stage).filter((path) => path.endsWith('.html'))) {
    const text = readFileSync(path, 'utf8');
    for (const [tag] of text.matchAll(/<script\b[^>]*>/g)) if (!/\ssrc="|\stype="application\/ld\+json"/.test(tag)) fail(`an inline script: ${tag}`);
    if (/<[^>]+\s(style|on[a-z]+)=/i.test(text)) fail(`an inline style attribute or event handler in ${relative(stage, path)}`);
  }
  const blocks = read('_headers').toString().split('\n').filter((line) => line.startsWith('/')).length;
  if (blocks > 100) fail(`_headers has ${blocks} blocks, and hosts take a hundred`);
  const redirects = read('_redirects').toString().split('\n').filter((line) => /^\S*[*:]/.test(line)).length;
  if (redirects > 100) fail(`_redirects has ${redirects} rules with a pattern, and hosts take a hundred`);
  const keepTheirNames = ['build.json', 'config.json', 'embed.js', 'sw.js', 'icon.svg', 'data/index.json', 'manifest.webmanifest', 'robots.txt', 'sitemap.xml', '_headers', '_redirects'];
  for (const file of allFiles(stage).map((path) => relative(stage, path))) {
    const hashed = /-[0-9a-f]{8,}(_bg)?\.[^/]+$/.test(file);
    if (!hashed && !file.endsWith('.html') && !/^(cards|delivery)\/|^icon-\d+\.png$/.test(file) && !keepTheirNames.includes(file)) fail(`${file} is not named by its content`);
  }
}

// 7. Compressed copies, and the list of what was built.
const files = Object.fromEntries(allFiles(stage).map((path) => relative(stage, path)).filter((name) => !isStation(name)).map((name) => [name, { raw: statSync(join(stage, name)).size }]));
if (release) for (const [name, size] of Object.entries(await compress(stage))) files[name].brotli = size;
const firstLoad = ['index.html', ...[style, boot, glue, wasm, words.fr].map((part) => part.url.slice(1))];
writeFileSync(join(stage, 'build.json'), `${JSON.stringify({ style_hash: styleHash, parts: { glue, wasm, words, areas }, offline, first_load: firstLoad, areas: Object.fromEntries(Object.entries(areas).map(([area, parts]) => [area, parts.map((part) => part.url.slice(1))])), files: sorted(files) }, null, 1)}\n`);
// Its copies too: those made above say what it said before.
if (release) await compress(stage, (name) => name === 'build.json');
list(stage);
if (!existsSync(join(stage, 'data/index.json'))) console.warn('post_build: no data/index.json yet; `make data` writes it');
