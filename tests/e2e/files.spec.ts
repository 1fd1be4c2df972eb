// Files joined to a complaint: cleaned and sealed on the device, sent in pieces, and on the agent's table as they were meant.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { address, begin, reference, walk } from './complaint';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { dots, pdf, photo, type Picked } from './photo';
import { press, see, seeApp, seeHeading } from './verbs';
import { words } from './words';

const say = words('fr');
const putting = '**/api/v1/uploads/*/*';

/** A sentence as it stands on the page, whatever its spaces. */
function said(word: string, values: Record<string, string> = {}): RegExp {
  const parts = say(word, values).split(/\s+/u).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('\\s+'), 'u');
}

function control(page: Page) {
  return page.locator('input[type=file]');
}

/** Waits until every file that was picked is joined, or refused. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('.file[aria-busy]')).toHaveCount(0, { timeout: 30_000 });
}

async function pick(page: Page, ...files: Picked[]): Promise<void> {
  // From a folder: a browser takes megabytes much faster from there than handed over as text.
  const folder = mkdtempSync(join(tmpdir(), 'guichet-files-'));
  const paths = files.map(({ name }) => join(folder, name));
  files.forEach(({ buffer }, n) => writeFileSync(paths[n] ?? folder, buffer));
  await control(page).setInputFiles(paths);
  await settled(page);
  rmSync(folder, { recursive: true });
}

/** Answers everything; `joining` is called with the facts, where files can be joined. The next press sends. */
async function ready(page: Page, joining: () => Promise<void>, origin = '', device = 'device_tab'): Promise<void> {
  await begin(page, say, `${origin}${address('fr')}`, device);
  await walk(page, say, { after: async (step) => (step.slug === 'faits' ? joining() : undefined) });
}

test('a photo of 12 MB arrives small, without where it was taken, and the page goes on answering', async ({ page, server }) => {
  await page.addInitScript(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { longTasks: seen });
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.push(entry.duration); }).observe({ type: 'longtask' });
  });
  let longest = 0;
  await ready(page, async () => {
    const taken = await photo(page, 'IMG_0042.JPG', 4000, 3000, 12_000_000);
    expect(taken.buffer.length).toBeGreaterThanOrEqual(12_000_000);
    expect(taken.buffer.includes('Exif')).toBe(true);
    await page.evaluate(() => { (globalThis as unknown as { longTasks: number[] }).longTasks.length = 0; });
    await pick(page, taken);
    await page.waitForTimeout(100);
    longest = await page.evaluate(() => Math.max(0, ...(globalThis as unknown as { longTasks: number[] }).longTasks));
    await expect(page.locator('.file')).toContainText('IMG_0042.jpg');
    await see(page, /12 mars 2026/);
    await press(page, say('file_date_take'));
    await expect(page.locator('textarea')).toHaveValue(/métro[^]*IMG_0042\.jpg[^]*12 mars 2026/);
    await expectAccessible(page);
  });
  console.log(`longest piece of work on the page's own thread: ${Math.round(longest)} ms`);
  expect(longest).toBeLessThan(200);
  await see(page, /IMG_0042\.jpg \(\d/);
  await press(page, say('send'));
  const arrived = server.files(await reference(page, say));
  const [[name, bytes] = ['', Buffer.alloc(0)]] = [...arrived];
  expect(arrived.size).toBe(1);
  expect(name).toBe('IMG_0042.jpg');
  expect(bytes.length).toBeLessThanOrEqual(5_000_000);
  expect(bytes.subarray(0, 3).toString('hex')).toBe('ffd8ff');
  expect(bytes.includes('Exif')).toBe(false);
  expect(bytes.includes('2026:03:12')).toBe(false);
  // It was taken on its side: now the dots themselves are turned.
  const [width, height] = dots(bytes);
  expect(width * height).toBeLessThanOrEqual(12_000_000);
  expect(height).toBeGreaterThan(width);
});

