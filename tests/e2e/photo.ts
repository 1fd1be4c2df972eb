// Files as telephones and computers make them, for the tests that join some.
import type { Page } from '@playwright/test';

export interface Picked {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** What a camera writes beside the dots: which way up, when, and where. Big-endian TIFF, as in EXIF 2.3. */
function exif(taken: string): Buffer {
  const field = (tag: number, kind: number, count: number, value: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt16BE(tag, 0);
    head.writeUInt16BE(kind, 2);
    head.writeUInt32BE(count, 4);
    return Buffer.concat([head, Buffer.concat([value, Buffer.alloc(4)]).subarray(0, 4)]);
  };
  const number = (value: number, bytes: 2 | 4): Buffer => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeUIntBE(value, 0, bytes);
    return buffer;
  };
  const table = (...fields: Buffer[]): Buffer => Buffer.concat([number(fields.length, 2), ...fields, number(0, 4)]);
  const [main, camera, place] = [8, 8 + 2 + 3 * 12 + 4, 8 + 2 + 3 * 12 + 4 + 2 + 12 + 4];
  const texts = place + 2 + 2 * 12 + 4;
  const latitude = Buffer.concat([48, 1, 51, 1, 24, 1].map((part) => number(part, 4)));
  const tiff = Buffer.concat([
    Buffer.from('MM\0*', 'latin1'),
    number(main, 4),
    // Turned by a quarter: what is high becomes wide.
    table(field(0x0112, 3, 1, number(6, 2)), field(0x8769, 4, 1, number(camera, 4)), field(0x8825, 4, 1, number(place, 4))),
    table(field(0x9003, 2, taken.length + 1, number(texts, 4))),
    table(field(0x0001, 2, 2, Buffer.from('N\0')), field(0x0002, 5, 3, number(texts + taken.length + 1, 4))),
    Buffer.from(`${taken}\0`),
    latitude,
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  return Buffer.concat([Buffer.from([0xff, 0xe1]), number(body.length + 2, 2), body]);
}

/** A photo of about so many bytes, wide and high in dots, full of noise, with the camera's own data in it. */
export async function photo(page: Page, name: string, width: number, height: number, bytes: number): Promise<Picked> {
  const base64 = await page.evaluate(async ([width, height]) => {
    const canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    const dots = pen.createImageData(width, height);
    const words = new Uint32Array(dots.data.buffer);
    let seed = 1;
    for (let at = 0; at < words.length; at += 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
      words[at] = seed | 0xff000000;
    }
    pen.putImageData(dots, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.75 });
    return await new Promise<string>((done) => {
      const reader = new FileReader();
      reader.onload = () => done(String(reader.result).split(',')[1] ?? '');
      reader.readAsDataURL(blob);
    });
  }, [width, height] as const);
  const plain = Buffer.from(base64, 'base64');
  const whole = Buffer.concat([plain.subarray(0, 2), exif('2026:03:12 18:42:07'), plain.subarray(2)]);
  // Cameras write more than the picture: the rest is what stands after its end.
  return { name, mimeType: 'image/jpeg', buffer: Buffer.concat([whole, Buffer.alloc(Math.max(0, bytes - whole.length))]) };
}

/** A PDF of so many bytes. */
export function pdf(name: string, bytes: number): Picked {
  const start = Buffer.from('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');
  const rest = Buffer.alloc(Math.max(0, bytes - start.length), 'guichet ');
  return { name, mimeType: 'application/pdf', buffer: Buffer.concat([start, rest]) };
}

/** Width and height of a JPEG, by its frame header. */
export function dots(jpeg: Buffer): [number, number] {
  let at = 2;
  while (at + 9 < jpeg.length) {
    const mark = jpeg.readUInt8(at + 1);
    if (mark >= 0xc0 && mark <= 0xc3) return [jpeg.readUInt16BE(at + 7), jpeg.readUInt16BE(at + 5)];
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  throw new Error('no frame in this JPEG');
}
