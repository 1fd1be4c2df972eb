// Situations of life, each walked on the screen and read as an officer reads it: the readings stand whole in `readings/`.
import type { Page } from '@playwright/test';
import { address, begin, combobox, pickCommune, reference, steps, typed } from './complaint';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { card, declare, door, ring, scooter, type Answer as ItemAnswer } from './goods';
import { Server } from './server';
import { choose, pick as pickFrom, press, see, seeHeading, typeIn } from './verbs';
import { words } from './words';

const say = words('fr');

type Answer = (page: Page) => Promise<void>;

/** Goes from screen to screen as the answers lead, those of the plan before the usual ones; gives back where it led. */
async function follow(page: Page, plan: Record<string, Answer>): Promise<string[]> {
  const slugs: string[] = [];
  for (;;) {
    const slug = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    if (slug === 'verifier') return slugs;
    slugs.push(slug);
    await expectNoSideways(page);
    const usual = steps.find((step) => step.slug === slug);
    const own = plan[slug];
    if (own) await own(page);
    else if (usual) await usual.answer(page, say, typed);
    else throw new Error(`nothing is planned for ${slug}`);
    await expectAccessible(page);
    await press(page, say('continue'));
    await expect(page).not.toHaveURL(new RegExp(`/${slug}$`));
  }
}

/** A step that declares these goods. */
const goods = (...items: Parameters<typeof declare>[0]): Answer => (page) => declare(items)(page, say, typed);

const told = (story: string): Answer => (page) => typeIn(page, say('description_label'), story);

const nothingToDeclare: Answer = (page) => choose(page, say('goods_declared_label'), say('goods_nothing'));

/** The car that another one hit. */
const car: ItemAnswer = async (page, say) => {
  await pickFrom(page, say('vehicle_nature_label'), say('vehicle_car'));
  await typeIn(page, say('phone_brand_label'), 'Renault');
  await typeIn(page, say('plate_label'), 'AB-123-CD');
  await choose(page, say('damage_label'), say('damage_damage'));
  await typeIn(page, say('vehicle_damage_label'), 'Aile avant gauche enfoncée.');
};

/**
 * What an officer reads is what stands in `readings/`, but for the number, the days, and the station that this build has.
 * `make test-e2e ONLY="tests/e2e/situations.spec.ts --update-snapshots"` writes them anew: then they want reading.
 */
function expectReading(server: Server, number: string, name: string): string {
  const read = server.readable(number);
  const lasting = read
    .replaceAll(number, 'NUMBER')
    .replace(/^Arrivée : .*$/m, 'Arrivée : INSTANT')
    .replace(/^( *(?:Jour|Soir|Lendemain)) : .*$/gm, '$1 : DAY')
    .replace(/^(Lieu choisi) : .*$/m, '$1 : STATION')
    .replace(/^(  Commissariat ou brigade choisi) :\n[^]*/m, '$1 : STATION\n');
  expect(lasting).toMatchSnapshot(`${name}.txt`);
  return read;
}

/** Picks from a list as one types. */
async function pick(page: Page, label: string, text: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text);
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('a company’s scooter is stolen: an appointment is needed, and it goes there at once', async ({ page, server }) => {
  test.setTimeout(300_000);
  await begin(page, say, address('fr'));
  const slugs = await follow(page, {
    biens: goods(['category_registered', 'status_stolen', scooter]),
    faits: told('Le scooter de livraison a disparu du trottoir pendant une course.'),
    statut: async () => {
      await expect(page.getByText(say('appointment_legal_entity'))).toHaveCount(0);
      await choose(page, say('declarant_label'), say('declarant_entity'));
      await see(page, say('appointment_legal_entity'));
    },
    organisme: async () => {
      await typeIn(page, say('entity_name_label'), 'Les Lilas SARL');
      await typeIn(page, say('siret_label'), '732 829 320 00075');
      await typeIn(page, say('entity_function_label'), 'gérante');
      await choose(page, say('nationality_label'), say('nationality_french'));
    },
    'organisme-contact': async () => {
      await typeIn(page, say('entity_phone_label'), '03 20 00 00 00');
      await choose(page, say('same_address_label'), say('yes'));
    },
  });
  expect(slugs).toContain('organisme');
  expect(slugs).not.toContain('enfant');
  // The number does not add up: that is said, and stops nothing.
  await see(page, say('flaw_doubtful_siret'));
  await press(page, say('send'));
  const number = await reference(page, say);
  await see(page, say('bring_registration'));
  await see(page, say('bring_number', { number: say('vin_label'), what: 'Peugeot Kisbee' }));
  expectReading(server, number, 'company-scooter');
});

