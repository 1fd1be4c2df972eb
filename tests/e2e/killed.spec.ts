// The browser is killed, as a battery or a system out of memory does it: a draft of this device is there the next time.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import config from './playwright.config';
import { address, begin, walk } from './complaint';
import { expect, test } from './fixtures';
import { seeApp, seeHeading } from './verbs';
import { words } from './words';

const say = words('fr');
const TIMES = Number(process.env.KILLS ?? 5);

/** A browser with a profile that outlives it. */
class Profile {
  private readonly folder = mkdtempSync(join(tmpdir(), 'guichet-profile-'));
  private process: ChildProcess | undefined;

  async open(): Promise<{ browser: Browser; page: Page }> {
    const { executablePath, args } = config.use?.launchOptions ?? {};
    const port = join(this.folder, 'DevToolsActivePort');
    rmSync(port, { force: true });
    const flags = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${this.folder}`, '--lang=fr-FR', ...(args ?? [])];
    // A group of its own: all its processes are killed together.
    this.process = spawn(executablePath ?? 'chromium', [...flags, 'about:blank'], { detached: true, stdio: 'ignore' });
    let at = '';
    await expect.poll(() => {
      try {
        at = readFileSync(port, 'utf8').split('\n')[0] ?? '';
      } catch {
        at = '';
      }
      return at;
    }).not.toBe('');
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${at}`);
    const context = browser.contexts()[0];
    if (context === undefined) throw new Error('the browser has no window');
    return { browser, page: context.pages()[0] ?? (await context.newPage()) };
  }

  /** As `kill -9` of the browser and all that belongs to it. */
  async kill(): Promise<void> {
    const child = this.process;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

test(`a browser killed one second after the last key keeps the draft, ${TIMES} times of ${TIMES}`, async ({ server }) => {
  test.setTimeout(60_000 + TIMES * 15_000);
  const profile = new Profile();
  const intact: boolean[] = [];
  try {
    let { page } = await profile.open();
    await begin(page, say, `${server.url}${address('fr')}`, 'device_week');
    await walk(page, say, { until: 'faits' });
    let told = '';
    for (let time = 1; time <= TIMES; time += 1) {
      const more = ` Mot ${time}.`;
      const story = page.getByLabel(say('description_label'));
      await story.focus();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(more, { delay: 10 });
      told += more;
      await page.waitForTimeout(1_000);
      await profile.kill();
      ({ page } = await profile.open());
      await page.goto(`${server.url}/`);
      await seeApp(page);
      await page.getByRole('button', { name: say('draft_resume', { what: say('draft_complaint') }) }).click();
      await page.waitForURL(/pre-plainte\/./);
      await page.goto(`${server.url}${address('fr', 'faits')}`);
      await seeHeading(page, say('facts_title'));
      intact.push((await page.getByLabel(say('description_label')).inputValue()) === told);
    }
  } finally {
    await profile.end();
  }
  expect(intact.filter((kept) => kept)).toHaveLength(TIMES);
});
