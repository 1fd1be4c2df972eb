// Following what was sent, with its number and code: from the time that was asked for to the signature.
import type { Page } from '@playwright/test';
import { address, begin, code, reference, walk } from './complaint';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import type { Server } from './server';
import { press, see, seeApp, seeHeading, typeIn } from './verbs';
import { words } from './words';

const say = words('fr');

/** A time some days from now, as the clocks of the station show it. */
function inDays(days: number, hour: string): string {
  return `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)} ${hour}`;
}

const times = [inDays(4, '09:00'), inDays(4, '10:30'), inDays(5, '14:00')];

/** Answers everything up to the times of the chosen station, which offers some by then; gives the station. */
async function atTheTimes(page: Page, server: Server): Promise<string> {
  await begin(page, say, address('fr'));
  await walk(page, say, { until: 'commissariat' });
  await page.getByRole('group', { name: say('station_label') }).getByRole('radio').first().check();
  const asked = page.waitForRequest(/\/api\/v1\/stations\/[^/]+\/slots/);
  await press(page, say('continue'));
  const station = /stations\/([^/]+)\/slots/.exec((await asked).url())?.[1] ?? '';
  await seeHeading(page, say('visit_step_title'));
  await expectAccessible(page);
  server.offer(station, times);
  await press(page, say('back'));
  await seeHeading(page, say('station_title'));
  await press(page, say('continue'));
  await seeHeading(page, say('visit_step_title'));
  return station;
}

async function pickFirstTime(page: Page): Promise<void> {
  await page.getByRole('group', { name: say('slot_label') }).getByRole('radio').first().check();
  await press(page, say('continue'));
  await seeHeading(page, say('check_title'));
}

async function open(page: Page, number: string, secret: string): Promise<void> {
  await page.goto('/suivi');
  await seeApp(page);
  await typeIn(page, say('follow_reference_label'), number);
  await typeIn(page, say('follow_code_label'), secret);
  await press(page, say('follow_see'));
}

test('a time is asked for, another proposed, accepted, and the complaint signed', async ({ page, server, context }) => {
  test.setTimeout(180_000);
  await atTheTimes(page, server);
  await see(page, say('visit_only_asked'));
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSideways(page);
  await pickFirstTime(page);
  await press(page, say('send'));
  const [number, secret] = [await reference(page, say), await code(page)];
  await see(page, say('visit_requested'));
  await expect(page.getByRole('heading', { name: say('visit_confirmed') })).toHaveCount(0);
  await expectAccessible(page);

  const later = await context.newPage();
  await later.setViewportSize({ width: 320, height: 700 });
  // Pasted with spaces, in small letters.
  await open(later, number.toLowerCase().replaceAll('-', ' '), ` ${secret.replaceAll('-', '  ')} `);
  await see(later, say('status_received'));
  await see(later, say('visit_requested'));
  expect(later.url()).not.toContain(number);
  await expectAccessible(later);
  await expectNoSideways(later);

  server.act('propose', number, times[2]?.replace(' ', 'T') ?? '');
  await press(later, say('follow_again'));
  await see(later, say('visit_proposed'));
  await expectAccessible(later);
  await press(later, say('act_accept'));
  await see(later, say('act_done'));
  await expect(later.getByRole('heading', { name: say('visit_confirmed') })).toBeVisible();
  await see(later, /14\s*h/);
  await expectAccessible(later);
  await expectNoSideways(later);

  server.act('sign', number);
  await press(later, say('follow_again'));
  await see(later, say('now_signed'));
  await expect(later.getByRole('button', { name: say('act_withdraw') })).toHaveCount(0);
  await expectAccessible(later);
  await press(later, say('follow_leave'));
  await expect(later.getByLabel(say('follow_code_label'))).toHaveValue('');
});

test('a time that was taken meanwhile is answered with others, and nothing is lost', async ({ page, server }) => {
  test.setTimeout(180_000);
  const station = await atTheTimes(page, server);
  await pickFirstTime(page);
  server.offer(station, [times[0] ?? ''], 0);
  await press(page, say('send'));
  const number = await reference(page, say);
  await see(page, say('visit_unavailable'));
  await expectAccessible(page);
  await expectNoSideways(page);
  await page.getByRole('button', { name: /^Demander\s*:/ }).first().click();
  await see(page, say('act_done'));
  await see(page, say('visit_requested'));
  expect(server.stored()).toContain(number);
  await expectAccessible(page);
});

test('what has changed meanwhile is shown, and nothing is done unseen; then it is withdrawn', async ({ page, server, complaints, context }) => {
  test.setTimeout(180_000);
  complaints.allow(/409/);
  await begin(page, say, address('fr'));
  await walk(page, say);
  const posted = page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('/api/v1/submissions'));
  await press(page, say('send'));
  const station = ((await posted).postDataJSON() as { routing: { station: string } }).routing.station;
  const [number, secret] = [await reference(page, say), await code(page)];
  const later = await context.newPage();
  const free = [inDays(6, '09:00'), inDays(7, '11:00')] as const;
  server.offer(station, free);
  server.act('propose', number, free[0].replace(' ', 'T'));
  await open(later, number, secret);
  await see(later, say('visit_proposed'));
  server.act('propose', number, free[1].replace(' ', 'T'));
  await press(later, say('act_accept'));
  await see(later, say('follow_stale'));
  await see(later, /11\s*h/);
  await expect(later.getByRole('heading', { name: say('visit_confirmed') })).toHaveCount(0);
  await expectAccessible(later);

  // Cancelling the appointment leaves the declaration; withdrawing does not.
  await press(later, say('act_cancel'));
  await see(later, say('act_cancel_ask'));
  await expectAccessible(later);
  await press(later, say('act_cancel_yes'));
  await see(later, say('visit_cancelled'));
  await see(later, say('status_received'));
  await press(later, say('act_withdraw'));
  await see(later, say('act_withdraw_ask'));
  await press(later, say('act_withdraw_yes'));
  await see(later, say('now_withdrawn'));
  await expectAccessible(later);
  // Nothing of either is kept here.
  const kept = await later.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toContain(secret);
});

