// Releases of one site in turn: the build as it is, and others made of it as a build would, with a piece of the program changed
// and every name and checksum that follows from it.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Deployment, type Answer, type Change } from './deployment';
import { dist } from './placed';

const sha = (kind: string, bytes: Buffer, form: 'hex' | 'base64') => createHash(kind).update(bytes).digest(form);
const one = (pattern: RegExp): string => {
  const [name, ...more] = readdirSync(dist).filter((file) => pattern.test(file));
  if (name === undefined || more.length > 0) throw new Error(`one file should fit ${pattern}: ${name} ${more}`);
  return name;
};

/** The paths of all that the build keeps on a device. */
export function kept(): string[] {
  const { offline } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { offline: string[] };
  const data = readdirSync(join(dist, 'data')).filter((name) => /^(communes-(main|[np]-.*)|names-.*|stations-.*|ids|positions|territory-.*|former)-[0-9a-f]{16}\.txt$/.test(name));
  return [...offline, '/pre-plainte/verifier', '/config.json', '/data/index.json', ...data.map((name) => `/data/${name}`)];
}

class Release {
  /** Its own files by their paths. */
  readonly files = new Map<string, Buffer>();
  /** The path of the script that starts it. */
  readonly boot: string;
  private readonly pairs: [string, string][] = [];

  constructor(private readonly mark: string) {
    const finder = one(/^finder-[0-9a-f]{16}\.wasm$/);
    // A section that no program looks at.
    const section = Buffer.from([1, ...Buffer.from(mark)]);
    this.replaced(finder, Buffer.concat([readFileSync(join(dist, finder)), Buffer.from([0, section.length]), section]));
    for (const pattern of [/^guichet-[0-9a-f]{16}\.js$/, /^boot-[0-9a-f]{16}\.js$/]) {
      const name = one(pattern);
      this.replaced(name, Buffer.from(this.said(readFileSync(join(dist, name), 'utf8'))));
    }
    this.boot = [...this.files.keys()].find((path) => path.startsWith('/boot-')) ?? '';
  }

  private replaced(name: string, bytes: Buffer): void {
    const fresh = name.replace(/[0-9a-f]{16}/, sha('sha256', bytes, 'hex').slice(0, 16));
    this.pairs.push([name, fresh], [sha('sha384', readFileSync(join(dist, name)), 'base64'), sha('sha384', bytes, 'base64')]);
    this.files.set(`/${fresh}`, bytes);
  }

  /** A text of the build as this release has it. */
  said(text: string): string {
    return this.pairs.reduce((text, [from, to]) => text.replaceAll(from, to), text);
  }

  /** The worker has another name for another release. */
  worker(text: string): string {
    return this.said(text).replace(/("version":")[0-9a-f]{8}/, `$1${Buffer.from(this.mark.padEnd(4)).toString('hex')}`);
  }
}

export class Site {
  /** The path of the script that starts the release which is served. */
  boot = `/${one(/^boot-[0-9a-f]{16}\.js$/)}`;
  /** Does one thing wrong, after all else. */
  change: Change = () => undefined;
  /** Every path asked for, in order. */
  readonly asked: string[] = [];
  private release: Release | undefined;
  private deployment: Deployment | undefined;
  private readonly original = [/^finder-[0-9a-f]{16}\.wasm$/, /^guichet-[0-9a-f]{16}\.js$/, /^boot-[0-9a-f]{16}\.js$/].map((pattern) => `/${one(pattern)}`);

  static async of(target: string): Promise<Site> {
    const site = new Site();
    // What a browser has of a page is of the release that it saw.
    site.deployment = await Deployment.of(target, (answer) => site.answer(answer), { 'if-none-match': '' }, (path) => site.asked.push(path));
    return site;
  }

  private answer(answer: Answer): void | false {
    if (!answer.path.startsWith('/api/')) answer.set('etag', undefined);
    if (this.release !== undefined) {
      const own = this.release.files.get(answer.path);
      if (own !== undefined) {
        answer.replace(200, answer.path.endsWith('.wasm') ? 'application/wasm' : 'text/javascript', '');
        answer.raw = own;
        answer.set('cache-control', 'public, max-age=31536000, immutable, no-transform');
      } else if (this.original.includes(answer.path)) {
        answer.replace(404, 'text/plain', 'There is no such file.\n');
        answer.set('cache-control', 'no-cache');
      } else if (answer.path === '/sw.js') answer.body = Buffer.from(this.release.worker(answer.body.toString('utf8')));
      else if (String(answer.headers['content-type']).startsWith('text/html')) answer.body = Buffer.from(this.release.said(answer.body.toString('utf8')));
    }
    return this.change(answer);
  }

  get line(): Deployment {
    if (this.deployment === undefined) throw new Error('not started');
    return this.deployment;
  }

  get url(): string {
    return this.line.url();
  }

  /** From now on another release is served, and nothing of the one before that it does not share. */
  deploy(mark: string): void {
    this.release = new Release(mark);
    this.boot = this.release.boot;
  }

  /** All that the served release keeps on a device, as addresses. */
  kept(): string[] {
    return kept().map((path) => this.url + (this.release?.said(path) ?? path)).sort();
  }
}