test('a PDF with the name of a photo is taken as a PDF, to the byte', async ({ page, server }) => {
  const invoice = pdf('facture.jpg', 600_000);
  await ready(page, async () => {
    await pick(page, invoice);
    await expect(page.locator('.file')).toContainText('facture.pdf');
    await see(page, say('file_renamed'));
    await see(page, say('file_kept'));
  });
  await press(page, say('send'));
  const arrived = server.files(await reference(page, say));
  expect([...arrived.keys()]).toEqual(['facture.pdf']);
  expect(arrived.get('facture.pdf')?.equals(invoice.buffer)).toBe(true);
});

test('what cannot be joined is refused clearly, and what was joined stays', async ({ page }) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'faits' });
  await page.setViewportSize({ width: 320, height: 700 });
  await expectAccessible(page);
  const text = { name: 'facture.pdf', mimeType: 'application/pdf', buffer: Buffer.from('Bonjour, voici ma facture.') };
  const video = { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1') };
  const broken = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('ffd8ffe000104a46494600', 'hex') };
  const heic = { name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1') };
  await pick(page, pdf('devis.pdf', 1_000), text, video, broken, heic, pdf('contrat.pdf', 5_000_001));
  await expect(page.locator('.file')).toHaveCount(1);
  await expect(page.locator('.file')).toContainText('devis.pdf');
  const notes = page.locator('.notice-warn', { hasText: 'facture.pdf' });
  for (const word of ['file_other', 'file_video', 'file_broken', 'file_heif']) await expect(notes).toContainText(said(word));
  await expect(notes).toContainText(said('file_pdf_too_large', { most: say('file_megabytes', { count: '5' }) }));
  await expectAccessible(page);
  await expectNoSideways(page);
  // Twenty megabytes in all, and no more.
  await pick(page, ...[1, 2, 3].map((n) => pdf(`grand-${n}.pdf`, 5_000_000)), pdf('grand-4.pdf', 4_999_001));
  await expect(page.locator('.file')).toHaveCount(4);
  await expect(page.locator('.notice-warn', { hasText: 'grand-4.pdf' })).toBeVisible();
  await page.getByRole('button', { name: said('remove_what', { what: 'grand-1.pdf' }) }).click();
  await expect(page.locator('.file')).toHaveCount(3);
  await expect(control(page)).toBeFocused();
  await page.reload();
  await seeApp(page);
  await expect(page.locator('.file')).toHaveCount(3);
  await expect(page.locator('.file').first()).toContainText(said('file_kept'));
});

test('an upload that breaks at every piece in turn goes on from there', async ({ page, server, complaints }) => {
  complaints.expect(/ERR_/);
  const broken = new Set<string>();
  const sent: string[] = [];
  await page.route(putting, (route) => {
    const path = new URL(route.request().url()).pathname;
    sent.push(path);
    if (broken.has(path)) return route.continue();
    broken.add(path);
    return route.abort('connectionreset');
  });
  const invoice = pdf('facture.pdf', 900_000);
  await ready(page, () => pick(page, invoice));
  await press(page, say('send'));
  const shown = await reference(page, say);
  expect(broken.size).toBe(4);
  // Each piece twice: cut off the first time, and never sent again once it had arrived.
  expect(sent).toHaveLength(8);
  expect(server.files(shown).get('facture.pdf')?.equals(invoice.buffer)).toBe(true);
});

test('answers lost after each piece was stored', async ({ page, through, server, complaints }) => {
  // The browser may send a request whose answer was lost again by itself, and say nothing.
  complaints.allow(/ERR_EMPTY_RESPONSE|ERR_CONNECTION/);
  const proxy = await through(({ path, count, body }) => (/\/uploads\/\w+\/\d+$/.test(path) && count === 1 ? undefined : body));
  const invoice = pdf('facture.pdf', 600_000);
  await ready(page, () => pick(page, invoice), proxy.url);
  await press(page, say('send'));
  const shown = await reference(page, say);
  expect(server.files(shown).get('facture.pdf')?.equals(invoice.buffer)).toBe(true);
});

