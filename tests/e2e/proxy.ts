// What stands on the way between browser and backend and changes what it is told to change, by how often a path was asked for.
import type { IncomingHttpHeaders } from 'node:http';
import { Deployment } from './deployment';

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
  private deployment: Deployment | undefined;

  static async start(target: string, change: Change): Promise<Proxy> {
    const proxy = new Proxy();
    const counts = new Map<string, number>();
    // Bodies are compared and changed as they are: nothing compressed on the way.
    proxy.deployment = await Deployment.of(target, (answer) => {
      const count = (counts.get(answer.path) ?? 0) + 1;
      counts.set(answer.path, count);
      const body = change({ path: answer.path, count, headers: answer.headers, body: answer.raw });
      if (body === undefined) return false;
      answer.raw = body;
    }, { 'accept-encoding': 'identity' }, (path) => proxy.asked.push(path));
    return proxy;
  }

  get url(): string {
    return this.deployment?.url() ?? '';
  }

  timesAsked(pattern: RegExp): number {
    return this.asked.filter((path) => pattern.test(path)).length;
  }

  async end(): Promise<void> {
    await this.deployment?.end();
  }
}
