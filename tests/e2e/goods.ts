// Goods as they are declared: how an item is added, and those that several journeys declare.
import { type Page } from '@playwright/test';
import type { Step } from './complaint';
import { choose, pick, press, see, seeHeading, typeIn, unfold } from './verbs';
import { words, type Say } from './words';

const say = words('fr');

/** What is answered of one item, its category and status aside. */
export type Answer = (page: Page, say: Say) => Promise<void>;

/** Adds an item and answers it. */
export async function add(page: Page, category: string, status: string, answer: Answer): Promise<void> {
  const first = page.getByRole('button', { name: say('goods_add_first') });
  await first.or(page.getByRole('button', { name: say('goods_add') })).click();
  await seeHeading(page, say('item_title'));
  await choose(page, say('category_label'), say(category));
  await choose(page, say('status_label'), say(status));
  await answer(page, say);
}

export async function save(page: Page): Promise<void> {
  await press(page, say('item_save'));
  await seeHeading(page, say('goods_title'));
}

/** A step that declares these goods. */
export function declare(items: [string, string, Answer][]): Step['answer'] {
  return async (page) => {
    await choose(page, say('goods_declared_label'), say('yes'));
    for (const [category, status, answer] of items) {
      await add(page, category, status, answer);
      await save(page);
    }
  };
}

/** Says of a number that it is not known, or will be brought. */
export async function answerOtherwise(page: Page, label: string, answer: 'known_dont' | 'known_bring'): Promise<void> {
  const others = page.getByRole('group', { name: say('known_label', { what: say(label) }) });
  await others.getByRole('checkbox', { name: say(answer) }).check();
}

export const card: Answer = async (page, say) => {
  await choose(page, say('means_label'), say('means_card'));
  await see(page, say('payment_block_title'));
  await typeIn(page, say('payment_label_label'), 'Visa Premier');
  await typeIn(page, say('bank_label'), 'Banque du Nord');
  await typeIn(page, say('card_end_label'), '4970 1000 0000 0154');
  await see(page, say('flaw_whole_card_number'));
  await answerOtherwise(page, 'iban_label', 'known_dont');
};

export const ring: Answer = async (page, say) => {
  await pick(page, say('thing_label'), say('thing_jewellery'));
  await typeIn(page, say('engraving_label'), 'A. & B. 2010');
  await typeIn(page, say('other_designation_label'), 'Alliance en or');
  await typeIn(page, say('other_description_label'), 'Or jaune, fine.');
  await typeIn(page, say('amount_label'), '800');
};

export const door: Answer = async (page, say) => {
  await pick(page, say('thing_label'), say('thing_building'));
  await typeIn(page, say('other_designation_label'), 'Porte d’entrée');
  await typeIn(page, say('other_description_label'), 'Bois, trois points.');
  await choose(page, say('damage_label'), say('damage_damage'));
  await typeIn(page, say('damage_description_label'), 'Serrure arrachée au pied-de-biche.');
  await typeIn(page, say('amount_label'), '1 200');
};

export const scooter: Answer = async (page, say) => {
  await see(page, say('vehicle_stolen_title'));
  await pick(page, say('vehicle_nature_label'), say('vehicle_scooter'));
  await typeIn(page, say('phone_brand_label'), 'Peugeot');
  await typeIn(page, say('phone_model_label'), 'Kisbee');
  await typeIn(page, say('plate_label'), 'ab-123-cd');
  await answerOtherwise(page, 'vin_label', 'known_bring');
  await unfold(page, say('more_of_item'));
  await typeIn(page, say('insurer_label'), 'Mutuelle');
  await typeIn(page, say('colour_label'), 'Rouge');
};
