// What can go wrong between the button and the receipt. The database is the oracle: each intent is in it exactly once.
import type { Page, Request } from '@playwright/test';
import { address, begin, hashOf, reference, walk } from './complaint';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import type { Server } from './server';
import { press, see, seeApp, seeHeading } from './verbs';
import { words } from './words';

const say = words('fr');
const posting = '**/api/v1/submissions';
const asking = '**/api/v1/submissions/by-key/*';

/** Everything is answered; the next press sends. */
async function ready(page: Page, origin = '', typed = {}): Promise<void> {
  await begin(page, say, `${origin}${address('fr')}`);
  await walk(page, say, { typed });
}

/** The receipt shows what is stored, and nothing else was stored since. */
async function expectOne(page: Page, server: Server, before: string[]): Promise<string> {
  await expect(page.getByRole('heading', { level: 1, name: say('receipt_title') })).toBeVisible({ timeout: 30_000 });
  const shown = await reference(page, say);
  expect(server.stored().filter((stored) => !before.includes(stored))).toEqual([shown]);
  return shown;
}

test('offline in the middle of sending, and back', async ({ page, context, server, complaints }) => {
  complaints.expect(/ERR_INTERNET_DISCONNECTED/);
  const before = server.stored();
  await ready(page);
  await context.setOffline(true);
  await press(page, say('send'));
  await see(page, say('sending_offline'));
  await seeHeading(page, say('sending_title'));
  await see(page, say('sending_safe'));
  await expectAccessible(page);
  await expectNoSideways(page);
  expect(server.stored()).toEqual(before);
  await context.setOffline(false);
  await expectOne(page, server, before);
});

test('the answer is lost after the server has stored', async ({ page, through, server, complaints }) => {
  complaints.expect(/ERR_EMPTY_RESPONSE|ERR_CONNECTION/);
  const before = server.stored();
  // Browsers send a cut request again by themselves, so the first three answers are lost.
  const proxy = await through(({ path, count, body }) => (/\/submissions$/.test(path) && count <= 3 ? undefined : body));
  await ready(page, proxy.url);
  await press(page, say('send'));
  await expectOne(page, server, before);
  expect(proxy.timesAsked(/\/submissions$/)).toBeGreaterThan(3);
});

test('the server is killed after it has stored, before its answer arrives', async ({ page, through, server, complaints }) => {
  complaints.expect(/ERR_EMPTY_RESPONSE|ERR_CONNECTION/);
  const before = server.stored();
  let killed: Promise<void> | undefined;
  const proxy = await through(({ path, body }) => {
    if (!/\/submissions$/.test(path) || killed !== undefined) return body;
    killed = server.kill();
    return undefined;
  });
  await ready(page, proxy.url);
  await press(page, say('send'));
  await see(page, say('sending_again'));
  await expectAccessible(page);
  await killed;
  expect(server.stored()).toHaveLength(before.length + 1);
  await server.resume();
  await expectOne(page, server, before);
});

test('a reload while the outcome is unknown finds it out', async ({ page, server, complaints }) => {
  complaints.expect(/ERR_CONNECTION_REFUSED/);
  // The page asks whether it had arrived: not yet.
  complaints.expect(/404/);
  const before = server.stored();
  await ready(page);
  await page.route(posting, (route) => route.abort('connectionrefused'));
  await press(page, say('send'));
  await see(page, say('sending_again'));
  const code = await page.locator('.code').innerText();
  await page.reload();
  await seeHeading(page, say('sending_title'));
  await see(page, say('sending_again'));
  await expectAccessible(page);
  // Refused until it is pressed: a try that the page makes by itself would take the button away.
  const tried = page.waitForRequest(posting);
  await press(page, say('sending_again'));
  await tried;
  await page.unroute(posting);
  await expectOne(page, server, before);
  await expect(page.locator('.code')).toHaveText(code);
});

test('what an earlier visit could not send leaves from the start page', async ({ page, context, server, complaints }) => {
  complaints.expect(/ERR_CONNECTION_REFUSED/);
  // It asks first whether it had arrived: not yet.
  complaints.allow(/404/);
  const before = server.stored();
  await ready(page);
  for (const path of [posting, asking]) await page.route(path, (route) => route.abort('connectionrefused'));
  await press(page, say('send'));
  await see(page, say('sending_again'));
  expect(server.stored()).toEqual(before);
  await page.close();
  const later = await context.newPage();
  await later.goto('/');
  await seeApp(later);
  await expect.poll(() => server.stored().length, { timeout: 20_000 }).toBe(before.length + 1);
});

