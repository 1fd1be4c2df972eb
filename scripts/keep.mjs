// Several versions live side by side: the parts of the release that is served stay beside those of the next one, so that a page
// which somebody has open still finds what it loads later. node scripts/keep.mjs FROM DIST [DAYS]
// FROM is the folder that is served now, DIST the new build. What a release no longer has is kept for 30 days from when it was
// first replaced; `delivery/kept.json` notes since when.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configured } from './configure.mjs';
import { allFiles } from './ready.mjs';

const notes = 'delivery/kept.json';
// Only what is named by its content: two files of one name are one file.
const hashed = /-[0-9a-f]{8,}(_bg)?\.[^/]+$/;
const day = 86_400_000;

/** Copies what is kept from one folder into the other; gives the names of what stays, and of what has stayed long enough. */
export function keep(from, dist, days, now) {
  const noted = (folder) => (existsSync(join(folder, notes)) ? JSON.parse(readFileSync(join(folder, notes), 'utf8')) : {});
  const before = noted(from);
  const kept = {};
  const gone = [];
  for (const name of allFiles(from).map((path) => relative(from, path)).filter((name) => hashed.test(name)).sort()) {
    if (existsSync(join(dist, name))) continue;
    const since = before[name] ?? new Date(now).toISOString().slice(0, 10);
    if (now - Date.parse(since) > days * day) {
      gone.push(name);
      continue;
    }
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    copyFileSync(join(from, name), join(dist, name));
    kept[name] = since;
  }
  mkdirSync(join(dist, dirname(notes)), { recursive: true });
  writeFileSync(join(dist, notes), `${JSON.stringify(kept, null, 1)}\n`);
  return { kept: Object.keys(kept), gone };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [from, dist, days = '30'] = process.argv.slice(2);
  if (!from || !dist || !existsSync(join(from, 'build.json')) || from === dist) {
    console.error('keep: say where the release lies that is served now, as in `make keep FROM=/srv/guichet`');
    process.exit(1);
  }
  const { kept, gone } = keep(from, dist, Number(days), Date.now());
  // Header rules and the list of checksums name what is there.
  await configured(join(dist, 'config.json'), dist);
  console.log(`keep: ${kept.length} files of earlier releases stay for ${days} days from when they were replaced; ${gone.length} have gone`);
}
