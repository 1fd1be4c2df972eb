// The way through the complaint, as the journeys need it: to the end, or to any step on the way.
import { createHash } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { choose, pick, press, seeApp, seeHeading, tick, typeIn } from './verbs';
import type { Language, Say } from './words';

/** What is typed. */
export interface Typed {
  birthName: string;
  firstNames: string;
  birthDate: string;
  job: string;
  address: string;
  email: string;
  phone: string;
  story: string;
  spot: string;
  date: string;
  brand: string;
  model: string;
  designation: string;
  description: string;
}

/** A day some days ago, as a person writes it. */
export function daysAgo(days: number): string {
  const day = new Date(Date.now() - days * 86_400_000);
  return `${day.getUTCDate()} ${day.getUTCMonth() + 1} ${day.getUTCFullYear()}`;
}

export const typed: Typed = {
  birthName: 'Dupont',
  firstNames: 'Anne Élise',
  birthDate: '27 3 1985',
  job: 'Infirmière',
  address: '3 rue des Lilas',
  email: 'anne@exemple.fr',
  phone: '06 12 34 56 78',
  story: 'On m’a pris mon téléphone et mon sac dans le métro, à la station Gambetta.',
  spot: 'Ligne 1, station Gambetta',
  date: daysAgo(3),
  brand: 'Fairphone',
  model: '5',
  designation: 'Sac à dos',
  description: 'Bleu, avec une poche déchirée.',
};

/** Any commune with stations near it will do: the stations of a test are whatever the build has. */
export const commune = { code: '59000', name: 'Lille' };

/** A step: the last part of its address, the word of its heading, and how it is answered. */
export interface Step {
  slug: string;
  title: string;
  answer: (page: Page, say: Say, typed: Typed) => Promise<void>;
}

export function combobox(page: Page): Locator {
  return page.getByRole('combobox');
}

/** Types a commune and picks it from the list. */
export async function pickCommune(page: Page): Promise<void> {
  await combobox(page).fill(commune.code);
  await page.getByRole('option', { name: commune.name }).first().click();
  await expect(combobox(page)).toHaveValue(new RegExp(commune.name));
}

/** One act of a person on a step, by the words that stand there; what is typed is a member of `Typed`, or stands here. */
export type Act =
  | ['choose' | 'pick', question: string, answer: string]
  | ['type', label: string, text: keyof Typed | { text: string }]
  | ['tick' | 'press', word: string]
  | ['see', heading: string]
  | ['commune']
  | ['nearest station'];

const goods: readonly Act[] = [
  ['choose', 'goods_declared_label', 'yes'],
  ['press', 'goods_add_first'],
  ['see', 'item_title'],
  ['choose', 'category_label', 'category_phone'],
  ['choose', 'status_label', 'status_stolen'],
  ['type', 'phone_brand_label', 'brand'],
  ['type', 'phone_model_label', 'model'],
  ['type', 'amount_label', { text: '450,50' }],
  ['press', 'item_save'],
  ['see', 'goods_title'],
  ['press', 'goods_add'],
  ['see', 'item_title'],
  ['choose', 'category_label', 'category_other'],
  ['choose', 'status_label', 'status_stolen'],
  ['pick', 'thing_label', 'thing_bag'],
  ['type', 'other_designation_label', 'designation'],
  ['type', 'other_description_label', 'description'],
  ['press', 'item_save'],
  ['see', 'goods_title'],
];

/** What is done on each step: data, because more than one kind of driver does it. */
export const plan: readonly { slug: string; title: string; acts: readonly Act[] }[] = [
  { slug: 'nature', title: 'nature_title', acts: [['choose', 'offence_label', 'offence_theft']] },
  {
    slug: 'conditions',
    title: 'conditions_title',
    acts: [['tick', 'is_adult_label'], ['tick', 'is_victim_label'], ['tick', 'author_unknown_label']],
  },
  { slug: 'mentions', title: 'notices_title', acts: [['tick', 'law_accepted_label']] },
  { slug: 'statut', title: 'declarant_title', acts: [['choose', 'declarant_label', 'declarant_victim']] },
  {
    slug: 'identite',
    title: 'identity_title',
    acts: [
      ['choose', 'civility_label', 'civility_madam'],
      ['type', 'birth_name_label', 'birthName'],
      ['type', 'first_names_label', 'firstNames'],
    ],
  },
  {
    slug: 'naissance',
    title: 'birth_title',
    acts: [['type', 'birth_date_label', 'birthDate'], ['commune'], ['choose', 'nationality_label', 'nationality_french']],
  },
  {
    slug: 'situation',
    title: 'situation_title',
    acts: [['choose', 'family_label', 'family_single'], ['type', 'job_label', 'job']],
  },
  { slug: 'adresse', title: 'address_title', acts: [['type', 'home_address_label', 'address'], ['commune']] },
  {
    slug: 'contact',
    title: 'contact_title',
    acts: [['type', 'email_label', 'email'], ['type', 'email_again_label', 'email'], ['type', 'phone_label', 'phone']],
  },
  { slug: 'faits', title: 'facts_title', acts: [['type', 'description_label', 'story']] },
  { slug: 'violences', title: 'violence_title', acts: [['choose', 'violence_label', 'no']] },
  {
    slug: 'lieu',
    title: 'place_title',
    acts: [['choose', 'place_label', 'place_transport'], ['choose', 'place_detail_label', 'place_metro_station']],
  },
  { slug: 'endroit', title: 'site_title', acts: [['commune'], ['type', 'facts_address_label', 'spot']] },
  {
    slug: 'date',
    title: 'when_title',
    acts: [
      ['choose', 'date_known_label', 'date_known_yes'],
      ['type', 'date_label', 'date'],
      ['choose', 'hour_known_label', 'hour_known_unknown'],
    ],
  },
  { slug: 'biens', title: 'goods_title', acts: goods },
  { slug: 'auteurs', title: 'suspects_title', acts: [['choose', 'suspects_label', 'no']] },
  { slug: 'temoins', title: 'witnesses_title', acts: [['choose', 'witnesses_label', 'no']] },
  {
    slug: 'constatations',
    title: 'police_title',
    acts: [['choose', 'police_visit_label', 'no'], ['choose', 'cctv_label', 'cctv_unknown']],
  },
  { slug: 'commissariat', title: 'station_title', acts: [['nearest station']] },
  // Any time suits, and nothing else is needed.
  { slug: 'rendez-vous', title: 'visit_step_title', acts: [] },
];