test('burglary, declared by a parent for a child: the door is damaged, the jewels are stolen', async ({ page, server }) => {
  test.setTimeout(300_000);
  await begin(page, say, address('fr'));
  await follow(page, {
    biens: goods(['category_other', 'status_damaged', door], ['category_other', 'status_stolen', ring]),
    faits: told('En rentrant, j’ai trouvé la porte forcée et la boîte à bijoux de ma fille vide.'),
    statut: () => choose(page, say('declarant_label'), say('declarant_parent')),
    enfant: async () => {
      await typeIn(page, say('child_name_label'), 'Dupont');
      await typeIn(page, say('child_first_names_label'), 'Léo');
      await typeIn(page, say('birth_date_label'), '4 9 1990');
      await choose(page, say('relation_label'), say('relation_mother'));
      await press(page, say('continue'));
      await see(page, say('flaw_not_a_minor'));
      await typeIn(page, say('birth_date_label'), '4 9 2013');
    },
    lieu: async () => {
      await choose(page, say('place_label'), say('place_home'));
      await choose(page, say('place_detail_label'), say('place_flat'));
    },
    endroit: () => choose(page, say('at_home_label'), say('yes')),
    date: async () => {
      await choose(page, say('date_known_label'), say('date_known_night'));
      await typeIn(page, say('night_date_label'), typed.date);
    },
  });
  await see(page, /2 biens déclarés, pour un montant total de 2\s?000/);
  await press(page, say('send'));
  const number = await reference(page, say);
  await see(page, say('bring_invoices'));
  expectReading(server, number, 'burglary-for-a-child');
});

test('a card is stolen, then used', async ({ page, server }) => {
  test.setTimeout(300_000);
  await begin(page, say, address('fr'));
  await follow(page, {
    nature: async () => {
      await choose(page, say('offence_label'), say('offence_stolen_card'));
      await choose(page, say('card_held_label'), say('no'));
    },
    biens: goods(['category_payment', 'status_stolen', card]),
    faits: told('Ma carte a disparu de mon sac dans le métro. Deux achats ont suivi.'),
  });
  await press(page, say('send'));
  const read = expectReading(server, await reference(page, say), 'card-then-used');
  expect(read).not.toContain('4970');
});

test('an attempted theft has nothing to declare', async ({ page, server }) => {
  test.setTimeout(300_000);
  await begin(page, say, address('fr'));
  await follow(page, { biens: nothingToDeclare, faits: told('Quelqu’un a tiré sur mon sac dans le métro. J’ai tenu bon, il est parti.') });
  await press(page, say('send'));
  expectReading(server, await reference(page, say), 'attempt');
});

test('a victim who lives abroad declares a scam that happened abroad', async ({ page, server }) => {
  test.setTimeout(300_000);
  await begin(page, say, address('fr'));
  await follow(page, {
    nature: async () => {
      await choose(page, say('offence_label'), say('offence_offline_scam'));
      const online = page.getByRole('group', { name: say('scam_online_label') });
      await online.getByRole('radio', { name: say('yes'), exact: true }).check();
      await see(page, say('scam_online_note'));
      await expect(page.getByRole('link', { name: say('scam_online_link') })).toBeVisible();
      await press(page, say('continue'));
      await expect(page.locator('#error-summary')).toBeFocused();
      await online.getByRole('radio', { name: say('no'), exact: true }).check();
    },
    adresse: async () => {
      await choose(page, say('residence_country_label'), say('in_another_country'));
      await pick(page, say('country_label'), 'belg', 'Belgique');
      await typeIn(page, say('home_address_label'), '1 rue Haute');
      await typeIn(page, say('town_label'), 'Bruxelles');
      await typeIn(page, say('postal_code_label'), '1000');
    },
    lieu: () => choose(page, say('place_label'), say('place_street')),
    endroit: async () => {
      await choose(page, say('facts_country_label'), say('in_another_country'));
      await pick(page, say('country_label'), 'lux', 'Luxembourg');
      await typeIn(page, say('town_label'), 'Esch');
    },
    faits: told('J’ai vendu ma montre ; le chèque qu’on m’a remis était volé.'),
    biens: nothingToDeclare,
    auteurs: async () => {
      await choose(page, say('suspects_label'), say('yes'));
      await pickFrom(page, say('suspect_count_label'), say('suspect_count_two'));
      await typeIn(page, say('suspect_clothes_label'), 'vestes rouges');
      await see(page, 'Nombre : deux personnes. Vêtements : vestes rouges.');
    },
    temoins: async () => {
      await choose(page, say('witnesses_label'), say('yes'));
      for (const witness of ['Paul Martin, voisin', 'Une dame au chien noir']) {
        await page.getByRole('button', { name: new RegExp(`${say('witness_add_first')}|${say('witness_add')}`) }).click();
        await seeHeading(page, say('witness_title'));
        await typeIn(page, say('witness_label'), witness);
        await press(page, say('witness_save'));
        await seeHeading(page, say('witnesses_title'));
      }
      await page.getByRole('button', { name: say('remove_what', { what: 'Paul Martin, voisin' }) }).click();
      await expect(page.getByRole('heading', { name: 'Paul Martin, voisin' })).toHaveCount(0);
    },
    // Nobody is competent here: the person chooses a station.
    commissariat: async () => {
      await see(page, say('station_of_nobody'));
      await pickCommune(page);
      await page.getByRole('group', { name: say('station_label') }).getByRole('radio').first().check();
    },
  });
  await press(page, say('send'));
  const read = expectReading(server, await reference(page, say), 'scam-abroad');
  expect(read).not.toContain('Paul Martin');
});

