// Whoever cannot run the program is not left without: pages that are whole as they are delivered, and the ways to them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { address, begin, walk } from './complaint';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { base, dist } from './placed';
import { press, seeHeading } from './verbs';
import { words } from './words';

const say = words('fr');

const index = JSON.parse(readFileSync(join(dist, 'data/index.json'), 'utf8')) as { sample: boolean; counts: { police: number; gendarmerie: number } };
const still = ['/services', '/annuaire', '/annuaire/59', '/imprimer'];

async function noProgram(page: Page): Promise<void> {
  await expect(page.locator('script[src], link[rel=modulepreload], #failure, noscript')).toHaveCount(0);
}

for (const prefix of ['', '/en']) {
  test.describe(`without JavaScript, ${prefix || '/fr'}`, () => {
    test.use({ javaScriptEnabled: false });

    test('the start page leads to what can be read', async ({ page }) => {
      await page.goto(prefix || '/');
      const ways = page.locator('noscript .notice');
      await expect(ways).toBeVisible();
      for (const path of ['/imprimer', '/annuaire', '/services', '/urgence']) {
        await expect(ways.locator(`a[href="${base}${prefix}${path}"]`)).toBeVisible();
      }
      await ways.locator(`a[href="${base}${prefix}/annuaire"]`).click();
      await page.locator(`a[href="${base}${prefix}/annuaire/59"]`).click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Nord');
      await page.goto(`${prefix}/urgence`);
      await expect(page.locator('main a[href="tel:3919"]')).toBeVisible();
    });
  });

  for (const path of still) {
    test(`${prefix}${path} has no program, and is for everybody`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 800 });
      await page.emulateMedia({ colorScheme: prefix === '' ? 'light' : 'dark' });
      const answer = await page.goto(`${prefix}${path}`);
      expect(answer?.status()).toBe(200);
      await noProgram(page);
      await expect(page.locator('html')).toHaveAttribute('lang', prefix === '' ? 'fr' : 'en');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoSideways(page);
      await expectAccessible(page);
    });
  }
}

test('the app leads to the form on paper beside it, and keeps what is written', async ({ page, context }) => {
  await begin(page, say, address('fr'), 'device_page');
  await walk(page, say, { until: 'faits' });
  await page.getByLabel(say('description_label')).fill('Mon sac a disparu.');
  await page.getByRole('link', { name: /Guichet/ }).first().click();
  await seeHeading(page, say('start_title'));
  const opened = context.waitForEvent('page');
  await press(page, say('start_paper'));
  const paper = await opened;
  await expect(paper).toHaveURL(/\/imprimer$/);
  await noProgram(paper);
  await page.goBack();
  await expect(page.getByLabel(say('description_label'))).toHaveValue('Mon sac a disparu.');
});

test('every station stands in its department, with how to reach it', async ({ page }) => {
  await page.goto('/annuaire');
  const departments = await page.locator('.departments a').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
  expect(departments.length).toBeGreaterThan(95);
  let stations = 0;
  for (const path of departments) {
    const text = readFileSync(join(dist, path.slice(base.length), 'index.html'), 'utf8');
    stations += text.split('<li class="station">').length - 1;
    expect(text.includes('<meta name="robots" content="noindex">'), path).toBe(index.sample);
  }
  expect(stations).toBe(index.counts.police + index.counts.gendarmerie);
  await page.goto('/annuaire/59');
  const first = page.locator('.station').first();
  await expect(first.getByRole('heading')).toBeVisible();
  if (index.sample) {
    await expect(page.locator('.notice-warn').first()).toContainText('Exemple');
    await expect(first.locator('.badge')).toBeVisible();
    await expect(first).toContainText(/Lundi/i);
  }
});

test('a department that is not there is missing', async ({ page, complaints }) => {
  complaints.expect(/404/);
  expect((await page.goto('/annuaire/99'))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’existe pas');
});

test('the form on paper asks what the screens ask, on a few sheets', async ({ page }) => {
  await page.goto('/imprimer');
  for (const asked of ['Nom de naissance', 'Date de naissance', 'Signature']) await expect(page.getByText(asked, { exact: false }).first()).toBeVisible();
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(sheets).toBeGreaterThanOrEqual(2);
  expect(sheets).toBeLessThanOrEqual(4);
});

const ways = (page: Page, prefix: string) => page.locator(`#failure a[href="${base}${prefix}/imprimer"]`);

test('where the program does not come, the page leads to what needs none', async ({ page, complaints }) => {
  complaints.expect(/Failed to (load|fetch)|ERR_FAILED/);
  await page.route(/\.wasm$/, (route) => route.abort());
  await page.goto('/pre-plainte');
  await expect(page.locator('#failure-code')).toHaveText(/^wasm-/);
  await expectAccessible(page);
  await ways(page, '').click();
  await expect(page).toHaveURL(/\/imprimer$/);
  await noProgram(page);
});

test('an engine without WebAssembly is led there too, in its language', async ({ page }) => {
  await page.addInitScript(() => { Reflect.deleteProperty(globalThis, 'WebAssembly'); });
  await page.goto('/en');
  await expect(page.locator('#failure-code')).toHaveText(/^unsupported-/);
  await expect(ways(page, '/en')).toHaveText('a form to print');
  await ways(page, '/en').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('form to print');
});

test('a program that has ended leads there as well', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('#app[data-app]')).toHaveCount(1);
  await page.evaluate(() => (globalThis as unknown as { guichetFailed: (reason: string) => void }).guichetFailed('panic'));
  await ways(page, '').click();
  await expect(page).toHaveURL(/\/imprimer$/);
});
