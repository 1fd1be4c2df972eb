// Inside another site's page: everything works as on a page of its own, for whom it should and nobody else.
import type { Frame, Page } from '@playwright/test';
import { kept, reference, typed, walk } from './complaint';
import { expect, expectAccessible, expectNoSideways, test as base } from './fixtures';
import { Town, asPage } from './host';
import * as report from './report';
import { choose, press, see, seeHeading, typeIn } from './verbs';
import { words } from './words';

const say = words('fr');

const test = base.extend<object, { town: Town }>({
  town: [
    async ({}, use) => {
      const town = await Town.start();
      await use(town);
      await town.end();
    },
    { scope: 'worker' },
  ],
});

/** Begins the complaint in its frame. */
async function started(frame: Frame, device = 'device_tab'): Promise<Page> {
  const inside = asPage(frame);
  await seeHeading(inside, say('complaint_title'));
  await choose(inside, say('device_label'), say(device));
  await press(inside, say('begin'));
  await seeHeading(inside, say('nature_title'));
  return inside;
}

/** Sends from the check page of a frame, which takes two presses. */
async function sendTwice(inside: Page, word = 'send'): Promise<void> {
  await press(inside, say(word));
  await see(inside, say('send_twice_text'));
  await inside.waitForTimeout(800);
  await press(inside, say('send_twice_yes'));
}

const institution = { institution: 'la police et la gendarmerie' };

