// Drafts that survive: several of them, on this device, in several tabs; and what becomes of them when the storage fails.
import type { BrowserContext, Page } from '@playwright/test';
import { address, begin, kept, shelves, walk } from './complaint';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { changeRows } from './rows';
import { press, see, seeApp, seeHeading } from './verbs';
import { words } from './words';

const say = words('fr');
/** Too short to go on with: a draft with it goes on where it is told. */
const STORY = 'Mon sac a disparu.';

/** Begins a complaint that lives on the device, as far as the facts, and tells them. */
async function tell(page: Page, story = STORY): Promise<void> {
  await begin(page, say, address('fr'), 'device_week');
  await walk(page, say, { until: 'faits' });
  await page.getByLabel(say('description_label')).fill(story);
  await see(page, say('kept_device'));
  await kept(page);
}

async function start(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/');
  await seeApp(page);
  return page;
}

const title = (page: Page) => page.getByRole('heading', { level: 2, name: say('drafts_title') });
/** Goes on with the draft that was saved last. */
const resume = (page: Page) => page.getByRole('button', { name: say('draft_resume', { what: say('draft_complaint') }) }).first().click();
const story = (page: Page) => page.getByLabel(say('description_label'));

test('a draft of this device is on the start page, and goes on where it was', async ({ page, context }) => {
  await tell(page);
  await expect(page.locator('.save-line')).toContainText(/enregistré à \d+\sh/u);
  await page.close();
  const later = await start(context);
  await expect(title(later)).toBeVisible();
  await see(later, say('step_facts'));
  await expectAccessible(later);
  await later.setViewportSize({ width: 320, height: 700 });
  await expectNoSideways(later);
  await resume(later);
  await seeHeading(later, say('facts_title'));
  await expect(story(later)).toHaveValue(STORY);
});

test('several drafts stand side by side; one is deleted, once that is confirmed', async ({ page }) => {
  await tell(page, 'Le premier récit.');
  await page.goto(address('fr'));
  await press(page, say('begin_another'));
  await begin(page, say, address('fr'), 'device_week');
  await kept(page);
  await page.goto('/');
  const cards = page.locator('.drafts .card');
  await expect(cards).toHaveCount(2);
  await cards.first().getByRole('button', { name: say('draft_delete_what', { what: say('draft_complaint') }) }).click();
  await see(page, say('draft_delete_ask'));
  await expectAccessible(page);
  await press(page, say('draft_keep'));
  await expect(cards).toHaveCount(2);
  await cards.first().getByRole('button', { name: say('draft_delete_what', { what: say('draft_complaint') }) }).click();
  await page.getByRole('button', { name: say('draft_delete'), exact: true }).click();
  await expect(cards).toHaveCount(1);
  await expect.poll(() => shelves(page)).toMatchObject({ drafts: 1, keys: 1 });
  await resume(page);
  await seeHeading(page, say('facts_title'));
  await expect(story(page)).toHaveValue('Le premier récit.');
});

test('a draft of this tab can be set aside for another one', async ({ page, context }) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'conditions' });
  await kept(page);
  await page.goto(address('fr'));
  await press(page, say('begin_another'));
  await expect(page.getByRole('button', { name: say('begin') })).toBeVisible();
  await see(page, say('draft_tab'));
  const other = await start(context);
  await expect(title(other)).toHaveCount(0);
  await resume(page);
  await seeHeading(page, say('conditions_title'));
});

for (const [name, open] of [
  ['another tab', async (page: Page): Promise<Page> => {
    const other = await start(page.context());
    await resume(other);
    return other;
  }],
  ['a copy of the tab', async (page: Page): Promise<Page> => {
    const other = page.waitForEvent('popup');
    await page.evaluate(() => { window.open(location.href); });
    return other;
  }],
] as const) {
  test(`${name} reads the draft until it goes on there, and never do two write`, async ({ page }) => {
    await tell(page);
    const other = await open(page);
    await seeHeading(other, say('elsewhere_title'));
    await see(other, STORY);
    await expect(other.getByRole('textbox')).toHaveCount(0);
    await expectAccessible(other);
    await page.bringToFront();
    await story(page).fill(`${STORY} Il était bleu.`);
    await press(other, say('elsewhere_take'));
    await seeHeading(other, say('facts_title'));
    await expect(story(other)).toHaveValue(`${STORY} Il était bleu.`);
    await seeHeading(page, say('elsewhere_title'));
    await story(other).fill('Écrit dans le deuxième onglet.');
    await kept(other);
    await page.reload();
    await seeHeading(page, say('elsewhere_title'));
    await see(page, 'Écrit dans le deuxième onglet.');
    await press(page, say('elsewhere_take'));
    await expect(story(page)).toHaveValue('Écrit dans le deuxième onglet.');
    await seeHeading(other, say('elsewhere_title'));
    // Erased here, it is gone there.
    await page.goto(address('fr'));
    await press(page, say('discard'));
    await press(page, say('discard_yes'));
    await seeHeading(other, say('complaint_title'));
    await expect(other.getByText('Écrit dans le deuxième onglet.')).toHaveCount(0);
  });
}

