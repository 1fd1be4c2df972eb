// Bundles style/index.css: its @import lines are followed (one level, as they stand there) and what is only for
// readers of the source is taken out. No parser: our own plain CSS is the only input.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export function bundle(index) {
  const folder = dirname(index);
  const css = readFileSync(index, 'utf8').replace(/@import "([^"]+)" layer\((\w+)\);/g, (_, file, layer) => {
    const text = readFileSync(join(folder, file), 'utf8');
    if (text.includes('@import')) throw new Error(`${file}: only index.css may import`);
    return `@layer ${layer} {\n${text}}\n`;
  });
  if (/@import|@charset/.test(css)) throw new Error('style/index.css: an import was not understood');
  return squeeze(css);
}

// Comments, line ends and the spaces around braces, semicolons and commas; never inside a string.
function squeeze(css) {
  return css
    .replace(/"[^"\n]*"|\/\*[\s\S]*?\*\/|\s*[{};]\s*|,\s+|:\s+(?=[^{}]*;)|\s+/g, (part) => {
      if (part.startsWith('"')) return part;
      if (part.startsWith('/*')) return '';
      const core = part.trim();
      return core === '' ? ' ' : core;
    })
    .replace(/;}/g, '}')
    .trim();
}
