// What a person does, by what is written on the screen and never by markup.
import { expect, type Page } from '@playwright/test';

/** A label as a person would read it aloud: any kind of space, and what follows it in brackets left out. */
function reading(text: string): RegExp {
  const words = text.trim().split(/\s+/u).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^\\s*${words.join('[\\s\\u00a0\\u202f]*')}\\s*(\\(.*\\))?\\s*$`, 'u');
}

export async function typeIn(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(reading(label)).fill(text);
}

/** Presses a button or follows a link by its name. */
export async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name: reading(name) });
  await button.or(page.getByRole('link', { name: reading(name) })).first().click();
}

/** Chooses one answer of a question. */
export async function choose(page: Page, question: string, answer: string): Promise<void> {
  await page.getByRole('group', { name: reading(question) }).getByRole('radio', { name: answer }).check();
}

/** Picks one answer from a list that opens. */
export async function pick(page: Page, question: string, answer: string): Promise<void> {
  await page.getByLabel(reading(question)).selectOption({ label: answer });
}

/** Opens what is folded behind a line. */
export async function unfold(page: Page, title: string): Promise<void> {
  await page.locator('summary').filter({ hasText: reading(title) }).click();
}

export async function tick(page: Page, label: string): Promise<void> {
  await page.getByRole('checkbox', { name: label }).check();
}

export async function see(page: Page, text: string | RegExp): Promise<void> {
  await expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();
}

export async function seeHeading(page: Page, text: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: reading(text) })).toBeVisible();
}

/** The app itself is on the page, not only what stands there before it. */
export async function seeApp(page: Page): Promise<void> {
  await expect(page.locator('#app[data-app]')).toHaveCount(1);
  await expect(page.locator('#failure')).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}
