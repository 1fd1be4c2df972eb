// How the page starts, what is there when it cannot, and how everything is delivered.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectAccessible, expectNoSideways, test } from './fixtures';
import { base, dist } from './placed';
import type { Change } from './proxy';
import { press, see, seeApp, seeHeading } from './verbs';
import { words } from './words';

const parts = { wasm: /\/guichet-[0-9a-f]+_bg\.wasm$/, glue: /\/guichet-[0-9a-f]+\.js$/, words: /\/text-fr-[0-9a-f]+\.txt$/ };

/** One byte near the end of a file is another, at the requests that `when` says. */
function flipped(file: RegExp, when: (count: number) => boolean): Change {
  return ({ path, count, body }) => {
    if (!file.test(path) || !when(count)) return body;
    const copy = Buffer.from(body);
    const at = copy.length - 40;
    copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
    return copy;
  };
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page can be read, and its numbers called', async ({ page }) => {
    await page.goto('/');
    // Searching by text leaves <noscript> out, whatever shows.
    await expect(page.locator('noscript .notice')).toBeVisible();
    for (const address of ['tel:17', 'tel:112', 'sms:114']) await expect(page.locator(`#app a[href="${address}"]`)).toBeVisible();
    for (const service of ['Préparer une plainte', 'Trouver un commissariat', 'Signaler un contenu sur Internet']) {
      await expect(page.getByRole('link', { name: service })).toBeVisible();
    }
    await expect(page.locator('#failure')).toBeHidden();
    await expect(page.locator('#loading')).toBeHidden();
  });
});

// Every part of the program is held back for as long as the page says.
async function heldBack(page: Page, act: () => Promise<void>): Promise<void> {
  let release = () => {};
  const free = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\.wasm$/, async (route) => {
    await free;
    await route.continue();
  });
  await act();
  await expect(page.locator('#app[data-app]')).toHaveCount(0);
  release();
  await seeApp(page);
}

