// Goods: every category with its own questions, numbers that are not at hand, what was removed and put back.
import { begin, kept, reference, walk } from './complaint';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { add, answerOtherwise, card, declare, door, ring, save, type Answer } from './goods';
import { choose, pick, press, see, seeHeading, typeIn, unfold } from './verbs';
import { words } from './words';

const say = words('fr');

const categories: [string, string, Answer, object][] = [
  ['category_payment', 'status_stolen', card, {
    category: 'Moyen de paiement', means: 'Carte bancaire', card_end: '0154', iban: 'Ne connaît pas', bank: 'Banque du Nord',
  }],
  ['category_document', 'status_stolen', async (page, say) => {
    await pick(page, say('document_type_label'), say('document_passport'));
    await choose(page, say('document_owned_label'), say('report_no'));
    await typeIn(page, say('owner_last_name_label'), 'Martin');
    await typeIn(page, say('owner_first_name_label'), 'Luc');
    await typeIn(page, say('document_number_label'), '12AB34567');
    await unfold(page, say('more_of_item'));
    await typeIn(page, say('issued_on_label'), '3 2 2021');
    await typeIn(page, say('valid_until_label'), '3 2 2020');
    await see(page, say('flaw_doubtful_validity'));
    await typeIn(page, say('valid_until_label'), '2 2 2031');
    await expect(page.getByText(say('flaw_doubtful_validity'))).toHaveCount(0);
  }, {
    category: 'Document officiel', document_type: 'Passeport', number: { Connu: '12AB34567' }, valid_until: '2031-02-02',
    holder: { 'Une autre personne': { last_name: 'Martin', first_name: 'Luc' } },
  }],
  ['category_phone', 'status_stolen', async (page, say) => {
    await typeIn(page, say('phone_brand_label'), 'Fairphone');
    await typeIn(page, say('phone_line_label'), '06 12 34 56 78');
    await see(page, say('flaw_stolen_line'));
    await typeIn(page, say('phone_imei_label'), '490154203237519');
    await see(page, say('flaw_doubtful_imei'));
    await typeIn(page, say('phone_imei_label'), '490154203237518');
    for (const label of ['phone_still_on_label', 'phone_locked_label', 'phone_pin_label']) await choose(page, say(label), say('yes'));
    await choose(page, say('phone_insured_label'), say('report_no'));
    await choose(page, say('phone_consent_label'), say('yes'));
  }, {
    category: 'Téléphone portable', brand: 'Fairphone', imei: { Connu: '490154203237518' },
    theft: { still_on: true, keyboard_locked: true, pin_enabled: true, insured: false, operator_consent: true },
  }],
  ['category_multimedia', 'status_stolen', async (page, say) => {
    await pick(page, say('device_nature_label'), say('device_laptop'));
    await typeIn(page, say('phone_brand_label'), 'Framework');
    await typeIn(page, say('device_serial_label'), 'FRANBMCP');
    await unfold(page, say('more_of_item'));
    await typeIn(page, say('purchased_on_label'), '1 9 2024');
    await typeIn(page, say('amount_label'), '1 100');
  }, {
    category: 'Multimédia', nature: 'Ordinateur portable', serial: { Connu: 'FRANBMCP' }, purchased_on: '2024-09-01', amount_cents: 110_000,
  }],
  ['category_registered', 'status_damaged', async (page, say) => {
    await pick(page, say('vehicle_nature_label'), say('vehicle_car'));
    await typeIn(page, say('phone_brand_label'), 'Renault');
    await typeIn(page, say('plate_label'), 'B-MA 1234');
    await see(page, say('flaw_doubtful_plate'));
    await typeIn(page, say('plate_country_label'), 'Allemagne');
    await expect(page.getByText(say('flaw_doubtful_plate'))).toHaveCount(0);
    await choose(page, say('damage_label'), say('damage_graffiti'));
    await typeIn(page, say('vehicle_damage_label'), 'Peinture rouge sur les deux portières.');
  }, {
    category: 'Véhicule immatriculé', status: 'Dégradé', plate: { Connu: 'BMA1234' }, damaged: 'Véhicule', damage: 'Tags ou graffiti',
    damage_description: 'Peinture rouge sur les deux portières.',
  }],
  ['category_unregistered', 'status_stolen', async (page, say) => {
    await typeIn(page, say('other_designation_label'), 'Vélo électrique');
    await typeIn(page, say('frame_code_label'), 'BC123456789');
    await see(page, /10 caractères/);
    await typeIn(page, say('frame_code_label'), 'BC12345678');
    await answerOtherwise(page, 'other_serial_label', 'known_dont');
  }, {
    category: 'Véhicule non immatriculé', designation: 'Vélo électrique', frame_code: { Connu: 'BC12345678' }, serial: 'Ne connaît pas',
  }],
  ['category_other', 'status_stolen', ring, {
    category: 'Autre', nature: 'Bijou ou montre', engraving: 'A. & B. 2010', designation: 'Alliance en or', quantity: 1, amount_cents: 80_000,
  }],
  ['category_other', 'status_stolen', async (page, say) => {
    await pick(page, say('thing_label'), say('thing_cash'));
    await typeIn(page, say('currency_label'), 'Franc suisse');
    await typeIn(page, say('other_description_label'), 'Trois billets de 100.');
    await typeIn(page, say('amount_label'), '310');
  }, { category: 'Autre', nature: 'Argent liquide', currency: 'Franc suisse', amount_cents: 31_000 }],
  ['category_other', 'status_stolen', async (page, say) => {
    await pick(page, say('thing_label'), say('thing_plate'));
    await typeIn(page, say('plate_label'), '1234 AB 59');
    await typeIn(page, say('other_designation_label'), 'Plaque arrière');
    await typeIn(page, say('other_description_label'), 'Dévissée.');
  }, { category: 'Autre', nature: 'Plaque de véhicule', plate: { Connu: '1234AB59' } }],
];

