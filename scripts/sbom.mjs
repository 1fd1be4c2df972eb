// What the program and the data in a build are made of, as a list that tools read (CycloneDX 1.6): the crates that are compiled
// into the WebAssembly, and the npm packages whose code or data is served. What only makes the build is not in it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// Packages of package.json's `dependencies` that only work on what the others hold.
const tools = ['topojson-server', 'topojson-simplify'];

/** The list for a source folder. The same sources give the same text: it carries neither a date nor a number drawn by chance. */
export function sbom(root) {
  const crates = cratesOf(root);
  const packages = packagesOf(root);
  const [app, ...rest] = crates.components;
  const std = { type: 'library', 'bom-ref': 'rust-std', name: 'rust-std', version: execFileSync('rustc', ['--version'], { cwd: root, encoding: 'utf8' }).split(' ')[1], licenses: licence('MIT OR Apache-2.0') };
  const uses = new Map(crates.uses);
  uses.set(app['bom-ref'], [...(uses.get(app['bom-ref']) ?? []), std['bom-ref'], ...packages.map((one) => one['bom-ref'])]);
  const content = {
    metadata: { component: { ...app, type: 'application' } },
    components: sorted([...rest, std, ...packages], (one) => one['bom-ref']),
    dependencies: sorted([...uses].map(([ref, on]) => ({ ref, dependsOn: [...new Set(on)].sort() })), ({ ref }) => ref),
  };
  const hex = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const serial = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: `urn:uuid:${serial}`, version: 1, ...content }, null, 1)}\n`;
}

const sorted = (list, by) => list.sort((one, other) => (by(one) < by(other) ? -1 : 1));
// Some crates still write a slash where SPDX writes OR.
const licence = (text) => (text ? [{ expression: text.replace(/\//g, ' OR ') }] : undefined);

// `cargo tree` knows what is compiled for a target, features included; each crate's own come below it where it is named first.
function cratesOf(root) {
  const cargo = (...options) => execFileSync('cargo', [...options, '--locked'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  const tree = cargo('tree', '--package', 'guichet', '--target', 'wasm32-unknown-unknown', '--edges', 'normal,no-proc-macro', '--prefix', 'depth', '--format', '|{p}|{l}');
  const checksums = new Map([...readFileSync(join(root, 'Cargo.lock'), 'utf8').matchAll(/^name = "(.*)"\nversion = "(.*)"\n(?:source = .*\n)?(?:checksum = "(.*)"\n)?/gm)].map(([, name, version, checksum]) => [`${name}@${version}`, checksum]));
  const components = new Map();
  const uses = new Map();
  const above = [];
  for (const line of tree.split('\n').filter(Boolean)) {
    const [, depth, name, version, said] = /^(\d+)\|(\S+) v(\S+)[^|]*\|(.*)$/.exec(line);
    const ref = `pkg:cargo/${name}@${version}`;
    const checksum = checksums.get(`${name}@${version}`);
    above.length = Number(depth);
    if (above.length > 0) uses.get(above.at(-1)).push(ref);
    above.push(ref);
    if (components.has(ref)) continue;
    uses.set(ref, []);
    components.set(ref, {
      type: 'library', 'bom-ref': ref, name, version,
      licenses: licence(said.replace(/ \(\*\)$/, '')),
      hashes: checksum && [{ alg: 'SHA-256', content: checksum }],
      purl: ref,
    });
  }
  return { components: [...components.values()], uses };
}

function packagesOf(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const names = Object.keys(packages[''].dependencies).filter((name) => !tools.includes(name));
  return names.map((name) => {
    const { version, integrity, license } = packages[`node_modules/${name}`];
    const ref = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    const [kind, digest] = integrity.split('-');
    const alg = { sha512: 'SHA-512', sha1: 'SHA-1' }[kind];
    return { type: 'library', 'bom-ref': ref, name, version, licenses: licence(license), hashes: [{ alg, content: Buffer.from(digest, 'base64').toString('hex') }], purl: ref };
  });
}
