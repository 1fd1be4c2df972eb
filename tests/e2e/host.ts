// Another site: pages of its own on an origin of its own, which put a part of the service into a frame.
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { Frame, Page } from '@playwright/test';
import { expect } from './fixtures';
import { Server } from './server';

export class Host {
  /** What its pages hold, by path. */
  readonly pages = new Map<string, string>();

  private constructor(private readonly http: HttpServer, readonly url: string) {}

  /** A host on a free port, or on this one. */
  static async start(port = 0): Promise<Host> {
    const http = createServer((request, response) => {
      const body = host.pages.get(new URL(request.url ?? '/', 'http://host').pathname);
      // A browser asks for an icon too, and has none.
      response.writeHead(body === undefined ? 204 : 200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><html lang="fr"><title>Une page d’accueil</title><meta name="viewport" content="width=device-width"><style>body{margin:0}</style><main><h1>Une page d’accueil</h1>${body ?? ''}</main>`);
    }).listen(port, '127.0.0.1');
    await once(http, 'listening');
    const address = http.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    const host = new Host(http, `http://127.0.0.1:${address.port}`);
    return host;
  }

  async end(): Promise<void> {
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, 'close');
  }
}

/** A listed host, one that nobody has listed, and the service between them. */
export class Town {
  private constructor(readonly host: Host, readonly stranger: Host, readonly server: Server) {}

  static async start(): Promise<Town> {
    const [host, stranger] = [await Host.start(), await Host.start()];
    const server = await Server.configured((url) => ({ frame_ancestors: [host.url], public_address: url }), '--rate-per-minute', '0');
    return new Town(host, stranger, server);
  }

  async end(): Promise<void> {
    await this.server.end();
    await this.host.end();
    await this.stranger.end();
  }

  /** A page of the host with the element of `embed.js`. */
  element(attributes: string): string {
    return `<script async src="${this.server.url}/embed.js"></script><guichet-embed ${attributes}><a href="${this.server.url}/">…</a></guichet-embed>`;
  }

  /** A page of the host with a plain frame. */
  frame(path: string, more = ''): string {
    return `<iframe title="Le service" src="${this.server.url}${path}" width="100%" height="700" style="border:0" ${more}></iframe>`;
  }

  /** Opens a page of the host that holds this; the frame, once the app is in it. */
  async open(page: Page, body: string): Promise<Frame> {
    this.host.pages.set('/', body);
    await page.goto(this.host.url);
    return this.within(page);
  }

  /** The frame of the service, once the app is in it. */
  async within(page: Page): Promise<Frame> {
    const there = (): Frame | undefined => page.frames().find((frame) => frame.url().startsWith(this.server.url));
    await expect.poll(() => there() !== undefined, 'the frame has come').toBe(true);
    const frame = there();
    if (frame === undefined) throw new Error('the frame has gone');
    await expect(frame.locator('#app[data-app]')).toHaveCount(1);
    return frame;
  }
}

/** A frame has all of a page that the ways through the forms use. */
export const asPage = (frame: Frame): Page => frame as unknown as Page;
