// Where to go: searching, filtering, choosing on the list and the map, handing on, and what is left when something is down.
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { choose, press, see, seeApp, seeHeading, typeIn } from './verbs';
import { words } from './words';
import { begin, address as complaint, combobox, kept, walk } from './complaint';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

const fr = words('fr');
const names = (page: Page) => page.locator('.station-name');
const found = (page: Page) => page.locator('#resultats');

/** Opens the finder and types. */
async function search(page: Page, text: string): Promise<void> {
  await page.goto('/commissariats');
  await seeApp(page);
  await typeIn(page, fr('finder_label'), text);
  await expect(names(page).first()).toBeVisible();
  // The first places are there before the others are counted.
  await expect(found(page)).toHaveText(/^\d|\s: \d/u);
}

test('a commune is typed and its places are listed, nearest first; the address is the state', async ({ page }) => {
  await search(page, 'lille');
  await expect(found(page)).toContainText('Lille');
  const far = await page.locator('.stations .station-distance').allTextContents();
  const km = far.map((text) => Number.parseFloat(text.replace(',', '.')) / (/^[\d,\s\u202f\u00a0]+m\b/u.test(text) ? 1000 : 1));
  expect(km.length).toBeGreaterThan(1);
  expect(km).toEqual([...km].sort((a, b) => a - b));
  await expect(page).toHaveURL(/\/commissariats\?q=lille$/);
  await expectAccessible(page);
  const first = await names(page).first().textContent();
  // Who gets the link sees the same.
  await page.reload();
  await expect(names(page).first()).toHaveText(first ?? '');
});

test('a misspelled name, a postal code and a question find the place and set the filters they name', async ({ page }) => {
  for (const [typed, place] of [['strasbuorg', 'Strasbourg'], ['35000', 'Rennes'], ['97411', 'Saint-Paul']] as const) {
    await search(page, typed);
    await expect(found(page)).toContainText(place);
  }
  const pressed = (name: string) => page.getByRole('button', { name: fr(name), exact: true, pressed: true });
  await search(page, 'gendarmerie 35');
  await expect(pressed('force_gendarmerie')).toBeVisible();
  // A department lists its stations, of which none is near or far.
  await expect(found(page)).toContainText('Ille-et-Vilaine (35)');
  await expect(page.locator('.stations .station-distance')).toHaveCount(0);
  await search(page, 'commissariat ouvert un jour férié à Lille accès fauteuil');
  await expect(found(page)).toContainText('Lille');
  for (const filter of ['force_police', 'filter_on', 'filter_wheelchair'] as const) await expect(pressed(filter)).toBeVisible();
  await expect(page.getByLabel(fr('filter_day'))).toHaveValue('7');
  await typeIn(page, fr('finder_label'), 'gendarmerie près de moi');
  await see(page, fr('finder_near_me', { button: fr('here_ask') }));
});

test('what is typed before the app is there is answered with its first picture, from data that came meanwhile', async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await page.route(/_bg\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/commissariats', { waitUntil: 'commit' });
  await page.locator('input[type=search]').pressSequentially('lille');
  await expect.poll(() => asked.filter((path) => /\/data\/(communes-(main|n-l)|names-departments|stations-50_)/.test(path)).length).toBeGreaterThan(3);
  release();
  await seeApp(page);
  await expect(names(page).first()).toBeVisible();
  await expect(page.locator('input[type=search]')).toHaveValue('lille');
  await expect(found(page)).toContainText('Lille');
  const data = asked.filter((path) => path.startsWith('/data/'));
  expect(data, 'nothing is asked for twice').toEqual([...new Set(data)]);
});

test('a filter is kept in the address, and goes back with the browser', async ({ page }) => {
  await search(page, 'lille');
  const all = await found(page).textContent();
  const police = page.getByRole('button', { name: fr('force_police'), exact: true });
  await police.click();
  await expect(police).toHaveAttribute('aria-pressed', 'true');
  await expect(found(page)).not.toHaveText(all ?? '');
  const link = page.url();
  await page.goto(link);
  await expect(police).toHaveAttribute('aria-pressed', 'true');
  await police.click();
  await expect(found(page)).toHaveText(all ?? '');
  await expectAccessible(page);
});

