// What happened: in one's own words, by questions, and whom to call.
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { choose, press, see, seeApp, seeHeading } from './verbs';
import { words, type Language } from './words';
import type { Page } from '@playwright/test';

const fr = words('fr');

/** Asks in plain words on the page of the orientation. */
async function ask(page: Page, text: string, say = fr): Promise<void> {
  await page.getByLabel(say('search_label')).fill(text);
  await press(page, say('search_button'));
}

/** What is offered, the best first. */
const offers = (page: Page) => page.locator('.offer-name');

test('what is said in plain words leads to a service, also from the start page', async ({ page }) => {
  await page.goto('/');
  await seeApp(page);
  await ask(page, 'on m’a volé mon vélo');
  await expect(page).toHaveURL(/\/orientation$/);
  await expect(offers(page).first()).toHaveText(fr('to_complaint'));
  await expectAccessible(page);
  // Nothing of it stands in the address, which the browser keeps.
  expect(decodeURIComponent(page.url())).not.toContain('vélo');
  await offers(page).first().click();
  await seeHeading(page, fr('to_complaint'));
  await page.goBack();
  await expect(page.getByLabel(fr('search_label'))).toHaveValue('on m’a volé mon vélo');
  await expect(offers(page).first()).toHaveText(fr('to_complaint'));
});

for (const [language, path, text] of [['fr', '/orientation', 'il est en train de forcer ma porte'], ['en', '/en/orientation', 'someone is breaking in right now']] as const) {
  test(`an emergency is first, with numbers to press (${language})`, async ({ page }) => {
    const say = words(language as Language);
    await page.goto(path);
    await seeApp(page);
    await ask(page, text, say);
    await expect(offers(page).first()).toHaveText(say('to_emergency'));
    for (const address of ['tel:17', 'tel:112', 'sms:114']) await expect(page.locator(`.offer-urgent a[href="${address}"]`)).toBeVisible();
    await expectAccessible(page);
  });
}

test('the other language is understood, and what is not is said so', async ({ page }) => {
  await page.goto('/orientation');
  await seeApp(page);
  await ask(page, 'my card was used online, I still have it');
  await expect(offers(page).first()).toHaveText(fr('to_card_fraud'));
  await ask(page, 'zzzz qqqq');
  await see(page, fr('search_none'));
  await expectAccessible(page);
});