test('another time is asked for: a free one where there are some, else when it would suit', async ({ page, server, context }) => {
  test.setTimeout(180_000);
  const station = await atTheTimes(page, server);
  await pickFirstTime(page);
  await press(page, say('send'));
  const [number, secret] = [await reference(page, say), await code(page)];
  const later = await context.newPage();
  await later.setViewportSize({ width: 320, height: 700 });
  await open(later, number, secret);
  await see(later, say('visit_requested'));
  await press(later, say('act_ask_again'));
  const free = later.getByRole('button', { name: /^Demander\s*:/ });
  await expect(free).toHaveCount(2);
  await expectAccessible(later);
  await expectNoSideways(later);
  await free.last().click();
  await see(later, say('act_done'));
  await see(later, /14\s*h/);
  // Nothing is free any more: half-days are told instead, no more than three.
  server.offer(station, times, 0);
  await press(later, say('act_ask_again'));
  await see(later, say('slot_full'));
  await expect(free).toHaveCount(0);
  const boxes = later.locator('.half-days').getByRole('checkbox');
  for (const n of [0, 1, 2, 3]) await boxes.nth(n).check();
  await press(later, say('act_other_ask'));
  await see(later, say('flaw_too_many_half_days', { max: '3' }));
  await boxes.nth(3).uncheck();
  await boxes.nth(2).uncheck();
  await press(later, say('act_other_ask'));
  await see(later, say('act_done'));
  await see(later, say('visit_asked'));
  await see(later, /Vous avez dit être libre/);
  await expectAccessible(later);
  await expectNoSideways(later);
  // The station reads them in its list.
  expect(server.act('list')).toMatch(new RegExp(`${number}.*suits: \\d{4}-\\d\\d-\\d\\d am,\\d{4}-\\d\\d-\\d\\d pm`));
});

test('left alone, the page warns and then shows nothing any more', async ({ page, server }) => {
  test.setTimeout(180_000);
  await begin(page, say, address('fr'));
  await walk(page, say);
  await press(page, say('send'));
  const [number, secret] = [await reference(page, say), await code(page)];
  expect(server.stored()).toContain(number);
  await page.clock.install();
  await open(page, number, secret);
  await see(page, say('status_received'));
  await page.clock.runFor('14:10');
  await see(page, say('idle_title'));
  await page.getByRole('alertdialog').getByRole('button', { name: say('idle_stay') }).click();
  await expect(page.getByText(say('idle_title'))).toHaveCount(0);
  await see(page, say('status_received'));
  await page.clock.runFor('15:10');
  await see(page, say('idle_blank'));
  await expect(page.getByLabel(say('follow_code_label'))).toHaveValue('');
  await expect(page.getByRole('textbox', { name: say('follow_reference_label') })).toHaveValue('');
  expect(await page.locator('body').innerText()).not.toContain(number);
  await expectAccessible(page);
});

test('a slip is told before anything is asked, and a stranger learns nothing', async ({ page, complaints }) => {
  complaints.allow(/404/);
  const asked: string[] = [];
  page.on('request', (request) => { if (request.url().includes('/api/v1/submissions/')) asked.push(request.url()); });
  await open(page, '', 'K7M2');
  await expect(page.locator('#error-summary')).toBeFocused();
  await see(page, say('follow_reference_missing'));
  await see(page, say('follow_slip_length'));
  await expectAccessible(page);
  expect(asked).toEqual([]);
  // A number and a code that fit in themselves, and belong to nobody.
  await typeIn(page, say('follow_reference_label'), '000-000-000');
  await typeIn(page, say('follow_code_label'), '0000-0000-0000-0000-0000-0');
  await press(page, say('follow_see'));
  await see(page, say('follow_unknown_title'));
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNoSideways(page);
});

test('no connection, too many questions and a broken server are said as they are, and what was typed stays', async ({ page, complaints }) => {
  complaints.allow(/ERR_|429|500/);
  const call = '**/api/v1/submissions/*';
  const ask = async (word: string, values: Record<string, string> = {}) => {
    await press(page, say('follow_see'));
    await see(page, say(word, values));
    await expect(page.getByRole('textbox', { name: say('follow_reference_label') })).toHaveValue('000-000-000');
    await page.unroute(call);
  };
  await page.goto('/suivi');
  await seeApp(page);
  await typeIn(page, say('follow_reference_label'), '000-000-000');
  await typeIn(page, say('follow_code_label'), '0000-0000-0000-0000-0000-0');
  await page.route(call, (route) => route.abort('internetdisconnected'));
  await ask('follow_offline');
  await page.route(call, (route) => route.fulfill({ status: 429, headers: { 'Retry-After': '7' } }));
  await ask('follow_busy', { seconds: '7' });
  await page.route(call, (route) => route.fulfill({ status: 500, body: '<html>' }));
  await ask('follow_failed');
  await expectAccessible(page);
});