test('all of it by keyboard at 320 px: search, filter, list, page of a place', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/commissariats');
  await seeApp(page);
  const reach = async (wanted: () => Promise<boolean>) => {
    for (let steps = 0; steps < 40; steps += 1) {
      await page.keyboard.press('Tab');
      if (await wanted()) return;
    }
    throw new Error('not reached by keyboard');
  };
  const focused = page.locator(':focus');
  await reach(async () => (await focused.getAttribute('type')) === 'search');
  await page.keyboard.type('rennes');
  await expect(names(page).first()).toBeVisible();
  await reach(async () => (await focused.textContent()) === fr('force_police'));
  await page.keyboard.press('Space');
  await expect(focused).toHaveAttribute('aria-pressed', 'true');
  await expectNoSideways(page);
  const name = (await names(page).first().textContent()) ?? '';
  await reach(async () => (await focused.textContent()) === name);
  await page.keyboard.press('Enter');
  await seeHeading(page, name);
  await expectNoSideways(page);
  await expectAccessible(page);
});

test('the map is fetched only when asked for, and what is chosen on one is chosen on the other', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto('/');
  await seeApp(page);
  await page.goto('/orientation');
  await seeApp(page);
  expect(fetched.filter((path) => path.includes('/map'))).toEqual([]);
  await search(page, 'lille');
  await press(page, fr('map_show'));
  const map = page.getByRole('region', { name: fr('map_label') });
  await expect(map.getByRole('button', { name: fr('map_zoom_in') })).toBeVisible();
  await expect(map.locator('.map-state')).toHaveCount(0);
  expect(fetched.some((path) => path.includes('/map'))).toBe(true);
  const name = (await names(page).nth(1).textContent()) ?? '';
  await page.getByRole('button', { name: `${fr('station_on_map')}\u00a0: ${name}` }).click();
  await expect(map.getByText(fr('map_chosen').replace('{name}', name))).toBeAttached();
  await expect(page.locator('.station-chosen')).toContainText(name);
  // What can be focused on the map follows once it has come to rest.
  await page.waitForTimeout(1000);
  await expectAccessible(page);
  // The map goes where one searches next: what is in sight there is something else.
  const stops = () => map.locator('.map-stop').evaluateAll((all) => all.map((stop) => stop.getAttribute('aria-label')).join());
  const before = await stops();
  await typeIn(page, fr('finder_label'), 'toulouse');
  await expect(found(page)).toContainText('Toulouse');
  await expect.poll(stops).not.toBe(before);
  // Left cleanly: the next page has no map, and the browser complains of nothing.
  await page.getByRole('link', { name: fr('way_news') }).first().click();
  await expect(page.locator('.map')).toHaveCount(0);
});

test('a map that is left leaves nothing behind', async ({ page, context }) => {
  const session = await context.newCDPSession(page);
  // What the browser counts once it has thrown away what nobody holds any more.
  const counted = async () => {
    for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
    return await session.send('Memory.getDOMCounters');
  };
  const round = async () => {
    await press(page, fr('map_show'));
    await expect(page.locator('.map canvas').first()).toBeVisible();
    await expect(page.locator('.map-stop').first()).toBeAttached();
    await page.getByRole('link', { name: fr('way_news') }).first().click();
    await expect(page.locator('.map')).toHaveCount(0);
    await page.goBack();
    await expect(names(page).first()).toBeVisible();
  };
  await search(page, 'lille');
  for (let rounds = 0; rounds < 2; rounds += 1) await round();
  const before = await counted();
  const ROUNDS = 4;
  for (let rounds = 0; rounds < ROUNDS; rounds += 1) await round();
  const after = await counted();
  // One map alone is some forty listeners and more than a hundred nodes.
  expect(after.jsEventListeners - before.jsEventListeners, 'listeners').toBeLessThan(10 * ROUNDS);
  expect(after.nodes - before.nodes, 'nodes').toBeLessThan(30 * ROUNDS);
});

test('without its chunk the map says so, and the list stays', async ({ page, complaints }) => {
  complaints.allow(/ERR_FAILED|Failed to/);
  await page.route(/\/map-[^/]*\.js$/, (route) => route.abort());
  await search(page, 'lille');
  await press(page, fr('map_show'));
  await see(page, fr('map_failed'));
  await expect(names(page).first()).toBeVisible();
});

