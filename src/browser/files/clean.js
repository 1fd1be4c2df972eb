// Makes a picture anew from its dots alone: what the camera wrote beside them, where it was taken among it, does not come
// along. `canvas(width, height)` makes the canvas, `picture(file)` reads the file: both differ between worker and page.

// How well a JPEG is kept, from the first try to the last; after that the picture is made smaller.
const qualities = [0.86, 0.75, 0.6];

export async function clean(file, { pixels, bytes, png }, picture, canvas) {
  const source = await picture(file);
  try {
    const { width, height } = source;
    for (let scale = Math.min(1, Math.sqrt(pixels / (width * height))); ; scale *= 0.7) {
      const size = [width, height].map((side) => Math.max(1, Math.floor(side * scale)));
      const drawn = canvas(...size);
      const pen = drawn.getContext('2d');
      pen.imageSmoothingQuality = 'high';
      // A picture of a screen keeps its sharp edges where it is small enough.
      if (png) {
        pen.drawImage(source, 0, 0, ...size);
        const blob = await encoded(drawn, 'image/png');
        if (blob.size <= bytes) return made(blob, true);
        pen.clearRect(0, 0, ...size);
      }
      // JPEG knows no transparency.
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, ...size);
      pen.drawImage(source, 0, 0, ...size);
      for (const quality of qualities) {
        const blob = await encoded(drawn, 'image/jpeg', quality);
        if (blob.size <= bytes) return made(blob, false);
      }
    }
  } finally {
    source.close?.();
  }
}

const made = async (blob, png) => ({ bytes: new Uint8Array(await blob.arrayBuffer()), png });

// In a worker, and in a page without the newer kind of canvas.
function encoded(drawn, type, quality) {
  const blob = drawn.convertToBlob
    ? drawn.convertToBlob({ type, quality })
    : new Promise((done) => { drawn.toBlob(done, type, quality); });
  return blob.then((blob) => {
    // A browser that cannot write a kind writes another, or nothing.
    if (!blob || blob.type !== type) throw new Error('not encoded');
    return blob;
  });
}
