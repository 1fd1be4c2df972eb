// The chunk that cleans pictures. It is loaded with the first file that somebody picks.
import { clean as cleaned } from './clean.js';

// Address and checksum of the worker: written by the build.
const worker = __WORKER__;
// It lies beside this script, wherever that is.
const address = new URL(`.${worker.url}`, import.meta.url).pathname;
// Longer than the slowest telephone needs for the largest picture.
const patience = 60000;

// Makes the picture anew with at most so many dots and bytes, as PNG where it is one and stays small enough. Resolves to
// { bytes, png }; rejects where the file cannot be read as a picture.
export async function clean(file, pixels, bytes, png) {
  const limits = { pixels, bytes, png };
  if (globalThis.OffscreenCanvas && globalThis.Worker) {
    const made = await beside(file, limits).catch(() => null);
    if (made) return made;
  }
  // Without a worker; or a kind that only the page's own reader knows, as HEIC in some browsers.
  return cleaned(file, limits, shown, (width, height) => Object.assign(document.createElement('canvas'), { width, height }));
}

// Nothing where the worker cannot do it.
async function beside(file, limits) {
  // A worker is started without a checksum: the file is checked on its way into the browser's cache, from which it is taken.
  await fetch(address, { integrity: worker.integrity });
  const helper = new Worker(address);
  try {
    return await new Promise((done, failed) => {
      helper.onmessage = ({ data }) => done(data);
      helper.onerror = failed;
      setTimeout(failed, patience);
      helper.postMessage({ file, limits });
    });
  } finally {
    helper.terminate();
  }
}

async function shown(file) {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}