test('a draft is erased the next time the page opens after its seven days', async ({ page, context }) => {
  await tell(page);
  await page.goto('about:blank');
  const days = (count: number) => ({ set: { at: Math.floor(Date.now() / 1000) - count * 86_400 } });
  const later = await start(context);
  expect(await changeRows(later, 'drafts', days(6.9))).toBe(1);
  await later.reload();
  await expect(title(later)).toBeVisible();
  expect(await changeRows(later, 'drafts', days(7.1))).toBe(1);
  await later.reload();
  await expect.poll(() => shelves(later)).toMatchObject({ drafts: 0, keys: 0 });
  await expect(title(later)).toHaveCount(0);
});

for (const [name, change] of [
  ['is no row', { text: 'broken' }],
  ['cannot be opened', { set: { sealed: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' } }],
  ['has no readable key', { set: { reader: { device: 'AAAA' } } }],
] as const) {
  test(`a draft that ${name} is asked again`, async ({ page }) => {
    await tell(page);
    await page.goto('about:blank');
    await page.goto('/urgence');
    await seeApp(page);
    expect(await changeRows(page, 'drafts', change)).toBe(1);
    await page.goto(address('fr', 'faits'));
    await seeHeading(page, say('complaint_title'));
    await expect(page.getByRole('button', { name: say('begin') })).toBeVisible();
    await begin(page, say, address('fr'), 'device_week');
  });
}

test('a full storage is said, nothing typed is lost, and it is kept again once there is room', async ({ page, server, complaints }) => {
  test.setTimeout(180_000);
  complaints.allow(/quota/i);
  await begin(page, say, address('fr'), 'device_week');
  await walk(page, say, { until: 'faits' });
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 1 });
  // The browser goes on for a while with the room that it has counted before.
  let told = '';
  const tellUntil = (word: string) => expect(async () => {
    told += 'a';
    await story(page).fill(told);
    await expect(page.locator('.save-line')).toContainText(say(word), { timeout: 1_500 });
  }).toPass({ timeout: 60_000 });
  await tellUntil('kept_full');
  await expectAccessible(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: server.url });
  await tellUntil('kept_device');
  await kept(page);
  await page.reload();
  await expect(story(page)).toHaveValue(told);
});

test('a quick exit erases the draft that is open; the others only where that was asked for', async ({ page, context }) => {
  test.setTimeout(150_000);
  await context.route('https://meteofrance.com/**', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Demain</h1>' }));
  for (const others of [false, true]) {
    await tell(page, 'À garder, sauf demande.');
    await page.goto(address('fr'));
    await press(page, say('begin_another'));
    await tell(page, 'À effacer.');
    await page.goto(address('fr'));
    if (others) {
      await page.getByText(say('exit_title')).click();
      await page.getByRole('checkbox', { name: say('exit_others') }).check();
    }
    await press(page, say('exit'));
    await page.waitForURL('https://meteofrance.com/');
    await page.goto('/');
    await seeApp(page);
    const left = others ? 0 : 1;
    await expect.poll(() => shelves(page)).toMatchObject({ drafts: left, keys: left });
    await expect(page.locator('.drafts .card')).toHaveCount(left);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    if (!others) {
      await resume(page);
      await expect(story(page)).toHaveValue('À garder, sauf demande.');
      await page.goto(address('fr'));
      await press(page, say('begin_another'));
    }
  }
});

test('what a quick exit could not erase, the next start erases before anything is read', async ({ page, context }) => {
  await tell(page);
  const draft = await page.evaluate(() => sessionStorage.getItem('guichet-draft-pre-complaint'));
  const tab = await page.evaluate(() => sessionStorage.getItem('guichet-tab'));
  await page.close();
  const later = await context.newPage();
  await later.goto('/urgence');
  await later.evaluate(([tab, draft]) => { localStorage.setItem(`guichet-wipe-${tab}`, `--${draft}`); }, [tab, draft]);
  await later.goto('/');
  await seeApp(later);
  await expect.poll(() => shelves(later)).toMatchObject({ drafts: 0, keys: 0 });
  await expect(title(later)).toHaveCount(0);
  expect(await later.evaluate(() => Object.keys(localStorage))).toEqual([]);
});
