// The opening page of a form is there, and in use, before the forms' own program; where something was begun before it waits for it.
import { begin, address, kept } from './complaint';
import { expect, expectAccessible, test } from './fixtures';
import { press, see, seeApp, seeHeading } from './verbs';
import { words } from './words';
import type { Page } from '@playwright/test';

const fr = words('fr');
const program = /\/forms-[0-9a-f]+\.wasm$/;

/** Holds the forms' program back until the page says. */
async function withheld(page: Page): Promise<() => void> {
  let release = () => {};
  const free = new Promise<void>((resolve) => (release = resolve));
  await page.route(program, async (route) => {
    await free;
    await route.continue();
  });
  return release;
}

test('the page answers while the forms are on the way, and the beginning keeps what was chosen', async ({ page }) => {
  const release = await withheld(page);
  await page.goto('/pre-plainte');
  await seeApp(page);
  await page.getByRole('radio', { name: fr('device_page') }).check();
  await press(page, fr('begin'));
  await see(page, fr('loading'));
  await expectAccessible(page);
  // A hurried second press begins nothing twice.
  await press(page, fr('begin'));
  release();
  await expect(page).toHaveURL(/\/pre-plainte\/./);
  await see(page, fr('kept_page'));
  await page.goBack();
  await seeHeading(page, fr('complaint_title'));
  await see(page, fr('resume_title'));
});

for (const path of ['/pre-plainte', '/en/signaler']) {
  test(`the page says the same with the forms' program and without: ${path}`, async ({ page }) => {
    const arrived = page.waitForResponse(program);
    await page.goto(path);
    await seeApp(page);
    const text = () => page.locator('main').innerText();
    const [alone] = [await text(), await arrived];
    await page.waitForTimeout(500);
    await page.locator('.header a').first().click();
    await expect(page.locator('.service-first')).toBeVisible();
    await page.goBack();
    await expect(page.locator('main form button[type=submit]')).toBeVisible();
    // Drawn by the forms' program, which has told the desk of this tab.
    expect(await page.evaluate(() => sessionStorage.getItem('guichet-tab'))).not.toBeNull();
    expect(await text()).toBe(alone);
  });
}

test('whoever goes elsewhere meanwhile is not called back', async ({ page }) => {
  const release = await withheld(page);
  await page.goto('/signaler');
  await seeApp(page);
  await press(page, fr('begin'));
  await see(page, fr('loading'));
  await page.locator('.header a').first().click();
  await seeHeading(page, fr('start_title'));
  release();
  await page.waitForResponse(program);
  await page.waitForTimeout(500);
  await expect(page).toHaveURL(/\/$/);
  await seeHeading(page, fr('start_title'));
});

test('forms that do not come are asked for again, with what was chosen', async ({ page, complaints }) => {
  complaints.allow(/ERR_FAILED|Failed to fetch|Load failed/);
  await page.route(program, (route) => route.abort());
  await page.goto('/pre-plainte');
  await seeApp(page);
  await page.getByRole('radio', { name: fr('device_page') }).check();
  await press(page, fr('begin'));
  await see(page, fr('area_missing_title'));
  await seeHeading(page, fr('complaint_title'));
  await expectAccessible(page);
  await page.unroute(program);
  await press(page, fr('area_again'));
  await expect(page).toHaveURL(/\/pre-plainte\/./);
  await see(page, fr('kept_page'));
});

test('pages ask for the forms by themselves only where something was begun', async ({ page, context }) => {
  const asked: string[] = [];
  context.on('request', (request) => {
    if (program.test(request.url())) asked.push(request.url());
  });
  await page.goto('/pre-plainte');
  await seeApp(page);
  await expect.poll(() => asked.length).toBe(1);
  // Looked at and left: the next pages are as small as the first.
  const next = await context.newPage();
  await next.goto('/');
  await seeApp(next);
  await next.waitForTimeout(1_500);
  expect(asked.length).toBe(1);
  await begin(next, fr, address('fr'));
  await kept(next);
  const last = await context.newPage();
  const count = asked.length;
  await last.goto('/');
  await seeApp(last);
  await expect.poll(() => asked.length).toBeGreaterThan(count);
});

test('what leaving quickly shall erase is erased, also where the page was left before the forms had come', async ({ page, context }) => {
  await context.route('https://meteofrance.com/**', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Demain</h1>' }));
  const release = await withheld(page);
  await page.goto('/pre-plainte');
  await seeApp(page);
  await page.getByText(fr('exit_title')).click();
  await page.getByLabel(fr('exit_others')).check();
  // Meanwhile somebody begins a draft in another tab, on this device.
  const other = await context.newPage();
  await other.goto('/pre-plainte');
  await seeApp(other);
  await other.getByRole('radio', { name: fr('device_week') }).check();
  await press(other, fr('begin'));
  await expect(other).toHaveURL(/\/pre-plainte\/./);
  await kept(other);
  await other.close();
  await press(page, fr('exit'));
  await page.waitForURL('https://meteofrance.com/');
  release();
  const later = await context.newPage();
  await later.goto('/pre-plainte');
  await seeApp(later);
  await seeHeading(later, fr('complaint_title'));
  await see(later, fr('device_label'));
  await expect(later.getByText(fr('drafts_title'))).toHaveCount(0);
});