for (const [view, heading, receives] of [
  ['stations', 'finder_title', 'hosted_title'],
  ['complaint', 'complaint_title', 'hosted_form_title'],
  ['report', 'report_title', 'hosted_form_title'],
  ['orientation', 'start_title', 'hosted_title'],
  ['news', 'news_title', 'hosted_title'],
] as const) {
  test(`the view ${view} is shown on another site, sized, named, and says who receives what is written`, async ({ page, town }) => {
    for (const [lang, width] of [['fr', 320], ['en', 700]] as const) {
      const told = words(lang);
      await page.setViewportSize({ width, height: 800 });
      const frame = await town.open(page, town.element(`view="${view}" lang="${lang}"`));
      const inside = asPage(frame);
      await seeHeading(inside, told(heading));
      await see(inside, told(receives, institution));
      await expect(inside.locator('.hosted-foot')).toContainText(told('hosted_elsewhere'));
      await expect(inside.locator('.header')).toHaveCount(0);
      const full = inside.getByRole('link', { name: told('hosted_open_label') });
      await expect(full).toHaveAttribute('target', '_blank');
      expect(await full.getAttribute('href')).not.toContain('/embed/');
      // As high as what it shows: nothing of it has to be scrolled for.
      await expect.poll(() => frame.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
      await expectNoSideways(inside);
      await expect(page.locator('iframe')).toHaveAttribute('title', /.{8,}/);
      await expectAccessible(page);
    }
  });
}

test('a whole complaint is sent from a frame with two presses, and each step begins at its top', async ({ page, town }) => {
  test.setTimeout(120_000);
  const frame = await town.open(page, `<p style="height:500px">…</p>${town.element('view="complaint" lang="fr"')}`);
  const inside = await started(frame);
  const top = (): Promise<number> => page.locator('guichet-embed').evaluate((element) => element.getBoundingClientRect().top);
  let scrolled = 0;
  await walk(inside, say, {
    before: () => expect.poll(top).toBeGreaterThanOrEqual(-1),
    after: async () => {
      await inside.getByRole('button', { name: say('continue') }).scrollIntoViewIfNeeded();
      if (await top() < 0) scrolled += 1;
    },
  });
  expect(scrolled, 'steps that were left with their top out of sight').toBeGreaterThan(5);
  expect(frame.url()).toContain('/embed/complaint/verifier');
  const before = town.server.stored().length;
  // A double press is one act, not two.
  await inside.getByRole('button', { name: say('send'), exact: true }).dblclick();
  await see(inside, say('send_twice_text'));
  await inside.getByRole('button', { name: say('send_twice_yes') }).click();
  await page.waitForTimeout(300);
  expect(town.server.stored()).toHaveLength(before);
  await press(inside, say('send_twice_no'));
  await sendTwice(inside);
  const shown = await reference(inside, say);
  expect(town.server.stored()).toHaveLength(before + 1);
  expect(shown).toBeTruthy();
});

test('a page of its own, and a frame on a site that is not listed, show nothing', async ({ page, town, complaints }) => {
  complaints.expect(/frame-ancestors|Refused to frame|Framing/);
  complaints.allow(/chrome-error|X-Frame-Options|postMessage|refused to connect|status of 404/);
  town.stranger.pages.set('/', town.element('view="complaint" lang="fr"'));
  await page.goto(town.stranger.url);
  await page.waitForTimeout(1_500);
  expect(page.frames().map((frame) => frame.url()).filter((url) => url.startsWith(town.server.url))).toEqual([]);
  // The listed site may frame what was made for it, and only that.
  for (const path of ['/', '/pre-plainte', '/commissariats', '/reprendre', '/integrer', '/suivi', '/embed']) {
    town.host.pages.set('/', town.frame(path));
    await page.goto(town.host.url);
    await page.waitForTimeout(300);
    expect(page.frames().map((frame) => frame.url()).filter((url) => url.startsWith(town.server.url)), path).toEqual([]);
  }
});

test('ten thousand messages of a host change nothing but what a host may say', async ({ page, town }) => {
  test.setTimeout(120_000);
  const frame = await town.open(page, town.frame('/embed/complaint'));
  const inside = await started(frame);
  await walk(inside, say, { until: 'conditions' });
  await kept(inside);
  const state = (): Promise<unknown> => frame.evaluate(() => ({
    html: document.getElementById('app')?.innerHTML,
    address: location.href,
    theme: document.documentElement.dataset.theme ?? null,
    title: document.title,
    session: JSON.stringify(Object.entries(sessionStorage).filter(([name]) => !name.includes('aside')).sort()),
  }));
  const before = await state();
  const heard = await page.evaluate(async () => {
    const target = (document.querySelector('iframe') as HTMLIFrameElement).contentWindow as Window;
    const answers: unknown[] = [];
    addEventListener('message', ({ data }) => answers.push(data));
    let seed = 20261125;
    const random = (below: number): number => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % below; };
    const words = ['hello', 'theme', 'dark', 'top', 'height', 'ready', 'resume', 'draft', 'navigate', '__proto__', 'javascript:alert(1)', '', 'HELLO', 'auto '];
    const word = (): string => words[random(words.length)] ?? '';
    const value = (deep: number): unknown => [
      () => word(), () => random(5), () => 1, () => null, () => undefined, () => NaN, () => true, () => new Date(0), () => new Uint8Array(random(64)),
      () => 'x'.repeat(random(5000)), () => (deep > 2 ? 0 : [value(deep + 1), value(deep + 1)]),
      () => (deep > 2 ? 0 : { v: value(deep + 1), type: value(deep + 1), theme: value(deep + 1), height: value(deep + 1), nonce: word(), url: 'https://evil.example/' }),
      () => new Map([['v', 1]]), () => new Error('x'), () => JSON.stringify({ v: 1, type: 'theme', theme: 'dark' }),
    ][random(15)]?.();
    // What a host may say is left out: right version, right kind, right theme.
    const allowed = (said: unknown): boolean => {
      const { v, type, theme } = (said ?? {}) as { v?: unknown; type?: unknown; theme?: unknown };
      return v === 1 && (type === 'hello' || (type === 'theme' && ['auto', 'light', 'dark'].includes(theme as string)));
    };
    let sent = 0;
    while (sent < 10_000) {
      const said = random(3) === 0 ? { v: 1 + random(2), type: word(), theme: word() } : value(0);
      if (allowed(said)) continue;
      const channel = random(20) === 0 ? [new MessageChannel().port1] : [];
      target.postMessage(said, '*', channel);
      sent += 1;
      if (sent % 500 === 0) await new Promise((done) => { setTimeout(done); });
    }
    await new Promise((done) => { setTimeout(done, 500); });
    return answers;
  });
  expect(heard).toEqual([]);
  expect(await state()).toEqual(before);
  // It is not deaf: what a host may say is heard, and what it is told is on the list.
  const told = await page.evaluate(async () => {
    const target = (document.querySelector('iframe') as HTMLIFrameElement).contentWindow as Window;
    const answers: { v: number; type: string; height?: number }[] = [];
    addEventListener('message', ({ data }) => answers.push(data as { v: number; type: string }));
    target.postMessage({ v: 1, type: 'hello' }, '*');
    target.postMessage({ v: 1, type: 'theme', theme: 'dark' }, '*');
    await new Promise((done) => { setTimeout(done, 500); });
    return answers;
  });
  expect(told.map(({ type }) => type)).toEqual(['ready', 'height']);
  expect((told[1]?.height ?? 1) % 50).toBe(0);
  expect(told.every((said) => Object.keys(said).every((name) => ['v', 'type', 'height'].includes(name)))).toBe(true);
  expect((await state() as { theme: string }).theme).toBe('dark');
});

