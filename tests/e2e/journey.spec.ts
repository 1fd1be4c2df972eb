// The whole journey, from the start page to the receipt and to the agent who opens what was sent.
import { begin, combobox, commune, reference, shelves, typed, walk } from './complaint';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { press, see, seeApp, seeHeading } from './verbs';
import { words, type Language } from './words';

const starts: [Language, string][] = [['fr', '/'], ['en', '/en']];

for (const [language, path] of starts) {
  const say = words(language);

  test(`a theft is declared, stored once and opened by an agent (${language})`, async ({ page, server }) => {
    test.setTimeout(120_000);
    const before = server.stored();
    await page.goto(path);
    await seeApp(page);
    await seeHeading(page, say('start_title'));
    await page.getByRole('link', { name: say('service_complaint') }).click();
    await seeHeading(page, say('complaint_title'));
    await expectAccessible(page);
    await press(page, say('begin'));
    await walk(page, say, {
      after: async ({ slug }) => {
        await expectAccessible(page);
        await expectNoSideways(page);
        if (slug === 'commissariat') await see(page, /\d\s*k?m\b/);
      },
    });
    for (const text of [typed.address, typed.email, typed.story, typed.spot, typed.brand, typed.designation]) await see(page, text);
    await expectAccessible(page);
    await press(page, say('send'));
    const shown = await reference(page, say);
    await expect(page).toHaveURL(/\/recu$/);
    await expect(page).toHaveTitle(new RegExp(`^${say('receipt_title')}`));
    await expect(page.locator('.code')).toHaveText(/^(\S{4}[ -]){5}\S+$/);
    await see(page, say('receipt_not_yet_title'));
    await expectAccessible(page);
    await expectNoSideways(page);

    const after = server.stored();
    expect(after.filter((stored) => !before.includes(stored))).toEqual([shown]);
    const { form, complaint } = server.opened(shown);
    expect(form).toBe('pre-complaint');
    expect(complaint).toMatchObject({
      offence: { card: 'Vol' },
      identity: { birth_name: 'DUPONT', first_names: 'Anne Élise', birth_date: '1985-03-27' },
      contact: { address: { street: typed.address, town: { name: commune.name } }, email: typed.email },
      description: typed.story,
      place: { detail: 'Station de métro', street: typed.spot, town: { name: commune.name } },
      goods: [
        { category: 'Téléphone portable', status: 'Volé', brand: typed.brand, model: typed.model, amount_cents: 45050 },
        { category: 'Autre', status: 'Volé', designation: typed.designation, description: typed.description, quantity: 1 },
      ],
    });
  });

  test(`each step says what is missing, and the page of an item too (${language})`, async ({ page }) => {
    test.setTimeout(120_000);
    await begin(page, say, language === 'fr' ? '/pre-plainte' : '/en/pre-plainte');
    const failEmpty = async () => {
      await press(page, say('continue'));
      await expect(page.locator('#error-summary')).toBeFocused();
      await expect(page).toHaveTitle(new RegExp(`^${say('error_prefix')}`));
      await expectAccessible(page);
    };
    await walk(page, say, {
      before: async ({ slug }) => {
        if (slug === 'endroit' && language === 'fr') {
          await combobox(page).fill('st denis');
          await expect(page.getByRole('option').first()).toBeVisible();
          await expectAccessible(page);
          await combobox(page).fill('');
        }
        // Nothing must be said of when one can come: any time suits.
        if (slug === 'rendez-vous') return;
        await failEmpty();
        if (slug !== 'biens') return;
        await page.getByRole('group', { name: say('goods_declared_label') }).getByRole('radio', { name: say('yes') }).check();
        // One who has something to declare describes it at once.
        await press(page, say('continue'));
        await seeHeading(page, say('item_title'));
        await expectAccessible(page);
        await press(page, say('item_save'));
        await expect(page.locator('#error-summary')).toBeFocused();
        await expectAccessible(page);
        await page.goBack();
        await seeHeading(page, say('goods_title'));
        await page.getByRole('button', { name: say('remove_what', { what: say('item_unnamed') }) }).click();
      },
    });
  });
}

test('the receipt, once left, is nowhere any more', async ({ page }) => {
  const say = words('fr');
  await begin(page, say, '/pre-plainte');
  await walk(page, say);
  await press(page, say('send'));
  const shown = await reference(page, say);
  await page.reload();
  expect(await reference(page, say)).toBe(shown);
  await expectAccessible(page);
  await press(page, say('receipt_leave'));
  await expectAccessible(page);
  await press(page, say('discard_yes'));
  await seeHeading(page, say('receipt_left_title'));
  await expect(page.getByText(shown)).toHaveCount(0);
  await expectAccessible(page);
  await expect.poll(async () => Object.values(await shelves(page)).reduce((sum, count) => sum + count, 0)).toBe(0);
  await page.reload();
  await seeHeading(page, say('receipt_none_title'));
  await expect(page.getByText(shown)).toHaveCount(0);
  await expectAccessible(page);
});

test('another language in the middle of the form keeps the answers', async ({ page }) => {
  const [french, english] = [words('fr'), words('en')];
  await begin(page, french, '/pre-plainte');
  await walk(page, french, { until: 'naissance' });
  await page.getByRole('link', { name: french('language_other') }).click();
  await seeHeading(page, english('birth_title'));
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('link', { name: english('back'), exact: true }).click();
  await seeHeading(page, english('identity_title'));
  await expect(page.getByLabel(english('birth_name_label'))).toHaveValue(typed.birthName);
  await expectAccessible(page);
  await page.getByRole('link', { name: english('language_other') }).click();
  await seeHeading(page, french('identity_title'));
  await expect(page.getByLabel(french('first_names_label'))).toHaveValue(typed.firstNames);
});

test('a page that does not exist says so', async ({ page, complaints }) => {
  complaints.expect(/404/);
  for (const [language, path] of [['fr', '/nulle-part'], ['en', '/en/nowhere']] as const) {
    await page.goto(path);
    await seeHeading(page, words(language)('not_found_title'));
    await expectAccessible(page);
  }
});
