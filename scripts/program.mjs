// Makes the program from what the compiler wrote: splits off the pieces that are loaded where they are used, has the script
// between code and browser written, and makes all of it small. Code and script name what they want of each other by long
// names with checksums in them, which do not compress; and the script exports classes that nobody here uses.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

const features = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue'];

// `compiled` is the compiler's WebAssembly, with its relocations; `tools` the folder of Binaryen's programs. Gives the glue,
// the main code, and the pieces by name; the glue calls `piece(name)` for a piece and `instantiate(piece, imports)`, which are the
// caller's to write.
export function make(compiled, tools, release) {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  const file = (name) => join(folder, name);
  const run = (tool, options) => execFileSync(tool, options, { encoding: 'utf8', maxBuffer: 1 << 26 });
  const binaryen = (tool, from, options, to) =>
    run(join(tools, tool), [file(from), ...features.map((name) => `--enable-${name}`), ...options, '-o', file(to)]);
  try {
    run('wasm-split-cli', [compiled, folder, '--out-name', 'guichet']);
    run('wasm-bindgen', [file('guichet.wasm'), '--target', 'web', '--no-typescript', '--keep-lld-exports', '--out-dir', folder]);
    const link = readFileSync(file('__wasm_split.js'), 'utf8');
    let text = joined(readFileSync(file('guichet.js'), 'utf8'), link);
    const areas = neededBy(link);
    const split = readdirSync(folder).filter((name) => name.endsWith('.wasm') && !name.startsWith('guichet'));
    const whole = () => Object.fromEntries(split.map((name) => [name.replace('.wasm', ''), readFileSync(file(name))]));
    if (!release) return { glue: text, code: readFileSync(file('guichet_bg.wasm')), pieces: whole(), areas };
    text = withoutClasses(text);
    // What only the classes called is dead code from here on.
    const used = [...new Set([...text.matchAll(/\bwasm\.(\w+)/g)].map(([, name]) => name))];
    const graph = [{ name: 'glue', root: true, reaches: used }, ...used.map((name) => ({ name, export: name }))];
    writeFileSync(file('graph.json'), JSON.stringify(graph));
    binaryen('wasm-metadce', 'guichet_bg.wasm', ['--graph-file', file('graph.json')], 'used.wasm');
    // Smaller after Brotli than -Oz, and much quicker. Browsers compile a function when it is first called, which costs more
    // than what a small one does: inlined, a third of them is gone, and nothing is larger for it.
    const small = ['-Os', '--always-inline-max-function-size=8'];
    const names = JSON.parse(binaryen('wasm-opt', 'used.wasm', [...small, '--minify-imports-and-exports-and-modules'], 'out.wasm'));
    text = renamed(text, names);
    for (const name of split) binaryen('wasm-opt', name, small, name);
    const result = { glue: minified(text, 'esm'), code: readFileSync(file('out.wasm')), pieces: whole(), areas };
    check(text, result.code);
    return result;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// One script of two: the second loads the pieces, and would be fetched unchecked as a module of its own.
function joined(glue, link) {
  const loaders = [...link.matchAll(/^export const (__wasm_split_load_\w+) =/gm)].map(([, name]) => name);
  if (loaders.length === 0) throw new Error('no piece was split off');
  const [, shared] = /const \{ ([^}]*?),? *\} = initSync\(undefined, undefined\);/.exec(link);
  const given = shared.split(',').map((name) => name.trim()).filter(Boolean).map((name) => `${name}: wasm.${name}`);
  const entries = loaders.map((name) => `        ${name}: function(index, data) {\n            return load.${name}(index, data);\n        },\n`);
  const loading = link
    .replace(/^import .*\n/m, '')
    .replace(/ *const \{[^}]*\} = initSync\(undefined, undefined\);\n/, '')
    .replace(/(Object\.assign\(sharedImports\.__wasm_split, )\{[^}]*\}/, (_, start) => `${start}{ ${given.join(', ')} }`)
    .replace(/fetch\(new URL\("\.\/(\w+)\.wasm", import\.meta\.url\)\)/g, (_, name) => `piece("${name}")`)
    .replace(/WebAssembly\.instantiateStreaming\(/g, 'instantiate(')
    .replace(/^export const (__wasm_split_load_\w+) =/gm, 'load.$1 =')
    .replace(/^let sharedImports/m, 'const load = {};\nlet sharedImports');
  const whole = glue
    // One of each for every area.
    .replace(/^import \* as import\d+ from "\.\/__wasm_split\.js";?\n/gm, '')
    .replace(/(^ *"\.\/__wasm_split\.js": import\d+,\n)+/m, '        "./__wasm_split.js": import0,\n')
    .replace(/^( *const import0 = \{\n(?: *__proto__: null,\n)?)/m, (start) => start + entries.join(''));
  if (/initSync\(undefined|import\.meta\.url\)\)|import[1-9]/.test(loading + whole.replace(/import\.meta\.url/g, ''))) throw new Error('the tools write their scripts differently now');
  return `${whole}\n${loading}`;
}

// Each area has a piece of its own, and pieces that it shares with others: a comment says with which.
function neededBy(link) {
  const areas = Object.fromEntries([...link.matchAll(/^export const __wasm_split_load_(\w+)/gm)].map(([, area]) => [area, [`split_${area}`]]));
  for (const [, sharing, number] of link.matchAll(/^\/\* ([\w, ]+) \*\/\nconst __chunk_(\d+)/gm)) {
    for (const area of sharing.split(', ')) areas[area].push(`chunk_${number}`);
  }
  return areas;
}

// `esm` for a module; without a format a script stays one, with its strict mode.
export const minified = (script, format) => transformSync(script, { minify: true, format, target: 'es2022', legalComments: 'none' }).code;

function withoutClasses(glue) {
  const classes = [...glue.matchAll(/^export class (\w+) \{[\s\S]*?^\}\n/gm)];
  let text = glue;
  for (const [whole, name] of classes) {
    text = text.replace(whole, () => '')
      .replace(new RegExp(`^if \\(Symbol\\.dispose\\) ${name}\\..*\\n`, 'm'), '')
      .replace(new RegExp(`^const ${name}Finalization = [\\s\\S]*?;\\n`, 'm'), '');
  }
  const called = classes.find(([, name]) => new RegExp(`\\b${name}\\b`).test(text));
  // Then some class is handed to the code after all: all stay.
  return called ? glue : text;
}

function renamed(glue, { imports, exports }) {
  const given = new Map(imports.map(([, name, short]) => [name, short]));
  const taken = new Map(exports);
  return glue
    .replace(/^ {8}(\w+): function\([\s\S]*?^ {8}(?:\}, arguments\); )?\},\n/gm, (whole, name) => (given.has(name) ? whole.replace(name, () => given.get(name)) : ''))
    .replace(/^ *"\.\/__wasm_split\.js": import0,\n/gm, '')
    .replace(/"\.\/guichet_bg\.js": import0/, 'a: import0')
    .replace(/\bwasm\.(\w+)/g, (whole, name) => (taken.has(name) ? `wasm.${taken.get(name)}` : whole));
}

// Both sides must name each other's things by the same names: nothing else would find a mistake before a reader does.
function check(glue, code) {
  const module = new WebAssembly.Module(code);
  const given = new Set([...glue.matchAll(/^ {8}([\w$]+): function\(/gm)].map(([, name]) => name));
  const missing = WebAssembly.Module.imports(module).filter(({ module: from, name }) => from !== 'a' || !given.has(name)).map(({ name }) => name);
  const taken = new Set(WebAssembly.Module.exports(module).map(({ name }) => name));
  missing.push(...[...glue.matchAll(/\bwasm\.([\w$]+)/g)].map(([, name]) => name).filter((name) => !taken.has(name)));
  if (missing.length > 0) throw new Error(`the script and the code no longer fit: ${missing.join(', ')}`);
}
