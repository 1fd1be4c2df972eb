// What a person may type, paste or be tricked into pasting; and the journey with the keyboard alone.
import type { Locator, Page } from '@playwright/test';
import { address, begin, commune, daysAgo, reference, steps, typed, walk } from './complaint';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { press, see, seeApp, seeHeading, typeIn } from './verbs';
import { words } from './words';

const say = words('fr');

/** Sets a value as a script or an input method does, lone surrogates included. */
async function put(field: Locator, value: string): Promise<void> {
  await field.evaluate((element, units) => {
    const input = element as HTMLInputElement;
    input.value = String.fromCharCode(...units);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }, [...Array(value.length).keys()].map((at) => value.charCodeAt(at)));
}

test('a megabyte of text is refused in words, and stays where it was typed', async ({ page }) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'identite' });
  const name = page.getByLabel(say('birth_name_label'));
  const fillMegabyte = (field: Locator) => field.evaluate((element) => {
    const input = element as HTMLInputElement;
    input.value = 'x'.repeat(1_000_000);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await fillMegabyte(name);
  await press(page, say('continue'));
  await see(page, say('flaw_too_long', { max: '70', is: '1000000' }).slice(0, 25));
  await expectAccessible(page);
  expect(await name.evaluate((element) => (element as HTMLInputElement).value.length)).toBe(1_000_000);
  await name.fill('');
  await walkOn(page, 'identite', 'faits');
  const story = page.getByLabel(say('description_label'));
  await fillMegabyte(story);
  await press(page, say('continue'));
  await expect(page.locator('#error-summary')).toBeFocused();
  await expectNoSideways(page);
  await typeIn(page, say('description_label'), typed.story);
  await press(page, say('continue'));
  await seeHeading(page, say('violence_title'));
});

/** Answers the steps from one that is on the screen to another. */
async function walkOn(page: Page, from: string, until: string): Promise<void> {
  for (const step of steps.slice(steps.findIndex(({ slug }) => slug === from))) {
    await seeHeading(page, say(step.title));
    if (step.slug === until) return;
    await step.answer(page, say, typed);
    await press(page, say('continue'));
  }
}

test('emoji are kept, halves of characters are dropped', async ({ page, server }) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'faits', typed: { address: '3 rue des Lilas 👩‍👩‍👧' } });
  await put(page.getByLabel(say('description_label')), `\ud800${typed.story} 👮‍♀️ \udc00fin`);
  await press(page, say('continue'));
  await walkOn(page, 'violences', 'none');
  await see(page, '👮‍♀️');
  await press(page, say('send'));
  const { complaint } = server.opened(await reference(page, say));
  expect(complaint.description).toBe(`${typed.story} 👮‍♀️ fin`);
  expect(complaint.contact).toMatchObject({ address: { street: '3 rue des Lilas 👩‍👩‍👧' } });
});

test('dates in the future or that cannot be are refused, and stay as typed', async ({ page }) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'date' });
  await page.getByRole('group', { name: say('date_known_label') }).getByRole('radio', { name: say('date_known_yes') }).check();
  await page.getByRole('group', { name: say('hour_known_label') }).getByRole('radio', { name: say('hour_known_unknown') }).check();
  for (const [date, flaw] of [[daysAgo(-2), 'flaw_date_in_future'], ['31 2 2026', 'flaw_not_a_date'], ['hier', 'flaw_not_a_date'], ['1 1 1990', 'flaw_time_barred']]) {
    await typeIn(page, say('date_label'), date ?? '');
    await press(page, say('continue'));
    await see(page, say(flaw ?? ''));
    await expect(page.getByLabel(say('date_label'), { exact: true })).toHaveValue(date ?? '');
  }
  await expectAccessible(page);
  await typeIn(page, say('date_label'), typed.date);
  await press(page, say('continue'));
  await seeHeading(page, say('goods_title'));
});

test('markup in every text is text', async ({ page, server }) => {
  const bait = '<img src=x onerror=alert(1)>';
  const short = '<b onclick=a()>';
  await begin(page, say, address('fr'));
  const given = { birthName: bait, firstNames: bait, address: bait, story: `"><script>alert(1)</script>${bait}`, spot: `javascript:alert(1)${bait}`, brand: short, model: short, designation: bait, description: bait };
  await walk(page, say, { typed: given });
  for (const text of [given.story, given.spot, given.brand, bait.toUpperCase()]) await see(page, text);
  expect(await page.locator('main').locator('img, script, b, iframe, [onerror], [onclick], a[href^="javascript"]').count()).toBe(0);
  await expectAccessible(page);
  await press(page, say('send'));
  const { complaint } = server.opened(await reference(page, say));
  expect(complaint).toMatchObject({ description: given.story, place: { street: given.spot } });
  expect(await page.locator('main').locator('img, script, b, [onerror], [onclick]').count()).toBe(0);
});

test('an error leads to its field', async ({ page }) => {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'identite' });
  await press(page, say('continue'));
  const links = page.locator('#error-summary a');
  const targets = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(targets).toHaveLength(3);
  for (const [at, target] of targets.entries()) {
    await links.nth(at).focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate((wanted) => {
      const active = document.activeElement;
      const named = document.getElementById(wanted.slice(1));
      return named !== null && active !== null && (named === active || named.contains(active));
    }, target), target).toBe(true);
    await expect(page).toHaveURL(/\/identite$/);
  }
});

