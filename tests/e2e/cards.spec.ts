// What a link shows where it is shared, and what search engines read: every page of the build, read as they read it, without
// running anything. The build must know its public address (GUICHET_BASE=/police/).
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from '@playwright/test';
import { base, decided, dist } from './placed';

interface Read {
  path: string;
  language: string;
  title: string;
  metas: Map<string, string[]>;
  links: { rel: string; href: string; hreflang: string }[];
  data: Record<string, unknown>[];
}

const plain = (text: string) => text.replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&#x27;|&#39;/g, "'").replace(/&amp;/g, '&');
const attributes = (tag: string) => new Map([...tag.matchAll(/\s([a-z:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, plain(value)]));

function read(path: string): Read {
  const text = readFileSync(join(dist, path, 'index.html'), 'utf8');
  const [head = ''] = text.split('</head>');
  const metas = new Map<string, string[]>();
  for (const [tag] of head.matchAll(/<meta\s[^>]*>/g)) {
    const given = attributes(tag);
    const name = given.get('property') ?? given.get('name');
    if (name !== undefined) metas.set(name, [...(metas.get(name) ?? []), given.get('content') ?? '']);
  }
  const links = [...head.matchAll(/<link\s[^>]*>/g)].map(([tag]) => attributes(tag)).map((given) => ({ rel: given.get('rel') ?? '', href: given.get('href') ?? '', hreflang: given.get('hreflang') ?? '' }));
  const data = [...head.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)].map(([, json = '']) => JSON.parse(json));
  return { path: `/${path}`, language: /<html lang="([^"]+)"/.exec(head)?.[1] ?? '', title: plain(/<title[^>]*>([^<]*)</.exec(head)?.[1] ?? ''), metas, links, data };
}

function pages(folder = dist): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = join(folder, entry.name);
    if (entry.isDirectory()) return pages(place);
    return entry.name === 'index.html' ? [relative(dist, folder)] : [];
  });
}

test.skip(base === '', 'the file that comes with the app knows no public address');

const all = base === '' ? [] : pages().map(read);
const framed = (page: Read) => /^\/(en\/)?embed\//.test(page.path);
const own = all.filter((page) => !framed(page));
const whole = (path: string) => `${decided.public_address}${path}`;

/** What is wrong with the pages, gathered: `expect` on its own takes longer for thousands than reading them. */
class Faults {
  readonly found: string[] = [];

  same(seen: unknown, wanted: unknown, where: string): void {
    if (JSON.stringify(seen) !== JSON.stringify(wanted)) this.found.push(`${where}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
  }

  /** The one value of a name, which every page must say. */
  one(page: Read, name: string): string {
    const values = page.metas.get(name) ?? [];
    if (values.length !== 1 || !values[0]?.trim()) this.found.push(`${page.path}: ${name}: ${JSON.stringify(values)}`);
    return values[0] ?? '';
  }

  none(): void {
    expect(this.found.slice(0, 20), `${this.found.length} faults`).toEqual([]);
  }
}

test('every page has a title, a description, one address and a card of its own language', () => {
  expect(own.length).toBeGreaterThan(600);
  const faults = new Faults();
  for (const page of own) {
    const english = page.path === '/en' || page.path.startsWith('/en/');
    faults.same(page.language, english ? 'en' : 'fr', page.path);
    faults.same(faults.one(page, 'og:locale'), english ? 'en_GB' : 'fr_FR', page.path);
    faults.same(page.title, `${faults.one(page, 'og:title')} – Guichet`, page.path);
    faults.same(faults.one(page, 'description'), faults.one(page, 'og:description'), page.path);
    faults.same(faults.one(page, 'twitter:card'), 'summary_large_image', page.path);
    faults.same(faults.one(page, 'og:type'), 'website', page.path);
    faults.same(faults.one(page, 'og:site_name'), 'Guichet', page.path);
    faults.same(page.links.filter(({ rel }) => rel === 'canonical').map(({ href }) => href), [whole(page.path)], page.path);
    faults.same(faults.one(page, 'og:url'), whole(page.path), page.path);
  }
  faults.none();
});

test('every card has a picture of the size that networks ask for, in the language of its page', () => {
  const faults = new Faults();
  const seen = new Map<string, string>();
  for (const page of own) {
    const picture = faults.one(page, 'og:image');
    const file = join(dist, picture.slice(whole('').length));
    if (!seen.has(file)) {
      faults.same([picture.startsWith(whole('/cards/')), existsSync(file)], [true, true], picture);
      const bytes = readFileSync(file);
      faults.same(bytes.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n', picture);
      faults.same([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1200, 630], picture);
      // Networks refuse large ones.
      faults.same(statSync(file).size < 300_000, true, `${picture}: small enough`);
    }
    faults.same(seen.get(file) ?? page.language, page.language, `${picture} on ${page.path}`);
    seen.set(file, page.language);
    faults.same([faults.one(page, 'og:image:width'), faults.one(page, 'og:image:height')], ['1200', '630'], page.path);
    faults.one(page, 'og:image:alt');
  }
  faults.none();
});

test('the languages of a page name each other', () => {
  const faults = new Faults();
  const others = (page: Read) => new Map(page.links.filter(({ rel }) => rel === 'alternate').map(({ hreflang, href }) => [hreflang, href]));
  const known = new Map(own.map((page) => [whole(page.path), page]));
  for (const page of own) {
    const named = others(page);
    faults.same([...named.keys()].sort(), ['en', 'fr', 'x-default'], page.path);
    faults.same(named.get(page.language), whole(page.path), page.path);
    faults.same(named.get('x-default'), named.get('fr'), page.path);
    for (const language of ['fr', 'en']) {
      const other = known.get(named.get(language) ?? '');
      faults.same(other?.language, language, `${page.path} in ${language}`);
      faults.same(other && [...others(other)], [...named], `${page.path} and ${other?.path}`);
    }
  }
  faults.none();
});

test('the service and the stations say what they are; made-up stations are to be found by nobody', () => {
  const faults = new Faults();
  const { sample } = JSON.parse(readFileSync(join(dist, 'data/index.json'), 'utf8')) as { sample: boolean };
  const stations = own.filter((page) => /\/commissariats\/./.test(page.path));
  expect(stations.length).toBeGreaterThan(600);
  const listed = new Set([...readFileSync(join(dist, 'sitemap.xml'), 'utf8').matchAll(/<loc>([^<]+)</g)].map(([, address]) => address));
  for (const page of stations) {
    faults.same(page.metas.get('robots'), sample ? ['noindex'] : undefined, page.path);
    faults.same(listed.has(whole(page.path)), !sample, `${page.path} in the sitemap`);
    faults.same(page.data.map((told) => told['@type']), sample ? [] : ['PoliceStation'], page.path);
    for (const told of page.data) faults.same(`${told.name} – Guichet`, page.title, page.path);
  }
  for (const path of ['/', '/en']) {
    const start = own.find((page) => page.path === path);
    faults.same(start?.data.map((told) => [told['@type'], told.url]), [['GovernmentService', whole(path)]], path);
  }
  faults.none();
  const bytes = stations.reduce((sum, page) => sum + statSync(join(dist, page.path, 'index.html')).size, 0);
  expect(bytes, 'bytes of the stations’ pages').toBeLessThan(40_000_000);
});

test('what is made for frames is not for search engines', () => {
  const frames = all.filter(framed);
  expect(frames.length).toBe(10);
  for (const page of frames) {
    expect(page.metas.get('robots')).toEqual(['noindex']);
    expect(page.links.some(({ rel }) => rel === 'canonical' || rel === 'alternate')).toBe(false);
  }
});
