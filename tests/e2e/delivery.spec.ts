// The app where an institution puts it: below a path of its host (GUICHET_BASE=/police/), behind our server or another one
// (GUICHET_FRONT). What is tested elsewhere at the root of a host is gone through once here, from the first address to the last.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin, reference, walk } from './complaint';
import { expect, test } from './fixtures';
import { Host, asPage } from './host';
import { base, decided, dist, hostPort } from './placed';
import { press, see, seeApp, seeHeading, typeIn } from './verbs';
import { words } from './words';

const say = words('fr');

test.beforeEach(async ({ page, server }) => {
  // Nothing of the app may be asked for elsewhere on its host: that is somebody else's.
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (origin === new URL(server.url).origin) expect(pathname).toMatch(new RegExp(`^${base}/`));
  });
});

test('a complaint is sent, from the start page to the agent who opens it', async ({ page, server }) => {
  test.setTimeout(120_000);
  const before = server.stored();
  await page.goto('/');
  await seeApp(page);
  await page.getByRole('link', { name: say('service_complaint') }).click();
  await begin(page, say, '/pre-plainte');
  await walk(page, say, { until: 'naissance' });
  // Every step has an address that can be loaded anew.
  await page.reload();
  await seeHeading(page, say('birth_title'));
  await page.goto('/pre-plainte/nature');
  await walk(page, say);
  await press(page, say('send'));
  const shown = await reference(page, say);
  await expect(page).toHaveURL(`${server.url}/pre-plainte/recu`);
  expect(server.stored().filter((stored) => !before.includes(stored))).toEqual([shown]);
  expect(server.opened(shown).form).toBe('pre-complaint');
});

test('a place is found, its station has an address, its map is drawn, and the other language is a link away', async ({ page, server }) => {
  await page.goto('/commissariats');
  await seeApp(page);
  await typeIn(page, say('finder_label'), 'lile');
  await page.locator('.station-name a').first().click();
  await expect(page).toHaveURL(new RegExp(`^${server.url}/commissariats/[a-z0-9-]+$`));
  const name = await page.getByRole('heading', { level: 1 }).textContent();
  await page.reload();
  await seeHeading(page, name ?? '');
  await page.getByRole('link', { name: 'English' }).first().click();
  await expect(page).toHaveURL(new RegExp(`^${server.url}/en/commissariats/`));
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('/commissariats?q=lille');
  await press(page, say('map_show'));
  await expect(page.locator('.leaflet-container canvas, .leaflet-container svg').first()).toBeVisible();
});

test('what is not there is the app’s own page', async ({ page, complaints }) => {
  complaints.expect(/404/);
  expect((await page.goto('/nowhere'))?.status()).toBe(404);
  await seeHeading(page, say('not_found_title'));
});

test('a part of it works inside another site’s page', async ({ page, server }) => {
  test.skip(base === '', 'hosts at the root have tests of their own');
  const host = await Host.start(hostPort);
  try {
    host.pages.set('/', `<script async src="${server.url}/embed.js"></script><guichet-embed view="stations" lang="fr"></guichet-embed>`);
    await page.goto(host.url);
    const inside = page.frameLocator('guichet-embed iframe');
    await expect(inside.getByRole('heading', { level: 1 })).toBeVisible();
    const frame = page.frames().find((one) => one.url().startsWith(`${server.url}/embed/stations`));
    if (frame === undefined) throw new Error('the frame shows something else');
    const within = asPage(frame);
    await expect(within.locator('#app[data-app]')).toHaveCount(1);
    await typeIn(within, say('finder_label'), 'lille');
    await within.locator('.station-name a').first().click();
    await expect.poll(() => frame.url()).toMatch(/\/embed\/stations\/[a-z0-9-]+$/);
    // Its height has been told, so that the page around and the frame have found each other.
    await expect(page.locator('guichet-embed iframe')).toHaveAttribute('style', /height: \d+px/);
  } finally {
    await host.end();
  }
});

test('what is written for networks, search engines and phones names addresses that are there', async ({ request, server }) => {
  test.skip(base === '', 'the file that comes with the app knows no public address');
  const own = (address: string) => {
    expect(address.startsWith(`${decided.public_address}/`), address).toBe(true);
    return address.slice((decided.public_address ?? '').length);
  };
  const sitemap = await (await request.get('/sitemap.xml')).text();
  const listed = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => own(address ?? ''));
  expect(listed.length).toBeGreaterThan(20);
  for (const path of listed) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(200);
    const text = await answer.text();
    expect(own(/<link rel="canonical" href="([^"]+)"/.exec(text)?.[1] ?? '')).toBe(path);
    const picture = own(/<meta property="og:image" content="([^"]+)"/.exec(text)?.[1] ?? '');
    expect((await request.get(picture)).headers()['content-type'], picture).toBe('image/png');
    for (const [, address] of text.matchAll(/ (?:href|src)="(\/[^"]*)"/g)) expect(address?.startsWith(`${base}/`), `${path}: ${address}`).toBe(true);
  }
  const manifest = await (await request.get('/manifest.webmanifest')).json();
  expect(new URL(manifest.start_url, `${server.url}/manifest.webmanifest`).pathname).toBe(`${base}/`);
  expect(await (await request.get('/robots.txt')).text()).toContain(`Disallow: ${base}/api/`);
});

test('hosts of static files find every page and every header below the same path', async ({ request }) => {
  const headers = readFileSync(join(dist, '_headers'), 'utf8');
  const blocks = [...headers.matchAll(/^(\/\S*)\n((?: {2}.*\n)+)/gm)].map(([, path = '', lines = '']) => ({ path, lines }));
  expect(blocks.length).toBeGreaterThan(20);
  expect(blocks.every(({ path }) => path.startsWith(`${base}/`))).toBe(true);
  for (const { path, lines } of blocks.filter((block) => !block.path.includes('*'))) {
    const answer = await request.get(path.slice(base.length));
    for (const [, name = '', value] of lines.matchAll(/^ {2}([^:]+): (.*)$/gm)) {
      // A page that only stands in for others has no address of its own.
      if (answer.ok()) expect(answer.headers()[name.toLowerCase()], `${path} ${name}`).toBe(value);
    }
  }
});

test('the server’s own address leads to the app', async ({ request, server }) => {
  test.skip(base === '', 'at the root there is no way to be led');
  const answer = await request.get(new URL(base, server.url).href, { maxRedirects: 0 });
  expect([301, 308]).toContain(answer.status());
  expect(answer.headers().location).toBe(`${base}/`);
});
