// What a first visit loads, and everything else that was built: raw and Brotli 11, KB of 1000 bytes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const budget = 220_000;
const dist = process.argv[2] ?? 'dist';
const { first_load: firstLoad, areas, offline, files } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8'));
const kilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(9);
const row = (name, { raw, brotli }) => console.log(`${name.padEnd(44)}${kilobytes(raw)}${kilobytes(brotli ?? raw)}`);
const sum = (names, kind) => names.reduce((total, name) => total + (files[name][kind] ?? files[name].raw), 0);
const total = (title, names) => row(title, { raw: sum(names, 'raw'), brotli: sum(names, 'brotli') });

console.log(`${'KB'.padEnd(44)}${'raw'.padStart(9)}${'brotli'.padStart(9)}`);
for (const name of firstLoad) row(name, files[name]);
total('first load', firstLoad);
for (const [area, names] of Object.entries(areas)) total(`  and for its pages: ${area}`, names);
console.log('');
const others = Object.keys(files).filter((name) => !firstLoad.includes(name));
const pieces = others.filter((name) => name.startsWith('data/') && name !== 'data/index.json');
for (const name of others.filter((name) => !pieces.includes(name))) row(name, files[name]);
if (process.argv.includes('--all')) for (const name of pieces) row(name, files[name]);
if (pieces.length > 0) total(`data: ${pieces.length} pieces, loaded one by one`, pieces);
// What `public/sw.js` keeps of them.
const found = pieces.filter((name) => /^data\/(communes-(main|[np]-)|names-|stations-.*\.txt|territory-|(ids|positions|former)-)/.test(name));
console.log('\nkept on a device for visits without a network:');
total(`  the program: ${offline.length} files`, offline.map((path) => path.slice(1)));
total(`  the finder’s data: ${found.length} files`, found);

const size = sum(firstLoad, 'brotli');
const left = budget - size;
console.log(`\nfirst load ${(size / 1000).toFixed(1)} KB of ${budget / 1000} KB: ${left < 0 ? `${(-left / 1000).toFixed(1)} KB too much` : `${(left / 1000).toFixed(1)} KB left`}`);
if (left < 0) {
  console.error('above the budget: what not every reader needs loads where it is used');
  process.exit(1);
}