test('a page that is listed speaks to no frame but its own, and a window that opened one is not heard', async ({ page, town, context }) => {
  // The page is opened on its own, by a page of the listed site: that one is not around it.
  town.host.pages.set('/', `<button onclick="w=window.open('${town.server.url}/embed/stations')">Ouvrir</button>`);
  await page.goto(town.host.url);
  const opening = context.waitForEvent('page');
  await page.getByRole('button').click();
  const opened = await opening;
  await expect(opened.locator('#app[data-app]')).toHaveCount(1);
  await page.evaluate(() => (globalThis as unknown as { w: Window }).w?.postMessage({ v: 1, type: 'theme', theme: 'dark' }, '*'));
  await page.waitForTimeout(500);
  expect(await opened.evaluate(() => document.documentElement.dataset.theme ?? null)).toBeNull();
});

test('the draft goes along to a full page, once, and nothing of it stays in the frame', async ({ page, town, context }) => {
  test.setTimeout(120_000);
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
  const frame = await town.open(page, town.element('view="complaint" lang="fr"'));
  const inside = await started(frame);
  await walk(inside, say, { until: 'faits' });
  await typeIn(inside, say('description_label'), typed.story);
  await kept(inside);
  const opening = context.waitForEvent('page');
  await press(inside, say('hosted_open_label'));
  const full = await opening;
  // What was written answers its step: one goes on with the next.
  await seeHeading(full, say('violence_title'));
  expect(full.url()).toBe(`${town.server.url}/pre-plainte/violences`);
  await seeHeading(inside, say('hosted_gone_title'));
  await expectAccessible(page);
  await expect(inside.getByText(typed.story)).toHaveCount(0);
  expect(asked.filter((url) => /#|Gambetta|Dupont/.test(url))).toEqual([]);
  // It is kept there as it was here, and reaches its receipt.
  await kept(full);
  expect(await full.evaluate(() => opener)).toBeNull();
  await full.goto(`${town.server.url}/pre-plainte/faits`);
  await seeHeading(full, say('facts_title'));
  await expect(full.getByLabel(say('description_label'))).toHaveValue(typed.story);
});

test('whoever opens the page that takes a draft over gives it nothing, and gets nothing', async ({ page, town, context, complaints }) => {
  complaints.allow(/target origin provided/);
  const nonce = 'ab'.repeat(16);
  town.host.pages.set('/', `<button>Ouvrir</button><script>
    const heard = []; addEventListener('message', (event) => heard.push(event.data));
    document.querySelector('button').onclick = () => { globalThis.w = open('${town.server.url}/reprendre#${nonce}'); };
  </script>`);
  await page.goto(town.host.url);
  const opening = context.waitForEvent('page');
  await page.getByRole('button').click();
  const opened = await opening;
  await expect(opened.locator('#app[data-app]')).toHaveCount(1);
  await page.evaluate((nonce) => {
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(JSON.stringify({ v: 1, form: 'pre-complaint', life: 'tab', draft: '{"v":2}' }));
    (globalThis as unknown as { w: Window }).w.postMessage({ v: 1, type: 'draft', nonce }, '*', [port2]);
  }, nonce);
  await see(opened, say('resume_here_waiting'));
  await page.waitForTimeout(500);
  expect(await page.evaluate('heard')).toEqual([]);
  expect(new URL(opened.url()).hash).toBe('');
  await expect(opened.getByText(say('resume_here_nothing'))).toBeVisible({ timeout: 15_000 });
  await expectAccessible(opened);
});

for (const [name, sandbox] of [
  ['with its own origin', 'allow-scripts allow-forms allow-same-origin allow-popups allow-downloads'],
  ['without any origin', 'allow-scripts allow-forms allow-popups allow-downloads'],
  ['without any origin, tabs or downloads', 'allow-scripts allow-forms'],
] as const) {
  test(`a complaint reaches its receipt in a sandbox ${name}`, async ({ page, town, complaints }) => {
    test.setTimeout(120_000);
    complaints.allow(/sandboxed|Blocked|allow-popups|allow-downloads/);
    const frame = await town.open(page, town.frame('/embed/complaint', `sandbox="${sandbox}"`));
    const inside = await started(frame);
    if (!sandbox.includes('same-origin')) {
      await see(inside, say('kept_blocked'));
      await press(inside, say('hosted_open_label'));
      await see(inside, say('hosted_not_gone'));
      // Back and forward work although the address cannot say where one is.
      await walk(inside, say, { until: 'mentions' });
      await inside.evaluate(() => history.back());
      await seeHeading(inside, say('conditions_title'));
      await inside.evaluate(() => history.forward());
      await seeHeading(inside, say('notices_title'));
      await inside.evaluate(() => history.back());
      await inside.evaluate(() => history.back());
      await seeHeading(inside, say('nature_title'));
    }
    await walk(inside, say);
    await sendTwice(inside);
    const shown = await reference(inside, say);
    expect(town.server.stored()).toContain(shown);
  });
}

test('where storage is blocked in a frame, a report is sent all the same, and it is said that nothing is kept', async ({ page, town, context }) => {
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(globalThis, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });
    }
  });
  const frame = await town.open(page, town.frame('/embed/report'));
  const inside = asPage(frame);
  await choose(inside, say('device_label'), say('device_tab'));
  await press(inside, say('begin'));
  await see(inside, say('kept_blocked'));
  await report.walk(inside, say);
  await sendTwice(inside, 'report_send');
  expect(town.server.stored()).toContain(await report.reference(inside, say));
});

