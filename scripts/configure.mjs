// Rewrites what depends on the institution's file in a build: pages, cards, header rules. Nothing is compiled.
// node scripts/configure.mjs CONFIG DIST
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compress, list, sorted } from './ready.mjs';

/** Has a build say what a configuration says. */
export async function configured(config, dist) {
  if (config !== join(dist, 'config.json')) copyFileSync(config, join(dist, 'config.json'));
  execFileSync('cargo', ['run', '--quiet', '--locked', '--package', 'guichet-site', '--', dist, 'node_modules/dejavu-fonts-ttf/ttf'], { stdio: 'inherit' });
  // The program's own files stay as they are.
  const sizes = await compress(dist, (name) => /\.(html|xml|webmanifest)$|^robots\.txt$|^sw\.js$/.test(name));
  // What is served is compared with the sizes that the build tells of.
  const build = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8'));
  for (const [name, brotli] of Object.entries(sizes)) build.files[name] = { raw: statSync(join(dist, name)).size, brotli };
  build.files = sorted(build.files);
  writeFileSync(join(dist, 'build.json'), `${JSON.stringify(build, null, 1)}\n`);
  await compress(dist, (name) => name === 'build.json');
  list(dist);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [config, dist] = process.argv.slice(2);
  if (!config || !existsSync(config)) {
    console.error('configure: say which file, as in `make configure CONFIG=police.json`');
    process.exit(1);
  }
  await configured(config, dist);
  console.log(`configure: ${dist} says what ${config} says`);
}
