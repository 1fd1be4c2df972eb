// A whole complaint, and one where storage is blocked, in the engines of Firefox and Safari.
import { expect } from '@playwright/test';
import { address, typed } from '../e2e/complaint';
import { engines } from './engine';
import { test } from './fixtures';

for (const engine of engines) {
  test.describe(engine, () => {
    test.use({ engine });

    test('a whole complaint arrives as it was typed', async ({ person, town, open }) => {
      await open(address('fr'));
      await person.begin('device_tab');
      await person.walk();
      await person.press('send');
      const number = await person.reference();
      expect(town.server.stored()).toEqual([number]);
      const read = town.server.readable(number);
      for (const text of [typed.story, typed.firstNames, typed.email, typed.spot, typed.brand, typed.designation]) expect(read).toContain(text);
    });

    test('where storage is blocked, in a frame without an origin, the complaint arrives all the same', async ({ person, window, town }) => {
      town.host.pages.set('/', town.frame('/embed/complaint', 'sandbox="allow-scripts allow-forms"'));
      await window.driver.get(town.host.url);
      await window.driver.switchTo().frame(0);
      await person.begin('device_tab');
      await person.reads('kept_blocked');
      await person.walk();
      await person.press('send');
      // From a frame, sending takes two acts.
      await person.reads('send_twice_text');
      await new Promise((done) => { setTimeout(done, 1_500); });
      await person.press('send_twice_yes');
      const number = await person.reference();
      expect(town.server.stored()).toEqual([number]);
    });
  });
}
