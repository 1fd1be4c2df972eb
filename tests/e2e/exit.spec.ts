// Leaving quickly: nothing in sight, nothing kept, and another site in the place of this one.
import { address, begin, kept, shelves, walk } from './complaint';
import { expect, expectAccessible, test } from './fixtures';
import { press, seeApp, seeHeading } from './verbs';
import { words } from './words';
import type { Page } from '@playwright/test';

const fr = words('fr');

/** The other site, which is not asked for here: whether one arrives is what counts. */
async function elsewhere(page: Page): Promise<void> {
  await page.context().route('https://meteofrance.com/**', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Demain</h1>' }));
}

/** What this tab keeps, besides the mark of an exit. */
const values = (page: Page) => page.evaluate(() => Object.keys(sessionStorage).sort());

for (const [name, leave] of [
  ['by the button', (page: Page) => press(page, fr('exit'))],
  ['by three presses of Shift', async (page: Page) => { for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift'); }],
] as const) {
  test(`what was written is gone ${name}, and whoever comes back finds an empty form`, async ({ page }) => {
    await elsewhere(page);
    await begin(page, fr, address('fr'));
    await walk(page, fr, { until: 'faits' });
    await page.getByLabel(fr('description_label')).fill('Ce que personne ne doit lire ici.');
    await kept(page);
    await expectAccessible(page);
    expect((await shelves(page)).drafts).toBe(1);
    await leave(page);
    await page.waitForURL('https://meteofrance.com/');
    // The page that was left is not behind this one; what is behind asks for what is no longer there.
    await page.goto('/pre-plainte');
    await seeApp(page);
    await seeHeading(page, fr('complaint_title'));
    await expect(page.getByText(fr('resume_title'))).toHaveCount(0);
    await expect.poll(async () => (await shelves(page)).drafts).toBe(0);
    expect((await values(page)).filter((name) => /draft|aside|wipe/.test(name))).toEqual([]);
    await page.goto('/pre-plainte/faits');
    await seeHeading(page, fr('complaint_title'));
  });
}

test('a key between the presses of Shift is writing, and nothing is left', async ({ page }) => {
  await begin(page, fr, address('fr'));
  await walk(page, fr, { until: 'faits' });
  const story = page.getByLabel(fr('description_label'));
  await story.focus();
  await page.keyboard.press('Shift+A');
  await page.keyboard.press('Shift+B');
  await page.keyboard.press('Shift+C');
  await page.keyboard.press('Shift');
  await page.waitForTimeout(300);
  await expect(story).toHaveValue('ABC');
});

test('the button stays in reach on a small screen and covers nothing that has the focus', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 480 });
  await begin(page, fr, address('fr'));
  await walk(page, fr, { until: 'contact' });
  const button = page.getByRole('button', { name: fr('exit') });
  await page.getByLabel(fr('phone_label')).focus();
  await expect(button).toBeInViewport();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  const [under, over] = [await page.locator(':focus').boundingBox(), await button.boundingBox()];
  expect(under && over && under.y >= over.y + over.height).toBe(true);
});

test('on a small screen a step begins at its top, and the button covers none of where one is', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await begin(page, fr, address('fr'));
  await walk(page, fr, {
    until: 'mentions',
    before: async () => {
      expect(await page.evaluate(() => scrollY)).toBe(0);
      await expect(page.locator('.back')).toBeInViewport();
      // Wherever the page is moved to, the two are never in one place.
      for (const y of [0, 40, 60, 80, 100]) {
        const apart = await page.evaluate((to) => {
          scrollTo(0, to);
          const line = document.createRange();
          line.selectNodeContents(document.getElementById('progress-text') as Node);
          const button = document.querySelector('.button-exit')?.getBoundingClientRect();
          return button && [...line.getClientRects()].every((text) => text.right <= button.left || text.bottom <= button.top || text.top >= button.bottom);
        }, y);
        expect(apart, `moved by ${y}`).toBe(true);
      }
      await page.evaluate(() => scrollTo(0, 0));
    },
  });
});
