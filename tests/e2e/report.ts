// The way through the report of illegal content, as the journeys need it.
import type { Page } from '@playwright/test';
import { daysAgo } from './complaint';
import { choose, press, seeApp, seeHeading, tick, typeIn } from './verbs';
import type { Language, Say } from './words';

/** Tracking parameters, a look-alike host, a bidi override, a moment of a video; and the marks of the list they came in. */
export const pasted = [
  '1) https://x.com/compte/status/123?s=20&utm_source=partage',
  '  2) https://xn--fcebook-2fg.com/page?fbclid=zz ',
  '3) https://exemple.fr/\u202egpj.exe',
  '4) https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m23s&si=suivi',
  '',
].join('\n');

export const cleaned = [
  'https://x.com/compte/status/123',
  'https://xn--fcebook-2fg.com/page',
  'https://exemple.fr/gpj.exe',
  'https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m23s',
];

export const description = 'À 1:23, un appel à la violence, en français.';
export const day = daysAgo(2);

export interface Step {
  slug: string;
  title: string;
  answer: (page: Page, say: Say) => Promise<void>;
}

export const steps: readonly Step[] = [
  {
    slug: 'avant',
    title: 'report_before_title',
    answer: async (page, say) => {
      await tick(page, say('report_no_emergency_label'));
      await choose(page, say('report_victim_label'), say('report_no'));
    },
  },
  {
    slug: 'contenu',
    title: 'report_content_title',
    answer: async (page, say) => {
      await choose(page, say('report_category_label'), say('report_hatred'));
      await choose(page, say('report_kind_label'), say('report_hatred_sex'));
    },
  },
  {
    slug: 'adresse',
    title: 'report_where_title',
    answer: async (page, say) => {
      await choose(page, say('medium_label'), say('medium_social'));
      await choose(page, say('address_known_label'), say('address_known_yes'));
      await typeIn(page, say('addresses_label'), pasted);
    },
  },
  {
    slug: 'quand',
    title: 'report_seen_title',
    answer: async (page, say) => {
      await typeIn(page, say('seen_date_label'), day);
      await typeIn(page, say('seen_hour_label'), '18 h 30');
      await choose(page, say('seen_zone_label'), say('zone_reunion'));
      await typeIn(page, say('report_description_label'), description);
    },
  },
  {
    slug: 'vous',
    title: 'report_you_title',
    answer: (page, say) => choose(page, say('named_label'), say('named_no')),
  },
];

/** The address of a page of the report. */
export function address(language: Language, slug?: string): string {
  const base = language === 'fr' ? '/signaler' : '/en/signaler';
  return slug === undefined ? base : `${base}/${slug}`;
}

/** Opens the report and starts it. */
export async function begin(page: Page, say: Say, language: Language, device = 'device_tab'): Promise<void> {
  await page.goto(address(language));
  await seeApp(page);
  await seeHeading(page, say('report_title'));
  await choose(page, say('device_label'), say(device));
  await press(page, say('begin'));
  await seeHeading(page, say('report_before_title'));
}

export interface Walk {
  /** The slug of the step to stop at, unanswered; else all are answered, up to the page that sends. */
  until?: string;
  before?: (step: Step) => Promise<void>;
  after?: (step: Step) => Promise<void>;
}

/** Answers every step from the first. */
export async function walk(page: Page, say: Say, how: Walk = {}): Promise<void> {
  for (const step of steps) {
    await seeHeading(page, say(step.title));
    if (step.slug === how.until) return;
    await how.before?.(step);
    await step.answer(page, say);
    await how.after?.(step);
    await press(page, say('continue'));
  }
  await seeHeading(page, say('check_title'));
}

/** The reference shown on the receipt. */
export async function reference(page: Page, say: Say): Promise<string> {
  await seeHeading(page, say('report_arrived'));
  return (await page.locator('.reference [aria-hidden]').innerText()).trim();
}
