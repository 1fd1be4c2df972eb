// What each test of an engine gets: the service with a host beside it, a browser window, and a person in front of it.
import { writeFileSync } from 'node:fs';
import { test as base } from '@playwright/test';
import { Town } from '../e2e/host';
import { words } from '../e2e/words';
import { Window, type Engine } from './engine';
import { Person } from './person';

interface Fixtures {
  engine: Engine;
  town: Town;
  window: Window;
  person: Person;
  /** Opens an address of the service. */
  open: (path: string) => Promise<void>;
}

export const test = base.extend<Fixtures>({
  engine: ['firefox', { option: true }],
  town: async ({}, use) => {
    const town = await Town.start();
    await use(town);
    await town.end();
  },
  window: async ({ engine }, use, info) => {
    const window = await Window.open(engine);
    await use(window);
    if (info.errors.length > 0) {
      // What stood there when it failed.
      const picture = await window.driver.takeScreenshot().catch(() => '');
      writeFileSync(info.outputPath('screen.png'), picture, 'base64');
    }
    await window.end();
  },
  person: async ({ window }, use) => use(new Person(window, words('fr'))),
  open: async ({ window, town }, use) => use(async (path) => window.driver.get(`${town.server.url}${path}`)),
});