test('the questions are walked by keyboard, and Back goes one back', async ({ page }) => {
  await page.goto('/orientation');
  await seeApp(page);
  const answer = async (word: string) => {
    await page.getByRole('link', { name: fr(word), exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await answer('danger_no');
  await seeHeading(page, fr('ask_what'));
  // Whoever listens hears the question.
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expectAccessible(page);
  await answer('what_goods');
  await seeHeading(page, fr('ask_goods'));
  await page.goBack();
  await seeHeading(page, fr('ask_what'));
  await page.goForward();
  await seeHeading(page, fr('ask_goods'));
  await press(page, fr('back'));
  await seeHeading(page, fr('ask_what'));
  await expect(page).toHaveURL(/r=no$/);
  await page.reload();
  await seeHeading(page, fr('ask_what'));
});

test('what was answered is not asked again by the complaint', async ({ page }) => {
  await page.goto('/orientation?r=no.goods.damage.unknown.me');
  await seeHeading(page, fr('to_complaint'));
  await see(page, fr('result_carried'));
  await see(page, fr('goods_damage'));
  await expectAccessible(page);
  await press(page, fr('action_complaint'));
  await seeHeading(page, fr('complaint_title'));
  await choose(page, fr('device_label'), fr('device_tab'));
  await press(page, fr('begin'));
  // The kind of facts and the three confirmations are there; what only the complaint asks of such facts is asked.
  await seeHeading(page, fr('nature_title'));
  await expect(page.getByRole('radio', { name: fr('offence_damage') })).toBeChecked();
  await choose(page, fr('hit_and_run_label'), fr('no'));
  await press(page, fr('continue'));
  await seeHeading(page, fr('conditions_title'));
  for (const word of ['is_adult_label', 'is_victim_label', 'author_unknown_label']) await expect(page.getByRole('checkbox', { name: fr(word) })).toBeChecked();
});

test('what was answered is not asked again by the report', async ({ page }) => {
  await page.goto('/orientation?r=no.online.content.no.hatred');
  await seeHeading(page, fr('to_report'));
  await press(page, fr('action_report'));
  await choose(page, fr('device_label'), fr('device_tab'));
  await press(page, fr('begin'));
  await expect(page).not.toHaveURL(/signaler\?|\/signaler$/);
});

test('who cannot speak is given the number to write to first', async ({ page }) => {
  await page.goto('/orientation?r=mute');
  await seeHeading(page, fr('to_emergency'));
  await expect(page.locator('.numbers a').first()).toHaveAttribute('href', 'sms:114');
});

test('a service elsewhere is told nothing of where one comes from', async ({ page }) => {
  await page.goto('/orientation?s=cyber-help');
  await seeHeading(page, fr('to_cyber_help'));
  const link = page.locator('main a.button[href^="https://"]');
  await expect(link).toHaveAttribute('rel', /noreferrer/);
  await see(page, fr('result_outside'));
  await expectAccessible(page);
});

test('an address that nothing follows from leads to the first question', async ({ page }) => {
  await page.goto('/orientation?r=nowhere.at.all&s=nothing');
  await seeHeading(page, fr('start_title'));
  await see(page, fr('ask_danger'));
});

test('every number is a link that calls or writes', async ({ page }) => {
  await page.goto('/urgence');
  await seeHeading(page, fr('numbers_title'));
  const addresses = await page.locator('.numbers a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  for (const address of ['tel:17', 'tel:112', 'sms:114', 'tel:15', 'tel:18', 'tel:196', 'tel:119', 'tel:3919', 'tel:3018', 'tel:3114', 'tel:116000', 'tel:116006', 'tel:0805805817', 'sms:33700']) {
    expect(addresses).toContain(address);
  }
  expect(addresses.every((address) => /^(tel|sms):\d+$/.test(address ?? ''))).toBe(true);
  await expectAccessible(page);
});

const pages = ['/', '/orientation', '/orientation?r=no.hurt', '/orientation?s=online-scam', '/urgence', '/confidentialite', '/conditions', '/accessibilite', '/donnees'];

for (const language of ['fr', 'en'] as const) {
  for (const path of pages) {
    test(`${path} holds at 320 px in ${language}, light and dark`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 700 });
      await page.goto(language === 'fr' ? path : `/en${path === '/' ? '' : path}`);
      await seeApp(page);
      await expect(page.getByText(words(language)('loading'), { exact: true })).toHaveCount(0);
      await expect(page.locator('.emergency a[href="tel:17"]')).toBeVisible();
      await expectNoSideways(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
      }
    });
  }
}

test('the pages about the service are at the end of every page', async ({ page }) => {
  for (const [word, path] of [['about_privacy', '/confidentialite'], ['about_terms', '/conditions'], ['about_accessibility', '/accessibilite'], ['about_data', '/donnees']] as const) {
    await page.goto('/');
    await seeApp(page);
    await page.getByRole('contentinfo').getByRole('link', { name: fr(word) }).click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
});

test('changing the language keeps the place', async ({ page }) => {
  await page.goto('/orientation?r=no.goods');
  await seeHeading(page, fr('ask_goods'));
  await press(page, 'English');
  await expect(page).toHaveURL(/\/en\/orientation\?r=no\.goods$/);
  await seeHeading(page, words('en')('ask_goods'));
});

test('no request leaves for anybody else', async ({ page }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).hostname !== '127.0.0.1') elsewhere.push(request.url()); });
  for (const path of pages) {
    await page.goto(path);
    await seeApp(page);
  }
  await page.goto('/orientation');
  await ask(page, 'arnaque leboncoin');
  await expect(offers(page).first()).toBeVisible();
  expect(elsewhere).toEqual([]);
});
