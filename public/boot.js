// Starts the app: fetches its parts at once, each with its checksum, and hands them over. It is the only script of the
// page, and the one that shows what is left when the start fails or the app has ended.
'use strict';
(function () {
  // Written by the build: names and checksums of this build's own files.
  const build = __BUILD__;
  // What every address of ours begins with: this script lies right below it.
  const script = document.currentScript.src;
  const base = new URL('.', script).pathname.slice(0, -1);
  const at = location.pathname.slice(base.length);
  const language = /^\/en(\/|$)/.test(at) ? 'en' : 'fr';
  const words = build.words[language] || build.words.fr;
  // The pieces of the program that the page opened needs beside its main part.
  const areas = {
    'pre-plainte': 'opening', 'pre-plainte/': 'forms', signaler: 'opening', 'signaler/': 'forms', reprendre: 'forms', suivi: 'forms',
    commissariats: 'finder', 'commissariats/': 'station', orientation: 'reading', urgence: 'reading', actualites: 'reading',
    confidentialite: 'reading', conditions: 'reading', accessibilite: 'reading', donnees: 'reading', frame: 'reading',
    integrer: 'institution', diagnostic: 'institution',
    'embed/complaint': 'opening', 'embed/complaint/': 'forms', 'embed/report': 'opening', 'embed/report/': 'forms',
    'embed/stations': 'finder', 'embed/stations/': 'station', 'embed/orientation': 'reading', 'embed/news': 'reading',
  };
  const [, first, second, third] = at.replace(/^\/en(?=\/|$)/, '').split('/');
  const hosted = first === 'embed';
  const area = areas[hosted ? 'embed/' + second + (third ? '/' : '') : first + (second ? '/' : '')] || areas[hosted ? 'embed/' + second : first];
  const pieces = [...(build.areas[area] || []), ...(hosted ? build.areas.hosted : [])];
  const element = (id) => document.getElementById(id);

  // The app builds its static parts through a template's innerHTML. Nothing that could run passes here, and no script is
  // loaded but our own.
  if (globalThis.trustedTypes) {
    const dangerous = /<\s*\/?\s*(script|iframe|object|embed|base|meta|link)|srcdoc|[\s"'\/]on[a-z]+\s*=|javascript:/i;
    const scripts = [build.glue, build.ahead, build.map.script, build.files.script, build.files.worker, { url: '/sw.js' }];
    const refuse = () => { throw new TypeError('refused by the page'); };
    trustedTypes.createPolicy('default', {
      createHTML: (text) => (dangerous.test(text) ? refuse() : text),
      createScriptURL: (text) => (scripts.some(({ url }) => base + url === text) ? text : refuse()),
      createScript: refuse,
    });
  }

  // Inside another site's page: what leads out of the frame opens in a tab of its own, and the host may have chosen colours.
  if (hosted) {
    document.head.prepend(Object.assign(document.createElement('base'), { target: '_blank' }));
    const theme = new URLSearchParams(location.search).get('theme');
    Object.assign(document.documentElement.dataset, { hosted: '' }, /^(light|dark)$/.test(theme) ? { theme } : {});
  }

  // A sandboxed frame without an origin may not write its address. The app goes on all the same: each entry of the history
  // remembers for itself where it is.
  if (self.origin === 'null') {
    for (const name of ['pushState', 'replaceState']) {
      const write = history[name].bind(history);
      history[name] = (state, title, url) => {
        try {
          write(state, title, url);
        } catch {
          write({ at: String(url) }, title);
        }
      };
    }
  }

  // French is in the page itself; the other languages of the static part stand beside it.
  if (language !== 'fr') {
    const set = (name, apply) => document.querySelectorAll('[data-' + language + name + ']').forEach((node) => {
      apply(node, node.getAttribute('data-' + language + name));
    });
    document.documentElement.lang = language;
    set('', (node, text) => { node.textContent = text; });
    set('-label', (node, text) => { node.setAttribute('aria-label', text); });
    set('-href', (node, text) => { node.href = text; });
    set('-lang', (node, text) => { node.lang = node.hreflang = text; });
  }

  let pressed = null;
  const reasons = ['unsupported', 'config', 'words', 'glue', 'wasm', 'start', 'panic'];
  let failed = false;
  // Reasons are a closed list: whatever goes wrong, nothing that was typed can appear here.
  globalThis.guichetFailed = (reason) => {
    if (failed) return;
    failed = true;
    const ended = reason === 'panic';
    element('failure-code').textContent = (reasons.includes(reason) ? reason : 'other') + '-' + build.id;
    element('failure-start').hidden = ended;
    element('failure-end').hidden = !ended;
    element('failure-numbers').hidden = !ended;
    // Last in the page, so that the way to the content stays its first link; first where it is needed.
    document.body.prepend(...document.querySelectorAll('.skip'), element('failure'));
    element('failure').hidden = false;
    if (ended) {
      // It is now the whole page.
      element('app').hidden = true;
      element('failure').setAttribute('role', 'main');
      element('failure-title').setAttribute('aria-level', '1');
      element('failure').focus();
    } else {
      if (element('loading')) element('loading').hidden = true;
      if (pressed) pressed.removeAttribute('aria-busy');
    }
  };
  // A spoilt copy in the browser's own cache would fail again and again: fetch past it before reloading.
  element('failure-reload').addEventListener('click', (event) => {
    event.preventDefault();
    const parts = [build.glue, build.wasm, words, ...pieces];
    const fresh = parts.map((part) => fetch(base + part.url, { cache: 'reload', integrity: part.integrity }));
    Promise.allSettled(fresh).then(() => location.reload());
  });

  if (!(globalThis.WebAssembly && globalThis.AbortSignal && AbortSignal.timeout && globalThis.CSSLayerBlockRule)) {
    globalThis.guichetFailed('unsupported');
    return;
  }

  // The static page takes what is typed and pressed while the app is on its way; the app gets it with the page's place. Links
  // lead on at once, as in any page.
  const place = element('app');
  const controls = 'button, input, select, textarea, summary';
  const hold = (event) => {
    const button = event.type === 'submit' ? event.submitter || event.target.querySelector('[type=submit]') : event.target.closest('button');
    if (!button) return;
    event.preventDefault();
    if (pressed) pressed.removeAttribute('aria-busy');
    pressed = button;
    button.setAttribute('aria-busy', 'true');
  };
  place.addEventListener('click', hold);
  place.addEventListener('submit', hold);
  const signed = (node) => [node.tagName, node.id, node.name, (node.closest('label') || node).textContent].join();
  const takeOver = (from, to) => {
    const twin = (node) => {
      const like = (root) => [...root.querySelectorAll(controls)].filter((other) => signed(other) === signed(node));
      return like(to)[like(from).indexOf(node)];
    };
    const isChoice = (node) => /radio|checkbox/.test(node.type);
    const handed = new Set();
    const hand = () => {
      for (const node of from.querySelectorAll('input, select, textarea')) {
        if (!handed.has(node) && !(isChoice(node) ? node.checked && !node.defaultChecked : node.value && node.value !== node.defaultValue)) continue;
        handed.add(node);
        const other = twin(node);
        if (!other || (isChoice(node) ? other.checked : other.value === node.value)) continue;
        if (isChoice(node)) other.checked = true;
        else other.value = node.value;
        for (const name of ['input', 'change']) other.dispatchEvent(new Event(name, { bubbles: true }));
      }
    };
    const swap = () => {
      const focused = from.contains(document.activeElement) && document.activeElement;
      const [typing, press] = [focused && twin(focused), pressed && twin(pressed)];
      const opened = [...from.querySelectorAll('details[open] > summary')].map(twin);
      const selected = focused && /^(text|textarea|search|tel|url)$/.test(focused.type) && [focused.selectionStart, focused.selectionEnd];
      from.replaceWith(to);
      hand();
      for (const summary of opened) if (summary) summary.parentNode.open = true;
      if (typing) {
        typing.focus({ preventScroll: true });
        // The app writes what it has just heard into the field once more: the caret is put back after that.
        if (selected) setTimeout(() => typing.setSelectionRange(...selected));
      }
      if (press) press.click();
    };
    if (!from.querySelector('.stations')) return swap();
    // Places are listed already: the app comes with its own, and not with a gap in between.
    hand();
    let done = false;
    const end = () => {
      if (done || !from.isConnected) return;
      done = true;
      swap();
    };
    const watch = new MutationObserver(() => {
      if (!to.querySelector('.stations')) return;
      watch.disconnect();
      end();
    });
    watch.observe(to, { childList: true, subtree: true });
    setTimeout(end, 1500);
  };

  const get = (url, options) => fetch(base + url, Object.assign({ signal: AbortSignal.timeout(60000) }, options)).then((response) => {
    if (!response.ok) throw new Error('status ' + response.status);
    return response;
  });
  // The element checks the file; an import that follows is answered from the same verified module, without a request.
  const added = (name, properties) => new Promise((resolve, reject) => {
    const failed = () => reject(new Error('not loaded'));
    document.head.append(Object.assign(document.createElement(name), properties, { onload: resolve, onerror: failed }));
  });
  const module = ({ url, integrity }) => added('script', { type: 'module', integrity, src: base + url }).then(() => import(base + url));
  const glue = module(build.glue);
  // The map's own chunk, asked for by the first page that shows one, and again only where it did not come.
  let map;
  const loadMap = () => {
    const { script, style } = build.map;
    map = map || Promise.all([module(script), added('link', { rel: 'stylesheet', crossOrigin: 'anonymous', integrity: style.integrity, href: base + style.url })])
      .then(([loaded]) => loaded, (fault) => {
        map = null;
        throw fault;
      });
    return map;
  };
  // What cleans pictures, asked for with the first file that is picked.
  let files;
  const loadFiles = () => {
    files = files || module(build.files.script).catch((fault) => {
      files = null;
      throw fault;
    });
    return files;
  };
  const config = get('/config.json', { cache: 'no-cache' }).then((response) => {
    const head = { date: response.headers.get('date') || '', dateAt: performance.now() };
    return response.text().then((text) => Object.assign(head, { config: text }));
  });
  const text = get(words.url, { integrity: words.integrity }).then((response) => response.text());
  const wasm = get(build.wasm.url, { integrity: build.wasm.integrity });
  // Files of the data that a search will ask for first. A failure is met again there.
  const data = {};
  const ask = (file, options) => {
    if (!data[file]) {
      data[file] = get('/data/' + file, options).then((response) => response.text());
      data[file].catch(() => {});
    }
    return data[file];
  };
  const index = area === 'finder' && ask('index.json', { cache: 'no-cache' });
  if (index) {
    Promise.all([index, module(build.ahead)])
      .then(([index, { ahead }]) => ahead(JSON.parse(index), ask, place, new URLSearchParams(location.search), chart)).catch(() => {});
  }
  // The pieces come after the main part, which starts while they arrive: the network is kept busy, and hardly shared before the
  // main part is there. In the finder it is not shared at all, as what answers first has yet to come beside the main part.
  const begun = (index ? wasm : Promise.race([wasm, text])).catch(() => {});
  const early = {};
  const fetched = ({ url, integrity }) => {
    if (early[url]) return;
    early[url] = begun.then(() => get(url, { integrity }));
    // Whoever waits for it hears of its failure; until then it is nobody's.
    early[url].catch(() => {});
  };
  pieces.forEach(fetched);
  // Where a list of places leads is there even if the network is cut meanwhile.
  if (area === 'finder') Promise.all(Object.values(early)).then(() => build.areas.station.forEach(fetched)).catch(() => {});
  // What draws a map, where that was pressed already.
  function chart() {
    build.areas.chart.forEach(fetched);
    loadMap().catch(() => {});
  }

  const named = (reason, promise) => promise.catch(() => { throw reason; });
  const pick = (name) => Object.fromEntries(Object.entries(build.words).map(([tag, part]) => [tag, part[name]]));
  Promise.all([named('config', config), named('words', text), named('glue', glue), named('wasm', wasm)])
    .then(([handed, said, module, code]) => {
      globalThis.guichet = Object.freeze(Object.assign(handed, {
        base,
        script,
        words: said,
        pieces: early,
        data,
        map: loadMap,
        files: loadFiles,
        lists: build.lists,
        takeOver,
        wordsUrl: Object.freeze(pick('url')),
        wordsIntegrity: Object.freeze(pick('integrity')),
      }));
      return named('start', module.default({ module_or_path: code })).then(() => keepFiles(handed.config));
    })
    .catch((reason) => globalThis.guichetFailed(reason));

  // A later visit may have no network: a worker keeps the app's files, once this page has all that it needs itself.
  function keepFiles(config) {
    const idle = globalThis.requestIdleCallback || ((act) => setTimeout(act, 2000));
    // It asks which version this page is of.
    const answer = () => { navigator.serviceWorker.onmessage = ({ ports }) => ports[0].postMessage(new URL(script).pathname); };
    const begin = () => {
      const { saveData, effectiveType } = navigator.connection || {};
      const worker = navigator.serviceWorker;
      if (!worker) return;
      // Wanted no more: the one that says so takes the place of the one at work, and goes with all that was kept.
      if (JSON.parse(config).offline === false) {
        const isOurs = ({ scope }) => new URL(scope).pathname === `${base}/`;
        return worker.getRegistration(`${base}/`).then((known) => known && isOurs(known) && known.update());
      }
      if (saveData || /2g/.test(effectiveType)) return;
      const greet = () => worker.controller && worker.controller.postMessage('');
      worker.oncontrollerchange = greet;
      // Where one is at work already, it may be of an older version; browsers look for a newer one when they please. One that is
      // about to be replaced has nothing more to do: the new one would wait for it.
      const known = worker.controller;
      const asked = worker.register(base + '/sw.js', { updateViaCache: 'none' }).then((found) => (known ? found.update() : found));
      return asked.then((found) => (found && (found.installing || found.waiting)) || greet(), greet);
    };
    if (hosted || first === 'frame') return;
    // Where browsers have no worker, or let nobody ask, the page is what it was.
    Promise.resolve().then(answer).catch(() => {});
    Promise.allSettled(Object.values(early)).then(() => new Promise(idle)).then(begin).catch(() => {});
  }
})();
