// The chunk that cleans pictures before they are sent, and the worker in which it does so. Nothing of it is loaded before
// somebody picks a file.
import { buildSync } from 'esbuild';
import { join } from 'node:path';

// Publishes both with `publish(pattern, content)` and says where they are.
export function files(root, publish) {
  const worker = publish('files-worker-HASH.js', bundled(join(root, 'src/browser/files/worker.js'), 'iife', {}));
  const define = { __WORKER__: JSON.stringify(worker) };
  return { worker, script: publish('files-HASH.js', bundled(join(root, 'src/browser/files/files.js'), 'esm', define)) };
}

function bundled(entry, format, define) {
  const { outputFiles: [script] } = buildSync({
    entryPoints: [entry], bundle: true, format, target: 'es2022', minify: true, legalComments: 'none', define, write: false,
  });
  return script.contents;
}