test('each category asks its own questions, on a small screen, and arrives as it was answered', async ({ page, server }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 320, height: 640 });
  await begin(page, say, '/pre-plainte');
  await walk(page, say, {
    instead: {
      biens: async (page) => {
        await choose(page, say('goods_declared_label'), say('yes'));
        for (const [category, status, answer] of categories) {
          await add(page, category, status, async (page, say) => {
            // What is missing is told, and nothing else is asked.
            await press(page, say('item_save'));
            await expect(page.locator('#error-summary')).toBeFocused();
            await expectAccessible(page);
            await answer(page, say);
            await expectAccessible(page);
            await expectNoSideways(page);
          });
          await save(page);
        }
        await see(page, /9 biens déclarés, pour un montant total de 2\s?210/);
        await expectAccessible(page);
        await expectNoSideways(page);
      },
    },
  });
  await expectAccessible(page);
  await see(page, say('flaw_whole_card_number'));
  await press(page, say('send'));
  const { complaint } = server.opened(await reference(page, say)) as { complaint: { goods: object[] } };
  expect(complaint.goods).toMatchObject(categories.map(([, , , expected]) => expected));
  expect(JSON.stringify(complaint)).not.toContain('497010');
});

test('a number that is not at hand has other answers, and what was typed comes back', async ({ page }) => {
  await begin(page, say, '/pre-plainte');
  await walk(page, say, { until: 'biens' });
  await choose(page, say('goods_declared_label'), say('yes'));
  await add(page, 'category_phone', 'status_stolen', (page, say) => typeIn(page, say('phone_imei_label'), '49015420'));
  const line = page.getByLabel(new RegExp(`^${say('phone_imei_label')}`));
  const others = page.getByRole('group', { name: say('known_label', { what: say('phone_imei_label') }) });
  const [dont, bring] = [others.getByRole('checkbox', { name: say('known_dont') }), others.getByRole('checkbox', { name: say('known_bring') })];
  await dont.check();
  await expect(line).toHaveValue('');
  await see(page, say('flaw_imei_not_known'));
  await expectAccessible(page);
  await bring.check();
  await expect(dont).not.toBeChecked();
  await kept(page);
  await page.reload();
  await expect(bring).toBeChecked();
  await bring.uncheck();
  await expect(line).toHaveValue('49015420');
  await dont.check();
  await line.fill('49');
  await expect(dont).not.toBeChecked();
  await expect(line).toHaveValue('49');
});

test('changing the category keeps what was typed for each', async ({ page }) => {
  await begin(page, say, '/pre-plainte');
  await walk(page, say, { until: 'biens' });
  await choose(page, say('goods_declared_label'), say('yes'));
  await add(page, 'category_phone', 'status_stolen', (page, say) => typeIn(page, say('phone_brand_label'), 'Fairphone'));
  await choose(page, say('category_label'), say('category_document'));
  await pick(page, say('document_type_label'), say('document_passport'));
  await choose(page, say('category_label'), say('category_phone'));
  await expect(page.getByLabel(say('phone_brand_label'))).toHaveValue('Fairphone');
  await choose(page, say('category_label'), say('category_document'));
  await expect(page.getByLabel(say('document_type_label'))).toHaveValue('passport');
});

test('a removed item is put back with all its answers', async ({ page }) => {
  await begin(page, say, '/pre-plainte');
  await walk(page, say, { until: 'biens' });
  await choose(page, say('goods_declared_label'), say('yes'));
  await add(page, 'category_other', 'status_stolen', ring);
  await save(page);
  await add(page, 'category_other', 'status_damaged', door);
  await save(page);
  await see(page, /2 biens déclarés, pour un montant total de 2\s?000/);
  await page.getByRole('button', { name: say('remove_what', { what: 'Alliance en or' }) }).click();
  await see(page, /1 bien déclaré, estimé à 1\s?200/);
  const back = page.getByRole('button', { name: say('item_put_back_what', { what: 'Alliance en or' }) });
  await expect(back).toBeFocused();
  await expectAccessible(page);
  await back.click();
  await see(page, /2 biens déclarés/);
  await expect(page.getByRole('listitem').filter({ hasText: 'Alliance en or' })).toBeFocused();
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(['Alliance en or', 'Porte d’entrée']);
  // Once the page is left it is gone for good.
  await page.getByRole('button', { name: say('remove_what', { what: 'Porte d’entrée' }) }).click();
  await press(page, say('continue'));
  await page.goBack();
  await seeHeading(page, say('goods_title'));
  await expect(page.getByText('Porte d’entrée')).toHaveCount(0);
});

test('the last page tells what would help and stops nobody', async ({ page }) => {
  await begin(page, say, '/pre-plainte');
  await walk(page, say, { instead: { biens: declare([['category_phone', 'status_stolen', (page, say) => typeIn(page, say('phone_brand_label'), 'Fairphone')]]) } });
  const hints = page.locator('section', { hasText: say('hints_title') });
  await expect(hints.getByRole('listitem')).not.toHaveCount(0);
  await expectAccessible(page);
  await hints.getByRole('link', { name: /Fairphone/ }).click();
  await seeHeading(page, say('item_title'));
  await typeIn(page, say('amount_label'), '450');
  await press(page, say('item_save'));
  await press(page, say('continue'));
  await seeHeading(page, say('check_title'));
  await expect(hints.getByRole('listitem').filter({ hasText: 'Fairphone' })).not.toContainText(say('amount_label'));
  await press(page, say('send'));
  await reference(page, say);
});
