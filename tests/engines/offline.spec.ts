// Without a network, in the engines of Firefox and Safari.
import { expect } from '@playwright/test';
import { address } from '../e2e/complaint';
import { kept } from '../e2e/releases';
import { engines } from './engine';
import { test } from './fixtures';

for (const engine of engines) {
  test.describe(engine, () => {
    test.use({ engine });

    test('what was opened once works without a network, and leaves when it is back', async ({ person, window, town, open }) => {
      await open('/');
      const held = () => window.driver.executeAsyncScript<number>(`const done = arguments[0];
        caches.keys().then(([name]) => name ? caches.open(name).then((cache) => cache.keys()) : []).then((keys) => done(keys.length));`);
      await expect.poll(held, { timeout: 60_000 }).toBe(kept().length);
      await town.server.kill();
      await open('/commissariats?q=lille');
      await expect.poll(() => person.read()).toMatch(/Commissariat|Brigade/);
      await open(address('fr'));
      await person.begin('device_tab');
      await person.walk();
      await person.press('send');
      await person.reads('sending_safe');
      await town.server.resume();
      const number = await person.reference();
      expect(town.server.stored()).toEqual([number]);
    });
  });
}
