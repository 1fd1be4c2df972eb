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

async function answerGoods(page: Page, say: Say, typed: Typed): Promise<void> {
  await choose(page, say('goods_declared_label'), say('yes'));
  await press(page, say('goods_add_first'));
  await seeHeading(page, say('item_title'));
  await choose(page, say('category_label'), say('category_phone'));
  await choose(page, say('status_label'), say('status_stolen'));
  await typeIn(page, say('phone_brand_label'), typed.brand);
  await typeIn(page, say('phone_model_label'), typed.model);
  await typeIn(page, say('amount_label'), '450,50');
  await press(page, say('item_save'));
  await seeHeading(page, say('goods_title'));
  await press(page, say('goods_add'));
  await seeHeading(page, say('item_title'));
  await choose(page, say('category_label'), say('category_other'));
  await choose(page, say('status_label'), say('status_stolen'));
  await pick(page, say('thing_label'), say('thing_bag'));
  await typeIn(page, say('other_designation_label'), typed.designation);
  await typeIn(page, say('other_description_label'), typed.description);
  await press(page, say('item_save'));
  await seeHeading(page, say('goods_title'));
}

export const steps: readonly Step[] = [
  { slug: 'nature', title: 'nature_title', answer: (page, say) => choose(page, say('offence_label'), say('offence_theft')) },
  {
    slug: 'conditions',
    title: 'conditions_title',
    answer: async (page, say) => {
      for (const label of ['is_adult_label', 'is_victim_label', 'author_unknown_label']) await tick(page, say(label));
    },
  },
  { slug: 'mentions', title: 'notices_title', answer: (page, say) => tick(page, say('law_accepted_label')) },
  { slug: 'statut', title: 'declarant_title', answer: (page, say) => choose(page, say('declarant_label'), say('declarant_victim')) },
  {
    slug: 'identite',
    title: 'identity_title',
    answer: async (page, say, typed) => {
      await choose(page, say('civility_label'), say('civility_madam'));
      await typeIn(page, say('birth_name_label'), typed.birthName);
      await typeIn(page, say('first_names_label'), typed.firstNames);
    },
  },
  {
    slug: 'naissance',
    title: 'birth_title',
    answer: async (page, say, typed) => {
      await typeIn(page, say('birth_date_label'), typed.birthDate);
      await pickCommune(page);
      await choose(page, say('nationality_label'), say('nationality_french'));
    },
  },
  {
    slug: 'situation',
    title: 'situation_title',
    answer: async (page, say, typed) => {
      await choose(page, say('family_label'), say('family_single'));
      await typeIn(page, say('job_label'), typed.job);
    },
  },
  {
    slug: 'adresse',
    title: 'address_title',
    answer: async (page, say, typed) => {
      await typeIn(page, say('home_address_label'), typed.address);
      await pickCommune(page);
    },
  },
  {
    slug: 'contact',
    title: 'contact_title',
    answer: async (page, say, typed) => {
      await typeIn(page, say('email_label'), typed.email);
      await typeIn(page, say('email_again_label'), typed.email);
      await typeIn(page, say('phone_label'), typed.phone);
    },
  },
  { slug: 'faits', title: 'facts_title', answer: (page, say, typed) => typeIn(page, say('description_label'), typed.story) },
  { slug: 'violences', title: 'violence_title', answer: (page, say) => choose(page, say('violence_label'), say('no')) },
  {
    slug: 'lieu',
    title: 'place_title',
    answer: async (page, say) => {
      await choose(page, say('place_label'), say('place_transport'));
      await choose(page, say('place_detail_label'), say('place_metro_station'));
    },
  },
  {
    slug: 'endroit',
    title: 'site_title',
    answer: async (page, say, typed) => {
      await pickCommune(page);
      await typeIn(page, say('facts_address_label'), typed.spot);
    },
  },
  {
    slug: 'date',
    title: 'when_title',
    answer: async (page, say, typed) => {
      await choose(page, say('date_known_label'), say('date_known_yes'));
      await typeIn(page, say('date_label'), typed.date);
      await choose(page, say('hour_known_label'), say('hour_known_unknown'));
    },
  },
  { slug: 'biens', title: 'goods_title', answer: answerGoods },
  { slug: 'auteurs', title: 'suspects_title', answer: (page, say) => choose(page, say('suspects_label'), say('no')) },
  { slug: 'temoins', title: 'witnesses_title', answer: (page, say) => choose(page, say('witnesses_label'), say('no')) },
  {
    slug: 'constatations',
    title: 'police_title',
    answer: async (page, say) => {
      await choose(page, say('police_visit_label'), say('no'));
      await choose(page, say('cctv_label'), say('cctv_unknown'));
    },
  },
  {
    slug: 'commissariat',
    title: 'station_title',
    answer: (page, say) => page.getByRole('group', { name: say('station_label') }).getByRole('radio').first().check(),
  },
  // Any time suits, and nothing else is needed.
  { slug: 'rendez-vous', title: 'visit_step_title', answer: async () => {} },
];

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
  return page.evaluate(async () => {
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
  });
}
