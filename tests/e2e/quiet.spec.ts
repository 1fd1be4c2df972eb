// Who is asked for what in a whole walk through the app: our own server, and a host of videos after a press.
import type { BrowserContext, Page } from '@playwright/test';
import { begin as beginComplaint, reference as complaintReference, walk as walkComplaint } from './complaint';
import { expect, expectAccessible, test } from './fixtures';
import { feed, Newsroom, picture, posts } from './newsroom';
import { reference as reportReference, walk as walkReport } from './report';
import { choose, press, see, seeApp, seeHeading, typeIn } from './verbs';
import { words } from './words';

const fr = words('fr');

/** Everything that any page, frame or worker of the browser asks for outside an origin. */
function strangers(context: BrowserContext, origin: string): string[] {
  const asked: string[] = [];
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !['data:', 'blob:', 'about:'].includes(url.protocol)) asked.push(request.url());
  });
  return asked;
}

/** Everything but news: start, plain words, questions, numbers, the finder with its map, documents, what is not there. */
async function look(page: Page, at: (path: string) => string): Promise<void> {
  await page.goto(at('/'));
  await seeApp(page);
  await typeIn(page, fr('search_label'), 'arnaque leboncoin');
  await press(page, fr('search_button'));
  await page.locator('.offer-name').first().click();
  await seeHeading(page, fr('to_online_scam'));
  await page.goto(at('/orientation'));
  for (const [question, answer] of [['ask_danger', 'danger_no'], ['ask_what', 'what_money'], ['ask_money', 'money_card'], ['ask_card', 'card_held']] as const) {
    await see(page, fr(question));
    await page.getByRole('link', { name: fr(answer), exact: true }).click();
  }
  await seeHeading(page, fr('to_card_fraud'));
  await page.goto(at('/urgence'));
  await seeHeading(page, fr('numbers_title'));
  await page.goto(at('/commissariats'));
  await seeApp(page);
  await typeIn(page, fr('finder_label'), 'lille');
  await expect(page.locator('.station-name').first()).toBeVisible();
  const show = page.getByRole('button', { name: fr('map_show') });
  if (await show.isVisible()) await show.click();
  await expect(page.locator('.leaflet-container, .map canvas, .map svg').first()).toBeVisible();
  await page.locator('.station-name').first().click();
  await expect(page).toHaveURL(/\/commissariats\/[a-z]{2}-/);
  for (const path of ['/confidentialite', '/conditions', '/accessibilite', '/donnees']) {
    await page.goto(at(path));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await seeApp(page);
  }
}

test('in a whole walk nobody else is asked for anything, except a host of videos after a press', async ({ page, context, complaints }) => {
  test.setTimeout(240_000);
  complaints.allow(/404/);
  const room = new Newsroom();
  room.write('boat.png', picture(64, 40));
  room.write('all.json', feed(posts));
  await room.open();
  try {
    await room.served(posts.length);
    await context.route('https://geo.dailymotion.com/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>p</title><p>player</p>' }));
    const asked = strangers(context, room.server.url);
    const at = (path: string) => room.at(path);
    await look(page, at);
    await beginComplaint(page, fr, at('/pre-plainte'));
    await walkComplaint(page, fr);
    await press(page, fr('send'));
    await complaintReference(page, fr);
    await page.goto(at('/'));
    await page.goto(at('/signaler'));
    await seeHeading(page, fr('report_title'));
    await press(page, fr('begin'));
    await walkReport(page, fr);
    await press(page, fr('report_send'));
    await reportReference(page, fr);
    await page.goto(at('/actualites'));
    await expect(page.locator('.post')).toHaveCount(posts.length);
    for (const part of ['.post-picture', '.video-card', 'footer']) await page.locator(part).first().scrollIntoViewIfNeeded();
    await page.locator('.post-meta a').first().click();
    await seeHeading(page, fr('news_post'));
    await page.goto(at('/nulle-part'));
    await seeHeading(page, fr('not_found_title'));
    // The browser itself keeps nothing that could follow anybody.
    expect(await context.cookies()).toEqual([]);
    expect(asked).toEqual([]);
    await page.goto(at('/actualites'));
    await press(page, fr('news_video_play', { network: 'Dailymotion' }));
    await expect(page.frameLocator('iframe.video-frame').frameLocator('iframe.video-player').getByText('player')).toBeVisible();
    expect([...new Set(asked.map((address) => new URL(address).host))]).toEqual(['geo.dailymotion.com']);
  } finally {
    await room.close();
  }
});

const everywhere = ['/', '/orientation', '/orientation?r=no.hurt', '/orientation?s=suicide', '/urgence', '/pre-plainte', '/commissariats', '/actualites', '/confidentialite', '/conditions', '/accessibilite', '/donnees', '/nulle-part'];

test('from every page, on a small phone, a report is two presses away', async ({ page, complaints }) => {
  complaints.allow(/404/);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of everywhere) {
    await page.goto(path);
    await seeApp(page);
    await page.getByRole('link', { name: fr('way_report'), exact: true }).filter({ visible: true }).first().click();
    await seeHeading(page, fr('report_title'));
    await press(page, fr('begin'));
    await seeHeading(page, fr('report_before_title'));
    // Another page is another visit.
    await page.evaluate(() => sessionStorage.clear());
  }
});

test('a form in progress does not stand in the way of a report, nor is it lost', async ({ page }) => {
  await beginComplaint(page, fr, '/pre-plainte');
  await choose(page, fr('offence_label'), fr('offence_theft'));
  await page.getByRole('link', { name: fr('way_report'), exact: true }).filter({ visible: true }).first().click();
  await seeHeading(page, fr('report_title'));
  await expectAccessible(page);
  await page.goBack();
  await expect(page.getByRole('radio', { name: fr('offence_theft') })).toBeChecked();
});
