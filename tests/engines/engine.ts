// Debian's Firefox and WebKitGTK, each with its driver, by the WebDriver protocol (W3C).
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Builder, type WebDriver } from 'selenium-webdriver';
import { freePort } from '../e2e/server';

export const engines = ['firefox', 'webkit'] as const;
export type Engine = (typeof engines)[number];

/** A browser with its profile, and the processes that it needs, which end with it. */
export class Window {
  private constructor(private readonly engine: Engine, private readonly profile: string, private running: Running) {}

  static async open(engine: Engine): Promise<Window> {
    const profile = mkdtempSync(join(tmpdir(), 'guichet-profile-'));
    return new Window(engine, profile, await start(engine, profile));
  }

  get driver(): WebDriver {
    return this.running.driver;
  }

  /** As `kill -9` of Firefox, with all that belongs to it; then it is opened again. */
  async kill(): Promise<void> {
    const pid: unknown = (await this.driver.getCapabilities()).get('moz:processID');
    if (typeof pid !== 'number') throw new Error('the browser has no number');
    process.kill(pid, 'SIGKILL');
    await ended(this.running.processes);
    // What was locked by the one that is gone.
    for (const lock of ['lock', '.parentlock']) rmSync(join(this.profile, lock), { force: true });
    this.running = await start(this.engine, this.profile);
  }

  async end(): Promise<void> {
    await this.driver.quit().catch(() => {});
    await ended(this.running.processes);
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

interface Running {
  driver: WebDriver;
  processes: ChildProcess[];
}

async function start(engine: Engine, profile: string): Promise<Running> {
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
    const driver = await new Builder().usingServer(server).withCapabilities(wanted(engine, profile)).build();
    await driver.manage().setTimeouts({ pageLoad: 30_000, script: 10_000 });
    return { driver, processes };
  } catch (error) {
    await ended(processes);
    throw error;
  }
}

function wanted(engine: Engine, profile: string): Record<string, unknown> {
  if (engine === 'firefox') {
    const args = ['-headless', '-width', '390', '-height', '844', '-profile', profile];
    return { browserName: 'firefox', 'moz:firefoxOptions': { args, prefs: { 'intl.accept_languages': 'fr-FR' } } };
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
