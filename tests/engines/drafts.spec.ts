// What is kept, where, and for how long, in the engines of Firefox and Safari.
import { expect } from '@playwright/test';
import { address } from '../e2e/complaint';
import { engines } from './engine';
import { test } from './fixtures';
import { STORY } from './person';

for (const engine of engines) {
  test.describe(engine, () => {
    test.use({ engine });

    test('a reload right after the last keystroke keeps it in this tab, and another tab does not see it', async ({ person, window, open }) => {
      await open(address('fr'));
      await person.tell('device_tab');
      await window.driver.navigate().refresh();
      await person.see('facts_title');
      expect(await person.typed('description_label')).toBe(STORY);
      const [first = ''] = await window.driver.getAllWindowHandles();
      await window.driver.switchTo().newWindow('tab');
      await open(address('fr', 'faits'));
      await person.see('complaint_title');
      expect(await person.read()).not.toContain(person.say('resume_title'));
      await window.driver.close();
      await window.driver.switchTo().window(first);
      expect(await person.typed('description_label')).toBe(STORY);
    });

    test('a draft of this device goes on in another tab, written by one of them', async ({ person, window, open }) => {
      await open(address('fr'));
      await person.tell('device_week');
      await person.reads('kept_device');
      await window.driver.navigate().refresh();
      await person.see('facts_title');
      const [first = ''] = await window.driver.getAllWindowHandles();
      await window.driver.switchTo().newWindow('tab');
      const [second = ''] = (await window.driver.getAllWindowHandles()).filter((each) => each !== first);
      await open('/');
      await person.reads('drafts_title');
      await person.press('draft_resume', { what: person.say('draft_complaint') });
      await person.see('elsewhere_title');
      expect(await person.read()).toContain(STORY);
      await person.press('elsewhere_take');
      await person.see('facts_title');
      await person.type('description_label', ' Ce matin.');
      await person.keeps();
      await window.driver.switchTo().window(first);
      await person.see('elsewhere_title');
      await window.driver.switchTo().window(second);
      expect(await person.typed('description_label')).toBe(`${STORY} Ce matin.`);
      await window.driver.close();
      await window.driver.switchTo().window(first);
      await person.press('elsewhere_take');
      expect(await person.typed('description_label')).toBe(`${STORY} Ce matin.`);
    });

    test('several drafts stand side by side; one is deleted, once that is confirmed', async ({ person, window, open }) => {
      await open(address('fr'));
      await person.tell('device_week');
      await person.reads('kept_device');
      await person.keeps();
      await open(address('fr'));
      await person.press('begin_another');
      await person.begin('device_week');
      await person.reads('kept_device');
      await person.keeps();
      await open('/');
      const drafts = () => window.driver.executeScript<number>("return document.querySelectorAll('.drafts .card').length");
      await expect.poll(drafts).toBe(2);
      const complaint = { what: person.say('draft_complaint') };
      await person.press('draft_delete_what', complaint);
      await person.reads('draft_delete_ask');
      await person.press('draft_keep');
      await expect.poll(drafts).toBe(2);
      // The one that was begun last stands first.
      await person.press('draft_delete_what', complaint);
      await person.reads('draft_delete_ask');
      await person.press('draft_delete');
      await expect.poll(drafts).toBe(1);
      await person.press('draft_resume', complaint);
      await person.see('facts_title');
      expect(await person.typed('description_label')).toBe(STORY);
    });

    test('erasing the answers erases them', async ({ person, window, open }) => {
      await open(address('fr'));
      await person.tell('device_tab');
      await person.keeps();
      await open(address('fr'));
      await person.reads('resume_title');
      await person.press('discard');
      await person.press('discard_yes');
      await person.find(['press', person.say('begin')]);
      await expect.poll(() => person.shelves()).toMatchObject({ drafts: 0 });
      await window.driver.navigate().refresh();
      await person.see('complaint_title');
      expect(await person.read()).not.toContain(person.say('resume_title'));
    });

    test('on a shared device nothing is kept, and a reload forgets', async ({ person, window, open }) => {
      await open(address('fr'));
      await person.tell('device_page');
      await person.reads('kept_page');
      await person.keeps();
      expect(Object.values(await person.shelves()).every((count) => count === 0)).toBe(true);
      await window.driver.navigate().refresh();
      await person.see('complaint_title');
      expect(await person.read()).not.toContain(person.say('resume_title'));
    });
  });
}

// MiniBrowser, driven, keeps nothing beyond its end.
test.describe('firefox', () => {
  test.use({ engine: 'firefox' });

  test('a browser that is killed keeps the draft of this device', async ({ person, window, open }) => {
    await open(address('fr'));
    await person.tell('device_week');
    await person.reads('kept_device');
    await person.keeps();
    await window.kill();
    await open('/');
    await person.reads('drafts_title');
    await person.press('draft_resume', { what: person.say('draft_complaint') });
    await person.see('facts_title');
    expect(await person.typed('description_label')).toBe(STORY);
  });
});
