// What every test gets: a backend of its own worker, a page that reports any complaint of the browser, and axe.
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { base as placed } from './placed';
import { Proxy, type Change } from './proxy';
import { Server } from './server';

export { expect } from '@playwright/test';

/** What the browser complained of: errors in the console, uncaught errors, violations of the page's policy. */
export class Complaints {
  readonly heard: string[] = [];
  private readonly expected: RegExp[] = [];
  private readonly allowed: RegExp[] = [];

  /** This test provokes a complaint, which must then occur. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** This test may provoke a complaint, as the browser's own timing has it. */
  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  /** Waits until the browser has complained of this. */
  async come(pattern: RegExp): Promise<void> {
    await expect.poll(() => this.heard.some((line) => pattern.test(line)), 'the complaint has come').toBe(true);
  }

  settle(): void {
    const unexpected = this.heard.filter((line) => ![...this.expected, ...this.allowed].some((pattern) => pattern.test(line)));
    expect(unexpected, 'complaints of the browser').toEqual([]);
    const missing = this.expected.filter((pattern) => !this.heard.some((line) => pattern.test(line)));
    expect(missing, 'complaints that did not come').toEqual([]);
  }
}

interface Fixtures {
  complaints: Complaints;
  through: (change: Change) => Promise<Proxy>;
}

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.end();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ server }, use) => {
    await use(server.url);
  },

  // Tests name addresses as at the root of a host, wherever the app stands.
  page: async ({ page }, use) => {
    const go = page.goto.bind(page);
    page.goto = (url, options) => go(url.startsWith('/') ? placed + url : url, options);
    await use(page);
  },

  request: async ({ request }, use) => {
    const get = request.get.bind(request);
    request.get = (url, options) => get(url.startsWith('/') ? placed + url : url, options);
    await use(request);
  },

  complaints: [
    async ({ context }, use) => {
      const complaints = new Complaints();
      await listen(context, complaints.heard);
      await use(complaints);
      complaints.settle();
    },
    { auto: true },
  ],

  through: async ({ server }, use) => {
    const proxies: Proxy[] = [];
    await use(async (change) => {
      const proxy = await Proxy.start(server.url, change);
      proxies.push(proxy);
      return proxy;
    });
    for (const proxy of proxies) await proxy.end();
  },
});

async function listen(context: BrowserContext, heard: string[]): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error') heard.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => heard.push(`uncaught: ${error.error().message}`));
  await context.exposeBinding('reportViolation', (_source, text: string) => heard.push(`policy: ${text}`));
  await context.addInitScript(() => {
    const report = (globalThis as unknown as { reportViolation: (text: string) => void }).reportViolation;
    addEventListener('securitypolicyviolation', (event) => report(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The page as it stands has no fault that axe can find. */
export async function expectAccessible(page: Page): Promise<void> {
  const builder = new AxeBuilder({ page }).options({
    runOnly: { type: 'tag', values: rules },
    rules: { 'target-size': { enabled: true } },
  });
  const { violations } = await builder.analyze();
  const faults = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} — ${node.html}`));
  expect(faults).toEqual([]);
}

/** Nothing is wider than the screen. */
export async function expectNoSideways(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(excess, 'pixels beyond the screen').toBeLessThanOrEqual(0);
}