test('the position is asked for only when pressed, explained when refused, and never sent', async ({ page, context }) => {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')));
  await page.goto('/commissariats');
  await seeApp(page);
  await press(page, fr('here_ask'));
  await see(page, fr('here_refused'));
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation({ latitude: 48.117_123, longitude: -1.677_456 });
  await press(page, fr('here_ask'));
  await expect(names(page).first()).toBeVisible();
  expect(page.url()).not.toMatch(/117|677/);
  expect(sent.filter((line) => /48[.,]117|1[.,]677/.test(line))).toEqual([]);
  await expectAccessible(page);
});

test('the network is cut after the finder was loaded: what was found stays, and says what cannot be', async ({ page, context, complaints }) => {
  complaints.allow(/ERR_INTERNET_DISCONNECTED|Failed to/);
  await search(page, 'lille');
  const name = (await names(page).first().textContent()) ?? '';
  await context.setOffline(true);
  await press(page, name);
  await seeHeading(page, name);
  await page.goBack();
  await expect(names(page).first()).toHaveText(name);
  // Paris is in the piece that every name loads; its stations may not be here yet.
  await typeIn(page, fr('finder_label'), 'lilles');
  await expect(names(page).first().or(page.getByText(fr('station_failed')))).toBeVisible();
  await context.setOffline(false);
});

test('the page of a place: hours, access, source, its link handed on, and printed without what one presses', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-write']);
  await search(page, 'lille');
  const name = (await names(page).first().textContent()) ?? '';
  await press(page, name);
  await seeHeading(page, name);
  for (const title of ['station_hours', 'station_access'] as const) {
    await expect(page.getByRole('heading', { name: fr(title) })).toBeVisible();
  }
  await press(page, fr('station_share'));
  await see(page, fr('share_copied'));
  await expectAccessible(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: fr('station_print') })).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  // What was copied is this page's address: the page may not read the clipboard, so that it is pasted.
  const address = page.url();
  await page.goto('/commissariats');
  await seeApp(page);
  await page.getByLabel(fr('finder_label')).focus();
  await page.keyboard.press('Control+V');
  await expect(page.getByLabel(fr('finder_label'))).toHaveValue(address);
});

test('a complaint is prepared for the place one came from', async ({ page }) => {
  await search(page, 'lille');
  const name = (await names(page).nth(1).textContent()) ?? '';
  await page.getByRole('link', { name: `${fr('station_prepare')}\u00a0: ${name}` }).click();
  await see(page, fr('station_wanted').replace('{place}', name));
  await expectAccessible(page);
  await press(page, fr('begin'));
  await page.goto('/pre-plainte');
  await expect(page.getByText(fr('resume_title'))).toBeVisible();
  // The same place again is only said, another is offered.
  await search(page, 'lille');
  await page.getByRole('link', { name: `${fr('station_prepare')}\u00a0: ${name}` }).click();
  await see(page, fr('station_wanted_taken').replace('{place}', name));
  await search(page, 'rennes');
  const other = (await names(page).first().textContent()) ?? '';
  await page.getByRole('link', { name: `${fr('station_prepare')}\u00a0: ${other}` }).click();
  await press(page, fr('station_wanted_take'));
  await see(page, fr('station_wanted_taken').replace('{place}', other));
});

test('what is open now is said anew as time goes by', async ({ page }) => {
  // A Tuesday in winter, before noon: the first place with written hours will have closed by the night.
  await page.clock.install({ time: new Date('2026-11-24T10:00:00Z') });
  await search(page, 'belley');
  const states = () => page.locator('.station-state').allTextContents();
  const before = (await states()).join();
  await page.clock.fastForward('13:00:00');
  await expect.poll(async () => (await states()).join()).not.toBe(before);
});

