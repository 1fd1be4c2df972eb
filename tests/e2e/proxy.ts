// A proxy on the way between browser and backend that changes what it is told to change.
import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type Server as HttpServer } from 'node:http';
import { base } from './placed';

export interface Passing {
  /** Below what every address begins with. */
  path: string;
  /** 1 for the first request for this path, then 2, … */
  count: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Returns the body to send instead; `undefined` cuts the connection. */
export type Change = (passing: Passing) => Buffer | undefined;

export class Proxy {
  /** Every path asked for, in order. */
  readonly asked: string[] = [];
  private readonly counts = new Map<string, number>();

  private constructor(private readonly server: HttpServer, readonly url: string) {}

  static async start(target: string, change: Change): Promise<Proxy> {
    const server = createServer((incoming, outgoing) => {
      const path = new URL(incoming.url ?? '/', target).pathname.slice(base.length);
      const count = proxy.note(path);
      // Bodies are compared and changed as they are: nothing compressed on the way.
      const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
      const onward = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers }, async (answer) => {
        const parts: Buffer[] = [];
        for await (const part of answer) parts.push(part);
        const body = change({ path, count, headers: answer.headers, body: Buffer.concat(parts) });
        if (body === undefined) {
          outgoing.destroy();
          return;
        }
        const { 'content-length': _length, 'transfer-encoding': _encoding, connection: _connection, ...kept } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 502, { ...kept, 'content-length': body.length });
        outgoing.end(body);
      });
      onward.on('error', () => outgoing.destroy());
      incoming.pipe(onward);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    const proxy = new Proxy(server, `http://127.0.0.1:${address.port}${base}`);
    return proxy;
  }

  private note(path: string): number {
    this.asked.push(path);
    const count = (this.counts.get(path) ?? 0) + 1;
    this.counts.set(path, count);
    return count;
  }

  timesAsked(pattern: RegExp): number {
    return this.asked.filter((path) => pattern.test(path)).length;
  }

  async end(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