test('a driver who left after an accident, with violence after it', async ({ page, server }) => {
  test.setTimeout(300_000);
  await begin(page, say, address('fr'));
  await follow(page, {
    nature: async () => {
      await choose(page, say('offence_label'), say('offence_damage'));
      await choose(page, say('hit_and_run_label'), say('yes'));
    },
    violences: async () => {
      await choose(page, say('violence_label'), say('yes'));
      await see(page, say('appointment_violence'));
      await typeIn(page, say('violence_text_label'), 'Il m’a bousculée.');
    },
    lieu: () => choose(page, say('place_label'), say('place_street')),
    endroit: async () => {
      // A place that no list holds never blocks.
      await combobox(page).fill('Xyzville');
      await page.getByRole('option', { name: /Xyzville/ }).click();
      await expect(combobox(page)).toHaveValue('Xyzville');
    },
    biens: goods(['category_registered', 'status_damaged', car]),
    faits: told('Une voiture grise a heurté la mienne au feu rouge et elle est repartie.'),
    constatations: async () => {
      await choose(page, say('police_visit_label'), say('yes'));
      await choose(page, say('police_findings_label'), say('no'));
      await choose(page, say('police_report_label'), say('yes'));
      await page.getByRole('group', { name: say('cctv_label') }).getByRole('radio', { name: say('yes'), exact: true }).check();
      await choose(page, say('cctv_available_label'), say('no'));
    },
    commissariat: async () => {
      await pickCommune(page);
      await page.getByRole('group', { name: say('station_label') }).getByRole('radio').first().check();
    },
  });
  // Change leads back to one question and returns.
  await page.getByRole('link', { name: say('modify_what', { what: say('step_violence') }) }).click();
  await seeHeading(page, say('violence_title'));
  await typeIn(page, say('violence_text_label'), 'Il m’a bousculée deux fois.');
  await press(page, say('continue'));
  await seeHeading(page, say('check_title'));
  await press(page, say('send'));
  expectReading(server, await reference(page, say), 'hit-and-run');
});

test('a guardian declares for a protected adult, where the institution takes that', async ({ page }) => {
  test.setTimeout(300_000);
  const server = await Server.configured({ guardian_service: true });
  try {
    await begin(page, say, `${server.url}${address('fr')}`);
    await follow(page, {
      biens: nothingToDeclare,
      statut: () => choose(page, say('declarant_label'), say('declarant_guardian')),
      personne: async () => {
        await choose(page, say('civility_label'), say('civility_sir'));
        await typeIn(page, say('birth_name_label'), 'Martin');
        await typeIn(page, say('first_names_label'), 'Jean');
      },
      'personne-naissance': async () => {
        await typeIn(page, say('birth_date_label'), '1 2 1940');
        await choose(page, say('birth_country_label'), say('in_france'));
        await pickCommune(page);
        await choose(page, say('nationality_label'), say('nationality_french'));
      },
      'personne-situation': async () => {
        await choose(page, say('family_label'), say('family_widowed'));
        await typeIn(page, say('job_label'), 'Retraité');
      },
      'personne-contact': () => choose(page, say('same_address_label'), say('yes')),
    });
    await press(page, say('send'));
    const number = await reference(page, say);
    await see(page, say('bring_guardian_mandate'));
    const read = server.readable(number);
    for (const line of ['Personne représentée', 'Nom de naissance : MARTIN', 'Date de naissance : 01/02/1940', 'Situation familiale : Veuf']) expect(read).toContain(line);
  } finally {
    await server.end();
  }
});

test('a service that does not answer is told before the first question', async ({ page, complaints }) => {
  // The browser itself notes the answer that this test gives.
  complaints.expect(/503/);
  await page.route('**/api/v1/health', (route) => route.fulfill({ status: 503, body: '{}' }));
  await page.goto(address('fr'));
  await see(page, say('service_down_title'));
  await see(page, say('sign_always'));
  await see(page, say('appointment_not_identified'));
  await expectAccessible(page);
});