test('giving up: locked until it is answered, then a new key, and the old one is gone for good', async ({ page, request, server, complaints }) => {
  complaints.expect(/ERR_CONNECTION_REFUSED/);
  const before = server.stored();
  const sent: Request[] = [];
  await ready(page);
  await page.route(posting, (route) => {
    sent.push(route.request());
    return route.abort('connectionrefused');
  });
  await page.route(asking, (route) => route.abort('connectionrefused'));
  await press(page, say('send'));
  await see(page, say('sending_again'));
  await press(page, say('give_up'));
  await see(page, say('giving_up'));
  await expectAccessible(page);
  // Nothing can be changed meanwhile, wherever one goes.
  await page.goBack();
  await expect(page).toHaveURL(/\/rendez-vous$/);
  await see(page, say('giving_up'));
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: say('send') })).toHaveCount(0);
  await page.unroute(asking);
  // It may have tried again by itself just before.
  await Promise.race([press(page, say('sending_again')).catch(() => undefined), seeHeading(page, say('given_up_title'))]);
  await seeHeading(page, say('given_up_title'));
  await expectAccessible(page);

  // The request that was thought lost arrives after all.
  const late = sent[0];
  const key = late?.headers()['idempotency-key'] ?? '';
  const replay = () => request.post('/api/v1/submissions', {
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    data: late?.postDataBuffer() ?? Buffer.of(),
  });
  expect((await replay()).status()).toBe(410);
  expect(server.stored()).toEqual(before);

  await page.unroute(posting);
  await press(page, say('back_to_answers'));
  // One had gone back a step.
  await seeHeading(page, say('visit_step_title'));
  await press(page, say('continue'));
  await seeHeading(page, say('check_title'));
  const [anew] = await Promise.all([page.waitForRequest(posting), press(page, say('send'))]);
  const fresh = anew.headers()['idempotency-key'] ?? '';
  expect(fresh).toMatch(/^[0-9a-f-]{36}$/);
  expect(fresh).not.toBe(key);
  const shown = await expectOne(page, server, before);
  expect((await replay()).status()).toBe(410);
  const known = await request.get(`/api/v1/submissions/by-key/${hashOf(fresh)}`);
  expect(await known.json()).toMatchObject({ reference: shown });
});

test('giving up what has arrived shows its receipt', async ({ page, server, complaints }) => {
  complaints.expect(/ERR_CONNECTION_REFUSED|409/);
  const before = server.stored();
  await ready(page);
  // It arrives, but no answer comes back.
  await page.route(posting, async (route) => {
    await route.fetch();
    await route.abort('connectionrefused');
  });
  await page.route(asking, (route) => (route.request().method() === 'DELETE' ? route.continue() : route.abort('connectionrefused')));
  await press(page, say('send'));
  await see(page, say('sending_again'));
  await press(page, say('give_up'));
  await expectOne(page, server, before);
  await see(page, say('receipt_before_giving_up'));
  await expectAccessible(page);
});

test('a refusal is explained, and nothing is lost', async ({ page, server, complaints }) => {
  complaints.expect(/400/);
  const before = server.stored();
  await ready(page);
  const problem = { type: '/problems/invalid', title: 'Invalid', status: 400, detail: 'Refused by a test.' };
  await page.route(posting, (route) => route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify(problem) }));
  await press(page, say('send'));
  await seeHeading(page, say('refused_title'));
  await expectAccessible(page);
  await page.unroute(posting);
  await press(page, say('back_to_answers'));
  await seeHeading(page, say('check_title'));
  await press(page, say('send'));
  await expectOne(page, server, before);
});

for (const [name, clicks] of [['a double click', 2], ['twenty clicks', 20]] as const) {
  test(`${name} on the button that sends is one intent`, async ({ page, server }) => {
    const before = server.stored();
    const posts: string[] = [];
    page.on('request', (request) => { if (request.method() === 'POST') posts.push(request.headers()['idempotency-key'] ?? ''); });
    await ready(page);
    const button = page.getByRole('button', { name: say('send') });
    if (clicks === 2) await button.dblclick();
    else await button.evaluate((element, times) => { for (let n = 0; n < times; n += 1) (element as HTMLElement).click(); }, clicks);
    await expectOne(page, server, before);
    expect(new Set(posts).size).toBe(1);
  });
}

test('sealed to a key that the server never knew, it is sealed again and arrives', async ({ page, server, complaints }) => {
  complaints.expect(/422/);
  // A connection to the server that has gone may be tried once more.
  complaints.allow(/ERR_CONNECTION/);
  await ready(page);
  await server.replace();
  await press(page, say('send'));
  const shown = await expectOne(page, server, []);
  expect(server.opened(shown).form).toBe('pre-complaint');
});
