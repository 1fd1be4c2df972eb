// What is kept, where, and for how long; and that the browser's own buttons always work.
import { address, begin, combobox, commune, kept, reference, shelves, steps, typed, walk } from './complaint';
import { expect, expectAccessible, test } from './fixtures';
import { press, see, seeApp, seeHeading } from './verbs';
import { words } from './words';

const say = words('fr');

test('a reload at every step keeps every answer', async ({ page, server }) => {
  test.setTimeout(90_000);
  await begin(page, say, address('fr'));
  await walk(page, say, {
    after: async ({ slug, title }) => {
      const shown = () => page.locator('main').evaluate((main) => [...main.querySelectorAll('input, textarea')].map((field) => {
        const input = field as HTMLInputElement;
        return input.type === 'radio' || input.type === 'checkbox' ? String(input.checked) : input.value;
      }));
      const before = await shown();
      await see(page, say('kept_tab'));
      await kept(page);
      await page.reload();
      await seeHeading(page, say(title));
      await expect.poll(shown, slug).toEqual(before);
    },
  });
  for (const text of [typed.email, typed.story, typed.brand, typed.designation]) await see(page, text);
  await kept(page);
  await page.reload();
  await seeHeading(page, say('check_title'));
  await press(page, say('send'));
  const shown = await reference(page, say);
  expect(server.stored()).toContain(shown);
});

test('a reload right after the last keystroke keeps it', async ({ page }) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'faits' });
  const story = page.getByRole('textbox').first();
  await story.pressSequentially('Mon sac a disparu.', { delay: 5 });
  await page.reload();
  await expect(page.getByRole('textbox').first()).toHaveValue('Mon sac a disparu.');
});

test('so does one in a browser that drops the writes of a page that ends', async ({ page }) => {
  await page.addInitScript(() => {
    let ending = false;
    addEventListener('pagehide', () => (ending = true), { capture: true });
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...wanted) {
      const request = put.apply(this, wanted);
      if (ending) this.transaction.abort();
      return request;
    };
  });
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'faits' });
  await kept(page);
  await page.getByRole('textbox').first().pressSequentially('Mon sac a disparu.', { delay: 5 });
  await page.reload();
  await expect(page.getByRole('textbox').first()).toHaveValue('Mon sac a disparu.');
  await kept(page);
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.includes('aside')))).toEqual([]);
});

test('Back and Forward lead through the steps, answers in place', async ({ page }) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'faits' });
  const visited = steps.slice(0, steps.findIndex(({ slug }) => slug === 'faits') + 1).map(({ slug }) => slug);
  const titles = new Map(steps.map(({ slug, title }) => [slug, title]));
  for (const slug of visited.slice(0, -1).reverse()) {
    await page.goBack();
    await expect(page).toHaveURL(new RegExp(`/${slug}$`));
    await seeHeading(page, say(titles.get(slug) ?? ''));
  }
  await expect(page.getByRole('radio', { name: say('offence_theft') })).toBeChecked();
  await page.goBack();
  await seeHeading(page, say('complaint_title'));
  await see(page, say('resume_title'));
  await expectAccessible(page);
  for (const slug of visited) {
    await page.goForward();
    await expect(page).toHaveURL(new RegExp(`/${slug}$`));
    await seeHeading(page, say(titles.get(slug) ?? ''));
  }
  // The page's own way back is a link, and the address follows it.
  await page.getByRole('link', { name: say('back'), exact: true }).click();
  await seeHeading(page, say('contact_title'));
  await expect(page).toHaveURL(/\/contact$/);
  await expect(page.getByLabel(say('email_label'), { exact: true })).toHaveValue(typed.email);
});

test('Back after the receipt leads to nothing that could be sent again', async ({ page, server }) => {
  const before = server.stored();
  await begin(page, say, address('fr'));
  await walk(page, say);
  await press(page, say('send'));
  const shown = await reference(page, say);
  await page.goBack();
  await expect(page.getByRole('button', { name: say('send') })).toHaveCount(0);
  expect(server.stored()).toEqual([...before, shown]);
});

test('the address of a late step, with nothing answered, leads to the beginning', async ({ page }) => {
  for (const slug of ['faits', 'commissariat', 'verifier']) {
    await page.goto(address('fr', slug));
    await seeHeading(page, say('complaint_title'));
    await expect(page).toHaveURL(/\/pre-plainte$/);
  }
  await expectAccessible(page);
});