test('without a position the finder says so and goes on', async ({ page, town, complaints }) => {
  complaints.allow(/Geolocation access has been blocked/);
  const frame = await town.open(page, town.frame('/embed/stations', 'allow=""'));
  const inside = asPage(frame);
  await press(inside, say('here_ask'));
  await expect(inside.locator('.finder-told')).not.toBeEmpty();
  await inside.getByLabel(say('finder_label')).fill('Lille');
  await expect(inside.getByRole('link', { name: /Lille/ }).first()).toBeVisible();
  // A station stays in the frame.
  await inside.locator('a[href*="/embed/stations/"]').first().click();
  await expect.poll(() => frame.url()).toContain('/embed/stations/');
  await expect(inside.locator('h1')).toBeVisible();
});

test('what leads out of the frame opens in a tab of its own', async ({ page, town, context }) => {
  const frame = await town.open(page, town.element('view="orientation" lang="fr"'));
  const opening = context.waitForEvent('page');
  await frame.locator('.hosted-foot').getByRole('link').click();
  const opened = await opening;
  await seeHeading(opened, say('about_privacy'));
  expect(await opened.evaluate(() => opener)).toBeNull();
  expect(frame.url()).toContain('/embed/orientation');
});

test('many on one page: each is sized by itself, a lazy one waits, colours and language change in place', async ({ page, town }) => {
  town.host.pages.set('/', `${town.element('view="news" lang="fr" id="one"')}${town.element('view="orientation" lang="en" theme="dark" id="two"')}<p style="height:6000px">…</p>${town.element('view="stations" id="three"')}`);
  await page.goto(town.host.url);
  const height = (id: string): Promise<number> => page.locator(`#${id} iframe`).evaluate((frame) => frame.getBoundingClientRect().height);
  await expect.poll(() => height('one')).not.toBe(600);
  await expect.poll(() => height('two')).not.toBe(600);
  expect(await height('one')).not.toBe(await height('two'));
  await expect(page.locator('#three iframe')).not.toHaveAttribute('src', /./);
  const frames = (): string[] => page.frames().filter((frame) => frame.url().startsWith('http')).map((frame) => new URL(frame.url()).pathname + new URL(frame.url()).search).sort();
  expect(frames()).toEqual(['/', '/embed/news', '/en/embed/orientation?theme=dark']);
  const two = page.frames().find((frame) => frame.url().includes('/en/embed/'));
  const paper = (): Promise<string | undefined> | undefined => two?.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await paper()).toBe('rgb(17, 19, 28)');
  await page.locator('#two').evaluate((element) => element.setAttribute('theme', 'light'));
  await expect.poll(paper).toBe('rgb(255, 255, 255)');
  // A colour of the host's own, and ours again where it is none.
  const primary = (): Promise<string> | undefined => two?.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--primary').trim());
  for (const [accent, shown] of [['#7a1f2b', '#7a1f2b'], ['url(//x)', '#20317a']] as const) {
    await page.locator('#two').evaluate((element, accent) => element.setAttribute('accent', accent), accent);
    await expect.poll(primary).toBe(shown);
  }
  await page.locator('#two').evaluate((element) => element.setAttribute('lang', 'fr'));
  await expect.poll(() => page.frames().some((frame) => frame.url().endsWith('/embed/orientation?theme=light'))).toBe(true);
  await page.locator('#three').scrollIntoViewIfNeeded();
  await expect(page.locator('#three iframe')).toHaveAttribute('src', /embed\/stations$/);
  await expect(page.locator('#three iframe')).toHaveAttribute('title', 'Trouver un commissariat ou une brigade');
  await expect(page.locator('#three iframe')).toHaveAttribute('referrerpolicy', 'no-referrer');
});

