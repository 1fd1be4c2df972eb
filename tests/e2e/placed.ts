// The build as an institution puts it below a path of its host: GUICHET_BASE=/police/ has the tests run there. A copy of it is
// configured by the same command that institutions use, and nothing is compiled.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What every address begins with: `/police`, or nothing. */
export const base = (process.env.GUICHET_BASE ?? '').replace(/\/+$/, '');

const built = resolve(root, process.env.GUICHET_DIST ?? 'dist');
const folder = join(root, '.data/placed');

/** What is served. */
export const dist = base === '' ? built : join(folder, base);

/** A free port for the site that may frame it: named when the build is configured, so that all processes of a run have the same. */
export const hostPort = Number(base === '' ? 0 : (process.env.GUICHET_HOST_PORT ??= execFileSync(process.execPath, ['-e', "const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })"], { encoding: 'utf8' }).trim()));

/** What the institution has decided otherwise than the file that comes with the app. */
export const decided = base === '' ? {} : { public_address: `https://guichet.example${base}`, frame_ancestors: [`http://127.0.0.1:${hostPort}`] };

/** Runs once, before all tests. */
export default function place(): void {
  if (base === '') return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(dist), { recursive: true });
  cpSync(built, dist, { recursive: true });
  const usual = JSON.parse(readFileSync(join(root, 'public/config.json'), 'utf8')) as Record<string, unknown>;
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ ...usual, ...decided }));
  execFileSync('node', ['scripts/configure.mjs', config, dist], { cwd: root, stdio: 'inherit' });
}
