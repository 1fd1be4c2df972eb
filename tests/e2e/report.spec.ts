// Reporting illegal content: from the start page to the receipt, and to the agent who reads what was pasted.
import { begin as beginComplaint, kept, shelves, steps as complaintSteps, typed, walk as walkComplaint } from './complaint';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { address, begin, cleaned, day, description, pasted, reference, walk } from './report';
import { choose, press, see, seeApp, seeHeading, tick, typeIn } from './verbs';
import { words, type Language } from './words';

const starts: [Language, string][] = [['fr', '/'], ['en', '/en']];

for (const [language, path] of starts) {
  const say = words(language);

  test(`four pasted addresses reach an agent to the byte and cleaned (${language})`, async ({ page, server }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 320, height: 640 });
    const before = server.stored();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).origin));
    await page.goto(path);
    await seeApp(page);
    await press(page, say('way_report'));
    await seeHeading(page, say('report_title'));
    await expectAccessible(page);
    await press(page, say('begin'));
    await walk(page, say, {
      before: async () => {
        await press(page, say('continue'));
        await expect(page.locator('#error-summary')).toBeFocused();
        await expectAccessible(page);
      },
      after: async ({ slug }) => {
        for (const number of ['tel:17', 'tel:112', 'sms:114']) await expect(page.locator(`.emergency-line a[href="${number}"]`)).toBeVisible();
        if (slug === 'adresse') {
          await see(page, say('addresses_found', { count: '4' }));
          await see(page, say('address_imitation', { name: 'Facebook' }));
          await see(page, 'https://exemple.fr/‹U+202E›gpj.exe');
          await see(page, say('address_hidden', { characters: 'U+202E' }));
          await see(page, say('address_cleaned', { address: cleaned[0] ?? '' }));
          await see(page, new RegExp(say('address_moment', { moment: '1:23' })));
          // Nothing that was pasted can be pressed.
          await expect(page.locator('main').getByRole('link', { name: /exemple|facebook|youtube|x\.com/i })).toHaveCount(0);
        }
        await expectAccessible(page);
        await expectNoSideways(page);
      },
    });
    await see(page, say('flaw_doubtful_address'));
    await see(page, cleaned[1] ?? '');
    await expectAccessible(page);
    await expectNoSideways(page);
    await press(page, say('report_send'));
    const shown = await reference(page, say);
    await expect(page).toHaveURL(/\/signaler\/recu$/);
    await expect(page.locator('.code')).toHaveCount(0);
    await expectAccessible(page);
    await expectNoSideways(page);

    expect(server.stored().filter((stored) => !before.includes(stored))).toEqual([shown]);
    const { form, report } = server.opened(shown);
    expect(form).toBe('content-report');
    const where = report.where as { pasted: string; addresses: { original: string; cleaned: string }[] };
    expect(Buffer.from(where.pasted)).toEqual(Buffer.from(pasted));
    expect(where.addresses.map((one) => one.cleaned)).toEqual(cleaned);
    for (const { original } of where.addresses) expect(pasted).toContain(original);
    expect(where.addresses[2]?.original).toBe('https://exemple.fr/\u202egpj.exe');
    expect(report).toMatchObject({
      category: { name: 'Provocation à la haine en raison du sexe' },
      medium: 'Réseau social',
      description,
      seen: { hour: '18:30', zone: 'Indian/Reunion' },
      reporter: { kind: 'anonymous' },
    });
    // What an agent sees on a terminal hides nothing, and no host of what was reported was ever asked.
    const readable = server.readable(shown);
    expect(readable).toContain('\\u{202e}');
    expect(readable).not.toContain('\u202e');
    expect([...new Set(requests)]).toEqual([server.url]);
  });
}

const say = words('fr');

test('an anonymous report has nothing personal in it, even what was typed and then not wanted', async ({ page, server }) => {
  await begin(page, say, 'fr');
  await walk(page, say, { until: 'vous' });
  await choose(page, say('named_label'), say('named_yes'));
  const typed = { reporter_name_label: 'Dupont', first_names_label: 'Anne', email_label: 'anne@exemple.fr' };
  for (const [label, text] of Object.entries(typed)) await typeIn(page, say(label), text);
  await expectAccessible(page);
  await choose(page, say('named_label'), say('named_no'));
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await press(page, say('continue'));
  await seeHeading(page, say('check_title'));
  await press(page, say('report_send'));
  const shown = await reference(page, say);
  const text = JSON.stringify(server.opened(shown));
  for (const personal of [...Object.values(typed), 'named', '127.0.0.1']) expect(text).not.toContain(personal);
  await press(page, say('receipt_leave'));
  await see(page, say('report_leave_ask'));
  await press(page, say('discard_yes'));
  await seeHeading(page, say('receipt_left_title'));
  await expect.poll(async () => Object.values(await shelves(page)).reduce((sum, count) => sum + count, 0)).toBe(0);
});