test('the place of the facts is taken from a map by keyboard, and can still be typed', async ({ page }) => {
  await begin(page, fr, complaint('fr'));
  await walk(page, fr, { until: 'lieu' });
  await choose(page, fr('place_label'), fr('place_street'));
  await press(page, fr('continue'));
  await seeHeading(page, fr('site_title'));
  await press(page, fr('map_pick_show'));
  const map = page.getByRole('region', { name: fr('map_pick_label') });
  await map.getByText(fr('map_regions')).click();
  await press(page, 'Martinique');
  await press(page, fr('map_pick_middle'));
  await expect(combobox(page)).toHaveValue(/\(972\d\d\)$/);
  await see(page, fr('map_picked_place', { place: await combobox(page).inputValue() }));
  await expectAccessible(page);
  await expectNoSideways(page);
  await kept(page);
  await page.reload();
  await expect(combobox(page)).toHaveValue(/\(972\d\d\)$/);
  await combobox(page).fill('59000');
  await page.getByRole('option', { name: 'Lille' }).first().click();
  await expect(combobox(page)).toHaveValue(/^Lille/);
});

test('a link pressed while the app waits for its data leads where it says, and the address with it', async ({ page, server }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  await search(page, 'lille');
  const station = await names(page).first().locator('a').getAttribute('href');
  await page.route('**/data/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(station ?? '');
  // The app runs, and what stands there is still the page that was sent.
  await page.waitForTimeout(1500);
  await page.getByRole('link', { name: 'English' }).first().click();
  release();
  await expect(page).toHaveURL(`${server.url}/en${station}`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await seeApp(page);
});

test('the place to sign at is chosen on the map or in the list, and is one answer', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await begin(page, fr, complaint('fr'));
  await walk(page, fr, { until: 'commissariat' });
  const places = page.getByRole('group', { name: fr('station_label') }).getByRole('radio');
  await places.first().check();
  await page.waitForTimeout(1000);
  expect(fetched.filter((path) => path.includes('/map'))).toEqual([]);
  await press(page, fr('map_show'));
  const map = page.getByRole('region', { name: fr('map_label') });
  const told = (name: string) => expect(map.getByText(fr('map_chosen', { name }))).toBeAttached();
  const name = async () => (await page.locator('.station-choices label:has(:checked) .station-name').innerText()).trim();
  const first = await name();
  await told(first);
  for (let times = 0; times < 3; times += 1) await map.getByRole('button', { name: fr('map_zoom_out') }).click();
  // Whichever stands alone on the map and is another one.
  const alone = map.locator('.map-stop:not([aria-label*="agrandir"])').filter({ hasNotText: first });
  await expect(alone.first()).toBeAttached();
  await expect.poll(async () => {
    for (const stop of await alone.all()) {
      await stop.press('Enter');
      await page.waitForTimeout(300);
      if (await name() !== first) return true;
    }
    return false;
  }).toBe(true);
  await told(await name());
  await expectAccessible(page);
  // And back in the list, where the first one still stands.
  await page.locator('.station-choices label', { hasText: first }).getByRole('radio').check();
  await told(first);
  await press(page, fr('continue'));
  await seeHeading(page, fr('visit_step_title'));
});

test('a commune of the form is offered as soon as its first pieces are there, and while others do not arrive', async ({ page }) => {
  await begin(page, fr, complaint('fr'));
  await walk(page, fr, { until: 'lieu' });
  await choose(page, fr('place_label'), fr('place_street'));
  await press(page, fr('continue'));
  await seeHeading(page, fr('site_title'));
  // What is looked through for errors: by the ends of names, and by the words in them.
  await page.route(/\/data\/communes-[ew]-/, () => {});
  // Two errors, so that better might still be found.
  await combobox(page).fill('montelimqe');
  await page.getByRole('option', { name: 'Montélimar' }).first().click();
  await expect(combobox(page)).toHaveValue(/^Montélimar/);
});

test('a region offers its departments, and what is written by ear is found', async ({ page }) => {
  await page.goto('/commissariats?q=bretagne');
  await expect(found(page)).toHaveText(fr('finder_region', { region: 'Bretagne' }));
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Morbihan (56)' }).click();
  await expect(found(page)).toContainText('Morbihan (56)');
  await expect(page).toHaveURL(/q=Morbihan/);
  await search(page, 'monpelié');
  await expect(found(page)).toContainText('Montpellier');
});

test('all places can be downloaded as GeoJSON', async ({ page }) => {
  await page.goto('/donnees');
  await seeApp(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: fr('data_geojson') }).click();
  const file = await (await saved).path();
  const { type, features } = JSON.parse(readFileSync(file, 'utf8')) as { type: string; features: unknown[] };
  expect(type).toBe('FeatureCollection');
  expect(features.length).toBeGreaterThan(100);
});