test.describe('while the program is on its way', () => {
  test('what is typed in the finder is kept, the caret too, and searched for', async ({ page }) => {
    await heldBack(page, async () => {
      await page.goto('/commissariats');
      const field = page.getByRole('searchbox');
      await field.pressSequentially('Lile');
      await field.press('ArrowLeft');
    });
    const field = page.getByRole('searchbox');
    await expect(field).toHaveValue('Lile');
    await expect(field).toBeFocused();
    await page.keyboard.type('l');
    await expect(field).toHaveValue('Lille');
    await see(page, /Lille/);
    await expectAccessible(page);
  });

  test('the nearest places are listed before the app is there, and stay as they are when it is', async ({ page }) => {
    // Of the marks, that of made-up places: what is open now, or soon not any more, takes the app to tell.
    const made = (['fr', 'en'] as const).map((language) => words(language)('station_sample'));
    const rows = () => page.evaluate((made) => [...document.querySelectorAll('#app .station')].map((row) => ({
      text: [...row.querySelectorAll('.station-name, .station-distance, .station-line, .station-ways, .badge')]
        .filter((part) => !part.matches('.badge') || made.includes(part.textContent ?? ''))
        .map((part) => part.textContent),
      links: [...row.querySelectorAll('a, button')].map((link) => `${link.getAttribute('href')} ${link.getAttribute('aria-label')}`),
      top: Math.round(row.getBoundingClientRect().top + scrollY),
    })), made);
    const names = page.locator('.station-name');
    // Whether one is open may take a line of its own where there is less room.
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const [path, typed] of [['/commissariats', 'Lille'], ['/en/commissariats', 'saint etienne'], ['/commissariats?q=rennes', ''], ['/embed/stations', 'paris'], ['/commissariats', 'ajaccio'], ['/commissariats', '59000'], ['/en/commissariats', '33 800']] as const) {
      let early: Awaited<ReturnType<typeof rows>> = [];
      await heldBack(page, async () => {
        await page.goto(path);
        if (typed) await page.getByRole('searchbox').pressSequentially(typed);
        await expect(names.first(), path).toBeVisible();
        early = await rows();
        await expectAccessible(page);
        // From here on there is never a moment without them.
        await page.evaluate(() => {
          const look = () => {
            if (!document.querySelector('.station-name')) document.documentElement.dataset.gap = '';
            requestAnimationFrame(look);
          };
          look();
        });
      });
      await expect(page.locator('#resultats')).toHaveText(/^\d/u);
      expect(early.length).toBeGreaterThan(0);
      expect((await rows()).slice(0, early.length), `${path} ${typed}`).toEqual(early);
      expect(await page.evaluate(() => 'gap' in document.documentElement.dataset), `${path} ${typed}`).toBe(false);
    }
  });

  test('the nearest place stays where it is on a phone when how many there are is known', async ({ page }) => {
    const name = page.locator('.station-name').first();
    await page.setViewportSize({ width: 390, height: 800 });
    for (const path of ['/commissariats', '/en/commissariats']) {
      const top = () => name.evaluate((element) => Math.round(element.getBoundingClientRect().top + scrollY));
      let before = 0;
      await heldBack(page, async () => {
        await page.goto(path);
        await page.getByRole('searchbox').pressSequentially('saint-etienne');
        await expect(name).toBeVisible();
        before = await top();
      });
      await expect(page.locator('#resultats')).toHaveText(/^\d/u);
      expect(await top(), path).toBe(before);
    }
  });

  test('what only the app can answer is left to it', async ({ page }) => {
    const names = page.locator('.station-name');
    await heldBack(page, async () => {
      await page.goto('/commissariats');
      const field = page.getByRole('searchbox');
      await field.fill('lille');
      await expect(names.first()).toBeVisible();
      // Not the whole name or code, several of that name or code (a postal code, and INSEE's for another), a department too.
      for (const typed of ['lill', '5900', 'saint denis', 'vienne', '38200', '33300', 'gendarmerie lille']) {
        await field.fill(typed);
        await page.waitForTimeout(500);
        await expect(names, typed).toHaveCount(0);
      }
      await page.goto('/commissariats?q=lille&force=gendarmerie');
      await page.waitForTimeout(1000);
      await expect(names).toHaveCount(0);
    });
  });

  test('what is chosen before the complaint is kept, and its beginning waits for the app', async ({ page }) => {
    await heldBack(page, async () => {
      await page.goto('/pre-plainte');
      await page.getByRole('radio', { name: /partagé ou public/ }).check();
      await press(page, 'Commencer');
      await expect(page.locator('button[aria-busy=true]')).toHaveCount(1);
    });
    await expect(page).toHaveURL(/\/pre-plainte\/./);
    await see(page, /Rien de vous n’est gardé/);
  });

  test('what was unfolded stays so, with the focus', async ({ page }) => {
    const summary = page.locator('summary').first();
    await heldBack(page, async () => {
      await page.goto('/pre-plainte');
      await summary.click();
    });
    await expect(page.locator('details').first()).toHaveAttribute('open');
    await expect(summary).toBeFocused();
  });

  test('a question in one’s own words is answered, once', async ({ page }) => {
    await heldBack(page, async () => {
      await page.goto('/');
      await page.getByRole('searchbox').fill('on m’a volé mon vélo');
      await page.getByRole('searchbox').press('Enter');
    });
    await expect(page).toHaveURL(/\/orientation$/);
    await expect(page.getByRole('searchbox')).toHaveValue('on m’a volé mon vélo');
  });

  test('whatever can be pressed stays where it is when the app takes the page over', async ({ page }) => {
    const places = () => page.evaluate(() => [...document.querySelectorAll<HTMLElement>('#app :is(a, button, input, select, summary)')]
      .filter((element) => element.checkVisibility())
      .map((element) => `${(element.textContent ?? '').trim()} ${element.id}: ${Math.round(element.getBoundingClientRect().top + scrollY)}`));
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const path of ['/', '/pre-plainte', '/commissariats', '/urgence', '/en/signaler']) {
        let before: string[] = [];
        await heldBack(page, async () => {
          await page.goto(path);
          before = await places();
        });
        await seeApp(page);
        await page.waitForTimeout(300);
        expect(before.length).toBeGreaterThan(5);
        expect(await places(), `${path} at ${width}`).toEqual(before);
      }
    }
  });

  test('nothing moves when the app takes the page over', async ({ page }) => {
    for (const path of ['/', '/pre-plainte', '/commissariats', '/urgence', '/en/signaler']) {
      await page.goto(path);
      const shifted = await page.evaluate(async () => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        while (!document.querySelector('#app[data-app]')) await new Promise(requestAnimationFrame);
        await new Promise((resolve) => setTimeout(resolve, 500));
        return sum;
      });
      expect(shifted, path).toBe(0);
    }
  });
});

for (const [path, language] of [['/', 'fr'], ['/en', 'en'], ['/pre-plainte', 'fr'], ['/en/pre-plainte', 'en']] as const) {
  test(`${path} starts the app in its language`, async ({ page }) => {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(200);
    await seeApp(page);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expectAccessible(page);
  });
}