test.describe('with the keyboard alone, on a small screen', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('the whole journey', async ({ page, server }) => {
    test.setTimeout(120_000);
    const active = () => page.locator(':focus');
    /** Tab until that is reached; whatever has the focus shows it, on the screen. */
    const reach = async (wanted: Locator) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab');
        if (await wanted.evaluate((element) => element === document.activeElement)) {
          const shows = await active().evaluate((element) => {
            const box = (element.closest('label') ?? element).getBoundingClientRect();
            const drawn = [element, element.closest('label'), element.nextElementSibling].some((candidate) => {
              if (candidate === null || candidate === undefined) return false;
              const style = getComputedStyle(candidate);
              return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
            });
            return drawn && box.bottom > 0 && box.top < innerHeight;
          });
          expect(shows, 'the focus can be seen').toBe(true);
          return;
        }
      }
      throw new Error('sixty tabs did not reach it');
    };
    const arrive = async (title: string) => {
      await seeHeading(page, say(title));
      await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
      await expectNoSideways(page);
    };
    const proceed = async (name = 'continue') => {
      await reach(page.getByRole('button', { name: say(name) }));
      await page.keyboard.press('Enter');
    };
    const write = async (label: string, text: string) => {
      await reach(page.getByRole('textbox', { name: say(label) }).first());
      await page.keyboard.type(text);
    };
    const radio = async (question: string, answer: string) => {
      const group = page.getByRole('group', { name: say(question) });
      const wanted = group.getByRole('radio', { name: say(answer) }).first();
      const choices = await group.getByRole('radio').all();
      await reach(choices[0] as Locator);
      await page.keyboard.press('Space');
      for (let moves = 0; moves < choices.length && !(await wanted.isChecked()); moves += 1) await page.keyboard.press('ArrowDown');
      await expect(wanted).toBeChecked();
    };
    const pick = async () => {
      const town = page.getByRole('combobox').first();
      await reach(town);
      await page.keyboard.type(commune.code);
      await expect(page.getByRole('option', { name: commune.name }).first()).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(town).toHaveValue(new RegExp(commune.name));
    };

    await page.goto('/');
    await seeApp(page);
    await reach(page.getByRole('link', { name: say('service_complaint') }));
    await page.keyboard.press('Enter');
    await arrive('complaint_title');
    await proceed('begin');
    await arrive('nature_title');
    await proceed();
    await expect(page.locator('#error-summary')).toBeFocused();
    await expect(page).toHaveTitle(/^Erreur/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.locator('fieldset:focus, fieldset input:focus')).toHaveCount(1);
    // The error led to the question; its first answer is here, or one Tab away.
    if (await page.locator('fieldset:focus').count()) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect(page.getByRole('radio', { name: say('offence_theft') })).toBeChecked();
    await proceed();
    await arrive('conditions_title');
    for (const label of ['is_adult_label', 'is_victim_label', 'author_unknown_label']) {
      await reach(page.getByRole('checkbox', { name: say(label) }));
      await page.keyboard.press('Space');
    }
    await proceed();
    await arrive('notices_title');
    await reach(page.getByRole('checkbox', { name: say('law_accepted_label') }));
    await page.keyboard.press('Space');
    await proceed();
    await arrive('declarant_title');
    await radio('declarant_label', 'declarant_victim');
    await proceed();
    await arrive('identity_title');
    await radio('civility_label', 'civility_madam');
    await write('birth_name_label', 'Ramírez');
    await write('first_names_label', 'Zoé');
    // Enter in a field is Continue, as everywhere.
    await page.keyboard.press('Enter');
    await arrive('birth_title');
    await write('birth_date_label', typed.birthDate);
    await pick();
    await radio('nationality_label', 'nationality_other');
    // A country: its list opens as one types, and Enter picks.
    await reach(page.getByRole('combobox', { name: say('country_label') }));
    await page.keyboard.type('espa');
    await expect(page.getByRole('option', { name: 'Espagne' })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: say('country_label') })).toHaveValue('Espagne');
    await proceed();
    await arrive('situation_title');
    await radio('family_label', 'family_single');
    await reach(page.getByRole('combobox'));
    await page.keyboard.type('infirm');
    await expect(page.getByRole('option', { name: 'Infirmier' })).toBeVisible();
    await page.keyboard.press('Enter');
    await proceed();
    await arrive('address_title');
    await write('home_address_label', typed.address);
    await pick();
    await proceed();
    await arrive('contact_title');
    await write('email_label', typed.email);
    await write('email_again_label', typed.email);
    await write('phone_label', typed.phone);
    await proceed();
    await arrive('facts_title');
    await write('description_label', typed.story);
    await proceed();
    await arrive('violence_title');
    await radio('violence_label', 'no');
    await proceed();
    await arrive('place_title');
    await radio('place_label', 'place_street');
    await proceed();
    await arrive('site_title');
    await pick();
    await proceed();
    await arrive('when_title');
    await radio('date_known_label', 'date_known_yes');
    await write('date_label', typed.date);
    await radio('hour_known_label', 'hour_known_unknown');
    await proceed();
    await arrive('goods_title');
    await radio('goods_declared_label', 'goods_nothing');
    await proceed();
    await arrive('suspects_title');
    await radio('suspects_label', 'no');
    await proceed();
    await arrive('witnesses_title');
    await radio('witnesses_label', 'no');
    await proceed();
    await arrive('police_title');
    await radio('police_visit_label', 'no');
    await radio('cctv_label', 'no');
    await proceed();
    await arrive('station_title');
    const station = page.getByRole('group', { name: say('station_label') }).getByRole('radio').first();
    await expect(station).toBeVisible();
    await reach(station);
    await page.keyboard.press('Space');
    await proceed();
    await arrive('visit_step_title');
    await proceed();
    await arrive('check_title');
    await expectAccessible(page);
    await proceed('send');
    await arrive('receipt_title');
    const { complaint } = server.opened(await reference(page, say));
    expect(complaint).toMatchObject({ identity: { birth_name: 'RAMÍREZ', first_names: 'Zoé' }, goods: [] });
  });
});
