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
const one = (page: Read, name: string) => {
  const values = page.metas.get(name) ?? [];
  expect(values.length, `${page.path}: ${name}`).toBe(1);
  expect(values[0]?.trim(), `${page.path}: ${name}`).toBeTruthy();
  return values[0] ?? '';
};

test('every page has a title, a description, one address and a card of its own language', () => {
  expect(own.length).toBeGreaterThan(600);
  for (const page of own) {
    const english = page.path === '/en' || page.path.startsWith('/en/');
    expect(page.language, page.path).toBe(english ? 'en' : 'fr');
    expect(one(page, 'og:locale'), page.path).toBe(english ? 'en_GB' : 'fr_FR');
    expect(page.title, page.path).toBe(`${one(page, 'og:title')} – Guichet`);
    expect(one(page, 'description'), page.path).toBe(one(page, 'og:description'));
    expect(one(page, 'twitter:card')).toBe('summary_large_image');
    expect(one(page, 'og:type')).toBe('website');
    expect(one(page, 'og:site_name')).toBe('Guichet');
    expect(page.links.filter(({ rel }) => rel === 'canonical').map(({ href }) => href), page.path).toEqual([whole(page.path)]);
    expect(one(page, 'og:url')).toBe(whole(page.path));
  }
  const titles = own.filter((page) => !page.path.includes('/commissariats/')).map((page) => `${page.language} ${page.title}`);
  expect(new Set(titles).size, 'titles that are told apart').toBe(titles.length);
});

test('every card has a picture of the size that networks ask for, in the language of its page', () => {
  const seen = new Map<string, string>();
  for (const page of own) {
    const picture = one(page, 'og:image');
    expect(picture.startsWith(whole('/cards/')), picture).toBe(true);
    const file = join(dist, picture.slice(whole('').length));
    expect(existsSync(file), picture).toBe(true);
    if (!seen.has(file)) {
      const bytes = readFileSync(file);
      expect(bytes.subarray(0, 8).toString('latin1'), picture).toBe('\x89PNG\r\n\x1a\n');
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], picture).toEqual([1200, 630]);
      expect(statSync(file).size, `${picture}: networks refuse large ones`).toBeLessThan(300_000);
    }
    expect(seen.get(file) ?? page.language, `${picture} on ${page.path}`).toBe(page.language);
    seen.set(file, page.language);
    expect([one(page, 'og:image:width'), one(page, 'og:image:height')]).toEqual(['1200', '630']);
    one(page, 'og:image:alt');
  }
});

test('the languages of a page name each other', () => {
  const others = (page: Read) => new Map(page.links.filter(({ rel }) => rel === 'alternate').map(({ hreflang, href }) => [hreflang, href]));
  const known = new Map(own.map((page) => [whole(page.path), page]));
  for (const page of own) {
    const named = others(page);
    expect([...named.keys()].sort(), page.path).toEqual(['en', 'fr', 'x-default']);
    expect(named.get(page.language), page.path).toBe(whole(page.path));
    expect(named.get('x-default')).toBe(named.get('fr'));
    for (const language of ['fr', 'en']) {
      const other = known.get(named.get(language) ?? '');
      expect(other?.language, `${page.path} in ${language}`).toBe(language);
      expect(other && [...others(other)], `${page.path} and ${other?.path}`).toEqual([...named]);
    }
  }
});

test('the service and the stations say what they are; made-up stations are to be found by nobody', () => {
  const { sample } = JSON.parse(readFileSync(join(dist, 'data/index.json'), 'utf8')) as { sample: boolean };
  const stations = own.filter((page) => /\/commissariats\/./.test(page.path));
  expect(stations.length).toBeGreaterThan(600);
  const listed = readFileSync(join(dist, 'sitemap.xml'), 'utf8');
  for (const page of stations) {
    expect(page.metas.get('robots'), page.path).toEqual(sample ? ['noindex'] : undefined);
    expect(listed.includes(`<loc>${whole(page.path)}</loc>`), page.path).toBe(!sample);
    expect(page.data.map((told) => told['@type']), page.path).toEqual(sample ? [] : ['PoliceStation']);
    for (const told of page.data) expect(`${told.name} – Guichet`).toBe(page.title);
  }
  for (const path of ['/', '/en']) {
    const start = own.find((page) => page.path === path);
    expect(start?.data.map((told) => told['@type'])).toEqual(['GovernmentService']);
    expect(start?.data[0]?.url).toBe(whole(path));
  }
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