test('a victim is led to the complaint with the answers so far', async ({ page }) => {
  await begin(page, say, 'fr');
  await walk(page, say, { until: 'vous' });
  await page.goto(address('fr', 'avant'));
  await choose(page, say('report_victim_label'), say('yes'));
  await see(page, say('report_victim_note').split('\\n')[0] ?? '');
  await expectAccessible(page);
  await press(page, say('report_victim_link'));
  await seeHeading(page, say('nature_title'));
  await walkComplaint(page, say, { until: 'faits' });
  await expect(page.getByLabel(say('description_label'))).toHaveValue(`${description}\n${cleaned.join('\n')}`);
  for (const step of complaintSteps.slice(complaintSteps.findIndex(({ slug }) => slug === 'faits') + 1)) {
    await press(page, say('continue'));
    await seeHeading(page, say(step.title));
    if (step.slug === 'date') break;
    await step.answer(page, say, typed);
  }
  await expect(page.getByLabel(say('date_label'), { exact: true })).toHaveValue(day);
  // The report is still there, too.
  await page.goto(address('fr', 'quand'));
  await expect(page.getByLabel(say('report_description_label'))).toHaveValue(description);
});

test('two drafts do not disturb each other, and the device is asked for once', async ({ page }) => {
  await beginComplaint(page, say, '/pre-plainte');
  await walkComplaint(page, say, { until: 'identite' });
  await typeIn(page, say('birth_name_label'), 'Dupont');
  await page.goto(address('fr'));
  await seeHeading(page, say('report_title'));
  await expect(page.getByRole('group', { name: say('device_label') })).toHaveCount(0);
  await press(page, say('begin'));
  await walk(page, say, { until: 'quand' });
  await kept(page);
  await page.reload();
  await seeHeading(page, say('report_seen_title'));
  await page.goto('/pre-plainte/identite');
  await expect(page.getByLabel(say('birth_name_label'))).toHaveValue('Dupont');
  await page.goto(address('fr', 'adresse'));
  await expect(page.getByLabel(say('addresses_label'))).toHaveValue(pasted);
  await page.goto(address('fr'));
  await press(page, say('discard'));
  await press(page, say('discard_yes'));
  await page.goto('/pre-plainte/identite');
  await expect(page.getByLabel(say('birth_name_label'))).toHaveValue('Dupont');
});

test('what belongs elsewhere says where, and danger shows the numbers', async ({ page }) => {
  await begin(page, say, 'fr');
  await walk(page, say, { until: 'contenu' });
  const category = say('report_category_label');
  await choose(page, category, say('report_spam'));
  await see(page, /33700/);
  await press(page, say('continue'));
  await see(page, say('flaw_of_another_service'));
  await expectAccessible(page);
  await choose(page, category, say('report_danger'));
  await expect(page.locator('main').getByRole('link', { name: say('number_call_label', { number: '17' }) })).toBeVisible();
  await choose(page, say('report_kind_label'), say('report_danger_suicide'));
  await see(page, /3114/);
  await expectAccessible(page);
  await choose(page, category, say('report_scam'));
  await see(page, /THESEE/);
  await choose(page, category, say('report_insult'));
  await press(page, say('continue'));
  await seeHeading(page, say('report_where_title'));
});

test('a pseudonym in a game takes the place of an address, and rubbish is never one', async ({ page, server }) => {
  await begin(page, say, 'fr');
  await walk(page, say, { until: 'adresse' });
  await choose(page, say('medium_label'), say('medium_game'));
  await choose(page, say('address_known_label'), say('address_known_yes'));
  await typeIn(page, say('addresses_label'), 'le compte de Jean');
  await see(page, say('addresses_none').slice(0, 20));
  await press(page, say('continue'));
  await see(page, say('flaw_no_address').slice(0, 20));
  await choose(page, say('address_known_label'), say('address_known_no'));
  await typeIn(page, say('platform_label'), 'Roblox');
  await typeIn(page, say('pseudonym_label'), 'x_Loup_x');
  await typeIn(page, say('reference_label'), 'Salon nº 4');
  await expectAccessible(page);
  await press(page, say('continue'));
  await typeIn(page, say('seen_date_label'), day);
  await press(page, say('continue'));
  await choose(page, say('named_label'), say('named_no'));
  await press(page, say('continue'));
  await seeHeading(page, say('check_title'));
  await press(page, say('report_send'));
  const { report } = server.opened(await reference(page, say));
  expect(report.where).toEqual({ kind: 'pseudonym', platform: 'Roblox', pseudonym: 'x_Loup_x', reference: 'Salon nº 4' });
});

