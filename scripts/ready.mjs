// What makes a folder ready to be served: compressed copies, and a list by which whoever copies it can check the copy.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const smaller = /\.(html|css|js|wasm|txt|json|geojson|webmanifest|xml|svg|csv|bin)$/;
const manifest = 'manifest.sha256';
// Thousands of pages, each of which fits into the first packets as it is.
const station = /(^|\/)commissariats\/[^/]+\/index\.html$/;

/** Whether a file is one of thousands that are alike. */
export const isStation = (name) => station.test(name);

/** The same members in the order of their names, so that they are written alike wherever they come from. */
export const sorted = (members) => Object.fromEntries(Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1)));

/** Every file below a folder. */
export function allFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? allFiles(path) : [path];
  });
}

const brotli = (content) => promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length, [constants.BROTLI_PARAM_LGWIN]: 24 } });

/** Writes the compressed copies of the files below a folder, all or those that `which` picks by name; gives their sizes in Brotli by name. */
export async function compress(folder, which = () => true) {
  const sizes = {};
  await Promise.all(allFiles(folder).map(async (path) => {
    const name = relative(folder, path);
    // An institution rewrites config.json in place: a compressed copy would go on saying what it said before.
    if (!smaller.test(name) || name === 'config.json' || isStation(name) || !which(name)) return;
    const content = readFileSync(path);
    const [br, gz] = await Promise.all([brotli(content), promisify(gzip)(content, { level: 9 })]);
    sizes[name] = br.length;
    if (br.length >= content.length) return;
    writeFileSync(`${path}.br`, br);
    writeFileSync(`${path}.gz`, gz);
  }));
  return sizes;
}

/** Writes the checksum of every file, in the form that `sha256sum --check` reads. */
export function list(folder) {
  const names = allFiles(folder).map((path) => relative(folder, path)).filter((name) => name !== manifest).sort();
  const lines = names.map((name) => `${createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')}  ${name}`);
  writeFileSync(join(folder, manifest), `${lines.join('\n')}\n`);
}
