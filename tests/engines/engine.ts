// Debian's Firefox and WebKitGTK, each with its driver, by the WebDriver protocol (W3C).
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Builder, type WebDriver } from 'selenium-webdriver';
import { freePort } from '../e2e/server';

export const engines = ['firefox', 'webkit'] as const;
export type Engine = (typeof engines)[number];

/** A browser, and the processes that it needs, which end with it. */
export class Browser {
  private constructor(readonly driver: WebDriver, private readonly processes: ChildProcess[]) {}

  static async open(engine: Engine): Promise<Browser> {
    const port = await freePort();
    const processes: ChildProcess[] = [];
    try {
      if (engine === 'firefox') {
        processes.push(spawn('geckodriver', ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' }));
      } else {
        const screen = await display(processes);
        // As root, in a machine of its own, there is nothing that its sandbox could use.
        const env = { ...process.env, DISPLAY: screen, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LIBGL_ALWAYS_SOFTWARE: '1' };
        processes.push(spawn('WebKitWebDriver', ['--host=127.0.0.1', `--port=${port}`], { stdio: 'ignore', env }));
      }
      const server = `http://127.0.0.1:${port}`;
      await answering(`${server}/status`);
      const driver = await new Builder().usingServer(server).withCapabilities(wanted(engine)).build();
      await driver.manage().setTimeouts({ pageLoad: 30_000, script: 10_000 });
      return new Browser(driver, processes);
    } catch (error) {
      await ended(processes);
      throw error;
    }
  }

  async end(): Promise<void> {
    await this.driver.quit().catch(() => {});
    await ended(this.processes);
  }
}

function wanted(engine: Engine): Record<string, unknown> {
  if (engine === 'firefox') {
    return {
      browserName: 'firefox',
      'moz:firefoxOptions': { args: ['-headless', '-width', '390', '-height', '844'], prefs: { 'intl.accept_languages': 'fr-FR' } },
    };
  }
  const libraries = '/usr/lib';
  const folders = readdirSync(libraries).map((folder) => join(libraries, folder, 'webkit2gtk-4.1/MiniBrowser'));
  return { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: process.env.MINIBROWSER ?? folders.find(exists), args: ['--automation'] } };
}

function exists(path: string): boolean {
  try {
    return readdirSync(join(path, '..')).includes('MiniBrowser');
  } catch {
    return false;
  }
}

/** A screen that nobody looks at; its name. */
async function display(processes: ChildProcess[]): Promise<string> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1000x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  processes.unshift(screen);
  const said = screen.stdio[3];
  if (!said) throw new Error('the screen says nothing');
  const [number] = await Promise.race([once(said, 'data'), once(screen, 'exit').then(() => { throw new Error('there is no screen'); })]);
  return `:${String(number).trim()}`;
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await fetch(url).then((answer) => answer.ok, () => false)) return;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  throw new Error('the driver of the browser did not answer within 10 s');
}

/** The driver first, then the screen under it. */
async function ended(processes: ChildProcess[]): Promise<void> {
  for (const each of [...processes].reverse()) {
    if (each.exitCode !== null || each.signalCode !== null) continue;
    const gone = once(each, 'exit');
    each.kill();
    await gone;
  }
}
