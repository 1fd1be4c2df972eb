// A server that has news: a folder of feeds and pictures, as an institution lays them there.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect } from './fixtures';
import { Server } from './server';

/** A grey picture that a browser can decode. */
export function picture(width: number, height: number): Buffer {
  const table = Array.from({ length: 256 }, (_, n) => { let c = n; for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1; return c >>> 0; });
  const sum = (bytes: Buffer): number => (bytes.reduce((c, byte) => ((table[(c ^ byte) & 255] ?? 0) ^ (c >>> 8)) >>> 0, 0xffffffff) ^ 0xffffffff) >>> 0;
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(sum(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = deflateSync(Buffer.alloc((width + 1) * height, 128));
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

export const feed = (items: unknown[]): string => JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 't', language: 'fr', items });

export const posts = [
  { id: '1', url: 'https://www.facebook.com/1', content_text: 'Premier message\nsur deux lignes', date_published: '2026-11-01T10:00:00Z', _guichet: { channel: 'facebook' } },
  { id: '2', url: 'https://x.com/2', title: 'Appel à témoins', content_html: '<p>Un vélo rouge</p><p>Lyon</p>', date_published: '2026-11-04T10:00:00Z', _guichet: { channel: 'x' } },
  { id: '3', url: 'https://www.flickr.com/3', title: 'Brigade fluviale', content_text: '', image: 'boat.png', date_published: '2026-11-03T10:00:00Z', _guichet: { channel: 'flickr', alt: 'Un bateau de la brigade sur la Seine' } },
  { id: '4', url: 'https://www.dailymotion.com/video/x8abc12', title: 'Le métier', content_text: 'Deux minutes avec un équipage', date_published: '2026-11-02T10:00:00Z', _guichet: { channel: 'dailymotion' } },
];

/** A server whose news lie in a folder. */
export class Newsroom {
  readonly folder = mkdtempSync(join(tmpdir(), 'guichet-news-'));
  server!: Server;

  write(name: string, content: string | Buffer): void {
    writeFileSync(join(this.folder, name), content);
  }

  async open(): Promise<void> {
    this.server = await Server.start('--news', this.folder, '--news-every', '1', '--rate-per-minute', '0');
  }

  at(path: string): string {
    return this.server.url + path;
  }

  /** Waits until the server has read its folder. */
  async served(count: number): Promise<void> {
    await expect(async () => {
      const answer = (await (await fetch(this.at('/api/v1/news'))).json()) as { items: unknown[] };
      expect(answer.items).toHaveLength(count);
    }).toPass();
  }

  async close(): Promise<void> {
    await this.server.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