test('the address of a step that comes later leads to the one that is missing', async ({ page }) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'identite' });
  await kept(page);
  await page.goto(address('fr', 'verifier'));
  await seeHeading(page, say('identity_title'));
  await expect(page).toHaveURL(/\/identite$/);
});

test('another tab does not see the draft', async ({ page, context }) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'contact' });
  await see(page, say('kept_tab'));
  await kept(page);
  const other = await context.newPage();
  await other.goto(address('fr', 'identite'));
  await seeHeading(other, say('complaint_title'));
  await expect(other.getByText(say('resume_title'))).toHaveCount(0);
  await other.close();
  await page.reload();
  await seeHeading(page, say('contact_title'));
});

test('erasing the answers erases them', async ({ page }) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'contact' });
  await kept(page);
  await page.goto(address('fr'));
  await see(page, say('resume_title'));
  await press(page, say('discard'));
  await see(page, say('discard_ask'));
  await expectAccessible(page);
  await press(page, say('discard_yes'));
  await expect(page.getByRole('button', { name: say('begin') })).toBeVisible();
  await expect.poll(async () => (await shelves(page)).drafts ?? 0).toBe(0);
  await page.reload();
  await seeApp(page);
  await expect(page.getByText(say('resume_title'))).toHaveCount(0);
});

test('on a shared device nothing is kept, and a reload forgets', async ({ page, server }) => {
  await begin(page, say, address('fr'), 'device_page');
  await walk(page, say, {
    after: async ({ slug }) => {
      if (slug === 'identite') await expect(page.getByLabel(say('birth_name_label'))).toHaveAttribute('autocomplete', 'off');
    },
  });
  await page.goto(address('fr'));
  await seeHeading(page, say('complaint_title'));
  await expect(page.getByText(say('resume_title'))).toHaveCount(0);

  await begin(page, say, address('fr'), 'device_page');
  await walk(page, say);
  await page.waitForTimeout(700);
  expect(Object.values(await shelves(page)).every((count) => count === 0)).toBe(true);
  expect(await page.evaluate(() => Object.values(sessionStorage).join(' '))).not.toContain(typed.birthName);
  await press(page, say('send'));
  const shown = await reference(page, say);
  expect(server.stored()).toContain(shown);
  await see(page, say('receipt_keep'));
  await expectAccessible(page);
  expect(Object.values(await shelves(page)).every((count) => count === 0)).toBe(true);
});

test('on a shared device, left alone, the page warns and is then empty', async ({ page }) => {
  await page.clock.install();
  await begin(page, say, address('fr'), 'device_page');
  await walk(page, say, { until: 'faits' });
  await page.getByLabel(say('description_label')).fill('Ce que personne ne doit lire ici.');
  await page.clock.runFor('14:10');
  await see(page, say('idle_title'));
  await page.getByRole('alertdialog').getByRole('button', { name: say('idle_stay') }).click();
  await expect(page.getByLabel(say('description_label'))).toHaveValue(/personne/);
  await page.clock.runFor('15:10');
  await see(page, say('idle_blank'));
  await page.goto(address('fr', 'faits'));
  await seeHeading(page, say('complaint_title'));
});

test('where storage is blocked, the whole journey works in memory and says so', async ({ page, server }) => {
  await page.addInitScript(() => {
    for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
      Object.defineProperty(globalThis, name, {
        get: () => { throw new DOMException('blocked', 'SecurityError'); },
      });
    }
  });
  await begin(page, say, address('fr'));
  await see(page, say('kept_blocked'));
  await expectAccessible(page);
  await walk(page, say);
  await press(page, say('send'));
  const shown = await reference(page, say);
  expect(server.stored()).toContain(shown);
  await see(page, say('receipt_keep'));
  await expectAccessible(page);
});

test('the draft in the browser’s database cannot be read as text', async ({ page }) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'faits' });
  await expect.poll(async () => (await shelves(page)).drafts ?? 0).toBe(1);
  const rows = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('guichet');
      request.onsuccess = () => done(request.result);
    });
    const all = await new Promise<unknown[]>((done) => {
      const request = database.transaction('drafts').objectStore('drafts').getAll();
      request.onsuccess = () => done(request.result);
    });
    database.close();
    return JSON.stringify(all);
  });
  for (const text of [typed.birthName, typed.email, typed.address]) expect(rows).not.toContain(text);
});