test('a megabyte in the box of addresses stays there and is refused in words', async ({ page }) => {
  await begin(page, say, 'fr');
  await walk(page, say, { until: 'adresse' });
  await choose(page, say('medium_label'), say('medium_website'));
  await choose(page, say('address_known_label'), say('address_known_yes'));
  const box = page.getByLabel(say('addresses_label'));
  await box.evaluate((element) => {
    const area = element as HTMLTextAreaElement;
    area.value = `${'x'.repeat(500_000)}/${','.repeat(500_000)}`;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await press(page, say('continue'));
  await expect(page.locator('#error-summary')).toBeFocused();
  expect(await box.evaluate((element) => (element as HTMLTextAreaElement).value.length)).toBe(1_000_001);
  await expectNoSideways(page);
});

test('who reads what is asked reports a known address within three minutes', async ({ page, server }) => {
  // Seconds: reading every word at 230 words a minute and looking through answers to choose from at 450, finding and
  // pressing, pasting, typing a letter.
  const pace = { word: 60 / 230, option: 60 / 450, press: 1.5, paste: 4, letter: 0.4 };
  const spent = { words: 0, options: 0, presses: 0, pastes: 0, letters: 0 };
  const count = (text: string) => text.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length;
  // A line that stood on an earlier screen, as the quick exit or what is said of the draft, is not read again.
  const known = new Set<string>();
  const fresh = (texts: string[]) => texts.join('\n').split('\n').filter((line) => !known.has(line)).map((line) => (known.add(line), line)).join(' ');
  const read = async () => {
    spent.options += count(fresh(await page.locator('main .choice').allInnerTexts()));
    spent.words += count(fresh([await page.locator('main').innerText()]));
  };
  const pressed = async (action: Promise<void>) => { await action; spent.presses += 1; };
  const go = async (title: string) => {
    await pressed(press(page, say('continue')));
    await seeHeading(page, say(title));
    await read();
  };
  await page.goto(address('fr'));
  await seeApp(page);
  await seeHeading(page, say('report_title'));
  await read();
  await pressed(press(page, say('begin')));
  await seeHeading(page, say('report_before_title'));
  await read();
  await pressed(tick(page, say('report_no_emergency_label')));
  await pressed(choose(page, say('report_victim_label'), say('report_no')));
  await go('report_content_title');
  await pressed(choose(page, say('report_category_label'), say('report_threats')));
  await go('report_where_title');
  await pressed(choose(page, say('medium_label'), say('medium_social')));
  await pressed(choose(page, say('address_known_label'), say('address_known_yes')));
  await typeIn(page, say('addresses_label'), 'https://www.exemple.fr/page');
  spent.pastes += 1;
  await go('report_seen_title');
  await typeIn(page, say('seen_date_label'), day);
  spent.letters += day.length;
  await go('report_you_title');
  await pressed(choose(page, say('named_label'), say('named_no')));
  await go('check_title');
  await pressed(press(page, say('report_send')));
  const shown = await reference(page, say);
  expect(server.opened(shown).form).toBe('content-report');
  const seconds = spent.words * pace.word + spent.options * pace.option + spent.presses * pace.press + spent.pastes * pace.paste + spent.letters * pace.letter;
  console.log(`a known address: ${Math.round(seconds)} s (${spent.words} words, ${spent.options} of answers, ${spent.presses} presses)`);
  expect(seconds).toBeLessThan(180);
});

test('a known address is reported with the keyboard alone', async ({ page, server }) => {
  await page.goto(address('fr'));
  await seeHeading(page, say('report_title'));
  const keys = page.keyboard;
  const reach = async (name: string) => {
    for (let tabs = 0; tabs < 60; tabs += 1) {
      const at = await page.evaluate(() => {
        const active = document.activeElement === document.body ? null : (document.activeElement as HTMLElement | null);
        const label = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? active.labels?.[0] : active;
        return label?.innerText ?? '';
      });
      if (at.replace(/\s+/gu, ' ').includes(name.replace(/\s+/gu, ' '))) return;
      await keys.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${name}`);
  };
  const go = async (title: string) => {
    await reach(say('continue'));
    await keys.press('Enter');
    await seeHeading(page, say(title));
  };
  await reach(say('begin'));
  await keys.press('Enter');
  await seeHeading(page, say('report_before_title'));
  await reach(say('report_no_emergency_label'));
  await keys.press('Space');
  await keys.press('Tab');
  await reach(say('yes'));
  await keys.press('ArrowDown');
  await go('report_content_title');
  await reach(say('report_danger'));
  for (let downs = 0; downs < 2; downs += 1) await keys.press('ArrowDown');
  await go('report_where_title');
  await reach(say('medium_social'));
  await keys.press('Space');
  await keys.press('Tab');
  await reach(say('address_known_yes'));
  await keys.press('Space');
  await reach(say('addresses_label'));
  await keys.insertText('www.exemple.fr/page');
  await go('report_seen_title');
  await reach(say('seen_date_label'));
  await keys.insertText(day);
  await go('report_you_title');
  await reach(say('named_no'));
  await keys.press('Space');
  await go('check_title');
  await reach(say('report_send'));
  await keys.press('Enter');
  const { report } = server.opened(await reference(page, say));
  expect(report.category).toEqual({ name: 'Menaces ou incitation à la violence' });
});
