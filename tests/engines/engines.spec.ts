// A whole complaint, drafts, and blocked storage, in the engines of Firefox and Safari.
import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { address, typed } from '../e2e/complaint';
import { Town } from '../e2e/host';
import { kept } from '../e2e/releases';
import { words } from '../e2e/words';
import { Browser, engines } from './engine';
import { Person } from './person';

const say = words('fr');
/** Too short to go on with: a draft with it goes on where it is told. */
const STORY = 'Mon sac a disparu.';

for (const engine of engines) {
  test.describe(engine, () => {
    let town: Town;
    let browser: Browser;
    let person: Person;
    const open = (path: string) => browser.driver.get(`${town.server.url}${path}`);

    test.beforeEach(async () => {
      town = await Town.start();
      browser = await Browser.open(engine);
      person = new Person(browser.driver, say);
    });

    test.afterEach(async ({}, info) => {
      // What stood there when it failed.
      if (info.errors.length > 0) {
        const picture = await browser?.driver.takeScreenshot().catch(() => '') ?? '';
        writeFileSync(info.outputPath('screen.png'), picture, 'base64');
      }
      await browser?.end();
      await town?.end();
    });

    test('a whole complaint arrives as it was typed', async () => {
      await open(address('fr'));
      await person.begin('device_tab');
      await person.walk();
      await person.press('send');
      const number = await person.reference();
      expect(town.server.stored()).toEqual([number]);
      const read = town.server.readable(number);
      for (const text of [typed.story, typed.firstNames, typed.email, typed.spot, typed.brand, typed.designation]) expect(read).toContain(text);
    });

    test('a reload keeps what was typed; a draft of this device goes on in another tab, written by one of them', async () => {
      await open(address('fr'));
      await person.begin('device_week');
      await person.walk('faits');
      await person.type('description_label', STORY);
      await expect.poll(() => person.read()).toContain(say('kept_device'));
      await browser.driver.navigate().refresh();
      await person.see('facts_title');
      expect(await person.typed('description_label')).toBe(STORY);
      const [first] = await browser.driver.getAllWindowHandles();
      await browser.driver.switchTo().newWindow('tab');
      await open('/');
      await expect.poll(() => person.read()).toContain(say('drafts_title'));
      await open(address('fr'));
      await expect.poll(() => person.read()).toContain(say('draft_complaint'));
      await browser.driver.close();
      await browser.driver.switchTo().window(first ?? '');
      await person.type('description_label', ' Ce matin.');
      expect(await person.typed('description_label')).toBe(`${STORY} Ce matin.`);
    });

    test('what was opened once works without a network, and leaves when it is back', async () => {
      await open('/');
      const held = () => browser.driver.executeAsyncScript<number>(`const done = arguments[0];
        caches.keys().then(([name]) => name ? caches.open(name).then((cache) => cache.keys()) : []).then((keys) => done(keys.length));`);
      await expect.poll(held, { timeout: 60_000 }).toBe(kept().length);
      await town.server.kill();
      await open('/commissariats?q=lille');
      await expect.poll(() => person.read()).toMatch(/Commissariat|Brigade/);
      await open(address('fr'));
      await person.begin('device_tab');
      await person.walk();
      await person.press('send');
      await expect.poll(() => person.read()).toContain(say('sending_safe'));
      await town.server.resume();
      const number = await person.reference();
      expect(town.server.stored()).toEqual([number]);
    });

    test('where storage is blocked, in a frame without an origin, the complaint arrives all the same', async () => {
      town.host.pages.set('/', town.frame('/embed/complaint', 'sandbox="allow-scripts allow-forms"'));
      await browser.driver.get(town.host.url);
      await browser.driver.switchTo().frame(0);
      await person.begin('device_tab');
      await person.walk();
      await person.press('send');
      // From a frame, sending takes two acts.
      await expect.poll(() => person.read()).toContain(say('send_twice_text'));
      await new Promise((done) => { setTimeout(done, 1_500); });
      await person.press('send_twice_yes');
      const number = await person.reference();
      expect(town.server.stored()).toEqual([number]);
    });
  });
}
