// The map's own chunk: our scripts in src/browser/map with the parts of Leaflet that they use, one style, and the base map.
// Nothing of it is loaded by a page without a map.
import { buildSync, transformSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { basemap } from './basemap.mjs';
import { chosen } from './style.mjs';

// What Leaflet's style says of things that we do not use; some of it names pictures.
const unused = /leaflet-(control|bar|popup|tooltip|div-icon|default-icon|marker|shadow|image|zoom-box|interactive|touch \.leaflet)|svg|lvml/;

// Publishes the three files with `publish(pattern, content)` and says where they are. `packages` is the folder
// of npm packages.
export function map(root, packages, publish) {
  const base = publish('map-base-HASH.bin', basemap(packages));
  const { outputFiles: [script] } = buildSync({
    entryPoints: [join(root, 'src/browser/map/map.js')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    define: { __BASE__: JSON.stringify(base) },
    nodePaths: [packages],
    write: false,
  });
  return { base, script: publish('map-HASH.js', script.contents), style: publish('map-HASH.css', style(root, packages)) };
}

function style(root, packages) {
  const leaflet = readFileSync(join(packages, 'leaflet/dist/leaflet.css'), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/([^{}]+)\{[^{}]*\}/g, (rule, selectors) => {
      const used = selectors.split(',').filter((selector) => !unused.test(selector));
      return used.length === 0 ? '' : rule.replace(selectors, () => used.join(','));
    })
    .replace(/@media[^{]+\{\s*\}/g, '');
  if (/url\(|expression/.test(leaflet)) throw new Error('the style of Leaflet still names a picture');
  const own = chosen(readFileSync(join(root, 'style/components/map.css'), 'utf8'));
  return transformSync(`@layer components {\n${leaflet}\n${own}\n}`, { loader: 'css', minify: true, target: ['chrome103', 'firefox102', 'safari16'] }).code;
}
