// Without a network: what was opened once works, a new version is there at once and whole, and a worker that is lost, spoilt or
// not wanted is as if there were none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { begin, kept as written, reference, walk } from './complaint';
import { expect, expectAccessible, test as plain } from './fixtures';
import { base, dist } from './placed';
import { Site } from './releases';
import { press, see, seeApp, seeHeading, typeIn } from './verbs';
import { words } from './words';

const say = words('fr');

const test = plain.extend<{ site: Site }>({
  site: async ({ server, complaints }, use) => {
    // What cannot be reached is complained of by the browser, whoever answers in its place.
    complaints.allow(/ERR_|Failed to fetch|404|integrity|50[0-9]/);
    const site = await Site.of(server.url);
    await use(site);
    await site.line.end();
  },
});
test.use({ serviceWorkers: 'allow' });
// What is kept comes file by file, and after everything else.
test.describe.configure({ timeout: 180_000 });

/** What is in the caches, by their names. */
const held = (page: Page): Promise<Record<string, string[]>> => page.evaluate(async () => {
  const found: Record<string, string[]> = {};
  for (const name of await caches.keys()) found[name] = (await (await caches.open(name)).keys()).map(({ url }) => url).sort();
  return found;
});

/** Opens an address of the site; waits until everything that is kept is there, in one cache and alone. */
async function keeps(page: Page, site: Site, path = '/'): Promise<void> {
  await page.goto(site.url + path);
  await seeApp(page);
  await settled(page, site);
}
async function settled(page: Page, site: Site): Promise<void> {
  await expect.poll(async () => Object.values(await held(page)), { timeout: 60_000 }).toEqual([site.kept()]);
}

/** The same for the program alone: the list of the data is written after it. */
async function keepsProgram(page: Page, site: Site): Promise<void> {
  await page.goto(site.url);
  await seeApp(page);
  await expect.poll(async () => Object.values(await held(page)).flat(), { timeout: 60_000 }).toContain(`${site.url}/data/index.json`);
}

const started = (page: Page): Promise<string> => page.evaluate(() => new URL(document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '').pathname);
const expectStarted = async (page: Page, site: Site, boot = site.boot): Promise<void> => expect(await started(page)).toBe(base + boot);

