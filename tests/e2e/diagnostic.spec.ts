// The site checks itself: nothing is wrong where it is delivered as it should be, and each thing that a deployment may do
// wrong turns exactly its checks wrong.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Page } from '@playwright/test';
import { Deployment, type Answer, type Change } from './deployment';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import config from './playwright.config';
import { base, dist } from './placed';

interface Check { id: string; group: string; state: 'right' | 'wrong' | 'unknown'; seen: string[]; wanted: string[]; why: string }
interface Result { v: number; state: string; build: string; right: number; wrong: number; unknown: number; checks: Check[] }

// A name that leads here and is not this machine for the browser: what is asked there is not encrypted.
const PLAIN = 'guichet.test';
const launch = config.use?.launchOptions ?? {};
// Our own worker may be there while the site is looked at.
test.use({ serviceWorkers: 'allow', launchOptions: { ...launch, args: [...(launch.args ?? []), `--host-resolver-rules=MAP ${PLAIN} 127.0.0.1`] } });

async function result(page: Page): Promise<Result> {
  const text = await page.locator('#diagnostic-result').textContent({ timeout: 40_000 });
  return JSON.parse(text ?? '') as Result;
}

const named = (checks: Check[], state: string): string[] => checks.filter((check) => check.state === state).map((check) => check.id).sort();

interface Break {
  name: string;
  /** What the deployment does. */
  change?: Change;
  /** What the browser is made to do, once the page is there. */
  browser?: (page: Page) => Promise<unknown>;
  host?: string;
  wrong: string[];
}

type Where = (path: string) => boolean;
const at = (...paths: string[]): Where => (path) => paths.includes(path);
const every: Where = (path) => !path.startsWith('/api/');
const file: Where = (path) => every(path) && /\.\w+$/.test(path);
const page: Where = (path) => every(path) && !file(path);

/** A header has another value, or is missing. */
const header = (where: Where, name: string, value?: string): Change => (answer) => {
  if (where(answer.path)) answer.set(name, value);
};
/** A text is another one. The program's own start asks its cache first, so that it is left alone. */
const text = (where: Where, change: (text: string) => string): Change => (answer) => {
  if (where(answer.path) && answer.asked['cache-control'] === 'no-cache') answer.body = Buffer.from(change(answer.body.toString('utf8')));
};
const policy = (where: Where, from: string | RegExp, to: string): Change => (answer) => {
  if (where(answer.path)) answer.set('content-security-policy', String(answer.headers['content-security-policy']).replace(from, to));
};
const both = (...changes: Change[]): Change => (answer) => changes.some((change) => change(answer) === false) ? false : undefined;
const asItIs = (where: Where): Change => (answer) => {
  if (!where(answer.path)) return;
  answer.raw = answer.body;
  answer.set('content-encoding', undefined);
};
const configured = (change: (config: Record<string, unknown>) => void): Change => text(at('/config.json'), (text) => {
  const config = JSON.parse(text) as Record<string, unknown>;
  change(config);
  return JSON.stringify(config);
});
const later = (answer: Answer, seconds: number): void => answer.set('date', new Date(Date.parse(String(answer.headers.date)) + seconds * 1000).toUTCString());
const gone = (object: string, name: string) => (page: Page) => page.evaluate(([object, name]) => {
  Object.defineProperty(object === 'window' ? window : object === 'navigator' ? navigator : Crypto.prototype, name, { get() { return undefined; } });
}, [object, name] as const);
const blocked = (name: string) => (page: Page) => page.evaluate((name) => {
  Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });
}, name);

const byKey = `/api/v1/submissions/by-key/${'0'.repeat(64)}`;
const noFile = '/guichet-0000000000000000.js';
const noPage = '/cette-page-n-existe-pas';
// A cache that keeps the first answer of the check, its date with it.
const standing = (): Change => {
  let first: string | undefined;
  return (answer) => {
    if (answer.path !== '/config.json' || answer.asked['cache-control'] !== 'no-cache') return;
    first ??= answer.headers.date as string;
    answer.set('date', first);
  };
};