for (const width of [320, 1280]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the start page holds at ${width} px, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.goto('/');
      await seeApp(page);
      await expectNoSideways(page);
      await expectAccessible(page);
    });
  }
}

const forms = /\/((forms|chunk-\d+)-[0-9a-f]+\.wasm|(opening|places|shared)-[0-9a-f]+\.bin)$/;

test('what only the forms need is loaded with them', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/');
  await seeApp(page);
  expect(asked.filter((path) => forms.test(path))).toEqual([]);
  await page.locator('a.service-first').click();
  await seeHeading(page, 'Préparer une plainte');
  expect(asked.filter((path) => forms.test(path)).length).toBeGreaterThan(0);
});

test('a part that does not arrive is asked for again', async ({ page, complaints }) => {
  complaints.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch|Load failed/);
  await page.goto('/');
  await seeApp(page);
  await page.context().setOffline(true);
  await page.locator('a.service-first').click();
  await see(page, 'Cette partie de la page n’est pas arrivée');
  await expectAccessible(page);
  await page.context().setOffline(false);
  await press(page, 'Réessayer');
  await see(page, 'À qui est l’appareil');
});

for (const [path, part, there] of [
  ['/pre-plainte', /\/opening-[0-9a-f]+\.bin$/, 'À qui est l’appareil'],
  ['/suivi', forms, 'Suivre'],
] as const) {
  test(`an altered part of the program does not run: ${path}`, async ({ page, through, complaints }) => {
    complaints.expect(/integrity/i);
    complaints.allow(/Failed to fetch/);
    const proxy = await through(flipped(part, (count) => count === 1));
    await page.goto(`${proxy.url}${path}`);
    await see(page, 'Cette partie de la page n’est pas arrivée');
    await press(page, 'Réessayer');
    await see(page, there);
  });
}

test('altered words of the other language are not shown', async ({ page, through, complaints }) => {
  complaints.expect(/integrity/i);
  complaints.allow(/Failed to fetch/);
  const proxy = await through(flipped(/\/text-en-[0-9a-f]+\.txt$/, () => true));
  await page.goto(proxy.url);
  await seeApp(page);
  await press(page, 'English');
  await expect(page).toHaveURL(/\/en$/);
  await complaints.come(/integrity/i);
  // Better the language that is there than words that somebody has changed.
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
});

test.describe('one flipped byte', () => {
  for (const [part, file] of Object.entries(parts)) {
    test.describe(`in the ${part}`, () => {
      test('stops the start and says so', async ({ page, through, complaints }) => {
        complaints.expect(/integrity/i);
        const proxy = await through(flipped(file, () => true));
        await page.goto(proxy.url);
        await expect(page.locator('#failure')).toBeVisible();
        await expect(page.locator('#failure-code')).toHaveText(new RegExp(`^${part}-`));
        await see(page, 'La page n’a pas pu continuer');
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAccessible(page);
      });

      // Where a browser asks a second time, the second answer is checked as the first was; within one start it never does.
      test('stops a later start when only the second request is tampered with', async ({ page, through, complaints }) => {
        complaints.expect(/integrity/i);
        const proxy = await through(flipped(file, (count) => count > 1));
        const session = await page.context().newCDPSession(page);
        await session.send('Network.enable');
        await session.send('Network.setCacheDisabled', { cacheDisabled: true });
        await page.goto(proxy.url);
        await seeApp(page);
        expect(proxy.timesAsked(file)).toBe(1);
        await page.reload();
        await expect(page.locator('#failure')).toBeVisible();
        expect(proxy.timesAsked(file)).toBe(2);
      });
    });
  }

  test.describe('in the boot script', () => {
    test('leaves the page that can be read', async ({ page, through, complaints }) => {
      complaints.expect(/integrity/i);
      const proxy = await through(flipped(/\/boot-[0-9a-f]+\.js$/, () => true));
      await page.goto(proxy.url);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('#app a[href="tel:17"]')).toBeVisible();
      await expect(page.locator('#app[data-app]')).toHaveCount(0);
    });
  });
});

test.describe('without its configuration', () => {
  test('the app does not start, and the page says so', async ({ page, through, complaints }) => {
    complaints.expect(/Failed to load resource/);
    const proxy = await through(({ path, body }) => (path === '/config.json' ? undefined : body));
    await page.goto(proxy.url);
    await expect(page.locator('#failure-code')).toHaveText(/^config-/);
  });
});