test('what was opened once works without a network: numbers, orientation, finder, a station, the map, both languages', async ({ page, context, site }) => {
  await keeps(page, site);
  await site.line.cut();
  // The browser's own cache is nobody's promise.
  const session = await context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await page.goto(`${site.url}/urgence`);
  await seeApp(page);
  await expect(page.locator('main a[href="tel:17"]').first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${site.url}/en/orientation`);
  await seeApp(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  // No time is told by a copy: rules about dates go by the device's, and only warn.
  expect(await page.evaluate(() => (globalThis as unknown as { guichet: { date: string } }).guichet.date)).toBe('');
  await page.goto(`${site.url}/commissariats?q=lille`);
  await expect(page.locator('.station-name').first()).toBeVisible();
  await typeIn(page, say('finder_label'), '33000');
  await see(page, /Bordeaux/);
  await expect(page.locator('.station-name').first()).toBeVisible();
  await press(page, say('map_show'));
  await expect(page.locator('.leaflet-container canvas, .leaflet-container svg').first()).toBeVisible();
  await page.locator('.station-name a').first().click();
  await expect(page).toHaveURL(/\/commissariats\/[a-z0-9-]+$/);
  const name = await page.getByRole('heading', { level: 1 }).textContent();
  await page.reload();
  await seeHeading(page, name ?? '');
  await page.goto(`${site.url}/actualites`);
  await see(page, say('news_down_title'));
  // Nothing was kept of what was looked for.
  expect(Object.values(await held(page))).toEqual([site.kept()]);
});

test('a complaint that was begun is finished without a network, sealed, and leaves by itself when it is back, once', async ({ page, site, server }) => {
  const before = server.stored();
  await keeps(page, site);
  await begin(page, say, `${site.url}/pre-plainte`);
  await walk(page, say, { until: 'identite' });
  await written(page);
  await site.line.cut();
  await page.reload();
  await seeHeading(page, say('identity_title'));
  await page.goto(`${site.url}/pre-plainte/nature`);
  await walk(page, say);
  await press(page, say('send'));
  await seeHeading(page, say('sending_title'));
  await see(page, say('sending_safe'));
  const code = await page.locator('.code').innerText();
  // Sealed bytes survive a page that is loaded without a network.
  await page.reload();
  await seeHeading(page, say('sending_title'));
  expect(server.stored()).toEqual(before);
  await site.line.back();
  await expect(page.getByRole('heading', { level: 1, name: say('receipt_title') })).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.code')).toHaveText(code);
  expect(server.stored().filter((stored) => !before.includes(stored))).toEqual([await reference(page, say)]);
  // Nothing of all that is in a cache.
  expect(Object.values(await held(page))).toEqual([site.kept()]);
});

test('three builds: each is there at once, and without a network with its own parts alone', async ({ page, site }) => {
  for (const mark of ['', 'b', 'c']) {
    if (mark !== '') site.deploy(mark);
    await page.goto(`${site.url}/commissariats`);
    await seeApp(page);
    await expectStarted(page, site);
    await settled(page, site);
    await site.line.cut();
    for (const path of ['/commissariats?q=lille', '/en/commissariats?q=lyon']) {
      await page.goto(site.url + path);
      await seeApp(page);
      await expectStarted(page, site);
      await expect(page.locator('.station-name').first()).toBeVisible();
    }
    await site.line.back();
  }
});

test('a page that was open before goes on, its areas open, and its files go when it has gone', async ({ page, context, site }) => {
  await keeps(page, site);
  const old = site.boot;
  site.deploy('b');
  const other = await context.newPage();
  await other.goto(`${site.url}/urgence`);
  await seeApp(other);
  await expectStarted(other, site);
  // Both versions are kept, the new one is in charge.
  await expect.poll(async () => Object.values(await held(other)).map((keys) => keys.length), { timeout: 60_000 }).toEqual([site.kept().length, site.kept().length]);
  // The server no longer has the old pieces.
  await page.getByRole('link', { name: say('way_finder') }).first().click();
  await seeHeading(page, say('finder_title'));
  await expectStarted(page, site, old);
  await page.close();
  await other.reload();
  await seeApp(other);
  await settled(other, site);
});

test('a network that is there and silent is not waited for long', async ({ page, site }) => {
  await keepsProgram(page, site);
  site.line.silent = true;
  const from = Date.now();
  await page.goto(`${site.url}/urgence`);
  await seeApp(page);
  expect(Date.now() - from).toBeGreaterThan(3_000);
  expect(Date.now() - from).toBeLessThan(12_000);
});

test('the first page is asked for nothing more, and what is kept comes after it', async ({ page, site }) => {
  await page.addInitScript(() => {
    const register = ServiceWorkerContainer.prototype.register;
    ServiceWorkerContainer.prototype.register = function (...given) {
      document.documentElement.dataset.registered = document.querySelector('#app[data-app]') ? 'after' : 'before';
      return register.apply(this, given);
    };
  });
  await page.goto(`${site.url}/`);
  await settled(page, site);
  await expect(page.locator('html')).toHaveAttribute('data-registered', 'after');
  const { first_load: first } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { first_load: string[] };
  const at = site.asked.indexOf('/sw.js');
  expect(site.asked.slice(0, at).filter((path) => path !== '/icon.svg').sort()).toEqual(['/', '/config.json', ...first.filter((name) => name !== 'index.html').map((name) => `/${name}`)].sort());
  // Nothing is fetched twice but what has no name of its own.
  expect(site.asked.slice(at).filter((path) => site.asked.indexOf(path) < at)).toEqual(['/config.json']);
});

test('what asks past every cache is not answered from here', async ({ page, site }) => {
  await keepsProgram(page, site);
  const ask = (cache: RequestCache) => page.evaluate(([url, cache]) => fetch(url, { cache }).then((answer) => answer.ok, () => false), [site.url + site.boot, cache] as const);
  const times = () => site.asked.filter((path) => path === site.boot).length;
  const before = times();
  for (const cache of ['reload', 'no-store'] as const) expect(await ask(cache)).toBe(true);
  expect(times()).toBe(before + 2);
  await site.line.cut();
  for (const cache of ['reload', 'no-store'] as const) expect(await ask(cache)).toBe(false);
  expect(await ask('no-cache')).toBe(true);
});

test.describe('where something is wrong with it, the page loads as without it', () => {
  /** Online, the site works. */
  const works = async (page: Page, site: Site): Promise<void> => {
    await page.goto(`${site.url}/commissariats?q=lille`);
    await seeApp(page);
    await expect(page.locator('.station-name').first()).toBeVisible();
  };

  for (const status of [404, 410, 500]) {
    test(`its file answers ${status}`, async ({ page, site }) => {
      await keepsProgram(page, site);
      site.deploy('b');
      site.change = (answer) => { if (answer.path === '/sw.js') answer.replace(status, 'text/plain', 'no'); };
      await works(page, site);
      await expectStarted(page, site);
      await page.evaluate(() => navigator.serviceWorker.getRegistration().then((known) => known?.update()).catch(() => undefined));
      await works(page, site);
      await expectStarted(page, site);
    });
  }

  test('it never came', async ({ page, site }) => {
    site.change = (answer) => { if (answer.path === '/sw.js') answer.replace(404, 'text/plain', 'no'); };
    await works(page, site);
    await expect.poll(() => site.asked.includes('/sw.js')).toBe(true);
    await works(page, site);
    expect(await held(page)).toEqual({});
  });

  test('every copy is spoilt, or gone', async ({ page, site, context }) => {
    await keeps(page, site);
    await page.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) await cache.put(request, new Response('spoilt', { headers: { 'content-type': 'text/html' } }));
      }
    });
    const session = await context.newCDPSession(page);
    await session.send('Network.clearBrowserCache');
    await works(page, site);
    await page.evaluate(async () => { for (const name of await caches.keys()) await caches.delete(name); });
    await works(page, site);
    // And it comes back.
    await settled(page, site);
  });

  test('a part does not come: the version before goes on, and the next visit tries again', async ({ page, site }) => {
    await keeps(page, site);
    const [old, before] = [site.boot, site.kept()];
    site.deploy('b');
    // The answer says that it is for good, so that the browser's own cache has it.
    site.change = (answer) => { if (answer.path.startsWith('/finder-')) answer.replace(404, 'text/plain', 'no'); };
    await page.goto(`${site.url}/urgence`);
    await seeApp(page);
    await expectStarted(page, site);
    await expect.poll(() => site.asked.some((path) => path.startsWith('/finder-') && !path.includes(before.find((kept) => kept.includes('/finder-'))?.slice(-21) ?? ''))).toBe(true);
    await expect.poll(() => page.evaluate(async () => {
      const known = await navigator.serviceWorker.getRegistration();
      return [known?.installing, known?.waiting].every((worker) => !worker);
    })).toBe(true);
    expect(Object.values(await held(page))).toEqual([before]);
    await site.line.cut();
    await page.goto(`${site.url}/commissariats?q=lille`);
    await expectStarted(page, site, old);
    await expect(page.locator('.station-name').first()).toBeVisible();
    await site.line.back();
    site.change = () => undefined;
    await page.goto(`${site.url}/urgence`);
    await seeApp(page);
    await settled(page, site);
  });

  test('its page is of another release than its parts: nothing is kept', async ({ page, site }) => {
    site.change = (answer) => {
      if (answer.path === '/pre-plainte/verifier') answer.body = Buffer.from(answer.body.toString('utf8').replace(/\/style-[0-9a-f]+/, '/style-0000000000000000'));
    };
    await works(page, site);
    await expect.poll(() => site.asked.includes('/pre-plainte/verifier')).toBe(true);
    await expect.poll(() => held(page)).toEqual({});
  });

  test('there is no room', async ({ page, site, context }) => {
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize: 100_000 });
    await works(page, site);
    await expect.poll(() => site.asked.includes('/sw.js')).toBe(true);
    await expect.poll(() => page.evaluate(() => navigator.serviceWorker.getRegistration().then((known) => Boolean(known?.installing)))).toBe(false);
    await works(page, site);
    expect(Object.values(await held(page)).flat().length).toBeLessThan(site.kept().length);
  });
});

test.describe('where it is not wanted, there is none', () => {
  /** Nothing answers in the network's place, and nothing is kept. */
  const none = async (page: Page): Promise<void> => {
    await expect.poll(async () => ({
      workers: await page.evaluate(() => navigator.serviceWorker.getRegistrations().then((known) => known.length)),
      caches: await held(page),
    })).toEqual({ workers: 0, caches: {} });
  };

  test('an institution that wants it no more is rid of it at the next visit', async ({ page, site }) => {
    await keepsProgram(page, site);
    // What `make configure` writes where the configuration says so; the text is the build's own.
    site.change = (answer) => {
      if (answer.path === '/sw.js') answer.body = Buffer.from(answer.body.toString('utf8').replace(/\{"page".*?"version":"[0-9a-f]+"\}/, '{"version":""}'));
      if (answer.path === '/config.json') answer.body = Buffer.from(JSON.stringify({ ...JSON.parse(answer.body.toString('utf8')), offline: false }));
    };
    await page.goto(`${site.url}/urgence`);
    await seeApp(page);
    await expect.poll(async () => Object.keys(await held(page)), { timeout: 20_000 }).toEqual([]);
    await page.goto(`${site.url}/`);
    await seeApp(page);
    await page.waitForTimeout(1_000);
    await none(page);
    await page.goto(`${site.url}/confidentialite`);
    await expect(page.getByText('copies de ses propres fichiers')).toHaveCount(0);
  });

  test('pages for other sites register nothing, nor does a device that is told to save data', async ({ page, context, site }) => {
    const rest = async (one: Page, path: string): Promise<void> => {
      await one.goto(site.url + path);
      await seeApp(one);
      await one.waitForTimeout(1_500);
      await none(one);
    };
    for (const path of ['/embed/stations', '/en/embed/complaint']) await rest(page, path);
    await context.addInitScript(() => Object.defineProperty(Object.getPrototypeOf((navigator as unknown as { connection: object }).connection), 'saveData', { get: () => true }));
    await rest(await context.newPage(), '/');
    expect(site.asked).not.toContain('/sw.js');
  });

  test('a browser without it, or that throws when it is named, shows the page', async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() { throw new DOMException('blocked', 'SecurityError'); } }));
    await page.goto(site.url);
    await seeApp(page);
    await page.waitForTimeout(1_500);
    expect(site.asked).not.toContain('/sw.js');
  });

  test('whoever leaves quickly leaves no copies behind', async ({ page, context, site }) => {
    const away = (context: BrowserContext) => context.route('https://meteofrance.com/**', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Demain</h1>' }));
    await away(context);
    await keepsProgram(page, site);
    await begin(page, say, `${site.url}/pre-plainte`);
    await press(page, say('exit'));
    await page.waitForURL('https://meteofrance.com/');
    await page.route('**/*', (route) => (route.request().url().includes('/blank.txt') ? route.fulfill({ contentType: 'text/plain', body: '' }) : route.continue()));
    await page.goto(`${site.url}/blank.txt`);
    await none(page);
    // What the worker was about to keep is not kept after all.
    await page.waitForTimeout(2_000);
    await none(page);
  });
});

test('the privacy page says what is kept', async ({ page, site }) => {
  await page.goto(`${site.url}/confidentialite`);
  await see(page, /copies de ses propres fichiers publics, les mêmes pour tout le monde, et rien de vous/);
  await page.goto(`${site.url}/en/confidentialite`);
  await see(page, /copies of its own public files, the same for everybody, and nothing of you/);
});