const BREAKS: Record<string, Break[]> = {
  headers: [
    { name: 'encryption is not asked for', change: header(every, 'strict-transport-security'), wrong: ['encrypted-from-now-on'] },
    { name: 'types are guessed', change: header(file, 'x-content-type-options'), wrong: ['no-guessing'] },
    { name: 'a host tells addresses', change: header(page, 'referrer-policy', 'strict-origin'), wrong: ['no-referrer'] },
    { name: 'abilities are not forbidden', change: header(page, 'permissions-policy'), wrong: ['abilities'] },
    { name: 'the page that takes a draft over is alone', change: header(at('/reprendre'), 'cross-origin-opener-policy', 'same-origin'), wrong: ['apart'] },
    { name: 'files are for this site only', change: header(at('/icon.svg'), 'cross-origin-resource-policy', 'same-origin'), wrong: ['for-others'] },
    { name: 'files cannot be read elsewhere', change: header(file, 'access-control-allow-origin'), wrong: ['readable'] },
    { name: 'the program has no type of its own', change: header(at('/manifest.webmanifest'), 'content-type', 'application/octet-stream'), wrong: ['types'] },
    { name: 'a balancer sets a cookie', host: 'localhost', change: header(at('/diagnostic'), 'set-cookie', 'balancer=1; Path=/diagnostic'), wrong: ['no-cookies'] },
  ],
  policy: [
    { name: 'a page has another policy', change: policy(at('/', '/en'), "script-src 'self'", "script-src 'self' https://cdn.example"), wrong: ['policy-of-pages'] },
    { name: 'missing pages have none', change: header(at(noPage), 'content-security-policy'), wrong: ['policy-of-steps'] },
    { name: 'frames let anything in', change: policy(at('/embed/stations'), "frame-src 'self'", 'frame-src *'), wrong: ['policy-of-frames'] },
    { name: 'scripts have none', change: header(at('/embed.js'), 'content-security-policy'), wrong: ['policy-of-scripts'] },
    { name: 'the worker may ask for nothing', change: header(at('/sw.js'), 'content-security-policy', "default-src 'none'"), wrong: ['policy-of-scripts'] },
    { name: 'somebody removes it', change: header(at('/diagnostic'), 'content-security-policy'), wrong: ['policy-acts', 'policy-of-pages'] },
    { name: 'a page has another style', change: text(at('/en'), (text) => text.replace('<style>', '<style>b{}')), wrong: ['pages', 'style-named'] },
  ],
  integrity: [
    { name: 'the list was not copied', change: (answer) => { if (answer.path === '/manifest.sha256') answer.replace(404, 'text/plain', 'no'); }, wrong: ['lists'] },
    { name: 'a part of the first load is minified', change: text((path) => /\/style-.*\.css$/.test(path), (text) => text.replace('}', '} ')), wrong: ['named-checksums', 'program'] },
    { name: 'a piece is missing', change: (answer) => { if (/\/finder-.*\.wasm$/.test(answer.path)) answer.replace(404, 'text/plain', 'no'); }, wrong: ['pieces'] },
    { name: 'a script is added', change: text(at('/pre-plainte'), (text) => text.replace('</body>', '<!-- measured --></body>')), wrong: ['pages'] },
    { name: 'data of another build', change: text(at('/data/index.json'), (text) => `${text} `), wrong: ['data'] },
    { name: 'other robots', change: text(at('/robots.txt'), (text) => `${text}# more\n`), wrong: ['others'] },
    { name: 'another checksum is named', change: text(at('/'), (text) => text.replace(/integrity="sha384-..../, 'integrity="sha384-AAAA')), wrong: ['named-checksums', 'pages'] },
    { name: 'an old worker', change: text(at('/sw.js'), (text) => text.replace(/boot-[0-9a-f]+\.js/, 'boot-0000000000000000.js')), wrong: ['others', 'worker-of-build'] },
    { name: 'an old page', change: text(at('/en'), (text) => text.replace(/boot-[0-9a-f]+\.js/, 'boot-0000000000000000.js')), wrong: ['pages', 'same-build'] },
  ],
  compression: [
    { name: 'pages are as they are', change: asItIs(page), wrong: ['pages-small'] },
    { name: 'the program is as it is', change: asItIs((path) => path.endsWith('.wasm')), wrong: ['program-small'] },
    { name: 'texts are as they are', change: asItIs((path) => path.endsWith('.css')), wrong: ['texts-small'] },
    {
      name: 'a host compresses anew, and badly',
      change: (answer) => {
        if (/\/guichet-.*\.js$/.test(answer.path)) answer.raw = brotliCompressSync(answer.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
      },
      wrong: ['copies-used'],
    },
    { name: 'copies are not told apart', change: header(every, 'vary'), wrong: ['told-apart'] },
  ],
  cache: [
    { name: 'pages are kept', change: header(page, 'cache-control', 'public, max-age=600'), wrong: ['missing-not-kept', 'pages-fresh'] },
    { name: 'hashed files are not', change: header((path) => path.endsWith('.wasm'), 'cache-control', 'no-cache'), wrong: ['hashed-kept'] },
    { name: 'the worker is kept', change: header(at('/sw.js'), 'cache-control', 'max-age=86400'), wrong: ['files-fresh'] },
    { name: 'the configuration is kept', change: header(at('/config.json'), 'cache-control', 'max-age=3600'), wrong: ['files-fresh'] },
    { name: 'that a file is missing is kept', change: header(at(noFile), 'cache-control', 'public, max-age=31536000, immutable'), wrong: ['missing-not-kept'] },
    { name: 'a page in the place of a missing file', change: (answer) => { if (answer.path === noFile) answer.replace(200, 'text/html', '<div id="app"></div>'); }, wrong: ['missing-file'] },
    { name: 'a host’s own page of errors', change: (answer) => { if (answer.path === noPage) answer.replace(404, 'text/html; charset=utf-8', 'Not found'); }, wrong: ['missing-page'] },
    { name: 'a slash too many is a page', change: (answer) => { if (answer.path === '/en/') answer.replace(200, 'text/html; charset=utf-8', 'x'); }, wrong: ['one-address'] },
    { name: 'a cache that does not ask', change: header(at('/'), 'age', '86400'), wrong: ['not-old'] },
    { name: 'marks are ignored', change: (answer) => { if (answer.status === 304) answer.replace(200, 'text/html; charset=utf-8', 'x'); }, wrong: ['unchanged'] },
  ],
  frames: [
    { name: 'pages can be framed', change: both(policy(at('/'), "frame-ancestors 'none'", 'frame-ancestors *'), header(at('/'), 'x-frame-options')), wrong: ['pages-refuse', 'pages-say-no', 'policy-of-pages'] },
    { name: 'parts cannot', change: policy(at('/embed/orientation'), /frame-ancestors [^;]*/, "frame-ancestors 'none'"), wrong: ['parts-show'] },
    { name: 'old browsers are not told', change: header(page, 'x-frame-options'), wrong: ['pages-say-no'] },
    { name: 'a CDN adds the old header everywhere', change: header(every, 'x-frame-options', 'DENY'), wrong: ['parts-say-nothing-else'] },
    { name: 'somebody else is listed', change: policy((path) => path.includes('/embed/'), /frame-ancestors [^;]*/, "frame-ancestors 'self' https://other.example"), wrong: ['listed-hosts', 'policy-of-frames'] },
    { name: 'the hosts’ script stays here', change: header(at('/embed.js'), 'cross-origin-resource-policy', 'same-site'), wrong: ['for-others', 'script-for-hosts'] },
  ],
  api: [
    { name: 'it is down', change: (answer) => (answer.path === '/api/v1/health' ? false : undefined), wrong: ['api-well'] },
    { name: 'its database is', change: (answer) => { if (answer.path === '/api/v1/health') answer.status = 503; }, wrong: ['api-well'] },
    { name: 'it speaks another version', change: text(at('/api/v1/openapi.json'), (text) => text.replace('"version": "1"', '"version": "2"').replace('"version":"1"', '"version":"2"')), wrong: ['api-version'] },
    { name: 'a host answers in its place', change: (answer) => { if (answer.path === byKey) answer.replace(404, 'text/html', 'Not found'); }, wrong: ['api-problems'] },
    { name: 'its answers are kept', change: header(at('/api/v1/health'), 'cache-control', 'max-age=60'), wrong: ['api-not-kept'] },
    { name: 'there are no news', change: (answer) => { if (answer.path === '/api/v1/news') answer.replace(502, 'text/html', 'Bad gateway'); }, wrong: ['api-news'] },
    { name: 'the key is another one', change: configured((config) => { config.recipient_keys = [{ kid: '0'.repeat(16), public_key: 'AAAA' }]; }), wrong: ['api-key'] },
    {
      name: 'it is elsewhere and lets nobody call',
      change: configured((config) => { config.api = 'http://127.0.0.1:9'; }),
      wrong: ['api-elsewhere', 'api-problems', 'api-version', 'api-well', 'policy-of-frames', 'policy-of-pages', 'policy-of-steps'],
    },
  ],
  clock: [
    { name: 'no time is told', change: header(at('/config.json'), 'date'), wrong: ['date-told'] },
    { name: 'frames cannot read it', change: header(file, 'access-control-expose-headers'), wrong: ['date-readable'] },
    { name: 'it stands still', change: standing(), wrong: ['date-moves'] },
    { name: 'it is an hour off', change: (answer) => later(answer, 3600), wrong: ['device-right'] },
    { name: 'the API is an hour off', change: (answer) => { if (answer.path.startsWith('/api/')) later(answer, 3600); }, wrong: ['api-right'] },
  ],
  storage: [
    { name: 'nothing is encrypted', host: PLAIN, wrong: ['hidden-keys', 'locks', 'secure'] },
    { name: 'the database is blocked', browser: blocked('indexedDB'), wrong: ['database'] },
    { name: 'the tab’s storage is', browser: blocked('sessionStorage'), wrong: ['tab'] },
    { name: 'there are no hidden keys', browser: gone('crypto', 'subtle'), wrong: ['hidden-keys'] },
    { name: 'there is no randomness', browser: gone('crypto', 'getRandomValues'), wrong: ['hidden-keys', 'randomness'] },
    { name: 'there are no locks', browser: gone('navigator', 'locks'), wrong: ['locks'] },
    { name: 'there is no channel', browser: gone('window', 'BroadcastChannel'), wrong: ['channel'] },
    {
      name: 'there is no room',
      browser: (page) => page.evaluate(() => {
        StorageManager.prototype.estimate = () => Promise.resolve({ quota: 2_000_000, usage: 1_000_000 });
      }),
      wrong: ['room'],
    },
    {
      name: 'an earlier site has left a script',
      change: (answer) => {
        if (answer.path === '/old.js') answer.replace(200, 'text/javascript', '');
        if (answer.path !== '/old') return;
        answer.replace(200, 'text/html', '');
        answer.set('content-security-policy', undefined);
      },
      browser: async (page) => {
        const here = page.url();
        await page.goto(new URL('old', here).href);
        await page.evaluate(() => navigator.serviceWorker.register('old.js', { scope: 'old/' }).then(() => undefined));
        await page.goto(here);
      },
      wrong: ['nobody-between'],
    },
  ],
};

async function broken(first: Page, target: string, { name, change, browser, host, wrong }: Break): Promise<void> {
  const deployment = await Deployment.of(target, change ?? (() => undefined));
  const page = await first.context().newPage();
  try {
    await page.goto(`${deployment.url(host)}/diagnostic`);
    if (browser) {
      await page.locator('#diagnostic-result').waitFor({ timeout: 40_000 });
      await browser(page);
      const again = page.getByRole('button', { name: 'Vérifier de nouveau' });
      await again.click({ timeout: 40_000 });
      await page.locator('[data-state=running]').waitFor();
    }
    const { state, checks } = await result(page);
    expect(named(checks, 'wrong'), `${name}: ${JSON.stringify(checks.filter((check) => check.state === 'wrong'))}`).toEqual(wrong);
    expect(state).toBe('wrong');
    await expect(page.locator('#diagnostic-state')).toHaveAttribute('data-state', 'wrong');
  } finally {
    await page.close();
    await deployment.end();
  }
}

// Behind another server, and below a path, only the whole is looked at: what breaks is ours to break before the backend.
const elsewhere = (process.env.GUICHET_FRONT ?? '') !== '' || base !== '';

test('where the site is delivered as it should be, nothing is wrong', async ({ page, complaints, server }) => {
  complaints.allow(/frame|guichet\.invalid|404|sandboxed/i);
  await page.goto('/diagnostic');
  await expectAccessible(page);
  const found = await result(page);
  expect(found.checks.filter((check) => check.state === 'wrong')).toEqual([]);
  // Where the API is at the page's own address nobody is asked whether it may be called from elsewhere.
  expect(named(found.checks, 'unknown')).toEqual(['api-elsewhere']);
  expect([found.v, found.state, found.wrong, found.right + found.unknown]).toEqual([1, 'right', 0, found.checks.length]);
  const build = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')) as { first_load: string[] };
  expect(build.first_load).toContain(found.build);
  // Forty in all, three in each group; each can be wrong, as the tests below show.
  expect(found.checks.length).toBeGreaterThanOrEqual(40);
  for (const group of Object.keys(BREAKS)) expect(found.checks.filter((check) => check.group === group).length, group).toBeGreaterThanOrEqual(3);
  const shown = new Set(Object.values(BREAKS).flat().flatMap((broken) => broken.wrong));
  expect(found.checks.map((check) => check.id).filter((id) => !shown.has(id))).toEqual([]);
  await expectAccessible(page);
  expect(server.stored()).toEqual([]);
});

test('it is read in English too, on a narrow screen, and saved', async ({ page, complaints }) => {
  complaints.allow(/frame|guichet\.invalid|404|sandboxed/i);
  await page.setViewportSize({ width: 320, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/en/diagnostic');
  const found = await result(page);
  await expect(page.getByText('Nothing to put right.')).toBeVisible();
  await page.locator('[data-check=policy-of-pages] summary').click();
  await expectNoSideways(page);
  await expectAccessible(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the result' }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('diagnostic.json');
  expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual(found);
});

for (const [group, breaks] of Object.entries(BREAKS)) {
  test(`what a deployment does wrong is found: ${group}`, async ({ page, server, complaints }) => {
    test.skip(elsewhere, 'what breaks is broken before the backend');
    test.setTimeout(120_000);
    complaints.allow(/./);
    for (let from = 0; from < breaks.length; from += 5) {
      await Promise.all(breaks.slice(from, from + 5).map((one) => broken(page, server.url, one)));
    }
  });
}
