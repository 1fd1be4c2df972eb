// What a person takes along from the receipt: on paper, in a calendar, in a file; and a way back when something was wrong.
import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import ICAL from 'ical.js';
import jsQR from 'jsqr';
import { address, begin, code, reference, typed, walk } from './complaint';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { press, see, seeHeading, typeIn } from './verbs';
import { words, type Language } from './words';

const say = words('fr');

async function send(page: Page, language: Language): Promise<string> {
  const say = words(language);
  await begin(page, say, address(language));
  await walk(page, say);
  await press(page, say('send'));
  return reference(page, say);
}

/** What a scanner reads in the square. */
async function scanned(page: Page): Promise<string | undefined> {
  const { data, side } = await page.getByRole('img', { name: say('qr_label') }).evaluate((image) => {
    const modules = (image as unknown as SVGSVGElement).viewBox.baseVal.width;
    const scale = 8;
    const canvas = document.createElement('canvas');
    canvas.width = modules * scale;
    canvas.height = canvas.width;
    const paper = canvas.getContext('2d');
    if (paper === null) throw new Error('no canvas');
    paper.fillStyle = '#fff';
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.scale(scale, scale);
    paper.fillStyle = '#000';
    paper.fill(new Path2D(image.querySelector('path')?.getAttribute('d') ?? ''));
    return { data: [...paper.getImageData(0, 0, canvas.width, canvas.height).data], side: canvas.width };
  });
  return jsQR(Uint8ClampedArray.from(data), side, side)?.data;
}

async function downloaded(page: Page, button: string): Promise<{ name: string; text: string }> {
  const waiting: Promise<Download> = page.waitForEvent('download');
  await press(page, button);
  const download = await waiting;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** How many sheets of paper the page takes as it would be printed now. */
async function sheets(page: Page): Promise<number> {
  const file = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return file.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test('the receipt is read out, scanned, printed on one page, and its dates go into a calendar', async ({ page }) => {
  test.setTimeout(120_000);
  const shown = await send(page, 'fr');
  expect(await scanned(page)).toBe(shown);
  await page.getByText(say('spelled_title')).click();
  const letter = [...shown].find((symbol) => /[A-Z]/.test(symbol));
  if (letter !== undefined) {
    const name = say('spelling_names').split(',')[letter.charCodeAt(0) - 65] ?? '';
    await see(page, new RegExp(say('spelled_as', { letter, name })));
  }
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSideways(page);
  expect(await sheets(page), 'sheets of the receipt').toBe(1);

  const calendar = await downloaded(page, say('calendar_add'));
  expect(calendar.name).toMatch(/\.ics$/);
  expect(calendar.text).not.toContain(typed.birthName);
  const events = new ICAL.Component(ICAL.parse(calendar.text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  const titles = events.map((event) => event.summary);
  expect(titles).toContain(say('calendar_call'));
  const last = events.find((event) => event.summary === say('calendar_sign'));
  expect(last?.startDate.isDate).toBe(true);
  const days = ((last?.startDate.toJSDate().getTime() ?? 0) - Date.now()) / 86_400_000;
  expect(Math.abs(days - 30), 'thirty days to sign').toBeLessThan(1.5);
  const call = events.find((event) => event.summary === say('calendar_call'));
  expect(Math.abs((call?.endDate.toJSDate().getTime() ?? 0) - Date.now() - 86_400_000), 'a day for the call').toBeLessThan(600_000);
  expect(new Set(events.map((event) => event.uid)).size).toBe(events.length);
});

test('the answers are kept as a file, in the language of the person with the French beside', async ({ page }) => {
  test.setTimeout(120_000);
  const [english, french] = [words('en'), words('fr')];
  const shown = await send(page, 'en');
  await see(page, french('birth_name_label'));
  const file = await downloaded(page, english('copy_save'));
  expect(file.name).toBe(`guichet-${shown}.html`);
  for (const text of [shown, await code(page), typed.story, typed.email, english('birth_name_label'), french('birth_name_label')]) {
    expect(file.text).toContain(text);
  }
  expect(file.text).not.toMatch(/<script|https?:/);
  // It can be read with nothing else at hand.
  const reader = await page.context().newPage();
  await reader.setContent(file.text);
  await see(reader, typed.story);
  await expectAccessible(page);
});

test('what was sent is taken back, corrected and sent again as another one', async ({ page, server }) => {
  test.setTimeout(120_000);
  const before = server.stored();
  const first = await send(page, 'fr');
  const firstCode = await code(page);
  await press(page, say('correct_start'));
  await see(page, say('correct_ask', { reference: first }));
  await expectAccessible(page);
  await press(page, say('correct_yes'));
  await seeHeading(page, say('check_title'));
  await see(page, typed.story);
  await page.goto(`${address('fr', 'faits')}?retour=1`);
  await seeHeading(page, say('facts_title'));
  const corrected = `${typed.story} Vers 18 heures.`;
  await typeIn(page, say('description_label'), corrected);
  await press(page, say('continue'));
  await seeHeading(page, say('check_title'));
  await press(page, say('send'));
  const second = await reference(page, say);
  expect(second).not.toBe(first);
  expect(await code(page)).not.toBe(firstCode);
  expect(server.opened(second).complaint).toMatchObject({ description: corrected });
  expect(server.stored().filter((stored) => !before.includes(stored))).toContain(second);
});

test('a failure names whom to ask', async ({ page, complaints }) => {
  test.setTimeout(120_000);
  complaints.allow(/ERR_/);
  const contact = 'aide@guichet.example';
  await page.route('**/config.json', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), contact } });
  });
  await begin(page, say, address('fr'));
  await walk(page, say);
  await page.route('**/api/v1/submissions', (route) => route.abort('connectionrefused'));
  await press(page, say('send'));
  await see(page, say('sending_again'));
  await expect(page.getByRole('link', { name: contact })).toHaveAttribute('href', `mailto:${contact}`);
  await expectAccessible(page);
});
