// What a person does in a browser, by what is written on the screen; the same acts as in `e2e/verbs.ts`, by WebDriver.
import { expect } from '@playwright/test';
import type { WebDriver, WebElement } from 'selenium-webdriver';
import { commune, counted, plan, typed, type Act } from '../e2e/complaint';
import type { Say } from '../e2e/words';
import type { Window } from './engine';

/** Too short to go on with: a draft with it goes on where it is told. */
export const STORY = 'Mon sac a disparu.';

/** What is looked for: a control by its label, one answer of a question, what is pressed, a heading. */
type Wanted = ['control' | 'press' | 'heading' | 'tick', string] | ['answer', question: string, answer: string] | ['option', name: string] | ['first', question: string];

/** Runs in the page: the visible element that a person would mean, or nothing yet. */
function meant([kind, name, more]: Wanted): Element | null {
  const clean = (text: string | null) => (text ?? '').replace(/\s+/gu, ' ').trim();
  const is = (text: string | null, wanted: string) => clean(text) === clean(wanted) || clean(text).startsWith(`${clean(wanted)} (`);
  const seen = (element: Element) => element.getClientRects().length > 0;
  const every = (within: ParentNode, selector: string) => [...within.querySelectorAll(selector)].filter(seen);
  const group = () => every(document, 'fieldset').find((set) => is(set.querySelector('legend')?.textContent ?? null, name));
  const label = (within: ParentNode, wanted: string) => {
    const labels = every(within, 'label');
    return labels.find((each) => is(each.textContent, wanted)) ?? labels.find((each) => clean(each.textContent).startsWith(clean(wanted)));
  };
  switch (kind) {
    case 'control': return (label(document, name) as HTMLLabelElement | undefined)?.control ?? null;
    case 'tick': return label(document, name) ?? null;
    case 'answer': return label(group() ?? document.createElement('p'), more ?? '') ?? null;
    case 'first': return every(group() ?? document.createElement('p'), 'label')[0] ?? null;
    case 'option': return every(document, '[role=option]').find((option) => clean(option.textContent).includes(name)) ?? null;
    case 'heading': return every(document, 'h1').find((heading) => is(heading.textContent, name)) ?? null;
    default: return every(document, 'button, a').find((each) => is(each.getAttribute('aria-label') ?? each.textContent, name)) ?? null;
  }
}

export class Person {
  constructor(private readonly window: Window, readonly say: Say) {}

  private get driver(): WebDriver {
    return this.window.driver;
  }

  /** Clicks in the middle of the window, where nothing that sticks to an edge lies above; again where the page was just moving. */
  private async click(wanted: Wanted): Promise<void> {
    const click = async () => {
      const found = await this.find(wanted);
      await this.driver.executeScript("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", found);
      await found.click();
    };
    await expect(click).toPass({ timeout: 15_000 });
  }

  /** The element, once it is there. */
  async find(wanted: Wanted): Promise<WebElement> {
    let found: WebElement | null = null;
    const look = async () => {
      found = await this.driver.executeScript<WebElement | null>(`return (${meant.toString()})(arguments[0])`, wanted);
      return found !== null;
    };
    await expect.poll(look, { message: wanted.join(': '), timeout: 15_000 }).toBe(true);
    if (found === null) throw new Error(`${wanted.join(': ')} has gone`);
    return found;
  }

  async see(heading: string): Promise<void> {
    await this.find(['heading', this.say(heading)]);
  }

  async press(word: string, filled?: Record<string, string>): Promise<void> {
    await this.click(['press', this.say(word, filled)]);
  }

  async choose(question: string, answer: string): Promise<void> {
    await this.click(['answer', this.say(question), this.say(answer)]);
  }

  async type(label: string, text: string): Promise<void> {
    await (await this.find(['control', this.say(label)])).sendKeys(text);
  }

  /** What stands in a field. */
  async typed(label: string): Promise<string> {
    return (await this.find(['control', this.say(label)])).getAttribute('value').then((value) => value ?? '');
  }

  /** The text of the page as it is seen. */
  async read(): Promise<string> {
    return this.driver.executeScript<string>('return document.body.innerText');
  }

  /** Waits until the page says this. */
  async reads(word: string): Promise<void> {
    await expect.poll(() => this.read(), { timeout: 15_000 }).toContain(this.say(word));
  }

  /** Long enough for a draft to be written. */
  async keeps(): Promise<void> {
    await this.driver.sleep(700);
  }

  /** How many entries each shelf of the page's database holds. */
  async shelves(): Promise<Record<string, number>> {
    return this.driver.executeAsyncScript<Record<string, number>>(`(${counted.toString()})().then(arguments[0])`);
  }

  private async commune(): Promise<void> {
    const field = await this.driver.executeScript<WebElement>("return document.querySelector('main [role=combobox]')");
    await field.sendKeys(commune.code);
    await this.click(['option', commune.name]);
    await expect.poll(() => field.getAttribute('value')).toContain(commune.name);
  }

  private async act([verb, word, more]: Act): Promise<void> {
    switch (verb) {
      case 'choose': return this.choose(word, more);
      case 'pick': {
        const list = await this.find(['control', this.say(word)]);
        return list.sendKeys(this.say(more));
      }
      case 'type': return this.type(word, typeof more === 'string' ? typed[more] : more.text);
      case 'tick': return this.click(['tick', this.say(word)]);
      case 'press': return this.press(word);
      case 'see': return this.see(word);
      case 'commune': return this.commune();
      case 'nearest station': return this.click(['first', this.say('station_label')]);
    }
  }

  /** Begins a complaint; `device` is the answer to whose device this is. */
  async begin(device: string): Promise<void> {
    await this.see('complaint_title');
    await this.choose('device_label', device);
    await this.press('begin');
  }

  /** Answers every step, up to the one with this slug, or to the page that sends. */
  async walk(until?: string): Promise<void> {
    for (const { slug, title, acts } of plan) {
      await this.see(title);
      if (slug === until) return;
      for (const act of acts) await this.act(act);
      await this.press('continue');
    }
    await this.see('check_title');
  }

  /** Begins a complaint, goes as far as the facts, and tells them. */
  async tell(device: string): Promise<void> {
    await this.begin(device);
    await this.walk('faits');
    await this.type('description_label', STORY);
  }

  /** The reference on the receipt. */
  async reference(): Promise<string> {
    await this.see('receipt_title');
    return this.driver.executeScript<string>("return document.querySelector('.reference [aria-hidden]').innerText.trim()");
  }
}