test.describe('in the browser of another app', () => {
  test.use({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 [FBAN/FBIOS;FBAV/489.0.0.50.92]' });
  test('it is said before the first question who else can read', async ({ page, town }) => {
    await page.goto(`${town.server.url}/pre-plainte`);
    await see(page, say('in_app_title', { app: 'Facebook' }));
    await expectAccessible(page);
    await page.goto(`${town.server.url}/signaler`);
    await see(page, say('in_app_title', { app: 'Facebook' }));
  });
});

test('the lines to copy work as they are copied', async ({ page, town, context, complaints }) => {
  // A preview that is changed before it has come is let go of.
  complaints.allow(/Fetch API cannot load/);
  await context.grantPermissions(['clipboard-write'], { origin: town.server.url });
  // The page's own policy lets nobody read the clipboard: what goes into it is noted on the way.
  await page.addInitScript(() => {
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = (text) => {
      Object.assign(globalThis, { copied: text });
      return write(text);
    };
  });
  await page.goto(`${town.server.url}/integrer`);
  await seeHeading(page, say('embedding_title'));
  await expect(page.locator('#app[data-app]')).toHaveCount(1);
  await see(page, town.host.url);
  await page.getByLabel(say('embedding_view')).selectOption('complaint');
  await page.getByLabel(say('embedding_language')).selectOption('en');
  await page.getByLabel(say('embedding_theme')).selectOption('dark');
  const accent = page.getByLabel(say('embedding_accent'));
  await accent.fill('rouge');
  await accent.blur();
  await see(page, say('embedding_accent_wrong'));
  await accent.fill('#7A1F2B');
  await accent.blur();
  await expect(page.getByText(say('embedding_accent_wrong'))).toHaveCount(0);
  await expect(page.frameLocator('.preview').getByRole('heading', { level: 1 })).toHaveText(words('en')('complaint_title'));
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoSideways(page);
  for (const [nth, name] of [[0, 'element'], [1, 'frame']] as const) {
    await page.getByRole('button', { name: say('embedding_copy') }).nth(nth).click();
    await see(page, say('embedding_copied'));
    const lines = await page.evaluate(() => (globalThis as unknown as { copied: string }).copied);
    const other = await context.newPage();
    const frame = await town.open(other, lines);
    await seeHeading(asPage(frame), words('en')('complaint_title'));
    expect(new URL(frame.url()).pathname, name).toBe('/en/embed/complaint');
    expect(await frame.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await expect.poll(() => frame.evaluate(() => document.documentElement.style.getPropertyValue('--accent-light'))).toBe('#7a1f2b');
    await other.close();
  }
});

test('leaving quickly empties the frame and opens another site in a tab of its own', async ({ page, town, context }) => {
  await context.route('https://meteofrance.com/**', (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Demain</h1>' }));
  const frame = await town.open(page, town.element('view="complaint" lang="fr"'));
  const inside = await started(frame);
  const opening = context.waitForEvent('page');
  await press(inside, say('exit'));
  await (await opening).waitForURL('https://meteofrance.com/');
  expect(await frame.evaluate(() => document.body.innerText.trim())).toBe('');
});
