// Makes the program small: the code, and the script between it and the browser. Each names what it wants of the other by
// long names with checksums in them, which do not compress; and the script exports classes that nobody here uses.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

const features = ['bulk-memory', 'nontrapping-float-to-int', 'sign-ext', 'mutable-globals', 'reference-types', 'multivalue'];

// `glue` is what wasm-bindgen wrote for the `web` target, `code` its WebAssembly, `tools` the folder of Binaryen's programs.
export function shrink(glue, code, tools) {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  const file = (name) => join(folder, name);
  const binaryen = (tool, from, options, to) =>
    execFileSync(join(tools, tool), [file(from), ...features.map((name) => `--enable-${name}`), ...options, '-o', file(to)], { encoding: 'utf8', maxBuffer: 1 << 26 });
  try {
    let text = withoutClasses(glue);
    // What only the classes called is dead code from here on.
    const used = [...new Set([...text.matchAll(/\bwasm\.(\w+)/g)].map(([, name]) => name))];
    const graph = [{ name: 'glue', root: true, reaches: used }, ...used.map((name) => ({ name, export: name }))];
    writeFileSync(file('graph.json'), JSON.stringify(graph));
    writeFileSync(file('in.wasm'), code);
    binaryen('wasm-metadce', 'in.wasm', ['--graph-file', file('graph.json')], 'used.wasm');
    // Smaller after Brotli than -Oz, and much quicker.
    const names = JSON.parse(binaryen('wasm-opt', 'used.wasm', ['-Os', '--minify-imports-and-exports-and-modules'], 'out.wasm'));
    text = renamed(text, names);
    const result = { glue: minified(text, 'esm'), code: readFileSync(file('out.wasm')) };
    check(text, result.code);
    return result;
  } finally {
    rmSync(folder, { recursive: true });
  }
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