async function act(page: Page, say: Say, typed: Typed, [verb, word, more]: Act): Promise<void> {
  switch (verb) {
    case 'choose': return choose(page, say(word), say(more));
    case 'pick': return pick(page, say(word), say(more));
    case 'type': return typeIn(page, say(word), typeof more === 'string' ? typed[more] : more.text);
    case 'tick': return tick(page, say(word));
    case 'press': return press(page, say(word));
    case 'see': return seeHeading(page, say(word));
    case 'commune': return pickCommune(page);
    case 'nearest station': return page.getByRole('group', { name: say('station_label') }).getByRole('radio').first().check();
  }
}

export const steps: readonly Step[] = plan.map(({ slug, title, acts }) => ({
  slug,
  title,
  answer: async (page, say, typed) => {
    for (const each of acts) await act(page, say, typed, each);
  },
}));

/** The address of a page of the complaint. */
export function address(language: Language, slug?: string): string {
  const base = language === 'fr' ? '/pre-plainte' : '/en/pre-plainte';
  return slug === undefined ? base : `${base}/${slug}`;
}

/** Opens the complaint and starts it; `device` is the answer to whose device this is. */
export async function begin(page: Page, say: Say, url: string, device = 'device_tab'): Promise<void> {
  await page.goto(url);
  await seeApp(page);
  await seeHeading(page, say('complaint_title'));
  await choose(page, say('device_label'), say(device));
  await press(page, say('begin'));
  await seeHeading(page, say('nature_title'));
}

export interface Walk {
  /** The slug of the step to stop at, unanswered; else all are answered, up to the page that sends. */
  until?: string;
  typed?: Partial<Typed>;
  /** How steps are answered otherwise, by slug. */
  instead?: Record<string, Step['answer']>;
  /** Called at every step before it is answered. */
  before?: (step: Step) => Promise<void>;
  /** Called at every step once it is answered. */
  after?: (step: Step) => Promise<void>;
}

/** Answers every step from the first. */
export async function walk(page: Page, say: Say, how: Walk = {}): Promise<void> {
  const answers = { ...typed, ...how.typed };
  for (const step of steps) {
    await seeHeading(page, say(step.title));
    if (step.slug === how.until) return;
    await how.before?.(step);
    await (how.instead?.[step.slug] ?? step.answer)(page, say, answers);
    await how.after?.(step);
    await press(page, say('continue'));
  }
  await seeHeading(page, say('check_title'));
}

/** Waits for what the page promises: an answer is kept half a second after the last keystroke. */
export async function kept(page: Page): Promise<void> {
  await page.waitForTimeout(600);
}

/** The reference shown on the receipt. */
export async function reference(page: Page, say: Say): Promise<string> {
  await seeHeading(page, say('receipt_title'));
  return (await page.locator('.reference [aria-hidden]').innerText()).trim();
}

/** The follow-up code shown on the receipt. */
export async function code(page: Page): Promise<string> {
  return (await page.locator('.code').innerText()).trim();
}

/** The address of an intent, as the server names it. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** How many rows each shelf of the browser's database holds; none where there is no database. */
export async function shelves(page: Page): Promise<Record<string, number>> {
  return page.evaluate(counted);
}

/** The same, run in a page. */
export async function counted(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await new Promise<IDBDatabase>((done, failed) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    for (const shelf of database.objectStoreNames) {
      counts[shelf] = await new Promise<number>((done, failed) => {
        const request = database.transaction(shelf).objectStore(shelf).count();
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
      });
    }
    database.close();
  }
  return counts;
}