test('a panic ends the app and shows what to do', async ({ page }) => {
  await page.goto('/');
  await seeApp(page);
  await page.evaluate(() => (globalThis as unknown as { guichetFailed: (reason: string) => void }).guichetFailed('panic'));
  await expect(page.locator('#app')).toBeHidden();
  await expect(page.locator('#failure')).toBeFocused();
  await expect(page.locator('#failure a[href="tel:17"]')).toBeVisible();
  await see(page, 'rechargez la page pour le retrouver');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Recharger la page' }).click();
  await seeApp(page);
});

test('no text of a script or a handler passes the page’s own policy', async ({ page }) => {
  await page.goto('/');
  await seeApp(page);
  const outcomes = await page.evaluate(() => {
    const tries = ['<script>1</script>', '<img src=x onerror=alert(1)>', '<a href="javascript:1">x</a>', '<iframe srcdoc=x></iframe>'];
    const refused = (action: () => void) => { try { action(); return false; } catch { return true; } };
    const html = tries.map((text) => refused(() => { document.createElement('template').innerHTML = text; }));
    const script = refused(() => { document.createElement('script').src = 'https://elsewhere.example/x.js'; });
    const text = refused(() => { document.createElement('script').text = '1'; });
    const plain = refused(() => { document.createElement('template').innerHTML = '<p class="lead">on = <b>fin</b></p>'; });
    return [...html, script, text, plain];
  });
  expect(outcomes).toEqual([true, true, true, true, true, true, false]);
});

test('every page is delivered with the whole policy', async ({ request }) => {
  const { style_hash: styleHash } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8'));
  for (const path of ['/', '/pre-plainte', '/en/pre-plainte/verifier']) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' '${styleHash}'; img-src 'self' data: blob:; ` +
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; object-src 'none'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
    );
    expect(headers['cache-control']).toBe('no-cache, no-transform');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['strict-transport-security']).toContain('max-age=');
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['set-cookie']).toBeUndefined();
  }
});

test('hashed files are kept for good, compressed, and readable from a frame without origin', async ({ request }) => {
  const { first_load: names, files } = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8'));
  const types: Record<string, RegExp> = { js: /javascript/, wasm: /^application\/wasm$/, css: /^text\/css/, txt: /^text\/plain; charset=utf-8$/ };
  for (const name of names.filter((file: string) => file !== 'index.html')) {
    const headers = (await request.get(`/${name}`, { headers: { 'accept-encoding': 'br' } })).headers();
    expect(headers['cache-control'], name).toContain('immutable');
    expect(headers['content-encoding'], name).toBe('br');
    // Caddy says no length of a compressed copy.
    if (process.env.GUICHET_FRONT !== 'caddy') expect(Number(headers['content-length']), name).toBe(files[name].brotli);
    expect(headers['content-type'], name).toMatch(types[name.split('.').pop() ?? ''] ?? /^$/);
    expect(headers['access-control-allow-origin'], name).toBe('*');
    expect(headers['cross-origin-resource-policy'], name).toBe('cross-origin');
  }
  const config = await request.get('/config.json');
  expect(config.headers()['cache-control']).toBe('no-cache, no-transform');
  expect(config.headers()['date']).toBeTruthy();
});

test('every address of the app is answered, one slash at the end is taken away', async ({ request }) => {
  for (const path of ['/', '/en', '/suivi', '/pre-plainte/lieu', '/en/commissariats/gn-1008620', '/actualites/a1', '/frame/video', '/en/frame/video', '/embed/complaint', '/en/embed/complaint/lieu', '/reprendre', '/manifest.webmanifest', '/robots.txt', '/cards/index.png']) {
    expect((await request.get(path)).status(), path).toBe(200);
  }
  for (const path of ['/suivi/', '/en/', '/pre-plainte/lieu/']) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect([301, 308], path).toContain(answer.status());
    expect(answer.headers().location, path).toBe(base + path.slice(0, -1));
  }
});

test('what is not there is a 404: a short text for a file, the page itself for an address', async ({ request, page, complaints }) => {
  // Below a path, what leads out of it is somebody else's.
  const outside = base === '' ? ['/../Cargo.toml', '/%2e%2e/Cargo.toml'] : [];
  for (const path of ['/nothing.js', '/guichet-0000000000000000.js', '/data/nothing.json', '/icon.svg.br', ...outside]) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(answer.headers()['content-type'], path).not.toContain('html');
  }
  complaints.expect(/404/);
  const answer = await page.goto('/nowhere');
  expect(answer?.status()).toBe(404);
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
  await seeApp(page);
});