test('a reload in the middle of the files resumes, with only what is missing', async ({ page, server, complaints }) => {
  complaints.expect(/ERR_/);
  complaints.allow(/404/);
  const arrived: string[] = [];
  const stop = { yes: true };
  await page.route(putting, (route) => {
    if (stop.yes && arrived.length >= 2) return route.abort('connectionrefused');
    arrived.push(new URL(route.request().url()).pathname);
    return route.continue();
  });
  const invoice = pdf('facture.pdf', 900_000);
  await ready(page, () => pick(page, invoice));
  const before = server.stored();
  await press(page, say('send'));
  await see(page, say('sending_offline'));
  await see(page, said('sending_files', { percent: '50' }));
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSideways(page);
  expect(server.stored()).toEqual(before);
  await page.reload();
  await seeApp(page);
  await see(page, say('sending_offline'));
  stop.yes = false;
  await press(page, say('sending_again'));
  const shown = await reference(page, say);
  expect(new Set(arrived).size).toBe(4);
  expect(arrived).toHaveLength(4);
  expect(server.files(shown).get('facture.pdf')?.equals(invoice.buffer)).toBe(true);
});

test('a file that does not get through: the rest is sent without it, and it is to be brought', async ({ page, server, complaints }) => {
  complaints.expect(/ERR_/);
  await page.route(putting, (route) => route.abort('connectionrefused'));
  await ready(page, () => pick(page, pdf('facture.pdf', 1_000)));
  const before = server.stored();
  await press(page, say('send'));
  await see(page, said('send_without', { name: 'facture.pdf' }));
  expect(server.stored()).toEqual(before);
  await press(page, say('send_without', { name: 'facture.pdf' }));
  const shown = await reference(page, say);
  await see(page, said('file_to_bring', { name: 'facture.pdf' }));
  expect(server.files(shown).size).toBe(0);
  expect(server.opened(shown).complaint).toMatchObject({ files_to_bring: ['facture.pdf'] });
});

test('one goes back to the answers while files are on their way, and nothing is lost', async ({ page, server, complaints }) => {
  complaints.expect(/ERR_/);
  await page.route(putting, (route) => route.abort('connectionrefused'));
  await ready(page, () => pick(page, pdf('facture.pdf', 1_000)));
  const before = server.stored();
  await press(page, say('send'));
  await see(page, say('sending_offline'));
  await press(page, say('back_to_answers'));
  await seeHeading(page, say('check_title'));
  await see(page, /facture\.pdf/);
  await page.unroute(putting);
  await press(page, say('send'));
  const shown = await reference(page, say);
  expect(server.stored()).toEqual([...before, shown]);
  expect(server.files(shown).size).toBe(1);
});

test('a piece that the server misses when it is claimed: nothing is stored, and it is sent again', async ({ page, server, complaints }) => {
  complaints.expect(/409/);
  let taken = 0;
  // Somebody in between says that a piece arrived, and drops it.
  await page.route(putting, (route) => {
    taken += 1;
    return taken === 2 ? route.fulfill({ status: 204 }) : route.continue();
  });
  const before = server.stored();
  const refused: string[][] = [];
  page.on('response', (response) => {
    if (/submissions$/.test(response.url()) && response.status() === 409) refused.push(server.stored());
  });
  const invoice = pdf('facture.pdf', 600_000);
  await ready(page, () => pick(page, invoice));
  await press(page, say('send'));
  const shown = await reference(page, say);
  expect(refused).toEqual([before]);
  expect(server.stored()).toEqual([...before, shown]);
  expect(server.files(shown).get('facture.pdf')?.equals(invoice.buffer)).toBe(true);
});

test('on this page only: files are in memory, are sent, and leave nothing', async ({ page, server }) => {
  await ready(page, async () => {
    await pick(page, pdf('facture.pdf', 300_000));
    await see(page, say('file_kept_page'));
  }, '', 'device_page');
  await press(page, say('send'));
  expect(server.files(await reference(page, say)).size).toBe(1);
});
