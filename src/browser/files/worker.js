// Cleans one picture beside the page, so that the page goes on answering meanwhile.
import { clean } from './clean.js';

addEventListener('message', async ({ data: { file, limits } }) => {
  try {
    const made = await clean(file, limits, createImageBitmap, (width, height) => new OffscreenCanvas(width, height));
    postMessage(made, [made.bytes.buffer]);
  } catch {
    postMessage(null);
  }
});
