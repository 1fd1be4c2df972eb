// Versions side by side: a page that was open while the service was updated, data that were replaced, and an API that is older or
// newer than the page. Each works, or says what to do, and nothing that was written is lost.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { begin, reference, walk } from './complaint';
import { expect, expectAccessible, test } from './fixtures';
import type { Server } from './server';
import { press, see, seeApp, seeHeading, typeIn } from './verbs';
import { words } from './words';

const say = words('fr');
const noSuchFile = { status: 404, contentType: 'text/plain', body: 'There is no such file.\n' };
const noSuchCall = { status: 404, contentType: 'application/problem+json', body: '{"type":"/problems/not-found","title":"There is no such call.","status":404}' };

/** A whole complaint, which arrives once. */
async function sendsOne(page: Page, server: Server): Promise<void> {
  const before = server.stored();
  await begin(page, say, '/pre-plainte');
  await walk(page, say);
  await press(page, say('send'));
  const shown = await reference(page, say);
  expect(server.stored().filter((stored) => !before.includes(stored))).toEqual([shown]);
}

test('a page whose parts are no longer served says that there is a new version, and what was written comes back', async ({ page, complaints }) => {
  complaints.allow(/404|integrity|Failed to fetch/);
  await begin(page, say, '/pre-plainte');
  await walk(page, say, { until: 'conditions' });
  await page.waitForTimeout(600);
  // The new release has other names, and nobody has kept the old ones.
  const old = /\/(boot|finder|reading|chunk-\d+)-[0-9a-f]{16}\.(js|wasm)$/;
  await page.route(old, (route) => route.fulfill(noSuchFile));
  await page.getByRole('link', { name: say('way_finder') }).first().click();
  await seeHeading(page, say('area_old_title'));
  await expectAccessible(page);
  await page.unroute(old);
  await press(page, say('area_reload'));
  await seeApp(page);
  await seeHeading(page, say('finder_title'));
  await page.goto('/pre-plainte/conditions');
  await seeHeading(page, say('conditions_title'));
});

test('data that were replaced while the page was open are asked for anew', async ({ page, complaints }) => {
  complaints.allow(/404/);
  await page.goto('/commissariats');
  await seeApp(page);
  // From here on every piece has another name.
  const renamed = (hash: string) => [...hash].reverse().join('');
  let old = 0;
  await page.route(/\/data\/[^/]+-[0-9a-f]{16}\.\w+$/, async (route) => {
    const [, start = '', hash = '', end = ''] = /^(.*-)([0-9a-f]{16})(\.\w+)$/.exec(route.request().url()) ?? [];
    const answer = await route.fetch({ url: `${start}${renamed(hash)}${end}` });
    if (answer.status() !== 200) old += 1;
    await route.fulfill(answer.status() === 200 ? { response: answer } : noSuchFile);
  });
  await page.route(/\/data\/index\.json$/, async (route) => {
    const text = await (await route.fetch()).text();
    await route.fulfill({ contentType: 'application/json', body: text.replace(/"[0-9a-f]{16}"/g, (hash) => renamed(hash)) });
  });
  await typeIn(page, say('finder_label'), 'lamballe');
  await expect(page.locator('#resultats')).toContainText('Lamballe');
  await expect(page.locator('.station-name').first()).toBeVisible();
  expect(old, 'pieces that were asked for by their old names').toBeGreaterThan(0);
  // Pieces for errors may still be on their way.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('an API that does not know a call yet: what needs it says so, and the rest works', async ({ page, complaints, server }) => {
  test.setTimeout(120_000);
  complaints.allow(/404/);
  await page.route(/\/api\/v1\/(news|stations\/)/, (route) => route.fulfill(noSuchCall));
  await page.goto('/actualites');
  await seeApp(page);
  await see(page, say('news_down_title'));
  await sendsOne(page, server);
});

test('an API that says more than the page knows: what is known is read', async ({ page, server }) => {
  test.setTimeout(120_000);
  await page.route(/\/(api\/v1\/|config\.json)/, async (route) => {
    const answer = await route.fetch();
    const told: unknown = await answer.json().catch(() => undefined);
    const more = { later: { anything: [1, null] }, v2: true };
    const whole = Array.isArray(told) ? told : typeof told === 'object' && told !== null ? { ...more, ...told, ...more } : undefined;
    await route.fulfill(whole === undefined ? { response: answer } : { response: answer, json: whole });
  });
  await sendsOne(page, server);
  await page.goto('/actualites');
  await seeHeading(page, say('news_title'));
});

test('an API that no longer takes what this page sends: it is said, and the answers stay', async ({ page, complaints, server }) => {
  test.setTimeout(120_000);
  complaints.allow(/400/);
  await page.route('**/api/v1/submissions', (route) => route.fulfill({ status: 400, contentType: 'application/problem+json', body: '{"type":"/problems/malformed","title":"?","status":400}' }));
  const before = server.stored();
  await begin(page, say, '/pre-plainte');
  await walk(page, say);
  await press(page, say('send'));
  await see(page, say('refused_text'));
  expect(server.stored()).toEqual(before);
  await page.goto('/pre-plainte/verifier');
  await see(page, 'Fairphone');
});

test('what a release no longer has stays for thirty days', async () => {
  // A script of the build, in plain JavaScript.
  const { keep } = (await import('../../scripts/keep.mjs' as string)) as { keep: (from: string, dist: string, days: number, now: number) => { kept: string[]; gone: string[] } };
  const folder = mkdtempSync(join(tmpdir(), 'guichet-keep-'));
  const release = (name: string, files: Record<string, string>) => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name, file)), { recursive: true });
      writeFileSync(join(folder, name, file), text);
    }
    return join(folder, name);
  };
  const day = (text: string) => Date.parse(text);
  try {
    const one = release('one', { 'index.html': '1', 'boot-1111111111111111.js': 'a', 'boot-1111111111111111.js.br': 'b', 'data/ids-1111111111111111.txt': 'c', 'style-aaaaaaaaaaaaaaaa.css': 's' });
    const two = release('two', { 'index.html': '2', 'boot-2222222222222222.js': 'a', 'style-aaaaaaaaaaaaaaaa.css': 's' });
    const three = release('three', { 'index.html': '3' });
    const first = keep(one, two, 30, day('2026-01-01'));
    expect(first).toEqual({ kept: ['boot-1111111111111111.js', 'boot-1111111111111111.js.br', 'data/ids-1111111111111111.txt'], gone: [] });
    expect(readFileSync(join(two, 'index.html'), 'utf8')).toBe('2');
    expect(readFileSync(join(two, 'data/ids-1111111111111111.txt'), 'utf8')).toBe('c');
    // Thirty days from when each was replaced, not from the last release.
    expect(keep(two, three, 30, day('2026-02-02'))).toEqual({ kept: ['boot-2222222222222222.js', 'style-aaaaaaaaaaaaaaaa.css'], gone: first.kept });
    expect(existsSync(join(three, 'boot-1111111111111111.js'))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
