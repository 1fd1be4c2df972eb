// A deployment that does one thing wrong: what the backend answers passes through, and one change is made to it on the way.
import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type Server as HttpServer } from 'node:http';
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import { base } from './placed';

export class Answer {
  constructor(readonly path: string, readonly asked: IncomingHttpHeaders, public status: number, readonly headers: IncomingHttpHeaders, public raw: Buffer) {}

  /** The body as it was meant. */
  get body(): Buffer {
    const encoding = this.headers['content-encoding'];
    if (encoding === 'br') return brotliDecompressSync(this.raw);
    return encoding === 'gzip' ? gunzipSync(this.raw) : this.raw;
  }

  /** Sends another text, in the encoding that there was. */
  set body(body: Buffer) {
    const encoding = this.headers['content-encoding'];
    if (encoding !== 'br') delete this.headers['content-encoding'];
    this.raw = encoding === 'br' ? brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }) : body;
  }

  set(name: string, value: string | undefined): void {
    if (value === undefined) delete this.headers[name];
    else this.headers[name] = value;
  }

  /** The whole answer is another one. */
  replace(status: number, type: string, body: string): void {
    this.status = status;
    this.set('content-type', type);
    delete this.headers['content-encoding'];
    this.raw = Buffer.from(body);
  }
}

/** What is done to an answer; `false` cuts the connection. */
export type Change = (answer: Answer) => void | false;

export class Deployment {
  /** Takes what is asked and never answers, as a network does that is there and not there. */
  silent = false;

  private constructor(private readonly server: HttpServer, readonly port: number) {}

  /** `target` is what is asked, with `more` headers; `asked` hears each path before it is. */
  static async of(target: string, change: Change, more: IncomingHttpHeaders = {}, asked: (path: string) => void = () => {}): Promise<Deployment> {
    let made: Deployment | undefined;
    const server = createServer((incoming, outgoing) => {
      if (made?.silent) return;
      const url = new URL(incoming.url ?? '/', target);
      const path = url.pathname.slice(base.length);
      asked(path);
      // The connection ends where it did not, and the server's own name is the one that the browser asked.
      const onward = request(url, { method: incoming.method, headers: { ...incoming.headers, connection: 'close', ...more } }, async (reply) => {
        const parts: Buffer[] = [];
        for await (const part of reply) parts.push(part);
        const answer = new Answer(path, incoming.headers, reply.statusCode ?? 502, { ...reply.headers }, Buffer.concat(parts));
        if (change(answer) === false) {
          outgoing.destroy();
          return;
        }
        const { 'content-length': _length, 'transfer-encoding': _encoding, connection: _connection, ...kept } = answer.headers;
        outgoing.sendDate = false;
        const length = answer.status === 304 ? {} : { 'content-length': answer.raw.length };
        outgoing.writeHead(answer.status, { ...kept, ...length });
        outgoing.end(answer.status === 304 ? undefined : answer.raw);
      });
      onward.on('error', () => outgoing.destroy());
      incoming.pipe(onward);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    made = new Deployment(server, address.port);
    return made;
  }

  /** Its address under a name that leads to this machine. */
  url(host = '127.0.0.1'): string {
    return `http://${host}:${this.port}${base}`;
  }

  /** Nobody listens at its address until it is back: for pages and for their workers. */
  async cut(): Promise<void> {
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  async back(): Promise<void> {
    this.silent = false;
    if (this.server.listening) return;
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async end(): Promise<void> {
    await this.cut();
  }
}
