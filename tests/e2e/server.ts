// The real backend as a process of its own, on a free port and with a data folder of its own.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createDecipheriv } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Front } from './front';
import { base, decided, dist } from './placed';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const program = resolve(root, process.env.GUICHET_BACKEND ?? 'target/debug/guichet-backend');

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

/** A submission as it was sealed, as far as tests look into it: one of the two is there. */
export interface Sealed {
  form: string;
  schema: number;
  complaint: Record<string, unknown>;
  report: Record<string, unknown>;
}

/** Members of the institution's file. */
type Decided = Record<string, unknown>;

export class Server {
  readonly data = mkdtempSync(join(tmpdir(), 'guichet-e2e-'));
  private process: ChildProcess | undefined;
  private front: Front | undefined;
  private said = '';

  private config = join(root, 'public/config.json');

  private constructor(readonly port: number, private readonly more: string[]) {}

  /** Starts a server of an institution that has decided these things otherwise, its own address known; `more` are further options of `serve`. */
  static async configured(changes: Decided | ((url: string) => Decided), ...more: string[]): Promise<Server> {
    const server = new Server(await freePort(), more);
    const usual = JSON.parse(readFileSync(server.config, 'utf8')) as Record<string, unknown>;
    // Beside its data: a server that takes its place has the same institution.
    server.config = `${server.data}.json`;
    writeFileSync(server.config, JSON.stringify({ ...usual, ...decided, ...(typeof changes === 'function' ? changes(server.url) : changes) }));
    await server.resume();
    return server;
  }

  /** Starts a server, behind another one where the environment asks for that; `more` are further options of `serve`. */
  static async start(...more: string[]): Promise<Server> {
    const server = await Server.configured({}, ...more);
    server.front = await Front.asked(await freePort(), dist, server.port);
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.front?.port ?? this.port}${base}`;
  }

  /** Starts the process, again after `kill` or `stop`, on the same port and data. */
  async resume(): Promise<void> {
    const flags = ['serve', '--port', String(this.port), '--dist', dist, '--data', this.data];
    const config = this.more.includes('--config') ? [] : ['--config', this.config];
    const child = spawn(program, [...flags, ...config, ...this.more], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.process = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => { this.said += text; });
    const failed = once(child, 'error').then(([error]) => { throw error; });
    for (let tries = 0; tries < 300; tries += 1) {
      if (child.exitCode !== null) throw new Error(`the backend ended at once:\n${this.said}`);
      const wait = new Promise((done) => { setTimeout(done, 50); });
      const answer = await Promise.race([failed, fetch(`http://127.0.0.1:${this.port}/api/v1/health`).catch(() => undefined)]);
      if (answer?.ok) return;
      await wait;
    }
    throw new Error(`the backend did not answer within 15 s:\n${this.said}`);
  }

  /** Ends the process without a chance to clean up, as a power cut does. */
  async kill(): Promise<void> {
    const child = this.process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  private agent(...words: string[]): string {
    return execFileSync(program, ['agent', ...words, '--data', this.data], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  }

  /** The references of what is stored, oldest first: the database is the oracle, not the page. */
  stored(): string[] {
    const lines = this.agent('list').split('\n').filter((line) => line !== '');
    return lines.map((line) => line.split(/\s+/)[0] ?? '');
  }

  /** What an agent reads in a submission. */
  opened(reference: string): Sealed {
    return JSON.parse(this.agent('open', reference, '--key', join(this.data, 'development-key.txt'), '--json')) as Sealed;
  }

  /** The files of a submission by their names, opened from what the agent exports as the format says. */
  files(reference: string): Map<string, Buffer> {
    const sealed = JSON.parse(this.agent('export', reference)) as { files?: { id: string; pieces: string[] }[] };
    const listed = (this.opened(reference).complaint.attachments ?? []) as { id: string; name: string; key: string; pieces: number }[];
    return new Map(listed.map(({ id, name, key, pieces: count }) => {
      const pieces = sealed.files?.find((file) => file.id === id)?.pieces ?? [];
      if (pieces.length !== count) throw new Error(`${name}: ${pieces.length} pieces instead of ${count}`);
      const texts = pieces.map((piece, n) => {
        const bytes = Buffer.from(piece, 'base64');
        const nonce = Buffer.alloc(12);
        nonce.writeUInt32BE(n, 7);
        nonce.writeUInt8(n + 1 === count ? 1 : 0, 11);
        const cipher = createDecipheriv('chacha20-poly1305', Buffer.from(key, 'base64'), nonce, { authTagLength: 16 });
        cipher.setAAD(Buffer.concat([Buffer.from('guichet/v1/piece'), Buffer.from(id, 'hex')]), { plaintextLength: bytes.length - 16 });
        cipher.setAuthTag(bytes.subarray(-16));
        return Buffer.concat([cipher.update(bytes.subarray(0, -16)), cipher.final()]);
      });
      return [name, Buffer.concat(texts)] as const;
    }));
  }

  /** The same as a person reads it on a terminal. */
  readable(reference: string): string {
    return this.agent('open', reference, '--key', join(this.data, 'development-key.txt'));
  }

  /** An agent at the station does something: `propose`, `confirm`, `sign`… */
  act(...words: string[]): string {
    return this.agent(...words, '--as', 'Mme Testard');
  }

  /** The station offers these times, each to so many people; what was offered before at them is replaced. */
  offer(station: string, times: readonly string[], places = 1): void {
    const file = join(this.data, 'times.csv');
    const lines = times.map((time) => `${station},${time},30,${places}`);
    writeFileSync(file, ['station,start,minutes,places', ...lines, ''].join('\n'));
    this.act('slots', 'import', file);
  }

  /** The server ends and another one, which knows nothing of it and has a key of its own, takes its place. */
  async replace(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
    mkdirSync(this.data);
    await this.resume();
  }

  /** Ends the process for good and removes its data. */
  async end(): Promise<void> {
    await this.front?.end();
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
    if (this.config === `${this.data}.json`) rmSync(this.config, { force: true });
  }
}
