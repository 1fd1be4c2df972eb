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
  return squeeze(chosen(css));
}

// The dark colours hold where the device asks for them, unless a host has chosen light ones; and where it has chosen dark.
export function chosen(css) {
  return css.replace(/@media \(prefers-color-scheme: dark\) \{\n {2}(\S+) \{\n([\s\S]*?)\n {2}\}\n\}/g, (_, selector, rules) => {
    const within = (theme) => (selector.startsWith(':root') ? `${selector}${theme}` : `:root${theme} ${selector}`);
    return `@media (prefers-color-scheme: dark) {\n${within(':not([data-theme="light"])')} {\n${rules}\n}\n}\n${within('[data-theme="dark"]')} {\n${rules}\n}`;
  });
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
