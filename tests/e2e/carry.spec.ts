// Begun on one device and finished on another: the draft travels in a file, and no server knows of it.
import { readFile, writeFile } from 'node:fs/promises';
import { commune, address, begin, kept, reference, shelves, typed, walk } from './complaint';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { choose, press, see, seeApp, seeHeading, typeIn } from './verbs';
import { words } from './words';
import type { Page, TestInfo } from '@playwright/test';

const say = words('fr');
const PASSPHRASE = 'quatre mots sans rapport';

/** Saves the open draft in a file; what the address bar then says of it is nothing. */
async function save(page: Page, info: TestInfo, passphrase = PASSPHRASE): Promise<string> {
  await press(page, say('carry_title'));
  await seeHeading(page, say('carry_title'));
  await typeIn(page, say('carry_passphrase'), passphrase);
  const download = page.waitForEvent('download');
  await press(page, say('carry_save'));
  const path = info.outputPath((await download).suggestedFilename());
  await (await download).saveAs(path);
  await see(page, say('carry_saved'));
  return path;
}

async function choosing(page: Page, path: string, passphrase = PASSPHRASE): Promise<void> {
  await page.getByLabel(say('fetch_file'), { exact: true }).setInputFiles(path);
  await typeIn(page, say('carry_passphrase'), passphrase);
  await press(page, say('fetch_open'));
}

test('a complaint begun here is finished there, and sent from both it is one', async ({ page, browser, server, complaints }, info) => {
  test.setTimeout(120_000);
  // The second one to send is told that something was sent under this key.
  complaints.expect(/status of 422/);
  await begin(page, say, address('fr'));
  await walk(page, say);
  await page.goto(address('fr'));
  await press(page, say('carry_title'));
  await seeHeading(page, say('carry_title'));
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSideways(page);
  await page.setViewportSize({ width: 390, height: 844 });

  // Too short is said, and nothing is saved.
  await typeIn(page, say('carry_passphrase'), 'court');
  await press(page, say('carry_save'));
  await see(page, say('carry_short'));
  await expectAccessible(page);
  await press(page, say('carry_use'));
  const offered = await page.getByLabel(say('carry_passphrase')).inputValue();
  expect(offered).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]$/);
  await page.goto(address('fr'));
  const path = await save(page, info, offered);
  await expectAccessible(page);
  const file = await readFile(path, 'utf8');
  for (const text of [typed.birthName, typed.email, commune.name]) expect(file).not.toContain(text);

  const there = await browser.newContext({ locale: 'fr-FR', baseURL: server.url });
  const other = await there.newPage();
  await other.goto(address('fr'));
  await seeApp(other);
  await press(other, say('fetch_title'));
  await seeHeading(other, say('fetch_title'));
  await expectAccessible(other);
  await press(other, say('fetch_open'));
  await see(other, say('fetch_missing'));
  await choosing(other, path, 'une autre phrase de passe');
  await see(other, say('fetch_closed'));
  await expectAccessible(other);
  await choose(other, say('device_label'), say('device_week'));
  await choosing(other, path, offered.toLowerCase().replaceAll('-', ' '));
  await seeHeading(other, say('check_title'));
  for (const text of [typed.email, typed.story]) await see(other, text);
  await kept(other);
  expect(await shelves(other)).toMatchObject({ drafts: 1, keys: 1 });

  const before = server.stored().length;
  await press(other, say('send'));
  const shown = await reference(other, say);
  await page.goto(address('fr', 'verifier'));
  await press(page, say('send'));
  expect(await reference(page, say)).toBe(shown);
  expect(server.stored()).toHaveLength(before + 1);
  await there.close();
});

test('a file that is no draft is told apart, and what is open here stays', async ({ page }, info) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'conditions' });
  await kept(page);
  const path = await save(page, info);
  await page.goto(address('fr', 'ouvrir'));
  await see(page, say('fetch_aside'));
  const text = await readFile(path, 'utf8');
  let count = 0;
  for (const [content, word] of [
    ['{}', 'fetch_not_ours'],
    [text.slice(0, 200), 'fetch_not_ours'],
    [text.replace('"v":1', '"v":9'), 'fetch_newer'],
    ['x'.repeat(3_000_000), 'fetch_not_ours'],
  ] as const) {
    const other = info.outputPath(`other-${count += 1}.json`);
    await writeFile(other, content);
    await choosing(page, other);
    await see(page, say(word));
  }
  await page.goto(address('fr'));
  await press(page, say('resume'));
  await seeHeading(page, say('conditions_title'));
});

test('what only this page holds is not pushed aside by a file', async ({ page }) => {
  await begin(page, say, address('fr'), 'device_page');
  await page.getByRole('link', { name: say('back'), exact: true }).click();
  await press(page, say('fetch_title'));
  await see(page, say('fetch_occupied'));
  await expectAccessible(page);
});
