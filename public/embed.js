// Shows a part of the service in a page of another site:
//   <script async src="https://…/embed.js"></script>
//   <guichet-embed view="stations" lang="fr"></guichet-embed>
// view: stations, complaint, report, orientation, news. lang: fr, en. theme: auto, light, dark. accent: a colour,
// #rrggbb. station: the id of one.
// Plain script, on its own: it asks for nothing but the frame, keeps nothing, and reads nothing of the page around it.
'use strict';
(() => {
  if (!globalThis.customElements || customElements.get('guichet-embed')) return;
  const script = document.currentScript || document.querySelector('script[src$="/embed.js"]');
  const base = new URL('.', script.src);
  const titles = {
    fr: { stations: 'Trouver un commissariat ou une brigade', complaint: 'Préparer une plainte', report: 'Signaler un contenu illicite', orientation: 'Savoir à qui s’adresser', news: 'Les actualités' },
    en: { stations: 'Find a police or gendarmerie station', complaint: 'Prepare a complaint', report: 'Report illegal content', orientation: 'Find the right service', news: 'The news' },
  };
  const themes = ['auto', 'light', 'dark'];
  const one = (value, known, otherwise) => (known.includes(value) ? value : otherwise);
  const shown = new Map();

  // Of a frame only its height and the beginning of another page are heard.
  addEventListener('message', ({ source, origin, data }) => {
    const element = shown.get(source);
    if (!element || origin !== base.origin || !data || data.v !== 1) return;
    if (data.type === 'ready') element.greeted = true;
    if (data.type === 'height' && data.height >= 50 && data.height <= 30000) element.frame.style.height = `${Math.round(data.height)}px`;
    if (data.type === 'top' && element.getBoundingClientRect().top < 0) element.scrollIntoView({ block: 'start' });
  });

  // A frame is fetched a little before it comes into view.
  const watched = globalThis.IntersectionObserver && new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) target.load();
  }, { rootMargin: '400px' });

  customElements.define('guichet-embed', class extends HTMLElement {
    static observedAttributes = ['view', 'lang', 'theme', 'accent', 'station'];

    connectedCallback() {
      this.frame = this.frame || this.draw();
      this.replaceChildren(this.frame);
      this.style.display = 'block';
      if (watched) watched.observe(this);
      else this.load();
    }

    disconnectedCallback() {
      if (watched) watched.unobserve(this);
      shown.delete(this.window);
      clearTimeout(this.greeting);
      this.window = null;
    }

    attributeChangedCallback(name) {
      if (!this.window) return;
      if (name === 'theme' || name === 'accent') this.dress();
      else this.open();
    }

    get view() { return one(this.getAttribute('view'), Object.keys(titles.fr), 'stations'); }
    get language() { return one((this.lang || document.documentElement.lang).slice(0, 2), Object.keys(titles), 'fr'); }
    get theme() { return one(this.getAttribute('theme'), themes, 'auto'); }
    get accent() { return (/^#?([\da-f]{6})$/i.exec(this.getAttribute('accent') || '') || [])[1]; }

    get address() {
      const { view, language, theme } = this;
      const station = encodeURIComponent(this.getAttribute('station') || '');
      const folder = language === 'fr' ? '' : `${language}/`;
      const address = new URL(`${folder}embed/${view}${station && view === 'stations' ? `/${station}` : ''}`, base);
      if (station && view === 'complaint') address.searchParams.set('lieu', station);
      if (theme !== 'auto') address.searchParams.set('theme', theme);
      if (this.accent) address.searchParams.set('accent', this.accent);
      return address.href;
    }

    draw() {
      const frame = document.createElement('iframe');
      frame.setAttribute('loading', 'lazy');
      frame.referrerPolicy = 'no-referrer';
      frame.allow = ['geolocation', 'web-share', 'clipboard-write', 'fullscreen'].map((name) => `${name} ${base.origin}`).join('; ');
      // Room is kept before anything has come, so that the page around does not jump more than it must.
      Object.assign(frame.style, { display: 'block', width: '100%', height: '600px', border: '0' });
      frame.addEventListener('load', () => this.greet());
      return frame;
    }

    load() {
      if (watched) watched.unobserve(this);
      if (this.window) return;
      this.window = this.frame.contentWindow;
      shown.set(this.window, this);
      this.open();
    }

    open() {
      this.frame.title = titles[this.language][this.view];
      this.frame.src = this.address;
    }

    // The page in the frame hears nothing before its program is there; a page that is not ours never will.
    greet(wait = 150) {
      clearTimeout(this.greeting);
      if (wait === 150) this.greeted = false;
      if (this.greeted || !this.window || wait > 20000) return;
      this.tell({ type: 'hello' });
      this.greeting = setTimeout(() => this.greet(wait * 1.5), wait);
    }

    dress() {
      this.tell({ type: 'theme', theme: this.theme, accent: this.accent });
    }

    tell(message) {
      this.window.postMessage({ v: 1, ...message }, base.origin);
    }
  });
})();
